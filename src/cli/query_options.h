#pragma once

#include <filesystem>
#include <string>

#include <CLI/CLI.hpp>

#include "store/record_store.h"

namespace sitrep::cli {

/// What the commands that read a record take: its file, and which items of it.
struct QueryOptions {
  std::filesystem::path record = "sitrep.db";
  std::string type;
  std::string actor;
  std::string status;
  std::string from;
  std::string to;
  void add_to(CLI::App& command);
  [[nodiscard]] RecordQuery query() const;
};

}  // namespace sitrep::cli
