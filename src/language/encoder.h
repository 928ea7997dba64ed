#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "language/quantised.h"

namespace sitrep {

/// How the words of some sentences stand as rows of the network's matrices: step by step, so that the words at place t
/// of all sentences that are long enough are rows next to each other, the longest sentence first.
class BatchLayout {
 public:
  /// lengths: descending, none 0.
  explicit BatchLayout(std::span<const std::uint32_t> lengths);

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t steps() const { return offsets_.size() - 1; }
  [[nodiscard]] std::size_t offset(std::size_t step) const { return offsets_[step]; }
  /// Sentences that have a word at this step.
  [[nodiscard]] std::size_t active(std::size_t step) const { return offsets_[step + 1] - offsets_[step]; }
  [[nodiscard]] std::size_t row(std::size_t sentence, std::size_t step) const { return offsets_[step] + sentence; }
  /// The row of the word as far from its sentence's end as the word of this row is from its beginning.
  [[nodiscard]] std::span<const std::uint32_t> mirrored() const { return mirrored_; }

 private:
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint32_t> mirrored_;
  std::size_t rows_ = 0;
};

/// Weights of an LSTM over one direction in 8 bits.
struct QuantisedLstm {
  const kernels::QuantisedMatrix* input = nullptr;   ///< input x 4 hidden
  const kernels::QuantisedMatrix* hidden = nullptr;  ///< hidden x 4 hidden
  const float* bias = nullptr;                       ///< 4 hidden
};

/// Runs over all steps. x: rows x input; gates (rows x 4 hidden), cells and output (rows x hidden) are filled; state is
/// scratch. Rows of output are output_stride apart.
void run_lstm(const BatchLayout& layout, const QuantisedLstm& weights, const kernels::QuantisedRowsBuffer& x,
              kernels::QuantisedRowsBuffer& state, float* gates, float* cells, float* output,
              std::size_t output_stride);

/// Room for layers of LSTMs in both directions, kept between batches.
struct LayerRoom {
  std::vector<float> gates;
  std::vector<float> cells;
  std::vector<float> half;
  std::vector<float> encoded;  ///< of one layer after the other: rows x 2 hidden
  kernels::QuantisedRowsBuffer rows;
  kernels::QuantisedRowsBuffer mirrored;
  kernels::QuantisedRowsBuffer state;
};

/// Quantises x (rows x depth) into LayerRoom::rows.
void quantise_into(const BatchLayout& layout, const std::vector<float>& x, std::size_t depth, LayerRoom& room);
/// Runs one layer over LayerRoom::rows, its input; fills LayerRoom::encoded. hidden: of one direction.
void run_layer(const BatchLayout& layout, const QuantisedLstm& forward, const QuantisedLstm& backward,
               std::size_t hidden, LayerRoom& room);

/// to[mirrored[i]] = from[i] for rows of `width` floats, the given strides apart.
void mirror_rows(const BatchLayout& layout, const float* from, std::size_t from_stride, float* to,
                 std::size_t to_stride, std::size_t width);
/// The same for quantised rows.
void mirror_rows(const BatchLayout& layout, const kernels::QuantisedRowsBuffer& from, kernels::QuantisedRowsBuffer& to,
                 std::size_t depth);

}  // namespace sitrep
