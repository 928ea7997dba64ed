#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sitrep::kernels {

/// Products in 8-bit integers. The widest of three versions that the processor has runs: AVX-512 with VNNI, AVX2, or a
/// portable one. All give the same sums, to the bit.

inline constexpr std::size_t quantised_panel = 16;
inline constexpr std::size_t quantised_group = 4;

[[nodiscard]] constexpr std::size_t quantised_depth(std::size_t depth) {
  return (depth + quantised_group - 1) / quantised_group * quantised_group;
}

/// A matrix (depth x columns) of 8-bit weights with a scale for each column, packed into panels of 16 columns: panel
/// after panel, of every four rows the four weights of one column next to each other. Immutable after construction.
class QuantisedMatrix {
 public:
  QuantisedMatrix() = default;
  /// Columns [first, first + columns) of a matrix whose rows are `stride` values long; scales: one a column taken.
  QuantisedMatrix(const std::int8_t* values, std::size_t stride, std::size_t first, std::span<const float> scales,
                  std::size_t depth);

  [[nodiscard]] std::size_t depth() const { return depth_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  /// Bytes of one panel.
  [[nodiscard]] std::size_t panel_size() const { return quantised_depth(depth_) * quantised_panel; }
  [[nodiscard]] const std::int8_t* panel(std::size_t number) const { return packed_.data() + number * panel_size(); }
  /// 16 scales of a panel, zeros past the last column.
  [[nodiscard]] const float* scales(std::size_t panel) const { return scales_.data() + panel * quantised_panel; }
  /// 128 times the sum of each column: what the offset of the rows adds to a product.
  [[nodiscard]] const std::int32_t* offsets(std::size_t panel) const {
    return offsets_.data() + panel * quantised_panel;
  }

 private:
  std::size_t depth_ = 0;
  std::size_t columns_ = 0;
  std::vector<std::int8_t> packed_;
  std::vector<float> scales_;
  std::vector<std::int32_t> offsets_;
};

/// Rows of values in 8 bits, each with its own scale: value = scale * (byte - 128). Rows are quantised_depth(depth)
/// bytes apart, filled up with 128.
struct QuantisedRowsBuffer {
  std::vector<std::uint8_t> values;
  std::vector<float> scales;

  void resize(std::size_t rows, std::size_t depth) {
    const std::size_t size = rows * quantised_depth(depth);
    if (values.size() < size) {
      values.resize(size);
    }
    if (scales.size() < rows) {
      scales.resize(rows);
    }
  }
};

/// Quantises rows of floats, x_stride apart, into values and scales (see QuantisedRowsBuffer).
void quantise_rows(std::size_t rows, std::size_t depth, const float* x, std::size_t x_stride, std::uint8_t* values,
                   float* scales);

/// C (rows x columns, rows c_stride apart) = bias + rows * matrix, the bias a value a column. Requires: values and
/// scales as quantise_rows gives them for the matrix's depth.
void multiply(std::size_t rows, const std::uint8_t* values, const float* scales, const QuantisedMatrix& matrix,
              const float* bias, float* c, std::size_t c_stride);

/// C (rows x columns, rows c_stride apart) += rows * matrix. Requires: values and scales as quantise_rows gives them
/// for the matrix's depth.
void multiply_add(std::size_t rows, const std::uint8_t* values, const float* scales, const QuantisedMatrix& matrix,
                  float* c, std::size_t c_stride);

}  // namespace sitrep::kernels
