#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "record/coding.h"
#include "record/report.h"

namespace sitrep {

/// A report with what is coded of it; both must outlive what is made from it.
struct CodedReport {
  const Report* report = nullptr;
  const Coding* coding = nullptr;
};

/// The same event told by one or more reports.
struct Incident {
  /// An event as indices: into the reports given, and into that report's events.
  struct Member {
    std::size_t report = 0;
    std::size_t event = 0;
  };
  std::vector<Member> members;  ///< in the order of the reports; never empty, at most one a report
  std::size_t reports = 0;      ///< that tell it
  std::size_t publishers = 0;   ///< that tell it; a report of unknown publisher counts for itself
};

/// Groups the actual events of the reports, but for those of type OTHER, into incidents, in the order of their first
/// telling. Two events of different reports are one incident when the type is the same, the days are at most one apart,
/// the actors and recipients can be the same, and so can the places; an event whose day is not known joins none. Events
/// of one report stay apart: the coder has joined what is one. Takes time linear in the events of a day.
[[nodiscard]] std::vector<Incident> find_incidents(std::span<const CodedReport> reports);

/// Whether two events of different reports are the same by these rules.
[[nodiscard]] bool same_incident(const Event& a, const Event& b);

}  // namespace sitrep
