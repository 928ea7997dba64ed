#pragma once

#include <string>

#include "extract/frame_match.h"
#include "extract/tree.h"
#include "record/codes.h"

namespace sitrep {

struct StatusReading {
  Status status = Status::actual;
  std::string why;
  std::uint32_t governor = no_token;  ///< the word that decided, where it is not the predicate's own
  bool assumed = false;               ///< no word says so; an infinitive is simply not yet done
};

/// How the text holds the event of a matched predicate to be: its own negation, auxiliaries and adverbs first, then
/// what governs it, from the nearest governor up (knowledge/lists/status.list). With `negation_coded` the frame itself
/// stands for the negation and for the will behind it ("will never accept" is a rejection made now), so they do not
/// count again; with `future_coded` it stands for the will alone ("will attack" is a threat made now).
[[nodiscard]] StatusReading read_status(const Tree& tree, FrameMatcher& matcher, const WordLists& lists,
                                        const Predicate& predicate, bool negation_coded = false,
                                        bool future_coded = false);

}  // namespace sitrep
