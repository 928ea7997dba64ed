#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "extract/coder.h"
#include "record/coding.h"
#include "record/report.h"

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

/// How often each gold label (row) was answered with each label (column).
struct Confusion {
  std::vector<std::string> labels;
  std::vector<std::vector<std::size_t>> counts;  ///< counts[gold][found], as long and wide as `labels`

  Confusion() = default;
  explicit Confusion(std::vector<std::string> names);
  void add(std::size_t gold, std::size_t found) { ++counts[gold][found]; }
  /// "all" (its precision, recall and F1 are the accuracy), then every label.
  [[nodiscard]] ScoreTable table() const;
};
[[nodiscard]] std::string to_text(const Confusion& confusion);
/// {"gold label": {"found label": count}}
[[nodiscard]] nlohmann::ordered_json to_json(const Confusion& confusion);

/// What one gold file comes to.
struct Evaluation {
  ScoreTable table;
  Confusion confusion;              ///< without labels where the kind has none
  std::vector<std::string> errors;  ///< an item for each thing wrong, gold beside found; items may have several lines
  std::vector<std::string> faults;  ///< lines of the gold file that could not be read: "dev.jsonl:12: ..."
};

using CodeReport = std::function<Coding(const Report&)>;
/// Codes a report and keeps the trees and actors that it was coded from.
using TraceReport = std::function<CodingTrace(const Report&)>;

/// The whole of a file, plain or gzip. Throws DataFileError where it cannot be read.
[[nodiscard]] std::string read_gold_file(const std::filesystem::path& file);
/// Calls `line` with every line that is not empty, and its number from 1.
void for_each_gold_line(std::string_view content,
                        const std::function<void(std::string_view line, std::size_t number)>& line);

/// Calls `row` with the JSON object of every line and its number. What it returns, where not empty, is what is wrong
/// with the line; that and lines that are no object are told in `faults`.
void for_each_gold_row(std::string_view content, std::string_view file, std::vector<std::string>& faults,
                       const std::function<std::string(const nlohmann::json& row, std::size_t number)>& row);
/// A string of a row; empty where there is none.
[[nodiscard]] std::string text_of(const nlohmann::json& row, std::string_view key);

/// A report with nothing but an id and a text.
[[nodiscard]] Report plain_report(std::string id, std::string text);
/// The events that are told as actual, in text order.
[[nodiscard]] std::vector<const Event*> actual_events(const Coding& coding);
/// Of these the ones that PLOVER has a type for: what its gold files can know of.
[[nodiscard]] std::vector<const Event*> actual_plover_events(const Coding& coding);

}  // namespace sitrep
