#pragma once

#include <cstdint>

#include "language/syntax.h"

namespace sitrep {

/// The head word of those who tell, where `word` stands in their part of the sentence and not in what they tell of
/// `deed`: "rebels killed ten, a monitor in London said", "according to a group in Oslo", "said in Geneva that ...".
/// no_token where the word tells of the deed itself, and in sentences of more than 300 words, whose trees tell little.
/// Both stand in one sentence.
[[nodiscard]] std::uint32_t teller_beside(const Syntax& tree, std::uint32_t word, std::uint32_t deed);

}  // namespace sitrep
