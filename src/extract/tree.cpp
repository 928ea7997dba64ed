#include "extract/tree.h"

#include <algorithm>
#include <iterator>

namespace sitrep {

namespace {

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

Tree::Tree(const Document& document) : Syntax(document) {
  const auto has_capital = [](std::string_view text) { return std::ranges::any_of(text, is_capital); };
  std::size_t letters = 0;
  for (const auto& token : document.tokens) {
    letters += (has_capital(token.lemma) ? token.lemma.size() : 0) + (has_capital(token.form) ? token.form.size() : 0);
  }
  lowered_.reserve(letters);  // so that no word moves any more
  const auto low = [&](std::string_view text) {
    if (!has_capital(text)) {
      return Word(text);
    }
    const auto begin = lowered_.size();
    std::ranges::transform(text, std::back_inserter(lowered_),
                           [](char c) { return is_capital(c) ? static_cast<char>(c + 32) : c; });
    return Word(std::string_view(lowered_.data() + begin, text.size()));
  };
  lemmas_.reserve(document.tokens.size());
  forms_.reserve(document.tokens.size());
  for (const auto& token : document.tokens) {
    lemmas_.push_back(low(token.lemma));
    forms_.push_back(low(token.form));
  }
}

std::uint32_t Tree::child(std::uint32_t token, std::string_view relation_name) const {
  const bool subtyped = relation_name.find(':') != std::string_view::npos;
  for (const auto c : children(token)) {
    if (subtyped ? at(c).deprel == relation_name : relation(c) == relation_name) {
      return c;
    }
  }
  return no_token;
}

std::string Tree::lemma_with_particle(std::uint32_t token) const {
  const auto particle = child(token, "compound:prt");
  return particle == no_token ? std::string(lemma(token).text) : lemma(token) + " " + lemma(particle);
}

std::string Tree::case_marker(std::uint32_t token) const {
  std::string out;
  for (const auto c : children(token)) {
    if (!is(c, "case") || at(c).upos == Upos::PART) {
      continue;
    }
    if (!out.empty()) {
      out += ' ';
    }
    out += lemma(c);
    for (const auto f : children(c)) {
      if (is(f, "fixed")) {
        out += ' ';
        out += lemma(f);
      }
    }
  }
  // "according to" is a participle in form; its lemma is the verb's.
  return out.starts_with("accord to") ? "according to" : out;
}

std::vector<std::uint32_t> Tree::conjuncts(std::uint32_t token) const {
  std::vector<std::uint32_t> out = {token};
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const auto c : children(out[i])) {
      if (is(c, "conj")) {
        out.push_back(c);
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::uint32_t> Tree::subtree(std::uint32_t token) const {
  std::vector<std::uint32_t> out = {token};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto below = children(out[i]);
    out.insert(out.end(), below.begin(), below.end());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::uint32_t> Tree::clause(std::uint32_t token) const {
  std::vector<std::uint32_t> out = {token};
  const auto is_clausal = [&](std::uint32_t t) {
    const auto r = relation(t);
    return r == "ccomp" || r == "advcl" || r == "acl" || r == "parataxis" || r == "csubj" ||
           (r == "conj" && (at(t).upos == Upos::VERB || child(t, "nsubj") != no_token));
  };
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const auto c : children(out[i])) {
      if (!is_clausal(c)) {
        out.push_back(c);
      }
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Span Tree::phrase(std::uint32_t head) const {
  std::vector<std::uint32_t> out = {head};
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const auto c : children(out[i])) {
      const auto r = relation(c);
      // "his counterpart Anna Berg" is one phrase, "his counterpart, Anna Berg" two.
      const auto below = children(c);
      const bool beside = r == "appos" && (below.empty() || at(below.front()).upos != Upos::PUNCT || below.front() > c);
      const bool own = beside || (r != "conj" && r != "cc" && r != "acl" && r != "appos" && r != "parataxis" &&
                                  r != "advcl" && r != "punct" && r != "cop" && r != "nsubj");
      const bool marker = i == 0 && (r == "case" || r == "mark") && c < head;
      if (own && !marker) {
        out.push_back(c);
      }
    }
  }
  return span_of(out);
}

Span Tree::span_of(std::span<const std::uint32_t> tokens) const {
  // Commas at the edges belong to what is around.
  std::uint32_t low = no_token;
  std::uint32_t high = 0;
  for (const auto t : tokens) {
    if (const auto form = at(t).form; form != "," && form != ";") {
      low = std::min(low, t);
      high = std::max(high, t);
    }
  }
  if (low == no_token) {
    low = *std::min_element(tokens.begin(), tokens.end());
    high = *std::max_element(tokens.begin(), tokens.end());
  }
  return {at(low).span.begin, at(high).span.end};
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return is_capital(c) ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace sitrep
