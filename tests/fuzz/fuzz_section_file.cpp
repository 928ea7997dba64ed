#include <libdeflate.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/section_file.h"

// A data file from bytes. Size and checksum are set right, or no input would come past them; a first byte that is odd
// leaves them as they are.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) {
    return -1;
  }
  std::vector<std::uint8_t> bytes(data + 1, data + size);
  constexpr std::size_t size_at = 24;
  constexpr std::size_t checksum_at = 32;
  constexpr std::size_t header = 40;
  if (data[0] % 2 == 0 && bytes.size() >= header) {
    constexpr char head[] = "SITREP\r\nfuzz\0\0\0\0\1\0\0\0";
    std::memcpy(bytes.data(), head, 20);
    const std::uint64_t whole = bytes.size();
    std::memcpy(bytes.data() + size_at, &whole, sizeof whole);
    const std::uint32_t checksum = libdeflate_crc32(0, bytes.data() + header, bytes.size() - header);
    std::memcpy(bytes.data() + checksum_at, &checksum, sizeof checksum);
  }
  const int fd = ::memfd_create("fuzz", MFD_CLOEXEC);
  if (fd < 0 || ::write(fd, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
    std::abort();
  }
  try {
    const auto file = sitrep::SectionFile::open("/proc/self/fd/" + std::to_string(fd), "fuzz", 1);
    std::size_t sum = 0;
    for (const auto& name : file.section_names()) {
      for (const std::byte b : file.bytes(name)) {
        sum += static_cast<std::size_t>(b);
      }
    }
    volatile std::size_t used = sum;
    static_cast<void>(used);
  } catch (const sitrep::DataFileError&) {
    // What a file that is not sound gives.
  }
  ::close(fd);
  return 0;
}
