#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/eval.h"
#include "extract/context_example.h"

namespace sitrep {

using ClassifyContexts = std::function<std::vector<std::string>(const ContextExample&)>;

/// Sentences with their contexts, one a line as train/contexts/README.md has them; "#" begins a comment line. "all" is
/// over all contexts of all sentences, "none" counts the sentences without any; then each context that is there.
[[nodiscard]] Evaluation evaluate_contexts(std::string_view content, std::string_view file,
                                           const ClassifyContexts& classify);

}  // namespace sitrep
