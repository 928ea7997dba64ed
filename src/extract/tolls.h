#pragma once

#include <vector>

#include "extract/events.h"
#include "record/toll.h"

namespace sitrep {

/// Finds the losses a report tells: killed, injured, missing, captured, arrested, displaced; a count, of whom, claimed
/// by whom. Ids and the tie to events are not given yet.
struct TollReading {
  Toll toll;
  std::uint32_t predicate = no_token;  ///< the verb, noun or adjective of loss
};
[[nodiscard]] std::vector<TollReading> read_tolls(const ReadingContext& context, FrameMatcher& matcher,
                                                  const std::vector<Statement>& statements);

}  // namespace sitrep
