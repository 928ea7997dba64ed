#include "train/label_chain.h"

#include <algorithm>
#include <cmath>

#include "train/corpus.h"

namespace sitrep::train {

namespace {

constexpr std::size_t labels = name_labels;
constexpr double impossible = -1e30;

double log_sum(const LabelScores& values) {
  const double top = *std::max_element(values.begin(), values.end());
  if (top <= impossible) {
    return impossible;
  }
  double sum = 0;
  for (const double value : values) {
    sum += std::exp(value - top);
  }
  return top + std::log(sum);
}

}  // namespace

void Expectations::compute(const std::vector<LabelScores>& scores, const StepScores& step,
                           std::span<const std::int8_t> given) {
  const std::size_t n = scores.size();
  const auto allowed = [&](std::size_t i, std::size_t label) {
    return given.empty() || given[i] == name_unknown || given[i] == static_cast<std::int8_t>(label);
  };
  const auto step_score = [&](std::size_t before, std::size_t label) {
    return may_follow(before, label) ? step[before * labels + label] : impossible;
  };
  LabelScores none;
  none.fill(impossible);
  forward_.assign(n, none);
  backward_.assign(n, LabelScores{});
  labels_of.assign(n, LabelScores{});
  steps.fill(0);
  LabelScores terms;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t label = 0; label < labels; ++label) {
      if (!allowed(i, label)) {
        continue;
      }
      if (i == 0) {
        forward_[i][label] = step_score(0, label) + scores[i][label];
        continue;
      }
      for (std::size_t before = 0; before < labels; ++before) {
        terms[before] = forward_[i - 1][before] + step_score(before, label);
      }
      forward_[i][label] = log_sum(terms) + scores[i][label];
    }
  }
  log_total = log_sum(forward_[n - 1]);
  for (std::size_t i = n - 1; i-- > 0;) {
    for (std::size_t before = 0; before < labels; ++before) {
      for (std::size_t label = 0; label < labels; ++label) {
        terms[label] = allowed(i + 1, label)
                           ? step_score(before, label) + scores[i + 1][label] + backward_[i + 1][label]
                           : impossible;
      }
      backward_[i][before] = log_sum(terms);
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t label = 0; label < labels; ++label) {
      labels_of[i][label] = std::exp(forward_[i][label] + backward_[i][label] - log_total);
      for (std::size_t before = 0; before < (i == 0 ? 1 : labels); ++before) {
        if (may_follow(before, label) && allowed(i, label)) {
          const double from = i == 0 ? 0 : forward_[i - 1][before];
          steps[before * labels + label] +=
              std::exp(from + step_score(before, label) + scores[i][label] + backward_[i][label] - log_total);
        }
      }
    }
  }
}

}  // namespace sitrep::train
