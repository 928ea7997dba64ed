#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sitrep {

/// The best tree over words 1..n with one word under the root 0, after Chu, Liu and Edmonds. scores: n rows of n + 1,
/// row i for word i + 1, column the head's number; a word's score for itself is not looked at. Fills heads (n). Takes
/// O(n) where the best head of each word already makes a tree, else O(n^3) at worst.
void best_tree(std::span<const float> scores, std::size_t n, std::vector<std::uint32_t>& heads);

}  // namespace sitrep
