#include "train/regression.h"

namespace sitrep::train {

std::uint32_t FeatureTable::number(const Feature& feature) {
  const auto [it, added] = numbers_.emplace(feature.key(), static_cast<std::uint32_t>(keys_.size()));
  if (added) {
    keys_.push_back(feature.key());
  }
  return it->second;
}

double Weights::score(const Row& row) const {
  double sum = bias;
  for (const auto& [feature, value] : row.features) {
    sum += of[feature] * static_cast<double>(value);
  }
  return sum;
}

// Coordinate descent: each weight in turn goes to the minimum of a quadratic bound of the loss along it, so every step
// descends and nothing is to be tuned.
Weights fit(std::span<const Row* const> rows, std::size_t feature_count, double regularisation) {
  constexpr int passes = 30;
  struct Entry {
    std::uint32_t row;
    float value;
  };
  std::vector<std::vector<Entry>> columns(feature_count + 1);
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    for (const auto& [feature, value] : rows[row]->features) {
      columns[feature].push_back({row, value});
    }
    columns[feature_count].push_back({row, 1.0F});
  }
  Weights weights{std::vector<double>(feature_count), 0};
  std::vector<double> scores(rows.size());
  for (int pass = 0; pass < passes; ++pass) {
    for (std::size_t column = columns.size(); column-- > 0;) {
      const bool is_bias = column == feature_count;
      double& weight = is_bias ? weights.bias : weights.of[column];
      double gradient = is_bias ? 0 : regularisation * weight;
      double curvature = is_bias ? 1e-9 : regularisation;
      for (const auto& [row, entry] : columns[column]) {
        const double value = static_cast<double>(entry);
        gradient += rows[row]->weight * value * (logistic(scores[row]) - (rows[row]->right ? 1 : 0));
        curvature += rows[row]->weight * value * value / 4;  // the loss bends at most this much
      }
      const double step = -gradient / curvature;
      weight += step;
      for (const auto& [row, value] : columns[column]) {
        scores[row] += step * static_cast<double>(value);
      }
    }
  }
  return weights;
}

}  // namespace sitrep::train
