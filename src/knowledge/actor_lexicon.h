#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/blocks.h"
#include "record/date.h"

namespace sitrep {

/// What an entry of a `.actors` file is about (knowledge/README.md describes the keys of each kind).
enum class ActorEntryKind : std::uint8_t {
  country,
  partial,  ///< partially recognised entity: takes the code of the country that claims it, and sector PRE
  region,   ///< part of a country, or a people without a state, with its adjective: Chechnya, Kurdish
  organisation,
  group,  ///< rebel, militia and terrorist groups, parties in arms, political parties
  person,
  office,      ///< titles: "foreign minister", "general", "spokesman"
  agent,       ///< common nouns: "soldier", "police", "protester"
  collective,  ///< "the international community", "the West"
  seat,        ///< seats of power by name: "the Kremlin", "Downing Street"
  not_actor,   ///< names that hold an actor's name and are none: "the Berlin Wall", "Oslo accords"
};

/// How a run of words names an entry.
enum class AliasUse : std::uint8_t {
  name,
  adjective,  ///< "Azerbaijani"
  person,     ///< one of the people: "a Syrian"
  people,     ///< the people: "Syrians"
  capital,
  last_name,  ///< a person's distinctive last name alone
  noun,       ///< of offices and agents, singular
  noun_plural,
};

/// What of a sentence gives an agent or official without a country one.
enum class Locality : std::uint8_t {
  none,   ///< nothing: "soldiers", "the president"
  place,  ///< the only country of its places: "a journalist was shot in Quito"
  named,  ///< the only country that the sentence names at all: "police", "protesters"
};

/// Whom the noun of an office or agent entry means.
enum class NounClass : std::uint8_t {
  person,  ///< "soldier", "minister": one human being, has a plural
  body,    ///< "army", "ministry", "parliament": acts as one, is "it"
  thing,   ///< "warship", "positions": stands for its owner
};

/// A span of an office held.
struct HeldOffice {
  std::string_view code;                  ///< of the country or organisation
  std::string_view organisation;          ///< "org/nato" where it is one of an organisation or group, else empty
  std::string_view title;                 ///< "Foreign Minister"
  std::vector<std::string_view> sectors;  ///< primary first
  std::optional<Date> from;               ///< first day, not set where unknown
  std::optional<Date> to;                 ///< last day, not set where unknown or still held
  [[nodiscard]] bool held_at(const Date& day) const { return !(from && day < *from) && !(to && *to < day); }
};

/// A CAMEO actor code as a user's own dictionary gives it, for a span of days.
struct CameoCode {
  std::string_view code;     ///< "GONREB"; several parted by '/'; of a noun "~GOV" (behind its owner's) or "NGO~"
  std::optional<Date> from;  ///< first day, not set where it always held
  std::optional<Date> to;    ///< last day, not set where it still holds
};

/// One entry. Views into the text of the knowledge files.
struct ActorEntry {
  ActorEntryKind kind = ActorEntryKind::country;
  std::string id;         ///< "country/AZE", "person/sergey-lavrov"
  std::string_view name;  ///< the first name or noun of the entry
  std::string_view code;  ///< empty where it has none of its own
  std::vector<std::string_view> sectors;
  std::vector<CameoCode> cameo;     ///< dated ones first, in the order of the file
  std::vector<HeldOffice> offices;  ///< of a person
  NounClass noun_class = NounClass::person;
  char gender = 0;           ///< 'f', 'm', or 0 where not given
  bool light = false;        ///< a modifier's sectors win: "rebel commander", "police chief"
  bool passes = false;       ///< the actor is the one of its of-phrase: "thousands of refugees", "members of Hamas"
  bool needs_owner = false;  ///< an actor only with a country or body: "Israeli positions"
  Locality local = Locality::none;
  bool foreign_soldiers = false;  ///< of a country: soldiers there without a nationality are not its own
  bool speaks = false;            ///< speaks for its owner: "spokesman"
  std::string_view file;
  std::size_t line = 0;
  bool own = false;  ///< of a user's own file: takes its names from shipped entries

  /// The CAMEO code on a day: the first dated one that holds, else the undated one; empty where there is none. Without
  /// a day only the undated one is sure.
  [[nodiscard]] std::string_view cameo_at(const std::optional<Date>& day) const;
};

/// One way of naming one entry.
struct ActorAlias {
  std::uint32_t entry = 0;
  AliasUse use = AliasUse::name;
  bool needs_the = false;  ///< only after "the": "the West"
  std::uint8_t pieces = 0;
  std::uint16_t capitals = 0;  ///< bit i: piece i begins with a capital
  std::uint16_t uppers = 0;    ///< bit i: piece i is in capitals, two letters or more: "NATO"
};

/// A word as the lexicon compares it: split at hyphens and apostrophes, without case, dots and diacritics.
struct WordPiece {
  std::uint64_t hash = 0;
  bool capital = false;  ///< begins with a capital
  bool upper = false;    ///< two letters or more, all capitals
};

/// Closed lists of function words that actor resolution asks for (`words <name>` in a `.actors` file).
enum class ActorWords : std::uint8_t {
  place_preposition,  ///< in, at, near: what follows is a place
  party_preposition,  ///< to, with, from, by: what follows may be a government
  motion,             ///< verbs whose goal or source is a place
  backing,            ///< "US-backed rebels" are not the US
  allegiance,         ///< "forces loyal to the president" are his
  guest,              ///< "denies arming the rebels", "rebels met in Tunis": they may be from elsewhere
  contrary,           ///< pro-, anti-, non-, ethnic: the nationality after it is not the owner
  former,             ///< former, ex-, ousted
  deputy,             ///< words that go on before a title: deputy, acting, vice
  male_title,
  female_title,
  male_name,
  female_name,
  pair_noun,     ///< "both sides", "the two countries"
  country_noun,  ///< "the country", "the kingdom"
  body_noun,     ///< "the group", "the alliance", "the agency"
  interview,     ///< "interview": its object, or whom it is with, answers
  conversation,  ///< "speak with", "talk to", "tell": the partner or, without one, the subject answers
  speech,        ///< "remarks by", "address": of a heading
  sovereign,     ///< of the country nouns those that mean nothing else: "country", not "island", "state"
  people_noun,   ///< "the Kenyan people", "citizens": all of a country's
  thing_name,    ///< words of names that are no people and no bodies: "Cyclone X", "the X Accord"
  meeting,       ///< "meet", "host": subject and object are together
  onlooker,      ///< "analyst", "charity": they tell of others' countries
  venue,         ///< "meet", "live": "in" after them says where those are, not where what else is told was
  venue_noun,    ///< "talks", "exile"
  journey,       ///< "travel", "deport": "to" after them says where someone went
  journey_noun,  ///< "visit", "trip"
  out_of,        ///< "refugees", "rockets": "from" after them says where things happen
  name_of_body,  ///< last words of bodies' names after which a name may go on with "of" or "for": "front", "coalition"
  // Nouns of one list may go back to each other: "the study", then "the report".
  same_report,
  same_accord,
  same_child,
  same_vote,
  same_vessel,
  same_aircraft,
  same_storm,
  same_company,
  same_town,
  same_illness,
};
inline constexpr std::size_t actor_words_count = 40;
/// Of ActorLexicon::lists_of(), the lists of nouns that may go back to each other.
inline constexpr std::uint64_t same_noun_lists = ~std::uint64_t{0} << static_cast<unsigned>(ActorWords::same_report);
static_assert(actor_words_count <= 64);  // one bit each

/// Codes of actors that are no countries (ontology: PLOVER entities).
inline constexpr std::array<std::string_view, 7> other_actor_codes = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"};

/// All actors that sitrep knows, and the words that name them. Filled with add(), closed with finish(), then immutable
/// and shared by threads. Keeps views into the files' texts, which must outlive it.
class ActorLexicon {
 public:
  /// Takes the blocks of one or many `.actors` files. Faults are added and the faulty line or block is left out.
  void add(const std::vector<Block>& blocks, std::vector<KnowledgeFault>& faults);
  /// Checks what needs all files (codes, references, names that two entries share) and makes the index. Call once after
  /// add().
  void finish(std::vector<KnowledgeFault>& faults);

  [[nodiscard]] const std::vector<ActorEntry>& entries() const { return entries_; }
  [[nodiscard]] const ActorEntry& entry(const ActorAlias& alias) const { return entries_[alias.entry]; }
  /// The entry with this id ("country/AZE"), or null.
  [[nodiscard]] const ActorEntry* find(std::string_view id) const;
  [[nodiscard]] std::size_t alias_count() const { return aliases_.size(); }

  /// Splits a word; adds its pieces to `out`. A word of punctuation only has none.
  static void split(std::string_view word, std::vector<WordPiece>& out);

  /// Walking the index piece by piece: from `start` on, next() gives the state after one more piece, or 0 where no name
  /// goes on that way; names() gives those that end in a state.
  static constexpr std::uint64_t start = 0x9e3779b97f4a7c15u;
  [[nodiscard]] std::uint64_t next(std::uint64_t state, std::uint64_t piece) const;
  [[nodiscard]] std::span<const ActorAlias> names(std::uint64_t state) const;
  /// All names that the words of `text` have, whatever the case; for titles and tests.
  [[nodiscard]] std::span<const ActorAlias> lookup(std::string_view text) const;

  /// Bit set of the closed lists (1 << ActorWords) that hold a word, by the hash of its only piece.
  [[nodiscard]] std::uint64_t lists_of(std::uint64_t piece) const;
  /// The same for a word; none where it is of several pieces.
  [[nodiscard]] std::uint64_t lists_of(std::string_view word) const;
  /// Whether a closed list holds a word of one piece.
  [[nodiscard]] bool has_word(ActorWords list, std::string_view word) const;

 private:
  struct Pending {
    std::uint64_t state = 0;
    ActorAlias alias;
    std::size_t line = 0;
    bool shared = false;
    bool by_rule = false;  ///< a plural that the entry does not list
  };
  struct Slot {
    std::uint64_t state = 0;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  struct OfficeReference {
    std::uint32_t entry = 0;
    std::uint32_t office = 0;
    std::string_view file;
    std::size_t line = 0;
  };

  void add_words(const Block& block, std::vector<KnowledgeFault>& faults);
  void add_entry(const Block& block, ActorEntryKind kind, std::vector<KnowledgeFault>& faults);
  void add_office(const BlockLine& line, ActorEntry& entry, std::vector<KnowledgeFault>& faults);
  static void add_cameo(const BlockLine& line, ActorEntry& entry, std::vector<KnowledgeFault>& faults);
  void add_alias(std::string_view text, AliasUse use, std::uint32_t entry, std::size_t line, bool shared,
                 std::vector<KnowledgeFault>& faults, bool by_rule = false);
  void check_codes(std::vector<KnowledgeFault>& faults);
  void resolve_offices(std::vector<KnowledgeFault>& faults);
  void drop_taken_names();
  void drop_doubles();
  void check_clashes(std::vector<KnowledgeFault>& faults) const;
  void build_index();
  [[nodiscard]] const Slot* slot(std::uint64_t state) const;

  std::vector<ActorEntry> entries_;
  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::unordered_map<std::uint64_t, std::uint64_t> words_;
  std::vector<ActorAlias> aliases_;
  std::vector<Slot> slots_;

  // Only between add() and finish().
  std::vector<Pending> pending_;
  std::vector<std::uint64_t> prefixes_;
  std::vector<OfficeReference> office_references_;
};

}  // namespace sitrep
