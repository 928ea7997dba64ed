#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/byte_source.h"

namespace sitrep {

/// Text as UTF-8, and what was done to make it so, as notes for a report.
struct Decoded {
  std::string text;                ///< valid UTF-8 without a byte order mark
  std::string encoding;            ///< the name of what it was in ("UTF-8", "windows-1252")
  std::vector<std::string> notes;  ///< empty where nothing was guessed or mended
};

/// Turns bytes into UTF-8. In order: a UTF-8 byte order mark; UTF-8 where the bytes are valid; `declared` (the charset
/// a page names, empty for none); what the bytes look like; and where they look like nothing, UTF-8 with every invalid
/// sequence replaced by U+FFFD. Not for UTF-16 and UTF-32 (see decode_wide). Never throws for what the bytes are.
[[nodiscard]] Decoded to_utf8(std::string bytes, std::string_view declared = {});

/// Replaces each invalid sequence (the longest part that begins a valid one, else a byte) by U+FFFD.
struct MendedUtf8 {
  std::string text;
  std::size_t bytes = 0;  ///< how many bytes were replaced
  std::size_t first = 0;  ///< where the first was
  std::size_t replacements = 0;
  std::size_t multibyte = 0;  ///< valid sequences of more than one byte
};
[[nodiscard]] MendedUtf8 mend_utf8(std::string_view bytes);

/// Mends UTF-8 that was once read as windows-1252 and written again, as texts have it that went through several hands:
/// "itâ€™s" for "it’s", "cafÃ©" for "café", "â€�" for a closing quote, of which the last byte is no character there.
/// Only what comes out as punctuation, a sign or a Latin letter is touched. Returns how many characters were mended.
std::size_t mend_read_twice(std::string& text);

/// Mends apostrophes that a database doubled: "the state''s". Quotes of two apostrophes stay. Returns how many.
std::size_t mend_doubled_apostrophes(std::string& text);

/// The charset that a page declares in a meta or XML declaration of its first bytes, as written; empty for none.
[[nodiscard]] std::string declared_charset(std::string_view head);

/// UTF-16 or UTF-32, which have NUL bytes and no line ends of one byte.
struct WideEncoding {
  std::string name;      ///< ICU's name
  std::size_t mark = 0;  ///< bytes of the byte order mark; 0 where it was guessed from the bytes
};
/// What the first bytes (64 KiB or all) tell; unset where they are neither.
[[nodiscard]] std::optional<WideEncoding> wide_encoding(std::string_view head);

/// Gives the source as UTF-8 while it is read. Adds the units that had to be replaced by U+FFFD to `replaced`, which
/// has to outlive the result.
[[nodiscard]] std::unique_ptr<BufferedSource> decode_wide(std::unique_ptr<BufferedSource> source,
                                                          const WideEncoding& encoding, std::size_t& replaced);

/// LF for CR LF and for CR alone, in place.
void normalise_newlines(std::string& text);

}  // namespace sitrep
