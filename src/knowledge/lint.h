#pragma once

#include <vector>

#include "knowledge/blocks.h"
#include "knowledge/pack.h"

namespace sitrep {

/// What reads well and is of no use all the same: frames that say what another says, that contradict one, that never
/// can be chosen, conditions that never hold, roles from slots that stay empty, examples of unknown codes (`faults`);
/// word lists that nobody asks for (`warnings`). Where a user's own folder is laid
/// over the shipped one, only what lies in his is looked at: his frames and lists are there to win over shipped ones.
void lint_knowledge(const Lexicons& lexicons, std::vector<KnowledgeFault>& faults,
                    std::vector<KnowledgeFault>& warnings);

}  // namespace sitrep
