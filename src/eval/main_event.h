#pragma once

#include <span>
#include <vector>

#include "record/coding.h"

namespace sitrep {

/// The events that a report tells as happening, to come or past, in text order. Gold files that know no status (CAMEO,
/// PETRARCH) label these alike; what is only demanded, denied, alleged or supposed is not what their sentence is about.
[[nodiscard]] std::vector<const Event*> told_events(const Coding& coding);

/// The event that a sentence is about, for gold files that have one label a sentence: the one whose predicate comes
/// first. Null where there is none. On the 1,349 sentences of cameo-quad this did better than the most confident event,
/// the strongest by PLOVER's scale, the one with most roles, or the last.
[[nodiscard]] const Event* main_event(std::span<const Event* const> events);

}  // namespace sitrep
