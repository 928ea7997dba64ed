// sitrep train-names: makes what finds names beside the networks of a language model and puts it into the model's file.
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "train/names.h"

namespace sitrep::cli {

void add_train_names(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<train::NamesOptions>();
  auto* command = app.add_subcommand("train-names",
                                     "make the chain and the taggers of names of a language model, beside its networks "
                                     "(models/accurate.card.md, models/fast.card.md)");
  command
      ->add_option("--data", options->data, "folder of the training data: ud-ewt, ud-gum, ner-ewt, ner-re3d, raw texts")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->add_option("--model", options->model, "model file that 'sitrep train' made")
      ->required()
      ->check(CLI::ExistingFile);
  command->add_option("--out", options->out, "model file to write; may be the same")->required();
  command->add_option("--source", options->source, "this project's folder, for its word lists")
      ->default_val(".")
      ->check(CLI::ExistingDirectory);
  command->add_option("--rows", options->rows, "of the chain's weights, 8 bytes each")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 31U));
  command->add_option("--epochs", options->epochs, "passes of the chains over the sentences")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_option("--chains", options->chains, "trained with other seeds, their weights averaged; 0 for no chain")
      ->capture_default_str()
      ->check(CLI::Range(0, 100));
  command->add_option("--share", options->share, "weight of the chain's scores beside the networks'")
      ->capture_default_str();
  command->add_option("--outside", options->outside, "added to the score of a word outside of names")
      ->capture_default_str();
  command
      ->add_option("--taggers", options->taggers,
                   "networks of LSTMs for names alone, each trained with another seed in a thread of its own")
      ->capture_default_str()
      ->check(CLI::Range(0, 8));
  command->add_option("--tagger-epochs", options->tagger.epochs, "passes of the taggers over the sentences")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_option("--tagger-share", options->tagger_share, "weight of the taggers' scores beside the networks'")
      ->capture_default_str();
  command
      ->add_option("--tagger-outside", options->tagger_outside, "added by them to the score of a word outside of names")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "of all that is drawn at random")->capture_default_str();
  command->callback([options, &exit_status] {
    train::train_names(*options, [](std::string_view line) {
      std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
    });
    exit_status = exit_ok;
  });
}

}  // namespace sitrep::cli
