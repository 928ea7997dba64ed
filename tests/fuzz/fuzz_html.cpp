#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ingest/encoding.h"
#include "ingest/html.h"

// A page from bytes as the reader takes it: no NUL byte, made UTF-8. The text has to be valid UTF-8.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.find('\0') != std::string::npos) {
    return -1;
  }
  const auto decoded = sitrep::to_utf8(bytes, sitrep::declared_charset(bytes));
  auto report = sitrep::parse_html(decoded.text);
  sitrep::mend_read_twice(report.text);
  sitrep::mend_doubled_apostrophes(report.text);
  if (sitrep::mend_utf8(decoded.text).bytes != 0 || sitrep::mend_utf8(report.text).bytes != 0 ||
      sitrep::mend_utf8(report.title).bytes != 0) {
    std::abort();
  }
  return 0;
}
