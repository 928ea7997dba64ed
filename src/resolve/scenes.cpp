#include "resolve/scenes.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace sitrep {

namespace {

/// Places and clauses further up have nothing to do with each other.
constexpr int highest = 32;
constexpr std::uint32_t longest = 300;

bool is_any_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// The lemma of the preposition before a phrase; empty where there is none.
std::string_view marker_of(const Syntax& tree, std::uint32_t token) {
  const auto marker = tree.marker(token);
  return marker == no_token ? std::string_view() : std::string_view(tree.at(marker).lemma);
}

/// The phrase that says where: of "in the Swiss city of Geneva" the city, of "to Chad and Mali" the first.
std::uint32_t phrase_of_place(const Syntax& tree, std::uint32_t where) {
  auto phrase = where;
  for (int steps = 0; steps < highest; ++steps) {
    const auto above = tree.head(phrase);
    const bool inner = tree.is(phrase, "compound") || tree.is(phrase, "flat") || tree.is(phrase, "appos") ||
                       tree.is(phrase, "conj") || (tree.is(phrase, "nmod") && marker_of(tree, phrase) == "of");
    if (above == no_token || !inner || tree.at(above).upos == Upos::VERB) {
      return phrase;
    }
    phrase = above;
  }
  return phrase;
}

bool is_clause(const Syntax& tree, std::uint32_t token) {
  static constexpr std::array<std::string_view, 7> clauses = {"advcl", "ccomp", "acl",       "parataxis",
                                                              "csubj", "conj",  "dislocated"};
  return tree.at(token).upos == Upos::VERB && is_any_of(tree.relation(token), clauses);
}

/// Whether the deed is told by another clause than the one of `act`, or `act` as what came before or after it.
bool is_told_beside(const Syntax& tree, std::uint32_t act, std::uint32_t deed) {
  static constexpr std::array<std::string_view, 9> times = {"after", "before",  "since", "follow", "despite",
                                                            "over",  "because", "amid",  "about"};
  // "met on the sidelines of a summit in Bali", "agreed at talks in Doha": one scene.
  for (auto [t, steps] = std::pair(act, 0); steps < highest && t != no_token && !is_clause(tree, t); ++steps) {
    if (t == deed) {
      return false;
    }
    t = tree.head(t);
    if (t == deed) {
      return false;
    }
  }
  bool meant = false;
  auto t = deed;
  for (int steps = 0; steps < highest && t != no_token && t != act; ++steps) {
    const bool time =
        (tree.is(t, "obl") || tree.is(t, "nmod") || tree.is(t, "advcl")) && is_any_of(marker_of(tree, t), times);
    // "sent troops to Chad to train soldiers", "held talks in Bali to ask for a truce": what someone goes or meets for
    // is done there.
    const bool purpose = tree.at(t).feature("VerbForm") == "Inf";
    if ((is_clause(tree, t) && !purpose) || time) {
      return true;
    }
    meant = meant || (purpose && is_clause(tree, t));
    t = tree.head(t);
    if (meant && t == tree.head(act)) {
      return false;
    }
  }
  return t != act;
}

/// Whether a word says more of a subject named before it, and not of a place: "the general, a veteran of the war". What
/// is said so of others mostly tells where the deed was: "killed two Poles, tourists in Osh".
bool is_aside(const Syntax& tree, const ActorLexicon& actors, std::uint32_t word, std::uint32_t deed) {
  auto t = word;
  for (int steps = 0; steps < highest && t != no_token && tree.at(t).upos != Upos::VERB; ++steps) {
    const auto named = tree.head(t);
    if (tree.is(t, "appos") && tree.at(t).upos == Upos::NOUN) {
      const auto& lemma = tree.at(t).lemma;
      return named < t && named != deed && tree.at(named).deprel == "nsubj" && !tree.within(deed, t) &&
             !actors.has_word(ActorWords::same_town, lemma) && !actors.has_word(ActorWords::country_noun, lemma);
    }
    t = named;
  }
  return false;
}

/// A place that says where an act was or led to.
struct Setting {
  std::uint32_t act = no_token;  ///< the word that it hangs on
  bool venue = false;            ///< where people met or live
  bool goal = false;             ///< where someone went or was sent
  bool left = false;             ///< where someone came back from
  bool origin = false;           ///< where someone or something is from
};

Setting setting_of(const Syntax& tree, const ActorLexicon& actors, std::uint32_t where) {
  static constexpr std::array<std::string_view, 2> within = {"in", "at"};
  static constexpr std::array<std::string_view, 5> toward = {"to", "into", "for", "toward", "towards"};
  const auto phrase = phrase_of_place(tree, where);
  Setting out;
  out.act = tree.head(phrase);
  if (out.act == no_token) {
    return out;
  }
  const auto& lemma = tree.at(out.act).lemma;
  const auto marker = marker_of(tree, phrase);
  const bool verb = tree.at(out.act).upos == Upos::VERB;
  if (tree.is(phrase, "obl") || tree.is(phrase, "nmod")) {
    out.venue = is_any_of(marker, within) && actors.has_word(verb ? ActorWords::venue : ActorWords::venue_noun, lemma);
    out.goal =
        is_any_of(marker, toward) && actors.has_word(verb ? ActorWords::journey : ActorWords::journey_noun, lemma);
    out.left = marker == "from" && verb && (lemma == "fly" || lemma == "return");
    out.origin = marker == "from" && tree.at(out.act).upos == Upos::NOUN && !actors.has_word(ActorWords::out_of, lemma);
  } else if (verb && tree.is(phrase, "obj")) {
    out.goal = lemma == "visit" || lemma == "tour";
  }
  return out;
}

}  // namespace

bool is_scene_apart(const Syntax& tree, const ActorLexicon& actors, std::uint32_t where, std::uint32_t deed) {
  const auto& sentence = tree.sentence(deed);
  if (sentence.end - sentence.begin > longest || tree.within(deed, where)) {
    return false;
  }
  const auto setting = setting_of(tree, actors, where);
  // "hackers based in China broke into ...": it is where they are as they do it.
  const auto whose = setting.act == no_token ? no_token : tree.head(setting.act);
  const bool based =
      whose != no_token && tree.at(setting.act).lemma == "base" && (whose == deed || tree.head(whose) == deed);
  if (setting.act == no_token || setting.act == deed || based) {
    return false;
  }
  const bool elsewhere = setting.venue || setting.goal || setting.left;
  return is_aside(tree, actors, setting.act, deed) || (elsewhere && is_told_beside(tree, setting.act, deed));
}

bool is_journey_end(const Syntax& tree, const ActorLexicon& actors, std::uint32_t where) {
  return setting_of(tree, actors, where).goal;
}

bool is_visit_end(const Syntax& tree, const ActorLexicon& actors, std::uint32_t where) {
  const auto setting = setting_of(tree, actors, where);
  return setting.goal && tree.at(setting.act).upos == Upos::NOUN;
}

bool is_origin_of_other(const Syntax& tree, const ActorLexicon& actors, std::uint32_t where, std::uint32_t token) {
  const auto setting = setting_of(tree, actors, where);
  return setting.origin && setting.act != token && !tree.within(token, setting.act);
}

}  // namespace sitrep
