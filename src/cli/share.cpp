#include "cli/share.h"

#include <cstdlib>

namespace sitrep::cli {

void ShareOptions::add_folder_to(CLI::App& command) {
  command
      .add_option("--share", folder,
                  "folder of the models and the knowledge pack (default: ../share/sitrep beside the program)")
      ->envname("SITREP_SHARE");
}

void ShareOptions::add_to(CLI::App& command) {
  add_folder_to(command);
  command.add_option("--model", model, "language model: accurate, fast, or a model file")
      ->capture_default_str()
      ->check(CLI::IsMember({"accurate", "fast"}) | CLI::ExistingFile);
}

void ShareOptions::add_knowledge_to(CLI::App& command) {
  command
      .add_option("--knowledge", knowledge,
                  "a folder of knowledge files of your own, laid over the shipped ones; yours win")
      ->check(CLI::ExistingDirectory);
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

std::filesystem::path ShareOptions::model_file() const {
  const bool shipped = model == "accurate" || model == "fast";
  return shipped ? file((model + ".model").c_str()) : std::filesystem::path(model);
}

Engine::Engine(const ShareOptions& options)
    : knowledge(Knowledge::load(options.file("knowledge.pack"), options.knowledge)),
      language(Language::load(options.model_file())),
      judge(Judge::load(options.file("judge.model"))),
      contexts(ContextModel::load(options.file("contexts.model"))),
      coder(*knowledge, language, &judge, &contexts) {}

}  // namespace sitrep::cli
