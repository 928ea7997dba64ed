#include "knowledge/example.h"

#include "base/text.h"

namespace sitrep {

namespace {

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

}  // namespace sitrep
