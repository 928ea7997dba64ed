#include "extract/accords.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/arguments.h"
#include "extract/status.h"

namespace sitrep {

namespace {

/// What a word tells of an accord that it governs or names.
enum class Told : std::uint8_t {
  nothing,
  agreed,
  begins,
  holds,
  kept,
  extended,
  lasts,
  violated,
  broken,
  ended,
  offered,
  rejected
};

struct ToldByList {
  ListName list;
  Told told;
};

constexpr std::array<ToldByList, 11> told_by_list = {{
    {"accord-broken", Told::broken},
    {"accord-violated", Told::violated},
    {"accord-ended", Told::ended},
    {"accord-offered", Told::offered},
    {"accord-rejected", Told::rejected},
    {"accord-agreed", Told::agreed},
    {"accord-begins", Told::begins},
    {"accord-holds", Told::holds},
    {"accord-kept", Told::kept},
    {"accord-extended", Told::extended},
    {"accord-lasts", Told::lasts},
}};

/// The word that tells how an accord stands.
struct Teller {
  std::uint32_t token = no_token;
  Told told = Told::nothing;
};

struct Mention {
  Accord accord;
  bool demanded = false;
  bool another = false;  ///< "a new truce"
  std::uint32_t token = no_token;
};

/// How an accord stands where what is told of it is done.
AccordState done(Told told, bool past) {
  switch (told) {
    case Told::nothing:
      return AccordState::unknown;
    case Told::agreed:
      return AccordState::agreed;
    case Told::begins:
    case Told::holds:
    case Told::kept:
    case Told::extended:
      return AccordState::in_force;
    case Told::lasts:
      return past ? AccordState::ended : AccordState::in_force;
    case Told::violated:
      return AccordState::violated;
    case Told::broken:
      return AccordState::broken;
    case Told::ended:
      return AccordState::ended;
    case Told::offered:
      return AccordState::offered;
    case Told::rejected:
      return AccordState::rejected;
  }
  return AccordState::unknown;
}

/// Where it is not done: "did not hold", "has not collapsed". What someone only denies says nothing.
AccordState not_done(Told told, bool refused, bool disputed) {
  if (disputed) {
    return AccordState::unknown;
  }
  switch (told) {
    case Told::holds:
    case Told::lasts:
      return AccordState::broken;
    case Told::kept:
      return AccordState::violated;
    case Told::violated:
    case Told::broken:
    case Told::ended:
      return AccordState::in_force;
    case Told::agreed:
      return refused ? AccordState::rejected : AccordState::unknown;
    default:
      return AccordState::unknown;
  }
}

/// Where it is still to come: "will take effect", "could collapse", "would observe a truce". What may end is in force.
AccordState to_come(Told told, bool sure) {
  switch (told) {
    case Told::agreed:
      return AccordState::offered;
    case Told::begins:
    case Told::kept:
    case Told::lasts:
      return sure ? AccordState::agreed : AccordState::unknown;
    case Told::extended:
    case Told::violated:
    case Told::broken:
    case Told::ended:
      return AccordState::in_force;
    default:
      return AccordState::unknown;
  }
}

class AccordReader {
 public:
  AccordReader(const ReadingContext& context, FrameMatcher& matcher, const std::vector<Statement>& statements,
               const std::vector<EventReading>& events)
      : context_(context),
        tree_(context.tree),
        lists_(context.knowledge.lists),
        matcher_(matcher),
        statements_(statements),
        events_(events) {}

  std::vector<Accord> read() {
    for (std::uint32_t token = 0; token < tree_.size(); ++token) {
      if (const auto kind = kind_of(token); kind && !is_absent(token)) {
        mentions_.push_back(read_mention(token, *kind));
      }
    }
    join_mentions();
    // "after tribal mediation": by nobody, between nobody.
    std::erase_if(out_, [](const Accord& a) {
      return a.kind == AccordKind::mediation && a.parties.empty() && a.brokers.empty();
    });
    for (auto& accord : out_) {
      see_fighting(accord);
      accord.confidence = accord.parties.size() >= 2 ? 0.85 : accord.parties.empty() ? 0.6 : 0.75;
    }
    return std::move(out_);
  }

 private:
  std::optional<AccordKind> kind_of(std::uint32_t token) const {
    const auto& t = tree_.at(token);
    if (t.upos != Upos::NOUN || tree_.is(token, "compound")) {
      return std::nullopt;
    }
    const auto& lemma = tree_.lemma(token);
    std::string compound;
    for (const auto c : tree_.children(token)) {
      const bool before = (tree_.is(c, "compound") || tree_.is(c, "amod")) && c < token;
      if (before && (tree_.is(c, "compound") || lists_.contains("truce-noun", tree_.lemma(c) + " " + lemma))) {
        compound = tree_.lemma(c) + " " + lemma;
      } else if (tree_.is(c, "nmod") && tree_.case_marker(c) == "of" && compound.empty()) {
        compound = lemma + " of " + tree_.lemma(c);
      }
    }
    const auto of_kind = [&](const ListName& list) {
      return lists_.contains(list, lemma) || lists_.contains(list, compound);
    };
    if (of_kind("peace-talks-noun")) {
      return AccordKind::talks;
    }
    // "ceasefire deal", "truce violations"; not "ceasefire line", "ceasefire monitors".
    const bool form = lists_.contains("accord-form", lemma) || told_by(token) != Told::nothing;
    if (of_kind("ceasefire-noun") || (form && compound.starts_with("ceasefire "))) {
      return AccordKind::ceasefire;
    }
    if (of_kind("truce-noun") || (form && compound.starts_with("truce "))) {
      return AccordKind::truce;
    }
    if (of_kind("peace-agreement-noun")) {
      return AccordKind::peace_agreement;
    }
    if (of_kind("mediation-noun")) {
      return AccordKind::mediation;
    }
    return std::nullopt;
  }

  /// "No ceasefire has been reached": there is none to tell of. "No violations of the truce" there may be.
  bool is_absent(std::uint32_t token) const {
    const auto det = tree_.child(token, "det");
    return det != no_token && tree_.lemma(det) == "no" && told_by(token) == Told::nothing;
  }

  Told told_by(std::uint32_t token) const {
    const auto& lemma = tree_.lemma(token);
    const auto whole = tree_.lemma_with_particle(token);
    for (const auto& [list, told] : told_by_list) {
      if (lists_.contains(list, whole)) {
        return told;
      }
    }
    // "came into force", "took hold", "remains in place", "is in effect"
    const auto stays = [&](const Word& word) { return word == "remain" || word == "stay" || word == "be"; };
    const auto in_force = [&](std::uint32_t t) {
      return lists_.contains("accord-force", tree_.lemma(t)) &&
             (tree_.is(t, "obj") || tree_.case_marker(t).starts_with("in"));
    };
    if (in_force(token) && tree_.child(token, "cop") != no_token) {
      return Told::holds;
    }
    if (tree_.at(token).upos == Upos::VERB && std::ranges::any_of(tree_.children(token), in_force)) {
      return stays(lemma) ? Told::holds : Told::begins;
    }
    return Told::nothing;
  }

  /// The verb or noun over an accord that tells how it stands ("violated", "the collapse of", "appeared to hold"), else
  /// what its own words ("truce violations") or a clause behind it ("a truce that took effect on Monday") tell.
  Teller teller_of(std::uint32_t token) const {
    auto current = token;
    // "the first phase of the truce", "the terms of the deal and of the truce"
    for (int steps = 0; steps < 3; ++steps) {
      const auto up = tree_.head(current);
      const bool part = up != no_token && tree_.is(current, "nmod") && tree_.case_marker(current) == "of" &&
                        lists_.contains("accord-part", tree_.lemma(up));
      if (up == no_token || (!part && !tree_.is(current, "conj"))) {
        break;
      }
      current = up;
    }
    const auto over = tree_.head(current);
    // "declared an end to the truce", taken apart by the parser
    const auto object = over == no_token ? no_token : tree_.child(over, "obj");
    if (object != no_token && object + 1 < current && tree_.case_marker(current) == "to" &&
        told_by(object) == Told::ended && tree_.child(current, "case") == object + 1) {
      return {object, Told::ended};
    }
    if (over != no_token && is_governed(current)) {
      if (tree_.is(current, "nsubj")) {
        for (const auto c : tree_.children(over)) {
          if (const auto told = tree_.is(c, "xcomp") ? told_by(c) : Told::nothing; told != Told::nothing) {
            return {c, told};  // "failed to hold", "is due to expire"
          }
        }
      }
      const auto told = told_by(over);
      if (told != Told::nothing && (current == token || told != Told::ended)) {
        return {over, told};  // "its first phase ended", not yet the truce
      }
    }
    if (const auto told = told_by(token); told != Told::nothing) {
      return {token, told};
    }
    for (const auto c : tree_.children(token)) {
      if (const auto told = tree_.is(c, "acl") ? told_by(c) : Told::nothing; told != Told::nothing) {
        return {c, told};
      }
    }
    return {};
  }

  /// Whether the word over a phrase speaks of it, not of what happened beside it ("held the town during a truce").
  bool is_governed(std::uint32_t token) const {
    static constexpr std::array<std::string_view, 7> markers = {"to", "on", "by", "with", "from", "out of", "of"};
    const auto relation = tree_.relation(token);
    return relation == "obj" || relation == "nsubj" || relation == "nmod" || relation == "root" ||
           (relation == "obl" && std::ranges::find(markers, tree_.case_marker(token)) != markers.end());
  }

  /// "Shelling went on despite the ceasefire": how it stands by what it did not keep from happening.
  std::optional<AccordState> state_beside(std::uint32_t token) const {
    const auto marker = tree_.case_marker(token);
    if (!tree_.is(token, "obl") || marker.empty() || !lists_.contains("accord-despite", marker)) {
      return std::nullopt;
    }
    const bool fighting = std::ranges::any_of(events_, [&](const EventReading& reading) {
      return reading.event.type == EventType::assault && reading.event.status == Status::actual &&
             reading.sentence == tree_.sentence_of(token) && tree_.within(token, reading.carrier);
    });
    return fighting ? AccordState::violated : AccordState::in_force;
  }

  AccordState state_told(const Teller& teller, const StatusReading& status) const {
    const auto governor = status.governor == no_token ? std::string() : tree_.lemma(status.governor);
    switch (status.status) {
      case Status::demanded:
        return AccordState::demanded;
      case Status::denied:
        return not_done(teller.told, lists_.contains("accord-rejected", governor),
                        lists_.contains("accord-disputed", governor));
      case Status::planned:
      case Status::threatened:
      case Status::hypothetical:
        return to_come(teller.told, status.status == Status::planned);
      default:
        return done(teller.told, tree_.at(teller.token).feature("Tense") == "Past");
    }
  }

  /// How long it is to hold, in the text's words: "72-hour", "for 30 days", "until July".
  std::string terms_of(std::uint32_t token, std::uint32_t governor) const {
    const auto& sentence = tree_.document().sentences[tree_.sentence_of(token)];
    for (const auto& timex : mentions_between(context_.resolution.timexes, sentence.begin, sentence.end)) {
      const auto head = timex.top();
      const auto marker = tree_.case_marker(head);
      const bool until = marker == "until" || marker == "till" || marker == "through";
      const bool inside = tree_.within(head, token);
      const bool of_it = inside || (governor != no_token && tree_.head(head) == governor);
      // "a 30-day truce", "extended by 60 days"; not "lasted six weeks"
      const bool lasting =
          timex.timex.kind == TimexKind::duration && (marker == "for" || marker == "by" || (marker.empty() && inside));
      if (of_it && (until || lasting)) {
        const auto case_at = tree_.child(head, "case");
        auto span = timex.timex.span;
        span.begin = case_at == no_token ? span.begin : std::min(span.begin, tree_.at(case_at).span.begin);
        return std::string(span.of(context_.report.text));
      }
    }
    return {};
  }

  Mention read_mention(std::uint32_t token, AccordKind kind) {
    Mention mention;
    mention.token = token;
    auto& accord = mention.accord;
    accord.kind = kind;
    auto predicate = read_predicate(tree_, context_.resolution, lists_, token, PredicateClass::noun);

    const auto governor = tree_.head(token);
    const auto relation = tree_.relation(token);
    const auto governing_lemma = governor == no_token ? std::string() : tree_.lemma(governor);
    mention.another = std::ranges::any_of(
        tree_.children(token), [&](std::uint32_t c) { return lists_.contains("accord-another", tree_.lemma(c)); });

    Predicate as_predicate = predicate;
    as_predicate.light = false;
    const auto status = read_status(tree_, matcher_, lists_, as_predicate);
    mention.demanded = status.status == Status::demanded;
    accord.attribution = attribution_of(context_, statements_, tree_.at(token).span);
    const auto teller = teller_of(token);
    if (teller.told != Told::nothing) {
      Predicate telling;  // "urged both sides to keep the ceasefire"
      telling.token = teller.token;
      const auto told = read_status(tree_, matcher_, lists_, telling);
      accord.state = state_told(teller, told);
      if (told.status == Status::alleged && accord.attribution.none()) {
        accord.attribution = accuser_of(context_, matcher_, told.governor);
      }
    } else if (const auto beside = state_beside(token)) {
      accord.state = *beside;
    } else if (status.status == Status::planned) {
      accord.state = AccordState::offered;
    } else if (status.status == Status::denied) {
      accord.state = AccordState::rejected;
    } else if (governor != no_token && tree_.at(governor).upos == Upos::VERB && relation == "obj") {
      Predicate verb;
      verb.token = governor;
      mention.demanded = mention.demanded || read_status(tree_, matcher_, lists_, verb).status == Status::demanded;
    }
    // Purposes and requests far up the tree: "met to ask for an immediate ceasefire".
    mention.demanded = mention.demanded || accord.state == AccordState::demanded ||
                       (teller.token != governor && lists_.contains("accord-demanded", governing_lemma));
    if (mention.demanded) {
      accord.state = AccordState::demanded;
    }

    std::vector<RoleFiller> parties;
    const auto below = tree_.subtree(token);
    for (const auto t : below) {
      const auto marker = (tree_.is(t, "nmod") || tree_.is(t, "obl")) ? tree_.case_marker(t) : std::string();
      if (marker == "between" || marker == "with" || marker == "among") {
        add_fillers(parties, matcher_.roles().read(t, true));
      }
    }
    std::vector<RoleFiller> brokers;
    if (governor != no_token && tree_.at(governor).upos == Upos::VERB && !mention.demanded &&
        (relation == "obj" || tree_.at(token).deprel == "nsubj:pass" || relation == "obl")) {
      const auto verb = read_predicate(tree_, context_.resolution, lists_, governor, PredicateClass::verb);
      std::vector<RoleFiller> subjects;
      // "monitors recorded 12 ceasefire violations": they are no party to it.
      const bool acts =
          teller.token == governor || accord.kind == AccordKind::talks || accord.kind == AccordKind::mediation;
      for (const auto s : acts ? verb.fillers("subj") : std::vector<std::uint32_t>()) {
        add_fillers(subjects, matcher_.roles().read(s, false));
      }
      for (const auto slot : {"between", "with"}) {
        for (const auto p : verb.fillers(slot)) {
          add_fillers(parties, matcher_.roles().read(p, false));
        }
      }
      const bool brokering = governing_lemma == "broker" || governing_lemma == "mediate" ||
                             governing_lemma == "offer" || governing_lemma == "propose" ||
                             governing_lemma == "negotiate" || parties.size() >= 2;
      add_fillers(brokering ? brokers : parties, std::move(subjects));
    }
    for (const auto c : tree_.children(token)) {
      // "a truce brokered by Egypt", "a Russian-brokered ceasefire" is left to the adjective's own actor.
      if (tree_.is(c, "acl") && lists_.contains("accord-agreed", tree_.lemma(c))) {
        const auto verb = read_predicate(tree_, context_.resolution, lists_, c, PredicateClass::verb);
        for (const auto s : verb.fillers("subj")) {
          add_fillers(brokers, matcher_.roles().read(s, false));
        }
      }
    }
    for (auto& p : parties) {
      accord.parties.push_back(std::move(p.entity));
    }
    for (auto& b : brokers) {
      accord.brokers.push_back(std::move(b.entity));
    }
    for (const auto& timex : context_.resolution.timexes) {
      const auto head = timex.top();
      const auto marker = tree_.case_marker(head);
      if (marker == "until" || marker == "till" || marker == "by") {
        continue;  // how long it is to hold, not since when
      }
      const bool inside = std::binary_search(below.begin(), below.end(), head);
      const bool beside = governor != no_token && tree_.head(head) == governor;
      if ((inside || beside) && timex.timex.kind == TimexKind::date && !accord.date.known()) {
        accord.date = timex.timex.interval;
        accord.date.span = timex.timex.span;
        accord.date.words = std::string(timex.timex.span.of(context_.report.text));
      }
    }
    accord.place = std::nullopt;
    accord.terms = terms_of(token, governor);
    const auto sentence = tree_.sentence_of(token);
    const auto clause = tree_.clause(governor != no_token && tree_.at(governor).upos == Upos::VERB ? governor : token);
    accord.evidence.push_back({sentence, tree_.span_of(clause)});
    return mention;
  }

  static bool both_fighting_stopped(AccordKind kind) {
    return kind == AccordKind::ceasefire || kind == AccordKind::truce;
  }

  static bool same_accord(const Accord& kept, const Accord& other, bool kept_demanded, bool other_demanded) {
    if (kept_demanded != other_demanded) {
      return false;
    }
    if (kept.kind != other.kind && !(both_fighting_stopped(kept.kind) && both_fighting_stopped(other.kind))) {
      return false;
    }
    if (kept.date.known() && other.date.known()) {
      const auto year = [](const DateInterval& d) { return d.begin ? d.begin->year : d.end->year; };
      if (year(kept.date) != year(other.date)) {
        return false;
      }
    }
    if (!kept.parties.empty() && !other.parties.empty()) {
      return std::any_of(kept.parties.begin(), kept.parties.end(), [&](const Entity& a) {
        return std::any_of(other.parties.begin(), other.parties.end(),
                           [&](const Entity& b) { return a.code == b.code; });
      });
    }
    return true;
  }

  void join_mentions() {
    std::vector<bool> demanded;
    for (auto& mention : mentions_) {
      std::size_t i = 0;
      const auto over = [&](const Accord& kept) {
        return mention.another && (kept.state == AccordState::ended || kept.state == AccordState::broken);
      };
      while (i < out_.size() &&
             (over(out_[i]) || !same_accord(out_[i], mention.accord, demanded[i], mention.demanded))) {
        ++i;
      }
      if (i == out_.size()) {
        out_.push_back(std::move(mention.accord));
        demanded.push_back(mention.demanded);
        continue;
      }
      auto& kept = out_[i];
      const auto& other = mention.accord;
      if (!kept.date.known() && other.date.known()) {
        kept.date = other.date;
      }
      const auto merge = [](std::vector<Entity>& into, const std::vector<Entity>& from) {
        for (const auto& e : from) {
          if (std::none_of(into.begin(), into.end(),
                           [&](const Entity& x) { return x.code == e.code && x.sectors == e.sectors; })) {
            into.push_back(e);
          }
        }
      };
      kept.terms = other.terms.empty() ? kept.terms : other.terms;
      merge(kept.parties, other.parties);
      merge(kept.brokers, other.brokers);
      kept.state = later_state(kept.state, other.state);
      kept.evidence.insert(kept.evidence.end(), other.evidence.begin(), other.evidence.end());
    }
  }

  /// Of two tellings the one further on in an accord's life holds, as reports tell the past beside the present.
  static AccordState later_state(AccordState a, AccordState b) {
    const auto rank = [](AccordState s) {
      switch (s) {
        case AccordState::unknown:
          return 0;
        case AccordState::demanded:
          return 1;
        case AccordState::offered:
          return 2;
        case AccordState::rejected:
          return 3;
        case AccordState::agreed:
          return 4;
        case AccordState::in_force:
          return 5;
        case AccordState::violated:
          return 6;
        case AccordState::ended:
          return 7;
        case AccordState::broken:
          return 8;
      }
      return 0;
    };
    return rank(a) >= rank(b) ? a : b;
  }

  /// A ceasefire told as made, whose parties the report tells to be fighting now, is broken.
  void see_fighting(Accord& accord) const {
    const bool made = accord.state == AccordState::agreed || accord.state == AccordState::in_force ||
                      accord.state == AccordState::ended || accord.state == AccordState::violated ||
                      accord.state == AccordState::unknown;
    if (!both_fighting_stopped(accord.kind) || !made || !accord.date.end) {
      return;
    }
    for (const auto& reading : events_) {
      const auto& event = reading.event;
      if (event.type != EventType::assault || event.status != Status::actual) {
        continue;
      }
      const bool after = !event.date.begin || *event.date.begin > *accord.date.end;
      const auto involved = [&](const std::vector<Entity>& side) {
        return std::any_of(side.begin(), side.end(), [&](const Entity& e) {
          return !e.code.empty() && std::any_of(accord.parties.begin(), accord.parties.end(),
                                                [&](const Entity& p) { return p.code == e.code; });
        });
      };
      if (after && (involved(event.actors) || involved(event.recipients))) {
        accord.state = AccordState::broken;
        accord.evidence.push_back(event.evidence.front());
        return;
      }
    }
  }

  const ReadingContext& context_;
  const Tree& tree_;
  const WordLists& lists_;
  FrameMatcher& matcher_;
  const std::vector<Statement>& statements_;
  const std::vector<EventReading>& events_;
  std::vector<Mention> mentions_;
  std::vector<Accord> out_;
};

}  // namespace

std::vector<Accord> read_accords(const ReadingContext& context, FrameMatcher& matcher,
                                 const std::vector<Statement>& statements, const std::vector<EventReading>& events) {
  return AccordReader(context, matcher, statements, events).read();
}

}  // namespace sitrep
