#pragma once

#include "knowledge/word_lists.h"
#include "language/document.h"

namespace sitrep {

/// News puts the weekday bare beside the subject ("Israel Friday rejected the plan"), and parsers make one name of the
/// two. Where the tree has a weekday as the head of the subject or within its name, right before the verb, it becomes a
/// time of the verb, and the name is what stands before it. The weekdays are the lists weekday-1 to weekday-7.
void part_bare_times(Document& document, const WordLists& lists);

}  // namespace sitrep
