#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ingest/byte_source.h"
#include "ingest/encoding.h"
#include "ingest/json.h"

// JSON lines from bytes: objects are found, each is a report or an error, and the end is reached.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t limit = 4096;
  sitrep::BufferedSource source(sitrep::open_memory(bytes));
  sitrep::JsonObjects objects(source, limit);
  std::uint64_t line = 0;
  while (auto object = objects.next()) {
    if (object->json.size() > limit || object->line < line || object->json.empty() == object->fault.empty()) {
      std::abort();
    }
    line = object->line;
    if (!object->fault.empty()) {
      continue;
    }
    try {
      const auto report = sitrep::parse_json_report(object->json);
      if (report.text.empty() || sitrep::mend_utf8(report.text).bytes != 0) {
        std::abort();
      }
    } catch (const sitrep::IngestError&) {
      // What an object that is no report gives.
    }
  }
  return 0;
}
