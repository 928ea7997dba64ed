#include "extract/feature.h"

#include <algorithm>
#include <cmath>

#include "knowledge/word_set.h"

namespace sitrep {

std::uint64_t Feature::key() const {
  return hash_of(name);
}

bool is_content_word(const Token& token) {
  return token.upos == Upos::NOUN || token.upos == Upos::VERB || token.upos == Upos::ADJ || token.upos == Upos::ADV;
}

bool names_country(const ReadingContext& context, std::uint32_t token) {
  const auto form = context.tree.at(token).form;
  const auto& actors = context.resolution.actors;
  return !form.empty() && form[0] >= 'A' && form[0] <= 'Z' && token < actors.size() &&
         std::any_of(actors[token].begin(), actors[token].end(), [](const auto& a) { return !a.entity.code.empty(); });
}

double logistic(double x) {
  return 1 / (1 + std::exp(-x));
}

}  // namespace sitrep
