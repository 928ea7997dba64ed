#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "record/coding.h"
#include "record/report.h"

namespace sitrep {

/// What adding a report came to.
enum class AddResult : std::uint8_t {
  added,
  already_kept,  ///< the same id and text are there: nothing changed
  other_text,    ///< the id is there with another text: nothing changed, the new report was not kept
};

/// Which items to read. What is not set does not restrict. Kinds of items that a restriction cannot hold for
/// (statements have no status) are not restricted by it.
struct RecordQuery {
  std::optional<std::string> type;  ///< event type, toll kind, speech act or accord kind: "ASSAULT", "killed", "denies"
  std::optional<std::string> actor;   ///< country or organisation code, or name or words, of anyone with a role in it
  std::optional<std::string> status;  ///< status of an event or toll, state of an accord
  /// First and last day: the item's own date, else its report's; items whose day is not known then fall away.
  std::optional<Date> from;
  std::optional<Date> to;
};

/// Counts of what a record holds.
struct RecordCounts {
  std::uint64_t reports = 0;
  std::uint64_t events = 0;
  std::uint64_t tolls = 0;
  std::uint64_t statements = 0;
  std::uint64_t accords = 0;
};

/// The record in one SQLite file (docs/store.md has its tables). Each report is added in a transaction of its own:
/// after a fault, or a kill, what was added before is there whole. Not for two threads at once; other programs may read
/// or write the same file. All of it throws DataFileError, one line that names the file and the mend, where the file is
/// missing, foreign, newer, corrupt or locked by another program, and Error where the disk is full.
class RecordStore {
 public:
  /// Opens a record to read and add to, made where there is none.
  [[nodiscard]] static RecordStore open(const std::filesystem::path& file);
  /// Opens a record that has to be there, to read only.
  [[nodiscard]] static RecordStore open_to_read(const std::filesystem::path& file);

  RecordStore(RecordStore&& other) noexcept;
  RecordStore& operator=(RecordStore&& other) noexcept;
  ~RecordStore();

  /// Keeps a report and its coding, all or nothing. Requires: the ids of the coding's items are set and begin with the
  /// report's.
  [[nodiscard]] AddResult add(const Report& report, const Coding& coding);

  /// Gives every report that has items of the query, oldest first and those without a date last, with those items alone
  /// in its coding. Without any restriction it gives every report. Annotations are not
  /// kept: the coding's names, toponyms and timexes are empty.
  void read(const RecordQuery& query, const std::function<void(const Report&, const Coding&)>& sink) const;

  [[nodiscard]] RecordCounts counts() const;

 private:
  class Database;
  explicit RecordStore(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

}  // namespace sitrep
