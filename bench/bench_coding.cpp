// Words a second of the whole coding on one core. SITREP_BENCH_TEXT names the files or folders to code, parted by ':';
// samples/ where it is not set.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/coder.h"
#include "extract/judge.h"
#include "ingest/reader.h"
#include "knowledge/knowledge.h"
#include "language/language.h"

namespace {

const sitrep::Knowledge& knowledge() {
  static const auto loaded = sitrep::Knowledge::load(SITREP_PACK_FILE);
  return *loaded;
}

const sitrep::Language& language() {
  static const auto loaded = sitrep::Language::load(SITREP_MODEL_FILE);
  return loaded;
}

const sitrep::Judge& judge() {
  static const auto loaded = sitrep::Judge::load(SITREP_JUDGE_FILE);
  return loaded;
}

const std::vector<sitrep::Report>& reports() {
  static const auto read = [] {
    const char* given = std::getenv("SITREP_BENCH_TEXT");
    std::string_view rest = given != nullptr && *given != '\0' ? given : SITREP_SAMPLES;
    std::vector<std::filesystem::path> paths;
    while (!rest.empty()) {
      const auto colon = rest.find(':');
      paths.emplace_back(rest.substr(0, colon));
      rest.remove_prefix(colon == std::string_view::npos ? rest.size() : colon + 1);
    }
    std::vector<sitrep::Report> out;
    const auto reader = sitrep::open_reports(paths);
    while (auto item = reader->next()) {
      if (auto* report = std::get_if<sitrep::Report>(&*item)) {
        out.push_back(std::move(*report));
      }
    }
    return out;
  }();
  return read;
}

/// Words as the tokenizer cuts them.
std::int64_t count_words() {
  std::int64_t words = 0;
  for (const auto& report : reports()) {
    words += static_cast<std::int64_t>(language().analyse(report.text).tokens.size());
  }
  return words;
}

void code_reports(benchmark::State& state) {
  if (reports().empty()) {
    state.SkipWithError("no reports; name files in SITREP_BENCH_TEXT");
    return;
  }
  const sitrep::Coder coder(knowledge(), language(), &judge());
  const auto words = count_words();
  for (auto _ : state) {
    for (const auto& report : reports()) {
      benchmark::DoNotOptimize(coder.code(report));
    }
  }
  state.SetItemsProcessed(state.iterations() * words);
  state.SetLabel(std::to_string(words) + " words in " + std::to_string(reports().size()) + " reports");
}
BENCHMARK(code_reports)->Unit(benchmark::kMillisecond);

void analyse_reports(benchmark::State& state) {
  if (reports().empty()) {
    state.SkipWithError("no reports; name files in SITREP_BENCH_TEXT");
    return;
  }
  const auto words = count_words();
  for (auto _ : state) {
    for (const auto& report : reports()) {
      benchmark::DoNotOptimize(language().analyse(report.text));
    }
  }
  state.SetItemsProcessed(state.iterations() * words);
}
BENCHMARK(analyse_reports)->Unit(benchmark::kMillisecond);

/// What follows the analysis: actors, places, dates, counts, events.
void resolve_and_extract(benchmark::State& state) {
  if (reports().empty()) {
    state.SkipWithError("no reports; name files in SITREP_BENCH_TEXT");
    return;
  }
  const sitrep::Coder coder(knowledge(), language(), &judge());
  std::vector<sitrep::Document> documents;
  std::int64_t words = 0;
  for (const auto& report : reports()) {
    documents.push_back(language().analyse(report.text));
    words += static_cast<std::int64_t>(documents.back().tokens.size());
  }
  for (auto _ : state) {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      benchmark::DoNotOptimize(coder.code(reports()[i], documents[i]));
    }
  }
  state.SetItemsProcessed(state.iterations() * words);
}
BENCHMARK(resolve_and_extract)->Unit(benchmark::kMillisecond);

void load_parts(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(sitrep::Knowledge::load(SITREP_PACK_FILE));
    benchmark::DoNotOptimize(sitrep::Language::load(SITREP_MODEL_FILE));
  }
}
BENCHMARK(load_parts)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
