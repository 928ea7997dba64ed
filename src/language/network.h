#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language/encoder.h"
#include "language/model.h"
#include "language/word_features.h"

namespace sitrep {

/// The network of a model: two layers of LSTMs in both directions over word vectors; linear layers for part of speech,
/// features, lemma script and name; a biaffine scorer for arcs (Dozat and Manning 2017) and a layer over head and
/// dependent for relations. Immutable, shared by threads; each has a Workspace of its own.
class Network {
 public:
  /// Room for one batch, kept between batches. Matrices are rows of BatchLayout x columns.
  struct Workspace {
    std::vector<float> input;
    std::vector<float> mirrored;
    std::vector<float> gates;
    std::vector<float> cells;
    std::vector<float> half;
    std::vector<float> encoded;    ///< of the first layer, then of the second
    std::vector<float> tags;       ///< scores: upos, feats, names, lemmas
    std::vector<float> projected;  ///< arc dependents, arc heads, relation dependents, relation heads
    std::vector<float> arcs;       ///< arc dependents times the arc matrix
    std::vector<float> packed_heads;
    std::vector<float> hidden;
    std::vector<float> relations;
  };

  /// The model must outlive the network.
  explicit Network(const Model& model);

  /// Fills a row of Workspace::input with what the network sees of a word.
  void input_row(const WordFeatures& features, float* row) const;
  /// Runs all layers over Workspace::input; fills tags, projected and arcs.
  void run(const BatchLayout& layout, Workspace& workspace) const;
  /// Scores of all heads for each word of one sentence (n rows of n + 1, as best_tree takes them).
  void score_arcs(const BatchLayout& layout, std::size_t sentence, std::size_t length, Workspace& workspace,
                  std::vector<float>& scores) const;
  /// Scores of the relations between a word and its head, rows in Workspace::projected; the root where head_row is
  /// no_row.
  static constexpr std::size_t no_row = static_cast<std::size_t>(-1);
  void score_relations(std::span<const std::size_t> rows, std::span<const std::size_t> head_rows,
                       Workspace& workspace) const;

 private:
  [[nodiscard]] const float* packed(Weight weight) const { return packed_[static_cast<std::size_t>(weight)].data(); }
  [[nodiscard]] LstmWeights lstm(Weight input, Weight hidden, Weight bias) const;
  void layer(const BatchLayout& layout, const float* x, std::size_t inputs, Weight first, Workspace& workspace) const;

  const Model* model_;
  std::vector<std::vector<float>> packed_;
};

}  // namespace sitrep
