#include "resolve/bare_times.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace sitrep {

namespace {

constexpr std::uint32_t longest_name = 16;  // tokens; bounds the work on sentences without end

bool is_weekday(const Token& token, const WordLists& lists) {
  static constexpr std::array<std::string_view, 7> days = {"weekday-1", "weekday-2", "weekday-3", "weekday-4",
                                                           "weekday-5", "weekday-6", "weekday-7"};
  std::string word(token.form);
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word.size() > 3 &&
         std::any_of(days.begin(), days.end(), [&](std::string_view day) { return lists.contains(day, word); });
}

bool is_subject(const Token& token) {
  return token.deprel == "nsubj" || token.deprel == "nsubj:pass";
}

/// Cuts a day off the end of the name that holds it.
void cut_names(Document& document, std::uint32_t day) {
  for (auto& name : document.names) {
    if (name.begin < day && name.end == day + 1) {
      name.end = day;
    }
  }
}

}  // namespace

void part_bare_times(Document& document, const WordLists& lists) {
  auto& tokens = document.tokens;
  for (const auto& sentence : document.sentences) {
    for (auto day = sentence.begin + 1; day < sentence.end; ++day) {
      if (tokens[day].upos != Upos::PROPN || !is_weekday(tokens[day], lists) || tokens[day].head == no_token) {
        continue;
      }
      const auto above = tokens[day].head;
      const auto from = std::max(sentence.begin, day - std::min(day, longest_name));
      if (is_subject(tokens[day]) && above > day) {
        // The last dependent before the day is whom it was put beside; "last Monday" has none but adjectives.
        std::uint32_t subject = no_token;
        for (auto t = from; t < day; ++t) {
          if (tokens[t].head == day && (tokens[t].upos == Upos::PROPN || tokens[t].upos == Upos::NOUN) &&
              tokens[t].deprel != "nmod:poss") {
            subject = t;
          }
        }
        if (subject == no_token) {
          continue;
        }
        for (auto t = from; t < day; ++t) {
          if (tokens[t].head == day && t != subject) {
            tokens[t].head = subject;
          }
        }
        tokens[subject].head = above;
        tokens[subject].deprel = tokens[day].deprel;
        tokens[day].deprel = "obl:unmarked";
        cut_names(document, day);
      } else if (is_subject(tokens[above]) && above < day && tokens[above].head != no_token &&
                 tokens[above].head > day &&
                 (tokens[day].deprel == "flat" || tokens[day].deprel == "appos" || tokens[day].deprel == "compound")) {
        const bool bare =
            std::none_of(tokens.begin() + from, tokens.begin() + std::min(sentence.end, day + longest_name),
                         [&](const Token& t) { return t.head == day; });
        if (bare) {
          tokens[day].head = tokens[above].head;
          tokens[day].deprel = "obl:unmarked";
          cut_names(document, day);
        }
      }
    }
  }
}

}  // namespace sitrep
