#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "knowledge/knowledge.h"
#include "language/language.h"

namespace sitrep::train {

struct ContextOptions {
  std::filesystem::path sentences;  ///< folder of sentences with their contexts (train/contexts/README.md)
  std::filesystem::path out;        ///< model file
  std::filesystem::path vectors;    ///< language model whose word vectors are learnt from
  bool differences = false;         ///< tell each sentence that cross-validation gives other contexts
};

/// Trains the classifier of contexts: a logistic regression for each context over words, pairs of words, names,
/// sectors, what frames tell, and word vectors, whose part is kept word by word so that the model stands alone.
/// Cross-validation gives the thresholds and the figures, which go to `say` line by line. The same input gives the same
/// model. Throws Error, naming file and line of a sentence at fault.
void train_contexts(const ContextOptions& options, const Knowledge& knowledge, const Language& language,
                    const std::function<void(std::string_view)>& say);

}  // namespace sitrep::train
