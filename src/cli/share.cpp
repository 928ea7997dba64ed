#include "cli/share.h"

#include <cstdlib>

namespace sitrep::cli {

void ShareOptions::add_to(CLI::App& command) {
  command
      .add_option("--share", folder,
                  "folder of the models and the knowledge pack (default: ../share/sitrep beside the program)")
      ->envname("SITREP_SHARE");
  command.add_option("--model-file", model, "a model file to use instead of the one in the share folder");
}

std::filesystem::path ShareOptions::file(const char* file_name) const {
  if (!folder.empty()) {
    return folder / file_name;
  }
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return (error ? std::filesystem::path("build/release/bin/sitrep") : program).parent_path().parent_path() / "share" /
         "sitrep" / file_name;
}

Engine::Engine(const ShareOptions& options)
    : knowledge(Knowledge::load(options.file("knowledge.pack"))),
      language(Language::load(options.model_file())),
      judge(Judge::load(options.file("judge.model"))),
      coder(*knowledge, language, &judge) {}

}  // namespace sitrep::cli
