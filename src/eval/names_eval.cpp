#include "eval/names_eval.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "language/conllu.h"

namespace sitrep {

namespace {

std::optional<NameKind> kind_of(std::string_view label) {
  if (label == "PER" || label == "Person") {
    return NameKind::person;
  }
  if (label == "ORG" || label == "Organisation") {
    return NameKind::organisation;
  }
  if (label == "LOC" || label == "Location") {
    return NameKind::location;
  }
  if (label == "NORP" || label == "Nationality") {
    return NameKind::norp;
  }
  return std::nullopt;
}

struct Row {
  std::vector<std::string> tokens;
  std::vector<std::string> tags;
};

std::vector<Name> gold_names(const std::vector<std::string>& tags) {
  std::vector<Name> names;
  for (std::uint32_t i = 0; i < tags.size();) {
    const std::string_view tag = tags[i];
    std::uint32_t end = i + 1;
    if (tag.size() > 2 && tag[1] == '-') {
      const auto inside = "I-" + std::string(tag.substr(2));
      while (end < tags.size() && tags[end] == inside) {
        ++end;
      }
      if (const auto kind = kind_of(tag.substr(2))) {
        names.push_back({i, end, *kind});
      }
    }
    i = end;
  }
  return names;
}

bool same(const Name& a, const Name& b) {
  return a.begin == b.begin && a.end == b.end && a.kind == b.kind;
}

std::string words(const Document& document, const Name& name) {
  std::string out = "[" + std::string(label(name.kind));
  for (auto i = name.begin; i < name.end; ++i) {
    out += " " + std::string(document.tokens[i].form);
  }
  return out + "]";
}

}  // namespace

Score NamesScores::micro() const {
  Score sum;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (in_gold[k]) {
      sum += kinds[k];
    }
  }
  return sum;
}

ScoreTable NamesScores::table() const {
  ScoreTable table;
  Score named;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (in_gold[k]) {
      table.emplace_back(label(static_cast<NameKind>(k)), kinds[k]);
      if (static_cast<NameKind>(k) != NameKind::norp) {
        named += kinds[k];
      }
    }
  }
  table.emplace_back("micro", micro());
  if (in_gold[static_cast<std::size_t>(NameKind::norp)]) {
    table.emplace_back("micro-no-norp", named);
  }
  return table;
}

NamesScores evaluate_names(std::string_view content, std::string_view file,
                           const std::function<void(Document&)>& annotate, std::vector<std::string>* errors) {
  NamesScores scores;
  std::vector<Row> rows;
  for_each_gold_line(content, [&](std::string_view line, std::size_t number) {
    const auto fault = [&](const char* what) {
      scores.faults.push_back(std::string(file) + ":" + std::to_string(number) + ": " + what);
    };
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("tokens") || !json.contains("tags")) {
      fault("no JSON object with tokens and tags; line skipped");
      return;
    }
    const auto strings = [](const nlohmann::json& list) {
      return list.is_array() && std::ranges::all_of(list, [](const auto& item) { return item.is_string(); });
    };
    if (!strings(json["tokens"]) || !strings(json["tags"]) || json["tokens"].size() != json["tags"].size() ||
        json["tokens"].empty()) {
      fault("tokens and tags are not lists of as many strings; line skipped");
      return;
    }
    rows.push_back({json["tokens"].get<std::vector<std::string>>(), json["tags"].get<std::vector<std::string>>()});
    for (const auto& name : gold_names(rows.back().tags)) {
      scores.in_gold[static_cast<std::size_t>(name.kind)] = true;
    }
  });
  for (const auto& row : rows) {
    std::string text;
    Document document;
    for (const auto& form : row.tokens) {
      Token token;
      token.span.begin = static_cast<std::uint32_t>(text.size());
      text += form;
      token.span.end = static_cast<std::uint32_t>(text.size());
      text += ' ';
      document.tokens.push_back(std::move(token));
    }
    text.pop_back();
    document.text = text;
    for (auto& token : document.tokens) {
      token.form = token.span.of(text);
    }
    Sentence sentence;
    sentence.end = static_cast<std::uint32_t>(document.tokens.size());
    sentence.span = {0, static_cast<std::uint32_t>(text.size())};
    document.sentences.push_back(sentence);
    annotate(document);
    const auto gold = gold_names(row.tags);
    std::string faults;
    for (const auto& g : gold) {
      auto& score = scores.kinds[static_cast<std::size_t>(g.kind)];
      ++score.gold;
      if (std::ranges::any_of(document.names, [&](const Name& n) { return same(n, g); })) {
        ++score.correct;
      } else {
        faults += " missed " + words(document, g);
      }
    }
    for (const auto& n : document.names) {
      const auto kind = static_cast<std::size_t>(n.kind);
      ++scores.kinds[kind].system;
      if (scores.in_gold[kind] && std::ranges::none_of(gold, [&](const Name& g) { return same(n, g); })) {
        faults += " wrong " + words(document, n);
      }
    }
    if (errors != nullptr && !faults.empty()) {
      errors->push_back(text);
      errors->back().append("\n   ").append(faults);
    }
  }
  return scores;
}

}  // namespace sitrep
