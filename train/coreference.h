#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "knowledge/actor_lexicon.h"
#include "language/document.h"
#include "resolve/chains.h"

namespace sitrep::train {

/// A mention of the treebank's MISC column (Entity=): tokens [begin, end) of the document.
struct GoldMention {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string chain;
  std::string type;
};
struct GoldChains {
  std::string id;
  std::string genre;
  std::vector<GoldMention> mentions;
};
/// The mentions of all documents of a CoNLL-U file, in their order.
[[nodiscard]] std::vector<GoldChains> read_chains(std::string_view conllu);

/// A document with its analysis and gold chains.
struct ChainExample {
  const Document* document = nullptr;
  const GoldChains* gold = nullptr;
};

/// What the treebank's mentions tell of common nouns: of lemmas seen twice or more the type, where it is mostly one,
/// and how often definite ones go back to other words. By lemma.
[[nodiscard]] std::map<std::string, ChainModel::NounType> noun_types(const std::vector<ChainExample>& examples);
[[nodiscard]] std::vector<ChainModel::NounType> noun_table(const std::map<std::string, ChainModel::NounType>& types);

struct ChainTrainingOptions {
  int epochs = 15;
  float rate = 0.05F;
  float decay = 1e-3F;
  // What an error costs (softmax-margin): an anaphor taken for new, a new phrase taken for an anaphor, a wrong link.
  float cost_missed = 3.0F;
  float cost_false = 0.1F;
  float cost_wrong = 1.0F;
};
/// Weights that make the antecedents of the examples likely (log-linear over "new" and the candidates, AdaGrad).
[[nodiscard]] std::vector<float> train_chains(const std::vector<ChainExample>& examples, const ActorLexicon& lexicon,
                                              const std::vector<ChainModel::NounType>& nouns,
                                              const ChainTrainingOptions& options);

/// The two files that src/resolve/chains.cpp takes in.
[[nodiscard]] std::string weights_file(const std::vector<float>& weights);
[[nodiscard]] std::string nouns_file(const std::map<std::string, ChainModel::NounType>& types);

}  // namespace sitrep::train
