#include "language/model.h"

#include <bit>
#include <cstring>
#include <string>

#include "base/error.h"
#include "language/document.h"
#include "language/kernels.h"

namespace sitrep {

namespace {

[[noreturn]] void fault(const SectionFile& file, std::string_view what) {
  throw DataFileError(file.path().string() + ": not a usable model: " + std::string(what) +
                      "; take the file of this version of sitrep, or make it again with 'sitrep train'");
}

template <typename T>
std::span<const T> values(const SectionFile& file, std::string_view section) {
  const auto bytes = file.bytes(section);
  if (bytes.size() % sizeof(T) != 0) {
    fault(file, "section '" + std::string(section) + "' has an odd size");
  }
  // Sections are aligned to 64 bytes.
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
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
  const std::size_t gates = 4 * shape.hidden;
  switch (weight) {
    case Weight::forward1_input:
    case Weight::backward1_input:
      return {shape.input(), gates};
    case Weight::forward2_input:
    case Weight::backward2_input:
      return {shape.encoded(), gates};
    case Weight::forward1_hidden:
    case Weight::backward1_hidden:
    case Weight::forward2_hidden:
    case Weight::backward2_hidden:
      return {shape.hidden, gates};
    case Weight::forward1_bias:
    case Weight::backward1_bias:
    case Weight::forward2_bias:
    case Weight::backward2_bias:
      return {1, gates};
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
  }
  return {};
}

void QuantisedRows::add_row(std::size_t row, float factor, float* y) const {
  kernels::add_scaled(factor * scales[row], values.data() + row * width, y, width);
}

std::uint64_t lemma_key(std::uint64_t form_key, std::uint32_t upos) {
  return (form_key ^ (upos + 1)) * 0x9e3779b97f4a7c15ULL;
}

Model Model::open(const std::filesystem::path& path) {
  Model model(SectionFile::open(path, model_file_kind, model_file_version));
  const SectionFile& file = model.file;
  const auto shape = file.bytes("shape");
  if (shape.size() != sizeof(NetworkShape)) {
    fault(file, "section 'shape' has the wrong size");
  }
  std::memcpy(&model.shape, shape.data(), sizeof(NetworkShape));
  const NetworkShape& s = model.shape;
  // Bounds far above any real network keep the products below from overflowing.
  for (const auto size :
       {s.word, s.subword, s.form, s.hidden, s.arc, s.relation, s.upos, s.feats, s.lemmas, s.names, s.relations}) {
    if (size == 0 || size > 4096) {
      fault(file, "a layer has an impossible size");
    }
  }
  if (s.hidden % 8 != 0 || s.upos != upos_count || s.names != 9) {
    fault(file, "the layers do not fit this version");
  }
  auto weights = values<float>(file, "weights");
  for (std::size_t i = 0; i < weight_count; ++i) {
    const auto size = extent(static_cast<Weight>(i), s).size();
    if (weights.size() < size) {
      fault(file, "section 'weights' is too short");
    }
    model.weights[i] = weights.first(size);
    weights = weights.subspan(size);
  }
  model.word_keys = values<std::uint64_t>(file, "word-keys");
  model.words = rows(file, "words", s.word, false);
  model.word_subwords = rows(file, "word-subwords", s.word, true);
  model.subwords = rows(file, "subwords", s.subword, true);
  model.forms = rows(file, "forms", s.form, true);
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
  if (model.words.rows() != model.word_keys.size() || model.feats.size() != s.feats ||
      model.relations.size() != s.relations || model.lemmas.size() != s.lemmas ||
      model.lemma_keys.size() != model.lemma_scripts.size()) {
    fault(file, "its tables do not fit each other");
  }
  for (const auto script : model.lemma_scripts) {
    if (script >= model.lemmas.size()) {
      fault(file, "the table of lemmas points outside");
    }
  }
  bool has_root = false;
  for (std::uint32_t i = 0; i < s.relations; ++i) {
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
