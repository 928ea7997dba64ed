#pragma once

#include <string>

#include "extract/coder.h"
#include "knowledge/example.h"

namespace sitrep {

/// Codes the sentence and says how the result differs; empty where it is as expected. Roles match where each expected
/// code is there (the country where the example gives one, the first of its sectors where it gives some) and nothing
/// but those is.
[[nodiscard]] std::string check_example(const Coder& coder, const Example& example);

/// "ASSAULT heavy-weapons | AZE MIL | UKR" of an event, as examples write it; "? gunmen" for whom no code is known.
[[nodiscard]] std::string summary(const Event& event);

}  // namespace sitrep
