#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/document.h"
#include "language/syntax.h"
#include "resolve/resolution.h"

namespace sitrep {

struct ActorEntry;

/// What agrees between a pronoun and what it stands for. 0 and false mean unknown or no.
struct Agreement {
  char gender = 0;      ///< 'm', 'f', or 0 where not known
  bool person = false;  ///< a human being, he or she
  bool body = false;    ///< a country, organisation or group that is "it"
  bool plural = false;  ///< many, they
};

/// A phrase that later words may go back to.
struct ActorMention {
  std::uint32_t head = no_token;
  std::uint32_t begin = 0;  ///< tokens [begin, end), not always all of the phrase
  std::uint32_t end = 0;
  Agreement agreement;
  bool modifier = false;  ///< an adjective or name inside another phrase: weak, and no party by itself
  bool anaphor = false;   ///< a pronoun or definite nominal itself
  std::vector<ResolvedActor> actors;
  std::vector<const ActorEntry*> nouns;  ///< offices and agents that the phrase names or that its person holds
};

/// A personal pronoun of the third person, read from its UD features.
struct PronounForm {
  char gender = 0;  ///< 'm', 'f', 'n', or 0
  bool plural = false;
  bool possessive = false;
  bool reflexive = false;
};
[[nodiscard]] std::optional<PronounForm> pronoun_form(const Token& token);

/// The mention that the pronoun at `token` stands for: the most salient that agrees, of this and the two sentences
/// before. Mentions are in text order; all of them may stand anywhere. Null where there is none.
[[nodiscard]] const ActorMention* find_antecedent(const Syntax& tree, std::span<const ActorMention> mentions,
                                                  std::uint32_t token, const PronounForm& form);

/// Who a pair is ("both sides" at `token`): the two different parties named nearest before, at most `sentences` back;
/// with `persons`, two people. Indices into mentions and into their actors; empty where there are no two.
struct PartyReference {
  std::size_t mention = 0;
  std::size_t actor = 0;
};
[[nodiscard]] std::vector<PartyReference> find_pair(const Syntax& tree, std::span<const ActorMention> mentions,
                                                    std::uint32_t token, bool persons);

/// Whether rebelling is the first thing that an actor is known for.
[[nodiscard]] bool is_rebel(const Entity& entity);

/// What tells two parties apart: the country, partial recognition apart, or the entry where there is no country.
[[nodiscard]] std::string party_key(const Entity& entity);

}  // namespace sitrep
