#pragma once

#include <span>

#include "record/event.h"

namespace sitrep {

/// The event that a sentence is about, for gold files that have one label a sentence: the one whose predicate comes
/// first. Null where there is none.
[[nodiscard]] const Event* main_event(std::span<const Event* const> events);

}  // namespace sitrep
