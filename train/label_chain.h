#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "language/name_labels.h"

namespace sitrep::train {

using LabelScores = std::array<double, name_labels>;
using StepScores = std::array<double, name_labels * name_labels>;

/// How likely each label of each word and each step is, over all well-formed sequences or those that the annotators
/// allow (`given`; a label unknown allows all).
struct Expectations {
  std::vector<LabelScores> labels_of;
  StepScores steps{};
  double log_total = 0;

  void compute(const std::vector<LabelScores>& scores, const StepScores& step, std::span<const std::int8_t> given);

 private:
  std::vector<LabelScores> forward_;
  std::vector<LabelScores> backward_;
};

}  // namespace sitrep::train
