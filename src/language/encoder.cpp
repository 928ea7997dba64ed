#include "language/encoder.h"

#include <cstring>

#include "language/kernels.h"

namespace sitrep {

BatchLayout::BatchLayout(std::span<const std::uint32_t> lengths) {
  const std::size_t steps = lengths.empty() ? 0 : lengths.front();
  offsets_.reserve(steps + 1);
  offsets_.push_back(0);
  std::size_t active = lengths.size();
  for (std::size_t step = 0; step < steps; ++step) {
    while (lengths[active - 1] <= step) {
      --active;
    }
    offsets_.push_back(offsets_.back() + static_cast<std::uint32_t>(active));
  }
  rows_ = offsets_.back();
  mirrored_.resize(rows_);
  for (std::size_t sentence = 0; sentence < lengths.size(); ++sentence) {
    for (std::uint32_t step = 0; step < lengths[sentence]; ++step) {
      mirrored_[row(sentence, step)] = static_cast<std::uint32_t>(row(sentence, lengths[sentence] - 1 - step));
    }
  }
}

void run_lstm(const BatchLayout& layout, const QuantisedLstm& weights, const kernels::QuantisedRowsBuffer& x,
              kernels::QuantisedRowsBuffer& state, float* gates, float* cells, float* output,
              std::size_t output_stride) {
  const std::size_t hidden = weights.hidden->depth();
  const std::size_t width = 4 * hidden;
  const std::size_t row_bytes = kernels::quantised_depth(weights.input->depth());
  state.resize(layout.steps() > 0 ? layout.active(0) : 0, hidden);
  // What the input gives is summed for some steps at once: many rows to a product, few enough to stay in the cache.
  constexpr std::size_t block_rows = 128;
  std::size_t summed = 0;  // rows
  for (std::size_t step = 0; step < layout.steps(); ++step) {
    const std::size_t at = layout.offset(step);
    const std::size_t rows = layout.active(step);
    float* sums = gates + at * width;
    if (at == summed) {
      std::size_t last = step;
      while (last < layout.steps() && (last == step || layout.offset(last) + layout.active(last) - at <= block_rows)) {
        summed = layout.offset(last) + layout.active(last);
        ++last;
      }
      kernels::multiply(summed - at, x.values.data() + at * row_bytes, x.scales.data() + at, *weights.input,
                        weights.bias, sums, width);
    }
    const float* previous = nullptr;
    if (step > 0) {
      const std::size_t before = layout.offset(step - 1);
      kernels::quantise_rows(rows, hidden, output + before * output_stride, output_stride, state.values.data(),
                             state.scales.data());
      kernels::multiply_add(rows, state.values.data(), state.scales.data(), *weights.hidden, sums, width);
      previous = cells + before * hidden;
    }
    kernels::lstm_step(rows, hidden, sums, previous, rows, cells + at * hidden, hidden, output + at * output_stride,
                       output_stride);
  }
}

void mirror_rows(const BatchLayout& layout, const float* from, std::size_t from_stride, float* to,
                 std::size_t to_stride, std::size_t width) {
  const auto mirrored = layout.mirrored();
  for (std::size_t i = 0; i < layout.rows(); ++i) {
    std::memcpy(to + mirrored[i] * to_stride, from + i * from_stride, width * sizeof(float));
  }
}

void mirror_rows(const BatchLayout& layout, const kernels::QuantisedRowsBuffer& from, kernels::QuantisedRowsBuffer& to,
                 std::size_t depth) {
  const std::size_t width = kernels::quantised_depth(depth);
  const auto mirrored = layout.mirrored();
  to.resize(layout.rows(), depth);
  for (std::size_t i = 0; i < layout.rows(); ++i) {
    std::memcpy(to.values.data() + mirrored[i] * width, from.values.data() + i * width, width);
    to.scales[mirrored[i]] = from.scales[i];
  }
}

void quantise_into(const BatchLayout& layout, const std::vector<float>& x, std::size_t depth, LayerRoom& room) {
  room.rows.resize(layout.rows(), depth);
  kernels::quantise_rows(layout.rows(), depth, x.data(), depth, room.rows.values.data(), room.rows.scales.data());
}

void run_layer(const BatchLayout& layout, const QuantisedLstm& forward, const QuantisedLstm& backward,
               std::size_t hidden, LayerRoom& room) {
  const auto grow = [](std::vector<float>& values, std::size_t size) {
    if (values.size() < size) {
      values.resize(size);
    }
  };
  const std::size_t both = 2 * hidden;
  const std::size_t rows = layout.rows();
  grow(room.gates, rows * 4 * hidden);
  grow(room.cells, rows * hidden);
  grow(room.half, rows * hidden);
  grow(room.encoded, rows * both);
  run_lstm(layout, forward, room.rows, room.state, room.gates.data(), room.cells.data(), room.encoded.data(), both);
  mirror_rows(layout, room.rows, room.mirrored, forward.input->depth());
  run_lstm(layout, backward, room.mirrored, room.state, room.gates.data(), room.cells.data(), room.half.data(), hidden);
  mirror_rows(layout, room.half.data(), hidden, room.encoded.data() + hidden, both, hidden);
}

}  // namespace sitrep
