#pragma once

#include <vector>

#include "extract/events.h"
#include "record/accord.h"

namespace sitrep {

/// Finds the ceasefires, truces, peace agreements, talks and mediations a report tells of, one entry for each, with its
/// state as the report leaves it: a ceasefire whose parties the report tells to be fighting again is broken. `events`
/// are the merged events of the report. Ids are not given yet.
[[nodiscard]] std::vector<Accord> read_accords(const ReadingContext& context, FrameMatcher& matcher,
                                               const std::vector<Statement>& statements,
                                               const std::vector<EventReading>& events);

}  // namespace sitrep
