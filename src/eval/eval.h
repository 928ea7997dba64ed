#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace sitrep {

/// What was to be found, what was found, and what of it was right.
struct Score {
  std::size_t gold = 0;
  std::size_t system = 0;
  std::size_t correct = 0;

  [[nodiscard]] double precision() const {
    return system == 0 ? 0.0 : static_cast<double>(correct) / static_cast<double>(system);
  }
  [[nodiscard]] double recall() const {
    return gold == 0 ? 0.0 : static_cast<double>(correct) / static_cast<double>(gold);
  }
  [[nodiscard]] double f1() const {
    return gold + system == 0 ? 0.0 : 2.0 * static_cast<double>(correct) / static_cast<double>(gold + system);
  }
  Score& operator+=(const Score& other);
};

/// Scores by name, in the order in which they are told.
using ScoreTable = std::vector<std::pair<std::string, Score>>;

/// A table for a person: name, precision, recall, F1 in percent, counts.
[[nodiscard]] std::string to_text(const ScoreTable& table);
/// {"name": {"precision", "recall", "f1", "gold", "system", "correct"}}, shares from 0 to 1.
[[nodiscard]] nlohmann::ordered_json to_json(const ScoreTable& table);

/// The whole of a file, plain or gzip. Throws DataFileError where it cannot be read.
[[nodiscard]] std::string read_gold_file(const std::filesystem::path& file);
/// Calls `line` with every line that is not empty, and its number from 1.
void for_each_gold_line(std::string_view content,
                        const std::function<void(std::string_view line, std::size_t number)>& line);

}  // namespace sitrep
