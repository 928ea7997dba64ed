#include "extract/example.h"

#include <algorithm>

namespace sitrep {

namespace {

std::string_view trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') {
    s.remove_prefix(1);
  }
  while (!s.empty() && s.back() == ' ') {
    s.remove_suffix(1);
  }
  return s;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> out;
  while (true) {
    const auto at = text.find(separator);
    out.push_back(trim(text.substr(0, at)));
    if (at == std::string_view::npos) {
      return out;
    }
    text.remove_prefix(at + separator.size());
  }
}

std::optional<std::vector<std::string>> parse_role(std::string_view text) {
  if (text == "*") {
    return std::nullopt;
  }
  std::vector<std::string> out;
  for (const auto item : split(text, ",")) {
    if (!item.empty()) {
      out.emplace_back(item);
    }
  }
  return out;
}

bool entity_matches(const Entity& entity, std::string_view expected) {
  const auto words = split(expected, " ");
  std::size_t i = 0;
  if (!words.empty() && !is_sector(words[0])) {
    if (entity.code != words[0]) {
      return false;
    }
    ++i;
  }
  return i >= words.size() || std::find(entity.sectors.begin(), entity.sectors.end(), words[i]) != entity.sectors.end();
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

std::optional<Example> parse_example(std::string_view text, std::string& what) {
  const auto arrow = text.rfind("=>");
  if (arrow == std::string_view::npos) {
    what = "an example reads 'sentence => TYPE mode | actors | recipients', or '=> -' for no event";
    return std::nullopt;
  }
  Example example;
  example.sentence = std::string(trim(text.substr(0, arrow)));
  const auto expected = trim(text.substr(arrow + 2));
  if (expected == "-") {
    return example;
  }
  for (auto part : split(expected, "&")) {
    ExpectedEvent event;
    if (const auto open = part.rfind('('); part.ends_with(')') && open != std::string_view::npos) {
      const auto inside = split(part.substr(open + 1, part.size() - open - 2), ",");
      const auto status = parse_status(inside[0]);
      if (!status) {
        what = "unknown status '" + std::string(inside[0]) + "' in an example";
        return std::nullopt;
      }
      event.status = *status;
      if (inside.size() > 1) {
        event.claimant = inside[1];
      }
      part = trim(part.substr(0, open));
    }
    const auto fields = split(part, "|");
    const auto words = split(fields[0], " ");
    const auto type = parse_event_type(words[0]);
    if (!type) {
      what = "unknown event type '" + std::string(words[0]) + "' in an example";
      return std::nullopt;
    }
    event.type = *type;
    if (words.size() > 1 && event.type == EventType::other) {
      event.cameo = words[1];
    } else if (words.size() > 1) {
      event.mode = parse_mode(words[1]);
      if (!event.mode) {
        what = "unknown mode '" + std::string(words[1]) + "' in an example";
        return std::nullopt;
      }
    }
    if (fields.size() > 1) {
      event.actors = parse_role(fields[1]);
    }
    if (fields.size() > 2) {
      event.recipients = parse_role(fields[2]);
    }
    example.events.push_back(std::move(event));
  }
  return example;
}

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
