#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eval/eval.h"
#include "language/conllu.h"
#include "language/document.h"

namespace sitrep {

/// Scores as the CoNLL 2018 shared task counts them.
struct ConlluScores {
  Score tokens, sentences, words, upos, feats, lemmas, uas, las;
  [[nodiscard]] ScoreTable table() const;
};

/// Adds one document's scores. Both documents are of the same text. Tokens and sentences are right where their spans
/// are; words are aligned by their spans, those of multiword tokens by the longest common subsequence of their
/// lower-cased forms; the rest is counted over aligned words. Relations are compared without subtype; a gold lemma "_"
/// is always right. `errors`, where given, takes a line for each gold sentence with a fault.
void score_conllu(const Document& gold, const Document& system, ConlluScores& scores,
                  std::vector<std::string>* errors = nullptr);

/// Analyses the text of each gold document and scores it.
[[nodiscard]] ConlluScores evaluate_conllu(std::span<const ConlluDocument> gold,
                                           const std::function<Document(std::string_view)>& analyse,
                                           std::vector<std::string>* errors = nullptr);

/// The same with gold tokens and sentences: `annotate` gets a document with these alone.
[[nodiscard]] ConlluScores evaluate_conllu_tokenized(std::span<const ConlluDocument> gold,
                                                     const std::function<void(Document&)>& annotate,
                                                     std::vector<std::string>* errors = nullptr);

/// A document's text, tokens and sentences without any annotation.
[[nodiscard]] Document bare_tokens(const Document& document);

}  // namespace sitrep
