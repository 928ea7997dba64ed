#pragma once

#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// The quad class of a sentence's main event (eval/main_event.h) among those told, against a file of one JSON
/// object a line with "text" and "labels": ["0"], no event, to ["4"], material conflict. The class is that of the
/// event's CAMEO code; codes 01 and 02, comments and appeals, are no event.
[[nodiscard]] Evaluation evaluate_quad(std::string_view content, std::string_view file, const CodeReport& code);

}  // namespace sitrep
