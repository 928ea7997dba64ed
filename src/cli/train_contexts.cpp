// sitrep train-contexts: makes the classifier of contexts from sentences with their contexts.
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/share.h"
#include "train/contexts.h"

namespace sitrep::cli {

void add_train_contexts(CLI::App& app, int& exit_status) {
  struct Options {
    ShareOptions share;
    train::ContextOptions contexts;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "train-contexts", "make the classifier of contexts from sentences with their contexts (models/contexts.card.md)");
  command->add_option("--sentences", options->contexts.sentences, "folder of the sentences: train/contexts")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->add_option("--out", options->contexts.out, "model file to write")->required();
  command->add_flag("--differences", options->contexts.differences,
                    "list the sentences to which cross-validation gives other contexts");
  options->share.add_to(*command);
  command->callback([options, &exit_status] {
    const auto knowledge = Knowledge::load(options->share.file("knowledge.pack"));
    const auto language = Language::load(options->share.model_file());
    options->contexts.vectors = options->share.model_file();
    train::train_contexts(options->contexts, *knowledge, language, [](std::string_view line) {
      std::printf("%.*s\n", static_cast<int>(line.size()), line.data());
    });
    exit_status = exit_ok;
  });
}

}  // namespace sitrep::cli
