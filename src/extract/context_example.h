#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/contexts.h"
#include "knowledge/knowledge.h"
#include "language/language.h"
#include "record/span.h"
#include "resolve/resolver.h"

namespace sitrep {

/// A sentence with the PLOVER contexts it has: "[What stands before.] The sentence. [What follows.] => military;
/// legal";
/// "=> -" is none. What stands in brackets is of the same paragraph and has no contexts of its own here.
struct ContextExample {
  std::string text;  ///< all of it, without the brackets
  Span sentence;     ///< in `text`
  std::vector<std::string> contexts;
};

/// Null with the fault in `what` where the text does not read as such a line.
[[nodiscard]] std::optional<ContextExample> parse_context_example(std::string_view line, std::string& what);

/// What the classifier sees of the example's sentence.
[[nodiscard]] ContextInput read_input(const ContextExample& example, const Knowledge& knowledge,
                                      const Language& language);

}  // namespace sitrep
