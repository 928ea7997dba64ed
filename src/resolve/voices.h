#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "knowledge/actor_lexicon.h"
#include "language/document.h"
#include "resolve/coreference.h"

namespace sitrep {

struct Mention;

/// The quotations of a document.
struct Quotations {
  std::vector<std::uint32_t> at;       ///< by token: number of the quotation it stands in, or no_token
  std::vector<std::uint32_t> speaker;  ///< by quotation: the token that names who speaks, or no_token
};
[[nodiscard]] Quotations find_quotations(const Document& document, const Syntax& tree);

/// Who says "I", who is called "you" and for whom "we" is said, by token: tokens of the names, pronouns or titles that
/// the text itself gives for them (before or behind), no_token where it gives none.
struct Voices {
  std::vector<std::uint32_t> speaker;
  std::vector<std::uint32_t> addressee;
  std::vector<std::uint32_t> body;  ///< the organisation that the speaker leads or belongs to
  /// Whether addressee and body are all that are joined to that token: the two who are interviewed.
  std::vector<bool> joined;
};
/// Reads quotations with their speakers, interviews (questions and answers by paragraphs, and whom the opening says is
/// interviewed), transcripts with the speaker's name and a colon before each turn, and speeches, whose speaker the
/// heading or a word of the speaker names ("I, as president"). `mentions` are all of the document, in text order.
[[nodiscard]] Voices find_voices(const ActorLexicon& lexicon, const Document& document, const Syntax& tree,
                                 const Quotations& quotations, std::span<const Mention> mentions);

}  // namespace sitrep
