#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "language/name_labels.h"
#include "language/word_features.h"

namespace sitrep {

/// What the chain sees of one word. Clusters and capitals are as NameChain has them.
struct NameWord {
  std::uint64_t key = 0;                   ///< WordFeatures::key
  std::span<const std::uint32_t> affixes;  ///< hashes of prefixes and suffixes; those of WordFeatures, not copied
  std::uint32_t pattern = 0;               ///< hash of the compressed shape
  LetterCase letters = LetterCase::none;
  std::uint16_t classes = 0;  ///< KnownWord::classes
  std::uint8_t coarse = 0;    ///< cluster of its vector of general English, among few
  std::uint8_t fine = 0;      ///< among many
  std::uint8_t capitals = 0;  ///< how raw text writes it
  bool asked = true;          ///< whether its features are wanted
};

/// Features of the words of one sentence that are asked for, as hashes. Storage is kept between sentences.
class NameFeatures {
 public:
  void extract(std::span<const NameWord> sentence);

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t word) const {
    return std::span(hashes_).subspan(ends_[word], ends_[word + 1] - ends_[word]);
  }

 private:
  std::vector<std::uint32_t> hashes_;
  std::vector<std::size_t> ends_;  // by word; the first is 0
  std::vector<std::uint32_t> run_begins_;
  std::vector<std::uint32_t> run_ends_;
};

/// A conditional random field over name labels, beside the networks: it was taught by annotated names alone and goes by
/// a word's form, the lists of names and its neighbours, so that its faults are others than theirs. Its scores are
/// added to theirs. Refers to the model file; `sitrep train-names` makes it.
struct NameChain {
  /// A row of weights has one for each label but "outside", which scores 0.
  static constexpr std::size_t row_width = name_labels - 1;
  static constexpr std::uint8_t no_cluster = 0xff;
  /// Before the steps in `numbers`: the worth of a weight's unit, and what "outside" scores at every word.
  static constexpr std::size_t leading_numbers = 2;

  std::span<const std::int8_t> weights;    ///< rows of row_width
  std::span<const float> numbers;          ///< leading_numbers, then NameSteps
  std::span<const std::uint8_t> clusters;  ///< coarse and fine, a pair for each vector of general English
  std::span<const std::uint8_t> capitals;  ///< capitals_of() of each word with a vector of its own

  [[nodiscard]] bool there() const { return !weights.empty(); }
  [[nodiscard]] std::size_t rows() const { return weights.size() / row_width; }
  /// Row of a feature among so many.
  [[nodiscard]] static std::size_t row_of(std::uint32_t hash, std::size_t rows) {
    return static_cast<std::size_t>((std::uint64_t{hash} * rows) >> 32U);
  }
  [[nodiscard]] NameSteps steps() const { return NameSteps(numbers.subspan(leading_numbers)); }
  /// Adds to the networks' scores of each word of the sentence that the features are of.
  void add_scores(const NameFeatures& features, std::span<NameScores> scores) const;
};

/// How often raw text writes a word with a capital where no sentence begins, in few steps; 0 is kept for words that it
/// does not have. Requires: one of the counts is not 0.
[[nodiscard]] std::uint8_t capitals_of(std::uint32_t lower, std::uint32_t initial, std::uint32_t all_capitals);

}  // namespace sitrep
