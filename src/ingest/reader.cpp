#include "ingest/reader.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <new>
#include <system_error>
#include <utility>

#include "ingest/byte_source.h"
#include "ingest/encoding.h"
#include "ingest/html.h"
#include "ingest/json.h"
#include "ingest/report_id.h"
#include "ingest/unpack.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::size_t head_size = std::size_t{1} << 16;
/// Offsets into a report's text have 32 bits.
constexpr std::size_t longest_text = std::numeric_limits<std::uint32_t>::max();
constexpr std::string_view white = " \t\r\n\f\v";

/// A path as messages show it: on one line.
std::string shown(const fs::path& path) {
  if (path == "-") {
    return "standard input";
  }
  std::string out = path.string();
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '?');
  return out;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(white) == std::string_view::npos;
}

/// The first line where a blank one follows and it is as short as a headline and not a sentence; else empty. It stays
/// part of the text.
std::string title_of(std::string_view text) {
  constexpr std::size_t longest = 200;
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || end == 0 || end > longest) {
    return {};
  }
  const std::size_t next_end = text.find('\n', end + 1);
  if (next_end == std::string_view::npos || !is_blank(text.substr(end + 1, next_end - end - 1))) {
    return {};
  }
  std::string_view line = text.substr(0, end);
  const std::size_t begin = line.find_first_not_of(white);
  if (begin == std::string_view::npos) {
    return {};
  }
  line = line.substr(begin, line.find_last_not_of(white) - begin + 1);
  return line.ends_with('.') ? std::string() : std::string(line);
}

Report parse_text(std::string bytes) {
  Decoded decoded = to_utf8(std::move(bytes));
  Report report;
  report.text = std::move(decoded.text);
  report.notes = std::move(decoded.notes);
  normalise_newlines(report.text);
  report.title = title_of(report.text);
  return report;
}

Report parse_page(std::string bytes, std::string_view declared) {
  Decoded decoded = to_utf8(std::move(bytes), declared);
  Report report = parse_html(decoded.text);
  report.notes.insert(report.notes.begin(), decoded.notes.begin(), decoded.notes.end());
  return report;
}

/// A file that is being read. JSON gives several reports, the others one.
struct OpenFile {
  fs::path path;
  std::unique_ptr<BufferedSource> source;
  std::unique_ptr<JsonObjects> objects;  ///< only for JSON
  Format format = Format::text;
  std::vector<std::string> notes;  ///< for the first report that comes
  std::size_t reports = 0;         ///< reports and faults given so far
  std::size_t wide_replaced = 0;   ///< characters replaced while turning UTF-16 or UTF-32 into UTF-8
  std::size_t wide_noted = 0;
};

struct Pending {
  fs::path path;
  bool in_folder = false;
};

class Reader : public ReportReader {
 public:
  Reader(std::span<const fs::path> paths, const IngestOptions& options) : options_(options) {
    options_.max_report_bytes = std::min(options_.max_report_bytes, longest_text);
    options_.max_expansion = std::max(options_.max_expansion, std::uint32_t{1});
    for (const fs::path& path : paths) {
      pending_.push_back({path, false});
    }
  }

  std::optional<IngestItem> next() override {
    for (;;) {
      if (file_) {
        if (auto item = from_file()) {
          return item;
        }
        file_.reset();
        continue;
      }
      if (pending_.empty()) {
        return std::nullopt;
      }
      const Pending entry = std::move(pending_.front());
      pending_.pop_front();
      if (auto item = open(entry)) {
        return item;
      }
    }
  }

  [[nodiscard]] std::uint64_t bytes_read() const override { return bytes_read_; }

 private:
  static IngestItem fault(const fs::path& path, const std::string& what) {
    return IngestFault{shown(path) + ": " + what};
  }
  static IngestItem skipped(const fs::path& path, const std::string& what) {
    return IngestNote{shown(path) + ": skipped: " + what};
  }

  /// Sets file_ to the entry, or puts what a folder holds first in line; gives a fault or note where it does neither.
  std::optional<IngestItem> open(const Pending& entry) {
    if (entry.path == "-" && !entry.in_folder) {
      return open_stream(entry);
    }
    std::error_code error;
    const fs::file_status status = fs::status(entry.path, error);
    if (fs::is_directory(status)) {
      if (entry.in_folder && fs::is_symlink(fs::symlink_status(entry.path, error))) {
        return skipped(entry.path, "a link to a folder; name that folder by itself");
      }
      return open_folder(entry.path);
    }
    if (entry.in_folder && fs::exists(status) && !fs::is_regular_file(status)) {
      return skipped(entry.path, "no regular file");
    }
    return open_stream(entry);
  }

  std::optional<IngestItem> open_folder(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> inside;
    fs::directory_iterator it(folder, error);
    for (; !error && it != fs::directory_iterator(); it.increment(error)) {
      inside.push_back(it->path());
    }
    if (error) {
      return fault(folder, "the folder cannot be read (" + error.message() + "); change its permissions");
    }
    if (inside.empty()) {
      return IngestNote{shown(folder) + ": an empty folder"};
    }
    std::sort(inside.begin(), inside.end());
    for (auto path = inside.rbegin(); path != inside.rend(); ++path) {
      pending_.push_front({std::move(*path), true});
    }
    return std::nullopt;
  }

  std::optional<IngestItem> open_stream(const Pending& entry) {
    if (entry.in_folder && entry.path.filename().string().starts_with('.')) {
      return skipped(entry.path, "a hidden file");
    }
    try {
      return open_sniffed(entry);
    } catch (const IngestError& error) {
      return fault(entry.path, error.what());
    } catch (const std::bad_alloc&) {
      return fault(entry.path, "no memory left to read it; free some");
    }
  }

  std::optional<IngestItem> open_sniffed(const Pending& entry) {
    auto file = std::make_unique<OpenFile>();
    file->path = entry.path;
    auto source = unpack(std::make_unique<BufferedSource>(open_file(entry.path, bytes_read_)), options_.max_expansion);
    if (const auto wide = wide_encoding(source->peek(head_size))) {
      source = decode_wide(std::move(source), *wide, file->wide_replaced);
      if (wide->mark == 0) {
        file->notes.push_back("read as " + wide->name + ", guessed from its bytes");
      }
    }
    const std::string_view head = source->peek(head_size);
    const auto by_name = entry.path == "-" ? std::optional(Format::text) : format_of_name(entry.path);
    if (head.empty()) {
      if (entry.in_folder && !by_name) {
        return skipped(entry.path, "empty");
      }
      return fault(entry.path, "empty; nothing to read in it");
    }
    const Sniffed sniffed = sniff(head);
    // Told to, one may read XML as a page or as text: those are characters. What is binary stays that.
    const bool markup = !head.empty() && !sniffed.unfit.empty() &&
                        head.substr(0, head.find_first_not_of(white) + 4).find('<') != std::string_view::npos;
    if (!sniffed.unfit.empty() && !(options_.format && markup)) {
      return entry.in_folder ? skipped(entry.path, sniffed.unfit)
                             : fault(entry.path, sniffed.unfit + ", not a report; give text, HTML or JSON lines");
    }
    if (options_.format) {
      file->format = *options_.format;
    } else if (sniffed.format) {
      file->format = *sniffed.format;
    } else if (by_name) {
      file->format = *by_name;
    } else if (entry.in_folder) {
      return skipped(entry.path,
                     "its name is not that of a report; name it by itself, or say what it is with --input-format");
    } else {
      file->notes.push_back("read as plain text: neither its name nor its first bytes tell what it is");
    }
    file->source = std::move(source);
    if (file->format == Format::json) {
      file->objects = std::make_unique<JsonObjects>(*file->source, options_.max_report_bytes);
    }
    file_ = std::move(file);
    return std::nullopt;
  }

  /// The next of the open file; nothing at its end.
  std::optional<IngestItem> from_file() {
    try {
      return file_->format == Format::json ? from_json() : from_whole();
    } catch (const IngestError& error) {
      return last_fault(error.what());
    } catch (const std::bad_alloc&) {
      return last_fault("no memory left to read it; free some, or split it");
    }
  }

  /// A fault after which nothing more comes of the file.
  IngestItem last_fault(const std::string& what) {
    IngestItem item = fault(file_->path, what);
    file_.reset();
    return item;
  }

  std::optional<IngestItem> from_whole() {
    if (file_->reports > 0) {
      return std::nullopt;
    }
    ++file_->reports;
    std::string bytes = file_->source->read_all(options_.max_report_bytes);
    if (const std::size_t nul = bytes.find('\0'); nul != std::string::npos) {
      throw IngestError("binary (a NUL byte at byte " + std::to_string(nul) +
                        "), not a report; give text, HTML or JSON lines");
    }
    Report report;
    if (file_->format == Format::html) {
      const std::string declared = declared_charset(bytes);
      report = parse_page(std::move(bytes), declared);
      if (is_blank(report.text)) {
        throw IngestError("no text in this page; save the page with its text, not only its scripts");
      }
    } else {
      report = parse_text(std::move(bytes));
      if (is_blank(report.text)) {
        throw IngestError("nothing but white space; give a report's text");
      }
    }
    return finish(std::move(report), shown(file_->path));
  }

  std::optional<IngestItem> from_json() {
    auto object = file_->objects->next();
    if (!object) {
      if (file_->reports == 0) {
        return last_fault("no JSON object in it; write one object for each report, with a field 'text'");
      }
      return std::nullopt;
    }
    ++file_->reports;
    const std::string where = shown(file_->path) + ":" + std::to_string(object->line);
    if (!object->fault.empty()) {
      return IngestFault{where + ": " + object->fault};
    }
    try {
      return finish(parse_json_report(std::move(object->json)), where);
    } catch (const IngestError& error) {
      return IngestFault{where + ": " + error.what()};
    } catch (const std::bad_alloc&) {
      return IngestFault{where + ": no memory left to read it; free some, or split it"};
    }
  }

  /// Mends what others' programs did to a text before it came here, and notes it.
  static void mend_words(Report& report) {
    const auto note = [&](std::size_t count, std::string_view one, std::string_view many, std::string_view what) {
      if (count > 0) {
        report.notes.push_back(std::to_string(count) + " " + std::string(count == 1 ? one : many) + std::string(what));
      }
    };
    note(mend_read_twice(report.text) + mend_read_twice(report.title), "character", "characters",
         " of UTF-8 that had been read as windows-1252 mended");
    note(mend_doubled_apostrophes(report.text) + mend_doubled_apostrophes(report.title), "apostrophe", "apostrophes",
         " that stood twice mended");
  }

  /// What holds for reports of every format.
  IngestItem finish(Report report, std::string where) {
    mend_words(report);
    if (report.text.size() > longest_text) {
      return IngestFault{where + ": more than 4 GiB of text in one report; split it"};
    }
    ++given_;
    if (!options_.id.empty()) {
      report.id = given_ == 1 ? options_.id : options_.id + "-" + std::to_string(given_);
    } else if (report.id.empty()) {
      report.id = content_id(report.text);
    }
    if (options_.date) {
      report.date = options_.date;
    }
    if (!options_.publisher.empty()) {
      report.publisher = options_.publisher;
    }
    report.source_path = std::move(where);
    auto& notes = file_->notes;
    if (file_->wide_replaced > file_->wide_noted) {
      const std::size_t count = file_->wide_replaced - file_->wide_noted;
      notes.push_back(std::to_string(count) + (count == 1 ? " invalid UTF-16 or UTF-32 character replaced by U+FFFD"
                                                          : " invalid UTF-16 or UTF-32 characters replaced by U+FFFD"));
      file_->wide_noted = file_->wide_replaced;
    }
    report.notes.insert(report.notes.begin(), notes.begin(), notes.end());
    notes.clear();
    return report;
  }

  IngestOptions options_;
  std::deque<Pending> pending_;
  std::unique_ptr<OpenFile> file_;
  std::uint64_t bytes_read_ = 0;
  std::size_t given_ = 0;
};

}  // namespace

std::unique_ptr<ReportReader> open_reports(std::span<const fs::path> paths, const IngestOptions& options) {
  return std::make_unique<Reader>(paths, options);
}

std::unique_ptr<ReportReader> open_reports(const fs::path& path, const IngestOptions& options) {
  return open_reports(std::span(&path, 1), options);
}

}  // namespace sitrep
