#pragma once

#include <optional>

#include "train/corpus.h"
#include "train/random.h"

namespace sitrep::train {

/// A treebank's sentence as a headline would have it, its tree kept: "The police have arrested two men." becomes
/// "Police Arrest Two Men". Auxiliaries of passives, perfects and progressives and the last full stop go; what else is
/// done is drawn by chance: articles and copulas go, pasts become presents, "will" becomes "to", some "and" a comma;
/// capitals are as in titles or as in sentences. Nothing where the sentence has no tree, begins in lower case, is a
/// question, speaks of I, we or you, or has fewer words than four or more than headlines have.
[[nodiscard]] std::optional<TrainingSentence> as_headline(const TrainingSentence& sentence, Random& random);

}  // namespace sitrep::train
