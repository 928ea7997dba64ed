#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "language/model.h"
#include "train/corpus.h"
#include "train/vectors.h"

namespace sitrep::train {

/// A network in training, in plain floats; see Model for what each part is.
struct TrainedNetwork {
  NetworkShape shape;
  std::vector<std::vector<float>> weights;  ///< by Weight
  std::vector<std::uint64_t> word_keys;     ///< ascending
  std::vector<float> words;
  std::vector<float> word_subwords;
  std::vector<float> subwords;
  std::vector<float> forms;
  std::vector<std::string> feats;
  std::vector<std::string> relations;
  std::vector<std::string> lemmas;
};

struct NetworkTrainingOptions {
  int epochs = 24;
  std::uint64_t seed = 1;
  unsigned workers = 2;  ///< threads that share a batch; another number gives another network
  float rate = 2e-3F;
  std::size_t batch_words = 800;
  float dropout = 0.33F;
  float upper_case = 0.05F;  ///< share of sentences seen in capitals
  float headline = 0.03F;    ///< share of sentences seen without their last punctuation
};

/// Trains all layers together with Adam (Kingma and Ba 2015), the rate falling to 0 as a cosine. Word vectors go on
/// being trained; those of subwords for unknown words stay as they come. `after_epoch` sees the network after each
/// epoch, with the mean loss of a word.
[[nodiscard]] TrainedNetwork train_network(
    const std::vector<TrainingSentence>& sentences, const Vectors& vectors, const NetworkTrainingOptions& options,
    const std::function<void(int epoch, double loss, const TrainedNetwork&)>& after_epoch);

}  // namespace sitrep::train
