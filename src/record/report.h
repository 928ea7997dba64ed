#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/date.h"
#include "record/span.h"

namespace sitrep {

/// One news report as ingest gives it. `text` is valid UTF-8, never changes, and is what every Span points into.
struct Report {
  std::string id;         ///< given, else made from the content (see ingest/report_id.h)
  std::string publisher;  ///< these strings are empty where unknown
  std::string url;
  std::string title;
  std::string dateline;
  std::string language;
  std::optional<Date> date;  ///< day of publication, only where metadata carries it
  std::string text;
  std::string source_path;         ///< file it was read from, with ":line" for JSON lines
  std::vector<std::string> notes;  ///< what ingest mended or guessed ("3 invalid UTF-8 bytes replaced")
};

}  // namespace sitrep
