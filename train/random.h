#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

namespace sitrep::train {

/// xorshift64*: fast, the same everywhere for the same seed.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15ULL + 0x1234567ULL) {}

  std::uint64_t next() {
    state_ ^= state_ >> 12U;
    state_ ^= state_ << 25U;
    state_ ^= state_ >> 27U;
    return state_ * 0x2545f4914f6cdd1dULL;
  }
  /// Uniform over [0, bound).
  std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(((next() >> 32U) * static_cast<std::uint64_t>(bound)) >> 32U);
  }
  /// Uniform over [0, 1).
  float uniform() { return static_cast<float>(next() >> 40U) * 0x1p-24F; }
  bool chance(float p) { return uniform() < p; }
  /// Of the normal distribution (Box and Muller).
  float normal() {
    const double u = std::max(1e-9, static_cast<double>(uniform()));
    return static_cast<float>(std::sqrt(-2.0 * std::log(u)) *
                              std::cos(2.0 * std::numbers::pi * static_cast<double>(uniform())));
  }

 private:
  std::uint64_t state_;
};

/// Fisher and Yates.
template <typename T>
void shuffle(std::vector<T>& values, Random& random) {
  for (std::size_t i = values.size(); i > 1; --i) {
    std::swap(values[i - 1], values[random.below(static_cast<std::uint32_t>(i))]);
  }
}

}  // namespace sitrep::train
