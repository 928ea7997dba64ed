#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// What the network sees of a word's form. Only the first 32 and last 16 code points of a longer form count, so that
/// the cost of a word is bounded; invalid UTF-8 reads as U+FFFD.
struct WordFeatures {
  std::uint64_t key = 0;                ///< hash of the normalised form: lower-cased, digits as 0
  std::vector<std::uint32_t> subwords;  ///< hashes of affixes and trigrams of the normalised form
  std::vector<std::uint32_t> shape;  ///< hashes of the capitalisation and of the compressed shape ("Xx", "d.d", "X.X.")
};

/// Fills `features`, keeping its storage.
void word_features(std::string_view form, WordFeatures& features);

/// The normalised form itself, as UTF-8.
[[nodiscard]] std::string normalised_form(std::string_view form);

/// Whether a word is a dash, as behind a dateline: "-", "--", or the longer ones of Unicode.
[[nodiscard]] inline bool is_dash_word(std::string_view form) {
  return form == "-" || form == "--" || form == "\u2013" || form == "\u2014";
}

}  // namespace sitrep
