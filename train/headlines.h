#pragma once

#include <optional>

#include "train/corpus.h"
#include "train/random.h"

namespace sitrep::train {

/// A treebank's sentence as a headline would have it, its tree kept: "The police have arrested two men." becomes
/// "Police Arrest Two Men". Articles, the auxiliaries of passives, perfects and progressives, copulas and the last full
/// stop go; pasts become presents; "will" becomes "to", some "and" a comma; capitals as in titles or as in sentences.
/// Which of these are done is drawn by chance. Nothing where the sentence has no tree, is a question, speaks of I, we
/// or you, or is longer than headlines are.
[[nodiscard]] std::optional<TrainingSentence> as_headline(const TrainingSentence& sentence, Random& random);

}  // namespace sitrep::train
