#include "train/vectors.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <span>
#include <unordered_map>

#include "base/section_file.h"
#include "language/kernels.h"
#include "language/word_features.h"
#include "train/random.h"

namespace sitrep::train {

namespace {

constexpr std::uint32_t file_version = 1;
constexpr std::size_t raw_count_needed = 5;
constexpr std::size_t treebank_count_needed = 2;
constexpr std::size_t vocabulary_limit = 50000;
constexpr int window = 3;
constexpr int negatives = 5;
constexpr double subsampling = 2e-4;
constexpr float initial_rate = 0.05F;
constexpr std::uint32_t unknown = 0xffffffffU;

struct Text {
  std::vector<std::string> vocabulary;
  std::vector<std::uint64_t> counts;
  std::vector<std::uint32_t> words;  // all texts, `unknown` between two and for rare words
};

Text read_text(const std::filesystem::path& data, const Corpus& corpus) {
  struct Count {
    std::uint64_t raw = 0;
    std::uint64_t treebank = 0;
    std::uint32_t id = unknown;
  };
  std::unordered_map<std::string, Count> counts;
  std::vector<std::uint32_t> stream;
  std::vector<std::string> forms;
  const auto id_of = [&](std::string_view form, bool treebank) {
    const std::string key = normalised_form(form);
    Count& count = counts[key];
    if (count.id == unknown) {
      count.id = static_cast<std::uint32_t>(forms.size());
      forms.push_back(key);
    }
    ++(treebank ? count.treebank : count.raw);
    return count.id;
  };
  for (const auto& sentence : corpus.train) {
    for (const auto& word : sentence.words) {
      stream.push_back(id_of(word.form, true));
    }
    stream.push_back(unknown);
  }
  for_each_raw_text(data, [&](std::string_view paragraph) {
    const auto words = rough_words(paragraph);
    for (const auto& word : words) {
      stream.push_back(id_of(word, false));
    }
    if (!words.empty()) {
      stream.push_back(unknown);
    }
  });
  std::vector<std::pair<std::uint64_t, std::string>> kept;
  for (const auto& [form, count] : counts) {
    if (count.raw + count.treebank >= raw_count_needed || count.treebank >= treebank_count_needed) {
      const bool surely = count.treebank >= treebank_count_needed;
      kept.emplace_back(count.raw + count.treebank + (surely ? (1ULL << 40U) : 0), form);
    }
  }
  std::sort(kept.begin(), kept.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  kept.resize(std::min(kept.size(), vocabulary_limit));
  Text text;
  std::vector<std::uint32_t> new_id(forms.size(), unknown);
  for (const auto& [count, form] : kept) {
    new_id[counts[form].id] = static_cast<std::uint32_t>(text.vocabulary.size());
    text.vocabulary.push_back(form);
    text.counts.push_back(count & ((1ULL << 40U) - 1));
  }
  text.words = std::move(stream);
  for (auto& word : text.words) {
    word = word == unknown ? unknown : new_id[word];
  }
  return text;
}

}  // namespace

void Vectors::save(const std::filesystem::path& file) const {
  SectionFileWriter writer("vectors", file_version);
  std::string names;
  for (const auto& word : vocabulary) {
    names += word + "\n";
  }
  writer.add("vocabulary", names);
  writer.add("words", bytes_of(words));
  writer.add("subwords", bytes_of(subwords));
  writer.write(file);
}

Vectors Vectors::load(const std::filesystem::path& file) {
  const SectionFile sections = SectionFile::open(file, "vectors", file_version);
  Vectors vectors;
  std::string_view names = sections.text("vocabulary");
  while (!names.empty()) {
    const std::size_t end = names.find('\n');
    vectors.vocabulary.emplace_back(names.substr(0, end));
    names.remove_prefix(end + 1);
  }
  const auto words = values_in<float>(sections, "words");
  vectors.words.assign(words.begin(), words.end());
  const auto subwords = values_in<float>(sections, "subwords");
  vectors.subwords.assign(subwords.begin(), subwords.end());
  return vectors;
}

Vectors train_vectors(const std::filesystem::path& data, const Corpus& corpus, int epochs, std::uint64_t seed) {
  constexpr std::size_t dimension = Vectors::dimension;
  const Text text = read_text(data, corpus);
  const std::size_t size = text.vocabulary.size();
  std::fprintf(stderr, "vectors: %zu words of text, vocabulary %zu\n", text.words.size(), size);

  // The rows of a word's subwords, word after word.
  std::vector<std::uint32_t> subword_ids;
  std::vector<std::size_t> subword_begin = {0};
  WordFeatures features;
  for (const auto& word : text.vocabulary) {
    word_features(word, features);
    for (const auto hash : features.subwords) {
      subword_ids.push_back(hash & (Vectors::subword_rows - 1));
    }
    subword_begin.push_back(subword_ids.size());
  }

  Random random(seed);
  std::vector<float> own(size * dimension);
  std::vector<float> subwords(Vectors::subword_rows * dimension);
  for (auto* table : {&own, &subwords}) {
    for (auto& value : *table) {
      value = (random.uniform() - 0.5F) / static_cast<float>(dimension) * 2;
    }
  }
  std::vector<float> output(2 * size * dimension, 0.0F);

  std::uint64_t total = 0;
  for (const auto count : text.counts) {
    total += count;
  }
  std::vector<float> keep(size);
  std::vector<std::uint32_t> negative_table(1U << 21U);
  double mass = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const double share = static_cast<double>(text.counts[i]) / static_cast<double>(total);
    keep[i] = static_cast<float>(std::min(1.0, std::sqrt(subsampling / share) + subsampling / share));
    mass += std::pow(static_cast<double>(text.counts[i]), 0.75);
  }
  double sum = 0;
  std::size_t slot = 0;
  for (std::size_t i = 0; i < size; ++i) {
    sum += std::pow(static_cast<double>(text.counts[i]), 0.75) / mass;
    const auto until = static_cast<std::size_t>(sum * static_cast<double>(negative_table.size()));
    while (slot < std::min(until, negative_table.size())) {
      negative_table[slot++] = static_cast<std::uint32_t>(i);
    }
  }
  std::fill(negative_table.begin() + static_cast<std::ptrdiff_t>(slot), negative_table.end(), 0U);

  std::vector<float> input(dimension);
  std::vector<float> gradient(dimension);
  std::vector<std::uint32_t> line;
  const double steps = static_cast<double>(text.words.size()) * epochs;
  double done = 0;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    double loss = 0;
    std::uint64_t pairs = 0;
    for (std::size_t at = 0; at < text.words.size();) {
      line.clear();
      // Cut words leave no gap, so that the window reaches further, as in word2vec.
      const std::size_t from = at;
      for (; at < text.words.size() && line.size() < 1000; ++at) {
        const auto word = text.words[at];
        if (word == unknown) {
          if (at > from && line.size() > 1 && at + 1 < text.words.size()) {
            ++at;
            break;
          }
          continue;
        }
        if (random.chance(keep[word])) {
          line.push_back(word);
        }
      }
      done += static_cast<double>(at - from);
      const float rate = initial_rate * std::max(0.0001F, 1.0F - static_cast<float>(done / steps));
      for (std::size_t i = 0; i < line.size(); ++i) {
        const auto word = line[i];
        const auto ids =
            std::span(subword_ids).subspan(subword_begin[word], subword_begin[word + 1] - subword_begin[word]);
        const float share = 1.0F / static_cast<float>(ids.size() + 1);
        std::fill(input.begin(), input.end(), 0.0F);
        std::fill(gradient.begin(), gradient.end(), 0.0F);
        kernels::add_scaled(share, own.data() + word * dimension, input.data(), dimension);
        for (const auto id : ids) {
          kernels::add_scaled(share, subwords.data() + id * dimension, input.data(), dimension);
        }
        const auto reach = static_cast<std::size_t>(1 + random.below(window));
        for (std::size_t j = i >= reach ? i - reach : 0; j <= i + reach && j < line.size(); ++j) {
          if (j == i) {
            continue;
          }
          float* side = output.data() + (j < i ? 0 : size * dimension);
          for (int n = 0; n <= negatives; ++n) {
            const auto target =
                n == 0 ? line[j] : negative_table[random.below(static_cast<std::uint32_t>(negative_table.size()))];
            if (n > 0 && target == line[j]) {
              continue;
            }
            float* row = side + target * dimension;
            const float score = 1.0F / (1.0F + std::exp(-kernels::dot(input.data(), row, dimension)));
            const float step = ((n == 0 ? 1.0F : 0.0F) - score) * rate;
            loss -= std::log(std::max(1e-7F, n == 0 ? score : 1 - score));
            kernels::add_scaled(step, row, gradient.data(), dimension);
            kernels::add_scaled(step, input.data(), row, dimension);
          }
          ++pairs;
        }
        // As fastText does, every part takes the whole step.
        kernels::add_scaled(1.0F, gradient.data(), own.data() + word * dimension, dimension);
        for (const auto id : ids) {
          kernels::add_scaled(1.0F, gradient.data(), subwords.data() + id * dimension, dimension);
        }
      }
    }
    std::fprintf(stderr, "vectors: epoch %d of %d, loss %.4f a pair\n", epoch + 1, epochs,
                 loss / static_cast<double>(pairs));
  }

  Vectors vectors;
  vectors.vocabulary = text.vocabulary;
  vectors.words.assign(size * dimension, 0.0F);
  double squares = 0;
  for (std::size_t word = 0; word < size; ++word) {
    float* row = vectors.words.data() + word * dimension;
    const auto ids = std::span(subword_ids).subspan(subword_begin[word], subword_begin[word + 1] - subword_begin[word]);
    const float share = 1.0F / static_cast<float>(ids.size() + 1);
    kernels::add_scaled(share, own.data() + word * dimension, row, dimension);
    for (const auto id : ids) {
      kernels::add_scaled(share, subwords.data() + id * dimension, row, dimension);
    }
    squares += static_cast<double>(kernels::dot(row, row, dimension));
  }
  // One scale for all rows: components of 0.3 root mean square suit the network's input.
  const auto scale = static_cast<float>(0.3 / std::sqrt(squares / static_cast<double>(vectors.words.size())));
  for (auto& value : vectors.words) {
    value *= scale;
  }
  vectors.subwords = std::move(subwords);
  for (auto& value : vectors.subwords) {
    value *= scale;
  }
  return vectors;
}

}  // namespace sitrep::train
