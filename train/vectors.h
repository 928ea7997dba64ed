#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "train/corpus.h"

namespace sitrep::train {

/// Word vectors with subwords: a word of the vocabulary has its own row; any other is the mean of its subwords' rows.
struct Vectors {
  static constexpr std::size_t dimension = 96;
  static constexpr std::size_t subword_rows = 1U << 16U;  ///< a power of two

  std::vector<std::string> vocabulary;  ///< normalised forms (language/word_features.h)
  std::vector<float> words;             ///< vocabulary x dimension
  std::vector<float> subwords;          ///< subword_rows x dimension

  /// Throw DataFileError.
  void save(const std::filesystem::path& file) const;
  [[nodiscard]] static Vectors load(const std::filesystem::path& file);
};

/// Skip-gram with negative sampling, subwords (Bojanowski et al. 2017) and output rows by side of the context
/// (Ling et al. 2015), over the raw texts below `data` and the treebanks' training words. Repeatable for a seed.
[[nodiscard]] Vectors train_vectors(const std::filesystem::path& data, const Corpus& corpus, int epochs,
                                    std::uint64_t seed);

}  // namespace sitrep::train
