#pragma once

#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// What police do in each sentence, against a file of one JSON object a line with "text" and "sentences" (text, labels:
/// KILL, ARREST, FORCE, FAIL, ANY_ACTION). Whole documents are coded; an event counts in every sentence that tells it.
/// Of events with police (sector COP) among the actors
///   ANY_ACTION  is any actual one,
///   ARREST      an actual arrest,
///   FORCE       an actual ASSAULT,
///   KILL        an actual ASSAULT that a toll of people killed belongs to,
///   FAIL        any that is denied: what police did not do.
/// An arrest by nobody named is taken for one by police.
[[nodiscard]] Evaluation evaluate_police(std::string_view content, std::string_view file, const CodeReport& code);

}  // namespace sitrep
