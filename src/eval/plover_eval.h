#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/eval.h"
#include "record/coding.h"
#include "record/report.h"

namespace sitrep {

/// An event of the gold records, its names and codes brought to those of today (plover_names.cpp and plover_eval.cpp
/// have the tables).
struct GoldEvent {
  EventType type = EventType::consult;
  Mode mode = Mode::none;           ///< none where gold has none that PLOVER of today knows
  std::vector<std::string> actors;  ///< codes of countries and organisations, without sectors
  std::vector<std::string> recipients;
  Status status = Status::actual;                  ///< only actual ones are scored
  std::vector<std::vector<std::string>> contexts;  ///< for each of gold's the names of today that are right for it
};

/// Gold events of one text: records with the same text are one report.
struct GoldRecord {
  std::string id;  ///< of its first record
  std::string text;
  std::vector<GoldEvent> events;
};

/// One text's outcome, for --errors.
struct PloverOutcome {
  std::string id;
  std::string text;
  std::vector<std::string> gold;   ///< "AGREE [FIN] -> [TZA]: full", with "full", "type", "other mode" or "missed"
  std::vector<std::string> coded;  ///< "AGREE [FIN] -> [TZA]: full", with "full", "type" or "wrong"
};

struct PloverScores {
  Score type;  ///< every actual coded event of a PLOVER type counts; a gold event is found by one of its type
  Score full;  ///< and with one actor's code and, where gold has recipients, one recipient's code right
  Score mode;  ///< of the gold events with a mode whose type was found: whether an event of that type has the mode too
  Score context;  ///< of the gold events with a context whose type was found: contexts that events of that type have
  std::vector<Score> by_type = std::vector<Score>(event_type_count);  ///< as `type`, by EventType
  std::vector<PloverOutcome> outcomes;
  std::vector<std::string> faults;
  [[nodiscard]] ScoreTable table() const;
  /// The outcomes with anything missed or wrong, for a person.
  [[nodiscard]] std::string errors() const;
};

/// Reads gold records, one JSON object a line. Lines that are none are told in `faults` ("dev.jsonl:3: ...") and
/// skipped. Braces around a text, a trace of its source, are taken away.
[[nodiscard]] std::vector<GoldRecord> read_plover_gold(std::string_view content, std::string_view file,
                                                       std::vector<std::string>& faults);

/// Codes every record and scores it. The reports carry no date: the gold's is a placeholder. Parties of CONSULT and
/// AGREE may stand in either list. Among pairings of gold and coded events the one with the most right is taken.
[[nodiscard]] PloverScores evaluate_plover(const std::vector<GoldRecord>& gold, const CodeReport& code);

}  // namespace sitrep
