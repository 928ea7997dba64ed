#include "eval/no_events_eval.h"

#include <string>

#include "extract/example.h"

namespace sitrep {

Evaluation evaluate_no_events(std::string_view content, const CodeReport& code) {
  Evaluation out;
  Score silent;
  Score fired;
  for_each_gold_line(content, [&](std::string_view line, std::size_t number) {
    if (line.starts_with('#')) {
      return;
    }
    const auto coding = code(plain_report(std::to_string(number), std::string(line)));
    const auto events = actual_events(coding);
    silent += {1, 1, events.empty() ? 1U : 0U};
    fired += {1, 1, events.empty() ? 0U : 1U};
    if (!events.empty()) {
      auto error = std::to_string(number) + "  " + std::string(line);
      for (const auto* event : events) {
        error += "\n    coded  " + summary(*event) + "  " + event->frame;
      }
      out.errors.push_back(std::move(error));
    }
  });
  out.table = {{"silent", silent}, {"fired", fired}};
  return out;
}

}  // namespace sitrep
