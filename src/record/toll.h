#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/codes.h"
#include "record/date.h"
#include "record/entity.h"
#include "record/evidence.h"
#include "record/place.h"
#include "record/quantity.h"

namespace sitrep {

enum class TollKind : std::uint8_t { killed, injured, missing, captured, arrested, displaced };

/// How many were killed, injured, ..., of whom, as claimed.
struct Toll {
  std::string id;  ///< "<report id>-T<n>"
  TollKind kind = TollKind::killed;
  Quantity count;
  std::string whom;            ///< the words for the victims: "soldiers and civilians"; empty where the text has none
  std::optional<Entity> side;  ///< the victims as an actor, where they resolve to one: "Israeli soldiers" ISR MIL
  bool cumulative = false;     ///< a total since some start, not one incident
  DateInterval date;
  std::optional<Place> place;
  Status status = Status::actual;
  Attribution attribution;
  double confidence = 0;
  std::string event;  ///< id of the event that did it, where the text ties them; else empty
  std::vector<Evidence> evidence;
};

[[nodiscard]] std::string_view name(TollKind kind);
[[nodiscard]] std::optional<TollKind> parse_toll_kind(std::string_view text);

}  // namespace sitrep
