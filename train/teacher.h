#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "train/corpus.h"
#include "train/network_trainer.h"

namespace sitrep::train {

/// What networks trained before (model files) say of sentences, their distributions averaged; the teachers' trees are
/// put into sentences that have none. All teachers must know the same labels as the network to be taught, that is be
/// trained on the same corpus. Throws DataFileError.
[[nodiscard]] std::vector<Lesson> ask_teachers(const std::vector<std::filesystem::path>& models,
                                               std::vector<TrainingSentence>& sentences, unsigned workers,
                                               const std::function<void(std::string_view)>& say);

}  // namespace sitrep::train
