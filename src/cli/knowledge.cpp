#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "base/error.h"
#include "cli/command.h"
#include "knowledge/pack.h"

namespace sitrep::cli {

namespace {

/// Names every fault on standard error; the exit status.
int report(const KnowledgeCheck& check, const std::filesystem::path& folder) {
  for (const auto& fault : check.faults) {
    std::fprintf(stderr, "%s%s\n", fault.file.find('.') == std::string::npos ? "" : (folder / "").c_str(),
                 fault.str().c_str());
  }
  std::printf(
      "%zu files: %zu word lists, %zu actors with %zu names, %zu frames with %zu examples, %zu entries of places\n",
      check.files, check.lists, check.actors, check.actor_names, check.frames, check.examples, check.place_blocks);
  if (check.faults.empty()) {
    return exit_ok;
  }
  std::fprintf(stderr, "sitrep: %zu fault%s in %s\n", check.faults.size(), check.faults.size() == 1 ? "" : "s",
               folder.c_str());
  return exit_some_failed;
}

}  // namespace

void add_knowledge(CLI::App& app, int& exit_status) {
  struct Options {
    std::filesystem::path folder = "knowledge";
    std::filesystem::path places;
    std::filesystem::path out;
  };
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("knowledge", "checks and compiles the knowledge files: frames, actors, places, lists");
  command->require_subcommand(1);

  auto* check = command->add_subcommand("check", "names the file and line of every fault");
  check->add_option("folder", options->folder, "the folder of knowledge files")->capture_default_str();
  check->callback([options, &exit_status] { exit_status = report(check_knowledge(options->folder), options->folder); });

  auto* build = command->add_subcommand("build", "compiles the files and a table of places into a knowledge pack");
  build->add_option("folder", options->folder, "the folder of knowledge files")->capture_default_str();
  build->add_option("--places", options->places, "the table of places that tools/places.mjs writes")->required();
  build->add_option("--out", options->out, "the pack to write")->required();
  build->callback([options, &exit_status] {
    const auto made = build_pack(options->folder, options->places, options->out);
    exit_status = report(made, options->folder);
    if (exit_status == exit_ok) {
      std::printf("%s: %zu places with %zu names\n", options->out.c_str(), made.places, made.place_names);
    }
  });
}

}  // namespace sitrep::cli
