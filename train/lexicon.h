#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace sitrep::train {

/// Words that stand in lists of names: the table that tools/lexicon.mjs writes, a word and the letters of its classes a
/// line, parted by a tab.
struct Lexicon {
  std::vector<std::uint64_t> keys;     ///< WordFeatures::key, ascending
  std::vector<std::uint16_t> classes;  ///< a bit a class, 'a' the lowest

  /// No classes where there is no entry.
  [[nodiscard]] std::uint16_t find(std::uint64_t key) const;
  /// Throws DataFileError that names the line.
  [[nodiscard]] static Lexicon read(const std::filesystem::path& file);
};

}  // namespace sitrep::train
