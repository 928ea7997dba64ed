#include "language/title_case.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>

namespace sitrep {

namespace {

/// Prepositions and conjunctions up to this long stay small in many styles of titles.
constexpr std::size_t longest_small_word = 4;
constexpr std::size_t least_capitals = 4;

struct Letters {
  std::size_t count = 0;
  bool starts_upper = false;
};

Letters letters_of(std::string_view form) {
  Letters out;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(form.data());
  const auto length = static_cast<std::int32_t>(form.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, length, c);
    if (!u_isalpha(c)) {
      continue;
    }
    if (out.count == 0) {
      out.starts_upper = u_isupper(c) || u_istitle(c);
    }
    ++out.count;
  }
  return out;
}

}  // namespace

bool is_title_cased(const std::vector<std::string_view>& forms) {
  std::size_t capitals = 0;
  for (const auto form : forms) {
    const auto letters = letters_of(form);
    if (letters.count <= longest_small_word) {
      continue;
    }
    if (!letters.starts_upper) {
      return false;
    }
    ++capitals;
  }
  return capitals >= least_capitals && forms.back() != ".";
}

}  // namespace sitrep
