#pragma once

#include <string_view>
#include <vector>

namespace sitrep {

inline constexpr std::string_view blanks = " \t\r";

/// Without blanks at both ends.
[[nodiscard]] constexpr std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The parts between separators, blanks at their ends left out; empty ones too. Refers to the text. Requires: the
/// separator is not empty.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, std::string_view separator);

/// The same without the empty ones.
[[nodiscard]] std::vector<std::string_view> split_filled(std::string_view text, std::string_view separator);

}  // namespace sitrep
