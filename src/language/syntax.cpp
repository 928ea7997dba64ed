#include "language/syntax.h"

namespace sitrep {

Syntax::Syntax(const Document& document) : document_(&document) {
  const auto n = document.tokens.size();
  first_child_.assign(n + 1, 0);
  for (const auto& token : document.tokens) {
    if (token.head < n) {
      ++first_child_[token.head + 1];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    first_child_[i + 1] += first_child_[i];
  }
  children_.resize(first_child_[n]);
  auto next = first_child_;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (const auto up = document.tokens[i].head; up < n) {
      children_[next[up]++] = i;
    }
  }
  relations_.reserve(n);
  for (const auto& token : document.tokens) {
    relations_.push_back(token.deprel.substr(0, token.deprel.find(':')));
  }
  sentence_of_.assign(n, 0);
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    for (auto t = document.sentences[s].begin; t < document.sentences[s].end; ++t) {
      sentence_of_[t] = s;
    }
  }
}

std::uint32_t Syntax::marker(std::uint32_t token) const {
  for (int steps = 0; steps < 16 && token != no_token; ++steps) {
    for (const auto c : children(token)) {
      if (is(c, "case") && at(c).upos != Upos::PART) {
        return c;
      }
    }
    if (!is(token, "conj")) {
      return no_token;
    }
    token = head(token);
  }
  return no_token;
}

std::uint32_t Syntax::counted_phrase(std::uint32_t token) const {
  const auto up = head(token);
  const bool counts = up != no_token && is(token, "nmod") &&
                      (at(up).upos == Upos::NUM || at(up).upos == Upos::DET || at(up).upos == Upos::ADJ);
  return counts ? up : token;
}

bool Syntax::within(std::uint32_t token, std::uint32_t ancestor) const {
  while (token != no_token) {
    if (token == ancestor) {
      return true;
    }
    token = head(token);
  }
  return false;
}

}  // namespace sitrep
