#include "eval/roles_eval.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "eval/main_event.h"
#include "extract/example.h"

namespace sitrep {

namespace {

enum Role : std::uint8_t { source, target };
constexpr std::array<std::string_view, 2> role_names = {"source", "target"};

/// Words that end a noun phrase when they stand inside a phrase.
constexpr std::array<std::string_view, 46> closing = {
    ",",    "(",     ")",      "-LRB-",   "-RRB-", "[",      "]",     ";",       ":",      "--",       "\"",   "of",
    "in",   "on",    "at",     "by",      "for",   "from",   "to",    "with",    "over",   "under",    "into", "about",
    "near", "among", "during", "against", "after", "before", "since", "between", "across", "via",      "as",   "and",
    "or",   "who",   "whom",   "whose",   "which", "that",   "where", "when",    "while",  "including"};

struct Phrase {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t head = 0;
  friend auto operator<=>(const Phrase&, const Phrase&) = default;
};

struct Row {
  std::vector<std::string> tokens;
  std::vector<Span> spans;  ///< of the tokens in `text`
  std::string text;
  std::array<std::vector<Phrase>, 2> gold;  ///< by Role
  std::vector<Phrase> reciprocal;           ///< parties that the gold takes for both
};

std::vector<Phrase> gold_phrases(const Row& row, const std::vector<std::string>& tags, std::string_view label) {
  std::vector<Phrase> out;
  for (std::uint32_t i = 0; i < tags.size(); ++i) {
    if (tags[i] == "B-" + std::string(label)) {
      auto end = i + 1;
      while (end < tags.size() && tags[end] == "I-" + std::string(label)) {
        ++end;
      }
      out.push_back({i, end, phrase_head(row.tokens, i, end)});
    }
  }
  return out;
}

/// The tokens that a span of the text touches.
Phrase phrase_at(const Row& row, Span span) {
  Phrase phrase;
  while (phrase.begin < row.spans.size() && row.spans[phrase.begin].end <= span.begin) {
    ++phrase.begin;
  }
  phrase.end = phrase.begin;
  while (phrase.end < row.spans.size() && row.spans[phrase.end].begin < span.end) {
    ++phrase.end;
  }
  phrase.head = phrase.end > phrase.begin ? phrase_head(row.tokens, phrase.begin, phrase.end) : phrase.begin;
  return phrase;
}

using Phrases = std::array<std::vector<Phrase>, 2>;  ///< by Role

/// What stands in a role; where no phrase does, what names its actors.
std::vector<Span> phrases_of(const std::vector<Span>& phrases, const std::vector<Entity>& entities) {
  auto out = phrases;
  for (const auto& entity : entities) {
    if (phrases.empty()) {
      out.push_back(entity.span);
    }
  }
  return out;
}

/// One phrase for each head and role, in text order.
Phrases found_phrases(const Row& row, std::span<const Event* const> events) {
  Phrases out;
  const auto add = [&](Role role, Span span) {
    if (span.empty()) {
      return;  // not in the words: nobody named
    }
    const auto phrase = phrase_at(row, span);
    const bool either = std::ranges::any_of(
        row.reciprocal, [&](const Phrase& gold) { return gold.begin <= phrase.head && phrase.head < gold.end; });
    if (!either && std::ranges::find(out[role], phrase.head, &Phrase::head) == out[role].end()) {
      out[role].push_back(phrase);
    }
  };
  for (const auto* event : events) {
    const auto actors = phrases_of(event->actor_phrases, event->actors);
    const bool parties = event->recipients.empty() && event->recipient_phrases.empty() && actors.size() > 1;
    for (std::size_t i = 0; i < actors.size(); ++i) {
      add(parties && i > 0 ? target : source, actors[i]);
    }
    for (const auto span : phrases_of(event->recipient_phrases, event->recipients)) {
      add(target, span);
    }
  }
  std::ranges::sort(out[source]);
  std::ranges::sort(out[target]);
  return out;
}

bool among(const std::vector<Phrase>& phrases, const Phrase& phrase) {
  return std::ranges::find(phrases, phrase.head, &Phrase::head) != phrases.end();
}

Score score_of(const std::vector<Phrase>& gold, const std::vector<Phrase>& found) {
  const auto right = std::ranges::count_if(gold, [&](const Phrase& phrase) { return among(found, phrase); });
  return {gold.size(), found.size(), static_cast<std::size_t>(right)};
}

std::string words(const Row& row, const Phrase& phrase) {
  std::string out = "[";
  for (auto i = phrase.begin; i < phrase.end; ++i) {
    out += (i > phrase.begin ? " " : "") + (i == phrase.head ? "*" + row.tokens[i] : row.tokens[i]);
  }
  return out + "]";
}

std::string read_row(const nlohmann::json& json, Row& row) {
  const auto strings = [&](const char* key) -> std::vector<std::string> {
    const auto list = json.find(key);
    if (list == json.end() || !list->is_array() ||
        !std::ranges::all_of(*list, [](const auto& item) { return item.is_string(); })) {
      return {};
    }
    return list->get<std::vector<std::string>>();
  };
  row.tokens = strings("tokens");
  const auto tags = strings("tags");
  if (row.tokens.empty() || row.tokens.size() != tags.size()) {
    return "tokens and tags are not lists of as many strings";
  }
  for (const auto& token : row.tokens) {
    row.text += row.text.empty() ? "" : " ";
    const auto begin = static_cast<std::uint32_t>(row.text.size());
    row.text += token;
    row.spans.push_back({begin, static_cast<std::uint32_t>(row.text.size())});
  }
  row.gold = {gold_phrases(row, tags, "S"), gold_phrases(row, tags, "T")};
  row.reciprocal = gold_phrases(row, tags, "R");
  return {};
}

}  // namespace

std::uint32_t phrase_head(std::span<const std::string> tokens, std::uint32_t begin, std::uint32_t end) {
  const auto digit = [&](std::uint32_t i) { return i < end && tokens[i].front() >= '0' && tokens[i].front() <= '9'; };
  auto i = begin + 1;
  for (; i < end; ++i) {
    const std::string_view token = tokens[i];
    const bool in_number = token == "," && digit(i - 1) && digit(i + 1);
    if (!in_number && std::ranges::find(closing, token) != closing.end()) {
      break;
    }
  }
  if (i < end && tokens[i] == "by" && i - begin > 1 && tokens[i - 1].ends_with("ed")) {
    --i;
  }
  return i - 1;
}

Evaluation evaluate_roles(std::string_view content, std::string_view file, const CodeReport& code) {
  Evaluation out;
  std::array<Score, 2> scores;
  Score all_events;
  for_each_gold_row(content, file, out.faults, [&](const nlohmann::json& json, std::size_t) -> std::string {
    Row row;
    if (auto what = read_row(json, row); !what.empty()) {
      return what;
    }
    const auto coding = code(plain_report(text_of(json, "id"), row.text));
    const auto* event = main_event(told_events(coding));
    const auto found = event == nullptr ? Phrases{} : found_phrases(row, std::span(&event, 1));
    const auto wide = found_phrases(row, actual_events(coding));
    std::string error;
    for (const auto role : {source, target}) {
      scores[role] += score_of(row.gold[role], found[role]);
      all_events += score_of(row.gold[role], wide[role]);
      for (const auto& phrase : row.gold[role]) {
        if (!among(found[role], phrase)) {
          error += "\n    missed " + std::string(role_names[role]) + " " + words(row, phrase);
        }
      }
      for (const auto& phrase : found[role]) {
        if (!among(row.gold[role], phrase)) {
          error += "\n    wrong  " + std::string(role_names[role]) + " " + words(row, phrase);
        }
      }
    }
    if (!error.empty()) {
      for (const auto& other : coding.events) {
        error += std::string("\n    ") + (&other == event ? "main   " : "coded  ") + summary(other);
      }
      out.errors.push_back(text_of(json, "id") + "  " + row.text + error);
    }
    return {};
  });
  auto both = scores[source];
  both += scores[target];
  out.table = {{"both", both}, {"source", scores[source]}, {"target", scores[target]}, {"all-events", all_events}};
  return out;
}

}  // namespace sitrep
