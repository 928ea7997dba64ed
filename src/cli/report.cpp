#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/query_options.h"
#include "publish/situation_report.h"

namespace sitrep::cli {

void add_report(CLI::App& app, int& exit_status) {
  struct Options {
    QueryOptions query;
    std::string format = "md";
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("report", "writes the situation report of what the record holds");
  command->add_option("--format", options->format, "md (Markdown) or text")
      ->check(CLI::IsMember({"md", "text"}))
      ->capture_default_str();
  options->query.add_to(*command);
  command->callback([options, &exit_status] {
    const auto store = RecordStore::open_to_read(options->query.record);
    write_out(situation_report(store, options->query.query(),
                               options->format == "md" ? ReportFormat::markdown : ReportFormat::text));
    exit_status = exit_ok;
  });
}

}  // namespace sitrep::cli
