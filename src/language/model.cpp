#include "language/model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>

#include "base/error.h"
#include "language/document.h"
#include "language/kernels.h"
#include "language/word_features.h"

namespace sitrep {

namespace {

[[noreturn]] void fault(const SectionFile& file, std::string_view what) {
  throw DataFileError(file.path().string() + ": not a usable model: " + std::string(what) +
                      "; take the file of this version of sitrep, or make it again with 'sitrep train'");
}

template <typename T>
std::span<const T> values(const SectionFile& file, std::string_view section) {
  const auto found = values_in<T>(file, section);
  if (found.size_bytes() != file.bytes(section).size()) {
    fault(file, "section '" + std::string(section) + "' has an odd size");
  }
  return found;
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      break;
    }
    text.remove_prefix(end + 1);
  }
  return out;
}

QuantisedRows rows(const SectionFile& file, const std::string& section, std::size_t width, bool hashed) {
  QuantisedRows table{values<std::int8_t>(file, section), values<float>(file, section + ".scales"), width};
  if (table.values.size() != table.rows() * width || (hashed && !std::has_single_bit(table.rows()))) {
    fault(file, "the rows of '" + section + "' do not fit the network");
  }
  return table;
}

}  // namespace

Extent extent(Weight weight, const NetworkShape& shape) {
  if (weight >= Weight::lstm) {
    const std::size_t place = index_of(weight) - index_of(Weight::lstm);
    const std::size_t gates = std::size_t{4} * shape.hidden;
    switch (static_cast<LstmPart>(place % lstm_parts)) {
      case LstmPart::input:
        return {place < 2 * lstm_parts ? shape.input() : shape.encoded(), gates};
      case LstmPart::hidden:
        return {shape.hidden, gates};
      case LstmPart::bias:
        return {1, gates};
    }
  }
  switch (weight) {
    case Weight::tags:
      return {shape.encoded(), shape.tags()};
    case Weight::tags_bias:
      return {1, shape.tags()};
    case Weight::lemma_input:
      return {shape.input(), shape.lemmas};
    case Weight::project:
      return {shape.encoded(), shape.projected()};
    case Weight::project_bias:
      return {1, shape.projected()};
    case Weight::arc:
      return {shape.arc, shape.arc};
    case Weight::arc_bias:
    case Weight::arc_root:
      return {1, shape.arc};
    case Weight::relation_root:
      return {1, shape.relation};
    case Weight::relation:
      return {shape.relation, shape.relations};
    case Weight::relation_bias:
      return {1, shape.relations};
    case Weight::lstm:
      break;
  }
  return {};
}

void QuantisedRows::add_row(std::size_t row, float factor, float* y) const {
  kernels::add_scaled(factor * scales[row], values.data() + row * width, y, width);
}

void HalfByteRows::add_row(std::size_t row, float* y) const {
  const std::uint8_t* pairs = values.data() + row * (width / 2);
  const float scale = scales[row];
  for (std::size_t i = 0; i < width / 2; ++i) {
    y[2 * i] += scale * static_cast<float>(static_cast<int>(pairs[i] & 15U) - 8);
    y[2 * i + 1] += scale * static_cast<float>(static_cast<int>(pairs[i] >> 4U) - 8);
  }
}

KnownWord look_up(const Model& model, std::uint64_t form_key) {
  KnownWord known;
  const auto find = [form_key](std::span<const std::uint64_t> keys) {
    const auto found = std::lower_bound(keys.begin(), keys.end(), form_key);
    return found != keys.end() && *found == form_key ? static_cast<std::uint32_t>(found - keys.begin())
                                                     : KnownWord::none;
  };
  known.row = find(model.word_keys);
  known.general = find(model.general_keys);
  if (const auto entry = find(model.lexicon_keys); entry != KnownWord::none) {
    known.classes = model.lexicon_classes[entry];
  }
  return known;
}

NameWord name_word(const NameChain& chain, const WordFeatures& features, const KnownWord& known) {
  NameWord word;
  word.key = features.key;
  word.affixes = std::span(features.subwords).first(features.affixes);
  word.pattern = features.shape.back();
  word.letters = features.letters;
  word.classes = known.classes;
  const bool has_clusters = known.general != KnownWord::none;
  word.coarse = has_clusters ? chain.clusters[std::size_t{2} * known.general] : NameChain::no_cluster;
  word.fine = has_clusters ? chain.clusters[std::size_t{2} * known.general + 1] : NameChain::no_cluster;
  word.capitals = known.row != KnownWord::none ? chain.capitals[known.row] : std::uint8_t{0};
  return word;
}

std::uint16_t classes_of(const Model& model, std::string_view form) {
  WordFeatures features;
  word_features(form, features);
  return look_up(model, features.key).classes;
}

std::uint64_t lemma_key(std::uint64_t form_key, std::uint32_t upos) {
  return (form_key ^ (upos + 1)) * 0x9e3779b97f4a7c15ULL;
}

namespace {

NetworkWeights read_network(const SectionFile& file, const std::string& prefix) {
  NetworkWeights network;
  const auto shape = file.bytes(prefix + "shape");
  if (shape.size() != sizeof(NetworkShape)) {
    fault(file, "section '" + prefix + "shape' has the wrong size");
  }
  std::memcpy(&network.shape, shape.data(), sizeof(NetworkShape));
  const NetworkShape& s = network.shape;
  // Bounds far above any real network keep the products below from overflowing.
  for (const auto size :
       {s.word, s.subword, s.form, s.hidden, s.arc, s.relation, s.upos, s.feats, s.lemmas, s.names, s.relations}) {
    if (size == 0 || size > 4096) {
      fault(file, "a layer has an impossible size");
    }
  }
  if (s.general > 4096 || s.general % 2 != 0) {
    fault(file, "its general vectors have an impossible size");
  }
  if (s.layers == 0 || s.layers > most_layers || s.hidden % 8 != 0 || s.upos != upos_count || s.names != name_labels) {
    fault(file, "the layers do not fit this version");
  }
  auto vectors = values<float>(file, prefix + "vectors");
  auto matrices = values<std::int8_t>(file, prefix + "matrices");
  auto scales = values<float>(file, prefix + "matrices.scales");
  const auto take = [&](auto& from, std::size_t count) {
    if (from.size() < count) {
      fault(file, "its weights are too few");
    }
    const auto taken = from.first(count);
    from = from.subspan(count);
    return taken;
  };
  for (std::size_t i = 0; i < weight_count(s); ++i) {
    const auto size = extent(static_cast<Weight>(i), s);
    auto& matrix = network.matrices.emplace_back();
    auto& vector = network.vectors.emplace_back();
    if (size.rows > 1) {
      matrix = {take(matrices, size.size()), take(scales, size.columns)};
    } else {
      vector = take(vectors, size.size());
    }
  }
  network.words = rows(file, prefix + "words", s.word, false);
  network.word_subwords = rows(file, "word-subwords", s.word, true);
  network.general = {values<std::uint8_t>(file, "general"), values<float>(file, "general.scales"), s.general};
  network.subwords = rows(file, prefix + "subwords", s.subword, true);
  network.forms = rows(file, prefix + "forms", s.form, true);
  network.classes = rows(file, prefix + "classes", s.form, true);
  return network;
}

NameChain read_names(const Model& model) {
  const SectionFile& file = model.file;
  NameChain names;
  if (!file.has("names.weights")) {
    return names;
  }
  names.weights = values<std::int8_t>(file, "names.weights");
  names.numbers = values<float>(file, "names.numbers");
  names.clusters = values<std::uint8_t>(file, "names.clusters");
  names.capitals = values<std::uint8_t>(file, "names.capitals");
  constexpr std::size_t numbers = NameChain::leading_numbers + name_labels * name_labels;
  if (names.weights.empty() || names.weights.size() % NameChain::row_width != 0 || names.numbers.size() != numbers ||
      !std::ranges::all_of(names.numbers, [](float x) { return std::isfinite(x); }) ||
      names.clusters.size() != 2 * model.general_keys.size() || names.capitals.size() != model.word_keys.size()) {
    fault(file, "its chain of names does not fit");
  }
  return names;
}

}  // namespace

std::string network_prefix(std::size_t number) {
  return "network" + std::to_string(number) + ".";
}

Model Model::open(const std::filesystem::path& path) {
  Model model(SectionFile::open(path, model_file_kind, model_file_version));
  const SectionFile& file = model.file;
  for (std::size_t i = 0; i == 0 || file.has(network_prefix(i) + "shape"); ++i) {
    model.networks.push_back(read_network(file, network_prefix(i)));
  }
  model.word_keys = values<std::uint64_t>(file, "word-keys");
  model.general_keys = values<std::uint64_t>(file, "general-keys");
  model.lexicon_keys = values<std::uint64_t>(file, "lexicon-keys");
  model.lexicon_classes = values<std::uint16_t>(file, "lexicon-classes");
  model.feats = lines(file.text("feats"));
  model.relations = lines(file.text("relations"));
  for (const auto line : lines(file.text("lemmas"))) {
    const auto script = LemmaScript::parse(line);
    if (!script) {
      fault(file, "'" + std::string(line) + "' is no lemma script");
    }
    model.lemmas.push_back(*script);
  }
  model.lemma_keys = values<std::uint64_t>(file, "lemma-keys");
  model.lemma_scripts = values<std::uint16_t>(file, "lemma-scripts");
  for (const auto& network : model.networks) {
    const NetworkShape& s = network.shape;
    if (network.words.rows() != model.word_keys.size() || model.feats.size() != s.feats ||
        model.relations.size() != s.relations || model.lemmas.size() < s.lemmas ||
        network.classes.rows() != lexicon_class_count || network.general.rows() != model.general_keys.size() ||
        network.general.values.size() != network.general.rows() * (s.general / 2)) {
      fault(file, "its tables do not fit each other");
    }
  }
  if (model.lemma_keys.size() != model.lemma_scripts.size() ||
      model.lexicon_keys.size() != model.lexicon_classes.size()) {
    fault(file, "its tables do not fit each other");
  }
  for (const auto script : model.lemma_scripts) {
    if (script >= model.lemmas.size()) {
      fault(file, "the table of lemmas points outside");
    }
  }
  model.names = read_names(model);
  bool has_root = false;
  for (std::uint32_t i = 0; i < model.relations.size(); ++i) {
    if (model.relations[i] == "root") {
      model.root_relation = i;
      has_root = true;
    }
  }
  if (!has_root) {
    fault(file, "it has no relation 'root'");
  }
  return model;
}

}  // namespace sitrep
