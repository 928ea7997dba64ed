#pragma once

#include <CLI/CLI.hpp>

namespace sitrep::cli {

// Exit statuses (docs/architecture.md): all done; some inputs failed, each named on standard error; wrong use.
inline constexpr int exit_ok = 0;
inline constexpr int exit_some_failed = 1;
inline constexpr int exit_usage = 2;

/// Each adds one subcommand to the program; its callback sets `exit_status`.
void add_code(CLI::App& app, int& exit_status);
void add_add(CLI::App& app, int& exit_status);
void add_report(CLI::App& app, int& exit_status);
void add_query(CLI::App& app, int& exit_status);
void add_explain(CLI::App& app, int& exit_status);
void add_parse(CLI::App& app, int& exit_status);
void add_eval(CLI::App& app, int& exit_status);
void add_train(CLI::App& app, int& exit_status);
void add_train_contexts(CLI::App& app, int& exit_status);
void add_train_judge(CLI::App& app, int& exit_status);
void add_train_names(CLI::App& app, int& exit_status);
void add_knowledge(CLI::App& app, int& exit_status);

}  // namespace sitrep::cli
