#include "fuse/incidents.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <set>
#include <string_view>
#include <unordered_map>

namespace sitrep {
namespace {

/// How far two tellings' days may lie apart: reports of the next morning date an evening's event by their own day.
constexpr std::int32_t days_apart = 1;
/// Intervals longer than this say too little of the day to join on.
constexpr std::int32_t longest_interval = 7;

enum class Likeness : std::uint8_t { differ, open, same };

struct Days {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

std::optional<Days> days_of(const DateInterval& date) {
  const auto begin = date.begin ? date.begin : date.end;
  const auto end = date.end ? date.end : date.begin;
  if (!begin) {
    return std::nullopt;
  }
  const Days days{begin->days(), end->days()};
  return days.last - days.first > longest_interval ? std::nullopt : std::optional(days);
}

bool same_words(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

Likeness compare(const Entity& a, const Entity& b) {
  if (!a.id.empty() && a.id == b.id) {
    return Likeness::same;
  }
  if (a.code.empty() != b.code.empty()) {
    // "Soldiers" in one report can be the "Malian soldiers" of another.
    return !a.sectors.empty() && !b.sectors.empty() && a.sectors.front() == b.sectors.front() ? Likeness::open
                                                                                              : Likeness::differ;
  }
  if (a.code.empty()) {
    if (same_words(a.text, b.text)) {
      return Likeness::same;
    }
    return !a.sectors.empty() && !b.sectors.empty() && a.sectors.front() == b.sectors.front() ? Likeness::open
                                                                                              : Likeness::differ;
  }
  if (a.code != b.code) {
    return Likeness::differ;
  }
  const bool sectors_fit = a.sectors.empty() || b.sectors.empty() || a.sectors.front() == b.sectors.front();
  return sectors_fit ? Likeness::same : Likeness::differ;
}

/// Lists are alike where the shorter finds each of its own in the longer: one report may name fewer of them.
Likeness compare(const std::vector<Entity>& a, const std::vector<Entity>& b) {
  if (a.empty() || b.empty()) {
    return Likeness::open;
  }
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  bool any_same = false;
  for (const Entity& one : shorter) {
    Likeness best = Likeness::differ;
    for (const Entity& other : longer) {
      best = std::max(best, compare(one, other));
    }
    if (best == Likeness::differ) {
      return Likeness::differ;
    }
    any_same = any_same || best == Likeness::same;
  }
  return any_same ? Likeness::same : Likeness::open;
}

Likeness compare(const std::optional<Place>& a, const std::optional<Place>& b) {
  if (!a || !b) {
    return Likeness::open;
  }
  if (!a->id.empty() && !b->id.empty()) {
    if (a->id == b->id) {
      return Likeness::same;
    }
    // A country holds its towns; of two places else, one may lie in the other only where one is no town.
    const bool wide = a->kind == PlaceKind::country || b->kind == PlaceKind::country ||
                      a->kind == PlaceKind::division || b->kind == PlaceKind::division ||
                      a->kind == PlaceKind::region || b->kind == PlaceKind::region;
    return wide && !a->country.empty() && a->country == b->country ? Likeness::open : Likeness::differ;
  }
  if (same_words(a->text, b->text)) {
    return Likeness::same;
  }
  // One that the gazetteer does not know ("the village") can be anywhere in the country.
  return a->country.empty() || b->country.empty() || a->country == b->country ? Likeness::open : Likeness::differ;
}

}  // namespace

bool same_incident(const Event& a, const Event& b) {
  if (a.type != b.type || a.status != b.status) {
    return false;
  }
  const auto a_days = days_of(a.date);
  const auto b_days = days_of(b.date);
  if (!a_days || !b_days || a_days->first > b_days->last + days_apart || b_days->first > a_days->last + days_apart) {
    return false;
  }
  const Likeness actors = compare(a.actors, b.actors);
  const Likeness recipients = compare(a.recipients, b.recipients);
  const Likeness place = compare(a.place, b.place);
  if (actors == Likeness::differ || recipients == Likeness::differ || place == Likeness::differ) {
    return false;
  }
  // Nothing that contradicts is not enough: somebody has to be the same, and a second thing besides.
  const int same =
      (actors == Likeness::same ? 1 : 0) + (recipients == Likeness::same ? 1 : 0) + (place == Likeness::same ? 1 : 0);
  const bool one_sided = (a.recipients.empty() && b.recipients.empty()) || (a.actors.empty() && b.actors.empty());
  const bool someone = actors == Likeness::same || recipients == Likeness::same;
  return someone && (same >= 2 || (one_sided && !a.place && !b.place));
}

std::vector<Incident> find_incidents(std::span<const CodedReport> reports) {
  constexpr std::int64_t days_of_all_time = std::int64_t{1} << 33;
  std::vector<Incident> out;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> by_type_and_day;
  const auto key = [](EventType type, std::int32_t day) {
    return static_cast<std::int64_t>(type) * days_of_all_time + day;
  };
  const auto event_of = [&](const Incident::Member& m) -> const Event& {
    return reports[m.report].coding->events[m.event];
  };

  for (std::size_t r = 0; r < reports.size(); ++r) {
    const auto& events = reports[r].coding->events;
    for (std::size_t e = 0; e < events.size(); ++e) {
      const Event& event = events[e];
      if (event.status != Status::actual || event.type == EventType::other) {
        continue;
      }
      const auto days = days_of(event.date);
      std::size_t found = out.size();
      for (auto day = days ? days->first - days_apart : 0;
           days && day <= days->last + days_apart && found == out.size(); ++day) {
        const auto at = by_type_and_day.find(key(event.type, day));
        if (at == by_type_and_day.end()) {
          continue;
        }
        for (const std::size_t i : at->second) {
          // Against the first telling only: else a chain of likenesses could join what differs.
          if (out[i].members.back().report != r && same_incident(event_of(out[i].members.front()), event)) {
            found = i;
            break;
          }
        }
      }
      if (found == out.size()) {
        out.emplace_back();
        for (auto day = days ? days->first : 0; days && day <= days->last; ++day) {
          by_type_and_day[key(event.type, day)].push_back(found);
        }
      }
      out[found].members.push_back({r, e});
    }
  }
  for (Incident& incident : out) {
    std::set<std::string_view> publishers;
    std::size_t unknown = 0;
    for (const auto& member : incident.members) {
      const std::string& publisher = reports[member.report].report->publisher;
      if (publisher.empty()) {
        ++unknown;
      } else {
        publishers.insert(publisher);
      }
    }
    incident.reports = incident.members.size();
    incident.publishers = publishers.size() + unknown;
  }
  return out;
}

}  // namespace sitrep
