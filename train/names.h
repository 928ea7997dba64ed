#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "train/name_tagger.h"

namespace sitrep::train {

struct NamesOptions {
  std::filesystem::path data;    ///< folder of the training data
  std::filesystem::path source;  ///< this project's folder, for its word lists and sentences
  std::filesystem::path model;   ///< a language model, whose networks they stand beside
  std::filesystem::path out;     ///< may be the same file
  std::uint64_t seed = 1;

  // The chain.
  int chains = 3;            ///< trained with other seeds, their weights averaged; 0: no chain
  std::size_t rows = 88000;  ///< of weights: features that share one are learnt together
  int epochs = 8;
  float rate = 0.1F;     ///< of AdaGrad
  float dropout = 0.3F;  ///< share of features left out in training
  float lower_case = 0.2F;
  float upper_case = 0.05F;  ///< shares of sentences seen in lower case and in capitals
  float share = 1;           ///< weight of the chain's scores beside the networks'
  float outside = 0;         ///< added to the score of "outside"

  int taggers = 0;              ///< trained with other seeds, their scores averaged
  float tagger_share = 1.5F;    ///< weight of the taggers' scores beside the networks'
  float tagger_outside = 0.5F;  ///< added to the score of "outside": our own sentences have more names than others
  NameTaggerOptions tagger;     ///< its seed is set for each
};

/// Trains the chain of names (NameChain) and taggers (NameTagger) on the annotated names and writes the model with
/// them instead of those it had, all else unchanged. The networks' scores take no part: they know the training data too
/// well for others to learn from them how far to trust them. Throws DataFileError.
void train_names(const NamesOptions& options, const std::function<void(std::string_view)>& say);

}  // namespace sitrep::train
