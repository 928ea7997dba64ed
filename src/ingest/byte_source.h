#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace sitrep {

/// What is wrong with an input, without its name, and the mend. Does not leave src/ingest/: the reader makes an
/// IngestFault of it.
class IngestError : public Error {
 public:
  using Error::Error;
};

/// A stream of bytes.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Puts up to `size` bytes at `buffer`; returns how many, 0 only at the end. Throws IngestError.
  [[nodiscard]] virtual std::size_t read(char* buffer, std::size_t size) = 0;
};

/// Opens a file, or standard input for "-". Adds the bytes read to `counter`, which has to outlive the source.
/// Throws IngestError where it cannot be opened.
[[nodiscard]] std::unique_ptr<ByteSource> open_file(const std::filesystem::path& path, std::uint64_t& counter);

/// Reads from memory that outlives it.
[[nodiscard]] std::unique_ptr<ByteSource> open_memory(std::string_view bytes);

/// A source that can be looked into before it is read.
class BufferedSource : public ByteSource {
 public:
  explicit BufferedSource(std::unique_ptr<ByteSource> source);

  /// The next `size` bytes, fewer only at the end. Valid until the next call.
  [[nodiscard]] std::string_view peek(std::size_t size);
  /// Passes over bytes that peek() gave.
  void skip(std::size_t size);
  [[nodiscard]] std::size_t read(char* buffer, std::size_t size) override;

  /// The bytes that are at hand, at least one but at the end. Valid until the next call.
  [[nodiscard]] std::string_view available();

  /// All the rest. Throws IngestError where it is more than `limit` bytes.
  [[nodiscard]] std::string read_all(std::size_t limit);

  enum class Line : std::uint8_t { read, too_long, end };
  /// The next line without its LF or CR LF. A line of more than `limit` bytes is passed over and left empty (too_long).
  [[nodiscard]] Line read_line(std::string& line, std::size_t limit);

  /// Bytes passed so far.
  [[nodiscard]] std::uint64_t position() const { return position_; }

 private:
  bool fill();

  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t position_ = 0;
  bool at_end_ = false;
};

/// "67108864 bytes (64 MiB)", for messages.
[[nodiscard]] std::string size_words(std::size_t bytes);

}  // namespace sitrep
