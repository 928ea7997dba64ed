#include "language/quantised.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#define SITREP_AVX2 __attribute__((target("avx2,fma")))
#define SITREP_VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,fma")))
#endif

namespace sitrep::kernels {

namespace {

// A tile is some rows by one or two panels; the sums of a tile stay in registers.
struct Tile {
  const std::uint8_t* a;
  std::size_t a_stride;
  const float* a_scales;
  const QuantisedMatrix* matrix;
  std::size_t panel;
  const float* from;  // what the products are added to
  std::size_t from_stride;
  float* c;
  std::size_t c_stride;
  std::size_t columns;  // that are there, of the tile's panels
};

using TileFunction = void (*)(const Tile&);

void tile_portable(const Tile& tile) {
  const std::size_t groups = quantised_depth(tile.matrix->depth()) / quantised_group;
  std::array<std::int32_t, quantised_panel> sums{};
  const std::int8_t* b = tile.matrix->panel(tile.panel);
  for (std::size_t g = 0; g < groups; ++g) {
    for (std::size_t j = 0; j < quantised_panel; ++j) {
      for (std::size_t k = 0; k < quantised_group; ++k) {
        sums[j] += (static_cast<std::int32_t>(tile.a[g * quantised_group + k]) - 128) * static_cast<std::int32_t>(*b++);
      }
    }
  }
  const float* scales = tile.matrix->scales(tile.panel);
  for (std::size_t j = 0; j < tile.columns; ++j) {
    tile.c[j] = std::fma(tile.a_scales[0] * scales[j], static_cast<float>(sums[j]), tile.from[j]);
  }
}

#if defined(__x86_64__)

// The one product of bytes that AVX2 has takes one side without signs and adds two products into 16 bits. The weights
// give up theirs to the row: |w| * (a * sign of w) is the same product, and two of at most 128 * 127 fit.
template <std::size_t Rows>
SITREP_AVX2 void tile_avx2(const Tile& tile) {
  constexpr std::size_t parts = 2;  // of eight columns
  constexpr std::size_t part_columns = quantised_panel / parts;
  const std::size_t groups = quantised_depth(tile.matrix->depth()) / quantised_group;
  __m256i sums[Rows][parts];
#pragma GCC unroll 3
  for (std::size_t i = 0; i < Rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t k = 0; k < parts; ++k) {
      sums[i][k] = _mm256_setzero_si256();
    }
  }
  const __m256i ones = _mm256_set1_epi16(1);
  const __m256i offset = _mm256_set1_epi8(-128);
  const std::int8_t* b = tile.matrix->panel(tile.panel);
  for (std::size_t g = 0; g < groups; ++g) {
    __m256i weights[parts];
    __m256i sizes[parts];
#pragma GCC unroll 2
    for (std::size_t k = 0; k < parts; ++k) {
      weights[k] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(b + k * part_columns * quantised_group));
      sizes[k] = _mm256_abs_epi8(weights[k]);
    }
#pragma GCC unroll 3
    for (std::size_t i = 0; i < Rows; ++i) {
      std::int32_t four = 0;
      std::memcpy(&four, tile.a + i * tile.a_stride + g * quantised_group, sizeof four);
      const __m256i a = _mm256_xor_si256(_mm256_set1_epi32(four), offset);
#pragma GCC unroll 2
      for (std::size_t k = 0; k < parts; ++k) {
        const __m256i pairs = _mm256_maddubs_epi16(sizes[k], _mm256_sign_epi8(a, weights[k]));
        sums[i][k] = _mm256_add_epi32(sums[i][k], _mm256_madd_epi16(pairs, ones));
      }
    }
    b += quantised_panel * quantised_group;
  }
  const __m256i numbers = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
#pragma GCC unroll 2
  for (std::size_t k = 0; k < parts; ++k) {
    const auto left = static_cast<std::int32_t>(tile.columns) - static_cast<std::int32_t>(k * part_columns);
    const __m256i mask = _mm256_cmpgt_epi32(_mm256_set1_epi32(left), numbers);
    const __m256 scales = _mm256_loadu_ps(tile.matrix->scales(tile.panel) + k * part_columns);
#pragma GCC unroll 3
    for (std::size_t i = 0; i < Rows; ++i) {
      const __m256 from = _mm256_maskload_ps(tile.from + i * tile.from_stride + k * part_columns, mask);
      const __m256 factor = _mm256_mul_ps(_mm256_set1_ps(tile.a_scales[i]), scales);
      _mm256_maskstore_ps(tile.c + i * tile.c_stride + k * part_columns, mask,
                          _mm256_fmadd_ps(factor, _mm256_cvtepi32_ps(sums[i][k]), from));
    }
  }
}

template <std::size_t Rows, std::size_t Panels>
SITREP_VNNI void tile_vnni(const Tile& tile) {
  const std::size_t groups = quantised_depth(tile.matrix->depth()) / quantised_group;
  const std::size_t panel_size = tile.matrix->panel_size();
  __m512i sums[Rows][Panels];
#pragma GCC unroll 8
  for (std::size_t i = 0; i < Rows; ++i) {
#pragma GCC unroll 2
    for (std::size_t k = 0; k < Panels; ++k) {
      sums[i][k] = _mm512_setzero_si512();
    }
  }
  const std::int8_t* b = tile.matrix->panel(tile.panel);
  for (std::size_t g = 0; g < groups; ++g) {
    __m512i weights[Panels];
#pragma GCC unroll 2
    for (std::size_t k = 0; k < Panels; ++k) {
      weights[k] = _mm512_loadu_si512(b + k * panel_size);
    }
#pragma GCC unroll 8
    for (std::size_t i = 0; i < Rows; ++i) {
      std::int32_t four = 0;
      std::memcpy(&four, tile.a + i * tile.a_stride + g * quantised_group, sizeof four);
      const __m512i a = _mm512_set1_epi32(four);
#pragma GCC unroll 2
      for (std::size_t k = 0; k < Panels; ++k) {
        sums[i][k] = _mm512_dpbusd_epi32(sums[i][k], a, weights[k]);
      }
    }
    b += quantised_panel * quantised_group;
  }
#pragma GCC unroll 2
  for (std::size_t k = 0; k < Panels; ++k) {
    const std::size_t left = tile.columns - k * quantised_panel;
    const auto mask = static_cast<__mmask16>(left >= quantised_panel ? 0xFFFFU : (1U << left) - 1U);
    const __m512 scales = _mm512_loadu_ps(tile.matrix->scales(tile.panel + k));
    const __m512i offsets = _mm512_loadu_si512(tile.matrix->offsets(tile.panel + k));
#pragma GCC unroll 8
    for (std::size_t i = 0; i < Rows; ++i) {
      const float* from = tile.from + i * tile.from_stride + k * quantised_panel;
      float* c = tile.c + i * tile.c_stride + k * quantised_panel;
      // The unmasked form makes g++ 12 warn of its own header (GCC bug 105593).
      const __m512 values = _mm512_maskz_cvtepi32_ps(mask, _mm512_sub_epi32(sums[i][k], offsets));
      const __m512 factor = _mm512_mul_ps(_mm512_set1_ps(tile.a_scales[i]), scales);
      _mm512_mask_storeu_ps(c, mask, _mm512_fmadd_ps(factor, values, _mm512_maskz_loadu_ps(mask, from)));
    }
  }
}

SITREP_AVX2 void quantise_row_avx2(std::size_t depth, const float* x, std::uint8_t* values, float* scale) {
  const __m256 sign = _mm256_set1_ps(-0.0F);
  __m256 most = _mm256_setzero_ps();
  std::size_t i = 0;
  for (; i + 8 <= depth; i += 8) {
    most = _mm256_max_ps(most, _mm256_andnot_ps(sign, _mm256_loadu_ps(x + i)));
  }
  alignas(32) std::array<float, 8> lanes;
  _mm256_store_ps(lanes.data(), most);
  float top = *std::max_element(lanes.begin(), lanes.end());
  for (std::size_t k = i; k < depth; ++k) {
    top = std::max(top, std::abs(x[k]));
  }
  *scale = top / 127.0F;
  const float factor = top > 0 ? 127.0F / top : 0.0F;
  const __m256 factors = _mm256_set1_ps(factor);
  const __m256i offset = _mm256_set1_epi32(128);
  for (i = 0; i + 8 <= depth; i += 8) {
    const __m256i rounded =
        _mm256_add_epi32(_mm256_cvtps_epi32(_mm256_mul_ps(_mm256_loadu_ps(x + i), factors)), offset);
    const __m128i words = _mm_packus_epi32(_mm256_castsi256_si128(rounded), _mm256_extracti128_si256(rounded, 1));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(values + i), _mm_packus_epi16(words, words));
  }
  for (; i < depth; ++i) {
    values[i] = static_cast<std::uint8_t>(static_cast<int>(std::nearbyint(x[i] * factor)) + 128);
  }
  std::fill(values + depth, values + quantised_depth(depth), std::uint8_t{128});
}

enum class Level : std::uint8_t { portable, avx2, vnni };

Level level() {
  static const Level found = [] {
    if (__builtin_cpu_supports("avx512vnni") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512vl") != 0) {
      return Level::vnni;
    }
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 ? Level::avx2 : Level::portable;
  }();
  return found;
}

template <std::size_t Panels>
constexpr std::array<TileFunction, 8> vnni_tiles = {tile_vnni<1, Panels>, tile_vnni<2, Panels>, tile_vnni<3, Panels>,
                                                    tile_vnni<4, Panels>, tile_vnni<5, Panels>, tile_vnni<6, Panels>,
                                                    tile_vnni<7, Panels>, tile_vnni<8, Panels>};
constexpr std::array<TileFunction, 3> avx2_tiles = {tile_avx2<1>, tile_avx2<2>, tile_avx2<3>};

#endif

void quantise_row_portable(std::size_t depth, const float* x, std::uint8_t* values, float* scale) {
  float top = 0;
  for (std::size_t i = 0; i < depth; ++i) {
    top = std::max(top, std::abs(x[i]));
  }
  *scale = top / 127.0F;
  const float factor = top > 0 ? 127.0F / top : 0.0F;
  for (std::size_t i = 0; i < depth; ++i) {
    values[i] = static_cast<std::uint8_t>(static_cast<int>(std::nearbyint(x[i] * factor)) + 128);
  }
  std::fill(values + depth, values + quantised_depth(depth), std::uint8_t{128});
}

// Runs all tiles of at most `most_rows` rows by `panels` panels; run(rows) gives the tile's function. Panels outside,
// so that their weights stay in the cache while the rows pass.
template <typename Choose>
void run_tiles(std::size_t rows, const std::uint8_t* values, const float* scales, const QuantisedMatrix& matrix,
               const float* from, std::size_t from_stride, float* c, std::size_t c_stride, std::size_t most_rows,
               std::size_t panels, Choose choose) {
  const std::size_t depth = quantised_depth(matrix.depth());
  const std::size_t width = panels * quantised_panel;
  for (std::size_t j = 0; j < matrix.columns(); j += width) {
    const std::size_t columns = std::min(width, matrix.columns() - j);
    for (std::size_t i = 0; i < rows; i += most_rows) {
      const std::size_t count = std::min(most_rows, rows - i);
      choose(count, columns)({values + i * depth, depth, scales + i, &matrix, j / quantised_panel,
                              from + i * from_stride + j, from_stride, c + i * c_stride + j, c_stride, columns});
    }
  }
}

void add_products(std::size_t rows, const std::uint8_t* values, const float* scales, const QuantisedMatrix& matrix,
                  const float* from, std::size_t from_stride, float* c, std::size_t c_stride) {
#if defined(__x86_64__)
  if (level() == Level::vnni) {
    run_tiles(rows, values, scales, matrix, from, from_stride, c, c_stride, vnni_tiles<2>.size(), 2,
              [](std::size_t count, std::size_t columns) {
                return columns > quantised_panel ? vnni_tiles<2>[count - 1] : vnni_tiles<1>[count - 1];
              });
    return;
  }
  if (level() == Level::avx2) {
    run_tiles(rows, values, scales, matrix, from, from_stride, c, c_stride, avx2_tiles.size(), 1,
              [](std::size_t count, std::size_t) { return avx2_tiles[count - 1]; });
    return;
  }
#endif
  run_tiles(rows, values, scales, matrix, from, from_stride, c, c_stride, 1, 1,
            [](std::size_t, std::size_t) -> TileFunction { return tile_portable; });
}

}  // namespace

QuantisedMatrix::QuantisedMatrix(const std::int8_t* values, std::size_t stride, std::size_t first,
                                 std::span<const float> scales, std::size_t depth)
    : depth_(depth), columns_(scales.size()) {
  const std::size_t panels = (columns_ + quantised_panel - 1) / quantised_panel;
  packed_.assign(panels * panel_size(), 0);
  scales_.assign(panels * quantised_panel, 0.0F);
  offsets_.assign(panels * quantised_panel, 0);
  std::copy(scales.begin(), scales.end(), scales_.begin());
  for (std::size_t p = 0; p < depth; ++p) {
    for (std::size_t j = 0; j < columns_; ++j) {
      const std::int8_t value = values[p * stride + first + j];
      packed_[j / quantised_panel * panel_size() +
              (p / quantised_group * quantised_panel + j % quantised_panel) * quantised_group + p % quantised_group] =
          value;
      offsets_[j] += 128 * value;
    }
  }
}

void quantise_rows(std::size_t rows, std::size_t depth, const float* x, std::size_t x_stride, std::uint8_t* values,
                   float* scales) {
  auto* run = quantise_row_portable;
#if defined(__x86_64__)
  if (level() != Level::portable) {
    run = quantise_row_avx2;
  }
#endif
  for (std::size_t i = 0; i < rows; ++i) {
    run(depth, x + i * x_stride, values + i * quantised_depth(depth), scales + i);
  }
}

void multiply(std::size_t rows, const std::uint8_t* values, const float* scales, const QuantisedMatrix& matrix,
              const float* bias, float* c, std::size_t c_stride) {
  add_products(rows, values, scales, matrix, bias, 0, c, c_stride);
}

void multiply_add(std::size_t rows, const std::uint8_t* values, const float* scales, const QuantisedMatrix& matrix,
                  float* c, std::size_t c_stride) {
  add_products(rows, values, scales, matrix, c, c_stride, c, c_stride);
}

}  // namespace sitrep::kernels
