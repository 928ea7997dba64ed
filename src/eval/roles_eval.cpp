#include "eval/roles_eval.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

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
  std::array<std::vector<Phrase>, 2> gold;
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

/// One phrase for each head, in text order.
std::vector<Phrase> found_phrases(const Row& row, const Coding& coding, Role role) {
  std::vector<Phrase> out;
  for (const auto* event : actual_events(coding)) {
    for (const auto& entity : role == source ? event->actors : event->recipients) {
      if (entity.span.empty()) {
        continue;  // not in the words: nobody named
      }
      const auto phrase = phrase_at(row, entity.span);
      if (std::ranges::find(out, phrase.head, &Phrase::head) == out.end()) {
        out.push_back(phrase);
      }
    }
  }
  std::ranges::sort(out);
  return out;
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
  return {};
}

}  // namespace

std::uint32_t phrase_head(std::span<const std::string> tokens, std::uint32_t begin, std::uint32_t end) {
  auto i = begin + 1;
  while (i < end && std::ranges::find(closing, std::string_view(tokens[i])) == closing.end()) {
    ++i;
  }
  return i - 1;
}

Evaluation evaluate_roles(std::string_view content, std::string_view file, const CodeReport& code) {
  Evaluation out;
  std::array<Score, 2> scores;
  for_each_gold_row(content, file, out.faults, [&](const nlohmann::json& json, std::size_t) -> std::string {
    Row row;
    if (auto what = read_row(json, row); !what.empty()) {
      return what;
    }
    const auto coding = code(plain_report(text_of(json, "id"), row.text));
    std::string error;
    for (const auto role : {source, target}) {
      const auto& gold = row.gold[role];
      const auto found = found_phrases(row, coding, role);
      scores[role].gold += gold.size();
      scores[role].system += found.size();
      const auto among = [](const std::vector<Phrase>& phrases, const Phrase& phrase) {
        return std::ranges::find(phrases, phrase.head, &Phrase::head) != phrases.end();
      };
      for (const auto& phrase : gold) {
        if (among(found, phrase)) {
          ++scores[role].correct;
        } else {
          error += "\n    missed " + std::string(role_names[role]) + " " + words(row, phrase);
        }
      }
      for (const auto& phrase : found) {
        if (!among(gold, phrase)) {
          error += "\n    wrong  " + std::string(role_names[role]) + " " + words(row, phrase);
        }
      }
    }
    if (!error.empty()) {
      for (const auto& event : coding.events) {
        error += "\n    coded  " + describe(event);
      }
      out.errors.push_back(text_of(json, "id") + "  " + row.text + error);
    }
    return {};
  });
  auto both = scores[source];
  both += scores[target];
  out.table = {{"both", both}, {"source", scores[source]}, {"target", scores[target]}};
  return out;
}

}  // namespace sitrep
