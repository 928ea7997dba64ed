#include "cli/inputs.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <exception>
#include <optional>
#include <thread>
#include <variant>

#include "base/error.h"
#include "cli/command.h"
#include "ingest/reader.h"

namespace sitrep::cli {

namespace {

// Reports read before the threads set to work on them: enough to keep them busy, few enough to hold in memory.
constexpr std::size_t batch_reports = 64;
constexpr std::size_t batch_bytes = std::size_t{32} << 20;

/// Progress on standard error, a line that renews itself; only where a person looks on.
class Progress {
 public:
  Progress()
      : shown_(::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0), start_(Clock::now()), last_(start_) {}
  ~Progress() {
    if (printed_) {
      std::fputc('\n', stderr);
    }
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void add(std::size_t reports, std::uint64_t bytes) {
    reports_ += reports;
    const auto now = Clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(500)) {
      return;
    }
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    std::fprintf(stderr, "\r%zu reports, %.1f a second, %.1f MB read ", reports_,
                 static_cast<double>(reports_) / seconds, static_cast<double>(bytes) / 1e6);
    printed_ = true;
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool printed_ = false;
  std::size_t reports_ = 0;
  Clock::time_point start_;
  Clock::time_point last_;
};

void code_batch(const Coder& coder, const std::vector<Report>& reports, std::vector<Coding>& codings,
                unsigned threads) {
  codings.assign(reports.size(), {});
  std::atomic<std::size_t> next = 0;
  std::vector<std::exception_ptr> failures(threads);
  const auto work = [&](unsigned worker) {
    try {
      for (auto i = next++; i < reports.size(); i = next++) {
        codings[i] = coder.code(reports[i]);
      }
    } catch (...) {
      failures[worker] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> pool;
    for (unsigned i = 1; i < std::min<std::size_t>(threads, reports.size()); ++i) {
      pool.emplace_back(work, i);
    }
    work(0);
  }
  for (const auto& failure : failures) {
    if (failure) {
      std::rethrow_exception(failure);
    }
  }
}

}  // namespace

void InputOptions::add_to(CLI::App& command) {
  command.add_option("inputs", paths, "files, folders, or - for standard input")->required();
  command.add_option("--date", date, "the day the reports were published, as 2023-09-20");
  command.add_option("--publisher", publisher, "who published the reports");
  command.add_option("--input-format", format, "text, html or jsonl; else told by the content");
  command.add_option("--threads", threads, "threads to code with (default: one a core)");
}

void complain(std::string_view message) {
  std::fprintf(stderr, "sitrep: %.*s\n", static_cast<int>(message.size()), message.data());
}

void write_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::ferror(stdout) != 0) {
    throw Error(std::string("cannot write to standard output: ") + std::strerror(errno) +
                "; free some space or write elsewhere");
  }
}

int code_inputs(const InputOptions& options, const Coder& coder,
                const std::function<void(const Report&, const Coding&)>& sink) {
  IngestOptions ingest;
  ingest.publisher = options.publisher;
  if (!options.date.empty()) {
    ingest.date = Date::parse(options.date);
    if (!ingest.date) {
      complain("--date takes a day as 2023-09-20; '" + options.date + "' is none");
      return exit_usage;
    }
  }
  if (!options.format.empty()) {
    ingest.format = parse_format(options.format);
    if (!ingest.format) {
      complain("--input-format takes text, html or jsonl; '" + options.format + "' is none of them");
      return exit_usage;
    }
  }
  const unsigned threads = options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  const auto reader = open_reports(options.paths, ingest);
  int status = exit_ok;
  Progress progress;
  std::vector<Report> reports;
  std::vector<Coding> codings;
  bool more = true;
  while (more) {
    reports.clear();
    std::size_t bytes = 0;
    while (reports.size() < batch_reports && bytes < batch_bytes) {
      auto item = reader->next();
      if (!item) {
        more = false;
        break;
      }
      if (auto* report = std::get_if<Report>(&*item)) {
        for (const auto& note : report->notes) {
          complain(report->source_path + ": note: " + note);
        }
        bytes += report->text.size();
        reports.push_back(std::move(*report));
      } else if (const auto* fault = std::get_if<IngestFault>(&*item)) {
        complain(fault->message);
        status = exit_some_failed;
      } else {
        complain(std::get<IngestNote>(*item).message);
      }
    }
    code_batch(coder, reports, codings, threads);
    for (std::size_t i = 0; i < reports.size(); ++i) {
      sink(reports[i], codings[i]);
    }
    progress.add(reports.size(), reader->bytes_read());
  }
  return status;
}

}  // namespace sitrep::cli
