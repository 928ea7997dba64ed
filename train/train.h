#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "train/network_trainer.h"

namespace sitrep::train {

struct TrainingOptions {
  std::filesystem::path data;     ///< folder with ud-ewt, ud-gum, ner-ewt, ner-re3d and the raw texts
  std::filesystem::path source;   ///< this project's folder, for train/*.list and knowledge/
  std::filesystem::path lexicon;  ///< the table that tools/lexicon.mjs writes
  std::filesystem::path vectors;  ///< word vectors: taken from here where the file is there, else made and kept here
  std::filesystem::path general;  ///< the table that tools/vectors.mjs writes; empty: the network sees no such vectors
  std::filesystem::path out;      ///< the model file; the network in floats is kept beside it as <out>.network
  std::vector<std::filesystem::path> teachers;  ///< model files that teach this network
  std::size_t raw_sentences = 0;                ///< of raw text to learn from the teachers
  std::vector<std::filesystem::path> networks;  ///< write the model from these (<out>.network), train none
  int vector_epochs = 6;
  NetworkTrainingOptions network;
};

/// Makes a model file from the training data: word vectors, the network, the segmenter. `say` gets lines on how it
/// goes. Throws DataFileError.
void train_model(const TrainingOptions& options, const std::function<void(std::string_view)>& say);

}  // namespace sitrep::train
