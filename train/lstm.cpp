#include "train/lstm.h"

#include <cmath>
#include <cstring>

#include "language/kernels.h"

namespace sitrep::train {

void add_columns(std::size_t rows, std::size_t columns, const float* from, std::size_t stride, float* to) {
  for (std::size_t i = 0; i < rows; ++i) {
    kernels::add_scaled(1.0F, from + i * stride, to, columns);
  }
}

void make_mask(const BatchLayout& layout, std::size_t width, float keep, Random& random, std::vector<float>& mask) {
  mask.resize(layout.rows() * width);
  const std::size_t sentences = layout.active(0);
  for (std::size_t i = 0; i < sentences * width; ++i) {
    mask[i] = random.chance(keep) ? 1.0F / keep : 0.0F;
  }
  for (std::size_t step = 1; step < layout.steps(); ++step) {
    std::memcpy(mask.data() + layout.offset(step) * width, mask.data(), layout.active(step) * width * sizeof(float));
  }
}

void apply_mask(const std::vector<float>& mask, float* values) {
  for (std::size_t i = 0; i < mask.size(); ++i) {
    values[i] *= mask[i];
  }
}

void LstmLayer::Direction::forward(const BatchLayout& layout, std::size_t inputs, std::size_t hidden,
                                   const LstmWeights& weights, Products& products) {
  const std::size_t width = 4 * hidden;
  const std::size_t rows = layout.rows();
  gates.resize(rows * width);
  cells.resize(rows * hidden);
  output.resize(rows * hidden);
  for (std::size_t i = 0; i < rows; ++i) {
    std::memcpy(gates.data() + i * width, weights.bias, width * sizeof(float));
  }
  products.multiply(rows, x.data(), inputs, weights.input->plain, gates.data(), width, true);
  for (std::size_t step = 0; step < layout.steps(); ++step) {
    const std::size_t at = layout.offset(step);
    const std::size_t active = layout.active(step);
    const float* previous = nullptr;
    if (step > 0) {
      const std::size_t earlier = layout.offset(step - 1);
      products.multiply(active, output.data() + earlier * hidden, hidden, weights.hidden->plain,
                        gates.data() + at * width, width, true);
      previous = cells.data() + earlier * hidden;
    }
    kernels::lstm_step(active, hidden, gates.data() + at * width, previous, active, cells.data() + at * hidden, hidden,
                       output.data() + at * hidden, hidden);
  }
}

void LstmLayer::Direction::backward(const BatchLayout& layout, std::size_t inputs, std::size_t hidden,
                                    const LstmWeights& weights, std::vector<float>& d_output, std::vector<float>& d_x,
                                    const LstmGradients& gradients, Products& products) {
  const std::size_t width = 4 * hidden;
  const std::size_t rows = layout.rows();
  d_cell.assign(layout.active(0) * hidden, 0.0F);
  before.assign(rows * hidden, 0.0F);
  for (std::size_t step = layout.steps(); step-- > 0;) {
    const std::size_t at = layout.offset(step);
    const std::size_t active = layout.active(step);
    const std::size_t earlier = step > 0 ? layout.offset(step - 1) : 0;
    const float* previous = step > 0 ? cells.data() + earlier * hidden : nullptr;
    kernels::lstm_step_backward(active, hidden, gates.data() + at * width, previous, active, cells.data() + at * hidden,
                                hidden, d_output.data() + at * hidden, hidden, d_cell.data());
    if (step > 0) {
      products.multiply(active, gates.data() + at * width, width, weights.hidden->transposed,
                        d_output.data() + earlier * hidden, hidden, true);
      std::memcpy(before.data() + at * hidden, output.data() + earlier * hidden, active * hidden * sizeof(float));
    }
  }
  products.add_gradient(rows, inputs, width, x.data(), inputs, gates.data(), width, gradients.input);
  products.add_gradient(rows, hidden, width, before.data(), hidden, gates.data(), width, gradients.hidden);
  add_columns(rows, width, gates.data(), width, gradients.bias);
  d_x.resize(rows * inputs);
  products.multiply(rows, gates.data(), width, weights.input->transposed, d_x.data(), inputs, false);
}

void LstmLayer::forward(const BatchLayout& layout, const std::vector<float>& x, std::size_t inputs, std::size_t hidden,
                        const std::array<LstmWeights, 2>& weights, Products& products) {
  const std::size_t rows = layout.rows();
  auto& [forward, backward] = directions_;
  forward.x = x;
  backward.x.resize(rows * inputs);
  mirror_rows(layout, x.data(), inputs, backward.x.data(), inputs, inputs);
  forward.forward(layout, inputs, hidden, weights[0], products);
  backward.forward(layout, inputs, hidden, weights[1], products);
  encoded.resize(rows * 2 * hidden);
  for (std::size_t i = 0; i < rows; ++i) {
    std::memcpy(encoded.data() + i * 2 * hidden, forward.output.data() + i * hidden, hidden * sizeof(float));
  }
  mirror_rows(layout, backward.output.data(), hidden, encoded.data() + hidden, 2 * hidden, hidden);
}

void LstmLayer::backward(const BatchLayout& layout, std::size_t inputs, std::size_t hidden,
                         const std::array<LstmWeights, 2>& weights, const std::vector<float>& d_encoded,
                         std::vector<float>& d_x, const std::array<LstmGradients, 2>& gradients, Products& products) {
  const std::size_t rows = layout.rows();
  half_.resize(rows * hidden);
  for (std::size_t i = 0; i < rows; ++i) {
    std::memcpy(half_.data() + i * hidden, d_encoded.data() + i * 2 * hidden, hidden * sizeof(float));
  }
  directions_[0].backward(layout, inputs, hidden, weights[0], half_, d_x, gradients[0], products);
  mirror_rows(layout, d_encoded.data() + hidden, 2 * hidden, half_.data(), hidden, hidden);
  directions_[1].backward(layout, inputs, hidden, weights[1], half_, d_mirrored_, gradients[1], products);
  mirrored_.resize(rows * inputs);
  mirror_rows(layout, d_mirrored_.data(), inputs, mirrored_.data(), inputs, inputs);
  kernels::add_scaled(1.0F, mirrored_.data(), d_x.data(), rows * inputs);
}

void Adam::step(std::size_t from, std::size_t size, const float* gradient, float factor, float rate, float* weights) {
  constexpr float beta1 = 0.9F;
  constexpr float beta2 = 0.95F;
  float* mean = mean_.data() + from;
  float* square = square_.data() + from;
  for (std::size_t i = 0; i < size; ++i) {
    const float g = gradient[i] * factor;
    mean[i] = beta1 * mean[i] + (1 - beta1) * g;
    square[i] = beta2 * square[i] + (1 - beta2) * g * g;
    weights[i] -= rate * mean[i] / (std::sqrt(square[i]) + 1e-8F);
  }
}

}  // namespace sitrep::train
