#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/eval.h"
#include "language/document.h"

namespace sitrep {

/// Scores of names by kind. A name is right where its tokens and its kind are. A kind that the gold file never has
/// (norp, in most sets) is left out: names found of that kind count for nothing, neither right nor wrong.
struct NamesScores {
  std::array<Score, 4> kinds;       ///< by NameKind
  std::array<bool, 4> in_gold{};    ///< kinds of the gold file
  std::vector<std::string> faults;  ///< "dev.jsonl:12: ..."
  [[nodiscard]] Score micro() const;
  /// The kinds of the gold file, then "micro" over them; where norp is one of them also "micro-no-norp".
  [[nodiscard]] ScoreTable table() const;
};

/// Scores a BIO file: one JSON object a line with "tokens" and "tags" (PER or Person, ORG or Organisation, LOC or
/// Location, NORP or Nationality; spans of other labels are no names). `annotate` gets each row as a document of one
/// sentence with gold tokens and finds its names. `file` is the name for the faults.
[[nodiscard]] NamesScores evaluate_names(std::string_view content, std::string_view file,
                                         const std::function<void(Document&)>& annotate,
                                         std::vector<std::string>* errors = nullptr);

}  // namespace sitrep
