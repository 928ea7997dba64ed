#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "record/span.h"

namespace sitrep {

/// The words a field or an event rests on.
struct Evidence {
  std::uint32_t sentence = 0;  ///< number of the sentence in the report, from 0
  Span span;

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// Who claims something. `source` is empty where the report says it in its own voice.
struct Attribution {
  std::string source;                ///< the claimant's words or name: "Karabakh authorities"
  std::string code;                  ///< country or organisation code, empty where unknown
  std::vector<std::string> sectors;  ///< PLOVER sectors, primary first
  std::string cue;                   ///< the attributing words: "said", "according to"
  Span span;                         ///< the claimant's words; empty where source is

  [[nodiscard]] bool none() const { return source.empty(); }
  friend bool operator==(const Attribution&, const Attribution&) = default;
};

}  // namespace sitrep
