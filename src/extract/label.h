#pragma once

#include <cstdint>
#include <optional>

#include "extract/tree.h"
#include "resolve/resolution.h"

namespace sitrep {

/// What stands before a colon at the head of a sentence: "Kenya: Four killed in air strike", "Witness: ...".
struct Label {
  std::uint32_t head;   ///< of its phrase
  std::uint32_t colon;  ///< in a sentence of its own where the colon was taken for an end
};

/// The label over the sentence of a token; none where the token stands in words that the clause reports.
[[nodiscard]] std::optional<Label> label_of(const Tree& tree, std::uint32_t token);

/// Where the rest took place by its label: a country or region that it is, or a place that it has after "in", "at" or
/// "near". A city alone is none: that is where the report was written ("VIENNA: ..."). nullptr where there is none.
[[nodiscard]] const PlaceMention* place_of_label(const Tree& tree, const Resolution& resolution, const Label& label);

}  // namespace sitrep
