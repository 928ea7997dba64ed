#include "train/model_writer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <span>

#include "base/error.h"
#include "base/section_file.h"
#include "language/document.h"
#include "language/word_features.h"

namespace sitrep::train {

namespace {

/// Matrices in 8 bits with a scale for each output, the rest as it is.
void add_weights(SectionFileWriter& writer, const std::string& prefix, const TrainedNetwork& network) {
  std::string vectors;
  std::vector<std::int8_t> matrices;
  std::vector<float> all_scales;
  for (std::size_t w = 0; w < network.weights.size(); ++w) {
    const auto& values = network.weights[w];
    const auto [rows, columns] = extent(static_cast<Weight>(w), network.shape);
    if (rows == 1) {
      vectors += bytes_of(values);
      continue;
    }
    const auto scales = quantise_columns(values, columns, matrices);
    all_scales.insert(all_scales.end(), scales.begin(), scales.end());
  }
  writer.add(prefix + "vectors", std::move(vectors));
  writer.add(prefix + "matrices", bytes_of(matrices));
  writer.add(prefix + "matrices.scales", bytes_of(all_scales));
}

/// A script and how often it was seen, by form and part of speech (lemma_key()).
using LemmaCounts = std::map<std::uint64_t, std::map<std::uint16_t, std::size_t>>;

LemmaCounts count_lemmas(const std::vector<std::string>& scripts, const std::vector<TrainingSentence>& sentences) {
  std::map<std::string, std::uint16_t> numbers;
  for (std::size_t i = 0; i < scripts.size(); ++i) {
    numbers.emplace(scripts[i], static_cast<std::uint16_t>(i));
  }
  LemmaCounts counts;
  WordFeatures features;
  for (const auto& sentence : sentences) {
    for (const auto& word : sentence.words) {
      const auto script =
          sentence.has_tree ? numbers.find(LemmaScript::between(word.form, word.lemma).text()) : numbers.end();
      if (script == numbers.end()) {
        continue;
      }
      word_features(word.form, features);
      if (const auto upos = parse_upos(word.upos)) {
        ++counts[lemma_key(features.key, static_cast<std::uint32_t>(*upos))][script->second];
      }
    }
  }
  return counts;
}

/// "her" is "she" here and "her" there, "New" in names is no "new": what changes is left to the network.
std::optional<std::uint16_t> sure_script(const std::map<std::uint16_t, std::size_t>& by_script) {
  const auto most = std::max_element(by_script.begin(), by_script.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto total = std::accumulate(by_script.begin(), by_script.end(), std::size_t{0},
                                     [](std::size_t sum, const auto& entry) { return sum + entry.second; });
  constexpr double sure = 0.9;
  return static_cast<double>(most->second) >= sure * static_cast<double>(total) ? std::optional(most->first)
                                                                                : std::nullopt;
}

/// Scripts that no network has are appended to `scripts`.
void add_lemma_tables(SectionFileWriter& writer, std::vector<std::string> scripts,
                      const std::vector<TrainingSentence>& sentences, const std::vector<IrregularForm>& irregular) {
  std::map<std::uint64_t, std::uint16_t> table;
  for (const auto& [key, by_script] : count_lemmas(scripts, sentences)) {
    if (const auto script = sure_script(by_script)) {
      table.emplace(key, *script);
    }
  }
  WordFeatures features;
  for (const auto& word : irregular) {
    const auto script = LemmaScript::between(word.form, word.lemma).text();
    auto place = std::find(scripts.begin(), scripts.end(), script);
    if (place == scripts.end()) {
      place = scripts.insert(place, script);
    }
    word_features(word.form, features);
    table.emplace(lemma_key(features.key, static_cast<std::uint32_t>(word.upos)),
                  static_cast<std::uint16_t>(place - scripts.begin()));
  }
  std::vector<std::uint64_t> keys;
  std::vector<std::uint16_t> numbers;
  for (const auto& [key, number] : table) {
    keys.push_back(key);
    numbers.push_back(number);
  }
  writer.add("lemmas", lines_of(scripts));
  writer.add("lemma-keys", bytes_of(keys));
  writer.add("lemma-scripts", bytes_of(numbers));
}

}  // namespace

std::vector<float> quantise_columns(const std::vector<float>& matrix, std::size_t columns,
                                    std::vector<std::int8_t>& values) {
  std::vector<float> scales(columns, 0.0F);
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    scales[i % columns] = std::max(scales[i % columns], std::abs(matrix[i]) / 127.0F);
  }
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    const float scale = scales[i % columns];
    values.push_back(scale > 0 ? static_cast<std::int8_t>(std::lround(matrix[i] / scale)) : std::int8_t{0});
  }
  return scales;
}

void add_rows(SectionFileWriter& writer, const std::string& name, const std::vector<float>& table, std::size_t width) {
  std::vector<std::int8_t> values(table.size());
  std::vector<float> scales(table.size() / width);
  for (std::size_t row = 0; row < scales.size(); ++row) {
    float top = 0;
    for (std::size_t i = 0; i < width; ++i) {
      top = std::max(top, std::abs(table[row * width + i]));
    }
    scales[row] = top > 0 ? top / 127.0F : 1.0F;
    for (std::size_t i = 0; i < width; ++i) {
      values[row * width + i] = static_cast<std::int8_t>(std::lround(table[row * width + i] / scales[row]));
    }
  }
  writer.add(name, bytes_of(values));
  writer.add(name + ".scales", bytes_of(scales));
}

void write_model(const std::vector<TrainedNetwork>& networks, const std::vector<TrainingSentence>& sentences,
                 const std::vector<IrregularForm>& irregular, const std::string& segmenter,
                 const std::filesystem::path& file) {
  SectionFileWriter writer{std::string(model_file_kind), model_file_version};
  const TrainedNetwork& first = networks.front();
  for (std::size_t i = 0; i < networks.size(); ++i) {
    const TrainedNetwork& network = networks[i];
    const std::string prefix = network_prefix(i);
    if (network.word_keys != first.word_keys || network.word_subwords != first.word_subwords ||
        network.general.keys != first.general.keys || network.general.values != first.general.values ||
        network.feats != first.feats || network.relations != first.relations || network.lemmas != first.lemmas) {
      throw DataFileError(file.string() +
                          ": its networks were trained on other data than each other; train them again");
    }
    writer.add(prefix + "shape", bytes_of(std::span<const NetworkShape>(&network.shape, 1)));
    add_weights(writer, prefix, network);
    add_rows(writer, prefix + "words", network.words, network.shape.word);
    add_rows(writer, prefix + "subwords", network.subwords, network.shape.subword);
    add_rows(writer, prefix + "forms", network.forms, network.shape.form);
    add_rows(writer, prefix + "classes", network.classes, network.shape.form);
  }
  writer.add("word-keys", bytes_of(first.word_keys));
  add_rows(writer, "word-subwords", first.word_subwords, first.shape.word);
  writer.add("general-keys", bytes_of(first.general.keys));
  writer.add("general", bytes_of(first.general.values));
  writer.add("general.scales", bytes_of(first.general.scales));
  writer.add("lexicon-keys", bytes_of(first.lexicon.keys));
  writer.add("lexicon-classes", bytes_of(first.lexicon.classes));
  writer.add("feats", lines_of(first.feats));
  writer.add("relations", lines_of(first.relations));
  add_lemma_tables(writer, first.lemmas, sentences, irregular);
  writer.add("segmenter", segmenter);
  writer.write(file);
}

}  // namespace sitrep::train
