#include "resolve/actors.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "knowledge/actor_lexicon.h"
#include "knowledge/knowledge.h"
#include "language/word_features.h"
#include "resolve/chains.h"
#include "resolve/coreference.h"
#include "resolve/scenes.h"
#include "resolve/tellers.h"

namespace sitrep {

namespace {

constexpr std::uint32_t none = no_token;
constexpr int longest_title = 18;  ///< tokens from a name back to its title
constexpr int most_unknown_words = 7;
constexpr int deepest = 12;
constexpr std::size_t most_mentions_back = 400;  ///< that a definite nominal looks through
constexpr int longest_way_back = 40;             ///< mentions of a chain

std::string where(const ActorEntry& entry) {
  const auto slash = entry.file.rfind('/');
  return std::string(slash == std::string_view::npos ? entry.file : entry.file.substr(slash + 1)) + ":" +
         std::to_string(entry.line);
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Why a word means what another one meant; of what that went back to in turn only the reason at the end.
std::string goes_back(std::string_view word, std::string_view to, std::string_view how) {
  if (how.find(" goes back to ") != std::string_view::npos && how.ends_with(']')) {
    how.remove_prefix(how.find('[') + 1);
    how.remove_suffix(1);
  }
  return std::string(word) + " goes back to " + std::string(to) + " [" + std::string(how) + "]";
}

bool names_land(ActorEntryKind kind) {
  return kind == ActorEntryKind::country || kind == ActorEntryKind::partial || kind == ActorEntryKind::region;
}

bool holds_power(const ActorEntry& entry) {
  constexpr std::array<std::string_view, 6> power = {"GOV", "MIL", "COP", "REB", "LEG", "JUD"};
  return std::any_of(entry.sectors.begin(), entry.sectors.end(),
                     [&](const auto& sector) { return std::find(power.begin(), power.end(), sector) != power.end(); });
}

bool is_noun(ActorEntryKind kind) {
  return kind == ActorEntryKind::office || kind == ActorEntryKind::agent;
}

bool international(std::string_view code) {
  return code == "UNO" || code == "IGO" || code == "EUR" || code == "NGO";
}

void add_sectors(std::vector<std::string>& to, const auto& more) {
  for (const auto& sector : more) {
    if (std::find(to.begin(), to.end(), sector) == to.end()) {
      to.emplace_back(sector);
    }
  }
}

/// Whether a CAMEO code already has a three-letter part.
bool has_part(std::string_view code, std::string_view part) {
  for (std::size_t at = 0; at + 3 <= code.size(); at += 3) {
    if (code.substr(at, 3) == part) {
      return true;
    }
  }
  return false;
}

/// The code of an owner ("GON", or several as "FRO/BIL") with what nouns that have a CAMEO code of their own add, in
/// text order: "~GOV" goes behind, "NGO~" before; what the code has already is not said twice. Empty where none of the
/// nouns has one.
std::string with_cameo_of_nouns(std::string_view owner_code, const std::vector<const ActorEntry*>& nouns,
                                const std::optional<Date>& day) {
  if (std::none_of(nouns.begin(), nouns.end(), [](const ActorEntry* n) { return !n->cameo.empty(); })) {
    return {};
  }
  const std::string rest(owner_code.empty() ? "---" : owner_code);
  std::string out;
  for (std::size_t at = 0; at < rest.size();) {
    const auto slash = std::min(rest.find('/', at), rest.size());
    auto code = rest.substr(at, slash - at);
    at = slash + 1;
    for (const auto* noun : nouns) {
      std::string added(noun->cameo_at(day));
      const bool before = added.ends_with('~');
      std::erase(added, '~');
      if (added.empty()) {
        for (const auto sector : noun->sectors) {
          added += sector;
        }
      }
      for (std::size_t part = added.size() / 3 * 3; before && part >= 3; part -= 3) {
        if (!has_part(code, std::string_view(added).substr(part - 3, 3))) {
          code.insert(0, added, part - 3, 3);
        }
      }
      for (std::size_t part = 0; !before && part < added.size(); part += 3) {
        if (!has_part(code, std::string_view(added).substr(part, 3))) {
          code += added.substr(part, 3);
        }
      }
    }
    out += (out.empty() ? "" : "/") + code;
  }
  return out;
}

/// A CAMEO code of its own stands for code and sectors.
void put_cameo(Entity& entity, std::string_view cameo) {
  if (!cameo.empty()) {
    entity.code = std::string(cameo);
    entity.sectors.clear();
  }
}

/// Words of the text that name one or several entries of the lexicon: tokens [begin, end).
struct Match {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t top = none;  ///< the token that all others of the match hang on
  std::vector<ActorAlias> aliases;
  bool part_of_token = false;  ///< "US" of "US-led"
  bool not_owner = false;      ///< "pro-Russian", "US-backed"
  bool modifier_only = false;  ///< an agent word used as an adjective
  bool plural = false;
};

/// Whose an agent or office is.
struct Owner {
  std::string code;
  std::vector<std::string> sectors;
  ActorEntryKind kind = ActorEntryKind::country;
  bool person = false;
  std::string id;
  std::string how;
  double confidence = 1;
  std::uint32_t end = 0;  ///< behind its words, where they stand behind the noun
};

/// Bodies that no state runs, whose presidents and directors are of no government: "the vice president of the bank".
bool is_private(const std::vector<std::string>& of) {
  static constexpr std::array<std::string_view, 7> sectors = {"BUS", "EDU", "SOC", "JRN", "LAB", "REL", "MNC"};
  return !of.empty() && std::ranges::find(sectors, of.front()) != sectors.end();
}

/// Whether who is told of by a noun is of the sectors of the body behind it: "a spokesman for the rebels", "the head of
/// the army", "the vice president of the bank".
bool takes_sectors(const ActorEntry& noun, const Owner& owner) {
  const bool of_private_body = noun.kind == ActorEntryKind::office && is_private(owner.sectors);
  return noun.speaks || ((noun.light || of_private_body) && !owner.person);
}

/// What stands left of a noun in its phrase.
struct LeftRun {
  std::uint32_t begin = 0;  ///< first token of the phrase without its determiner
  std::vector<Owner> owners;
  std::vector<const ActorEntry*> modifiers;
  std::uint32_t possessor = none;  ///< a possessive pronoun
  bool foreign_possessor = false;  ///< a possessive phrase that is no actor: "the town's mayor"
  bool former = false;
  bool definite = false;
  bool demonstrative = false;
  bool indefinite = false;
  bool counted = false;
  bool pair = false;  ///< "both", "two"
};

/// A person's name over tokens [begin, end) with the titles before it.
struct PersonName {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t head = none;
  std::vector<ActorAlias> aliases;    ///< known people of that name
  bool full = false;                  ///< aliases name it whole, not by its last name
  std::vector<std::uint32_t> titles;  ///< matches, nearest first
  std::vector<std::uint32_t> way;     ///< countries between title and name, nearest first
  std::uint32_t apposed = none;       ///< match of a title behind the name
  bool shares_title = false;          ///< "Presidents A and B"
};

class ActorFinder {
 public:
  ActorFinder(const ActorLexicon& lexicon, const Report& report, const Document& document, Resolution& resolution)
      : lexicon_(lexicon), report_(report), document_(document), out_(resolution), tree_(document) {}

  void run();

 private:
  // Words
  void split_tokens();
  [[nodiscard]] std::uint64_t lists(std::uint32_t token) const;
  [[nodiscard]] bool in(std::uint32_t token, ActorWords list) const {
    return (lists(token) >> static_cast<unsigned>(list) & 1u) != 0;
  }
  [[nodiscard]] bool lemma_in(std::uint32_t token, ActorWords list) const;
  [[nodiscard]] bool is_hyphen(std::uint32_t token) const;
  [[nodiscard]] bool in_place_name(const Match& match) const;
  [[nodiscard]] const PlaceMention* place_of_name(const Match& match) const;
  [[nodiscard]] bool in_other_name(const Match& match, NameKind kind) const;
  [[nodiscard]] bool ends_name_of_land(const Match& match) const;
  [[nodiscard]] bool fits(const ActorAlias& alias, std::uint32_t first_token, std::span<const WordPiece> pieces) const;
  [[nodiscard]] bool is_part_of_longer_name(const Match& match, std::string_view code) const;
  [[nodiscard]] bool begins_name_with_of(const Match& match) const;
  [[nodiscard]] bool title_behind(const Match& match) const;
  [[nodiscard]] bool has_national_owner(const Match& match) const;
  [[nodiscard]] bool acceptable(const Match& match, const ActorAlias& alias) const;
  [[nodiscard]] bool is_out_of_office(const ActorEntry& person) const;

  // Matches
  void find_matches();
  void find_parts_of_token(std::uint32_t token);
  void add_match(Match match);
  void mark_not_owner(Match& match) const;
  [[nodiscard]] std::uint32_t top_of(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] const ActorEntry& entry(const ActorAlias& alias) const { return lexicon_.entry(alias); }
  [[nodiscard]] bool has_kind(const Match& match, bool nouns) const;
  [[nodiscard]] bool names_person(const Match& match) const;
  [[nodiscard]] const ActorAlias* entity_alias(const Match& match) const;

  // People
  void find_people();
  void add_person(PersonName person);
  [[nodiscard]] bool begins_with_former(std::uint32_t token) const;
  void find_titles(PersonName& person);
  [[nodiscard]] std::vector<ResolvedActor> resolve_person(std::uint32_t index);
  struct Held {
    std::string code;
    std::vector<std::string> sectors;
    std::string title;
    std::string organisation;
    int rank = 0;  ///< how well it fits date and said country
    const ActorEntry* entry = nullptr;
  };
  [[nodiscard]] bool is_namesake(const ActorEntry& person, const std::vector<const ActorEntry*>& nouns,
                                 std::string_view said_code) const;
  [[nodiscard]] Held office_of(const ActorEntry& person, std::string_view said_code) const;

  // Phrases
  [[nodiscard]] bool has_possessive_mark(std::uint32_t token) const;
  [[nodiscard]] LeftRun read_left(std::uint32_t begin, std::uint32_t top, int depth);
  [[nodiscard]] std::vector<Owner> owners_behind(const Match& match, const std::vector<std::string_view>& prepositions,
                                                 int depth);
  [[nodiscard]] std::vector<Owner> owners_of_match(std::uint32_t index, int depth);
  [[nodiscard]] std::vector<Owner> shared_owner(std::uint32_t conjunct, int depth);
  [[nodiscard]] Owner owner_of(const ResolvedActor& actor) const;
  [[nodiscard]] std::vector<ResolvedActor> resolve_match(std::uint32_t index, int depth);
  [[nodiscard]] std::vector<ResolvedActor> resolve_noun(std::uint32_t index, int depth);
  [[nodiscard]] std::vector<ResolvedActor> speaker_over(std::uint32_t token) const;
  [[nodiscard]] ResolvedActor entity_actor(const Match& match, const ActorAlias& alias);
  [[nodiscard]] const ActorEntry* said_state(const Match& match, const ActorEntry& body) const;
  [[nodiscard]] bool place_only(const Match& match, const ActorAlias& alias) const;
  [[nodiscard]] bool motion_governor(std::uint32_t token) const;
  [[nodiscard]] std::vector<ResolvedActor> resolve_whose(std::uint32_t token);
  [[nodiscard]] std::vector<ResolvedActor> resolve_pronoun(std::uint32_t token);
  [[nodiscard]] const ActorMention* who_denies(std::uint32_t token) const;
  [[nodiscard]] const ActorMention* antecedent_of(std::uint32_t token, const PronounForm& form) const;
  [[nodiscard]] const ActorMention* mention_of(std::uint32_t head) const;
  /// How many mentions stand before a token.
  [[nodiscard]] std::size_t mentions_before(std::uint32_t token) const {
    return static_cast<std::size_t>(
        std::lower_bound(mentions_.begin(), mentions_.end(), token,
                         [](const ActorMention& m, std::uint32_t h) { return m.head < h; }) -
        mentions_.begin());
  }
  [[nodiscard]] std::vector<ResolvedActor> resolve_pair(std::uint32_t token, const LeftRun& left);
  [[nodiscard]] bool is_named_beside(std::uint32_t token, std::string_view id) const;
  /// Whom a definite nominal stands for: "the country", "the group". Rebels go back to no organisation.
  [[nodiscard]] std::vector<ResolvedActor> resolve_nominal(std::uint32_t token, bool rebels = false);
  [[nodiscard]] std::uint32_t begin_of_name(const Name& name) const;
  [[nodiscard]] std::uint32_t end_of_name(const Name& name) const;
  [[nodiscard]] std::vector<ResolvedActor> named_beside(const Match& m, std::uint32_t begin, int depth);
  [[nodiscard]] const ActorMention* earlier(std::uint32_t token, const std::vector<const ActorEntry*>& nouns,
                                            bool by_last_word) const;
  [[nodiscard]] const ActorMention* named_so(std::uint32_t token) const;
  [[nodiscard]] std::uint32_t verb_over(std::uint32_t token) const;
  [[nodiscard]] bool goes_there(std::uint32_t where, std::uint32_t token) const;
  [[nodiscard]] bool told_from_abroad(std::uint32_t where, std::uint32_t deed) const;
  [[nodiscard]] std::optional<Owner> country_of_sentence(std::uint32_t token, Locality locality,
                                                         bool same_clause) const;
  [[nodiscard]] std::optional<Owner> country_of_own_place(std::uint32_t token) const;
  [[nodiscard]] bool is_where(std::uint32_t token, std::uint32_t end) const;
  [[nodiscard]] bool names_home(const Match& match) const;
  [[nodiscard]] std::optional<Owner> country_of_dateline() const;
  void resolve_unlisted_names();

  // Results
  [[nodiscard]] bool is_agency_of_dateline(std::uint32_t token) const;
  void set(std::uint32_t head, std::uint32_t begin, std::uint32_t end, std::vector<ResolvedActor> actors,
           Agreement agreement, std::vector<const ActorEntry*> nouns, bool anaphor);
  [[nodiscard]] Span words(std::uint32_t begin, std::uint32_t end) const {
    return {document_.tokens[begin].span.begin, document_.tokens[end - 1].span.end};
  }
  void put_words(Entity& entity, std::uint32_t begin, std::uint32_t end) const {
    // What is left of "at least six", "more than six" bends the number, not the actor.
    while (begin + 1 < end && (document_.tokens[begin].form == "least" || document_.tokens[begin].form == "than" ||
                               document_.tokens[begin].form == "most")) {
      ++begin;
    }
    entity.span = words(begin, end);
    entity.text = std::string(entity.span.of(document_.text));
  }

  const ActorLexicon& lexicon_;
  const Report& report_;
  const Document& document_;
  Resolution& out_;
  Syntax tree_;
  std::vector<WordPiece> pieces_;
  std::vector<std::uint32_t> first_piece_;  ///< by token, one more than tokens
  std::vector<Match> matches_;
  std::vector<std::uint32_t> match_at_;                        ///< by token
  std::vector<std::uint32_t> name_at_;                         ///< by token: number of the document's name
  std::unordered_map<std::string_view, int> named_countries_;  ///< by code: how often
  std::vector<PersonName> people_;
  std::vector<std::uint32_t> person_at_;             ///< by token
  std::vector<std::vector<std::uint32_t>> titled_;   ///< by match: the people whose title it is
  std::vector<bool> resolving_;                      ///< by match
  std::vector<bool> resolved_;                       ///< by match
  std::vector<std::vector<ResolvedActor>> results_;  ///< by match
  std::vector<bool> person_done_;
  std::vector<ActorMention> mentions_;   ///< in the order of their heads
  std::vector<Mention> chain_;           ///< the mentions of all chains
  std::vector<std::uint32_t> chain_at_;  ///< by token: number of its mention
  std::unordered_map<std::uint64_t, std::uint32_t>
      last_names_;  ///< last piece of a name to the head of the first full mention
};

// --- Words
// -------------------------------------------------------------------------------------------------------------

void ActorFinder::split_tokens() {
  first_piece_.clear();
  for (const auto& token : document_.tokens) {
    first_piece_.push_back(static_cast<std::uint32_t>(pieces_.size()));
    ActorLexicon::split(token.form, pieces_);
  }
  first_piece_.push_back(static_cast<std::uint32_t>(pieces_.size()));
}

std::uint64_t ActorFinder::lists(std::uint32_t token) const {
  return first_piece_[token + 1] == first_piece_[token] + 1 ? lexicon_.lists_of(pieces_[first_piece_[token]].hash) : 0;
}

bool ActorFinder::lemma_in(std::uint32_t token, ActorWords list) const {
  return in(token, list) || lexicon_.has_word(list, document_.tokens[token].lemma);
}

bool ActorFinder::is_hyphen(std::uint32_t token) const {
  if (token >= document_.tokens.size()) {
    return false;
  }
  const auto form = document_.tokens[token].form;
  return form == "-" || form == "\xE2\x80\x90" || form == "\xE2\x80\x91" || form == "\xE2\x80\x93";
}

/// The toponym over just these words, or null.
const PlaceMention* ActorFinder::place_of_name(const Match& match) const {
  const auto at = std::lower_bound(out_.places.begin(), out_.places.end(), match.begin,
                                   [](const PlaceMention& p, std::uint32_t t) { return p.begin < t; });
  return at != out_.places.end() && at->begin == match.begin && at->end == match.end ? &*at : nullptr;
}

bool ActorFinder::in_place_name(const Match& match) const {
  const auto behind = std::upper_bound(out_.places.begin(), out_.places.end(), match.begin,
                                       [](std::uint32_t t, const PlaceMention& p) { return t < p.begin; });
  // Places lie in text order and do not overlap by more than a name inside a longer one.
  const auto first = behind - std::min<std::ptrdiff_t>(behind - out_.places.begin(), 4);
  return std::any_of(first, behind, [&](const PlaceMention& p) {
    // "The Netherlands" is the place that "Netherlands" is.
    const auto begin = p.begin + (lowered(document_.tokens[p.begin].form) == "the" ? 1 : 0);
    return match.end <= p.end && p.end - begin > match.end - match.begin;
  });
}

bool ActorFinder::in_other_name(const Match& match, NameKind kind) const {
  const auto n = name_at_[match.begin];
  if (n == none) {
    return false;
  }
  const auto& name = document_.names[n];
  return name.kind == kind && match.end <= name.end && name.end - name.begin > match.end - match.begin;
}

/// "Qatari Emir", taken for one name: a country or its adjective and what somebody is.
bool ActorFinder::ends_name_of_land(const Match& match) const {
  const auto& name = document_.names[name_at_[match.begin]];
  if (match.end != name.end || match.begin == name.begin) {
    return false;
  }
  const Span before{document_.tokens[name.begin].span.begin, document_.tokens[match.begin - 1].span.end};
  const auto named = lexicon_.lookup(before.of(document_.text));
  return std::any_of(named.begin(), named.end(), [&](const ActorAlias& a) { return names_land(entry(a).kind); });
}

/// "National Front for the Defence of Ituri": a body's name that goes on is another's, but where it goes on with its
/// own country ("Communist Party of India").
bool ActorFinder::is_part_of_longer_name(const Match& match, std::string_view code) const {
  const auto end = tree_.sentence(match.begin).end;
  auto next = match.end;
  if (next + 1 >= end || !in(match.end - 1, ActorWords::name_of_body) ||
      (document_.tokens[next].form != "of" && document_.tokens[next].form != "for")) {
    return false;
  }
  next += document_.tokens[next + 1].form == "the" ? 2 : 1;
  if (next >= end || document_.tokens[next].upos != Upos::PROPN || first_piece_[next] == first_piece_[next + 1] ||
      !pieces_[first_piece_[next]].capital) {
    return false;
  }
  const auto state = lexicon_.next(ActorLexicon::start, pieces_[first_piece_[next]].hash);
  const auto named = state == 0 ? std::span<const ActorAlias>() : lexicon_.names(state);
  return std::ranges::none_of(named,
                              [&](const ActorAlias& a) { return names_land(entry(a).kind) && entry(a).code == code; });
}

/// "Foreign Ministers of Kenya", taken for one name: what somebody is, and of what.
bool ActorFinder::begins_name_with_of(const Match& match) const {
  const auto& name = document_.names[name_at_[match.begin]];
  return match.begin == name.begin && match.end < name.end && lowered(document_.tokens[match.end].form) == "of";
}

bool ActorFinder::fits(const ActorAlias& alias, std::uint32_t first_token, std::span<const WordPiece> pieces) const {
  for (std::size_t i = 0; i < pieces.size() && i < 16; ++i) {
    if ((alias.capitals >> i & 1u) != 0 && !pieces[i].capital) {
      return false;
    }
    if ((alias.uppers >> i & 1u) != 0 && !pieces[i].upper) {
      return false;
    }
  }
  return !alias.needs_the || (first_token > 0 && lowered(document_.tokens[first_token - 1].form) == "the");
}

/// "Peru President X" taken for one name: a title right behind the country shows where the name begins.
bool ActorFinder::title_behind(const Match& match) const {
  std::uint64_t state = ActorLexicon::start;
  for (auto t = match.end; t < tree_.sentence(match.begin).end && state != 0; ++t) {
    for (auto p = first_piece_[t]; p < first_piece_[t + 1] && state != 0; ++p) {
      state = lexicon_.next(state, pieces_[p].hash);
    }
    const auto named = state == 0 ? std::span<const ActorAlias>() : lexicon_.names(state);
    if (std::any_of(named.begin(), named.end(), [&](const ActorAlias& a) {
          return is_noun(entry(a).kind) && entry(a).noun_class == NounClass::person && a.use == AliasUse::noun;
        })) {
      return true;
    }
  }
  return false;
}

/// Whether a country owns what is named: "Armenia's Security Council".
bool ActorFinder::has_national_owner(const Match& match) const {
  return std::ranges::any_of(tree_.children(match.top), [&](std::uint32_t c) {
    if (document_.tokens[c].deprel != "nmod:poss" || match_at_[c] == none) {
      return false;
    }
    return std::ranges::any_of(matches_[match_at_[c]].aliases,
                               [&](const ActorAlias& a) { return entry(a).kind == ActorEntryKind::country; });
  });
}

/// Whether it is known that a person holds no office on the day of the report.
bool ActorFinder::is_out_of_office(const ActorEntry& person) const {
  return report_.date && !person.offices.empty() &&
         std::ranges::none_of(person.offices, [&](const HeldOffice& o) { return o.held_at(*report_.date); });
}

bool ActorFinder::acceptable(const Match& match, const ActorAlias& alias) const {
  const auto& top = document_.tokens[match.top];
  const auto kind = entry(alias).kind;
  if (is_noun(kind)) {
    if (top.lemma == "state" && match.end - match.begin == 1 && match.begin > 0 &&
        document_.tokens[match.begin - 1].upos == Upos::PROPN && document_.tokens[match.begin - 1].head == match.top) {
      return false;  // "in Gezira state"
    }
    // "a 300-house village": counted to tell how large, no house of anybody's.
    const bool counted =
        tree_.is(match.top, "compound") &&
        std::ranges::any_of(tree_.children(match.top), [&](std::uint32_t c) { return tree_.is(c, "nummod"); });
    if (counted && entry(alias).noun_class != NounClass::person) {
      return false;
    }
    if (top.upos == Upos::NOUN || top.upos == Upos::PROPN || top.upos == Upos::ADJ || top.upos == Upos::NUM ||
        top.upos == Upos::X) {
      // "General Motors" is no general, but "Peru Troops" are troops; "Jamaica Observer" is a newspaper.
      return entry(alias).noun_class != NounClass::person || !in_other_name(match, NameKind::organisation) ||
             (holds_power(entry(alias)) && (ends_name_of_land(match) || begins_name_with_of(match)));
    }
    // "the wounded", "the displaced"
    if (top.upos == Upos::VERB && match.end - match.begin == 1 && alias.use == AliasUse::noun_plural) {
      const auto relation = tree_.relation(match.top);
      return relation == "nsubj" || relation == "obj" || relation == "obl" || relation == "nmod";
    }
    return top.upos == Upos::PRON && entry(alias).passes;
  }
  if (top.upos == Upos::VERB || top.upos == Upos::ADP || top.upos == Upos::AUX || top.upos == Upos::PRON ||
      top.upos == Upos::SCONJ) {
    return match.end - match.begin > 1;
  }
  if ((kind == ActorEntryKind::organisation || kind == ActorEntryKind::group) &&
      is_part_of_longer_name(match, entry(alias).code)) {
    return false;
  }
  if (kind == ActorEntryKind::organisation && international(entry(alias).code) && has_national_owner(match)) {
    return false;  // "Armenia's Security Council" is not that of the United Nations
  }
  const auto* place = place_of_name(match);
  const auto marker = tree_.marker(match.top);
  const bool where =
      (marker != no_token && in(marker, ActorWords::place_preposition)) || tree_.is(match.top, "compound");
  if (kind == ActorEntryKind::person && match.end - match.begin == 1 && match.begin > 0 &&
      lowered(document_.tokens[match.begin - 1].form) == "the" && !tree_.is(match.top, "compound") &&
      !tree_.is(match.top, "amod") && !tree_.is(match.top, "nmod")) {
    return false;  // "asked The Hague to rule"; but "the Mubarak regime"
  }
  if (kind == ActorEntryKind::person && match.end - match.begin == 1 && place != nullptr &&
      (where || is_out_of_office(entry(alias)))) {
    // "in Masisi territory" is not where the president of that name is; nor is "attacked Djibo" on one of 2010.
    return false;
  }
  if (names_land(kind)) {
    if (in_place_name(match) || (in_other_name(match, NameKind::person) && !title_behind(match))) {
      return false;
    }
    if (alias.use == AliasUse::capital && match.end - match.begin == 1 && top.upos == Upos::ADJ) {
      return false;
    }
    if (alias.use == AliasUse::capital && place != nullptr && !place->place.country.empty() &&
        place->place.country != entry(alias).code) {
      // "Tripoli, Lebanon": the city of that name that the text means.
      return false;
    }
  }
  return true;
}

// --- Matches
// -----------------------------------------------------------------------------------------------------------

std::uint32_t ActorFinder::top_of(std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t top = none;
  for (auto t = begin; t < end; ++t) {
    const auto up = document_.tokens[t].head;
    if (up != no_token && up >= begin && up < end) {
      continue;
    }
    if (document_.tokens[t].upos == Upos::PUNCT) {
      continue;
    }
    // "Front for Liberation militants", where the last word hangs on the noun behind the name.
    const bool of_next =
        top != none &&
        (tree_.within(t, top) || (tree_.is(t, "compound") && !tree_.is(top, "compound") && !tree_.is(top, "amod")));
    // Of several, as bad trees have them, a noun before others.
    const bool noun = document_.tokens[t].upos == Upos::NOUN || document_.tokens[t].upos == Upos::PROPN;
    if (top == none || (noun && !of_next)) {
      top = t;
    }
  }
  return top == none ? end - 1 : top;
}

bool ActorFinder::has_kind(const Match& match, bool nouns) const {
  return std::any_of(match.aliases.begin(), match.aliases.end(),
                     [&](const ActorAlias& a) { return is_noun(entry(a).kind) == nouns; });
}

bool ActorFinder::names_person(const Match& match) const {
  return std::any_of(match.aliases.begin(), match.aliases.end(),
                     [&](const ActorAlias& a) { return entry(a).kind == ActorEntryKind::person; });
}

/// The best entry of a match that is a name: a country before its capital, and of several bodies of one name the one
/// whose country the text names.
const ActorAlias* ActorFinder::entity_alias(const Match& match) const {
  const ActorAlias* best = nullptr;
  int best_rank = -1;
  for (const auto& a : match.aliases) {
    const auto& e = entry(a);
    if (is_noun(e.kind) || e.kind == ActorEntryKind::person) {
      continue;
    }
    int rank = a.use == AliasUse::capital ? 0 : 2;
    if (!e.code.empty() && !names_land(e.kind)) {
      rank += named_countries_.contains(e.code) ? 10 : 0;
    }
    if (rank > best_rank) {
      best = &a;
      best_rank = rank;
    }
  }
  return best;
}

void ActorFinder::mark_not_owner(Match& match) const {
  if (match.begin > tree_.sentence(match.begin).begin) {
    auto before = match.begin - 1;
    const bool joined = is_hyphen(before);
    if (joined && before > 0) {
      --before;
    }
    if (in(before, ActorWords::contrary) && (joined || !in(before, ActorWords::place_preposition))) {
      match.not_owner = true;
    }
  }
  const auto last = tree_.sentence(match.begin).end;
  if (match.end + 1 < last && is_hyphen(match.end) && lemma_in(match.end + 1, ActorWords::backing)) {
    match.not_owner = true;
  }
}

void ActorFinder::add_match(Match match) {
  match.plural = std::any_of(match.aliases.begin(), match.aliases.end(), [&](const ActorAlias& a) {
    return a.use == AliasUse::noun_plural || a.use == AliasUse::people;
  });
  const auto& top = document_.tokens[match.top];
  if (has_kind(match, true) && !has_kind(match, false) && top.upos == Upos::ADJ && tree_.is(match.top, "amod") &&
      match.end - match.begin == 1) {
    match.modifier_only = true;
  }
  mark_not_owner(match);
  const auto index = static_cast<std::uint32_t>(matches_.size());
  for (auto t = match.begin; t < match.end; ++t) {
    match_at_[t] = index;
  }
  matches_.push_back(std::move(match));
}

void ActorFinder::find_parts_of_token(std::uint32_t token) {
  const auto first = first_piece_[token];
  const auto last = first_piece_[token + 1];
  if (last - first < 2) {
    return;
  }
  Match match;
  match.begin = token;
  match.end = token + 1;
  match.top = token;
  match.part_of_token = true;
  for (auto i = first; i < last; ++i) {
    const auto in_list = [&](std::uint32_t piece, ActorWords list) {
      return (lexicon_.lists_of(pieces_[piece].hash) >> static_cast<unsigned>(list) & 1u) != 0;
    };
    std::uint64_t state = ActorLexicon::start;
    std::uint32_t matched_to = i;
    std::vector<ActorAlias> found;
    for (auto j = i; j < last; ++j) {
      state = lexicon_.next(state, pieces_[j].hash);
      if (state == 0) {
        break;
      }
      for (const auto& alias : lexicon_.names(state)) {
        const auto kind = entry(alias).kind;
        if (!is_noun(kind) && kind != ActorEntryKind::collective &&
            fits(alias, token, std::span(pieces_).subspan(i, j + 1 - i))) {
          if (matched_to != j + 1) {
            found.clear();
            matched_to = j + 1;
          }
          found.push_back(alias);
        }
      }
    }
    if (found.empty()) {
      continue;
    }
    const bool contrary = i > first && in_list(i - 1, ActorWords::contrary);
    const bool backed = matched_to < last && in_list(matched_to, ActorWords::backing);
    match.not_owner = match.not_owner || contrary || backed;
    match.aliases.insert(match.aliases.end(), found.begin(), found.end());
    i = matched_to - 1;
  }
  if (!match.aliases.empty()) {
    const bool not_owner = match.not_owner;
    add_match(std::move(match));
    matches_.back().not_owner = matches_.back().not_owner || not_owner;
  }
}

/// "President Ana Ruiz of Peru": the country is no part of the name.
std::uint32_t ActorFinder::end_of_name(const Name& name) const {
  constexpr std::uint32_t longest_country = 6;  // tokens
  if (name.kind != NameKind::person) {
    return name.end;
  }
  for (auto t = name.begin + 1; t + 1 < name.end; ++t) {
    if (document_.tokens[t].form != "of" || name.end - t > longest_country + 1) {
      continue;
    }
    const auto behind = lexicon_.lookup(words(t + 1, name.end).of(document_.text));
    if (std::ranges::any_of(behind, [&](const ActorAlias& a) { return names_land(entry(a).kind); })) {
      return t;
    }
  }
  return name.end;
}

/// "ex-president", in one word.
bool ActorFinder::begins_with_former(std::uint32_t token) const {
  const auto first = first_piece_[token];
  return first_piece_[token + 1] > first + 1 &&
         (lexicon_.lists_of(pieces_[first].hash) >> static_cast<unsigned>(ActorWords::former) & 1u) != 0;
}

/// "president of Bolivia Ana Ruiz", with the country, or all of it, taken for the name: it begins behind the country.
std::uint32_t ActorFinder::begin_of_name(const Name& name) const {
  constexpr std::uint32_t longest_office = 3;  // tokens: "deputy prime minister"
  const auto is_office_of = [&](std::uint32_t begin, std::uint32_t of) {
    return document_.tokens[of].form == "of" &&
           std::ranges::any_of(lexicon_.lookup(words(begin, of).of(document_.text)),
                               [&](const ActorAlias& a) { return entry(a).kind == ActorEntryKind::office; });
  };
  auto land = name.begin;
  for (auto of = name.begin + 1; of + 2 < name.end && of <= name.begin + longest_office; ++of) {
    land = is_office_of(name.begin, of) ? of + 1 : land;
  }
  if (land == name.begin && (name.begin < 2 || !is_office_of(name.begin - 2, name.begin - 1))) {
    return name.begin;
  }
  // "the President of Guinea-Bissau": all of it is the country, and no name stands behind "Guinea".
  for (auto t = end_of_name(name) - 1; name.kind == NameKind::person && t > land; --t) {
    if (std::ranges::any_of(lexicon_.lookup(words(land, t).of(document_.text)),
                            [&](const ActorAlias& a) { return names_land(entry(a).kind); })) {
      return t;
    }
  }
  return name.begin;
}

void ActorFinder::find_matches() {
  match_at_.assign(document_.tokens.size(), none);
  name_at_.assign(document_.tokens.size(), none);
  for (std::uint32_t n = 0; n < document_.names.size(); ++n) {
    const auto& name = document_.names[n];
    std::fill(name_at_.begin() + begin_of_name(name), name_at_.begin() + end_of_name(name), n);
  }
  for (const auto& sentence : document_.sentences) {
    for (auto begin = sentence.begin; begin < sentence.end;) {
      if (document_.tokens[begin].form.ends_with("$") ||
          (begin + 1 < sentence.end && document_.tokens[begin + 1].form.starts_with("$"))) {
        ++begin;  // "US$40 million"
        continue;
      }
      Match best;
      const bool is_former = begins_with_former(begin);  // "ex-president"
      const auto whole = first_piece_[begin] + (is_former ? 1U : 0U);
      std::uint64_t state = ActorLexicon::start;
      for (auto t = begin; t < sentence.end && state != 0; ++t) {
        const auto first = first_piece_[t];
        const auto last = first_piece_[t + 1];
        if (first == last) {
          // "Kurdistan Workers' Party"
          const bool inside =
              is_hyphen(t) || document_.tokens[t].form == "'" || document_.tokens[t].form == "\xE2\x80\x99";
          if (t == begin || !inside) {
            break;
          }
          continue;
        }
        for (auto p = t == begin ? whole : first; p < last && state != 0; ++p) {
          state = lexicon_.next(state, pieces_[p].hash);
        }
        if (state == 0) {
          break;
        }
        const auto all = std::span(pieces_).subspan(whole, last - whole);
        Match match;
        match.begin = begin;
        match.end = t + 1;
        match.top = top_of(begin, t + 1);
        for (const auto& alias : lexicon_.names(state)) {
          if ((!is_former || is_noun(entry(alias).kind)) && fits(alias, begin, all) && acceptable(match, alias)) {
            match.aliases.push_back(alias);
          }
        }
        if (!match.aliases.empty()) {
          best = std::move(match);
        }
      }
      if (best.aliases.empty()) {
        find_parts_of_token(begin);
        ++begin;
      } else {
        const auto end = best.end;
        // A name that only looks like an actor's hides what it holds.
        if (entry(best.aliases.front()).kind != ActorEntryKind::not_actor) {
          add_match(std::move(best));
        }
        begin = end;
      }
    }
  }
  for (const auto& m : matches_) {
    for (const auto& a : m.aliases) {
      if (entry(a).kind == ActorEntryKind::country) {
        ++named_countries_[entry(a).code];
      }
    }
  }
}

// --- People
// ------------------------------------------------------------------------------------------------------------

void ActorFinder::add_person(PersonName person) {
  if (first_piece_[person.begin] == first_piece_[person.end]) {
    return;  // signs only
  }
  for (const auto& alias : lexicon_.lookup(words(person.begin, person.end).of(document_.text))) {
    if (is_noun(entry(alias).kind)) {
      return;  // "Deputy Prime Minister": a title behind a title
    }
  }
  for (auto t = person.begin; t < person.end; ++t) {
    if (person_at_[t] != none) {
      return;
    }
  }
  person.head = top_of(person.begin, person.end);
  const auto index = static_cast<std::uint32_t>(people_.size());
  for (auto t = person.begin; t < person.end; ++t) {
    person_at_[t] = index;
    // A nationality inside a name ("Omar al-Masri Libyan") is no match of its own any more.
    if (const auto m = match_at_[t]; m != none && !names_person(matches_[m])) {
      for (auto u = matches_[m].begin; u < matches_[m].end; ++u) {
        match_at_[u] = none;
      }
    }
  }
  people_.push_back(std::move(person));
}

void ActorFinder::find_people() {
  person_at_.assign(document_.tokens.size(), none);
  const auto proper = [&](std::uint32_t t) {
    return document_.tokens[t].upos == Upos::PROPN && first_piece_[t + 1] > first_piece_[t] &&
           pieces_[first_piece_[t]].capital;
  };
  // A name found by the network is the frame; the lexicon fills it.
  std::vector<PersonName> found;
  std::vector<bool> taken(document_.tokens.size());
  const auto add_found = [&](PersonName&& person) {
    std::fill(taken.begin() + person.begin, taken.begin() + person.end, true);
    found.push_back(std::move(person));
  };
  for (const auto& n : document_.names) {
    if (n.kind != NameKind::person || n.begin >= n.end) {
      continue;
    }
    if (const auto m = match_at_[n.begin];
        m != none && matches_[m].begin == n.begin && matches_[m].end >= n.end && !names_person(matches_[m])) {
      continue;  // "Norway", "Prime Minister", "Obama" of "Obama administration": the lexicon knows better
    }
    PersonName person;
    person.begin = begin_of_name(n);
    person.end = end_of_name(n);
    // Titles at the head of the name belong to the title.
    while (person.begin + 1 < person.end) {
      auto m = match_at_[person.begin];
      // "Peru President X", "UN Secretary-General X": the country or body before the title goes with it.
      const auto* owner = m == none ? nullptr : entity_alias(matches_[m]);
      const bool owns =
          owner != nullptr && (names_land(entry(*owner).kind) || entry(*owner).kind == ActorEntryKind::organisation ||
                               entry(*owner).kind == ActorEntryKind::group);
      if (owns && matches_[m].end < person.end && match_at_[matches_[m].end] != none) {
        m = match_at_[matches_[m].end];
      }
      if (m == none || names_person(matches_[m]) || matches_[m].end >= person.end || !has_kind(matches_[m], true)) {
        break;
      }
      person.begin = matches_[m].end;
    }
    // "Prime Minister and Minister of Foreign Affairs", taken for a name: two titles and nobody's name.
    const bool titles_only = document_.tokens[person.begin].upos == Upos::CCONJ &&
                             std::none_of(match_at_.begin() + person.begin, match_at_.begin() + person.end,
                                          [&](std::uint32_t m) { return m != none && names_person(matches_[m]); });
    if (!titles_only) {
      add_found(std::move(person));
    }
  }
  for (const auto& m : matches_) {
    if (!names_person(m) || m.part_of_token) {
      continue;
    }
    PersonName person;
    person.begin = m.begin;
    person.end = m.end;
    const bool there = std::any_of(taken.begin() + m.begin, taken.begin() + m.end, [](bool t) { return t; });
    if (there || (!names_person(m) && has_kind(m, false))) {
      continue;
    }
    // "Ivanka Trump" is not Trump: take in first names that hang together with the last one.
    const auto start_of_sentence = tree_.sentence(m.begin).begin;
    while (person.begin > start_of_sentence && proper(person.begin - 1) && match_at_[person.begin - 1] == none) {
      const auto t = person.begin - 1;
      const bool linked = document_.tokens[t].head == document_.tokens[person.begin].head ||
                          document_.tokens[t].head == person.begin || document_.tokens[person.begin].head == t;
      const auto relation = tree_.relation(t == document_.tokens[person.begin].head ? person.begin : t);
      if (!linked || (relation != "flat" && relation != "compound")) {
        break;
      }
      --person.begin;
    }
    add_found(std::move(person));
  }
  // Proper nouns right behind a title are a name even where the network saw none.
  for (const auto& m : matches_) {
    if (m.part_of_token || m.modifier_only || !has_kind(m, true) || has_kind(m, false)) {
      continue;
    }
    const bool title = std::any_of(m.aliases.begin(), m.aliases.end(), [&](const ActorAlias& a) {
      return entry(a).noun_class == NounClass::person && entry(a).kind == ActorEntryKind::office;
    });
    auto end = m.end;
    while (title && end < tree_.sentence(m.begin).end && proper(end) && match_at_[end] == none) {
      ++end;
    }
    if (end == m.end) {
      continue;
    }
    const bool there = std::any_of(taken.begin() + m.end, taken.begin() + end, [](bool t) { return t; });
    const bool other = std::any_of(name_at_.begin() + m.end, name_at_.begin() + end, [&](std::uint32_t n) {
      return n != none && document_.names[n].kind != NameKind::person;
    });
    // "Police Academy" and the like: what follows must hang on the title or the title on it.
    const auto top = top_of(m.end, end);
    const bool linked = tree_.within(top, m.top) || tree_.within(m.top, top);
    if (!there && !other && linked && end < document_.tokens.size() + 1 &&
        document_.tokens[end - 1].upos == Upos::PROPN) {
      PersonName person;
      person.begin = m.end;
      person.end = end;
      add_found(std::move(person));
    }
  }
  std::sort(found.begin(), found.end(), [](const PersonName& a, const PersonName& b) { return a.begin < b.begin; });
  for (auto& person : found) {
    // Which known people may it be: all pieces of the name among those of theirs, and the last name in it.
    for (auto t = person.begin; t < person.end; ++t) {
      const auto index = match_at_[t];
      if (index == none) {
        continue;
      }
      const auto& m = matches_[index];
      for (const auto& a : m.aliases) {
        if (entry(a).kind != ActorEntryKind::person) {
          continue;
        }
        const bool whole = m.begin <= person.begin && person.end <= m.end;
        if (whole) {
          person.full = a.use == AliasUse::name;
          person.aliases.push_back(a);
          continue;
        }
        std::vector<WordPiece> known;
        for (std::size_t at = 0; at < entry(a).name.size();) {
          const auto space = std::min(entry(a).name.find(' ', at), entry(a).name.size());
          ActorLexicon::split(entry(a).name.substr(at, space - at), known);
          at = space + 1;
        }
        bool all = true;
        for (auto p = first_piece_[person.begin]; p < first_piece_[person.end]; ++p) {
          all = all &&
                std::any_of(known.begin(), known.end(), [&](const WordPiece& w) { return w.hash == pieces_[p].hash; });
        }
        const bool name_inside = a.use == AliasUse::name && m.begin >= person.begin && m.end == person.end;
        if (all || name_inside) {
          person.full = true;
          person.aliases.push_back(a);
        }
      }
      t = std::max(t, m.end - 1);
    }
    if (person.end > person.begin) {
      add_person(std::move(person));
    }
  }
  titled_.assign(matches_.size(), {});
  for (std::uint32_t i = 0; i < people_.size(); ++i) {
    find_titles(people_[i]);
    for (const auto t : people_[i].titles) {
      titled_[t].push_back(i);
    }
  }
  person_done_.assign(people_.size(), false);
}

void ActorFinder::find_titles(PersonName& person) {
  const auto is_title = [&](const Match& m) {
    return !m.part_of_token && !m.modifier_only &&
           std::any_of(m.aliases.begin(), m.aliases.end(), [&](const ActorAlias& a) {
             return is_noun(entry(a).kind) && entry(a).noun_class == NounClass::person && !entry(a).passes;
           });
  };
  const auto floor = tree_.sentence(person.begin).begin;
  bool needs_plural = false;
  bool owner_link = true;  // the country reached next belongs to the title: after "of", or right before the name
  int unknown = 0;
  auto t = person.begin;
  for (int steps = 0; t > floor && steps < longest_title; ++steps) {
    --t;
    if (const auto index = match_at_[t]; index != none) {
      const auto& m = matches_[index];
      if (is_title(m)) {
        if (needs_plural && !m.plural) {
          break;
        }
        // An unknown word chain reaches a title only where the tree joins them.
        if (unknown > 0 && !tree_.within(person.head, m.top) && !tree_.within(m.top, person.head) && unknown > 4) {
          break;
        }
        person.titles.push_back(index);
        person.shares_title = m.plural;
        // "Deputy Prime Minister and Foreign Minister X"
        if (m.begin > floor + 1 && document_.tokens[m.begin - 1].upos == Upos::CCONJ) {
          if (const auto other = match_at_[m.begin - 2];
              other != none && is_title(matches_[other]) && !matches_[other].plural) {
            const auto relation = tree_.relation(matches_[other].top);
            if (relation != "nsubj" || tree_.within(m.top, matches_[other].top)) {
              person.titles.push_back(other);
            }
          }
        }
        break;
      }
      if (person_at_[t] != none) {
        if (person_at_[t] < people_.size() && people_[person_at_[t]].begin != person.begin) {
          needs_plural = true;
          owner_link = false;
          t = people_[person_at_[t]].begin;
          continue;
        }
      }
      if (has_kind(m, false) && !m.not_owner) {
        if (owner_link && !needs_plural) {
          person.way.push_back(index);
        } else if (owner_link && person.way.empty()) {
          person.way.push_back(index);
        }
        owner_link = false;
        t = m.begin;
        continue;
      }
      t = m.begin;
      continue;
    }
    if (person_at_[t] != none) {
      needs_plural = true;
      owner_link = false;
      t = people_[person_at_[t]].begin;
      continue;
    }
    const auto& token = document_.tokens[t];
    if (token.upos == Upos::ADP) {
      const auto lemma = lowered(token.lemma);
      if (t + 1 == person.begin) {
        break;  // "... for Lavrov"
      }
      if (lemma != "of" && lemma != "for" && lemma != "to" && lemma != "in" && lemma != "at") {
        break;
      }
      if (lemma != "of" && !person.way.empty()) {
        person.way.clear();
      }
      owner_link = false;
      continue;
    }
    if (token.upos == Upos::CCONJ) {
      if (t + 1 == person.begin) {
        needs_plural = true;
        owner_link = false;
      }
      continue;
    }
    if (token.upos == Upos::PUNCT) {
      if (token.form == "," && t > floor && person_at_[t - 1] != none) {
        needs_plural = true;
        continue;
      }
      if (is_hyphen(t)) {
        continue;
      }
      break;
    }
    if (token.upos == Upos::DET) {
      if (t > floor && document_.tokens[t - 1].upos == Upos::ADP) {
        continue;
      }
      break;
    }
    const bool capital = first_piece_[t + 1] > first_piece_[t] && pieces_[first_piece_[t]].capital;
    if ((token.upos == Upos::PROPN || token.upos == Upos::NOUN || token.upos == Upos::ADJ) &&
        ++unknown <= most_unknown_words && (capital || unknown <= 2)) {
      continue;
    }
    break;
  }
  if (person.titles.empty()) {
    // "Italy's foreign minister, Antonio Tajani": the name hangs on the title.
    const auto up = document_.tokens[person.head].head;
    const auto relation = tree_.relation(person.head);
    if (up != no_token && match_at_[up] != none && (relation == "appos" || relation == "flat") &&
        is_title(matches_[match_at_[up]])) {
      person.titles.push_back(match_at_[up]);
      person.way.clear();
    }
  }
  if (person.titles.empty()) {
    // A nationality right before the name counts without a title; anything else on the way does not.
    std::erase_if(person.way, [&](std::uint32_t w) {
      return matches_[w].end != person.begin ||
             std::none_of(matches_[w].aliases.begin(), matches_[w].aliases.end(),
                          [](const ActorAlias& a) { return a.use == AliasUse::adjective; });
    });
  }
  for (const auto c : tree_.children(person.head)) {
    if (c < person.end || !tree_.is(c, "appos") || match_at_[c] == none) {
      continue;
    }
    const auto& m = matches_[match_at_[c]];
    if (is_title(m) && !m.plural && person.titles.empty()) {
      person.apposed = match_at_[c];
      break;
    }
  }
}

ActorFinder::Held ActorFinder::office_of(const ActorEntry& person, std::string_view said_code) const {
  Held held;
  held.entry = &person;
  held.code = std::string(person.code);
  add_sectors(held.sectors, person.sectors);
  if (person.offices.empty()) {
    held.rank = !said_code.empty() && held.code == said_code ? 2 : 1;
    return held;
  }
  std::vector<const HeldOffice*> fitting;
  const auto later = [](const HeldOffice* a, const HeldOffice* b) {
    return (a->from ? *a->from : Date{}) < (b->from ? *b->from : Date{});
  };
  bool ended = false;
  if (report_.date) {
    for (const auto& office : person.offices) {
      if (office.held_at(*report_.date)) {
        fitting.push_back(&office);
      }
    }
    if (fitting.empty()) {
      ended = std::any_of(person.offices.begin(), person.offices.end(),
                          [&](const HeldOffice& o) { return o.to && *o.to < *report_.date; });
    }
  }
  const bool of_date = !fitting.empty();
  if (!of_date) {
    for (const auto& office : person.offices) {
      if (report_.date && ended && office.from && *report_.date < *office.from) {
        continue;
      }
      fitting.push_back(&office);
    }
  }
  if (!said_code.empty()) {
    std::vector<const HeldOffice*> of_code;
    std::copy_if(fitting.begin(), fitting.end(), std::back_inserter(of_code),
                 [&](const HeldOffice* o) { return o->code == said_code; });
    if (!of_code.empty()) {
      fitting = std::move(of_code);
      held.rank += 4;
    } else {
      held.rank -= 6;
    }
  }
  std::stable_sort(fitting.begin(), fitting.end(), later);
  const auto& last = *fitting.back();
  const bool one_code =
      std::all_of(fitting.begin(), fitting.end(), [&](const HeldOffice* o) { return o->code == last.code; });
  if (report_.date || one_code || held.code.empty()) {
    held.code = one_code || report_.date ? std::string(last.code) : std::string();
  }
  if (of_date) {
    held.rank += 3;
    held.sectors.clear();
    for (auto it = fitting.rbegin(); it != fitting.rend(); ++it) {
      if ((*it)->code != held.code) {
        continue;
      }
      add_sectors(held.sectors, (*it)->sectors);
      held.title = held.title.empty() ? std::string((*it)->title) : std::string((*it)->title) + " and " + held.title;
      if (held.organisation.empty()) {
        held.organisation = std::string((*it)->organisation);
      }
    }
    return held;
  }
  if (report_.date && ended) {
    // Out of office by then: one of the elite.
    held.rank += 1;
    held.sectors = {"ELI"};
    held.title = "former " + std::string(last.title);
    return held;
  }
  if (report_.date) {
    held.sectors.clear();
    held.code = std::string(fitting.front()->code);
    return held;
  }
  held.rank += 2;
  if (one_code) {
    held.sectors.clear();
    add_sectors(held.sectors, last.sectors);
    held.title = std::string(last.title);
    held.organisation = std::string(last.organisation);
  }
  return held;
}

/// "Defence Minister Pedro Sanchez" in a report that names no Spain: not the prime minister of that name. `nouns` are
/// what the text calls him.
bool ActorFinder::is_namesake(const ActorEntry& person, const std::vector<const ActorEntry*>& nouns,
                              std::string_view said_code) const {
  const bool office = std::ranges::any_of(nouns, [](const ActorEntry* n) { return n->kind == ActorEntryKind::office; });
  if (!office || person.offices.empty() || !said_code.empty() || named_countries_.contains(person.code)) {
    return false;
  }
  return std::ranges::none_of(person.offices, [&](const HeldOffice& held) {
    if (named_countries_.contains(held.code)) {
      return true;
    }
    const auto called = lexicon_.lookup(held.title);
    return std::ranges::any_of(called,
                               [&](const ActorAlias& a) { return std::ranges::find(nouns, &entry(a)) != nouns.end(); });
  });
}

std::vector<ResolvedActor> ActorFinder::resolve_person(std::uint32_t index) {
  const auto person = people_[index];
  person_done_[index] = true;
  ResolvedActor actor;
  actor.kind = ActorKind::person;
  actor.head = person.head;
  auto& entity = actor.entity;
  entity.name = std::string(words(person.begin, person.end).of(document_.text));
  Agreement agreement;
  agreement.person = true;
  std::vector<const ActorEntry*> nouns;

  // What the title says.
  std::vector<Owner> owners;
  std::vector<std::string> said_sectors;
  std::string said_office;
  bool former = false;
  auto left = person.begin;
  auto title_matches = person.titles;
  if (title_matches.empty() && person.apposed != none) {
    title_matches.push_back(person.apposed);
  }
  for (const auto t : title_matches) {
    const auto& m = matches_[t];
    const ActorEntry* noun = nullptr;
    for (const auto& a : m.aliases) {
      if (is_noun(entry(a).kind) && entry(a).noun_class == NounClass::person &&
          (noun == nullptr || noun->kind != ActorEntryKind::office)) {
        noun = &entry(a);
      }
    }
    if (noun == nullptr) {
      continue;
    }
    auto run = read_left(m.begin, m.top, 1);
    if (run.owners.empty()) {
      run.owners = owners_behind(m,
                                 noun->speaks ? std::vector<std::string_view>{"of", "for", "from", "with", "at"}
                                              : std::vector<std::string_view>{"of", "from"},
                                 1);
    }
    if (run.owners.empty() && run.possessor != none) {
      for (const auto& a : resolve_pronoun(run.possessor)) {
        run.owners.push_back(owner_of(a));
        run.owners.back().confidence *= 0.85;
      }
    }
    former = former || run.former;
    nouns.push_back(noun);
    std::vector<std::string> sectors;
    if (noun->light) {
      for (const auto* mod : run.modifiers) {
        add_sectors(sectors, mod->sectors);
      }
    }
    if (sectors.empty()) {
      add_sectors(sectors, noun->sectors);
      for (const auto* mod : run.modifiers) {
        add_sectors(sectors, mod->sectors);
      }
    }
    for (const auto& o : run.owners) {
      if (!names_land(o.kind) && !o.sectors.empty() && takes_sectors(*noun, o)) {
        sectors = o.sectors;
      } else if (international(o.code)) {
        std::erase(sectors, "GOV");
      }
      if (std::find(o.sectors.begin(), o.sectors.end(), "PRE") != o.sectors.end()) {
        add_sectors(sectors, std::vector<std::string>{"PRE"});
      }
    }
    if (owners.empty()) {
      owners = run.owners;
    }
    add_sectors(said_sectors, sectors);
    if (!person.shares_title && person.way.empty() && t != person.apposed) {
      left = std::min(left, run.begin);
    }
    if (noun->gender != 0) {
      agreement.gender = noun->gender;
    }
    if (in(m.end - 1, ActorWords::male_title)) {
      agreement.gender = 'm';
    } else if (in(m.end - 1, ActorWords::female_title)) {
      agreement.gender = 'f';
    }
  }
  if (owners.empty() && !person.titles.empty()) {
    // "President Ana Ruiz of Peru"
    for (const auto c : tree_.children(person.head)) {
      const auto marker = tree_.is(c, "nmod") ? tree_.marker(c) : none;
      const auto m = marker == none || document_.tokens[marker].form != "of" ? none : match_at_[c];
      const auto* land = m == none ? nullptr : entity_alias(matches_[m]);
      if (land != nullptr && names_land(entry(*land).kind)) {
        owners = owners_of_match(m, 1);
      }
    }
  }
  if (!person.way.empty()) {
    std::vector<Owner> way;
    for (const auto w : person.way) {
      for (auto& o : owners_of_match(w, 1)) {
        way.push_back(std::move(o));
      }
    }
    if (!way.empty()) {
      owners = {way.front()};
    }
  } else if (person.shares_title && owners.size() > 1 && !person.titles.empty()) {
    // "the Russian and Turkish presidents A and B": each name its country.
    const auto& together = titled_[person.titles.front()];
    const auto place = std::find(together.begin(), together.end(), index);
    const auto at = static_cast<std::size_t>(place - together.begin());
    if (together.size() == owners.size() && at < owners.size()) {
      owners = {owners[at]};
    }
  }
  if (person.shares_title && person.way.empty() && person.full && !owners.empty()) {
    // "the ministers of Kenya A and B": whom the lexicon knows from elsewhere is not of Kenya.
    const auto& code = owners.front().code;
    const bool fits = std::ranges::any_of(person.aliases, [&](const ActorAlias& a) {
      return std::ranges::any_of(entry(a).offices, [&](const HeldOffice& o) { return o.code == code; });
    });
    if (!fits && !person.aliases.empty()) {
      owners.clear();
    }
  }
  const std::string said_code = owners.empty() ? std::string() : owners.front().code;
  if (!person.titles.empty()) {
    const auto first = matches_[person.titles.back()].begin;
    const auto& nearest = matches_[person.titles.front()];
    if (person.shares_title || !person.way.empty() || nearest.begin > person.begin) {
      said_office = nouns.empty() ? std::string() : std::string(nouns.front()->name);
    } else {
      auto end = person.begin;
      if (nearest.begin < person.begin && end > nearest.end && document_.tokens[end - 1].form == ",") {
        end = nearest.end;
      }
      said_office = std::string(words(first, end).of(document_.text));
    }
  } else if (person.apposed != none) {
    said_office = std::string(words(matches_[person.apposed].begin, matches_[person.apposed].end).of(document_.text));
  }
  if (former && !said_office.empty()) {
    said_office = "former " + said_office;
    said_sectors = {"ELI"};
  }

  // Who the lexicon says it is.
  Held best;
  best.rank = -100;
  for (const auto& a : person.aliases) {
    auto held = office_of(entry(a), said_code);
    if ((!person.full && held.rank < 0) || is_namesake(entry(a), nouns, said_code)) {
      continue;  // from another country
    }
    if (held.rank > best.rank) {
      best = std::move(held);
    }
  }
  // Who the text has named before.
  const auto last_piece = pieces_[first_piece_[person.end] - 1].hash;
  const auto whole_pieces = first_piece_[person.end] - first_piece_[person.begin];
  const ActorMention* before = nullptr;
  if (const auto it = last_names_.find(last_piece); it != last_names_.end() && it->second != person.head) {
    before = mention_of(it->second);
    if (before != nullptr && (before->actors.empty() || before->actors.front().kind != ActorKind::person)) {
      before = nullptr;
    }
    if (before != nullptr && whole_pieces > 1 && before->actors.front().entity.name != entity.name &&
        !(best.entry != nullptr && before->actors.front().entity.id == best.entry->id)) {
      before = nullptr;
    }
    if (before != nullptr && !said_code.empty() && !before->actors.front().entity.code.empty() &&
        before->actors.front().entity.code != said_code) {
      before = nullptr;
    }
  }
  actor.confidence = 0.95;
  if (before != nullptr) {
    const auto& old = before->actors.front();
    const auto own_name = entity.name;
    entity = old.entity;
    if (entity.name.size() < own_name.size()) {
      entity.name = own_name;
    }
    agreement = before->agreement;
    nouns.insert(nouns.end(), before->nouns.begin(), before->nouns.end());
    actor.confidence = old.confidence * 0.97;
    actor.how = "named before: " + old.how;
    if (entity.code.empty() && !said_code.empty()) {
      entity.code = said_code;
    }
    if (entity.sectors.empty()) {
      entity.sectors = said_sectors;
    }
    if (!said_office.empty() && entity.office.empty()) {
      entity.office = said_office;
    }
    out_.antecedent[person.head] = before->head;
  } else if (best.entry != nullptr) {
    const auto& known = *best.entry;
    entity.name = std::string(known.name);
    entity.id = known.id;
    entity.code = best.rank < 0 ? said_code : best.code.empty() ? said_code : best.code;
    entity.sectors = best.rank < 0 ? said_sectors : best.sectors;
    if (former) {
      entity.sectors = {"ELI"};
    } else if (entity.sectors.empty() && !international(entity.code)) {
      entity.sectors = said_sectors;
    } else if (entity.sectors == std::vector<std::string>{"ELI"} && !said_sectors.empty()) {
      entity.sectors = said_sectors;  // "opposition leader": what he is now, not what he was
    }
    entity.office = !said_office.empty() ? said_office : best.title;
    if (best.rank < 0) {
      entity.id.clear();
    }
    if (agreement.gender == 0) {
      agreement.gender = known.gender;
    }
    for (const auto& office : known.offices) {
      for (const auto& alias : lexicon_.lookup(office.title)) {
        if (is_noun(entry(alias).kind) && (best.title.find(office.title) != std::string::npos)) {
          nouns.push_back(&entry(alias));
        }
      }
    }
    actor.confidence = person.full ? 0.97 : title_matches.empty() ? 0.85 : 0.93;
    if (!report_.date && known.offices.size() > 1 && said_code.empty()) {
      actor.confidence *= 0.85;
    }
    actor.how = (person.full ? "person " : "last name of ") + std::string(known.name) + " (" + where(known) + ")" +
                (best.title.empty() ? ""
                 : report_.date     ? ", " + best.title + " at that date"
                                    : ", " + best.title);
  } else {
    entity.code = said_code;
    entity.sectors = said_sectors;
    entity.office = said_office;
    if (title_matches.empty()) {
      actor.confidence = owners.empty() ? 0.6 : 0.75;
      actor.how = owners.empty() ? "a name without title, not in the lexicon" : "a name, " + owners.front().how;
    } else {
      actor.confidence = 0.9 * (owners.empty() ? 0.8 : owners.front().confidence);
      actor.how = "title " + said_office;
      if (!nouns.empty()) {
        actor.how += " (" + where(*nouns.front()) + ")";
      }
      if (!owners.empty()) {
        actor.how += " + " + owners.front().how;
      }
    }
  }
  if (best.entry != nullptr && !best.entry->cameo.empty()) {
    put_cameo(entity, best.entry->cameo_at(report_.date));
  } else if (before == nullptr) {
    put_cameo(entity, with_cameo_of_nouns(entity.code, nouns, report_.date));
  }
  if (agreement.gender == 0) {
    if (in(person.begin, ActorWords::male_name) && !in(person.begin, ActorWords::female_name)) {
      agreement.gender = 'm';
    } else if (in(person.begin, ActorWords::female_name) && !in(person.begin, ActorWords::male_name)) {
      agreement.gender = 'f';
    } else if (person.begin > 0 && in(person.begin - 1, ActorWords::male_title)) {
      agreement.gender = 'm';
    } else if (person.begin > 0 && in(person.begin - 1, ActorWords::female_title)) {
      agreement.gender = 'f';
    }
  }
  put_words(entity, std::min(left, person.begin), person.end);
  if (before == nullptr && (whole_pieces > 1 || best.entry != nullptr || !title_matches.empty())) {
    last_names_.emplace(last_piece, person.head);
    // "Lai Ching-te", "Xi Jinping": the family name stands first there.
    static constexpr std::array<std::string_view, 6> family_first = {"CHN", "TWN", "HKG", "KOR", "PRK", "VNM"};
    if (whole_pieces > 1 && std::ranges::find(family_first, entity.code) != family_first.end()) {
      last_names_.emplace(pieces_[first_piece_[person.begin]].hash, person.head);
    }
    if (best.entry != nullptr) {
      // However the name is ordered, any of its pieces but the first may stand alone later.
      std::vector<WordPiece> known;
      const auto name = best.entry->name;
      const auto space = name.rfind(' ');
      ActorLexicon::split(space == std::string_view::npos ? name : name.substr(space + 1), known);
      for (const auto& piece : known) {
        last_names_.emplace(piece.hash, person.head);
      }
    }
  }
  std::vector<ResolvedActor> out = {actor};
  set(person.head, std::min(left, person.begin), person.end, out, agreement, nouns, before != nullptr);
  for (const auto w : person.way) {
    // "of Kenya A": where the tree hangs the name on the country, that word stands for the person.
    const auto top = matches_[w].top;
    if (tree_.is(person.head, "flat") && tree_.head(person.head) == top && out_.actors[top].empty()) {
      out_.actors[top] = out;
    }
  }
  return out;
}

// --- Phrases
// -----------------------------------------------------------------------------------------------------------

Owner ActorFinder::owner_of(const ResolvedActor& actor) const {
  Owner owner;
  owner.code = actor.entity.code;
  owner.sectors = actor.entity.sectors;
  owner.id = actor.entity.id;
  owner.person = actor.kind == ActorKind::person;
  owner.kind = actor.kind == ActorKind::country || actor.kind == ActorKind::government ? ActorEntryKind::country
               : actor.kind == ActorKind::organisation                                 ? ActorEntryKind::organisation
                                                                                       : ActorEntryKind::group;
  if (actor.kind == ActorKind::government) {
    std::erase(owner.sectors, "GOV");
  }
  owner.confidence = actor.confidence;
  owner.how = "of " + actor.entity.text + " [" + actor.how + "]";
  return owner;
}

std::vector<Owner> ActorFinder::owners_of_match(std::uint32_t index, int depth) {
  std::vector<Owner> out;
  const auto m = matches_[index];
  if (m.not_owner) {
    return out;
  }
  if (m.part_of_token) {
    for (const auto& a : m.aliases) {
      const auto& e = entry(a);
      const bool there = std::any_of(out.begin(), out.end(), [&](const Owner& o) { return o.code == e.code; });
      if ((e.code.empty() && e.cameo.empty()) || there || e.kind == ActorEntryKind::person) {
        continue;
      }
      Owner owner;
      owner.code = std::string(e.code);
      add_sectors(owner.sectors, e.sectors);
      owner.kind = e.kind;
      owner.id = e.id;
      if (const auto cameo = e.cameo_at(report_.date); !cameo.empty()) {
        owner.code = std::string(cameo);
        owner.sectors.clear();
      }
      owner.how = std::string(document_.tokens[m.begin].form) + " (" + where(e) + ")";
      owner.confidence = 0.85;
      out.push_back(std::move(owner));
    }
    return out;
  }
  if (const auto* a = entity_alias(m); a != nullptr) {
    const auto& e = entry(*a);
    if (e.code.empty() && e.sectors.empty() && e.cameo.empty()) {
      return out;
    }
    Owner owner;
    owner.code = std::string(e.code);
    add_sectors(owner.sectors, e.sectors);
    owner.kind = e.kind == ActorEntryKind::seat ? ActorEntryKind::country : e.kind;
    owner.id = e.id;
    if (const auto cameo = e.cameo_at(report_.date); !cameo.empty()) {
      owner.code = std::string(cameo);
      owner.sectors.clear();
    }
    owner.how = (a->use == AliasUse::adjective ? "demonym " : "") +
                std::string(words(m.begin, m.end).of(document_.text)) + " (" + where(e) + ")";
    owner.confidence = 0.97;
    out.push_back(std::move(owner));
    return out;
  }
  if (names_person(m)) {
    const auto p = person_at_[m.begin];
    if (p != none) {
      if (!person_done_[p]) {
        (void)resolve_person(p);
      }
      for (const auto& a : out_.actors[people_[p].head]) {
        out.push_back(owner_of(a));
      }
    }
    return out;
  }
  for (const auto& a : resolve_match(index, depth + 1)) {
    out.push_back(owner_of(a));
  }
  return out;
}

/// "private radio stations", "a major road": ranks in other places.
bool is_quality(std::string_view word) {
  return word == "private" || word == "major" || word == "general";
}

bool ActorFinder::has_possessive_mark(std::uint32_t token) const {
  return std::ranges::any_of(tree_.children(token), [&](std::uint32_t c) {
    return tree_.is(c, "case") && document_.tokens[c].upos == Upos::PART;
  });
}

LeftRun ActorFinder::read_left(std::uint32_t begin, std::uint32_t top, int depth) {
  LeftRun run;
  run.former = begins_with_former(begin);
  run.begin = begin;
  const auto floor = tree_.sentence(begin).begin;
  bool possessive = false;
  bool two = false;
  auto t = begin;
  while (t > floor) {
    --t;
    const auto& token = document_.tokens[t];
    if (person_at_[t] != none) {
      const auto p = person_at_[t];
      const auto relation = tree_.relation(people_[p].head);
      if (!possessive && relation != "compound" && relation != "nmod") {
        break;
      }
      if (!person_done_[p]) {
        (void)resolve_person(p);
      }
      for (const auto& a : out_.actors[people_[p].head]) {
        run.owners.insert(run.owners.begin(), owner_of(a));
      }
      run.begin = people_[p].begin;
      break;
    }
    if (const auto index = match_at_[t]; index != none) {
      const auto& m = matches_[index];
      const auto relation = tree_.relation(m.top);
      const bool argument = relation == "nsubj" || relation == "obj" || relation == "iobj" || relation == "obl" ||
                            relation == "root" || relation == "advcl" || relation == "ccomp" || relation == "acl";
      if (!possessive && argument && !tree_.within(top, m.top)) {
        break;
      }
      if (lemma_in(t, ActorWords::former) && has_kind(m, true)) {
        run.former = true;
      }
      if (has_kind(m, false)) {
        if (!m.not_owner) {
          auto owners = owners_of_match(index, depth + 1);
          // "Burundi's and Rwanda's spy chiefs"
          const auto other = tree_.is(m.top, "conj") ? tree_.head(m.top) : none;
          if (other != none && document_.tokens[other].deprel == "nmod:poss" && match_at_[other] != none &&
              has_possessive_mark(m.top)) {
            auto more = owners_of_match(match_at_[other], depth + 1);
            owners.insert(owners.begin(), more.begin(), more.end());
          }
          // "UN Security Council's French president": a body before a country adjective is not the owner.
          run.owners.insert(run.owners.begin(), owners.begin(), owners.end());
        }
        run.begin = m.begin;
      } else if (possessive) {
        for (auto& o : owners_of_match(index, depth + 1)) {
          run.owners.insert(run.owners.begin(), std::move(o));
        }
        run.begin = m.begin;
        run.foreign_possessor = run.owners.empty();
        break;
      } else if (token.upos != Upos::ADJ || !is_quality(lowered(token.form))) {
        for (const auto& a : m.aliases) {
          if (is_noun(entry(a).kind) && !entry(a).passes && !entry(a).needs_owner && !m.not_owner) {
            run.modifiers.push_back(&entry(a));
            break;
          }
        }
        run.begin = m.begin;
      }
      possessive = false;
      t = m.begin;
      continue;
    }
    if (token.upos == Upos::PART && t > floor &&
        (token.form.starts_with('\'') || token.form.starts_with("\xE2\x80\x99") || tree_.is(t, "case"))) {
      possessive = true;
      continue;
    }
    if (is_hyphen(t)) {
      continue;
    }
    const auto listed = [&](std::uint32_t left_token) {
      return left_token >= floor && match_at_[left_token] != none && t + 1 < document_.tokens.size() &&
             match_at_[t + 1] != none &&
             has_kind(matches_[match_at_[left_token]], false) == has_kind(matches_[match_at_[t + 1]], false) &&
             run.begin == t + 1 && t + 1 < begin;
    };
    if (token.upos == Upos::CCONJ || token.form == ",") {
      if (t > floor && listed(t - 1) && !tree_.is(matches_[match_at_[t - 1]].top, "nsubj")) {
        const auto above = document_.tokens[matches_[match_at_[t - 1]].top].head;
        const auto here = matches_[match_at_[t + 1]].top;
        if (document_.tokens[here].head == matches_[match_at_[t - 1]].top || above == document_.tokens[here].head ||
            above == top) {
          continue;
        }
      }
      break;
    }
    if (token.upos == Upos::DET) {
      const auto word = lowered(token.form);
      if (word == "both" || (word == "each" && lemma_in(top, ActorWords::pair_noun))) {
        run.pair = true;
        run.begin = t;
        continue;
      }
      run.definite = run.definite || token.feature("Definite") == "Def" || word == "the";
      run.demonstrative =
          token.feature("PronType") == "Dem" || word == "this" || word == "that" || word == "these" || word == "those";
      run.indefinite = token.feature("Definite") == "Ind" || word == "a" || word == "an";
      if (run.definite && t > floor && lowered(document_.tokens[t - 1].form) == "both") {
        run.pair = true;
      }
      break;
    }
    if (token.upos == Upos::PRON) {
      if (token.feature("Poss") == "Yes" || token.deprel == "nmod:poss") {
        run.possessor = t;
      }
      if (lowered(token.form) == "both") {
        run.pair = true;
      }
      break;
    }
    if (token.upos == Upos::NUM) {
      const auto word = lowered(token.form);
      two = two || word == "two" || word == "2";
      run.counted = true;
      run.begin = t;
      continue;
    }
    if (possessive) {
      run.foreign_possessor = true;
      break;
    }
    if (lemma_in(t, ActorWords::former)) {
      run.former = true;
      run.begin = t;
      continue;
    }
    const auto relation = tree_.relation(t);
    if ((token.upos == Upos::NOUN || token.upos == Upos::NUM) && t + 2 == run.begin && is_hyphen(t + 1)) {
      run.begin = t;  // "a 17-year-old boy"
      continue;
    }
    if (token.upos == Upos::ADJ || (token.upos == Upos::VERB && relation == "amod") || token.upos == Upos::X ||
        (token.upos == Upos::ADV && relation == "advmod") ||
        ((token.upos == Upos::NOUN || token.upos == Upos::PROPN) &&
         (relation == "compound" || relation == "flat" || relation == "nmod"))) {
      // "when soldiers opened fire": the adverb is the verb's.
      if (relation == "root" || (token.upos == Upos::ADV && tree_.head(t) > top)) {
        break;
      }
      run.begin = t;
      continue;
    }
    break;
  }
  // "sentenced two men": any two; "the two men", "two countries": those told of.
  static constexpr std::array<std::string_view, 7> told_of = {"side",      "party",    "country", "nation",
                                                              "neighbour", "neighbor", "rival"};
  run.pair = run.pair || (two && (run.definite || run.demonstrative || run.possessor != none ||
                                  std::ranges::find(told_of, lowered(document_.tokens[top].lemma)) != told_of.end()));
  return run;
}

/// "Iraq's prime minister and speaker": whose the first is, the second is too.
std::vector<Owner> ActorFinder::shared_owner(std::uint32_t conjunct, int depth) {
  for (const auto c : tree_.children(tree_.head(conjunct))) {
    if (document_.tokens[c].deprel == "nmod:poss" && match_at_[c] != none && c < conjunct) {
      auto owners = owners_of_match(match_at_[c], depth);
      std::erase_if(owners, [](const Owner& o) { return !names_land(o.kind) || o.person; });
      return owners;
    }
  }
  return {};
}

std::vector<Owner> ActorFinder::owners_behind(const Match& match, const std::vector<std::string_view>& prepositions,
                                              int depth) {
  std::vector<Owner> out;
  const auto wanted = [&](std::uint32_t marker) {
    const auto lemma = lowered(document_.tokens[marker].lemma);
    return std::find(prepositions.begin(), prepositions.end(), lemma) != prepositions.end();
  };
  const auto take = [&](std::uint32_t c) {
    const auto index = match_at_[c];
    std::vector<Owner> found;
    if (person_at_[c] != none) {
      const auto p = person_at_[c];
      if (!person_done_[p]) {
        (void)resolve_person(p);
      }
      for (const auto& a : out_.actors[people_[p].head]) {
        found.push_back(owner_of(a));
      }
      for (auto& o : found) {
        o.end = people_[p].end;
      }
    } else if (index != none && matches_[index].top == c) {
      found = owners_of_match(index, depth + 1);
      for (auto& o : found) {
        o.end = matches_[index].end;
      }
    }
    out.insert(out.end(), found.begin(), found.end());
  };
  for (auto t = match.begin; t < match.end; ++t) {
    for (const auto c : tree_.children(t)) {
      if (c >= match.end && out.empty() && lemma_in(c, ActorWords::allegiance)) {
        for (const auto lord : tree_.children(c)) {
          const auto to = tree_.is(lord, "obl") || tree_.is(lord, "nmod") ? tree_.marker(lord) : none;
          if (to != none && document_.tokens[to].form == "to") {
            take(lord);
          }
        }
        std::erase_if(out, [](const Owner& o) { return o.code.empty(); });
      }
      if (c < match.end || (!tree_.is(c, "nmod") && !tree_.is(c, "obl"))) {
        continue;
      }
      const auto marker = tree_.marker(c);
      if (marker == none || marker < match.end || !wanted(marker) || !out.empty()) {
        continue;
      }
      take(c);
      for (const auto d : tree_.children(c)) {
        if (tree_.is(d, "conj")) {
          take(d);
        }
      }
    }
  }
  // Where the tree joins the phrase elsewhere, the words still stand together.
  if (out.empty() && match.end + 1 < tree_.sentence(match.begin).end && document_.tokens[match.end].upos == Upos::ADP &&
      wanted(match.end)) {
    auto t = match.end + 1;
    const auto last = tree_.sentence(match.begin).end;
    for (int steps = 0; steps < 3 && t < last && match_at_[t] == none && document_.tokens[t].upos == Upos::DET;
         ++steps) {
      ++t;
    }
    if (t < last && match_at_[t] != none && matches_[match_at_[t]].begin == t &&
        has_kind(matches_[match_at_[t]], false)) {
      const auto top = matches_[match_at_[t]].top;
      const auto relation = tree_.relation(top);
      // "Armenian enclave", "Syrian army": the adjective is not all of the phrase.
      if (relation == "nmod" || relation == "obl" || relation == "flat") {
        take(top);
      }
    }
  }
  return out;
}

bool ActorFinder::motion_governor(std::uint32_t token) const {
  auto at = token;
  while (tree_.is(at, "conj") && tree_.head(at) != none) {
    at = tree_.head(at);
  }
  const auto up = tree_.head(at);
  return up != none && lemma_in(up, ActorWords::motion);
}

bool ActorFinder::place_only(const Match& match, const ActorAlias& alias) const {
  auto token = match.top;
  for (int steps = 0; steps < 4; ++steps) {
    // A name joined to a place ("in Vienna, Austria") is where that place is.
    const auto up = tree_.head(token);
    if ((tree_.is(token, "appos") || tree_.is(token, "flat")) && up != none && match_at_[up] != none &&
        tree_.marker(token) == none) {
      token = up;
    }
  }
  const auto marker = tree_.marker(token);
  const bool city = alias.use == AliasUse::capital || entry(alias).kind == ActorEntryKind::seat;
  auto first = token;
  while (tree_.is(first, "conj") && tree_.head(first) != none) {
    first = tree_.head(first);
  }
  const auto relation = tree_.relation(first);
  if (marker != none) {
    if (in(marker, ActorWords::party_preposition)) {
      if (city && lowered(document_.tokens[marker].lemma) == "of") {
        return true;
      }
      // "was invaded by Chad": one who does it
      return lowered(document_.tokens[marker].lemma) != "by" && motion_governor(token);
    }
    if (document_.tokens[marker].form == "between") {
      return motion_governor(token);  // "a deal was reached between Chad and Mali", "flights between Chad and Mali"
    }
    const bool along_with = marker + 1 < document_.tokens.size() && document_.tokens[marker + 1].form == "with";
    return !along_with && in(marker, ActorWords::place_preposition);
  }
  if (!city) {
    return false;
  }
  if (document_.tokens[first].deprel == "nsubj:pass" || relation == "root" || relation == "dep" ||
      relation == "compound" || relation == "list" || relation == "parataxis" || relation == "vocative" ||
      relation == "dislocated" || relation == "obl") {
    // A passive subject is a government where it is told or urged, a city where it is shelled.
    if (document_.tokens[first].deprel == "nsubj:pass") {
      return motion_governor(token);
    }
    return true;
  }
  if (relation == "obj") {
    return motion_governor(token);
  }
  return false;
}

/// "Kenya's National Intelligence Service": of states that call a body by one name, the one that is said.
const ActorEntry* ActorFinder::said_state(const Match& match, const ActorEntry& body) const {
  static constexpr std::array<std::string_view, 7> state = {"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY"};
  if (body.sectors.empty() || std::ranges::find(state, body.sectors.front()) == state.end() || body.code.empty() ||
      international(body.code)) {
    return nullptr;
  }
  for (const auto c : tree_.children(match.top)) {
    const bool owner = document_.tokens[c].deprel == "nmod:poss" || tree_.is(c, "amod");
    if (!owner || match_at_[c] == none || c >= match.begin) {
      continue;
    }
    const auto* land = entity_alias(matches_[match_at_[c]]);
    if (land != nullptr && entry(*land).kind == ActorEntryKind::country && entry(*land).code != body.code) {
      return &entry(*land);
    }
  }
  return nullptr;
}

ResolvedActor ActorFinder::entity_actor(const Match& match, const ActorAlias& alias) {
  const auto& e = entry(alias);
  ResolvedActor actor;
  actor.head = match.top;
  actor.entity.code = std::string(e.code);
  add_sectors(actor.entity.sectors, e.sectors);
  actor.entity.id = e.id;
  put_cameo(actor.entity, e.cameo_at(report_.date));
  actor.confidence = 0.95;
  put_words(actor.entity, match.begin, match.end);
  switch (e.kind) {
    case ActorEntryKind::country:
    case ActorEntryKind::partial:
    case ActorEntryKind::region:
      actor.kind = ActorKind::country;
      actor.entity.name = std::string(e.name);
      actor.how = "country " + std::string(e.name) + " (" + where(e) + ")";
      if (e.kind == ActorEntryKind::region) {
        if (alias.use == AliasUse::name) {
          actor.entity.name = actor.entity.text;  // an entry may hold the regions of one country: say the one named
        }
        actor.how = "region " + std::string(e.name) + " (" + where(e) + ")";
        actor.confidence = e.code.empty() ? 0.6 : 0.85;
      }
      if (alias.use == AliasUse::capital || alias.use == AliasUse::name) {
        actor.only_place = place_only(match, alias);
      }
      if (alias.use == AliasUse::capital) {
        actor.kind = ActorKind::government;
        actor.entity.sectors.insert(actor.entity.sectors.begin(), "GOV");
        actor.confidence = actor.only_place ? 0.6 : 0.85;
        actor.how = "capital of " + std::string(e.name) + " (" + where(e) + ")";
      } else if (alias.use == AliasUse::person || alias.use == AliasUse::people) {
        actor.how = "people of " + std::string(e.name) + " (" + where(e) + ")";
        // "Kurds in northern Syria": a people without a state, where it is said to live
        const auto home = e.code.empty() ? country_of_own_place(match.top) : std::nullopt;
        if (home) {
          actor.entity.code = home->code;
          actor.entity.sectors = {"CVL"};
          actor.confidence = home->confidence;
          actor.how += " " + home->how;
        }
      } else if (alias.use == AliasUse::adjective) {
        actor.how = "demonym of " + std::string(e.name) + " (" + where(e) + ")";
        actor.confidence = 0.85;
      }
      break;
    case ActorEntryKind::seat: {
      actor.kind = ActorKind::government;
      actor.entity.name = std::string(e.name);
      const auto marker = tree_.marker(match.top);
      // "Brussels" is a city too, the Kremlin is none.
      actor.only_place = place_of_name(match) != nullptr
                             ? place_only(match, alias)
                             : marker != none && in(marker, ActorWords::place_preposition) &&
                                   !in(marker, ActorWords::party_preposition);
      actor.how = "seat of power " + std::string(e.name) + " (" + where(e) + ")";
      break;
    }
    case ActorEntryKind::collective:
      actor.kind = ActorKind::collective;
      actor.how = "collective (" + where(e) + ")";
      actor.confidence = 0.85;
      break;
    default:
      actor.kind = ActorKind::organisation;
      actor.entity.name = std::string(e.name);
      actor.how =
          (e.kind == ActorEntryKind::group ? "group " : "organisation ") + std::string(e.name) + " (" + where(e) + ")";
  }
  if (const auto* state = is_noun(e.kind) || names_land(e.kind) ? nullptr : said_state(match, e); state != nullptr) {
    actor.entity.code = std::string(state->code);
    actor.entity.id.clear();
    actor.entity.name.clear();
    actor.confidence = 0.8;
    actor.how += ", but of " + std::string(state->name);
  }
  return actor;
}

std::vector<ResolvedActor> ActorFinder::resolve_match(std::uint32_t index, int depth) {
  if (resolved_[index] || resolving_[index] || depth > deepest) {
    return results_[index];
  }
  resolving_[index] = true;
  const auto m = matches_[index];
  std::vector<ResolvedActor> out;
  if (!titled_[index].empty()) {
    for (const auto p : titled_[index]) {
      if (!person_done_[p]) {
        (void)resolve_person(p);
      }
      const auto& found = out_.actors[people_[p].head];
      out.insert(out.end(), found.begin(), found.end());
    }
    for (auto t = m.begin; t < m.end; ++t) {
      // In "Secretary of State A B" the tree may part the title: "Secretary" heads, "State" hangs on the name.
      const auto& token = document_.tokens[t];
      const bool heads = token.head < m.begin || token.head >= m.end;
      if (out_.actors[t].empty() && (t == m.top || (heads && token.upos == Upos::PROPN))) {
        out_.actors[t] = out;
      }
    }
  } else if (m.part_of_token) {
    for (const auto& o : owners_of_match(index, depth + 1)) {
      ResolvedActor actor;
      actor.kind = ActorKind::country;
      actor.head = m.top;
      actor.entity.code = o.code;
      actor.entity.sectors = o.sectors;
      actor.entity.id = o.id;
      actor.confidence = 0.75;
      actor.how = o.how;
      put_words(actor.entity, m.begin, m.end);
      out.push_back(std::move(actor));
    }
    if (!out.empty()) {
      Agreement agreement;
      agreement.body = true;
      set(m.top, m.begin, m.end, out, agreement, {}, false);
    }
  } else if (const auto* a = entity_alias(m); a != nullptr && !m.modifier_only) {
    const auto& e = entry(*a);
    auto actor = entity_actor(m, *a);
    Agreement agreement;
    agreement.body = true;
    const auto& top = document_.tokens[m.top];
    std::uint32_t begin = m.begin;
    const bool is_head = !tree_.is(m.top, "amod") && !tree_.is(m.top, "compound") && top.deprel != "nmod:poss";
    const ActorAlias* people = nullptr;
    for (const auto& other : m.aliases) {
      if ((other.use == AliasUse::people || other.use == AliasUse::person) && other.entry == a->entry) {
        people = &other;
      }
    }
    if (names_land(e.kind) && people != nullptr && is_head &&
        (top.upos == Upos::NOUN || top.upos == Upos::PROPN || top.upos == Upos::ADJ)) {
      // "three Syrians", "a Syrian": civilians; "the Syrians": the country.
      const auto run = read_left(m.begin, m.top, depth + 1);
      begin = run.begin;
      agreement.plural = std::any_of(m.aliases.begin(), m.aliases.end(),
                                     [](const ActorAlias& x) { return x.use == AliasUse::people; }) &&
                         top.feature("Number") != "Sing";
      if (m.not_owner) {
        actor.entity.code.clear();
        actor.entity.id.clear();
        actor.confidence = 0.6;
        actor.kind = ActorKind::group;
        actor.how += ", by descent only";
      } else if (run.counted || run.indefinite || !run.modifiers.empty() ||
                 (!run.definite && e.kind == ActorEntryKind::region)) {
        actor.kind = ActorKind::group;
        std::vector<std::string> sectors;
        for (const auto* mod : run.modifiers) {
          add_sectors(sectors, mod->sectors);
        }
        if (sectors.empty()) {
          sectors = {"CVL"};
        }
        add_sectors(sectors, actor.entity.sectors);
        actor.entity.sectors = std::move(sectors);
        agreement.person = !agreement.plural;
        agreement.body = false;
        actor.confidence = 0.8;
      }
      put_words(actor.entity, begin, m.end);
    } else if (m.not_owner && names_land(e.kind)) {
      actor.confidence *= 0.5;
    }
    if (e.kind == ActorEntryKind::organisation || e.kind == ActorEntryKind::group) {
      agreement.plural = top.feature("Number") == "Plur";
    } else if (e.kind == ActorEntryKind::collective) {
      agreement.plural = top.feature("Number") == "Plur";
    }
    out.push_back(std::move(actor));
    set(m.top, begin, m.end, out, agreement, {}, false);
  } else if (names_person(m)) {
    if (const auto p = person_at_[m.begin]; p != none) {
      if (!person_done_[p]) {
        (void)resolve_person(p);
      }
      out = out_.actors[people_[p].head];
    }
  } else if (!m.modifier_only && match_at_[m.top] == index) {
    out = resolve_noun(index, depth);
  }
  results_[index] = out;
  resolved_[index] = true;
  resolving_[index] = false;
  return out;
}

/// The latest person or body before `token` whose office or agent word is one of `nouns`.
const ActorMention* ActorFinder::earlier(std::uint32_t token, const std::vector<const ActorEntry*>& nouns,
                                         bool by_last_word) const {
  std::size_t looked = 0;
  for (auto i = mentions_before(token); i-- > 0 && looked < most_mentions_back; ++looked) {
    const auto& m = mentions_[i];
    if (m.actors.empty()) {
      continue;
    }
    const bool same = std::any_of(m.nouns.begin(), m.nouns.end(), [&](const ActorEntry* a) {
      return std::any_of(nouns.begin(), nouns.end(), [&](const ActorEntry* b) {
        if (a == b) {
          return true;
        }
        // "the minister" is the foreign minister: the general word is the last one of the title.
        const auto last = [](std::string_view s) { return s.substr(s.rfind(' ') + 1); };
        return by_last_word && b->name.find(' ') == std::string_view::npos && last(a->name) == b->name;
      });
    });
    if (same && !(m.actors.front().entity.code.empty() && m.actors.front().entity.name.empty())) {
      return &m;
    }
  }
  return nullptr;
}

/// "The Mission" behind "the Special Monitoring Mission": the body whose name ends so; null where there is none, or the
/// word has no capital.
const ActorMention* ActorFinder::named_so(std::uint32_t token) const {
  const auto form = document_.tokens[token].form;
  if (form.empty() || form.front() < 'A' || form.front() > 'Z') {
    return nullptr;
  }
  std::size_t looked = 0;
  for (auto i = mentions_before(token); i-- > 0 && looked < most_mentions_back; ++looked) {
    const auto& m = mentions_[i];
    if (m.actors.size() != 1 || m.actors.front().kind != ActorKind::organisation || m.anaphor) {
      continue;
    }
    const auto& text = m.actors.front().entity.text;
    if (text.size() > form.size() + 1 && text.ends_with(form) && text[text.size() - form.size() - 1] == ' ') {
      return &m;
    }
  }
  return nullptr;
}

/// "A court in Istanbul": the country of the place that stands with the noun itself.
std::optional<Owner> ActorFinder::country_of_own_place(std::uint32_t token) const {
  for (const auto c : tree_.children(token)) {
    const auto marker = tree_.marker(c);
    const bool of = marker != no_token && document_.tokens[marker].form == "of";  // "the garrison of Bria"
    if (!tree_.is(c, "nmod") || marker == no_token || (!of && !in(marker, ActorWords::place_preposition))) {
      continue;
    }
    const auto place =
        std::ranges::find_if(out_.places, [&](const PlaceMention& p) { return p.begin <= c && c < p.end; });
    if (place != out_.places.end() && !place->place.country.empty() && (!of || place->place.kind == PlaceKind::city)) {
      Owner owner;
      owner.code = place->place.country;
      owner.how = "in " + place->place.text;
      owner.confidence = 0.75;
      return owner;
    }
  }
  return std::nullopt;
}

/// Whether the name over [token, end) says where something is: "in Quito", "a town in Peru's north", "the Peruvian
/// town".
bool ActorFinder::is_where(std::uint32_t token, std::uint32_t end) const {
  std::uint32_t t = top_of(token, end);
  while (true) {
    const auto marker = tree_.marker(t);
    if (marker != no_token && document_.tokens[marker].form != "of") {
      return in(marker, ActorWords::place_preposition);
    }
    const auto relation = tree_.relation(t);
    const bool inside = relation == "compound" || relation == "flat" || relation == "appos" || relation == "amod" ||
                        document_.tokens[t].deprel == "nmod:poss" || (relation == "nmod" && marker != no_token);
    if (!inside || tree_.head(t) == no_token) {
      return false;
    }
    t = tree_.head(t);
  }
}

/// Whether a nationality is that of where the sentence is: "the Bolivian town", "Bolivian police", "Bolivian miners".
bool ActorFinder::names_home(const Match& match) const {
  const auto head = tree_.head(match.top);
  if (head == no_token || (match.begin > 0 && is_hyphen(match.begin - 1)) || is_hyphen(match.end)) {
    return false;  // "the Kyrgyz-Tajik border"
  }
  static constexpr std::array<std::string_view, 4> guests = {"national", "citizen", "tourist", "expatriate"};
  if (std::ranges::find(guests, document_.tokens[head].lemma) != guests.end()) {
    return false;
  }
  if (lemma_in(head, ActorWords::country_noun)) {
    return true;
  }
  if (match_at_[head] == none) {
    return false;
  }
  const auto run = tree_.head(head);
  if (document_.tokens[head].deprel.starts_with("obl") && run != no_token &&
      lexicon_.has_word(ActorWords::backing, lowered(document_.tokens[run].form))) {
    return false;  // "owned by a Chinese company": whose, not where
  }
  return std::ranges::any_of(matches_[match_at_[head]].aliases, [&](const ActorAlias& alias) {
    const auto& e = entry(alias);
    const bool land = e.noun_class == NounClass::thing && e.needs_owner && e.sectors.empty();
    const bool at_home = e.local == Locality::named ||
                         (!e.sectors.empty() && (e.sectors.front() == "COP" || e.sectors.front() == "JUD"));
    return is_noun(e.kind) && (land || at_home);
  });
}

/// The verb, or the root, of the clause that a word stands in; participles of nouns ("a lorry packed with ...") are
/// part of theirs.
std::uint32_t ActorFinder::verb_over(std::uint32_t token) const {
  auto t = token;
  while (tree_.head(t) != no_token &&
         (document_.tokens[t].upos != Upos::VERB || tree_.is(t, "xcomp") || document_.tokens[t].deprel == "acl")) {
    t = tree_.head(t);
  }
  return t;
}

/// Whether the name at `where` is that of a journey's end: "put them on a plane to Paris". Who acts is not from there.
bool ActorFinder::goes_there(std::uint32_t where, std::uint32_t token) const {
  const auto journey = tree_.head(where);
  const auto marker = tree_.marker(where);
  return journey != none && tree_.is(where, "nmod") && marker != none && document_.tokens[marker].form == "to" &&
         tree_.is(token, "nsubj") && !tree_.within(where, token) && document_.tokens[journey].upos == Upos::NOUN;
}

/// Whether the name at `where` says where those are who tell of a deed, and they are onlookers: "a monitor in London
/// said rebels had killed ten", "Amnesty International said in Geneva".
bool ActorFinder::told_from_abroad(std::uint32_t where, std::uint32_t deed) const {
  const auto teller = teller_beside(tree_, where, deed);
  if (teller == none) {
    return false;
  }
  if (lemma_in(teller, ActorWords::onlooker)) {
    return true;
  }
  const auto* name = match_at_[teller] == none ? nullptr : entity_alias(matches_[match_at_[teller]]);
  if (name == nullptr) {
    return false;
  }
  const auto& e = entry(*name);
  return e.kind == ActorEntryKind::organisation &&
         (international(e.code) || (!e.sectors.empty() && (e.sectors.front() == "JRN" || e.sectors.front() == "NGO")));
}

/// The country of the sentence, where it has but one: the one it names as a place, else the home that it speaks of. For
/// Locality::place only what says where counts; `same_clause` leaves out what another clause is about ("rebels attacked
/// after talks collapsed in Doha").
std::optional<Owner> ActorFinder::country_of_sentence(std::uint32_t token, Locality locality, bool same_clause) const {
  const auto here = verb_over(token);
  const bool acts = tree_.is(token, "nsubj") && document_.tokens[token].deprel != "nsubj:pass";
  // "met in Geneva after the army shelled a camp", "on a visit to Berlin": nobody is at home there for that.
  const auto is_apart = [&](std::uint32_t where, std::uint32_t deed) {
    return is_scene_apart(tree_, lexicon_, where, deed) || is_visit_end(tree_, lexicon_, where);
  };
  const auto elsewhere = [&](std::uint32_t where) {
    // "killed two soldiers and wounded five near Goma": both were there.
    const auto there = verb_over(where);
    const bool shared =
        there != none && tree_.is(there, "conj") && tree_.head(there) == here && is_where(where, where + 1) &&
        std::ranges::none_of(tree_.children(there), [&](std::uint32_t c) { return tree_.is(c, "nsubj"); });
    if (same_clause && !shared && !tree_.within(here, there)) {
      return true;
    }
    const auto border = tree_.head(where);
    if (border != no_token && tree_.is(where, "nmod") && tree_.marker(where) != none &&
        document_.tokens[tree_.marker(where)].form == "with" &&
        (document_.tokens[border].lemma == "border" || document_.tokens[border].lemma == "frontier")) {
      return true;  // "near the border with Thailand": not there
    }
    if (told_from_abroad(where, token) || goes_there(where, token) || is_apart(where, token)) {
      return true;
    }
    if (!acts || where == token || tree_.within(where, token) || !tree_.within(where, here) ||
        is_where(where, where + 1)) {
      return false;
    }
    // "expelled the French ambassador", "accused Rwanda of it": the other side of who acts, not his home.
    const bool modifies =
        tree_.is(where, "amod") || tree_.is(where, "compound") || document_.tokens[where].deprel == "nmod:poss";
    const auto argument = modifies ? tree_.head(where) : where;
    if (argument == no_token || tree_.head(argument) != here) {
      return false;
    }
    const auto marker = tree_.marker(argument);
    return tree_.is(argument, "obj") || tree_.is(argument, "iobj") ||
           (tree_.is(argument, "obl") && marker != none && !in(marker, ActorWords::place_preposition));
  };
  const auto& sentence = tree_.sentence(token);
  std::vector<Owner> named;
  std::vector<Owner> homes;
  std::set<std::string_view> peoples;  // that adjectives name, of here or not
  bool scene = false;                  // whether something says where
  const auto add = [](std::vector<Owner>& found, std::string_view code, bool partial, std::string how) {
    if (code.empty() || international(code) || code == "IMG") {
      return;
    }
    for (auto& o : found) {
      if (o.code == code) {
        return;
      }
    }
    Owner owner;
    owner.code = std::string(code);
    if (partial) {
      owner.sectors = {"PRE"};
      owner.kind = ActorEntryKind::partial;
    }
    owner.how = std::move(how);
    owner.confidence = 0.7;
    found.push_back(std::move(owner));
  };
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    if (match_at_[t] == none) {
      continue;
    }
    const auto& m = matches_[match_at_[t]];
    if (m.begin != t || elsewhere(m.top)) {
      continue;
    }
    // "Turkish soldiers" tell where they come from, not where they are.
    const auto* a = entity_alias(m);
    if (a == nullptr || !names_land(entry(*a).kind)) {
      continue;
    }
    const bool land =
        (a->use == AliasUse::name && !is_origin_of_other(tree_, lexicon_, m.top, token)) || a->use == AliasUse::capital;
    const bool partial = entry(*a).kind == ActorEntryKind::partial;
    if (land && (locality == Locality::named || is_where(m.begin, m.end))) {
      add(named, entry(*a).code, partial, "the only country of the sentence");
      scene = scene || tree_.marker(m.top) != none;
    } else if (a->use == AliasUse::adjective) {
      peoples.insert(entry(*a).code);
      if (names_home(m)) {
        add(homes, entry(*a).code, partial, "the only country of the sentence");
      }
    }
  }
  const auto from = std::lower_bound(out_.places.begin(), out_.places.end(), sentence.begin,
                                     [](const PlaceMention& p, std::uint32_t t) { return p.begin < t; });
  for (auto p = from; p != out_.places.end() && p->begin < sentence.end; ++p) {
    const auto top = top_of(p->begin, p->end);
    if ((locality == Locality::place && !is_where(p->begin, p->end)) || told_from_abroad(top, token) ||
        goes_there(top, token) || is_apart(top, token) ||
        ((same_clause || p->place.kind == PlaceKind::country) && elsewhere(top)) ||
        (p->place.kind == PlaceKind::country && is_origin_of_other(tree_, lexicon_, top, token))) {
      continue;
    }
    scene = scene || p->place.kind != PlaceKind::country;
    add(named, p->place.country, false, "the country of " + p->place.text);
  }
  // "Egypt's minister accused Sudanese troops of killing six people": of which of the two nobody says.
  if (!acts && !scene && named.size() == 1 && (peoples.size() > 1 || !peoples.contains(named.front().code)) &&
      !peoples.empty()) {
    return std::nullopt;
  }
  // "Karen rebels killed eight soldiers near the Thai border": a group of another country stands beside them.
  if (named.empty() && homes.size() == 1 && same_clause) {
    for (auto t = sentence.begin; t < sentence.end; ++t) {
      const auto* a = match_at_[t] == none ? nullptr : entity_alias(matches_[match_at_[t]]);
      if (a != nullptr && entry(*a).kind == ActorEntryKind::group && !entry(*a).code.empty() &&
          !international(entry(*a).code) && entry(*a).code != "IMG" && entry(*a).code != homes.front().code) {
        return std::nullopt;
      }
    }
  }
  const auto& found = named.empty() ? homes : named;
  return found.size() == 1 ? std::optional(found.front()) : std::nullopt;
}

std::optional<Owner> ActorFinder::country_of_dateline() const {
  const auto from = [&](std::string_view code, std::string_view words_found) {
    Owner owner;
    owner.code = std::string(code);
    owner.how = "the dateline " + std::string(words_found);
    owner.confidence = 0.65;
    return owner;
  };
  // The words of the dateline, part by part: "Bogota, Colombia (Reuters)".
  std::string_view rest = report_.dateline;
  std::optional<Owner> best;
  while (!rest.empty()) {
    const auto cut = std::min(rest.find_first_of(",(/-"), rest.size());
    auto part = rest.substr(0, cut);
    rest.remove_prefix(std::min(cut + 1, rest.size()));
    while (!part.empty() && part.front() == ' ') {
      part.remove_prefix(1);
    }
    while (!part.empty() && part.back() == ' ') {
      part.remove_suffix(1);
    }
    for (const auto& alias : lexicon_.lookup(part)) {
      if (names_land(entry(alias).kind) && !entry(alias).code.empty()) {
        best = from(entry(alias).code, part);
      }
    }
  }
  if (best) {
    return best;
  }
  // A dateline that ingest left in the text: its first place, before the dash or colon that ends it.
  if (!document_.sentences.empty()) {
    const auto& first = document_.sentences.front();
    const auto last = document_.tokens[first.end - 1].form;
    const bool apart = is_dash_word(last) || last == ":";
    for (const auto& p : out_.places) {
      if (p.end >= first.end || p.place.country.empty()) {
        continue;
      }
      // Or in one sentence with what follows, where nothing told them apart.
      bool dash = false;
      for (auto t = p.end; p.begin <= first.begin + 1 && t < first.end && t < p.end + 12; ++t) {
        dash = dash || (document_.tokens[t - 1].space_after && document_.tokens[t].space_after &&
                        is_dash_word(document_.tokens[t].form));
      }
      if (apart || dash) {
        return from(p.place.country, p.place.text);
      }
    }
  }
  return std::nullopt;
}

/// Who says the clause that a word stands in, where it is a body.
std::vector<ResolvedActor> ActorFinder::speaker_over(std::uint32_t token) const {
  auto t = token;
  for (int steps = 0; steps < 8 && t != none && !tree_.is(t, "ccomp"); ++steps) {
    t = tree_.head(t);
  }
  auto says = t == none || !tree_.is(t, "ccomp") ? none : tree_.head(t);
  for (int steps = 0; steps < 3 && says != none; ++steps) {
    for (const auto c : tree_.children(says)) {
      const auto* who = tree_.is(c, "nsubj") ? mention_of(c) : nullptr;
      if (who != nullptr && !who->agreement.person) {
        return who->actors;
      }
    }
    says = tree_.is(says, "conj") ? tree_.head(says) : none;
  }
  return {};
}

/// "the militant group Hezbollah", "the rebel group, M23, ", "the groups Hamas and Fatah": the bodies that are named
/// beside the noun; begin is where its phrase begins.
std::vector<ResolvedActor> ActorFinder::named_beside(const Match& m, std::uint32_t begin, int depth) {
  std::vector<ResolvedActor> out;
  if (!lemma_in(m.top, ActorWords::body_noun)) {
    return out;
  }
  for (const auto c : tree_.children(m.top)) {
    if (!tree_.is(c, "appos") || c < m.end || document_.tokens[c].upos != Upos::PROPN) {
      continue;
    }
    std::vector<std::uint32_t> names = {c};
    std::ranges::copy_if(tree_.children(c), std::back_inserter(names), [&](auto n) { return tree_.is(n, "conj"); });
    for (const auto name : names) {
      const auto index = match_at_[name];
      const auto* alias = index == none ? nullptr : entity_alias(matches_[index]);
      if (alias == nullptr || matches_[index].top != name ||
          (entry(*alias).kind != ActorEntryKind::group && entry(*alias).kind != ActorEntryKind::organisation)) {
        continue;
      }
      for (auto actor : resolve_match(index, depth + 1)) {
        actor.head = m.top;
        put_words(actor.entity, begin, matches_[index].end);
        out.push_back(std::move(actor));
      }
    }
  }
  return out;
}

std::vector<ResolvedActor> ActorFinder::resolve_noun(std::uint32_t index, int depth) {
  const auto m = matches_[index];
  const auto& top = document_.tokens[m.top];
  auto left = read_left(m.begin, m.top, depth + 1);
  if (left.pair && left.owners.empty() && lemma_in(m.top, ActorWords::pair_noun)) {
    auto pair = resolve_pair(m.top, left);
    if (!pair.empty()) {
      return pair;
    }
  }
  if (m.plural && left.definite && left.owners.empty() && left.modifiers.empty() &&
      lemma_in(m.top, ActorWords::pair_noun)) {
    const auto lemma = lowered(top.lemma);
    if (lemma == "side" || lemma == "party") {
      auto pair = resolve_pair(m.top, left);
      if (!pair.empty()) {
        return pair;
      }
    }
  }

  // Which of the entries that share the word.
  const ActorEntry* noun = nullptr;
  const ActorEntry* passing = nullptr;
  for (const auto& a : m.aliases) {
    const auto& e = entry(a);
    if (!is_noun(e.kind)) {
      continue;
    }
    if (e.passes) {
      passing = &e;
    } else if (noun == nullptr || (noun->needs_owner && !e.needs_owner) ||
               (noun->noun_class == NounClass::thing && e.noun_class != NounClass::thing)) {
      noun = &e;
    }
  }
  std::vector<const ActorEntry*> nouns;
  if (noun != nullptr) {
    nouns.push_back(noun);
  }
  Agreement agreement;
  const auto* main = noun != nullptr ? noun : passing;
  if (main == nullptr) {
    return {};
  }
  agreement.plural = m.plural && top.feature("Number") != "Sing";
  agreement.person = main->noun_class == NounClass::person;
  agreement.body = main->noun_class == NounClass::body;
  agreement.gender = main->gender;
  if (in(m.end - 1, ActorWords::male_title)) {
    agreement.gender = 'm';
  } else if (in(m.end - 1, ActorWords::female_title)) {
    agreement.gender = 'f';
  }

  if (auto named = named_beside(m, left.begin, depth); !named.empty()) {
    set(m.top, left.begin, m.end, named, agreement, nouns, false);
    return named;
  }
  auto end = m.end;
  std::vector<Owner> owners = left.owners;
  std::string via;
  if (passing != nullptr && owners.empty()) {
    auto behind = owners_behind(m, {"of"}, depth + 1);
    const bool land = !behind.empty() && names_land(behind.front().kind) && behind.front().id.starts_with("country/");
    if (!behind.empty() && (noun == nullptr || !land || noun->needs_owner)) {
      // "thousands of refugees", "members of Hamas": the actor is what stands behind "of".
      std::vector<ResolvedActor> out;
      for (const auto& o : behind) {
        ResolvedActor actor;
        actor.kind = o.person ? ActorKind::person : ActorKind::group;
        actor.head = m.top;
        actor.entity.code = o.code;
        actor.entity.sectors = o.sectors;
        actor.entity.id = o.id;
        actor.confidence = 0.95 * o.confidence;
        actor.how = std::string(words(m.begin, m.end).of(document_.text)) + " " + o.how;
        put_words(actor.entity, left.begin, std::max(end, o.end));
        out.push_back(std::move(actor));
      }
      agreement.plural = true;
      set(m.top, left.begin, end, out, agreement, nouns, false);
      return out;
    }
    if (noun == nullptr) {
      return {};
    }
  }
  if (noun == nullptr) {
    noun = passing;
  }
  std::vector<ResolvedActor> possessor;
  if (left.possessor != none) {
    possessor = resolve_pronoun(left.possessor);
    const bool fighters = !noun->sectors.empty() && (noun->sectors.front() == "MIL" || noun->sectors.front() == "REB");
    if (possessor.empty() && fighters) {
      possessor = speaker_over(m.top);  // "the group denied losing the town and said its fighters held it"
    }
    // "her captors": what they are to her says nothing of where they are from.
    const bool hostile = !noun->sectors.empty() && noun->sectors.front() == "UAF";
    if (owners.empty() && !hostile) {
      for (const auto& a : possessor) {
        owners.push_back(owner_of(a));
        owners.back().confidence *= 0.85;
      }
    }
  }
  if (owners.empty()) {
    // "withdrew its troops from Niger": where they leave, whoever "its" is.
    const auto markers = left.possessor != none ? std::vector<std::string_view>{"of"}
                         : noun->speaks         ? std::vector<std::string_view>{"of", "for", "from", "with", "at"}
                                                : std::vector<std::string_view>{"of", "from"};
    owners = owners_behind(m, markers, depth + 1);
    // "the kidnappers of a Chinese engineer": whom they hold says nothing of where they are from.
    if (!noun->sectors.empty() && noun->sectors.front() == "UAF") {
      std::erase_if(owners, [](const Owner& o) { return o.kind != ActorEntryKind::group; });
    }
    for (const auto& o : owners) {
      end = std::max(end, o.end);
    }
  }
  const bool bare =
      !left.definite && !left.demonstrative && !left.indefinite && !left.counted && left.possessor == none;
  if (owners.empty() && bare && tree_.is(m.top, "conj")) {
    owners = shared_owner(m.top, depth + 1);
  }
  if (owners.empty() && noun->light && noun->kind == ActorEntryKind::office) {
    // "the chairman of Nissan", of which nothing is known: of no government.
    for (const auto c : tree_.children(m.top)) {
      const auto marker = tree_.is(c, "nmod") && c >= m.end ? tree_.marker(c) : none;
      if (marker != none && document_.tokens[marker].form == "of" && document_.tokens[c].upos == Upos::PROPN &&
          match_at_[c] == none &&
          std::ranges::none_of(out_.places, [&](const PlaceMention& p) { return p.begin <= c && c < p.end; })) {
        return {};
      }
    }
  }
  // Words that go back: "the president", "the army".
  if (owners.empty() && left.possessor == none && !left.indefinite && !left.foreign_possessor &&
      left.modifiers.empty()) {
    const bool title_like = noun->noun_class == NounClass::person && !m.plural &&
                            (left.definite || left.demonstrative ||
                             (first_piece_[m.begin] < pieces_.size() && pieces_[first_piece_[m.begin]].capital));
    const bool body_like =
        noun->noun_class != NounClass::thing && (left.definite || left.demonstrative) && !left.counted;
    if (title_like || body_like) {
      const auto* before = earlier(m.top, nouns, title_like);
      before = before == nullptr && left.definite ? named_so(m.top) : before;
      const bool rebels = noun->sectors == std::vector<std::string_view>{"REB"};
      if (before == nullptr && lemma_in(m.top, ActorWords::body_noun) && (noun->needs_owner || rebels)) {
        if (auto group = resolve_nominal(m.top, rebels); !group.empty() || noun->needs_owner) {
          return group;
        }
      }
      if (before != nullptr && before->agreement.plural == agreement.plural) {
        auto out = before->actors;
        const auto before_head = before->head;
        const auto before_nouns = before->nouns;
        const auto before_agreement = before->agreement;
        for (auto& a : out) {
          put_words(a.entity, left.begin, m.end);
          a.head = m.top;
          a.confidence *= 0.85;
          a.only_place = false;
          a.how = goes_back(document_.tokens[m.top].form, document_.tokens[before_head].form, a.how);
        }
        set(m.top, left.begin, m.end, out, before_agreement, before_nouns, true);
        out_.antecedent[m.top] = before_head;
        return out;
      }
    }
  }
  // "foreign embassies", "foreign troops": of no country that is home here.
  bool abroad = std::ranges::any_of(tree_.children(m.top), [&](std::uint32_t c) {
    return tree_.is(c, "amod") && lowered(document_.tokens[c].form) == "foreign";
  });
  const bool told = !owners.empty();
  if (!told && !abroad && !left.foreign_possessor && noun->kind == ActorEntryKind::agent) {
    owners = owners_behind(m, {"in"}, depth + 1);
    std::erase_if(owners, [](const Owner& o) { return !names_land(o.kind) || o.person; });
    for (auto& o : owners) {
      o.confidence = std::min(o.confidence, 0.7);
      end = std::max(end, o.end);
    }
  }
  // "the court in The Hague" may be anybody's, "a court in Lima" is not.
  const bool well_known =
      left.definite && noun->noun_class == NounClass::body && !noun->sectors.empty() && noun->sectors.front() == "JUD";
  const bool armed = !noun->sectors.empty() && (noun->sectors.front() == "REB" || noun->sectors.front() == "MIL");
  for (auto t = m.top, steps = 0U; armed && steps < 3; ++steps) {
    // Through "leaders of both militias".
    const bool inside = tree_.is(t, "nmod");
    t = tree_.head(t);
    abroad = abroad || (t != none && lemma_in(t, ActorWords::guest));
    if (t == none || !inside) {
      break;
    }
  }
  if (owners.empty() && noun->local != Locality::none && !left.foreign_possessor && !well_known && !abroad) {
    auto local = country_of_own_place(m.top);
    if (!local) {
      local = country_of_sentence(m.top, noun->local, armed);
    }
    if (!local) {
      local = country_of_dateline();
      // The dateline of a report on others is the seat of one of them, not where the soldiers are from.
      if (local && armed) {
        const auto own = named_countries_.find(local->code);
        const int times = own == named_countries_.end() ? 0 : own->second;
        if (std::ranges::any_of(named_countries_, [&](const auto& named) {
              return named.first != local->code && 2 * named.second > times;
            })) {
          local.reset();
        }
      }
    }
    if (local) {
      owners.push_back(*local);
    }
  }
  if (!told && !noun->sectors.empty() && noun->sectors.front() == "MIL") {
    std::erase_if(owners, [&](const Owner& o) {
      const auto* country = lexicon_.find("country/" + o.code);
      return country != nullptr && country->foreign_soldiers;
    });
  }
  if (owners.empty() && noun->needs_owner && left.modifiers.empty()) {
    return lemma_in(m.top, ActorWords::body_noun) || lemma_in(m.top, ActorWords::country_noun)
               ? resolve_nominal(m.top)
               : std::vector<ResolvedActor>{};
  }

  std::vector<std::string> base;
  if (noun->light) {
    for (const auto* mod : left.modifiers) {
      add_sectors(base, mod->sectors);
    }
  }
  const bool from_modifiers = !base.empty();
  if (base.empty()) {
    add_sectors(base, noun->sectors);
    for (const auto* mod : left.modifiers) {
      add_sectors(base, mod->sectors);
    }
  }
  if (left.former && noun->kind == ActorEntryKind::office) {
    base = {"ELI"};
  }
  std::vector<const ActorEntry*> nouns_in_order(left.modifiers.rbegin(), left.modifiers.rend());
  nouns_in_order.push_back(noun);
  std::vector<ResolvedActor> out;
  const auto make = [&](const Owner* owner) {
    ResolvedActor actor;
    actor.head = m.top;
    actor.kind = noun->kind == ActorEntryKind::office && noun->noun_class == NounClass::person && !m.plural
                     ? ActorKind::person
                     : ActorKind::group;
    auto& entity = actor.entity;
    entity.sectors = base;
    actor.how = std::string(noun->kind == ActorEntryKind::office ? "office " : "agent noun ") +
                std::string(words(m.begin, m.end).of(document_.text)) + " (" + where(*noun) + ")";
    if (actor.kind == ActorKind::person) {
      entity.office = std::string(words(m.begin, m.end).of(document_.text));
    }
    actor.confidence = owner == nullptr ? 0.8 : 0.93 * owner->confidence;
    if (owner == nullptr && noun->kind == ActorEntryKind::agent && !noun->code.empty()) {
      entity.code = noun->code;  // "a rights group", of no state
      entity.sectors.clear();
    }
    if (owner != nullptr) {
      entity.code = owner->code;
      actor.how = owner->how + " + " + actor.how;
      const bool land = names_land(owner->kind);
      const bool rebel = std::find(owner->sectors.begin(), owner->sectors.end(), "REB") != owner->sectors.end();
      if (!land && !owner->sectors.empty() && (!from_modifiers || rebel) &&
          (takes_sectors(*noun, *owner) ||
           (rebel && !base.empty() && (base.front() == "MIL" || base.front() == "GOV" || base.front() == "OPP")))) {
        if (!(left.former && noun->kind == ActorEntryKind::office)) {
          entity.sectors = owner->sectors;
        }
      } else if (international(owner->code)) {
        std::erase(entity.sectors, "GOV");  // "a UN official", "the UN mission"
      }
      if (owner->kind != ActorEntryKind::country && owner->person == false && entity.sectors.empty()) {
        entity.sectors = owner->sectors;
      }
      if (std::find(owner->sectors.begin(), owner->sectors.end(), "PRE") != owner->sectors.end()) {
        add_sectors(entity.sectors, std::vector<std::string>{"PRE"});
      }
    }
    // "his Armenian counterpart": what the one is, the other is too.
    if (entity.sectors.empty() && noun->sectors.empty() && noun->noun_class == NounClass::person &&
        !possessor.empty()) {
      entity.sectors = possessor.front().entity.sectors;
      entity.office = possessor.front().entity.office;
    }
    put_cameo(entity, with_cameo_of_nouns(entity.code, nouns_in_order, report_.date));
    put_words(entity, left.begin, end);
    if (noun->noun_class == NounClass::thing || names_land(owner == nullptr ? ActorEntryKind::agent : owner->kind)) {
      const auto marker = tree_.marker(m.top);
      actor.only_place = noun->noun_class == NounClass::thing && marker != none &&
                         in(marker, ActorWords::place_preposition) && !in(marker, ActorWords::party_preposition);
    }
    // A body of a country or an entity in part: keep what it is called.
    if (owner != nullptr && noun->noun_class == NounClass::body && actor.kind == ActorKind::group && end == m.end) {
      entity.name = entity.text;
    }
    out.push_back(std::move(actor));
  };
  if (owners.empty()) {
    make(nullptr);
  }
  for (const auto& o : owners) {
    make(&o);
  }
  set(m.top, left.begin, m.end, out, agreement, nouns, left.possessor != none);
  return out;
}

// --- What goes back
// ----------------------------------------------------------------------------------------------------

const ActorMention* ActorFinder::mention_of(std::uint32_t head) const {
  const auto find = [&](std::uint32_t token) -> const ActorMention* {
    const auto at = std::lower_bound(mentions_.begin(), mentions_.end(), token,
                                     [](const ActorMention& m, std::uint32_t h) { return m.head < h; });
    return at != mentions_.end() && at->head == token ? &*at : nullptr;
  };
  const auto* mention = find(head);
  // "Prime Minister of Iraq Haider al-Abadi": the title heads the phrase, the actor lies with the name.
  return mention == nullptr && !out_.actors[head].empty() ? find(out_.actors[head].front().head) : mention;
}

/// Whom a pronoun stands for: of its chain the nearest name, else the nearest actor; where it begins a chain, the most
/// salient actor.
const ActorMention* ActorFinder::antecedent_of(std::uint32_t token, const PronounForm& form) const {
  const auto index = chain_at_[token];
  if (index == none || chain_[index].antecedent == none) {
    return find_antecedent(tree_, mentions_, token, form);
  }
  const ActorMention* nearest = nullptr;
  int steps = 0;
  for (auto m = chain_[index].antecedent; m != none && steps < longest_way_back; m = chain_[m].antecedent, ++steps) {
    const auto* mention = mention_of(chain_[m].head);
    if (mention == nullptr || mention->actors.empty()) {
      continue;
    }
    if (chain_[m].form == MentionForm::name) {
      return mention;
    }
    nearest = nearest == nullptr ? mention : nearest;
  }
  return nearest;
}

/// "Eritrea, whose troops fought there": of the noun that the relative clause hangs on.
std::vector<ResolvedActor> ActorFinder::resolve_whose(std::uint32_t token) {
  auto t = token;
  while (tree_.head(t) != no_token && document_.tokens[t].deprel != "acl:relcl") {
    t = tree_.head(t);
  }
  const auto noun = tree_.head(t);
  if (noun == no_token) {
    return {};
  }
  if (out_.actors[noun].empty() && match_at_[noun] != none) {
    (void)resolve_match(match_at_[noun], 1);
  }
  return out_.actors[noun];
}

/// "Chad accuses Sudan of arming rebels, a charge it denies": the one accused.
const ActorMention* ActorFinder::who_denies(std::uint32_t token) const {
  static constexpr std::array<std::string_view, 4> charges = {"charge", "accusation", "allegation", "claim"};
  static constexpr std::array<std::string_view, 4> denying = {"deny", "reject", "dismiss", "refute"};
  const auto denies = tree_.head(token);
  const auto charge = denies == no_token ? no_token : tree_.head(denies);
  if (charge == no_token || !tree_.is(token, "nsubj") || document_.tokens[denies].deprel != "acl:relcl" ||
      std::ranges::find(denying, document_.tokens[denies].lemma) == denying.end() ||
      std::ranges::find(charges, document_.tokens[charge].lemma) == charges.end()) {
    return nullptr;
  }
  auto verb = charge;
  for (int steps = 0; steps < 6 && verb != no_token && document_.tokens[verb].lemma != "accuse"; ++steps) {
    verb = tree_.head(verb);
  }
  if (verb == no_token || document_.tokens[verb].lemma != "accuse") {
    return nullptr;
  }
  for (const auto c : tree_.children(verb)) {
    if (tree_.is(c, "obj") || document_.tokens[c].deprel == "nsubj:pass") {
      return mention_of(c);
    }
  }
  return nullptr;
}

std::vector<ResolvedActor> ActorFinder::resolve_pronoun(std::uint32_t token) {
  if (!out_.actors[token].empty()) {
    return out_.actors[token];
  }
  if (document_.tokens[token].form == "whose") {
    return resolve_whose(token);
  }
  const auto form = pronoun_form(document_.tokens[token]);
  if (!form) {
    return {};
  }
  const auto* denier = who_denies(token);
  const auto* found = denier != nullptr ? denier : antecedent_of(token, *form);
  if (found == nullptr) {
    return {};
  }
  if (form->plural && tree_.is(found->head, "conj")) {
    // Of those that are joined the first stands for all.
    const auto* first = mention_of(tree_.head(found->head));
    found = first != nullptr && !first->actors.empty() ? first : found;
  }
  auto out = found->actors;
  const auto head = found->head;
  auto agreement = found->agreement;
  if (form->plural) {
    // "France and Italy said they": all that are joined.
    for (const auto c : tree_.children(head)) {
      const auto* other = tree_.is(c, "conj") && !found->agreement.plural ? mention_of(c) : nullptr;
      if (other != nullptr && other->head == c) {
        out.insert(out.end(), other->actors.begin(), other->actors.end());
      }
    }
    // "France met Italy. They said": both.
    const auto last = out_.antecedent_last[token];
    if (last != no_token && !tree_.is(last, "conj") && mention_of(out_.antecedent[token]) == found) {
      if (const auto* other = mention_of(last); other != nullptr) {
        out.insert(out.end(), other->actors.begin(), other->actors.end());
      }
    }
    agreement.plural = true;
  }
  if (agreement.person && agreement.gender == 0 && (form->gender == 'm' || form->gender == 'f')) {
    agreement.gender = form->gender;
    mentions_[mentions_before(head)].agreement.gender = form->gender;
  }
  const auto nouns = found->nouns;
  for (auto& a : out) {
    a.head = token;
    a.how = goes_back(document_.tokens[token].form, a.entity.text, a.how);
    put_words(a.entity, token, token + 1);
    a.confidence *= form->plural ? 0.7 : 0.8;
    a.only_place = false;
  }
  out_.antecedent[token] = head;
  set(token, token, token + 1, out, agreement, nouns, true);
  return out;
}

std::vector<ResolvedActor> ActorFinder::resolve_pair(std::uint32_t token, const LeftRun& left) {
  const auto lemma = lowered(document_.tokens[token].lemma);
  const bool people =
      (lemma == "leader" || lemma == "president" || lemma == "minister" || lemma == "man" || lemma == "official") &&
      std::any_of(mentions_.begin(), mentions_.end(), [](const ActorMention& m) {
        return !m.actors.empty() && m.actors.front().kind == ActorKind::person;
      });
  auto parties = find_pair(tree_, mentions_, token, people);
  const bool as_people = people && !parties.empty();
  if (parties.empty()) {
    parties = find_pair(tree_, mentions_, token, false);
  }
  const std::string words_here = std::string(words(left.begin, token + 1).of(document_.text));
  std::vector<ResolvedActor> out;
  for (const auto& [mention, which] : parties) {
    auto actor = mentions_[mention].actors[which];
    const bool countries = lemma == "country" || lemma == "nation" || lemma == "state" || lemma == "republic" ||
                           lemma == "neighbour" || lemma == "leader" || lemma == "government";
    const bool domestic = actor.entity.code.size() == 3 && lexicon_.find("country/" + actor.entity.code) != nullptr;
    if (!as_people && actor.kind == ActorKind::person && is_rebel(actor.entity)) {
      // The spokesman of rebels stands for them, not for their country.
      actor.kind = ActorKind::group;
      actor.entity.name.clear();
      actor.entity.id.clear();
      actor.entity.office.clear();
    } else if (!as_people && (actor.kind == ActorKind::person || (countries && domestic)) &&
               !actor.entity.code.empty()) {
      // A person met as one of two sides stands for the country, and so does an army of one of two countries.
      const auto how = actor.how;
      ResolvedActor country;
      country.kind = ActorKind::country;
      country.entity.code = actor.entity.code;
      country.entity.id = "country/" + actor.entity.code;
      if (const auto* e = lexicon_.find(country.entity.id); e != nullptr) {
        country.entity.name = std::string(e->name);
      } else {
        country.entity.id.clear();
      }
      if (lemma == "leader" || lemma == "president" || lemma == "minister" || lemma == "official" ||
          lemma == "government") {
        country.entity.sectors = {"GOV"};
      }
      country.confidence = actor.confidence;
      country.how = "of " + (actor.entity.name.empty() ? actor.entity.text : actor.entity.name) + " [" + how + "]";
      actor = std::move(country);
    }
    actor.how = goes_back(words_here, actor.entity.text.empty() ? actor.entity.name : actor.entity.text, actor.how);
    actor.head = token;
    actor.only_place = false;
    actor.confidence *= 0.75;
    put_words(actor.entity, left.begin, token + 1);
    out.push_back(std::move(actor));
  }
  if (out.empty()) {
    if (lemma != "side" && lemma != "party" && lemma != "country" && lemma != "nation" && lemma != "state") {
      return out;
    }
    ResolvedActor actor;
    actor.kind = ActorKind::collective;
    actor.head = token;
    actor.confidence = 0.4;
    actor.how = words_here + ": the text names no two parties before, or does not tell which";
    put_words(actor.entity, left.begin, token + 1);
    out.push_back(std::move(actor));
  } else {
    out_.antecedent[token] = mentions_[parties.back().mention].head;
  }
  Agreement agreement;
  agreement.plural = true;
  set(token, left.begin, token + 1, out, agreement, {}, true);
  return out;
}

/// Whether another phrase of the same verb names the entry with this id.
bool ActorFinder::is_named_beside(std::uint32_t token, std::string_view id) const {
  const auto verb = tree_.head(token);
  if (verb == no_token || id.empty()) {
    return false;
  }
  return std::ranges::any_of(tree_.children(verb), [&](std::uint32_t c) {
    if (c == token || match_at_[c] == none) {
      return false;
    }
    const auto* alias = entity_alias(matches_[match_at_[c]]);
    return alias != nullptr && entry(*alias).id == id;
  });
}

std::vector<ResolvedActor> ActorFinder::resolve_nominal(std::uint32_t token, bool rebels) {
  const bool country = lemma_in(token, ActorWords::country_noun);
  const bool body = lemma_in(token, ActorWords::body_noun);
  const auto left = read_left(token, token, 1);
  // "the paramilitary group" may be one told of, "the medical group" says what it is.
  const bool rebel_words = std::ranges::all_of(
      left.modifiers, [](const ActorEntry* e) { return !e->sectors.empty() && e->sectors.front() == "REB"; });
  if (!left.owners.empty() || !rebel_words || left.possessor != none || left.foreign_possessor || left.counted ||
      !(left.definite || left.demonstrative)) {
    return {};
  }
  rebels = rebels || !left.modifiers.empty();
  for (const auto c : tree_.children(token)) {
    if (tree_.is(c, "nmod") && c > token) {
      return {};  // "the group of ministers" says what it is
    }
  }
  const ActorMention* best = nullptr;
  const auto sentence = tree_.sentence_of(token);
  const auto first = mentions_before(document_.sentences[sentence - std::min(sentence, 3u)].begin);
  const auto last = mentions_before(token);
  // "the group", "the movement" behind rebels and an organisation that condemned them: the rebels.
  static constexpr std::array<std::string_view, 7> fighting = {"group", "movement", "faction",  "militia",
                                                               "front", "outfit",   "insurgent"};
  const bool may_fight = std::ranges::find(fighting, lowered(document_.tokens[token].lemma)) != fighting.end();
  for (auto i = first; i < last; ++i) {
    const auto& m = mentions_[i];
    if (m.actors.empty() || m.agreement.person) {
      continue;
    }
    const auto& a = m.actors.front();
    const bool is_country = a.kind == ActorKind::country || a.kind == ActorKind::government;
    const bool fights = is_rebel(a.entity);
    const bool is_body = fights ? a.kind == ActorKind::organisation || a.kind == ActorKind::group
                                : a.kind == ActorKind::organisation && !rebels;
    if (is_named_beside(token, a.entity.id) || tree_.within(m.head, token)) {
      continue;  // "the group accused the RSF", "the al Qaeda-linked group": another one
    }
    if ((country && is_country && !a.entity.code.empty()) || (body && !country && is_body)) {
      // The subject of the sentence before rather than any name in it.
      const bool subject = tree_.is(m.head, "nsubj");
      if (may_fight && best != nullptr && is_rebel(best->actors.front().entity) != fights) {
        best = fights ? &m : best;
        continue;
      }
      if (best == nullptr || subject || !tree_.is(best->head, "nsubj") ||
          tree_.sentence_of(best->head) != tree_.sentence_of(m.head)) {
        best = &m;
      }
    }
  }
  // "the group" behind a name that the knowledge lacks is that one.
  bool unlisted_between = false;
  if (body && best != nullptr) {
    auto name = std::upper_bound(document_.names.begin(), document_.names.end(), best->head,
                                 [](std::uint32_t t, const Name& n) { return t < n.begin; });
    for (; name != document_.names.end() && name->end <= token && !unlisted_between; ++name) {
      unlisted_between = name->kind == NameKind::organisation && out_.actors[top_of(name->begin, name->end)].empty();
    }
  }
  if (best == nullptr || unlisted_between) {
    return {};
  }
  auto out = best->actors;
  if (rebels) {
    std::erase_if(out, [](const ResolvedActor& a) { return !is_rebel(a.entity); });  // of "the two sides"
  }
  const auto head = best->head;
  const auto agreement = best->agreement;
  const auto marker = tree_.marker(token);
  for (auto& a : out) {
    a.how = goes_back(document_.tokens[token].form, a.entity.text, a.how);
    put_words(a.entity, left.begin, token + 1);
    a.head = token;
    a.confidence *= 0.75;
    a.only_place = country && marker != none && in(marker, ActorWords::place_preposition) &&
                   !in(marker, ActorWords::party_preposition);
    if (country && a.kind == ActorKind::government) {
      a.kind = ActorKind::country;
      std::erase(a.entity.sectors, "GOV");
    }
  }
  out_.antecedent[token] = head;
  set(token, left.begin, token + 1, out, agreement, {}, true);
  return out;
}

void ActorFinder::resolve_unlisted_names() {
  for (const auto& n : document_.names) {
    if (n.kind != NameKind::organisation || n.begin >= n.end) {
      continue;
    }
    const auto top = top_of(n.begin, n.end);
    if (!out_.actors[top].empty()) {
      continue;
    }
    const bool inside_match =
        match_at_[top] != none && matches_[match_at_[top]].begin <= n.begin && n.end <= matches_[match_at_[top]].end;
    // "Foreign Ministers of Kenya and Uganda" are no body of that name.
    const auto title = match_at_[n.begin];
    const bool office = title != none && matches_[title].begin == n.begin && has_kind(matches_[title], true);
    if (inside_match || office) {
      continue;
    }
    ResolvedActor actor;
    actor.kind = ActorKind::organisation;
    actor.head = top;
    actor.confidence = 0.55;
    actor.how = "an organisation's name, not in the lexicon";
    actor.entity.name = std::string(words(n.begin, n.end).of(document_.text));
    auto left = read_left(n.begin, top, 1);
    std::vector<Owner> owners = left.owners;
    // "the National Bank of Georgia"
    for (auto t = n.begin; owners.empty() && t < n.end; ++t) {
      const auto index = match_at_[t];
      if (index != none && matches_[index].begin == t && matches_[index].end <= n.end) {
        if (const auto* a = entity_alias(matches_[index]); a != nullptr && names_land(entry(*a).kind)) {
          owners = owners_of_match(index, 1);
        }
      }
    }
    if (!owners.empty()) {
      actor.entity.code = owners.front().code;
      actor.confidence = 0.7;
      actor.how += ", " + owners.front().how;
    }
    put_words(actor.entity, std::min(left.begin, n.begin), n.end);
    Agreement agreement;
    agreement.body = true;
    set(top, n.begin, n.end, {actor}, agreement, {}, false);
  }
}

// --- Results
// -----------------------------------------------------------------------------------------------------------

/// "GOMA, Congo (Reuters) -": who carries the report, in brackets before the dash that ends a dateline.
bool ActorFinder::is_agency_of_dateline(std::uint32_t token) const {
  const auto& sentence = document_.sentences[tree_.sentence_of(token)];
  return is_dash_word(document_.tokens[sentence.end - 1].form) && token > sentence.begin &&
         document_.tokens[token - 1].form == "(";
}

void ActorFinder::set(std::uint32_t head, std::uint32_t begin, std::uint32_t end, std::vector<ResolvedActor> actors,
                      Agreement agreement, std::vector<const ActorEntry*> nouns, bool anaphor) {
  if (actors.empty() || !out_.actors[head].empty()) {
    return;
  }
  ActorMention mention;
  mention.head = head;
  mention.begin = begin;
  mention.end = end;
  mention.agreement = agreement;
  mention.nouns = std::move(nouns);
  mention.anaphor = anaphor;
  mention.modifier = tree_.is(head, "amod") || tree_.is(head, "compound") ||
                     (document_.tokens[head].upos == Upos::ADJ && !tree_.is(head, "nsubj") && !tree_.is(head, "obj"));
  mention.actors = actors;
  out_.actors[head] = std::move(actors);
  if (is_agency_of_dateline(head)) {
    return;  // nobody goes back to it
  }
  const auto place = std::upper_bound(mentions_.begin(), mentions_.end(), head,
                                      [](std::uint32_t h, const ActorMention& m) { return h < m.head; });
  mentions_.insert(place, std::move(mention));
}

void ActorFinder::run() {
  out_.actors.assign(document_.tokens.size(), {});
  out_.antecedent.assign(document_.tokens.size(), no_token);
  out_.antecedent_last.assign(document_.tokens.size(), no_token);
  chain_ = find_chains(lexicon_, document_, tree_);
  chain_at_.assign(document_.tokens.size(), none);
  for (std::uint32_t i = 0; i < chain_.size(); ++i) {
    if (chain_[i].last_joined != none) {
      continue;  // by token there is its first member
    }
    chain_at_[chain_[i].head] = i;
    if (chain_[i].antecedent != none) {
      out_.antecedent[chain_[i].head] = chain_[chain_[i].antecedent].head;
      out_.antecedent_last[chain_[i].head] = chain_[chain_[i].antecedent].last_joined;
    }
  }
  split_tokens();
  find_matches();
  find_people();
  resolving_.assign(matches_.size(), false);
  resolved_.assign(matches_.size(), false);
  results_.assign(matches_.size(), {});
  const auto size = static_cast<std::uint32_t>(document_.tokens.size());
  for (std::uint32_t t = 0; t < size; ++t) {
    if (const auto p = person_at_[t]; p != none) {
      if (!person_done_[p] && people_[p].begin == t) {
        (void)resolve_person(p);
      }
      continue;
    }
    if (const auto index = match_at_[t]; index != none) {
      if (matches_[index].begin == t || matches_[index].top == t) {
        (void)resolve_match(index, 0);
      }
      continue;
    }
    const auto& token = document_.tokens[t];
    if (token.upos == Upos::PRON) {
      (void)resolve_pronoun(t);
    } else if (token.upos == Upos::NOUN) {
      if (lemma_in(t, ActorWords::pair_noun)) {
        const auto left = read_left(t, t, 1);
        const auto lemma = lowered(token.lemma);
        const bool plural = token.feature("Number") == "Plur" || lowered(token.form) != lemma ||
                            (left.pair && t > 0 && lowered(document_.tokens[t - 1].form) == "each");
        const bool bare = left.definite && plural && left.owners.empty() && (lemma == "side" || lemma == "party");
        if ((left.pair && plural) || bare) {
          (void)resolve_pair(t, left);
          continue;
        }
      }
      if (lemma_in(t, ActorWords::country_noun) || lemma_in(t, ActorWords::body_noun)) {
        (void)resolve_nominal(t);
      }
    } else if (token.upos == Upos::PROPN && first_piece_[t + 1] == first_piece_[t] + 1) {
      // A name that was given in full before.
      const auto it = last_names_.find(pieces_[first_piece_[t]].hash);
      const bool part = tree_.is(t, "flat") ||
                        std::ranges::any_of(tree_.children(t), [&](std::uint32_t c) { return tree_.is(c, "flat"); });
      if (it != last_names_.end() && pieces_[first_piece_[t]].capital && !part) {
        PersonName person;
        person.begin = t;
        person.end = t + 1;
        add_person(std::move(person));
        if (person_at_[t] != none) {
          person_done_.resize(people_.size(), false);
          (void)resolve_person(person_at_[t]);
        }
      }
    }
  }
  resolve_unlisted_names();
  // Pronouns before the name they stand for, as in "In his speech, A said".
  for (std::uint32_t t = 0; t < size; ++t) {
    if (document_.tokens[t].upos == Upos::PRON && out_.actors[t].empty()) {
      (void)resolve_pronoun(t);
    }
  }
}

}  // namespace

void find_actors(const ActorLexicon& lexicon, const Report& report, const Document& document, Resolution& resolution) {
  ActorFinder(lexicon, report, document, resolution).run();
}

void find_actors(const Knowledge& knowledge, const Report& report, const Document& document, Resolution& resolution) {
  find_actors(knowledge.actors, report, document, resolution);
}

}  // namespace sitrep
