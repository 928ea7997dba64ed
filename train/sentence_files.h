#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace sitrep::train {

/// Calls `read` with each line of the *.txt files of a folder, in order of their names; empty lines and those that
/// begin with "#" are left out. What `read` returns, where not empty, is what is wrong with the line. Throws
/// DataFileError, naming file and line of it, and where the folder has no such file.
void for_each_sentence(const std::filesystem::path& folder, const std::function<std::string(std::string_view)>& read);

}  // namespace sitrep::train
