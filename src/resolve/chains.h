#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/actor_lexicon.h"
#include "language/document.h"
#include "resolve/coreference.h"

namespace sitrep {

/// What a phrase can stand for. `unknown` is a word that neither the lexicon nor the training data tells.
enum class MentionType : std::uint8_t { unknown, person, group, place, thing, time };
inline constexpr std::size_t mention_type_count = 6;

/// How an anaphor is said: pronouns by their form, nominals by their determiner.
enum class MentionForm : std::uint8_t {
  he,
  she,
  it,
  they,
  i,
  we,
  you,
  this_alone,     ///< "this", "that" without a noun
  definite,       ///< "the president"
  demonstrative,  ///< "this group"
  possessive,     ///< "his spokesman", "the country's army"
  bare,           ///< any other noun phrase
  name,
};
inline constexpr std::size_t mention_form_count = 13;

enum class MentionRole : std::uint8_t { subject, object, oblique, possessor, modifier, apposition, root, other };
inline constexpr std::size_t mention_role_count = 8;

enum class MentionNumber : std::uint8_t { unknown, singular, plural };

/// A noun phrase or pronoun that may belong to a chain, or a coordination as a whole ("A and B", and of "A met B" the
/// two), which stands right behind the mention of its first member.
struct Mention {
  std::uint32_t head = no_token;         ///< of a coordination: that of its first member
  std::uint32_t last_joined = no_token;  ///< of a coordination: the head of its last member; of all others no_token
  std::uint32_t begin = 0;               ///< tokens of a name [begin, end); of other phrases the head alone
  std::uint32_t end = 0;
  MentionForm form = MentionForm::bare;
  MentionType type = MentionType::unknown;
  MentionRole role = MentionRole::other;
  MentionNumber number = MentionNumber::unknown;
  char gender = 0;             ///< 'm', 'f', or 0 where not known
  bool possessive = false;     ///< a possessive pronoun
  bool reflexive = false;      ///< "himself"
  std::uint8_t modifiers = 0;  ///< adjectives and nouns before the head
  std::uint8_t followers = 0;  ///< phrases and clauses behind it
  bool first_joined = false;   ///< "A" of "A and B"
  bool next_joined = false;    ///< "B"
  bool country_word = false;   ///< "country", "kingdom", "island"
  bool sovereign = false;      ///< "country", "kingdom"
  bool body_word = false;      ///< "group", "agency"
  std::uint8_t goes_back = 0;  ///< how often nouns like it go back to other words (ChainModel::NounType)
  std::uint32_t sentence = 0;
  std::uint32_t quote = no_token;         ///< number of the quotation it stands in
  std::uint32_t governor = no_token;      ///< the predicate it is an argument of
  std::uint64_t word = 0;                 ///< of the head's lemma, to compare
  std::uint64_t same_nouns = 0;           ///< lists of nouns that go back to each other, of the head
  const ActorEntry* people_of = nullptr;  ///< the country whose people it is: "Kenyans", "the people of Kenya"
  std::uint64_t title = 0;                ///< of the title before a name: "minister" of "Foreign Minister Kari Nordmo"
  const ActorEntry* entry = nullptr;      ///< what the lexicon has for the name, or for an office or agent noun
  const ActorEntry* office = nullptr;     ///< what it has for the title
  bool names = false;                     ///< of a coordination: its members are names
  bool met = false;                       ///< of a coordination: subject and partner of a verb of meeting ("A met B")
  /// Index of another mention of the same chain: an earlier one; a later one, which is a name, where the chain begins
  /// before its name; for "I", "we" and "you" the one that says who they are, wherever it stands.
  std::uint32_t antecedent = no_token;
  std::uint32_t chain = no_token;
};

/// Weights of the ranking of antecedents, as `sitrep train-coreference` makes them (coreference_weights.inc).
struct ChainModel {
  std::span<const float> weights;
  /// What common nouns stand for: hashes of lemmas, ascending, with their types, and how often one with "the", "this"
  /// or an owner goes back to other words: 0 not known, 1 seldom, 2 at times, 3 often.
  struct NounType {
    std::uint64_t word = 0;
    MentionType type = MentionType::unknown;
    std::uint8_t goes_back = 0;
  };
  std::span<const NounType> nouns;

  /// The one that is built in.
  [[nodiscard]] static const ChainModel& shipped();
};
[[nodiscard]] std::size_t chain_feature_count();
/// Name and first number of each group of features, for the file of weights.
struct ChainFeatureGroup {
  std::string_view name;
  std::size_t first = 0;
  std::size_t columns = 0;
};
[[nodiscard]] std::vector<ChainFeatureGroup> chain_feature_groups();
[[nodiscard]] std::uint64_t chain_word_hash(std::string_view word);

/// What decided about one anaphor: the features of "new" first, then of each candidate.
struct ChainDecision {
  std::uint32_t mention = 0;
  std::vector<std::uint32_t> candidates;             ///< mentions
  std::vector<std::vector<std::uint32_t>> features;  ///< one more than candidates
};

/// Takes decisions: the index of a candidate, or candidates.size() for none.
class ChainDecider {
 public:
  virtual ~ChainDecider() = default;
  virtual std::size_t decide(const std::vector<Mention>& mentions, const ChainDecision& decision) = 0;
};

/// The chains of a document: all mentions in text order, each with the earlier one that it goes back to. Names are
/// joined by rules, coordinations by their members, "I", "we" and "you" by who speaks to whom (voices.h), other
/// pronouns and nominals by a linear ranking of the mentions before them. Linear in the length.
[[nodiscard]] std::vector<Mention> find_chains(const ActorLexicon& lexicon, const Document& document,
                                               const Syntax& tree, const ChainModel& model = ChainModel::shipped());
/// The same with another judge of anaphors, for training.
[[nodiscard]] std::vector<Mention> find_chains(const ActorLexicon& lexicon, const Document& document,
                                               const Syntax& tree, const ChainModel& model, ChainDecider& decider);

}  // namespace sitrep
