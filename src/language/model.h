#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/section_file.h"
#include "language/lemma_script.h"
#include "language/name_chain.h"

namespace sitrep {

inline constexpr std::string_view model_file_kind = "model";
inline constexpr std::uint32_t model_file_version = 3;

/// Sizes of the network's layers. Kept in the model file as 32-bit numbers in this order.
struct NetworkShape {
  std::uint32_t word = 96;     ///< a word's own vector, or for an unknown word the mean of its subwords'
  std::uint32_t general = 0;   ///< its vector in Model::general, zeros where it has none; 0: the network sees none
  std::uint32_t subword = 48;  ///< the mean of vectors of affixes and trigrams
  std::uint32_t form = 16;   ///< the mean of vectors of capitalisation and shape, and the sum of the lexicon's classes
  std::uint32_t layers = 2;  ///< of LSTMs in both directions
  std::uint32_t hidden = 128;  ///< of one LSTM in one direction; a multiple of 8
  std::uint32_t arc = 160;     ///< of a word as head and as dependent
  std::uint32_t relation = 128;
  std::uint32_t upos = 17;
  std::uint32_t feats = 0;
  std::uint32_t lemmas = 0;           ///< lemma scripts
  std::uint32_t names = name_labels;  ///< outside, then begin and inside of person, organisation, location, norp
  std::uint32_t relations = 0;

  [[nodiscard]] std::size_t input() const { return word + general + subword + form; }
  [[nodiscard]] std::size_t encoded() const { return std::size_t{2} * hidden; }
  [[nodiscard]] std::size_t tags() const { return upos + feats + names + lemmas; }
  /// Words as dependents and heads of arcs, then as dependents and heads of relations.
  [[nodiscard]] std::size_t projected() const { return 2 * arc + 2 * relation; }
};
static_assert(sizeof(NetworkShape) == 13 * sizeof(std::uint32_t));

/// The dense weights, in the order of the file. Matrices are inputs x outputs, row by row; gates of an LSTM are in the
/// order of kernels::lstm_step.
enum class Weight : std::uint8_t {
  tags,
  tags_bias,    ///< encoded -> upos, feats, names, lemmas
  lemma_input,  ///< input -> lemmas, added to the above
  project,
  project_bias,
  arc,
  arc_bias,       ///< arc x arc, between dependents and heads; the bias is a head's own score
  arc_root,       ///< the root as head of an arc
  relation_root,  ///< the root as head of a relation
  relation,
  relation_bias,
  lstm,  ///< the first of all layers' LSTM weights, see lstm_weight()
};
/// Layer after layer, forward then backward: the weights of the input, those of the state, the bias.
enum class LstmPart : std::uint8_t { input, hidden, bias };
inline constexpr std::size_t lstm_parts = 3;
inline constexpr std::size_t most_layers = 8;

[[nodiscard]] constexpr std::size_t index_of(Weight weight) {
  return static_cast<std::size_t>(weight);
}
[[nodiscard]] constexpr Weight lstm_weight(std::size_t layer, bool backward, LstmPart part) {
  return static_cast<Weight>(index_of(Weight::lstm) + (2 * layer + (backward ? 1 : 0)) * lstm_parts +
                             static_cast<std::size_t>(part));
}
[[nodiscard]] constexpr std::size_t weight_count(const NetworkShape& shape) {
  return index_of(Weight::lstm) + 2 * lstm_parts * shape.layers;
}

struct Extent {
  std::size_t rows = 0;
  std::size_t columns = 0;
  [[nodiscard]] std::size_t size() const { return rows * columns; }
};
[[nodiscard]] Extent extent(Weight weight, const NetworkShape& shape);

/// A matrix of the network in 8 bits: inputs x outputs, row by row, and a scale for each output.
struct QuantisedWeights {
  std::span<const std::int8_t> values;
  std::span<const float> scales;
};

/// Rows of 8-bit values with a scale each, as embeddings are kept.
struct QuantisedRows {
  std::span<const std::int8_t> values;
  std::span<const float> scales;
  std::size_t width = 0;

  [[nodiscard]] std::size_t rows() const { return scales.size(); }
  /// y += factor * row
  void add_row(std::size_t row, float factor, float* y) const;
};

/// Rows of 4-bit values, two a byte, the first in the low bits, with a scale each: value = scale * (4 bits - 8).
struct HalfByteRows {
  std::span<const std::uint8_t> values;
  std::span<const float> scales;
  std::size_t width = 0;  ///< even

  [[nodiscard]] std::size_t rows() const { return scales.size(); }
  /// y += row
  void add_row(std::size_t row, float* y) const;
};

/// The weights of one network.
struct NetworkWeights {
  NetworkShape shape;
  std::vector<QuantisedWeights> matrices;       ///< by Weight; empty where it is no matrix
  std::vector<std::span<const float>> vectors;  ///< by Weight: biases and roots; empty for matrices
  QuantisedRows words;                          ///< by Model::word_keys
  QuantisedRows word_subwords;  ///< for words without one; a power of two rows, by hash; of all networks
  HalfByteRows general;         ///< by Model::general_keys; of all networks
  QuantisedRows subwords;       ///< a power of two rows, by hash
  QuantisedRows forms;          ///< a power of two rows, by hash
  QuantisedRows classes;        ///< a row for each class of the lexicon

  [[nodiscard]] const float* vector(Weight w) const { return vectors[index_of(w)].data(); }
};

/// A model file, mapped (`sitrep train` makes it). Everything refers to the mapped file.
struct Model {
  explicit Model(SectionFile mapped) : file(std::move(mapped)) {}

  SectionFile file;
  std::vector<NetworkWeights> networks;            ///< at least one; of several the scores are added up
  std::span<const std::uint64_t> word_keys;        ///< WordFeatures::key of the words with a vector, ascending
  std::span<const std::uint64_t> general_keys;     ///< of the words with a vector of general English, ascending
  std::span<const std::uint64_t> lexicon_keys;     ///< WordFeatures::key of the words in lists of names, ascending
  std::span<const std::uint16_t> lexicon_classes;  ///< their classes, a bit each
  std::vector<std::string_view> feats;             ///< "_" for none
  std::vector<std::string_view> relations;
  std::vector<LemmaScript> lemmas;               ///< the networks' labels first, then those of irregular forms
  std::span<const std::uint64_t> lemma_keys;     ///< lemma_key() of forms seen in training, ascending
  std::span<const std::uint16_t> lemma_scripts;  ///< their scripts
  std::uint32_t root_relation = 0;
  NameChain names;  ///< beside the networks' name scores; empty in a model that has none

  /// Throws DataFileError.
  [[nodiscard]] static Model open(const std::filesystem::path& path);
};

/// What a model knows of a word by its form alone; found once for all its networks.
struct KnownWord {
  static constexpr std::uint32_t none = 0xffffffffU;
  std::uint32_t row = none;      ///< in NetworkWeights::words
  std::uint32_t general = none;  ///< in NetworkWeights::general
  std::uint16_t classes = 0;     ///< in lists of names (first names, cities ...)
};
[[nodiscard]] KnownWord look_up(const Model& model, std::uint64_t form_key);

/// What the chain of names sees of a word. Refers to the features. Requires: the model has a chain.
[[nodiscard]] NameWord name_word(const NameChain& chain, const WordFeatures& features, const KnownWord& known);

/// KnownWord::classes of a form as it is written.
[[nodiscard]] std::uint16_t classes_of(const Model& model, std::string_view form);

inline constexpr std::size_t lexicon_class_count = 16;
/// Classes of the lexicon that are asked for by themselves: 'm' and 'o' of tools/lexicon.mjs.
inline constexpr std::uint16_t lexicon_verb = 1U << ('m' - 'a');
inline constexpr std::uint16_t lexicon_adverb = 1U << ('o' - 'a');

/// What the names of a network's sections begin with.
[[nodiscard]] std::string network_prefix(std::size_t number);

/// Key of a form as a part of speech in the table of lemmas; form_key as WordFeatures::key.
[[nodiscard]] std::uint64_t lemma_key(std::uint64_t form_key, std::uint32_t upos);

}  // namespace sitrep
