#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/date.h"
#include "record/entity.h"
#include "record/evidence.h"
#include "record/place.h"

namespace sitrep {

enum class AccordKind : std::uint8_t { ceasefire, truce, peace_agreement, talks, mediation };
enum class AccordState : std::uint8_t {
  unknown,
  demanded,
  offered,
  agreed,
  in_force,
  violated,
  broken,
  ended,
  rejected
};

/// A ceasefire, truce, peace agreement, talks or mediation, and how it stands at the report's date.
struct Accord {
  std::string id;  ///< "<report id>-A<n>"
  AccordKind kind = AccordKind::ceasefire;
  AccordState state = AccordState::unknown;
  std::vector<Entity> parties;
  std::vector<Entity> brokers;
  std::string terms;  ///< words of the terms where told; else empty
  DateInterval date;  ///< when it was agreed or came into force
  std::optional<Place> place;
  Attribution attribution;
  double confidence = 0;
  std::vector<Evidence> evidence;
};

[[nodiscard]] std::string_view name(AccordKind kind);
[[nodiscard]] std::string_view name(AccordState state);

}  // namespace sitrep
