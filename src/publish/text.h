#pragma once

#include <string>

#include "record/coding.h"
#include "record/report.h"

namespace sitrep {

/// `sitrep code --format text`: the report for a person, each sentence with the events, tolls, statements and accords
/// that it tells first under it.
[[nodiscard]] std::string coding_text(const Report& report, const Coding& coding);

/// One item in one line, without an end of line.
[[nodiscard]] std::string item_line(const Report& report, const Event& event);
[[nodiscard]] std::string item_line(const Report& report, const Toll& toll);
[[nodiscard]] std::string item_line(const Report& report, const Statement& statement);
[[nodiscard]] std::string item_line(const Report& report, const Accord& accord);

}  // namespace sitrep
