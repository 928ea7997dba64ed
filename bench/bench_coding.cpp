// Words a second (as they stand between spaces) of the whole coding and of its parts on one core, with each model.
// SITREP_BENCH_TEXT names the files or folders to code, parted by ':'; samples/ where it is not set.

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
  static const auto loaded = sitrep::Knowledge::load(SITREP_SHARE "/knowledge.pack");
  return *loaded;
}

std::filesystem::path model_file(const std::string& model) {
  return SITREP_SHARE "/" + model + ".model";
}

const sitrep::Language& language(const std::string& model) {
  static const auto accurate = sitrep::Language::load(model_file("accurate"));
  static const auto fast = sitrep::Language::load(model_file("fast"));
  return model == "fast" ? fast : accurate;
}

const sitrep::Judge& judge() {
  static const auto loaded = sitrep::Judge::load(SITREP_SHARE "/judge.model");
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

/// Words between spaces.
std::int64_t count_words() {
  std::int64_t words = 0;
  for (const auto& report : reports()) {
    bool inside = false;
    for (const char c : report.text) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      words += !space && !inside ? 1 : 0;
      inside = !space;
    }
  }
  return words;
}

void code_reports(benchmark::State& state, const std::string& model) {
  if (reports().empty()) {
    state.SkipWithError("no reports; name files in SITREP_BENCH_TEXT");
    return;
  }
  const sitrep::Coder coder(knowledge(), language(model), &judge());
  const auto words = count_words();
  for (auto _ : state) {
    for (const auto& report : reports()) {
      benchmark::DoNotOptimize(coder.code(report));
    }
  }
  state.SetItemsProcessed(state.iterations() * words);
  state.SetLabel(std::to_string(words) + " words in " + std::to_string(reports().size()) + " reports");
}
BENCHMARK_CAPTURE(code_reports, accurate, "accurate")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(code_reports, fast, "fast")->Unit(benchmark::kMillisecond);

void analyse_reports(benchmark::State& state, const std::string& model) {
  if (reports().empty()) {
    state.SkipWithError("no reports; name files in SITREP_BENCH_TEXT");
    return;
  }
  const auto words = count_words();
  for (auto _ : state) {
    for (const auto& report : reports()) {
      benchmark::DoNotOptimize(language(model).analyse(report.text));
    }
  }
  state.SetItemsProcessed(state.iterations() * words);
}
BENCHMARK_CAPTURE(analyse_reports, accurate, "accurate")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(analyse_reports, fast, "fast")->Unit(benchmark::kMillisecond);

/// What follows the analysis: actors, places, dates, counts, events.
void resolve_and_extract(benchmark::State& state, const std::string& model) {
  if (reports().empty()) {
    state.SkipWithError("no reports; name files in SITREP_BENCH_TEXT");
    return;
  }
  const sitrep::Coder coder(knowledge(), language(model), &judge());
  std::vector<sitrep::Document> documents;
  const auto words = count_words();
  for (const auto& report : reports()) {
    documents.push_back(language(model).analyse(report.text));
  }
  for (auto _ : state) {
    for (std::size_t i = 0; i < documents.size(); ++i) {
      benchmark::DoNotOptimize(coder.code(reports()[i], documents[i]));
    }
  }
  state.SetItemsProcessed(state.iterations() * words);
}
BENCHMARK_CAPTURE(resolve_and_extract, accurate, "accurate")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(resolve_and_extract, fast, "fast")->Unit(benchmark::kMillisecond);

void load_model(benchmark::State& state, const std::string& model) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(sitrep::Language::load(model_file(model)));
  }
}
BENCHMARK_CAPTURE(load_model, accurate, "accurate")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(load_model, fast, "fast")->Unit(benchmark::kMillisecond);

void load_knowledge(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(sitrep::Knowledge::load(SITREP_SHARE "/knowledge.pack"));
  }
}
BENCHMARK(load_knowledge)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
