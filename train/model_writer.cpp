#include "train/model_writer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <span>

#include "base/section_file.h"
#include "language/document.h"
#include "language/word_features.h"

namespace sitrep::train {

namespace {

template <typename T>
std::string bytes_of(std::span<const T> values) {
  std::string out(values.size_bytes(), '\0');
  std::memcpy(out.data(), values.data(), values.size_bytes());
  return out;
}

std::string lines_of(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) {
    out += (out.empty() ? "" : "\n") + line;
  }
  return out;
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
  writer.add(name, bytes_of(std::span<const std::int8_t>(values)));
  writer.add(name + ".scales", bytes_of(std::span<const float>(scales)));
}

void add_lemma_table(SectionFileWriter& writer, const TrainedNetwork& network,
                     const std::vector<TrainingSentence>& sentences) {
  std::map<std::string, std::uint16_t> scripts;
  for (std::size_t i = 0; i < network.lemmas.size(); ++i) {
    scripts.emplace(network.lemmas[i], static_cast<std::uint16_t>(i));
  }
  std::map<std::uint64_t, std::map<std::uint16_t, std::size_t>> counts;
  WordFeatures features;
  for (const auto& sentence : sentences) {
    for (const auto& word : sentence.words) {
      const auto script =
          sentence.has_tree ? scripts.find(LemmaScript::between(word.form, word.lemma).text()) : scripts.end();
      if (script == scripts.end()) {
        continue;
      }
      word_features(word.form, features);
      for (std::uint32_t upos = 0; upos < upos_count; ++upos) {
        if (name(static_cast<Upos>(upos)) == word.upos) {
          ++counts[lemma_key(features.key, upos)][script->second];
        }
      }
    }
  }
  std::vector<std::uint64_t> keys;
  std::vector<std::uint16_t> best;
  for (const auto& [key, by_script] : counts) {
    keys.push_back(key);
    best.push_back(std::max_element(by_script.begin(), by_script.end(), [](const auto& a, const auto& b) {
                     return a.second < b.second;
                   })->first);
  }
  writer.add("lemma-keys", bytes_of(std::span<const std::uint64_t>(keys)));
  writer.add("lemma-scripts", bytes_of(std::span<const std::uint16_t>(best)));
}

}  // namespace

void write_model(const TrainedNetwork& network, const std::vector<TrainingSentence>& sentences,
                 const std::string& segmenter, const std::filesystem::path& file) {
  SectionFileWriter writer{std::string(model_file_kind), model_file_version};
  writer.add("shape", bytes_of(std::span<const NetworkShape>(&network.shape, 1)));
  std::string weights;
  for (const auto& values : network.weights) {
    weights += bytes_of(std::span<const float>(values));
  }
  writer.add("weights", std::move(weights));
  writer.add("word-keys", bytes_of(std::span<const std::uint64_t>(network.word_keys)));
  add_rows(writer, "words", network.words, network.shape.word);
  add_rows(writer, "word-subwords", network.word_subwords, network.shape.word);
  add_rows(writer, "subwords", network.subwords, network.shape.subword);
  add_rows(writer, "forms", network.forms, network.shape.form);
  writer.add("feats", lines_of(network.feats));
  writer.add("relations", lines_of(network.relations));
  writer.add("lemmas", lines_of(network.lemmas));
  add_lemma_table(writer, network, sentences);
  writer.add("segmenter", segmenter);
  writer.write(file);
}

}  // namespace sitrep::train
