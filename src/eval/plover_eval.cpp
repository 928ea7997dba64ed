#include "eval/plover_eval.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <span>

#include "eval/pairing.h"
#include "eval/plover_names.h"

namespace sitrep {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Codes of the gold records, and of older coders, that are not ISO 3166-1 alpha-3.
constexpr std::array<Pair, 8> older_codes = {{{"JAP", "JPN"},
                                              {"ROM", "ROU"},
                                              {"TMP", "TLS"},
                                              {"ZAR", "COD"},
                                              {"PAL", "PSE"},
                                              {"KSV", "KOS"},
                                              {"XKX", "KOS"},
                                              {"SIN", "SGP"}}};

/// Codes that are kinds of a wider one: where gold says the wider, these are right too.
constexpr std::array<Pair, 2> narrower_codes = {{{"UNO", "IGO"}, {"EUR", "IGO"}}};

std::string_view mapped(std::span<const Pair> table, std::string_view text) {
  const auto found = std::ranges::find(table, text, &Pair::first);
  return found == table.end() ? text : found->second;
}

bool code_matches(std::string_view gold, std::string_view coded) {
  const auto now = mapped(older_codes, coded);
  return !now.empty() && (gold == now || std::ranges::find(narrower_codes, Pair(now, gold)) != narrower_codes.end());
}

std::vector<std::string> codes(const nlohmann::json& record, std::string_view key) {
  std::vector<std::string> out;
  const auto list = record.find(key);
  if (list == record.end() || !list->is_array()) {
    return out;
  }
  for (const auto& entity : *list) {
    if (entity.is_object() && entity.contains("code") && entity["code"].is_string()) {
      const auto code = entity["code"].get<std::string>();
      if (!code.empty() && code != "***") {
        out.emplace_back(mapped(older_codes, code));
      }
    }
  }
  return out;
}

/// PLOVER marks events that are not actual with true fields of these names.
Status gold_status(const nlohmann::json& record) {
  static constexpr std::array<std::pair<std::string_view, Status>, 4> marks = {{{"historical", Status::historical},
                                                                                {"future", Status::planned},
                                                                                {"hypothetical", Status::hypothetical},
                                                                                {"negation", Status::denied}}};
  for (const auto& [key, status] : marks) {
    if (const auto value = record.find(key); value != record.end() && value->is_boolean() && value->get<bool>()) {
      return status;
    }
  }
  return Status::actual;
}

bool any_code(const std::vector<std::string>& gold, const std::vector<const std::vector<Entity>*>& lists) {
  for (const auto* list : lists) {
    for (const auto& entity : *list) {
      if (std::ranges::any_of(gold, [&](const std::string& code) { return code_matches(code, entity.code); })) {
        return true;
      }
    }
  }
  return false;
}

bool full_match(const GoldEvent& gold, const Event& coded) {
  const bool either = gold.type == EventType::consult || gold.type == EventType::agree;
  std::vector<const std::vector<Entity>*> actors = {&coded.actors};
  std::vector<const std::vector<Entity>*> recipients = {&coded.recipients};
  if (either) {
    actors = recipients = {&coded.actors, &coded.recipients};
  }
  return gold.type == coded.type && (gold.actors.empty() || any_code(gold.actors, actors)) &&
         (gold.recipients.empty() || any_code(gold.recipients, recipients));
}

std::string line_of(const PloverLabel& label, const std::vector<std::string>& actors,
                    const std::vector<std::string>& recipients, std::string_view how) {
  std::string out(name(label.type));
  if (label.mode != Mode::none) {
    out += " " + std::string(name(label.mode));
  }
  const auto list = [&](const std::vector<std::string>& codes) {
    out += " [";
    for (std::size_t i = 0; i < codes.size(); ++i) {
      out += (i > 0 ? ", " : "") + codes[i];
    }
    out += "]";
  };
  list(actors);
  out += " ->";
  list(recipients);
  return out + ": " + std::string(how);
}

std::vector<std::string> coded_list(const std::vector<Entity>& entities) {
  std::vector<std::string> out;
  out.reserve(entities.size());
  for (const auto& entity : entities) {
    out.push_back(entity.coded().empty() ? "? " + entity.text : entity.coded());
  }
  return out;
}

/// The contexts of gold against all that the events of its type have.
Score score_contexts(const GoldEvent& gold, const std::vector<const Event*>& coded) {
  std::set<std::string> given;
  for (const auto* event : coded) {
    if (event->type == gold.type) {
      given.insert(event->contexts.begin(), event->contexts.end());
    }
  }
  const auto found = [&](const std::vector<std::string>& names) {
    return std::ranges::any_of(names, [&](const std::string& name) { return given.contains(name); });
  };
  return {gold.contexts.size(), given.size(), static_cast<std::size_t>(std::ranges::count_if(gold.contexts, found))};
}

}  // namespace

ScoreTable PloverScores::table() const {
  ScoreTable table = {{"type", type}, {"full", full}, {"mode", mode}, {"context", context}};
  for (std::size_t i = 0; i < by_type.size(); ++i) {
    if (by_type[i].gold + by_type[i].system > 0) {
      table.emplace_back(name(static_cast<EventType>(i)), by_type[i]);
    }
  }
  return table;
}

std::string PloverScores::errors() const {
  std::string out;
  for (const auto& outcome : outcomes) {
    const auto right = [](const std::string& line) { return line.ends_with(": full"); };
    if (std::ranges::all_of(outcome.gold, right) && std::ranges::all_of(outcome.coded, right)) {
      continue;
    }
    out += outcome.id + "  " + outcome.text + "\n";
    for (const auto& line : outcome.gold) {
      out += "    gold   " + line + "\n";
    }
    for (const auto& line : outcome.coded) {
      out += "    coded  " + line + "\n";
    }
  }
  return out;
}

std::vector<GoldRecord> read_plover_gold(std::string_view content, std::string_view file,
                                         std::vector<std::string>& faults) {
  std::vector<GoldRecord> records;
  std::map<std::string, std::size_t, std::less<>> by_text;
  for_each_gold_line(content, [&](std::string_view line, std::size_t number) {
    const auto fault = [&](const std::string& what) {
      faults.push_back(std::string(file) + ":" + std::to_string(number) + ": " + what + "; line skipped");
    };
    const auto json = nlohmann::json::parse(line, nullptr, false);
    const auto string = [&](const char* key) {
      const auto found = json.find(key);
      return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (!json.is_object()) {
      fault("no JSON object");
      return;
    }
    const auto event = string("event");
    const auto label = read_plover_label(event, string("mode"));
    auto text = string("text");
    while (text.starts_with('{') || text.starts_with(' ')) {
      text.erase(0, 1);
    }
    while (text.ends_with('}') || text.ends_with(' ')) {
      text.pop_back();
    }
    if (!label || text.empty()) {
      fault(text.empty() ? "no text" : "'" + event + "' is no event type");
      return;
    }
    const auto [place, fresh] = by_text.try_emplace(text, records.size());
    if (fresh) {
      records.push_back({string("id"), text, {}});
    }
    GoldEvent gold;
    gold.type = label->type;
    gold.mode = label->mode;
    gold.actors = codes(json, json.contains("source") ? "source" : "actor");
    gold.recipients = codes(json, json.contains("target") ? "target" : "recipient");
    gold.status = gold_status(json);
    gold.contexts = read_plover_contexts(string("context"));
    records[place->second].events.push_back(std::move(gold));
  });
  return records;
}

PloverScores evaluate_plover(const std::vector<GoldRecord>& gold, const CodeReport& code) {
  PloverScores scores;
  for (const auto& record : gold) {
    Report report;
    report.id = record.id;
    report.text = record.text;
    const auto coding = code(report);
    const auto coded = actual_plover_events(coding);
    std::vector<const GoldEvent*> wanted;
    for (const auto& event : record.events) {
      if (event.status == Status::actual) {
        wanted.push_back(&event);
      }
    }
    const std::function<bool(std::size_t, std::size_t)> type_right = [&](std::size_t g, std::size_t c) {
      return wanted[g]->type == coded[c]->type;
    };
    const std::function<bool(std::size_t, std::size_t)> all_right = [&](std::size_t g, std::size_t c) {
      return full_match(*wanted[g], *coded[c]);
    };
    const std::function<bool(std::size_t, std::size_t)> mode_right = [&](std::size_t g, std::size_t c) {
      return type_right(g, c) && wanted[g]->mode != Mode::none && wanted[g]->mode == coded[c]->mode;
    };
    const Pairing type(wanted.size(), coded.size(), type_right);
    const Pairing mode(wanted.size(), coded.size(), mode_right);
    const Pairing full(wanted.size(), coded.size(), all_right);
    scores.type += {wanted.size(), coded.size(), type.count()};
    scores.full += {wanted.size(), coded.size(), full.count()};
    PloverOutcome outcome{record.id, record.text, {}, {}};
    for (std::size_t g = 0; g < wanted.size(); ++g) {
      auto& score = scores.by_type[static_cast<std::size_t>(wanted[g]->type)];
      ++score.gold;
      score.correct += type.has_gold(g) ? 1 : 0;
      if (type.has_gold(g) && wanted[g]->mode != Mode::none) {
        scores.mode += {1, 1, mode.has_gold(g) ? 1U : 0U};
      }
      if (type.has_gold(g) && !wanted[g]->contexts.empty()) {
        scores.context += score_contexts(*wanted[g], coded);
      }
      const bool other_mode = type.has_gold(g) && wanted[g]->mode != Mode::none && !mode.has_gold(g);
      outcome.gold.push_back(line_of({wanted[g]->type, wanted[g]->mode}, wanted[g]->actors, wanted[g]->recipients,
                                     other_mode         ? "other mode"
                                     : full.has_gold(g) ? "full"
                                     : type.has_gold(g) ? "type"
                                                        : "missed"));
    }
    for (std::size_t c = 0; c < coded.size(); ++c) {
      ++scores.by_type[static_cast<std::size_t>(coded[c]->type)].system;
      outcome.coded.push_back(line_of({coded[c]->type, coded[c]->mode}, coded_list(coded[c]->actors),
                                      coded_list(coded[c]->recipients),
                                      full.has_coded(c) ? "full" : (type.has_coded(c) ? "type" : "wrong")));
    }
    scores.outcomes.push_back(std::move(outcome));
  }
  return scores;
}

}  // namespace sitrep
