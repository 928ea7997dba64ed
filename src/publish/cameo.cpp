#include "publish/cameo.h"

#include <algorithm>
#include <vector>

namespace sitrep {
namespace {

constexpr std::string_view unknown = "---";

std::vector<std::string> codes(const std::vector<Entity>& entities) {
  std::vector<std::string> out;
  for (const Entity& entity : entities) {
    std::string code = entity.coded();
    if (code.empty()) {
      code = unknown;
    }
    if (std::find(out.begin(), out.end(), code) == out.end()) {
      out.push_back(std::move(code));
    }
  }
  if (out.empty()) {
    out.emplace_back(unknown);
  }
  return out;
}

/// The id comes from outside; a tab or line end in it would break the table.
std::string cell(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20; }, ' ');
  return text;
}

}  // namespace

std::string cameo_lines(const Report& report, const Coding& coding, bool all) {
  std::string out;
  for (const Event& event : coding.events) {
    if (event.cameo.empty() || (!all && event.status != Status::actual)) {
      continue;
    }
    const auto day = event.date.begin ? event.date.begin : event.date.end;
    const std::string date = day ? day->str() : std::string(unknown);
    const std::string sentence =
        event.evidence.empty() ? std::string(unknown) : std::to_string(event.evidence.front().sentence + 1);
    for (const std::string& source : codes(event.actors)) {
      for (const std::string& target : codes(event.recipients)) {
        out +=
            date + '\t' + source + '\t' + target + '\t' + event.cameo + '\t' + cell(report.id) + '\t' + sentence + '\n';
      }
    }
  }
  return out;
}

}  // namespace sitrep
