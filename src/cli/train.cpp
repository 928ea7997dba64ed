// sitrep train: makes the model of the language core from treebanks and names.
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/inputs.h"
#include "train/train.h"

namespace sitrep::cli {

void add_train(CLI::App& app, int& exit_status) {
  auto* command = app.add_subcommand("train", "make the language model from training data (models/english.card.md)");
  auto options = std::make_shared<train::TrainingOptions>();
  command
      ->add_option("--data", options->data, "folder of the training data: ud-ewt, ud-gum, ner-ewt, ner-re3d, raw texts")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->add_option("--out", options->out, "model file to write; word vectors are kept beside it")->required();
  command->add_option("--source", options->source, "this project's folder, for its word lists")
      ->default_val(".")
      ->check(CLI::ExistingDirectory);
  command->add_option("--epochs", options->network.epochs, "passes over the sentences")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_option("--workers", options->network.workers, "threads; another number gives another model")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  command->add_option("--seed", options->network.seed, "of all that is drawn at random")->capture_default_str();
  command->callback([options, &exit_status] {
    train::train_model(*options, [](std::string_view line) {
      std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
    });
    exit_status = exit_ok;
  });
}

}  // namespace sitrep::cli
