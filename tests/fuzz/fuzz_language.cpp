#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extract/coder.h"
#include "ingest/encoding.h"

// Any bytes, made UTF-8, through segmenter, tagger, parser and coder. SITREP_SHARE names the folder of model and
// knowledge; every token has to lie in the text, behind the one before it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string share = [] {
    const char* folder = std::getenv("SITREP_SHARE");
    return std::string(folder == nullptr ? "share/sitrep" : folder);
  }();
  static const auto knowledge = sitrep::Knowledge::load(share + "/knowledge.pack");
  static const auto language = sitrep::Language::load(share + "/accurate.model");
  static const sitrep::Coder coder(*knowledge, language);
  sitrep::Report report;
  report.text = sitrep::to_utf8(std::string(reinterpret_cast<const char*>(data), size)).text;
  const auto document = language.analyse(report.text);
  std::uint32_t end = 0;
  for (const auto& token : document.tokens) {
    if (token.span.begin < end || token.span.end < token.span.begin || token.span.end > report.text.size()) {
      std::abort();
    }
    end = token.span.end;
  }
  for (const auto& event : coder.code(report, document).events) {
    for (const auto& evidence : event.evidence) {
      if (evidence.span.end > report.text.size()) {
        std::abort();
      }
    }
  }
  return 0;
}
