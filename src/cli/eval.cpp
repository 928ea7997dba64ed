#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/share.h"
#include "eval/conllu_eval.h"
#include "eval/contexts_eval.h"
#include "eval/coref_eval.h"
#include "eval/eval.h"
#include "eval/judged_eval.h"
#include "eval/names_eval.h"
#include "eval/no_events_eval.h"
#include "eval/petrarch_eval.h"
#include "eval/plover_eval.h"
#include "eval/police_eval.h"
#include "eval/quad_eval.h"
#include "eval/roles_eval.h"
#include "eval/synthetic_eval.h"
#include "language/conllu.h"
#include "language/language.h"
#include "resolve/resolver.h"

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

/// A gold file and the parts that read it; the engine is there for the kinds that need more than the language.
struct Job {
  const Options& options;
  const std::string& content;
  std::string name;
  const Language& language;
  const Engine* engine;

  [[nodiscard]] CodeReport coder() const {
    return [this](const Report& report) { return engine->coder.code(report); };
  }
  [[nodiscard]] TraceReport tracer() const {
    return [this](const Report& report) { return engine->coder.trace(report); };
  }
};

Evaluation eval_conllu(const Job& job) {
  Evaluation out;
  auto file = read_conllu(job.content, job.name);
  out.faults = std::move(file.faults);
  auto* errors = job.options.errors ? &out.errors : nullptr;
  const auto scores =
      job.options.tokenized
          ? evaluate_conllu_tokenized(
                file.documents, [&](Document& d) { job.language.annotate(d); }, errors)
          : evaluate_conllu(
                file.documents, [&](std::string_view text) { return job.language.analyse(text); }, errors);
  out.table = scores.table();
  return out;
}

Evaluation eval_names(const Job& job) {
  Evaluation out;
  auto scores = evaluate_names(
      job.content, job.name, [&](Document& d) { job.language.annotate(d); }, &out.errors);
  out.table = scores.table();
  out.faults = std::move(scores.faults);
  return out;
}

Evaluation eval_plover(const Job& job) {
  Evaluation out;
  const auto gold = read_plover_gold(job.content, job.name, out.faults);
  const auto scores = evaluate_plover(gold, job.coder());
  out.table = scores.table();
  out.errors = {scores.errors()};
  return out;
}

Evaluation eval_coref(const Job& job) {
  const Resolver resolver(*job.engine->knowledge);
  const CorefReader reader{[&](std::string_view text) { return job.language.analyse(text); },
                           [&](Document& document) { job.language.annotate(document); },
                           [&](const Document& document) {
                             return resolver.resolve(plain_report("gold", std::string(document.text)), document);
                           }};
  return evaluate_coref(job.content, job.name, reader, job.options.tokenized);
}

Evaluation eval_contexts(const Job& job) {
  return evaluate_contexts(job.content, job.name, [&](const ContextExample& example) {
    std::vector<std::string> names;
    for (const auto& given : job.engine->contexts.classify(read_input(example, *job.engine->knowledge, job.language))) {
      names.emplace_back(given.context);
    }
    return names;
  });
}

struct Kind {
  const char* name;
  const char* what;
  bool codes;  ///< needs the knowledge too
  Evaluation (*evaluate)(const Job&);
};

constexpr std::array<Kind, 12> kinds = {{
    {"conllu", "trees", false, eval_conllu},
    {"names", "BIO names", false, eval_names},
    {"plover-gsr", "PLOVER gold records", true, eval_plover},
    {"plover-synthetic", "types and modes of stories", true,
     [](const Job& job) { return evaluate_synthetic(job.content, job.name, job.coder()); }},
    {"cameo-quad", "quad classes of sentences", true,
     [](const Job& job) { return evaluate_quad(job.content, job.name, job.coder()); }},
    {"cameo-roles", "BIO sources and targets", true,
     [](const Job& job) { return evaluate_roles(job.content, job.name, job.coder()); }},
    {"petrarch-unit", "PETRARCH's unit records", true,
     [](const Job& job) { return evaluate_petrarch(job.content, job.name, job.coder()); }},
    {"india-police", "what police do, by sentence", true,
     [](const Job& job) { return evaluate_police(job.content, job.name, job.tracer()); }},
    {"no-events", "sentences without events", true,
     [](const Job& job) { return evaluate_no_events(job.content, job.coder()); }},
    {"judged", "sentences with their events as 'eg' lines", true,
     [](const Job& job) { return evaluate_judged(job.content, job.name, job.coder()); }},
    {"contexts", "sentences with their contexts", true, eval_contexts},
    {"coref", "GUM's coreference", true, eval_coref},
}};

int evaluate(const Options& options) {
  const auto& kind = *std::ranges::find_if(kinds, [&](const Kind& k) { return options.kind == k.name; });
  std::optional<Engine> engine;
  std::optional<Language> language;
  if (kind.codes) {
    engine.emplace(options.share);
  } else {
    language.emplace(Language::load(options.share.model_file()));
  }
  int status = exit_ok;
  auto json = nlohmann::ordered_json::array();
  for (const auto& path : options.files) {
    Evaluation result;
    try {
      const auto content = read_gold_file(path);
      result = kind.evaluate(
          {options, content, path.string(), engine ? engine->language : *language, engine ? &*engine : nullptr});
    } catch (const DataFileError& error) {
      complain(error.what());
      status = exit_some_failed;
      continue;
    }
    for (const auto& fault : result.faults) {
      complain(fault);
      status = exit_some_failed;
    }
    std::string errors;
    if (options.errors) {
      for (const auto& error : result.errors) {
        errors += error + "\n";
      }
    }
    if (options.json) {
      nlohmann::ordered_json entry = {
          {"file", path.string()}, {"kind", options.kind}, {"tokenized", options.tokenized}};
      entry["scores"] = to_json(result.table);
      if (!result.confusion.labels.empty()) {
        entry["confusion"] = to_json(result.confusion);
      }
      if (options.errors) {
        entry["errors"] = errors;
      }
      json.push_back(std::move(entry));
    } else {
      write_out(errors + (errors.empty() ? "" : "\n") + path.string() + "\n" + to_text(result.table) + "\n");
      if (!result.confusion.labels.empty()) {
        write_out(to_text(result.confusion) + "\n");
      }
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
  auto* command = app.add_subcommand("eval", "scores against gold files");
  std::vector<std::string> names;
  std::string what;
  for (const auto& kind : kinds) {
    names.emplace_back(kind.name);
    what += (what.empty() ? "" : "; ") + std::string(kind.name) + ": " + kind.what;
  }
  command->add_option("kind", options->kind, what)->required()->check(CLI::IsMember(names));
  command->add_option("files", options->files, "gold files, plain or gzip")->required();
  command->add_flag("--tokenized", options->tokenized,
                    "conllu, coref: keep the gold words and sentences (names always does)");
  command->add_flag("--errors", options->errors, "list what is wrong, gold beside found");
  command->add_flag("--json", options->json, "write JSON");
  options->share.add_to(*command);
  options->share.add_knowledge_to(*command);
  command->callback([options, &exit_status] { exit_status = evaluate(*options); });
}

}  // namespace sitrep::cli
