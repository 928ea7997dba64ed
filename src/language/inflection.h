#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

struct Token;

/// The base forms that regular English inflection allows of a lower-cased form, by the part of speech and features of
/// the token: "fre", "free", "fr" of the past "freed". Spellings only: which of them is a word is for others to say.
/// Empty where the token is not inflected or not by a regular ending.
[[nodiscard]] std::vector<std::string> regular_bases(std::string_view form, const Token& token);

/// Whether a name that no training shows is its own lemma as it is written: addresses ("a@b.org"), short acronyms
/// ("HRW"), capitals within ("BARTrail"), no capitals at all ("al"). Longer words in capitals may be shouted.
[[nodiscard]] bool keeps_its_case(std::string_view name);

}  // namespace sitrep
