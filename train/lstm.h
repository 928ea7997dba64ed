#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "language/encoder.h"
#include "train/products.h"
#include "train/random.h"

namespace sitrep::train {

/// A matrix packed for products with it and with its transpose.
struct PackedPair {
  PackedMatrix plain;
  PackedMatrix transposed;

  void pack(const float* values, std::size_t rows, std::size_t columns) {
    plain.pack(values, rows, columns, columns, 1);
    transposed.pack(values, columns, rows, 1, columns);
  }
};

/// Room for products; one a worker.
struct Products {
  ProductScratch scratch;
  PackedMatrix packed;

  void multiply(std::size_t rows, const float* a, std::size_t a_stride, const PackedMatrix& b, float* c,
                std::size_t c_stride, bool accumulate) {
    train::multiply(rows, a, a_stride, 1, b, c, c_stride, accumulate, scratch);
  }
  /// gradient += a^T * d, with a (rows x depth) and d (rows x columns).
  void add_gradient(std::size_t rows, std::size_t depth, std::size_t columns, const float* a, std::size_t a_stride,
                    const float* d, std::size_t d_stride, float* gradient) {
    packed.pack(d, rows, columns, d_stride, 1);
    train::multiply(depth, a, 1, a_stride, packed, gradient, columns, true, scratch);
  }
};

/// to += the sum of the rows.
void add_columns(std::size_t rows, std::size_t columns, const float* from, std::size_t stride, float* to);

/// A mask of 0 and 1 / keep for rows of `width`, the same for all words of a sentence (Gal and Ghahramani 2016).
void make_mask(const BatchLayout& layout, std::size_t width, float keep, Random& random, std::vector<float>& mask);
void apply_mask(const std::vector<float>& mask, float* values);

/// Weights of one direction: input x 4 hidden, hidden x 4 hidden, 4 hidden.
struct LstmWeights {
  const PackedPair* input = nullptr;
  const PackedPair* hidden = nullptr;
  const float* bias = nullptr;
};
/// Where the gradients of those weights are added up.
struct LstmGradients {
  float* input = nullptr;
  float* hidden = nullptr;
  float* bias = nullptr;
};

/// One layer of LSTMs in both directions through a batch, forth and back. Forward comes first in each pair.
class LstmLayer {
 public:
  std::vector<float> encoded;  ///< rows x 2 hidden

  /// x: rows x inputs; fills encoded.
  void forward(const BatchLayout& layout, const std::vector<float>& x, std::size_t inputs, std::size_t hidden,
               const std::array<LstmWeights, 2>& weights, Products& products);
  /// d_encoded: the gradient of encoded. Adds to the gradients of the weights and fills d_x, that of the input.
  void backward(const BatchLayout& layout, std::size_t inputs, std::size_t hidden,
                const std::array<LstmWeights, 2>& weights, const std::vector<float>& d_encoded, std::vector<float>& d_x,
                const std::array<LstmGradients, 2>& gradients, Products& products);

 private:
  struct Direction {
    std::vector<float> x;
    std::vector<float> gates;
    std::vector<float> cells;
    std::vector<float> output;
    std::vector<float> before;  // outputs of the step before
    std::vector<float> d_cell;

    void forward(const BatchLayout& layout, std::size_t inputs, std::size_t hidden, const LstmWeights& weights,
                 Products& products);
    /// d_output is used up; d_x is filled.
    void backward(const BatchLayout& layout, std::size_t inputs, std::size_t hidden, const LstmWeights& weights,
                  std::vector<float>& d_output, std::vector<float>& d_x, const LstmGradients& gradients,
                  Products& products);
  };
  std::array<Direction, 2> directions_;
  std::vector<float> half_;
  std::vector<float> d_mirrored_;
  std::vector<float> mirrored_;
};

/// Adam (Kingma and Ba 2015) with a first moment over 10 and a second over 20 steps.
class Adam {
 public:
  void resize(std::size_t size) {
    mean_.assign(size, 0.0F);
    square_.assign(size, 0.0F);
  }
  void step(std::size_t from, std::size_t size, const float* gradient, float factor, float rate, float* weights);

 private:
  std::vector<float> mean_;
  std::vector<float> square_;
};

}  // namespace sitrep::train
