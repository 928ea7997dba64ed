#include "extract/example.h"

#include <algorithm>

namespace sitrep {

namespace {

bool entity_matches(const Entity& entity, std::string_view expected) {
  // "AZE MIL": a country, a sector, or both.
  const auto blank = expected.find(' ');
  auto sector = expected;
  if (!is_sector(expected.substr(0, blank))) {
    if (entity.code != expected.substr(0, blank)) {
      return false;
    }
    sector = blank == std::string_view::npos ? std::string_view{} : expected.substr(blank + 1);
  }
  sector = sector.substr(0, sector.find(' '));
  return sector.empty() || std::find(entity.sectors.begin(), entity.sectors.end(), sector) != entity.sectors.end();
}

bool role_matches(const std::vector<Entity>& entities, const std::optional<std::vector<std::string>>& expected) {
  if (!expected) {
    return true;
  }
  const bool all_there = std::all_of(expected->begin(), expected->end(), [&](const std::string& e) {
    return std::any_of(entities.begin(), entities.end(), [&](const Entity& x) { return entity_matches(x, e); });
  });
  const bool nothing_else = std::all_of(entities.begin(), entities.end(), [&](const Entity& x) {
    return std::any_of(expected->begin(), expected->end(), [&](const std::string& e) { return entity_matches(x, e); });
  });
  return all_there && nothing_else;
}

bool matches(const Event& event, const ExpectedEvent& expected) {
  return event.type == expected.type && (!expected.mode || event.mode == *expected.mode) &&
         (!expected.cameo || event.cameo == *expected.cameo) && event.status == expected.status &&
         (!expected.claimant || event.attribution.source == *expected.claimant) &&
         role_matches(event.actors, expected.actors) && role_matches(event.recipients, expected.recipients);
}

}  // namespace

std::string summary(const Event& event) {
  const auto role = [](const std::vector<Entity>& entities) {
    std::string out;
    for (const auto& e : entities) {
      out += (out.empty() ? "" : ", ") + (e.coded().empty() ? "? " + e.text : e.coded());
    }
    return out;
  };
  std::string out(name(event.type));
  if (event.type == EventType::other && !event.cameo.empty()) {
    out += " " + event.cameo;
  }
  if (event.mode != Mode::none) {
    out += " " + std::string(name(event.mode));
  }
  out += " | " + role(event.actors) + " | " + role(event.recipients);
  if (event.status != Status::actual) {
    out += " (" + std::string(name(event.status)) + ")";
  }
  return out;
}

std::string check_example(const Coder& coder, const Example& example) {
  Report report;
  report.id = "example";
  report.text = example.sentence;
  const auto coding = coder.code(report);
  std::string got;
  for (const auto& event : coding.events) {
    got += (got.empty() ? "" : " & ") + summary(event);
  }
  auto expected = example.events;
  for (const auto& event : coding.events) {
    const auto it =
        std::find_if(expected.begin(), expected.end(), [&](const ExpectedEvent& e) { return matches(event, e); });
    if (it == expected.end()) {
      if (event.status != Status::actual) {
        continue;
      }
      return "not expected: " + summary(event) + " by " + event.frame + "; coded in all: " + got;
    }
    expected.erase(it);
  }
  if (!expected.empty()) {
    return "expected but not coded: " + std::string(name(expected.front().type)) +
           "; coded in all: " + (got.empty() ? "-" : got);
  }
  return {};
}

}  // namespace sitrep
