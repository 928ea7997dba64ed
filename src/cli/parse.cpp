#include <cstdio>
#include <iterator>
#include <string>
#include <variant>

#include "base/error.h"
#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/share.h"
#include "eval/conllu_eval.h"
#include "eval/eval.h"
#include "ingest/reader.h"
#include "language/conllu.h"
#include "language/language.h"

namespace sitrep::cli {

namespace {

struct Options {
  ShareOptions share;
  std::vector<std::filesystem::path> paths;
  std::string format;
  bool tokenized = false;
};

std::string read_standard_input() {
  std::string content;
  char buffer[1 << 16];
  for (std::size_t count = 0; (count = std::fread(buffer, 1, sizeof buffer, stdin)) > 0;) {
    content.append(buffer, count);
  }
  return content;
}

int parse_tokenized(const Options& options, const Language& language) {
  int status = exit_ok;
  for (const auto& path : options.paths) {
    try {
      const bool standard = path == "-";
      const auto content = standard ? read_standard_input() : read_gold_file(path);
      const auto file = read_conllu(content, standard ? "standard input" : path.string());
      for (const auto& fault : file.faults) {
        complain(fault);
        status = exit_some_failed;
      }
      if (file.documents.empty()) {
        complain(path.string() + ": no sentence of CoNLL-U in it; without --tokenized it is read as text");
        status = exit_some_failed;
      }
      for (const auto& gold : file.documents) {
        auto document = bare_tokens(gold.document);
        language.annotate(document);
        write_out(write_conllu(document, gold.id));
      }
    } catch (const DataFileError& error) {
      complain(error.what());
      status = exit_some_failed;
    }
  }
  return status;
}

int parse_text(const Options& options, const Language& language) {
  IngestOptions ingest;
  if (!options.format.empty()) {
    ingest.format = parse_format(options.format);
    if (!ingest.format) {
      complain("--input-format takes text, html or jsonl; '" + options.format + "' is none of them");
      return exit_usage;
    }
  }
  int status = exit_ok;
  const auto reader = open_reports(options.paths, ingest);
  while (const auto item = reader->next()) {
    if (const auto* report = std::get_if<Report>(&*item)) {
      for (const auto& note : report->notes) {
        complain(report->source_path + ": note: " + note);
      }
      write_out(write_conllu(language.analyse(report->text), report->id));
    } else if (const auto* fault = std::get_if<IngestFault>(&*item)) {
      complain(fault->message);
      status = exit_some_failed;
    } else {
      complain(std::get<IngestNote>(*item).message);
    }
  }
  return status;
}

}  // namespace

void add_parse(CLI::App& app, int& exit_status) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("parse", "writes the analysis of reports as CoNLL-U, with names and offsets in MISC");
  command->add_option("inputs", options->paths, "files, folders, or - for standard input")->required();
  command->add_flag("--tokenized", options->tokenized, "the inputs are CoNLL-U; their words and sentences are kept");
  command->add_option("--input-format", options->format, "text, html or jsonl; else told by the content");
  options->share.add_to(*command);
  command->callback([options, &exit_status] {
    const auto language = Language::load(options->share.model_file());
    exit_status = options->tokenized ? parse_tokenized(*options, language) : parse_text(*options, language);
  });
}

}  // namespace sitrep::cli
