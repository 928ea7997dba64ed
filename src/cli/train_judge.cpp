// sitrep train-judge: makes the judge of candidate events from judged sentences.
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/share.h"
#include "train/judge.h"

namespace sitrep::cli {

void add_train_judge(CLI::App& app, int& exit_status) {
  struct Options {
    ShareOptions share;
    train::JudgeOptions judge;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("train-judge",
                                     "make the judge of candidate events from judged sentences (models/judge.card.md)");
  command->add_option("--sentences", options->judge.sentences, "folder of judged sentences: train/judged")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->add_option("--out", options->judge.out, "model file to write")->required();
  options->share.add_to(*command);
  command->callback([options, &exit_status] {
    const auto knowledge = Knowledge::load(options->share.file("knowledge.pack"));
    const auto language = Language::load(options->share.model_file());
    train::train_judge(options->judge, *knowledge, language, [](std::string_view line) {
      std::printf("%.*s\n", static_cast<int>(line.size()), line.data());
    });
    exit_status = exit_ok;
  });
}

}  // namespace sitrep::cli
