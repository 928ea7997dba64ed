#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "record/span.h"

namespace sitrep {

/// Turns byte offsets into a text into offsets counted in Unicode code points, as the record schema writes them, and
/// back. One pass over the text when made; every question then reads at most 256 bytes of it, and none where the text
/// is all ASCII. Refers to the text, which must outlive it. Requires: the text is valid UTF-8 of less than 4 GiB.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view utf8);

  /// Code points before `byte`. Requires: byte <= the text's size, on a code point boundary.
  [[nodiscard]] std::uint32_t code_points(std::uint32_t byte) const;
  /// Code points in the whole text.
  [[nodiscard]] std::uint32_t size() const { return size_; }
  /// A span of bytes as a span of code points.
  [[nodiscard]] Span code_points(Span bytes) const { return {code_points(bytes.begin), code_points(bytes.end)}; }
  /// The byte at which a code point begins; the text's size for size(). Requires: code_point <= size().
  [[nodiscard]] std::uint32_t byte(std::uint32_t code_point) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> checkpoints_;  ///< code points before every 256th byte; none where the text is all ASCII
  std::uint32_t size_ = 0;
};

}  // namespace sitrep
