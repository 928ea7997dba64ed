#include "eval/contexts_eval.h"

#include <algorithm>
#include <map>

namespace sitrep {

Evaluation evaluate_contexts(std::string_view content, std::string_view file, const ClassifyContexts& classify) {
  Evaluation out;
  Score all;
  Score none;
  std::map<std::string, Score> by_context;
  for_each_gold_line(content, [&](std::string_view line, std::size_t number) {
    if (line.starts_with('#')) {
      return;
    }
    std::string what;
    const auto example = parse_context_example(line, what);
    if (!example) {
      out.faults.push_back(std::string(file) + ":" + std::to_string(number) + ": " + what + "; line skipped");
      return;
    }
    const auto& gold = example->contexts;
    const auto found = classify(*example);
    none += {gold.empty() ? 1U : 0U, found.empty() ? 1U : 0U, gold.empty() && found.empty() ? 1U : 0U};
    std::string error;
    for (const auto& context : gold) {
      const bool right = std::find(found.begin(), found.end(), context) != found.end();
      by_context[context] += {1, 0, right ? 1U : 0U};
      error += right ? "" : "\n    missed " + context;
    }
    for (const auto& context : found) {
      by_context[context] += {0, 1, 0};
      const bool right = std::find(gold.begin(), gold.end(), context) != gold.end();
      error += right ? "" : "\n    wrong  " + context;
    }
    if (!error.empty()) {
      out.errors.push_back(std::to_string(number) + "  " + example->text + error);
    }
  });
  for (const auto& [context, score] : by_context) {
    all += score;
  }
  out.table = {{"all", all}, {"none", none}};
  out.table.insert(out.table.end(), by_context.begin(), by_context.end());
  return out;
}

}  // namespace sitrep
