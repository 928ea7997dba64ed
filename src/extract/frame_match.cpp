#include "extract/frame_match.h"

#include <algorithm>
#include <vector>

#include "extract/word_order.h"

namespace sitrep {

namespace {

std::optional<PredicateClass> predicate_class(const Token& token) {
  switch (token.upos) {
    case Upos::VERB:
      return PredicateClass::verb;
    case Upos::NOUN:
      return PredicateClass::noun;
    case Upos::ADJ:
      return PredicateClass::adjective;
    default:
      return std::nullopt;
  }
}

bool is_of_kind(const RoleFiller& filler, std::string_view kind) {
  if (kind == "actor") {
    return true;
  }
  if (kind == "country") {
    return filler.kind == ActorKind::country || filler.kind == ActorKind::government;
  }
  if (kind == "government") {
    return filler.kind == ActorKind::government;
  }
  if (kind == "person") {
    return filler.kind == ActorKind::person;
  }
  if (kind == "org") {
    // "the UN mission", "officials of the EU"
    const auto& code = filler.entity.code;
    const bool of_org = filler.entity.sectors.empty() && (code == "UNO" || code == "EUR" || code == "IGO");
    return filler.kind == ActorKind::organisation || (filler.kind == ActorKind::group && of_org);
  }
  if (kind == "group") {
    return filler.kind == ActorKind::group;
  }
  return std::find(filler.entity.sectors.begin(), filler.entity.sectors.end(), kind) != filler.entity.sectors.end();
}

/// "would have killed" did not come about, and threatens nothing.
bool has_perfect(const Tree& tree, std::uint32_t verb) {
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(),
                     [&](std::uint32_t c) { return tree.is(c, "aux") && tree.lemma(c) == "have"; });
}

/// Whether a test holds for a token or, in text order, for any of its conjuncts.
template <typename Test>
bool any_conjunct(const Tree& tree, std::uint32_t token, Test test) {
  const auto children = tree.children(token);
  if (std::ranges::none_of(children, [&](std::uint32_t c) { return tree.is(c, "conj"); })) {
    return test(token);
  }
  return std::ranges::any_of(tree.conjuncts(token), test);
}

bool has_lemma(const Tree& tree, std::uint32_t token, const WordSet& words) {
  const auto& lemma = tree.lemma(token);
  // Treebanks differ in lemmas of nouns that are mostly plural: "troop", "troops".
  if (words.contains(lemma) || (lemma.ends_with("s") && words.contains(lemma.text.substr(0, lemma.text.size() - 1)))) {
    return true;
  }
  // "Fighting broke out", with the gerund read as a verb.
  if (tree.at(token).upos == Upos::VERB) {
    if (const auto& form = tree.form(token); form.ends_with("ing") && words.contains(form)) {
      return true;
    }
  }
  // Compounds by their last two words: "peace talk".
  if (words.phrases().empty()) {
    return false;
  }
  for (const auto c : tree.children(token)) {
    if ((tree.is(c, "compound") || tree.is(c, "amod")) && c < token) {
      if (words.contains(tree.lemma(c) + " " + lemma)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

bool is_negated(const Tree& tree, const WordLists& lists, std::uint32_t token) {
  for (const auto c : tree.children(token)) {
    const auto relation = tree.relation(c);
    const auto pair = tree.child(c, "cc");  // "neither the police nor the army came", "neither Chad nor Mali agreed"
    if ((relation == "nsubj" || relation == "obj") && pair != no_token && tree.lemma(pair) == "neither") {
      return true;
    }
    // "said no to the plan" is no negation of the saying.
    if ((relation == "nsubj" || relation == "obj") && tree.at(c).upos != Upos::PROPN && tree.at(c).upos != Upos::INTJ) {
      // "nobody was arrested", "no ambassador has been expelled".
      const auto det = tree.child(c, "det");
      if (lists.contains("negation", tree.lemma(c)) ||
          (det != no_token && (tree.lemma(det) == "no" || tree.lemma(det) == "neither"))) {
        return true;
      }
    }
    const bool without = (relation == "mark" || relation == "case") && tree.lemma(c) == "without";
    if (without) {
      return true;
    }
    const bool only = c + 1 < tree.size() && lists.contains("not-only", tree.form(c + 1));
    if ((relation == "advmod" || relation == "det" || relation == "cc") && !only &&
        lists.contains("negation", tree.lemma(c))) {
      return true;
    }
    if (relation == "advmod" && tree.form(c) == "longer") {
      const auto of_it = tree.children(c);  // "will no longer tolerate"
      if (std::any_of(of_it.begin(), of_it.end(), [&](std::uint32_t n) { return tree.lemma(n) == "no"; })) {
        return true;
      }
    }
  }
  return false;
}

FrameMatcher::FrameMatcher(const Tree& tree, const Resolution& resolution, const Knowledge& knowledge)
    : tree_(&tree),
      resolution_(&resolution),
      knowledge_(&knowledge),
      roles_(tree, resolution, knowledge.lists),
      state_(tree.size(), State::unread),
      match_of_(tree.size(), 0),
      comment_of_(tree.size(), 0),
      matches_(1) {}

const FrameMatch& FrameMatcher::at(std::uint32_t token) {
  if (state_[token] != State::unread) {
    // A word whose reading asks for its own, through a loop of conditions, has none yet.
    return matches_[match_of_[token]];
  }
  state_[token] = State::reading;
  const auto word_class = predicate_class(tree_->at(token));
  if (word_class && !(tree_->is(token, "amod") && *word_class == PredicateClass::verb)) {
    const auto by_form = knowledge_->frames.find_form(*word_class, tree_->form(token));
    const auto by_lemma = knowledge_->frames.find(*word_class, tree_->lemma(token));
    if (!by_form.empty() || !by_lemma.empty()) {
      auto predicate = read_predicate(*tree_, *resolution_, knowledge_->lists, token, *word_class);
      std::vector<Held> held;
      for (const auto& candidates : {by_form, by_lemma}) {
        for (const auto& candidate : candidates) {
          if (fits(candidate, token) && holds(*candidate.frame, predicate)) {
            const auto rank = candidate.rank();
            const auto behind = std::ranges::find_if(held, [&](const Held& other) { return other.rank >= rank; });
            held.insert(behind, {rank, candidate.frame});
          }
        }
      }
      if (!held.empty() && held.back().frame->is_comment()) {
        comment_of_[token] = keep({held.back().frame, predicate, {}});
      }
      std::erase_if(held, [](const Held& other) { return other.frame->is_comment(); });
      if (!held.empty()) {
        const auto* best = held.back().frame;
        held.pop_back();
        FrameMatch match{best, std::move(predicate), {}};
        for (const auto& other : held) {
          match.others.push_back(other.frame);
          misses_.push_back({token, other.frame, nullptr, nullptr, best});
        }
        match_of_[token] = keep(std::move(match));
      }
    }
  }
  state_[token] = State::read;
  return matches_[match_of_[token]];
}

bool FrameMatcher::holds(const Frame& frame, const Predicate& predicate) {
  const auto failed =
      std::ranges::find_if(frame.conditions, [&](const FrameCondition& c) { return !holds(c, predicate); });
  if (failed != frame.conditions.end()) {
    misses_.push_back({predicate.token, &frame, &*failed, nullptr, nullptr});
    return false;
  }
  const auto excepted = std::ranges::find_if(frame.exceptions, [&](const FrameException& e) {
    return std::ranges::all_of(e.all_of, [&](const FrameTest& test) { return holds(test, predicate); });
  });
  if (excepted != frame.exceptions.end()) {
    misses_.push_back({predicate.token, &frame, nullptr, &*excepted, nullptr});
    return false;
  }
  return true;
}

std::vector<FrameMiss> FrameMatcher::misses() const {
  std::vector<FrameMiss> out;
  out.reserve(misses_.size());
  for (const auto& miss : misses_) {
    out.push_back({miss.token, miss.frame,
                   miss.failed != nullptr     ? "its condition '" + std::string(miss.failed->text) + "' does not hold"
                   : miss.excepted != nullptr ? "its exception '" + std::string(miss.excepted->text) + "' holds"
                                              : "frame " + miss.better->where() + " comes first"});
  }
  return out;
}

std::uint32_t FrameMatcher::keep(FrameMatch match) {
  bind_order(*match.frame, match.predicate);
  matches_.push_back(std::move(match));
  return static_cast<std::uint32_t>(matches_.size() - 1);
}

const FrameMatch& FrameMatcher::comment_at(std::uint32_t token) {
  static_cast<void>(at(token));
  return matches_[comment_of_[token]];
}

bool FrameMatcher::take_next(std::uint32_t token) {
  auto& match = matches_[match_of_[token]];
  if (match.others.empty()) {
    return false;
  }
  match.frame = match.others.back();
  match.others.pop_back();
  std::erase_if(match.predicate.arguments, [](const Argument& a) { return a.slot == "source" || a.slot == "target"; });
  bind_order(*match.frame, match.predicate);
  return true;
}

bool FrameMatcher::fits(const FramePredicate& candidate, std::uint32_t token) const {
  if (!candidate.particle.empty()) {
    const auto children = tree_->children(token);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
      return (tree_->is(c, "compound") || tree_->is(c, "advmod") || tree_->is(c, "case") || tree_->is(c, "xcomp")) &&
             tree_->lemma(c) == candidate.particle;
    });
  }
  // "cease-fire talk": the words before the head must be there, in order, right before it.
  auto before = token;
  for (auto it = candidate.modifiers.rbegin(); it != candidate.modifiers.rend(); ++it) {
    if (before == 0) {
      return false;
    }
    --before;
    if (tree_->at(before).upos == Upos::PUNCT && before > 0) {
      --before;
    }
    if (tree_->lemma(before) != *it && tree_->form(before) != *it) {
      return false;
    }
  }
  return true;
}

bool FrameMatcher::holds(const FrameCondition& condition, const Predicate& predicate) {
  return std::any_of(condition.any_of.begin(), condition.any_of.end(),
                     [&](const FrameTest& test) { return holds(test, predicate); });
}

bool FrameMatcher::holds(const FrameTest& test, const Predicate& predicate) {
  using Kind = FrameTest::Kind;
  switch (test.kind) {
    case Kind::filled:
      return predicate.has(test.slot);
    case Kind::empty:
      return !predicate.has(test.slot);
    case Kind::words:
      return slot_has_word(test, predicate);
    case Kind::not_words:
      return (test.slot == "self" || predicate.has(test.slot)) && !slot_has_word(test, predicate);
    case Kind::resolves:
      return slot_resolves(test, predicate);
    case Kind::not_resolves:
      return predicate.has(test.slot) && !slot_resolves(test, predicate);
    case Kind::codes:
      return slot_codes(test, predicate);
    case Kind::near:
      return near_word(test, predicate);
    case Kind::order:
      return match_order(*tree_, roles_, test.order, predicate.token).has_value();
    case Kind::not_near:
      return !near_word(test, predicate);
    case Kind::negated:
      return is_negated(*tree_, knowledge_->lists, predicate.carrier());
    case Kind::not_negated:
      return !is_negated(*tree_, knowledge_->lists, predicate.carrier());
    case Kind::passive:
      return predicate.passive;
    case Kind::not_passive:
      return !predicate.passive;
    case Kind::plural_subject:
      return predicate.any_filler("subj", [&](std::uint32_t s) {
        return tree_->at(s).feature("Number") == "Plur" || tree_->conjuncts(s).size() > 1 ||
               roles_.read_one(s, false).size() > 1;
      });
    case Kind::future:
      return is_future(predicate);
    case Kind::not_future:
      return !is_future(predicate);
    case Kind::past:
      return tree_->at(predicate.carrier()).feature("Tense") == "Past";
  }
  return false;
}

bool FrameMatcher::is_future(const Predicate& predicate) const {
  const auto children = tree_->children(predicate.carrier());
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
    return tree_->is(c, "aux") && knowledge_->lists.contains("future-auxiliary", tree_->lemma(c)) &&
           !has_perfect(*tree_, predicate.carrier());
  });
}

bool FrameMatcher::slot_has_word(const FrameTest& test, const Predicate& predicate) const {
  if (test.slot == "self") {
    return has_lemma(*tree_, predicate.token, test.words);
  }
  const auto has_word = [&](std::uint32_t token) {
    return has_lemma(*tree_, token, test.words) || std::ranges::any_of(tree_->children(token), [&](std::uint32_t c) {
             const bool part = (tree_->is(c, "nmod") && tree_->case_marker(c) == "of") || tree_->is(c, "compound") ||
                               tree_->is(c, "appos");  // "captured Zeydan, a rebel stronghold"
             return part && has_lemma(*tree_, c, test.words);
           });
  };
  return predicate.any_filler(test.slot, [&](std::uint32_t filler) { return any_conjunct(*tree_, filler, has_word); });
}

bool FrameMatcher::slot_resolves(const FrameTest& test, const Predicate& predicate) const {
  return predicate.any_filler(test.slot, [&](std::uint32_t filler) {
    return std::ranges::any_of(test.words,
                               [&](std::string_view kind) { return resolves_to(filler, kind, test.slot == "subj"); });
  });
}

bool FrameMatcher::resolves_to(std::uint32_t filler, std::string_view kind, bool subject) const {
  if (kind == "place") {
    return roles_.place_at(filler) != nullptr;
  }
  if (kind == "name") {
    const auto known = roles_.read(filler, true);
    return tree_->at(filler).upos == Upos::PROPN && roles_.place_at(filler) == nullptr &&
           std::ranges::all_of(known,
                               [](const RoleFiller& a) { return a.entity.code.empty() && a.entity.sectors.empty(); });
  }
  if (kind == "number") {
    return std::ranges::any_of(resolution_->quantities,
                               [&](const QuantityMention& q) { return q.counted == filler || q.head == filler; });
  }
  if (kind == "count") {
    return roles_.bare_count_at(filler) != nullptr;
  }
  const auto actors = subject ? roles_.read_subject(filler) : roles_.read(filler, kind == "actor" || kind == "country");
  return std::ranges::any_of(actors, [&](const RoleFiller& a) { return is_of_kind(a, kind); });
}

bool FrameMatcher::slot_codes(const FrameTest& test, const Predicate& predicate) {
  const auto codes = [&](std::uint32_t token) {
    const auto* frame = at(token).frame;
    return frame != nullptr && frame->type && std::ranges::find(test.types, *frame->type) != test.types.end();
  };
  return predicate.any_filler(test.slot, [&](std::uint32_t filler) { return any_conjunct(*tree_, filler, codes); });
}

/// The phrases that "$" and "+" of the frame's word orders stand for become the slots "source" and "target".
void FrameMatcher::bind_order(const Frame& frame, Predicate& predicate) const {
  for (const auto& condition : frame.conditions) {
    for (const auto& test : condition.any_of) {
      if (test.kind != FrameTest::Kind::order) {
        continue;
      }
      const auto binding = match_order(*tree_, roles_, test.order, predicate.token);
      if (binding && binding->actor != no_token) {
        predicate.arguments.push_back({"source", binding->actor, false});
      }
      if (binding && binding->recipient != no_token) {
        predicate.arguments.push_back({"target", binding->recipient, false});
      }
    }
  }
}

bool FrameMatcher::near_word(const FrameTest& test, const Predicate& predicate) const {
  const auto tokens = tree_->clause(predicate.host != no_token ? predicate.host : predicate.token);
  const auto above = tree_->head(predicate.token);
  if (predicate.word_class == PredicateClass::noun && tree_->is(predicate.token, "obj") && above != no_token &&
      has_lemma(*tree_, above, test.words)) {
    return true;  // "began the withdrawal"
  }
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](std::uint32_t t) { return t != predicate.token && has_lemma(*tree_, t, test.words); });
}

}  // namespace sitrep
