#pragma once

#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "language/document.h"

namespace sitrep {

/// A document of a CoNLL-U file with its gold annotation. `document` refers to `text` and `strings`, which keep their
/// place when this is moved.
struct ConlluDocument {
  std::string id;  ///< of "# newdoc id"; empty where there is none
  std::unique_ptr<std::string>
      text;  ///< made from the forms: as SpaceAfter=No says, an empty line before a new paragraph
  std::unique_ptr<std::set<std::string, std::less<>>>
      strings;                            ///< features, relations and forms that are not in the text
  std::vector<std::string> sentence_ids;  ///< one a sentence of the document; empty strings where there is none
  Document document;
};

/// What a CoNLL-U file holds, and its faults: "dev.conllu:12: 9 columns, not 10; line skipped".
struct ConlluFile {
  std::vector<ConlluDocument> documents;
  std::vector<std::string> faults;
};

/// Reads CoNLL-U text. `name` is the file's, for the faults. Lines that are no CoNLL-U are skipped, as are empty nodes.
/// Words of a multiword token that are not pieces of its form one after the other get an empty span at its end, the
/// first the whole of it. Names are read from MISC (Name=B-PER). Without "# newdoc" the whole is one document.
[[nodiscard]] ConlluFile read_conllu(std::string_view content, std::string_view name);

/// Writes an analysed document as CoNLL-U: UPOS, FEATS, lemma, HEAD, DEPREL; in MISC SpaceAfter=No, Name=B-PER and
/// Offset=begin:end in code points of the text; words that make up one multiword token follow a line "n-m". HEAD and
/// DEPREL are "_" where there is no tree. `id` names the document and its sentences; may be empty.
void write_conllu(const Document& document, std::string_view id, std::ostream& out);
[[nodiscard]] std::string write_conllu(const Document& document, std::string_view id = {});

/// "PER", "ORG", "LOC", "NORP", as CoNLL-U and the sets of names write them.
[[nodiscard]] std::string_view label(NameKind kind);

}  // namespace sitrep
