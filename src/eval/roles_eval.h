#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// The head word of the phrase in tokens [begin, end): the last word of its first noun phrase. That ends before the
/// first comma (but "720 , 000"), bracket, preposition, conjunction or relative word after the first word; of "proposal
/// submitted by" before the participle too. A genitive is part of the noun phrase: "Peru 's decision" has the head
/// "decision".
[[nodiscard]] std::uint32_t phrase_head(std::span<const std::string> tokens, std::uint32_t begin, std::uint32_t end);

/// Sources and targets of the event that a sentence is about, against a file of one JSON object a line with "tokens"
/// and "tags" (BIO; S source, T target, R either: found or not, an R counts nowhere). The tokens are joined with single
/// blanks and coded as raw text. The actors of the main event (eval/main_event.h) among those told are sources, its
/// recipients targets; of an event without recipients the first party is the source and the others are targets. A found
/// phrase is right where its head word is that of a gold phrase of its role; phrases with one head and role count once.
/// Row "all-events": both roles, from all actual events and not only the main one.
[[nodiscard]] Evaluation evaluate_roles(std::string_view content, std::string_view file, const CodeReport& code);

}  // namespace sitrep
