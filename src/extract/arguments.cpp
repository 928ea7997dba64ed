#include "extract/arguments.h"

#include <algorithm>

#include "extract/label.h"

namespace sitrep {

namespace {

constexpr int max_climb = 8;  // no real sentence chains control or conjunction deeper; bounds odd parses
constexpr std::size_t max_phrases = 32;

bool is_relative_pronoun(const Tree& tree, std::uint32_t token) {
  const auto& t = tree.at(token);
  return t.upos == Upos::PRON &&
         (t.feature("PronType") == "Rel" || t.lemma == "who" || t.lemma == "which" || t.lemma == "whom");
}

/// The noun that a relative clause at or above `verb` modifies.
std::uint32_t relative_head(const Tree& tree, std::uint32_t verb) {
  for (int i = 0; i < max_climb && verb != no_token; ++i) {
    if (tree.at(verb).deprel == "acl:relcl") {
      return tree.head(verb);
    }
    verb = tree.head(verb);
  }
  return no_token;
}

/// "the borders of Russia, which has": where the noun does not agree with the verb of its relative clause, the one
/// right before the pronoun that does.
std::uint32_t agreeing_noun(const Tree& tree, std::uint32_t noun, std::uint32_t pronoun) {
  const auto clause = tree.head(pronoun);
  if (clause == no_token || tree.head(clause) != noun || !tree.is(pronoun, "nsubj") ||
      tree.at(clause).feature("Number") != "Sing" || tree.at(noun).feature("Number") != "Plur") {
    return noun;
  }
  auto before = pronoun - 1;
  if (tree.at(before).upos == Upos::PUNCT && before > noun) {
    --before;
  }
  const bool agrees = before > noun && tree.head(before) == noun && tree.is(before, "nmod") &&
                      tree.at(before).feature("Number") == "Sing";
  return agrees ? before : noun;
}

/// A relative pronoun stands for the noun its clause modifies; any other token for itself.
std::uint32_t without_relative(const Tree& tree, std::uint32_t token, std::uint32_t verb) {
  if (!is_relative_pronoun(tree, token)) {
    return token;
  }
  const auto noun = relative_head(tree, verb);
  return noun == no_token ? token : agreeing_noun(tree, noun, token);
}

bool is_clause_head(const Tree& tree, std::uint32_t token) {
  const auto upos = tree.at(token).upos;
  return upos == Upos::VERB || upos == Upos::AUX || tree.child(token, "cop") != no_token ||
         tree.child(token, "nsubj") != no_token;
}

std::uint32_t surface_subject_at(const Tree& tree, const WordLists& lists, std::uint32_t token, int depth);

/// "while France, very close to Armenia, demanded": the parser likes to make a clause of "France close"; its subject is
/// that of the verb right behind it.
std::uint32_t subject_of_bare_adjective_before(const Tree& tree, std::uint32_t token) {
  const auto up = tree.head(token);
  for (const auto c : tree.children(up)) {
    if (c > token || !tree.is(c, "advcl") || tree.at(c).upos != Upos::ADJ || tree.child(c, "cop") != no_token) {
      continue;
    }
    const auto subject = tree.child(c, "nsubj");
    if (subject != no_token && subject < c && tree.subtree(c).back() + 1 == token) {
      return subject;
    }
  }
  return no_token;
}

/// "called on both countries to withdraw", "urged both sides to return", with the infinitive hung on those asked.
bool is_asked_of(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  const auto up = tree.head(token);
  if (tree.at(token).deprel != "acl" || tree.at(token).feature("VerbForm") != "Inf" || up == no_token ||
      tree.head(up) == no_token) {
    return false;
  }
  const auto verb = tree.lemma(tree.head(up));
  return (tree.is(up, "obl") && lists.contains("oblique-control", verb)) ||
         (tree.is(up, "obj") && lists.contains("asking-verb", verb));
}

/// The preposition before a gerund, whether read as its mark, as its case or as the case of its object.
std::uint32_t mark_of_gerund(const Tree& tree, std::uint32_t token) {
  if (const auto mark = tree.child(token, "mark"); mark != no_token) {
    return mark;
  }
  if (const auto marker = tree.child(token, "case"); marker != no_token) {
    return marker;
  }
  const auto obj = tree.child(token, "obj");
  const auto marker = obj == no_token ? no_token : tree.child(obj, "case");
  return marker != no_token && marker + 1 == token ? marker : no_token;
}

/// "of", "for", "from" before a gerund that completes its verb ("accused of shelling"); empty for any other clause.
Word gerund_marker(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  if (gerund_host(tree, lists, token) == no_token) {
    return {};
  }
  return tree.lemma(mark_of_gerund(tree, token));
}

/// "the union issued a statement urging": who speaks in it, where its owner is not said with it.
std::uint32_t sender_of(const Tree& tree, const WordLists& lists, std::uint32_t message, int depth) {
  const auto drafter = tree.head(message);
  if (drafter != no_token && tree.is(message, "obj") && lists.contains("drafting-verb", tree.lemma(drafter))) {
    return surface_subject_at(tree, lists, drafter, depth + 1);  // "drafted a Security Council resolution calling for"
  }
  for (const auto c : tree.children(message)) {
    const bool of = tree.is(c, "nmod") &&
                    (tree.case_marker(c) == "of" || tree.case_marker(c) == "by" || tree.case_marker(c) == "from");
    if (of || tree.at(c).deprel == "nmod:poss" || tree.is(c, "compound") || tree.is(c, "amod")) {
      return no_token;
    }
  }
  const auto verb = tree.head(message);
  if (verb == no_token || tree.at(verb).upos != Upos::VERB) {
    return no_token;
  }
  if (tree.is(message, "obj")) {
    return surface_subject_at(tree, lists, verb, depth + 1);
  }
  return tree.at(message).deprel == "nsubj:pass" ? tree.child(verb, "obl:agent") : no_token;
}

/// "says it is ready to leave", read as "to leave is ready": the "it" of an adjective that only persons and states can
/// have is their own.
std::uint32_t personal_expletive(const Tree& tree, const WordLists& lists, std::uint32_t adjective) {
  return tree.at(adjective).upos == Upos::ADJ && lists.contains("personal-adjective", tree.lemma(adjective))
             ? tree.child(adjective, "expl")
             : no_token;
}

std::uint32_t inherited_subject(const Tree& tree, const WordLists& lists, std::uint32_t token, int depth) {
  const auto up = tree.head(token);
  if (up == no_token || depth > max_climb) {
    return no_token;
  }
  const auto relation = tree.relation(token);
  if (const auto it = relation == "csubj" ? personal_expletive(tree, lists, up) : no_token; it != no_token) {
    return it;
  }
  if (relation == "conj" && is_clause_head(tree, up)) {
    if (const auto subject = subject_of_bare_adjective_before(tree, token); subject != no_token) {
      return subject;
    }
    return surface_subject_at(tree, lists, up, depth + 1);
  }
  // "summoned the envoy to protest": it is not he who protests; but "summoned him to explain".
  const bool told_off =
      lists.contains("summoning-verb", tree.at(up).lemma) && lists.contains("tells-summoned", tree.lemma(token));
  if (relation == "xcomp") {
    const auto obj = tree.child(up, "obj");
    if (obj != no_token && !told_off && !lists.contains("subject-control", tree.at(up).lemma)) {
      return obj;
    }
    if (const auto iobj = tree.child(up, "iobj"); iobj != no_token) {
      return iobj;
    }
    // "called on Azerbaijan to stop": the one called on is to do it.
    if (lists.contains("oblique-control", tree.at(up).lemma)) {
      for (const auto c : tree.children(up)) {
        if (tree.is(c, "obl") && c < token) {
          const auto marker = tree.case_marker(c);
          if (marker == "on" || marker == "upon" || marker == "to" || marker == "for" || marker == "with") {
            return c;
          }
        }
      }
    }
    return surface_subject_at(tree, lists, up, depth + 1);
  }
  if (relation == "advcl" && tree.at(token).feature("VerbForm") != "Fin") {
    if (!gerund_marker(tree, lists, token).empty()) {
      if (const auto obj = tree.child(up, "obj"); obj != no_token) {
        return obj;  // "accused Georgia of shelling": Georgia shells
      }
    }
    if (is_passive(tree, token) && tree.child(token, "mark") != no_token && tree.child(up, "obj") != no_token) {
      return no_token;  // "freed him after being sentenced": he or they?
    }
    if (logical_relation(tree, lists, token) == "xcomp" && !told_off &&
        !lists.contains("subject-control", tree.lemma(up))) {
      if (const auto obj = tree.child(up, "obj"); obj != no_token) {
        return obj;
      }
      if (const auto iobj = tree.child(up, "iobj"); iobj != no_token) {
        return iobj;
      }
    }
    if (lists.contains("sending-verb", tree.lemma(up)) && tree.at(token).feature("VerbForm") == "Inf" &&
        !is_passive(tree, up)) {
      if (const auto obj = tree.child(up, "obj"); obj != no_token) {
        return obj;  // "sent its envoy to Nairobi to meet the president"
      }
    }
    // "called on Peru to leave"; "called on Peru, asking it to leave": the caller asks.
    if (lists.contains("oblique-control", tree.at(up).lemma) && !tree.at(token).form.ends_with("ing")) {
      for (const auto c : tree.children(up)) {
        const auto marker = tree.is(c, "obl") && c < token ? tree.case_marker(c) : std::string();
        if (marker == "on" || marker == "upon" || (marker == "for" && tree.lemma(up) == "wait")) {
          return c;
        }
      }
    }
    if (const auto wanted = tree.child(up, "iobj"); wanted != no_token &&
                                                    lists.contains("wishing-verb", tree.lemma(up)) &&
                                                    tree.at(token).feature("VerbForm") == "Inf") {
      return wanted;  // "wants the United Nations to investigate"
    }
    return surface_subject_at(tree, lists, up, depth + 1);
  }
  if (relation == "acl") {
    const auto& t = tree.at(token);
    if (is_asked_of(tree, lists, token)) {
      return up;
    }
    if (t.deprel == "acl:relcl" || t.feature("VerbForm") == "Part" || t.feature("VerbForm") == "Ger") {
      const auto noun = tree.lemma(up);
      const auto over = tree.head(up);
      // "signed a decree pardoning 40 rebels"
      const bool enacts = lists.contains("enacted-text", noun) && over != no_token && tree.is(up, "obj") &&
                          lists.contains("enacting-verb", tree.lemma(over));
      const bool says =
          t.deprel == "acl" && !is_passive(tree, token) && (enacts || lists.contains("message-noun", noun));
      const auto sender = says ? sender_of(tree, lists, up, depth) : no_token;
      return sender == no_token ? up : sender;
    }
    // "plans to attack": whose plans?
    if (const auto owner = tree.child(up, "nmod:poss"); owner != no_token) {
      return owner;
    }
    const auto above = tree.head(up);
    if (above != no_token && tree.is(up, "obl") && (tree.case_marker(up) == "over" || tree.case_marker(up) == "for")) {
      if (const auto obj = tree.child(above, "obj"); obj != no_token) {
        return obj;  // "arrested them over a plot to kill him"
      }
    }
    // "foiled a plot to kill the minister": not they.
    if (above != no_token && lists.contains("plot-noun", tree.lemma(up)) &&
        lists.contains("thwarting-verb", tree.lemma_with_particle(above))) {
      return no_token;
    }
    if (above != no_token && (tree.is(up, "obj") || tree.is(up, "obl") || tree.is(up, "xcomp"))) {
      // "two were killed in an operation to arrest a warlord", "died in a raid to free him": not by them
      const bool suffers = tree.is(up, "obl") && (tree.child(above, "nsubj:pass") != no_token ||
                                                  lists.contains("killed-subject-verb", tree.lemma(above)));
      return suffers ? no_token : surface_subject_at(tree, lists, above, depth + 1);
    }
    if (tree.at(up).upos == Upos::PROPN) {
      // A purpose that got attached to a name: "met with A and B to ask for".
      if (const auto verb = purpose_host(tree, token); verb != no_token) {
        return surface_subject_at(tree, lists, verb, depth + 1);
      }
    }
  }
  return no_token;
}

std::uint32_t surface_subject_at(const Tree& tree, const WordLists& lists, std::uint32_t token, int depth) {
  if (const auto subject = tree.child(token, "nsubj"); subject != no_token) {
    return without_relative(tree, subject, token);
  }
  if (const auto it = personal_expletive(tree, lists, token); it != no_token) {
    return it;
  }
  return inherited_subject(tree, lists, token, depth);
}

void add(Predicate& predicate, std::string slot, std::uint32_t token, bool weak = false) {
  const bool there = std::any_of(predicate.arguments.begin(), predicate.arguments.end(),
                                 [&](const Argument& a) { return a.slot == slot && a.token == token; });
  if (!there && token != no_token && token != predicate.token) {
    predicate.arguments.push_back({std::move(slot), token, weak});
  }
}

/// "called on both countries to withdraw", with the preposition read as a particle: the one right before the phrase.
std::string particle_before(const Tree& tree, std::uint32_t verb, std::uint32_t phrase) {
  for (const auto p : tree.children(verb)) {
    if (tree.at(p).deprel != "compound:prt" || p >= phrase) {
      continue;
    }
    auto word = p + 1;
    for (int i = 0; i < 8 && word != phrase && word != no_token && word != verb; ++i) {
      word = tree.head(word);
    }
    if (word == phrase) {
      return std::string(tree.lemma(p).text);
    }
  }
  return {};
}

/// Obliques of a verb and nmods of a noun, by preposition. A case-less nmod or obl is no slot but time or measure.
void add_prepositional(const Tree& tree, const Resolution& resolution, const WordLists& lists, std::uint32_t from,
                       Predicate& predicate, bool weak) {
  for (const auto c : tree.children(from)) {
    const auto relation = tree.relation(c);
    if ((relation != "obl" && relation != "nmod") || is_time_phrase(resolution, c)) {
      continue;
    }
    auto marker = tree.case_marker(c);
    if (marker.empty() && tree.at(c).deprel == "obl") {
      marker = particle_before(tree, from, c);
    }
    if (marker.empty()) {
      continue;
    }
    // "left the bloc together with Mali": one who acts too, not one acted upon; but "works together with Mali".
    const auto at = tree.child(c, "case");
    const bool beside = marker == "with" && at != no_token && at > 0 &&
                        (tree.at(at - 1).form == "together" || tree.at(at - 1).form == "along") &&
                        !lists.contains("acts-together", tree.lemma(from));
    add(predicate, beside ? "together with" : std::move(marker), without_relative(tree, c, from), weak);
  }
}

/// "that Chad withdraw", "for Chad to withdraw": a clause with a mark and a subject of its own, below a noun or verb.
bool is_clause_of_noun(const Tree& tree, std::uint32_t clause) {
  const auto mark = tree.child(clause, "mark");
  if (mark == no_token || (tree.at(clause).deprel != "acl" && !tree.is(clause, "ccomp"))) {
    return false;
  }
  const auto form = tree.form(mark);
  return form == "that" || (form == "for" && tree.child(clause, "nsubj") != no_token);
}

/// "its demand that Chad withdraw": the clause that a noun tells of, and who is to act in it.
void add_clause_of_noun(const Tree& tree, std::uint32_t noun, Predicate& predicate, bool weak) {
  for (const auto c : tree.children(noun)) {
    if (is_clause_of_noun(tree, c)) {
      add(predicate, "comp", c, weak);
      add(predicate, "compsubj", tree.child(c, "nsubj"), weak);
    }
  }
}

bool has_actor(const Resolution& resolution, std::uint32_t token) {
  return token < resolution.actors.size() && !resolution.actors[token].empty();
}

/// "freed after mediation by elders", "withdrew after talks with rebels": whoever is in it, is not in the act.
bool is_beside(const Tree& tree, std::uint32_t phrase) {
  static constexpr std::array<std::string_view, 6> markers = {"after",   "before", "following",
                                                              "despite", "since",  "amid"};
  return std::ranges::find(markers, tree.case_marker(phrase)) != markers.end();
}

/// "detained at a protest by farmers": who gathers there; but "shot at a rally by police".
bool gathers(const Tree& tree, const Resolution& resolution, const WordLists& lists, std::uint32_t phrase,
             std::uint32_t people) {
  static constexpr std::array<std::string_view, 5> armed = {"COP", "MIL", "REB", "UAF", "CRM"};
  return lists.contains("gathering-noun", tree.lemma(phrase)) &&
         std::ranges::none_of(resolution.actors[people], [](const auto& actor) {
           return std::ranges::find(armed, actor.entity.primary_sector()) != armed.end();
         });
}

/// "was sentenced to six years in prison by a court": the doer of a passive, hung on a phrase before it.
std::uint32_t distant_agent(const Tree& tree, const Resolution& resolution, const WordLists& lists,
                            std::uint32_t verb) {
  std::vector<std::uint32_t> phrases;
  // "killed in protests over the shooting of a cleric by troops": the cleric
  const auto is_grievance = [&](std::uint32_t phrase) {
    const auto marker = tree.case_marker(phrase);
    return (marker == "over" || marker == "against" || marker == "about") &&
           lists.contains("deed-noun", tree.lemma(phrase));
  };
  for (const auto c : tree.children(verb)) {
    if (c > verb && !is_beside(tree, c) && !is_grievance(c) &&
        (tree.is(c, "obl") || tree.is(c, "obj") || tree.is(c, "xcomp"))) {
      phrases.push_back(c);
    }
  }
  for (std::size_t i = 0; i < phrases.size() && i < max_phrases; ++i) {
    for (const auto c : tree.children(phrases[i])) {
      // "in retaliation for an attack by rebels": another deed
      if (!tree.is(c, "nmod") || is_beside(tree, c) || is_grievance(c) || tree.case_marker(c) == "for") {
        continue;
      }
      if (tree.case_marker(c) == "by" && has_actor(resolution, c) && !is_time_phrase(resolution, c) &&
          !gathers(tree, resolution, lists, phrases[i], c)) {
        return c;
      }
      phrases.push_back(c);
    }
  }
  return no_token;
}

/// "Two soldiers killed in Gaza": a verb that cannot do without an object has it as its subject in headlines.
bool is_headline_passive(const Tree& tree, const Resolution& resolution, const WordLists& lists, std::uint32_t verb) {
  const auto& t = tree.at(verb);
  const auto subject = tree.child(verb, "nsubj");
  if (!lists.contains("needs-object", tree.lemma(verb)) || t.feature("Tense") != "Past" || tree.is(verb, "acl") ||
      tree.is(verb, "conj") || subject == no_token || !has_actor(resolution, subject)) {
    return false;
  }
  const auto children = tree.children(verb);
  return std::none_of(children.begin(), children.end(), [&](std::uint32_t c) {
    const auto relation = tree.relation(c);
    return relation == "obj" || relation == "ccomp" || relation == "xcomp" || relation == "aux" || relation == "iobj" ||
           tree.at(c).deprel == "compound:prt" || (relation == "conj" && tree.at(c).upos == Upos::VERB);
  });
}

bool is_case_of_number(const Tree& tree, const Resolution& resolution, std::uint32_t noun) {
  const auto marker = tree.child(noun, "case");
  return std::any_of(resolution.quantities.begin(), resolution.quantities.end(), [&](const QuantityMention& q) {
    return q.counted == noun && marker != no_token && q.begin <= marker && marker < q.end;
  });
}

/// "Iran, Iraq sign accord": the comma of headlines for "and", read as two subjects.
std::uint32_t second_of_headline(const Tree& tree, const Resolution& resolution, std::uint32_t verb,
                                 std::uint32_t subject) {
  if (subject == no_token || tree.head(subject) != verb || !has_actor(resolution, subject)) {
    return no_token;
  }
  for (const auto c : tree.children(verb)) {
    if (c != subject && tree.at(c).deprel == "nsubj" && c == subject + 2 && has_actor(resolution, c) &&
        tree.at(subject + 1).form == ",") {
      return c;
    }
  }
  return no_token;
}

/// "Fighting broke out": a gerund read as a clause.
std::uint32_t gerund_subject(const Tree& tree, std::uint32_t verb) {
  const auto clause = tree.child(verb, "csubj");
  return clause != no_token && tree.form(clause).ends_with("ing") ? clause : no_token;
}

/// "Kenya called for talks", "Thousands marched in Lima", without a full stop: headlines leave auxiliaries out, so the
/// parser may take the past for a passive one, but these verbs have no passive of their own.
bool is_bare_past(const Tree& tree, const WordLists& lists, std::uint32_t verb) {
  if (tree.child(verb, "aux:pass") != no_token || tree.child(verb, "obl:agent") != no_token ||
      tree.child(verb, "nsubj") == no_token) {
    return false;
  }
  const auto lemma = tree.lemma(verb);
  if (lists.contains("no-passive", lemma)) {
    return true;
  }
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
    return tree.is(c, "obl") && lists.contains("no-passive", lemma + " " + tree.case_marker(c));
  });
}

/// "were killed when their bus overturned": the overturning and the bus; "crashed, killing two": the crash.
void add_circumstances(const Tree& tree, const WordLists& lists, std::uint32_t verb, Predicate& out) {
  const auto is_circumstance = [&](std::uint32_t c) {
    return (tree.is(c, "mark") || tree.is(c, "advmod")) && lists.contains("circumstance-marker", tree.form(c));
  };
  const auto add_of = [&](std::uint32_t told) {
    for (const auto c : tree.children(told)) {
      if (tree.is(c, "advcl") && (told == verb || c > verb) && std::ranges::any_of(tree.children(c), is_circumstance)) {
        add(out, "when", c);
        add(out, "whensubj", tree.child(c, "nsubj"));
      }
    }
  };
  add_of(verb);
  if (tree.is(verb, "conj") && tree.head(verb) != no_token) {
    add_of(tree.head(verb));  // "two were killed and five injured when a wall fell"
  }
  if (tree.is(verb, "advcl") && tree.at(verb).form.ends_with("ing") && tree.child(verb, "mark") == no_token) {
    add(out, "main", tree.head(verb));
  }
}

void read_verb_arguments(const Tree& tree, const Resolution& resolution, const WordLists& lists, std::uint32_t verb,
                         Predicate& out) {
  out.passive = (is_passive(tree, verb) && !is_bare_past(tree, lists, verb)) ||
                is_headline_passive(tree, resolution, lists, verb);
  const auto subject = surface_subject(tree, lists, verb);
  auto obj = tree.child(verb, "obj");
  if (obj != no_token) {
    obj = without_relative(tree, obj, verb);
  }
  if (out.passive) {
    add(out, "obj", subject);
    if (obj != no_token && obj != subject) {
      add(out, "iobj", obj);
    }
    auto agent = tree.child(verb, "obl:agent");
    if (agent == no_token) {
      for (const auto c : tree.children(verb)) {
        if (tree.is(c, "obl") && tree.case_marker(c) == "by" && !is_time_phrase(resolution, c)) {
          agent = c;
          break;
        }
      }
    }
    if (agent == no_token && tree.is(verb, "conj")) {
      // "was seized and burned by rebels" has its agent at the last verb, "was seized by rebels and burned" at the
      // first.
      agent = tree.child(tree.head(verb), "obl:agent");
    }
    if (agent == no_token) {
      for (const auto c : tree.children(verb)) {
        // Not "was kidnapped and rescued by police".
        if (tree.is(c, "conj") && is_passive(tree, c) && !lists.contains("relieving-verb", tree.lemma(c))) {
          agent = tree.child(c, "obl:agent");
        }
      }
    }
    if (agent == no_token) {
      agent = distant_agent(tree, resolution, lists, verb);
    }
    if (agent != no_token) {
      add(out, "subj", without_relative(tree, agent, verb));
    }
  } else {
    add(out, "subj", subject != no_token ? subject : gerund_subject(tree, verb));
    add(out, "subj", second_of_headline(tree, resolution, verb, subject));
    if (obj == no_token && tree.at(verb).deprel == "acl:relcl" && tree.child(verb, "nsubj") != no_token &&
        tree.head(verb) != subject) {
      bool stranded = false;  // "the city they fled from": the noun fills the preposition, not the object
      for (const auto c : tree.children(verb)) {
        stranded = stranded || (tree.is(c, "obl") && is_relative_pronoun(tree, c));
      }
      if (!stranded) {
        obj = tree.head(verb);
      }
    }
    if (obj == no_token) {
      // "shelled and burned the town": the object stands at the last verb.
      for (const auto c : tree.children(verb)) {
        if (tree.is(c, "conj") && tree.at(c).upos == Upos::VERB && tree.child(c, "nsubj") == no_token) {
          if (const auto shared = tree.child(c, "obj"); shared != no_token && c == verb + 2) {
            obj = shared;
          }
        }
      }
    }
    add(out, "obj", obj);
    if (auto marker = obj == no_token ? std::string() : tree.case_marker(obj); !marker.empty()) {
      add(out, std::move(marker), obj);  // "pulled out of the deal" read as an object
    }
  }
  if (const auto iobj = tree.child(verb, "iobj"); iobj != no_token) {
    add(out, "iobj", without_relative(tree, iobj, verb));
    if (obj == no_token) {
      // "asked the United Nations for peacekeepers": the only object, and what is asked for may hang on it.
      add(out, "obj", without_relative(tree, iobj, verb));
      add_prepositional(tree, resolution, lists, iobj, out, true);
    }
  } else if (!out.passive && obj != no_token) {
    // Of two objects the first is the one it is given to: "offer both sides mediation".
    for (const auto c : tree.children(verb)) {
      if (c > obj && tree.at(c).deprel == "obj" && tree.is(obj, "obj")) {
        if (auto marker = tree.case_marker(c); !marker.empty()) {
          add(out, std::move(marker), c);  // "accusing Kigali of crimes" read as two objects
          break;
        }
        if (obj < verb && tree.is(verb, "xcomp")) {
          // "helped Chad fight the rebels": the first one fights.
          std::erase_if(out.arguments, [](const Argument& a) { return a.slot == "obj" || a.slot == "subj"; });
          add(out, "subj", obj);
          add(out, "obj", c);
          obj = c;
          break;
        }
        std::erase_if(out.arguments, [&](const Argument& a) { return a.slot == "obj"; });
        add(out, "iobj", obj);
        add(out, "obj", c);
        obj = c;
        break;
      }
    }
  }
  if (obj == no_token && !out.passive) {
    // "injured more than 100 people" read as a comparison.
    for (const auto c : tree.children(verb)) {
      if (!tree.is(c, "obl") || c < verb) {
        continue;
      }
      // "at least nine people": the preposition belongs to the number.
      const auto marker = is_case_of_number(tree, resolution, c) ? std::string() : tree.case_marker(c);
      if ((marker.empty() || marker == "than") && tree.child(c, "nummod") != no_token &&
          !is_time_phrase(resolution, c)) {
        add(out, "obj", c);
        obj = c;
        break;
      }
    }
  }
  add_prepositional(tree, resolution, lists, verb, out, false);
  if (const auto state = tree.child(verb, "xcomp"); state != no_token && tree.at(state).upos == Upos::ADJ) {
    add_prepositional(tree, resolution, lists, state, out, true);  // "shot dead in Belfast"
  }
  for (const auto c : tree.children(verb)) {
    if (c == obj || tree.is(c, "obl")) {
      add_clause_of_noun(tree, c, out, true);
    }
    if (!tree.is(c, "obl")) {
      continue;
    }
    if (lists.contains("talks", tree.lemma(c)) && !is_beside(tree, c)) {
      add_prepositional(tree, resolution, lists, c, out, true);  // "walked out of talks with the rebels"
    }
    for (const auto below : tree.children(c)) {
      if (tree.is(below, "nmod") && tree.case_marker(below) == "between") {
        add(out, "between", below, true);  // "served as mediator between Iran and Yemen"
      }
    }
  }
  if (out.passive && subject != no_token && tree.head(subject) == verb) {
    // "ties with Chad were cut", "aid to Chad was stopped"; but of "men from Chad were killed" Chad is no party.
    for (const auto c : tree.children(subject)) {
      const auto marker = tree.is(c, "nmod") ? tree.case_marker(c) : std::string();
      if (marker == "with" || marker == "to" || marker == "on" || marker == "against" || marker == "between") {
        add(out, marker, c, true);
      }
    }
  }
  if (obj != no_token) {
    add_prepositional(tree, resolution, lists, obj, out, true);
    // "sent tons of food to refugees": what hangs on the thing measured.
    for (const auto c : tree.children(obj)) {
      if (tree.is(c, "nmod") && tree.case_marker(c) == "of") {
        add_prepositional(tree, resolution, lists, c, out, true);
      }
    }
  }
  for (const auto c : tree.children(verb)) {
    for (const auto below : tree.children(c)) {
      if (is_asked_of(tree, lists, below)) {
        add(out, "comp", below);
      }
    }
    for (const auto below : tree.children(c)) {
      // "accused the rebels of shelling", with the gerund hung on the rebels.
      if (gerund_host(tree, lists, below) == verb) {
        add(out, std::string(gerund_marker(tree, lists, below).text), below);
        add(out, "compsubj", c);
      }
    }
    const auto relation = logical_relation(tree, lists, c);
    const bool infinitive_adverbial = relation == "advcl" && tree.at(c).feature("VerbForm") == "Inf" &&
                                      lists.contains("oblique-control", tree.at(verb).lemma);
    if (const auto marker = gerund_marker(tree, lists, c); !marker.empty()) {
      add(out, std::string(marker.text), c);
      add(out, "compsubj", inherited_subject(tree, lists, c, 0));
      continue;
    }
    if (relation != "xcomp" && relation != "ccomp" && !infinitive_adverbial) {
      continue;
    }
    add(out, "comp", c);
    if (lists.contains("transparent-verb", tree.lemma(c))) {
      // "to ensure that they stop" asks for the stopping.
      for (const auto below : tree.children(c)) {
        if (tree.is(below, "ccomp") || tree.is(below, "xcomp")) {
          add(out, "comp", below);
        }
      }
    }
    auto below = tree.child(c, "nsubj");
    below = below != no_token ? without_relative(tree, below, c) : inherited_subject(tree, lists, c, 0);
    if (below != subject || out.passive) {
      add(out, "compsubj", below);
    }
  }
  add_circumstances(tree, lists, verb, out);
}

/// "are on alert", "are in talks": the subject does what the noun tells. Of what it is under it is the object.
bool is_state_of_subject(const Tree& tree, std::uint32_t noun) {
  const auto marker = tree.case_marker(noun);
  return tree.child(noun, "cop") != no_token && (marker == "on" || marker == "in" || marker == "at");
}

/// "Israeli-Lebanese talks": the one before the hyphen, of two adjectives of actors; no_token where there is none.
std::uint32_t other_of_two_sides(const Tree& tree, const Resolution& resolution, std::uint32_t second) {
  for (const auto c : tree.children(second)) {
    const bool hyphen = c + 2 == second && (tree.at(c + 1).form == "-" || tree.at(c + 1).form == "\xE2\x80\x93");
    if (hyphen && has_actor(resolution, c) && tree.at(c).upos == Upos::ADJ && tree.at(second).upos == Upos::ADJ) {
      return c;
    }
  }
  return no_token;
}

/// "a state visit": the kind of visit, not who pays it.
bool is_of_ceremony(const Tree& tree, std::uint32_t compound) {
  const auto noun = tree.lemma(tree.head(compound));
  return tree.lemma(compound) == "state" && (noun == "visit" || noun == "dinner" || noun == "banquet");
}

void read_noun_arguments(const Tree& tree, const Resolution& resolution, const WordLists& lists, std::uint32_t noun,
                         Predicate& out) {
  for (const auto c : tree.children(noun)) {
    const auto& t = tree.at(c);
    const auto relation = tree.relation(c);
    if (t.deprel == "nmod:poss") {
      if (!is_time_phrase(resolution, c)) {
        add(out, "subj", c);
      }
    } else if (t.deprel == "nsubj" && is_state_of_subject(tree, noun)) {
      add(out, "subj", c, true);
    } else if ((relation == "nmod" || relation == "obl") && !is_time_phrase(resolution, c)) {
      auto marker = tree.case_marker(c);
      if (marker == "by") {
        add(out, "subj", c);
      } else if (marker == "of") {
        add(out, "obj", c);
        add(out, "of", c);
        // "the arrest of a journalist by police": the parser likes to hang the doer on the one done to.
        for (const auto below : tree.children(c)) {
          if (tree.is(below, "nmod") && tree.case_marker(below) == "by" && !is_time_phrase(resolution, below)) {
            add(out, "subj", below, true);
          }
        }
        // "the visit of the president to Chad"
        add_prepositional(tree, resolution, lists, c, out, true);
      } else if (!marker.empty()) {
        for (const auto below : tree.children(c)) {
          // "an appeal to donors to send food", with the infinitive hung on the donors
          if (marker == "to" && tree.at(below).deprel == "acl" && tree.at(below).feature("VerbForm") == "Inf") {
            add(out, "comp", below, true);
            add(out, "compsubj", c, true);
          }
        }
        add(out, std::move(marker), c);
      }
    } else if (relation == "amod" && has_actor(resolution, c)) {
      add(out, "subj", c);
      add(out, "subj", other_of_two_sides(tree, resolution, c));
    } else if (relation == "compound" || relation == "amod") {
      if (relation == "compound" && !is_of_ceremony(tree, c)) {
        // "a school shooting", "the embassy bombing": where it was
        const bool site = lists.contains("site", tree.lemma(c)) && names_deed(lists, tree.lemma(noun));
        const bool acts = has_actor(resolution, c) && !resolution.actors[c].front().only_place && !site;
        // "is in police custody": the police are who holds him
        const bool holder = acts && lists.contains("holding-noun", tree.lemma(noun));
        add(out, holder ? "by" : acts ? "subj" : "obj", c, true);  // "Syria air raids", but "Kabul blast"
        for (const auto below : tree.children(c)) {
          if (has_actor(resolution, below)) {
            add(out, "subj", below, true);  // "Israeli air strikes", read as strikes by "Israeli air"
          }
        }
      }
    } else if (is_clause_of_noun(tree, c)) {
      add_clause_of_noun(tree, noun, out, false);
    } else if (relation == "acl") {
      if (t.upos == Upos::VERB && t.feature("VerbForm") == "Inf") {
        add(out, "comp", c);
      } else if (tree.lemma(c) == "blame" && is_passive(tree, c)) {
        // "an attack blamed on rebels"
        for (const auto whom : tree.children(c)) {
          if (tree.is(whom, "obl") && tree.case_marker(whom) == "on") {
            add(out, "subj", whom);
          }
        }
      } else if (is_passive(tree, c)) {
        // "attacks carried out by rebels"
        const auto agent = tree.child(c, "obl:agent");
        // "a truce mediated by Qatar": no party to it.
        const bool brokered = lists.contains("brokering", tree.lemma(c));
        if (agent != no_token) {
          add(out, brokered ? "broker" : "subj", agent);
        }
        add_prepositional(tree, resolution, lists, c, out, true);
        std::erase_if(out.arguments,
                      [&](const Argument& a) { return brokered && a.slot == "by" && tree.head(a.token) == c; });
      }
    }
  }
  // Conjoined event nouns share the verb: "held talks and exercises".
  auto first = noun;
  for (int i = 0; i < max_climb && tree.head(first) != no_token; ++i) {
    // "held two days of exercises", "carried out a series of raids": the whole is the object.
    const bool part = tree.is(first, "nmod") && tree.case_marker(first) == "of" &&
                      lists.contains("stretch-noun", tree.lemma(tree.head(first)));
    if (!part && !tree.is(first, "conj")) {
      break;
    }
    first = tree.head(first);
  }
  const auto up = tree.head(first);
  if (const auto verb = responsibility_taken(tree, lists, first); verb != no_token) {
    add(out, "subj", surface_subject(tree, lists, verb));
    for (const auto c : tree.children(verb)) {
      // "claimed responsibility for an attack on a base", with both hung on the claiming.
      if (c > first && tree.head(first) == verb && tree.is(c, "obl")) {
        add(out, tree.case_marker(c), c);
      }
    }
    return;
  }
  if (up == no_token || tree.at(up).upos != Upos::VERB) {
    return;
  }
  const auto relation = tree.relation(first);
  // "carried out more than two dozen strikes", with the count read as a measure.
  const bool counted = relation == "obl" && tree.case_marker(first).empty() &&
                       tree.child(first, "nummod") != no_token && tree.child(up, "obj") == no_token;
  const bool is_object = relation == "obj" || tree.at(first).deprel == "nsubj:pass" || counted;
  const auto& verb = tree.at(up);
  std::string with_particle = verb.lemma;
  if (const auto particle = tree.child(up, "compound:prt"); particle != no_token) {
    with_particle += ' ';
    with_particle += tree.at(particle).lemma;
  }
  if (is_object && (lists.contains("light", with_particle) || lists.contains("light", verb.lemma))) {
    out.host = up;
    out.light = true;
    Predicate host;
    host.token = up;
    read_verb_arguments(tree, resolution, lists, up, host);
    const bool suffers = lists.contains("light-suffered", verb.lemma) && !host.passive;
    for (auto& a : host.arguments) {
      if (a.token != first && a.slot != "obj") {
        add(out, suffers && a.slot == "subj" ? "obj" : a.slot, a.token, a.weak);
      }
    }
  } else if (relation == "nsubj") {
    out.host = up;
    out.light = lists.contains("happen", with_particle) || lists.contains("happen", verb.lemma);
    add_prepositional(tree, resolution, lists, up, out, true);
    // "the bombing was condemned by France": who condemned did not bomb.
    std::erase_if(out.arguments, [&](const Argument& a) {
      return a.slot == "by" && tree.head(a.token) == up && tree.at(first).deprel == "nsubj:pass";
    });
  }
}

}  // namespace

std::vector<std::uint32_t> Predicate::fillers(std::string_view slot) const {
  std::vector<std::uint32_t> out;
  for (const bool weak : {false, true}) {
    for (const auto& a : arguments) {
      if (a.slot == slot && a.weak == weak) {
        out.push_back(a.token);
      }
    }
    if (!out.empty()) {
      break;
    }
  }
  return out;
}

std::uint32_t responsibility_taken(const Tree& tree, const WordLists& lists, std::uint32_t deed) {
  const auto up = tree.head(deed);
  if (up == no_token || tree.case_marker(deed) != "for") {
    return no_token;
  }
  const auto takes = [&](std::uint32_t responsibility) {
    const auto verb = tree.head(responsibility);
    const bool taken =
        tree.is(responsibility, "obj") && lists.contains("responsibility-noun", tree.lemma(responsibility));
    return taken && lists.contains("responsibility-verb", tree.lemma(verb)) ? verb : no_token;
  };
  if (const auto verb = takes(up); verb != no_token) {
    return verb;
  }
  const auto beside = tree.child(up, "obj");  // "claims responsibility for the bombings", hung on the claiming
  return beside == no_token ? no_token : takes(beside);
}

std::uint32_t surface_subject(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  return surface_subject_at(tree, lists, token, 0);
}

std::uint32_t gerund_host(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  const auto form = tree.at(token).feature("VerbForm");
  const auto up = tree.head(token);
  if (up == no_token || tree.at(token).upos != Upos::VERB || form == "Fin" || form == "Inf") {
    return no_token;
  }
  const auto mark = mark_of_gerund(tree, token);
  const auto lemma = mark == no_token ? Word() : tree.lemma(mark);
  const bool charged = lemma == "with" && lists.contains("gerund-complement", tree.lemma(up));
  const bool aimed = (lemma == "at" && lists.contains("gerund-at", tree.lemma(up))) ||
                     (lemma == "against" && lists.contains("gerund-against", tree.lemma(up))) ||
                     (lemma == "about" && lists.contains("gerund-about", tree.lemma(up)));
  if (lemma != "of" && lemma != "for" && lemma != "from" && !charged && !aimed) {
    return no_token;
  }
  if (tree.is(token, "advcl")) {
    return up;
  }
  const auto verb = tree.head(up);
  const bool of_object = tree.is(token, "acl") && verb != no_token &&
                         (tree.is(up, "obj") || tree.at(up).deprel == "nsubj:pass" || tree.is(up, "obl")) &&
                         lists.contains("gerund-complement", tree.lemma(verb));
  return of_object ? verb : no_token;
}

std::string_view logical_relation(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  const auto relation = tree.relation(token);
  const auto up = tree.head(token);
  if (relation != "advcl" || tree.at(token).feature("VerbForm") != "Inf" || token < up) {
    return relation;
  }
  const auto verb = tree.lemma(up);
  const auto mark = tree.child(token, "mark");
  const bool bare = mark != no_token && tree.form(mark) == "to";  // not "in order to", "for them to"
  const bool has_object = tree.child(up, "obj") != no_token || tree.child(up, "iobj") != no_token;
  const bool asks_another = lists.contains("infinitive-of-object", verb) && (has_object || is_passive(tree, up));
  const bool own = lists.contains("infinitive-of-subject", verb) && !has_object;
  return bare && (asks_another || own) ? std::string_view("xcomp") : relation;
}

std::uint32_t purpose_host(const Tree& tree, std::uint32_t token) {
  if (tree.at(token).deprel != "acl" || tree.at(token).feature("VerbForm") != "Inf") {
    return no_token;
  }
  auto up = tree.head(token);
  if (up == no_token || tree.at(up).upos != Upos::PROPN) {
    return no_token;
  }
  for (int i = 0; i < max_climb && up != no_token; ++i, up = tree.head(up)) {
    if (tree.at(up).upos == Upos::VERB) {
      return up;
    }
  }
  return no_token;
}

bool is_time_phrase(const Resolution& resolution, std::uint32_t token) {
  const auto& timexes = resolution.timexes;
  const auto it =
      std::partition_point(timexes.begin(), timexes.end(), [&](const TimexMention& t) { return t.end <= token; });
  return it != timexes.end() && it->begin <= token;
}

bool is_passive(const Tree& tree, std::uint32_t token) {
  if (tree.at(token).upos != Upos::VERB) {
    return false;
  }
  if (tree.child(token, "aux:pass") != no_token || tree.child(token, "nsubj:pass") != no_token) {
    return true;
  }
  const auto& t = tree.at(token);
  if (t.feature("VerbForm") != "Part" || t.feature("Tense") != "Past") {
    return false;
  }
  for (const auto c : tree.children(token)) {
    if (tree.at(c).deprel == "aux" || tree.at(c).deprel == "nsubj" || tree.at(c).deprel == "csubj") {
      // A perfect ("has fled") or a clause with a subject of its own.
      return false;
    }
  }
  if (tree.is(token, "conj") && tree.head(token) != no_token) {
    return is_passive(tree, tree.head(token));
  }
  return tree.is(token, "acl") || t.feature("Voice") == "Pass";
}

bool names_deed(const WordLists& lists, std::string_view lemma) {
  return lists.contains("deed-noun", lemma) || lists.contains("attack-thing", lemma);
}

Predicate read_predicate(const Tree& tree, const Resolution& resolution, const WordLists& lists, std::uint32_t token,
                         PredicateClass word_class) {
  Predicate out;
  out.token = token;
  out.word_class = word_class;
  switch (word_class) {
    case PredicateClass::verb:
      read_verb_arguments(tree, resolution, lists, token, out);
      break;
    case PredicateClass::noun:
      read_noun_arguments(tree, resolution, lists, token, out);
      break;
    case PredicateClass::adjective:
      add(out, "subj", surface_subject(tree, lists, token));
      add_prepositional(tree, resolution, lists, token, out, false);
      for (const auto c : tree.children(token)) {
        if (tree.is(c, "xcomp") || tree.is(c, "ccomp") ||
            ((tree.is(c, "advcl") || (tree.is(c, "csubj") && personal_expletive(tree, lists, token) != no_token)) &&
             tree.at(c).feature("VerbForm") == "Inf")) {
          add(out, "comp", c);
        }
      }
      break;
  }
  if (const auto label = label_of(tree, token)) {
    if (const auto* place = place_of_label(tree, resolution, *label)) {
      add(out, "in", place->top(), true);
    }
  }
  return out;
}

}  // namespace sitrep
