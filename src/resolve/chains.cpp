#include "resolve/chains.h"

#include <algorithm>
#include <optional>

#include "knowledge/word_set.h"
#include "resolve/voices.h"

namespace sitrep {

namespace {

constexpr std::uint32_t none = no_token;
constexpr std::uint32_t pronoun_sentences_back = 5;
constexpr std::size_t pronoun_mentions_back = 80;
constexpr std::size_t most_candidates = 24;
constexpr std::size_t nominal_chains_back = 60;
constexpr std::uint32_t unnamed_sentences_back = 2;
constexpr std::uint32_t narrator_sentences = 8;
constexpr std::size_t words_kept = 6;  ///< of a chain, to compare nominals with

bool is_pronoun(MentionForm form) {
  return form <= MentionForm::this_alone;
}
bool third_person(MentionForm form) {
  return form <= MentionForm::they;
}
/// "I", "we", "you"
bool speaks(MentionForm form) {
  return form >= MentionForm::i && form <= MentionForm::you;
}
bool is_nominal(MentionForm form) {
  return form >= MentionForm::definite && form <= MentionForm::bare;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

// --- Features

enum class Group : std::uint8_t {
  new_form,
  new_first,
  new_followers,
  new_modifiers,
  new_type,
  new_seen,
  new_goes_back,
  distance,
  between,
  role_near,
  role_far,
  possessive_role,
  form,
  type,
  number,
  gender,
  size,
  named,
  parallel,
  governing,
  quotation,
  word,
  modifiers,
  nominal_type,
  entry,
  country,
  body,
  frequent,
  opening,
  narrator,
  subject_before,
  salience,
  joined,
  count,
};

struct GroupShape {
  std::string_view name;
  std::size_t rows;
  std::size_t columns;
};

/// Each form, then each class of forms: what holds of "he" holds in part of "she".
constexpr std::size_t form_classes = 5;
constexpr std::size_t forms = mention_form_count + form_classes;
constexpr std::size_t types = mention_type_count;
constexpr std::size_t roles = mention_role_count;
/// A candidate's form as an anaphor sees it.
constexpr std::size_t seen_forms = 6;

constexpr std::array<GroupShape, static_cast<std::size_t>(Group::count)> group_shapes = {{
    {"nothing before, by form", forms, 1},
    {"nothing before, in the first sentence", forms, 1},
    {"nothing before, by phrases behind", forms, 3},
    {"nothing before, by modifiers", forms, 3},
    {"nothing before, by type", forms, types},
    {"nothing before, the word seen already", forms, 2},
    {"nothing before, how often the noun goes back to other words, by what is around it", 2, 12},
    {"sentences back", forms, 6},
    {"fitting chains between", forms, 6},
    {"role of the candidate, this sentence or the one before", forms, roles},
    {"role of the candidate, farther back", forms, roles},
    {"role of the candidate in the same sentence, for a possessive", 2, roles},
    {"form of the candidate", forms, seen_forms},
    {"type of the chain", forms, types},
    {"number", forms, 3},
    {"gender", forms, 3},
    {"mentions of the chain", forms, 5},
    {"the chain has a name", forms, 2},
    {"same role", forms, 2},
    {"subject of the clause or of the one above", forms, 2},
    {"quotation", forms, 6},
    {"word", forms, 5},
    {"modifiers", forms, 3},
    {"types of nominal and chain", types, types},
    {"the lexicon's entry", forms, 2},
    {"country word and country", 2, 2},
    {"body word and group", 2, 2},
    {"most frequent so far of those that fit", forms, 2},
    {"chain of the first sentence", forms, 2},
    {"whom the report is about, by form and quotation", forms, 2},
    {"first subject of this sentence or of the one before", forms, 3},
    {"place in the order of salience", forms, 4},
    {"joined to others, by number", forms, 4},
}};

constexpr std::array<std::size_t, static_cast<std::size_t>(Group::count) + 1> group_starts = [] {
  std::array<std::size_t, static_cast<std::size_t>(Group::count) + 1> out{};
  for (std::size_t g = 0; g < group_shapes.size(); ++g) {
    out[g + 1] = out[g] + group_shapes[g].rows * group_shapes[g].columns;
  }
  return out;
}();

std::uint32_t feature(Group group, std::size_t row, std::size_t column = 0) {
  const auto g = static_cast<std::size_t>(group);
  return static_cast<std::uint32_t>(group_starts[g] + row * group_shapes[g].columns + column);
}

std::size_t class_of(MentionForm form) {
  const std::size_t c = form <= MentionForm::she          ? 0
                        : form <= MentionForm::they       ? 1
                        : form <= MentionForm::you        ? 2
                        : form <= MentionForm::this_alone ? 3
                                                          : 4;
  return mention_form_count + c;
}

/// A feature of the form and of its class.
void put(std::vector<std::uint32_t>& features, Group group, MentionForm form, std::size_t column) {
  features.push_back(feature(group, static_cast<std::size_t>(form), column));
  features.push_back(feature(group, class_of(form), column));
}

template <typename E>
std::size_t number_of(E value) {
  return static_cast<std::size_t>(value);
}

std::size_t distance_bucket(std::uint32_t sentences) {
  return sentences <= 2 ? sentences : sentences <= 4 ? 3 : sentences <= 8 ? 4 : 5;
}

std::size_t count_bucket(std::size_t count) {
  return count <= 2 ? count : count <= 4 ? 3 : count <= 8 ? 4 : 5;
}

// --- Chains

/// What is known of whom a chain is about.
struct Chain {
  MentionType type = MentionType::unknown;
  MentionNumber number = MentionNumber::unknown;
  char gender = 0;
  bool named = false;
  bool opening = false;
  bool joined = false;  ///< a coordination's
  std::uint64_t same_nouns = 0;
  std::uint32_t count = 0;
  std::uint32_t last = none;  ///< mention
  std::vector<const ActorEntry*> entries;
  std::vector<std::uint64_t> words;
  std::vector<std::uint64_t> pieces;  ///< of its longest name
};

bool is_country(const Chain& chain) {
  return std::ranges::any_of(chain.entries, [](const ActorEntry* e) {
    return e->kind == ActorEntryKind::country || e->kind == ActorEntryKind::partial;
  });
}

/// Whether form and chain do not contradict each other.
bool fits(const Mention& anaphor, const Chain& chain) {
  switch (anaphor.form) {
    case MentionForm::he:
    case MentionForm::she: {
      const char gender = anaphor.form == MentionForm::he ? 'm' : 'f';
      return (chain.type == MentionType::person || chain.type == MentionType::unknown) &&
             chain.number != MentionNumber::plural && (chain.gender == 0 || chain.gender == gender);
    }
    case MentionForm::it:
      return chain.type != MentionType::person && chain.number != MentionNumber::plural && chain.gender == 0;
    case MentionForm::they:
      return chain.type != MentionType::time &&
             (chain.number == MentionNumber::plural || chain.type != MentionType::person || chain.gender == 0);
    case MentionForm::this_alone:
      return chain.type != MentionType::person;
    default:
      break;
  }
  // One word is one thing, whatever it was taken for: "the study" of a National Health Study.
  const bool same_word = std::ranges::find(chain.words, anaphor.word) != chain.words.end();
  if (!same_word && anaphor.type != MentionType::unknown && chain.type != MentionType::unknown &&
      anaphor.type != chain.type) {
    // Countries act, groups have places.
    const auto loose = [](MentionType t) { return t == MentionType::place || t == MentionType::group; };
    if (!(loose(anaphor.type) && loose(chain.type)) &&
        !(anaphor.number == MentionNumber::plural && chain.type == MentionType::group)) {
      return false;
    }
  }
  if (anaphor.gender != 0 && chain.gender != 0 && anaphor.gender != chain.gender) {
    return false;
  }
  if (chain.joined && anaphor.number != MentionNumber::plural) {
    return false;
  }
  // A body may be many ("the rebels", "the movement"), a person may not.
  const bool same_number = anaphor.number == MentionNumber::unknown || chain.number == MentionNumber::unknown ||
                           anaphor.number == chain.number;
  return same_number || (anaphor.type != MentionType::person && chain.type != MentionType::person);
}

class ChainFinder {
 public:
  ChainFinder(const ActorLexicon& lexicon, const Document& document, const Syntax& tree, const ChainModel& model,
              ChainDecider* decider)
      : lexicon_(lexicon), document_(document), tree_(tree), model_(model), decider_(decider) {}

  std::vector<Mention> run();

 private:
  void find_mentions();
  void add_coordination(std::uint32_t first);
  void add_meeting(std::uint32_t subject);
  void push_coordination(const Mention& first, std::uint32_t last, bool met);
  [[nodiscard]] std::uint32_t coordination_at(std::uint32_t token) const;
  [[nodiscard]] std::vector<std::uint32_t> members_of(const Mention& all) const;
  [[nodiscard]] std::uint32_t partner(std::uint32_t verb) const;
  [[nodiscard]] std::uint32_t those_who_met(std::uint32_t index) const;
  void join_coordination(std::uint32_t index);
  void join_later_names();
  void join_voices();
  [[nodiscard]] bool is_plain_name(const Mention& m) const;
  [[nodiscard]] std::optional<MentionForm> pronoun(std::uint32_t token) const;
  void read_name(Mention& mention, std::uint32_t name);
  void read_title(Mention& mention) const;
  void read_nominal(Mention& mention);
  [[nodiscard]] const ActorEntry* noun_entry(std::uint32_t token) const;
  [[nodiscard]] const ActorEntry* people_of(const Mention& mention) const;
  [[nodiscard]] std::uint32_t dislocated(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t own_subject(std::uint32_t index) const;
  [[nodiscard]] bool is_title(std::uint32_t token) const;
  [[nodiscard]] ChainModel::NounType learned(std::uint64_t word) const;
  [[nodiscard]] MentionRole role(std::uint32_t token) const;
  [[nodiscard]] bool in_list(std::string_view word, ActorWords list) const;

  [[nodiscard]] std::uint32_t chain_of_name(const Mention& mention, const std::vector<std::uint64_t>& pieces);
  [[nodiscard]] std::uint32_t chain_of_new_name(const Mention& mention, const std::vector<std::uint64_t>& pieces) const;
  void join(std::uint32_t mention, std::uint32_t chain);
  void learn_name(std::uint32_t chain, const Mention& mention, const std::vector<std::uint64_t>& pieces);
  [[nodiscard]] std::uint32_t subject_before(const Mention& a, std::span<const std::uint32_t> candidates) const;
  void decide(std::uint32_t index);
  [[nodiscard]] bool excluded(const Mention& anaphor, const Mention& candidate) const;
  [[nodiscard]] int salience(const Mention& anaphor, const Mention& candidate) const;
  void describe(const Mention& anaphor, const Mention& candidate, std::size_t between, std::size_t place, bool frequent,
                std::vector<std::uint32_t>& features) const;
  void describe_new(const Mention& anaphor, std::vector<std::uint32_t>& features) const;
  [[nodiscard]] std::uint32_t clause_subject(std::uint32_t predicate) const;
  void find_narrator();
  [[nodiscard]] std::uint32_t copula_subject(std::uint32_t predicate) const;
  void merge(std::uint32_t from, std::uint32_t into);
  bool join_apposed(std::uint32_t index);
  void name_pieces(std::uint32_t begin, std::uint32_t end, std::vector<std::uint64_t>& pieces) const;

  const ActorLexicon& lexicon_;
  const Document& document_;
  const Syntax& tree_;
  const ChainModel& model_;
  ChainDecider* decider_;

  std::vector<Mention> mentions_;
  std::vector<std::uint32_t> mention_at_;  ///< by token; of coordinations that of the first member
  std::unordered_map<std::uint32_t, std::uint32_t> coordination_;  ///< its mention, by the mention of its last member
  std::unordered_map<std::uint64_t, std::uint32_t> by_members_;    ///< a coordination's chain, by those of its members
  std::vector<std::vector<std::uint64_t>> names_;                  ///< by mention: pieces of its name
  std::vector<std::uint32_t> name_at_;                             ///< by token: number of the document's name
  Quotations quotations_;
  std::vector<Chain> chains_;
  std::vector<std::uint32_t> first_subject_;  ///< by sentence: mention
  std::uint32_t narrator_ = none;             ///< mention: the person of the opening whom the report names most
  std::vector<std::uint32_t> recent_;         ///< chains, the one mentioned last behind
  std::unordered_map<std::uint64_t, std::uint32_t> by_name_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_last_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_first_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_initials_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_word_;
  std::unordered_map<const ActorEntry*, std::uint32_t> by_entry_;
  std::unordered_map<const ActorEntry*, std::uint32_t> by_people_;  ///< by country
  std::unordered_map<char, std::uint32_t> named_of_gender_;         ///< the chain of a name said last
};

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  a ^= b + 0x9e3779b97f4a7c15u + (a << 6u) + (a >> 2u);
  return a * 0xff51afd7ed558ccdu;
}

// --- Mentions

bool ChainFinder::in_list(std::string_view word, ActorWords list) const {
  return lexicon_.has_word(list, word);
}

std::optional<MentionForm> ChainFinder::pronoun(std::uint32_t token) const {
  const auto& t = document_.tokens[token];
  if (t.upos != Upos::PRON || tree_.is(token, "expl")) {
    return std::nullopt;
  }
  const auto kind = t.feature("PronType");
  if (kind == "Prs") {
    const auto person = t.feature("Person");
    const bool plural = t.feature("Number") == "Plur";
    if (person == "1") {
      return plural ? MentionForm::we : MentionForm::i;
    }
    if (person == "2") {
      return MentionForm::you;
    }
    if (plural) {
      return MentionForm::they;
    }
    const auto gender = t.feature("Gender");
    return gender == "Masc"   ? MentionForm::he
           : gender == "Fem"  ? MentionForm::she
           : gender == "Neut" ? MentionForm::it
                              : MentionForm::they;
  }
  if (kind == "Dem") {
    return MentionForm::this_alone;
  }
  return std::nullopt;
}

MentionRole ChainFinder::role(std::uint32_t token) const {
  auto at = token;
  for (int steps = 0; steps < 16 && tree_.is(at, "conj") && tree_.head(at) != none; ++steps) {
    at = tree_.head(at);
  }
  const auto relation = tree_.relation(at);
  if (relation == "nsubj") {
    return MentionRole::subject;
  }
  if (relation == "obj" || relation == "iobj") {
    return MentionRole::object;
  }
  if (relation == "obl") {
    return MentionRole::oblique;
  }
  if (relation == "nmod") {
    return document_.tokens[at].deprel == "nmod:poss" ? MentionRole::possessor : MentionRole::modifier;
  }
  if (relation == "compound" || relation == "amod") {
    return MentionRole::modifier;
  }
  if (relation == "appos") {
    return MentionRole::apposition;
  }
  return relation == "root" ? MentionRole::root : MentionRole::other;
}

ChainModel::NounType ChainFinder::learned(std::uint64_t word) const {
  const auto it = std::ranges::lower_bound(model_.nouns, word, {}, &ChainModel::NounType::word);
  return it != model_.nouns.end() && it->word == word ? *it : ChainModel::NounType{};
}

void ChainFinder::name_pieces(std::uint32_t begin, std::uint32_t end, std::vector<std::uint64_t>& pieces) const {
  std::vector<WordPiece> split;
  for (auto t = begin; t < end; ++t) {
    const auto& token = document_.tokens[t];
    if (token.upos == Upos::DET || token.upos == Upos::PUNCT || token.upos == Upos::PART) {
      continue;
    }
    ActorLexicon::split(token.form, split);
  }
  for (const auto& p : split) {
    pieces.push_back(p.hash);
  }
}

void ChainFinder::read_name(Mention& mention, std::uint32_t name) {
  // The words of the name: what the network found, else the head with what is joined flat to it.
  auto begin = mention.head;
  auto end = mention.head + 1;
  if (name != none) {
    begin = document_.names[name].begin;
    end = document_.names[name].end;
  } else {
    for (const auto c : tree_.children(mention.head)) {
      if (document_.tokens[c].upos == Upos::PROPN &&
          (tree_.is(c, "flat") || tree_.is(c, "compound") || tree_.is(c, "name"))) {
        begin = std::min(begin, c);
        end = std::max(end, c + 1);
      }
    }
  }
  // Titles are no part of it.
  for (bool title = true; title && begin + 1 < end;) {
    title = false;
    for (auto stop = std::min(end - 1, begin + 3); stop > begin; --stop) {
      const auto words = document_.text.substr(
          document_.tokens[begin].span.begin, document_.tokens[stop - 1].span.end - document_.tokens[begin].span.begin);
      const auto found = lexicon_.lookup(words);
      const bool office = std::any_of(found.begin(), found.end(), [&](const ActorAlias& a) {
        const auto& e = lexicon_.entry(a);
        return e.kind == ActorEntryKind::office && e.noun_class == NounClass::person;
      });
      const bool mister = stop == begin + 1 && (in_list(document_.tokens[begin].form, ActorWords::male_title) ||
                                                in_list(document_.tokens[begin].form, ActorWords::female_title));
      if (mister || office) {
        if (in_list(document_.tokens[stop - 1].form, ActorWords::male_title)) {
          mention.gender = 'm';
        } else if (in_list(document_.tokens[stop - 1].form, ActorWords::female_title)) {
          mention.gender = 'f';
        }
        mention.type = MentionType::person;
        begin = stop;
        title = true;
        break;
      }
    }
  }
  mention.begin = begin;
  mention.end = end;
  const bool thing = end - begin > 1 && mention.type == MentionType::unknown &&
                     (in_list(document_.tokens[begin].lemma, ActorWords::thing_name) ||
                      in_list(document_.tokens[end - 1].lemma, ActorWords::thing_name));
  if (thing) {
    mention.type = MentionType::thing;
  } else if (mention.type == MentionType::unknown && name != none) {
    switch (document_.names[name].kind) {
      case NameKind::person:
        mention.type = MentionType::person;
        break;
      case NameKind::location:
        mention.type = MentionType::place;
        break;
      default:
        mention.type = MentionType::group;
    }
  }
  // What the lexicon knows of it.
  const auto words = document_.text.substr(document_.tokens[begin].span.begin,
                                           document_.tokens[end - 1].span.end - document_.tokens[begin].span.begin);
  for (const auto& a : lexicon_.lookup(words)) {
    const auto& e = lexicon_.entry(a);
    const bool title_noun = e.kind == ActorEntryKind::office || e.kind == ActorEntryKind::agent;
    if (a.use == AliasUse::last_name) {
      // Whoever of that name it is.
      if (mention.type == MentionType::unknown || mention.type == MentionType::person) {
        mention.type = MentionType::person;
        mention.gender = mention.gender != 0 ? mention.gender : e.gender;
      }
      continue;
    }
    if (e.kind == ActorEntryKind::not_actor) {
      continue;
    }
    if (e.kind == ActorEntryKind::person) {
      if (mention.type == MentionType::unknown || mention.type == MentionType::person) {
        mention.type = MentionType::person;
        mention.entry = &e;
        mention.gender = mention.gender != 0 ? mention.gender : e.gender;
      }
      continue;
    }
    if (mention.type == MentionType::person && name != none && end - begin > 1) {
      continue;
    }
    if (title_noun) {
      if (mention.type == MentionType::unknown) {
        mention.type = e.noun_class == NounClass::person ? MentionType::person
                       : e.noun_class == NounClass::body ? MentionType::group
                                                         : MentionType::thing;
        mention.entry = &e;
        mention.gender = mention.gender != 0 ? mention.gender : e.gender;
      }
      continue;
    }
    if (a.use == AliasUse::capital) {
      mention.type = MentionType::place;
      continue;
    }
    if (a.use == AliasUse::people || a.use == AliasUse::person) {
      continue;
    }
    const bool land =
        e.kind == ActorEntryKind::country || e.kind == ActorEntryKind::partial || e.kind == ActorEntryKind::region;
    mention.type = land ? MentionType::place : MentionType::group;
    mention.entry = &e;
    break;
  }
  if (mention.type == MentionType::person || mention.type == MentionType::unknown) {
    const auto first = document_.tokens[begin].form;
    if (mention.gender == 0 && in_list(first, ActorWords::male_name) && !in_list(first, ActorWords::female_name)) {
      mention.gender = 'm';
      mention.type = MentionType::person;
    } else if (mention.gender == 0 && in_list(first, ActorWords::female_name) &&
               !in_list(first, ActorWords::male_name)) {
      mention.gender = 'f';
      mention.type = MentionType::person;
    }
    if (mention.gender == 0 && begin > 0) {
      const auto before = document_.tokens[begin - 1].form;
      if (in_list(before, ActorWords::male_title)) {
        mention.gender = 'm';
      } else if (in_list(before, ActorWords::female_title)) {
        mention.gender = 'f';
      }
    }
  }
}

/// The longest title or agent word that ends in a token: "foreign minister" before "minister". Null where there is
/// none.
const ActorEntry* ChainFinder::noun_entry(std::uint32_t token) const {
  const ActorEntry* entry = nullptr;
  const auto start = tree_.sentence(token).begin;
  for (std::uint32_t length = 3; length > 0 && entry == nullptr; --length) {
    if (token + 1 < start + length) {
      continue;
    }
    const auto first = document_.tokens[token + 1 - length].span.begin;
    for (const auto& a : lexicon_.lookup(document_.text.substr(first, document_.tokens[token].span.end - first))) {
      const auto& e = lexicon_.entry(a);
      if (e.kind != ActorEntryKind::office && e.kind != ActorEntryKind::agent) {
        continue;
      }
      if (entry == nullptr || (entry->noun_class == NounClass::thing && e.noun_class != NounClass::thing)) {
        entry = &e;
      }
    }
  }
  return entry;
}

/// The country whose people, all of them, a phrase names: "Kenyans", "the Kenyan people", "the people of Kenya". Null
/// where it names none.
const ActorEntry* ChainFinder::people_of(const Mention& mention) const {
  const auto country = [&](std::string_view words, auto use) -> const ActorEntry* {
    for (const auto& a : lexicon_.lookup(words)) {
      const auto& e = lexicon_.entry(a);
      if (use(a.use) && (e.kind == ActorEntryKind::country || e.kind == ActorEntryKind::partial)) {
        return &e;
      }
    }
    return nullptr;
  };
  const auto& token = document_.tokens[mention.head];
  const auto children = tree_.children(mention.head);
  if (mention.form == MentionForm::name) {
    // "Kenyans", but not "three Kenyans" or "Kenyans in Sudan".
    const bool some = std::ranges::any_of(children, [&](std::uint32_t c) {
      const auto relation = tree_.relation(c);
      return relation == "nummod" || relation == "amod" || relation == "nmod" || relation == "acl" ||
             (relation == "det" && lowered(document_.tokens[c].form) != "the");
    });
    return mention.number == MentionNumber::plural && mention.end - mention.begin == 1 && !some
               ? country(token.form, [](AliasUse use) { return use == AliasUse::people || use == AliasUse::person; })
               : nullptr;
  }
  if (mention.form != MentionForm::definite || !in_list(token.lemma, ActorWords::people_noun)) {
    return nullptr;
  }
  const ActorEntry* found = nullptr;
  for (const auto c : children) {
    const auto form = document_.tokens[c].form;
    if (tree_.is(c, "amod")) {
      found = country(form, [](AliasUse use) { return use == AliasUse::adjective; });
      if (found == nullptr) {
        return nullptr;  // "the young people"
      }
    } else if (tree_.is(c, "nmod")) {
      const auto marker = tree_.marker(c);
      found = marker != none && lowered(document_.tokens[marker].form) == "of"
                  ? country(form, [](AliasUse use) { return use == AliasUse::name; })
                  : nullptr;
    } else if (tree_.is(c, "acl")) {
      return nullptr;
    }
  }
  return found;
}

/// Whether a word is the title of the name behind it: "Premier Lind", "biologist Nordmo".
bool ChainFinder::is_title(std::uint32_t token) const {
  const auto up = tree_.head(token);
  return up != none && up > token && document_.tokens[up].upos == Upos::PROPN &&
         document_.tokens[token].deprel == "nmod:desc";
}

/// The title before a person's name: its last word stands right before the name and belongs to it.
void ChainFinder::read_title(Mention& mention) const {
  if (mention.type != MentionType::person || mention.begin == tree_.sentence(mention.head).begin) {
    return;
  }
  const auto title = mention.begin - 1;
  const auto& token = document_.tokens[title];
  if (token.upos != Upos::NOUN && token.upos != Upos::PROPN) {
    return;
  }
  const bool below = tree_.head(title) == mention.head && (is_title(title) || tree_.is(title, "compound"));
  if (below || mention.head == title) {
    mention.title = chain_word_hash(lowered(token.lemma));
    mention.office = noun_entry(title);
  }
}

void ChainFinder::read_nominal(Mention& mention) {
  const auto& token = document_.tokens[mention.head];
  mention.entry = noun_entry(mention.head);
  mention.country_word = in_list(token.lemma, ActorWords::country_noun);
  mention.sovereign = in_list(token.lemma, ActorWords::sovereign);
  mention.body_word = in_list(token.lemma, ActorWords::body_noun);
  const auto noun = learned(mention.word);
  mention.goes_back = noun.goes_back;
  // An entry for agents may hold nouns of several kinds: students and colleges.
  const bool doubtful = mention.entry != nullptr && mention.entry->kind == ActorEntryKind::agent &&
                        (noun.type == MentionType::group || noun.type == MentionType::place);
  if (mention.entry != nullptr && mention.entry->noun_class != NounClass::thing && !doubtful) {
    mention.type = mention.entry->noun_class == NounClass::person ? MentionType::person : MentionType::group;
    mention.gender = mention.entry->gender;
  } else if (noun.type != MentionType::unknown) {
    mention.type = noun.type;
  } else if (mention.country_word) {
    mention.type = MentionType::place;
  } else if (mention.body_word) {
    mention.type = MentionType::group;
  } else if (mention.entry != nullptr) {
    mention.type = MentionType::thing;
  }
  if (in_list(token.form, ActorWords::male_title)) {
    mention.gender = 'm';
    mention.type = MentionType::person;
  } else if (in_list(token.form, ActorWords::female_title)) {
    mention.gender = 'f';
    mention.type = MentionType::person;
  }
  mention.form = MentionForm::bare;
  std::size_t modifiers = 0;
  std::size_t followers = 0;
  for (const auto c : tree_.children(mention.head)) {
    const auto relation = tree_.relation(c);
    const auto& child = document_.tokens[c];
    if (relation == "det") {
      const auto word = lowered(child.form);
      if (word == "the") {
        mention.form = MentionForm::definite;
      } else if (word == "this" || word == "that" || word == "these" || word == "those") {
        mention.form = MentionForm::demonstrative;
      }
    } else if (child.deprel == "nmod:poss" && c < mention.head) {
      mention.form = MentionForm::possessive;
    } else if (c < mention.head && (relation == "amod" || relation == "compound" || relation == "nummod")) {
      ++modifiers;
    } else if (c > mention.head && (relation == "nmod" || relation == "acl" || relation == "appos")) {
      ++followers;
    }
  }
  mention.modifiers = static_cast<std::uint8_t>(std::min<std::size_t>(modifiers, 2));
  mention.followers = static_cast<std::uint8_t>(std::min<std::size_t>(followers, 2));
}

void ChainFinder::find_mentions() {
  const auto size = static_cast<std::uint32_t>(document_.tokens.size());
  mention_at_.assign(size, none);
  name_at_.assign(size, none);
  for (std::uint32_t n = 0; n < document_.names.size(); ++n) {
    for (auto t = document_.names[n].begin; t < document_.names[n].end && t < size; ++t) {
      name_at_[t] = n;
    }
  }
  std::uint32_t named = none;  // the name whose mention there is already
  for (std::uint32_t t = 0; t < size; ++t) {
    const auto& token = document_.tokens[t];
    Mention mention;
    mention.head = t;
    mention.begin = t;
    mention.end = t + 1;
    const auto relation = tree_.relation(t);
    if (token.upos == Upos::PRON) {
      const auto form = pronoun(t);
      if (!form) {
        continue;
      }
      mention.form = *form;
      mention.possessive = token.feature("Poss") == "Yes";
      mention.reflexive = token.feature("Reflex") == "Yes";
      mention.number = *form == MentionForm::they || *form == MentionForm::we ? MentionNumber::plural
                       : *form == MentionForm::you                            ? MentionNumber::unknown
                                                                              : MentionNumber::singular;
      mention.gender = *form == MentionForm::he ? 'm' : *form == MentionForm::she ? 'f' : '\0';
      mention.type = *form == MentionForm::he || *form == MentionForm::she || *form == MentionForm::i
                         ? MentionType::person
                         : MentionType::unknown;
    } else if (token.upos == Upos::NOUN || token.upos == Upos::PROPN) {
      const auto name = name_at_[t];
      const auto up = tree_.head(t);
      // The top of a name stands for it; what is joined to another word of the phrase does not stand by itself.
      const bool inner = up != none && name != none && name_at_[up] == name;
      const bool joined = relation == "flat" || relation == "compound" || relation == "fixed" ||
                          relation == "goeswith" || relation == "amod";
      if (inner || is_title(t) || (joined && (name == none || named == name))) {
        continue;
      }
      if (joined && up != none && relation == "flat" && document_.names[name].kind == NameKind::person) {
        // "Minister Kari Nordmo" has the title as its head, which stands for all.
        continue;
      }
      mention.word = chain_word_hash(lowered(token.lemma));
      mention.same_nouns = lexicon_.lists_of(token.lemma) & same_noun_lists;
      const bool many = token.lemma == "police" || token.lemma == "personnel";  // "the police said they"
      mention.number = many || token.feature("Number") == "Plur" ? MentionNumber::plural
                       : token.feature("Number") == "Sing"       ? MentionNumber::singular
                                                                 : MentionNumber::unknown;
      auto own = name;
      if (own == none) {
        // A title before a name.
        for (const auto c : tree_.children(t)) {
          if (tree_.is(c, "flat") && name_at_[c] != none) {
            own = name_at_[c];
          }
        }
      }
      if (token.upos == Upos::PROPN || own != none) {
        mention.form = MentionForm::name;
        read_name(mention, own);
        read_title(mention);
        named = own;
      } else {
        read_nominal(mention);
      }
    } else {
      continue;
    }
    mention.people_of = token.upos == Upos::PRON ? nullptr : people_of(mention);
    mention.role = role(t);
    mention.sentence = tree_.sentence_of(t);
    mention.quote = quotations_.at[t];
    auto first = t;
    for (int steps = 0; steps < 16 && tree_.is(first, "conj") && tree_.head(first) != none; ++steps) {
      first = tree_.head(first);
    }
    const auto first_role = tree_.relation(first);
    if (first_role == "nsubj" || first_role == "obj" || first_role == "iobj" || first_role == "obl") {
      mention.governor = tree_.head(first);
    }
    mention.next_joined = first != t;
    for (const auto c : tree_.children(t)) {
      mention.first_joined = mention.first_joined || (tree_.is(c, "conj") && document_.tokens[c].upos != Upos::VERB);
    }
    mention_at_[t] = static_cast<std::uint32_t>(mentions_.size());
    mentions_.push_back(mention);
    auto& pieces = names_.emplace_back();
    const auto& added = mentions_.back();
    if (added.form == MentionForm::name) {
      name_pieces(added.begin, added.end, pieces);
    }
    if (added.first_joined && !added.next_joined) {
      add_coordination(mention_at_[t]);
    } else if (relation == "nsubj" && added.number != MentionNumber::plural && !added.next_joined) {
      add_meeting(mention_at_[t]);
    }
  }
  for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
    const auto last = mentions_[i].last_joined;
    if (last != none && mention_at_[last] != none) {
      coordination_.emplace(mention_at_[last], i);
    }
  }
}

/// "A, B and C" as one, behind its first member. What is joined by "or" is not.
void ChainFinder::add_coordination(std::uint32_t first) {
  const auto member = mentions_[first];
  auto last = none;
  for (const auto c : tree_.children(member.head)) {
    if (!tree_.is(c, "conj")) {
      continue;
    }
    const auto upos = document_.tokens[c].upos;
    const bool alternative = std::ranges::any_of(tree_.children(c), [&](std::uint32_t cc) {
      return tree_.is(cc, "cc") && lowered(document_.tokens[cc].form) != "and" && document_.tokens[cc].form != "&";
    });
    if (alternative || (upos != Upos::NOUN && upos != Upos::PROPN && upos != Upos::PRON)) {
      return;
    }
    last = c;
  }
  if (last != none) {
    push_coordination(member, last, false);
  }
}

/// Whom a subject meets, by the verb: "met B", "spoke with B", "held talks with B".
std::uint32_t ChainFinder::partner(std::uint32_t verb) const {
  const auto with = [&](std::uint32_t up, std::string_view relation) {
    for (const auto c : tree_.children(up)) {
      const auto marker = tree_.is(c, relation) ? tree_.marker(c) : none;
      if (marker != none && lowered(document_.tokens[marker].form) == "with") {
        return c;
      }
    }
    return none;
  };
  const bool talks = in_list(document_.tokens[verb].lemma, ActorWords::conversation);
  const bool meets = in_list(document_.tokens[verb].lemma, ActorWords::meeting);
  const auto beside = with(verb, "obl");
  if ((talks || meets) && beside != none) {
    return beside;
  }
  for (const auto c : tree_.children(verb)) {
    if (tree_.is(c, "obj") && meets) {
      return c;
    }
    if (tree_.is(c, "obj") && in_list(document_.tokens[c].lemma, ActorWords::conversation)) {
      const auto of_talks = with(c, "nmod");
      return of_talks == none ? beside : of_talks;
    }
  }
  return none;
}

/// "A met B" leaves the two together.
void ChainFinder::add_meeting(std::uint32_t subject) {
  const auto member = mentions_[subject];
  const auto verb = tree_.head(member.head);
  if (verb == none || document_.tokens[verb].upos != Upos::VERB || is_pronoun(member.form) ||
      std::ranges::any_of(tree_.children(verb), [&](std::uint32_t c) {
        return document_.tokens[c].feature("Polarity") == "Neg" || document_.tokens[c].deprel == "aux:pass";
      })) {
    return;
  }
  const auto other = partner(verb);
  const auto upos = other == none ? Upos::X : document_.tokens[other].upos;
  if ((upos != Upos::NOUN && upos != Upos::PROPN) || document_.tokens[other].feature("Number") == "Plur" ||
      std::ranges::any_of(tree_.children(other), [&](std::uint32_t c) { return tree_.is(c, "conj"); })) {
    return;
  }
  push_coordination(member, other, true);
}

/// A coordination stands in the sentence where its first member does.
void ChainFinder::push_coordination(const Mention& first, std::uint32_t last, bool met) {
  Mention all;
  all.head = first.head;
  all.last_joined = last;
  all.begin = first.begin;
  all.end = first.end;
  all.type = first.type;
  all.role = first.role;
  all.number = MentionNumber::plural;
  all.sentence = first.sentence;
  all.quote = first.quote;
  all.governor = first.governor;
  all.met = met;
  mentions_.push_back(all);
  names_.emplace_back();
}

/// The heads of a coordination's members.
std::vector<std::uint32_t> ChainFinder::members_of(const Mention& all) const {
  std::vector<std::uint32_t> out = {all.head};
  if (all.met) {
    out.push_back(all.last_joined);
    return out;
  }
  for (const auto c : tree_.children(all.head)) {
    if (tree_.is(c, "conj")) {
      out.push_back(c);
    }
  }
  return out;
}

/// Puts a coordination into a chain of its own, or into that of one with the same members: "A and B", then "B and A".
void ChainFinder::join_coordination(std::uint32_t index) {
  std::vector<std::uint32_t> members;
  auto type = MentionType::unknown;
  bool names = true;
  bool mixed_types = false;
  for (const auto member : members_of(mentions_[index])) {
    const auto m = mention_at_[member];
    if (m == none || mentions_[m].chain == none) {
      return;
    }
    names = names && mentions_[m].form == MentionForm::name;
    const auto of_member = chains_[mentions_[m].chain].type;
    mixed_types = mixed_types || (type != of_member && !members.empty());
    type = of_member;
    members.push_back(mentions_[m].chain);
  }
  std::ranges::sort(members);
  if (std::ranges::adjacent_find(members) != members.end()) {
    return;  // one that is named twice is not many
  }
  std::uint64_t key = 1;
  for (const auto chain : members) {
    key = mixed(key, chain);
  }
  mentions_[index].names = names;
  mentions_[index].type = mixed_types ? MentionType::unknown : type;
  const auto known = by_members_.find(key);
  join(index, known == by_members_.end() ? none : known->second);
  auto& chain = chains_[mentions_[index].chain];
  chain.joined = true;
  chain.named = chain.named || names;
  by_members_.emplace(key, mentions_[index].chain);
}

// --- Names

std::uint32_t ChainFinder::chain_of_name(const Mention& mention, const std::vector<std::uint64_t>& pieces) {
  const auto at = [](const auto& map, const auto& key) {
    const auto it = map.find(key);
    return it == map.end() ? none : it->second;
  };
  const auto agree = [&](std::uint32_t chain) {
    const auto& c = chains_[chain];
    if (mention.gender != 0 && c.gender != 0 && mention.gender != c.gender) {
      return false;
    }
    return mention.type == MentionType::unknown || c.type == MentionType::unknown || mention.type == c.type ||
           (mention.type != MentionType::person && c.type != MentionType::person);
  };
  // Whom the text has named in full comes before what the lexicon knows: "Paris" of Valeska Paris.
  if (pieces.size() == 1) {
    const auto marker = tree_.marker(mention.head);
    const auto word = document_.tokens[mention.begin].form;
    const bool given = in_list(word, ActorWords::male_name) || in_list(word, ActorWords::female_name);
    const bool place = marker != none && in_list(document_.tokens[marker].form, ActorWords::place_preposition);
    for (const auto* map : {&by_last_, &by_first_}) {
      const auto c = at(*map, pieces.front());
      if (c != none && chains_[c].type == MentionType::person && chains_[c].pieces.size() > 1 &&
          (mention.type == MentionType::person || mention.role == MentionRole::subject ||
           mention.role == MentionRole::possessor || given || (mention.entry == nullptr && !place))) {
        return c;
      }
    }
  }
  if (mention.entry != nullptr && mention.entry->kind != ActorEntryKind::office &&
      mention.entry->kind != ActorEntryKind::agent) {
    if (const auto c = at(by_entry_, mention.entry); c != none) {
      return c;
    }
  }
  if (pieces.empty()) {
    return none;
  }
  std::uint64_t whole = 1;
  for (const auto p : pieces) {
    whole = mixed(whole, p);
  }
  if (const auto c = at(by_name_, whole); c != none && agree(c)) {
    return c;
  }
  // "ECOWAS" of what was spelled out before.
  const auto form = document_.tokens[mention.begin].form;
  if (pieces.size() == 1 && form.size() >= 2 && form.size() <= 10) {
    if (const auto c = at(by_initials_, chain_word_hash(form)); c != none && agree(c)) {
      return c;
    }
  }
  if (mention.type == MentionType::place && pieces.size() == 1) {
    return none;  // "York" is not New York
  }
  for (const auto* map : {&by_last_, &by_first_}) {
    const auto c = at(*map, map == &by_last_ ? pieces.back() : pieces.front());
    if (c == none || !agree(c) || (map == &by_first_ && chains_[c].type != MentionType::person)) {
      continue;
    }
    const auto& known = chains_[c].pieces;
    const auto inside = [](const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
      return std::all_of(a.begin(), a.end(),
                         [&](std::uint64_t x) { return std::find(b.begin(), b.end(), x) != b.end(); });
    };
    if (inside(pieces, known) || (!known.empty() && inside(known, pieces) && map == &by_last_)) {
      return c;
    }
  }
  return chain_of_new_name(mention, pieces);
}

/// The chain of common nouns that a name, said for the first time, belongs to: "a study" before "the National Health
/// Study", "the couple" before "the Broks" where one Brok is known.
std::uint32_t ChainFinder::chain_of_new_name(const Mention& mention, const std::vector<std::uint64_t>& pieces) const {
  if (mention.type != MentionType::person && pieces.size() > 1) {
    const auto it = by_word_.find(mention.word);
    if (it != by_word_.end() && !chains_[it->second].named && chains_[it->second].number == mention.number &&
        mention.sentence - mentions_[chains_[it->second].last].sentence <= pronoun_sentences_back) {
      return it->second;
    }
  }
  if (pieces.size() == 1 && mention.number == MentionNumber::plural) {
    std::vector<WordPiece> lemma;
    ActorLexicon::split(document_.tokens[mention.head].lemma, lemma);
    const auto one = lemma.empty() ? by_last_.end() : by_last_.find(lemma.back().hash);
    if (one == by_last_.end() || chains_[one->second].type != MentionType::person) {
      return none;
    }
    for (auto it = recent_.rbegin(); it != recent_.rend(); ++it) {
      const auto& chain = chains_[*it];
      if ((!chain.named || chain.joined) && chain.number == MentionNumber::plural &&
          chain.type == MentionType::person) {
        return *it;
      }
    }
  }
  return none;
}

void ChainFinder::learn_name(std::uint32_t chain, const Mention& mention, const std::vector<std::uint64_t>& pieces) {
  auto& c = chains_[chain];
  if (mention.entry != nullptr && mention.entry->kind != ActorEntryKind::office &&
      mention.entry->kind != ActorEntryKind::agent) {
    by_entry_.emplace(mention.entry, chain);
  }
  if (pieces.empty()) {
    return;
  }
  std::uint64_t whole = 1;
  for (const auto p : pieces) {
    whole = mixed(whole, p);
  }
  by_name_[whole] = chain;
  if (pieces.size() > c.pieces.size() && pieces.size() <= 12) {
    c.pieces = pieces;
  }
  if (mention.type != MentionType::place) {
    by_last_[pieces.back()] = chain;
    if (pieces.size() > 1) {
      by_first_[pieces.front()] = chain;
    }
  }
  if (mention.end - mention.begin > 1 && mention.end - mention.begin <= 12) {
    // Initials with and without the small words.
    std::string capitals;
    std::string all;
    for (auto t = mention.begin; t < mention.end; ++t) {
      const auto form = document_.tokens[t].form;
      if (form.empty() || document_.tokens[t].upos == Upos::PUNCT || lowered(form) == "the") {
        continue;
      }
      const char first = form.front();
      const bool capital = first >= 'A' && first <= 'Z';
      if (capital) {
        capitals += first;
        all += first;
      } else if (first >= 'a' && first <= 'z') {
        all += static_cast<char>(first - 32);
      }
    }
    for (const auto& initials : {capitals, all}) {
      if (initials.size() >= 2) {
        by_initials_[chain_word_hash(initials)] = chain;
      }
    }
  }
}

void ChainFinder::join(std::uint32_t index, std::uint32_t chain) {
  auto& m = mentions_[index];
  if (chain == none) {
    chain = static_cast<std::uint32_t>(chains_.size());
    chains_.emplace_back();
    chains_.back().opening = m.sentence == 0;
    recent_.push_back(chain);
  } else {
    m.antecedent = chains_[chain].last;
    // The chain is now the one mentioned last.
    const auto it = std::find(recent_.rbegin(), recent_.rend(), chain);
    if (it != recent_.rend()) {
      recent_.erase(std::next(it).base());
    }
    recent_.push_back(chain);
  }
  if (recent_.size() > 4 * nominal_chains_back) {
    recent_.erase(recent_.begin(), recent_.end() - static_cast<std::ptrdiff_t>(2 * nominal_chains_back));
  }
  m.chain = chain;
  auto& c = chains_[chain];
  ++c.count;
  c.last = index;
  if (c.type == MentionType::unknown) {
    c.type = m.type;
  }
  if (c.gender == 0 && c.type == MentionType::person) {
    c.gender = m.gender;
  }
  if (c.number == MentionNumber::unknown || m.form == MentionForm::name) {
    c.number = m.number;
  }
  c.named = c.named || m.form == MentionForm::name;
  c.same_nouns |= m.same_nouns;
  if (m.people_of != nullptr) {
    by_people_.emplace(m.people_of, chain);
  }
  if (m.form == MentionForm::name && c.gender != 0) {
    named_of_gender_[c.gender] = chain;
  }
  for (const auto* entry : {m.entry, m.office}) {
    if (entry != nullptr && c.entries.size() < words_kept && std::ranges::find(c.entries, entry) == c.entries.end()) {
      c.entries.push_back(entry);
    }
  }
  for (const auto word : {m.word, m.title}) {
    if (word == 0) {
      continue;
    }
    if (c.words.size() < words_kept && std::ranges::find(c.words, word) == c.words.end()) {
      c.words.push_back(word);
    }
    by_word_[word] = chain;
  }
}

// --- Anaphors

/// What a pronoun or phrase cannot go back to: what it is part of, what is part of it, and the other arguments of its
/// own predicate.
bool ChainFinder::excluded(const Mention& anaphor, const Mention& candidate) const {
  if (candidate.sentence != anaphor.sentence) {
    return false;
  }
  const auto counted = tree_.counted_phrase(anaphor.head);  // "detained 14 of them"
  const auto governor = counted == anaphor.head ? anaphor.governor : tree_.head(counted);
  if (governor != none && governor == candidate.governor && !anaphor.reflexive && !anaphor.possessive &&
      candidate.role != anaphor.role) {
    return true;
  }
  // "A came and thanked him": not A.
  if (is_pronoun(anaphor.form) && governor != none && !anaphor.reflexive && !anaphor.possessive &&
      anaphor.role != MentionRole::subject && candidate.role == MentionRole::subject &&
      clause_subject(governor) == candidate.head) {
    return true;
  }
  if (anaphor.role != MentionRole::apposition && tree_.within(anaphor.head, candidate.head)) {
    // A clause behind the noun, an apposition and what is joined to it may speak of it: "the man who said he", "X, a
    // member all his life", "X and his men".
    auto at = anaphor.head;
    while (at != candidate.head && at != none) {
      if (is_pronoun(anaphor.form) && (tree_.is(at, "acl") || tree_.is(at, "appos") || tree_.is(at, "conj"))) {
        return false;
      }
      at = tree_.head(at);
    }
    return true;
  }
  return tree_.within(candidate.head, anaphor.head);
}

/// The subject of a predicate, its own or that of the one it is joined to.
std::uint32_t ChainFinder::clause_subject(std::uint32_t predicate) const {
  for (int steps = 0; steps < 4 && predicate != none; ++steps) {
    for (const auto c : tree_.children(predicate)) {
      if (tree_.is(c, "nsubj")) {
        return c;
      }
    }
    if (!tree_.is(predicate, "conj") && !tree_.is(predicate, "xcomp") && !tree_.is(predicate, "advcl")) {
      return none;
    }
    predicate = tree_.head(predicate);
  }
  return none;
}

void ChainFinder::describe_new(const Mention& a, std::vector<std::uint32_t>& features) const {
  put(features, Group::new_form, a.form, 0);
  if (a.sentence == 0) {
    put(features, Group::new_first, a.form, 0);
  }
  put(features, Group::new_type, a.form, number_of(a.type));
  if (is_nominal(a.form)) {
    put(features, Group::new_followers, a.form, a.followers);
    put(features, Group::new_modifiers, a.form, a.modifiers);
    const bool seen = by_word_.contains(a.word);
    put(features, Group::new_seen, a.form, seen ? 1 : 0);
    if (a.form != MentionForm::bare) {
      const std::size_t around = a.modifiers == 0 && a.followers == 0 ? 0 : a.followers == 0 ? 1 : 2;
      features.push_back(feature(Group::new_goes_back, seen ? 1 : 0, around * 4 + a.goes_back));
    }
  }
}

/// Lappin and Leass in short: recency by sentences, subjects before objects before all else, names before nouns.
int ChainFinder::salience(const Mention& a, const Mention& candidate) const {
  const auto back = a.sentence - candidate.sentence;
  int score = back == 0 ? 40 : back == 1 ? 24 : back == 2 ? 10 : 0;
  score += candidate.role == MentionRole::subject ? 14 : candidate.role == MentionRole::object ? 5 : 0;
  score -= candidate.role == MentionRole::modifier ? 8 : 0;
  score += chains_[candidate.chain].named ? 4 : 0;
  if (back == 0 && a.governor != none && candidate.role == MentionRole::subject &&
      (candidate.governor == a.governor || candidate.governor == tree_.head(a.governor))) {
    score += 6;
  }
  return score;
}

void ChainFinder::describe(const Mention& a, const Mention& candidate, std::size_t between, std::size_t place,
                           bool frequent, std::vector<std::uint32_t>& features) const {
  const auto& chain = chains_[candidate.chain];
  const auto back = a.sentence - candidate.sentence;
  put(features, Group::distance, a.form, distance_bucket(back));
  put(features, Group::between, a.form, count_bucket(between));
  put(features, Group::salience, a.form, std::min<std::size_t>(place, 3));
  put(features, Group::joined, a.form,
      candidate.last_joined != none ? 3
      : candidate.first_joined      ? 1
      : candidate.next_joined       ? 2
                                    : 0);
  put(features, back <= 1 ? Group::role_near : Group::role_far, a.form, number_of(candidate.role));
  if (back == 0 && third_person(a.form)) {
    features.push_back(feature(Group::possessive_role, a.possessive ? 1 : 0, number_of(candidate.role)));
  }
  const std::size_t seen = candidate.form == a.form              ? 0
                           : third_person(candidate.form)        ? 1
                           : candidate.form == MentionForm::name ? 2
                           : candidate.names                     ? 2
                           : candidate.form == MentionForm::bare ? 3
                           : is_pronoun(candidate.form)          ? 5
                                                                 : 4;
  put(features, Group::form, a.form, seen);
  put(features, Group::type, a.form, number_of(chain.type));
  const auto match = [](bool known, bool same) -> std::size_t { return !known ? 0 : same ? 1 : 2; };
  put(features, Group::number, a.form,
      match(a.number != MentionNumber::unknown && chain.number != MentionNumber::unknown, a.number == chain.number));
  put(features, Group::gender, a.form, match(a.gender != 0 && chain.gender != 0, a.gender == chain.gender));
  put(features, Group::size, a.form, std::min<std::size_t>(count_bucket(chain.count), 5) - 1);
  put(features, Group::named, a.form, chain.named ? 1 : 0);
  put(features, Group::parallel, a.form, a.role == candidate.role ? 1 : 0);
  put(features, Group::frequent, a.form, frequent ? 1 : 0);
  put(features, Group::opening, a.form, chain.opening ? 1 : 0);
  if (narrator_ != none && mentions_[narrator_].chain == candidate.chain) {
    put(features, Group::narrator, a.form, a.quote == none ? 0 : 1);
  }
  if (back == 0) {
    // The subject of the clause the anaphor stands in, or of the one that governs it.
    auto at = a.head;
    bool governs = false;
    for (int steps = 0; steps < 12 && at != none && !governs; ++steps) {
      const auto subject = clause_subject(at);
      governs = subject == candidate.head;
      at = tree_.head(at);
    }
    put(features, Group::governing, a.form, governs ? 1 : 0);
  }
  if (candidate.role == MentionRole::subject && back <= 1) {
    const bool first = mentions_[first_subject_[candidate.sentence]].head == candidate.head;
    put(features, Group::subject_before, a.form, first ? 1 + back : 0);
  }
  std::size_t quotation = 0;
  if (a.quote != none && candidate.quote == a.quote) {
    quotation = 1;
  } else if (a.quote != none) {
    const auto speaker = quotations_.speaker[a.quote];
    const bool speaks =
        speaker != none && (speaker == candidate.head ||
                            (mention_at_[speaker] != none && mentions_[mention_at_[speaker]].chain == candidate.chain));
    quotation = speaks ? 2 : candidate.quote == none ? 3 : 4;
  } else if (candidate.quote != none) {
    quotation = 5;
  }
  put(features, Group::quotation, a.form, quotation);
  if (!is_nominal(a.form)) {
    return;
  }
  std::size_t word = 0;
  if (candidate.word == a.word) {
    word = 1;
  } else if (std::find(chain.words.begin(), chain.words.end(), a.word) != chain.words.end()) {
    word = 2;
  } else if (std::find(chain.pieces.begin(), chain.pieces.end(), [&] {
               std::vector<WordPiece> pieces;
               ActorLexicon::split(document_.tokens[a.head].form, pieces);
               return pieces.empty() ? std::uint64_t{0} : pieces.back().hash;
             }()) != chain.pieces.end()) {
    word = 3;
  } else if ((a.same_nouns & chain.same_nouns) != 0) {
    word = 4;
  }
  put(features, Group::word, a.form, word);
  put(features, Group::modifiers, a.form,
      a.modifiers == 0 && a.followers == 0                                       ? 0
      : a.modifiers == candidate.modifiers && a.followers == candidate.followers ? 1
                                                                                 : 2);
  features.push_back(feature(Group::nominal_type, number_of(a.type), number_of(chain.type)));
  const bool entry =
      a.entry != nullptr && std::any_of(chain.entries.begin(), chain.entries.end(), [&](const ActorEntry* e) {
        if (e == a.entry) {
          return true;
        }
        // "the minister" is the foreign minister; "the president" one who holds that office.
        const auto last = [](std::string_view s) { return s.substr(s.rfind(' ') + 1); };
        if (e->kind == ActorEntryKind::person) {
          return std::any_of(e->offices.begin(), e->offices.end(), [&](const HeldOffice& o) {
            return lowered(last(o.title)) == lowered(last(a.entry->name));
          });
        }
        return last(e->name) == last(a.entry->name);
      });
  put(features, Group::entry, a.form, entry ? 1 : 0);
  const bool country = is_country(chain);
  features.push_back(feature(Group::country, a.country_word ? 1 : 0, country ? 1 : 0));
  features.push_back(
      feature(Group::body, a.body_word ? 1 : 0, chain.named && chain.type == MentionType::group ? 1 : 0));
}

/// "Opposition leader Musyoka called for a march. He demanded ...": of "he" that begins a sentence, the person whose
/// name is the subject of the sentence before; none where it is not so.
std::uint32_t ChainFinder::subject_before(const Mention& a, std::span<const std::uint32_t> candidates) const {
  if (!is_pronoun(a.form) || a.gender == 0 || a.role != MentionRole::subject || a.quote != none ||
      a.head != tree_.sentence(a.head).begin) {
    return none;
  }
  for (const auto c : candidates) {
    const auto& candidate = mentions_[c];
    const auto& chain = chains_[candidate.chain];
    const bool told_of = candidate.governor != none && tree_.head(candidate.governor) == none;
    if (candidate.sentence + 1 == a.sentence && candidate.form == MentionForm::name &&
        candidate.role == MentionRole::subject && told_of && chain.type == MentionType::person &&
        (chain.gender == 0 || chain.gender == a.gender)) {
      return c;
    }
  }
  return none;
}

void ChainFinder::decide(std::uint32_t index) {
  const auto& a = mentions_[index];
  ChainDecision decision;
  decision.mention = index;
  std::vector<std::uint32_t> shut;   // chains that the sentence's structure rules out
  std::vector<std::uint32_t> taken;  // chains that are candidates
  const auto offer = [&](std::uint32_t other) {
    const auto& candidate = mentions_[other];
    if (candidate.chain == none || candidate.met || decision.candidates.size() >= most_candidates ||
        std::find(taken.begin(), taken.end(), candidate.chain) != taken.end() ||
        std::find(shut.begin(), shut.end(), candidate.chain) != shut.end()) {
      return;
    }
    taken.push_back(candidate.chain);
    decision.candidates.push_back(other);
  };
  // Structure first: it shuts out whole chains.
  for (auto i = index; i-- > 0 && mentions_[i].sentence == a.sentence && index - i <= pronoun_mentions_back;) {
    if (mentions_[i].chain != none && excluded(a, mentions_[i])) {
      shut.push_back(mentions_[i].chain);
    }
  }
  if (is_pronoun(a.form)) {
    std::size_t looked = 0;
    for (auto i = index; i-- > 0 && looked < pronoun_mentions_back && decision.candidates.size() < most_candidates;
         ++looked) {
      if (a.sentence - mentions_[i].sentence > pronoun_sentences_back) {
        break;
      }
      if (mentions_[i].chain != none && fits(a, chains_[mentions_[i].chain])) {
        offer(i);
      }
    }
    // The last one named of this gender, however far back.
    if (a.gender != 0) {
      if (const auto it = named_of_gender_.find(a.gender);
          it != named_of_gender_.end() && fits(a, chains_[it->second])) {
        offer(chains_[it->second].last);
      }
    }
    if (a.quote != none && quotations_.speaker[a.quote] != none) {
      const auto m = mention_at_[quotations_.speaker[a.quote]];
      if (m != none && mentions_[m].chain != none && fits(a, chains_[mentions_[m].chain])) {
        offer(m);
      }
    }
  } else {
    if (const auto it = by_word_.find(a.word); it != by_word_.end() && fits(a, chains_[it->second])) {
      offer(chains_[it->second].last);
    }
    std::size_t looked = 0;
    for (auto it = recent_.rbegin();
         it != recent_.rend() && looked < nominal_chains_back && decision.candidates.size() < most_candidates;
         ++it, ++looked) {
      // Phrases without a determiner go back to their own words only.
      const auto& chain = chains_[*it];
      if (a.form == MentionForm::bare &&
          std::find(chain.words.begin(), chain.words.end(), a.word) == chain.words.end()) {
        continue;
      }
      const bool near = a.sentence - mentions_[chain.last].sentence <= unnamed_sentences_back;
      const bool alike = (a.same_nouns & chain.same_nouns) != 0;
      if ((chain.named || near || alike || std::ranges::find(chain.words, a.word) != chain.words.end()) &&
          fits(a, chain)) {
        offer(chain.last);
      }
    }
    std::sort(decision.candidates.begin(), decision.candidates.end(), std::greater<>());
  }
  if (a.gender != 0 && is_pronoun(a.form)) {
    // Where the text has someone of this gender, "he" and "she" are no word that may not be a person at all.
    const auto chain = [&](std::uint32_t c) -> const Chain& { return chains_[mentions_[c].chain]; };
    if (std::ranges::any_of(decision.candidates, [&](std::uint32_t c) { return chain(c).gender == a.gender; })) {
      std::erase_if(decision.candidates, [&](std::uint32_t c) { return chain(c).type != MentionType::person; });
    }
  }
  // "The country" alone is one that the text has named.
  bool sure = a.gender != 0 && is_pronoun(a.form);
  if (a.sovereign && (a.form == MentionForm::definite || a.form == MentionForm::demonstrative) && a.modifiers == 0 &&
      a.followers == 0 && a.number != MentionNumber::plural) {
    const auto country = [&](std::uint32_t c) { return is_country(chains_[mentions_[c].chain]); };
    if (std::ranges::any_of(decision.candidates, country)) {
      std::erase_if(decision.candidates, [&](std::uint32_t c) { return !country(c); });
      sure = true;
    }
  }
  std::uint32_t chosen = none;
  if (!decision.candidates.empty()) {
    decision.features.resize(decision.candidates.size() + 1);
    describe_new(a, decision.features.front());
    std::uint32_t most = 0;
    std::vector<int> scores;
    for (const auto c : decision.candidates) {
      scores.push_back(salience(a, mentions_[c]));
      most = std::max(most, chains_[mentions_[c].chain].count);
    }
    for (std::size_t i = 0; i < decision.candidates.size(); ++i) {
      const auto& candidate = mentions_[decision.candidates[i]];
      // How many others are more salient; of equals the nearer one.
      std::size_t place = 0;
      for (std::size_t j = 0; j < scores.size(); ++j) {
        place += scores[j] > scores[i] || (scores[j] == scores[i] && j < i) ? 1u : 0u;
      }
      describe(a, candidate, i, place, chains_[candidate.chain].count == most, decision.features[i + 1]);
    }
    if (decider_ != nullptr) {
      const auto i = decider_->decide(mentions_, decision);
      chosen = i < decision.candidates.size() ? decision.candidates[i] : none;
    } else {
      // "He" and "she" are someone whom the text has told of.
      const std::size_t first = sure ? 1 : 0;
      float best = 0;
      for (auto i = first; i < decision.features.size(); ++i) {
        float score = 0;
        for (const auto f : decision.features[i]) {
          score += model_.weights[f];
        }
        if (i == first || score > best) {
          best = score;
          chosen = i == 0 ? none : decision.candidates[i - 1];
        }
      }
      if (const auto topic = subject_before(a, decision.candidates); topic != none) {
        chosen = topic;
      }
    }
  }
  join(index, chosen == none ? none : mentions_[chosen].chain);
  if (chosen != none) {
    mentions_[index].antecedent = chosen;
  }
}

/// The chained coordination whose first member's head is `token`, the index of its mention.
std::uint32_t ChainFinder::coordination_at(std::uint32_t token) const {
  const auto behind = mention_at_[token] == none ? none : mention_at_[token] + 1;
  const bool there = behind < mentions_.size() && mentions_[behind].last_joined != none;
  return there && mentions_[behind].chain != none ? behind : none;
}

/// The name that a clause puts first and takes up by a pronoun: "Nordmo, she left". The index of its mention.
std::uint32_t ChainFinder::dislocated(std::uint32_t index) const {
  const auto& m = mentions_[index];
  if (index == 0 || !third_person(m.form) || m.role != MentionRole::subject || m.head < 2 ||
      document_.tokens[m.head - 1].form != ",") {
    return none;
  }
  const auto& name = mentions_[index - 1];
  const auto up = tree_.head(name.head);
  const bool before = name.form == MentionForm::name && name.end == m.head - 1 && name.chain != none &&
                      name.begin == tree_.sentence(m.head).begin && up != none && up == m.governor &&
                      !tree_.is(name.head, "obl") && !tree_.is(name.head, "vocative");
  return before && fits(m, chains_[name.chain]) ? index - 1 : none;
}

/// "They" right after a sentence that tells of two who met, and of no others who are many. The index of the two.
std::uint32_t ChainFinder::those_who_met(std::uint32_t index) const {
  const auto& m = mentions_[index];
  if (m.form != MentionForm::they || m.role != MentionRole::subject || m.sentence == 0) {
    return none;
  }
  auto found = none;
  for (auto i = index; i-- > 0 && mentions_[i].sentence + 1 >= m.sentence && index - i <= pronoun_mentions_back;) {
    const auto& other = mentions_[i];
    if (other.met && other.chain != none && other.sentence + 1 == m.sentence && found == none) {
      found = i;
    } else if (other.number == MentionNumber::plural && !other.met && other.type != MentionType::thing &&
               other.type != MentionType::time && other.type != MentionType::place) {
      return none;
    }
  }
  return found;
}

/// The subject that a reflexive pronoun takes up: "The minister shot himself". The index of its mention, that of the
/// coordination where many do it to themselves.
std::uint32_t ChainFinder::own_subject(std::uint32_t index) const {
  const auto& m = mentions_[index];
  const auto subject = clause_subject(tree_.head(m.head));
  const auto found = subject == none ? none : mention_at_[subject];
  if (found == none || found >= index) {
    return none;
  }
  const auto all = m.form == MentionForm::they ? coordination_at(subject) : none;
  const auto target = all != none ? all : found;
  return mentions_[target].chain != none && fits(m, chains_[mentions_[target].chain]) ? target : none;
}

/// The subject that a predicate noun says something of: "Nordmo is a biologist", not "may be", "is not" or "is in". The
/// index of its mention.
std::uint32_t ChainFinder::copula_subject(std::uint32_t predicate) const {
  const auto& m = mentions_[predicate];
  if (!is_nominal(m.form)) {
    return none;
  }
  std::uint32_t subject = none;
  bool copula = false;
  for (const auto c : tree_.children(m.head)) {
    const auto& child = document_.tokens[c];
    if (tree_.is(c, "aux") || tree_.is(c, "case") || tree_.is(c, "mark") || child.feature("Polarity") == "Neg" ||
        child.feature("PronType") == "Int" || child.form == "?") {
      return none;
    }
    copula = copula || tree_.is(c, "cop");
    subject = tree_.is(c, "nsubj") && c < m.head ? mention_at_[c] : subject;
  }
  if (!copula || subject == none || subject >= predicate || mentions_[subject].chain == none ||
      mentions_[subject].number != m.number || !chains_[mentions_[subject].chain].named) {
    return none;
  }
  const auto type = chains_[mentions_[subject].chain].type;
  const bool agree = m.type == MentionType::unknown || type == MentionType::unknown || m.type == type ||
                     (m.type != MentionType::person && type != MentionType::person);
  return agree ? subject : none;
}

/// Puts all of a chain into another: its mentions keep their own links.
void ChainFinder::merge(std::uint32_t from, std::uint32_t into) {
  auto& old = chains_[from];
  auto& chain = chains_[into];
  for (auto i = old.last;; i = mentions_[i].antecedent) {
    mentions_[i].chain = into;
    if (mentions_[i].antecedent == none) {
      break;
    }
  }
  chain.count += old.count;
  chain.gender = chain.gender != 0 ? chain.gender : old.gender;
  chain.opening = chain.opening || old.opening;
  for (const auto word : old.words) {
    by_word_[word] = into;
    if (chain.words.size() < words_kept && std::ranges::find(chain.words, word) == chain.words.end()) {
      chain.words.push_back(word);
    }
  }
  for (const auto* entry : old.entries) {
    if (chain.entries.size() < words_kept && std::ranges::find(chain.entries, entry) == chain.entries.end()) {
      chain.entries.push_back(entry);
    }
  }
  std::erase(recent_, from);
}

/// Joins what is apposed at `index` to the mention it stands beside. False where the two are not the same.
bool ChainFinder::join_apposed(std::uint32_t index) {
  auto& m = mentions_[index];
  if (m.role != MentionRole::apposition || !tree_.is(m.head, "appos") || tree_.head(m.head) == none ||
      is_pronoun(m.form)) {
    return false;
  }
  const auto up = mention_at_[tree_.head(m.head)];
  if (up == none || up >= index || mentions_[up].chain == none) {
    return false;
  }
  const auto& first = mentions_[up];
  // Two names of places side by side are one in the other ("Paris, France").
  if (first.type == MentionType::place && m.type == MentionType::place && first.form == MentionForm::name) {
    return false;
  }
  const bool close = m.form == MentionForm::name && is_nominal(first.form) && m.begin == first.head + 1;
  if (!close && first.type != MentionType::unknown && m.type != MentionType::unknown && first.type != m.type) {
    return false;
  }
  if (m.form == MentionForm::name && is_nominal(first.form)) {
    if (const auto known = chain_of_name(m, names_[index]); known != none) {
      // "the minister Kari Nordmo", of whom the text has told.
      const auto before = first.chain;
      join(index, known);
      learn_name(known, m, names_[index]);
      if (before != known && !chains_[before].named) {
        merge(before, known);
      }
      return true;
    }
  }
  const auto seen = by_word_.find(m.word);
  const auto before = m.form != MentionForm::name && seen != by_word_.end() ? seen->second : none;
  join(index, first.chain);
  m.antecedent = up;
  if (m.form == MentionForm::name) {
    learn_name(m.chain, m, names_[index]);
    if (close) {
      chains_[m.chain].type = m.type != MentionType::unknown ? m.type : chains_[m.chain].type;
    }
    return true;
  }
  // "A woman was freed. ... Jane Doe, the woman, ...": what is apposed to a new name may have been spoken of before.
  if (before != none && before != m.chain && first.form == MentionForm::name && !chains_[before].named &&
      chains_[m.chain].count <= 2 && chains_[before].number != MentionNumber::plural &&
      chains_[before].type == MentionType::person) {
    mentions_[up].antecedent = chains_[before].last;
    merge(before, m.chain);
  }
  return true;
}

void ChainFinder::find_narrator() {
  first_subject_.assign(document_.sentences.size(), none);
  for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
    auto& first = first_subject_[mentions_[i].sentence];
    if (first == none && mentions_[i].role == MentionRole::subject) {
      first = i;
    }
  }
  std::unordered_map<std::uint64_t, int> times;
  for (const auto& pieces : names_) {
    if (!pieces.empty()) {
      ++times[pieces.back()];
    }
  }
  int most = 0;
  for (std::uint32_t i = 0; i < mentions_.size() && mentions_[i].sentence < narrator_sentences; ++i) {
    if (mentions_[i].form == MentionForm::name && mentions_[i].type == MentionType::person && !names_[i].empty() &&
        times[names_[i].back()] > most) {
      most = times[names_[i].back()];
      narrator_ = i;
    }
  }
}

/// What a chain begins with before its name stands for that name: "the company" of a headline, "in her speech, Nordmo".
void ChainFinder::join_later_names() {
  std::vector<std::uint32_t> name(chains_.size(), none);
  for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
    const auto& m = mentions_[i];
    if (m.chain != none && m.form == MentionForm::name && name[m.chain] == none) {
      name[m.chain] = i;
    }
  }
  for (auto& m : mentions_) {
    if (m.chain != none && m.antecedent == none && m.form != MentionForm::name) {
      m.antecedent = name[m.chain];
    }
  }
}

/// "I", "we" and "you" go back to whom the text says they are, said before or behind.
void ChainFinder::join_voices() {
  const auto voices = find_voices(lexicon_, document_, tree_, quotations_, mentions_);
  std::vector<std::uint32_t> names(chains_.size(), none);  // by chain: the first plain one
  for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
    if (mentions_[i].chain != none && names[mentions_[i].chain] == none && is_plain_name(mentions_[i])) {
      names[mentions_[i].chain] = i;
    }
  }
  for (auto& m : mentions_) {
    if (!speaks(m.form) || m.last_joined != none) {
      continue;
    }
    if (voices.joined[m.head] && (m.form == MentionForm::we || m.form == MentionForm::you)) {
      const auto first = m.form == MentionForm::you ? voices.addressee[m.head] : voices.body[m.head];
      const auto all = first == none ? none : coordination_at(first);
      if (all != none) {
        m.chain = mentions_[all].chain;
        m.antecedent = all;
      }
      continue;
    }
    auto who = m.form == MentionForm::you ? voices.addressee[m.head] : voices.speaker[m.head];
    if (m.form == MentionForm::we) {
      // One who says "we" speaks for a body, which may speak itself.
      const auto speaker = who == none ? none : mention_at_[who];
      const bool itself = speaker != none && (mentions_[speaker].type == MentionType::group ||
                                              mentions_[speaker].type == MentionType::place);
      who = itself ? who : voices.body[m.head];
    }
    const auto target = who == none ? none : mention_at_[who];
    if (target != none && !speaks(mentions_[target].form)) {
      m.chain = mentions_[target].chain;
      const auto& named = mentions_[target];
      const auto plain = named.form == MentionForm::name && !is_plain_name(named) ? names[m.chain] : none;
      m.antecedent = plain == none ? target : plain;
    }
  }
}

/// Whether a name has no title or other noun before it: "Nordmo" rather than "biologist Nordmo".
bool ChainFinder::is_plain_name(const Mention& m) const {
  return m.form == MentionForm::name && m.role != MentionRole::modifier &&
         document_.tokens[m.head].upos == Upos::PROPN &&
         (m.begin == 0 || document_.tokens[m.begin - 1].upos != Upos::NOUN);
}

std::vector<Mention> ChainFinder::run() {
  quotations_ = find_quotations(document_, tree_);
  find_mentions();
  find_narrator();
  for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
    auto& m = mentions_[i];
    if (m.last_joined != none) {
      continue;  // after its last member
    }
    if (speaks(m.form) || join_apposed(i)) {
      // "I", "we" and "you" come after all others.
    } else if (const auto subject = copula_subject(i); subject != none) {
      join(i, mentions_[subject].chain);
      mentions_[i].antecedent = subject;
    } else if (const auto people = by_people_.find(m.people_of); m.people_of != nullptr && people != by_people_.end()) {
      join(i, people->second);
    } else if (m.form == MentionForm::name) {
      join(i, chain_of_name(m, names_[i]));
      learn_name(m.chain, m, names_[i]);
    } else if (const auto met = those_who_met(i); met != none) {
      join(i, mentions_[met].chain);
      mentions_[i].antecedent = met;
    } else if (const auto same = m.reflexive ? own_subject(i) : dislocated(i); same != none) {
      join(i, mentions_[same].chain);
      mentions_[i].antecedent = same;
    } else {
      decide(i);
    }
    if (const auto all = coordination_.find(i); all != coordination_.end()) {
      join_coordination(all->second);
    }
  }
  join_later_names();
  join_voices();
  return std::move(mentions_);
}

}  // namespace

std::size_t chain_feature_count() {
  return group_starts.back();
}

std::vector<ChainFeatureGroup> chain_feature_groups() {
  std::vector<ChainFeatureGroup> out;
  for (std::size_t g = 0; g < group_shapes.size(); ++g) {
    out.push_back({group_shapes[g].name, group_starts[g], group_shapes[g].columns});
  }
  return out;
}

std::uint64_t chain_word_hash(std::string_view word) {
  return hash_of(word);
}

const ChainModel& ChainModel::shipped() {
  static constexpr auto weights = std::to_array<float>({
#include "resolve/coreference_weights.inc"
  });
  static constexpr auto nouns = std::to_array<NounType>({
#include "resolve/noun_types.inc"
  });
  static const ChainModel model{weights, nouns};
  return model;
}

std::vector<Mention> find_chains(const ActorLexicon& lexicon, const Document& document, const Syntax& tree,
                                 const ChainModel& model) {
  return ChainFinder(lexicon, document, tree, model, nullptr).run();
}

std::vector<Mention> find_chains(const ActorLexicon& lexicon, const Document& document, const Syntax& tree,
                                 const ChainModel& model, ChainDecider& decider) {
  return ChainFinder(lexicon, document, tree, model, &decider).run();
}

}  // namespace sitrep
