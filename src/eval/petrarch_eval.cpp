#include "eval/petrarch_eval.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace sitrep {

namespace {

using Triples = std::set<std::string>;  ///< "SOURCE TARGET CODE"

std::string code_of(const Entity& entity) {
  std::string code = entity.code.empty() ? "---" : entity.code;
  for (const auto& sector : entity.sectors) {
    code += sector;
  }
  return code;
}

void add_triples(const Event& event, Triples& triples) {
  const auto add = [&](const std::string& source, const std::string& target) {
    triples.insert(source + " " + target + " " + event.cameo);
  };
  if (event.recipients.empty()) {
    if (event.actors.size() == 1) {
      add(code_of(event.actors.front()), "---");
    }
    for (const auto& source : event.actors) {
      for (const auto& target : event.actors) {
        if (&source != &target) {
          add(code_of(source), code_of(target));
        }
      }
    }
    return;
  }
  for (const auto& target : event.recipients) {
    if (event.actors.empty()) {
      add("---", code_of(target));
    }
    for (const auto& source : event.actors) {
      add(code_of(source), code_of(target));
    }
  }
}

std::string lines(const char* what, const Triples& triples, const Triples& other) {
  std::string out;
  for (const auto& triple : triples) {
    out += "\n    " + std::string(what) + "  " + triple + (other.contains(triple) ? "" : "  *");
  }
  return out;
}

}  // namespace

Evaluation evaluate_petrarch(std::string_view content, std::string_view file, const CodeReport& code) {
  Evaluation out;
  Score records;
  Score triples;
  for_each_gold_row(content, file, out.faults, [&](const nlohmann::json& row, std::size_t) -> std::string {
    const auto events = row.find("events");
    if (events == row.end() || !events->is_array()) {
      return "no list of events";
    }
    Triples gold;
    for (const auto& event : *events) {
      if (event.contains("error")) {
        return {};
      }
      if (!event.contains("noevents")) {
        gold.insert(text_of(event, "sourcecode") + " " + text_of(event, "targetcode") + " " +
                    text_of(event, "eventcode"));
      }
    }
    const auto report = plain_report(text_of(row, "id"), text_of(row, "text"));
    const auto coding = code(report);
    Triples found;
    for (const auto* event : actual_events(coding)) {
      if (!event->cameo.empty()) {
        add_triples(*event, found);
      }
    }
    const auto right = std::ranges::count_if(gold, [&](const std::string& triple) { return found.contains(triple); });
    triples += {gold.size(), found.size(), static_cast<std::size_t>(right)};
    records += {1, 1, gold == found ? 1U : 0U};
    if (gold != found) {
      out.errors.push_back(report.id + "  " + report.text + lines("gold ", gold, found) + lines("coded", found, gold));
    }
    return {};
  });
  out.table = {{"triples", triples}, {"records", records}};
  return out;
}

}  // namespace sitrep
