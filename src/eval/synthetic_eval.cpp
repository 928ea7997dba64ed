#include "eval/synthetic_eval.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "eval/main_event.h"
#include "eval/plover_names.h"
#include "extract/example.h"

namespace sitrep {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> marks = {
    {{"{country_1}", "Kenya"}, {"{country_2}", "Peru"}, {"{country_3}", "Norway"}, {"{city}", "Nairobi"}}};

std::string with_names(std::string text) {
  for (const auto& [mark, name] : marks) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + name.size())) {
      text.replace(at, mark.size(), name);
    }
  }
  return text;
}

template <class Key>
Key heaviest(const std::map<Key, double>& weights) {
  return std::ranges::max_element(weights, {}, [](const auto& item) { return item.second; })->first;
}

std::optional<PloverLabel> label_of(const std::vector<const Event*>& events, std::size_t title_size) {
  std::vector<const Event*> of_title;
  std::ranges::copy_if(events, std::back_inserter(of_title),
                       [&](const Event* event) { return event->trigger.begin < title_size; });
  if (const auto* event = main_event(of_title)) {
    return PloverLabel{event->type, event->mode};
  }
  if (events.empty()) {
    return std::nullopt;
  }
  std::map<EventType, double> types;
  for (const auto* event : events) {
    types[event->type] += event->confidence;
  }
  PloverLabel label{heaviest(types), Mode::none};
  std::map<Mode, double> modes;
  for (const auto* event : events) {
    if (event->type == label.type) {
      modes[event->mode] += event->confidence;
    }
  }
  label.mode = heaviest(modes);
  return label;
}

std::vector<const Event*> told_plover_events(const Coding& coding) {
  auto out = told_events(coding);
  std::erase_if(out, [](const Event* event) { return event->type == EventType::other; });
  return out;
}

std::string written(const PloverLabel& label) {
  std::string out(name(label.type));
  return label.mode == Mode::none ? out : out + " " + std::string(name(label.mode));
}

}  // namespace

Evaluation evaluate_synthetic(std::string_view content, std::string_view file, const CodeReport& code) {
  Evaluation out;
  Score type;
  Score mode;
  std::array<Score, event_type_count> by_type;
  for_each_gold_row(content, file, out.faults, [&](const nlohmann::json& row, std::size_t) -> std::string {
    const auto gold = read_plover_label(text_of(row, "event"), text_of(row, "mode"));
    if (!gold) {
      return "'" + text_of(row, "event") + "' is no event type";
    }
    const auto title = with_names(text_of(row, "title"));
    const auto text = with_names(text_of(row, "text"));
    const auto report = plain_report(text_of(row, "id"), title.empty() ? text : title + "\n\n" + text);
    const auto coding = code(report);
    const auto found = label_of(told_plover_events(coding), title.size());
    const bool right = found && found->type == gold->type;
    type += {1, found ? 1U : 0U, right ? 1U : 0U};
    auto& own = by_type[static_cast<std::size_t>(gold->type)];
    ++own.gold;
    own.correct += right ? 1 : 0;
    if (found) {
      ++by_type[static_cast<std::size_t>(found->type)].system;
    }
    if (right && gold->mode != Mode::none) {
      mode += {1, 1, found->mode == gold->mode ? 1U : 0U};
    }
    if (!right || (gold->mode != Mode::none && found->mode != gold->mode)) {
      auto error = report.id + "  " + report.text + "\n    gold   " + written(*gold) + "\n    coded  " +
                   (found ? written(*found) : "-");
      for (const auto* event : told_plover_events(coding)) {
        error += "\n           " + summary(*event);
      }
      out.errors.push_back(std::move(error));
    }
    return {};
  });
  out.table = {{"type", type}, {"mode", mode}};
  for (std::size_t i = 0; i < by_type.size(); ++i) {
    if (by_type[i].gold + by_type[i].system > 0) {
      out.table.emplace_back(name(static_cast<EventType>(i)), by_type[i]);
    }
  }
  return out;
}

}  // namespace sitrep
