#include <cstdio>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "cli/command.h"
#include "extract/coder.h"
#include "knowledge/knowledge.h"

// What is thrown while the options are declared is a fault of ours.
int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape)
  using namespace sitrep;
  CLI::App app{
      "sitrep reads news reports of a conflict or crisis and keeps the record: who did what to whom, where, when, at "
      "what "
      "cost in lives, who said what, and how a ceasefire stands."};
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(coder_version));
  app.failure_message(CLI::FailureMessage::help);
  int exit_status = cli::exit_ok;
  cli::add_code(app, exit_status);
  cli::add_add(app, exit_status);
  cli::add_report(app, exit_status);
  cli::add_query(app, exit_status);
  cli::add_explain(app, exit_status);
  cli::add_parse(app, exit_status);
  cli::add_eval(app, exit_status);
  cli::add_train(app, exit_status);
  cli::add_train_judge(app, exit_status);
  cli::add_train_contexts(app, exit_status);
  cli::add_train_names(app, exit_status);
  cli::add_knowledge(app, exit_status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // CLI11 prints help and version itself, with status 0; anything else is wrong use.
    return app.exit(error) == 0 ? cli::exit_ok : cli::exit_usage;
  } catch (const OwnKnowledgeError& error) {
    for (const auto& fault : error.faults()) {
      std::fprintf(stderr, "%s\n", fault.str().c_str());
    }
    std::fprintf(stderr, "sitrep: %s\n", error.what());
    return cli::exit_usage;
  } catch (const Error& error) {
    std::fprintf(stderr, "sitrep: %s\n", error.what());
    return cli::exit_some_failed;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sitrep: unexpected: %s; please report this with the input that led to it\n", error.what());
    return cli::exit_some_failed;
  }
  return exit_status;
}
