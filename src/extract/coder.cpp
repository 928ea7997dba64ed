#include "extract/coder.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <unordered_map>
#include <utility>

#include "extract/accords.h"
#include "extract/contexts.h"
#include "extract/events.h"
#include "extract/judge.h"
#include "extract/statements.h"
#include "extract/tolls.h"
#include "resolve/bare_times.h"

namespace sitrep {

namespace {

bool has_phrase(const Document& document, const Sentence& sentence, const WordSet& phrases) {
  std::string words = " ";
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    words += lower(document.tokens[t].form) + " ";
  }
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return words.find(" " + std::string(phrase) + " ") != std::string::npos;
  });
}

/// A user's own lists may name phrases whose sentence, or whose report, tells no events: sports and the like.
void drop_discarded(const Document& document, const WordLists& lists, std::vector<EventReading>& events) {
  const auto* of_report = lists.find("discard-report");
  const auto* of_sentence = lists.find("discard-sentence");
  if (of_report != nullptr && std::any_of(document.sentences.begin(), document.sentences.end(),
                                          [&](const Sentence& s) { return has_phrase(document, s, *of_report); })) {
    events.clear();
  }
  if (of_sentence != nullptr) {
    std::erase_if(events, [&](const EventReading& e) {
      return has_phrase(document, document.sentences[e.sentence], *of_sentence);
    });
  }
}

std::string two_digits(double probability) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%.2f", probability);
  return out.data();
}

std::string said(const Judge::Verdict& verdict) {
  return "the judge: " + two_digits(verdict.probability) + "; weighed most: " + verdict.weighed;
}

/// The judge knows PLOVER's events only; what is no such event keeps the reader's own confidence.
bool is_judged(const Event& event) {
  return event.type != EventType::other;
}

/// The judge's confidence in each telling.
void weigh(const Judge& judge, const ReadingContext& context, FrameMatcher& matcher,
           std::vector<EventReading>& readings) {
  for (auto& reading : readings) {
    if (!is_judged(reading.event)) {
      continue;
    }
    const auto verdict = judge.judge(candidate_features(context, matcher, reading));
    reading.event.confidence = verdict.probability;
    reading.event.reasons.push_back(said(verdict));
  }
}

/// Lets fall the events that the judge finds improbable in all their tellings. What the text does not hold to have
/// happened stays: its status says so.
void drop_improbable(const Judge& judge, FrameMatcher& matcher, std::vector<EventReading>& events,
                     std::vector<FrameMiss>& fallen) {
  std::erase_if(events, [&](const EventReading& e) {
    if (!is_judged(e.event) || e.event.status != Status::actual || e.event.confidence >= judge.threshold()) {
      return false;
    }
    const auto why = std::find_if(e.event.reasons.begin(), e.event.reasons.end(),
                                  [](const std::string& reason) { return reason.starts_with("the judge: "); });
    fallen.push_back({e.token, matcher.at(e.token).frame, why == e.event.reasons.end() ? "" : *why});
    return true;
  });
}

/// "A bomb killed six in Herat. The Taliban claimed responsibility.": who claims it did what was told last, by nobody,
/// in that sentence or in one of the two before.
void give_claimed_deeds(const ReadingContext& context, FrameMatcher& matcher, std::vector<EventReading>& events) {
  constexpr std::uint32_t farthest = 2;  // sentences
  const auto& lists = context.knowledge.lists;
  const auto is_responsibility = [&](std::uint32_t t) {
    return lists.contains("responsibility-noun", context.tree.lemma(t));
  };
  for (const auto& claim : events) {
    const auto& predicate = matcher.comment_at(claim.token).predicate;
    if (claim.event.type != EventType::other || claim.event.status != Status::actual || claim.event.actors.empty() ||
        !lists.contains("responsibility-verb", context.tree.lemma(claim.token)) || predicate.has("for") ||
        !predicate.any_filler("obj", is_responsibility)) {
      continue;
    }
    const auto is_open = [&](const EventReading& e) {
      return e.event.type == EventType::assault && e.token < claim.token && e.sentence + farthest >= claim.sentence &&
             e.event.actors.empty() && (e.event.status == Status::actual || e.event.status == Status::historical);
    };
    std::uint32_t last = 0;
    for (const auto& e : events) {
      last = is_open(e) ? std::max(last, e.sentence) : last;
    }
    for (auto& e : events) {
      if (is_open(e) && e.sentence == last) {
        e.event.actors = claim.event.actors;
        e.event.actor_phrases = claim.event.actor_phrases;
        for (const auto& actor : e.event.actors) {
          e.event.reasons.push_back("actor " + actor.coded() + ": claims responsibility behind it");
        }
      }
    }
  }
}

/// Adds to the contexts that its frames give an event those of the sentences that tell it, and says why.
void add_contexts(const ContextModel& model, const ReadingContext& context, FrameMatcher& matcher,
                  std::vector<EventReading>& events) {
  std::map<std::uint32_t, std::vector<ContextModel::Given>> by_sentence;
  for (auto& reading : events) {
    auto& event = reading.event;
    for (const auto& evidence : event.evidence) {
      const auto [given, first] = by_sentence.try_emplace(evidence.sentence);
      if (first) {
        given->second = model.classify(context_input(context, matcher, evidence.sentence));
      }
      for (const auto& [name, probability, weighed] : given->second) {
        if (std::find(event.contexts.begin(), event.contexts.end(), name) == event.contexts.end()) {
          event.contexts.emplace_back(name);
          event.reasons.push_back("context " + std::string(name) + ": " + two_digits(probability) +
                                  "; weighed most: " + weighed);
        }
      }
    }
  }
}

/// Whether an event is told of a part of those whom a predicate tells of: "600 were killed, including 100 in police
/// firing".
bool tells_of_part(const Tree& tree, std::uint32_t event, std::uint32_t predicate) {
  for (auto t = event; t != no_token && t != predicate; t = tree.head(t)) {
    if (tree.case_marker(t) == "include") {
      return true;
    }
  }
  return false;
}

/// How closely an event that is told in a toll's sentence goes with it: by its predicate, or by the sentence alone;
/// there the attack that took place goes before what is planned, and before the curfew that followed.
int tie(const Tree& tree, const TollReading& reading, const EventReading& e) {
  if (e.event.type != EventType::assault && e.event.type != EventType::coerce) {
    return 0;
  }
  if (e.token == reading.predicate || e.carrier == reading.predicate) {
    return 4;
  }
  const bool hurt = reading.toll.kind == TollKind::killed || reading.toll.kind == TollKind::injured;
  const bool fits = hurt == (e.event.type == EventType::assault);
  const bool done =
      e.event.status == Status::actual || e.event.status == Status::historical || e.event.status == Status::alleged;
  if (tree.head(e.token) == reading.predicate && done) {
    return 3;
  }
  if (tells_of_part(tree, e.token, reading.predicate)) {
    return 0;
  }
  return 1 + (fits && done ? 1 : 0);
}

/// The attack that a toll of the next sentence is of ("Gunmen attacked a village near Jos on Sunday. At least 12 people
/// were killed"): the only one of the sentence before, where the toll has no time, place or sum of its own.
std::optional<std::size_t> attack_before(const TollReading& reading, const std::vector<std::size_t>& told_before,
                                         const std::vector<EventReading>& events) {
  const auto& toll = reading.toll;
  const bool hurt = toll.kind == TollKind::killed || toll.kind == TollKind::injured;
  if (!hurt || toll.cumulative || toll.place || !toll.date.words.empty() || toll.status != Status::actual) {
    return std::nullopt;
  }
  std::optional<std::size_t> found;
  for (const auto e : told_before) {
    const auto& event = events[e].event;
    if (event.type != EventType::assault) {
      continue;
    }
    if (found || event.status != Status::actual) {
      return std::nullopt;
    }
    found = e;
  }
  return found;
}

/// What a toll does not tell itself, the attack that it is of does.
void take_scene(Toll& toll, const Event& event) {
  if (toll.date.words.empty()) {
    toll.date = event.date;
  }
  if (!toll.place && event.place) {
    toll.place = event.place;
    const bool people = toll.side && toll.side->code.empty() && toll.side->primary_sector() == "CVL";
    if (people) {
      toll.side->code = event.place->country;
    }
  }
}

/// The number of the event that each toll is of, none where no event goes with it. Events by the sentences that tell
/// them, so that the work grows with the text.
std::vector<std::optional<std::size_t>> tie_tolls(const Tree& tree, const std::vector<TollReading>& tolls,
                                                  const std::vector<EventReading>& events) {
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> told_in;
  for (std::size_t e = 0; e < events.size(); ++e) {
    for (const auto& evidence : events[e].event.evidence) {
      auto& there = told_in[evidence.sentence];
      if (there.empty() || there.back() != e) {
        there.push_back(e);
      }
    }
  }
  std::vector<std::optional<std::size_t>> out(tolls.size());
  for (std::size_t i = 0; i < tolls.size(); ++i) {
    int tied_by = 0;
    for (const auto& evidence : tolls[i].toll.evidence) {
      const auto there = told_in.find(evidence.sentence);
      if (there == told_in.end()) {
        continue;
      }
      for (const auto e : there->second) {
        if (const int by = tie(tree, tolls[i], events[e]); by > tied_by) {
          out[i] = e;
          tied_by = by;
        }
      }
    }
    const auto sentence = tolls[i].toll.evidence.front().sentence;
    if (const auto before = sentence == 0 || out[i] ? told_in.end() : told_in.find(sentence - 1);
        before != told_in.end()) {
      out[i] = attack_before(tolls[i], before->second, events);
    }
  }
  return out;
}

}  // namespace

Coding extract(const Report& report, const Document& document, const Resolution& resolution, const Knowledge& knowledge,
               const Judge* judge, const ContextModel* contexts, std::vector<CodingTrace::Fallen>* fallen) {
  const Tree tree(document);
  const ReadingContext context{report, tree, resolution, knowledge};
  FrameMatcher matcher(tree, resolution, knowledge);
  Coding coding;
  coding.coder = coder_version;
  for (const auto& sentence : document.sentences) {
    coding.sentences.push_back(sentence.span);
  }
  coding.statements = read_statements(context, matcher.roles());
  std::vector<FrameMiss> let_fall;
  auto events = read_events(context, matcher, coding.statements, let_fall);
  if (judge != nullptr) {
    weigh(*judge, context, matcher, events);
  }
  events = merge_tellings(std::move(events));
  if (judge != nullptr) {
    drop_improbable(*judge, matcher, events, let_fall);
  }
  give_claimed_deeds(context, matcher, events);
  auto tolls = read_tolls(context, matcher, coding.statements);
  coding.accords = read_accords(context, matcher, coding.statements, events);

  drop_discarded(document, knowledge.lists, events);
  if (contexts != nullptr) {
    add_contexts(*contexts, context, matcher, events);
  }
  std::stable_sort(events.begin(), events.end(), [](const EventReading& a, const EventReading& b) {
    return a.event.evidence.front().span.begin == b.event.evidence.front().span.begin
               ? a.event.trigger.begin < b.event.trigger.begin
               : a.event.evidence.front().span.begin < b.event.evidence.front().span.begin;
  });
  const auto id = [&](char kind, std::size_t i) { return report.id + "-" + kind + std::to_string(i + 1); };
  for (std::size_t i = 0; i < events.size(); ++i) {
    events[i].event.id = id('E', i);
  }
  const auto tied = tie_tolls(tree, tolls, events);
  for (std::size_t i = 0; i < tolls.size(); ++i) {
    auto& toll = tolls[i].toll;
    toll.id = id('T', i);
    if (tied[i]) {
      const auto& event = events[*tied[i]].event;
      toll.event = event.id;
      if (event.type == EventType::assault && event.status == Status::actual) {
        take_scene(toll, event);
      }
    }
    coding.tolls.push_back(std::move(toll));
  }
  for (auto& reading : events) {
    coding.events.push_back(std::move(reading.event));
  }
  for (std::size_t i = 0; i < coding.statements.size(); ++i) {
    coding.statements[i].id = id('S', i);
  }
  for (std::size_t i = 0; i < coding.accords.size(); ++i) {
    coding.accords[i].id = id('A', i);
  }
  for (const auto& found : document.names) {
    coding.names.push_back(
        {{document.tokens[found.begin].span.begin, document.tokens[found.end - 1].span.end}, found.kind});
  }
  for (const auto& mention : resolution.places) {
    coding.toponyms.push_back(mention.place);
  }
  for (const auto& mention : resolution.timexes) {
    coding.timexes.push_back(mention.timex);
  }
  if (fallen != nullptr) {
    const auto misses = matcher.misses();
    let_fall.insert(let_fall.end(), misses.begin(), misses.end());
    for (const auto& miss : let_fall) {
      fallen->push_back({std::string(document.tokens[miss.token].form),
                         miss.frame != nullptr ? miss.frame->where() : "no frame", miss.why});
    }
  }
  return coding;
}

Coding Coder::code(const Report& report) const {
  auto document = language_->analyse(report.text);
  part_bare_times(document, knowledge_->lists);
  return code(report, document);
}

Coding Coder::code(const Report& report, const Document& document) const {
  return extract(report, document, resolver_.resolve(report, document), *knowledge_, judge_, contexts_);
}

CodingTrace Coder::trace(const Report& report) const {
  CodingTrace trace;
  trace.document = language_->analyse(report.text);
  part_bare_times(trace.document, knowledge_->lists);
  trace.resolution = resolver_.resolve(report, trace.document);
  trace.coding = extract(report, trace.document, trace.resolution, *knowledge_, judge_, contexts_, &trace.fallen);
  return trace;
}

}  // namespace sitrep
