#include "language/repairs.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "language/inflection.h"
#include "language/lemma_script.h"
#include "language/word_features.h"

namespace sitrep {

namespace {

bool is_subject(const Token& token) {
  return token.deprel == "nsubj" || token.deprel == "nsubj:pass";
}

/// Whether one of the words [begin, end) hangs on `head` by one of these relations.
bool has_child(const Document& document, std::uint32_t begin, std::uint32_t end, std::uint32_t head,
               std::initializer_list<std::string_view> relations) {
  return std::any_of(document.tokens.begin() + begin, document.tokens.begin() + end, [&](const Token& word) {
    return word.head == head && std::ranges::find(relations, word.deprel) != relations.end();
  });
}

/// Whether a phrase has this preposition: its marker among the words [begin, phrase).
bool is_marked(const Document& document, std::uint32_t begin, std::uint32_t phrase, std::string_view preposition) {
  return std::any_of(document.tokens.begin() + begin, document.tokens.begin() + phrase, [&](const Token& word) {
    return word.head == phrase && word.deprel == "case" && word.form == preposition;
  });
}

/// Whether one of the words [begin, end) is the subject of a verb.
bool has_subject(const Document& document, std::uint32_t begin, std::uint32_t end, std::uint32_t verb) {
  return has_child(document, begin, end, verb, {"nsubj", "nsubj:pass"});
}

/// The last word before a predicate that is its active subject; no_token where there is none.
std::uint32_t subject_before(const Document& document, const Sentence& sentence, std::uint32_t predicate) {
  auto subject = no_token;
  for (auto t = sentence.begin; t < predicate; ++t) {
    subject = document.tokens[t].head == predicate && document.tokens[t].deprel == "nsubj" ? t : subject;
  }
  return subject;
}

/// The last subject of a verb before this word; no_token where there is none.
std::uint32_t subject_before(const Document& document, const Sentence& sentence, std::uint32_t word,
                             std::uint32_t verb) {
  for (auto t = word; t > sentence.begin; --t) {
    if (is_subject(document.tokens[t - 1]) && document.tokens[t - 1].head == verb) {
      return t - 1;
    }
  }
  return no_token;
}

/// A plural, or "police", which has none.
bool is_plural(const Token& token) {
  return token.feature("Number") == "Plur" || token.lemma == "police";
}

/// What a clause of time begins with.
bool is_time_conjunction(std::string_view form) {
  static constexpr std::array<std::string_view, 7> conjunctions = {"after", "before", "as",   "when",
                                                                   "while", "since",  "until"};
  return std::ranges::find(conjunctions, form) != conjunctions.end();
}

/// Gives a clause its subject and the marker that it begins with.
void begin_clause(Document& document, std::uint32_t clause, std::uint32_t marker, std::uint32_t subject,
                  std::string_view relation) {
  auto& tokens = document.tokens;
  tokens[subject].head = clause;
  tokens[subject].deprel = relation;
  tokens[marker].head = clause;
  tokens[marker].deprel = "mark";
  tokens[marker].upos = Upos::SCONJ;
}

bool is_past(const Token& token) {
  return token.upos == Upos::VERB && token.feature("VerbForm") == "Fin" && token.feature("Tense") == "Past";
}

/// "The bomb went off, police said": of two subjects of the verb of saying the first is that of what is said, where
/// that has none. No verb has two subjects, but words are attached one by one.
void part_double_subjects(Document& document, const Sentence& sentence) {
  for (std::uint32_t clause = sentence.begin; clause < sentence.end; ++clause) {
    const auto said = document.tokens[clause].head;
    if (document.tokens[clause].deprel != "ccomp" || said == no_token || said < clause) {
      continue;
    }
    std::uint32_t first = no_token;
    bool second = false;
    bool own = false;
    for (std::uint32_t t = sentence.begin; t < sentence.end; ++t) {
      if (!is_subject(document.tokens[t])) {
        continue;
      }
      own = own || document.tokens[t].head == clause;
      if (document.tokens[t].head == said) {
        if (t < clause && first == no_token) {
          first = t;
        } else {
          second = true;
        }
      }
    }
    if (first != no_token && second && !own) {
      document.tokens[first].head = clause;
    }
  }
}

/// The subject of a finite verb without a passive auxiliary is no passive one ("Kenya called for talks"): relations are
/// chosen one by one, and the features of the verb tell better.
void straighten_subjects(Document& document, const Sentence& sentence) {
  for (std::uint32_t t = sentence.begin; t < sentence.end; ++t) {
    Token& subject = document.tokens[t];
    if (subject.deprel != "nsubj:pass" || subject.head == no_token ||
        document.tokens[subject.head].feature("VerbForm") != "Fin" ||
        document.tokens[subject.head].feature("Voice") == "Pass") {
      continue;
    }
    if (!has_child(document, sentence.begin, sentence.end, subject.head, {"aux:pass"})) {
      subject.deprel = "nsubj";
    }
  }
}

constexpr std::string_view plural_present = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin";
constexpr std::string_view singular_present = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin";
constexpr std::string_view singular_past = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin";
constexpr std::string_view plural_past = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin";
constexpr std::string_view infinitive = "VerbForm=Inf";
constexpr std::string_view finite_past = "Mood=Ind|Tense=Past|VerbForm=Fin";  // of either number

void take_for_verb(Token& token) {
  token.upos = Upos::VERB;
  token.feats = plural_present;
  token.lemma = lower_case(token.form);
}

/// What was the root hangs on the new one by `relation`.
void make_root(Document& document, Sentence& sentence, std::uint32_t root, std::string_view relation) {
  auto& tokens = document.tokens;
  tokens[sentence.root].head = root;
  tokens[sentence.root].deprel = relation;
  tokens[root].head = no_token;
  tokens[root].deprel = "root";
  sentence.root = root;
}

/// By its full stop, or longer than headlines are.
bool is_full_sentence(const Document& document, const Sentence& sentence) {
  constexpr std::uint32_t longest_headline = 24;
  if (sentence.end - sentence.begin > longest_headline) {
    return true;
  }
  for (auto t = sentence.end; t > sentence.begin && document.tokens[t - 1].upos == Upos::PUNCT; --t) {
    const auto form = document.tokens[t - 1].form;
    if (form == "." || form == "!" || form == "?") {
      return true;
    }
  }
  return false;
}

/// "Students demonstrated in Jakarta.": only headlines leave auxiliaries out, so in a full sentence a past
/// participle that has a subject and no auxiliary is a past, not a passive; and so are those that go on from it.
void make_finite(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  if (!is_full_sentence(document, sentence)) {
    return;
  }
  static constexpr std::array<std::string_view, 8> units = {"minute", "hour", "day",     "week",
                                                            "month",  "year", "percent", "point"};
  struct Found {
    std::uint32_t subject = no_token;
    bool auxiliary = false;
    bool passive = false;  // by its auxiliary
    bool agent = false;
    bool object = false;
    bool conjunction = false;
  };
  std::vector<Found> found(sentence.end - sentence.begin);
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    const auto head = tokens[t].head;
    if (head == no_token) {
      continue;
    }
    auto& verb = found[head - sentence.begin];
    if (is_subject(tokens[t]) && t < head) {
      verb.subject = t;
    }
    verb.auxiliary = verb.auxiliary || tokens[t].upos == Upos::AUX;
    verb.passive = verb.passive || tokens[t].deprel == "aux:pass";
    // "shortened by two hours the curfew": by how much, not by whom
    const bool measure = std::ranges::find(units, tokens[t].lemma) != units.end();
    verb.agent = verb.agent || (tokens[t].deprel == "obl:agent" && !measure);
    verb.object = verb.object || (tokens[t].deprel == "obj" && t > head);
    verb.conjunction = verb.conjunction || (tokens[t].deprel == "mark" && tokens[t].upos == Upos::SCONJ &&
                                            lower_case(tokens[t].form) != "with");
  }
  std::vector<bool> made(found.size(), false);
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    auto& token = tokens[t];
    const auto& verb = found[t - sentence.begin];
    if (token.upos != Upos::VERB || token.feature("VerbForm") != "Part" || token.feature("Tense") != "Past" ||
        verb.auxiliary || verb.agent) {
      continue;
    }
    const auto relation = token.deprel;
    const bool clause = relation == "root" || relation == "ccomp" || relation == "parataxis" ||
                        relation == "acl:relcl" || relation == "conj" || (relation == "advcl" && verb.conjunction);
    const bool follows =
        relation == "conj" && verb.subject == no_token && token.head < t && made[token.head - sentence.begin];
    // "denied that it had fired and accused Chad": what has an object is no passive either.
    const bool acts = relation == "conj" && verb.object && token.feature("Voice") == "Pass" && token.head < t &&
                      !found[token.head - sentence.begin].passive;
    if (!follows && !acts && !(clause && verb.subject != no_token)) {
      continue;
    }
    made[t - sentence.begin] = true;
    const auto subject = follows || acts ? found[token.head - sentence.begin].subject : verb.subject;
    const bool plural = subject != no_token && tokens[subject].feature("Number") == "Plur";
    token.feats = plural ? plural_past : singular_past;
    if (verb.subject != no_token) {
      tokens[verb.subject].deprel = "nsubj";
    }
  }
}

/// "spoke by telephone with the king": of an active verb "by" tells no doer but the way, and who stands behind it goes
/// with the verb.
void tie_manner(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto way = sentence.begin; way < sentence.end; ++way) {
    const auto verb = tokens[way].head;
    if (tokens[way].upos != Upos::NOUN || verb == no_token || verb > way || tokens[verb].upos != Upos::VERB ||
        tokens[verb].feature("VerbForm") != "Fin" ||
        (tokens[way].deprel != "obl:agent" && tokens[way].deprel != "obl")) {
      continue;
    }
    const bool by = std::any_of(tokens.begin() + verb, tokens.begin() + way,
                                [&](const Token& c) { return c.head == way && c.form == "by"; });
    const bool passive = has_child(document, sentence.begin, verb, verb, {"aux:pass"});
    const bool bare = std::none_of(tokens.begin() + verb, tokens.begin() + way, [&](const Token& c) {
      return c.head == way && c.deprel != "case" && c.deprel != "compound";
    });
    if (!by || passive || !bare || tokens[way].feature("Number") != "Sing") {
      continue;
    }
    tokens[way].deprel = "obl";
    for (auto t = way + 1; t < sentence.end; ++t) {
      if (tokens[t].head == way && tokens[t].deprel == "nmod") {
        tokens[t].head = verb;
        tokens[t].deprel = "obl";
      }
    }
  }
}

/// "hit Kharkiv hours after they left", read as hours of that name: the name right behind the verb is its object.
void part_time_after(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 6> units = {"minute", "hour", "day", "week", "month", "year"};
  auto& tokens = document.tokens;
  for (auto name = sentence.begin + 1; name + 2 < sentence.end; ++name) {
    const auto time = name + 1;
    const auto verb = name - 1;
    if (tokens[name].upos != Upos::PROPN || tokens[name].head != time || tokens[name].deprel != "compound" ||
        std::find(units.begin(), units.end(), tokens[time].lemma) == units.end() || tokens[verb].upos != Upos::VERB ||
        tokens[time].head != verb || (tokens[time + 1].form != "after" && tokens[time + 1].form != "before") ||
        has_child(document, sentence.begin, sentence.end, verb, {"obj"})) {
      continue;
    }
    tokens[name].head = verb;
    tokens[name].deprel = "obj";
  }
}

/// "shot dead two policemen", "took prisoner 31 soldiers", read as dead policemen: what they became.
void tie_dead(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 7> killing = {"shoot", "hack", "stab", "beat", "gun", "strike", "club"};
  static constexpr std::array<std::string_view, 3> captives = {"prisoner", "captive", "hostage"};
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin; verb + 2 < sentence.end; ++verb) {
    auto& word = tokens[verb + 1];
    if (tokens[verb].upos != Upos::VERB || word.head == no_token) {
      continue;
    }
    const bool dead =
        word.form == "dead" && std::find(killing.begin(), killing.end(), tokens[verb].lemma) != killing.end();
    const bool captive =
        tokens[verb].lemma == "take" && std::find(captives.begin(), captives.end(), word.form) != captives.end();
    if (word.head > verb + 1 && (dead || captive)) {
      word.head = verb;
      word.deprel = "xcomp";
    } else if (captive && word.head == verb && word.deprel == "obj" &&
               std::any_of(tokens.begin() + verb + 2, tokens.begin() + sentence.end,
                           [&](const Token& c) { return c.head == verb && c.deprel == "obj"; })) {
      word.deprel = "xcomp";
    }
    if (dead && word.head == verb) {
      // "shot dead an activist": who was shot is no object of "dead".
      for (auto t = verb + 2; t < sentence.end; ++t) {
        if (tokens[t].head == verb + 1 && (tokens[t].deprel == "obj" || tokens[t].deprel == "obl")) {
          tokens[t].head = verb;
        }
      }
    }
  }
}

/// "14 officials, among them the minister, ...": who is among them is no second object or subject.
void tie_among_them(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto among = sentence.begin + 2; among + 2 < sentence.end; ++among) {
    const auto them = among + 1;
    if (tokens[among].form != "among" || tokens[among - 1].form != "," ||
        (tokens[them].form != "them" && tokens[them].form != "whom")) {
      continue;
    }
    for (auto member = them + 1; member < sentence.end; ++member) {
      const auto& relation = tokens[member].deprel;
      const auto governor = tokens[member].head;
      if (governor == no_token || (!is_subject(tokens[member]) && relation != "obj")) {
        continue;
      }
      auto whole = among;
      for (auto t = sentence.begin; t < among; ++t) {
        whole = tokens[t].head == governor && tokens[t].deprel == relation ? t : whole;  // the last one before it
      }
      if (whole != among) {
        tokens[member].head = whole;
        tokens[member].deprel = "appos";
        tokens[them].head = member;
        tokens[them].deprel = "nmod";
      }
      break;
    }
  }
}

/// "left one dead and several people injured", read as one dead and several people: two counts.
void part_dead(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto number = sentence.begin + 1; number + 4 < sentence.end; ++number) {
    const auto dead = number + 1;
    const auto joint = number + 2;
    const auto many = number + 3;
    if (tokens[number].upos != Upos::NUM || tokens[number].deprel != "nummod" || tokens[dead].form != "dead" ||
        tokens[dead].deprel != "amod" || tokens[joint].deprel != "cc") {
      continue;
    }
    const auto people = tokens[dead].head;
    if (people == no_token || people <= many || tokens[people].deprel != "obj" || tokens[people].head == no_token) {
      continue;
    }
    const bool one = tokens[number].head == people && tokens[many].head == dead && tokens[many].deprel == "conj";
    const bool other = tokens[number].head == dead && tokens[many].head == people && tokens[joint].head == people;
    if (!one && !other) {
      continue;
    }
    const auto verb = tokens[people].head;
    tokens[number].head = verb;
    tokens[number].deprel = "obj";
    tokens[dead].head = verb;
    tokens[dead].deprel = "xcomp";
    tokens[joint].head = people;
    tokens[many].head = people;
    tokens[many].deprel = tokens[many].upos == Upos::NUM ? "nummod" : "amod";
  }
}

/// Verbs of harm to the body.
bool tells_hurt(std::string_view lemma) {
  static constexpr std::array<std::string_view, 5> harm = {"kill", "injure", "wound", "hurt", "maim"};
  return std::ranges::find(harm, lemma) != harm.end();
}

/// With what, or on what, attacks are made whose names end in "bombing" or "shooting".
bool is_means_of_attack(std::string_view lemma) {
  static constexpr std::array<std::string_view, 27> means = {
      "suicide", "car",    "truck",  "van",    "bus",     "train",  "lorry",    "vehicle", "motorcycle",
      "bomb",    "church", "mosque", "market", "embassy", "hotel",  "metro",    "subway",  "airport",
      "school",  "bar",    "pub",    "police", "letter",  "parcel", "roadside", "mass",    "wedding"};
  return std::ranges::find(means, lemma) != means.end();
}

/// Nouns of what is done, by their endings and a few more.
bool tells_deed(std::string_view lemma) {
  static constexpr std::array<std::string_view, 5> endings = {"ing", "ion", "ment", "sal", "ure"};
  static constexpr std::array<std::string_view, 18> others = {
      "murder", "arrest", "rape",   "assault",   "raid",   "release",  "use",       "abuse", "theft",
      "rescue", "attack", "strike", "airstrike", "ambush", "massacre", "slaughter", "siege", "genocide"};
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return lemma.ends_with(e); }) ||
         std::find(others.begin(), others.end(), lemma) != others.end();
}

/// "the beating of ten of its fishermen by officers", "an attack on a market by rebels": who stands behind "by" did the
/// deed.
void tie_doers(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto by = sentence.begin + 3; by + 1 < sentence.end; ++by) {
    const auto doer = tokens[by].head;
    if (tokens[by].form != "by" || tokens[by].deprel != "case" || doer == no_token || doer < by) {
      continue;
    }
    if (tokens[doer].deprel == "obl" && tokens[doer].feature("Number") == "Plur" && tokens[doer].upos == Upos::NOUN &&
        !has_child(document, by, doer, doer, {"nummod"})) {
      // "condemned the killing of six nuns by soldiers", hung on the verb that has another doer
      const auto verb = tokens[doer].head;
      for (auto deed = verb + 1; deed < by && tokens[verb].upos == Upos::VERB; ++deed) {
        if (tokens[deed].head == verb && tokens[deed].deprel == "obj" && tells_deed(tokens[deed].lemma) &&
            has_child(document, sentence.begin, verb, verb, {"nsubj"}) &&
            has_child(document, deed, by, deed, {"nmod"})) {
          tokens[doer].head = deed;
          tokens[doer].deprel = "nmod";
          break;
        }
      }
      continue;
    }
    if (tokens[doer].deprel != "nmod") {
      continue;
    }
    auto of = tokens[doer].head;
    if (of != no_token && !tells_deed(tokens[of].lemma)) {
      // "a series of strikes on the town by drones"
      for (auto t = of + 1; t < by; ++t) {
        if (tokens[t].head == of && tokens[t].deprel == "nmod" && tells_deed(tokens[t].lemma) &&
            is_marked(document, sentence.begin, t, "of")) {
          tokens[doer].head = t;
          of = no_token;
          break;
        }
      }
    }
    for (int steps = 0;
         steps < 3 && of != no_token && of < by && tokens[of].deprel == "nmod" && !tells_deed(tokens[of].lemma);
         ++steps) {
      const auto deed = tokens[of].head;
      const bool on = is_marked(document, sentence.begin, of, "on");
      if ((!on && !is_marked(document, sentence.begin, of, "of")) || deed == no_token || deed > of) {
        break;
      }
      if (tokens[deed].upos == Upos::NOUN && tells_deed(tokens[deed].lemma)) {
        tokens[doer].head = deed;
        break;
      }
      of = deed;
    }
  }
}

/// "Clashes took place between soldiers and rebels", with the two hung on "place": they belong to the verb.
void tie_taken_place(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto place = sentence.begin + 1; place < sentence.end; ++place) {
    const auto take = tokens[place].head;
    if (tokens[place].form != "place" || tokens[place].deprel != "obj" || take == no_token || take > place ||
        tokens[take].lemma != "take" || has_child(document, take, place, place, {"det", "nmod:poss", "amod"})) {
      continue;
    }
    for (auto t = place + 1; t < sentence.end; ++t) {
      if (tokens[t].head == place && tokens[t].deprel == "nmod") {
        tokens[t].head = take;
        tokens[t].deprel = "obl";
      }
    }
  }
}

/// "Liberation Tigers of Tamil Eelam fighters sank a boat", read as the Tigers of fighters: the fighters are the head,
/// and the name before them says whose.
void tie_fighters_of(Document& document, Sentence& sentence) {
  static constexpr std::array<std::string_view, 17> fighters = {
      "militant", "rebel",     "gunman", "fighter", "insurgent", "guerrilla",  "soldier",  "troop",    "jihadist",
      "activist", "supporter", "member", "militia", "terrorist", "separatist", "commando", "extremist"};
  auto& tokens = document.tokens;
  for (auto noun = sentence.begin + 3; noun < sentence.end; ++noun) {
    const auto last = noun - 1;
    if (tokens[noun].upos != Upos::NOUN || std::ranges::find(fighters, tokens[noun].lemma) == fighters.end() ||
        tokens[last].upos != Upos::PROPN || tokens[noun].deprel != "nmod") {
      continue;
    }
    // The names from the first one that something outside hangs on.
    auto name = tokens[noun].head;
    while (name != no_token && name >= sentence.begin && tokens[name].head != no_token && tokens[name].head < name &&
           tokens[name].deprel == "nmod" && tokens[name].upos == Upos::PROPN) {
      name = tokens[name].head;
    }
    if (name == no_token || name >= last || tokens[name].upos != Upos::PROPN) {
      continue;
    }
    const auto marker = std::find_if(tokens.begin() + name, tokens.begin() + noun, [&](const Token& c) {
      return c.deprel == "case" && (c.form == "of" || c.form == "for" || c.form == "in") &&
             (c.head == noun || c.head == last);
    });
    const bool named = std::all_of(tokens.begin() + name, tokens.begin() + noun, [](const Token& c) {
      return c.upos == Upos::PROPN || c.upos == Upos::ADJ || c.upos == Upos::ADP || c.upos == Upos::DET ||
             c.upos == Upos::PUNCT || c.upos == Upos::CCONJ || c.upos == Upos::PART;
    });
    if (marker == tokens.begin() + noun || !named) {
      continue;
    }
    const auto above = tokens[name].head;
    for (auto t = sentence.begin; t < sentence.end; ++t) {
      // Counts, articles and markers before the name, and what follows the fighters, are the fighters'.
      const bool before = t < name && tokens[t].head == name &&
                          (tokens[t].deprel == "case" || tokens[t].deprel == "det" || tokens[t].deprel == "nummod");
      if (before || (t > noun && tokens[t].head == name)) {
        tokens[t].head = noun;
      }
      if (t > name && t < noun && tokens[t].head == noun && t != last) {
        tokens[t].head = last;
      }
    }
    tokens[noun].head = above;
    tokens[noun].deprel = tokens[name].deprel;
    tokens[name].head = noun;
    tokens[name].deprel = "compound";
    if (tokens[last].head == noun) {
      tokens[last].head = name;
      tokens[last].deprel = "nmod";
    }
    if (sentence.root == name) {
      sentence.root = noun;
    }
  }
}

/// "a militant attack", "an insurgent ambush": the attack of those who are called so.
void name_attackers(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 9> attackers = {"militant",  "insurgent",    "guerrilla",
                                                                "extremist", "jihadist",     "separatist",
                                                                "terrorist", "secessionist", "jihadi"};
  static constexpr std::array<std::string_view, 8> attacks = {"attack",  "ambush",   "raid",      "assault",
                                                              "bombing", "shelling", "offensive", "strike"};
  auto& tokens = document.tokens;
  for (auto t = sentence.begin; t + 1 < sentence.end; ++t) {
    const auto attack = tokens[t].head;
    if (tokens[t].upos == Upos::ADJ && tokens[t].deprel == "amod" && attack != no_token && attack > t &&
        std::ranges::find(attackers, tokens[t].lemma) != attackers.end() &&
        std::ranges::find(attacks, tokens[attack].lemma) != attacks.end()) {
      tokens[t].upos = Upos::NOUN;
      tokens[t].feats = "Number=Sing";
      tokens[t].deprel = "compound";
    }
  }
}

/// "a visit by the Egyptian president to Asmara", "an attack by gunmen on his car": where to, on what and for what is
/// told of the deed, not of its doer.
void tie_directions(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 5> directions = {"to", "on", "for", "against", "over"};
  static constexpr std::array<std::string_view, 10> portfolios = {"minister", "ministry",   "secretary", "commissioner",
                                                                  "office",   "department", "committee", "group",
                                                                  "envoy",    "ambassador"};
  auto& tokens = document.tokens;
  for (auto by = sentence.begin + 1; by + 1 < sentence.end; ++by) {
    const auto doer = tokens[by].head;
    if (tokens[by].form != "by" || tokens[by].deprel != "case" || doer == no_token || doer < by ||
        tokens[doer].deprel != "nmod" || tokens[doer].head == no_token || tokens[doer].head > by ||
        tokens[tokens[doer].head].upos != Upos::NOUN ||
        std::ranges::find(portfolios, tokens[doer].lemma) != portfolios.end()) {
      continue;
    }
    for (auto t = doer + 2; t < sentence.end; ++t) {
      if (tokens[t].head != doer || tokens[t].deprel != "nmod") {
        continue;
      }
      const bool directed = std::ranges::any_of(
          directions, [&](std::string_view d) { return is_marked(document, sentence.begin, t, d); });
      if (directed) {
        tokens[t].head = tokens[doer].head;
      }
      break;  // what follows further on may hang on either
    }
  }
}

/// "With Israeli troops demolishing houses, families fled": the troops are the subject of what is told with "with".
void give_subject_of_with(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin + 2; verb < sentence.end; ++verb) {
    const auto above = tokens[verb].head;
    if (tokens[verb].upos != Upos::VERB || tokens[verb].deprel != "advcl" || above == no_token ||
        tokens[verb].feature("VerbForm") == "Fin" || tokens[verb].feature("VerbForm") == "Inf" ||
        has_subject(document, sentence.begin, verb, verb)) {
      continue;
    }
    std::uint32_t with = no_token;
    std::uint32_t subject = no_token;
    for (auto t = verb; t-- > sentence.begin;) {
      if (tokens[t].form == "," || tokens[t].upos == Upos::VERB) {
        break;
      }
      if (tokens[t].head == above && tokens[t].deprel == "obl") {
        subject = t;
      }
      if (tokens[t].form == "with" || tokens[t].form == "With") {
        with = t;
        break;
      }
    }
    // "reopens its border with Serbia, allowing": the border's
    const bool apart = with != no_token && (with == sentence.begin || tokens[with - 1].form == ",");
    if (!apart || subject == no_token || (tokens[with].head != subject && tokens[with].head != verb)) {
      continue;
    }
    const bool suffers = !tokens[verb].form.ends_with("ing") && !has_child(document, verb, sentence.end, verb, {"obj"});
    begin_clause(document, verb, with, subject, suffers ? "nsubj:pass" : "nsubj");
  }
}

/// "entered the town of Sebba, burned houses and took three men", read as burned houses beside Sebba: the second of
/// three pasts.
void join_middle_past(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto past = sentence.begin + 2; past + 2 < sentence.end; ++past) {
    const auto object = tokens[past].head;
    if (tokens[past].upos != Upos::VERB || tokens[past].deprel != "amod" || !tokens[past].form.ends_with("ed") ||
        tokens[past - 1].form != "," || object == no_token || object < past || tokens[object].deprel != "conj" ||
        has_child(document, sentence.begin, sentence.end, object, {"det"})) {
      continue;
    }
    auto first = tokens[object].head;
    while (first != no_token && tokens[first].upos != Upos::VERB) {
      first = tokens[first].head;
    }
    if (first == no_token || first > past || !is_past(tokens[first])) {
      continue;
    }
    const bool third = std::any_of(tokens.begin() + object, tokens.begin() + sentence.end, [&](const Token& word) {
      return word.head == first && word.deprel == "conj" && is_past(word);
    });
    if (third) {
      tokens[past].head = first;
      tokens[past].deprel = "conj";
      tokens[past].feats = tokens[first].feats;
      tokens[object].head = past;
      tokens[object].deprel = "obj";
      tokens[past - 1].head = past;
    }
  }
}

/// "The arrest in Cairo of a blogger": of whom it was, not whose the city is.
void tie_deed_to_its_object(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto whom = sentence.begin + 4; whom < sentence.end; ++whom) {
    const auto place = tokens[whom].head;
    if (tokens[whom].deprel != "nmod" || place == no_token || place > whom || tokens[place].upos != Upos::PROPN ||
        tokens[place].deprel != "nmod" || tokens[place].head > place || !is_marked(document, place, whom, "of") ||
        !is_marked(document, tokens[place].head, place, "in")) {
      continue;
    }
    if (tells_deed(tokens[tokens[place].head].lemma)) {
      tokens[whom].head = tokens[place].head;
    }
  }
}

/// "the bombing of a hospital that killed 42", "bombings in Kano mosques that killed 142": what kills is the bombing.
/// "A bomb exploded near a mosque killing 12": not the mosque.
void tie_killing_clauses(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin + 3; verb < sentence.end; ++verb) {
    const auto site = tokens[verb].head;
    if (tokens[verb].deprel == "acl" && tokens[verb].form.ends_with("ing") && tells_hurt(tokens[verb].lemma) &&
        site != no_token && site < verb && tokens[site].deprel == "obl" && tokens[site].head < site &&
        tokens[tokens[site].head].upos == Upos::VERB && has_child(document, verb, sentence.end, verb, {"obj"})) {
      tokens[verb].head = tokens[site].head;
      tokens[verb].deprel = "advcl";
      continue;
    }
    if (tokens[verb].deprel != "acl:relcl" || !tells_hurt(tokens[verb].lemma) || site == no_token || site > verb ||
        tokens[site].upos != Upos::NOUN || tokens[site].deprel != "nmod" ||
        !has_child(document, site, verb, verb, {"nsubj"}) || !has_child(document, verb, sentence.end, verb, {"obj"}) ||
        tells_deed(tokens[site].lemma) || is_means_of_attack(tokens[site].lemma)) {
      continue;
    }
    const bool who = std::any_of(tokens.begin() + site, tokens.begin() + verb, [&](const Token& pronoun) {
      return pronoun.head == verb && is_subject(pronoun) && (pronoun.form == "that" || pronoun.form == "which");
    });
    const auto deed = tokens[site].head;
    if (who && deed != no_token && deed < site && tokens[deed].upos == Upos::NOUN &&
        (tells_deed(tokens[deed].lemma) || tokens[deed].lemma == "blast")) {
      tokens[verb].head = deed;
    }
  }
}

/// "attacked at dawn with mortars", "took effect on Sunday between them": what stands behind a time of day or a day of
/// the week, but for "of", goes with the verb.
void tie_times_of_day(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 17> times = {
      "dawn",     "daybreak", "sunrise", "noon",      "midday",   "dusk",   "nightfall", "sunset", "night",
      "midnight", "Monday",   "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",  "Sunday"};
  auto& tokens = document.tokens;
  for (auto marker = sentence.begin + 1; marker < sentence.end; ++marker) {
    const auto phrase = tokens[marker].head;
    if (tokens[marker].deprel != "case" || phrase == no_token || phrase < marker || tokens[marker].form == "of" ||
        tokens[phrase].deprel != "nmod") {
      continue;
    }
    const auto time = tokens[phrase].head;
    if (time >= marker || std::find(times.begin(), times.end(), tokens[time].form) == times.end() ||
        tokens[time].deprel != "obl" || tokens[time].head == no_token || tokens[tokens[time].head].upos != Upos::VERB) {
      continue;
    }
    tokens[phrase].head = tokens[time].head;
    tokens[phrase].deprel = "obl";
  }
}

/// "ended the war between Baku and Yerevan": what is between two right behind an object is of the object, not of the
/// verb.
void tie_between(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto marker = sentence.begin + 1; marker < sentence.end; ++marker) {
    const auto phrase = tokens[marker].head;
    if (tokens[marker].deprel != "case" || phrase == no_token || phrase < marker ||
        lower_case(tokens[marker].form) != "between") {
      continue;
    }
    const bool alone = !has_child(document, phrase, sentence.end, phrase, {"conj"});
    for (auto t = phrase + 1; alone && t < sentence.end; ++t) {
      // "between the army, led by Burhan, and the militia": the other side is no other leader.
      const auto leader = tokens[t].head;
      if (tokens[t].deprel == "conj" && leader != no_token && leader > phrase && leader < t &&
          tokens[leader].deprel == "obl:agent" && tokens[tokens[leader].head].deprel == "acl" &&
          (tokens[tokens[leader].head].head == phrase || tokens[tokens[leader].head].head == tokens[phrase].head)) {
        tokens[t].head = phrase;
        break;
      }
    }
    const auto object = marker - 1;
    if (tokens[phrase].deprel == "obl" && tokens[object].deprel == "obj" && tokens[object].upos == Upos::NOUN &&
        tokens[object].head == tokens[phrase].head) {
      tokens[phrase].head = object;
      tokens[phrase].deprel = "nmod";
    }
  }
}

/// "Dozens killed as rebels overrun base": who overran is no "as rebels" beside the killing; and "when" in "when rebels
/// overran it" goes with the verb.
void tie_clauses(Document& document, const Sentence& sentence) {
  constexpr std::uint32_t farthest = 6;  // from a subject's head to its verb
  auto& tokens = document.tokens;
  const auto is_one_of = [](std::string_view form, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, form) != words.end();
  };
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    const auto noun = tokens[t].head;
    if (noun == no_token || noun < t || noun - t > farthest) {
      continue;
    }
    const auto form = lower_case(tokens[t].form);
    if (tokens[t].deprel == "advmod" && is_subject(tokens[noun]) && tokens[noun].head != no_token &&
        tokens[noun].head > noun && tokens[tokens[noun].head].deprel == "advcl" && is_one_of(form, {"when", "where"})) {
      tokens[t].head = tokens[noun].head;
      continue;
    }
    if (tokens[t].deprel != "case" || tokens[noun].deprel != "obl" ||
        !is_one_of(form, {"as", "after", "before", "until", "since"})) {
      continue;
    }
    for (auto verb = noun + 1; verb < std::min(sentence.end, noun + farthest); ++verb) {
      if (tokens[verb].upos != Upos::VERB || tokens[verb].deprel != "advcl" || tokens[verb].head != tokens[noun].head ||
          tokens[verb].feature("VerbForm") != "Fin") {
        continue;
      }
      if (!has_subject(document, noun + 1, verb, verb)) {
        tokens[noun].head = verb;
        tokens[noun].deprel = "nsubj";
        tokens[t].head = verb;
        tokens[t].deprel = "mark";
        tokens[t].upos = Upos::SCONJ;
      }
      break;
    }
  }
}

/// "said a convoy of trucks had set off", with the convoy hung on the verb of saying: a clause with an auxiliary has
/// its subject before it.
void give_subject_of_said(Document& document, const Sentence& sentence) {
  constexpr std::array<std::string_view, 12> saying = {"say",    "report", "claim",   "announce", "confirm", "believe",
                                                       "allege", "add",    "declare", "state",    "note",    "think"};
  auto& tokens = document.tokens;
  for (auto said = sentence.begin + 2; said < sentence.end; ++said) {
    const auto verb = tokens[said].head;
    if (tokens[said].deprel != "ccomp" || verb == no_token || verb > said ||
        std::ranges::find(saying, tokens[verb].lemma) == saying.end() ||
        !has_child(document, verb, said, said, {"aux", "aux:pass", "cop"}) ||
        has_subject(document, sentence.begin, sentence.end, said)) {
      continue;
    }
    for (auto t = verb + 1; t < said; ++t) {
      if (tokens[t].head == verb && tokens[t].deprel == "obj") {
        tokens[t].head = said;
        tokens[t].deprel = has_child(document, verb, said, said, {"aux:pass"}) ? "nsubj:pass" : "nsubj";
      }
    }
  }
}

/// "Dozens killed as rebels overrun base": a noun without a preposition between a conjunction and its verb, which has
/// no other subject, is that verb's, not the governing one's.
void give_subjects(Document& document, const Sentence& sentence) {
  constexpr std::uint32_t farthest = 6;
  auto& tokens = document.tokens;
  for (auto mark = sentence.begin; mark < sentence.end; ++mark) {
    const auto verb = tokens[mark].head;
    if (tokens[mark].deprel != "mark" || verb == no_token || verb < mark + 2 || verb - mark > farthest ||
        tokens[verb].upos != Upos::VERB || tokens[verb].feature("VerbForm") != "Fin" || tokens[verb].head == no_token) {
      continue;
    }
    auto noun = no_token;
    for (auto t = mark + 1; t < verb; ++t) {
      const bool nominal = tokens[t].upos == Upos::NOUN || tokens[t].upos == Upos::PROPN;
      if (nominal && tokens[t].head == tokens[verb].head && tokens[t].deprel == "obl" &&
          !has_child(document, mark + 1, t, t, {"case"})) {
        noun = t;
      }
    }
    if (noun != no_token && !has_subject(document, mark + 1, verb, verb)) {
      tokens[noun].head = verb;
      tokens[noun].deprel = "nsubj";
    }
  }
}

/// "Ten wounded after troops fire on crowd": what has a conjunction and a plural subject before it, and may be a verb,
/// is no noun.
void make_clauses(const Model& model, Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto mark = sentence.begin; mark < sentence.end; ++mark) {
    const auto noun = tokens[mark].head;
    if (tokens[mark].deprel != "mark" || tokens[mark].upos == Upos::PART || noun == no_token || noun < mark ||
        tokens[noun].upos != Upos::NOUN || tokens[noun].feature("Number") != "Sing" || tokens[noun].deprel != "obl") {
      continue;
    }
    bool subject = false;
    for (auto t = mark + 1; t < noun; ++t) {
      subject = subject || (tokens[t].head == noun && is_subject(tokens[t]) && tokens[t].feature("Number") == "Plur");
    }
    const bool copula = std::any_of(tokens.begin() + mark, tokens.begin() + noun,
                                    [&](const Token& c) { return c.head == noun && c.upos == Upos::AUX; });
    if (!subject || copula || (classes_of(model, tokens[noun].form) & lexicon_verb) == 0) {
      continue;
    }
    take_for_verb(tokens[noun]);
    tokens[noun].deprel = "advcl";
    for (auto t = noun + 1; t < sentence.end; ++t) {
      if (tokens[t].head == noun && tokens[t].deprel == "nmod") {
        tokens[t].deprel = "obl";
      }
    }
  }
}

/// "detained at least 17 men", read as where they did: "at least" bends the number, and a noun without a preposition of
/// its own is the verb's object.
void tie_at_least(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto number = sentence.begin + 2; number + 1 < sentence.end; ++number) {
    const auto noun = tokens[number].head;
    if (tokens[number].deprel != "nummod" || noun == no_token || noun < number || tokens[noun].deprel != "obl" ||
        (tokens[number - 1].form != "least" && tokens[number - 1].form != "most") ||
        lower_case(tokens[number - 2].form) != "at") {
      continue;
    }
    const auto verb = tokens[noun].head;
    const bool placed = std::any_of(tokens.begin() + sentence.begin, tokens.begin() + noun, [&](const Token& c) {
      return c.head == noun && c.deprel == "case" && c.form != "at";
    });
    const bool has_object = has_child(document, sentence.begin, sentence.end, verb, {"obj", "aux:pass"});
    if (verb != no_token && verb < number && tokens[verb].upos == Upos::VERB && !placed && !has_object) {
      tokens[noun].deprel = "obj";
    }
  }
}

/// "broke off the dialogue", read as where they broke; "called off the strike": the noun behind a verb and its particle
/// is the object.
void tie_particles(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 33> pairs = {{
      {"break", "off"},  {"call", "off"},  {"cut", "off"},   {"seal", "off"},  {"lay", "off"},    {"fight", "off"},
      {"set", "off"},    {"block", "off"}, {"ward", "off"},  {"fend", "off"},  {"shrug", "off"},  {"cordon", "off"},
      {"hand", "over"},  {"take", "over"}, {"turn", "over"}, {"sign", "over"}, {"carry", "out"},  {"rule", "out"},
      {"wipe", "out"},   {"round", "up"},  {"blow", "up"},   {"tear", "down"}, {"shoot", "down"}, {"turn", "down"},
      {"hand", "in"},    {"call", "in"},   {"turn", "in"},   {"call", "up"},   {"throw", "out"},  {"wave", "away"},
      {"wave", "aside"}, {"brush", "off"}, {"take", "in"},
  }};
  auto& tokens = document.tokens;
  for (auto particle = sentence.begin + 1; particle + 1 < sentence.end; ++particle) {
    const auto verb = particle - 1;
    if (tokens[verb].upos != Upos::VERB || tokens[particle].head == no_token) {
      continue;
    }
    const auto counted = tokens[particle].head;
    if (tokens[particle].form == "over" && tokens[counted].upos == Upos::NUM && counted > particle &&
        (tokens[verb].lemma == "hand" || tokens[verb].lemma == "turn") && tokens[counted].head != no_token &&
        tokens[tokens[counted].head].head == verb) {
      tokens[particle].head = verb;  // "handed over nine hostages": not more than nine
      tokens[particle].deprel = "compound:prt";
      continue;
    }
    const bool is_particle = tokens[particle].deprel == "compound:prt" && tokens[particle].head == verb;
    const bool is_case =
        tokens[particle].deprel == "case" && tokens[tokens[particle].head].head == verb &&
        std::ranges::find(pairs, std::pair(std::string_view(tokens[verb].lemma), tokens[particle].form)) != pairs.end();
    if (!is_particle && !is_case) {
      continue;
    }
    auto noun = is_case ? tokens[particle].head : particle + 1;
    while (is_particle && noun < sentence.end && (tokens[noun].head != verb || tokens[noun].deprel != "obl")) {
      ++noun;
    }
    if (noun < particle || noun >= sentence.end || has_child(document, particle + 1, noun, noun, {"case"})) {
      continue;
    }
    const bool has_object = has_child(document, sentence.begin, sentence.end, verb, {"obj", "aux:pass"});
    if (tokens[noun].deprel != "obj" && (tokens[noun].deprel != "obl" || has_object)) {
      continue;
    }
    tokens[particle].head = verb;
    tokens[particle].deprel = "compound:prt";
    tokens[noun].deprel = "obj";
  }
}

/// "gave the Maldives two boats", read as boats of one name: what stands before the number is who was given them.
void part_gifts_counted(Document& document, const Sentence& sentence) {
  constexpr std::array<std::string_view, 17> giving = {"give", "send", "lend",    "hand",  "grant", "offer",
                                                       "sell", "pay",  "owe",     "award", "bring", "leave",
                                                       "deny", "cost", "promise", "ship",  "fine"};
  auto& tokens = document.tokens;
  for (auto gift = sentence.begin + 3; gift < sentence.end; ++gift) {
    const auto verb = tokens[gift].head;
    if (tokens[gift].deprel != "obj" || tokens[gift].upos != Upos::NOUN || verb == no_token || verb > gift ||
        std::ranges::find(giving, tokens[verb].lemma) == giving.end()) {
      continue;
    }
    auto number = verb + 1;
    while (number < gift && tokens[number].upos != Upos::NUM) {
      ++number;
    }
    const auto given = number - 1;
    const bool named = number < gift && given > verb && tokens[given].upos == Upos::PROPN;
    if (!named || (tokens[given].head != gift && (tokens[given].head != verb || tokens[given].deprel != "obj"))) {
      continue;
    }
    for (auto t = verb + 1; t < given; ++t) {
      if (tokens[t].head == gift) {
        tokens[t].head = given;
      }
    }
    tokens[given].head = verb;
    tokens[given].deprel = "iobj";
  }
}

/// "gave the rebels two days to leave": what is given is the time.
void part_gifts_of_time(Document& document, const Sentence& sentence) {
  constexpr std::array<std::string_view, 8> spans = {"hour", "day",    "week",     "month",
                                                     "year", "minute", "deadline", "chance"};
  auto& tokens = document.tokens;
  for (auto time = sentence.begin + 2; time < sentence.end; ++time) {
    const auto verb = tokens[time].head;
    if (tokens[time].deprel != "obl:unmarked" || verb == no_token || verb > time ||
        (tokens[verb].lemma != "give" && tokens[verb].lemma != "allow" && tokens[verb].lemma != "grant") ||
        std::ranges::find(spans, tokens[time].lemma) == spans.end()) {
      continue;
    }
    const auto given = std::find_if(tokens.begin() + verb + 1, tokens.begin() + time,
                                    [&](const Token& c) { return c.head == verb && c.deprel == "obj"; });
    if (given != tokens.begin() + time) {
      given->deprel = "iobj";
      tokens[time].deprel = "obj";
    }
  }
}

/// "fired at students who marched there, injuring two": what hurts is told of the first verb, not of those who were
/// hit.
void tie_harm(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin + 2; verb < sentence.end; ++verb) {
    if (tokens[verb].deprel != "advcl" || tokens[verb - 1].form != "," || tokens[verb].feature("Tense") != "Pres" ||
        tokens[verb].feature("VerbForm") == "Fin" || !tells_hurt(tokens[verb].lemma)) {
      continue;
    }
    for (auto up = tokens[verb].head; up != no_token && up < verb; up = tokens[up].head) {
      if (tokens[up].deprel != "acl" && tokens[up].deprel != "acl:relcl") {
        continue;
      }
      if (has_child(document, sentence.begin, up, up, {"mark"})) {
        break;  // "denied claims that troops burned a village, killing nine": told of the burning
      }
      // The verb that governs the noun so described.
      auto above = tokens[up].head;
      while (above != no_token && tokens[above].upos != Upos::VERB) {
        above = tokens[above].head;
      }
      if (above != no_token && above < up) {
        tokens[verb].head = above;
      }
    }
  }
}

/// "opened fire to disperse protesters, killing two": beside the object of a verb that no infinitive completes an
/// infinitive is a purpose, and what follows it after a comma is told of the verb that was done.
void tie_purposes(Document& document, const Sentence& sentence) {
  constexpr std::array<std::string_view, 12> complete = {"open",   "hold",  "take", "use",  "fire",  "launch",
                                                         "impose", "stage", "set",  "seal", "close", "block"};
  auto& tokens = document.tokens;
  for (auto purpose = sentence.begin + 1; purpose < sentence.end; ++purpose) {
    const auto verb = tokens[purpose].head;
    if (tokens[purpose].upos != Upos::VERB || tokens[purpose].feature("VerbForm") != "Inf" || verb == no_token ||
        verb > purpose || tokens[verb].feature("VerbForm") != "Fin" ||
        std::ranges::find(complete, tokens[verb].lemma) == complete.end()) {
      continue;
    }
    if (!has_child(document, verb, purpose, verb, {"obj"}) ||
        (tokens[purpose].deprel != "xcomp" && tokens[purpose].deprel != "advcl")) {
      continue;
    }
    tokens[purpose].deprel = "advcl";
    for (auto t = purpose + 2; t < sentence.end; ++t) {
      if (tokens[t].head == purpose && tokens[t].deprel == "advcl" && tokens[t - 1].form == "," &&
          tokens[t].feature("VerbForm") != "Inf" && tokens[t].feature("Tense") == "Pres") {
        tokens[t].head = verb;
      }
    }
  }
}

/// Verbs of what is done to people and things, that take no rest without an object.
bool tells_harm(std::string_view lemma) {
  static constexpr std::array<std::string_view, 20> harm = {
      "kill", "injure",   "wound",    "hurt",    "maim",   "arrest", "detain",      "kidnap", "abduct",  "capture",
      "jail", "displace", "evacuate", "destroy", "damage", "torch",  "hospitalise", "behead", "execute", "imprison"};
  return std::ranges::find(harm, lemma) != harm.end();
}

/// "two were killed and 25 injured", "and two men injured": the second passive leaves out its auxiliary, and who stands
/// before it is its subject. "evacuated 38 wounded": people, counted.
void tie_gapped_passives(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin + 2; verb < sentence.end; ++verb) {
    const auto above = tokens[verb].head;
    if (tokens[verb].upos != Upos::VERB || above == no_token || above >= verb || !tells_harm(tokens[verb].lemma) ||
        tokens[verb].feature("Tense") != "Past") {
      continue;
    }
    const auto before = verb - 1;
    if (tokens[verb].deprel == "xcomp" && tokens[before].head == above && tokens[before].deprel == "obj" &&
        tokens[before].upos == Upos::NUM && tokens[above].lemma != "leave" && tokens[above].lemma != "find" &&
        tokens[above].lemma != "report") {
      tokens[verb].upos = Upos::NOUN;
      tokens[verb].deprel = "obj";
      tokens[verb].feats = "Number=Plur";
      tokens[before].head = verb;
      tokens[before].deprel = "nummod";
      continue;
    }
    // "six were killed and scores injured", read as a noun with a participle
    const auto first = tokens[above].head;
    const bool joined = tokens[above].deprel == "conj" || (tokens[above].deprel == "nsubj:pass" && first != no_token &&
                                                           first < above);  // "and hundreds others injured"
    if (tokens[verb].deprel == "acl" && above == before && joined && tokens[above].upos == Upos::NOUN &&
        first != no_token && first < above && has_child(document, sentence.begin, above, first, {"aux:pass"})) {
      tokens[verb].head = first;
      tokens[verb].deprel = "conj";
      tokens[above].head = verb;
      tokens[above].deprel = "nsubj:pass";
      for (auto t = first + 1; t < above; ++t) {
        if (tokens[t].head == above && tokens[t].deprel == "cc") {
          tokens[t].head = verb;
        }
      }
      continue;
    }
    const bool gapped =
        tokens[verb].deprel == "conj" &&
        (tokens[above].lemma == "leave" || has_child(document, sentence.begin, verb, above, {"aux:pass"})) &&
        !has_child(document, above, verb, verb, {"aux", "aux:pass", "obj"}) &&
        !has_child(document, verb, sentence.end, verb, {"obj"});
    if (!gapped) {
      continue;
    }
    // "15 were killed, 8 captured", with both numbers hung on the first
    if (tokens[before].upos == Upos::NUM && tokens[before].head == above && tokens[before].deprel == "nsubj:pass") {
      tokens[before].head = verb;
    }
    for (auto t = above + 1; t < verb; ++t) {
      const auto& relation = tokens[t].deprel;
      const bool counted = t == before && (relation == "nummod" || (relation == "det" && tokens[t].form == "another"));
      if (tokens[t].head == verb && (counted || relation == "nsubj")) {
        tokens[t].deprel = "nsubj:pass";
        tokens[verb].feats = "Tense=Past|VerbForm=Part";
      }
    }
  }
}

/// "14 killed, others injured after a bomber blew himself up", with a participle of "others", whom the tree makes do
/// what the bomber does: the others are injured, and the bomber does it.
void part_hurt_from_doer(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 3> conjunctions = {"after", "when", "as"};
  auto& tokens = document.tokens;
  for (auto hurt = sentence.begin + 1; hurt + 2 < sentence.end; ++hurt) {
    const auto people = hurt - 1;
    const auto act = tokens[people].head;
    const bool told_hurt =
        tells_hurt(tokens[hurt].lemma) && tokens[hurt].deprel == "acl" && tokens[hurt].head == people;
    if (told_hurt && is_subject(tokens[people]) && act != no_token && act > hurt && tokens[act].deprel == "advcl" &&
        tokens[act].head != no_token && tokens[act].head < people) {
      // "were killed and 75 others injured as a fire erupts", with two subjects of the fire's
      const auto doer = subject_before(document, sentence, act, act);
      if (doer != no_token && doer > hurt) {
        tokens[hurt].head = tokens[act].head;
        tokens[hurt].deprel = "conj";
        tokens[people].head = hurt;
        tokens[people].deprel = "nsubj:pass";
      }
      continue;
    }
    if (!told_hurt || !is_subject(tokens[people]) || act == no_token || act < hurt || tokens[act].deprel != "conj" ||
        std::ranges::find(conjunctions, tokens[hurt + 1].form) == conjunctions.end()) {
      continue;
    }
    const auto marker = hurt + 1;
    const auto doer = tokens[marker].head;
    const auto first = tokens[act].head;
    if (doer == no_token || doer <= marker || doer >= act || tokens[doer].head != hurt || first == no_token ||
        first > people || tokens[first].upos != Upos::VERB) {
      continue;
    }
    tokens[hurt].head = first;
    tokens[hurt].deprel = "conj";
    tokens[people].head = hurt;
    tokens[people].deprel = "nsubj:pass";
    for (auto t = first + 1; t < people; ++t) {
      tokens[t].head = tokens[t].head == act ? hurt : tokens[t].head;
    }
    tokens[act].head = hurt;
    tokens[act].deprel = "advcl";
    begin_clause(document, act, marker, doer, "nsubj");
  }
}

/// "The agency reports two missiles struck the airport": a participle has no object, so what was struck is told in a
/// clause, of which the missiles are the subject.
void tell_reported(Document& document, const Sentence& sentence) {
  // What happens has no object: "claims a shootout occurred".
  const auto happens = [](std::string_view lemma) {
    return lemma == "occur" || lemma == "happen" || lemma == "erupt" || lemma == "explode";
  };
  static constexpr std::array<std::string_view, 9> telling = {"say",   "report", "claim",  "announce", "confirm",
                                                              "state", "allege", "reveal", "add"};
  auto& tokens = document.tokens;
  for (auto act = sentence.begin + 2; act < sentence.end; ++act) {
    const auto doer = tokens[act].head;
    if (tokens[act].upos != Upos::VERB || tokens[act].deprel != "acl" || doer == no_token || doer > act ||
        tokens[doer].deprel != "obj" || tokens[act].form.ends_with("ing") || tokens[act].feature("Tense") != "Past" ||
        !(has_child(document, act, sentence.end, act, {"obj"}) || happens(tokens[act].lemma)) ||
        has_child(document, sentence.begin, act, act, {"aux", "aux:pass", "mark"})) {
      continue;
    }
    const auto teller = tokens[doer].head;
    if (teller == no_token || teller > doer || std::ranges::find(telling, tokens[teller].lemma) == telling.end()) {
      continue;
    }
    tokens[act].head = teller;
    tokens[act].deprel = "ccomp";
    tokens[act].feats = plural_past;
    tokens[doer].head = act;
    tokens[doer].deprel = "nsubj";
  }
}

/// "14 are killed and 20 others wounded in an attack": where, when and by what people were hurt is told of both; it
/// stands behind the last of them and belongs to the first, as what conjuncts share does.
void share_circumstances(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  const auto hurts = [&](std::uint32_t verb) {
    return tokens[verb].upos == Upos::VERB && tells_hurt(tokens[verb].lemma) &&
           has_child(document, sentence.begin, verb, verb, {"nsubj:pass"});
  };
  for (auto last = sentence.begin + 2; last + 1 < sentence.end; ++last) {
    const auto first = tokens[last].head;
    if (tokens[last].deprel != "conj" || first == no_token || first > last || !hurts(first) || !hurts(last)) {
      continue;
    }
    const auto is_circumstance = [&](std::uint32_t t, std::uint32_t verb) {
      const auto& relation = tokens[t].deprel;
      return tokens[t].head == verb &&
             (relation == "obl" || relation == "obl:agent" || relation == "advcl" || relation == "obl:unmarked");
    };
    bool own = false;  // "seven were killed in Gao and two wounded in Kidal"
    for (auto t = first + 1; t < last; ++t) {
      own = own || is_circumstance(t, first);
    }
    for (auto t = last + 1; t < sentence.end && !own; ++t) {
      tokens[t].head = is_circumstance(t, last) ? first : tokens[t].head;
    }
  }
}

/// "repeated its call for Chad to withdraw": the infinitive tells what is called for, and its subject stands behind
/// "for".
void tie_asked(Document& document, const Sentence& sentence) {
  constexpr std::array<std::string_view, 12> asking = {"call",     "appeal",   "demand",   "plea",
                                                       "request",  "petition", "order",    "deadline",
                                                       "proposal", "plan",     "pressure", "ultimatum"};
  auto& tokens = document.tokens;
  for (auto mark = sentence.begin + 1; mark + 3 < sentence.end; ++mark) {
    const auto noun = mark - 1;
    const auto subject = tokens[mark].head;
    if (tokens[mark].lemma != "for" || tokens[noun].upos != Upos::NOUN || subject == no_token || subject < mark ||
        tokens[subject].deprel != "obl" || tokens[subject].head != tokens[noun].head ||
        std::ranges::find(asking, tokens[noun].lemma) == asking.end()) {
      continue;
    }
    // What lies between the subject and "to" belongs to the subject.
    auto to = subject + 1;
    while (to < sentence.end && tokens[to].head >= mark && tokens[to].head < to) {
      ++to;
    }
    const auto act = to < sentence.end && tokens[to].form == "to" ? tokens[to].head : no_token;
    if (act == no_token || tokens[act].head != tokens[noun].head || tokens[act].feature("VerbForm") != "Inf") {
      continue;
    }
    tokens[act].head = noun;
    tokens[act].deprel = "acl";
    tokens[subject].head = act;
    tokens[subject].deprel = "nsubj";
    tokens[mark].head = act;
    tokens[mark].deprel = "mark";
  }
}

/// "died after a bomb exploded in a market": what explodes does it itself, so this is a clause.
void make_after_clauses(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 13> own = {"explode", "erupt",    "detonate", "collapse", "crash",
                                                           "capsize", "emerge",   "occur",    "happen",   "arrive",
                                                           "collide", "overturn", "derail"};
  auto& tokens = document.tokens;
  for (auto t = sentence.begin + 2; t < sentence.end; ++t) {
    auto noun = tokens[t].head;
    // "killed after a train collided with a truck", with both hung on the killing.
    const bool beside = tokens[t].deprel == "advcl" && noun != no_token && noun < t && tokens[t - 1].head == noun &&
                        tokens[t - 1].deprel == "obl";
    if (beside) {
      noun = t - 1;
    }
    if ((tokens[t].deprel != "acl" && !beside) || tokens[t].upos != Upos::VERB ||
        tokens[t].feature("VerbForm") == "Ger" || noun == no_token || noun > t || tokens[noun].deprel != "obl" ||
        tokens[noun].head == no_token || tokens[noun].head > noun ||
        std::ranges::find(own, tokens[t].lemma) == own.end() || !tokens[t].form.ends_with("ed") ||
        has_child(document, sentence.begin, sentence.end, t, {"aux", "aux:pass", "obj"})) {
      continue;
    }
    auto marker = noun;
    while (marker > sentence.begin && (tokens[marker].head != noun || tokens[marker].deprel != "case")) {
      --marker;
    }
    if (tokens[marker].form != "after" && tokens[marker].form != "before" && tokens[marker].form != "as") {
      continue;
    }
    tokens[t].head = tokens[noun].head;
    tokens[t].deprel = "advcl";
    tokens[t].feats = singular_past;
    begin_clause(document, t, marker, noun, "nsubj");
  }
}

/// "after a bomb hit their vehicle": what has a conjunction and no "to" is no infinitive, and the noun right before it
/// is its subject.
void make_bare_pasts(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin + 2; verb < sentence.end; ++verb) {
    const auto subject = verb - 1;
    if (tokens[verb].upos != Upos::VERB || tokens[verb].feature("VerbForm") != "Inf" || tokens[verb].head == no_token ||
        tokens[subject].head != tokens[verb].head || tokens[subject].upos != Upos::NOUN ||
        tokens[subject].deprel != "obl" || has_subject(document, sentence.begin, verb, verb) ||
        has_child(document, sentence.begin, subject, subject, {"case"})) {
      continue;
    }
    const bool clause = std::any_of(tokens.begin() + sentence.begin, tokens.begin() + subject, [&](const Token& mark) {
      return mark.head == verb && mark.deprel == "mark" && is_time_conjunction(mark.form);
    });
    if (clause) {
      tokens[verb].feats = singular_past;
      tokens[subject].head = verb;
      tokens[subject].deprel = "nsubj";
    }
  }
}

/// "as the army and the rebels exchange gunfire", read as what they are as: of two, the second with a noun of both,
/// which the lists have as a verb.
void make_clauses_of_two(const Model& model, Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto object = sentence.begin + 5; object < sentence.end; ++object) {
    const auto verb = object - 1;
    const auto first = tokens[object].head;
    if (tokens[object].deprel != "conj" || first == no_token || first > verb || tokens[verb].head != object ||
        tokens[verb].deprel != "compound" || tokens[verb].upos != Upos::NOUN ||
        tokens[verb].feature("Number") == "Plur" || tokens[first].head == no_token || tokens[first].head > first ||
        (!is_marked(document, sentence.begin, first, "as") && !is_marked(document, sentence.begin, first, "while")) ||
        (classes_of(model, lower_case(tokens[verb].form)) & lexicon_verb) == 0) {
      continue;
    }
    const auto second = verb - 1;
    if ((tokens[second].head != object && tokens[second].head != verb) || tokens[second].deprel != "compound") {
      continue;
    }
    for (auto t = first; t < second; ++t) {
      if (tokens[t].head == object) {
        tokens[t].head = second;
      }
    }
    for (auto t = sentence.begin; t < first; ++t) {
      if (tokens[t].head == first && tokens[t].deprel == "case") {
        tokens[t].head = verb;
        tokens[t].deprel = "mark";
        tokens[t].upos = Upos::SCONJ;
      }
    }
    take_for_verb(tokens[verb]);
    tokens[verb].head = tokens[first].head;
    tokens[verb].deprel = "advcl";
    tokens[first].head = verb;
    tokens[first].deprel = "nsubj";
    tokens[second].head = first;
    tokens[second].deprel = "conj";
    tokens[object].head = verb;
    tokens[object].deprel = "obj";
  }
}

/// "Theresa May visited Japan": a past has no "may" before it.
void name_may(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto t = sentence.begin + 1; t + 1 < sentence.end; ++t) {
    const auto verb = tokens[t].head;
    auto& before = tokens[t - 1];
    if (tokens[t].form != "May" || tokens[t].deprel != "aux" || before.upos != Upos::PROPN || verb == no_token ||
        before.head != verb || tokens[verb].feature("Tense") != "Past" ||
        has_child(document, t + 1, verb, verb, {"aux", "aux:pass", "cop"})) {
      continue;
    }
    tokens[verb].feats = singular_past;
    tokens[t].upos = Upos::PROPN;
    tokens[t].lemma = "May";
    tokens[t].feats = "Number=Sing";
    tokens[t].head = t - 1;
    tokens[t].deprel = "flat";
  }
}

void take_for_noun(Token& token) {
  token.upos = Upos::NOUN;
  token.lemma = lower_case(token.form);
  token.feats = "Number=Sing";
}

/// Makes the noun before a noun its compound: what hung on the first hangs on the second.
void make_compound(Document& document, const Sentence& sentence, std::uint32_t first, std::uint32_t second) {
  auto& tokens = document.tokens;
  tokens[second].head = tokens[first].head;
  tokens[second].deprel = tokens[first].deprel;
  take_for_noun(tokens[second]);
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    if (t != second && (tokens[t].head == first || tokens[t].head == second)) {
      tokens[t].head = second;
      if (tokens[t].deprel == "obl" || tokens[t].deprel == "obl:agent") {
        tokens[t].deprel = "nmod";
      }
    }
  }
  tokens[first].head = second;
  tokens[first].deprel = "compound";
}

/// "killed by a suicide bombing", read as by a suicide and a bombing: two nouns under one preposition are one; and so
/// are the object and the noun right behind it that is no time: "staged a flag march".
void join_nouns(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 8> times = {"today", "tomorrow", "yesterday", "tonight",
                                                            "day",   "time",     "morning",   "night"};
  auto& tokens = document.tokens;
  for (auto first = sentence.begin + 1; first + 1 < sentence.end; ++first) {
    const auto second = first + 1;
    if (tokens[first].upos != Upos::NOUN || tokens[second].upos != Upos::NOUN || tokens[first].head == no_token ||
        tokens[first].head >= first || tokens[first].head != tokens[second].head ||
        has_child(document, first, sentence.end, second, {"case", "det", "nummod"})) {
      continue;
    }
    const bool one_preposition = tokens[first].deprel == tokens[second].deprel &&
                                 tokens[first].deprel.starts_with("obl") &&
                                 has_child(document, sentence.begin, first, first, {"case"});
    const bool object = tokens[first].deprel == "obj" && tokens[second].deprel == "obl:unmarked" &&
                        tokens[first].feature("Number") == "Sing" &&
                        std::ranges::find(times, tokens[second].lemma) == times.end();
    if (one_preposition || object) {
      make_compound(document, sentence, first, second);
    }
  }
}

/// Bodies of armed people that are named by a singular or by "police".
bool is_armed_body(std::string_view lemma) {
  static constexpr std::array<std::string_view, 6> bodies = {"police", "army", "military", "navy", "militia", "regime"};
  return std::ranges::find(bodies, lemma) != bodies.end();
}

/// "died in police firing", "the army shelling of the camp", read as police who fire: a deed named by who does it,
/// where nobody is seen or heard as he does it.
bool is_deed_of_body(const Document& document, const Sentence& sentence, std::uint32_t gerund) {
  static constexpr std::array<std::string_view, 4> deeds = {"firing", "shooting", "shelling", "bombing"};
  static constexpr std::array<std::string_view, 12> senses = {"see",  "watch", "show", "hear", "film", "catch",
                                                              "have", "find",  "get",  "keep", "spot", "photograph"};
  const auto& tokens = document.tokens;
  const auto& word = tokens[gerund];
  if (gerund == sentence.begin || !is_armed_body(tokens[gerund - 1].lemma) ||
      std::ranges::find(deeds, word.form) == deeds.end() ||
      has_child(document, sentence.begin, sentence.end, gerund, {"obj", "aux", "nsubj", "compound:prt"})) {
    return false;
  }
  const auto& body = tokens[gerund - 1];
  const bool of_body = (word.deprel == "acl" && word.head == gerund - 1) || body.head == gerund;
  const bool beside_body =
      (word.deprel == "advcl" || word.deprel == "xcomp" || word.deprel == "acl") && word.head == body.head;
  return (of_body || beside_body) && body.head != no_token && (body.deprel != "nsubj" || of_body) &&
         std::ranges::find(senses, tokens[body.head].lemma) == senses.end();
}

/// Makes a gerund the noun of a deed: the conjunction before it is a preposition, and who stands behind "by", "on" or
/// "in" belongs to it.
void make_deed_noun(Document& document, const Sentence& sentence, std::uint32_t gerund) {
  auto& tokens = document.tokens;
  take_for_noun(tokens[gerund]);
  if (tokens[gerund].deprel == "advcl") {
    tokens[gerund].deprel = "obl";
  } else if (tokens[gerund].deprel == "acl") {
    tokens[gerund].deprel = "nmod";
  }
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    if (tokens[t].head != gerund) {
      continue;
    }
    if (tokens[t].deprel == "mark") {
      tokens[t].deprel = "case";
      tokens[t].upos = Upos::ADP;
    } else if (t > gerund && tokens[t].deprel.starts_with("obl")) {
      tokens[t].deprel = "nmod";
    }
  }
}

/// "killed in shelling by the army": of a noun that is no predicate the phrase with "by" is its modifier.
void hang_doer_on_noun(Document& document, const Sentence& sentence, std::uint32_t noun) {
  if (has_child(document, sentence.begin, sentence.end, noun, {"cop", "nsubj"})) {
    return;
  }
  for (auto t = noun + 1; t < sentence.end; ++t) {
    if (document.tokens[t].head == noun && document.tokens[t].deprel == "obl:agent") {
      document.tokens[t].deprel = "nmod";
    }
  }
}

/// "Fighting broke out between the army and the militia", "were injured by shelling": a noun, not the act of one who
/// fights; so is "bombing" in "a suicide car bombing near a market", and "firing" in "died in police firing".
void name_violence(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 8> violence = {"fighting", "shelling", "bombing", "looting",
                                                               "rioting",  "shooting", "firing",  "skirmishing"};
  auto& tokens = document.tokens;
  for (auto t = sentence.begin; t + 1 < sentence.end; ++t) {
    if (!tokens[t].form.ends_with("ing")) {
      continue;
    }
    const auto form = lower_case(tokens[t].form);
    if (tokens[t].upos == Upos::NOUN && tokens[t].deprel != "acl" &&
        std::ranges::find(violence, form) != violence.end()) {
      hang_doer_on_noun(document, sentence, t);
      continue;
    }
    if (tokens[t].upos != Upos::VERB && tokens[t].deprel != "acl") {
      continue;
    }
    const auto verb = tokens[t].head;
    if (tokens[t].deprel == "acl" && verb != no_token && verb + 1 == t && is_means_of_attack(tokens[verb].lemma) &&
        (form == "bombing" || form == "shooting" || form == "ramming" || form == "stabbing") &&
        !has_child(document, t, sentence.end, t, {"obj"})) {
      make_compound(document, sentence, verb, t);
      continue;
    }
    if (is_deed_of_body(document, sentence, t)) {
      if (tokens[t - 1].head == t) {
        make_deed_noun(document, sentence, t);
      } else {
        make_compound(document, sentence, t - 1, t);
      }
      continue;
    }
    const bool subject = (tokens[t].deprel == "csubj" || tokens[t].deprel == "nsubj") && verb != no_token && verb > t;
    const bool phrase = (tokens[t].deprel == "advcl" || tokens[t].deprel == "obl") && t > sentence.begin &&
                        tokens[t - 1].head == t && tokens[t - 1].deprel == "mark" &&
                        (tokens[t - 1].form == "by" || tokens[t - 1].form == "in");
    if ((!subject && !phrase) || std::ranges::find(violence, form) == violence.end() ||
        has_child(document, sentence.begin, sentence.end, t, {"obj", "aux"})) {
      continue;
    }
    make_deed_noun(document, sentence, t);
    tokens[t].deprel = subject ? "nsubj" : "obl";
  }
}

/// "urged both sides to respect the truce": the infinitive is what they are urged to do, no clause about them.
void tie_urged(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 22> urging = {
      "urge",      "ask",     "order",  "tell",     "force",   "allow",   "invite", "warn",
      "persuade",  "press",   "compel", "instruct", "require", "oblige",  "advise", "authorise",
      "authorize", "implore", "enable", "permit",   "direct",  "convince"};
  static constexpr std::array<std::string_view, 18> told = {
      "permission", "right", "leave", "chance",  "opportunity", "plan", "decision", "power", "authority",
      "effort",     "law",   "bill",  "measure", "time",        "way",  "step",     "move",  "order"};
  auto& tokens = document.tokens;
  for (auto t = sentence.begin + 2; t < sentence.end; ++t) {
    const auto whom = tokens[t].head;
    if (tokens[t].deprel != "acl" || tokens[t].feature("VerbForm") != "Inf" || tokens[t - 1].form != "to" ||
        whom == no_token || whom > t || (tokens[whom].deprel != "obj" && tokens[whom].deprel != "iobj") ||
        std::ranges::find(told, tokens[whom].lemma) != told.end()) {
      continue;
    }
    const auto verb = tokens[whom].head;
    if (verb != no_token && verb < whom && std::ranges::find(urging, tokens[verb].lemma) != urging.end()) {
      tokens[t].head = verb;
      tokens[t].deprel = "xcomp";
    }
  }
}

/// "to ask for a truce, but most importantly to offer aid": what goes on is the second infinitive, not its adverb.
void tie_infinitives(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    const auto adverb = tokens[t].head;
    if (tokens[t].upos != Upos::VERB || tokens[t].feature("VerbForm") != "Inf" || adverb == no_token || adverb > t ||
        tokens[adverb].upos != Upos::ADV || tokens[adverb].deprel != "conj") {
      continue;
    }
    const auto first = tokens[adverb].head;
    if (first == no_token || tokens[first].feature("VerbForm") != "Inf") {
      continue;
    }
    constexpr std::uint32_t farthest = 64;  // behind; before `first` nothing hangs on the adverb
    for (auto c = first; c < std::min(sentence.end, t + farthest); ++c) {
      if (tokens[c].head == adverb && c != t && tokens[c].deprel != "advmod") {
        tokens[c].head = t;
      }
    }
    tokens[t].head = first;
    tokens[t].deprel = "conj";
    tokens[adverb].head = t;
    tokens[adverb].deprel = "advmod";
  }
}

/// "Peru's navy test-fired a missile", read as a firing by a test: what stood before the noun is the subject.
void give_subject_of_hyphened(Document& document, const Sentence& sentence, std::uint32_t noun, std::uint32_t verb) {
  auto& tokens = document.tokens;
  auto subject = no_token;
  for (auto t = sentence.begin; t < noun; ++t) {
    const bool nominal = tokens[t].upos == Upos::NOUN || tokens[t].upos == Upos::PROPN;
    if (tokens[t].head == noun && nominal && (tokens[t].deprel == "compound" || tokens[t].deprel == "flat")) {
      subject = t;
    }
  }
  tokens[noun].deprel = "compound";
  if (subject == no_token) {
    return;
  }
  for (auto t = sentence.begin; t < noun; ++t) {
    if (tokens[t].head == noun && t != subject) {
      tokens[t].head = subject;
    }
  }
  tokens[subject].head = verb;
  tokens[subject].deprel = "nsubj";
}

/// "Police tortured students.", "The Red Cross vaccinated refugees.", read as tortured ones: in a full sentence whose
/// root would be a noun, what stands behind a plural without article or behind a name is its verb.
void find_bare_past(Document& document, Sentence& sentence) {
  auto& tokens = document.tokens;
  const auto root = sentence.root;
  if (tokens[root].upos != Upos::NOUN || root < sentence.begin + 2 || !is_full_sentence(document, sentence)) {
    return;
  }
  for (auto verb = sentence.begin + 1; verb < root; ++verb) {
    const auto doer = verb - 1;
    if (tokens[verb].head != root || tokens[verb].deprel != "amod" || tokens[verb].upos != Upos::VERB ||
        tokens[verb].feature("Tense") != "Past" || tokens[doer].head != root || tokens[doer].deprel != "compound" ||
        has_child(document, sentence.begin, sentence.end, root, {"cop", "nsubj", "case"})) {
      continue;
    }
    const bool plural = tokens[doer].upos == Upos::NOUN && is_plural(tokens[doer]) &&
                        !has_child(document, sentence.begin, sentence.end, root, {"det"});
    const bool name = tokens[doer].upos == Upos::PROPN && !has_child(document, doer, root, root, {"det"});
    if (!plural && !name) {
      continue;
    }
    make_root(document, sentence, verb, "obj");
    tokens[verb].feats = finite_past;
    tokens[doer].head = verb;
    tokens[doer].deprel = "nsubj";
    for (auto t = sentence.begin; t < doer; ++t) {
      if (tokens[t].head == root) {
        tokens[t].head = doer;
      }
    }
    for (auto t = root + 1; t < sentence.end; ++t) {
      if (tokens[t].head == root && tokens[t].deprel != "nmod") {
        tokens[t].head = verb;
      }
    }
    return;
  }
}

/// "Soldiers (had) gang-raped women", read as women who were: with someone before it who does it, the participle is
/// what was done.
void find_hyphened_deed(Document& document, Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin + 3; verb + 1 < sentence.end; ++verb) {
    const auto object = tokens[verb].head;
    const auto before = verb - 3;
    if (tokens[verb].upos != Upos::VERB || tokens[verb].deprel != "amod" || tokens[verb].feature("Tense") != "Past" ||
        tokens[verb - 1].form != "-" || tokens[verb - 2].upos != Upos::NOUN || object == no_token || object < verb) {
      continue;
    }
    const bool had = tokens[before].lemma == "have" && tokens[object].head == before && tokens[object].deprel == "obj";
    const bool doer = tokens[before].upos == Upos::NOUN && tokens[before].head == object &&
                      (tokens[before].deprel == "compound" || tokens[before].deprel == "nsubj") &&
                      is_plural(tokens[before]);
    if (had) {
      for (auto t = sentence.begin; t < sentence.end; ++t) {
        if (tokens[t].head == before) {
          tokens[t].head = verb;
        }
      }
      tokens[verb].head = tokens[before].head;
      tokens[verb].deprel = tokens[before].deprel;
      tokens[before].head = verb;
      tokens[before].deprel = "aux";
      tokens[before].upos = Upos::AUX;
      tokens[object].head = verb;
      tokens[verb].feats = "Tense=Past|VerbForm=Part";
      if (sentence.root == before) {
        sentence.root = verb;
      }
    } else if (doer && object == sentence.root) {
      make_root(document, sentence, verb, "obj");
      tokens[verb].feats = finite_past;
      tokens[before].head = verb;
      tokens[before].deprel = "nsubj";
    } else {
      continue;
    }
    tokens[verb - 2].head = verb;
    tokens[verb - 2].deprel = "compound";
    tokens[verb - 1].head = verb;
  }
}

/// "Saudi-led forces": what stands before the hyphen of a participle is its compound, never a measure of time or size.
/// "test fires" is one verb without a hyphen too.
void tie_hyphened(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (std::uint32_t t = sentence.begin + 1; t + 1 < sentence.end; ++t) {
    const auto& verb = tokens[t + 1];
    if (tokens[t].form == "test" && tokens[t].head == t + 1 && is_subject(tokens[t]) && verb.upos == Upos::VERB &&
        (verb.lemma == "fire" || verb.lemma == "launch" || verb.lemma == "fly")) {
      give_subject_of_hyphened(document, sentence, t, t + 1);
    }
  }
  for (std::uint32_t t = sentence.begin; t + 2 < sentence.end; ++t) {
    if (tokens[t].head != t + 2 || tokens[t + 1].form != "-") {
      continue;
    }
    if (tokens[t].deprel == "obl:unmarked" && (tokens[t].upos == Upos::PROPN || tokens[t].upos == Upos::ADJ) &&
        tokens[t + 2].deprel == "amod") {
      tokens[t].deprel = "compound";
    }
    if (tokens[t].deprel == "nsubj" && tokens[t].upos == Upos::NOUN && tokens[t + 2].upos == Upos::VERB &&
        !tokens[t].space_after && !tokens[t + 1].space_after) {
      give_subject_of_hyphened(document, sentence, t, t + 2);
    }
  }
}

/// "They closed the road and troops fired on them.", read as "the road and troops": a clause goes on with a
/// conjunction, so where the only one stands before the noun, the noun is the verb's subject and the conjunction joins
/// clauses.
void part_joined_clauses(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  const auto nominal = [&](std::uint32_t t) {
    return tokens[t].upos == Upos::NOUN || tokens[t].upos == Upos::PROPN || tokens[t].upos == Upos::PRON;
  };
  for (auto verb = sentence.begin + 3; verb < sentence.end; ++verb) {
    if (tokens[verb].upos != Upos::VERB) {
      continue;
    }
    auto last = verb - 1;
    while (last > sentence.begin && tokens[last].head == verb &&
           (tokens[last].upos == Upos::ADV || tokens[last].upos == Upos::AUX)) {
      --last;
    }
    // The noun that ends there, and its conjunction.
    auto noun = last;
    while (tokens[noun].head != no_token && tokens[noun].head >= sentence.begin && tokens[noun].deprel != "conj" &&
           tokens[noun].head < verb && tokens[noun].upos != Upos::VERB) {
      noun = tokens[noun].head;
    }
    if (tokens[noun].deprel != "conj" || !nominal(noun) || tokens[noun].head > noun ||
        has_subject(document, sentence.begin, sentence.end, verb)) {
      continue;
    }
    const bool finite = tokens[verb].feature("VerbForm") == "Fin";
    const auto first = tokens[noun].head;
    auto conjunction = no_token;
    for (auto t = first + 1; t < noun; ++t) {
      const bool joins = tokens[t].deprel == "cc" && (tokens[t].head == noun || tokens[t].head == verb);
      conjunction = joins ? t : conjunction;
    }
    const bool goes_on = tokens[verb].deprel == "conj" && finite && tokens[verb].head < conjunction &&
                         std::none_of(tokens.begin() + last + 1, tokens.begin() + verb,
                                      [&](const Token& c) { return c.deprel == "cc"; });
    const bool has_object = has_child(document, verb, sentence.end, verb, {"obj"});
    const bool told_of_noun = tokens[verb].deprel == "acl" &&
                              ((tokens[verb].head == noun && has_object) || (finite && tokens[verb].head >= first));
    if (conjunction == no_token || !(goes_on || told_of_noun)) {
      continue;
    }
    auto governor = first;
    while (governor != no_token &&
           (tokens[governor].upos != Upos::VERB || tokens[governor].feature("VerbForm") != "Fin")) {
      governor = tokens[governor].head;
    }
    if (governor == no_token || governor > conjunction) {
      continue;
    }
    if (told_of_noun) {
      tokens[verb].head = governor;
      tokens[verb].deprel = "conj";
      if (!finite) {
        tokens[verb].feats = tokens[noun].feature("Number") == "Plur" ? plural_past : singular_past;
      }
    }
    tokens[noun].head = verb;
    tokens[noun].deprel = "nsubj";
    tokens[conjunction].head = verb;
  }
}

/// Verbs of what is said and done in words: in the past they go on from another verb of saying.
bool tells_words(std::string_view lemma) {
  static constexpr std::array<std::string_view, 48> words = {
      "accuse",  "add",      "admit",   "agree",     "announce",  "appeal",    "argue",   "ask",    "blame",    "call",
      "claim",   "concede",  "condemn", "criticise", "criticize", "declare",   "decline", "demand", "denounce", "deny",
      "deplore", "describe", "dismiss", "express",   "hail",      "insist",    "invite",  "note",   "offer",    "order",
      "pledge",  "praise",   "promise", "propose",   "refuse",    "reiterate", "reject",  "repeat", "request",  "say",
      "stress",  "tell",     "thank",   "threaten",  "urge",      "voice",     "vow",     "warn"};
  return std::find(words.begin(), words.end(), lemma) != words.end();
}

/// "said jets had bombed a school and killed 15", read as a killing by who said it: what is told goes on with a second
/// participle, one that looks like a past and is no verb of saying.
void keep_participles(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto t = sentence.begin + 2; t < sentence.end; ++t) {
    const auto saying = tokens[t].head;
    if (tokens[t].deprel != "conj" || saying == no_token || saying > t || !tells_words(tokens[saying].lemma) ||
        tokens[t].upos != Upos::VERB || !(is_past(tokens[t]) || tokens[t].feature("VerbForm") == "Part") ||
        tells_words(tokens[t].lemma) || !tokens[t].form.ends_with("ed")) {
      continue;
    }
    std::uint32_t told = no_token;
    for (auto c = saying + 1; c < t; ++c) {
      told = tokens[c].head == saying && tokens[c].deprel == "ccomp" ? c : told;
    }
    const bool own = has_subject(document, sentence.begin, sentence.end, t) ||
                     has_child(document, sentence.begin, sentence.end, t, {"aux", "aux:pass", "mark", "ccomp"});
    if (told == no_token || own || tokens[told].feature("VerbForm") != "Part") {
      continue;
    }
    const bool perfect = std::any_of(tokens.begin() + saying, tokens.begin() + told, [&](const Token& c) {
      return c.head == told && c.deprel == "aux" && c.lemma == "have";
    });
    if (perfect) {
      tokens[t].head = told;
      tokens[t].feats = tokens[told].feats;
    }
  }
}

/// "said in a statement that the rebels had fled", read as a statement that fled: what was said, where the verb of
/// saying has no other clause.
void tie_said_in(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto that = sentence.begin + 3; that < sentence.end; ++that) {
    const auto clause = tokens[that].head;
    if (tokens[that].form != "that" || clause == no_token || clause <= that ||
        !tokens[clause].deprel.starts_with("acl") || tokens[that].deprel != "mark" ||
        !has_subject(document, that, sentence.end, clause)) {
      continue;
    }
    const auto noun = tokens[clause].head;
    auto way = noun;  // "in a post on X that ..."
    for (int steps = 0; steps < 2 && way != no_token && tokens[way].deprel == "nmod"; ++steps) {
      way = tokens[way].head;
    }
    if (way == no_token || way >= that || tokens[way].deprel != "obl") {
      continue;
    }
    const auto saying = tokens[way].head;
    if (saying == no_token || saying > way || tokens[saying].upos != Upos::VERB || !tells_words(tokens[saying].lemma) ||
        has_child(document, sentence.begin, sentence.end, saying, {"ccomp"})) {
      continue;
    }
    tokens[clause].head = saying;
    tokens[clause].deprel = "ccomp";
  }
}

/// "denied that its men had fired and accused Chad": a verb in the plain past goes on from the verb of saying, not from
/// the pluperfect of what is said.
void part_tenses(Document& document, const Sentence& sentence) {
  for (std::uint32_t t = sentence.begin; t < sentence.end; ++t) {
    const auto said = document.tokens[t].head;
    const auto& token = document.tokens[t];
    const bool participle = token.feature("VerbForm") == "Part" && tells_words(token.lemma);
    const bool past = is_past(token) || participle;
    if (token.deprel != "conj" || said == no_token || said > t || !past || document.tokens[said].deprel != "ccomp" ||
        document.tokens[said].feature("VerbForm") != "Part") {
      continue;
    }
    const auto saying = document.tokens[said].head;
    if (saying == no_token || saying > said || !is_past(document.tokens[saying])) {
      continue;
    }
    bool pluperfect = false;
    bool own = false;
    for (std::uint32_t c = sentence.begin; c < sentence.end; ++c) {
      const Token& word = document.tokens[c];
      pluperfect = pluperfect || (word.head == said && word.deprel == "aux" && word.feature("Tense") == "Past");
      own = own || (word.head == t && (is_subject(word) || word.deprel == "aux"));
    }
    if (pluperfect && !own) {
      document.tokens[t].head = saying;
    }
  }
}

bool is_singular_present(const Token& token) {
  return token.upos == Upos::VERB && token.feature("VerbForm") == "Fin" && token.feature("Tense") == "Pres" &&
         token.form != token.lemma;
}

/// "says Russia will respond and urges NATO to stop": a third person goes on from the one above, not from what will be.
void part_presents(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin + 3; verb < sentence.end; ++verb) {
    const auto said = tokens[verb].head;
    if (tokens[verb].deprel != "conj" || said == no_token || said > verb || tokens[said].deprel != "ccomp" ||
        !is_singular_present(tokens[verb]) || is_singular_present(tokens[said]) ||
        !has_child(document, sentence.begin, said, said, {"aux"}) ||
        has_child(document, said, verb, verb, {"nsubj", "nsubj:pass", "mark"})) {
      continue;
    }
    const auto saying = tokens[said].head;
    if (saying != no_token && saying < said && is_singular_present(tokens[saying])) {
      tokens[verb].head = saying;
    }
  }
}

/// "says the outfit is a front and has demanded its leaders": a perfect of saying goes on from the verb of saying.
void part_perfects(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    const auto told = tokens[t].head;
    if (tokens[t].deprel != "conj" || told == no_token || told > t || tokens[told].deprel != "ccomp" ||
        !tells_words(tokens[t].lemma)) {
      continue;
    }
    const auto saying = tokens[told].head;
    if (saying == no_token || saying > told || tokens[saying].feature("Tense") != "Pres" ||
        tokens[saying].feature("VerbForm") != "Fin") {
      continue;
    }
    const bool perfect = std::any_of(tokens.begin() + sentence.begin, tokens.begin() + t, [&](const Token& c) {
      return c.head == t && c.lemma == "have" && c.feature("Tense") == "Pres";
    });
    if (perfect && !has_child(document, sentence.begin, t, t, {"nsubj", "nsubj:pass", "mark"})) {
      tokens[t].head = saying;
    }
  }
}

/// "In El Fasher, the last city held by the army, shelling killed 12": of two subjects before a verb the first, between
/// commas, says more of the name before it.
void keep_one_subject(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  // "The militant group Hamas and its allies fired", "the organisation Human Rights Watch": the name right behind the
  // noun is its name.
  for (auto name = sentence.begin + 1; name < sentence.end; ++name) {
    auto noun = name - 1;
    while (noun > sentence.begin && tokens[noun].head != no_token && tokens[noun].head > noun &&
           tokens[noun].head <= name && (tokens[noun].deprel == "compound" || tokens[noun].deprel == "amod") &&
           !tokens[noun].form.empty() && tokens[noun].form.front() >= 'A' && tokens[noun].form.front() <= 'Z') {
      --noun;
    }
    if (tokens[name].upos == Upos::PROPN && tokens[noun].upos == Upos::NOUN && is_subject(tokens[name]) &&
        is_subject(tokens[noun]) && tokens[name].head == tokens[noun].head && tokens[name].head != no_token &&
        tokens[name].head > name) {
      tokens[name].head = noun;
      tokens[name].deprel = "appos";
    }
  }
  // "Guinea-Bissau's junta", read as two subjects.
  for (auto name = sentence.begin + 2; name < sentence.end; ++name) {
    const auto first = name - 2;
    const auto owned = tokens[name].head;
    if (tokens[name - 1].form == "-" && tokens[name].upos == Upos::PROPN && tokens[name].deprel == "nmod:poss" &&
        tokens[first].upos == Upos::PROPN && is_subject(tokens[first]) && owned != no_token &&
        tokens[owned].head == tokens[first].head) {
      tokens[first].head = name;
      tokens[first].deprel = "compound";
      tokens[name - 1].head = name;
    }
  }
  // "the Liberation Movement-North", "the MQ-9 Reaper", "Boko Haram": one name.
  for (auto name = sentence.begin + 1; name < sentence.end; ++name) {
    if (tokens[name].upos != Upos::PROPN || !is_subject(tokens[name])) {
      continue;
    }
    auto first = name - 1;
    while (first > sentence.begin && (tokens[first].form == "-" || tokens[first].deprel == "flat")) {
      --first;
    }
    if (tokens[first].upos == Upos::PROPN && is_subject(tokens[first]) && tokens[first].head == tokens[name].head) {
      tokens[name].head = first;
      tokens[name].deprel = "flat";
    }
  }
  for (auto second = sentence.begin + 4; second < sentence.end; ++second) {
    const auto verb = tokens[second].head;
    if (!is_subject(tokens[second]) || verb == no_token || verb < second) {
      continue;
    }
    for (auto first = sentence.begin + 3; first < second; ++first) {
      if (tokens[first].head != verb || !is_subject(tokens[first])) {
        continue;
      }
      auto begin = first;
      for (auto t = sentence.begin; t < first; ++t) {
        if (tokens[t].head == first) {
          begin = std::min(begin, t);
        }
      }
      if (begin < sentence.begin + 2 || tokens[begin - 1].form != ",") {
        continue;
      }
      auto name = begin - 2;
      while (tokens[name].deprel == "flat" && tokens[name].head < name && tokens[name].head >= sentence.begin) {
        name = tokens[name].head;
      }
      if (tokens[name].upos == Upos::PROPN || tokens[name].upos == Upos::NOUN) {
        tokens[first].head = name;
        tokens[first].deprel = "appos";
      }
    }
  }
}

/// "Secretary of State Mike Pompeo", read as a Mike of State: what stands behind "of" or "for" says what the office is
/// of, and the name behind it who holds it.
void tie_office_holders(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto body = sentence.begin + 2; body < sentence.end; ++body) {
    const auto name = tokens[body].head;
    if (tokens[body].deprel != "nmod:desc" || name == no_token || name < body || tokens[name].upos != Upos::PROPN) {
      continue;
    }
    const auto marker = std::find_if(tokens.begin() + sentence.begin + 1, tokens.begin() + body,
                                     [&](const Token& t) { return t.head == body && t.deprel == "case"; });
    const auto office = static_cast<std::uint32_t>(marker - tokens.begin()) - 1;
    if (office + 1 == body || (tokens[office].upos != Upos::PROPN && tokens[office].upos != Upos::NOUN) ||
        (tokens[name].head != office && tokens[name].head != tokens[office].head)) {
      continue;
    }
    for (auto t = name + 1; t < sentence.end; ++t) {
      if (tokens[t].head == name && tokens[t].deprel == "conj") {
        tokens[t].head = office;  // "the president of Chad, Anna Adoum, and a general": two people
      }
    }
    tokens[body].head = office;
    tokens[body].deprel = "nmod";
    tokens[name].head = office;
    tokens[name].deprel = "appos";
  }
}

/// "the U.S. and South Korea began", read as a Korea of the U.S. and the South: what begins the name of a land begins
/// the second of two names. "The Food and Drug Administration" is one.
void part_two_names(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 17> begins_land = {
      "North",   "South", "East", "West", "New",    "Saudi", "Sri",   "Sierra",    "Costa",
      "Burkina", "Ivory", "El",   "Hong", "Puerto", "Cape",  "Papua", "Equatorial"};
  auto& tokens = document.tokens;
  for (auto second = sentence.begin + 3; second < sentence.end; ++second) {
    const auto word = second - 1;
    const auto conjunction = second - 2;
    if (tokens[second].upos != Upos::PROPN || tokens[conjunction].deprel != "cc" ||
        std::ranges::find(begins_land, tokens[word].form) == begins_land.end()) {
      continue;
    }
    const bool conjoined = tokens[word].deprel == "conj";
    const auto first = conjoined ? tokens[word].head : conjunction - 1;
    const bool hung = conjoined || (tokens[word].head == second && tokens[conjunction].head == second);
    if (!hung || first == no_token || first < sentence.begin || first > word || tokens[first].head != second ||
        tokens[first].deprel != "compound" || tokens[first].upos != Upos::PROPN) {
      continue;
    }
    for (auto t = sentence.begin; t < word; ++t) {
      if (tokens[t].head == second && t != first && t != conjunction) {
        tokens[t].head = first;  // its article and preposition
      }
    }
    tokens[first].head = tokens[second].head;
    tokens[first].deprel = tokens[second].deprel;
    tokens[second].head = first;
    tokens[second].deprel = "conj";
    tokens[word].head = second;
    tokens[word].deprel = "compound";
    tokens[conjunction].head = second;
  }
}

/// Whether the words [begin, end) all hang on one of two words or on each other, none by a preposition, a point or a
/// clause.
bool are_one_phrase(const Document& document, std::uint32_t begin, std::uint32_t end, std::uint32_t one,
                    std::uint32_t other) {
  for (auto t = begin; t < end; ++t) {
    const auto& token = document.tokens[t];
    const bool inside = token.head == one || token.head == other || (token.head >= begin && token.head < end);
    const bool joins = token.deprel == "case" || token.deprel == "cc" || token.deprel == "mark" ||
                       token.deprel.starts_with("acl") || token.upos == Upos::VERB || token.upos == Upos::PUNCT;
    if (!inside || joins) {
      return false;
    }
  }
  return true;
}

/// Of two subjects before one verb the second is part of the first or the other way round: "the president of France
/// Emmanuel Macron" is named by it, "a bomb in Mogadishu, Somalia, ..." tells where the place is, and of "two
/// opposition activists" only the last is the subject.
void join_subjects(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto second = sentence.begin + 1; second < sentence.end; ++second) {
    const auto verb = tokens[second].head;
    if (!is_subject(tokens[second]) || verb == no_token || verb < second) {
      continue;
    }
    const auto first = subject_before(document, sentence, second, verb);
    if (first == no_token) {
      continue;
    }
    auto begin = second;  // of the second's phrase
    while (begin > first + 1 && tokens[begin - 1].head == second && tokens[begin - 1].upos != Upos::PUNCT) {
      --begin;
    }
    const bool name = tokens[second].upos == Upos::PROPN && !has_child(document, begin, second, second, {"det"});
    const auto before = begin - 1;
    const bool place_of =
        name && begin == second && tokens[before].form == "," && tokens[before - 1].upos == Upos::PROPN;
    if (place_of) {
      auto place = before - 1;
      while (tokens[place].deprel == "flat" && tokens[place].head < place) {
        place = tokens[place].head;
      }
      tokens[second].head = place;
      tokens[second].deprel = "appos";
      continue;
    }
    const auto pair =
        first + 2 < second && tokens[first + 1].deprel == "cc" ? first + 3 : first + 1;  // "bomb and gun attacks"
    const bool pronoun = tokens[first].upos == Upos::PRON || tokens[second].upos == Upos::PRON;
    if (!pronoun && are_one_phrase(document, pair, second, first, second)) {
      for (auto t = sentence.begin; t < second; ++t) {
        if (tokens[t].head == first) {
          tokens[t].head = second;
        }
      }
      tokens[first].head = second;
      tokens[first].deprel = "compound";
      continue;
    }
    // Who holds the office stands right behind "of" the land or body.
    const auto of = tokens[before].head == first ? before : tokens[before].head;
    const bool office = name && of != no_token && of > first && of < begin && tokens[of].head == first &&
                        tokens[of].deprel.starts_with("nmod") && is_marked(document, first + 1, of, "of");
    if (office && tokens[before].upos != Upos::PUNCT) {
      tokens[second].head = first;
      tokens[second].deprel = "appos";
    }
  }
}

/// "agreed to reopen the post and condemned the attack", "accused Chad of spying and threatened it": a past goes on
/// from the past above, not from an infinitive or a gerund.
void part_infinitives(Document& document, const Sentence& sentence) {
  constexpr int highest = 5;  // steps up the tree
  auto& tokens = document.tokens;
  const auto has_aux = [&](std::uint32_t verb) {
    return std::any_of(tokens.begin() + sentence.begin, tokens.begin() + verb,
                       [&](const Token& c) { return c.head == verb && c.upos == Upos::AUX; });
  };
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    const auto first = tokens[t].head;
    if (tokens[t].deprel != "conj" || first == no_token || first > t || tokens[first].upos != Upos::VERB) {
      continue;
    }
    // "might amount to a crime and called on them", read as a participle: none goes on from an infinitive.
    const bool participle = tokens[t].upos == Upos::VERB && tokens[t].feature("VerbForm") == "Part" &&
                            tokens[t].feature("Tense") == "Past" && !has_aux(t) &&
                            tokens[first].feature("VerbForm") == "Inf";
    if (!is_past(tokens[t]) && !participle) {
      continue;
    }
    const auto form = tokens[first].feature("VerbForm");
    const bool gerund = form == "Ger" || (form == "Part" && tokens[first].feature("Tense") == "Pres");
    if (form != "Inf" && !(gerund && !has_aux(first))) {
      continue;
    }
    auto above = tokens[first].head;
    for (int steps = 0; steps < highest && above != no_token && tokens[above].feature("VerbForm") != "Fin"; ++steps) {
      above = tokens[above].head;
    }
    if (above != no_token && above < first && is_past(tokens[above])) {
      tokens[t].head = above;
      if (participle) {
        tokens[t].feats = finite_past;
      }
    }
  }
}

/// "threatened to jail reporters", "is due to host talks", read as to what: an infinitive is no modifier of the noun
/// behind it, which is its object.
void untie_infinitives(Document& document, Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin + 2; verb + 1 < sentence.end; ++verb) {
    const auto noun = tokens[verb].head;
    auto& to = tokens[verb - 1];
    const bool modifies = tokens[verb].deprel == "amod" || tokens[verb].deprel == "compound";
    if (!modifies || tokens[verb].upos != Upos::VERB || tokens[verb].feature("VerbForm") != "Inf" || to.form != "to" ||
        noun == no_token || noun <= verb || tokens[noun].feature("VerbForm") == "Inf") {
      continue;
    }
    const auto above = tokens[noun].head;
    const bool due = to.deprel == "fixed" && tokens[to.head].head == noun && lower_case(tokens[to.head].form) == "due";
    if (due) {
      // part_due() takes it from here.
      for (auto t = sentence.begin; t < sentence.end; ++t) {
        const bool of_noun = t > verb && t < noun;
        const bool behind = t > noun && tokens[t].deprel == "nmod" && tokens[t].head == noun;
        if (tokens[t].head == noun && t != verb && !of_noun && !behind) {
          tokens[t].head = verb;
        }
      }
      if (sentence.root == noun) {
        make_root(document, sentence, verb, "obj");
      } else {
        tokens[verb].head = above;
        tokens[verb].deprel = tokens[noun].deprel;
      }
    } else if (to.head == noun && above != no_token && above + 1 < verb) {
      to.head = verb;
      to.deprel = "mark";
      to.upos = Upos::PART;
      tokens[verb].head = above;
      tokens[verb].deprel = tokens[above].upos == Upos::NOUN ? std::string_view("acl") : std::string_view("xcomp");
    } else {
      continue;
    }
    tokens[noun].head = verb;
    tokens[noun].deprel = "obj";
  }
}

/// "is due to meet", read as the "due to" of causes: before an infinitive, with a copula, "due" is what the subject is.
void part_due(Document& document, Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto due = sentence.begin + 1; due + 2 < sentence.end; ++due) {
    const auto verb = tokens[due].head;
    if (lower_case(tokens[due].form) != "due" || tokens[due + 1].form != "to" || tokens[due + 1].head != due ||
        verb == no_token || verb <= due + 1 || tokens[verb].upos != Upos::VERB ||
        tokens[verb].form != tokens[verb].lemma) {
      continue;
    }
    const auto copula = std::find_if(tokens.begin() + sentence.begin, tokens.begin() + due, [&](const Token& c) {
      return c.head == verb && (c.deprel == "cop" || c.deprel == "aux" || c.deprel == "aux:pass");
    });
    if (copula == tokens.begin() + due) {
      continue;
    }
    for (auto t = sentence.begin; t < due; ++t) {
      if (tokens[t].head == verb) {
        tokens[t].head = due;
        tokens[t].deprel = tokens[t].deprel.starts_with("nsubj") ? std::string_view("nsubj") : tokens[t].deprel;
      }
    }
    copula->deprel = "cop";
    tokens[due].upos = Upos::ADJ;
    tokens[due].head = tokens[verb].head;
    tokens[due].deprel = tokens[verb].deprel;
    for (auto t = verb + 1; t < sentence.end; ++t) {
      // What goes on from it, and the full stop.
      if (tokens[t].head == verb && (tokens[t].deprel == "punct" || tokens[t].deprel == "parataxis")) {
        tokens[t].head = due;
      }
    }
    tokens[verb].head = due;
    tokens[verb].deprel = "xcomp";
    tokens[due + 1].head = verb;
    tokens[due + 1].deprel = "mark";
    tokens[due + 1].upos = Upos::PART;
    if (sentence.root == verb) {
      sentence.root = due;
    }
  }
}

/// "Thousands rally in Yerevan", where the verb was taken for an adverb by its ending: the verb of the sentence.
void make_verb(Document& document, Sentence& sentence, std::uint32_t verb) {
  auto& tokens = document.tokens;
  take_for_verb(tokens[verb]);
  if (tokens[verb].head == no_token) {
    return;
  }
  const auto subject = sentence.root;
  for (auto t = verb + 1; t < sentence.end; ++t) {
    if (tokens[t].head == subject) {
      tokens[t].head = verb;
      if (tokens[t].deprel == "nmod") {
        tokens[t].deprel = "obl";
      }
    }
  }
  make_root(document, sentence, verb, "nsubj");
}

/// "They ignore the rights of refugees, a pressure group protested here Friday.": a relative clause without its pronoun
/// is never behind a comma, so at a sentence's end the clause there is that of who said it.
void hang_report_on_speaker(Document& document, Sentence& sentence) {
  constexpr std::uint32_t longest = 16;  // from the comma to the verb, and from there to the end
  constexpr int highest = 8;             // steps up the tree
  auto& tokens = document.tokens;
  const auto first = sentence.end - std::min(sentence.end - sentence.begin, longest);
  for (auto verb = first; verb < sentence.end; ++verb) {
    if (tokens[verb].deprel != "acl:relcl" || tokens[verb].upos != Upos::VERB ||
        tokens[verb].feature("VerbForm") != "Fin" || tokens[verb].head > verb) {
      continue;
    }
    const auto below = [&](std::uint32_t t) {
      for (int steps = 0; steps < highest && t != no_token; ++steps, t = tokens[t].head) {
        if (t == verb) {
          return true;
        }
      }
      return false;
    };
    auto left = verb;
    bool subject = false;
    bool relative = false;
    while (left > sentence.begin && verb - left < longest && below(left - 1)) {
      --left;
      subject = subject || (tokens[left].head == verb && tokens[left].deprel == "nsubj");
      relative = relative || tokens[left].feature("PronType") == "Rel" || tokens[left].deprel == "mark" ||
                 tokens[left].deprel == "case";
    }
    const bool comma = tokens[left].form == "," || (left > sentence.begin && tokens[left - 1].form == ",");
    bool last = true;
    for (auto t = verb + 1; t < sentence.end; ++t) {
      last = last && (below(t) || tokens[t].upos == Upos::PUNCT) && tokens[t].deprel != "obj";
    }
    if (subject && !relative && comma && last && !below(sentence.root)) {
      make_root(document, sentence, verb, "ccomp");
      return;
    }
  }
}

/// Whether a word is `top` or stands below it.
bool is_below(const Document& document, const Sentence& sentence, std::uint32_t word, std::uint32_t top) {
  for (auto steps = sentence.end - sentence.begin; steps > 0 && word != no_token; --steps) {
    if (word == top) {
      return true;
    }
    word = document.tokens[word].head;
  }
  return false;
}

/// "Gunmen believed to be rebels killed nine farmers", read as what the gunmen believed: where a finite verb without a
/// subject follows the infinitive, the clause is told by it, and what is believed is told of its subject.
void part_believed(Document& document, Sentence& sentence) {
  static constexpr std::array<std::string_view, 12> held = {"believe", "think",    "suspect", "say",
                                                            "report",  "allege",   "know",    "presume",
                                                            "rumour",  "consider", "deem",    "assume"};
  auto& tokens = document.tokens;
  for (auto believed = sentence.begin + 1; believed + 3 < sentence.end; ++believed) {
    if (tokens[believed].upos != Upos::VERB || std::ranges::find(held, tokens[believed].lemma) == held.end() ||
        lower_case(tokens[believed + 1].form) != "to" || tokens[believed + 1].deprel != "mark" ||
        has_child(document, sentence.begin, believed, believed, {"aux", "aux:pass"})) {
      continue;
    }
    const auto next = believed + 2;
    const auto infinitive = tokens[next].upos == Upos::AUX ? tokens[next].head : next;
    const auto subject = subject_before(document, sentence, believed);
    if (subject == no_token || infinitive == no_token || !is_below(document, sentence, believed - 1, subject)) {
      continue;
    }
    tokens[believed + 1].head = infinitive;
    // Both read as what somebody said.
    const auto is_beside = [&](std::uint32_t verb) {
      return tokens[verb].head == tokens[believed].head && tokens[verb].deprel == "ccomp" &&
             tokens[believed].deprel == "ccomp";
    };
    for (auto verb = std::max(infinitive, next) + 1; verb < sentence.end; ++verb) {
      const auto& word = tokens[verb];
      const bool passive = has_child(document, infinitive, verb, verb, {"aux:pass"});
      const bool finite = passive || has_child(document, infinitive, verb, verb, {"aux"}) || is_past(word);
      // A participle that has an object is a past.
      const bool past =
          finite || (word.feature("Tense") == "Past" && has_child(document, verb, sentence.end, verb, {"obj"}));
      if (word.upos != Upos::VERB || !past || word.deprel == "conj" || word.deprel == "acl:relcl" ||
          !(is_below(document, sentence, verb, believed) || is_beside(verb)) ||
          has_subject(document, believed, sentence.end, verb) ||
          has_child(document, believed, verb, verb, {"mark", "cc"})) {
        continue;
      }
      if (!finite) {
        tokens[verb].feats = finite_past;
      }
      for (auto t = sentence.begin; t < sentence.end; ++t) {
        if (tokens[t].head == believed && (t < subject || t > verb)) {
          tokens[t].head = verb;
        }
      }
      if (sentence.root == believed) {
        make_root(document, sentence, verb, "acl");
      } else {
        tokens[verb].head = tokens[believed].head;
        tokens[verb].deprel = tokens[believed].deprel;
        tokens[believed].deprel = "acl";
      }
      tokens[believed].head = subject;
      tokens[believed].feats = "Tense=Past|VerbForm=Part|Voice=Pass";
      tokens[subject].head = verb;
      tokens[subject].deprel = passive ? "nsubj:pass" : "nsubj";
      break;
    }
  }
}

/// "Kenya: Four killed in air strike": the clause behind the colon is what the sentence tells, so it is its root and
/// the words before hang on it as parataxis, whichever of the two the tree began with.
void hang_label_on_clause(Document& document, Sentence& sentence) {
  constexpr std::uint32_t shortest_rest = 3;
  auto& tokens = document.tokens;
  auto colon = sentence.begin;
  while (colon < sentence.end && colon - sentence.begin <= longest_label && tokens[colon].form != ":") {
    ++colon;
  }
  if (colon + shortest_rest >= sentence.end || sentence.root >= colon ||
      sentence.end - sentence.begin > longest_piece || !may_be_label(document, sentence.begin, colon)) {
    return;
  }
  // Of several that hang on the label a verb is the clause, but not one that follows on another after a comma.
  std::uint32_t clause = no_token;
  for (auto t = colon + 1; t < sentence.end; ++t) {
    if (tokens[t].head >= colon || tokens[t].upos == Upos::PUNCT) {
      if (clause != no_token && tokens[t].form == ",") {
        break;
      }
      continue;
    }
    if (clause == no_token || (tokens[clause].upos != Upos::VERB && tokens[t].upos == Upos::VERB)) {
      clause = t;
    }
  }
  if (clause == no_token) {
    return;
  }
  for (auto t = colon; t < sentence.end; ++t) {
    if (t != clause && tokens[t].head < colon) {
      tokens[t].head = clause;
    }
  }
  make_root(document, sentence, clause, "parataxis");
}

/// An adverb that no training shows and that the lists have as a verb, not as an adverb, is a verb where a plural
/// before it has no finite one.
void find_lost_verb(const Model& model, Document& document, Sentence& sentence) {
  const auto& tokens = document.tokens;
  std::uint32_t lost = no_token;
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    if (tokens[t].upos == Upos::AUX || (tokens[t].upos == Upos::VERB && tokens[t].feature("VerbForm") == "Fin")) {
      return;
    }
    if (tokens[t].upos == Upos::ADV && lost == no_token && t > sentence.begin) {
      lost = t;
    }
  }
  if (lost == no_token || sentence.root > lost) {
    return;
  }
  std::uint32_t subject = lost == sentence.root ? no_token : sentence.root;
  for (auto t = sentence.begin; t < lost && subject == no_token; ++t) {
    subject = tokens[t].head == lost && is_subject(tokens[t]) ? t : no_token;
  }
  if (subject == no_token || (lost != sentence.root && tokens[lost].head != subject) ||
      tokens[subject].feature("Number") != "Plur") {
    return;
  }
  WordFeatures features;
  word_features(tokens[lost].form, features);
  const auto as_adverb = lemma_key(features.key, static_cast<std::uint32_t>(Upos::ADV));
  const auto classes = look_up(model, features.key).classes;
  if ((classes & lexicon_verb) != 0 && (classes & lexicon_adverb) == 0 &&
      !std::binary_search(model.lemma_keys.begin(), model.lemma_keys.end(), as_adverb)) {
    make_verb(document, sentence, lost);
  }
}

/// The base form of a word as a verb, by the lists; empty where they have none.
std::string verb_of(const Model& model, const Token& token) {
  Token verb = token;
  verb.upos = Upos::VERB;
  verb.feats = singular_present;
  const auto bases = regular_bases(lower_case(token.form), verb);
  const auto known = std::ranges::find_if(
      bases, [&](const std::string& base) { return (classes_of(model, base) & lexicon_verb) != 0; });
  return known == bases.end() ? std::string() : *known;
}

/// "after a bomb explodes in a market", "fighting rages near Juba": what looks like a plural is a verb in the present
/// where "a" stands before it, or where it has a subject and no copula.
void find_singular_presents(const Model& model, Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto verb = sentence.begin + 1; verb + 1 < sentence.end; ++verb) {
    const auto subject = verb - 1;
    auto& noun = tokens[verb];
    if (noun.upos != Upos::NOUN || noun.feature("Number") != "Plur" || !noun.form.ends_with("s") ||
        (tokens[subject].upos != Upos::NOUN && tokens[subject].feature("VerbForm") != "Ger") ||
        tokens[subject].head != verb || tokens[subject].feature("Number") == "Plur" ||
        has_child(document, sentence.begin, sentence.end, verb, {"cop", "nummod", "amod"})) {
      continue;
    }
    auto article = no_token;
    auto marker = no_token;
    for (auto t = sentence.begin; t < subject; ++t) {
      const bool one = tokens[t].form == "a" || tokens[t].form == "an" || tokens[t].form == "A" ||
                       tokens[t].form == "An" || tokens[t].form == "another";
      article = tokens[t].head == verb && tokens[t].deprel == "det" && one ? t : article;
      marker = tokens[t].head == verb && (tokens[t].deprel == "case" || tokens[t].deprel == "mark") ? t : marker;
    }
    const bool by_article = article != no_token && tokens[subject].deprel == "compound";
    const bool by_subject = (is_subject(tokens[subject]) || tokens[subject].deprel == "csubj") && noun.head == no_token;
    const bool clause = marker != no_token && is_time_conjunction(tokens[marker].form);
    if ((!by_article && !by_subject) || (marker != no_token && !clause) || (noun.head != no_token && !clause)) {
      continue;
    }
    auto lemma = verb_of(model, noun);
    if (lemma.empty()) {
      continue;
    }
    noun.upos = Upos::VERB;
    noun.feats = singular_present;
    noun.lemma = std::move(lemma);
    tokens[subject].deprel = "nsubj";
    if (noun.head != no_token) {
      noun.deprel = "advcl";
    }
    for (auto t = sentence.begin; t < sentence.end; ++t) {
      if (tokens[t].head != verb || t == subject) {
        continue;
      }
      if (t == marker) {
        tokens[t].deprel = "mark";
        tokens[t].upos = Upos::SCONJ;
      } else if (t < subject && (tokens[t].deprel == "det" || tokens[t].deprel == "compound")) {
        tokens[t].head = subject;
      } else if (t > verb && tokens[t].deprel == "nmod") {
        tokens[t].deprel = "obl";
      }
    }
  }
}

/// "About 4,000 Latvians march in six cities", "pilots stage demonstrations": a noun that has a plural subject and no
/// copula, and that the lists have as a verb, is a verb in the present; with an object where it was read as one noun
/// with it.
void find_plural_presents(const Model& model, Document& document, Sentence& sentence) {
  auto& tokens = document.tokens;
  const auto root = sentence.root;
  if (tokens[root].upos != Upos::NOUN ||
      has_child(document, sentence.begin, root, root, {"cop", "det", "nmod:poss", "nummod"})) {
    return;
  }
  const auto subject = subject_before(document, sentence, root);
  if (subject == no_token || (tokens[subject].feature("Number") != "Plur" && !tokens[subject].form.ends_with("s"))) {
    return;
  }
  auto verb = root;
  if (tokens[root].feature("Number") == "Plur") {
    verb = root - 1;
    if (tokens[verb].head != root || tokens[verb].deprel != "compound" || tokens[verb].feature("Number") == "Plur" ||
        verb <= subject) {
      return;
    }
  }
  if ((classes_of(model, lower_case(tokens[verb].form)) & lexicon_verb) == 0) {
    return;
  }
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    if (t == verb || tokens[t].head != root) {
      continue;
    }
    if (verb == root) {
      tokens[t].deprel = tokens[t].deprel == "nmod" ? std::string_view("obl") : tokens[t].deprel;
      continue;
    }
    if (t < verb && t != subject && tokens[t].upos != Upos::PUNCT) {
      tokens[t].head = subject;  // "pilots in Europe stage"
      if (tokens[t].deprel == "compound") {
        tokens[t].deprel = "nmod";
      }
    } else if (t == subject || tokens[t].upos == Upos::PUNCT) {
      tokens[t].head = verb;
    }
  }
  take_for_verb(tokens[verb]);
  if (verb != root) {
    for (auto t = subject + 1; t < verb; ++t) {
      if (tokens[t].deprel == "case" && tokens[t].head == subject && t + 1 < verb) {
        tokens[t].head = t + 1;
      }
    }
    make_root(document, sentence, verb, "obj");
  }
}

/// "Australian police mount raids in Sydney.", read as mount raids of the police; "thousands, most of them farmers,
/// block roads", read as thousands and a block: a full sentence whose root is a noun without subject and copula has a
/// verb.
void find_verb_of_noun(const Model& model, Document& document, Sentence& sentence) {
  auto& tokens = document.tokens;
  const auto root = sentence.root;
  if ((tokens[root].upos != Upos::NOUN && tokens[root].upos != Upos::PROPN) || !is_full_sentence(document, sentence) ||
      has_child(document, sentence.begin, sentence.end, root, {"nsubj", "nsubj:pass", "cop", "aux", "case"})) {
    return;
  }
  for (auto verb = root + 1; verb < sentence.end; ++verb) {
    if (tokens[verb].head == root && tokens[verb].deprel == "conj" && tokens[verb].feature("VerbForm") == "Fin" &&
        is_plural(tokens[root]) &&
        !has_child(document, sentence.begin, sentence.end, verb, {"cc", "nsubj", "nsubj:pass", "aux", "mark"})) {
      for (auto t = verb + 1; t < sentence.end; ++t) {
        if (tokens[t].head == root) {
          tokens[t].head = verb;
        }
      }
      make_root(document, sentence, verb, "nsubj");
      return;
    }
  }
  const auto verb = root - 1;
  if (root < sentence.begin + 2 || tokens[verb].head != root || tokens[verb].deprel != "compound" ||
      tokens[verb].upos != Upos::NOUN || tokens[verb].feature("Number") == "Plur" ||
      (classes_of(model, lower_case(tokens[verb].form)) & lexicon_verb) == 0) {
    return;
  }
  // Who does it stands right before: a plural, or several names.
  auto doer = verb - 1;
  while (tokens[doer].deprel == "conj" && tokens[doer].head != no_token && tokens[doer].head < doer &&
         tokens[doer].head >= sentence.begin) {
    doer = tokens[doer].head;
  }
  const bool several = doer + 1 < verb && has_child(document, doer, verb, doer, {"conj"});
  const bool plural = tokens[doer].upos == Upos::NOUN && is_plural(tokens[doer]);
  if ((!several && !plural) || (tokens[doer].head != verb && tokens[doer].head != root)) {
    return;
  }
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    if (t == doer || t == verb || t == root || (tokens[t].head != root && tokens[t].head != verb)) {
      continue;
    }
    if (t < doer) {
      tokens[t].head = doer;
    } else if (tokens[t].upos == Upos::PUNCT) {
      tokens[t].head = verb;
    } else if (t > root && tokens[t].feature("VerbForm") == "Inf") {
      tokens[t].head = verb;
      tokens[t].deprel = "advcl";  // "fire teargas to disperse them"
    }
  }
  tokens[doer].head = verb;
  tokens[doer].deprel = "nsubj";
  take_for_verb(tokens[verb]);
  make_root(document, sentence, verb, "obj");
}

/// "Pirates free two sailors", "gunmen break into a prison and free inmates": who is free is told of by "are free".
/// "Urged the president to free prisoners": what is asked of someone is a deed, not where he is urged to.
void free_captives(Document& document, Sentence& sentence) {
  static constexpr std::array<std::string_view, 28> asking = {
      "urge",      "ask",    "tell",    "order",    "press",    "pressure", "force",   "beg",  "implore", "plead",
      "call",      "appeal", "request", "persuade", "convince", "push",     "compel",  "want", "offer",   "decision",
      "readiness", "plan",   "promise", "pledge",   "refusal",  "demand",   "failure", "vow"};
  auto& tokens = document.tokens;
  for (auto t = sentence.begin + 1; t + 1 < sentence.end; ++t) {
    const auto up = tokens[t].head;
    if (tokens[t].form != "free" || tokens[t].upos != Upos::ADJ) {
      continue;
    }
    if (up == no_token) {  // "forces free six teachers", with the tree of a verb
      if (has_child(document, t, sentence.end, t, {"obj"}) && !has_child(document, sentence.begin, t, t, {"cop"})) {
        take_for_verb(tokens[t]);
      }
      continue;
    }
    const bool joined = tokens[t].deprel == "conj" && tokens[up].upos == Upos::VERB;
    const auto asks = tokens[up].head;
    if (tokens[t].deprel == "amod" && tokens[t - 1].form == "to" && tokens[t - 1].head == up &&
        tokens[t - 1].deprel == "case" && asks != no_token && asks < t &&
        std::ranges::find(asking, tokens[asks].lemma) != asking.end() &&
        (tokens[up].feature("Number") == "Plur" || has_child(document, t + 1, sentence.end, up, {"appos", "flat"}))) {
      take_for_verb(tokens[t]);
      tokens[t].head = asks;
      tokens[t].deprel = tokens[asks].upos == Upos::VERB ? "xcomp" : "acl";
      tokens[t].feats = infinitive;
      tokens[t - 1].head = t;
      tokens[t - 1].deprel = "mark";
      tokens[up].head = t;
      tokens[up].deprel = "obj";
      continue;
    }
    if (joined && has_child(document, t, sentence.end, t, {"obj"})) {
      take_for_verb(tokens[t]);
    } else if (tokens[t].deprel == "amod" && up == sentence.root && tokens[up].upos == Upos::NOUN &&
               tokens[t - 1].head == up && tokens[t - 1].deprel == "nsubj" &&
               tokens[t - 1].feature("Number") == "Plur" &&
               !has_child(document, sentence.begin, up, up, {"cop", "det"})) {
      take_for_verb(tokens[t]);
      tokens[t - 1].head = t;
      make_root(document, sentence, t, "obj");
    }
  }
}

/// "Threatening war, Iran closed its airspace.", read as a threatening war: what a sentence begins with, before a comma
/// and the subject, is done by the subject.
void begin_with_gerund(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  const auto gerund = sentence.begin;
  const auto noun = tokens[gerund].head;
  if (!tokens[gerund].form.ends_with("ing") || tokens[gerund].deprel != "amod" || noun == no_token ||
      noun + 2 >= sentence.end || tokens[gerund].upos != Upos::VERB) {
    return;
  }
  const auto verb = tokens[noun].head;
  auto comma = noun + 1;
  while (comma < sentence.end && tokens[comma].form != ",") {
    ++comma;
  }
  if (verb == no_token || comma >= verb || tokens[verb].upos != Upos::VERB ||
      !has_child(document, comma, verb, verb, {"nsubj"})) {
    return;
  }
  tokens[gerund].head = verb;
  tokens[gerund].deprel = "advcl";
  tokens[noun].head = gerund;
  tokens[noun].deprel = "obj";
  tokens[comma].head = verb;
}

/// "Kenya and Somalia traded blame", read as what they traded as: but for verbs of being and becoming, the bare noun
/// right behind an active verb is its object.
void tie_bare_object(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 14> becoming = {
      "become", "remain", "stay", "seem", "prove", "be", "turn", "go", "look", "feel", "stand", "come", "get", "run"};
  auto& tokens = document.tokens;
  for (auto noun = sentence.begin + 2; noun < sentence.end; ++noun) {
    const auto verb = noun - 1;
    if (tokens[noun].deprel == "xcomp" && tokens[noun].upos == Upos::NOUN && tokens[noun].head == verb &&
        tokens[verb].feature("VerbForm") == "Fin" &&
        std::ranges::find(becoming, tokens[verb].lemma) == becoming.end() &&
        has_child(document, sentence.begin, verb, verb, {"nsubj"}) &&
        !has_child(document, sentence.begin, sentence.end, verb, {"obj", "aux:pass"})) {
      tokens[noun].deprel = "obj";
    }
  }
}

/// "Britain stood by its ally", read as what the ally stood: such verbs have no passive.
void stand_by(Document& document, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 4> never_passive = {"stand", "abide", "swear", "stick"};
  auto& tokens = document.tokens;
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    const auto verb = tokens[t].head;
    if (tokens[t].deprel != "obl:agent" || tokens[verb].feature("VerbForm") != "Part" ||
        std::ranges::find(never_passive, tokens[verb].lemma) == never_passive.end() ||
        has_child(document, sentence.begin, sentence.end, verb, {"aux:pass", "aux"})) {
      continue;
    }
    tokens[t].deprel = "obl";
    tokens[verb].feats = finite_past;
    for (auto s = sentence.begin; s < verb; ++s) {
      if (tokens[s].head == verb && tokens[s].deprel == "nsubj:pass") {
        tokens[s].deprel = "nsubj";
      }
    }
  }
}

/// "Macron to visit Algeria", read as a name with an infinitive; "Putin, Xi hold talks", read as a call to the two.
void find_headline_doers(Document& document, Sentence& sentence) {
  auto& tokens = document.tokens;
  const auto root = sentence.root;
  if (tokens[root].upos == Upos::PROPN) {
    for (auto t = root + 2; t < sentence.end; ++t) {
      if (tokens[t].head == root && tokens[t].deprel == "acl" && tokens[t].feature("VerbForm") == "Inf" &&
          tokens[t - 1].form == "to" && tokens[t - 1].head == t &&
          !has_child(document, sentence.begin, sentence.end, root, {"cop", "nsubj", "case", "det"})) {
        make_root(document, sentence, t, "nsubj");
        return;
      }
    }
    return;
  }
  const auto first = sentence.begin;
  if (tokens[root].upos != Upos::VERB || root < first + 3 || tokens[first].head != root ||
      tokens[first].deprel != "vocative" || tokens[first].upos != Upos::PROPN || tokens[first + 1].form != "," ||
      tokens[first + 2].head != first || tokens[first + 2].deprel != "appos" || tokens[first + 2].upos != Upos::PROPN ||
      tokens[root].feature("Mood") == "Imp" ||
      has_child(document, first, sentence.end, root, {"nsubj", "nsubj:pass"})) {
    return;
  }
  tokens[first].deprel = "nsubj";
  tokens[first + 2].deprel = "conj";
}

/// "Mali, along with Niger, withdrew": both do.
void join_along_with(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto t = sentence.begin; t + 1 < sentence.end; ++t) {
    const auto phrase = tokens[t].head;
    if ((tokens[t].form != "along" && tokens[t].form != "together") || tokens[t + 1].form != "with" ||
        tokens[t].deprel != "case" || phrase == no_token || tokens[phrase].deprel != "nmod" ||
        tokens[phrase].head == no_token || !is_subject(tokens[tokens[phrase].head])) {
      continue;
    }
    tokens[phrase].deprel = "conj";
  }
}

/// "Let go six fishermen": two verbs that are one.
void tie_let_go(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto let = sentence.begin; let + 2 < sentence.end; ++let) {
    const auto go = let + 1;
    if (tokens[let].lemma != "let" || tokens[go].form != "go" || tokens[go].head != let ||
        tokens[go].deprel != "xcomp") {
      continue;
    }
    for (auto t = go + 1; t < sentence.end; ++t) {
      if (tokens[t].head == go && tokens[t].deprel != "punct") {
        tokens[t].head = let;
      }
    }
    if (has_child(document, go, sentence.end, let, {"obj"})) {
      tokens[go].deprel = "compound:prt";
    }
  }
}

/// "Found a former minister guilty of bribery", read as a guilty one: the minister is found so.
void part_guilty(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto guilty = sentence.begin + 2; guilty < sentence.end; ++guilty) {
    const auto verb = tokens[guilty].head;
    const auto found = guilty - 1;
    if (tokens[guilty].form != "guilty" || tokens[guilty].upos == Upos::ADJ || verb == no_token ||
        tokens[guilty].deprel != "obj" || tokens[verb].lemma != "find" || tokens[found].head != guilty ||
        tokens[found].deprel != "compound") {
      continue;
    }
    for (auto t = sentence.begin; t < found; ++t) {
      if (tokens[t].head == guilty) {
        tokens[t].head = found;
      }
    }
    tokens[found].head = verb;
    tokens[found].deprel = "obj";
    tokens[guilty].deprel = "xcomp";
    tokens[guilty].upos = Upos::ADJ;
    for (auto t = guilty + 1; t < sentence.end; ++t) {
      if (tokens[t].head == guilty && tokens[t].deprel == "nmod") {
        tokens[t].deprel = "obl";
      }
    }
  }
}

/// "Evacuated the wounded from Bangui": with an article and as an argument a participle is a noun for people.
void name_the_wounded(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto t = sentence.begin + 1; t < sentence.end; ++t) {
    auto& token = tokens[t];
    const bool argument = token.deprel == "obj" || token.deprel == "iobj" || is_subject(token);
    if (token.upos != Upos::VERB || !argument || token.feature("VerbForm") != "Part" ||
        token.feature("Tense") != "Past" || tokens[t - 1].head != t || lower_case(tokens[t - 1].form) != "the") {
      continue;
    }
    token.upos = Upos::NOUN;
    token.lemma = lower_case(token.form);
    token.feats = "Number=Plur";
    for (auto below = t + 1; below < sentence.end; ++below) {
      if (tokens[below].head == t && tokens[below].deprel == "obl") {
        tokens[below].deprel = "nmod";
      }
    }
  }
}

/// "Wound up a tour", "the strike wound down": what has such a particle was wound, not wounded; and attaches are not
/// attached.
void unwind(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto t = sentence.begin; t + 1 < sentence.end; ++t) {
    if (tokens[t].lemma == "wound" && tokens[t].upos == Upos::VERB && tokens[t + 1].head == t &&
        (tokens[t + 1].form == "up" || tokens[t + 1].form == "down")) {
      tokens[t].lemma = "wind";
    } else if (tokens[t].lemma == "attach" && tokens[t].upos == Upos::NOUN) {
      tokens[t].lemma = "attache";
    }
  }
}

/// "Police fire tear gas at protesters": what is fired has a verb before it, where the tree has only nouns.
void find_firing(Document& document, Sentence& sentence) {
  static constexpr std::array<std::string_view, 9> fired = {"gas",     "bullet", "shot",   "round",  "rocket",
                                                            "missile", "shell",  "mortar", "teargas"};
  auto& tokens = document.tokens;
  const auto in_phrase = [&](std::uint32_t t, std::uint32_t fire, std::uint32_t object) {
    return t != no_token && t >= fire && t <= object;
  };
  for (auto fire = sentence.begin + 1; fire + 1 < sentence.end; ++fire) {
    if (tokens[fire].form != "fire" || tokens[fire].upos != Upos::NOUN) {
      continue;
    }
    auto object = fire + 1;
    while (object < sentence.end && object <= fire + 2 &&
           std::ranges::find(fired, tokens[object].lemma) == fired.end()) {
      ++object;
    }
    if (object == sentence.end || object > fire + 2 || !in_phrase(sentence.root, fire + 1, object)) {
      continue;
    }
    std::uint32_t subject = no_token;
    for (auto t = sentence.begin; t < fire; ++t) {
      const bool outside = in_phrase(tokens[t].head, fire, object);
      const bool marked = has_child(document, sentence.begin, t, t, {"case"});
      if (outside && subject == no_token && is_plural(tokens[t]) && !marked && tokens[t].upos != Upos::PUNCT) {
        subject = t;
      } else if (outside && subject != no_token) {
        tokens[t].head = subject;
        tokens[t].deprel = marked ? "nmod" : tokens[t].deprel;
      }
    }
    if (subject == no_token) {
      continue;
    }
    for (auto t = object + 1; t < sentence.end; ++t) {
      if (in_phrase(tokens[t].head, fire, object)) {
        tokens[t].head = fire;
        tokens[t].deprel = tokens[t].deprel == "nmod" ? "obl" : tokens[t].deprel == "acl" ? "advcl" : tokens[t].deprel;
      }
    }
    take_for_verb(tokens[fire]);
    make_root(document, sentence, fire, "obj");
    tokens[subject].head = fire;
    tokens[subject].deprel = "nsubj";
    tokens[object].head = fire;
    tokens[object].deprel = "obj";
    for (auto t = fire + 1; t < object; ++t) {
      tokens[t].head = object;
      tokens[t].deprel = "compound";
    }
    return;
  }
}

/// "Kyrgyz police arrest Akmat Bakiyev", read as an arrest of that name: what a plural stands before and a person
/// behind, without a preposition, is told of them.
void find_arrest(Document& document, Sentence& sentence) {
  static constexpr std::array<std::string_view, 6> acts = {"arrest", "raid", "attack", "release", "storm", "ambush"};
  auto& tokens = document.tokens;
  const auto act = sentence.root;
  if (tokens[act].upos != Upos::NOUN || std::ranges::find(acts, tokens[act].lemma) == acts.end() ||
      tokens[act].feature("Number") == "Plur" || act == sentence.begin || act + 1 >= sentence.end) {
    return;
  }
  const auto subject = act - 1;
  const bool plural = is_plural(tokens[subject]);
  auto object = no_token;
  for (auto t = act + 1; t < sentence.end; ++t) {
    const bool of_act = tokens[t].head == act && (tokens[t].deprel == "appos" || tokens[t].deprel == "obj");
    object = object == no_token && of_act ? t : object;
  }
  if (!plural || tokens[subject].head != act || tokens[subject].deprel != "compound" || object == no_token ||
      object > act + 3 || has_child(document, sentence.begin, act, act, {"case", "cop", "nmod:poss"})) {
    return;
  }
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    if (tokens[t].head == act && t < subject && tokens[t].upos != Upos::PUNCT) {
      tokens[t].head = subject;
    } else if (tokens[t].head == act && tokens[t].deprel == "nmod") {
      tokens[t].deprel = "obl";
    }
  }
  take_for_verb(tokens[act]);
  tokens[subject].deprel = "nsubj";
  tokens[object].deprel = "obj";
}

/// "closes the Kerem Shalom crossing", taken for an act: it is the crossing that is closed.
void name_crossing(Document& document, const Sentence& sentence) {
  auto& tokens = document.tokens;
  for (auto t = sentence.begin + 2; t < sentence.end; ++t) {
    const auto name = t - 1;
    if (tokens[t].form == "crossing" && tokens[t].upos == Upos::VERB && tokens[t].head == tokens[name].head &&
        tokens[name].upos == Upos::PROPN && tokens[name].deprel == "obj" &&
        !has_child(document, t, sentence.end, t, {"obj"})) {
      make_compound(document, sentence, name, t);
    }
  }
}

}  // namespace

bool may_be_label(const Document& document, std::uint32_t begin, std::uint32_t colon) {
  if (colon <= begin || colon - begin > longest_label) {
    return false;
  }
  return std::none_of(document.tokens.begin() + begin, document.tokens.begin() + colon, [](const Token& token) {
    return (token.upos == Upos::VERB && token.deprel != "amod") || token.upos == Upos::AUX;
  });
}

void repair_tree(const Model& model, Document& document, Sentence& sentence) {
  find_lost_verb(model, document, sentence);
  find_headline_doers(document, sentence);
  free_captives(document, sentence);
  find_firing(document, sentence);
  find_arrest(document, sentence);
  find_singular_presents(model, document, sentence);
  find_plural_presents(model, document, sentence);
  find_verb_of_noun(model, document, sentence);
  hang_label_on_clause(document, sentence);
  hang_report_on_speaker(document, sentence);
  part_believed(document, sentence);
  make_finite(document, sentence);
  part_joined_clauses(document, sentence);
  find_hyphened_deed(document, sentence);
  find_bare_past(document, sentence);
  straighten_subjects(document, sentence);
  tie_hyphened(document, sentence);
  tie_between(document, sentence);
  untie_infinitives(document, sentence);
  part_due(document, sentence);
  tie_manner(document, sentence);
  tie_times_of_day(document, sentence);
  part_time_after(document, sentence);
  tie_dead(document, sentence);
  part_dead(document, sentence);
  tie_doers(document, sentence);
  tie_directions(document, sentence);
  tie_taken_place(document, sentence);
  tie_fighters_of(document, sentence);
  name_attackers(document, sentence);
  give_subject_of_with(document, sentence);
  join_middle_past(document, sentence);
  tie_among_them(document, sentence);
  tie_gapped_passives(document, sentence);
  part_hurt_from_doer(document, sentence);
  share_circumstances(document, sentence);
  tell_reported(document, sentence);
  tie_infinitives(document, sentence);
  tie_asked(document, sentence);
  tie_urged(document, sentence);
  name_may(document, sentence);
  name_crossing(document, sentence);
  join_nouns(document, sentence);
  name_violence(document, sentence);
  make_after_clauses(document, sentence);
  make_bare_pasts(document, sentence);
  tie_clauses(document, sentence);
  make_clauses_of_two(model, document, sentence);
  make_clauses(model, document, sentence);
  give_subjects(document, sentence);
  give_subject_of_said(document, sentence);
  tie_particles(document, sentence);
  unwind(document, sentence);
  name_the_wounded(document, sentence);
  part_guilty(document, sentence);
  tie_let_go(document, sentence);
  join_along_with(document, sentence);
  stand_by(document, sentence);
  begin_with_gerund(document, sentence);
  tie_bare_object(document, sentence);
  tie_at_least(document, sentence);
  part_gifts_of_time(document, sentence);
  part_gifts_counted(document, sentence);
  tie_harm(document, sentence);
  tie_purposes(document, sentence);
  tie_said_in(document, sentence);
  part_tenses(document, sentence);
  part_presents(document, sentence);
  part_perfects(document, sentence);
  keep_participles(document, sentence);
  part_infinitives(document, sentence);
  part_double_subjects(document, sentence);
  keep_one_subject(document, sentence);
  tie_office_holders(document, sentence);
  part_two_names(document, sentence);
  join_subjects(document, sentence);
  tie_killing_clauses(document, sentence);
  tie_deed_to_its_object(document, sentence);
}

}  // namespace sitrep
