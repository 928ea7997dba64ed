// A trained network in plain floats as a file, beside the model that is written from it.
#include <cstddef>
#include <cstring>
#include <span>

#include "base/error.h"
#include "base/section_file.h"
#include "train/network_trainer.h"

namespace sitrep::train {

namespace {

constexpr const char* file_kind = "network";
constexpr std::uint32_t file_version = 2;

template <typename T>
std::vector<T> values_of(const SectionFile& file, std::string_view section) {
  const auto values = values_in<T>(file, section);
  return {values.begin(), values.end()};
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace

void TrainedNetwork::save(const std::filesystem::path& file) const {
  SectionFileWriter writer(file_kind, file_version);
  writer.add("shape", {reinterpret_cast<const char*>(&shape), sizeof shape});
  std::string all;
  for (const auto& values : weights) {
    all += bytes_of(values);
  }
  writer.add("weights", std::move(all));
  writer.add("word-keys", bytes_of(word_keys));
  writer.add("words", bytes_of(words));
  writer.add("word-subwords", bytes_of(word_subwords));
  writer.add("subwords", bytes_of(subwords));
  writer.add("forms", bytes_of(forms));
  writer.add("classes", bytes_of(classes));
  writer.add("general-keys", bytes_of(general.keys));
  writer.add("general", bytes_of(general.values));
  writer.add("general.scales", bytes_of(general.scales));
  writer.add("lexicon-keys", bytes_of(lexicon.keys));
  writer.add("lexicon-classes", bytes_of(lexicon.classes));
  writer.add("feats", lines_of(feats) + "\n");
  writer.add("relations", lines_of(relations) + "\n");
  writer.add("lemmas", lines_of(lemmas) + "\n");
  writer.write(file);
}

TrainedNetwork TrainedNetwork::load(const std::filesystem::path& file) {
  const SectionFile sections = SectionFile::open(file, file_kind, file_version);
  TrainedNetwork network;
  const auto shape = sections.bytes("shape");
  auto all = values_of<float>(sections, "weights");
  const auto damaged = [&] {
    throw DataFileError(file.string() + ": not a usable network; train it again with 'sitrep train'");
  };
  if (shape.size() != sizeof(NetworkShape)) {
    damaged();
  }
  std::memcpy(&network.shape, shape.data(), sizeof(NetworkShape));
  std::size_t at = 0;
  for (std::size_t i = 0; i < weight_count(network.shape); ++i) {
    const auto size = extent(static_cast<Weight>(i), network.shape).size();
    if (at + size > all.size()) {
      damaged();
    }
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at);
    network.weights.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(size));
    at += size;
  }
  network.word_keys = values_of<std::uint64_t>(sections, "word-keys");
  network.words = values_of<float>(sections, "words");
  network.word_subwords = values_of<float>(sections, "word-subwords");
  network.subwords = values_of<float>(sections, "subwords");
  network.forms = values_of<float>(sections, "forms");
  network.classes = values_of<float>(sections, "classes");
  network.general.width = network.shape.general;
  network.general.keys = values_of<std::uint64_t>(sections, "general-keys");
  network.general.values = values_of<std::uint8_t>(sections, "general");
  network.general.scales = values_of<float>(sections, "general.scales");
  network.lexicon.keys = values_of<std::uint64_t>(sections, "lexicon-keys");
  network.lexicon.classes = values_of<std::uint16_t>(sections, "lexicon-classes");
  network.feats = split_lines(sections.text("feats"));
  network.relations = split_lines(sections.text("relations"));
  network.lemmas = split_lines(sections.text("lemmas"));
  return network;
}

}  // namespace sitrep::train
