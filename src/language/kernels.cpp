#include "language/kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#define SITREP_AVX2 __attribute__((target("avx2,fma")))
#define SITREP_AVX512 __attribute__((target("avx512f,fma")))
#endif

namespace sitrep::kernels {

namespace {

// A block of depth_block rows of one panel (16 KB) stays in the first-level cache, a block of row_block rows of A in
// the second.
constexpr std::size_t depth_block = 256;
constexpr std::size_t row_block = 96;
constexpr std::size_t tile_rows = 6;

struct Tile {
  const float* a;
  std::size_t row_stride;
  std::size_t column_stride;
  const float* panel;
  std::size_t depth;
  float* c;
  std::size_t c_stride;
  std::size_t columns;  // of the 16 that are there
  bool accumulate;
};

using TileFunction = void (*)(const Tile&);

template <std::size_t Rows>
void tile_portable(const Tile& tile) {
  std::array<std::array<float, panel_width>, Rows> sums{};
  for (std::size_t p = 0; p < tile.depth; ++p) {
    const float* b = tile.panel + p * panel_width;
    for (std::size_t i = 0; i < Rows; ++i) {
      const float a = tile.a[i * tile.row_stride + p * tile.column_stride];
      for (std::size_t j = 0; j < panel_width; ++j) {
        sums[i][j] += a * b[j];
      }
    }
  }
  for (std::size_t i = 0; i < Rows; ++i) {
    float* c = tile.c + i * tile.c_stride;
    for (std::size_t j = 0; j < tile.columns; ++j) {
      c[j] = tile.accumulate ? c[j] + sums[i][j] : sums[i][j];
    }
  }
}

constexpr std::array<TileFunction, tile_rows> portable_tiles = {tile_portable<1>, tile_portable<2>, tile_portable<3>,
                                                                tile_portable<4>, tile_portable<5>, tile_portable<6>};

float sigmoid(float x) {
  return 1.0F / (1.0F + std::exp(-x));
}

void lstm_row_portable(std::size_t hidden, float* gates, const float* previous, float* cell, float* output) {
  for (std::size_t k = 0; k < hidden; ++k) {
    const float input = sigmoid(gates[k]);
    const float forget = sigmoid(gates[hidden + k]);
    const float out = sigmoid(gates[2 * hidden + k]);
    const float candidate = std::tanh(gates[3 * hidden + k]);
    const float value = input * candidate + (previous != nullptr ? forget * previous[k] : 0.0F);
    gates[k] = input;
    gates[hidden + k] = forget;
    gates[2 * hidden + k] = out;
    gates[3 * hidden + k] = candidate;
    cell[k] = value;
    output[k] = out * std::tanh(value);
  }
}

float dot_portable(const float* a, const float* b, std::size_t size) {
  float sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

#if defined(__x86_64__)

template <std::size_t Rows>
SITREP_AVX2 void tile_avx2(const Tile& tile) {
  __m256 low[Rows];
  __m256 high[Rows];
#pragma GCC unroll 6
  for (std::size_t i = 0; i < Rows; ++i) {
    low[i] = _mm256_setzero_ps();
    high[i] = _mm256_setzero_ps();
  }
  const float* a = tile.a;
  const float* b = tile.panel;
  const std::size_t row_stride = tile.row_stride;
  const std::size_t column_stride = tile.column_stride;
  for (std::size_t p = tile.depth; p > 0; --p) {
    const __m256 b_low = _mm256_loadu_ps(b);
    const __m256 b_high = _mm256_loadu_ps(b + 8);
#pragma GCC unroll 6
    for (std::size_t i = 0; i < Rows; ++i) {
      const __m256 value = _mm256_broadcast_ss(a + i * row_stride);
      low[i] = _mm256_fmadd_ps(value, b_low, low[i]);
      high[i] = _mm256_fmadd_ps(value, b_high, high[i]);
    }
    a += column_stride;
    b += panel_width;
  }
  if (tile.columns == panel_width) {
#pragma GCC unroll 6
    for (std::size_t i = 0; i < Rows; ++i) {
      float* c = tile.c + i * tile.c_stride;
      if (tile.accumulate) {
        low[i] = _mm256_add_ps(low[i], _mm256_loadu_ps(c));
        high[i] = _mm256_add_ps(high[i], _mm256_loadu_ps(c + 8));
      }
      _mm256_storeu_ps(c, low[i]);
      _mm256_storeu_ps(c + 8, high[i]);
    }
    return;
  }
#pragma GCC unroll 6
  for (std::size_t i = 0; i < Rows; ++i) {
    alignas(32) float sums[panel_width];
    _mm256_store_ps(sums, low[i]);
    _mm256_store_ps(sums + 8, high[i]);
    float* c = tile.c + i * tile.c_stride;
    for (std::size_t j = 0; j < tile.columns; ++j) {
      c[j] = tile.accumulate ? c[j] + sums[j] : sums[j];
    }
  }
}

constexpr std::array<TileFunction, tile_rows> avx2_tiles = {tile_avx2<1>, tile_avx2<2>, tile_avx2<3>,
                                                            tile_avx2<4>, tile_avx2<5>, tile_avx2<6>};

// e^x by 2^n * e^r with |r| <= ln(2)/2 and the Taylor polynomial of degree 6; relative error below 1e-6.
SITREP_AVX2 inline __m256 exp_avx2(__m256 x) {
  x = _mm256_min_ps(_mm256_max_ps(x, _mm256_set1_ps(-87.0F)), _mm256_set1_ps(87.0F));
  const __m256 n =
      _mm256_round_ps(_mm256_mul_ps(x, _mm256_set1_ps(1.44269504F)), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  __m256 r = _mm256_fnmadd_ps(n, _mm256_set1_ps(0.693359375F), x);
  r = _mm256_fnmadd_ps(n, _mm256_set1_ps(-2.12194440e-4F), r);
  __m256 y = _mm256_set1_ps(1.0F / 720);
  y = _mm256_fmadd_ps(y, r, _mm256_set1_ps(1.0F / 120));
  y = _mm256_fmadd_ps(y, r, _mm256_set1_ps(1.0F / 24));
  y = _mm256_fmadd_ps(y, r, _mm256_set1_ps(1.0F / 6));
  y = _mm256_fmadd_ps(y, r, _mm256_set1_ps(0.5F));
  y = _mm256_fmadd_ps(y, r, _mm256_set1_ps(1.0F));
  y = _mm256_fmadd_ps(y, r, _mm256_set1_ps(1.0F));
  const __m256i power = _mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127)), 23);
  return _mm256_mul_ps(y, _mm256_castsi256_ps(power));
}

SITREP_AVX2 inline __m256 sigmoid_avx2(__m256 x) {
  const __m256 one = _mm256_set1_ps(1.0F);
  return _mm256_div_ps(one, _mm256_add_ps(one, exp_avx2(_mm256_sub_ps(_mm256_setzero_ps(), x))));
}

SITREP_AVX2 inline __m256 tanh_avx2(__m256 x) {
  const __m256 two = _mm256_set1_ps(2.0F);
  return _mm256_fmsub_ps(two, sigmoid_avx2(_mm256_mul_ps(two, x)), _mm256_set1_ps(1.0F));
}

SITREP_AVX2 void lstm_row_avx2(std::size_t hidden, float* gates, const float* previous, float* cell, float* output) {
  for (std::size_t k = 0; k < hidden; k += 8) {
    const __m256 input = sigmoid_avx2(_mm256_loadu_ps(gates + k));
    const __m256 forget = sigmoid_avx2(_mm256_loadu_ps(gates + hidden + k));
    const __m256 out = sigmoid_avx2(_mm256_loadu_ps(gates + 2 * hidden + k));
    const __m256 candidate = tanh_avx2(_mm256_loadu_ps(gates + 3 * hidden + k));
    __m256 value = _mm256_mul_ps(input, candidate);
    if (previous != nullptr) {
      value = _mm256_fmadd_ps(forget, _mm256_loadu_ps(previous + k), value);
    }
    _mm256_storeu_ps(gates + k, input);
    _mm256_storeu_ps(gates + hidden + k, forget);
    _mm256_storeu_ps(gates + 2 * hidden + k, out);
    _mm256_storeu_ps(gates + 3 * hidden + k, candidate);
    _mm256_storeu_ps(cell + k, value);
    _mm256_storeu_ps(output + k, _mm256_mul_ps(out, tanh_avx2(value)));
  }
}

// The same in 16 lanes, operation by operation, so that both give the same values.
SITREP_AVX512 inline __m512 exp_avx512(__m512 x) {
  x = _mm512_maskz_min_ps(0xFFFF, _mm512_maskz_max_ps(0xFFFF, x, _mm512_set1_ps(-87.0F)), _mm512_set1_ps(87.0F));
  const __m512 n = _mm512_maskz_roundscale_ps(0xFFFF, _mm512_mul_ps(x, _mm512_set1_ps(1.44269504F)),
                                              _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  __m512 r = _mm512_fnmadd_ps(n, _mm512_set1_ps(0.693359375F), x);
  r = _mm512_fnmadd_ps(n, _mm512_set1_ps(-2.12194440e-4F), r);
  __m512 y = _mm512_set1_ps(1.0F / 720);
  y = _mm512_fmadd_ps(y, r, _mm512_set1_ps(1.0F / 120));
  y = _mm512_fmadd_ps(y, r, _mm512_set1_ps(1.0F / 24));
  y = _mm512_fmadd_ps(y, r, _mm512_set1_ps(1.0F / 6));
  y = _mm512_fmadd_ps(y, r, _mm512_set1_ps(0.5F));
  y = _mm512_fmadd_ps(y, r, _mm512_set1_ps(1.0F));
  y = _mm512_fmadd_ps(y, r, _mm512_set1_ps(1.0F));
  const __m512i power = _mm512_maskz_slli_epi32(
      0xFFFF, _mm512_add_epi32(_mm512_maskz_cvtps_epi32(0xFFFF, n), _mm512_set1_epi32(127)), 23);
  return _mm512_mul_ps(y, _mm512_castsi512_ps(power));
}

SITREP_AVX512 inline __m512 sigmoid_avx512(__m512 x) {
  const __m512 one = _mm512_set1_ps(1.0F);
  return _mm512_div_ps(one, _mm512_add_ps(one, exp_avx512(_mm512_sub_ps(_mm512_setzero_ps(), x))));
}

SITREP_AVX512 inline __m512 tanh_avx512(__m512 x) {
  const __m512 two = _mm512_set1_ps(2.0F);
  return _mm512_fmsub_ps(two, sigmoid_avx512(_mm512_mul_ps(two, x)), _mm512_set1_ps(1.0F));
}

/// Requires: hidden is a multiple of 16.
SITREP_AVX512 void lstm_row_avx512(std::size_t hidden, float* gates, const float* previous, float* cell,
                                   float* output) {
  for (std::size_t k = 0; k < hidden; k += 16) {
    const __m512 input = sigmoid_avx512(_mm512_loadu_ps(gates + k));
    const __m512 forget = sigmoid_avx512(_mm512_loadu_ps(gates + hidden + k));
    const __m512 out = sigmoid_avx512(_mm512_loadu_ps(gates + 2 * hidden + k));
    const __m512 candidate = tanh_avx512(_mm512_loadu_ps(gates + 3 * hidden + k));
    __m512 value = _mm512_mul_ps(input, candidate);
    if (previous != nullptr) {
      value = _mm512_fmadd_ps(forget, _mm512_loadu_ps(previous + k), value);
    }
    _mm512_storeu_ps(gates + k, input);
    _mm512_storeu_ps(gates + hidden + k, forget);
    _mm512_storeu_ps(gates + 2 * hidden + k, out);
    _mm512_storeu_ps(gates + 3 * hidden + k, candidate);
    _mm512_storeu_ps(cell + k, value);
    _mm512_storeu_ps(output + k, _mm512_mul_ps(out, tanh_avx512(value)));
  }
}

SITREP_AVX2 inline float sum_of(__m256 x) {
  __m128 s = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  s = _mm_add_ps(s, _mm_movehl_ps(s, s));
  s = _mm_add_ss(s, _mm_shuffle_ps(s, s, 1));
  return _mm_cvtss_f32(s);
}

SITREP_AVX2 float dot_avx2(const float* a, const float* b, std::size_t size) {
  __m256 sum = _mm256_setzero_ps();
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    sum = _mm256_fmadd_ps(_mm256_loadu_ps(a + i), _mm256_loadu_ps(b + i), sum);
  }
  return sum_of(sum) + dot_portable(a + i, b + i, size - i);
}

SITREP_AVX2 std::size_t add_scaled_avx2(float alpha, const float* x, float* y, std::size_t size) {
  const __m256 factor = _mm256_set1_ps(alpha);
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    _mm256_storeu_ps(y + i, _mm256_fmadd_ps(factor, _mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i)));
  }
  return i;
}

SITREP_AVX2 std::size_t add_scaled_avx2(float alpha, const std::int8_t* x, float* y, std::size_t size) {
  const __m256 factor = _mm256_set1_ps(alpha);
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(x + i));
    const __m256 values = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
    _mm256_storeu_ps(y + i, _mm256_fmadd_ps(factor, values, _mm256_loadu_ps(y + i)));
  }
  return i;
}

SITREP_AVX2 std::size_t rectified_sum_avx2(const float* a, const float* b, float* y, std::size_t size) {
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    const __m256 sum = _mm256_add_ps(_mm256_loadu_ps(a + i), _mm256_loadu_ps(b + i));
    _mm256_storeu_ps(y + i, _mm256_max_ps(sum, _mm256_setzero_ps()));
  }
  return i;
}

SITREP_AVX2 std::size_t rectify_avx2(float* x, std::size_t size) {
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    _mm256_storeu_ps(x + i, _mm256_max_ps(_mm256_loadu_ps(x + i), _mm256_setzero_ps()));
  }
  return i;
}

SITREP_AVX2 float top_avx2(const float* x, std::size_t size) {
  __m256 most = _mm256_loadu_ps(x);
  for (std::size_t i = 8; i + 8 <= size; i += 8) {
    most = _mm256_max_ps(most, _mm256_loadu_ps(x + i));
  }
  most = _mm256_max_ps(most, _mm256_loadu_ps(x + size - 8));
  alignas(32) float lanes[8];
  _mm256_store_ps(lanes, most);
  return *std::max_element(lanes, lanes + 8);
}

SITREP_AVX2 std::size_t find_avx2(const float* x, std::size_t size, float value) {
  const __m256 wanted = _mm256_set1_ps(value);
  for (std::size_t i = 0; i + 8 <= size; i += 8) {
    const int equal = _mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(x + i), wanted, _CMP_EQ_OQ));
    if (equal != 0) {
      return i + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(equal)));
    }
  }
  return static_cast<std::size_t>(std::find(x + size / 8 * 8, x + size, value) - x);
}

bool has_avx2() {
  static const bool has = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
  return has;
}

#endif

const std::array<TileFunction, tile_rows>& tiles() {
#if defined(__x86_64__)
  if (has_avx2()) {
    return avx2_tiles;
  }
#endif
  return portable_tiles;
}

}  // namespace

void pack(const float* b, std::size_t depth, std::size_t columns, std::size_t row_stride, std::size_t column_stride,
          float* packed) {
  for (std::size_t first = 0; first < columns; first += panel_width) {
    const std::size_t width = std::min(panel_width, columns - first);
    for (std::size_t p = 0; p < depth; ++p) {
      const float* row = b + p * row_stride + first * column_stride;
      if (column_stride == 1 && width == panel_width) {
        std::memcpy(packed, row, panel_width * sizeof(float));
      } else {
        for (std::size_t j = 0; j < width; ++j) {
          packed[j] = row[j * column_stride];
        }
        std::fill(packed + width, packed + panel_width, 0.0F);
      }
      packed += panel_width;
    }
  }
}

void multiply(std::size_t rows, std::size_t columns, std::size_t depth, const float* a, std::size_t row_stride,
              std::size_t column_stride, const float* packed, float* c, std::size_t c_stride, bool accumulate) {
  const auto& run = tiles();
  for (std::size_t p = 0; p < depth; p += depth_block) {
    const std::size_t block = std::min(depth_block, depth - p);
    for (std::size_t top = 0; top < rows; top += row_block) {
      const std::size_t bottom = std::min(rows, top + row_block);
      for (std::size_t j = 0; j < columns; j += panel_width) {
        const float* panel = packed + j * depth + p * panel_width;
        const std::size_t width = std::min(panel_width, columns - j);
        for (std::size_t i = top; i < bottom; i += tile_rows) {
          const std::size_t count = std::min(tile_rows, bottom - i);
          run[count - 1]({a + i * row_stride + p * column_stride, row_stride, column_stride, panel, block,
                          c + i * c_stride + j, c_stride, width, accumulate || p > 0});
        }
      }
    }
  }
}

void lstm_step(std::size_t rows, std::size_t hidden, float* gates, const float* previous, std::size_t previous_rows,
               float* cell, std::size_t cell_stride, float* output, std::size_t output_stride) {
  auto* run = lstm_row_portable;
#if defined(__x86_64__)
  if (has_avx2()) {
    run = hidden % 16 == 0 && __builtin_cpu_supports("avx512f") != 0 ? lstm_row_avx512 : lstm_row_avx2;
  }
#endif
  for (std::size_t i = 0; i < rows; ++i) {
    run(hidden, gates + i * 4 * hidden, previous != nullptr && i < previous_rows ? previous + i * cell_stride : nullptr,
        cell + i * cell_stride, output + i * output_stride);
  }
}

void lstm_step_backward(std::size_t rows, std::size_t hidden, float* gates, const float* previous,
                        std::size_t previous_rows, const float* cell, std::size_t cell_stride, const float* d_output,
                        std::size_t d_output_stride, float* d_cell) {
  for (std::size_t i = 0; i < rows; ++i) {
    float* gate = gates + i * 4 * hidden;
    const float* before = previous != nullptr && i < previous_rows ? previous + i * cell_stride : nullptr;
    const float* now = cell + i * cell_stride;
    const float* d_out = d_output + i * d_output_stride;
    float* d_now = d_cell + i * hidden;
    for (std::size_t k = 0; k < hidden; ++k) {
      const float input = gate[k];
      const float forget = gate[hidden + k];
      const float out = gate[2 * hidden + k];
      const float candidate = gate[3 * hidden + k];
      const float squashed = 2.0F / (1.0F + std::exp(-2.0F * now[k])) - 1.0F;
      const float d = d_now[k] + d_out[k] * out * (1.0F - squashed * squashed);
      gate[k] = d * candidate * input * (1.0F - input);
      gate[hidden + k] = before != nullptr ? d * before[k] * forget * (1.0F - forget) : 0.0F;
      gate[2 * hidden + k] = d_out[k] * squashed * out * (1.0F - out);
      gate[3 * hidden + k] = d * input * (1.0F - candidate * candidate);
      d_now[k] = d * forget;
    }
  }
}

float dot(const float* a, const float* b, std::size_t size) {
#if defined(__x86_64__)
  if (has_avx2()) {
    return dot_avx2(a, b, size);
  }
#endif
  return dot_portable(a, b, size);
}

void add_scaled(float alpha, const float* x, float* y, std::size_t size) {
  std::size_t i = 0;
#if defined(__x86_64__)
  if (has_avx2()) {
    i = add_scaled_avx2(alpha, x, y, size);
  }
#endif
  for (; i < size; ++i) {
    y[i] += alpha * x[i];
  }
}

void add_scaled(float alpha, const std::int8_t* x, float* y, std::size_t size) {
  std::size_t i = 0;
#if defined(__x86_64__)
  if (has_avx2()) {
    i = add_scaled_avx2(alpha, x, y, size);
  }
#endif
  for (; i < size; ++i) {
    y[i] += alpha * static_cast<float>(x[i]);
  }
}

void rectified_sum(const float* a, const float* b, float* y, std::size_t size) {
  std::size_t i = 0;
#if defined(__x86_64__)
  if (has_avx2()) {
    i = rectified_sum_avx2(a, b, y, size);
  }
#endif
  for (; i < size; ++i) {
    y[i] = std::max(0.0F, a[i] + b[i]);
  }
}

void rectify(float* x, std::size_t size) {
  std::size_t i = 0;
#if defined(__x86_64__)
  if (has_avx2()) {
    i = rectify_avx2(x, size);
  }
#endif
  for (; i < size; ++i) {
    x[i] = std::max(0.0F, x[i]);
  }
}

std::size_t largest(const float* x, std::size_t size) {
#if defined(__x86_64__)
  if (size >= 8 && has_avx2()) {
    const std::size_t place = find_avx2(x, size, top_avx2(x, size));
    return place < size ? place : 0;  // where a value is no number
  }
#endif
  return static_cast<std::size_t>(std::max_element(x, x + size) - x);
}

}  // namespace sitrep::kernels
