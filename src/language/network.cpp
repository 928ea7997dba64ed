#include "language/network.h"

#include <algorithm>
#include <cstring>

#include "language/kernels.h"

namespace sitrep {

namespace {

void grow(std::vector<float>& values, std::size_t size) {
  if (values.size() < size) {
    values.resize(size);
  }
}

Weight after(Weight weight, int steps) {
  return static_cast<Weight>(static_cast<int>(weight) + steps);
}

}  // namespace

Network::Network(const Model& model) : model_(&model), packed_(weight_count) {
  for (std::size_t i = 0; i < weight_count; ++i) {
    const auto [rows, columns] = extent(static_cast<Weight>(i), model.shape);
    if (rows > 1) {
      packed_[i].resize(kernels::packed_size(rows, columns));
      kernels::pack(model.weights[i].data(), rows, columns, columns, 1, packed_[i].data());
    }
  }
}

void Network::input_row(const WordFeatures& features, float* row) const {
  const Model& m = *model_;
  std::fill(row, row + m.shape.input(), 0.0F);
  const float share = features.subwords.empty() ? 0.0F : 1.0F / static_cast<float>(features.subwords.size());
  const auto known = std::lower_bound(m.word_keys.begin(), m.word_keys.end(), features.key);
  if (known != m.word_keys.end() && *known == features.key) {
    m.words.add_row(static_cast<std::size_t>(known - m.word_keys.begin()), 1.0F, row);
  } else {
    for (const auto hash : features.subwords) {
      m.word_subwords.add_row(hash & (m.word_subwords.rows() - 1), share, row);
    }
  }
  row += m.shape.word;
  for (const auto hash : features.subwords) {
    m.subwords.add_row(hash & (m.subwords.rows() - 1), share, row);
  }
  row += m.shape.subword;
  const float form_share = 1.0F / static_cast<float>(std::max<std::size_t>(1, features.shape.size()));
  for (const auto hash : features.shape) {
    m.forms.add_row(hash & (m.forms.rows() - 1), form_share, row);
  }
}

LstmWeights Network::lstm(Weight input, Weight hidden, Weight bias) const {
  return {extent(input, model_->shape).rows, model_->shape.hidden, packed(input), packed(hidden),
          model_->weight(bias).data()};
}

void Network::layer(const BatchLayout& layout, const float* x, std::size_t inputs, Weight first, Workspace& w) const {
  const std::size_t hidden = model_->shape.hidden;
  const std::size_t both = 2 * hidden;
  const std::size_t rows = layout.rows();
  grow(w.gates, rows * 4 * hidden);
  grow(w.cells, rows * hidden);
  grow(w.mirrored, rows * inputs);
  grow(w.half, rows * hidden);
  // x may be the last layer's output, in the place that this one's is put: mirror it before anything is written.
  mirror_rows(layout, x, inputs, w.mirrored.data(), inputs, inputs);
  run_lstm(layout, lstm(after(first, 3), after(first, 4), after(first, 5)), w.mirrored.data(), w.gates.data(),
           w.cells.data(), w.half.data(), hidden);
  std::vector<float>& forward = w.mirrored;  // its content is used up
  grow(forward, rows * hidden);
  run_lstm(layout, lstm(first, after(first, 1), after(first, 2)), x, w.gates.data(), w.cells.data(), forward.data(),
           hidden);
  grow(w.encoded, rows * both);
  for (std::size_t i = 0; i < rows; ++i) {
    std::memcpy(w.encoded.data() + i * both, forward.data() + i * hidden, hidden * sizeof(float));
  }
  mirror_rows(layout, w.half.data(), hidden, w.encoded.data() + hidden, both, hidden);
}

void Network::run(const BatchLayout& layout, Workspace& w) const {
  const NetworkShape& s = model_->shape;
  const std::size_t rows = layout.rows();
  grow(w.encoded, rows * s.encoded());
  layer(layout, w.input.data(), s.input(), Weight::forward1_input, w);
  layer(layout, w.encoded.data(), s.encoded(), Weight::forward2_input, w);

  const auto linear = [&](const float* x, std::size_t width, Weight weight, const float* bias, std::vector<float>& out,
                          std::size_t columns) {
    grow(out, rows * columns);
    for (std::size_t i = 0; i < rows; ++i) {
      std::memcpy(out.data() + i * columns, bias, columns * sizeof(float));
    }
    kernels::multiply(rows, columns, extent(weight, s).rows, x, width, 1, packed(weight), out.data(), columns, true);
  };
  linear(w.encoded.data(), s.encoded(), Weight::tags, model_->weight(Weight::tags_bias).data(), w.tags, s.tags());
  kernels::multiply(rows, s.lemmas, s.input(), w.input.data(), s.input(), 1, packed(Weight::lemma_input),
                    w.tags.data() + (s.tags() - s.lemmas), s.tags(), true);
  linear(w.encoded.data(), s.encoded(), Weight::project, model_->weight(Weight::project_bias).data(), w.projected,
         s.projected());
  for (std::size_t i = 0; i < rows; ++i) {
    float* arc = w.projected.data() + i * s.projected();
    for (std::size_t j = 0; j < 2 * s.arc; ++j) {
      arc[j] = std::max(0.0F, arc[j]);
    }
  }
  linear(w.projected.data(), s.projected(), Weight::arc, model_->weight(Weight::arc_bias).data(), w.arcs, s.arc);
}

void Network::score_arcs(const BatchLayout& layout, std::size_t sentence, std::size_t length, Workspace& w,
                         std::vector<float>& scores) const {
  const NetworkShape& s = model_->shape;
  const std::size_t columns = length + 1;
  scores.resize(length * columns);
  // Heads as columns: the root, then the words.
  std::vector<float>& heads = w.hidden;
  grow(heads, columns * s.arc);
  std::memcpy(heads.data(), model_->weight(Weight::arc_root).data(), s.arc * sizeof(float));
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
                    false);
}

void Network::score_relations(std::span<const std::size_t> rows, std::span<const std::size_t> head_rows,
                              Workspace& w) const {
  const NetworkShape& s = model_->shape;
  grow(w.hidden, rows.size() * s.relation);
  grow(w.relations, rows.size() * s.relations);
  const auto bias = model_->weight(Weight::relation_bias);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float* dependent = w.projected.data() + rows[i] * s.projected() + 2 * s.arc;
    const float* head = head_rows[i] == no_row
                            ? model_->weight(Weight::relation_root).data()
                            : w.projected.data() + head_rows[i] * s.projected() + 2 * s.arc + s.relation;
    kernels::rectified_sum(dependent, head, w.hidden.data() + i * s.relation, s.relation);
    std::memcpy(w.relations.data() + i * s.relations, bias.data(), s.relations * sizeof(float));
  }
  kernels::multiply(rows.size(), s.relations, s.relation, w.hidden.data(), s.relation, 1, packed(Weight::relation),
                    w.relations.data(), s.relations, true);
}

}  // namespace sitrep
