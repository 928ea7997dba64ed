#pragma once

#include <string>
#include <string_view>

#include "record/coding.h"
#include "record/report.h"

namespace sitrep::testing {

/// Where the words first stand in the report's text.
inline Span span_of(const Report& report, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(report.text.find(words));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

inline Entity entity(const Report& report, std::string_view words, std::string code,
                     std::vector<std::string> sectors = {}) {
  Entity out;
  out.text = words;
  out.code = std::move(code);
  out.sectors = std::move(sectors);
  out.span = span_of(report, words);
  return out;
}

/// A report with one of everything, put together by hand; its text has characters of two and three bytes before all
/// spans.
struct Made {
  Report report;
  Coding coding;
};

inline Made made(std::string id = "r1") {
  Made m;
  Report& r = m.report;
  r.id = std::move(id);
  r.publisher = "Example Wire";
  r.title = "Fighting in Zürich – at last";
  r.date = Date{2024, 5, 14};
  r.notes = {"2 invalid UTF-8 bytes replaced"};
  r.text =
      "“Café” – Chadian troops shelled rebels in Abéché on Monday, killing at least 12 people, the army said. "
      "The truce of 2022 is over.";
  const auto second = r.text.find("The truce");
  m.coding.coder = "sitrep test";
  m.coding.sentences = {{0, static_cast<std::uint32_t>(second - 1)},
                        {static_cast<std::uint32_t>(second), static_cast<std::uint32_t>(r.text.size())}};

  Place place;
  place.text = "Abéché";
  place.name = "Abéché";
  place.id = "2435899";
  place.country = "TCD";
  place.lat = 13.82916;
  place.lon = 20.8324;
  place.kind = PlaceKind::city;
  place.span = span_of(r, "Abéché");

  Event event;
  event.id = r.id + "-E1";
  event.type = EventType::assault;
  event.mode = Mode::heavy_weapons;
  event.cameo = "194";
  event.contexts = {"military"};
  event.actors = {entity(r, "Chadian troops", "TCD", {"MIL"})};
  event.recipients = {entity(r, "rebels", "", {"REB"})};
  event.actor_phrases = {span_of(r, "Chadian troops")};
  event.recipient_phrases = {span_of(r, "rebels")};
  event.depth = 1;
  event.date = {Date{2024, 5, 13}, Date{2024, 5, 13}, DatePrecision::day, span_of(r, "Monday"), "Monday"};
  event.place = place;
  event.attribution = {"the army", "TCD", {"MIL"}, "said", span_of(r, "the army")};
  event.confidence = 0.8125;
  event.trigger = span_of(r, "shelled");
  event.evidence = {{0, span_of(r, "Chadian troops shelled rebels in Abéché on Monday")}};
  event.frame = "assault.frames:1 shell";
  event.reasons = {"one", "two"};
  m.coding.events = {event};

  Event planned = event;
  planned.id = r.id + "-E2";
  planned.status = Status::planned;
  planned.cameo.clear();
  planned.place.reset();
  planned.date = {};
  planned.recipients.clear();
  m.coding.events.push_back(planned);

  Toll toll;
  toll.id = r.id + "-T1";
  toll.count = {12, std::nullopt, QuantityPrecision::at_least, span_of(r, "at least 12")};
  toll.whom = "people";
  toll.place = place;
  toll.date = event.date;
  toll.attribution = event.attribution;
  toll.confidence = 0.9;
  toll.event = event.id;
  toll.evidence = event.evidence;
  m.coding.tolls = {toll};

  Statement statement;
  statement.id = r.id + "-S1";
  statement.speaker = entity(r, "the army", "TCD", {"MIL"});
  statement.content = span_of(r, "Chadian troops shelled rebels");
  statement.cue = span_of(r, "said");
  statement.confidence = 0.9;
  statement.evidence = event.evidence;
  m.coding.statements = {statement};

  Accord accord;
  accord.id = r.id + "-A1";
  accord.kind = AccordKind::truce;
  accord.state = AccordState::broken;
  accord.parties = {entity(r, "Chadian", "TCD"), entity(r, "rebels", "", {"REB"})};
  accord.date = {Date{2022, 1, 1}, Date{2022, 12, 31}, DatePrecision::year, span_of(r, "2022"), "2022"};
  accord.confidence = 0.85;
  accord.evidence = {{1, m.coding.sentences[1]}};
  m.coding.accords = {accord};

  m.coding.names = {{span_of(r, "Chadian"), NameKind::norp}};
  m.coding.toponyms = {place};
  m.coding.timexes = {{span_of(r, "Monday"), TimexKind::date, "2024-05-13", event.date}};
  return m;
}

}  // namespace sitrep::testing
