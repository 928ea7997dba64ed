#include "eval/judged_eval.h"

#include <algorithm>
#include <string>

#include "eval/pairing.h"
#include "extract/example.h"

namespace sitrep {

namespace {

using Role = std::optional<std::vector<std::string>>;

/// Whether an entity is what an example writes: "AZE MIL", "UNO", "REB". Of several sectors the first decides.
bool entity_right(const Entity& entity, std::string_view expected) {
  auto first = expected.substr(0, expected.find(' '));
  auto sector = first;
  if (!is_sector(first)) {
    if (entity.code != first) {
      return false;
    }
    if (first.size() == expected.size()) {
      return true;
    }
    const auto rest = expected.substr(first.size() + 1);
    sector = rest.substr(0, rest.find(' '));
  }
  return std::ranges::find(entity.sectors, sector) != entity.sectors.end();
}

bool role_right(const std::vector<Entity>& entities, const Role& expected) {
  if (!expected) {
    return true;
  }
  return std::ranges::all_of(*expected,
                             [&](const std::string& e) {
                               return std::ranges::any_of(entities,
                                                          [&](const Entity& x) { return entity_right(x, e); });
                             }) &&
         std::ranges::all_of(entities, [&](const Entity& x) {
           return std::ranges::any_of(*expected, [&](const std::string& e) { return entity_right(x, e); });
         });
}

bool mode_right(const Event& event, const ExpectedEvent& gold) {
  return !gold.mode || event.mode == *gold.mode;
}

/// How many of mode and roles are right.
std::size_t likeness(const Event& event, const ExpectedEvent& gold) {
  return (mode_right(event, gold) ? 1U : 0U) + (role_right(event.actors, gold.actors) ? 1U : 0U) +
         (role_right(event.recipients, gold.recipients) ? 1U : 0U);
}

struct Scores {
  Score sentences, type, mode, actors, recipients;
};

void score_pair(const Event& event, const ExpectedEvent& gold, Scores& scores) {
  const auto count = [](Score& score, bool given, bool right) {
    score += {given ? 1U : 0U, given ? 1U : 0U, given && right ? 1U : 0U};
  };
  count(scores.mode, gold.mode.has_value(), mode_right(event, gold));
  count(scores.actors, gold.actors.has_value(), role_right(event.actors, gold.actors));
  count(scores.recipients, gold.recipients.has_value(), role_right(event.recipients, gold.recipients));
}

/// Scores one sentence; whether all of it is right.
bool score_sentence(const Example& example, const std::vector<const Event*>& events, Scores& scores) {
  const auto& gold = example.events;
  const auto same_type = [&](std::size_t g, std::size_t c) { return events[c]->type == gold[g].type; };
  const Pairing type(gold.size(), events.size(), same_type);
  const Pairing full(gold.size(), events.size(), [&](std::size_t g, std::size_t c) {
    return same_type(g, c) && likeness(*events[c], gold[g]) == 3;
  });
  const bool right = full.count() == gold.size() && full.count() == events.size();
  scores.sentences += {1, 1, right ? 1U : 0U};
  scores.type += {gold.size(), events.size(), type.count()};
  std::vector<bool> gold_done(gold.size());
  std::vector<bool> coded_done(events.size());
  for (std::size_t wanted = 4; wanted-- > 0;) {
    for (std::size_t g = 0; g < gold.size(); ++g) {
      for (std::size_t c = 0; c < events.size() && !gold_done[g]; ++c) {
        if (!coded_done[c] && same_type(g, c) && likeness(*events[c], gold[g]) == wanted) {
          gold_done[g] = coded_done[c] = true;
          score_pair(*events[c], gold[g], scores);
        }
      }
    }
  }
  return right;
}

std::string trimmed_gold(std::string_view line) {
  auto gold = line.substr(line.rfind("=>") + 2);
  gold.remove_prefix(std::min(gold.find_first_not_of(' '), gold.size()));
  return std::string(gold);
}

}  // namespace

Evaluation evaluate_judged(std::string_view content, std::string_view file, const CodeReport& code) {
  Evaluation out;
  Scores scores;
  for_each_gold_line(content, [&](std::string_view line, std::size_t number) {
    if (line.starts_with('#')) {
      return;
    }
    std::string what;
    const auto example = parse_example(line, what);
    if (!example) {
      out.faults.push_back(std::string(file) + ":" + std::to_string(number) + ": " + what + "; line skipped");
      return;
    }
    const auto coding = code(plain_report(std::to_string(number), example->sentence));
    if (!score_sentence(*example, actual_plover_events(coding), scores)) {
      auto error = std::to_string(number) + "  " + example->sentence + "\n    gold   " + trimmed_gold(line);
      for (const auto& event : coding.events) {
        error += "\n    coded  " + summary(event) + "  " + event.frame;
      }
      out.errors.push_back(std::move(error));
    }
  });
  out.table = {{"sentences", scores.sentences},
               {"type", scores.type},
               {"mode", scores.mode},
               {"actors", scores.actors},
               {"recipients", scores.recipients}};
  return out;
}

}  // namespace sitrep
