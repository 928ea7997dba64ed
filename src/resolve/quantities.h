#pragma once

#include <memory>
#include <span>
#include <vector>

#include "knowledge/word_lists.h"
#include "language/document.h"
#include "resolve/resolution.h"

namespace sitrep {

/// Finds the counts of documents: "2,000", "twenty-one", "more than 20", "between 10 and 20", "dozens". Their words are
/// in knowledge/lists/numbers.list. Thread-safe: immutable after construction; the lists must outlive it.
class QuantityReader {
 public:
  explicit QuantityReader(const WordLists& lists);
  ~QuantityReader();

  /// In text order, not overlapping. Numbers in one of the document's time expressions are none, nor are lengths of
  /// time, ages, shares, sums of money, ordinals, results of games and numbers that are labels ("Resolution 1701").
  /// `counted` is read from the tree.
  [[nodiscard]] std::vector<QuantityMention> find(const Document& document,
                                                  std::span<const TimexMention> timexes) const;

  struct Words;

 private:
  std::unique_ptr<const Words> words_;
};

}  // namespace sitrep
