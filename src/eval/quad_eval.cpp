#include "eval/quad_eval.h"

#include <nlohmann/json.hpp>

#include "eval/main_event.h"
#include "extract/example.h"

namespace sitrep {

namespace {

/// By the event's CAMEO code, with the five classes of the Phoenix event data, which the gold has: comments (01) and
/// appeals (02) are neutral, yielding (08) is material, reduced relations (16) are verbal. PLOVER has REQUEST for an
/// appeal, calls a CONCEDE verbal and a SANCTION material.
std::size_t cameo_quad(const Event& event) {
  if (event.cameo.size() < 2) {
    return static_cast<std::size_t>(quad_class(event.type));
  }
  const auto root = event.cameo.substr(0, 2);
  constexpr std::size_t verbal_cooperation = 1;
  constexpr std::size_t material_cooperation = 2;
  constexpr std::size_t verbal_conflict = 3;
  constexpr std::size_t material_conflict = 4;
  if (root <= "02") {
    return 0;
  }
  if (root <= "05") {
    return verbal_cooperation;
  }
  if (root <= "08") {
    return material_cooperation;
  }
  return root <= "13" || root == "16" ? verbal_conflict : material_conflict;
}

}  // namespace

Evaluation evaluate_quad(std::string_view content, std::string_view file, const CodeReport& code) {
  Evaluation out;
  out.confusion = Confusion({"neutral", "verbal-coop", "material-coop", "verbal-confl", "material-confl"});
  for_each_gold_row(content, file, out.faults, [&](const nlohmann::json& row, std::size_t) -> std::string {
    const auto labels = row.find("labels");
    if (labels == row.end() || !labels->is_array() || labels->size() != 1 || !labels->front().is_string()) {
      return "no list of one label";
    }
    const auto label = labels->front().get<std::string>();
    if (label.size() != 1 || label < "0" || label > "4") {
      return "'" + label + "' is no class from 0 to 4";
    }
    const auto gold = static_cast<std::size_t>(label.front() - '0');
    const auto report = plain_report(text_of(row, "id"), text_of(row, "text"));
    const auto coding = code(report);
    const auto* event = main_event(told_events(coding));
    const auto found = event == nullptr ? 0 : cameo_quad(*event);
    out.confusion.add(gold, found);
    if (gold != found) {
      auto error = report.id + "  " + report.text + "\n    gold   " + out.confusion.labels[gold] + "\n    coded  " +
                   out.confusion.labels[found];
      for (const auto& other : coding.events) {
        error += "\n           " + std::string(&other == event ? "main  " : "      ") + summary(other);
      }
      out.errors.push_back(std::move(error));
    }
    return {};
  });
  out.table = out.confusion.table();
  return out;
}

}  // namespace sitrep
