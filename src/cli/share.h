#pragma once

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>

#include "extract/coder.h"
#include "extract/judge.h"
#include "knowledge/knowledge.h"
#include "language/language.h"

namespace sitrep::cli {

/// Where the models and the knowledge pack lie: --share, else the environment's SITREP_SHARE, else ../share/sitrep
/// beside the program.
struct ShareOptions {
  std::filesystem::path folder;
  std::filesystem::path model;  ///< a model file of the user's own
  void add_to(CLI::App& command);
  [[nodiscard]] std::filesystem::path file(const char* file_name) const;
  [[nodiscard]] std::filesystem::path model_file() const { return model.empty() ? file("english.model") : model; }
};

/// The read-only parts that coding needs, loaded once. Throws Error.
struct Engine {
  explicit Engine(const ShareOptions& options);
  std::unique_ptr<const Knowledge> knowledge;
  Language language;
  Judge judge;
  Coder coder;
};

}  // namespace sitrep::cli
