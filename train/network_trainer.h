#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "language/model.h"
#include "train/corpus.h"
#include "train/general_vectors.h"
#include "train/lexicon.h"
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
  std::vector<float> classes;
  GeneralVectors general;
  Lexicon lexicon;
  std::vector<std::string> feats;
  std::vector<std::string> relations;
  std::vector<std::string> lemmas;

  /// All of it in plain floats, so that a model file can be written from it again. Throw DataFileError.
  void save(const std::filesystem::path& file) const;
  [[nodiscard]] static TrainedNetwork load(const std::filesystem::path& file);
};

struct NetworkTrainingOptions {
  NetworkShape shape;  ///< the counts of labels are filled in from the data
  int epochs = 24;
  std::uint64_t seed = 1;
  unsigned workers = 2;  ///< threads that share a batch; another number gives another network
  float rate = 2e-3F;
  std::size_t batch_words = 800;
  float dropout = 0.33F;
  float upper_case = 0.05F;    ///< share of sentences seen in capitals
  float no_full_stop = 0.03F;  ///< share of sentences seen without their last punctuation
  float headlines = 0.25F;     ///< share of sentences seen as headlines too, where they can be (train/headlines.h)
  float teacher_share = 0.5F;  ///< of the teachers' word against the annotators', where there are both
};

/// What teachers (networks trained before) say of a sentence: distributions, word after word. Hinton et al. 2015.
struct Lesson {
  std::vector<float> heads;      ///< words x (words + 1): the root, then the words
  std::vector<float> relations;  ///< words x relations, to the head that the annotators, else the teachers, give
  std::vector<float> upos;       ///< words x parts of speech
  std::vector<float> names;      ///< words x name labels
};

/// Trains all layers together with Adam (Kingma and Ba 2015), the rate falling to 0 as a cosine. Word vectors go on
/// being trained; those of subwords for unknown words and those of general English stay as they come. lessons: none, or
/// one a sentence; a sentence that no annotator saw has a lesson only. `after_epoch` sees the network after each epoch,
/// with the mean loss of a word.
[[nodiscard]] TrainedNetwork train_network(
    const std::vector<TrainingSentence>& sentences, const std::vector<Lesson>& lessons, const Vectors& vectors,
    const GeneralVectors& general, const Lexicon& lexicon, const NetworkTrainingOptions& options,
    const std::function<void(int epoch, double loss, const TrainedNetwork&)>& after_epoch);

}  // namespace sitrep::train
