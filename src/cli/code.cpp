#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

#include "base/error.h"
#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/share.h"
#include "publish/cameo.h"
#include "publish/plover.h"
#include "publish/record_json.h"
#include "publish/text.h"

namespace sitrep::cli {

void add_code(CLI::App& app, int& exit_status) {
  struct Options {
    ShareOptions share;
    InputOptions inputs;
    std::string format = "record";
    bool annotations = false;
    bool all = false;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("code", "codes reports and writes what they say to standard output");
  command
      ->add_option("--format", options->format,
                   "record (JSON lines), plover (JSON lines), cameo (tab separated) or text")
      ->check(CLI::IsMember({"record", "plover", "cameo", "text"}))
      ->capture_default_str();
  command->add_flag("--annotations", options->annotations,
                    "with --format record: names, places and times of the text too");
  command->add_flag("--all", options->all,
                    "with --format plover or cameo: events too that are planned, denied, alleged, ...");
  options->inputs.add_to(*command);
  options->share.add_to(*command);
  options->share.add_knowledge_to(*command);
  command->callback([options, &exit_status] {
    const Engine engine(options->share);
    exit_status = code_inputs(options->inputs, engine.coder, [&](const Report& report, const Coding& coding) {
      if (options->format == "plover") {
        write_out(plover_lines(report, coding, options->all));
      } else if (options->format == "cameo") {
        write_out(cameo_lines(report, coding, options->all));
      } else if (options->format == "text") {
        write_out(coding_text(report, coding));
      } else {
        write_out(record_line(report, coding, options->annotations));
      }
    });
    // What is still buffered may not fit either.
    if (std::fflush(stdout) != 0) {
      throw Error(std::string("cannot write to standard output: ") + std::strerror(errno) +
                  "; free some space or write elsewhere");
    }
  });
}

}  // namespace sitrep::cli
