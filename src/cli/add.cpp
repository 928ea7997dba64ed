#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "base/error.h"
#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/share.h"
#include "publish/phrase.h"
#include "store/record_store.h"

namespace sitrep::cli {

void add_add(CLI::App& app, int& exit_status) {
  struct Options {
    ShareOptions share;
    InputOptions inputs;
    std::filesystem::path record = "sitrep.db";
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("add", "codes reports and keeps them in the record");
  command->add_option("--db", options->record, "the record's file, made where there is none")->capture_default_str();
  options->inputs.add_to(*command);
  options->share.add_to(*command);
  options->share.add_knowledge_to(*command);
  command->callback([options, &exit_status] {
    const Engine engine(options->share);
    auto store = RecordStore::open(options->record);
    std::size_t added = 0;
    std::size_t kept_already = 0;
    bool refused = false;
    const int status = code_inputs(options->inputs, engine.coder, [&](const Report& report, const Coding& coding) {
      switch (store.add(report, coding)) {
        case AddResult::added:
          ++added;
          break;
        case AddResult::already_kept:
          ++kept_already;
          break;
        case AddResult::other_text:
          refused = true;
          complain(report.source_path + ": the record holds another text under the id '" + report.id +
                   "'; give this report an id of its own");
          break;
      }
    });
    if (status == exit_usage) {
      exit_status = status;
      return;
    }
    const auto counts = store.counts();
    write_out(options->record.string() + ": " + counted(added, "report") + " added, " + std::to_string(kept_already) +
              " there before; it holds " + counted(counts.reports, "report") + ", " + counted(counts.events, "event") +
              ", " + counted(counts.tolls, "toll") + ", " + counted(counts.statements, "statement") + ", " +
              counted(counts.accords, "accord") + "\n");
    exit_status = refused ? std::max(status, exit_some_failed) : status;
  });
}

}  // namespace sitrep::cli
