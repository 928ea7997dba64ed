#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "extract/coder.h"
#include "record/coding.h"
#include "record/report.h"

namespace sitrep::cli {

/// What every command that reads reports takes.
struct InputOptions {
  std::vector<std::filesystem::path> paths;
  std::string date;
  std::string publisher;
  std::string format;
  unsigned threads = 0;  ///< 0: as many as the machine has
  void add_to(CLI::App& command);
};

/// Reads the inputs, codes each report, and gives report and coding to `sink` in the order of the inputs; the sink runs
/// on the calling thread and may throw. Faults and notes go to standard error, one line each. Returns the exit status.
[[nodiscard]] int code_inputs(const InputOptions& options, const Coder& coder,
                              const std::function<void(const Report&, const Coding&)>& sink);

/// Writes to standard output; throws Error where the other end is full or gone.
void write_out(std::string_view text);

/// "sitrep: <message>" on standard error.
void complain(std::string_view message);

}  // namespace sitrep::cli
