#pragma once

#include <vector>

#include "language/document.h"
#include "resolve/resolution.h"

namespace sitrep {

struct Knowledge;

/// The toponyms of a document, in text order, not overlapping. A mention that the gazetteer knows carries its best
/// entry for this text; one that only the name finder holds for a place carries its words alone. Places within the
/// names of persons and bodies ("Paris Hilton", "Washington Post") are left out, and so are names that may as well be
/// something else and have no support in the text.
[[nodiscard]] std::vector<PlaceMention> find_places(const Knowledge& knowledge, const Document& document);

}  // namespace sitrep
