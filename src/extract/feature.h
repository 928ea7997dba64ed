#pragma once

#include <cstdint>
#include <string>

#include "extract/events.h"

namespace sitrep {

/// One property of what a linear model weighs: "type=ASSAULT actor:subj", with how much it counts. Properties that are
/// there for few (words) have small values, so that regularisation holds their weights down.
struct Feature {
  std::string name;
  float value = 1;

  /// FNV-1a, the key of its weight in a model.
  [[nodiscard]] std::uint64_t key() const;
};

/// Noun, verb, adjective or adverb.
[[nodiscard]] bool is_content_word(const Token& token);

/// "Danish", "Danes": as good as a name.
[[nodiscard]] bool names_country(const ReadingContext& context, std::uint32_t token);

/// From log-odds to a probability.
[[nodiscard]] double logistic(double x);

}  // namespace sitrep
