#include "train/contexts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/section_file.h"
#include "extract/context_example.h"
#include "language/model.h"
#include "train/figures.h"
#include "train/model_writer.h"
#include "train/regression.h"
#include "train/sentence_files.h"

namespace sitrep::train {

namespace {

constexpr std::size_t folds = 5;
// Sentences that stand together are often of one kind; they go to one fold.
constexpr std::size_t block = 8;
constexpr double regularisation = 0.5;
// What fewer sentences have tells of nothing but them.
constexpr std::size_t fewest_sentences = 2;
// How much the mean of a sentence's word vectors, each of length 1, counts beside its words.
constexpr float vector_scale = 8;
// Of contexts given to sentences that were not trained on, so many shall be right.
constexpr double precision_wanted = 0.8;
constexpr std::size_t fewest_given = 6;
constexpr int lowest_percent = 20;
constexpr int highest_percent = 95;
constexpr int step_percent = 5;

/// The vectors of a language model's words, brought to length 1.
class WordVectors {
 public:
  explicit WordVectors(const std::filesystem::path& file) : model_(Model::open(file)) {}

  [[nodiscard]] std::size_t width() const { return table().width; }
  [[nodiscard]] std::span<const std::uint64_t> keys() const { return model_.word_keys; }
  /// y += factor * the word's vector
  void add(std::size_t row, float factor, std::vector<float>& y) const {
    std::vector<float> vector(width());
    table().add_row(row, 1, vector.data());
    const float length = std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0F));
    for (std::size_t i = 0; length > 0 && i < vector.size(); ++i) {
      y[i] += factor * vector[i] / length;
    }
  }
  void add(const ContextInput::Word& word, std::vector<float>& y) const {
    if (const auto known = look_up(model_, word.key); known.row != KnownWord::none) {
      add(known.row, word.share * vector_scale, y);
    }
  }

 private:
  [[nodiscard]] const QuantisedRows& table() const { return model_.networks.front().words; }

  Model model_;
};

struct TrainingSet {
  std::vector<ContextExample> examples;
  std::vector<Row> rows;                       ///< their features, then the values of their mean vectors
  std::vector<std::uint64_t> keys;             ///< of the features
  std::map<std::string, std::size_t> context;  ///< sentences that have it
};

TrainingSet read(const ContextOptions& options, const Knowledge& knowledge, const Language& language,
                 const WordVectors& vectors) {
  TrainingSet set;
  for_each_sentence(options.sentences, [&](std::string_view text) {
    std::string fault;
    if (auto example = parse_context_example(text, fault)) {
      set.examples.push_back(std::move(*example));
    }
    return fault;
  });
  std::vector<ContextInput> inputs;
  std::map<std::uint64_t, std::size_t> sentences_with;
  for (const auto& example : set.examples) {
    for (const auto& context : example.contexts) {
      ++set.context[context];
    }
    inputs.push_back(read_input(example, knowledge, language));
    for (const auto& feature : inputs.back().features) {
      ++sentences_with[feature.key()];
    }
  }
  FeatureTable features;
  for (const auto& input : inputs) {
    auto& row = set.rows.emplace_back();
    for (const auto& feature : input.features) {
      if (sentences_with[feature.key()] >= fewest_sentences) {
        row.features.emplace_back(features.number(feature), feature.value);
      }
    }
  }
  set.keys = features.keys();
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::vector<float> mean(vectors.width());
    for (const auto& word : inputs[i].words) {
      vectors.add(word, mean);
    }
    for (std::size_t d = 0; d < mean.size(); ++d) {
      set.rows[i].features.emplace_back(static_cast<std::uint32_t>(set.keys.size() + d), mean[d]);
    }
  }
  return set;
}

/// How a context is given at a threshold.
struct Cut {
  double threshold = 0;
  std::size_t gold = 0;
  std::size_t given = 0;
  std::size_t right = 0;
  [[nodiscard]] double precision() const {
    return given > 0 ? static_cast<double>(right) / static_cast<double>(given) : 0;
  }
  [[nodiscard]] double recall() const { return gold > 0 ? static_cast<double>(right) / static_cast<double>(gold) : 0; }
  [[nodiscard]] double f1() const {
    return gold + given > 0 ? 2 * static_cast<double>(right) / static_cast<double>(gold + given) : 0;
  }
};

Cut cut(const std::vector<Row>& rows, const std::vector<double>& probabilities, double threshold) {
  Cut out{threshold};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool given = probabilities[i] >= threshold;
    out.gold += rows[i].right ? 1 : 0;
    out.given += given ? 1 : 0;
    out.right += given && rows[i].right ? 1 : 0;
  }
  return out;
}

/// The lowest threshold at which enough is right; the highest where there is none.
Cut best_cut(const std::vector<Row>& rows, const std::vector<double>& probabilities) {
  for (int percent = lowest_percent; percent < highest_percent; percent += step_percent) {
    const auto here = cut(rows, probabilities, percent / 100.0);
    if (here.given >= fewest_given && here.precision() >= precision_wanted) {
      return here;
    }
  }
  return cut(rows, probabilities, highest_percent / 100.0);
}

/// The probabilities that a context has in each sentence, by models that have not seen it.
std::vector<double> cross_validate(const std::vector<Row>& rows, std::size_t feature_count) {
  std::vector<double> out(rows.size());
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<const Row*> others;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i / block % folds != fold) {
        others.push_back(&rows[i]);
      }
    }
    const auto weights = fit(others, feature_count, regularisation);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i / block % folds == fold) {
        out[i] = logistic(weights.score(rows[i]));
      }
    }
  }
  return out;
}

std::string told(const Cut& c, std::string_view name) {
  return line("%-22.*s %5zu %9.2f %9.1f %8.1f %6.1f", static_cast<int>(name.size()), name.data(), c.gold, c.threshold,
              100 * c.precision(), 100 * c.recall(), 100 * c.f1());
}

/// Rows of weights, one for each context, in ascending order of their keys.
void add_table(SectionFileWriter& writer, const std::string& section, std::span<const std::uint64_t> keys,
               const std::vector<float>& weights, std::size_t contexts) {
  std::vector<std::size_t> order(keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  std::vector<std::uint64_t> sorted;
  std::vector<float> rows;
  for (const auto i : order) {
    sorted.push_back(keys[i]);
    const auto row = weights.begin() + static_cast<std::ptrdiff_t>(i * contexts);
    rows.insert(rows.end(), row, row + static_cast<std::ptrdiff_t>(contexts));
  }
  writer.add(section + "-keys", bytes_of(sorted));
  add_rows(writer, section, rows, contexts);
}

void write(const std::filesystem::path& file, const TrainingSet& set, const WordVectors& vectors,
           const std::vector<Weights>& weights, const std::vector<float>& thresholds) {
  const auto contexts = weights.size();
  std::vector<std::string> names;
  for (const auto& [name, count] : set.context) {
    names.push_back(name);
  }
  std::vector<float> biases;
  std::vector<float> by_feature(set.keys.size() * contexts);
  std::vector<float> by_word(vectors.keys().size() * contexts);
  for (std::size_t c = 0; c < contexts; ++c) {
    biases.push_back(static_cast<float>(weights[c].bias));
    for (std::size_t f = 0; f < set.keys.size(); ++f) {
      by_feature[f * contexts + c] = static_cast<float>(weights[c].of[f]);
    }
  }
  for (std::size_t word = 0; word < vectors.keys().size(); ++word) {
    std::vector<float> vector(vectors.width());
    vectors.add(word, vector_scale, vector);
    for (std::size_t c = 0; c < contexts; ++c) {
      double sum = 0;
      for (std::size_t d = 0; d < vector.size(); ++d) {
        sum += weights[c].of[set.keys.size() + d] * static_cast<double>(vector[d]);
      }
      by_word[word * contexts + c] = static_cast<float>(sum);
    }
  }
  SectionFileWriter writer{std::string(contexts_file_kind), contexts_file_version};
  writer.add("contexts", lines_of(names));
  writer.add("biases", bytes_of(biases));
  writer.add("thresholds", bytes_of(thresholds));
  add_table(writer, "features", set.keys, by_feature, contexts);
  add_table(writer, "words", vectors.keys(), by_word, contexts);
  writer.write(file);
}

}  // namespace

void train_contexts(const ContextOptions& options, const Knowledge& knowledge, const Language& language,
                    const std::function<void(std::string_view)>& say) {
  const WordVectors vectors(options.vectors);
  auto set = read(options, knowledge, language, vectors);
  const auto feature_count = set.keys.size() + vectors.width();
  std::vector<std::set<std::string>> given(set.rows.size());
  std::vector<Weights> weights;
  std::vector<float> thresholds;
  Cut all;
  double sum_of_f1 = 0;
  std::vector<const Row*> rows;
  for (const auto& row : set.rows) {
    rows.push_back(&row);
  }
  say(line("%-22s %5s %9s %9s %8s %6s", "", "gold", "threshold", "precision", "recall", "F1"));
  for (const auto& [context, count] : set.context) {
    for (std::size_t i = 0; i < set.rows.size(); ++i) {
      const auto& has = set.examples[i].contexts;
      set.rows[i].right = std::find(has.begin(), has.end(), context) != has.end();
    }
    const auto probabilities = cross_validate(set.rows, feature_count);
    const auto best = best_cut(set.rows, probabilities);
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
      if (probabilities[i] >= best.threshold) {
        given[i].insert(context);
      }
    }
    say(told(best, context));
    all.gold += best.gold;
    all.given += best.given;
    all.right += best.right;
    sum_of_f1 += best.f1();
    thresholds.push_back(static_cast<float>(best.threshold));
    weights.push_back(fit(rows, feature_count, regularisation));
  }
  say(line("%-22s %5zu %9s %9.1f %8.1f %6.1f", "all", all.gold, "", 100 * all.precision(), 100 * all.recall(),
           100 * all.f1()));
  std::size_t empty = 0;
  std::size_t silent = 0;
  for (std::size_t i = 0; i < set.examples.size(); ++i) {
    const auto& has = set.examples[i].contexts;
    empty += has.empty() ? 1 : 0;
    silent += has.empty() && given[i].empty() ? 1 : 0;
    std::string difference;
    for (const auto& context : has) {
      difference += given[i].contains(context) ? "" : " -" + context;
    }
    for (const auto& context : given[i]) {
      difference += std::find(has.begin(), has.end(), context) != has.end() ? "" : " +" + context;
    }
    if (options.differences && !difference.empty()) {
      say(set.examples[i].text + " " + difference);
    }
  }
  say(line("%zu sentences, %zu features; mean F1 of the contexts %.1f; of %zu sentences without context %zu get none",
           set.examples.size(), set.keys.size(), 100 * sum_of_f1 / static_cast<double>(weights.size()), empty, silent));
  write(options.out, set, vectors, weights, thresholds);
}

}  // namespace sitrep::train
