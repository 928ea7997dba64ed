#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/word_set.h"
#include "language/document.h"
#include "language/syntax.h"

namespace sitrep {

/// The dependency trees of a document, as the coder asks them. Refers to the document.
class Tree : public Syntax {
 public:
  explicit Tree(const Document& document);
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  /// The lemma and the form of a token in lower case (of ASCII letters).
  [[nodiscard]] const Word& lemma(std::uint32_t token) const { return lemmas_[token]; }
  [[nodiscard]] const Word& form(std::uint32_t token) const { return forms_[token]; }
  /// The first child by this relation, subtype left aside where `relation_name` has none; no_token where there is none.
  [[nodiscard]] std::uint32_t child(std::uint32_t token, std::string_view relation_name) const;
  /// The lemmas of the case marker with its fixed parts: "on", "out of", "according to"; empty where there is none.
  [[nodiscard]] std::string case_marker(std::uint32_t token) const;
  /// The lemma with that of the particle, in lower case: "call off".
  [[nodiscard]] std::string lemma_with_particle(std::uint32_t token) const;
  /// The token and its conjuncts, in text order.
  [[nodiscard]] std::vector<std::uint32_t> conjuncts(std::uint32_t token) const;
  /// All tokens of the subtree, in text order.
  [[nodiscard]] std::vector<std::uint32_t> subtree(std::uint32_t token) const;
  /// Like subtree, without the clauses embedded in it (ccomp, advcl, acl, parataxis, and conjoined clauses).
  [[nodiscard]] std::vector<std::uint32_t> clause(std::uint32_t token) const;
  /// From the first to the last word of a phrase, without its conjuncts, appositions, clauses and case markers.
  [[nodiscard]] Span phrase(std::uint32_t head) const;
  /// From the first to the last of these tokens. Requires: not empty.
  [[nodiscard]] Span span_of(std::span<const std::uint32_t> tokens) const;

 private:
  std::vector<Word> lemmas_;
  std::vector<Word> forms_;
  std::vector<char> lowered_;  ///< the letters of words that have capitals
};

[[nodiscard]] std::string lower(std::string_view text);

}  // namespace sitrep
