#pragma once

#include <string>

#include "record/coding.h"
#include "record/report.h"

namespace sitrep {

/// `sitrep code --format plover`: the events of one report in PLOVER's fields, a line of JSON each (docs/record.md
/// lists them). Only actual events, unless `all`.
[[nodiscard]] std::string plover_lines(const Report& report, const Coding& coding, bool all = false);

}  // namespace sitrep
