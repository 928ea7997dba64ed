#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sitrep {

/// SHA-256 (FIPS 180-4).
[[nodiscard]] std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The id of a report that brings none: the first 16 hexadecimal digits of the SHA-256 of its text (UTF-8, LF line
/// ends). The same on every machine and in every version; for a text file without mends `sha256sum FILE` shows it.
/// Metadata has no part in it, so that a report given a date or a publisher later stays the same report.
[[nodiscard]] std::string content_id(std::string_view text);

}  // namespace sitrep
