#pragma once

#include "language/document.h"
#include "record/report.h"
#include "resolve/resolution.h"

namespace sitrep {

class ActorLexicon;
struct Knowledge;

/// Finds the actors of every noun phrase, name and pronoun of a document. Fills `actors` and `antecedent`, both with
/// one item a token; reads `places` (they tell which names are part of a longer toponym, and the country of a
/// sentence). An actor gets a country only where the text or the lexicon gives one.
void find_actors(const Knowledge& knowledge, const Report& report, const Document& document, Resolution& resolution);
/// The same with the lexicon alone, which is all of the knowledge that it asks for.
void find_actors(const ActorLexicon& lexicon, const Report& report, const Document& document, Resolution& resolution);

}  // namespace sitrep
