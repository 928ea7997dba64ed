#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace sitrep {

/// The enumerator whose name is `text` in a table of names in enumerator order. Names are exact: no case folding.
template <typename Enum, std::size_t size>
[[nodiscard]] std::optional<Enum> find_name(const std::array<std::string_view, size>& names, std::string_view text) {
  for (std::size_t i = 0; i < size; ++i) {
    if (names[i] == text) {
      return static_cast<Enum>(i);
    }
  }
  return std::nullopt;
}

/// The name of `value` in such a table.
template <typename Enum, std::size_t size>
[[nodiscard]] std::string_view name_in(const std::array<std::string_view, size>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace sitrep
