#pragma once

#include <cstddef>
#include <cstdint>

namespace sitrep::kernels {

/// Dense single-precision products and the LSTM cell, for inference and training alike. AVX2 with FMA is chosen at run
/// time where the processor has it; elsewhere a portable version with the same layout runs.

inline constexpr std::size_t panel_width = 16;

/// Floats that a packed (depth x columns) matrix takes.
[[nodiscard]] constexpr std::size_t packed_size(std::size_t depth, std::size_t columns) {
  return (columns + panel_width - 1) / panel_width * panel_width * depth;
}

/// Packs B (depth x columns), element (p, j) at b[p * row_stride + j * column_stride], into panels of 16 columns: panel
/// after panel, each depth rows of 16 floats, the last one filled up with zeros.
void pack(const float* b, std::size_t depth, std::size_t columns, std::size_t row_stride, std::size_t column_stride,
          float* packed);

/// C (rows x columns, rows c_stride apart) = or += A (rows x depth) * packed B. Element (i, p) of A stands at
/// a[i * row_stride + p * column_stride]: with the strides exchanged, A is read transposed.
void multiply(std::size_t rows, std::size_t columns, std::size_t depth, const float* a, std::size_t row_stride,
              std::size_t column_stride, const float* packed, float* c, std::size_t c_stride, bool accumulate);

/// One step of LSTM cells for `rows` sequences. A row of gates (4 * hidden: input, forget, output, candidate) comes as
/// sums and is replaced by the activations. Rows of cell and output are cell_stride and output_stride apart. previous
/// may be null: zero cells. Only the first previous_rows rows have a previous cell, the others start from zero.
/// Requires: hidden is a multiple of 8.
void lstm_step(std::size_t rows, std::size_t hidden, float* gates, const float* previous, std::size_t previous_rows,
               float* cell, std::size_t cell_stride, float* output, std::size_t output_stride);

/// The gradient of lstm_step: gates holds the activations and is replaced by the gradients of the sums; d_output is the
/// gradient of the output; d_cell comes as the gradient from the later step and leaves as that for the earlier one.
void lstm_step_backward(std::size_t rows, std::size_t hidden, float* gates, const float* previous,
                        std::size_t previous_rows, const float* cell, std::size_t cell_stride, const float* d_output,
                        std::size_t d_output_stride, float* d_cell);

[[nodiscard]] float dot(const float* a, const float* b, std::size_t size);

/// y += alpha * x
void add_scaled(float alpha, const float* x, float* y, std::size_t size);

/// y += alpha * x, x of quantised values
void add_scaled(float alpha, const std::int8_t* x, float* y, std::size_t size);

/// y = max(0, a + b)
void rectified_sum(const float* a, const float* b, float* y, std::size_t size);

/// x = max(0, x)
void rectify(float* x, std::size_t size);

/// The place of the largest value, the first of equals. Requires: size > 0.
[[nodiscard]] std::size_t largest(const float* x, std::size_t size);

}  // namespace sitrep::kernels
