#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/share.h"
#include "eval/conllu_eval.h"
#include "eval/eval.h"
#include "eval/names_eval.h"
#include "eval/plover_eval.h"
#include "language/conllu.h"
#include "language/language.h"

namespace sitrep::cli {

namespace {

struct Options {
  ShareOptions share;
  std::string kind;
  std::vector<std::filesystem::path> files;
  bool tokenized = false;
  bool errors = false;
  bool json = false;
};

/// What one gold file comes to.
struct Outcome {
  ScoreTable table;
  std::vector<std::string> faults;
  std::string errors;
};

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) {
    out += line + "\n";
  }
  return out;
}

Outcome eval_conllu(const Options& options, const std::string& content, const std::string& name,
                    const Language& language) {
  Outcome outcome;
  auto file = read_conllu(content, name);
  outcome.faults = std::move(file.faults);
  std::vector<std::string> errors;
  auto* wanted = options.errors ? &errors : nullptr;
  const auto scores = options.tokenized
                          ? evaluate_conllu_tokenized(
                                file.documents, [&](Document& d) { language.annotate(d); }, wanted)
                          : evaluate_conllu(
                                file.documents, [&](std::string_view text) { return language.analyse(text); }, wanted);
  outcome.table = scores.table();
  outcome.errors = joined(errors);
  return outcome;
}

Outcome eval_names(const Options& options, const std::string& content, const std::string& name,
                   const Language& language) {
  std::vector<std::string> errors;
  auto scores = evaluate_names(
      content, name, [&](Document& d) { language.annotate(d); }, options.errors ? &errors : nullptr);
  return {scores.table(), std::move(scores.faults), joined(errors)};
}

Outcome eval_plover(const Options& options, const std::string& content, const std::string& name, const Coder& coder) {
  Outcome outcome;
  const auto gold = read_plover_gold(content, name, outcome.faults);
  const auto scores = evaluate_plover(gold, [&](const Report& report) { return coder.code(report); });
  outcome.table = scores.table();
  outcome.errors = options.errors ? scores.errors() : "";
  return outcome;
}

int evaluate(const Options& options) {
  std::optional<Engine> engine;
  std::optional<Language> language;
  if (options.kind == "plover-gsr") {
    engine.emplace(options.share);
  } else {
    language.emplace(Language::load(options.share.model_file()));
  }
  int status = exit_ok;
  auto json = nlohmann::ordered_json::array();
  for (const auto& path : options.files) {
    Outcome outcome;
    try {
      const auto content = read_gold_file(path);
      outcome = options.kind == "conllu"  ? eval_conllu(options, content, path.string(), *language)
                : options.kind == "names" ? eval_names(options, content, path.string(), *language)
                                          : eval_plover(options, content, path.string(), engine->coder);
    } catch (const DataFileError& error) {
      complain(error.what());
      status = exit_some_failed;
      continue;
    }
    for (const auto& fault : outcome.faults) {
      complain(fault);
      status = exit_some_failed;
    }
    if (options.json) {
      nlohmann::ordered_json entry = {
          {"file", path.string()}, {"kind", options.kind}, {"tokenized", options.tokenized}};
      entry["scores"] = to_json(outcome.table);
      if (options.errors) {
        entry["errors"] = outcome.errors;
      }
      json.push_back(std::move(entry));
    } else {
      write_out(outcome.errors + (outcome.errors.empty() ? "" : "\n") + path.string() + "\n" + to_text(outcome.table) +
                "\n");
    }
  }
  if (options.json) {
    write_out(json.dump(2) + "\n");
  }
  return status;
}

}  // namespace

void add_eval(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("eval", "scores against gold files: conllu, names or plover-gsr");
  command->add_option("kind", options->kind, "conllu: trees; names: BIO names; plover-gsr: PLOVER gold records")
      ->required()
      ->check(CLI::IsMember({"conllu", "names", "plover-gsr"}));
  command->add_option("files", options->files, "gold files, plain or gzip")->required();
  command->add_flag("--tokenized", options->tokenized, "conllu: keep the gold words and sentences (names always does)");
  command->add_flag("--errors", options->errors, "list what is wrong, gold beside found");
  command->add_flag("--json", options->json, "write JSON");
  options->share.add_to(*command);
  options->share.add_knowledge_to(*command);
  command->callback([options, &exit_status] { exit_status = evaluate(*options); });
}

}  // namespace sitrep::cli
