#pragma once

#include <string>

#include "record/coding.h"
#include "record/report.h"

namespace sitrep {

/// `sitrep code --format cameo`: a line for every pair of an actor and a recipient, parted by tabs: date, source code,
/// target code, CAMEO code, report id, sentence number (from 1). What is unknown is "---". Events without a CAMEO code
/// are left out, and so are events that are not actual, unless `all`.
[[nodiscard]] std::string cameo_lines(const Report& report, const Coding& coding, bool all = false);

}  // namespace sitrep
