#pragma once

#include <vector>

#include "extract/events.h"
#include "record/statement.h"

namespace sitrep {

/// Finds who said what: clauses under verbs of saying, inverted and parenthetical ones ("..., his spokesman said"),
/// "according to" phrases, words quoted inside a speaker's clause, and demands ("called for ..."). Ids are not given
/// yet. Overlapping statements are kept where one holds another ("X said Y had promised ...").
[[nodiscard]] std::vector<Statement> read_statements(const ReadingContext& context, const RoleReader& roles);

}  // namespace sitrep
