#include "eval/plover_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace sitrep {

namespace {

struct OlderType {
  std::string_view older;
  PloverLabel now;
};

/// PLOVER 0.5's event types that are modes of wider ones since.
constexpr std::array<OlderType, 4> older_types = {{{"DEMAND", {EventType::request, Mode::none}},
                                                   {"DISAPPROVE", {EventType::accuse, Mode::disapprove}},
                                                   {"INVESTIGATE", {EventType::accuse, Mode::investigate}},
                                                   {"FIGHT", {EventType::assault, Mode::none}}}};

/// Names of modes that changed since, and slips of the gold files.
constexpr std::array<std::pair<std::string_view, Mode>, 13> older_modes = {{{"host", Mode::visit},
                                                                            {"strike-hun", Mode::hunger},
                                                                            {"strike-gen", Mode::strike},
                                                                            {"strike-sel", Mode::strike},
                                                                            {"demo-org", Mode::demo},
                                                                            {"demo-spon", Mode::demo},
                                                                            {"riot-org", Mode::riot},
                                                                            {"riot-spon", Mode::riot},
                                                                            {"assassinate", Mode::targeted},
                                                                            {"ban", Mode::restrict},
                                                                            {"primative", Mode::primitive},
                                                                            {"sieze", Mode::seize},
                                                                            {"wmd", Mode::unconventional}}};

/// PLOVER 0.5's contexts by what they are called since; where they were parted, each part is right.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> older_contexts = {
    {{"refugee", "asylum"},
     {"refugee", "migration"},
     {"refugees", "asylum"},
     {"refugees", "migration"},
     {"resource", "natural_resource"},
     {"rights", "human_rights"},
     {"rights", "rights_freedoms"},
     {"political", "political_institutions"},
     {"government", "executive"},
     {"discrimination", "inequality"}}};

}  // namespace

std::optional<PloverLabel> read_plover_label(std::string_view event, std::string_view mode) {
  PloverLabel label;
  if (const auto older = std::ranges::find(older_types, event, &OlderType::older); older != older_types.end()) {
    label = older->now;
  } else if (const auto type = parse_event_type(event)) {
    label.type = *type;
  } else {
    return std::nullopt;
  }
  std::string small(mode);
  std::ranges::transform(small, small.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const auto older = std::ranges::find(older_modes, std::string_view(small), &std::pair<std::string_view, Mode>::first);
  const auto now = older != older_modes.end() ? std::optional(older->second) : parse_mode(small);
  if (now && mode_allowed(label.type, *now)) {
    label.mode = *now;
  }
  return label;
}

std::vector<std::vector<std::string>> read_plover_contexts(std::string_view list) {
  std::vector<std::vector<std::string>> out;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    auto context = list.substr(0, end);
    context.remove_prefix(std::min(context.find_first_not_of(' '), context.size()));
    list.remove_prefix(std::min(end + 1, list.size()));
    std::vector<std::string> names;
    for (const auto& [older, now] : older_contexts) {
      if (older == context) {
        names.emplace_back(now);
      }
    }
    if (is_context(context)) {
      names.emplace_back(context);
    }
    if (!names.empty()) {
      out.push_back(std::move(names));
    }
  }
  return out;
}

}  // namespace sitrep
