#include "language/network.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "language/kernels.h"

namespace sitrep {

namespace {

void grow(std::vector<float>& values, std::size_t size) {
  if (values.size() < size) {
    values.resize(size);
  }
}

}  // namespace

Network::Network(const NetworkWeights& weights) : weights_(&weights), matrices_(weights.matrices.size()) {
  for (std::size_t i = 0; i < matrices_.size(); ++i) {
    const auto& matrix = weights.matrices[i];
    if (matrix.values.empty()) {
      continue;
    }
    const auto [rows, columns] = extent(static_cast<Weight>(i), weights.shape);
    const bool splits = static_cast<Weight>(i) == Weight::tags;
    const std::size_t taken = splits ? tags() : columns;
    matrices_[i] = {matrix.values.data(), columns, 0, matrix.scales.first(taken), rows};
    if (splits) {
      lemmas_ = {matrix.values.data(), columns, taken, matrix.scales.subspan(taken), rows};
    }
  }
}

void Network::input_row(const WordFeatures& features, const KnownWord& known, float* row) const {
  const NetworkWeights& m = *weights_;
  std::fill(row, row + m.shape.input(), 0.0F);
  const float share = features.subwords.empty() ? 0.0F : 1.0F / static_cast<float>(features.subwords.size());
  if (known.row != KnownWord::none) {
    m.words.add_row(known.row, 1.0F, row);
  } else {
    for (const auto hash : features.subwords) {
      m.word_subwords.add_row(hash & (m.word_subwords.rows() - 1), share, row);
    }
  }
  row += m.shape.word;
  if (known.general != KnownWord::none) {
    m.general.add_row(known.general, row);
  }
  row += m.shape.general;
  for (const auto hash : features.subwords) {
    m.subwords.add_row(hash & (m.subwords.rows() - 1), share, row);
  }
  row += m.shape.subword;
  const float form_share = 1.0F / static_cast<float>(std::max<std::size_t>(1, features.shape.size()));
  for (const auto hash : features.shape) {
    m.forms.add_row(hash & (m.forms.rows() - 1), form_share, row);
  }
  for (unsigned classes = known.classes; classes != 0; classes &= classes - 1) {
    m.classes.add_row(static_cast<std::size_t>(std::countr_zero(classes)), 1.0F, row);
  }
}

QuantisedLstm Network::lstm(std::size_t layer, bool backward) const {
  const auto weight = [&](LstmPart part) { return lstm_weight(layer, backward, part); };
  return {&matrix(weight(LstmPart::input)), &matrix(weight(LstmPart::hidden)),
          weights_->vector(weight(LstmPart::bias))};
}

void Network::run(const BatchLayout& layout, Workspace& w) const {
  const NetworkShape& s = weights_->shape;
  const std::size_t rows = layout.rows();
  // out = bias + rows * weight
  const auto linear = [&](Weight weight, Weight bias, std::vector<float>& out, std::size_t columns) {
    grow(out, rows * columns);
    kernels::multiply(rows, w.rows.values.data(), w.rows.scales.data(), matrix(weight), weights_->vector(bias),
                      out.data(), columns);
  };

  for (std::size_t layer = 0; layer < s.layers; ++layer) {
    quantise_into(layout, layer == 0 ? w.input : w.encoded, layer == 0 ? s.input() : s.encoded(), w);
    run_layer(layout, lstm(layer, false), lstm(layer, true), s.hidden, w);
  }
  quantise_into(layout, w.encoded, s.encoded(), w);
  linear(Weight::tags, Weight::tags_bias, w.tags, tags());
  linear(Weight::project, Weight::project_bias, w.projected, s.projected());
  for (std::size_t i = 0; i < rows; ++i) {
    kernels::rectify(w.projected.data() + i * s.projected(), std::size_t{2} * s.arc);
  }
  w.rows.resize(rows, s.arc);
  kernels::quantise_rows(rows, s.arc, w.projected.data(), s.projected(), w.rows.values.data(), w.rows.scales.data());
  linear(Weight::arc, Weight::arc_bias, w.arcs, s.arc);
}

void Network::score_lemmas(std::span<const std::size_t> rows, Workspace& w) const {
  const NetworkShape& s = weights_->shape;
  grow(w.lemmas, rows.size() * s.lemmas);
  const float* bias = weights_->vector(Weight::tags_bias) + tags();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::memcpy(w.lemmas.data() + i * s.lemmas, bias, s.lemmas * sizeof(float));
  }
  const auto add = [&](const std::vector<float>& x, std::size_t depth, const kernels::QuantisedMatrix& matrix) {
    grow(w.taken, rows.size() * depth);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::memcpy(w.taken.data() + i * depth, x.data() + rows[i] * depth, depth * sizeof(float));
    }
    w.rows.resize(rows.size(), depth);
    kernels::quantise_rows(rows.size(), depth, w.taken.data(), depth, w.rows.values.data(), w.rows.scales.data());
    kernels::multiply_add(rows.size(), w.rows.values.data(), w.rows.scales.data(), matrix, w.lemmas.data(), s.lemmas);
  };
  add(w.input, s.input(), matrix(Weight::lemma_input));
  add(w.encoded, s.encoded(), lemmas_);
}

void Network::score_arcs(const BatchLayout& layout, std::size_t sentence, std::size_t length, Workspace& w,
                         std::vector<float>& scores) const {
  const NetworkShape& s = weights_->shape;
  const std::size_t columns = length + 1;
  // Heads as columns: the root, then the words.
  std::vector<float>& heads = w.hidden;
  grow(heads, columns * s.arc);
  std::memcpy(heads.data(), weights_->vector(Weight::arc_root), s.arc * sizeof(float));
  std::vector<float>& dependents = w.relations;
  grow(dependents, length * s.arc);
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t row = layout.row(sentence, i);
    std::memcpy(heads.data() + (i + 1) * s.arc, w.projected.data() + row * s.projected() + s.arc,
                s.arc * sizeof(float));
    std::memcpy(dependents.data() + i * s.arc, w.arcs.data() + row * s.arc, s.arc * sizeof(float));
  }
  grow(w.packed_heads, kernels::packed_size(s.arc, columns));
  kernels::pack(heads.data(), s.arc, columns, 1, s.arc, w.packed_heads.data());
  kernels::multiply(length, columns, s.arc, dependents.data(), s.arc, 1, w.packed_heads.data(), scores.data(), columns,
                    true);
}

void Network::score_relations(std::span<const std::size_t> rows, std::span<const std::size_t> head_rows,
                              Workspace& w) const {
  const NetworkShape& s = weights_->shape;
  grow(w.hidden, rows.size() * s.relation);
  grow(w.relations, rows.size() * s.relations);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float* dependent = w.projected.data() + rows[i] * s.projected() + std::size_t{2} * s.arc;
    const float* head = head_rows[i] == no_row
                            ? weights_->vector(Weight::relation_root)
                            : w.projected.data() + head_rows[i] * s.projected() + std::size_t{2} * s.arc + s.relation;
    kernels::rectified_sum(dependent, head, w.hidden.data() + i * s.relation, s.relation);
  }
  w.rows.resize(rows.size(), s.relation);
  kernels::quantise_rows(rows.size(), s.relation, w.hidden.data(), s.relation, w.rows.values.data(),
                         w.rows.scales.data());
  kernels::multiply(rows.size(), w.rows.values.data(), w.rows.scales.data(), matrix(Weight::relation),
                    weights_->vector(Weight::relation_bias), w.relations.data(), s.relations);
}

}  // namespace sitrep
