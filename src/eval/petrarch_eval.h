#pragma once

#include <string_view>

#include "eval/eval.h"

namespace sitrep {

/// PETRARCH's unit records: one JSON object a line with "text" and "events" (sourcecode, targetcode, eventcode;
/// noevents where none is due). Compared are sets of triples (source, target, CAMEO code), exactly; "records" tells how
/// many records come out exactly as expected. Codes are written as PETRARCH does: country and sectors without a blank
/// ("GONMIL"), "---" for an unknown country. Every actor of an actual event is paired with every recipient; parties of
/// an event without recipients (a meeting) are paired with each other, both ways, as PETRARCH has it. Records that
/// test how PETRARCH fails on broken input ("error") are left out. The suite's countries are invented: without
/// knowledge of its world (PETR.Validate.*.txt beside the records) hardly a record can come right.
[[nodiscard]] Evaluation evaluate_petrarch(std::string_view content, std::string_view file, const CodeReport& code);

}  // namespace sitrep
