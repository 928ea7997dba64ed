#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep {

/// What an input is, apart from its packing. json: JSON lines, one JSON object after the other, or an array of them.
enum class Format : std::uint8_t { text, html, json };

/// "text", "html", "json"
[[nodiscard]] std::string_view name(Format format);
/// Reads those, and "txt", "plain", "htm", "jsonl" and "ndjson".
[[nodiscard]] std::optional<Format> parse_format(std::string_view text);

/// What the first bytes of an input tell of it.
struct Sniffed {
  std::optional<Format> format;  ///< unset where they do not decide
  std::string unfit;             ///< what it is where it cannot be read ("a PNG image"); else empty
};

/// `head`: the input's first bytes, unpacked and, where it was UTF-16 or UTF-32, turned into UTF-8; 64 KiB of them or
/// all.
[[nodiscard]] Sniffed sniff(std::string_view head);

/// The format that a file's name tells, without ".gz" and ".zst". Unset for an ending of other use (".csv", ".py").
[[nodiscard]] std::optional<Format> format_of_name(const std::filesystem::path& path);

}  // namespace sitrep
