#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "knowledge/knowledge.h"
#include "language/language.h"

namespace sitrep::train {

struct JudgeOptions {
  std::filesystem::path sentences;  ///< folder of judged sentences (train/judged/README.md)
  std::filesystem::path out;        ///< model file
};

/// Trains the judge of candidates: codes the judged sentences and the frames' examples without a judge, labels each
/// candidate by whether its sentence tells an event of its type, fits a logistic regression, and writes the model.
/// Cross-validation over the judged sentences gives the calibration, the threshold and the figures, which go to `say`
/// line by line. The same input gives the same model. Throws Error, naming file and line of a sentence at fault.
void train_judge(const JudgeOptions& options, const Knowledge& knowledge, const Language& language,
                 const std::function<void(std::string_view)>& say);

}  // namespace sitrep::train
