#pragma once

#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// The main event of a story, against a file of one JSON object a line with "text", "event", "mode" and perhaps
/// "title". Names stand in for the marks of titles and headlines ("{country_1}"). A title is coded as the first
/// paragraph of its story. The main event is that of the title where the title tells one, else the type with
/// the highest sum of confidences over the story's events told (eval/main_event.h); its mode is the one with the
/// highest sum within the type. "type" is the accuracy of its type; "mode" the accuracy of its mode where gold has one
/// and the type is right.
[[nodiscard]] Evaluation evaluate_synthetic(std::string_view content, std::string_view file, const CodeReport& code);

}  // namespace sitrep
