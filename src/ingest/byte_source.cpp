#include "ingest/byte_source.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace sitrep {
namespace {

constexpr std::size_t chunk = std::size_t{1} << 16;

std::string open_fault(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return "no such file; check the name";
    case EACCES:
    case EPERM:
      return "may not be read; change its permissions";
    case EMFILE:
    case ENFILE:
      return "too many open files; raise the limit (ulimit -n)";
    default:
      return "cannot be opened (" + std::generic_category().message(error) + "); check the name";
  }
}

class FileSource : public ByteSource {
 public:
  FileSource(int descriptor, bool owned, std::uint64_t& counter)
      : descriptor_(descriptor), owned_(owned), counter_(counter) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override {
    if (owned_) {
      ::close(descriptor_);
    }
  }

  std::size_t read(char* buffer, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::read(descriptor_, buffer, size);
      if (got >= 0) {
        counter_ += static_cast<std::uint64_t>(got);
        return static_cast<std::size_t>(got);
      }
      if (errno == EISDIR) {
        throw IngestError("a folder, not a file; name it by itself");
      }
      if (errno != EINTR) {
        throw IngestError("reading failed (" + std::generic_category().message(errno) +
                          "); check the disk, then try again");
      }
    }
  }

 private:
  int descriptor_;
  bool owned_;
  std::uint64_t& counter_;
};

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = bytes_.copy(buffer, size);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

std::unique_ptr<ByteSource> open_file(const std::filesystem::path& path, std::uint64_t& counter) {
  if (path == "-") {
    return std::make_unique<FileSource>(STDIN_FILENO, false, counter);
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    throw IngestError(open_fault(errno));
  }
  return std::make_unique<FileSource>(descriptor, true, counter);
}

std::unique_ptr<ByteSource> open_memory(std::string_view bytes) {
  return std::make_unique<MemorySource>(bytes);
}

BufferedSource::BufferedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)), buffer_(chunk) {}

/// Gets more bytes behind those at hand; false at the end.
bool BufferedSource::fill() {
  if (at_end_) {
    return false;
  }
  if (begin_ == end_) {
    begin_ = end_ = 0;
  } else if (end_ == buffer_.size()) {
    if (begin_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    } else {
      buffer_.resize(buffer_.size() * 2);
    }
  }
  const std::size_t got = source_->read(buffer_.data() + end_, buffer_.size() - end_);
  end_ += got;
  at_end_ = got == 0;
  return !at_end_;
}

std::string_view BufferedSource::peek(std::size_t size) {
  while (end_ - begin_ < size && fill()) {
  }
  return {buffer_.data() + begin_, std::min(size, end_ - begin_)};
}

std::string_view BufferedSource::available() {
  if (begin_ == end_) {
    fill();
  }
  return {buffer_.data() + begin_, end_ - begin_};
}

void BufferedSource::skip(std::size_t size) {
  begin_ += size;
  position_ += size;
}

std::size_t BufferedSource::read(char* buffer, std::size_t size) {
  const std::string_view bytes = available();
  const std::size_t count = bytes.copy(buffer, size);
  skip(count);
  return count;
}

std::string BufferedSource::read_all(std::size_t limit) {
  std::string all;
  for (std::string_view bytes = available(); !bytes.empty(); bytes = available()) {
    if (bytes.size() > limit - all.size()) {
      throw IngestError("more than " + size_words(limit) +
                        " in one report; split it, or raise the limit with --max-report-bytes");
    }
    all += bytes;
    skip(bytes.size());
  }
  return all;
}

BufferedSource::Line BufferedSource::read_line(std::string& line, std::size_t limit) {
  line.clear();
  std::string_view bytes = available();
  if (bytes.empty()) {
    return Line::end;
  }
  bool too_long = false;
  bool ended = false;
  while (!bytes.empty() && !ended) {
    const std::size_t newline = bytes.find('\n');
    ended = newline != std::string_view::npos;
    const std::string_view part = bytes.substr(0, newline);
    too_long = too_long || part.size() > limit - line.size();
    if (too_long) {
      line.clear();
    } else {
      line += part;
    }
    skip(part.size() + (ended ? 1 : 0));
    if (!ended) {
      bytes = available();
    }
  }
  if (line.ends_with('\r')) {
    line.pop_back();
  }
  return too_long ? Line::too_long : Line::read;
}

std::string size_words(std::size_t bytes) {
  constexpr std::size_t mebibyte = std::size_t{1} << 20;
  const std::string exact = std::to_string(bytes) + " bytes";
  return bytes >= mebibyte ? exact + " (" + std::to_string(bytes / mebibyte) + " MiB)" : exact;
}

}  // namespace sitrep
