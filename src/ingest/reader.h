#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "ingest/format.h"
#include "record/date.h"
#include "record/report.h"

namespace sitrep {

/// What a person may say of the inputs beyond naming them.
struct IngestOptions {
  std::optional<Format> format;  ///< else told by the first bytes, else by the name
  std::optional<Date> date;      ///< for every report, before what its metadata says
  std::string publisher;         ///< for every report, before what its metadata says; empty leaves it
  std::string id;                ///< for the first report; "<id>-2", "<id>-3", ... for those after it; empty leaves it
  /// The most bytes that one report (a file of text, a page, a line of JSON) may have, unpacked. At most 4 GiB - 1.
  std::size_t max_report_bytes = std::size_t{64} << 20;
  /// How many times its size a compressed file may unpack to once past 256 MiB.
  std::uint32_t max_expansion = 250;
};

/// An input, or one report of it, that could not be read. One line: the file, the line where there is one, what is
/// wrong, the mend ("news.jsonl:7: broken JSON: a string is not closed; mend this line").
struct IngestFault {
  std::string message;
};

/// A file of a folder that was passed over because it is no report ("mail/logo.png: skipped: a PNG image"). One line.
struct IngestNote {
  std::string message;
};

using IngestItem = std::variant<Report, IngestFault, IngestNote>;

/// Gives the reports of its inputs one after the other. Holds one report in memory at a time, whatever the input's
/// size. Not for two threads at once.
class ReportReader {
 public:
  virtual ~ReportReader() = default;
  /// The next report, fault or note; nothing at the end. A fault does not end it: the rest of the inputs follow.
  [[nodiscard]] virtual std::optional<IngestItem> next() = 0;
  /// Bytes taken from files so far, as they lie there (packed), for showing progress.
  [[nodiscard]] virtual std::uint64_t bytes_read() const = 0;
};

/// Opens files, folders (with all they hold, in the order of their names) and "-", standard input. Nothing is read
/// before the first next(). Never throws for what an input is like: a missing file is a fault like any other.
/// docs/ingest.md lists formats, limits and messages.
[[nodiscard]] std::unique_ptr<ReportReader> open_reports(std::span<const std::filesystem::path> paths,
                                                         const IngestOptions& options = {});
[[nodiscard]] std::unique_ptr<ReportReader> open_reports(const std::filesystem::path& path,
                                                         const IngestOptions& options = {});

}  // namespace sitrep
