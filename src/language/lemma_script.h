#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep {

/// How a lemma is made from a form: letter case, code points dropped at the end, and what is put there instead; or a
/// whole word ("better" -> "good"). Written as "l2+e" (lower-case, drop 2, add "e"), "l=good".
struct LemmaScript {
  enum class Case : char { lower = 'l', title = 't', keep = 'k' };
  Case letter_case = Case::lower;
  bool whole = false;    ///< ending is the lemma
  std::size_t drop = 0;  ///< code points
  std::string ending;

  /// The shortest script that makes `lemma` from `form`; lower-casing is preferred, then title case.
  [[nodiscard]] static LemmaScript between(std::string_view form, std::string_view lemma);
  /// Empty where the text is no script.
  [[nodiscard]] static std::optional<LemmaScript> parse(std::string_view text);
  [[nodiscard]] std::string text() const;

  /// The lemma; where the form is too short for the script, the form in the script's letter case.
  [[nodiscard]] std::string apply(std::string_view form) const;
};

/// Lower-cases by Unicode's simple mapping; bytes that are not UTF-8 stay as they are.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace sitrep
