#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace sitrep::train {

struct NamesOptions {
  std::filesystem::path data;    ///< folder of the training data
  std::filesystem::path source;  ///< this project's folder, for its word lists
  std::filesystem::path model;   ///< a language model, whose networks the chain stands beside
  std::filesystem::path out;     ///< may be the same file
  std::size_t rows = 88000;      ///< of weights: features that share one are learnt together
  int epochs = 8;
  int chains = 3;        ///< trained with other seeds, their weights averaged
  float rate = 0.1F;     ///< of AdaGrad
  float dropout = 0.3F;  ///< share of features left out in training
  float lower_case = 0.2F;
  float upper_case = 0.05F;  ///< shares of sentences seen in lower case and in capitals
  float share = 0.5F;        ///< weight of the chain's scores beside the networks'
  float outside = -1;        ///< added to the score of "outside"
  std::uint64_t seed = 1;
};

/// Trains the chain of names (NameChain) on the annotated names and writes the model with it, all else unchanged. The
/// networks take no part: they know the training data too well for the chain to learn from them how far to trust them.
/// Throws DataFileError.
void train_names(const NamesOptions& options, const std::function<void(std::string_view)>& say);

}  // namespace sitrep::train
