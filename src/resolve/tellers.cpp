#include "resolve/tellers.h"

#include <algorithm>

namespace sitrep {

namespace {

/// A word further down tells of nothing near the top.
constexpr int highest = 32;
/// Words of a sentence are looked through for each step.
constexpr std::uint32_t longest = 300;

bool is_within(const Document& document, std::uint32_t token, std::uint32_t top) {
  for (int steps = 0; steps < highest && token != no_token; ++steps, token = document.tokens[token].head) {
    if (token == top) {
      return true;
    }
  }
  return false;
}

template <typename Test>
std::uint32_t child_where(const Document& document, const Sentence& sentence, std::uint32_t head, Test test) {
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    if (document.tokens[t].head == head && test(t)) {
      return t;
    }
  }
  return no_token;
}

/// Whether what `verb` tells holds the deed: its clause, or the clause that it stands beside.
bool tells(const Document& document, const Sentence& sentence, std::uint32_t verb, std::uint32_t deed) {
  if (document.tokens[verb].upos != Upos::VERB) {
    return false;
  }
  if (document.tokens[verb].deprel == "parataxis") {
    return !is_within(document, deed, verb) && is_within(document, deed, document.tokens[verb].head);
  }
  return child_where(document, sentence, verb, [&](std::uint32_t c) {
           return document.tokens[c].deprel == "ccomp" && is_within(document, deed, c);
         }) != no_token;
}

}  // namespace

std::uint32_t teller_beside(const Document& document, const Sentence& sentence, std::uint32_t word,
                            std::uint32_t deed) {
  if (sentence.end - sentence.begin > longest) {
    return no_token;
  }
  const auto& tokens = document.tokens;
  auto t = word;
  for (int steps = 0; steps < highest && t != no_token && !is_within(document, deed, t); ++steps) {
    const bool according =
        tokens[t].deprel.starts_with("obl") && child_where(document, sentence, t, [&](std::uint32_t c) {
                                                 return tokens[c].deprel == "case" && tokens[c].form == "according";
                                               }) != no_token;
    if (according) {
      return t;
    }
    const auto verb = tokens[t].head;
    if (verb != no_token && tells(document, sentence, verb, deed)) {
      return child_where(document, sentence, verb, [&](std::uint32_t c) { return tokens[c].deprel == "nsubj"; });
    }
    t = verb;
  }
  return no_token;
}

}  // namespace sitrep
