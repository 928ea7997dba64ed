#include "eval/petrarch_eval.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace sitrep {

namespace {

using Triples = std::set<std::string>;  ///< "SOURCE TARGET CODE"

std::vector<std::string> codes_of(const std::vector<Entity>& entities) {
  std::vector<std::string> out;
  for (const auto& entity : entities) {
    std::string coded = entity.code.empty() ? "---" : entity.code;
    for (const auto& sector : entity.sectors) {
      coded += sector;
    }
    // "FRO/BIL": a name that means two actors.
    for (std::size_t at = 0; at < coded.size();) {
      const auto slash = std::min(coded.find('/', at), coded.size());
      if (auto code = coded.substr(at, slash - at); std::ranges::find(out, code) == out.end()) {
        out.push_back(std::move(code));
      }
      at = slash + 1;
    }
  }
  return out;
}

void add_triples(const Event& event, Triples& triples) {
  // "032:033": the second code is what the recipient does to the actor.
  const auto colon = event.cameo.find(':');
  const auto add = [&](const std::string& source, const std::string& target) {
    triples.insert(source + " " + target + " " + event.cameo.substr(0, colon));
    if (colon != std::string::npos) {
      triples.insert(target + " " + source + " " + event.cameo.substr(colon + 1));
    }
  };
  const auto sources = codes_of(event.actors);
  const auto targets = codes_of(event.recipients);
  if (targets.empty()) {
    if (sources.size() == 1) {
      add(sources.front(), "---");
    }
    for (const auto& source : sources) {
      for (const auto& target : sources) {
        if (source != target) {
          add(source, target);
        }
      }
    }
    return;
  }
  for (const auto& target : targets) {
    if (sources.empty()) {
      add("---", target);
    }
    for (const auto& source : sources) {
      add(source, target);
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
    auto report = plain_report(text_of(row, "id"), text_of(row, "text"));
    if (const auto day = text_of(row, "date"); day.size() == 8) {
      report.date = Date::parse(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6));
    }
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
