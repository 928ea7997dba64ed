#pragma once

#include <vector>

#include "extract/frame_match.h"
#include "extract/tree.h"
#include "knowledge/knowledge.h"
#include "record/event.h"
#include "record/report.h"
#include "record/statement.h"
#include "resolve/resolution.h"

namespace sitrep {

/// What stage after stage reads of one report; the parts refer to each other and to the report.
struct ReadingContext {
  const Report& report;
  const Tree& tree;
  const Resolution& resolution;
  const Knowledge& knowledge;
};

/// An event with the predicate it was read from; ids are not given yet.
struct EventReading {
  Event event;
  std::uint32_t token = no_token;  ///< of the predicate
  std::uint32_t carrier = no_token;
  std::uint32_t head = no_token;     ///< the token that the predicate hangs on
  std::uint32_t above = no_token;    ///< the token that its carrier hangs on
  bool harms_as_which = false;       ///< told of an attack by a relative clause: "that killed 42"
  bool meanwhile = false;            ///< told as what went on at the same time: "as clashes broke out"
  bool conjoined = false;            ///< hangs on its head as a conjunct
  bool shares_subject = false;       ///< a verb conjoined to its head, or what came of it (", killing two"), without a
                                     ///< subject of its own
  bool came_of_it = false;           ///< what came of its head, as a participle behind it
  std::uint32_t told_of = no_token;  ///< of a participle with a noun, the verb that has the noun as its subject: "a
                                     ///< bomb planted by rebels killed"
  bool by_weapon = false;            ///< its subject is a weapon or an attack: "the strike destroyed two houses"
  bool tells_hurt = false;           ///< an attack beside which people are told hurt: "a bombing killed 14"
  bool is_earlier = false;           ///< told by how long before another act it was: "a month after rebels attacked"
  bool takes_up = false;             ///< its subject is an attack that was told of: "the blast killed six"
  bool as_told = false;              ///< its frame gives its status; each telling counts
  std::uint32_t sentence = 0;
  std::vector<std::uint32_t> joined;  ///< predicates of tellings that were joined to this one
};

/// Reads all events of a report, in text order, one for each telling. Predicates whose frame held but that were let
/// fall are added to `fallen` with the reason.
[[nodiscard]] std::vector<EventReading> read_events(const ReadingContext& context, FrameMatcher& matcher,
                                                    const std::vector<Statement>& statements,
                                                    std::vector<FrameMiss>& fallen);

/// Joins the tellings of one event: same type and status, actors and recipients that do not contradict each other.
[[nodiscard]] std::vector<EventReading> merge_tellings(std::vector<EventReading> readings);

/// The time of a predicate: a time expression in its clause, else the report's date; unknown where neither is there.
/// Without `to_come` no time after the report counts.
[[nodiscard]] DateInterval date_of(const ReadingContext& context, std::uint32_t carrier, bool to_come = true);

/// The place of a predicate: a place phrase in its clause, nearest first, or the place that was acted on.
[[nodiscard]] std::optional<Place> place_of(const ReadingContext& context, std::uint32_t carrier, std::uint32_t token);

/// The claimant of the words at `span`, from the statement that holds them most closely.
[[nodiscard]] Attribution attribution_of(const ReadingContext& context, const std::vector<Statement>& statements,
                                         Span span);
/// "The war has killed thousands": the war, where a verb in the perfect tells what a long fight did in all; else
/// no_token.
[[nodiscard]] std::uint32_t long_fight(const ReadingContext& context, std::uint32_t verb);
/// "Mali accused Chad of shelling the town": who claims it is the one who accuses, the subject of the matched predicate
/// at `governor`; none where no frame matched there.
[[nodiscard]] Attribution accuser_of(const ReadingContext& context, FrameMatcher& matcher, std::uint32_t governor);

}  // namespace sitrep
