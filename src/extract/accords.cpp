#include "extract/accords.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/arguments.h"
#include "extract/status.h"

namespace sitrep {

namespace {

struct Mention {
  Accord accord;
  bool demanded = false;
  std::uint32_t token = no_token;
};

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
      if (const auto kind = kind_of(token)) {
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
    const auto lemma = lower(t.lemma);
    std::string compound;
    for (const auto c : tree_.children(token)) {
      if (tree_.is(c, "compound") && c < token) {
        compound = lower(tree_.at(c).lemma) + " " + lemma;
      }
    }
    const auto of_kind = [&](std::string_view list) {
      return lists_.contains(list, lemma) || lists_.contains(list, compound);
    };
    if (of_kind("ceasefire-noun") || (compound.starts_with("ceasefire ") || compound.starts_with("truce "))) {
      return of_kind("peace-talks-noun") ? AccordKind::talks : AccordKind::ceasefire;
    }
    if (of_kind("truce-noun")) {
      return AccordKind::truce;
    }
    if (of_kind("peace-agreement-noun")) {
      return AccordKind::peace_agreement;
    }
    if (of_kind("peace-talks-noun")) {
      return AccordKind::talks;
    }
    if (of_kind("mediation-noun")) {
      return AccordKind::mediation;
    }
    return std::nullopt;
  }

  Mention read_mention(std::uint32_t token, AccordKind kind) {
    Mention mention;
    mention.token = token;
    auto& accord = mention.accord;
    accord.kind = kind;
    auto predicate = read_predicate(tree_, context_.resolution, lists_, token, PredicateClass::noun);

    auto governor = tree_.head(token);
    const auto relation = tree_.relation(token);
    // "violations of the ceasefire": the noun over it tells the state.
    const auto governing_lemma = governor == no_token ? std::string() : lower(tree_.at(governor).lemma);
    accord.state = state_by_governor(governor, governing_lemma, relation);

    Predicate as_predicate = predicate;
    as_predicate.light = false;
    const auto status = read_status(tree_, matcher_, lists_, as_predicate);
    switch (status.status) {
      case Status::demanded:
        mention.demanded = true;
        break;
      case Status::planned:
        if (accord.state == AccordState::unknown || accord.state == AccordState::agreed) {
          accord.state = AccordState::offered;
        }
        break;
      case Status::denied:
        if (accord.state == AccordState::unknown) {
          accord.state = AccordState::rejected;
        }
        break;
      default:
        break;
    }
    if (governor != no_token && tree_.at(governor).upos == Upos::VERB && relation == "obj") {
      Predicate verb;  // "urged both sides to keep the ceasefire"
      verb.token = governor;
      mention.demanded = mention.demanded || read_status(tree_, matcher_, lists_, verb).status == Status::demanded;
    }
    // Purposes and requests far up the tree: "met to ask for an immediate ceasefire".
    if (governor != no_token && lists_.contains("accord-demanded", governing_lemma)) {
      mention.demanded = true;
    }
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
      for (const auto s : verb.fillers("subj")) {
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
      if (tree_.is(c, "acl") && lists_.contains("accord-agreed", lower(tree_.at(c).lemma))) {
        const auto verb = read_predicate(tree_, context_.resolution, lists_, c, PredicateClass::verb);
        for (const auto s : verb.fillers("subj")) {
          add_fillers(brokers, matcher_.roles().read(s, false));
        }
        if (accord.state == AccordState::unknown) {
          accord.state = AccordState::agreed;
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
    accord.attribution = attribution_of(context_, statements_, tree_.at(token).span);
    const auto sentence = tree_.sentence_of(token);
    const auto clause = tree_.clause(governor != no_token && tree_.at(governor).upos == Upos::VERB ? governor : token);
    accord.evidence.push_back({sentence, tree_.span_of(clause)});
    return mention;
  }

  AccordState state_by_governor(std::uint32_t governor, const std::string& lemma, std::string_view relation) const {
    if (governor == no_token) {
      return AccordState::unknown;
    }
    static constexpr std::array<std::pair<std::string_view, AccordState>, 7> by_list = {{
        {"accord-broken", AccordState::broken},
        {"accord-violated", AccordState::violated},
        {"accord-ended", AccordState::ended},
        {"accord-offered", AccordState::offered},
        {"accord-rejected", AccordState::rejected},
        {"accord-agreed", AccordState::agreed},
        {"accord-in-force", AccordState::in_force},
    }};
    const bool argument = relation == "obj" || relation == "nsubj" || relation == "obl" || relation == "nmod";
    if (argument) {
      for (const auto& [list, state] : by_list) {
        if (lists_.contains(list, lemma)) {
          return state;
        }
      }
      if (lemma == "violation" || lemma == "breach") {
        return AccordState::violated;
      }
      if (lemma == "collapse" || lemma == "end") {
        return AccordState::ended;
      }
    }
    return AccordState::unknown;
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
      while (i < out_.size() && !same_accord(out_[i], mention.accord, demanded[i], mention.demanded)) {
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
