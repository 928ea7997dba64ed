#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace sitrep {

/// What ends after a character.
enum class Boundary : std::uint8_t {
  none,
  token,             ///< a token ends
  inside_multiword,  ///< a word ends, the next one continues its multiword token
  sentence,          ///< a token and the sentence end
};
inline constexpr std::size_t boundary_count = 4;

/// White space before a character.
enum class Gap : std::uint8_t { none, space, spaces, line, paragraph };

/// A character that is no white space, with what the segmenter sees of it.
struct TextUnit {
  char32_t point = 0;
  std::uint32_t begin = 0;  ///< first byte
  std::uint32_t word = 0;   ///< number of its word, a run without white space
  std::uint8_t symbol = 0;  ///< 'A', 'a', 'x' letters; '0' a digit; else a sign's own code
  std::uint8_t size = 1;    ///< bytes
  Gap gap = Gap::none;      ///< before it
  std::uint8_t state = 0;   ///< bit 0 within straight quotes, bit 1 within curly quotes, bit 2 within brackets
};

/// A piece of text cut into characters and runs without white space. Reused from piece to piece to keep its storage.
class TextUnits {
 public:
  /// Reads text[begin, end). The first unit's gap is Gap::paragraph. Invalid UTF-8 reads as U+FFFD a byte.
  void load(std::string_view text, std::size_t begin, std::size_t end);

  [[nodiscard]] std::size_t size() const { return units_.size(); }
  [[nodiscard]] const TextUnit& operator[](std::size_t i) const { return units_[i]; }
  [[nodiscard]] std::uint32_t end_byte(std::size_t i) const { return units_[i].begin + units_[i].size; }
  /// Gap after unit i; Gap::paragraph after the last.
  [[nodiscard]] Gap gap_after(std::size_t i) const {
    return i + 1 < units_.size() ? units_[i + 1].gap : Gap::paragraph;
  }
  [[nodiscard]] bool is_letter(std::size_t i) const;

  /// A run without white space. The core is it without signs at its ends; hashes are of lower-cased text, digits as 0.
  struct Word {
    std::uint32_t begin = 0, end = 0, core_begin = 0, core_end = 0;
    std::uint64_t hash = 0, core = 0, with_stop = 0, shape = 0;
    std::uint32_t line_length = 0;  ///< bytes from the start of its line to its end
    bool capital = false;           ///< the core starts with a capital
    bool capitals = false;          ///< no small letter, two capitals or more
    bool digit = false;             ///< the core starts with a digit
    bool dotted = false;            ///< a stop within the core
  };
  [[nodiscard]] const Word* word(std::size_t number) const {
    return number < words_.size() ? &words_[number] : nullptr;
  }

 private:
  void finish_word(std::uint32_t line_begin);
  std::vector<TextUnit> units_;
  std::vector<Word> words_;
};

/// Keys of splits between two letters that occur in training ("can|not"), for the letters and apostrophes around unit i
/// as left|right; the second key is of the right side only, for sides with an apostrophe ("|n't"), else 0. Both 0 where
/// the letters run too long.
struct SplitKeys {
  std::uint64_t whole = 0;
  std::uint64_t right = 0;
};
[[nodiscard]] SplitKeys split_keys(const TextUnits& units, std::size_t i);

/// What may stand after unit i, as a set of bits by Boundary; 1 (only none) and 8 (only sentence) need no decision.
/// `splits` are ascending keys.
[[nodiscard]] std::uint32_t allowed_boundaries(const TextUnits& units, std::size_t i,
                                               std::span<const std::uint64_t> splits);

/// Hashes of what speaks for or against a boundary after unit i; keeps the storage of `features`.
/// Requires: token_begin <= i is where the token under way begins; tokens: finished in this sentence.
void boundary_features(const TextUnits& units, std::size_t i, std::size_t token_begin, std::size_t tokens,
                       std::vector<std::uint64_t>& features);

}  // namespace sitrep
