#include "train/name_tagger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <unordered_map>
#include <utility>

#include "language/kernels.h"
#include "language/lemma_script.h"
#include "language/network.h"
#include "language/word_features.h"
#include "train/batches.h"
#include "train/label_chain.h"
#include "train/lstm.h"
#include "train/model_writer.h"
#include "train/random.h"

namespace sitrep::train {

namespace {

// Chance of a word's general vector being left out, as it is for words without one.
constexpr float general_drop = 0.1F;
constexpr float clip = 5.0F;
constexpr std::size_t parts_of_lstm = 3;

/// A form as the model sees it.
struct Form {
  WordFeatures features;
  KnownWord known;
  std::size_t count = 0;  // in the sentences as they are written
};

struct TaggedSentence {
  std::array<std::vector<std::uint32_t>, 3> forms;  // as it is, in lower case, in capitals; numbers in the table
  std::vector<std::int8_t> names;
};

class Trainer {
 public:
  Trainer(const Model& model, const std::vector<TrainingSentence>& sentences, const NameTaggerOptions& options)
      : options_(options), network_(model.networks.front()), random_(options.seed) {
    tagger.shape = options.shape;
    tagger.shape.input = static_cast<std::uint32_t>(network_.shape().input());
    read(model, sentences);
    make_weights();
  }

  TrainedTagger tagger;

  /// Mean loss of a word.
  double epoch(int number) {
    std::vector<std::pair<const TaggedSentence*, int>> order;
    for (const auto& sentence : sentences_) {
      const float drawn = random_.uniform();
      const bool lower = drawn < options_.lower_case;
      const bool upper = !lower && drawn < options_.lower_case + options_.upper_case;
      order.emplace_back(&sentence, lower ? 1 : (upper ? 2 : 0));
    }
    shuffle(order, random_);
    const auto batches = make_batches(
        order, options_.batch_words, [](const auto& sentence) { return sentence.first->names.size(); }, random_);
    const auto total = static_cast<double>(batches.size()) * options_.epochs;
    double loss = 0;
    for (std::size_t b = 0; b < batches.size(); ++b) {
      const auto at = static_cast<double>(static_cast<std::size_t>(number) * batches.size() + b);
      constexpr double warm_batches = 200;
      const double rate = static_cast<double>(options_.rate) * std::min(1.0, at / warm_batches) * 0.5 *
                          (1.0 + std::cos(std::numbers::pi * at / total));
      loss += learn(batches[b], static_cast<float>(rate));
    }
    return loss / static_cast<double>(batches.size());
  }

 private:
  using Batch = std::vector<std::pair<const TaggedSentence*, int>>;

  void read(const Model& model, const std::vector<TrainingSentence>& sentences) {
    std::unordered_map<std::string, std::uint32_t> numbers;
    const auto number_of = [&](const std::string& form) {
      const auto [place, is_new] = numbers.emplace(form, static_cast<std::uint32_t>(forms_.size()));
      if (is_new) {
        auto& added = forms_.emplace_back();
        word_features(form, added.features);
        added.known = look_up(model, added.features.key);
      }
      return place->second;
    };
    for (const auto& sentence : sentences) {
      if (sentence.words.empty()) {
        continue;
      }
      auto& read = sentences_.emplace_back();
      for (std::size_t i = 0; i < sentence.words.size(); ++i) {
        const auto& form = sentence.words[i].form;
        read.forms[0].push_back(number_of(form));
        read.forms[1].push_back(number_of(lower_case(form)));
        read.forms[2].push_back(number_of(in_capitals(form)));
        ++forms_[read.forms[0].back()].count;
        read.names.push_back(name_to_learn(sentence, i));
      }
    }
  }

  void make_weights() {
    const auto parts = parts_of(tagger.shape);
    for (const auto& part : parts) {
      auto& values = tagger.weights.emplace_back(part.rows * part.columns, 0.0F);
      gradients_.emplace_back(values.size(), 0.0F);
      adams_.emplace_back().resize(values.size());
      const float spread = std::sqrt(2.0F / static_cast<float>(part.rows + part.columns));
      for (auto& value : values) {
        value = part.rows > 1 ? spread * random_.normal() : 0.0F;
      }
    }
    packed_.resize(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i % parts_of_lstm == 2 && i + 2 < parts.size()) {  // forget gates begin open
        std::fill_n(tagger.weights[i].begin() + tagger.shape.hidden, tagger.shape.hidden, 1.0F);
      }
      pack(i, parts[i]);
    }
    layers_.resize(tagger.shape.layers);
    masks_.resize(tagger.shape.layers);
    tagger.steps.assign(name_labels * name_labels, 0.0);
    step_values_.assign(name_labels * name_labels, 0.0F);
    step_adam_.resize(step_values_.size());
  }

  void pack(std::size_t i, const NameTaggerPart& part) {
    if (part.rows > 1) {
      packed_[i].pack(tagger.weights[i].data(), part.rows, part.columns);
    }
  }

  [[nodiscard]] std::array<LstmWeights, 2> weights_of(std::size_t layer) const {
    std::array<LstmWeights, 2> both;
    for (std::size_t back = 0; back < 2; ++back) {
      const auto first = (2 * layer + back) * parts_of_lstm;
      both[back] = {&packed_[first], &packed_[first + 1], tagger.weights[first + 2].data()};
    }
    return both;
  }
  std::array<LstmGradients, 2> gradients_of(std::size_t layer) {
    std::array<LstmGradients, 2> both;
    for (std::size_t back = 0; back < 2; ++back) {
      const auto first = (2 * layer + back) * parts_of_lstm;
      both[back] = {gradients_[first].data(), gradients_[first + 1].data(), gradients_[first + 2].data()};
    }
    return both;
  }

  void read_inputs(const BatchLayout& layout, const Batch& batch) {
    const std::size_t width = tagger.shape.input;
    input_.resize(layout.rows() * width);
    for (std::size_t s = 0; s < batch.size(); ++s) {
      const auto& numbers = batch[s].first->forms[static_cast<std::size_t>(batch[s].second)];
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto& form = forms_[numbers[i]];
        auto known = form.known;
        if (random_.chance(0.25F / (0.25F + static_cast<float>(form.count)) + 0.05F)) {
          known.row = KnownWord::none;
        }
        if (random_.chance(general_drop)) {
          known.general = KnownWord::none;
        }
        network_.input_row(form.features, known, input_.data() + layout.row(s, i) * width);
      }
    }
    make_mask(layout, width, 1 - options_.dropout, random_, mask_);
    apply_mask(mask_, input_.data());
  }

  double learn(const Batch& batch, float rate) {
    std::vector<std::uint32_t> lengths;
    for (const auto& [sentence, writing] : batch) {
      lengths.push_back(static_cast<std::uint32_t>(sentence->names.size()));
    }
    const BatchLayout layout(lengths);
    const std::size_t rows = layout.rows();
    const std::size_t hidden = tagger.shape.hidden;
    const std::size_t encoded = tagger.shape.encoded();
    const auto parts = parts_of(tagger.shape);
    for (auto& values : gradients_) {
      std::fill(values.begin(), values.end(), 0.0F);
    }
    read_inputs(layout, batch);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      layers_[i].forward(layout, i == 0 ? input_ : layers_[i - 1].encoded, i == 0 ? tagger.shape.input : encoded,
                         hidden, weights_of(i), products_);
      make_mask(layout, encoded, 1 - options_.dropout, random_, masks_[i]);
      apply_mask(masks_[i], layers_[i].encoded.data());
    }
    const std::size_t out = parts.size() - 2;
    scores_.resize(rows * name_labels);
    for (std::size_t i = 0; i < rows; ++i) {
      std::copy_n(tagger.weights[out + 1].data(), name_labels, scores_.data() + i * name_labels);
    }
    products_.multiply(rows, layers_.back().encoded.data(), encoded, packed_[out].plain, scores_.data(), name_labels,
                       true);
    const double loss = score_gradients(layout, batch);
    products_.add_gradient(rows, encoded, name_labels, layers_.back().encoded.data(), encoded, scores_.data(),
                           name_labels, gradients_[out].data());
    add_columns(rows, name_labels, scores_.data(), name_labels, gradients_[out + 1].data());
    d_encoded_.resize(rows * encoded);
    products_.multiply(rows, scores_.data(), name_labels, packed_[out].transposed, d_encoded_.data(), encoded, false);
    for (std::size_t i = layers_.size(); i-- > 0;) {
      apply_mask(masks_[i], d_encoded_.data());
      layers_[i].backward(layout, i == 0 ? tagger.shape.input : encoded, hidden, weights_of(i), d_encoded_, d_lower_,
                          gradients_of(i), products_);
      std::swap(d_encoded_, d_lower_);
    }
    update(parts, rate);
    return loss;
  }

  /// Replaces the scores by their gradients; returns the loss of a word.
  double score_gradients(const BatchLayout& layout, const Batch& batch) {
    const double scale = 1.0 / static_cast<double>(layout.rows());
    StepScores steps{};
    std::copy(tagger.steps.begin(), tagger.steps.end(), steps.begin());
    StepScores d_steps{};
    double loss = 0;
    for (std::size_t s = 0; s < batch.size(); ++s) {
      const auto& names = batch[s].first->names;
      labels_.assign(names.size(), LabelScores{});
      for (std::size_t i = 0; i < names.size(); ++i) {
        std::copy_n(scores_.data() + layout.row(s, i) * name_labels, name_labels, labels_[i].begin());
      }
      all_.compute(labels_, steps, {});
      right_.compute(labels_, steps, names);
      loss += (all_.log_total - right_.log_total) * scale;
      for (std::size_t i = 0; i < names.size(); ++i) {
        float* d = scores_.data() + layout.row(s, i) * name_labels;
        for (std::size_t label = 0; label < name_labels; ++label) {
          d[label] = static_cast<float>((all_.labels_of[i][label] - right_.labels_of[i][label]) * scale);
        }
      }
      for (std::size_t i = 0; i < d_steps.size(); ++i) {
        d_steps[i] += (all_.steps[i] - right_.steps[i]) * scale;
      }
    }
    step_gradients_.assign(d_steps.begin(), d_steps.end());
    return loss;
  }

  void update(const std::vector<NameTaggerPart>& parts, float rate) {
    double norm = 0;
    for (const auto& values : gradients_) {
      norm += static_cast<double>(kernels::dot(values.data(), values.data(), values.size()));
    }
    norm = std::sqrt(norm);
    const float factor = norm > static_cast<double>(clip) ? clip / static_cast<float>(norm) : 1.0F;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      adams_[i].step(0, gradients_[i].size(), gradients_[i].data(), factor, rate, tagger.weights[i].data());
      pack(i, parts[i]);
    }
    step_adam_.step(0, step_gradients_.size(), step_gradients_.data(), 1.0F, rate, step_values_.data());
    std::copy(step_values_.begin(), step_values_.end(), tagger.steps.begin());
  }

  const NameTaggerOptions& options_;
  Network network_;
  Random random_;
  std::vector<Form> forms_;
  std::vector<TaggedSentence> sentences_;
  std::vector<PackedPair> packed_;  // by part; empty for biases
  std::vector<std::vector<float>> gradients_;
  std::vector<Adam> adams_;
  Adam step_adam_;
  std::vector<float> step_values_, step_gradients_;
  std::vector<LstmLayer> layers_;
  std::vector<std::vector<float>> masks_;
  std::vector<float> mask_, input_, scores_, d_encoded_, d_lower_;
  std::vector<LabelScores> labels_;
  Expectations all_, right_;
  Products products_;
};

}  // namespace

TrainedTagger train_tagger(const Model& model, const std::vector<TrainingSentence>& sentences,
                           const NameTaggerOptions& options, const std::function<void(std::string_view)>& say) {
  Trainer trainer(model, sentences, options);
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    const double loss = trainer.epoch(epoch);
    char line[96];
    std::snprintf(line, sizeof line, "names: tagger, epoch %d of %d, loss %.4f a word", epoch + 1, options.epochs,
                  loss);
    say(line);
  }
  return std::move(trainer.tagger);
}

void add_tagger(SectionFileWriter& writer, const std::string& prefix, const TrainedTagger& tagger, float share,
                float outside) {
  const auto parts = parts_of(tagger.shape);
  std::vector<std::int8_t> matrices;
  std::vector<float> all_scales;
  std::vector<float> biases;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const float weight = p + 2 < parts.size() ? 1.0F : share;  // of the labels' scores
    const auto& values = tagger.weights[p];
    if (parts[p].rows == 1) {
      std::transform(values.begin(), values.end(), std::back_inserter(biases), [&](float v) { return weight * v; });
      continue;
    }
    const std::size_t columns = parts[p].columns;
    const auto scales = quantise_columns(values, columns, matrices);
    std::transform(scales.begin(), scales.end(), std::back_inserter(all_scales), [&](float v) { return weight * v; });
  }
  biases[biases.size() - name_labels] += outside;
  std::vector<float> steps;
  std::transform(tagger.steps.begin(), tagger.steps.end(), std::back_inserter(steps),
                 [&](double v) { return share * static_cast<float>(v); });
  writer.add(prefix + "shape", bytes_of(std::span<const NameTaggerShape>(&tagger.shape, 1)));
  writer.add(prefix + "matrices", bytes_of(matrices));
  writer.add(prefix + "matrices.scales", bytes_of(all_scales));
  writer.add(prefix + "biases", bytes_of(biases));
  writer.add(prefix + "steps", bytes_of(steps));
}

}  // namespace sitrep::train
