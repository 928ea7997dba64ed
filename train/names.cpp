#include "train/names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/section_file.h"
#include "language/kernels.h"
#include "language/lemma_script.h"
#include "language/model.h"
#include "language/name_chain.h"
#include "language/word_features.h"
#include "train/corpus.h"
#include "train/label_chain.h"
#include "train/random.h"

namespace sitrep::train {

namespace {

constexpr std::size_t labels = name_labels;
constexpr std::size_t coarse_clusters = 64;
constexpr std::size_t fine_clusters = NameChain::no_cluster - 1;  // two numbers stand for no cluster and no word

/// The rows of weights that the words of a sentence ask for, and what its annotators say.
struct Lesson {
  std::vector<std::uint32_t> rows;
  std::vector<std::size_t> ends;  // by word; the first is 0
  std::vector<std::int8_t> names;

  [[nodiscard]] std::size_t size() const { return names.size(); }
};

/// A sentence as it is, in lower case and in capitals.
using Lessons = std::array<Lesson, 3>;

/// k-means by the cosine. Clusters are numbered from 0.
std::vector<std::uint8_t> cluster(const HalfByteRows& vectors, std::size_t count, std::uint64_t seed) {
  constexpr int rounds = 12;
  const std::size_t n = vectors.rows();
  const std::size_t width = vectors.width;
  const auto to_unit_length = [width](float* row) {
    const float length = std::sqrt(kernels::dot(row, row, width));
    for (std::size_t i = 0; i < width && length > 0; ++i) {
      row[i] /= length;
    }
  };
  std::vector<float> rows(n * width);
  for (std::size_t i = 0; i < n; ++i) {
    vectors.add_row(i, &rows[i * width]);
    to_unit_length(&rows[i * width]);
  }
  Random random(seed);
  std::vector<float> centres(count * width);
  for (std::size_t k = 0; k < count; ++k) {
    std::copy_n(&rows[random.below(static_cast<std::uint32_t>(n)) * width], width, &centres[k * width]);
  }
  std::vector<std::uint8_t> clusters(n);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < n; ++i) {
      float top = -std::numeric_limits<float>::infinity();
      for (std::size_t k = 0; k < count; ++k) {
        const float cosine = kernels::dot(&rows[i * width], &centres[k * width], width);
        if (cosine > top) {
          top = cosine;
          clusters[i] = static_cast<std::uint8_t>(k);
        }
      }
    }
    std::fill(centres.begin(), centres.end(), 0.0F);
    for (std::size_t i = 0; i < n; ++i) {
      kernels::add_scaled(1.0F, &rows[i * width], &centres[clusters[i] * width], width);
    }
    for (std::size_t k = 0; k < count; ++k) {
      to_unit_length(&centres[k * width]);
    }
  }
  return clusters;
}

/// NameChain::clusters of the model's vectors of general English.
std::vector<std::uint8_t> clusters_of(const Model& model, std::uint64_t seed) {
  const auto& vectors = model.networks.front().general;
  const auto coarse = cluster(vectors, std::min(coarse_clusters, vectors.rows()), seed);
  const auto fine = cluster(vectors, std::min(fine_clusters, vectors.rows()), seed);
  std::vector<std::uint8_t> pairs;
  for (std::size_t i = 0; i < coarse.size(); ++i) {
    pairs.push_back(coarse[i]);
    pairs.push_back(fine[i]);
  }
  return pairs;
}

/// NameChain::capitals of the model's words, counted in raw text.
std::vector<std::uint8_t> count_capitals(const Model& model, const std::filesystem::path& data) {
  struct Counts {
    std::uint32_t lower = 0;
    std::uint32_t initial = 0;
    std::uint32_t capitals = 0;
  };
  std::vector<Counts> counts(model.word_keys.size());
  WordFeatures features;
  for_each_raw_text(data, [&](std::string_view text) {
    bool begins = true;
    for (const auto& word : rough_words(text)) {
      word_features(word, features);
      if (const auto row = look_up(model, features.key).row; !begins && row != KnownWord::none) {
        auto& count = counts[row];
        const auto letters = features.letters;
        count.lower += letters == LetterCase::lower ? 1 : 0;
        count.capitals += letters == LetterCase::capitals ? 1 : 0;
        count.initial += has_capital(letters) && letters != LetterCase::capitals ? 1 : 0;
      }
      begins = word == "." || word == "!" || word == "?" || word == ":" || word == "\"";
    }
  });
  std::vector<std::uint8_t> steps;
  for (const auto& count : counts) {
    const bool seen = count.lower + count.initial + count.capitals > 0;
    steps.push_back(seen ? capitals_of(count.lower, count.initial, count.capitals) : std::uint8_t{0});
  }
  return steps;
}

Lesson lesson_of(const Model& model, const NameChain& chain, const std::vector<std::string>& forms,
                 const TrainingSentence& sentence, std::size_t rows) {
  std::vector<WordFeatures> features(forms.size());
  std::vector<NameWord> words;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    word_features(forms[i], features[i]);
    words.push_back(name_word(chain, features[i], look_up(model, features[i].key)));
  }
  NameFeatures extracted;
  extracted.extract(words);
  Lesson lesson;
  lesson.ends.push_back(0);
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const auto hash : extracted.of(i)) {
      lesson.rows.push_back(static_cast<std::uint32_t>(NameChain::row_of(hash, rows)));
    }
    lesson.ends.push_back(lesson.rows.size());
    lesson.names.push_back(name_to_learn(sentence, i));
  }
  return lesson;
}

std::vector<Lessons> read_lessons(const Model& model, const NameChain& chain, const Corpus& corpus, std::size_t rows) {
  std::vector<Lessons> all;
  for (const auto& sentence : corpus.train) {
    std::array<std::vector<std::string>, 3> forms;
    for (const auto& word : sentence.words) {
      forms[0].push_back(word.form);
      forms[1].push_back(lower_case(word.form));
      forms[2].push_back(in_capitals(word.form));
    }
    auto& lessons = all.emplace_back();
    for (std::size_t i = 0; i < lessons.size(); ++i) {
      lessons[i] = lesson_of(model, chain, forms[i], sentence, rows);
    }
  }
  return all;
}

struct Chain {
  std::vector<float> weights;  // rows of labels
  StepScores steps{};
};

/// AdaGrad on the log-likelihood; the weights of the second half of the epochs are averaged.
class Trainer {
 public:
  Trainer(const NamesOptions& options, std::uint64_t seed)
      : options_(options), random_(seed), weights_(options.rows * labels), squares_(weights_.size(), first_square) {
    step_squares_.fill(first_square);
  }

  Chain train(const std::vector<Lessons>& all, const std::function<void(std::string_view)>& say) {
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      order[i] = i;
    }
    Chain sum{std::vector<float>(weights_.size()), {}};
    int averaged = 0;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      shuffle(order, random_);
      double loss = 0;
      for (const auto number : order) {
        const float drawn = random_.uniform();
        const std::size_t writing =
            drawn < options_.lower_case ? 1 : (drawn < options_.lower_case + options_.upper_case ? 2 : 0);
        loss += learn(all[number][writing]);
      }
      if (2 * epoch >= options_.epochs) {
        ++averaged;
        for (std::size_t i = 0; i < weights_.size(); ++i) {
          sum.weights[i] += weights_[i];
        }
        for (std::size_t i = 0; i < steps_.size(); ++i) {
          sum.steps[i] += steps_[i];
        }
      }
      char line[96];
      std::snprintf(line, sizeof line, "names: epoch %d of %d, loss %.4f a sentence", epoch + 1, options_.epochs,
                    loss / static_cast<double>(all.size()));
      say(line);
    }
    for (auto& weight : sum.weights) {
      weight /= static_cast<float>(averaged);
    }
    for (auto& step : sum.steps) {
      step /= averaged;
    }
    return sum;
  }

 private:
  static constexpr float first_square = 1e-3F;

  /// Returns the loss.
  double learn(const Lesson& lesson) {
    if (lesson.size() == 0) {
      return 0;
    }
    kept_.clear();
    ends_.assign(1, 0);
    scores_.assign(lesson.size(), LabelScores{});
    for (std::size_t i = 0; i < lesson.size(); ++i) {
      for (std::size_t f = lesson.ends[i]; f < lesson.ends[i + 1]; ++f) {
        if (random_.chance(options_.dropout)) {
          continue;
        }
        kept_.push_back(lesson.rows[f]);
        const float* row = &weights_[lesson.rows[f] * labels];
        for (std::size_t label = 0; label < labels; ++label) {
          scores_[i][label] += row[label];
        }
      }
      ends_.push_back(kept_.size());
    }
    all_.compute(scores_, steps_, {});
    right_.compute(scores_, steps_, lesson.names);
    const auto update = [rate = options_.rate](auto& value, float& square, double gradient) {
      square += static_cast<float>(gradient * gradient);
      value -= static_cast<std::remove_reference_t<decltype(value)>>(rate * gradient / std::sqrt(square));
    };
    for (std::size_t i = 0; i < lesson.size(); ++i) {
      for (std::size_t label = 0; label < labels; ++label) {
        const double gradient = all_.labels_of[i][label] - right_.labels_of[i][label];
        constexpr double too_small = 1e-3;
        if (std::abs(gradient) < too_small) {
          continue;
        }
        for (std::size_t f = ends_[i]; f < ends_[i + 1]; ++f) {
          const std::size_t at = kept_[f] * labels + label;
          update(weights_[at], squares_[at], gradient);
        }
      }
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      update(steps_[i], step_squares_[i], all_.steps[i] - right_.steps[i]);
    }
    return all_.log_total - right_.log_total;
  }

  const NamesOptions& options_;
  Random random_;
  std::vector<float> weights_;
  std::vector<float> squares_;
  StepScores steps_{};
  std::array<float, labels * labels> step_squares_{};
  std::vector<std::uint32_t> kept_;
  std::vector<std::size_t> ends_;
  std::vector<LabelScores> scores_;
  Expectations all_;
  Expectations right_;
};

/// Weights in 8 bits, less those of "outside": only differences count.
void add_chain(SectionFileWriter& writer, const Chain& chain, const NamesOptions& options) {
  std::vector<float> differences;
  differences.reserve(options.rows * NameChain::row_width);
  float top = 0;
  for (std::size_t row = 0; row < options.rows; ++row) {
    for (std::size_t label = 1; label < labels; ++label) {
      differences.push_back(chain.weights[row * labels + label] - chain.weights[row * labels]);
      top = std::max(top, std::abs(differences.back()));
    }
  }
  const float unit = top > 0 ? top / 127.0F : 1.0F;
  std::vector<std::int8_t> weights;
  weights.reserve(differences.size());
  for (const float difference : differences) {
    weights.push_back(static_cast<std::int8_t>(std::lround(difference / unit)));
  }
  std::vector<float> numbers = {unit * options.share, options.outside};
  for (const double step : chain.steps) {
    numbers.push_back(static_cast<float>(step) * options.share);
  }
  writer.add("names.weights", bytes_of(weights));
  writer.add("names.numbers", bytes_of(numbers));
}

/// Trains the chain and adds its sections.
void make_chain(const NamesOptions& options, const Model& model, const Corpus& corpus, SectionFileWriter& writer,
                const std::function<void(std::string_view)>& say) {
  say("names: clusters and capitals of words");
  const auto clusters = clusters_of(model, options.seed);
  const auto capitals = count_capitals(model, options.data);
  NameChain seen;
  seen.clusters = clusters;
  seen.capitals = capitals;
  const auto lessons = read_lessons(model, seen, corpus, options.rows);
  Chain mean{std::vector<float>(options.rows * labels), {}};
  for (int number = 0; number < options.chains; ++number) {
    const auto chain = Trainer(options, options.seed + static_cast<std::uint64_t>(number)).train(lessons, say);
    for (std::size_t i = 0; i < mean.weights.size(); ++i) {
      mean.weights[i] += chain.weights[i] / static_cast<float>(options.chains);
    }
    for (std::size_t i = 0; i < mean.steps.size(); ++i) {
      mean.steps[i] += chain.steps[i] / options.chains;
    }
  }
  add_chain(writer, mean, options);
  writer.add("names.clusters", bytes_of(clusters));
  writer.add("names.capitals", bytes_of(capitals));
}

/// Trains the taggers, each in a thread of its own, and adds their sections.
void make_taggers(const NamesOptions& options, const Model& model, const Corpus& corpus, SectionFileWriter& writer,
                  const std::function<void(std::string_view)>& say) {
  std::vector<TrainedTagger> taggers(static_cast<std::size_t>(options.taggers));
  std::mutex mutex;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < taggers.size(); ++i) {
      threads.emplace_back([&, i] {
        auto of_one = options.tagger;
        of_one.seed = options.seed + i;
        taggers[i] = train_tagger(model, corpus.train, of_one, [&](std::string_view line) {
          const std::lock_guard lock(mutex);
          say(line);
        });
      });
    }
  }
  const auto count = static_cast<float>(options.taggers);
  for (std::size_t i = 0; i < taggers.size(); ++i) {
    add_tagger(writer, name_tagger_prefix(i), taggers[i], options.tagger_share / count, options.tagger_outside / count);
  }
}

}  // namespace

void train_names(const NamesOptions& options, const std::function<void(std::string_view)>& say) {
  const auto model = Model::open(options.model);
  const auto group_words = read_group_words(options.source);
  auto corpus = read_corpus(options.data, group_words);
  add_names_of_our_own(options.source / "train" / "names", group_words, corpus.train);
  SectionFileWriter writer{std::string(model_file_kind), model_file_version};
  for (const auto& name : model.file.section_names()) {
    if (!name.starts_with("names.")) {
      writer.add(name, std::string(model.file.text(name)));
    }
  }
  if (options.chains > 0) {
    make_chain(options, model, corpus, writer, say);
  }
  make_taggers(options, model, corpus, writer, say);
  writer.write(options.out);
  say("written: " + options.out.string());
}

}  // namespace sitrep::train
