#include "eval/main_event.h"

#include <algorithm>
#include <utility>

namespace sitrep {

std::vector<const Event*> told_events(const Coding& coding) {
  std::vector<const Event*> out;
  for (const auto& event : coding.events) {
    if (event.status == Status::actual || event.status == Status::planned || event.status == Status::historical) {
      out.push_back(&event);
    }
  }
  return out;
}

const Event* main_event(std::span<const Event* const> events) {
  const auto first =
      std::ranges::min_element(events, {}, [](const Event* event) { return std::pair(event->depth, event->trigger); });
  return first == events.end() ? nullptr : *first;
}

}  // namespace sitrep
