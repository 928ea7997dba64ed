#pragma once

#include <string_view>
#include <vector>

namespace sitrep {

/// Whether a sentence is written as titles are: "Police Arrest Dozens After Protest in Cairo". Capitals then do not
/// tell names from other words. Takes the forms of its words; a sentence with a full stop is none.
[[nodiscard]] bool is_title_cased(const std::vector<std::string_view>& forms);

}  // namespace sitrep
