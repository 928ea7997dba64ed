#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/codes.h"

namespace sitrep {

/// One event that an example expects; a role is a list of "CODE SECTOR ..." texts, or null where anything will do
/// ("*").
struct ExpectedEvent {
  EventType type = EventType::consult;
  std::optional<Mode> mode;          ///< null where the example names none
  std::optional<std::string> cameo;  ///< of an OTHER, in the place of the mode
  std::optional<std::vector<std::string>> actors;
  std::optional<std::vector<std::string>> recipients;
  Status status = Status::actual;
  std::optional<std::string> claimant;  ///< words of the attribution's source; null where the example names none
};

/// A sentence with the events it must give: "Rebels shelled the base. => ASSAULT heavy-weapons | REB | MIL", "Oman
/// declined to comment. => OTHER 011 | OMN |", several events parted by " & ", none as "-". "(alleged)" or "(actual,
/// Kyiv)" at an event's end gives its status and claimant. All actual events must be named; of others only those count
/// that are.
struct Example {
  std::string sentence;
  std::vector<ExpectedEvent> events;
};

/// Null with the fault in `what` where the text does not read as an example.
[[nodiscard]] std::optional<Example> parse_example(std::string_view text, std::string& what);

}  // namespace sitrep
