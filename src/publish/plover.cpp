#include "publish/plover.h"

#include <nlohmann/json.hpp>

#include "publish/record_json.h"

namespace sitrep {
namespace {

using Json = nlohmann::ordered_json;

Json entity(const Entity& entity) {
  Json json;
  json["code"] = text_or_null(entity.code);
  json["sector"] = entity.sectors.empty() ? Json(nullptr) : Json(entity.sectors.front());
  json["other_sectors"] = Json::array();
  for (std::size_t i = 1; i < entity.sectors.size(); ++i) {
    json["other_sectors"].push_back(entity.sectors[i]);
  }
  json["entity_text"] = text_or_null(entity.text);
  json["identifier_id"] = text_or_null(entity.id);
  json["identifier_text"] = text_or_null(entity.name);
  json["office"] = text_or_null(entity.office);
  return json;
}

Json entities(const std::vector<Entity>& all) {
  Json json = Json::array();
  for (const Entity& one : all) {
    json.push_back(entity(one));
  }
  return json;
}

Json line(const RecordJson& writer, const Report& report, const Coding& coding, const Event& event) {
  const auto day = [](const std::optional<Date>& date) { return date ? Json(date->str()) : Json(nullptr); };
  Json json;
  json["id"] = event.id;
  json["report"] = report.id;
  json["date"] = day(event.date.begin ? event.date.begin : event.date.end);
  json["enddate"] = event.date.begin ? day(event.date.end) : Json(nullptr);
  json["actor"] = entities(event.actors);
  json["recipient"] = entities(event.recipients);
  json["event"] = name(event.type);
  json["mode"] = event.mode == Mode::none ? Json(nullptr) : Json(name(event.mode));
  json["context"] = event.contexts;
  json["event_loc"] = event.place ? writer.place(*event.place) : Json(nullptr);
  json["event_text"] = text_or_null(event.trigger.of(report.text));
  json["quad_code"] = static_cast<int>(quad_class(event.type));
  json["event_scale"] = score(event.type, event.mode);
  json["cameo"] = text_or_null(event.cameo);
  json["status"] = name(event.status);
  json["confidence"] = rounded(event.confidence, 3);
  Json text = nullptr;
  Json text_info = nullptr;
  if (!event.evidence.empty()) {
    const Evidence& first = event.evidence.front();
    const Span span = writer.code_points(first.span);
    text_info = Json{{"sequence", first.sentence + 1}, {"start", span.begin}, {"end", span.end}};
    text = first.sentence < coding.sentences.size() ? coding.sentences[first.sentence].of(report.text)
                                                    : first.span.of(report.text);
  }
  json["text"] = std::move(text);
  json["text_info"] = std::move(text_info);
  Json cite;
  cite["citation"] = text_or_null(report.publisher);
  cite["title"] = text_or_null(report.title);
  cite["url"] = text_or_null(report.url);
  cite["date"] = day(report.date);
  cite["language"] = text_or_null(report.language);
  json["cite_info"] = std::move(cite);
  json["coder"] = text_or_null(coding.coder);
  return json;
}

}  // namespace

std::string plover_lines(const Report& report, const Coding& coding, bool all) {
  const RecordJson writer(report);
  std::string out;
  for (const Event& event : coding.events) {
    if (event.type != EventType::other && (all || event.status == Status::actual)) {
      out += json_line(line(writer, report, coding, event));
    }
  }
  return out;
}

}  // namespace sitrep
