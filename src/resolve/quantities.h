#pragma once

#include <vector>

#include "knowledge/word_lists.h"
#include "language/document.h"
#include "resolve/resolution.h"

namespace sitrep {

/// Finds the counts of a document, in text order, not overlapping: "2,000", "twenty-one", "more than 20", "between 10
/// and 20", "dozens". Their words are in knowledge/lists/numbers.list. Years, dates, lengths of time, ages, shares,
/// sums of money, ordinals, results of games and numbers that are labels ("Resolution 1701") are none. `counted` is
/// read from the tree.
[[nodiscard]] std::vector<QuantityMention> find_quantities(const WordLists& lists, const Document& document);

}  // namespace sitrep
