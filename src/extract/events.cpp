#include "extract/events.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include "extract/label.h"
#include "extract/status.h"
#include "extract/word_order.h"
#include "resolve/scenes.h"
#include "resolve/tellers.h"

namespace sitrep {

namespace {

// An event told as further back than this is history to the report, not its news.
constexpr std::int32_t historical_after_days = 60;
constexpr std::int32_t sum_after_days = 366;  ///< from the begin of what goes on till the report

/// The frame's actor may be nobody named: "a curfew was imposed" tells an event by itself.
bool may_stand_alone(const Frame& frame) {
  return !frame.actor.empty() && frame.actor.back().front() == "nobody";
}

bool is_among(const Entity& x, const std::vector<Entity>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Entity& y) {
    const bool sectors = x.sectors.empty() || y.sectors.empty() || x.sectors == y.sectors;
    const bool names = x.name.empty() || y.name.empty() || x.name == y.name;
    const bool unknown = x.code.empty() && x.sectors.empty() && y.code.empty() && y.sectors.empty();
    return x.code == y.code && (unknown ? x.text == y.text : sectors && names);
  });
}

bool overlap(const std::vector<Entity>& a, const std::vector<Entity>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Entity& x) { return is_among(x, b); });
}

bool same_party(const Entity& a, const Entity& b) {
  return a.code == b.code && a.sectors == b.sectors;
}

const Statement* closest_statement(const std::vector<Statement>& statements, Span span) {
  const Statement* closest = nullptr;
  for (const auto& statement : statements) {
    if (statement.content.contains(span) &&
        (closest == nullptr || statement.content.size() < closest->content.size())) {
      closest = &statement;
    }
  }
  return closest;
}

Attribution attribution_to(const Entity& who, std::string_view cue) {
  Attribution attribution;
  attribution.source = who.text;
  attribution.code = who.code;
  attribution.sectors = who.sectors;
  attribution.cue = std::string(cue);
  attribution.span = who.span;
  return attribution;
}

/// "three Iraqi civilians" and "in Baghdad": one of them only tells the country.
bool same_codes(const std::vector<Entity>& a, const std::vector<Entity>& b) {
  const auto bare = [](const std::vector<Entity>& list) {
    return std::all_of(list.begin(), list.end(), [](const Entity& e) { return e.sectors.empty(); });
  };
  const auto code_in = [](const Entity& x, const std::vector<Entity>& list) {
    return x.code.empty() ||
           std::any_of(list.begin(), list.end(), [&](const Entity& y) { return y.code.empty() || y.code == x.code; });
  };
  return (bare(a) || bare(b)) && std::all_of(a.begin(), a.end(), [&](const Entity& x) { return code_in(x, b); });
}

bool is_subset(const std::vector<Entity>& small, const std::vector<Entity>& large) {
  return std::all_of(small.begin(), small.end(), [&](const Entity& x) { return is_among(x, large); });
}

/// Of mentions in text order those that may stand at one of these tokens, which are in text order and not empty.
template <typename Mention>
std::span<const Mention> mentions_near(const std::vector<Mention>& mentions, const std::vector<std::uint32_t>& tokens) {
  return mentions_between(mentions, tokens.front(), tokens.back() + 1);
}

/// Whether a code stands for bodies of no one country.
bool is_organisation(std::string_view code) {
  return std::ranges::find(other_actor_codes, code) != other_actor_codes.end();
}

/// Whether a word says where onlookers are from who tell of a deed, which country a border is with, or where others met
/// or went; none is where the deed was.
bool is_elsewhere(const ReadingContext& context, std::uint32_t token, std::uint32_t deed) {
  const auto& tree = context.tree;
  const auto border = tree.head(token);
  if (border != no_token && tree.is(token, "nmod") && tree.case_marker(token) == "with" &&
      context.knowledge.lists.contains("border", tree.lemma(border))) {
    return true;
  }
  if (is_scene_apart(tree, context.knowledge.actors, token, deed)) {
    return true;
  }
  const auto teller = teller_beside(tree, token, deed);
  if (teller == no_token) {
    return false;
  }
  const auto& tellers = context.resolution.actors[teller];
  return context.knowledge.actors.has_word(ActorWords::onlooker, tree.at(teller).lemma) ||
         std::ranges::any_of(tellers, [](const ResolvedActor& a) {
           return is_organisation(a.entity.code) || a.entity.primary_sector() == "JRN";
         });
}

/// What one role got from the text.
struct RoleResult {
  std::vector<RoleFiller> fillers;
  std::vector<std::uint32_t> phrases;  ///< heads of what fills its slots
  bool blocked = false;                ///< a slot was filled, but by no actor and no instrument
};

std::optional<DateInterval> date_by_distance(const ReadingContext& context, std::uint32_t carrier);
DateInterval date_by_expressions(const ReadingContext& context, std::uint32_t carrier, bool to_come);

bool is_hurting(const WordLists& lists, std::string_view verb) {
  return lists.contains("killed-object-verb", verb) || lists.contains("injured-object-verb", verb);
}

/// The day of the report, where it is known.
DateInterval date_of_report(const ReadingContext& context) {
  DateInterval date;
  if (context.report.date) {
    date.begin = date.end = context.report.date;
    date.precision = DatePrecision::day;
  }
  return date;
}

class EventReader {
 public:
  EventReader(const ReadingContext& context, FrameMatcher& matcher, const std::vector<Statement>& statements,
              std::vector<FrameMiss>& fallen)
      : context_(context),
        tree_(context.tree),
        lists_(context.knowledge.lists),
        matcher_(matcher),
        statements_(statements),
        fallen_(fallen) {}

  std::vector<EventReading> read() {
    for (std::uint32_t token = 0; token < tree_.size(); ++token) {
      const auto& match = matcher_.at(token);
      if (match.frame != nullptr && match.frame->type) {
        if (match.frame->status) {
          read_as_told(match);
          continue;
        }
        // "is opposed to the plan": where the frame for plans of someone finds no one, one that asks for less may
        // hold.
        bool read = read_match(match);
        while (!read && matcher_.take_next(token) && match.frame->type && !match.frame->status) {
          read = read_match(match);
        }
        // "does not rule it out" tells no refusal, and a comment of its own.
        const bool denied = !out_.empty() && out_.back().token == token && out_.back().event.status == Status::denied;
        if (read && !denied) {
          continue;
        }
      } else if (context_.knowledge.frames.only_own) {
        continue;
      } else if (lists_.contains("echo-noun", tree_.lemma(token))) {
        read_echo(token);
      } else if (match.frame == nullptr && lists_.contains("say-verb", tree_.lemma(token))) {
        read_obligation(token);
      }
      if (const auto& comment = matcher_.comment_at(token); comment.frame != nullptr) {
        read_match(comment);
      }
    }
    return std::move(out_);
  }

 private:
  void fall(const FrameMatch& match, std::string why) {
    fallen_.push_back({match.predicate.token, match.frame, std::move(why)});
  }

  /// The speaker of the words at a token, where he is an actor with a code.
  std::optional<RoleFiller> speaker_of(std::uint32_t token) const {
    const auto* statement = closest_statement(statements_, tree_.at(token).span);
    if (statement == nullptr || statement->speaker.code.empty()) {
      return std::nullopt;
    }
    RoleFiller filler;
    filler.entity = statement->on_behalf_of && !statement->on_behalf_of->code.empty() ? *statement->on_behalf_of
                                                                                      : statement->speaker;
    filler.kind = ActorKind::person;
    filler.token = token;
    filler.confidence = 0.8;
    filler.how = "speaker of the words";
    return filler;
  }

  /// "They used villagers as shields", an army's spokesman says: "they" are not the army.
  bool is_own_side(const RoleFiller& filler) const {
    const auto& token = tree_.at(filler.token);
    const auto* statement = closest_statement(statements_, token.span);
    if (token.upos != Upos::PRON || token.feature("Person") != "3" || token.feature("Number") != "Plur" ||
        statement == nullptr || statement->kind == StatementKind::paraphrase) {
      return false;
    }
    const auto is = [&](const Entity& e) { return same_party(e, filler.entity); };
    return is(statement->speaker) || (statement->on_behalf_of && is(*statement->on_behalf_of)) ||
           (statement->speaker.sectors == filler.entity.sectors && statement->speaker.code.empty());
  }

  /// "We attacked", "attacked our base": the speaker of the words.
  std::optional<RoleFiller> first_person(std::uint32_t token) const {
    const auto is_first = [&](std::uint32_t t) {
      return tree_.at(t).upos == Upos::PRON && tree_.at(t).feature("Person") == "1";
    };
    const auto owner = tree_.child(token, "nmod:poss");
    const bool owned = owner != no_token && is_first(owner) && lists_.contains("possession", tree_.lemma(token));
    return is_first(token) || owned ? speaker_of(token) : std::nullopt;
  }

  RoleResult role(const RoleSource& source, const Predicate& predicate, bool places) const {
    RoleResult result;
    for (const auto& joined : source) {
      std::vector<std::uint32_t> phrases;
      for (const auto slot : joined) {
        for (const auto filler : predicate.fillers(slot)) {
          if (slot == "by" && predicate.passive && is_among(predicate.fillers("subj"), filler)) {
            continue;  // the doer of the passive, not "a proposal by Peru"
          }
          if (places && slot == "in" && lists_.contains("in-whose", tree_.lemma(filler)) &&
              tree_.child(filler, "nmod") != no_token) {
            continue;  // "carried out strikes in support of Somalia's army": for it, not on it
          }
          auto actors =
              slot == "subj" && !places ? matcher_.roles().read_subject(filler) : matcher_.roles().read(filler, places);
          if (slot == "with" && is_instrument(filler)) {
            std::erase_if(actors,
                          [](const RoleFiller& f) { return f.entity.code.empty(); });  // "fought with artillery"
          }
          if (!places && (slot == "in" || slot == "at" || slot == "during") && !is_act_or_weapon(filler)) {
            // "killed in a rebel attack", not "killed in a police station": where it was done does not do it
            std::erase_if(actors, [&](const RoleFiller& f) { return f.token == filler; });
          }
          if (!places && (slot == "in" || slot == "during")) {
            // "died in the Battle of the Somme": a name that nobody knows is no doer there
            std::erase_if(actors, [&](const RoleFiller& f) {
              return f.token == filler && f.entity.code.empty() && f.entity.sectors.empty();
            });
          }
          std::erase_if(actors, [&](const RoleFiller& f) { return is_own_side(f); });
          if (actors.empty()) {
            if (auto speaker = first_person(filler)) {
              actors.push_back(std::move(*speaker));
            }
          }
          if (actors.empty() && slot == "subj" && !is_instrument(filler) && !is_protest(filler)) {
            result.blocked = true;
          }
          if (!actors.empty()) {
            add_phrases(phrases, actors, filler);
          } else if (slot == "subj" || slot == "obj") {
            add_phrases(phrases, filler);  // "a car bomb", "two villages": in the role whoever is behind it
          }
          add_fillers(result.fillers, std::move(actors));
        }
      }
      if (result.phrases.empty()) {
        result.phrases = std::move(phrases);
      }
      if (!result.fillers.empty()) {
        break;
      }
    }
    return result;
  }

  /// What who does it may stand in or at: "in police firing", "in a rebel attack".
  bool is_act_or_weapon(std::uint32_t token) const {
    const auto lemma = tree_.lemma(token);
    return names_deed(lists_, lemma) || lists_.contains("weapon", lemma) || lemma == "firing";
  }

  /// "Protest blocks road": its people act, whoever they are.
  bool is_protest(std::uint32_t token) const {
    const auto* frame = tree_.at(token).upos == Upos::NOUN ? matcher_.at(token).frame : nullptr;
    return frame != nullptr && frame->type == EventType::protest;
  }

  /// Whether the doer is of those of whom no more is told than that they are people: "a man", "a group of men".
  bool is_by_unnamed(const Predicate& predicate) const {
    const auto doers = predicate.fillers("subj");
    if (doers.empty()) {
      return false;
    }
    const auto is_unnamed = [&](std::uint32_t t) { return lists_.contains("unnamed-people", tree_.lemma(t)); };
    const auto of = tree_.child(doers.front(), "nmod");
    return is_unnamed(doers.front()) || (of != no_token && tree_.case_marker(of) == "of" && is_unnamed(of));
  }

  /// "A man stabbed two police officers": an attack on the state, the press or politics is one whoever did it.
  bool is_on_public(const Predicate& predicate, const std::vector<RoleFiller>& hit) const {
    constexpr std::array<std::string_view, 9> offices = {"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "OPP", "JRN", "SPY"};
    return is_by_unnamed(predicate) && std::ranges::any_of(hit, [&](const RoleFiller& f) {
             return std::ranges::find(offices, f.entity.primary_sector()) != offices.end();
           });
  }

  static bool is_among(const std::vector<std::uint32_t>& tokens, std::uint32_t token) {
    return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
  }

  /// A phrase and its conjuncts; of clauses none.
  void add_phrases(std::vector<std::uint32_t>& phrases, std::uint32_t filler) const {
    for (const auto t : tree_.conjuncts(filler)) {
      if (tree_.at(t).upos != Upos::VERB && !is_among(phrases, t)) {
        phrases.push_back(t);
      }
    }
  }

  /// The phrases that name actors: "the decision" of "the decision of the court", "Mali" of "troops to Mali". What
  /// lies outside of `argument` is not climbed to.
  void add_phrases(std::vector<std::uint32_t>& phrases, const std::vector<RoleFiller>& actors,
                   std::uint32_t argument) const {
    for (const auto& actor : actors) {
      auto token = actor.token;
      while (token != argument && is_owner_within(token) && tree_.within(token, argument)) {
        token = tree_.head(token);
      }
      if (!is_among(phrases, token)) {
        phrases.push_back(token);
      }
    }
    // Where one of "a priest and two nuns" is known, the others stand in the role as well.
    const auto listed = tree_.conjuncts(argument);
    if (std::find_first_of(phrases.begin(), phrases.end(), listed.begin(), listed.end()) != phrases.end()) {
      add_phrases(phrases, argument);
    }
  }

  /// Whether a token names whose the phrase above it is: "US" in "the US decision", "the rebel-held town", "the
  /// decision of the US", "a plan drafted by the US".
  bool is_owner_within(std::uint32_t token) const {
    const auto up = tree_.head(token);
    const auto relation = tree_.relation(token);
    return up != no_token && (tree_.at(token).deprel == "nmod:poss" || relation == "compound" || relation == "amod" ||
                              relation == "flat" || (relation == "nmod" && tree_.case_marker(token) == "of") ||
                              tree_.at(token).deprel == "obl:agent" || (relation == "acl" && is_passive(tree_, token)));
  }

  /// The words of phrases; of a pronoun those it stands for.
  std::vector<Span> spans_of(std::vector<std::uint32_t> phrases) const {
    std::vector<Span> out;
    std::sort(phrases.begin(), phrases.end());
    for (const auto t : phrases) {
      const auto antecedent = tree_.at(t).upos == Upos::PRON ? context_.resolution.antecedent[t] : no_token;
      const auto span = tree_.phrase(antecedent == no_token ? t : antecedent);
      if (std::find(out.begin(), out.end(), span) == out.end()) {
        out.push_back(span);
      }
    }
    return out;
  }

  /// The spans of what someone is named by, for roles that are read off no slot.
  static std::vector<Span> spans_of(const std::vector<RoleFiller>& fillers) {
    std::vector<Span> out;
    for (const auto& filler : fillers) {
      if (!filler.entity.span.empty()) {
        out.push_back(filler.entity.span);
      }
    }
    return out;
  }

  /// "captured a Turkish engineer", "burned Chad's flag": a recipient that no entry knows belongs to its country.
  std::vector<RoleFiller> owners_of_recipient(const RoleSource& source, const Predicate& predicate) const {
    std::vector<RoleFiller> out;
    for (const auto& joined : source) {
      for (const auto slot : joined) {
        for (const auto filler : predicate.fillers(slot)) {
          // "condemned the murder of a Mexican reporter": not the home of who was murdered
          if (slot == "of" && suffers_deed(filler)) {
            continue;
          }
          for (const auto t : tree_.conjuncts(filler)) {
            add_fillers(out, matcher_.roles().read_owner(t));
          }
        }
      }
      if (!out.empty()) {
        break;
      }
    }
    return out;
  }

  bool is_instrument(std::uint32_t token) const {
    // "a roadside bombing killed a soldier", with the bombing read as a verb
    return lists_.contains("instrument", tree_.lemma(token)) ||
           (tree_.at(token).upos == Upos::VERB && lists_.contains("instrument", tree_.form(token)));
  }

  /// Predicates that another reading already covers.
  bool is_covered(const FrameMatch& match) const {
    const auto token = match.predicate.token;
    const auto up = tree_.head(token);
    if (up == no_token) {
      return false;
    }
    // The topic of a protest is not a request of its own.
    if (match.frame->type == EventType::request || match.frame->type == EventType::accuse) {
      const auto relation = tree_.relation(token);
      const auto* above = matcher_.at(up).frame;
      if ((relation == "advcl" || relation == "acl") && above != nullptr && above->type == EventType::protest) {
        return true;
      }
    }
    return is_content(match);
  }

  /// Whether a clause says for itself when it holds: "they withdrew", "they will withdraw", not "to withdraw".
  bool is_finite(std::uint32_t verb) const {
    const auto children = tree_.children(verb);
    return tree_.at(verb).feature("VerbForm") == "Fin" ||
           std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
             return (tree_.is(c, "aux") || tree_.is(c, "cop")) && tree_.at(c).feature("VerbForm") == "Fin";
           });
  }

  /// What is agreed, refused, asked for, threatened, given up or lifted is told by the word for that: "agreed to
  /// withdraw", "lifted the curfew", "called for an end to the fighting".
  bool is_content(const FrameMatch& match) const {
    if (match.predicate.light) {
      const auto* host = matcher_.at(match.predicate.host).frame;
      if (host != nullptr && host->type && host->type != match.frame->type && holds_content(*host->type)) {
        return true;  // "lifted the curfew"
      }
    }
    // "opposed to mediation in talks with Syria": an event noun deep in it that names no doer is not told for itself.
    const bool doerless = match.predicate.word_class == PredicateClass::noun && match.predicate.fillers("subj").empty();
    auto token = match.predicate.carrier();
    for (int i = 0; i < 4; ++i) {
      const auto up = tree_.head(token);
      if (up == no_token) {
        return false;
      }
      const auto relation = logical_relation(tree_, lists_, token);
      const auto marker = relation == "obl" || relation == "nmod" ? tree_.case_marker(token) : std::string();
      const bool inside = doerless && relation == "nmod" && marker != "after" && marker != "since" &&
                          marker != "following" && marker != "during";
      const bool nominal =
          relation == "obj" || relation == "compound" || marker == "of" || marker == "to" || marker == "for" || inside;
      const bool clausal =
          (relation == "xcomp" || relation == "ccomp" || tree_.at(token).deprel == "acl") && !is_finite(token);
      const bool by_adverbial = relation == "advcl" && tree_.at(token).feature("VerbForm") == "Inf" &&
                                lists_.contains("oblique-control", tree_.lemma(up));
      if (clausal && relation == "acl" && tree_.is(up, "obl") &&
          lists_.contains("oblique-control", tree_.lemma(tree_.head(up)))) {
        // "called on both countries to withdraw"
        const auto* asking = matcher_.at(tree_.head(up)).frame;
        return asking != nullptr && asking->type && holds_content(*asking->type);
      }
      if (!nominal && !clausal && !by_adverbial) {
        return false;
      }
      const auto* above = matcher_.at(up).frame;
      // "offered to host negotiations": what hosts them is content itself.
      const bool one_with_it =
          above != nullptr && above->type == match.frame->type && tree_.is(up, "xcomp") && !is_finite(up);
      if (above != nullptr && above->type && !one_with_it) {
        return holds_content(*above->type) && match.predicate.host != up;
      }
      token = up;
    }
    return false;
  }

  /// "called on them to ensure that both cease their clashes": under a request, however far down.
  bool is_asked_for(std::uint32_t token) const {
    constexpr int farthest = 8;
    auto up = tree_.head(token);
    for (int i = 0; i < farthest && up != no_token; ++i, up = tree_.head(up)) {
      const auto* frame = matcher_.at(up).frame;
      if (frame != nullptr && frame->type == EventType::request) {
        return true;
      }
    }
    return false;
  }

  static bool holds_content(EventType type) {
    switch (type) {
      case EventType::agree:
      case EventType::reject:
      case EventType::request:
      case EventType::threaten:
      case EventType::concede:
      case EventType::retreat:
        return true;
      default:
        return false;
    }
  }

  /// What the match alone tells of its event: where it stands and what its frame says.
  EventReading begin(const FrameMatch& match) const {
    const auto& frame = *match.frame;
    const auto& predicate = match.predicate;
    EventReading reading;
    reading.token = predicate.token;
    reading.carrier = predicate.carrier();
    reading.head =
        tree_.head(predicate.word_class == PredicateClass::noun ? whole_of(predicate.token) : predicate.token);
    reading.above = tree_.head(predicate.carrier());
    reading.sentence = tree_.sentence_of(predicate.token);
    auto& event = reading.event;
    event.depth = depth_of(reading.carrier);
    event.type = *frame.type;
    event.mode = frame.mode;
    event.cameo = frame.cameo;
    event.contexts.assign(frame.contexts.begin(), frame.contexts.end());
    event.frame = frame.where();
    event.reasons.push_back("type: frame " + frame.where());
    set_words(reading, predicate);
    return reading;
  }

  /// Clauses and phrases that a predicate lies under, without clauses of what someone says.
  std::uint32_t depth_of(std::uint32_t token) const {
    std::uint32_t depth = 0;
    for (auto up = tree_.head(token); up != no_token; token = up, up = tree_.head(token)) {
      const auto relation = tree_.relation(token);
      const bool said = relation == "ccomp" && lists_.contains("say-verb", tree_.lemma(up));
      const bool under = relation == "advcl" || relation == "acl" || relation == "ccomp" || relation == "obl" ||
                         relation == "nmod" || relation == "appos" || relation == "amod";
      depth += under && !said ? 1U : 0U;
    }
    return depth;
  }

  /// "after reaching a truce that ended the war between Chad and Libya": those who reached it, whoever is said to tell.
  std::vector<RoleFiller> parties_of_ended_war(const Predicate& predicate) const {
    std::vector<RoleFiller> out;
    for (const auto truce : predicate.fillers("obj")) {
      if (!lists_.contains("truce-word", tree_.lemma(truce))) {
        continue;
      }
      for (const auto clause : tree_.children(truce)) {
        const auto war = tree_.at(clause).deprel == "acl:relcl" ? tree_.child(clause, "obj") : no_token;
        if (war == no_token || !lists_.contains("governs-ended", tree_.lemma(clause))) {
          continue;
        }
        for (const auto c : tree_.children(war)) {
          if (tree_.is(c, "nmod") && tree_.case_marker(c) == "between") {
            add_fillers(out, matcher_.roles().read(c, true));
          }
        }
      }
    }
    return out;
  }

  /// "met ministers of Chad and Mali to ask for a truce": those met are asked.
  std::vector<RoleFiller> met_for(std::uint32_t purpose) const {
    std::vector<RoleFiller> out;
    const auto meeting = meeting_over(tree_, matcher_, purpose);
    if (meeting == no_token) {
      return out;
    }
    const auto& met = matcher_.at(meeting).predicate;
    for (const auto slot : {"with", "obj"}) {
      for (const auto filler : met.fillers(slot)) {
        if (out.empty()) {
          out = matcher_.roles().read(filler, false);
        }
      }
    }
    return out;
  }

  /// "suspended deliveries because of the fighting"
  bool is_cause(std::uint32_t noun) const {
    const auto determiner = tree_.child(noun, "det");
    const auto marker = tree_.case_marker(noun);
    return tree_.is(noun, "obl") && determiner != no_token && tree_.form(determiner) == "the" &&
           (marker == "because of" || marker == "due to" || marker == "despite" || marker == "amid");
  }

  /// Whether a noun's phrase ends in a colon, before the verb of its sentence or where the colon was taken for its end.
  bool ends_in_colon(std::uint32_t noun) const {
    const auto head = tree_.head(noun);
    const auto& sentence = tree_.document().sentences[tree_.sentence_of(noun)];
    const auto& tokens = tree_.document().tokens;
    const bool bare = std::none_of(tokens.begin() + sentence.begin, tokens.begin() + sentence.end,
                                   [](const Token& t) { return t.upos == Upos::VERB || t.upos == Upos::AUX; });
    if (head == no_token || bare) {
      return bare && tokens[sentence.end - 1].form == ":";
    }
    const auto last = tree_.subtree(noun).back();
    const auto colon = [&](std::uint32_t t) { return t < head && tree_.at(t).form == ":"; };
    return tree_.is(noun, "parataxis") && noun < head && (colon(last) || colon(last + 1));
  }

  /// False where the frame holds, but lacks someone in its roles.
  bool read_match(const FrameMatch& match) {
    const auto& frame = *match.frame;
    const auto& predicate = match.predicate;
    if (is_covered(match)) {
      fall(match, "it is what the event that governs it is about");
      return true;
    }
    if (const auto label = label_of(tree_, predicate.carrier());
        label && lists_.contains("label-untrue", tree_.lemma(label->head))) {
      fall(match, "it is told under '" + std::string(tree_.at(label->head).form) + "'");
      return true;
    }
    // "2011 Syrian uprising: ten are killed in Homs": what the rest is part of
    if (predicate.word_class == PredicateClass::noun && lists_.contains("long-fight", tree_.lemma(predicate.token)) &&
        ends_in_colon(predicate.token)) {
      fall(match, "it is a label over what the sentence tells");
      return true;
    }
    auto actors = role(frame.actor, predicate, false);
    if (actors.fillers.empty() && *frame.type == EventType::protest) {
      if (auto people = counted_people(predicate)) {
        actors.fillers.push_back(std::move(*people));
        actors.blocked = false;
      }
    }
    auto recipients = role(frame.recipient, predicate, true);
    const auto carrier = predicate.carrier();
    if (*frame.type == EventType::assault || frame.mode == Mode::seize) {
      mend_doers(actors.fillers);
    }
    const auto is_land = [](const RoleFiller& r) {
      return r.kind == ActorKind::country || r.kind == ActorKind::government;
    };
    // No victim is told of but a land, or who did it: "killed in shelling by rebels"
    const auto is_no_victim = [&](const RoleFiller& r) {
      return is_land(r) || std::ranges::find(actors.fillers, r.token, &RoleFiller::token) != actors.fillers.end();
    };
    const bool done_to_one =
        *frame.type == EventType::assault || frame.mode == Mode::arrest || frame.mode == Mode::convict;
    if (done_to_one && std::ranges::all_of(recipients.fillers, is_no_victim)) {
      if (auto victim = bare_person(predicate)) {
        recipients.fillers = {std::move(*victim)};
      }
    }

    std::string implied;
    const bool two_sided = lists_.contains("two-sided-fighting", tree_.lemma(predicate.token));
    const auto is_arm = [](const RoleFiller& f) { return f.entity.code.empty() && f.kind == ActorKind::group; };
    if (two_sided && std::all_of(actors.fillers.begin(), actors.fillers.end(), is_arm) && recipients.fillers.empty() &&
        !actors.blocked && actors.fillers.size() < 2) {
      // "artillery duels on both sides", "fighting between A and B"
      const auto named = std::move(actors.fillers);
      static const RoleSource sides = {{"between"}, {"among"}, {"on"}};
      actors = role(sides, predicate, false);
      if (actors.fillers.size() < 2 && is_cause(predicate.token)) {
        fall(match, "it is the fighting told of before, for which something else is done");
        return true;
      }
      if (actors.fillers.size() < 2) {
        actors.fillers = parties_to_conflict();
        implied = actors.fillers.empty() ? "" : "no side is named: the parties to the fighting told of before";
      }
      if (actors.fillers.empty()) {
        actors.fillers = named;
      }
    }
    if (auto parties = parties_of_ended_war(predicate); parties.size() > 1) {
      implied = "the parties to the war that it ended";
      actors.fillers = std::move(parties);
      actors.phrases.clear();
    }
    const auto quad = quad_class(*frame.type);
    const bool verbal =
        quad == QuadClass::verbal_cooperation || quad == QuadClass::verbal_conflict || *frame.type == EventType::other;
    if (actors.fillers.empty() && !actors.blocked && verbal && predicate.passive) {
      // "... will never be accepted", he said: it is he who does not accept; "talks were called off", mediators said:
      // by whom they do not tell.
      const auto auxiliary = tree_.child(predicate.token, "aux:pass");
      const bool report = auxiliary != no_token && tree_.at(auxiliary).feature("Tense") == "Past";
      if (auto speaker = report ? std::nullopt : speaker_of(predicate.token)) {
        implied = "no one is named: the speaker of the words";
        actors.fillers.push_back(std::move(*speaker));
      }
    }
    bool wide = false;
    if (means_doer(*frame.type)) {
      std::erase_if(recipients.fillers, [&](const RoleFiller& r) { return suffers_deed(r.token); });
    }
    if (recipients.fillers.empty()) {
      recipients.fillers = owners_of_recipient(frame.recipient, predicate);
    }
    if (*frame.type == EventType::retreat || *frame.type == EventType::mobilize) {
      // "withdrew its contingent", "scrambled fighter jets": its own.
      std::erase_if(recipients.fillers, [&](const RoleFiller& r) {
        const auto owner = tree_.child(r.token, "nmod:poss");
        const bool own = owner != no_token && tree_.at(owner).upos == Upos::PRON;
        const bool unowned = r.entity.code.empty() && r.entity.sectors == std::vector<std::string>{"MIL"};
        return unowned || (own && std::ranges::any_of(actors.fillers, [&](const RoleFiller& a) {
                             return a.entity.code == r.entity.code;
                           }));
      });
    }
    if (*frame.type != EventType::other) {
      // "observed a strike called by separatists", "accused of torturing them": others than who acts, so that whoever
      // else is told of is looked for below.
      std::erase_if(recipients.fillers, [&](const RoleFiller& r) {
        const bool pronoun = tree_.at(r.token).upos == Upos::PRON && tree_.at(r.token).feature("Reflex") != "Yes";
        return std::ranges::any_of(actors.fillers, [&](const RoleFiller& a) {
          return a.token == r.token || (pronoun && a.entity.text == r.entity.text && same_party(a.entity, r.entity));
        });
      });
    }
    if (*frame.type == EventType::threaten) {
      // "warned that he would ...": nobody threatens himself.
      const auto drop_own = [&] {
        std::erase_if(recipients.fillers, [&](const RoleFiller& r) {
          return std::ranges::any_of(actors.fillers,
                                     [&](const RoleFiller& a) { return same_party(a.entity, r.entity); });
        });
      };
      drop_own();
      if (recipients.fillers.empty()) {
        take_found(recipients, threatened_in(predicate));
        drop_own();
      }
      if (recipients.fillers.empty()) {
        recipients.fillers = whose_act_averts(predicate);
      }
    }
    if (recipients.fillers.empty() && !actors.fillers.empty() && may_look_wide(*frame.type) &&
        frame.mode != Mode::resign) {
      recipients.fillers = wide_recipients(*frame.type, predicate, actors.fillers);
      // "signed a deal in Muscat": where, not with whom.
      std::erase_if(recipients.fillers, [&](const RoleFiller& r) {
        return *frame.type == EventType::support && is_land(r) && tree_.case_marker(r.token) == "in" &&
               (tree_.is(r.token, "obl") || tree_.is(r.token, "nmod"));
      });
      wide = !recipients.fillers.empty();
      for (const auto& argument : predicate.arguments) {
        if (wide && tree_.within(recipients.fillers.front().token, argument.token)) {
          recipients.phrases.clear();
          add_phrases(recipients.phrases, recipients.fillers, argument.token);
          break;
        }
      }
    }
    if (recipients.fillers.empty() && *frame.type == EventType::assault) {
      take_found(recipients, driven_off(predicate));
    }
    const auto victims = *frame.type == EventType::assault ? victims_beside(predicate) : no_token;
    const bool counted = *frame.type == EventType::assault && hits_a_count(predicate, victims);
    const bool both_named = two_sided && !actors.fillers.empty();  // the dead of two sides are in their tolls
    // "died after a bomb exploded in Kano": the people, and the place only as theirs.
    const auto is_scene = [&](const RoleFiller& r) {
      const auto marker = tree_.case_marker(r.token);
      return is_land(r) && (marker == "in" || marker == "near" || marker == "outside" || marker == "at");
    };
    if (victims != no_token && !both_named && std::ranges::all_of(recipients.fillers, is_scene)) {
      if (auto people = matcher_.roles().read(victims, false); !people.empty()) {
        recipients.fillers = std::move(people);
      }
    }
    // "Protests in Harare went on": nobody is told to protest, nor against whom
    const bool unaddressed = *frame.type == EventType::protest && actors.fillers.empty() && !actors.blocked;
    const bool hits_scene = *frame.type == EventType::assault && (counted || acts_on_site(predicate));
    if (recipients.fillers.empty() && (unaddressed || hits_scene)) {
      recipients.fillers = country_of_scene(predicate);
    }
    if (recipients.fillers.empty() && verbal && tree_.at(carrier).feature("VerbForm") == "Inf") {
      recipients.fillers = met_for(carrier);
    }
    // Nobody acts on himself; what is in both lists came by two roads to the same phrase.
    std::erase_if(recipients.fillers, [&](const RoleFiller& r) {
      return std::any_of(actors.fillers.begin(), actors.fillers.end(), [&](const RoleFiller& a) {
        // A country may close its own cities, but not accuse or refuse itself.
        const bool same_name = verbal && !a.entity.name.empty() && a.entity.name == r.entity.name;
        return (same_name && same_party(a.entity, r.entity)) || (a.token == r.token && a.entity.span == r.entity.span);
      });
    });
    if (frame.mode == Mode::weapons) {
      // "India tested a missile off Odisha": not against itself
      std::erase_if(recipients.fillers, [&](const RoleFiller& r) {
        return r.entity.sectors.empty() && std::ranges::any_of(actors.fillers, [&](const RoleFiller& a) {
                 return a.entity.code == r.entity.code && a.entity.sectors.empty();
               });
      });
    }
    if (*frame.type == EventType::aid) {
      // "delivered food to the Zamzam camp": no soldiers' camp
      for (auto& r : recipients.fillers) {
        if (tree_.lemma(r.token) == "camp" && r.entity.sectors == std::vector<std::string>{"MIL"}) {
          r.entity.sectors = {"REF"};
          r.how += ", a camp that is helped";
        }
      }
    }
    if (*frame.type == EventType::sanction) {
      // "recalled its envoy to Paris": where he goes, not whom it is against.
      std::erase_if(recipients.fillers, [&](const RoleFiller& r) {
        return r.kind == ActorKind::government && tree_.case_marker(r.token) == "to" &&
               std::ranges::any_of(actors.fillers, [&](const RoleFiller& a) { return a.entity.code == r.entity.code; });
      });
    }
    std::erase_if(recipients.phrases, [&](std::uint32_t phrase) { return is_among(actors.phrases, phrase); });
    // "Negotiators met in Doha": a host city is nobody's home.
    const bool guests = verbal && recipients.fillers.empty() && quad == QuadClass::verbal_cooperation &&
                        std::ranges::all_of(actors.fillers, [&](const RoleFiller& f) {
                          return f.entity.code.empty() && tree_.at(f.token).feature("Number") == "Plur";
                        });
    if (!guests) {
      // "The minister flew to Paris": whoever travels to a country is hardly its own.
      if (frame.mode != Mode::visit || std::ranges::none_of(recipients.fillers, is_land)) {
        settle_country(actors.fillers, recipients.fillers, predicate.token, false);
      }
      // Police act at home too: "Tunisian police fired tear gas at protesters".
      const bool police = !actors.fillers.empty() && std::ranges::all_of(actors.fillers, [](const RoleFiller& f) {
        return f.entity.primary_sector() == "COP";
      });
      settle_country(recipients.fillers, actors.fillers, predicate.token, police || acts_at_home(frame));
    }
    if (*frame.type == EventType::assault) {
      // "when troops attacked their village": nobody attacks what is his own, so that it is somebody else's.
      for (auto& r : recipients.fillers) {
        const auto whose = tree_.child(r.token, "nmod:poss");
        const auto owner = whose == no_token ? no_token : context_.resolution.antecedent[whose];
        if (owner != no_token &&
            std::ranges::any_of(actors.fillers, [&](const RoleFiller& a) { return a.token == owner; })) {
          r.entity.code.clear();
          r.entity.sectors.clear();
          r.how += ", not the attacker's own";
        }
      }
    }
    // "were taken into custody by the vigilance bureau": who arrests is some police.
    const bool arrested = frame.mode == Mode::arrest && predicate.passive && !recipients.fillers.empty();
    // "A man with a grenade attacked a school, injuring 24": whoever it was, people are told hurt by an attack. Of one
    // who killed or stabbed somebody it is not known whether that is more than a crime.
    const bool mass = victims != no_token && is_by_unnamed(predicate) && !tells_hurt(predicate.token);
    const bool attacked = *frame.type == EventType::assault && (mass || is_on_public(predicate, recipients.fillers));
    if (actors.fillers.empty() && actors.blocked && !arrested && !attacked) {
      fall(match, "who does it is no actor of politics or conflict");
      return true;
    }
    if (actors.fillers.empty() && recipients.fillers.empty() && !may_stand_alone(frame) && !counted) {
      fall(match, "neither an actor nor a recipient is known");
      return false;
    }
    // "signed a law banning rallies", where "sign" tells it by a frame of its own
    const auto text = tree_.at(carrier).deprel == "acl" ? tree_.head(carrier) : no_token;
    if (text != no_token && lists_.contains("enacted-text", tree_.lemma(text)) && tree_.head(text) != no_token &&
        matcher_.at(tree_.head(text)).frame != nullptr && matcher_.at(tree_.head(text)).frame->type) {
      fall(match, "the verb over it tells it");
      return false;
    }
    const auto has_code = [](const RoleFiller& f) { return !f.entity.code.empty(); };
    if (frame.is_comment() && std::ranges::none_of(actors.fillers, has_code)) {
      fall(match, "it is not known for whom the one speaks who comments");
      return false;
    }
    if (frame.needs_actor && actors.fillers.empty()) {
      fall(match, "its frame needs an actor, and none is known");
      return false;
    }
    if (frame.needs_recipient && recipients.fillers.empty() && !acts_on_site(predicate) && !counted &&
        !strikes_somewhere(frame, predicate, actors.fillers)) {
      fall(match, "its frame needs a recipient, and none is known");
      return false;
    }

    auto reading = begin(match);
    reading.tells_hurt = victims != no_token || counted;
    reading.conjoined = tree_.is(predicate.token, "conj");
    reading.came_of_it = tree_.is(predicate.token, "advcl") && tree_.head(predicate.token) < predicate.token &&
                         tree_.at(predicate.token).feature("VerbForm") != "Inf" &&
                         tree_.child(predicate.token, "mark") == no_token;
    const auto mark = tree_.is(carrier, "advcl") ? tree_.child(carrier, "mark") : no_token;
    const auto conjunction = mark == no_token ? std::string() : tree_.form(mark);
    // "the bombing of a hospital that killed 42"
    reading.harms_as_which = tree_.at(carrier).deprel == "acl:relcl" && tells_hurt(carrier);
    reading.meanwhile = conjunction == "as" || conjunction == "while";
    reading.shares_subject =
        (reading.conjoined || reading.came_of_it) && tree_.child(predicate.token, "nsubj") == no_token;
    if (const auto subject = surface_subject(tree_, lists_, predicate.carrier()); subject != no_token) {
      const auto lemma = tree_.lemma(subject);
      reading.by_weapon = lists_.contains("attack-thing", lemma) || lists_.contains("weapon", lemma);
      const auto determiner = tree_.child(subject, "det");
      const auto word = determiner == no_token ? std::string() : tree_.form(determiner);
      reading.takes_up = reading.by_weapon && (word == "the" || word == "that" || word == "this");
    }
    if (tree_.is(predicate.token, "acl") && tree_.is(tree_.head(predicate.token), "nsubj")) {
      reading.told_of = tree_.head(tree_.head(predicate.token));
    }
    auto& event = reading.event;

    auto status = read_status(tree_, matcher_, lists_, predicate, frame.takes_negation(), frame.takes_future());
    const auto earlier = date_by_distance(context_, carrier);
    reading.is_earlier = earlier.has_value();
    event.date = earlier ? *earlier : date_by_expressions(context_, carrier, true);
    if (status.status == Status::actual && is_to_come(event)) {
      status = {Status::planned, "'" + event.date.words + "' is after the report", no_token, false};
    }
    const auto& reported = context_.report.date;
    if (status.status == Status::actual && reported && event.date.begin && *reported < *event.date.begin) {
      event.date = date_of(context_, carrier, false);  // "called for a strike on Friday": of what is asked for
    }
    event.status = status.status;
    if (event.status == Status::denied && is_asked_for(carrier)) {
      fall(match, "its end is what is asked for");
      return true;
    }
    if (status.assumed && status.governor != no_token &&
        (*frame.type == EventType::protest || *frame.type == EventType::accuse)) {
      // "marched to protest against prices", "summoned the envoy to protest against the raid"
      const auto* over = matcher_.at(status.governor).frame;
      if (over != nullptr && over->type == frame.type) {
        fall(match, "it is what the " + std::string(name(*frame.type)) + " over it is for");
        return true;
      }
    }
    event.reasons.push_back("status " + std::string(name(status.status)) + ": " + status.why);
    if (event.date.words.empty()) {
      if (auto when = date_of_what_it_was_in(carrier); !when.words.empty()) {
        event.date = std::move(when);
      }
    }
    apply_history(event, carrier);
    apply_future(reading, status);
    event.place = place_of(context_, carrier, predicate.token);
    if (event.type == EventType::assault) {
      hit_cities(recipients.fillers, event.place);
      if (event.status == Status::actual && long_fight(context_, carrier) != no_token) {
        event.status = Status::historical;
        event.reasons.emplace_back("status historical: what a long fight has done in all");
      }
    }
    event.attribution = attribution_of(context_, statements_, event.trigger);
    if (event.status == Status::alleged && event.attribution.none()) {
      event.attribution = accuser_of(context_, matcher_, status.governor);
    }
    if (recipients.fillers.empty() && (event.type == EventType::protest || event.mode == Mode::third_party)) {
      recipients.fillers = event.type == EventType::protest ? protested_against(predicate) : parted_by(carrier);
      for (const auto& filler : recipients.fillers) {
        recipients.phrases.push_back(filler.token);
      }
    }
    if (event.type == EventType::protest) {
      // Protesters without a country are of the place where they protest.
      for (auto& actor : actors.fillers) {
        if (actor.entity.code.empty() && !actor.entity.sectors.empty() && event.place) {
          actor.entity.code = event.place->country;
          actor.confidence *= 0.8;
          actor.how += ", of the place " + event.place->text;
        }
      }
      for (auto& recipient : recipients.fillers) {
        if (recipient.entity.code.empty() && is_power(recipient.entity) && !actors.fillers.empty() &&
            !is_foreign(recipient.token)) {
          add_own_country(recipient.entity, actors.fillers);
        }
      }
    }

    double confidence = 0.95;
    set_role(event.actors, actors.fillers, "actor", event.reasons, confidence);
    set_role(event.recipients, recipients.fillers, "recipient", event.reasons, confidence);
    event.actor_phrases = spans_of(actors.phrases);
    event.recipient_phrases = spans_of(recipients.phrases);
    if (!implied.empty()) {
      event.reasons.push_back("actors: " + implied);
      confidence *= 0.7;
    }
    if (wide) {
      event.reasons.emplace_back("recipient: none beside the predicate; the first one named in what it is about");
    }
    if (frame.conditions.empty()) {
      confidence *= 0.95;
    }
    if (actors.fillers.empty()) {
      confidence *= 0.9;
    }
    event.confidence = std::round(confidence * 100) / 100;

    emit(std::move(reading), predicate, actors, recipients);
    return true;
  }

  /// "began a hunger strike to protest against the authorities": whom the purpose names.
  std::vector<RoleFiller> protested_against(const Predicate& predicate) const {
    std::vector<RoleFiller> out;
    const auto carrier = predicate.carrier();
    auto clauses = std::vector(tree_.children(carrier).begin(), tree_.children(carrier).end());
    if (predicate.token != carrier) {
      clauses.insert(clauses.end(), tree_.children(predicate.token).begin(), tree_.children(predicate.token).end());
    }
    for (const auto c : clauses) {
      const bool purpose = (tree_.is(c, "advcl") || tree_.is(c, "acl") || tree_.is(c, "xcomp")) && c > carrier &&
                           tree_.at(c).upos == Upos::VERB;
      if (!purpose || !lists_.contains("protest-purpose", tree_.lemma(c))) {
        continue;
      }
      const auto told = read_predicate(tree_, context_.resolution, lists_, c, PredicateClass::verb);
      for (const auto slot : {"against", "at", "obj"}) {
        for (const auto filler : told.fillers(slot)) {
          add_fillers(out, matcher_.roles().read(filler, false));
        }
        if (!out.empty()) {
          return out;
        }
      }
    }
    return out;
  }

  /// "launched a mediation effort to prevent a war between Chad and Mali": the two that are to be parted.
  std::vector<RoleFiller> parted_by(std::uint32_t carrier) const {
    std::vector<RoleFiller> out;
    for (const auto t : tree_.subtree(carrier)) {
      if (t <= carrier || tree_.case_marker(t) != "between" || tree_.is(t, "conj")) {
        continue;
      }
      for (const auto side : tree_.conjuncts(t)) {
        add_fillers(out, matcher_.roles().read(side, false));
      }
      if (!out.empty()) {
        break;
      }
    }
    return out;
  }

  /// The actors of a phrase that have a code. Where a user's own knowledge stands for all the shipped, the places of
  /// the table give none; dashes say that it knows the name and means nobody.
  std::vector<RoleFiller> coded_actors(std::uint32_t phrase) const {
    auto found = matcher_.roles().read(phrase, true);
    std::erase_if(found, [&](const RoleFiller& f) {
      // "its embassy": whose it is, is said elsewhere.
      const bool pronoun = tree_.at(f.token).upos == Upos::PRON && f.token != phrase;
      const bool by_place = context_.resolution.actors[f.token].empty();
      return pronoun || f.entity.code == "---" || f.entity.coded().empty() ||
             (by_place && context_.knowledge.frames.only_own);
    });
    return found;
  }

  /// The first actors named among these tokens, with their conjuncts.
  std::vector<RoleFiller> first_named(const std::vector<std::uint32_t>& tokens) const {
    for (const auto token : tokens) {
      if (names_actor(tree_, matcher_.roles(), token)) {
        if (auto found = coded_actors(token); !found.empty()) {
          return found;
        }
      }
    }
    return {};
  }

  /// The actors of a phrase; where it is no actor itself, the first that it names: "Mali's fishermen".
  std::vector<RoleFiller> named_in(std::uint32_t phrase) const {
    auto found = coded_actors(phrase);
    return found.empty() ? first_named(tree_.clause(phrase)) : found;
  }

  /// The first actor named behind the predicate in what belongs to it, with its conjuncts; of a passive whose doer is
  /// said, whom it is done to.
  std::vector<RoleFiller> named_behind(const Predicate& predicate) const {
    if (predicate.passive && !predicate.fillers("subj").empty()) {
      const auto patients = predicate.fillers("obj");
      return patients.empty() ? std::vector<RoleFiller>{} : named_in(patients.front());
    }
    std::vector<std::uint32_t> tokens;
    add_inside(predicate.carrier(), false, tokens);
    std::erase_if(tokens, [&](std::uint32_t t) { return t <= predicate.token; });
    std::sort(tokens.begin(), tokens.end());
    return first_named(tokens);
  }

  /// The subject; where a word order takes it for the other side ("said that they fled": "said + *"), and where it is a
  /// pronoun of whom nobody knows, that of the verb above.
  std::vector<RoleFiller> doers_as_told(const Predicate& predicate) const {
    const auto others = predicate.fillers("target");
    const auto subjects = predicate.fillers("subj");
    std::vector<RoleFiller> out;
    bool above = subjects.empty() && !predicate.passive && tree_.is(predicate.token, "ccomp");
    for (const auto subject : subjects) {
      auto named = named_in(subject);
      above = above || (named.empty() && tree_.at(subject).upos == Upos::PRON);
      if (!others.empty() && tree_.within(others.front(), subject)) {
        above = true;
        continue;
      }
      add_fillers(out, std::move(named));
    }
    auto verb = predicate.token;
    for (int i = 0; out.empty() && above && i < 4; ++i) {
      verb = tree_.head(verb);
      if (verb == no_token) {
        break;
      }
      const auto subject = tree_.child(verb, "nsubj");
      if (subject != no_token && std::find(subjects.begin(), subjects.end(), subject) == subjects.end()) {
        out = named_in(subject);
      }
    }
    return out;
  }

  std::vector<RoleFiller> role_as_told(const RoleSource& source, const Predicate& predicate) const {
    std::vector<RoleFiller> out;
    for (const auto& joined : source) {
      for (const auto slot : joined) {
        if (slot == "named") {
          add_fillers(out, named_behind(predicate));
        } else if (slot == "subj") {
          add_fillers(out, doers_as_told(predicate));
        } else if (slot != "patient" || predicate.passive) {
          for (const auto filler : predicate.fillers(slot == "patient" ? "obj" : slot)) {
            add_fillers(out, named_in(filler));
          }
        }
      }
      if (!out.empty()) {
        break;
      }
    }
    return out;
  }

  /// A frame that says what status its events have: its words tell all, as dictionaries of older coders do.
  void read_as_told(const FrameMatch& match) {
    const auto& frame = *match.frame;
    const auto& predicate = match.predicate;
    const auto actors = role_as_told(frame.actor, predicate);
    auto recipients = role_as_told(frame.recipient, predicate);
    std::erase_if(recipients, [&](const RoleFiller& r) {
      return std::any_of(actors.begin(), actors.end(), [&](const RoleFiller& a) { return a.token == r.token; });
    });
    const bool alone = frame.recipient.empty() && actors.size() < 2;
    if (alone || (frame.needs_actor && actors.empty()) || (frame.needs_recipient && recipients.empty())) {
      fall(match, "its frame needs " +
                      std::string(actors.empty() ? "an actor"
                                  : alone        ? "two parties"
                                                 : "a recipient") +
                      ", and none is known");
      return;
    }
    auto reading = begin(match);
    reading.as_told = true;
    auto& event = reading.event;
    event.status = *frame.status;
    event.reasons.push_back("status " + std::string(name(event.status)) + ": by its frame");
    event.date = date_of(context_, reading.carrier);
    event.place = place_of(context_, reading.carrier, predicate.token);
    event.attribution = attribution_of(context_, statements_, event.trigger);
    double confidence = 0.9;
    set_role(event.actors, actors, "actor", event.reasons, confidence);
    set_role(event.recipients, recipients, "recipient", event.reasons, confidence);
    event.actor_phrases = spans_of(actors);
    event.recipient_phrases = spans_of(recipients);
    event.confidence = std::round(confidence * 100) / 100;
    out_.push_back(std::move(reading));
  }

  /// "two separate meetings with A and B" are two events.
  void emit(EventReading reading, const Predicate& predicate, const RoleResult& actors, const RoleResult& recipients) {
    bool distributive = false;
    std::vector<std::uint32_t> marked = {predicate.token, predicate.carrier()};
    const auto objects = predicate.fillers("obj");
    marked.insert(marked.end(), objects.begin(), objects.end());
    for (const auto from : marked) {
      for (const auto c : tree_.children(from)) {
        distributive = distributive || lists_.contains("distributive", tree_.lemma(c));
      }
    }
    const auto subjects = predicate.fillers("subj");
    const auto is_subject = [&](const RoleFiller& filler) {
      return std::any_of(subjects.begin(), subjects.end(), [&](std::uint32_t s) {
        const auto all = tree_.conjuncts(s);
        return std::find(all.begin(), all.end(), filler.token) != all.end();
      });
    };
    const auto others = static_cast<std::size_t>(std::count_if(actors.fillers.begin(), actors.fillers.end(),
                                                               [&](const RoleFiller& f) { return !is_subject(f); }));
    if (distributive && others > 1) {
      for (const auto& other : actors.fillers) {
        if (is_subject(other)) {
          continue;
        }
        auto one = reading;
        std::erase_if(one.event.actors, [&](const Entity& e) {
          return std::any_of(actors.fillers.begin(), actors.fillers.end(), [&](const RoleFiller& f) {
            return f.entity == e && !is_subject(f) && !(f.entity == other.entity);
          });
        });
        one.event.reasons.push_back("one event for each party: the text says they were separate");
        out_.push_back(std::move(one));
      }
      return;
    }
    if (distributive && recipients.fillers.size() > 1) {
      for (const auto& recipient : recipients.fillers) {
        auto one = reading;
        one.event.recipients = {recipient.entity};
        one.event.reasons.push_back("one event for each party: the text says they were separate");
        out_.push_back(std::move(one));
      }
      return;
    }
    out_.push_back(std::move(reading));
  }

  void set_words(EventReading& reading, const Predicate& predicate) const {
    std::vector<std::uint32_t> words = {predicate.token};
    if (predicate.light) {
      words.push_back(predicate.host);
    }
    for (const auto w : std::vector<std::uint32_t>(words)) {
      if (const auto particle = tree_.child(w, "compound:prt"); particle != no_token) {
        words.push_back(particle);
      }
    }
    reading.event.trigger = tree_.span_of(words);
    const auto clause = tree_.clause(predicate.host != no_token ? predicate.host : predicate.token);
    reading.event.evidence.push_back({reading.sentence, tree_.span_of(clause)});
  }

  void set_role(std::vector<Entity>& out, const std::vector<RoleFiller>& fillers, std::string_view role_name,
                std::vector<std::string>& reasons, double& confidence) const {
    for (const auto& filler : fillers) {
      out.push_back(filler.entity);
      reasons.push_back(std::string(role_name) + " " + filler.entity.coded() + ": " + filler.how);
      confidence *= filler.confidence;
    }
  }

  /// Whether a deed has a day after the report: "called a strike for Friday". The day beside what is said may be that
  /// of what it is about ("agreed to meet on Friday").
  bool is_to_come(const Event& event) const {
    static constexpr std::array deeds = {EventType::protest, EventType::consult,  EventType::cooperate,
                                         EventType::aid,     EventType::mobilize, EventType::assault};
    const auto& reported = context_.report.date;
    return std::find(deeds.begin(), deeds.end(), event.type) != deeds.end() && reported && event.date.begin &&
           !event.date.words.empty() && *reported < *event.date.begin;
  }

  /// "fought a war from 1998 to 2000 in which 80,000 died": the date of the clause whose war, riot or meeting it was
  /// in.
  DateInterval date_of_what_it_was_in(std::uint32_t carrier) const {
    const auto noun = tree_.head(carrier);
    if (tree_.at(carrier).deprel != "acl:relcl" || noun == no_token) {
      return {};
    }
    for (const auto c : tree_.children(carrier)) {
      const auto marker = tree_.case_marker(c);
      if (tree_.at(c).form == "which" && (marker == "in" || marker == "during")) {
        const auto verb = tree_.head(noun);
        return verb == no_token ? DateInterval{} : date_by_expressions(context_, verb, true);
      }
    }
    return {};
  }

  /// "in March 2016": a month with its year, as news has it of what is past.
  static bool is_month_of_year(const DateInterval& date) {
    return date.precision == DatePrecision::month &&
           std::ranges::count_if(date.words, [](char c) { return c >= '0' && c <= '9'; }) == 4;
  }

  void apply_history(Event& event, std::uint32_t carrier) const {
    if (event.status != Status::actual) {
      return;
    }
    if (const auto war = war_long_over(carrier); war != no_token) {
      event.status = Status::historical;
      event.reasons.push_back("status historical: told of '" + std::string(tree_.at(war).form) +
                              "', which is long over");
      return;
    }
    if (event.date.words.empty() || !event.date.end) {
      return;
    }
    const auto& reported = context_.report.date;
    // Without the report's date a year or season named in full is taken as looking back: today's news says "on Monday".
    // "has fought the state since 1964" sums up.
    const bool sum = reported && event.date.end == reported && event.date.begin &&
                     reported->days() - event.date.begin->days() > sum_after_days;
    const bool old = reported ? reported->days() - event.date.end->days() > historical_after_days
                              : event.date.precision == DatePrecision::year || is_month_of_year(event.date) ||
                                    event.date.precision == DatePrecision::season ||
                                    event.date.precision == DatePrecision::decade;
    if (sum || old) {
      event.status = Status::historical;
      event.reasons.push_back("status historical: '" + event.date.words + "' is long before the report");
    }
  }

  /// "died in the Second World War": the word of a war or time long over that a deed is told to be of; no_token where
  /// there is none.
  std::uint32_t war_long_over(std::uint32_t carrier) const {
    for (const auto c : tree_.children(carrier)) {
      const auto marker = tree_.case_marker(c);
      if (!(tree_.is(c, "obl") || tree_.is(c, "nmod")) || (marker != "in" && marker != "during" && marker != "of")) {
        continue;
      }
      for (const auto t : tree_.subtree(c)) {
        const auto& word = tree_.form(t);
        const auto pair = t > 0 ? tree_.form(t - 1) + " " + word : std::string(word.text);
        if (lists_.contains("war-long-over", word) || lists_.contains("war-long-over", pair)) {
          return t;
        }
      }
    }
    return no_token;
  }

  /// Whether a clause is what the frame of its governor embeds.
  bool is_told_of_by_frame(std::uint32_t clause) const {
    const auto up = tree_.head(clause);
    if (up == no_token || !tree_.is(clause, "ccomp")) {
      return false;
    }
    const auto& match = matcher_.at(up);
    return match.frame != nullptr && std::any_of(match.frame->embeds.begin(), match.frame->embeds.end(),
                                                 [](const auto& embeds) { return embeds.first == "comp"; });
  }

  /// PLOVER: consultations, support, cooperation and aid to come are AGREE, retreats to come are CONCEDE
  /// (design/ontology).
  void apply_future(EventReading& reading, const StatusReading& status) const {
    auto& event = reading.event;
    if (status.status != Status::planned || status.assumed) {
      return;
    }
    if (status.governor != no_token && (matcher_.at(status.governor).frame != nullptr ||
                                        !lists_.contains("governs-committed", tree_.lemma(status.governor)))) {
      return;  // "agreed to meet" is coded at "agreed"; "efforts to meet" and "hopes to meet" agree to nothing
    }
    if (is_asked_for(reading.carrier)) {
      return;  // "demanded that they drop their plans to sell missiles": nobody agrees to anything
    }
    if (is_told_of_by_frame(reading.carrier)) {
      return;  // "signalled that it would withdraw" is coded at "signalled"
    }
    // "announced that he will step down in November": promised now.
    const auto& reported = context_.report.date;
    const auto date_promise = [&] {
      if (reported && event.date.begin && *reported < *event.date.begin) {
        const auto carrier = reading.carrier;
        event.date = date_of(context_, tree_.is(carrier, "ccomp") ? tree_.head(carrier) : carrier, false);
      }
    };
    static constexpr std::array<std::pair<EventType, std::string_view>, 4> to_agree = {{
        {EventType::consult, "036"},
        {EventType::support, "032"},
        {EventType::cooperate, "031"},
        {EventType::aid, "033"},
    }};
    for (const auto& [type, cameo] : to_agree) {
      if (event.type == type) {
        event.reasons.push_back("type AGREE: a " + std::string(name(type)) + " still to come");
        event.type = EventType::agree;
        event.mode = Mode::none;
        event.cameo = cameo;
        event.status = Status::actual;
        date_promise();
        return;
      }
    }
    if (event.type == EventType::retreat) {
      event.reasons.emplace_back("type CONCEDE: a RETREAT still to come");
      event.type = EventType::concede;
      event.mode = Mode::none;
      event.cameo = "035";
      event.status = Status::actual;
      date_promise();
    } else if (event.type == EventType::concede) {
      event.reasons.emplace_back("a CONCEDE still to come is one: it is promised");
      event.status = Status::actual;
      date_promise();
    }
  }

  /// "warned that Cairo would break off ties with Qatar": whom the threatened act would hit.
  RoleResult threatened_in(const Predicate& predicate) const {
    for (const auto act : predicate.fillers("comp")) {
      const auto& threat = matcher_.at(act);
      if (threat.frame == nullptr || !threat.frame->type) {
        continue;
      }
      if (auto hit = role(threat.frame->recipient, threat.predicate, true); !hit.fillers.empty()) {
        return hit;
      }
    }
    return {};
  }

  /// "threatened to strike unless Israel left": who can avert it is threatened.
  std::vector<RoleFiller> whose_act_averts(const Predicate& predicate) const {
    auto under = predicate.fillers("comp");
    under.push_back(predicate.carrier());
    for (const auto token : under) {
      for (const auto c : tree_.children(token)) {
        const auto mark = tree_.child(c, "mark");
        const auto subject = tree_.child(c, "nsubj");
        if (tree_.is(c, "advcl") && mark != no_token && subject != no_token &&
            (tree_.lemma(mark) == "unless" || tree_.lemma(mark) == "until")) {
          return matcher_.roles().read(subject, false);
        }
      }
    }
    return {};
  }

  /// The code of the one country that a sentence names, as an actor or by a place, in what it tells of a deed; empty
  /// where it names none or several.
  std::string only_country(std::uint32_t deed) const {
    const auto& bounds = tree_.document().sentences[tree_.sentence_of(deed)];
    std::string code;
    bool several = false;
    const auto take = [&](const std::string& other) {
      if (!other.empty() && !is_organisation(other)) {
        several = several || (!code.empty() && code != other);
        code = other;
      }
    };
    for (auto t = bounds.begin; t < bounds.end && t < context_.resolution.actors.size(); ++t) {
      const auto& actors = context_.resolution.actors[t];
      const auto* place = matcher_.roles().place_at(t);
      const auto& known = context_.knowledge.actors;
      const bool land = place == nullptr || place->place.kind == PlaceKind::country;
      if ((actors.empty() && place == nullptr) || is_elsewhere(context_, t, deed) || is_journey_end(tree_, known, t) ||
          (land && is_origin_of_other(tree_, known, t, deed))) {
        continue;
      }
      for (const auto& actor : actors) {
        take(actor.entity.code);
      }
      if (place != nullptr) {
        take(place->place.country);
      }
    }
    return several ? std::string() : code;
  }

  /// "foreign embassies", "a West African mission", of no country that is home here; but "the foreign minister".
  bool is_foreign(std::uint32_t token) const {
    const auto of_region = [&](std::uint32_t c) {
      const auto& actors = context_.resolution.actors[c];
      return !actors.empty() && std::ranges::all_of(actors, [](const ResolvedActor& a) {
        return a.entity.code.empty() && a.entity.sectors.empty();
      });
    };
    const auto children = tree_.children(token);
    return !lists_.contains("foreign-office", tree_.lemma(token)) &&
           std::ranges::any_of(children, [&](std::uint32_t c) {
             return tree_.is(c, "amod") && (tree_.at(c).lemma == "foreign" || of_region(c));
           });
  }

  /// What states do to their own: bans, trials, arrests. Those who are sent away may be of anywhere.
  static bool acts_at_home(const Frame& frame) {
    const auto mode = frame.mode;
    return (frame.type == EventType::coerce &&
            (mode == Mode::arrest || mode == Mode::restrict || mode == Mode::censor || mode == Mode::martial_law)) ||
           (frame.type == EventType::sanction && mode == Mode::convict) || frame.type == EventType::concede;
  }

  /// "President Awori declined to resign despite pressure by Kenya's commission", "the army said it killed 12 militants
  /// in Waziristan": powers, parties and unions without a country are of the only one that the sentence names, but
  /// where that country itself stands on the other side. It may where it acts `at_home`: "Belarus outlawed the main
  /// opposition party".
  void settle_country(std::vector<RoleFiller>& fillers, const std::vector<RoleFiller>& others, std::uint32_t deed,
                      bool at_home) const {
    static constexpr std::array<std::string_view, 7> domestic = {"GOV", "LEG", "JUD", "OPP", "PTY", "LAB", "ELI"};
    static constexpr std::array<std::string_view, 8> subject_to_it = {"JRN", "EDU", "SOC", "REL",
                                                                      "MED", "CVL", "AGR", "LAB"};
    static constexpr std::array<std::string_view, 2> forces = {"MIL", "COP"};
    // Whom a state bans at home is of its own: "shut down a rights group".
    const auto of_no_state = [&](const RoleFiller& f) {
      return at_home && f.entity.code == "NGO" && f.entity.id.empty() && f.entity.name.empty();
    };
    const auto unsettled = [&](const RoleFiller& f) {
      if (of_no_state(f)) {
        return !is_foreign(f.token);
      }
      return f.entity.code.empty() && !is_foreign(f.token) &&
             (f.entity.has_sector(domestic) || (at_home && f.entity.has_sector(subject_to_it)) ||
              (tree_.at(f.token).upos == Upos::PRON && f.entity.has_sector(forces)));
    };
    if (std::none_of(fillers.begin(), fillers.end(), unsettled)) {
      return;
    }
    const auto code = only_country(deed);
    if (code.empty()) {
      return;
    }
    const auto opposite = [&](const RoleFiller& settled, const RoleFiller& other) {
      // "The government expelled the French ambassador": another one.
      if (other.entity.code == code && lists_.contains("diplomat", tree_.lemma(other.token))) {
        return true;
      }
      if (other.entity.code != code || !other.entity.sectors.empty() || (at_home && !is_power(settled.entity)) ||
          matcher_.roles().read_one(other.token, false).empty()) {
        return false;
      }
      // Those who slight "Kenya's elections" may well be another government, hardly another party.
      const bool owner = tree_.is(other.token, "compound") || tree_.is(other.token, "amod") ||
                         tree_.at(other.token).deprel == "nmod:poss";
      return !owner || (is_power(settled.entity) && !tree_.is(other.token, "compound"));
    };
    // "the king spoke to the president of Chad": two powers that act together are of two countries.
    const bool other_power =
        std::ranges::any_of(fillers, [&](const RoleFiller& f) { return f.entity.code == code && is_power(f.entity); });
    for (auto& filler : fillers) {
      if (unsettled(filler) && !(other_power && is_power(filler.entity)) &&
          std::none_of(others.begin(), others.end(),
                       [&](const RoleFiller& other) { return opposite(filler, other); })) {
        if (of_no_state(filler)) {
          filler.entity.sectors = {"CVL"};
        }
        filler.entity.code = code;
        filler.confidence *= 0.75;
        filler.how += ", of the only country of the sentence";
      }
    }
  }

  /// Whether what is hit is a place or building: "attacked a village", "an attack on a hotel".
  bool acts_on_site(const Predicate& predicate) const {
    const auto is_site = [&](std::uint32_t t) {
      const auto upos = tree_.at(t).upos;
      return (upos == Upos::NOUN && lists_.contains("site", tree_.lemma(t))) ||
             (upos == Upos::PROPN && lists_.contains("site", tree_.form(t)));  // "on Dalori Village"
    };
    if (predicate.word_class == PredicateClass::noun) {
      // Of an attack that is only mentioned ("blamed Sudan for the raid on a depot") nobody is told.
      const bool told = predicate.light || !predicate.fillers("subj").empty();
      return told && (std::ranges::any_of(predicate.fillers("on"), is_site) ||
                      std::ranges::any_of(predicate.fillers("against"), is_site));
    }
    return std::ranges::any_of(predicate.fillers("obj"), is_site);
  }

  /// "launched drone strikes across Ukraine", "attacked near the palace in Kabul", "settlers attacked Huwara": by whom
  /// and where is told, if not whom it hit. Who carries no arms must strike the very place.
  bool strikes_somewhere(const Frame& frame, const Predicate& predicate, const std::vector<RoleFiller>& actors) const {
    const bool told = predicate.word_class == PredicateClass::verb || predicate.light;
    if (*frame.type != EventType::assault || !frame.conditions.empty() || actors.empty() || !told) {
      return false;
    }
    const auto place = place_of(context_, predicate.carrier(), predicate.token);
    if (!place) {
      return false;
    }
    const bool from_afar = frame.mode == Mode::aerial || frame.mode == Mode::drone || frame.mode == Mode::heavy_weapons;
    const bool armed = std::ranges::any_of(actors, [](const RoleFiller& a) {
      static constexpr std::array<std::string_view, 3> arms = {"MIL", "REB", "UAF"};
      return a.entity.has_sector(arms);
    });
    return from_afar || armed || std::ranges::any_of(predicate.fillers("obj"), [&](std::uint32_t t) {
             return place->span.contains(tree_.at(t).span);
           });
  }

  /// A number that stands for people: "four", "dozens", "11 lives"; nullptr for another word.
  const QuantityMention* count_of_people(std::uint32_t token) const {
    if (const auto* count = matcher_.roles().bare_count_at(token)) {
      return count;
    }
    if (!lists_.contains("counted-life", tree_.lemma(token))) {
      return nullptr;
    }
    const auto near = mentions_near(context_.resolution.quantities, tree_.subtree(token));
    const auto found = std::ranges::find(near, token, &QuantityMention::counted);
    return found == near.end() ? nullptr : &*found;
  }

  /// "Thousands rally in Yerevan": people, of whom nothing but their number is told.
  std::optional<RoleFiller> counted_people(const Predicate& predicate) const {
    for (const auto token : predicate.fillers("subj")) {
      if (const auto* count = count_of_people(token)) {
        RoleFiller filler;
        filler.entity.span = count->quantity.span;
        filler.entity.text = std::string(filler.entity.span.of(context_.report.text));
        filler.entity.sectors = {"CVL"};
        filler.token = token;
        filler.confidence = 0.8;
        filler.how = "people, by their number";
        return filler;
      }
    }
    return std::nullopt;
  }

  bool tells_hurt(std::uint32_t token) const { return is_hurting(lists_, tree_.lemma_with_particle(token)); }

  /// "dead", "wounded"
  bool is_hurt(std::uint32_t token) const {
    const auto word = tree_.lemma(token);
    return lists_.contains("killed-adjective", word) || lists_.contains("injured-adjective", word);
  }

  /// Whom a verb tells hurt: "killed ten people", "caused 15 deaths", "left five soldiers dead"; no_token where nobody.
  std::uint32_t hurt_by(std::uint32_t verb) const {
    const auto object = tree_.child(verb, "obj");
    if (object == no_token) {
      return no_token;
    }
    const auto lemma = tree_.lemma(verb);
    const bool lives = lists_.contains("counted-life", tree_.lemma(object));
    const bool loss = lives && lists_.contains("causes-loss-verb", lemma);
    const bool hurts = tells_hurt(verb);
    if (lives && (loss || hurts)) {
      for (const auto c : tree_.children(object)) {
        if (tree_.is(c, "nmod") && tree_.case_marker(c) == "of") {
          return c;  // "claimed the lives of ten people"
        }
      }
    }
    const auto dead = [&](std::uint32_t t) { return is_hurt(t); };
    const bool left = lemma == "leave" && (std::ranges::any_of(tree_.children(verb), dead) ||
                                           std::ranges::any_of(tree_.children(object), dead));
    return hurts || loss || left ? object : no_token;
  }

  /// The noun that an event's noun is told with: "a series of strikes", "the beginning of an operation".
  std::uint32_t whole_of(std::uint32_t noun) const {
    constexpr int farthest = 3;
    for (int i = 0; i < farthest && tree_.is(noun, "nmod") && tree_.case_marker(noun) == "of"; ++i) {
      noun = tree_.head(noun);
    }
    return noun;
  }

  /// Who is told hurt by an attack in other words of its sentence: "a bombing by rebels killed 14", "nine were killed
  /// in an attack", "hit a mine, killing two", "15 were killed after a bomb exploded"; no_token where nobody is.
  std::uint32_t victims_beside(const Predicate& predicate) const {
    static constexpr std::array<std::string_view, 6> scene = {"in", "during", "by", "from", "after", "follow"};
    const auto hurt_passively = [&](std::uint32_t verb) {
      return verb != no_token && tells_hurt(verb) ? tree_.child(verb, "nsubj:pass") : no_token;
    };
    auto verb = predicate.carrier();
    if (predicate.word_class == PredicateClass::noun) {
      const auto phrase = whole_of(predicate.token);
      const auto above = tree_.head(phrase);
      if (above == no_token) {
        return no_token;
      }
      if (tree_.is(phrase, "nsubj")) {
        for (const auto v : tree_.conjuncts(above)) {
          if (const auto victims = hurt_by(v); victims != no_token) {
            return victims;
          }
        }
      }
      if (tree_.is(phrase, "obl") && std::ranges::find(scene, tree_.case_marker(phrase)) != scene.end()) {
        if (const auto victims = hurt_passively(above); victims != no_token) {
          return victims;
        }
      }
      verb = above;
    }
    for (const auto c : tree_.children(verb)) {
      const bool outcome = tree_.is(c, "advcl") && c > verb && tree_.at(c).form.ends_with("ing");
      if (const auto victims = outcome ? hurt_by(c) : no_token; victims != no_token) {
        return victims;
      }
    }
    const auto children = tree_.children(verb);
    const bool when = tree_.is(verb, "advcl") && std::ranges::any_of(children, [&](std::uint32_t c) {
                        const auto word = tree_.form(c);
                        return (tree_.is(c, "mark") && (word == "after" || word == "as")) ||
                               ((tree_.is(c, "mark") || tree_.is(c, "advmod")) && word == "when");
                      });
    return when ? hurt_passively(tree_.head(verb)) : no_token;
  }

  /// "Four killed in air strike", "26 dead in rebel attacks": people were hurt, of whom nothing but their number is
  /// told. `victims` are those beside the attack, no_token where there are none.
  bool hits_a_count(const Predicate& predicate, std::uint32_t victims) const {
    const auto is_count = [&](std::uint32_t t) { return count_of_people(t) != nullptr; };
    if (victims != no_token && is_count(victims)) {
      return true;
    }
    if (predicate.word_class == PredicateClass::verb) {
      return tells_hurt(predicate.token) && std::ranges::any_of(predicate.fillers("obj"), is_count);
    }
    // The dead of whom an attack is told: "26 dead in", "26 were left dead after".
    constexpr int farthest = 3;
    auto up = predicate.word_class == PredicateClass::noun ? tree_.head(predicate.token) : no_token;
    for (int i = 0; i < farthest && up != no_token; ++i, up = tree_.head(up)) {
      if (is_hurt(up)) {
        const auto subject = tree_.child(up, "nsubj");
        const auto over = tree_.head(up);
        return (subject != no_token && is_count(subject)) || (over != no_token && is_count(over)) || is_count(up) ||
               (up > 0 && is_count(up - 1));
      }
    }
    return false;
  }

  /// Another reading of a role where it found someone: the phrases of the first stand otherwise.
  static void take_found(RoleResult& role, RoleResult other) {
    if (!other.fillers.empty()) {
      role = std::move(other);
    }
  }

  /// "used tear gas to disperse protesters": who is driven off is hit.
  RoleResult driven_off(const Predicate& predicate) const {
    for (const auto c : tree_.children(predicate.carrier())) {
      const auto& purpose = matcher_.at(c);
      if (c > predicate.token && tree_.at(c).feature("VerbForm") == "Inf" && purpose.frame != nullptr &&
          purpose.frame->type == EventType::coerce) {
        if (auto people = role(purpose.frame->recipient, purpose.predicate, false); !people.fillers.empty()) {
          return people;
        }
      }
    }
    return {};
  }

  /// "A man was stabbed to death in Paris": a civilian of that place, where no word tells more of him.
  std::optional<RoleFiller> bare_person(const Predicate& predicate) const {
    const auto objects = predicate.fillers("obj");
    if (objects.size() != 1 || tree_.at(objects.front()).upos != Upos::NOUN ||
        !lists_.contains("bare-person", tree_.lemma(objects.front())) ||
        !matcher_.roles().read(objects.front(), false).empty()) {
      return std::nullopt;
    }
    RoleFiller filler;
    filler.token = objects.front();
    filler.entity.sectors = {"CVL"};
    filler.entity.span = tree_.phrase(filler.token);
    filler.entity.text = std::string(filler.entity.span.of(context_.report.text));
    filler.kind = ActorKind::group;
    filler.confidence = 0.7;
    filler.how = "a person of whom no more is told";
    if (const auto place = place_of(context_, predicate.carrier(), predicate.token); place && !place->country.empty()) {
      filler.entity.code = place->country;
      filler.how += ", of the place " + place->text;
    }
    return filler;
  }

  /// "attacked a village in northern Uganda", "Kabul blast kills nine": those hit belong to the country of the scene.
  std::vector<RoleFiller> country_of_scene(const Predicate& predicate) const {
    const auto place = place_of(context_, predicate.carrier(), predicate.token);
    if (!place || place->country.empty()) {
      return {};
    }
    RoleFiller filler;
    filler.entity.code = place->country;
    filler.entity.text = place->text;
    filler.entity.span = place->span;
    filler.kind = ActorKind::country;
    const auto objects = predicate.fillers("obj");
    filler.token = objects.empty() ? predicate.token : objects.front();
    filler.confidence = 0.7;
    filler.how = "the country of the place " + place->text;
    return {filler};
  }

  /// Types whose other side often stands inside what is offered, refused, asked or threatened: "rejected a Swedish
  /// plan", "threatened to cut ties with Mali".
  static bool may_look_wide(EventType type) {
    switch (type) {
      case EventType::consult:
      case EventType::assault:
      case EventType::request:
        return false;
      default:
        return true;
    }
  }

  /// What an act has about it and is not against: "talks in the Qatari capital", "(marched,) waving Russian flags".
  bool is_scenery(std::uint32_t token) const {
    const auto lemma = tree_.lemma(token);
    const auto up = tree_.head(token);
    if (lists_.contains("city-word", lemma) || lemma == "capital") {
      return tree_.case_marker(token) == "in" || tree_.case_marker(token) == "at";
    }
    return lists_.contains("carried-thing", lemma) && up != no_token &&
           (!tree_.is(token, "obj") || lists_.contains("shows-verb", tree_.lemma(up)));
  }

  /// "An explosion rocked Kabul": what is hit is the city and its people, not the government that it stands for.
  void hit_cities(std::vector<RoleFiller>& recipients, std::optional<Place>& place) const {
    for (auto& r : recipients) {
      const auto* city = r.kind == ActorKind::government ? matcher_.roles().place_at(r.token) : nullptr;
      if (city == nullptr || city->place.country.empty()) {
        continue;
      }
      std::erase(r.entity.sectors, "GOV");
      r.entity.code = city->place.country;
      r.kind = ActorKind::country;
      if (!place) {
        place = city->place;
      }
    }
  }

  /// Of what fights: a coalition is no alliance of parties, and a drone of nobody known no party.
  void mend_doers(std::vector<RoleFiller>& actors) const {
    std::erase_if(actors, [&](const RoleFiller& a) {
      const bool owned = std::ranges::any_of(tree_.children(a.token), [&](std::uint32_t c) {
        return tree_.is(c, "compound") || tree_.is(c, "amod") || tree_.is(c, "nmod") || tree_.is(c, "acl");
      });
      return a.entity.code.empty() && a.entity.name.empty() && !owned &&
             (lists_.contains("drone-weapon", tree_.lemma(a.token)) ||
              lists_.contains("heavy-weapon", tree_.lemma(a.token)));
    });
    for (auto& a : actors) {
      if (a.entity.name.empty() && a.entity.sectors == std::vector<std::string>{"PTY"} &&
          lower(a.entity.text).starts_with("coalition")) {
        a.entity.code = "IGO";
        a.entity.sectors = {"MIL"};
        a.how += ", one that fights";
      }
    }
  }

  /// Whoever condemns or praises a deed, or protests against it, means its doer, not those it was done to.
  static bool means_doer(EventType type) {
    return type == EventType::accuse || type == EventType::support || type == EventType::protest;
  }

  /// "(condemned) the killing of the journalist", "the arrest of two activists and of a lawyer".
  bool suffers_deed(std::uint32_t token) const {
    while (tree_.is(token, "conj") && tree_.head(token) != no_token) {
      token = tree_.head(token);
    }
    const auto deed = tree_.head(token);
    return deed != no_token && tree_.is(token, "nmod") && tree_.case_marker(token) == "of" &&
           lists_.contains("deed-noun", tree_.lemma(deed));
  }

  /// The first actor named in the predicate's complements, read from left to right, with its conjuncts.
  std::vector<RoleFiller> wide_recipients(EventType type, const Predicate& predicate,
                                          const std::vector<RoleFiller>& actors) const {
    std::vector<std::uint32_t> tokens;
    for (const auto& argument : predicate.arguments) {
      static constexpr std::array<std::string_view, 12> slots = {"obj",     "iobj", "comp", "to", "with", "for",
                                                                 "against", "from", "on",   "of", "in",   "at"};
      if (argument.weak || std::find(slots.begin(), slots.end(), argument.slot) == slots.end()) {
        continue;
      }
      if (type == EventType::accuse && gerund_host(tree_, lists_, argument.token) != no_token) {
        continue;  // those wronged by what someone unknown is accused of
      }
      add_inside(argument.token, means_doer(type), tokens);
    }
    for (const auto c : tree_.children(predicate.carrier())) {
      // "staged marches to demand reforms by the king": the purpose tells against whom.
      const auto form = tree_.at(c).feature("VerbForm");
      const bool purpose = form == "Inf" || (type == EventType::protest && form != "Fin");
      if (tree_.is(c, "advcl") && purpose && c > predicate.token) {
        add_inside(c, means_doer(type), tokens);
      }
    }
    std::sort(tokens.begin(), tokens.end());
    for (const auto token : tokens) {
      const auto relation = tree_.relation(token);
      if (relation == "flat" || relation == "conj" || (token < predicate.carrier() && token < predicate.token) ||
          (means_doer(type) && suffers_deed(token))) {
        continue;
      }
      const bool modifier = relation == "amod" || relation == "compound" || tree_.at(token).deprel == "nmod:poss";
      if (modifier && !matcher_.roles().read_one(tree_.head(token), false).empty()) {
        continue;  // "the Ethiopian envoy" is he, not Ethiopia
      }
      if (is_scenery(modifier ? tree_.head(token) : token)) {
        continue;
      }
      std::vector<RoleFiller> found;
      auto named = means_doer(type) && is_deed(token)
                       ? role(matcher_.at(token).frame->actor, matcher_.at(token).predicate, false).fillers
                       : matcher_.roles().read(token, type != EventType::protest);
      for (auto& filler : named) {
        const bool acts = std::any_of(actors.begin(), actors.end(), [&](const RoleFiller& a) {
          // Its own country is another to a party, to rebels and to protesters.
          const bool protests = type == EventType::protest && a.entity.name != filler.entity.name;
          const bool whole = filler.entity.sectors.empty() && !protests &&
                             (a.entity.sectors.empty() || is_power(a.entity) ||
                              matcher_.roles().read_one(filler.token, false).empty());
          return a.entity.code == filler.entity.code && (whole || filler.entity.sectors == a.entity.sectors);
        });
        if (type == EventType::protest && filler.entity.code.empty() && is_power(filler.entity)) {
          add_own_country(filler.entity, actors);
        }
        const auto owner = tree_.child(token, "nmod:poss");
        const bool own = owner != no_token && tree_.at(owner).upos == Upos::PRON && !actors.empty() &&
                         filler.entity.code == actors.front().entity.code;  // "withdrew its troops from Mali"
        const bool scenery = filler.token != token && is_scenery(filler.token);
        if (!filler.entity.code.empty() && !acts && !own && !scenery) {
          filler.confidence *= 0.8;
          found.push_back(std::move(filler));
        }
      }
      if (!found.empty()) {
        return found;
      }
    }
    return {};
  }

  static bool is_power(const Entity& entity) {
    static constexpr std::array<std::string_view, 5> powers = {"GOV", "MIL", "COP", "LEG", "JUD"};
    return std::ranges::find(powers, entity.primary_sector()) != powers.end();
  }

  /// A power without a country that people protest against is their own.
  static void add_own_country(Entity& entity, const std::vector<RoleFiller>& actors) {
    const auto& code = actors.front().entity.code;
    const bool one = std::all_of(actors.begin(), actors.end(),
                                 [&](const RoleFiller& a) { return a.entity.code == code && code.size() == 3; });
    if (one && code != "NGO" && code != "IGO" && code != "ISM" && code != "UNO" && code != "EUR") {
      entity.code = code;
    }
  }

  /// The tokens below `token` that belong to what is told, without relative clauses, conditions and attributions.
  /// Of a deed only its own word is taken where `means_doer`: whom it was done to is another matter.
  void add_inside(std::uint32_t token, bool means_doer, std::vector<std::uint32_t>& out) const {
    out.push_back(token);
    if (means_doer && is_deed(token)) {
      return;
    }
    for (const auto c : tree_.children(token)) {
      const auto& t = tree_.at(c);
      const auto relation = tree_.relation(c);
      if (t.deprel == "acl:relcl" || relation == "parataxis" || relation == "appos" ||
          (relation == "advcl" && t.feature("VerbForm") == "Fin")) {
        continue;
      }
      add_inside(c, means_doer, out);
    }
  }

  /// Whether a word tells of material conflict.
  bool is_deed(std::uint32_t token) const {
    const auto* frame = matcher_.at(token).frame;
    return frame != nullptr && frame->type && quad_class(*frame->type) == QuadClass::material_conflict;
  }

  /// Whether a war has such a party: a state, its army, rebels; no crowd and no police.
  static bool fights(const Entity& entity) {
    static constexpr std::array<std::string_view, 3> belligerent = {"MIL", "REB", "GOV"};
    return entity.sectors.empty() ? !entity.code.empty() : entity.has_sector(belligerent);
  }

  /// The parties to the last fighting that the report told of.
  std::vector<RoleFiller> parties_to_conflict() const {
    for (auto it = out_.rbegin(); it != out_.rend(); ++it) {
      if (it->event.type != EventType::assault) {
        continue;
      }
      std::vector<RoleFiller> parties;
      for (const auto* list : {&it->event.actors, &it->event.recipients}) {
        for (const auto& entity : *list) {
          if (!fights(entity)) {
            continue;
          }
          parties.push_back({entity, ActorKind::group, it->token, 0.8, "a party to the fighting told of before"});
        }
      }
      if (parties.size() >= 2) {
        return parties;
      }
    }
    return {};
  }

  /// What is asked of those who must do something, by the event that it would be.
  std::pair<Mode, std::string_view> kind_of_request(std::uint32_t act) const {
    const auto* frame = matcher_.at(act).frame;
    if (frame == nullptr || !frame->type) {
      return {Mode::change, "104"};
    }
    switch (*frame->type) {
      case EventType::retreat:
      case EventType::concede:
        return frame->mode == Mode::resign ? std::pair{Mode::change, std::string_view("1041")}
                                           : std::pair{Mode::yield, std::string_view("105")};
      case EventType::consult:
        return {Mode::meet, "106"};
      case EventType::aid:
        return {Mode::assist, "103"};
      default:
        return {Mode::change, "104"};
    }
  }

  /// "The minister said that Iran must hand over the suspects" asks Iran to; so do "has to", "insisted that Iran hand".
  void read_obligation(std::uint32_t token) {
    if (tree_.at(token).upos != Upos::VERB) {
      return;
    }
    std::vector<std::uint32_t> clauses;
    for (const auto c : tree_.children(token)) {
      if (tree_.is(c, "ccomp")) {
        clauses.push_back(c);
      }
    }
    if (clauses.empty() && tree_.is(token, "parataxis") && tree_.head(token) < token) {
      clauses.push_back(tree_.head(token));  // "Chad must open its borders, Kenya said"
    }
    for (const auto clause : clauses) {
      const auto children = tree_.children(clause);
      const auto doer = tree_.child(clause, "nsubj");
      const bool must = std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
        const bool asks = doer != no_token && c < doer;  // "should Chad withdraw": a condition or a question
        return !asks && tree_.is(c, "aux") && lists_.contains("obliging-auxiliary", tree_.lemma(c));
      });
      const auto bound = tree_.child(clause, "xcomp");
      const bool has_to = bound != no_token && has_to_be_done(tree_, lists_, bound);
      const bool should =
          lists_.contains("proposing-verb", tree_.lemma(token)) && is_subjunctive(tree_, lists_, clause);
      const bool acts = tree_.at(clause).upos == Upos::VERB || tree_.at(clause).upos == Upos::ADJ;  // "must be ready"
      if ((!must && !has_to && !should) || !acts || is_negated(tree_, lists_, clause)) {
        continue;
      }
      const auto said = read_predicate(tree_, context_.resolution, lists_, token, PredicateClass::verb);
      std::vector<RoleFiller> actors;
      for (const auto s : said.fillers("subj")) {
        add_fillers(actors, matcher_.roles().read(s, false));
      }
      std::vector<RoleFiller> asked;
      if (const auto subject = surface_subject(tree_, lists_, clause); subject != no_token) {
        asked = matcher_.roles().read(subject, false);
      }
      const auto known = [](const RoleFiller& f) { return !f.entity.code.empty(); };
      const bool own = std::any_of(asked.begin(), asked.end(), [&](const RoleFiller& a) {
        return std::any_of(actors.begin(), actors.end(), [&](const RoleFiller& b) {
          const bool apart =
              !a.entity.sectors.empty() && !b.entity.sectors.empty() && a.entity.sectors != b.entity.sectors;
          return a.entity.code == b.entity.code && !apart;
        });
      });
      // Of oneself one asks nothing; and what an unknown must do is an opinion.
      if (own || std::none_of(actors.begin(), actors.end(), known) || std::none_of(asked.begin(), asked.end(), known)) {
        continue;
      }
      EventReading reading;
      reading.token = token;
      reading.carrier = token;
      reading.head = tree_.head(token);
      reading.sentence = tree_.sentence_of(token);
      auto& event = reading.event;
      event.type = EventType::request;
      const auto [mode, cameo] = kind_of_request(has_to ? bound : clause);
      event.mode = mode;
      event.cameo = cameo;
      event.trigger = tree_.at(token).span;
      event.evidence.push_back({reading.sentence, tree_.span_of(tree_.subtree(token))});
      event.frame = "obligation";
      event.reasons.push_back(
          "type: said to have to do it (lists obliging-auxiliary, proposing-verb, binding-verb in "
          "lists/structure.list)");
      double confidence = 0.7;
      set_role(event.actors, actors, "actor", event.reasons, confidence);
      set_role(event.recipients, asked, "recipient", event.reasons, confidence);
      event.actor_phrases = spans_of(actors);
      event.recipient_phrases = spans_of(asked);
      event.confidence = std::round(confidence * 100) / 100;
      event.date = date_of(context_, token);
      event.place = place_of(context_, token, token);
      Predicate as_predicate;
      as_predicate.token = token;
      const auto status = read_status(tree_, matcher_, lists_, as_predicate);
      event.status = status.status;
      event.reasons.push_back("status " + std::string(name(status.status)) + ": " + status.why);
      out_.push_back(std::move(reading));
    }
  }

  /// "The same warning came from the European Union": the last verbal event again, with another actor.
  void read_echo(std::uint32_t token) {
    const bool echoes = [&] {
      for (const auto c : tree_.children(token)) {
        if (lists_.contains("echo-mark", tree_.lemma(c))) {
          return true;
        }
      }
      return false;
    }();
    if (!echoes || out_.empty()) {
      return;
    }
    const auto told = std::find_if(out_.rbegin(), out_.rend(), [](const EventReading& r) {
      const auto quad = quad_class(r.event.type);
      return quad == QuadClass::verbal_conflict || quad == QuadClass::verbal_cooperation;
    });
    if (told == out_.rend()) {
      return;
    }
    const auto predicate = read_predicate(tree_, context_.resolution, lists_, token, PredicateClass::noun);
    std::vector<RoleFiller> actors;
    for (const auto slot : {"from", "by", "subj"}) {
      for (const auto filler : predicate.fillers(slot)) {
        add_fillers(actors, matcher_.roles().read(filler, false));
      }
      if (!actors.empty()) {
        break;
      }
    }
    if (actors.empty()) {
      return;
    }
    EventReading reading;
    reading.event = told->event;
    reading.token = token;
    reading.carrier = predicate.carrier();
    reading.sentence = tree_.sentence_of(token);
    auto& event = reading.event;
    event.actors.clear();
    event.evidence.clear();
    event.reasons = {"type: '" + std::string(tree_.at(token).form) + "' takes up the " + std::string(name(event.type)) +
                     " told before it (" + told->event.frame + ")"};
    set_words(reading, predicate);
    double confidence = 0.85 * told->event.confidence;
    set_role(event.actors, actors, "actor", event.reasons, confidence);
    event.actor_phrases = spans_of(actors);
    event.confidence = std::round(confidence * 100) / 100;
    event.date = date_of(context_, reading.carrier);
    event.attribution = attribution_of(context_, statements_, event.trigger);
    out_.push_back(std::move(reading));
  }

  const ReadingContext& context_;
  const Tree& tree_;
  const WordLists& lists_;
  FrameMatcher& matcher_;
  const std::vector<Statement>& statements_;
  std::vector<FrameMiss>& fallen_;
  std::vector<EventReading> out_;
};

/// Whether two events may be one by what they are: comments (OTHER) are told apart by their CAMEO code alone.
bool same_kind(const Event& a, const Event& b) {
  return a.type == b.type && a.status == b.status && (a.type != EventType::other || a.cameo == b.cameo);
}

/// Whether another telling may say more exactly what it is: an event without a mode, an accusation of no named wrong.
bool is_general(const Event& event) {
  return event.mode == Mode::none || (event.type == EventType::accuse && event.cameo == "112");
}

bool compatible_dates(const DateInterval& a, const DateInterval& b) {
  if (a.words.empty() || b.words.empty()) {
    return true;  // one of them is only the report's date, or not known
  }
  if (!a.known() || !b.known()) {
    return a.words == b.words;
  }
  const auto begin = [](const DateInterval& d) { return d.begin.value_or(d.end.value_or(Date{})); };
  const auto end = [](const DateInterval& d) { return d.end.value_or(d.begin.value_or(Date{})); };
  return begin(a) <= end(b) && begin(b) <= end(a);
}

/// Whether both tell where they were, and not in one place.
bool are_in_two_places(const Event& x, const Event& y) {
  return x.place && y.place && !x.place->id.empty() && !y.place->id.empty() && x.place->id != y.place->id;
}

/// Whether two acts of one sentence are apart whoever did them: "killed four and abducted 12", "shot two men and burned
/// down three houses"; but one strike destroys and kills.
bool are_two_acts(const EventReading& a, const EventReading& b) {
  const auto& x = a.event;
  const auto& y = b.event;
  if (x.type != EventType::assault) {
    return false;
  }
  const auto is = [&](Mode mode) { return x.mode == mode || y.mode == mode; };
  if (x.mode != y.mode && (is(Mode::abduct) || is(Mode::sexual) || is(Mode::torture))) {
    return true;
  }
  const bool joined = (a.conjoined && a.head == b.token) || (b.conjoined && b.head == a.token);
  const auto in_city = [](const Event& e) { return e.place && e.place->kind == PlaceKind::city; };
  if (joined && in_city(x) && in_city(y) && are_in_two_places(x, y)) {
    return true;  // "killed two men in Jenin and three in Tulkarm"
  }
  const bool same_means = a.by_weapon || b.by_weapon || is(Mode::aerial) || is(Mode::drone) || is(Mode::explosives) ||
                          is(Mode::heavy_weapons) || is(Mode::suicide_attack);
  return joined && x.mode != y.mode && is(Mode::destroy) && !same_means;
}

/// Whether armed men are hit, of whom the dead of others need not be.
bool hits_armed(const Event& event) {
  static constexpr std::array<std::string_view, 4> armed = {"MIL", "REB", "UAF", "CRM"};
  return std::ranges::any_of(
      event.recipients, [](const Entity& e) { return std::ranges::find(armed, e.primary_sector()) != armed.end(); });
}

/// Whether this is but the land where the event was.
bool is_scene(const Entity& entity, const Event& event) {
  return event.place && entity.sectors.empty() && entity.code == event.place->country;
}

/// Whether an attack names nobody that it hit but the land where it was: "an ambush in Mali", in which a UN peacekeeper
/// died.
bool hits_scene_only(const Event& e) {
  return !e.recipients.empty() && std::ranges::all_of(e.recipients, [&](const Entity& r) { return is_scene(r, e); });
}

/// One predicate in the other's clause: "strikes killed", "launched an attack that wounded".
bool one_telling(const EventReading& a, const EventReading& b) {
  if (a.as_told || b.as_told || a.is_earlier != b.is_earlier) {
    return false;
  }
  const auto& x = a.event;
  const auto& y = b.event;
  if (!same_kind(x, y) || are_two_acts(a, b)) {
    return false;
  }
  // "was shot dead as clashes broke out between A and B": nobody says that they shot him
  const auto apart = [](const EventReading& fight, const EventReading& deed) {
    return fight.meanwhile && fight.event.recipients.empty() && fight.event.actors.size() > 1 &&
           deed.event.actors.empty();
  };
  if (apart(a, b) || apart(b, a)) {
    return false;
  }
  const auto is_of = [](std::uint32_t token, const EventReading& r) {
    return token == r.token || std::find(r.joined.begin(), r.joined.end(), token) != r.joined.end();
  };
  // "a bomb exploded outside a station, killing two", where the bomb is what is told
  const auto hangs_on = [&](const EventReading& lower, const EventReading& upper) {
    const auto is_over = [&](std::uint32_t token) {
      return token != no_token && (is_of(token, upper) || token == upper.carrier);
    };
    return is_over(lower.head) || (lower.event.actors.empty() && is_over(lower.above));
  };
  const bool one_hangs_on_other =
      is_of(a.carrier, b) || is_of(b.carrier, a) || a.carrier == b.carrier ||
      ((x.type == EventType::assault || a.came_of_it) && hangs_on(a, b)) ||
      ((x.type == EventType::assault || b.came_of_it) && hangs_on(b, a)) ||
      (x.type == EventType::consult && ((!a.conjoined && hangs_on(a, b)) || (!b.conjoined && hangs_on(b, a)))) ||
      (x.type == EventType::assault && (is_of(a.told_of, b) || is_of(b.told_of, a)));
  // "were killed and 12 wounded after a bomb went off": beside what was done, of whom and by whom nothing is told
  const auto adds_a_count = [](const EventReading& count, const EventReading& act) {
    return count.event.type == EventType::assault && count.conjoined && count.event.actors.empty() &&
           count.event.recipients.empty() && count.head != no_token && count.head == act.head &&
           act.token > count.token;
  };
  if (adds_a_count(a, b) || adds_a_count(b, a)) {
    return true;
  }
  if (a.sentence == b.sentence && one_hangs_on_other) {
    const auto fit = [](const std::vector<Entity>& m, const std::vector<Entity>& n) {
      return m.empty() || n.empty() || is_subset(m, n) || is_subset(n, m) || same_codes(m, n);
    };
    const bool actors_fit = fit(x.actors, y.actors);
    // "bombs killed 20 villagers and wounded three soldiers", "three were killed and 12 people were wounded": one
    // attack.
    const auto hangs = [&](const EventReading& lower, const EventReading& upper) {
      const bool no_doers = lower.event.actors.empty() && upper.event.actors.empty();
      // "the bombing of a post killed ten", "ten were killed in the bombing of a post"
      // but "were killed in a raid on militants", who did not die in it
      const bool is_doing =
          lower.token < upper.token
              ? upper.by_weapon
              : ((lower.tells_hurt && lower.head == upper.token) || lower.harms_as_which) && !hits_armed(lower.event);
      return hangs_on(lower, upper) && (lower.shares_subject || is_doing || (lower.conjoined && no_doers));
    };
    const bool one_act = x.type == EventType::assault && (hangs(a, b) || hangs(b, a));
    const bool told_where = x.type == EventType::assault && (hits_scene_only(x) || hits_scene_only(y));
    const bool recipients_fit = one_act || told_where || fit(x.recipients, y.recipients);
    return actors_fit && recipients_fit && a.token != b.token;
  }
  return false;
}

/// Whether an attack names nobody that it hit but the country of its place.
bool hits_place_only(const Event& event) {
  return std::ranges::all_of(event.recipients,
                             [](const Entity& e) { return e.sectors.empty() && (e.name.empty() || e.code.empty()); });
}

bool same_event(const EventReading& a, const EventReading& b) {
  if (a.as_told || b.as_told || (a.sentence == b.sentence && a.is_earlier != b.is_earlier)) {
    return false;
  }
  const auto& x = a.event;
  const auto& y = b.event;
  if (!same_kind(x, y)) {
    return false;
  }
  if ((x.mode != y.mode && !is_general(x) && !is_general(y)) || (a.sentence == b.sentence && are_two_acts(a, b))) {
    return false;
  }
  // Fighting of two sides and what one side did to another are two events.
  const auto two_sided = [](const Event& e) { return e.recipients.empty() && e.actors.size() > 1; };
  if (x.type == EventType::assault && two_sided(x) != two_sided(y)) {
    return false;
  }
  if (!compatible_dates(x.date, y.date) || a.token == b.token) {
    return false;
  }
  if (are_in_two_places(x, y)) {
    return false;
  }
  // Whose victims are told once only may be another attack: of unnamed men elsewhere in the report, or one that is
  // claimed beside one that the report tells itself.
  const bool both_tell_whom = !x.recipients.empty() && !y.recipients.empty();
  const auto is_unnamed = [](const Entity& e) { return e.id.empty() && e.name.empty(); };
  const auto apart = std::max(a.sentence, b.sentence) - std::min(a.sentence, b.sentence);
  const bool same_sides = two_sided(x) && two_sided(y) && same_codes(x.actors, y.actors);
  // "Rebels executed 20 prisoners. The rebels attacked El Obeid on Sunday": a scene of its own, and nobody said to be
  // hit there.
  const auto& first = a.sentence < b.sentence ? x : y;
  const auto& second = a.sentence < b.sentence ? y : x;
  const bool new_scene = (second.place && !first.place) || (!second.date.words.empty() && first.date.words.empty());
  if (x.type == EventType::assault && a.sentence != b.sentence && !hits_place_only(first) && hits_place_only(second) &&
      new_scene) {
    return false;
  }
  if (x.type == EventType::assault && !both_tell_whom && !same_sides &&
      (x.attribution.none() != y.attribution.none() ||
       (apart > 1 && std::ranges::all_of(x.actors, is_unnamed) && std::ranges::all_of(y.actors, is_unnamed)))) {
    return false;
  }
  // "A bomb exploded at a market in Quetta. The blast killed six people."
  const auto& later = a.sentence < b.sentence ? b : a;
  const bool taken_up = x.type == EventType::assault && later.takes_up && later.event.actors.empty() && apart == 1 &&
                        later.event.date.words.empty() && !later.event.place;
  const bool actors =
      taken_up || (overlap(x.actors, y.actors) && (is_subset(x.actors, y.actors) || is_subset(y.actors, x.actors)));
  // "Rebels attacked a village near Bunia on Sunday. The rebels killed 12 farmers."
  const bool scene_told = x.type == EventType::assault && a.sentence != b.sentence && hits_place_only(first) &&
                          first.place && !second.place && second.date.words.empty();
  const bool recipients = x.recipients.empty() || y.recipients.empty() || scene_told
                              ? true
                              : is_subset(x.recipients, y.recipients) || is_subset(y.recipients, x.recipients);
  return actors && recipients;
}

/// "killed 11 people in a bombing in Kandahar": those hit are the people, of the place where nothing says otherwise.
void people_before_places(std::vector<Entity>& recipients) {
  std::vector<std::string> homes;  // the codes of the people
  for (const auto& e : recipients) {
    if (!e.sectors.empty()) {
      homes.push_back(e.code);
    }
  }
  // A country that is named gives way to its own people only: "struck a tent in Yemen, killing 22". Organisations stay.
  const auto is_place = [&](const Entity& e) {
    return e.sectors.empty() && !e.code.empty() && !is_organisation(e.code) &&
           (e.name.empty() || std::ranges::find(homes, e.code) != homes.end());
  };
  const auto place = std::find_if(recipients.begin(), recipients.end(), is_place);
  if (place == recipients.end() || homes.empty()) {
    return;
  }
  const auto code = place->code;
  std::erase_if(recipients, is_place);
  for (auto& e : recipients) {
    if (e.code.empty() && e.primary_sector() == "CVL") {
      e.code = code;
    }
  }
}

void join(EventReading& kept, const EventReading& told_again) {
  kept.joined.push_back(told_again.token);
  kept.joined.insert(kept.joined.end(), told_again.joined.begin(), told_again.joined.end());
  auto& event = kept.event;
  const auto& other = told_again.event;
  if (is_general(event) && other.mode != Mode::none) {
    event.mode = other.mode;
    event.cameo = other.cameo;
  }
  // "shot three militants in a gun battle": one side of the fight is who was hit.
  const bool one_side = event.type == EventType::assault && other.recipients.empty() && other.actors.size() > 1 &&
                        overlap(event.actors, other.actors);
  for (const auto& e : other.actors) {
    // "the convoy hit a mine, injuring three": who was hit is not who did it.
    const bool was_hit =
        told_again.came_of_it && std::ranges::any_of(event.recipients, [&](const Entity& r) {
          return r.sectors == e.sectors && is_among(e, {r});  // not the country where it was, whose police did it
        });
    // "brokered talks between them": those whom the broker brings together.
    const bool brought = event.mode == Mode::third_party && is_among(e, event.recipients);
    // "visited Paris and met the president": the host is visited.
    if (event.mode == Mode::visit && !is_among(e, event.actors)) {
      if (!is_among(e, event.recipients)) {
        event.recipients.push_back(e);
      }
      continue;
    }
    if (!is_among(e, event.actors) && !was_hit && !brought && !(one_side && is_among(e, event.recipients))) {
      event.actors.push_back(e);
    }
  }
  const bool two_sided = event.type == EventType::assault && event.recipients.empty() && event.actors.size() > 1;
  // "killed six soldiers in an ambush in the town of Sumisip": the soldiers are who was hit, the town is where.
  const auto hits_people = [](const Event& e) {
    return e.type == EventType::assault && !e.recipients.empty() && !hits_place_only(e) && !hits_scene_only(e);
  };
  const auto hits_where = [](const Event& e) { return e.place && (hits_place_only(e) || hits_scene_only(e)); };
  const bool only_where = hits_people(event) && hits_where(other);
  const bool was_only_where = hits_people(other) && !event.recipients.empty() && hits_where(event);
  const bool other_act = event.type != EventType::assault && told_again.came_of_it;
  for (const auto& e : other.recipients) {
    if (other_act && !event.recipients.empty()) {
      break;  // "cut off aid to Mali, ending its funding of schools": Mali alone
    }
    if (two_sided) {
      break;  // those whom the fighting of two sides killed are in its tolls
    }
    bool told = is_among(e, event.recipients);
    if (event.type == EventType::assault && !e.sectors.empty()) {
      const bool alike = std::ranges::any_of(event.recipients, [&](const Entity& r) { return r.sectors == e.sectors; });
      // "pounded Pakistani army posts, killing two soldiers": those of the posts. People of a place stand beside it
      // first, so that they can take its stead below.
      told = alike && (told || e.code.empty());
    }
    if (!told && !is_among(e, event.actors)) {
      event.recipients.push_back(e);
    }
  }
  if (event.type == EventType::assault) {
    people_before_places(event.recipients);
    // those who died in Mali may be of anywhere, once that is told
    const auto at_home = [](const Entity& r) { return !r.sectors.empty() && !r.code.empty(); };
    if ((only_where || was_only_where) && std::ranges::any_of(event.recipients, at_home)) {
      std::erase_if(event.recipients, [&](const Entity& r) { return is_scene(r, event); });
    }
    // "five soldiers and ten rebels died in clashes": the sides of the fighting, whose dead are in its tolls.
    if (event.actors.size() > 1 &&
        std::ranges::all_of(event.recipients, [&](const Entity& r) { return is_among(r, event.actors); })) {
      event.recipients.clear();
      event.recipient_phrases.clear();
    }
  }
  // "observed a strike called by separatists": who joined is not whom it is against.
  std::erase_if(event.recipients, [&](const Entity& r) {
    return std::ranges::any_of(event.actors, [&](const Entity& a) { return a.span == r.span && a.text == r.text; });
  });
  for (const auto& context : other.contexts) {
    if (std::find(event.contexts.begin(), event.contexts.end(), context) == event.contexts.end()) {
      event.contexts.push_back(context);
    }
  }
  const auto add_spans = [](std::vector<Span>& spans, const std::vector<Span>& more) {
    for (const auto& span : more) {
      if (std::find(spans.begin(), spans.end(), span) == spans.end()) {
        spans.push_back(span);
      }
    }
    std::sort(spans.begin(), spans.end());
  };
  add_spans(event.actor_phrases, other.actor_phrases);
  if (was_only_where) {
    event.recipient_phrases.clear();
  }
  if (!two_sided && !only_where) {
    add_spans(event.recipient_phrases, other.recipient_phrases);
  }
  event.depth = std::min(event.depth, other.depth);
  if (event.date.words.empty() && !other.date.words.empty()) {
    event.date = other.date;
  }
  if (!event.place) {
    event.place = other.place;
  }
  if (other.attribution.none()) {
    event.attribution = {};  // told once in the report's own voice, the event needs no claimant
  }
  for (const auto& e : other.evidence) {
    if (std::find(event.evidence.begin(), event.evidence.end(), e) == event.evidence.end()) {
      event.evidence.push_back(e);
    }
  }
  event.confidence = std::max(event.confidence, other.confidence);
  event.reasons.push_back("told again: frame " + other.frame);
}

/// "for the first time since 2010", "the first visit to Chad by a leader since 1987", "the deadliest since May": what
/// an act is compared with does not date it.
bool compares(const Tree& tree, const TimexMention& timex) {
  if (timex.begin < 2 || tree.form(timex.begin - 1) != "since") {
    return false;
  }
  const auto first = [&](std::uint32_t t) {
    return tree.at(t).feature("Degree") == "Sup" || tree.at(t).feature("NumType") == "Ord";
  };
  if (tree.lemma(timex.begin - 2) == "time" || first(timex.begin - 2)) {
    return true;
  }
  constexpr std::uint32_t farthest = 12;
  const auto begin = std::max(tree.document().sentences[tree.sentence_of(timex.begin)].begin,
                              timex.begin < farthest ? 0 : timex.begin - farthest);
  for (auto t = timex.begin - 1; t-- > begin;) {
    const auto noun = tree.head(t);
    if (tree.at(t).form == ",") {
      return false;
    }
    if (first(t) && tree.is(t, "amod") && noun != no_token && noun > t &&
        (tree.within(timex.top(), noun) || tree.head(timex.top()) == tree.head(noun))) {
      return true;
    }
  }
  return false;
}

/// "refused to recognise a 2016 ruling", "condemned last year's attack": the year tells which one, not when it was
/// refused.
bool tells_which(const Tree& tree, const WordLists& lists, const TimexMention& timex, std::uint32_t carrier) {
  const auto head = timex.top();
  auto noun = tree.head(head);
  const bool year = timex.timex.interval.precision == DatePrecision::year;
  if (year && noun != no_token && noun != carrier && noun < head && tree.is(noun, "obj") && tree.is(head, "nmod") &&
      tree.case_marker(head) == "of") {
    return true;  // "rejected the Clean Air Act of 2006"
  }
  while (noun != no_token && tree.is(noun, "compound")) {
    noun = tree.head(noun);  // "a 2016 arbitration ruling"
  }
  if (noun == no_token || noun == carrier || noun < head || tree.case_marker(head) == "in") {
    return false;
  }
  // "investigates the September 1 murders", but "carried out Sunday's attack"
  const auto lemma = tree.lemma(noun);
  if (!year) {
    const bool other = tree.head(noun) == carrier && tree.is(noun, "obj") &&
                       !lists.contains("light", tree.lemma_with_particle(carrier)) &&
                       !lists.contains("light", tree.lemma(carrier));
    return other && names_deed(lists, lemma);
  }
  if (!tree.is(noun, "obj") && !tree.is(noun, "obl") && !tree.is(noun, "nmod") && !tree.is(noun, "appos")) {
    return false;
  }
  // "were killed in the 2020 war": then.
  const auto marker = tree.case_marker(noun);
  if (tree.is(noun, "obl") && (marker == "in" || marker == "during") && lists.contains("dated-fight", lemma)) {
    return false;
  }
  const auto relation = tree.relation(head);
  return relation == "nummod" || relation == "compound" || relation == "amod" || relation == "nmod";
}

/// "the deadliest clash this year", "its 19th protest this year": what it is counted among does not date it.
bool ranks(const Tree& tree, const TimexMention& timex) {
  const auto head = timex.top();
  if (tree.at(timex.begin).form != "this" && tree.at(timex.begin).form != "so") {
    return false;
  }
  const auto in_order = [&](std::uint32_t t) {
    return tree.at(t).feature("Degree") == "Sup" || tree.at(t).feature("NumType") == "Ord";
  };
  auto up = tree.head(head);
  for (int steps = 0; steps < 2 && up != no_token; ++steps, up = tree.head(up)) {
    const auto children = tree.children(up);
    if (in_order(up) || std::ranges::any_of(children, in_order)) {
      return true;
    }
    if (tree.at(up).upos == Upos::VERB) {
      break;
    }
  }
  return false;
}

/// The word right before a time expression, in lower case.
Word word_before(const Tree& tree, const TimexMention& timex) {
  return timex.begin == 0 ? Word() : tree.form(timex.begin - 1);
}

/// "closed the border until July": what is to last so long is not done then.
bool lasts_until(const ReadingContext& context, const TimexMention& timex) {
  const auto word = word_before(context.tree, timex);
  const auto& reported = context.report.date;
  const auto& when = timex.timex.interval;
  const bool at_its_end =
      when.words.find("end of") != std::string::npos && when.end > reported;  // "until the end of the year"
  return (word == "until" || word == "till") && reported && (when.begin > *reported || at_its_end);
}

/// "police arrest", "are arrested": a present of its own or of its auxiliary.
bool is_told_in_present(const Tree& tree, std::uint32_t verb) {
  const auto is_present = [&](std::uint32_t t) {
    return tree.at(t).feature("VerbForm") == "Fin" && tree.at(t).feature("Tense") == "Pres";
  };
  if (is_present(verb)) {
    return true;
  }
  return std::ranges::any_of(tree.children(verb), [&](std::uint32_t c) {
    return tree.is(c, "aux") && tree.lemma(c) == "be" && is_present(c);
  });
}

/// "sentenced him for killings in 1995", "imposed sanctions after the vote in August": the time of what came before,
/// for which or after which something is done now.
bool dates_what_came_before(const ReadingContext& context, const TimexMention& timex, std::uint32_t carrier) {
  static constexpr std::array<std::string_view, 9> causes = {"for",    "over",    "about", "against", "after",
                                                             "follow", "despite", "of",    "in"};
  const auto& tree = context.tree;
  const auto& lists = context.knowledge.lists;
  const auto precision = timex.timex.interval.precision;
  const bool wide = precision != DatePrecision::day;
  const auto head = timex.top();
  const auto relation = tree.relation(head);
  const bool owned = relation == "compound" || relation == "amod" || tree.at(head).deprel == "nmod:poss" ||
                     (relation == "nummod" && tree.head(head) > head);  // "the court's May 25 ruling"
  const auto tells_deed = [&](std::uint32_t noun) {
    const auto lemma = tree.lemma(noun);
    return names_deed(lists, lemma) || lists.contains("dated-fight", lemma) || lists.contains("crime-noun", lemma);
  };
  const auto is_cause = [&](std::uint32_t noun) {
    const auto marker = tree.case_marker(noun);
    const auto over = tree.head(noun);
    const bool inner = over != no_token && over != carrier && tree.at(over).upos == Upos::NOUN;
    const bool whole = inner && lists.contains("part-of-deed", tree.lemma(over));
    return std::ranges::find(causes, marker) != causes.end() &&
           (marker != "of" || (!whole && (tells_deed(noun) || (owned && inner)))) &&
           (marker != "in" || (inner && tells_deed(noun)));  // "complicity in the genocide in 1994"
  };
  const auto word_before_case = [&](std::uint32_t noun) {
    const auto at = tree.child(noun, "case");
    return at == no_token || at == 0 ? std::string() : tree.form(at - 1);
  };
  // "in connection with Sunday's attack"
  const auto is_inner_deed = [&](std::uint32_t noun) {
    const auto marker = tree.case_marker(noun);
    const auto over = tree.head(noun);
    const auto before = word_before_case(noun);
    const bool apart = over != carrier || before == "connection" || before == "relation" || before == "regards";
    return (marker == "with" || marker == "to") && over != no_token && apart && tells_deed(noun);
  };
  const auto is_prelude = [&](std::uint32_t noun) {  // "ahead of elections on Saturday"
    const auto marker = tree.case_marker(noun);
    return tree.at(noun).upos == Upos::NOUN &&
           (marker == "before" || (marker == "of" && word_before_case(noun) == "ahead"));
  };
  // "called a strike following the murder of their leader on July 25"
  const auto is_before = [&](std::uint32_t noun) {
    const auto marker = tree.case_marker(noun);
    return (marker == "after" || marker == "follow") && tells_deed(noun) && timex.begin > noun;
  };
  for (auto up = tree.head(head); up != no_token && up != carrier; up = tree.head(up)) {
    if (tree.at(up).upos != Upos::NOUN && tree.at(up).upos != Upos::PROPN) {
      break;
    }
    if (((wide || owned) && is_cause(up)) || (owned && is_inner_deed(up)) || is_prelude(up) || is_before(up)) {
      return true;
    }
  }
  const auto& reported = context.report.date;
  const auto& end = timex.timex.interval.end;
  if (tree.head(head) == carrier && timex.begin > carrier + 2 && is_prelude(timex.begin - 2)) {
    return true;
  }
  constexpr std::uint32_t farthest = 60;
  if (!reported || !end || timex.begin < carrier || timex.begin > carrier + farthest) {
    return false;
  }
  const auto age = reported->days() - end->days();
  // "condemns the arrest of a deputy on Sunday", "detain five for their part in riots last May": what is told in the
  // present is not of a day gone by, where a deed stands between the two.
  constexpr std::int32_t told_at_once_days = 14;
  const bool comments = lists.contains("comment-verb", tree.lemma(carrier));
  const auto comes_before = [&](std::uint32_t noun) {  // "asks for help following a landslide three days ago"
    const auto marker = tree.case_marker(noun);
    return marker == "after" || marker == "follow" || marker == "following";
  };
  if (is_told_in_present(tree, carrier) && age > (comments ? 0 : told_at_once_days)) {
    for (auto noun = carrier + 1; noun < timex.begin; ++noun) {
      if (tree.at(noun).upos == Upos::NOUN && !tree.is(noun, "nsubj") && (tells_deed(noun) || comes_before(noun))) {
        return true;
      }
    }
  }
  // "sentenced a general for killings in 1982", "imposed sanctions after the vote in August", with the time hung on the
  // verb
  if (tree.head(head) != carrier) {
    return false;
  }
  constexpr std::int32_t long_ago = 2 * sum_after_days;
  const bool convicts = lists.contains("crime-answered-verb", tree.lemma(carrier));
  const bool crime = (precision == DatePrecision::year && age >= long_ago && !is_passive(tree, carrier)) ||
                     (convicts && age >= historical_after_days);
  const bool before = wide && age >= historical_after_days && tree.case_marker(head) == "in";
  for (auto cause = timex.begin; cause-- > carrier + 1;) {
    if (tree.at(cause).form == ",") {
      return false;
    }
    const auto marker = tree.at(cause).upos == Upos::NOUN ? tree.case_marker(cause) : std::string();
    if ((before && (marker == "after" || marker == "follow")) ||
        (crime && (convicts || marker != "of") && marker != "in" && is_cause(cause) && tells_deed(cause))) {
      return true;
    }
  }
  return false;
}

/// Whether a time expression stands in a clause and dates what it tells.
bool dates(const ReadingContext& context, const TimexMention& timex, const std::vector<std::uint32_t>& clause,
           std::uint32_t carrier) {
  const auto& tree = context.tree;
  const auto head = timex.top();
  return std::binary_search(clause.begin(), clause.end(), head) && !compares(tree, timex) && !ranks(tree, timex) &&
         !tells_which(tree, context.knowledge.lists, timex, carrier) && !lasts_until(context, timex) &&
         !dates_what_came_before(context, timex, carrier);
}

/// "two weeks after an attack killed hundreds": so long before the clause over it; nothing where no length stands
/// before "after" or that clause has no day.
std::optional<DateInterval> date_by_distance(const ReadingContext& context, std::uint32_t carrier) {
  const auto& tree = context.tree;
  const auto over = tree.head(carrier);
  const auto after = tree.is(carrier, "advcl") ? tree.child(carrier, "mark") : tree.child(carrier, "case");
  // "marked five years since the attack": that long before today
  const bool since = after != no_token && tree.form(after) == "since";
  if (over == no_token || after == no_token || after == 0 || (tree.form(after) != "after" && !since) ||
      (tree.at(over).upos != Upos::VERB && !since)) {
    return std::nullopt;
  }
  const auto lengths =
      mentions_between(context.resolution.timexes, tree.document().sentences[tree.sentence_of(after)].begin, after);
  if (lengths.empty() || lengths.back().end != after || lengths.back().timex.kind != TimexKind::duration ||
      tree.case_marker(lengths.back().top()) == "to") {  // "sentenced to ten years after a trial"
    return std::nullopt;
  }
  const auto& length = lengths.back().timex;
  struct Unit {
    char sign;
    std::int32_t days;
    std::int32_t about;  ///< how many days either way it may be meant
    DatePrecision precision;
  };
  static constexpr std::array<Unit, 4> units = {{{'D', 1, 0, DatePrecision::day},
                                                 {'W', 7, 3, DatePrecision::week},
                                                 {'M', 30, 15, DatePrecision::month},
                                                 {'Y', 365, 183, DatePrecision::year}}};
  const auto unit = std::ranges::find(units, length.value.empty() ? ' ' : length.value.back(), &Unit::sign);
  std::int32_t count = 0;
  const auto digits = std::string_view(length.value).substr(std::min<std::size_t>(1, length.value.size()));
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (unit == units.end() || parsed.ec != std::errc() || parsed.ptr + 1 != digits.data() + digits.size() ||
      count > 1000) {
    return std::nullopt;
  }
  auto date = since ? date_of_report(context) : date_by_expressions(context, over, true);
  if (!date.begin || date.begin != date.end) {
    return std::nullopt;
  }
  const auto day = date.begin->days() - count * unit->days;
  date.begin = Date::from_days(day - unit->about);
  date.end = Date::from_days(day + unit->about);
  date.precision = unit->precision;
  date.span = {length.span.begin, tree.at(after).span.end};
  date.words = std::string(date.span.of(context.report.text));
  return date;
}

}  // namespace

std::vector<EventReading> read_events(const ReadingContext& context, FrameMatcher& matcher,
                                      const std::vector<Statement>& statements, std::vector<FrameMiss>& fallen) {
  return EventReader(context, matcher, statements, fallen).read();
}

std::vector<EventReading> merge_tellings(std::vector<EventReading> readings) {
  const auto merged = [](std::vector<EventReading> all, auto from, auto same) {
    std::vector<EventReading> out;
    for (auto& reading : all) {
      const auto kept =
          std::find_if(from(out, reading), out.end(), [&](const EventReading& r) { return same(r, reading); });
      if (kept == out.end()) {
        out.push_back(std::move(reading));
      } else {
        join(*kept, reading);
      }
    }
    return out;
  };
  // First the words of one sentence that hang together, then the sentences of the report. Readings come in text order.
  const auto of_sentence = [](std::vector<EventReading>& out, const EventReading& reading) {
    return std::partition_point(out.begin(), out.end(),
                                [&](const EventReading& r) { return r.sentence < reading.sentence; });
  };
  const auto of_report = [](std::vector<EventReading>& out, const EventReading&) { return out.begin(); };
  return merged(merged(std::move(readings), of_sentence, one_telling), of_report, same_event);
}

/// Whether a relative clause tells what happened in what it is told of: "a war in which".
bool in_which(const Tree& tree, std::uint32_t clause) {
  return std::ranges::any_of(tree.children(clause), [&](std::uint32_t c) {
    const auto marker = tree.case_marker(c);
    return tree.at(c).upos == Upos::PRON && tree.form(c) == "which" && (marker == "in" || marker == "during");
  });
}

/// Whether a relative clause tells what its noun did: "a truce that ended the war".
bool is_told_by_relative(const Tree& tree, std::uint32_t clause) {
  const auto subject = tree.child(clause, "nsubj");
  static constexpr std::array<std::string_view, 3> relative = {"that", "which", "who"};
  return subject != no_token && tree.at(subject).deprel == "nsubj" &&
         std::ranges::find(relative, tree.form(subject).text) != relative.end();
}

/// "were wounded when a shell hit a school in Kherson on Monday": the clause that tells how what was suffered came
/// about, of one scene and one time with it; no_token where there is none.
std::uint32_t clause_of_how(const ReadingContext& context, std::uint32_t token) {
  const auto& tree = context.tree;
  const auto subject = tree.child(token, "nsubj");
  const auto lemma = tree.lemma(token);
  const auto& lists = context.knowledge.lists;
  const bool passive = subject != no_token && tree.at(subject).deprel == "nsubj:pass";
  const bool harmed =
      (passive && is_hurting(lists, lemma)) || (subject != no_token && lists.contains("killed-subject-verb", lemma));
  for (const auto c : tree.children(token)) {
    const auto other = (passive || harmed) && tree.is(c, "advcl") && c > token ? tree.child(c, "nsubj") : no_token;
    if (other == no_token || tree.at(other).upos == Upos::PRON) {
      continue;
    }
    const bool tells_how = std::ranges::any_of(tree.children(c), [&](std::uint32_t m) {
      const auto word = tree.lemma(m);
      return word == "when" || (harmed && tree.is(m, "mark") && (word == "as" || word == "after"));
    });
    if (tells_how) {
      return c;
    }
  }
  return no_token;
}

std::uint32_t long_fight(const ReadingContext& context, std::uint32_t verb) {
  const auto& tree = context.tree;
  const auto& lists = context.knowledge.lists;
  const auto subject = surface_subject(tree, lists, verb);
  if (subject == no_token || !lists.contains("long-fight", tree.lemma(subject))) {
    return no_token;
  }
  // "has killed thousands and displaced millions": the last of those joined shares the auxiliary of the first.
  constexpr int most_joined = 4;
  for (int steps = 0; steps < most_joined && verb != no_token; ++steps) {
    const bool perfect = std::ranges::any_of(tree.children(verb), [&](std::uint32_t c) {
      return tree.is(c, "aux") && (tree.form(c) == "has" || tree.form(c) == "have");
    });
    if (perfect) {
      return subject;
    }
    verb = tree.is(verb, "conj") && tree.child(verb, "nsubj") == no_token ? tree.head(verb) : no_token;
  }
  return no_token;
}

DateInterval date_of(const ReadingContext& context, std::uint32_t carrier, bool to_come) {
  const auto before = date_by_distance(context, carrier);
  return before ? *before : date_by_expressions(context, carrier, to_come);
}

namespace {

/// By the time expressions of its clause and of those that share its scene, else the day of the report.
DateInterval date_by_expressions(const ReadingContext& context, std::uint32_t carrier, bool to_come) {
  const auto& reported = context.report.date;
  const auto fits = [&](const TimexMention& timex, const std::vector<std::uint32_t>& words, std::uint32_t over) {
    const auto& begin = timex.timex.interval.begin;
    return (to_come || !reported || !begin || *begin <= *reported) && dates(context, timex, words, over);
  };
  const auto& tree = context.tree;
  const TimexMention* best = nullptr;
  const auto clause = tree.clause(carrier);
  for (const auto& timex : mentions_near(context.resolution.timexes, clause)) {
    const bool undated = timex.timex.kind != TimexKind::date && timex.timex.kind != TimexKind::time;
    if (undated && !timex.timex.interval.known()) {
      continue;
    }
    if (fits(timex, clause, carrier) && (best == nullptr || !best->timex.interval.known())) {
      best = &timex;
    }
  }
  const auto over = tree.head(carrier);
  if (best == nullptr && tree.at(carrier).upos == Upos::NOUN && over != no_token && over < carrier) {
    // "is suspended over an assault in October 2017", with the time hung on the verb that it does not date
    for (const auto& timex : mentions_near(context.resolution.timexes, tree.clause(over))) {
      if (best == nullptr && timex.begin > carrier && tree.head(timex.top()) == over && timex.timex.interval.known() &&
          dates_what_came_before(context, timex, over)) {
        best = &timex;
      }
    }
  }
  if (const auto war = best == nullptr ? long_fight(context, carrier) : no_token; war != no_token) {
    // "the war, which erupted in April 2023, has killed thousands": since then.
    for (const auto c : tree.children(war)) {
      const auto told = tree.is(c, "acl") ? tree.clause(c) : std::vector<std::uint32_t>();
      for (const auto& timex :
           told.empty() ? std::span<const TimexMention>() : mentions_near(context.resolution.timexes, told)) {
        if (timex.timex.interval.begin && std::binary_search(told.begin(), told.end(), timex.top())) {
          DateInterval since = timex.timex.interval;
          since.end = context.report.date;
          since.span = timex.timex.span;
          since.words = std::string(timex.timex.span.of(context.report.text));
          return since;
        }
      }
    }
  }
  if (best == nullptr && tree.at(carrier).deprel == "acl:relcl" && in_which(tree, carrier)) {
    // "a war in 2020 over Karabakh, in which Azerbaijan retook land": when that was, whichever noun the clause hangs
    // on.
    auto told_of = tree.head(carrier);
    for (int steps = 0; steps < 3 && told_of != no_token && best == nullptr; ++steps) {
      for (const auto c : tree.children(told_of)) {
        if (tree.within(carrier, c)) {
          continue;
        }
        const auto phrase = tree.subtree(c);
        for (const auto& timex : mentions_near(context.resolution.timexes, phrase)) {
          if (best == nullptr && timex.timex.interval.known()) {
            best = &timex;
          }
        }
      }
      told_of = tree.is(told_of, "nmod") ? tree.head(told_of) : no_token;
    }
  }
  if (best == nullptr) {
    // "reached a truce that ended the war in 2020": the clause about the object dates the act.
    for (const auto c : tree.children(carrier)) {
      if (!tree.is(c, "obj")) {
        continue;
      }
      for (const auto r : tree.children(c)) {
        // Not "released the doctor who was arrested in May", "retook the town which they had lost in May", "ended a war
        // that began in 1991".
        if (tree.at(r).deprel != "acl:relcl" || !context.resolution.actors[c].empty() ||
            !is_told_by_relative(tree, r) ||
            context.knowledge.lists.contains("begins-fight", tree.lemma_with_particle(r))) {
          continue;
        }
        const auto inner = tree.clause(r);
        for (const auto& timex : mentions_near(context.resolution.timexes, inner)) {
          if (timex.timex.interval.known() && fits(timex, inner, r)) {
            best = &timex;
          }
        }
      }
    }
  }
  if (const auto how = best == nullptr ? clause_of_how(context, carrier) : no_token; how != no_token) {
    const auto inner = tree.clause(how);
    for (const auto& timex : mentions_near(context.resolution.timexes, inner)) {
      if (timex.timex.interval.known() && fits(timex, inner, how)) {
        best = &timex;
      }
    }
  }
  if (best == nullptr && tree.at(carrier).upos == Upos::VERB) {
    // "six were killed and dozens wounded on Tuesday": the last of those joined has the time of all.
    for (const auto c : tree.children(carrier)) {
      const auto own = tree.child(c, "nsubj");
      const bool gapped = own == no_token || (tree.at(own).deprel == "nsubj:pass" && tree.child(c, "aux") == no_token);
      if (!tree.is(c, "conj") || tree.at(c).upos != Upos::VERB || !gapped) {
        continue;
      }
      const auto joined = tree.clause(c);
      for (const auto& timex : mentions_near(context.resolution.timexes, joined)) {
        if (best == nullptr && timex.timex.interval.known() && fits(timex, joined, c)) {
          best = &timex;
        }
      }
    }
  }
  if (best == nullptr) {
    // A clause under the main one ("... on Tuesday, killing five and wounding six") shares its time, unless that is a
    // time of speaking.
    constexpr std::array<std::string_view, 5> sharing = {"advcl", "conj", "obj", "obl", "xcomp"};
    auto below = carrier;
    for (int steps = 0; steps < 2 && best == nullptr; ++steps) {
      const auto up = tree.head(below);
      if (up == no_token || std::ranges::find(sharing, tree.relation(below)) == sharing.end()) {
        break;
      }
      const auto above = tree.clause(up);
      for (const auto& timex : mentions_near(context.resolution.timexes, above)) {
        if (timex.timex.interval.known() && fits(timex, above, up)) {
          best = &timex;
          break;
        }
      }
      below = up;
    }
  }
  if (best != nullptr) {
    auto date = best->timex.interval;
    const auto word = word_before(tree, *best);
    if (word == "since" && date.begin) {
      date.end = context.report.date;  // till now, or nobody knows when
    } else if (word == "until" || word == "till") {
      date.begin.reset();
    }
    date.span = best->timex.span;
    date.words = std::string(best->timex.span.of(context.report.text));
    return date;
  }
  return date_of_report(context);
}

}  // namespace

std::optional<Place> place_of(const ReadingContext& context, std::uint32_t carrier, std::uint32_t token) {
  const auto& tree = context.tree;
  const auto& places = context.resolution.places;
  if (places.empty()) {
    return std::nullopt;
  }
  const auto locative = [&](std::uint32_t t) {
    const auto marker = tree.case_marker(t);
    return marker == "in" || marker == "at" || marker == "near" || marker == "on" || marker == "along" ||
           marker == "across" || marker == "outside" || marker == "inside" || marker == "around" ||
           marker == "throughout" || marker == "over" || marker == "within" || marker == "off" || marker == "through" ||
           marker == "between" || marker == "into" || marker == "to" || marker == "from";
  };
  const auto is_in_name = [&](const PlaceMention& mention) {
    auto t = mention.top();
    for (int steps = 0; steps < 4 && t != no_token && t < context.resolution.actors.size(); ++steps, t = tree.head(t)) {
      for (const auto& actor : context.resolution.actors[t]) {
        const bool named = actor.entity.id.starts_with("group/") || actor.entity.id.starts_with("org/");
        if (named && actor.kind == ActorKind::organisation && actor.entity.span.contains(mention.place.span)) {
          return true;
        }
      }
    }
    return false;
  };
  std::vector<std::uint32_t> other_scenes;
  const auto best_in = [&](const std::vector<std::uint32_t>& tokens) -> const PlaceMention* {
    const PlaceMention* best = nullptr;
    int best_rank = 0;
    auto best_where = no_token;
    std::vector<std::pair<const PlaceMention*, std::uint32_t>> towns;  // with what says where
    for (const auto& mention : mentions_near(places, tokens)) {
      const auto head = mention.top();
      const bool in_other_scene =
          std::ranges::any_of(other_scenes, [&](std::uint32_t scene) { return tree.within(head, scene); });
      if (!std::binary_search(tokens.begin(), tokens.end(), head) || in_other_scene) {
        continue;
      }
      if (is_elsewhere(context, head, token)) {
        continue;
      }
      if (is_in_name(mention)) {
        continue;  // "al-Qaeda in Iraq", "the Patriotic Union of Kurdistan"
      }
      if (mention.place.text.ends_with(" War")) {
        continue;  // "the Falklands War": when, not where
      }
      const auto relation = tree.relation(head);
      if (head < context.resolution.actors.size() && (relation == "obl" || relation == "obj")) {
        // "seek clarification from Yerevan": a government, not where it happened.
        const auto& actors = context.resolution.actors[head];
        if (!actors.empty() && !actors.front().only_place && tree.case_marker(head) != "in" &&
            tree.case_marker(head) != "at") {
          continue;
        }
      }
      if (head < context.resolution.actors.size() && tree.case_marker(head) == "between") {
        const auto& actors = context.resolution.actors[head];
        if (!actors.empty() &&
            (actors.front().kind == ActorKind::government || actors.front().kind == ActorKind::country)) {
          continue;  // "the war between Baku and Yerevan", "talks between Egypt and Chad": those who fought or talked
        }
      }
      const auto above = tree.head(head);
      if (above != no_token && above != token && above != carrier && tree.at(above).upos == Upos::ADJ) {
        continue;  // "France, very close to Armenia, demanded"
      }
      if (relation == "nmod" && tree.case_marker(head) == "from" && above < context.resolution.actors.size() &&
          !context.resolution.actors[above].empty()) {
        continue;  // "two peacekeepers from South Africa"
      }
      if (mention.place.kind == PlaceKind::region &&
          context.knowledge.lists.contains("part-of-world", lower(mention.place.name))) {
        continue;  // too wide to be a scene
      }
      int rank = 0;
      // "in the West Bank town of Jenin", "in Kunar province": its town or province stands for it.
      const bool named_so = ((relation == "nmod" && tree.case_marker(head) == "of") || relation == "compound") &&
                            above != no_token &&
                            (context.knowledge.lists.contains("city-word", tree.lemma(above)) ||
                             context.knowledge.lists.contains("division-word", tree.lemma(above)));
      const auto where = named_so ? above : head;
      if ((tree.is(where, "obl") || tree.is(where, "nmod")) && locative(where)) {
        const auto marker = tree.case_marker(where);
        rank = marker == "in" || marker == "at" || marker == "near" ? 4 : 3;
        if (marker == "from" && above != no_token &&
            context.knowledge.lists.contains("launching-verb", tree.lemma_with_particle(above))) {
          rank = 1;  // "rockets fired from Gaza hit Ashkelon"
        }
      } else if (relation == "obj" || tree.at(head).deprel == "nsubj:pass") {
        rank = 2;
      } else if (relation == "nmod" && tree.case_marker(head) == "of") {
        // "the territory of Nagorno-Karabakh" as the thing acted on, not "the president of France".
        const auto up = tree.head(head);
        const bool acted_on = up != no_token && (tree.is(up, "obj") || tree.is(up, "obl") ||
                                                 tree.at(up).deprel == "nsubj:pass" || up == token);
        rank = acted_on && (up >= context.resolution.actors.size() || context.resolution.actors[up].empty() ||
                            context.resolution.actors[up].front().kind != ActorKind::person)
                   ? 2
                   : 0;
      }
      if (relation == "compound" && above != no_token && mention.place.kind == PlaceKind::city &&
          (above == token || context.knowledge.lists.contains("attack-thing", tree.lemma(above)))) {
        rank = 1;  // "Kabul blast", not "the Minsk accords"
      }
      if (rank > best_rank || (rank == best_rank && rank > 0 && best != nullptr &&
                               best->place.kind == PlaceKind::country && mention.place.kind != PlaceKind::country)) {
        best = &mention;
        best_rank = rank;
        best_where = where;
      }
      const auto kind = mention.place.kind;
      if (rank > 0 && (kind == PlaceKind::city || kind == PlaceKind::unknown)) {
        towns.emplace_back(&mention, where);
      }
    }
    // "captured the town of Madyan in the Swat region": the town, not what it lies in.
    for (const auto& [town, where] : towns) {
      const bool acted_on = tree.head(where) == carrier && !tree.is(where, "nmod") && where < best_where;
      if (best != nullptr && best->place.kind != PlaceKind::city && best->place.kind != PlaceKind::unknown &&
          where != best_where && (acted_on || tree.within(best_where, where))) {
        return town;
      }
    }
    return best;
  };
  auto below = tree.subtree(token);
  const auto leave_out = [&](std::uint32_t clause) {
    std::erase_if(below, [&](std::uint32_t t) { return tree.within(t, clause); });
  };
  if (tree.at(token).upos == Upos::VERB) {
    const auto lemma = tree.lemma(token);
    const auto& lists = context.knowledge.lists;
    const bool suffers = is_hurting(lists, lemma) || lists.contains("killed-subject-verb", lemma);
    const bool has_object = tree.child(token, "obj") != no_token;
    for (const auto c : tree.children(token)) {
      if (tree.is(c, "conj") && tree.at(c).upos == Upos::VERB && !has_object) {
        leave_out(
            c);  // "spoke by telephone and invited them to Luanda": the second verb's place is not the first one's
      }
    }
    for (const auto argument : tree.children(token)) {
      const bool subject = tree.is(argument, "nsubj");
      const auto& actors = context.resolution.actors[argument];
      const bool someone =
          actors.empty() ? lists.contains("person-noun", tree.lemma(argument)) : !actors.front().only_place;
      for (const auto c : tree.children(argument)) {
        if (subject && tree.at(c).deprel == "acl:relcl") {
          leave_out(c);  // "Russia, which has a base in Armenia, brokered": the base is there
        } else if (someone && tree.is(c, "acl")) {
          other_scenes.push_back(c);  // "a man wanted for attacks in Paris was killed"
        } else if (tree.is(c, "nmod") && lists.contains("judging-verb", lemma) &&
                   (tree.case_marker(c) == "for" || tree.case_marker(c) == "over")) {
          other_scenes.push_back(c);  // "jailed a banker for corruption in Guinea"
        }
      }
      const auto marker = tree.is(argument, "obl") ? tree.case_marker(argument) : std::string();
      const bool judged =
          (marker == "for" || marker == "over" || marker == "about") && lists.contains("judging-verb", lemma);
      if (judged || ((marker == "after" || marker == "follow" || marker == "despite") && !suffers)) {
        other_scenes.push_back(argument);  // "recalled its envoy after a raid on the consulate in Khartoum"
      }
    }
  }
  // "withdrew after troops arrived from Goma", "shelled it despite a deal signed in Pretoria": what another clause
  // tells has its own place.
  const auto how = clause_of_how(context, token);
  const auto elsewhere = [&](std::uint32_t t) {
    const bool clause = tree.is(t, "advcl") && tree.child(t, "nsubj") != no_token && t != how;
    if ((!clause && !tree.is(t, "acl")) || tree.within(token, t) || tree.within(carrier, t)) {
      return false;
    }
    const auto noun = tree.head(t);
    const auto marker = tree.case_marker(noun);
    return clause || (noun != token && noun != carrier && (tree.is(noun, "obl") || tree.is(noun, "advcl")) &&
                      context.resolution.actors[noun].empty() &&
                      !context.knowledge.lists.contains("city-word", tree.lemma(noun)) && marker != "in" &&
                      marker != "at" && marker != "near");
  };
  for (const auto t : std::vector<std::uint32_t>(below)) {
    if (elsewhere(t)) {
      leave_out(t);
    }
  }
  const auto* found = best_in(below);
  if (found == nullptr && carrier != token) {
    found = best_in(tree.clause(carrier));
  }
  if (found == nullptr) {
    found = best_in(tree.clause(token));
  }
  if (found == nullptr) {
    // Up through clauses that share their scene: "met in New York to ask for", "... , killing five".
    auto up = tree.head(carrier);
    for (int i = 0; i < 3 && up != no_token && found == nullptr; ++i, up = tree.head(up)) {
      const auto relation = tree.relation(carrier);
      if (relation == "ccomp" || relation == "parataxis") {
        break;
      }
      found = best_in(tree.clause(up));
    }
  }
  if (const auto label = found == nullptr ? label_of(tree, carrier) : std::nullopt) {
    found = place_of_label(tree, context.resolution, *label);
  }
  return found == nullptr ? std::nullopt : std::optional<Place>(found->place);
}

Attribution attribution_of(const ReadingContext& context, const std::vector<Statement>& statements, Span span) {
  const auto* closest = closest_statement(statements, span);
  return closest == nullptr ? Attribution{} : attribution_to(closest->speaker, closest->cue.of(context.report.text));
}

Attribution accuser_of(const ReadingContext& context, FrameMatcher& matcher, std::uint32_t governor) {
  if (governor == no_token || matcher.at(governor).frame == nullptr) {
    return {};
  }
  for (const auto accuser : matcher.at(governor).predicate.fillers("subj")) {
    if (const auto named = matcher.roles().read_subject(accuser); !named.empty()) {
      return attribution_to(named.front().entity, context.tree.at(governor).span.of(context.report.text));
    }
  }
  return {};
}

}  // namespace sitrep
