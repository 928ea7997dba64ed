#include "train/products.h"

#include <algorithm>
#include <array>
#include <bit>

#include "language/kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define SITREP_BF16 __attribute__((target("avx512f,avx512bw,avx512vl,avx512bf16")))
#endif

namespace sitrep::train {

namespace {

#if defined(__x86_64__)

constexpr std::size_t width = kernels::panel_width;
constexpr std::size_t tile_rows = 12;
constexpr std::size_t row_block = 96;
constexpr std::size_t pair_block = 256;  // pairs of rows of B whose panels stay in the first-level cache

bool has_bf16() {
  static const bool has = __builtin_cpu_supports("avx512bf16") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
                          __builtin_cpu_supports("avx512bw") != 0;
  return has;
}

/// The nearest bfloat16, ties to even.
std::uint32_t rounded(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return (bits + 0x7FFFU + ((bits >> 16U) & 1U)) >> 16U;
}

std::uint32_t pair_of(float first, float second) {
  return rounded(first) | (rounded(second) << 16U);
}

struct Tile {
  const std::uint32_t* a;  // pairs x tile_rows
  const std::uint32_t* b;  // the first of two panels
  std::size_t panel_size;  // pairs of a panel
  std::size_t pairs;
  float* c;
  std::size_t c_stride;
  std::size_t columns;  // that are there, at most 32
  bool accumulate;
};

template <std::size_t Rows>
SITREP_BF16 void tile_bf16(const Tile& tile) {
  __m512 sums[Rows][2];
#pragma GCC unroll 12
  for (std::size_t i = 0; i < Rows; ++i) {
    sums[i][0] = _mm512_setzero_ps();
    sums[i][1] = _mm512_setzero_ps();
  }
  const std::uint32_t* a = tile.a;
  const std::uint32_t* first = tile.b;
  const std::uint32_t* second = tile.columns > width ? tile.b + tile.panel_size : tile.b;
  for (std::size_t p = tile.pairs; p > 0; --p) {
    const auto low = reinterpret_cast<__m512bh>(_mm512_loadu_si512(first));
    const auto high = reinterpret_cast<__m512bh>(_mm512_loadu_si512(second));
#pragma GCC unroll 12
    for (std::size_t i = 0; i < Rows; ++i) {
      const auto value = reinterpret_cast<__m512bh>(_mm512_set1_epi32(static_cast<int>(a[i])));
      sums[i][0] = _mm512_dpbf16_ps(sums[i][0], value, low);
      sums[i][1] = _mm512_dpbf16_ps(sums[i][1], value, high);
    }
    a += tile_rows;
    first += width;
    second += width;
  }
  const auto mask_of = [](std::size_t columns) {
    return static_cast<__mmask16>(columns >= width ? 0xFFFFU : (1U << columns) - 1U);
  };
  const __mmask16 low_mask = mask_of(tile.columns);
  const __mmask16 high_mask = tile.columns > width ? mask_of(tile.columns - width) : __mmask16{0};
#pragma GCC unroll 12
  for (std::size_t i = 0; i < Rows; ++i) {
    float* c = tile.c + i * tile.c_stride;
    if (tile.accumulate) {
      sums[i][0] = _mm512_add_ps(sums[i][0], _mm512_maskz_loadu_ps(low_mask, c));
      sums[i][1] = _mm512_add_ps(sums[i][1], _mm512_maskz_loadu_ps(high_mask, c + width));
    }
    _mm512_mask_storeu_ps(c, low_mask, sums[i][0]);
    _mm512_mask_storeu_ps(c + width, high_mask, sums[i][1]);
  }
}

using TileFunction = void (*)(const Tile&);
constexpr std::array<TileFunction, tile_rows> tiles = {tile_bf16<1>, tile_bf16<2>,  tile_bf16<3>,  tile_bf16<4>,
                                                       tile_bf16<5>, tile_bf16<6>,  tile_bf16<7>,  tile_bf16<8>,
                                                       tile_bf16<9>, tile_bf16<10>, tile_bf16<11>, tile_bf16<12>};

/// Rows [from, from + count) of A and pairs [first, first + pairs) of its columns as pairs x tile_rows.
void pack_rows(const float* a, std::size_t row_stride, std::size_t column_stride, std::size_t depth, std::size_t first,
               std::size_t pairs, std::size_t count, std::uint32_t* to) {
  for (std::size_t i = 0; i < count; ++i) {
    const float* row = a + i * row_stride + 2 * first * column_stride;
    for (std::size_t p = 0; p < pairs; ++p) {
      const bool whole = 2 * (first + p) + 1 < depth;
      to[p * tile_rows + i] = pair_of(row[2 * p * column_stride], whole ? row[(2 * p + 1) * column_stride] : 0.0F);
    }
  }
}

void multiply_bf16(std::size_t rows, const float* a, std::size_t row_stride, std::size_t column_stride,
                   const PackedMatrix& b, float* c, std::size_t c_stride, bool accumulate, ProductScratch& scratch) {
  const std::size_t all_pairs = (b.depth() + 1) / 2;
  const std::size_t panel_size = all_pairs * width;
  constexpr std::size_t block_tiles = row_block / tile_rows;
  scratch.resize(std::max(scratch.size(), block_tiles * pair_block * tile_rows));
  for (std::size_t first = 0; first < all_pairs; first += pair_block) {
    const std::size_t pairs = std::min(pair_block, all_pairs - first);
    for (std::size_t top = 0; top < rows; top += row_block) {
      const std::size_t bottom = std::min(rows, top + row_block);
      for (std::size_t i = top; i < bottom; i += tile_rows) {
        pack_rows(a + i * row_stride, row_stride, column_stride, b.depth(), first, pairs,
                  std::min(tile_rows, bottom - i), scratch.data() + (i - top) / tile_rows * pair_block * tile_rows);
      }
      for (std::size_t j = 0; j < b.columns(); j += 2 * width) {
        for (std::size_t i = top; i < bottom; i += tile_rows) {
          tiles[std::min(tile_rows, bottom - i) - 1]({scratch.data() + (i - top) / tile_rows * pair_block * tile_rows,
                                                      b.pairs() + j / width * panel_size + first * width, panel_size,
                                                      pairs, c + i * c_stride + j, c_stride,
                                                      std::min(2 * width, b.columns() - j), accumulate || first > 0});
        }
      }
    }
  }
}

#endif

}  // namespace

void PackedMatrix::pack(const float* b, std::size_t depth, std::size_t columns, std::size_t row_stride,
                        std::size_t column_stride) {
  depth_ = depth;
  columns_ = columns;
#if defined(__x86_64__)
  if (has_bf16()) {
    const std::size_t pairs = (depth + 1) / 2;
    pairs_.resize((columns + width - 1) / width * width * pairs);
    std::uint32_t* to = pairs_.data();
    for (std::size_t first = 0; first < columns; first += width) {
      const std::size_t count = std::min(width, columns - first);
      for (std::size_t p = 0; p < pairs; ++p) {
        const float* row = b + 2 * p * row_stride + first * column_stride;
        const bool whole = 2 * p + 1 < depth;
        for (std::size_t j = 0; j < count; ++j) {
          to[j] = pair_of(row[j * column_stride], whole ? row[row_stride + j * column_stride] : 0.0F);
        }
        std::fill(to + count, to + width, 0U);
        to += width;
      }
    }
    return;
  }
#endif
  floats_.resize(kernels::packed_size(depth, columns));
  kernels::pack(b, depth, columns, row_stride, column_stride, floats_.data());
}

void multiply(std::size_t rows, const float* a, std::size_t row_stride, std::size_t column_stride,
              const PackedMatrix& b, float* c, std::size_t c_stride, bool accumulate, ProductScratch& scratch) {
#if defined(__x86_64__)
  if (has_bf16()) {
    multiply_bf16(rows, a, row_stride, column_stride, b, c, c_stride, accumulate, scratch);
    return;
  }
#endif
  kernels::multiply(rows, b.columns(), b.depth(), a, row_stride, column_stride, b.floats(), c, c_stride, accumulate);
}

}  // namespace sitrep::train
