#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "language/model.h"

namespace sitrep::train {

/// Vectors of words from much more text than there is to train on, fixed: the table that tools/vectors.mjs writes, a
/// word and its numbers a line, parted by spaces. Kept as the model file has them, so that training sees what the
/// program will see.
struct GeneralVectors {
  std::size_t width = 0;             ///< numbers a word; even
  std::vector<std::uint64_t> keys;   ///< WordFeatures::key, ascending
  std::vector<std::uint8_t> values;  ///< as HalfByteRows
  std::vector<float> scales;         ///< one a word

  [[nodiscard]] HalfByteRows rows() const { return {values, scales, width}; }
  /// The row of a word, -1 where there is none.
  [[nodiscard]] std::int32_t find(std::uint64_t key) const;
  /// Brings each column to mean 0 and deviation 1, then each row to 4 bits. Of words with one key the first counts.
  /// Throws DataFileError that names the line.
  [[nodiscard]] static GeneralVectors read(const std::filesystem::path& file);
};

}  // namespace sitrep::train
