#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/document.h"

namespace sitrep {

/// The dependency trees of a document with the way down and the sentence of every token. Refers to the document, whose
/// trees do not change any more.
class Syntax {
 public:
  explicit Syntax(const Document& document);

  [[nodiscard]] const Document& document() const { return *document_; }
  [[nodiscard]] const Token& at(std::uint32_t token) const { return document_->tokens[token]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(document_->tokens.size()); }
  [[nodiscard]] std::uint32_t head(std::uint32_t token) const { return at(token).head; }
  /// Dependents in text order.
  [[nodiscard]] std::span<const std::uint32_t> children(std::uint32_t token) const {
    return {children_.data() + first_child_[token], first_child_[token + 1] - first_child_[token]};
  }
  [[nodiscard]] std::uint32_t sentence_of(std::uint32_t token) const { return sentence_of_[token]; }
  [[nodiscard]] const Sentence& sentence(std::uint32_t token) const {
    return document_->sentences[sentence_of_[token]];
  }
  [[nodiscard]] std::span<const Sentence> sentences() const { return document_->sentences; }
  /// The relation without its subtype: "nsubj" of "nsubj:pass".
  [[nodiscard]] std::string_view relation(std::uint32_t token) const { return relations_[token]; }
  [[nodiscard]] bool is(std::uint32_t token, std::string_view relation_name) const {
    return relation(token) == relation_name;
  }
  /// The token of the adposition before the phrase headed by `token`, that of its first conjunct where it has none of
  /// its own; no_token where there is none. Possessive particles do not count.
  [[nodiscard]] std::uint32_t marker(std::uint32_t token) const;
  /// Whether `token` is `ancestor` or stands below it.
  [[nodiscard]] bool within(std::uint32_t token, std::uint32_t ancestor) const;
  /// Of "them" in "14 of them", "most of them" the number or quantifier above; else the token itself.
  [[nodiscard]] std::uint32_t counted_phrase(std::uint32_t token) const;

 private:
  const Document* document_;
  std::vector<std::uint32_t> first_child_;  ///< offsets into children_, one more than tokens
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> sentence_of_;
  std::vector<std::string_view> relations_;
};

}  // namespace sitrep
