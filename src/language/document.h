#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/annotation.h"
#include "record/span.h"

namespace sitrep {

/// Universal part-of-speech tags, in UD's alphabetical order.
enum class Upos : std::uint8_t {
  ADJ,
  ADP,
  ADV,
  AUX,
  CCONJ,
  DET,
  INTJ,
  NOUN,
  NUM,
  PART,
  PRON,
  PROPN,
  PUNCT,
  SCONJ,
  SYM,
  VERB,
  X,
};
inline constexpr std::size_t upos_count = 17;
[[nodiscard]] std::string_view name(Upos upos);
[[nodiscard]] std::optional<Upos> parse_upos(std::string_view text);

inline constexpr std::uint32_t no_token = 0xffffffffu;

/// A syntactic word. Token numbers count through the whole document from 0; heads do too.
struct Token {
  Span span;              ///< into Report::text; words of one multiword token ("don't") have adjoining spans
  std::string_view form;  ///< text.substr(span), owned by the report
  std::string lemma;
  std::string_view deprel;        ///< UD relation with subtype ("nsubj:pass"), owned by the model
  std::string_view feats;         ///< UD features ("Number=Sing|Person=3"), empty for none; owned by the model
  std::uint32_t head = no_token;  ///< no_token for the root of a sentence
  Upos upos = Upos::X;
  bool inside_multiword = false;  ///< continues the multiword token of the token before it
  bool space_after = true;

  /// The value of a feature ("Tense" -> "Past"), empty where it is not there.
  [[nodiscard]] std::string_view feature(std::string_view key) const;
};

/// Tokens [begin, end) of Document::tokens.
struct Sentence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Span span;
  std::uint32_t root = no_token;
};

/// A name over tokens [begin, end).
struct Name {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  NameKind kind = NameKind::person;
};

/// What the language core knows of one report. Refers to the report's text and to the model: both must outlive it.
struct Document {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Name> names;  ///< in text order, not overlapping
};

}  // namespace sitrep
