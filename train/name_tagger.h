#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/section_file.h"
#include "language/model.h"
#include "language/name_tagger.h"
#include "train/corpus.h"

namespace sitrep::train {

struct NameTaggerOptions {
  NameTaggerShape shape;  ///< the input is the model's
  int epochs = 20;
  float rate = 2e-3F;  ///< of Adam, at its highest
  std::size_t batch_words = 800;
  float dropout = 0.33F;
  float lower_case = 0.1F;
  float upper_case = 0.05F;  ///< shares of sentences seen in lower case and in capitals
  std::uint64_t seed = 1;
};

/// A tagger in training, in plain floats.
struct TrainedTagger {
  NameTaggerShape shape;
  std::vector<std::vector<float>> weights;  ///< by parts_of()
  std::vector<double> steps;                ///< a label (column) behind another (row)
};

/// Trains on the names of the sentences, as a conditional random field over the scores; words are seen as the model's
/// first network sees them, whose tables stay as they are.
[[nodiscard]] TrainedTagger train_tagger(const Model& model, const std::vector<TrainingSentence>& sentences,
                                         const NameTaggerOptions& options,
                                         const std::function<void(std::string_view)>& say);

/// Adds the sections of a tagger whose scores weigh `share`, matrices in 8 bits; `outside` is added to the score of a
/// word outside of names.
void add_tagger(SectionFileWriter& writer, const std::string& prefix, const TrainedTagger& tagger, float share,
                float outside);

}  // namespace sitrep::train
