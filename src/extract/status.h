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

/// "(its demand) that Israel ease the ban", "that the men be freed": a plain form where one subject asks for an ending
/// tells what should be.
[[nodiscard]] bool is_subjunctive(const Tree& tree, const WordLists& lists, std::uint32_t token);

/// "has to withdraw", "needs to free the men": an infinitive that a verb of obligation binds (list binding-verb).
[[nodiscard]] bool has_to_be_done(const Tree& tree, const WordLists& lists, std::uint32_t act);

/// The word that tells of the meeting whose purpose a clause is ("held talks with Chad to ask for a truce"), also
/// through conjuncts and purposes of purposes ("to ask for a truce, but most of all to offer help"); no_token where
/// there is none.
[[nodiscard]] std::uint32_t meeting_over(const Tree& tree, FrameMatcher& matcher, std::uint32_t purpose);

/// How the text holds the event of a matched predicate to be: its own negation, auxiliaries and adverbs first, then
/// what governs it, from the nearest governor up (knowledge/lists/status.list). With `negation_coded` the frame itself
/// stands for the negation and for the will behind it ("will never accept" is a rejection made now), so they do not
/// count again; with `future_coded` it stands for the will alone ("will attack" is a threat made now).
[[nodiscard]] StatusReading read_status(const Tree& tree, FrameMatcher& matcher, const WordLists& lists,
                                        const Predicate& predicate, bool negation_coded = false,
                                        bool future_coded = false);

}  // namespace sitrep
