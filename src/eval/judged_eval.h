#pragma once

#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// Sentences judged by hand, one a line as the `eg` lines of knowledge/README.md write them:
/// "sentence => TYPE mode | actors | recipients"; "#" begins a comment line. Over the actual events that PLOVER has a
/// type for
///   sentences   share of sentences whose events are right and all there, as `eg` lines are checked,
///   type        precision, recall and F1 of event types,
///   mode        of the events whose type is right and whose mode is given: share with that mode,
///   actors,
///   recipients  of the events whose type is right and whose role is given (not "*"): share whose role is right.
/// Of the coded events of a type the one with most right is paired with a gold event.
[[nodiscard]] Evaluation evaluate_judged(std::string_view content, std::string_view file, const CodeReport& code);

}  // namespace sitrep
