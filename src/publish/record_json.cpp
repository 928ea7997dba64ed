#include "publish/record_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace sitrep {
namespace {

using Json = nlohmann::ordered_json;

constexpr int confidence_places = 3;
constexpr int coordinate_places = 5;  // about a metre

Json number_or_null(const std::optional<std::uint64_t>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json day_or_null(const std::optional<Date>& date) {
  return date ? Json(date->str()) : Json(nullptr);
}

Json mode_or_null(Mode mode) {
  return mode == Mode::none ? Json(nullptr) : Json(name(mode));
}

/// The GeoNames number of a place, null for one that is not of GeoNames.
Json geonames(const Place& place) {
  constexpr std::size_t longest = 18;  // digits that surely fit 64 bits
  if (place.id.empty() || place.id.size() > longest || place.id.find_first_not_of("0123456789") != std::string::npos) {
    return nullptr;
  }
  return std::stoull(place.id);
}

}  // namespace

RecordJson::RecordJson(const Report& report) : report_(&report), index_(report.text) {}

void RecordJson::add_offsets(Json& into, Span span) const {
  if (span.empty()) {
    into["start"] = nullptr;
    into["end"] = nullptr;
    return;
  }
  const Span points = index_.code_points(span);
  into["start"] = points.begin;
  into["end"] = points.end;
}

Json RecordJson::words(Span span) const {
  if (span.empty()) {
    return nullptr;
  }
  Json json;
  add_offsets(json, span);
  json["text"] = span.of(report_->text);
  return json;
}

Json RecordJson::date(const DateInterval& date) const {
  if (!date.known() && date.words.empty()) {
    return nullptr;
  }
  Json json;
  json["from"] = day_or_null(date.begin);
  json["to"] = day_or_null(date.end);
  json["precision"] = name(date.precision);
  json["text"] = text_or_null(date.words);
  add_offsets(json, date.span);
  return json;
}

Json RecordJson::attribution(const Attribution& attribution) const {
  if (attribution.none()) {
    return nullptr;
  }
  Json json;
  json["source"] = attribution.source;
  json["code"] = text_or_null(attribution.code);
  json["sectors"] = attribution.sectors;
  json["cue"] = text_or_null(attribution.cue);
  add_offsets(json, attribution.span);
  return json;
}

Json RecordJson::evidence(const std::vector<Evidence>& evidence) const {
  Json json = Json::array();
  for (const Evidence& piece : evidence) {
    Json one;
    one["sentence"] = piece.sentence + 1;
    add_offsets(one, piece.span);
    one["text"] = piece.span.of(report_->text);
    json.push_back(std::move(one));
  }
  return json;
}

Json RecordJson::entity(const Entity& entity) const {
  Json json;
  json["code"] = text_or_null(entity.code);
  json["sectors"] = entity.sectors;
  json["text"] = text_or_null(entity.text);
  json["name"] = text_or_null(entity.name);
  json["office"] = text_or_null(entity.office);
  json["id"] = text_or_null(entity.id);
  add_offsets(json, entity.span);
  return json;
}

Json RecordJson::entities(const std::vector<Entity>& entities) const {
  Json json = Json::array();
  for (const Entity& one : entities) {
    json.push_back(entity(one));
  }
  return json;
}

Json RecordJson::phrases(const std::vector<Span>& spans) const {
  Json json = Json::array();
  for (const Span span : spans) {
    json.push_back(words(span));
  }
  return json;
}

Json RecordJson::place(const Place& place) const {
  Json json;
  add_offsets(json, place.span);
  json["text"] = text_or_null(place.text);
  json["geonames"] = geonames(place);
  json["id"] = text_or_null(place.id);
  json["name"] = text_or_null(place.name);
  json["lat"] = place.lat ? Json(rounded(*place.lat, coordinate_places)) : Json(nullptr);
  json["lon"] = place.lon ? Json(rounded(*place.lon, coordinate_places)) : Json(nullptr);
  json["country"] = text_or_null(place.country);
  json["division"] = text_or_null(place.division);
  json["kind"] = name(place.kind);
  return json;
}

Json RecordJson::item(const Event& event) const {
  Json json;
  json["id"] = event.id;
  json["type"] = name(event.type);
  json["mode"] = mode_or_null(event.mode);
  json["cameo"] = text_or_null(event.cameo);
  json["quad"] = static_cast<int>(quad_class(event.type));
  json["scale"] = score(event.type, event.mode);
  json["contexts"] = event.contexts;
  json["actors"] = entities(event.actors);
  json["recipients"] = entities(event.recipients);
  json["actor_phrases"] = phrases(event.actor_phrases);
  json["recipient_phrases"] = phrases(event.recipient_phrases);
  json["date"] = date(event.date);
  json["place"] = event.place ? place(*event.place) : Json(nullptr);
  json["status"] = name(event.status);
  json["attribution"] = attribution(event.attribution);
  json["confidence"] = rounded(event.confidence, confidence_places);
  json["trigger"] = words(event.trigger);
  json["evidence"] = evidence(event.evidence);
  json["frame"] = text_or_null(event.frame);
  json["depth"] = event.depth;
  return json;
}

Json RecordJson::item(const Toll& toll) const {
  Json json;
  json["id"] = toll.id;
  json["kind"] = name(toll.kind);
  json["low"] = number_or_null(toll.count.low);
  json["high"] = number_or_null(toll.count.high);
  json["precision"] = name(toll.count.precision);
  json["count"] = words(toll.count.span);
  json["whom"] = text_or_null(toll.whom);
  json["side"] = toll.side ? entity(*toll.side) : Json(nullptr);
  json["cumulative"] = toll.cumulative;
  json["date"] = date(toll.date);
  json["place"] = toll.place ? place(*toll.place) : Json(nullptr);
  json["status"] = name(toll.status);
  json["attribution"] = attribution(toll.attribution);
  json["confidence"] = rounded(toll.confidence, confidence_places);
  json["event"] = text_or_null(toll.event);
  json["evidence"] = evidence(toll.evidence);
  return json;
}

Json RecordJson::item(const Statement& statement) const {
  Json json;
  json["id"] = statement.id;
  json["speaker"] = entity(statement.speaker);
  json["on_behalf_of"] = statement.on_behalf_of ? entity(*statement.on_behalf_of) : Json(nullptr);
  json["addressee"] = statement.addressee ? entity(*statement.addressee) : Json(nullptr);
  json["kind"] = name(statement.kind);
  json["act"] = name(statement.act);
  json["content"] = words(statement.content);
  json["cue"] = words(statement.cue);
  json["confidence"] = rounded(statement.confidence, confidence_places);
  json["evidence"] = evidence(statement.evidence);
  return json;
}

Json RecordJson::item(const Accord& accord) const {
  Json json;
  json["id"] = accord.id;
  json["kind"] = name(accord.kind);
  json["state"] = name(accord.state);
  json["parties"] = entities(accord.parties);
  json["brokers"] = entities(accord.brokers);
  json["terms"] = text_or_null(accord.terms);
  json["date"] = date(accord.date);
  json["place"] = accord.place ? place(*accord.place) : Json(nullptr);
  json["attribution"] = attribution(accord.attribution);
  json["confidence"] = rounded(accord.confidence, confidence_places);
  json["evidence"] = evidence(accord.evidence);
  return json;
}

Json RecordJson::report(const Coding& coding) const {
  const Report& report = *report_;
  Json json;
  json["id"] = report.id;
  json["date"] = day_or_null(report.date);
  json["publisher"] = text_or_null(report.publisher);
  json["url"] = text_or_null(report.url);
  json["title"] = text_or_null(report.title);
  json["dateline"] = text_or_null(report.dateline);
  json["language"] = text_or_null(report.language);
  json["characters"] = index_.size();
  json["sentences"] = coding.sentences.size();
  json["notes"] = report.notes;
  return json;
}

Json RecordJson::record(const Coding& coding, bool annotations) const {
  Json json;
  json["schema"] = record_schema;
  json["report"] = report(coding);
  const auto list = [&](const char* key, const auto& items) {
    Json& out = json[key] = Json::array();
    for (const auto& one : items) {
      out.push_back(item(one));
    }
  };
  list("events", coding.events);
  list("tolls", coding.tolls);
  list("statements", coding.statements);
  list("accords", coding.accords);
  if (annotations) {
    Json& names = json["names"] = Json::array();
    for (const NameMention& mention : coding.names) {
      Json one;
      add_offsets(one, mention.span);
      one["text"] = mention.span.of(report_->text);
      one["kind"] = name(mention.kind);
      names.push_back(std::move(one));
    }
    Json& toponyms = json["toponyms"] = Json::array();
    for (const Place& toponym : coding.toponyms) {
      toponyms.push_back(place(toponym));
    }
    Json& timexes = json["timexes"] = Json::array();
    for (const Timex& timex : coding.timexes) {
      Json one;
      add_offsets(one, timex.span);
      one["text"] = timex.span.of(report_->text);
      one["type"] = name(timex.kind);
      one["value"] = text_or_null(timex.value);
      timexes.push_back(std::move(one));
    }
  }
  json["coder"] = text_or_null(coding.coder);
  return json;
}

std::string json_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string record_line(const Report& report, const Coding& coding, bool annotations) {
  return json_line(RecordJson(report).record(coding, annotations));
}

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

double rounded(double value, int places) {
  const double scale = std::pow(10.0, places);
  return std::round(value * scale) / scale;
}

}  // namespace sitrep
