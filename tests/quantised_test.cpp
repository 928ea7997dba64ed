// The 8-bit products of the language core give the sums that their definition says, whatever the processor has.
#include "language/quantised.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace sitrep::kernels {
namespace {

struct Case {
  std::size_t rows;
  std::size_t depth;
  std::size_t columns;
};

class QuantisedProduct : public ::testing::TestWithParam<Case> {};

TEST_P(QuantisedProduct, IsTheSumOfProducts) {
  const auto [rows, depth, columns] = GetParam();
  std::mt19937 random(7);
  std::uniform_int_distribution<int> weight(-127, 127);
  std::normal_distribution<float> value(0.0F, 2.0F);
  constexpr std::size_t before = 5;  // columns of the whole matrix that are not taken
  const std::size_t stride = before + columns + 3;
  std::vector<std::int8_t> weights(depth * stride);
  for (auto& w : weights) {
    w = static_cast<std::int8_t>(weight(random));
  }
  std::vector<float> scales(columns);
  for (std::size_t j = 0; j < columns; ++j) {
    scales[j] = 0.001F * static_cast<float>(j + 1);
  }
  const QuantisedMatrix matrix(weights.data(), stride, before, scales, depth);
  std::vector<float> x(rows * depth);
  for (auto& v : x) {
    v = value(random);
  }
  QuantisedRowsBuffer buffer;
  buffer.resize(rows, depth);
  quantise_rows(rows, depth, x.data(), depth, buffer.values.data(), buffer.scales.data());
  const std::size_t c_stride = columns + 1;
  std::vector<float> c(rows * c_stride, 0.5F);
  multiply_add(rows, buffer.values.data(), buffer.scales.data(), matrix, c.data(), c_stride);

  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t p = 0; p < depth; ++p) {
      const float back = buffer.scales[i] * static_cast<float>(buffer.values[i * quantised_depth(depth) + p] - 128);
      EXPECT_NEAR(back, x[i * depth + p], buffer.scales[i] * 0.5001F);
    }
    for (std::size_t j = 0; j < columns; ++j) {
      std::int64_t sum = 0;
      for (std::size_t p = 0; p < depth; ++p) {
        sum += (static_cast<int>(buffer.values[i * quantised_depth(depth) + p]) - 128) *
               static_cast<int>(weights[p * stride + before + j]);
      }
      const float expected = std::fma(buffer.scales[i] * scales[j], static_cast<float>(sum), 0.5F);
      ASSERT_FLOAT_EQ(c[i * c_stride + j], expected) << "row " << i << ", column " << j;
    }
    EXPECT_EQ(c[i * c_stride + columns], 0.5F) << "written past the last column";
  }
  const std::vector<float> bias(columns, 0.5F);
  std::vector<float> with_bias(rows * c_stride, 0.5F);
  multiply(rows, buffer.values.data(), buffer.scales.data(), matrix, bias.data(), with_bias.data(), c_stride);
  EXPECT_EQ(with_bias, c);
}

INSTANTIATE_TEST_SUITE_P(Shapes, QuantisedProduct,
                         ::testing::Values(Case{1, 4, 16}, Case{1, 1, 1}, Case{3, 7, 5}, Case{8, 64, 32},
                                           Case{9, 66, 33}, Case{17, 160, 49}, Case{64, 30, 51}));

TEST(QuantiseRows, ZerosStayZeros) {
  const std::vector<float> x(10, 0.0F);
  QuantisedRowsBuffer buffer;
  buffer.resize(1, x.size());
  quantise_rows(1, x.size(), x.data(), x.size(), buffer.values.data(), buffer.scales.data());
  EXPECT_EQ(buffer.scales[0], 0.0F);
  for (std::size_t i = 0; i < quantised_depth(x.size()); ++i) {
    EXPECT_EQ(buffer.values[i], 128);
  }
}

}  // namespace
}  // namespace sitrep::kernels
