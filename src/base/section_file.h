#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// A file of named sections, the container of models and of the compiled knowledge (docs/data-files.md): magic, kind,
/// version, size, checksum, a table of sections, then the sections, each aligned to 64 bytes. Opened by mapping:
/// nothing is copied. Immutable; may be shared by threads.
class SectionFile {
 public:
  /// Throws DataFileError where the file is missing, cut, corrupt, of another kind or version, naming the mend.
  [[nodiscard]] static SectionFile open(const std::filesystem::path& path, std::string_view kind,
                                        std::uint32_t version);
  SectionFile(SectionFile&&) noexcept;
  SectionFile& operator=(SectionFile&&) noexcept;
  ~SectionFile();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] bool has(std::string_view section) const;
  /// The bytes of a section, 64-byte aligned. Throws DataFileError where there is none of that name.
  [[nodiscard]] std::span<const std::byte> bytes(std::string_view section) const;
  [[nodiscard]] std::string_view text(std::string_view section) const;
  [[nodiscard]] std::vector<std::string> section_names() const;

 private:
  SectionFile() = default;
  struct Entry {
    std::string name;
    std::span<const std::byte> bytes;
  };
  std::filesystem::path path_;
  void* map_ = nullptr;
  std::size_t size_ = 0;
  std::vector<Entry> entries_;
};

/// A section as values of one type; a last incomplete one is left out. Throws as bytes() does.
template <typename T>
[[nodiscard]] std::span<const T> values_in(const SectionFile& file, std::string_view section) {
  const auto bytes = file.bytes(section);
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};  // sections are aligned to 64 bytes
}

/// Values as the bytes of a section.
template <typename T>
[[nodiscard]] std::string bytes_of(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}
template <typename T>
[[nodiscard]] std::string bytes_of(const std::vector<T>& values) {
  return bytes_of(std::span<const T>(values));
}

/// Lines as the text of a section, joined by line breaks.
[[nodiscard]] std::string lines_of(const std::vector<std::string>& lines);

/// Collects sections and writes the file in one go (to a temporary name, then renamed).
class SectionFileWriter {
 public:
  SectionFileWriter(std::string kind, std::uint32_t version);
  void add(std::string name, std::string bytes);
  /// Throws DataFileError where it cannot be written.
  void write(const std::filesystem::path& path) const;

 private:
  std::string kind_;
  std::uint32_t version_;
  std::vector<std::pair<std::string, std::string>> sections_;
};

}  // namespace sitrep
