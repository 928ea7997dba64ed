#include "base/section_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include <libdeflate.h>

#include "base/error.h"

namespace sitrep {

namespace {

constexpr std::array<char, 8> magic = {'S', 'I', 'T', 'R', 'E', 'P', '\r', '\n'};
constexpr std::size_t alignment = 64;

struct Header {
  std::array<char, 8> magic;
  std::array<char, 8> kind;  // zero padded
  std::uint32_t version;
  std::uint32_t section_count;
  std::uint64_t size;      // of the whole file
  std::uint32_t checksum;  // CRC-32 of all bytes after the header
  std::uint32_t reserved;
};
static_assert(sizeof(Header) == 40);

struct TableRow {
  std::array<char, 48> name;  // zero padded
  std::uint64_t offset;
  std::uint64_t size;
};
static_assert(sizeof(TableRow) == 64);

std::size_t aligned(std::size_t n) {
  return (n + alignment - 1) / alignment * alignment;
}

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what) {
  throw DataFileError(path.string() + ": " + what);
}

std::uint32_t checksum_of(const std::byte* data, std::size_t size) {
  // Loading is mostly this: libdeflate's goes by carry-less multiplication, in half of zlib's time.
  return libdeflate_crc32(0, data, size);
}

}  // namespace

SectionFile SectionFile::open(const std::filesystem::path& path, std::string_view kind, std::uint32_t version) {
  static constexpr const char* mend = "; build it again (cmake --build) or take it from the release";
  SectionFile file;
  file.path_ = path;
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    fail(path, std::string("cannot open: ") + std::strerror(errno) + mend);
  }
  struct stat st {};
  if (::fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
    ::close(fd);
    fail(path, std::string("is not a file") + mend);
  }
  file.size_ = static_cast<std::size_t>(st.st_size);
  if (file.size_ < sizeof(Header)) {
    ::close(fd);
    fail(path, std::string("is cut short or not a sitrep data file") + mend);
  }
  // The checksum reads every page at once: faulting them in one call is cheaper than one by one.
  void* map = ::mmap(nullptr, file.size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  ::close(fd);
  if (map == MAP_FAILED) {
    fail(path, std::string("cannot map: ") + std::strerror(errno));
  }
  file.map_ = map;

  const auto* base = static_cast<const std::byte*>(map);
  Header header{};
  std::memcpy(&header, base, sizeof header);
  std::array<char, 8> wanted{};
  std::copy_n(kind.begin(), std::min(kind.size(), wanted.size()), wanted.begin());
  if (header.magic != magic) {
    fail(path, std::string("is not a sitrep data file") + mend);
  }
  if (header.kind != wanted) {
    fail(path, "holds '" + std::string(header.kind.data(), ::strnlen(header.kind.data(), 8)) + "', not '" +
                   std::string(kind) + "'" + mend);
  }
  if (header.version != version) {
    fail(path,
         "has version " + std::to_string(header.version) + ", this program reads " + std::to_string(version) + mend);
  }
  const std::size_t table = sizeof(Header) + std::size_t{header.section_count} * sizeof(TableRow);
  if (header.size != file.size_ || table > file.size_) {
    fail(path, std::string("is cut short") + mend);
  }
  if (checksum_of(base + sizeof(Header), file.size_ - sizeof(Header)) != header.checksum) {
    fail(path, std::string("is corrupt (its checksum does not match)") + mend);
  }
  for (std::uint32_t i = 0; i < header.section_count; ++i) {
    TableRow row{};
    std::memcpy(&row, base + sizeof(Header) + i * sizeof(TableRow), sizeof row);
    if (row.offset > file.size_ || row.size > file.size_ - row.offset || row.offset % alignment != 0) {
      fail(path, std::string("is corrupt (a section lies outside the file)") + mend);
    }
    file.entries_.push_back({std::string(row.name.data(), ::strnlen(row.name.data(), row.name.size())),
                             {base + row.offset, static_cast<std::size_t>(row.size)}});
  }
  return file;
}

SectionFile::SectionFile(SectionFile&& other) noexcept
    : path_(std::move(other.path_)),
      map_(std::exchange(other.map_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      entries_(std::move(other.entries_)) {}

SectionFile& SectionFile::operator=(SectionFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(map_, other.map_);
  std::swap(size_, other.size_);
  std::swap(entries_, other.entries_);
  return *this;
}

SectionFile::~SectionFile() {
  if (map_ != nullptr) {
    ::munmap(map_, size_);
  }
}

bool SectionFile::has(std::string_view section) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == section; });
}

std::span<const std::byte> SectionFile::bytes(std::string_view section) const {
  const auto it = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == section; });
  if (it == entries_.end()) {
    fail(path_,
         "has no section '" + std::string(section) + "'; it was made by another version of sitrep: build it again");
  }
  return it->bytes;
}

std::string_view SectionFile::text(std::string_view section) const {
  const auto b = bytes(section);
  return {reinterpret_cast<const char*>(b.data()), b.size()};
}

std::vector<std::string> SectionFile::section_names() const {
  std::vector<std::string> names;
  for (const auto& entry : entries_) {
    names.push_back(entry.name);
  }
  return names;
}

std::string lines_of(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) {
    out += (out.empty() ? "" : "\n") + line;
  }
  return out;
}

SectionFileWriter::SectionFileWriter(std::string kind, std::uint32_t version)
    : kind_(std::move(kind)), version_(version) {}

void SectionFileWriter::add(std::string name, std::string bytes) {
  sections_.emplace_back(std::move(name), std::move(bytes));
}

void SectionFileWriter::write(const std::filesystem::path& path) const {
  std::string body(sections_.size() * sizeof(TableRow), '\0');
  const auto pad = [&] { body.resize(aligned(sizeof(Header) + body.size()) - sizeof(Header), '\0'); };
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    const auto& [name, bytes] = sections_[i];
    TableRow row{};
    if (name.size() > row.name.size()) {
      fail(path, "section name too long: " + name);
    }
    pad();
    std::copy(name.begin(), name.end(), row.name.begin());
    row.offset = sizeof(Header) + body.size();
    row.size = bytes.size();
    body += bytes;
    std::memcpy(body.data() + i * sizeof(TableRow), &row, sizeof row);
  }
  Header header{};
  header.magic = magic;
  std::copy_n(kind_.begin(), std::min(kind_.size(), header.kind.size()), header.kind.begin());
  header.version = version_;
  header.section_count = static_cast<std::uint32_t>(sections_.size());
  header.size = sizeof(Header) + body.size();
  header.checksum = checksum_of(reinterpret_cast<const std::byte*>(body.data()), body.size());

  auto temporary = path;
  temporary += ".tmp";
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(&header), sizeof header);
    out.write(body.data(), static_cast<std::streamsize>(body.size()));
    out.flush();
    if (!out) {
      std::error_code ignored;
      std::filesystem::remove(temporary, ignored);
      fail(path, std::string("cannot write: ") + std::strerror(errno));
    }
  }
  std::filesystem::rename(temporary, path);
}

}  // namespace sitrep
