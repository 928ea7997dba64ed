#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "train/corpus.h"
#include "train/network_trainer.h"

namespace sitrep::train {

/// Writes a model file that Model::open and Segmenter read: the networks in 8 bits, the table of
/// lemmas of forms seen in `sentences`, and the segmenter's section. Throws DataFileError.
void write_model(const std::vector<TrainedNetwork>& networks, const std::vector<TrainingSentence>& sentences,
                 const std::string& segmenter, const std::filesystem::path& file);

}  // namespace sitrep::train
