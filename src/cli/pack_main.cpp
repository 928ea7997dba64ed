// `sitrep knowledge` as a program of its own, for the build: it needs no model and no pack, so that the pack is there
// before the program that reads it, and a change of the coder does not make the pack again.
#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>

#include "cli/command.h"

// What is thrown while the options are declared is a fault of ours.
int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape)
  using namespace sitrep;
  CLI::App app{"compiles the knowledge pack while sitrep is built"};
  int exit_status = cli::exit_ok;
  cli::add_knowledge(app, exit_status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::exit_ok : cli::exit_usage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sitrep: %s\n", error.what());
    return cli::exit_some_failed;
  }
  return exit_status;
}
