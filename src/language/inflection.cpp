#include "language/inflection.h"

#include <algorithm>

#include "language/document.h"

namespace sitrep {

namespace {

bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

/// What stands before -ed, -ing, -er or -est: "stopp" -> "stopp", "stoppe", "stop"; "mimick" -> "mimick", "mimicke",
/// "mimic".
void add_bases_of_stem(std::string_view stem, std::vector<std::string>& out) {
  if (stem.size() < 2) {
    return;
  }
  out.emplace_back(stem);
  const char last = stem.back();
  const char before = stem[stem.size() - 2];
  // After two consonants there is mostly no "e" ("mask", "snarl"), but for those of "handle", "force", "solve".
  const bool bare = !is_vowel(last) && !is_vowel(before) &&
                    (std::string_view("bdfkmnprwx").find(last) != std::string_view::npos ||
                     (last == 't' && before != 's') || (last == 'l' && (before == 'r' || before == 'w')));
  if (!bare) {
    out.push_back(std::string(stem) + "e");
  }
  if (last == before ? !is_vowel(last) : last == 'k' && before == 'c') {
    out.emplace_back(stem.substr(0, stem.size() - 1));
  }
}

void add_bases_before(std::string_view form, std::string_view ending, std::vector<std::string>& out) {
  if (!form.ends_with(ending)) {
    return;
  }
  const auto stem = form.substr(0, form.size() - ending.size());
  if (stem.ends_with('i') && ending != "ing") {
    out.push_back(std::string(stem.substr(0, stem.size() - 1)) + "y");
  }
  if (stem.ends_with('e') && ending == "ed") {
    out.push_back(std::string(stem) + "e");  // "freed", "agreed"
    return;
  }
  add_bases_of_stem(stem, out);
}

/// Of "-s": "potatoe", "potato"; "party"; "half", "halfe".
void add_bases_of_s(std::string_view form, std::vector<std::string>& out) {
  if (!form.ends_with('s') || form.size() < 3 || form.ends_with("ss")) {
    return;
  }
  if (form.ends_with("ies") && form.size() > 4) {
    out.push_back(std::string(form.substr(0, form.size() - 3)) + "y");
  }
  out.emplace_back(form.substr(0, form.size() - 1));
  if (form.ends_with("es")) {
    out.emplace_back(form.substr(0, form.size() - 2));
  }
}

}  // namespace

std::vector<std::string> regular_bases(std::string_view form, const Token& token) {
  std::vector<std::string> out;
  if (token.upos == Upos::VERB) {
    if (token.feature("VerbForm") == "Inf") {
      out.emplace_back(form);
    } else if (form.ends_with("ing")) {
      add_bases_before(form, "ing", out);
    } else if (token.feature("Tense") == "Past") {
      add_bases_before(form, "ed", out);
    } else if (token.feature("Person") == "3" && token.feature("Number") == "Sing") {
      add_bases_of_s(form, out);
    }
  } else if (token.upos == Upos::NOUN && token.feature("Number") == "Plur") {
    if (form.ends_with("men") && form.size() > 4) {
      out.push_back(std::string(form.substr(0, form.size() - 2)) + "an");
    }
    add_bases_of_s(form, out);
  } else if (token.upos == Upos::ADJ && token.feature("Degree") == "Cmp") {
    add_bases_before(form, "er", out);
  } else if (token.upos == Upos::ADJ && token.feature("Degree") == "Sup") {
    add_bases_before(form, "est", out);
  }
  return out;
}

bool keeps_its_case(std::string_view name) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (name.find('@') != std::string_view::npos || name.find("://") != std::string_view::npos) {
    return true;
  }
  const auto capitals = std::count_if(name.begin(), name.end(), is_capital);
  constexpr std::size_t longest_acronym = 4;
  if (static_cast<std::size_t>(capitals) == name.size()) {
    return name.size() <= longest_acronym;
  }
  return capitals == 0 || capitals > (is_capital(name.front()) ? 1 : 0);
}

}  // namespace sitrep
