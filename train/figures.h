#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>

namespace sitrep::train {

/// Text as printf() formats it, up to 200 bytes.
template <typename... Values>
[[nodiscard]] std::string line(const char* format, Values... values) {
  std::string out(200, '\0');
  const int size = std::snprintf(out.data(), out.size(), format, values...);
  out.resize(std::min(static_cast<std::size_t>(size), out.size() - 1));
  return out;
}

}  // namespace sitrep::train
