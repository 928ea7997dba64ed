#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "extract/coder.h"
#include "extract/contexts.h"
#include "extract/judge.h"
#include "knowledge/knowledge.h"
#include "language/language.h"

namespace sitrep::cli {

/// Where the models and the knowledge pack lie: --share, else the environment's SITREP_SHARE, else ../share/sitrep
/// beside the program.
struct ShareOptions {
  std::filesystem::path folder;
  std::string model = "accurate";  ///< a shipped model, `accurate` or `fast`, or a model file of the user's own
  std::optional<std::filesystem::path> knowledge;  ///< a folder of the user's own, laid over the pack
  void add_to(CLI::App& command);
  /// For commands that choose their models themselves.
  void add_folder_to(CLI::App& command);
  /// For commands that code.
  void add_knowledge_to(CLI::App& command);
  [[nodiscard]] std::filesystem::path file(const char* file_name) const;
  [[nodiscard]] std::filesystem::path model_file() const;
};

/// The read-only parts that coding needs, loaded once. Throws Error.
struct Engine {
  explicit Engine(const ShareOptions& options);
  std::unique_ptr<const Knowledge> knowledge;
  Language language;
  Judge judge;
  ContextModel contexts;
  Coder coder;
};

}  // namespace sitrep::cli
