#include "publish/cameo.h"

#include <algorithm>
#include <vector>

namespace sitrep {
namespace {

constexpr std::string_view unknown = "---";

std::vector<std::string> codes(const std::vector<Entity>& entities) {
  std::vector<std::string> out;
  for (const Entity& entity : entities) {
    // "FRO/BIL": a name that means two actors.
    const std::string coded = entity.coded().empty() ? std::string(unknown) : entity.coded();
    for (std::size_t at = 0; at < coded.size();) {
      const auto slash = std::min(coded.find('/', at), coded.size());
      if (auto code = coded.substr(at, slash - at); std::find(out.begin(), out.end(), code) == out.end()) {
        out.push_back(std::move(code));
      }
      at = slash + 1;
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
    // "032:033": the second code is what the recipient does to the actor.
    const auto colon = event.cameo.find(':');
    const std::string id = cell(report.id);
    const auto line = [&](const std::string& source, const std::string& target, const std::string& code) {
      for (const std::string* field : {&date, &source, &target, &code, &id}) {
        out.append(*field).push_back('\t');
      }
      out.append(sentence).push_back('\n');
    };
    for (const std::string& source : codes(event.actors)) {
      for (const std::string& target : codes(event.recipients)) {
        line(source, target, event.cameo.substr(0, colon));
        if (colon != std::string::npos) {
          line(target, source, event.cameo.substr(colon + 1));
        }
      }
    }
  }
  return out;
}

}  // namespace sitrep
