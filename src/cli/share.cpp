#include "cli/share.h"

#include "cli/share_folder.h"

namespace sitrep::cli {

void ShareOptions::add_folder_to(CLI::App& command) {
  command.add_option("--share", folder,
                     "folder of the models and the knowledge pack (default: the environment's SITREP_SHARE, else "
                     "../share/sitrep beside the program)");
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
  return (folder.empty() ? share_folder() : folder) / file_name;
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
