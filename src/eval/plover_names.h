#pragma once

#include <optional>
#include <string_view>

#include "record/codes.h"

namespace sitrep {

/// Type and mode as gold files of several PLOVER versions write them ("DEMAND", "strike-hun", "SIEZE").
struct PloverLabel {
  EventType type = EventType::consult;
  Mode mode = Mode::none;  ///< none where gold has none, or one that PLOVER of today does not have for this type
};

/// Null where `event` is no event type of any version.
[[nodiscard]] std::optional<PloverLabel> read_plover_label(std::string_view event, std::string_view mode);

}  // namespace sitrep
