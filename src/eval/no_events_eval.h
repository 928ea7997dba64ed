#pragma once

#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// Sentences that tell no event, one a line; lines that begin with "#" are comments. "silent" is the share of sentences
/// without an actual event, "fired" the share with one; the errors list what fired.
[[nodiscard]] Evaluation evaluate_no_events(std::string_view content, const CodeReport& code);

}  // namespace sitrep
