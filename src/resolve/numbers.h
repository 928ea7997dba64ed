#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/word_lists.h"
#include "language/document.h"

namespace sitrep {

/// A token, or a part of one between hyphens, so that "third-quarter" reads alike whether it is one token or three.
/// Slashes and points part nothing.
struct Piece {
  std::string low;          ///< lower case, ASCII only; typographic apostrophes and dashes made plain
  Span span;                ///< into the document's text
  std::uint32_t token = 0;  ///< the token it is of
  bool hyphen = false;      ///< joined by a hyphen or dash to the piece before
  bool space = true;        ///< white space stands before it
  bool capital = false;     ///< begins with an upper-case letter
};

/// The pieces of one sentence.
[[nodiscard]] std::vector<Piece> split_pieces(const Document& document, const Sentence& sentence);

/// Words of phrases, to see at one look that none begins at a piece.
class PhraseWords {
 public:
  void add(std::string_view word) { words_.insert(word); }
  /// Whether a piece may be one of them: its word, with or without its point, or anything in digits.
  [[nodiscard]] bool may_hold(const Piece& piece) const;

 private:
  WordSet words_;
};

/// Phrases of word lists by their first word, each with a value. Views into the lists, which must outlive it.
class Phrases {
 public:
  struct Hit {
    std::size_t end = 0;  ///< first piece after the phrase
    std::int64_t value = 0;
    std::int64_t other = 0;
  };
  void add(const WordLists& lists, std::string_view list, std::int64_t value = 0, std::int64_t other = 0);
  /// The longest phrase that begins at piece `at`.
  [[nodiscard]] std::optional<Hit> match(const std::vector<Piece>& pieces, std::size_t at) const;
  /// Where the longest phrase that ends before piece `end` begins, as Hit::end, with its values.
  [[nodiscard]] std::optional<Hit> match_before(const std::vector<Piece>& pieces, std::size_t end) const;
  /// Adds every word of the phrases.
  void words_into(PhraseWords& words) const;

 private:
  struct Phrase {
    std::vector<std::string_view> words;
    std::int64_t value = 0;
    std::int64_t other = 0;
  };
  std::unordered_map<std::string_view, std::vector<Phrase>> by_first_;
  std::unordered_map<std::string_view, std::vector<Phrase>> by_last_;
};

/// Reads cardinals and ordinals, in digits or in the words of knowledge/lists/numbers.list.
class NumberReader {
 public:
  explicit NumberReader(const WordLists& lists);

  struct Number {
    std::size_t end = 0;  ///< first piece after it
    std::uint64_t value = 0;
    bool half = false;     ///< and a half: "2 1/2"
    bool digits = false;   ///< begins with digits
    bool grouped = false;  ///< has separators ("2,000"): no year
    bool words = false;    ///< has number words
  };
  /// The longest whole number that begins at piece `at`: "2,000", "1.5 million", "twenty-one", "two hundred and six",
  /// "a dozen", "a hundred". A number with a fraction left over ("3.5") is none.
  [[nodiscard]] std::optional<Number> cardinal(const std::vector<Piece>& pieces, std::size_t at) const;
  /// "third", "21st", "twenty-first".
  [[nodiscard]] std::optional<Number> ordinal(const std::vector<Piece>& pieces, std::size_t at) const;

  struct Vague {
    std::size_t end = 0;
    std::uint64_t low = 0;
    std::uint64_t high = 0;
  };
  /// "dozens", "several", "hundreds of thousands", "a few dozen".
  [[nodiscard]] std::optional<Vague> vague(const std::vector<Piece>& pieces, std::size_t at) const;
  /// The words of all numbers.
  [[nodiscard]] const PhraseWords& words() const { return words_; }
  void words_into(PhraseWords& words) const;

 private:
  Phrases small_;
  Phrases scales_;
  Phrases ordinals_;
  Phrases vague_;
  Phrases vague_scales_;
  PhraseWords words_;
};

/// The number at the end of a list's name: "number-20" with prefix "number-" -> 20.
[[nodiscard]] std::optional<std::int64_t> name_value(std::string_view list, std::string_view prefix);

/// The token of [begin, end) whose head stands outside; the last one where the tree says nothing.
[[nodiscard]] std::uint32_t head_of_tokens(const Document& document, std::uint32_t begin, std::uint32_t end);

}  // namespace sitrep
