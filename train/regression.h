#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extract/feature.h"

namespace sitrep::train {

/// The features of all rows of a training set, numbered in the order in which they come.
class FeatureTable {
 public:
  std::uint32_t number(const Feature& feature);
  /// By number.
  [[nodiscard]] const std::vector<std::uint64_t>& keys() const { return keys_; }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<std::uint64_t> keys_;
};

/// One row to learn from.
struct Row {
  std::vector<std::pair<std::uint32_t, float>> features;  ///< by number
  bool right = false;
  double weight = 1;
};

struct Weights {
  std::vector<double> of;  ///< by the feature's number
  double bias = 0;

  /// The log-odds that a row is right.
  [[nodiscard]] double score(const Row& row) const;
};

/// Minimises the weighted logistic loss with an L2 penalty on all but the bias. The same rows give the same weights.
[[nodiscard]] Weights fit(std::span<const Row* const> rows, std::size_t feature_count, double regularisation);

}  // namespace sitrep::train
