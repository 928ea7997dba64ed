// The sample reports, through the real reader and coder, against records written by hand (tests/golden/README.md).
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "ingest/reader.h"
#include "support/coding.h"

namespace sitrep {
namespace {

using nlohmann::json;

std::vector<std::string> alternatives(const std::string& text) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  while (true) {
    const auto bar = text.find('|', begin);
    out.push_back(text.substr(begin, bar - begin));
    if (bar == std::string::npos) {
      return out;
    }
    begin = bar + 1;
  }
}

bool is_one_of(std::string_view value, const std::string& expected) {
  const auto all = alternatives(expected);
  return std::find(all.begin(), all.end(), value) != all.end();
}

bool is_actor(const Entity& entity, const std::string& expected) {
  if (expected == "?") {
    return entity.code.empty();
  }
  const auto space = expected.find(' ');
  return entity.code == expected.substr(0, space) &&
         (space == std::string::npos ||
          std::find(entity.sectors.begin(), entity.sectors.end(), expected.substr(space + 1)) != entity.sectors.end());
}

bool has_actors(const json& row, const char* key, const std::vector<Entity>& entities) {
  if (!row.contains(key)) {
    return true;
  }
  const auto& expected = row[key];
  if (expected.empty()) {
    return entities.empty();
  }
  return std::all_of(expected.begin(), expected.end(), [&](const json& e) {
    const auto names = alternatives(e.get<std::string>());
    return std::any_of(entities.begin(), entities.end(), [&](const Entity& x) {
      return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return is_actor(x, n); });
    });
  });
}

std::string day(const DateInterval& date) {
  return date.begin ? date.begin->str() : std::string();
}

bool is_event(const json& row, const Event& event) {
  const auto status = row.value("status", "actual");
  if (!is_one_of(name(event.type), row["type"]) || !is_one_of(name(event.status), status)) {
    return false;
  }
  if (row.contains("mode") && !is_one_of(name(event.mode), row["mode"])) {
    return false;
  }
  if (row.contains("cameo") && event.cameo != row["cameo"].get<std::string>()) {
    return false;
  }
  if (row.contains("date") && day(event.date) != row["date"].get<std::string>()) {
    return false;
  }
  if (row.contains("place")) {
    const auto place =
        event.place ? (event.place->name.empty() ? event.place->text : event.place->name) : std::string();
    if (!is_one_of(place, row["place"]) && !(event.place && is_one_of(event.place->text, row["place"]))) {
      return false;
    }
  }
  return has_actors(row, "actors", event.actors) && has_actors(row, "recipients", event.recipients);
}

bool is_toll(const json& row, const Toll& toll) {
  const auto bound = [&](const char* key, const std::optional<std::uint64_t>& value) {
    return !row.contains(key) || (row[key].is_null() ? !value : value && *value == row[key].get<std::uint64_t>());
  };
  return is_one_of(name(toll.kind), row["kind"]) && bound("low", toll.count.low) && bound("high", toll.count.high) &&
         (!row.contains("by") || toll.attribution.source.find(row["by"].get<std::string>()) != std::string::npos);
}

bool is_statement(const json& row, const Statement& statement, std::string_view text) {
  return statement.speaker.text.find(row["speaker"].get<std::string>()) != std::string::npos &&
         statement.content.of(text).starts_with(row["content"].get<std::string>()) &&
         (!row.contains("kind") || is_one_of(name(statement.kind), row["kind"]));
}

bool is_accord(const json& row, const Accord& accord) {
  return is_one_of(name(accord.kind), row["kind"]) &&
         (!row.contains("state") || is_one_of(name(accord.state), row["state"])) &&
         has_actors(row, "parties", accord.parties) && has_actors(row, "brokers", accord.brokers);
}

/// Matches rows with items one to one; adds "missing: <row>" for rows that nothing answers to, and gives what is left
/// over.
template <typename Item, typename Matches>
std::vector<Item> match_rows(const json& rows, std::vector<Item> items, Matches matches, const char* what,
                             std::set<std::string>& differences) {
  std::size_t number = 0;
  for (const auto& row : rows) {
    ++number;
    const auto it = std::find_if(items.begin(), items.end(), [&](const Item& item) { return matches(row, item); });
    if (it != items.end()) {
      items.erase(it);
    } else if (!row.value("optional", false)) {
      differences.insert(std::string("missing: ") + what + " " + std::to_string(number));
    }
  }
  return items;
}

std::set<std::string> compare(const json& golden, const Report& report, const Coding& coding) {
  std::set<std::string> differences;
  const auto extra = match_rows(golden["events"], coding.events, is_event, "event", differences);
  for (const auto& event : extra) {
    if (event.status == Status::actual) {
      differences.insert("extra: " + std::string(name(event.type)) + " at \"" +
                         std::string(event.trigger.of(report.text)) + "\"");
    }
  }
  for (const auto& toll : match_rows(golden["tolls"], coding.tolls, is_toll, "toll", differences)) {
    differences.insert("extra: toll \"" + std::string(toll.count.span.of(report.text)) + "\"");
  }
  (void)match_rows(
      golden["statements"], coding.statements,
      [&](const json& row, const Statement& s) { return is_statement(row, s, report.text); }, "statement", differences);
  (void)match_rows(golden["accords"], coding.accords, is_accord, "accord", differences);
  return differences;
}

TEST(Golden, SampleReportsAreCodedAsTheirRecordsSay) {
  const std::filesystem::path golden_dir = SITREP_GOLDEN_DIR;
  const std::filesystem::path samples = SITREP_SAMPLES_DIR;
  std::size_t compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator(golden_dir)) {
    if (entry.path().extension() != ".json") {
      continue;
    }
    std::ifstream file(entry.path());
    const auto golden = json::parse(file);
    const auto reader = open_reports(samples / golden["input"].get<std::string>());
    bool found = false;
    while (auto item = reader->next()) {
      const auto* report = std::get_if<Report>(&*item);
      ASSERT_NE(report, nullptr) << entry.path();
      if (golden.contains("report") && golden["report"] != report->id) {
        continue;
      }
      found = true;
      const auto differences = compare(golden, *report, testing::shipped_coder().code(*report));
      std::set<std::string> open;
      for (const auto& known : golden.value("open", json::array())) {
        open.insert(known.get<std::string>());
      }
      for (const auto& d : differences) {
        EXPECT_TRUE(open.contains(d)) << entry.path().filename().string() << ": " << d;
      }
      for (const auto& o : open) {
        EXPECT_TRUE(differences.contains(o))
            << entry.path().filename().string() << ": '" << o << "' came right; drop it from 'open'";
      }
      ++compared;
    }
    EXPECT_TRUE(found) << entry.path() << ": its report is not there";
  }
  EXPECT_GE(compared, 13u);
}

}  // namespace
}  // namespace sitrep
