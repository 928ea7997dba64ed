#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "train/random.h"

namespace sitrep::train {

/// Parts sentences in the order given into batches of `words` words and more, of like length, so that few rows of the
/// LSTMs run out early: longest first within a batch, the batches in an order of chance. size_of(sentence) counts
/// words.
template <typename Sentence, typename SizeOf>
std::vector<std::vector<Sentence>> make_batches(std::vector<Sentence>& order, std::size_t words, SizeOf size_of,
                                                Random& random) {
  constexpr std::size_t pool = 2000;  // sentences that are sorted together
  std::vector<std::vector<Sentence>> batches;
  for (std::size_t from = 0; from < order.size(); from += pool) {
    const auto begin = order.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), from + pool));
    std::stable_sort(begin, end, [&](const auto& a, const auto& b) { return size_of(a) > size_of(b); });
    std::size_t so_far = words;
    for (auto it = begin; it != end; ++it) {
      if (so_far >= words) {
        batches.emplace_back();
        so_far = 0;
      }
      batches.back().push_back(*it);
      so_far += size_of(*it);
    }
  }
  shuffle(batches, random);
  return batches;
}

}  // namespace sitrep::train
