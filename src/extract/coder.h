#pragma once

#include <string>
#include <vector>

#include "extract/frame_match.h"
#include "knowledge/knowledge.h"
#include "language/language.h"
#include "record/coding.h"
#include "record/report.h"
#include "resolve/resolver.h"

namespace sitrep {

inline constexpr std::string_view coder_version = "sitrep 0.1.0";

/// Why a report was coded as it was, for `sitrep explain`.
struct CodingTrace {
  Document document;
  Resolution resolution;
  Coding coding;
  struct Fallen {
    std::string predicate;  ///< the word
    std::string frame;      ///< "frames/assault.frames:12 bombard"
    std::string why;
  };
  std::vector<Fallen> fallen;  ///< frames that were looked at and let fall
};

class ContextModel;
class Judge;

/// The whole way from a report to its coding. Thread-safe: immutable after construction; knowledge, language, judge and
/// contexts must outlive it. Without a judge every candidate that the frames propose is an event; without a model of
/// contexts events have those of their frames.
class Coder {
 public:
  Coder(const Knowledge& knowledge, const Language& language, const Judge* judge = nullptr,
        const ContextModel* contexts = nullptr)
      : knowledge_(&knowledge), language_(&language), judge_(judge), contexts_(contexts), resolver_(knowledge) {}

  [[nodiscard]] Coding code(const Report& report) const;
  /// Codes a document that is analysed already (its text must be report.text).
  [[nodiscard]] Coding code(const Report& report, const Document& document) const;
  [[nodiscard]] CodingTrace trace(const Report& report) const;

 private:
  const Knowledge* knowledge_;
  const Language* language_;
  const Judge* judge_;
  const ContextModel* contexts_;
  Resolver resolver_;
};

/// Codes a resolved document; the stage itself, without the stages before it.
[[nodiscard]] Coding extract(const Report& report, const Document& document, const Resolution& resolution,
                             const Knowledge& knowledge, const Judge* judge = nullptr,
                             const ContextModel* contexts = nullptr,
                             std::vector<CodingTrace::Fallen>* fallen = nullptr);

}  // namespace sitrep
