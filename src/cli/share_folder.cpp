#include "cli/share_folder.h"

#include <cstdlib>
#include <system_error>

namespace sitrep::cli {

std::filesystem::path share_folder() {
  if (const char* named = std::getenv("SITREP_SHARE"); named != nullptr && *named != '\0') {
    return named;
  }
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return (error ? std::filesystem::path("build/release/bin/sitrep") : program).parent_path().parent_path() / "share" /
         "sitrep";
}

}  // namespace sitrep::cli
