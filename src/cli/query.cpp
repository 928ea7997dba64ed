#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/inputs.h"
#include "cli/query_options.h"
#include "publish/phrase.h"
#include "publish/record_json.h"
#include "publish/text.h"

namespace sitrep::cli {

void QueryOptions::add_to(CLI::App& command) {
  const auto day = [](const std::string& text) {
    return Date::parse(text) ? std::string() : "takes a day as 2023-09-20; '" + text + "' is none";
  };
  command.add_option("--db", record, "the record's file")->capture_default_str();
  command.add_option("--type", type,
                     "event type (ASSAULT), kind of toll (killed) or accord (ceasefire), or speech act (denies)");
  command.add_option("--actor", actor, "anyone with a role in it: a code (AZE, UNO), name, or words");
  command.add_option("--status", status,
                     "status of events and tolls (actual, planned, ...), state of accords (broken, ...)");
  command.add_option("--from", from, "first day")->check(day);
  command.add_option("--to", to, "last day")->check(day);
}

RecordQuery QueryOptions::query() const {
  const auto given = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
  return {given(type), given(actor), given(status), Date::parse(from), Date::parse(to)};
}

namespace {

/// The items of one kind, as JSON of the record schema with the report's id first, or as lines for a person.
template <typename Items>
void write_items(const Report& report, const Items& items, bool json) {
  if (items.empty()) {
    return;
  }
  const RecordJson writer(report);
  std::string out;
  for (const auto& item : items) {
    if (json) {
      nlohmann::ordered_json line;
      line["report"] = report.id;
      line.update(writer.item(item));
      out += json_line(line);
    } else {
      out += clean(item.id) + "  " + item_line(report, item) + "\n";
    }
  }
  write_out(out);
}

}  // namespace

void add_query(CLI::App& app, int& exit_status) {
  struct Options {
    QueryOptions query;
    std::string what;
    bool json = false;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("query", "lists what the record holds, a line each");
  command->add_option("what", options->what, "events, tolls, statements or accords")
      ->required()
      ->check(CLI::IsMember({"events", "tolls", "statements", "accords"}));
  command->add_flag("--json", options->json, "as JSON, in the fields of docs/record.md");
  options->query.add_to(*command);
  command->callback([options, &exit_status] {
    const auto store = RecordStore::open_to_read(options->query.record);
    store.read(options->query.query(), [&](const Report& report, const Coding& coding) {
      if (options->what == "events") {
        write_items(report, coding.events, options->json);
      } else if (options->what == "tolls") {
        write_items(report, coding.tolls, options->json);
      } else if (options->what == "statements") {
        write_items(report, coding.statements, options->json);
      } else {
        write_items(report, coding.accords, options->json);
      }
    });
    exit_status = exit_ok;
  });
}

}  // namespace sitrep::cli
