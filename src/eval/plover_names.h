#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/codes.h"

namespace sitrep {

/// Type and mode as gold files of several PLOVER versions write them ("DEMAND", "strike-hun", "SIEZE").
struct PloverLabel {
  EventType type = EventType::consult;
  Mode mode = Mode::none;  ///< none where gold has none, or one that PLOVER of today does not have for this type
};

/// Null where `event` is no event type of any version.
[[nodiscard]] std::optional<PloverLabel> read_plover_label(std::string_view event, std::string_view mode);

/// Contexts parted by commas as gold files of several PLOVER versions write them: for each that PLOVER of today knows
/// in some way, the names of today that are right for it.
[[nodiscard]] std::vector<std::vector<std::string>> read_plover_contexts(std::string_view list);

}  // namespace sitrep
