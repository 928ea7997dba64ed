#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// The head word of the phrase in tokens [begin, end): the last word of its first noun phrase, that is the word before
/// the first comma, bracket, preposition, conjunction, relative or participle mark after the first word. A genitive is
/// part of the noun phrase: "Trump 's decision" has the head "decision".
[[nodiscard]] std::uint32_t phrase_head(std::span<const std::string> tokens, std::uint32_t begin, std::uint32_t end);

/// Sources and targets of the events of a sentence, against a file of one JSON object a line with "tokens" and "tags"
/// (BIO; S source, T target; other labels are none). The tokens are joined with single blanks and coded as raw text;
/// the actors of actual events are sources, their recipients targets. A found phrase is right where its head word is
/// that of a gold phrase of its role; several found phrases with one head and role count once.
[[nodiscard]] Evaluation evaluate_roles(std::string_view content, std::string_view file, const CodeReport& code);

}  // namespace sitrep
