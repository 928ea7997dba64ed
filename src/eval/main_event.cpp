#include "eval/main_event.h"

#include <algorithm>

namespace sitrep {

const Event* main_event(std::span<const Event* const> events) {
  const auto first = std::ranges::min_element(events, {}, [](const Event* event) { return event->trigger; });
  return first == events.end() ? nullptr : *first;
}

}  // namespace sitrep
