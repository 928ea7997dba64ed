#include "train/network_trainer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <map>
#include <memory>
#include <numbers>
#include <numeric>
#include <span>
#include <thread>
#include <unordered_map>

#include "language/document.h"
#include "language/encoder.h"
#include "language/kernels.h"
#include "language/word_features.h"
#include "train/batches.h"
#include "train/headlines.h"
#include "train/lstm.h"
#include "train/random.h"

namespace sitrep::train {

namespace {

constexpr std::size_t subword_rows = 1U << 15U;
constexpr std::size_t form_rows = 256;
// Chance of a word's general vector being left out, as it is for words without one.
constexpr float general_drop = 0.1F;
constexpr float word_rate = 0.3F;  // of the pretrained vectors against the other weights
constexpr float clip = 5.0F;
constexpr std::int32_t unlabelled = -1;

Weight after(Weight weight, int steps) {
  return static_cast<Weight>(static_cast<int>(weight) + steps);
}

/// A word as the network sees it, and what it should say of it.
struct Word {
  std::int32_t row = -1;      // in words; -1 where unknown
  float drop = 0;             // chance of being seen as unknown
  std::int32_t general = -1;  // in the general vectors; -1 where they have none
  std::vector<std::uint32_t> subwords;
  std::vector<std::uint32_t> shape;
  std::uint16_t classes = 0;
  std::int32_t upos = unlabelled;
  std::int32_t feats = unlabelled;
  std::int32_t name = unlabelled;
  std::int32_t lemma = unlabelled;
  std::int32_t head = unlabelled;  // 0 the root, else word number + 1
  std::int32_t relation = unlabelled;
};
struct Sentence {
  std::vector<Word> words;
  bool has_tree = false;
  const Lesson* lesson = nullptr;  // what teachers say, where they were asked

  [[nodiscard]] std::size_t size() const { return words.size(); }
};

/// Maps labels to numbers, most frequent first.
class Labels {
 public:
  void count(const std::string& label) { ++counts_[label]; }
  void close(std::size_t at_least) {
    std::vector<std::pair<std::string, std::size_t>> sorted(counts_.begin(), counts_.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [label, count] : sorted) {
      if (count >= at_least) {
        index_.emplace(label, static_cast<std::int32_t>(list_.size()));
        list_.push_back(label);
      }
    }
  }
  [[nodiscard]] std::int32_t find(const std::string& label) const {
    const auto it = index_.find(label);
    return it == index_.end() ? unlabelled : it->second;
  }
  [[nodiscard]] const std::vector<std::string>& list() const { return list_; }

 private:
  std::map<std::string, std::size_t> counts_;
  std::unordered_map<std::string, std::int32_t> index_;
  std::vector<std::string> list_;
};

std::string feats_label(const std::string& feats) {
  return feats.empty() ? "_" : feats;
}

/// Gradients of a table of rows of which a batch touches few.
struct RowGradient {
  std::size_t width = 0;
  std::vector<float> values;
  std::vector<char> touched;
  std::vector<std::uint32_t> rows;

  void resize(std::size_t count, std::size_t row_width) {
    width = row_width;
    values.assign(count * row_width, 0.0F);
    touched.assign(count, 0);
  }
  void add(std::uint32_t row, float factor, const float* gradient) {
    if (touched[row] == 0) {
      touched[row] = 1;
      rows.push_back(row);
    }
    kernels::add_scaled(factor, gradient, values.data() + row * width, width);
  }
  void clear() {
    for (const auto row : rows) {
      touched[row] = 0;
      std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(row * width), width, 0.0F);
    }
    rows.clear();
  }
};

struct Gradients {
  std::vector<std::vector<float>> weights;
  RowGradient words;
  RowGradient subwords;
  RowGradient forms;
  RowGradient classes;
  double loss = 0;

  [[nodiscard]] float* of(Weight weight) { return weights[index_of(weight)].data(); }
};

/// What a row of scores should be: the annotators' label, the teachers' distribution, or a mix.
struct Target {
  std::int32_t gold = unlabelled;
  const float* taught = nullptr;
  float share = 0;  // of the teachers

  [[nodiscard]] bool none() const { return gold == unlabelled && taught == nullptr; }
};

/// Cross entropy of one row of scores: replaces them by their gradient and gives the loss.
double cross_entropy(float* scores, std::size_t size, const Target& target, float weight) {
  if (target.none()) {
    std::fill_n(scores, size, 0.0F);
    return 0;
  }
  const float share = target.gold == unlabelled ? 1.0F : (target.taught == nullptr ? 0.0F : target.share);
  const float top = *std::max_element(scores, scores + size);
  double sum = 0;
  double expected = 0;  // of the scores under the target
  for (std::size_t i = 0; i < size; ++i) {
    if (share > 0) {
      expected += static_cast<double>(share * target.taught[i] * (scores[i] - top));
    }
    if (static_cast<std::int32_t>(i) == target.gold) {
      expected += static_cast<double>((1 - share) * (scores[i] - top));
    }
    scores[i] = std::exp(scores[i] - top);
    sum += static_cast<double>(scores[i]);
  }
  const float scale = weight / static_cast<float>(sum);
  for (std::size_t i = 0; i < size; ++i) {
    scores[i] *= scale;
    if (share > 0) {
      scores[i] -= weight * share * target.taught[i];
    }
  }
  if (target.gold != unlabelled) {
    scores[target.gold] -= weight * (1 - share);
  }
  return (std::log(sum) - expected) * static_cast<double>(weight);
}

/// Computes the gradients of one share of a batch. Each thread has its own.
class Worker {
 public:
  Worker(const TrainedNetwork& network, const std::vector<PackedPair>& packed) : network_(network), packed_(packed) {
    for (const auto& values : network.weights) {
      gradients.weights.emplace_back(values.size(), 0.0F);
    }
    layers_.resize(network.shape.layers);
    gradients.words.resize(network.word_keys.size(), network.shape.word);
    gradients.subwords.resize(subword_rows, network.shape.subword);
    gradients.forms.resize(form_rows, network.shape.form);
    gradients.classes.resize(lexicon_class_count, network.shape.form);
  }

  Gradients gradients;

  /// scale: of the losses; sentences: longest first.
  void run(std::span<const Sentence* const> sentences, float scale, float dropout, float teacher_share,
           std::uint64_t seed) {
    random_ = Random(seed);
    scale_ = scale;
    keep_ = 1.0F - dropout;
    teacher_share_ = teacher_share;
    clear();
    std::vector<std::uint32_t> lengths;
    for (const auto* sentence : sentences) {
      lengths.push_back(static_cast<std::uint32_t>(sentence->size()));
    }
    const BatchLayout layout(lengths);
    read_inputs(layout, sentences);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      layer_forward(layout, i == 0 ? input_ : layers_[i - 1].encoded, i);
    }
    const std::size_t rows = layout.rows();
    d_encoded_.assign(rows * shape().encoded(), 0.0F);
    d_input_.assign(rows * shape().input(), 0.0F);
    tags(layout, sentences);
    trees(layout, sentences);
    for (std::size_t i = layers_.size(); i-- > 0;) {
      layer_backward(layout, i, d_encoded_, d_lower_);
      std::swap(d_encoded_, d_lower_);
    }
    kernels::add_scaled(1.0F, d_encoded_.data(), d_input_.data(), d_input_.size());
    write_inputs(layout, sentences);
  }

 private:
  struct Layer : LstmLayer {
    std::vector<float> mask;
  };

  [[nodiscard]] const NetworkShape& shape() const { return network_.shape; }
  [[nodiscard]] const float* weight(Weight w) const { return network_.weights[index_of(w)].data(); }

  void clear() {
    for (auto& values : gradients.weights) {
      std::fill(values.begin(), values.end(), 0.0F);
    }
    gradients.words.clear();
    gradients.subwords.clear();
    gradients.forms.clear();
    gradients.classes.clear();
    gradients.loss = 0;
  }

  template <typename Do>
  static void each_word(const BatchLayout& layout, std::span<const Sentence* const> sentences, Do act) {
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      for (std::size_t i = 0; i < sentences[s]->size(); ++i) {
        act(layout.row(s, i), sentences[s]->words[i]);
      }
    }
  }

  void read_inputs(const BatchLayout& layout, std::span<const Sentence* const> sentences) {
    const std::size_t width = shape().input();
    input_.assign(layout.rows() * width, 0.0F);
    seen_.assign(layout.rows(), 0);
    each_word(layout, sentences, [&](std::size_t row, const Word& word) {
      float* x = input_.data() + row * width;
      const float share = 1.0F / static_cast<float>(std::max<std::size_t>(1, word.subwords.size()));
      if (word.row >= 0 && !random_.chance(word.drop)) {
        seen_[row] = 1;
        std::memcpy(x, network_.words.data() + static_cast<std::size_t>(word.row) * shape().word,
                    shape().word * sizeof(float));
      } else {
        for (const auto hash : word.subwords) {
          kernels::add_scaled(share,
                              network_.word_subwords.data() + (hash & (Vectors::subword_rows - 1)) * shape().word, x,
                              shape().word);
        }
      }
      x += shape().word;
      if (word.general >= 0 && !random_.chance(general_drop)) {
        network_.general.rows().add_row(static_cast<std::size_t>(word.general), x);
      }
      x += shape().general;
      for (const auto hash : word.subwords) {
        kernels::add_scaled(share, network_.subwords.data() + (hash & (subword_rows - 1)) * shape().subword, x,
                            shape().subword);
      }
      x += shape().subword;
      const float form_share = 1.0F / static_cast<float>(std::max<std::size_t>(1, word.shape.size()));
      for (const auto hash : word.shape) {
        kernels::add_scaled(form_share, network_.forms.data() + (hash & (form_rows - 1)) * shape().form, x,
                            shape().form);
      }
      for (unsigned classes = word.classes; classes != 0; classes &= classes - 1) {
        const auto row_of_class = static_cast<std::size_t>(std::countr_zero(classes));
        kernels::add_scaled(1.0F, network_.classes.data() + row_of_class * shape().form, x, shape().form);
      }
    });
    make_mask(layout, width, keep_, random_, input_mask_);
    apply_mask(input_mask_, input_.data());
  }

  void write_inputs(const BatchLayout& layout, std::span<const Sentence* const> sentences) {
    apply_mask(input_mask_, d_input_.data());
    const std::size_t width = shape().input();
    each_word(layout, sentences, [&](std::size_t row, const Word& word) {
      const float* d = d_input_.data() + row * width;
      if (seen_[row] != 0) {
        gradients.words.add(static_cast<std::uint32_t>(word.row), 1.0F, d);
      }
      d += shape().word + shape().general;
      const float share = 1.0F / static_cast<float>(std::max<std::size_t>(1, word.subwords.size()));
      for (const auto hash : word.subwords) {
        gradients.subwords.add(hash & static_cast<std::uint32_t>(subword_rows - 1), share, d);
      }
      d += shape().subword;
      const float form_share = 1.0F / static_cast<float>(std::max<std::size_t>(1, word.shape.size()));
      for (const auto hash : word.shape) {
        gradients.forms.add(hash & static_cast<std::uint32_t>(form_rows - 1), form_share, d);
      }
      for (unsigned classes = word.classes; classes != 0; classes &= classes - 1) {
        gradients.classes.add(static_cast<std::uint32_t>(std::countr_zero(classes)), 1.0F, d);
      }
    });
  }

  [[nodiscard]] std::size_t inputs_of(std::size_t layer) const {
    return layer == 0 ? shape().input() : shape().encoded();
  }

  [[nodiscard]] std::array<LstmWeights, 2> lstm_weights(std::size_t layer) const {
    std::array<LstmWeights, 2> both;
    for (const bool back : {false, true}) {
      const auto place = [&](LstmPart part) { return lstm_weight(layer, back, part); };
      both[back ? 1 : 0] = {&packed_[index_of(place(LstmPart::input))], &packed_[index_of(place(LstmPart::hidden))],
                            weight(place(LstmPart::bias))};
    }
    return both;
  }

  void layer_forward(const BatchLayout& layout, const std::vector<float>& x, std::size_t number) {
    Layer& layer = layers_[number];
    layer.forward(layout, x, inputs_of(number), shape().hidden, lstm_weights(number), products_);
    make_mask(layout, shape().encoded(), keep_, random_, layer.mask);
    apply_mask(layer.mask, layer.encoded.data());
  }

  void layer_backward(const BatchLayout& layout, std::size_t number, std::vector<float>& d_out,
                      std::vector<float>& d_x) {
    Layer& layer = layers_[number];
    apply_mask(layer.mask, d_out.data());
    std::array<LstmGradients, 2> both;
    for (const bool back : {false, true}) {
      const auto place = [&](LstmPart part) { return gradients.of(lstm_weight(number, back, part)); };
      both[back ? 1 : 0] = {place(LstmPart::input), place(LstmPart::hidden), place(LstmPart::bias)};
    }
    layer.backward(layout, inputs_of(number), shape().hidden, lstm_weights(number), d_out, d_x, both, products_);
  }

  /// out = x * weight + bias
  void linear(std::size_t rows, const std::vector<float>& x, Weight w, std::vector<float>& out) {
    const auto [depth, columns] = extent(w, shape());
    out.resize(rows * columns);
    for (std::size_t i = 0; i < rows; ++i) {
      std::memcpy(out.data() + i * columns, weight(after(w, 1)), columns * sizeof(float));
    }
    products_.multiply(rows, x.data(), depth, packed_[index_of(w)].plain, out.data(), columns, true);
  }
  /// Gradients of linear(): the weight's, the bias's, and d_x += d * weight^T.
  void linear_backward(std::size_t rows, const std::vector<float>& x, Weight w, const std::vector<float>& d,
                       std::vector<float>& d_x) {
    const auto [depth, columns] = extent(w, shape());
    products_.add_gradient(rows, depth, columns, x.data(), depth, d.data(), columns, gradients.of(w));
    add_columns(rows, columns, d.data(), columns, gradients.of(after(w, 1)));
    products_.multiply(rows, d.data(), columns, packed_[index_of(w)].transposed, d_x.data(), depth, true);
  }

  void tags(const BatchLayout& layout, std::span<const Sentence* const> sentences) {
    const NetworkShape& s = shape();
    const std::size_t rows = layout.rows();
    linear(rows, layers_.back().encoded, Weight::tags, tags_);
    float* lemmas = tags_.data() + (s.tags() - s.lemmas);
    products_.multiply(rows, input_.data(), s.input(), packed_[index_of(Weight::lemma_input)].plain, lemmas, s.tags(),
                       true);
    for (std::size_t n = 0; n < sentences.size(); ++n) {
      const Lesson* lesson = sentences[n]->lesson;
      for (std::size_t i = 0; i < sentences[n]->size(); ++i) {
        const Word& word = sentences[n]->words[i];
        float* scores = tags_.data() + layout.row(n, i) * s.tags();
        const auto learn = [&](std::size_t size, std::int32_t gold, const std::vector<float>* taught, float share) {
          const Target target{gold, taught != nullptr ? taught->data() + i * size : nullptr, teacher_share_};
          gradients.loss += cross_entropy(scores, size, target, share * scale_);
          scores += size;
        };
        learn(s.upos, word.upos, lesson != nullptr ? &lesson->upos : nullptr, 1.0F);
        learn(s.feats, word.feats, nullptr, 0.5F);
        learn(s.names, word.name, lesson != nullptr ? &lesson->names : nullptr, 1.0F);
        learn(s.lemmas, word.lemma, nullptr, 0.5F);
      }
    }
    linear_backward(rows, layers_.back().encoded, Weight::tags, tags_, d_encoded_);
    products_.add_gradient(rows, s.input(), s.lemmas, input_.data(), s.input(), lemmas, s.tags(),
                           gradients.of(Weight::lemma_input));
    products_.multiply(rows, lemmas, s.tags(), packed_[index_of(Weight::lemma_input)].transposed, d_input_.data(),
                       s.input(), true);
  }

  void trees(const BatchLayout& layout, std::span<const Sentence* const> sentences) {
    const NetworkShape& s = shape();
    const std::size_t rows = layout.rows();
    const std::size_t width = s.projected();
    linear(rows, layers_.back().encoded, Weight::project, projected_);
    make_mask(layout, width, keep_, random_, projected_mask_);
    apply_mask(projected_mask_, projected_.data());
    dependents_.resize(rows * s.arc);
    for (std::size_t i = 0; i < rows; ++i) {
      float* arc = projected_.data() + i * width;
      for (std::size_t j = 0; j < std::size_t{2} * s.arc; ++j) {
        arc[j] = std::max(0.0F, arc[j]);
      }
      std::memcpy(dependents_.data() + i * s.arc, arc, s.arc * sizeof(float));
    }
    d_projected_.assign(rows * width, 0.0F);
    linear(rows, dependents_, Weight::arc, arcs_);
    d_arcs_.assign(rows * s.arc, 0.0F);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      arcs_of(layout, i, *sentences[i]);
    }
    d_dependents_.assign(rows * s.arc, 0.0F);
    linear_backward(rows, dependents_, Weight::arc, d_arcs_, d_dependents_);
    relations(layout, sentences);
    for (std::size_t i = 0; i < rows; ++i) {
      const float* arc = projected_.data() + i * width;
      float* d = d_projected_.data() + i * width;
      kernels::add_scaled(1.0F, d_dependents_.data() + i * s.arc, d, s.arc);
      for (std::size_t j = 0; j < std::size_t{2} * s.arc; ++j) {
        d[j] = arc[j] > 0.0F ? d[j] : 0.0F;
      }
    }
    apply_mask(projected_mask_, d_projected_.data());
    linear_backward(rows, layers_.back().encoded, Weight::project, d_projected_, d_encoded_);
  }

  void arcs_of(const BatchLayout& layout, std::size_t number, const Sentence& sentence) {
    const Lesson* lesson = sentence.lesson;
    if (!sentence.has_tree && lesson == nullptr) {
      return;
    }
    const NetworkShape& s = shape();
    const std::size_t n = sentence.size();
    heads_.resize((n + 1) * s.arc);
    rows_.resize(n * s.arc);
    std::memcpy(heads_.data(), weight(Weight::arc_root), s.arc * sizeof(float));
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t row = layout.row(number, i);
      std::memcpy(heads_.data() + (i + 1) * s.arc, projected_.data() + row * s.projected() + s.arc,
                  s.arc * sizeof(float));
      std::memcpy(rows_.data() + i * s.arc, arcs_.data() + row * s.arc, s.arc * sizeof(float));
    }
    scores_.resize(n * (n + 1));
    products_.packed.pack(heads_.data(), s.arc, n + 1, 1, s.arc);
    products_.multiply(n, rows_.data(), s.arc, products_.packed, scores_.data(), n + 1, false);
    for (std::size_t i = 0; i < n; ++i) {
      float* row = scores_.data() + i * (n + 1);
      row[i + 1] = -1e9F;  // no word is its own head
      const Target target{sentence.has_tree ? sentence.words[i].head : unlabelled,
                          lesson != nullptr ? lesson->heads.data() + i * (n + 1) : nullptr, teacher_share_};
      gradients.loss += cross_entropy(row, n + 1, target, scale_);
    }
    // d_rows = d_scores * heads; d_heads = d_scores^T * rows
    d_rows_.resize(n * s.arc);
    products_.packed.pack(heads_.data(), n + 1, s.arc, s.arc, 1);
    products_.multiply(n, scores_.data(), n + 1, products_.packed, d_rows_.data(), s.arc, false);
    d_heads_.assign((n + 1) * s.arc, 0.0F);
    products_.add_gradient(n, n + 1, s.arc, scores_.data(), n + 1, rows_.data(), s.arc, d_heads_.data());
    kernels::add_scaled(1.0F, d_heads_.data(), gradients.of(Weight::arc_root), s.arc);
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t row = layout.row(number, i);
      std::memcpy(d_arcs_.data() + row * s.arc, d_rows_.data() + i * s.arc, s.arc * sizeof(float));
      kernels::add_scaled(1.0F, d_heads_.data() + (i + 1) * s.arc, d_projected_.data() + row * s.projected() + s.arc,
                          s.arc);
    }
  }

  void relations(const BatchLayout& layout, std::span<const Sentence* const> sentences) {
    const NetworkShape& s = shape();
    const std::size_t rows = layout.rows();
    constexpr std::size_t root = static_cast<std::size_t>(-1);
    head_rows_.assign(rows, root);
    for (std::size_t n = 0; n < sentences.size(); ++n) {
      for (std::size_t i = 0; i < sentences[n]->size(); ++i) {
        if (const auto head = sentences[n]->words[i].head; head > 0) {
          head_rows_[layout.row(n, i)] = layout.row(n, static_cast<std::size_t>(head) - 1);
        }
      }
    }
    const auto head_part = [&](std::vector<float>& of, std::size_t row) {
      return of.data() + head_rows_[row] * s.projected() + std::size_t{2} * s.arc + s.relation;
    };
    hidden_.resize(rows * s.relation);
    for (std::size_t i = 0; i < rows; ++i) {
      const float* head = head_rows_[i] == root ? weight(Weight::relation_root) : head_part(projected_, i);
      kernels::rectified_sum(projected_.data() + i * s.projected() + std::size_t{2} * s.arc, head,
                             hidden_.data() + i * s.relation, s.relation);
    }
    linear(rows, hidden_, Weight::relation, relations_);
    for (std::size_t n = 0; n < sentences.size(); ++n) {
      const Lesson* lesson = sentences[n]->lesson;
      for (std::size_t i = 0; i < sentences[n]->size(); ++i) {
        const Target target{sentences[n]->words[i].relation,
                            lesson != nullptr ? lesson->relations.data() + i * s.relations : nullptr, teacher_share_};
        gradients.loss +=
            cross_entropy(relations_.data() + layout.row(n, i) * s.relations, s.relations, target, scale_);
      }
    }
    d_hidden_.assign(rows * s.relation, 0.0F);
    linear_backward(rows, hidden_, Weight::relation, relations_, d_hidden_);
    for (std::size_t i = 0; i < rows; ++i) {
      float* d = d_hidden_.data() + i * s.relation;
      const float* hidden = hidden_.data() + i * s.relation;
      for (std::size_t j = 0; j < s.relation; ++j) {
        d[j] = hidden[j] > 0.0F ? d[j] : 0.0F;
      }
      kernels::add_scaled(1.0F, d, d_projected_.data() + i * s.projected() + std::size_t{2} * s.arc, s.relation);
      kernels::add_scaled(1.0F, d,
                          head_rows_[i] == root ? gradients.of(Weight::relation_root) : head_part(d_projected_, i),
                          s.relation);
    }
  }

  const TrainedNetwork& network_;
  const std::vector<PackedPair>& packed_;
  Random random_{0};
  float scale_ = 1;
  float keep_ = 1;
  float teacher_share_ = 0;
  std::vector<Layer> layers_;
  std::vector<float> input_, input_mask_, tags_, projected_, projected_mask_;
  std::vector<float> dependents_, arcs_, heads_, rows_, scores_, hidden_, relations_;
  std::vector<float> d_input_, d_encoded_, d_lower_, d_projected_, d_arcs_, d_dependents_, d_rows_, d_heads_, d_hidden_;
  Products products_;
  std::vector<char> seen_;
  std::vector<std::size_t> head_rows_;
};

double squares(const std::vector<float>& values) {
  return static_cast<double>(kernels::dot(values.data(), values.data(), values.size()));
}

class Trainer {
 public:
  Trainer(const std::vector<TrainingSentence>& sentences, const std::vector<Lesson>& lessons, const Vectors& vectors,
          const GeneralVectors& general, const Lexicon& lexicon, const NetworkTrainingOptions& options)
      : sentences_(sentences), options_(options), random_(options.seed) {
    network.shape = options.shape;
    network.shape.word = Vectors::dimension;
    network.shape.general = static_cast<std::uint32_t>(general.width);
    network.general = general;
    network.lexicon = lexicon;
    count_labels();
    take_vectors(vectors);
    make_weights();
    prepared_.reserve(sentences.size());
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const bool taught = !lessons.empty() && !lessons[i].heads.empty();
      prepared_.push_back(prepare(sentences[i], taught ? &lessons[i] : nullptr, false, false));
    }
    for (unsigned i = 0; i < std::max(1U, options.workers); ++i) {
      workers_.push_back(std::make_unique<Worker>(network, packed_));
    }
    dense_.resize(network.weights.size());
    packed_.resize(network.weights.size());
    for (std::size_t i = 0; i < dense_.size(); ++i) {
      pack(i);
      dense_[i].resize(network.weights[i].size());
    }
    words_.resize(network.words.size());
    subwords_.resize(network.subwords.size());
    forms_.resize(network.forms.size());
    classes_.resize(network.classes.size());
  }

  TrainedNetwork network;

  /// Mean loss of a word.
  double epoch(int number) {
    std::vector<Sentence> changed;
    changed.reserve(2 * prepared_.size());  // pointers into it are kept
    std::vector<const Sentence*> order;
    for (std::size_t i = 0; i < prepared_.size(); ++i) {
      const bool upper = random_.chance(options_.upper_case);
      const bool bare = random_.chance(options_.no_full_stop);
      if (upper || bare) {
        changed.push_back(prepare(sentences_[i], nullptr, upper, bare));
      }
      const Sentence* sentence = upper || bare ? &changed.back() : &prepared_[i];
      if (sentence->size() > 0) {
        order.push_back(sentence);
      }
      if (options_.headlines > 0 && random_.chance(options_.headlines)) {
        if (const auto headline = as_headline(sentences_[i], random_)) {
          changed.push_back(prepare(*headline, nullptr, false, false));
          order.push_back(&changed.back());
        }
      }
    }
    shuffle(order, random_);
    const auto batches = make_batches(
        order, options_.batch_words, [](const Sentence* sentence) { return sentence->size(); }, random_);
    const std::size_t total = batches.size() * static_cast<std::size_t>(options_.epochs);
    double loss = 0;
    for (std::size_t b = 0; b < batches.size(); ++b) {
      const double done =
          static_cast<double>(static_cast<std::size_t>(number) * batches.size() + b) / static_cast<double>(total);
      const double warm = std::min(1.0, done * static_cast<double>(total) / 200.0);
      const double rate = static_cast<double>(options_.rate) * warm * 0.5 * (1.0 + std::cos(std::numbers::pi * done));
      loss += batch(batches[b], static_cast<float>(rate));
    }
    return loss / static_cast<double>(batches.size());
  }

 private:
  void count_labels() {
    for (const auto& sentence : sentences_) {
      for (const auto& word : sentence.words) {
        WordFeatures features;
        word_features(word.form, features);
        ++counts_[features.key];
        if (sentence.has_tree) {
          feats_.count(feats_label(word.feats));
          relations_.count(word.deprel);
          lemmas_.count(LemmaScript::between(word.form, word.lemma).text());
        }
      }
    }
    feats_.close(2);
    relations_.close(3);
    lemmas_.close(2);
    network.feats = feats_.list();
    network.relations = relations_.list();
    network.lemmas = lemmas_.list();
    network.shape.feats = static_cast<std::uint32_t>(network.feats.size());
    network.shape.relations = static_cast<std::uint32_t>(network.relations.size());
    network.shape.lemmas = static_cast<std::uint32_t>(network.lemmas.size());
  }

  void take_vectors(const Vectors& vectors) {
    std::vector<std::pair<std::uint64_t, std::size_t>> keys;
    for (std::size_t i = 0; i < vectors.vocabulary.size(); ++i) {
      WordFeatures features;
      word_features(vectors.vocabulary[i], features);
      keys.emplace_back(features.key, i);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
               keys.end());
    for (const auto& [key, row] : keys) {
      row_of_[key] = static_cast<std::int32_t>(network.word_keys.size());
      network.word_keys.push_back(key);
      const float* from = vectors.words.data() + row * Vectors::dimension;
      network.words.insert(network.words.end(), from, from + Vectors::dimension);
    }
    network.word_subwords = vectors.subwords;
  }

  void make_weights() {
    network.weights.resize(weight_count(network.shape));
    for (std::size_t i = 0; i < network.weights.size(); ++i) {
      const auto [rows, columns] = extent(static_cast<Weight>(i), network.shape);
      auto& values = network.weights[i];
      values.assign(rows * columns, 0.0F);
      const float spread = std::sqrt(2.0F / static_cast<float>(rows + columns));
      if (rows > 1) {
        for (auto& v : values) {
          v = spread * random_.normal();
        }
      }
    }
    for (const auto root : {Weight::arc_root, Weight::relation_root}) {
      for (auto& v : network.weights[index_of(root)]) {
        v = 0.1F * random_.normal();
      }
    }
    for (std::size_t i = 0; i < std::size_t{2} * network.shape.layers; ++i) {
      auto& values = network.weights[index_of(lstm_weight(i / 2, i % 2 == 1, LstmPart::bias))];
      std::fill_n(values.begin() + network.shape.hidden, network.shape.hidden, 1.0F);  // forget gates begin open
    }
    network.subwords.resize(subword_rows * network.shape.subword);
    network.forms.resize(form_rows * network.shape.form);
    network.classes.resize(lexicon_class_count * network.shape.form);
    for (auto* table : {&network.subwords, &network.forms, &network.classes}) {
      for (auto& v : *table) {
        v = 0.3F * random_.normal();
      }
    }
  }

  /// lesson: on the sentence as it stands, or none; bare: without its last full stop.
  [[nodiscard]] Sentence prepare(const TrainingSentence& sentence, const Lesson* lesson, bool upper, bool bare) const {
    Sentence out;
    out.has_tree = sentence.has_tree;
    out.lesson = lesson;
    std::size_t size = sentence.words.size();
    if (bare && sentence.has_tree && size > 1 && sentence.words.back().upos == "PUNCT" &&
        std::none_of(sentence.words.begin(), sentence.words.end(),
                     [&](const TrainingWord& w) { return w.head == static_cast<std::int32_t>(size) - 1; })) {
      --size;
    }
    WordFeatures features;
    for (std::size_t i = 0; i < size; ++i) {
      const auto& from = sentence.words[i];
      const std::string form = upper ? in_capitals(from.form) : from.form;
      word_features(form, features);
      Word word;
      const auto row = row_of_.find(features.key);
      word.row = row == row_of_.end() ? -1 : row->second;
      const auto count = counts_.find(features.key);
      word.drop = 0.25F / (0.25F + static_cast<float>(count == counts_.end() ? 0 : count->second)) + 0.05F;
      word.general = network.general.find(features.key);
      word.subwords = features.subwords;
      word.shape = features.shape;
      word.classes = network.lexicon.find(features.key);
      word.name = from.name;  // NOLINT(bugprone-signed-char-misuse): a small number, -1 for unknown
      word.head = from.head + 1;
      if (sentence.has_tree) {
        for (std::size_t u = 0; u < upos_count; ++u) {
          if (sitrep::name(static_cast<Upos>(u)) == from.upos) {
            word.upos = static_cast<std::int32_t>(u);
          }
        }
        word.feats = feats_.find(feats_label(from.feats));
        word.relation = relations_.find(from.deprel);
        if (word.relation == unlabelled) {
          word.relation = relations_.find(from.deprel.substr(0, from.deprel.find(':')));
        }
        word.lemma = lemmas_.find(LemmaScript::between(form, from.lemma).text());
      }
      out.words.push_back(std::move(word));
    }
    return out;
  }

  void pack(std::size_t number) {
    const auto [rows, columns] = extent(static_cast<Weight>(number), network.shape);
    if (rows > 1) {
      packed_[number].pack(network.weights[number].data(), rows, columns);
    }
  }

  /// Calls act(worker) for each worker, in threads of their own.
  template <typename Act>
  void in_parallel(Act act) {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers_.size(); ++i) {
      threads.emplace_back([&act, i] { act(i); });
    }
    act(0);
  }

  double batch(const std::vector<const Sentence*>& sentences, float rate) {
    std::size_t words = 0;
    std::vector<std::vector<const Sentence*>> shares(workers_.size());
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      shares[i % shares.size()].push_back(sentences[i]);
      words += sentences[i]->size();
    }
    std::vector<std::uint64_t> seeds(workers_.size());
    for (auto& seed : seeds) {
      seed = random_.next();
    }
    in_parallel([&](std::size_t i) {
      if (!shares[i].empty()) {
        workers_[i]->run(shares[i], 1.0F / static_cast<float>(words), options_.dropout, options_.teacher_share,
                         seeds[i]);
      }
    });
    auto& total = workers_.front()->gradients;
    double loss = total.loss;
    for (std::size_t i = 1; i < workers_.size(); ++i) {
      if (shares[i].empty()) {
        continue;
      }
      auto& part = workers_[i]->gradients;
      loss += part.loss;
      for (std::size_t w = 0; w < part.weights.size(); ++w) {
        kernels::add_scaled(1.0F, part.weights[w].data(), total.weights[w].data(), part.weights[w].size());
      }
      const auto add_rows = [](RowGradient& to, const RowGradient& from) {
        for (const auto row : from.rows) {
          to.add(row, 1.0F, from.values.data() + row * from.width);
        }
      };
      add_rows(total.words, part.words);
      add_rows(total.subwords, part.subwords);
      add_rows(total.forms, part.forms);
      add_rows(total.classes, part.classes);
    }
    update(total, rate);
    return loss;
  }

  void update(Gradients& g, float rate) {
    double norm = 0;
    for (const auto& values : g.weights) {
      norm += squares(values);
    }
    for (const auto* rows : {&g.words, &g.subwords, &g.forms, &g.classes}) {
      for (const auto row : rows->rows) {
        const float* values = rows->values.data() + row * rows->width;
        norm += static_cast<double>(kernels::dot(values, values, rows->width));
      }
    }
    norm = std::sqrt(norm);
    const float factor = norm > static_cast<double>(clip) ? clip / static_cast<float>(norm) : 1.0F;
    in_parallel([&](std::size_t worker) {
      for (std::size_t i = worker; i < dense_.size(); i += workers_.size()) {
        dense_[i].step(0, network.weights[i].size(), g.weights[i].data(), factor, rate, network.weights[i].data());
        pack(i);
      }
    });
    const auto step_rows = [&](const RowGradient& rows, Adam& adam, float row_rate, std::vector<float>& table) {
      for (const auto row : rows.rows) {
        const std::size_t at = row * rows.width;
        adam.step(at, rows.width, rows.values.data() + at, factor, row_rate, table.data() + at);
      }
    };
    step_rows(g.words, words_, rate * word_rate, network.words);
    step_rows(g.subwords, subwords_, rate, network.subwords);
    step_rows(g.forms, forms_, rate, network.forms);
    step_rows(g.classes, classes_, rate, network.classes);
  }

  const std::vector<TrainingSentence>& sentences_;
  const NetworkTrainingOptions& options_;
  Random random_;
  std::unordered_map<std::uint64_t, std::size_t> counts_;
  std::unordered_map<std::uint64_t, std::int32_t> row_of_;
  Labels feats_;
  Labels relations_;
  Labels lemmas_;
  std::vector<Sentence> prepared_;
  std::vector<PackedPair> packed_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<Adam> dense_;
  Adam words_;
  Adam subwords_;
  Adam forms_;
  Adam classes_;
};

}  // namespace

TrainedNetwork train_network(const std::vector<TrainingSentence>& sentences, const std::vector<Lesson>& lessons,
                             const Vectors& vectors, const GeneralVectors& general, const Lexicon& lexicon,
                             const NetworkTrainingOptions& options,
                             const std::function<void(int, double, const TrainedNetwork&)>& after_epoch) {
  Trainer trainer(sentences, lessons, vectors, general, lexicon, options);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    const double loss = trainer.epoch(epoch);
    after_epoch(epoch, loss, trainer.network);
  }
  return std::move(trainer.network);
}

}  // namespace sitrep::train
