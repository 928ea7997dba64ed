#pragma once

#include <filesystem>

namespace sitrep::cli {

/// Where the models and the knowledge pack lie, where nothing else is said: the environment's SITREP_SHARE, else
/// ../share/sitrep beside the program.
[[nodiscard]] std::filesystem::path share_folder();

}  // namespace sitrep::cli
