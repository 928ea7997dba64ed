// What goes out: the record schema and the formats beside it, of codings put together by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "publish/cameo.h"
#include "publish/phrase.h"
#include "publish/plover.h"
#include "publish/record_json.h"
#include "publish/situation_report.h"
#include "publish/text.h"
#include "support/made_coding.h"

namespace sitrep {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::made;
using ::testing::Not;

std::u32string code_points(const std::string& utf8) {
  std::u32string out;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0u) == 0x80u) {
      out.back() = (out.back() << 6u) | (byte & 0x3Fu);
    } else {
      out.push_back(byte < 0x80u ? byte : byte < 0xE0u ? byte & 0x1Fu : byte < 0xF0u ? byte & 0x0Fu : byte & 0x07u);
    }
  }
  return out;
}

/// Every object with start, end and text has to cut that text out of the report.
void expect_offsets(const json& node, const std::u32string& text, int& seen) {
  if (node.is_object() && node.contains("start") && node.contains("text") && node["start"].is_number()) {
    const auto start = node["start"].get<std::size_t>();
    const auto end = node["end"].get<std::size_t>();
    EXPECT_EQ(text.substr(start, end - start), code_points(node["text"].get<std::string>())) << node;
    ++seen;
  }
  for (const auto& child : node) {
    if (child.is_structured()) {
      expect_offsets(child, text, seen);
    }
  }
}

TEST(RecordFormat, OffsetsAreCodePointsOfTheText) {
  const auto m = made();
  int seen = 0;
  expect_offsets(json::parse(record_line(m.report, m.coding, true)), code_points(m.report.text), seen);
  EXPECT_GT(seen, 15);
}

TEST(RecordFormat, IsOneLineWithTheKeysOfTheSchema) {
  const auto m = made();
  const auto line = record_line(m.report, m.coding);
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  const auto record = nlohmann::ordered_json::parse(line);
  std::vector<std::string> keys;
  for (const auto& [key, value] : record.items()) {
    keys.push_back(key);
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"schema", "report", "events", "tolls", "statements", "accords", "coder"}));
  EXPECT_EQ(record["schema"], "sitrep-record/1");
  EXPECT_EQ(record["report"]["date"], "2024-05-14");
  EXPECT_EQ(record["report"]["sentences"], 2);
  EXPECT_EQ(record["report"]["url"], nullptr);
  const auto& event = record["events"][0];
  EXPECT_EQ(event["type"], "ASSAULT");
  EXPECT_EQ(event["mode"], "heavy-weapons");
  EXPECT_EQ(event["quad"], 4);
  EXPECT_EQ(event["actors"][0]["code"], "TCD");
  EXPECT_EQ(event["recipients"][0]["code"], nullptr);
  EXPECT_EQ(event["date"]["from"], "2024-05-13");
  EXPECT_EQ(event["evidence"][0]["sentence"], 1);
  EXPECT_EQ(record["events"][1]["date"], nullptr);
  EXPECT_EQ(record["tolls"][0]["low"], 12);
  EXPECT_EQ(record["tolls"][0]["high"], nullptr);
  EXPECT_EQ(record["statements"][0]["content"]["text"], "Chadian troops shelled rebels");
  EXPECT_EQ(record["accords"][0]["state"], "broken");
}

TEST(RecordFormat, AnnotationsComeWhenAsked) {
  const auto m = made();
  const auto record = json::parse(record_line(m.report, m.coding, true));
  EXPECT_EQ(record["names"][0]["kind"], "norp");
  EXPECT_EQ(record["toponyms"][0]["geonames"], 2435899);
  EXPECT_EQ(record["timexes"][0]["type"], "DATE");
  EXPECT_EQ(record["timexes"][0]["value"], "2024-05-13");
}

TEST(RecordFormat, EmptyReportGivesAWholeRecord) {
  const auto record = json::parse(record_line(Report{}, Coding{}, true));
  EXPECT_TRUE(record["events"].empty() && record["events"].is_array());
  EXPECT_EQ(record["report"]["date"], nullptr);
}

TEST(PloverFormat, WritesActualEventsAndAllWhenAsked) {
  const auto m = made();
  const auto lines = plover_lines(m.report, m.coding);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 1);
  const auto event = json::parse(lines);
  EXPECT_EQ(event["event"], "ASSAULT");
  EXPECT_EQ(event["actor"][0]["sector"], "MIL");
  EXPECT_EQ(event["actor"][0]["entity_text"], "Chadian troops");
  EXPECT_EQ(event["text_info"]["sequence"], 1);
  EXPECT_EQ(event["event_text"], "shelled");
  EXPECT_EQ(event["report"], "r1");
  EXPECT_EQ(event["status"], "actual");
  EXPECT_EQ(event["event_scale"], -9.5);
  const auto all = plover_lines(m.report, m.coding, true);
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 2);
}

TEST(CameoFormat, WritesALineForEveryPair) {
  auto m = made();
  EXPECT_EQ(cameo_lines(m.report, m.coding), "2024-05-13\tTCD MIL\tREB\t194\tr1\t1\n");
  m.coding.events[0].recipients.clear();
  m.coding.events[0].actors.push_back(testing::entity(m.report, "the army", "NER", {"MIL"}));
  m.coding.events[0].date = {};
  EXPECT_EQ(cameo_lines(m.report, m.coding), "---\tTCD MIL\t---\t194\tr1\t1\n---\tNER MIL\t---\t194\tr1\t1\n");
}

TEST(TextFormat, PutsEverythingUnderItsSentence) {
  const auto m = made();
  const auto text = coding_text(m.report, m.coding);
  EXPECT_THAT(text, HasSubstr("ASSAULT (heavy weapons): Chadian troops (TCD MIL) → rebels (REB), at Abéché, TCD,"));
  EXPECT_LT(text.find("TOLL: at least 12 people killed"), text.find("The truce of 2022"));
  EXPECT_GT(text.find("ACCORD: truce between"), text.find("The truce of 2022"));
}

TEST(Phrases, SayQuantitiesAsPeopleDo) {
  EXPECT_EQ(phrase(Quantity{21, std::nullopt, QuantityPrecision::at_least, {}}), "at least 21");
  EXPECT_EQ(phrase(Quantity{12001, std::nullopt, QuantityPrecision::at_least, {}}), "more than 12,000");
  EXPECT_EQ(phrase(Quantity{5, 7, QuantityPrecision::range, {}}), "5 to 7");
  EXPECT_EQ(phrase(Quantity{50, 50, QuantityPrecision::about, {}}), "about 50");
  EXPECT_EQ(phrase(Quantity{std::nullopt, 30, QuantityPrecision::at_most, {}}), "at most 30");
  EXPECT_EQ(phrase(Quantity{150000, 150000, QuantityPrecision::exact, {}}), "150,000");
}

TEST(Phrases, SayDatesAsPeopleDo) {
  const auto days = [](Date a, Date b) { return phrase(DateInterval{a, b, DatePrecision::day, {}, {}}); };
  EXPECT_EQ(days({2023, 9, 20}, {2023, 9, 20}), "20 September 2023");
  EXPECT_EQ(days({2023, 9, 19}, {2023, 9, 20}), "19 to 20 September 2023");
  EXPECT_EQ(days({2023, 12, 31}, {2024, 1, 2}), "31 December 2023 to 2 January 2024");
  EXPECT_EQ(days({2020, 2, 1}, {2020, 2, 29}), "February 2020");
  EXPECT_EQ(days({2020, 1, 1}, {2020, 12, 31}), "2020");
  EXPECT_EQ(phrase(DateInterval{{}, {}, DatePrecision::unknown, {}, "yesterday"}), "“yesterday”");
}

TEST(Phrases, WordsOfAReportCannotSteerATerminal) {
  EXPECT_EQ(clean("a\x1b[31m\n b\xC2\x9B"
                  "c"),
            "a[31m bc");
}

TEST(SituationReport, TellsWhatTheRecordHolds) {
  const auto m = made();
  const std::vector<CodedReport> reports = {{&m.report, &m.coding}};
  const auto text = situation_report(reports, ReportFormat::text);
  EXPECT_THAT(text, HasSubstr("Situation report, 13 May 2024\n"));
  EXPECT_THAT(text, HasSubstr("- Broken: truce between Chadian (TCD) and rebels (REB), 2022"));
  EXPECT_THAT(text, HasSubstr("- At least 12 people killed: Abéché, TCD, 13 May 2024; claimed by the army."));
  EXPECT_THAT(text, HasSubstr("Monday, 13 May 2024"));
  EXPECT_THAT(text, HasSubstr("“Chadian troops shelled rebels in Abéché on Monday” [1]"));
  EXPECT_THAT(text, HasSubstr("Planned"));
  EXPECT_THAT(text, HasSubstr("- The army (TCD MIL) said: Chadian troops shelled rebels [1]"));
}

TEST(SituationReport, IncidentOfTwoReportsIsToldOnce) {
  const auto a = made("a");
  auto b = made("b");
  b.report.publisher = "Other Wire";
  const std::vector<CodedReport> reports = {{&a.report, &a.coding}, {&b.report, &b.coding}};
  EXPECT_THAT(situation_report(reports, ReportFormat::markdown),
              HasSubstr("Told by 2 reports of 2 publishers \\[1\\]\\[2\\]"));
}

TEST(SituationReport, WordsOfAReportCannotBecomeMarkup) {
  auto m = made();
  m.report.title = "<b>Fine</b> *stars* [link](x)";
  const std::vector<CodedReport> reports = {{&m.report, &m.coding}};
  const auto text = situation_report(reports, ReportFormat::markdown);
  EXPECT_THAT(text, Not(HasSubstr(" <b>")));
  EXPECT_THAT(text, HasSubstr("\\*stars\\* \\[link\\]"));
}

TEST(SituationReport, OfNothingSaysSo) {
  EXPECT_THAT(situation_report(std::span<const CodedReport>{}, ReportFormat::text), HasSubstr("nothing to report"));
}

}  // namespace
}  // namespace sitrep
