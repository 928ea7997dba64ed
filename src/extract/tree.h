#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/document.h"

namespace sitrep {

/// The dependency trees of a document with the way down as well as up. Refers to the document.
class Tree {
 public:
  explicit Tree(const Document& document);

  [[nodiscard]] const Document& document() const { return *document_; }
  [[nodiscard]] const Token& at(std::uint32_t token) const { return document_->tokens[token]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(document_->tokens.size()); }
  /// Dependents in text order.
  [[nodiscard]] std::span<const std::uint32_t> children(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t sentence_of(std::uint32_t token) const { return sentence_of_[token]; }
  [[nodiscard]] std::uint32_t head(std::uint32_t token) const { return at(token).head; }

  /// The relation without its subtype: "nsubj" of "nsubj:pass".
  [[nodiscard]] std::string_view relation(std::uint32_t token) const;
  [[nodiscard]] bool is(std::uint32_t token, std::string_view relation_name) const {
    return relation(token) == relation_name;
  }
  /// The first child by this relation, subtype left aside where `relation_name` has none; no_token where there is none.
  [[nodiscard]] std::uint32_t child(std::uint32_t token, std::string_view relation_name) const;
  /// The lemmas of the case marker with its fixed parts: "on", "out of", "according to"; empty where there is none.
  [[nodiscard]] std::string case_marker(std::uint32_t token) const;
  /// The lemma with that of the particle, in lower case: "call off".
  [[nodiscard]] std::string lemma_with_particle(std::uint32_t token) const;
  /// The token and its conjuncts, in text order.
  [[nodiscard]] std::vector<std::uint32_t> conjuncts(std::uint32_t token) const;
  /// Whether `token` is `ancestor` or stands below it.
  [[nodiscard]] bool within(std::uint32_t token, std::uint32_t ancestor) const;
  /// All tokens of the subtree, in text order.
  [[nodiscard]] std::vector<std::uint32_t> subtree(std::uint32_t token) const;
  /// Like subtree, without the clauses embedded in it (ccomp, advcl, acl, parataxis, and conjoined clauses).
  [[nodiscard]] std::vector<std::uint32_t> clause(std::uint32_t token) const;
  /// From the first to the last word of a phrase, without its conjuncts, appositions, clauses and case markers.
  [[nodiscard]] Span phrase(std::uint32_t head) const;
  /// From the first to the last of these tokens. Requires: not empty.
  [[nodiscard]] Span span_of(std::span<const std::uint32_t> tokens) const;

 private:
  const Document* document_;
  std::vector<std::uint32_t> first_child_;  ///< offsets into children_, one more than tokens
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> sentence_of_;
};

[[nodiscard]] std::string lower(std::string_view text);

}  // namespace sitrep
