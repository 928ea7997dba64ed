#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sitrep::train {

/// A matrix packed for products, as kernels::pack does, or, where the processor multiplies pairs of bfloat16 (AVX-512
/// BF16), rounded to that: training takes half the time, and its products round to 8 bits of mantissa.
class PackedMatrix {
 public:
  /// B (depth x columns), element (p, j) at b[p * row_stride + j * column_stride].
  void pack(const float* b, std::size_t depth, std::size_t columns, std::size_t row_stride, std::size_t column_stride);

  [[nodiscard]] std::size_t depth() const { return depth_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] const float* floats() const { return floats_.data(); }
  [[nodiscard]] const std::uint32_t* pairs() const { return pairs_.data(); }

 private:
  std::size_t depth_ = 0;
  std::size_t columns_ = 0;
  std::vector<float> floats_;
  std::vector<std::uint32_t> pairs_;  // panels of 16 columns; two rows of one column in a word
};

/// Room for what a product makes of A; one a thread.
using ProductScratch = std::vector<std::uint32_t>;

/// C (rows x columns, rows c_stride apart) = or += A (rows x depth) * B. Element (i, p) of A stands at
/// a[i * row_stride + p * column_stride].
void multiply(std::size_t rows, const float* a, std::size_t row_stride, std::size_t column_stride,
              const PackedMatrix& b, float* c, std::size_t c_stride, bool accumulate, ProductScratch& scratch);

}  // namespace sitrep::train
