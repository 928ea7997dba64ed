#pragma once

#include <cstdint>

#include "language/document.h"
#include "language/model.h"

namespace sitrep {

/// Longer sentences are parsed in pieces of this many tokens.
inline constexpr std::uint32_t longest_piece = 512;

/// Mends what a parser that attaches words one by one cannot know, each kind of fault in turn (docs/language.md). The
/// sentence has one root, before and after. `model` tells which words the lists know as verbs.
void repair_tree(const Model& model, Document& document, Sentence& sentence);

/// Words before a colon that may tell where the rest took place or who says it ("Kenya: ...", "UN official: ...").
inline constexpr std::uint32_t longest_label = 5;

/// Whether the words [begin, colon) may: some, few, and no clause.
[[nodiscard]] bool may_be_label(const Document& document, std::uint32_t begin, std::uint32_t colon);

}  // namespace sitrep
