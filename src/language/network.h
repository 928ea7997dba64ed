#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language/encoder.h"
#include "language/model.h"
#include "language/quantised.h"
#include "language/word_features.h"

namespace sitrep {

/// The network of a model: layers of LSTMs in both directions over word vectors; linear layers for part of speech,
/// features, lemma script and name; a biaffine scorer for arcs (Dozat and Manning 2017) and a layer over head and
/// dependent for relations. Immutable, shared by threads; each has a Workspace of its own.
class Network {
 public:
  /// Room for one batch, kept between batches. Matrices are rows of BatchLayout x columns.
  struct Workspace : LayerRoom {
    std::vector<float> input;
    std::vector<float> tags;       ///< scores: upos, feats, names
    std::vector<float> lemmas;     ///< scores of the rows that score_lemmas was asked about
    std::vector<float> projected;  ///< arc dependents, arc heads, relation dependents, relation heads
    std::vector<float> arcs;       ///< arc dependents times the arc matrix
    std::vector<float> packed_heads;
    std::vector<float> hidden;
    std::vector<float> relations;
    std::vector<float> taken;  ///< some rows of another matrix
  };

  /// The weights must outlive the network.
  explicit Network(const NetworkWeights& weights);

  [[nodiscard]] const NetworkShape& shape() const { return weights_->shape; }
  /// Fills a row of Workspace::input with what the network sees of a word.
  void input_row(const WordFeatures& features, const KnownWord& known, float* row) const;
  /// Runs all layers over Workspace::input; fills tags, projected and arcs.
  void run(const BatchLayout& layout, Workspace& workspace) const;
  /// Columns of a row of Workspace::tags.
  [[nodiscard]] std::size_t tags() const { return shape().upos + shape().feats + shape().names; }
  /// Scores of the lemma scripts of some words, in the order of `rows`; most words need none.
  void score_lemmas(std::span<const std::size_t> rows, Workspace& workspace) const;
  /// Adds the scores of all heads for each word of one sentence (n rows of n + 1, as best_tree takes them).
  void score_arcs(const BatchLayout& layout, std::size_t sentence, std::size_t length, Workspace& workspace,
                  std::vector<float>& scores) const;
  /// Scores of the relations between a word and its head, rows in Workspace::projected; the root where head_row is
  /// no_row.
  static constexpr std::size_t no_row = static_cast<std::size_t>(-1);
  void score_relations(std::span<const std::size_t> rows, std::span<const std::size_t> head_rows,
                       Workspace& workspace) const;

 private:
  [[nodiscard]] const kernels::QuantisedMatrix& matrix(Weight weight) const { return matrices_[index_of(weight)]; }
  [[nodiscard]] QuantisedLstm lstm(std::size_t layer, bool backward) const;

  const NetworkWeights* weights_;
  std::vector<kernels::QuantisedMatrix> matrices_;  // by Weight
  kernels::QuantisedMatrix lemmas_;                 // the last columns of Weight::tags, which has the others
};

}  // namespace sitrep
