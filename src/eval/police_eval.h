#pragma once

#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// What police do in each sentence, against a file of one JSON object a line with "text" and "sentences" (text, labels:
/// KILL, ARREST, FORCE, FAIL, ANY_ACTION). Whole documents are coded, mended as ingest does; an event counts in every
/// sentence that tells it. Of events with police (sector COP, or the word in an unresolved phrase) among the actors, of
/// arrests by governments or nobody named, of curfews and riot control by nobody named, and of police or soldiers sent
/// out by whomever,
///   ANY_ACTION  is any told or alleged, planned or asked for (of police by name or sent out), any statement of police,
///               and whatever else police take part in: as subject, agent or partner of a clause, as those who are told
///               or asked, or in the noun of a deed,
///   any-coded   the same by events and statements alone,
///   ARREST      an arrest told as done or alleged,
///   FORCE       such an ASSAULT,
///   KILL        such an ASSAULT with people killed in the sentence,
///   FAIL        any that is denied: what police did not do.
[[nodiscard]] Evaluation evaluate_police(std::string_view content, std::string_view file, const TraceReport& trace);

}  // namespace sitrep
