#include "extract/status.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sitrep {

namespace {

constexpr int max_climb = 16;

std::string quoted(const Tree& tree, std::uint32_t token) {
  return "'" + std::string(tree.at(token).form) + "'";
}

/// "has yet to withdraw", "is still to reply".
bool is_yet_to_be_done(const Tree& tree, std::uint32_t token) {
  const auto to = tree.child(token, "mark");
  if (to == no_token || to < 2 || tree.at(to).form != "to") {
    return false;
  }
  const auto adverb = tree.lemma(to - 1);
  const auto verb = tree.lemma(to - 2);
  return (adverb == "yet" || adverb == "still") && (verb == "have" || verb == "be");
}

/// What the words that hang on the predicate itself say.
std::optional<StatusReading> own_status(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  if (is_negated(tree, lists, token)) {
    return StatusReading{Status::denied, quoted(tree, token) + " is negated", no_token};
  }
  if (is_yet_to_be_done(tree, token)) {
    return StatusReading{Status::denied, quoted(tree, token) + " is yet to be done", no_token};
  }
  bool perfect = false;
  for (const auto c : tree.children(token)) {
    perfect = perfect || (tree.is(c, "aux") && tree.lemma(c) == "have");
  }
  const auto sentence_begin = tree.document().sentences[tree.sentence_of(token)].begin;
  const auto to = tree.child(token, "mark");
  for (const auto c : tree.children(token)) {
    const auto lemma = tree.lemma(c);
    if (c == sentence_begin && tree.form(c) == "had" && tree.is(c, "aux")) {
      return StatusReading{Status::hypothetical, quoted(tree, c) + " before its subject", no_token};  // "Had they left"
    }
    if (lemma == "be" && tree.at(c).upos == Upos::AUX && to != no_token && c + 1 == to && tree.form(to) == "to") {
      return StatusReading{Status::planned, quoted(tree, c) + " to", no_token};  // "are to meet"
    }
  }
  if (tree.head(token) == no_token && tree.at(token).feature("VerbForm") == "Inf" && to != no_token &&
      tree.form(to) == "to" && tree.child(token, "nsubj") != no_token) {
    return StatusReading{Status::planned, quoted(tree, to) + " before " + quoted(tree, token),
                         no_token};  // "Iran to free"
  }
  if (is_subjunctive(tree, lists, token)) {
    return StatusReading{Status::demanded, quoted(tree, token) + " in the subjunctive", no_token};
  }
  for (const auto c : tree.children(token)) {
    const auto lemma = tree.lemma(c);
    const auto relation = tree.relation(c);
    const auto because = [&] { return quoted(tree, c) + " before " + quoted(tree, token); };
    if (relation == "aux") {
      // "should parliament recognise the state": a condition
      const auto subject = tree.child(token, "nsubj");
      if (tree.is(token, "advcl") && subject != no_token && c < subject && tree.child(token, "mark") == no_token) {
        return StatusReading{Status::hypothetical, quoted(tree, c) + " before its subject", no_token};
      }
      if (lists.contains("future-auxiliary", lemma)) {
        const auto clause = tree.child(token, "advcl");
        const auto mark = clause == no_token ? no_token : tree.child(clause, "mark");
        // "would withdraw if it were asked"
        const bool if_so = mark != no_token && tree.form(mark) == "if" && tree.form(c) == "would";
        return (perfect && lemma == "would") || if_so ? StatusReading{Status::hypothetical, because(), no_token}
                                                      : StatusReading{Status::planned, because(), no_token};
      }
      if (lists.contains("possible-auxiliary", lemma)) {
        return StatusReading{Status::hypothetical, because(), no_token};
      }
      if (lists.contains("demanding-auxiliary", lemma)) {
        return StatusReading{Status::demanded, because(), no_token};
      }
    } else if (relation == "mark" && lists.contains("in-place-of", tree.form(c))) {
      return StatusReading{Status::denied, because(), no_token};  // "instead of freeing them"
    } else if (relation == "mark" && lists.contains("conditional-mark", lemma)) {
      return StatusReading{Status::hypothetical, because(), no_token};
    } else if (tree.at(c).deprel == "acl" && tree.at(token).upos == Upos::NOUN && is_passive(tree, c)) {
      if (lists.contains("participle-planned", lemma)) {
        return StatusReading{Status::planned, quoted(tree, c) + " of " + quoted(tree, token), no_token};
      }
    } else if (relation == "amod" && tree.at(token).upos == Upos::NOUN) {
      if (lists.contains("adjective-hypothetical", lemma)) {
        return StatusReading{Status::hypothetical, because(), no_token};
      }
      if (lists.contains("adjective-planned", lemma) || lists.contains("participle-planned", lemma)) {
        return StatusReading{Status::planned, because(), no_token};
      }
      if (lists.contains("participle-denied", lemma)) {
        return StatusReading{Status::denied, because(), no_token};
      }
    } else if (relation == "advmod") {
      if (lists.contains("adverb-alleged", lemma)) {
        return StatusReading{Status::alleged, because(), no_token};
      }
      if (lists.contains("adverb-historical", lemma) && c < token && tree.children(c).empty()) {
        return StatusReading{Status::historical, because(), no_token};
      }
      if (lists.contains("adverb-hypothetical", lemma)) {
        return StatusReading{Status::hypothetical, because(), no_token};
      }
    }
  }
  return std::nullopt;
}

std::optional<Status> listed(const WordLists& lists, const Word& lemma) {
  struct StatusOfList {
    ListName list;
    Status status;
  };
  static constexpr std::array<StatusOfList, 7> by_list = {{
      {"governs-threatened", Status::threatened},
      {"governs-demanded", Status::demanded},
      {"governs-denied", Status::denied},
      {"governs-alleged", Status::alleged},
      {"governs-planned", Status::planned},
      {"governs-hypothetical", Status::hypothetical},
      {"governs-actual", Status::actual},
  }};
  for (const auto& [list, status] : by_list) {
    if (lists.contains(list, lemma)) {
      return status;
    }
  }
  return std::nullopt;
}

bool fills(const Predicate& predicate, std::string_view slot, std::uint32_t token, const Tree& tree) {
  for (const auto filler : predicate.fillers(slot)) {
    if (tree.within(token, filler)) {
      return true;
    }
  }
  return false;
}

/// Whether a conjunct tells what was done in place of what was not.
bool is_set_against(const Tree& tree, std::uint32_t conjunct) {
  const auto joint = tree.child(conjunct, "cc");
  const auto word = joint == no_token ? std::string() : tree.form(joint);
  return word == "but" || word == "yet" || word == "instead";
}

/// "became the first state to withdraw its troops", with the infinitive under the noun or under the verb: the verb by
/// which the act is told as done; no_token where it is told otherwise.
std::uint32_t told_by_rank(const Tree& tree, std::uint32_t infinitive) {
  const auto up = tree.head(infinitive);
  const bool under_verb = tree.is(infinitive, "advcl") && tree.lemma(up) == "become";
  const auto noun = under_verb ? tree.child(up, "obj") : up;
  if (noun == no_token || (!under_verb && tree.at(infinitive).deprel != "acl")) {
    return no_token;
  }
  const bool ranked = std::ranges::any_of(tree.children(noun), [&](std::uint32_t c) {
    const auto lemma = tree.lemma(c);
    return tree.at(c).feature("NumType") == "Ord" || tree.at(c).feature("Degree") == "Sup" || lemma == "only" ||
           lemma == "latest" || lemma == "last";
  });
  if (!ranked || under_verb) {
    return ranked ? up : no_token;
  }
  const auto over = tree.head(noun);
  if (tree.child(noun, "cop") != no_token) {
    return noun;
  }
  return over != no_token && tree.lemma(over) == "become" ? over : no_token;
}

/// "has taken steps to ease censorship": the verb by which the steps are told as taken; no_token where they are not.
std::uint32_t step_taken(const Tree& tree, std::uint32_t infinitive) {
  const auto step = tree.head(infinitive);
  const auto take = step == no_token ? no_token : tree.head(step);
  const bool steps = take != no_token && tree.at(infinitive).deprel == "acl" && tree.is(step, "obj") &&
                     tree.lemma(step) == "step" && tree.at(step).feature("Number") == "Plur" &&
                     tree.lemma(take) == "take";
  return steps ? take : no_token;
}

/// What a frame's `embeds:` lines say of the event at `token`.
std::optional<Status> embedded_status(const Tree& tree, FrameMatcher& matcher, std::uint32_t governor,
                                      std::uint32_t token) {
  const auto& match = matcher.at(governor);
  if (match.frame == nullptr) {
    return std::nullopt;
  }
  for (const auto& [slot, status] : match.frame->embeds) {
    if (fills(match.predicate, slot, token, tree)) {
      return status;
    }
  }
  return std::nullopt;
}

/// "was not able to arrest", "made no attempt to stop", "did nothing to help": what is governed so was not done.
bool is_left_undone(const Tree& tree, const WordLists& lists, std::uint32_t governor) {
  const auto lemma = tree.lemma(governor);
  const auto over = tree.head(governor);
  if (lists.contains("negated-denies", lemma)) {
    return is_negated(tree, lists, governor) ||
           (tree.at(governor).upos == Upos::NOUN && over != no_token && is_negated(tree, lists, over));
  }
  return lists.contains("as-good-as-nothing", lemma) && over != no_token && tree.lemma(over) == "do" &&
         tree.is(governor, "obj");
}

/// Whether the clause speaks of what was or is, not of what should be: "that they left", not "that they leave".
bool is_told_as_fact(const Tree& tree, std::uint32_t clause) {
  const auto children = tree.children(clause);
  return tree.at(clause).feature("Tense") == "Past" || std::any_of(children.begin(), children.end(), [&](auto c) {
           const auto lemma = tree.lemma(c);
           return (tree.is(c, "aux") || tree.is(c, "cop")) && (lemma == "have" || lemma == "be") &&
                  tree.at(c).feature("VerbForm") == "Fin";
         });
}

/// "went on to expel", "was able to free": what is told as carried through, not as a purpose or a possibility.
bool is_carried_through(const Tree& tree, const WordLists& lists, std::uint32_t governor) {
  if (is_negated(tree, lists, governor)) {
    return false;
  }
  const auto lemma = tree.lemma(governor);
  if (lemma == "able") {
    const auto copula = tree.child(governor, "cop");
    return copula != no_token && tree.at(copula).feature("Tense") == "Past" && tree.child(governor, "mark") == no_token;
  }
  return tree.at(governor).feature("VerbForm") == "Fin" &&
         lists.contains("carries-through", tree.lemma_with_particle(governor));
}

/// "Parliament voted 60 to 40 to lift sanctions", "voters voted to leave": the vote is the act. Unions only announce
/// one.
bool is_voted(const Tree& tree, FrameMatcher& matcher, std::uint32_t infinitive) {
  const auto vote = tree.head(infinitive);
  if (vote == no_token || tree.lemma(vote) != "vote" || tree.at(vote).feature("VerbForm") != "Fin" ||
      is_passive(tree, vote) || (!tree.is(infinitive, "xcomp") && !tree.is(infinitive, "advcl"))) {
    return false;
  }
  static constexpr std::array<std::string_view, 3> deciding = {"LEG", "JUD", "GOV"};
  const auto subject = tree.child(vote, "nsubj");
  if (subject == no_token) {
    return false;
  }
  const auto voters = matcher.roles().read_subject(subject);
  return tree.lemma(subject) == "voter" || std::ranges::any_of(voters, [&](const RoleFiller& f) {
           return f.kind == ActorKind::organisation || f.entity.has_sector(deciding);
         });
}

/// A purpose is not yet an act; but what is said at a meeting that took place is said.
StatusReading purpose_status(const Tree& tree, FrameMatcher& matcher, const Predicate& predicate, std::uint32_t purpose,
                             std::uint32_t host) {
  const auto* frame = matcher.at(predicate.token).frame;
  const bool spoken = frame != nullptr && frame->type && frame->type != EventType::concede &&
                      quad_class(*frame->type) != QuadClass::material_conflict &&
                      quad_class(*frame->type) != QuadClass::material_cooperation;
  if (spoken && meeting_over(tree, matcher, purpose) != no_token) {
    return {Status::actual, "said at a meeting that took place", no_token};
  }
  return {Status::planned, quoted(tree, purpose) + " is the purpose of " + quoted(tree, host), host, true};
}

/// Whether `verb` ends the plan `noun`, its object, be it in words that are reported: "(said it had) cancelled plans".
bool ends_plan(const Tree& tree, const WordLists& lists, std::uint32_t noun, std::uint32_t verb) {
  const bool object = tree.is(noun, "obj") || tree.at(noun).deprel == "nsubj:pass";
  if (!object || tree.head(noun) != verb || !lists.contains("plan-noun", tree.lemma(noun)) ||
      own_status(tree, lists, verb)) {
    return false;
  }
  if (tree.is(verb, "ccomp") || tree.is(verb, "xcomp")) {
    const auto governor = tree.lemma(tree.head(verb));
    const auto held = listed(lists, governor);
    const bool reported =
        tree.is(verb, "ccomp") && lists.contains("say-verb", governor) && (!held || *held == Status::actual);
    if (!reported && !lists.contains("resolves-to", governor)) {
      return false;
    }
  }
  return lists.contains("ends-plan", tree.lemma_with_particle(verb));
}

/// The plan that an infinitive tells of: the noun it hangs on, or the object of its verb where the parser took it for
/// that one's purpose ("dropped plans to sell"); no_token where it tells of none.
std::uint32_t plan_of(const Tree& tree, std::uint32_t infinitive) {
  const auto up = tree.head(infinitive);
  if (tree.at(infinitive).deprel == "acl") {
    return up;
  }
  const auto plan = tree.child(up, is_passive(tree, up) ? "nsubj:pass" : "obj");
  const auto mark = tree.child(infinitive, "mark");
  const bool right_behind =
      plan != no_token && mark == plan + 1 && tree.form(mark) == "to" && tree.children(plan).size() <= 1;
  return tree.is(infinitive, "advcl") && right_behind ? plan : no_token;
}

}  // namespace

bool is_subjunctive(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  const auto mark = tree.child(token, "mark");
  const auto subject = tree.child(token, "nsubj");
  if (mark == no_token || subject == no_token || tree.form(mark) != "that" || tree.at(token).upos != Upos::VERB) {
    return false;
  }
  bool be = false;
  for (const auto c : tree.children(token)) {
    if (tree.is(c, "aux")) {
      if (tree.at(c).form != "be") {
        return false;
      }
      be = true;
    }
  }
  const auto& s = tree.at(subject);
  const bool one = s.feature("Number") == "Sing" && s.feature("Person") != "1" && s.feature("Person") != "2" &&
                   tree.conjuncts(subject).size() == 1;
  const auto& verb = tree.at(token);
  // "claim that a drone hit a mosque": a past
  const bool past_alike = lists.contains("past-alike", lower(verb.lemma));
  const bool plain =
      !past_alike && verb.form == verb.lemma && verb.feature("Tense") != "Past" && verb.feature("VerbForm") != "Part";
  return be || (one && plain);
}

bool has_to_be_done(const Tree& tree, const WordLists& lists, std::uint32_t act) {
  const auto up = tree.head(act);
  const auto mark = tree.child(act, "mark");
  return tree.is(act, "xcomp") && mark != no_token && tree.form(mark) == "to" &&
         lists.contains("binding-verb", tree.lemma(up)) && tree.at(up).feature("Tense") == "Pres";
}

std::uint32_t meeting_over(const Tree& tree, FrameMatcher& matcher, std::uint32_t purpose) {
  const auto consults = [&](std::uint32_t token) {
    const auto* frame = matcher.at(token).frame;
    if (frame != nullptr && frame->type == EventType::consult) {
      return true;
    }
    const auto children = tree.children(token);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
      const auto* object_frame = tree.is(c, "obj") ? matcher.at(c).frame : nullptr;
      return object_frame != nullptr && object_frame->type == EventType::consult;
    });
  };
  auto up = tree.head(purpose);
  for (int i = 0; i < max_climb && up != no_token; ++i, up = tree.head(up)) {
    if (consults(up)) {
      return up;
    }
    const bool infinitive = tree.at(up).feature("VerbForm") == "Inf" && (tree.is(up, "advcl") || tree.is(up, "acl"));
    if (tree.at(up).upos == Upos::VERB && !tree.is(up, "conj") && !infinitive) {
      break;
    }
  }
  return no_token;
}

/// "denied that its planes dropped bombs killing four", "denied claims that soldiers burned a village": the denial over
/// a token, whatever is between but clauses about someone or something else; no_token where there is none.
std::uint32_t denied_over(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  auto t = token;
  for (int i = 0; i < max_climb && t != no_token && tree.at(t).deprel != "acl:relcl"; ++i, t = tree.head(t)) {
    const auto up = tree.head(t);
    const bool claimed = tree.at(t).deprel == "acl" && tree.child(t, "mark") != no_token && up != no_token &&
                         tree.is(up, "obj");  // "claims that"
    const auto teller = claimed ? tree.head(up) : up;
    if (teller != no_token && (claimed || tree.is(t, "ccomp")) && tree.lemma(teller) == "deny" &&
        !is_negated(tree, lists, teller)) {
      return teller;
    }
  }
  return no_token;
}

/// "marks the anniversary of the day when 130 people were killed", "commemorates the day when he was shot": the verb
/// that commemorates what is told below its object; no_token where none does.
std::uint32_t commemorated_over(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  constexpr int farthest = 6;
  const auto is_day = [&](std::uint32_t noun) { return lists.contains("commemorated-day", tree.lemma(noun)); };
  const auto commemorates = [&](std::uint32_t verb, bool day) {
    const auto lemma = tree.lemma(verb);
    return lists.contains("commemorating-verb", lemma) || (day && lists.contains("marking-verb", lemma));
  };
  for (int i = 0; i < farthest && token != no_token; ++i) {
    const auto up = tree.head(token);
    if (up != no_token && tree.is(token, "obj") && tree.at(up).upos == Upos::VERB) {
      return commemorates(up, is_day(token)) ? up : no_token;
    }
    const auto day = up != no_token && tree.is(token, "advcl") ? tree.child(up, "obj") : no_token;
    if (day != no_token && day < token && is_day(day) && commemorates(up, true)) {
      return up;  // "the day when", hung on the verb
    }
    if (tree.is(token, "nsubj") || tree.is(token, "ccomp")) {
      return no_token;
    }
    token = up;
  }
  return no_token;
}

StatusReading read_status(const Tree& tree, FrameMatcher& matcher, const WordLists& lists, const Predicate& predicate,
                          bool negation_coded, bool future_coded) {
  const bool own_words_count = !(negation_coded && is_negated(tree, lists, predicate.carrier())) &&
                               !(future_coded && !is_negated(tree, lists, predicate.carrier()));
  if (own_words_count) {
    if (const auto own = own_status(tree, lists, predicate.token)) {
      return *own;
    }
  }
  if (own_words_count && predicate.carrier() != predicate.token) {
    if (const auto own = own_status(tree, lists, predicate.carrier())) {
      return *own;
    }
  }
  const auto* own_frame = matcher.at(predicate.token).frame;
  const bool conflict =
      own_frame != nullptr && own_frame->type && quad_class(*own_frame->type) == QuadClass::material_conflict;
  if (predicate.light && conflict && lists.contains("governs-ended", tree.lemma(predicate.host))) {
    return {Status::historical, quoted(tree, predicate.token) + " is over: " + quoted(tree, predicate.host),
            predicate.host};
  }
  if (predicate.light && !conflict && tree.is(predicate.token, "obj") &&
      lists.contains("ends-plan", tree.lemma(predicate.host))) {
    return {Status::denied, quoted(tree, predicate.token) + " comes to nothing: " + quoted(tree, predicate.host),
            predicate.host};  // "suspended peace talks"
  }
  auto current = predicate.carrier();
  for (int i = 0; i < max_climb; ++i) {
    const auto up = tree.head(current);
    if (up == no_token) {
      break;
    }
    const auto relation = logical_relation(tree, lists, current);
    if (const auto verb = gerund_host(tree, lists, current); verb != no_token) {
      // "accused Y of shelling", "stopped them from leaving"
      const auto because = [&](std::string_view how) {
        return quoted(tree, current) + " " + std::string(how) + " " + quoted(tree, verb);
      };
      if (const auto embedded = embedded_status(tree, matcher, verb, current)) {
        return {*embedded, because("is embedded by the frame of"), verb};
      }
      const auto by_word = listed(lists, tree.lemma(verb));
      if (by_word && *by_word != Status::actual) {
        return {*by_word, because("is governed by"), verb};
      }
      break;
    }
    const auto mark = tree.child(current, "mark");
    if (relation == "advcl" && tree.at(current).form.ends_with("ing") && mark != no_token &&
        tree.at(mark).form == "to" && listed(lists, tree.lemma(up)) == Status::planned) {
      return {Status::planned, quoted(tree, current) + " is governed by " + quoted(tree, up),
              up};  // "committed itself to taking"
    }
    auto verb = no_token;
    if (tree.at(current).feature("VerbForm") == "Inf") {
      verb = told_by_rank(tree, current);
      verb = verb == no_token ? step_taken(tree, current) : verb;
    }
    if (verb != no_token) {
      const auto own = own_status(tree, lists, verb);
      return own ? *own
                 : StatusReading{Status::actual, quoted(tree, current) + " is what makes " + quoted(tree, verb), verb};
    }
    if (tree.at(current).feature("VerbForm") == "Inf" && is_voted(tree, matcher, current)) {
      if (const auto own = own_status(tree, lists, up)) {
        return *own;
      }
      current = up;
      continue;
    }
    if (const auto host = purpose_host(tree, current); host != no_token) {
      return purpose_status(tree, matcher, predicate, current, host);
    }
    if (relation == "conj") {
      // Conjuncts without a subject of their own share the first one's auxiliaries, but for those that say otherwise:
      // "did not arrest the leader, but detained his aides".
      // A third person of the present has none: "will recall its envoy and condemns the raid".
      const auto& verb = tree.at(current);
      const bool finite =
          verb.feature("VerbForm") == "Fin" && verb.feature("Tense") == "Pres" && verb.form != verb.lemma;
      const bool apart = finite && tree.child(up, "mark") == no_token;  // but "if it stays and bans exports"
      if (tree.child(current, "nsubj") == no_token && tree.child(current, "aux") == no_token && !apart) {
        const auto shared = own_status(tree, lists, up);
        if (shared && !(shared->status == Status::denied && is_set_against(tree, current))) {
          return *shared;
        }
      }
      current = up;
      continue;
    }
    const bool clausal = relation == "xcomp" || relation == "ccomp" || relation == "csubj";
    const bool nominal =
        relation == "obj" || relation == "obl" || relation == "nmod" || tree.at(current).deprel == "nsubj:pass";
    const bool infinitive = tree.at(current).feature("VerbForm") == "Inf";
    if (has_to_be_done(tree, lists, current)) {
      return {Status::demanded, quoted(tree, current) + " has to be done, says " + quoted(tree, up), up};
    }
    if (infinitive && (relation == "xcomp" || relation == "advcl") && is_carried_through(tree, lists, up)) {
      current = up;
      continue;
    }
    if (clausal || nominal || relation == "advcl" || tree.at(current).deprel == "acl" || relation == "compound") {
      const auto because = [&](std::string_view how) {
        return quoted(tree, current) + " " + std::string(how) + " " + quoted(tree, up);
      };
      if (infinitive && current == predicate.carrier()) {
        const auto plan = plan_of(tree, current);
        if (plan != no_token && tree.head(plan) != no_token && ends_plan(tree, lists, plan, tree.head(plan))) {
          return {Status::denied, quoted(tree, plan) + " comes to nothing: " + quoted(tree, tree.head(plan)),
                  tree.head(plan)};
        }
      }
      if ((infinitive || relation == "xcomp") && is_left_undone(tree, lists, up)) {
        return {Status::denied, because("is left undone, says"), up};
      }
      if (const auto embedded = embedded_status(tree, matcher, up, current)) {
        return {*embedded, because("is embedded by the frame of"), up};
      }
      // "a monument to the soldiers killed in the war", "a service for victims of the attack"
      if ((tree.at(current).deprel == "acl" || nominal) && conflict) {
        const auto over = tree.head(up);
        if ((over != no_token && tree.is(up, "nmod") && lists.contains("commemorating-noun", tree.lemma(over))) ||
            (nominal && lists.contains("commemorating-noun", tree.lemma(up)))) {
          return {Status::historical, because("is commemorated, under"), up};
        }
      }
      // "a video purportedly shows soldiers beating a man", with the deed hung on who does it
      const bool of_object = tree.at(current).deprel == "acl" && tree.is(up, "obj");
      const auto shows = of_object ? tree.head(up) : up;
      if (shows != no_token && lists.contains("scene-shown-verb", tree.lemma(shows))) {
        const auto over = own_status(tree, lists, shows);
        if (over && over->status == Status::alleged) {
          return {Status::alleged, because("is only shown as it is said, under"), shows};
        }
      }
      if (relation != "advcl") {
        auto lemma = tree.lemma(up);
        if (conflict && relation == "xcomp" && !infinitive && lists.contains("governs-ended", lemma)) {
          return {Status::historical, because("is over, says"), up};
        }
        if (nominal && responsibility_taken(tree, lists, current) != no_token) {
          return {Status::actual, because("is told by its doer, who takes"), up};
        }
        auto by_word = listed(lists, lemma);
        const auto subject = tree.child(current, "nsubj");
        if (relation == "ccomp" && by_word == Status::alleged && subject != no_token &&
            tree.at(subject).upos == Upos::PRON && lists.contains("claim-verb", lemma) && !is_passive(tree, current)) {
          break;  // "claimed that they had shelled the base": of one's own deeds one knows
        }
        if (const auto with_particle = listed(lists, tree.lemma_with_particle(up))) {
          by_word = with_particle;
        }
        // "called a strike", "with the help of": nominals take a status only from governors of plans, demands and
        // denials.
        const auto marker = nominal ? tree.case_marker(current) : std::string();
        const bool loose =
            nominal && !marker.empty() && marker != "of" && marker != "for" && marker != "to" && marker != "against";
        if (relation == "xcomp" && infinitive && lists.contains("bids-to", lemma)) {
          return {Status::demanded, because("is what one is to do, says"), up};
        }
        if (clausal && relation != "ccomp" && is_passive(tree, up) && lists.contains("say-verb", lemma) &&
            by_word != Status::demanded) {
          // "is said to have attacked", "was reported to be held"
          return {Status::alleged, because("is only said, in the passive of"), up};
        }
        if (by_word == Status::demanded && relation == "xcomp" && lists.contains("governs-planned", lemma) &&
            tree.child(up, "obj") == no_token && !is_passive(tree, up)) {
          by_word = Status::planned;  // "want to leave", not "want them to leave"
        }
        if (by_word == Status::demanded && relation == "ccomp" && lists.contains("say-verb", lemma) &&
            is_told_as_fact(tree, current)) {
          break;  // "told reporters that rebels had attacked"
        }
        if (by_word == Status::planned && nominal && conflict && lemma == "discuss" &&
            (tree.child(current, "nmod:poss") != no_token)) {
          by_word = Status::actual;  // "discussed Iran's arrest of two Britons"
        }
        if (by_word && !loose &&
            !(nominal && *by_word == Status::hypothetical && tree.at(up).upos == Upos::VERB && relation == "obl")) {
          if (*by_word != Status::actual) {
            return {*by_word, because("is governed by"), up};
          }
          if (clausal) {
            // A factive or reporting governor: its own modality still holds for "began to attack", not for "said that".
            if (relation == "ccomp") {
              break;
            }
            if (const auto own = own_status(tree, lists, up)) {
              return *own;
            }
            current = up;
            continue;
          }
        }
      }
      if ((relation == "xcomp" || tree.at(current).deprel == "acl") && infinitive) {
        return {Status::planned, because("is an infinitive under"), up, true};
      }
      if (relation == "advcl" && infinitive) {
        auto status = purpose_status(tree, matcher, predicate, current, up);
        if (status.status != Status::actual) {
          return status;
        }
      }
      current = up;
      if (relation == "ccomp" || relation == "advcl") {
        break;
      }
      if (relation != "nmod" && relation != "compound") {
        // The verb over a nominal event: its own modality ("will discuss the attack") does not touch the event.
        break;
      }
      continue;
    }
    break;
  }
  if (const auto rite =
          conflict || own_frame == nullptr ? commemorated_over(tree, lists, predicate.carrier()) : no_token;
      rite != no_token) {
    return {Status::historical, "is what is commemorated: " + quoted(tree, rite), rite};
  }
  if (const auto denier = denied_over(tree, lists, predicate.carrier()); denier != no_token) {
    return {Status::denied, "is part of what is denied: " + quoted(tree, denier), denier};
  }
  return {Status::actual, "told as done", no_token};
}

}  // namespace sitrep
