#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "train/network_trainer.h"

namespace sitrep::train {

struct TrainingOptions {
  std::filesystem::path data;    ///< folder with ud-ewt, ud-gum, ner-ewt, ner-re3d and the raw texts
  std::filesystem::path source;  ///< this project's folder, for train/*.list and knowledge/
  std::filesystem::path out;     ///< the model file; word vectors are kept beside it as <out>.vectors
  int vector_epochs = 6;
  NetworkTrainingOptions network;
};

/// Makes a model file from the training data: word vectors (taken from <out>.vectors where that is there already), the
/// network, the segmenter. `say` gets lines on how it goes. Throws DataFileError.
void train_model(const TrainingOptions& options, const std::function<void(std::string_view)>& say);

}  // namespace sitrep::train
