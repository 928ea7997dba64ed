#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include "base/error.h"
#include "cli/command.h"
#include "cli/share_folder.h"
#include "knowledge/pack.h"
#include "knowledge/petrarch_import.h"

namespace sitrep::cli {

namespace {

/// Names every fault on standard error, with `prefix` before its file; the exit status.
int report(const KnowledgeCheck& check, const std::filesystem::path& where, const std::string& prefix) {
  for (const auto& fault : check.faults) {
    std::fprintf(stderr, "%s%s\n", fault.file.find('.') == std::string::npos ? "" : prefix.c_str(),
                 fault.str().c_str());
  }
  for (const auto& warning : check.warnings) {
    std::fprintf(stderr, "%s%s (a warning)\n", prefix.c_str(), warning.str().c_str());
  }
  std::printf(
      "%zu files: %zu word lists, %zu actors with %zu names, %zu frames with %zu examples, %zu entries of places\n",
      check.files, check.lists, check.actors, check.actor_names, check.frames, check.examples, check.place_blocks);
  if (check.faults.empty()) {
    return exit_ok;
  }
  std::fprintf(stderr, "sitrep: %zu fault%s in %s\n", check.faults.size(), check.faults.size() == 1 ? "" : "s",
               where.c_str());
  return exit_some_failed;
}

struct ImportOptions {
  std::filesystem::path actors;
  std::filesystem::path agents;
  std::filesystem::path verbs;
  std::filesystem::path discards;
  std::filesystem::path out;
};

DictionaryFile read_dictionary(const std::filesystem::path& path) {
  if (path.empty()) {
    return {};
  }
  std::ifstream in(path, std::ios::binary);
  DictionaryFile file{path.filename().string(), {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}};
  if (!in) {
    throw Error(path.string() + ": cannot be read; check that it is there and that you may read it");
  }
  return file;
}

int import_petrarch(const ImportOptions& options) {
  const auto made = import_dictionaries({read_dictionary(options.actors), read_dictionary(options.agents),
                                         read_dictionary(options.verbs), read_dictionary(options.discards)});
  for (const auto& [path, text] : made.files) {
    const auto to = options.out / path;
    std::error_code ignored;  // writing says so where the folder cannot be made
    std::filesystem::create_directories(to.parent_path(), ignored);
    std::ofstream out(to, std::ios::binary);
    out << text;
    if (!out.flush()) {
      throw Error(to.string() + ": cannot be written; check that you may write there");
    }
  }
  for (const auto& fault : made.faults) {
    std::fprintf(stderr, "%s\n", fault.str().c_str());
  }
  std::printf("%s: %zu actors, %zu agents, %zu frames, %zu word lists, %zu discards; %zu left out (comments say why)\n",
              options.out.c_str(), made.actors, made.agents, made.frames, made.lists, made.discards, made.left_out);
  if (made.faults.empty()) {
    return exit_ok;
  }
  std::fprintf(stderr, "sitrep: %zu fault%s in the dictionaries; the rest is written\n", made.faults.size(),
               made.faults.size() == 1 ? "" : "s");
  return exit_some_failed;
}

}  // namespace

void add_knowledge(CLI::App& app, int& exit_status) {
  struct Options {
    std::filesystem::path folder = "knowledge";
    std::filesystem::path places;
    std::filesystem::path out;
    std::optional<std::filesystem::path> own;
  };
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("knowledge", "checks and compiles the knowledge files: frames, actors, places, lists");
  command->require_subcommand(1);

  auto* check = command->add_subcommand(
      "check", "names the file and line of every fault, and of frames that contradict or are never chosen");
  auto* folder = check->add_option("folder", options->folder, "the folder of knowledge files, or a pack of them")
                     ->capture_default_str();
  check
      ->add_option("--knowledge", options->own,
                   "a folder of your own, checked as laid over the shipped pack or over the folder named")
      ->check(CLI::ExistingDirectory);
  check->callback([options, folder, &exit_status] {
    const auto& own = options->own;
    const auto under = own && folder->count() == 0 ? share_folder() / "knowledge.pack" : options->folder;
    exit_status = report(check_knowledge(under, own), own.value_or(under), {});
  });

  auto* build = command->add_subcommand("build", "compiles the files and a table of places into a knowledge pack");
  build->add_option("folder", options->folder, "the folder of knowledge files")->capture_default_str();
  build->add_option("--places", options->places, "the table of places that tools/places.mjs writes")->required();
  build->add_option("--out", options->out, "the pack to write")->required();
  build->callback([options, &exit_status] {
    const auto made = build_pack(options->folder, options->places, options->out);
    exit_status = report(made, options->folder, (options->folder / "").string());
    if (exit_status == exit_ok) {
      std::printf("%s: %zu places with %zu names\n", options->out.c_str(), made.places, made.place_names);
    }
  });

  auto import_options = std::make_shared<ImportOptions>();
  auto* import = command->add_subcommand(
      "import-petrarch", "turns TABARI or PETRARCH dictionaries into a folder for --knowledge (docs/petrarch.md)");
  import->add_option("--actors", import_options->actors, "the dictionary of actors")->required();
  import->add_option("--agents", import_options->agents, "the dictionary of agents")->required();
  import->add_option("--verbs", import_options->verbs, "the dictionary of verbs and patterns")->required();
  import->add_option("--discards", import_options->discards, "phrases whose sentence or report is not coded");
  import->add_option("--out", import_options->out, "the folder to write")->required();
  import->callback([import_options, &exit_status] { exit_status = import_petrarch(*import_options);
});
}  // namespace sitrep::cli

}  // namespace sitrep::cli
