#pragma once

#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// What police do in each sentence, against a file of one JSON object a line with "text" and "sentences" (text, labels:
/// KILL, ARREST, FORCE, FAIL, ANY_ACTION). Whole documents are coded; an event counts in every sentence that tells it.
/// Of events with police (sector COP, or the word in an unresolved phrase) among the actors, of arrests, curfews, riot
/// control and inquiries by nobody named, and of police sent out by whomever,
///   ANY_ACTION  is any told, planned, asked for or alleged, any statement of police, and whatever else a clause has
///               police as the doer of,
///   any-coded   the same by events and statements alone,
///   ARREST      an arrest told as done or alleged,
///   FORCE       such an ASSAULT,
///   KILL        such an ASSAULT with people killed in the sentence,
///   FAIL        any that is denied: what police did not do.
[[nodiscard]] Evaluation evaluate_police(std::string_view content, std::string_view file, const TraceReport& trace);

}  // namespace sitrep
