#pragma once

#include <functional>
#include <string_view>

#include "eval/eval.h"
#include "language/document.h"
#include "resolve/resolution.h"

namespace sitrep {

/// Pronouns and definite nominals that are linked to a name, against a CoNLL-U file with GUM's coreference (MISC
/// "Entity=").
///
/// A gold mention has its head in the gold tree: the word of the span that hangs on none of its words. It is a name
/// where its head is a proper noun; a definite nominal where its head is a noun with a definite article or a
/// possessive; a pronoun where its head is one. Counted are pronouns and definite nominals whose chain holds a name.
/// One is linked where the way of antecedents from its head word (Resolution::antecedent, step after step) comes to a
/// word that is a proper noun for our tagger, or to a coordination that begins with one ("A and B"), right where the
/// gold mention that holds this word, or the coordination's first and last, most closely is a name of the same chain.
/// So recall is the accuracy that is asked for (right of all counted), precision is over the linked ones.
///
/// Rows: each of news, interview, speech and voyage that the file has; "total" over the first three; of these
/// "pronouns-3rd" (third person), "pronouns-other" and "nominals"; "elsewhere": links to a name from pronouns and
/// definite nominals whose gold chain holds none, all of them wrong, in the same three genres.
struct CorefReader {
  std::function<Document(std::string_view)> analyse;  ///< raw text
  std::function<void(Document&)> annotate;            ///< gold words and sentences
  std::function<Resolution(const Document& document)> resolve;
};

/// Reads the gold text with our own trees: over gold words where `tokenized`, else from the raw text, our words being
/// matched by where they begin.
[[nodiscard]] Evaluation evaluate_coref(std::string_view content, std::string_view file, const CorefReader& reader,
                                        bool tokenized);

}  // namespace sitrep
