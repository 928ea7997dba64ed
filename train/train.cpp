#include "train/train.h"

#include <cstdio>

#include "train/corpus.h"
#include "train/model_writer.h"
#include "train/segmenter.h"
#include "train/vectors.h"

namespace sitrep::train {

namespace {

Vectors vectors_for(const TrainingOptions& options, const Corpus& corpus,
                    const std::function<void(std::string_view)>& say) {
  auto file = options.out;
  file += ".vectors";
  if (std::filesystem::exists(file)) {
    say("word vectors: taken from " + file.string());
    return Vectors::load(file);
  }
  say("word vectors: training");
  auto vectors = train_vectors(options.data, corpus, options.vector_epochs, options.network.seed);
  vectors.save(file);
  return vectors;
}

}  // namespace

void train_model(const TrainingOptions& options, const std::function<void(std::string_view)>& say) {
  const auto corpus = read_corpus(options.data, read_group_words(options.source));
  say("corpus: " + std::to_string(corpus.train.size()) + " sentences");
  const auto vectors = vectors_for(options, corpus, say);
  say("segmenter: training");
  const auto segmenter = train_segmenter(corpus.train, options.network.seed,
                                         read_abbreviations(options.source / "train" / "abbreviations.list"));
  const auto network =
      train_network(corpus.train, vectors, options.network, [&](int epoch, double loss, const TrainedNetwork&) {
        char line[96];
        std::snprintf(line, sizeof line, "network: epoch %d of %d, loss %.4f a word", epoch + 1, options.network.epochs,
                      loss);
        say(line);
      });
  write_model(network, corpus.train, segmenter, options.out);
  say("written: " + options.out.string());
}

}  // namespace sitrep::train
