#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// How a word is written, as far as letters tell.
enum class LetterCase : std::uint8_t {
  lower,
  one_capital,  ///< a letter by itself, or with digits or dots
  capitals,
  initial,  ///< one capital, the first
  mixed,
  digits,  ///< without letters
  none,    ///< neither letters nor digits
};
inline constexpr std::size_t letter_case_count = 7;
[[nodiscard]] constexpr bool has_capital(LetterCase letters) {
  return letters >= LetterCase::one_capital && letters <= LetterCase::mixed;
}

/// What the network sees of a word's form. Only the first 32 and last 16 code points of a longer form count, so that
/// the cost of a word is bounded; invalid UTF-8 reads as U+FFFD.
struct WordFeatures {
  std::uint64_t key = 0;                ///< hash of the normalised form: lower-cased, digits as 0
  std::vector<std::uint32_t> subwords;  ///< hashes of affixes and trigrams of the normalised form
  std::size_t affixes = 0;              ///< so many of them are affixes, which come first
  std::vector<std::uint32_t> shape;  ///< hashes of the capitalisation and of the compressed shape ("Xx", "d.d", "X.X.")
  LetterCase letters = LetterCase::none;
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
