// The matrix product of the language core, in the shapes that it is used in. Items are multiply-adds.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <vector>

#include "language/kernels.h"

namespace {

std::vector<float> filled(std::size_t size) {
  std::vector<float> out(size);
  for (std::size_t i = 0; i < size; ++i) {
    out[i] = static_cast<float>(i % 17) * 0.125f - 1.0f;
  }
  return out;
}

void multiply(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const auto depth = static_cast<std::size_t>(state.range(1));
  const auto columns = static_cast<std::size_t>(state.range(2));
  const auto a = filled(rows * depth);
  const auto b = filled(depth * columns);
  std::vector<float> packed(sitrep::kernels::packed_size(depth, columns));
  sitrep::kernels::pack(b.data(), depth, columns, columns, 1, packed.data());
  std::vector<float> c(rows * columns);
  for (auto _ : state) {
    sitrep::kernels::multiply(rows, columns, depth, a.data(), depth, 1, packed.data(), c.data(), columns, false);
    benchmark::DoNotOptimize(c.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows * depth * columns));
}
// rows: words of a sentence or sentences of a batch; depth and columns: inputs and outputs of a layer.
BENCHMARK(multiply)
    ->ArgNames({"rows", "depth", "columns"})
    ->Args({1, 128, 512})
    ->Args({8, 128, 512})
    ->Args({32, 128, 512});
BENCHMARK(multiply)
    ->ArgNames({"rows", "depth", "columns"})
    ->Args({32, 256, 1024})
    ->Args({64, 512, 128})
    ->Args({40, 100, 100});

void pack(benchmark::State& state) {
  const std::size_t depth = 256;
  const std::size_t columns = 1024;
  const auto b = filled(depth * columns);
  std::vector<float> packed(sitrep::kernels::packed_size(depth, columns));
  for (auto _ : state) {
    sitrep::kernels::pack(b.data(), depth, columns, columns, 1, packed.data());
    benchmark::DoNotOptimize(packed.data());
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(depth * columns * sizeof(float)));
}
BENCHMARK(pack);

void lstm_step(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const auto hidden = static_cast<std::size_t>(state.range(1));
  const auto sums = filled(rows * 4 * hidden);
  const auto previous = filled(rows * hidden);
  std::vector<float> gates(sums.size());
  std::vector<float> cell(rows * hidden);
  std::vector<float> output(rows * hidden);
  for (auto _ : state) {
    gates = sums;
    sitrep::kernels::lstm_step(rows, hidden, gates.data(), previous.data(), rows, cell.data(), hidden, output.data(),
                               hidden);
    benchmark::DoNotOptimize(output.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows * hidden));
}
BENCHMARK(lstm_step)->ArgNames({"rows", "hidden"})->Args({1, 128})->Args({32, 128});

}  // namespace

BENCHMARK_MAIN();
