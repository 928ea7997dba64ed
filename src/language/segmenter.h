#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "language/boundary_features.h"
#include "language/document.h"

namespace sitrep {

/// Head of a segmenter's section; keys of splits (64 bits each, ascending) follow, then weights as [row][boundary]
/// int8.
struct SegmenterHeader {
  std::uint32_t magic = 0;
  std::uint32_t version = 0;
  std::uint32_t row_bits = 0;  ///< 2 to this rows of weights
  std::uint32_t split_count = 0;
  float scale = 0;  ///< not used in decisions; for looking at the weights
  std::uint32_t reserved = 0;
};
inline constexpr std::uint32_t segmenter_magic = 0x47455331;  // "1SEG"
inline constexpr std::uint32_t segmenter_version = 1;

/// Tokenizer and sentence splitter: a linear classifier over the places where a token or sentence may end, trained by
/// train/segmenter.h. Refers to the section it is made from. Immutable; may be shared by threads.
class Segmenter {
 public:
  /// A segmenter without a section; only usable() may be called.
  Segmenter() = default;
  /// `section` is aligned to 8 bytes and outlives this object. Where it is no segmenter's section, usable() is false.
  explicit Segmenter(std::span<const std::byte> section);
  [[nodiscard]] bool usable() const { return !weights_.empty(); }

  /// Replaces the document's text, tokens (span, form, space_after, inside_multiword) and sentences (begin, end, span).
  /// An empty line ends a sentence; a token has at most 256 bytes and a sentence about 400 tokens. Linear in the
  /// length. Requires: usable(); text is of less than 4 GiB and outlives the document.
  void segment(std::string_view text, Document& document) const;

  static constexpr std::size_t longest_token = 256;     ///< bytes
  static constexpr std::size_t longest_sentence = 400;  ///< tokens

 private:
  std::span<const std::uint64_t> splits_;
  std::span<const std::int8_t> weights_;
  unsigned shift_ = 0;
};

}  // namespace sitrep
