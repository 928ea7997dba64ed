#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/codes.h"
#include "record/date.h"
#include "record/entity.h"
#include "record/evidence.h"
#include "record/place.h"

namespace sitrep {

/// Who did what to whom, where and when, once per report however often the report says it.
struct Event {
  std::string id;  ///< "<report id>-E<n>", n from 1 in text order
  EventType type = EventType::consult;
  Mode mode = Mode::none;
  std::string cameo;                  ///< CAMEO code, chosen by the frame; empty where the frame has none
  std::vector<std::string> contexts;  ///< PLOVER contexts
  std::vector<Entity> actors;
  std::vector<Entity> recipients;
  /// The phrases that stand in these roles, in text order, also where they name no actor ("a car bomb", "the
  /// decision").
  std::vector<Span> actor_phrases;
  std::vector<Span> recipient_phrases;
  DateInterval date;
  std::optional<Place> place;
  Status status = Status::actual;
  Attribution attribution;
  double confidence = 0;             ///< 0 to 1
  std::uint32_t depth = 0;           ///< clauses and phrases it lies under in its sentence, those of saying aside
  Span trigger;                      ///< the predicate's words: "called ... on the phone" from first to last word
  std::vector<Evidence> evidence;    ///< the sentences or clauses that tell it, first telling first; never empty
  std::string frame;                 ///< where the code was decided: "assault.frames:120 bomb"
  std::vector<std::string> reasons;  ///< why each field is what it is, a line each, for `explain`
};

}  // namespace sitrep
