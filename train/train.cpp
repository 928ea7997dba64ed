#include "train/train.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <span>

#include "language/segmenter.h"
#include "train/corpus.h"
#include "train/general_vectors.h"
#include "train/lexicon.h"
#include "train/model_writer.h"
#include "train/random.h"
#include "train/segmenter.h"
#include "train/teacher.h"
#include "train/vectors.h"

namespace sitrep::train {

namespace {

Vectors vectors_for(const TrainingOptions& options, const Corpus& corpus,
                    const std::function<void(std::string_view)>& say) {
  if (std::filesystem::exists(options.vectors)) {
    say("word vectors: taken from " + options.vectors.string());
    return Vectors::load(options.vectors);
  }
  say("word vectors: training");
  auto vectors = train_vectors(options.data, corpus, options.vector_epochs, options.network.seed);
  vectors.save(options.vectors);
  return vectors;
}

/// Sentences of raw text, drawn by chance, as the segmenter cuts them.
std::vector<TrainingSentence> draw_raw_sentences(const TrainingOptions& options, const std::string& segmenter_bytes) {
  constexpr std::size_t shortest = 4;
  constexpr std::size_t longest = 60;
  const Segmenter segmenter(std::as_bytes(std::span(segmenter_bytes)));
  std::vector<TrainingSentence> all;
  for_each_raw_text(options.data, [&](std::string_view text) {
    Document document;
    document.text = text;
    segmenter.segment(text, document);
    for (const auto& sentence : document.sentences) {
      const std::size_t size = sentence.end - sentence.begin;
      if (size < shortest || size > longest) {
        continue;
      }
      TrainingSentence raw;
      raw.has_tree = false;
      for (auto t = sentence.begin; t < sentence.end; ++t) {
        raw.words.emplace_back().form = document.tokens[t].form;
      }
      all.push_back(std::move(raw));
    }
  });
  Random random(options.network.seed);
  for (std::size_t i = 0; i < std::min(options.raw_sentences, all.size()); ++i) {
    std::swap(all[i], all[i + random.below(static_cast<std::uint32_t>(all.size() - i))]);
  }
  all.resize(std::min(options.raw_sentences, all.size()));
  return all;
}

}  // namespace

void train_model(const TrainingOptions& options, const std::function<void(std::string_view)>& say) {
  auto network_file = options.out;
  network_file += ".network";
  auto corpus = read_corpus(options.data, read_group_words(options.source));
  say("corpus: " + std::to_string(corpus.train.size()) + " sentences");
  say("segmenter: training");
  const auto segmenter = train_segmenter(corpus.train, options.network.seed,
                                         read_abbreviations(options.source / "train" / "abbreviations.list"));
  const auto irregular = read_irregular_forms(options.source / "train" / "irregular_forms.list");
  if (!options.networks.empty()) {
    std::vector<TrainedNetwork> networks;
    for (const auto& file : options.networks) {
      networks.push_back(TrainedNetwork::load(file));
    }
    write_model(networks, corpus.train, irregular, segmenter, options.out);
    say("written: " + options.out.string());
    return;
  }
  const auto lexicon = Lexicon::read(options.lexicon);
  const auto vectors = vectors_for(options, corpus, say);
  auto sentences = corpus.train;
  std::vector<Lesson> lessons;
  if (!options.teachers.empty()) {
    auto raw = draw_raw_sentences(options, segmenter);
    std::move(raw.begin(), raw.end(), std::back_inserter(sentences));
    lessons = ask_teachers(options.teachers, sentences, options.network.workers, say);
  }
  const auto general = options.general.empty() ? GeneralVectors{} : GeneralVectors::read(options.general);
  const auto network = train_network(sentences, lessons, vectors, general, lexicon, options.network,
                                     [&](int epoch, double loss, const TrainedNetwork&) {
                                       char line[96];
                                       std::snprintf(line, sizeof line, "network: epoch %d of %d, loss %.4f a word",
                                                     epoch + 1, options.network.epochs, loss);
                                       say(line);
                                     });
  network.save(network_file);
  write_model({network}, corpus.train, irregular, segmenter, options.out);
  say("written: " + options.out.string());
}

}  // namespace sitrep::train
