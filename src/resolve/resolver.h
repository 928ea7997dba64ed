#pragma once

#include "language/document.h"
#include "record/report.h"
#include "resolve/resolution.h"

namespace sitrep {

struct Knowledge;

/// Finds actors, places, dates and quantities of one document. Thread-safe: immutable after construction; the knowledge
/// must outlive it.
class Resolver {
 public:
  explicit Resolver(const Knowledge& knowledge) : knowledge_(&knowledge) {}
  [[nodiscard]] Resolution resolve(const Report& report, const Document& document) const;

 private:
  const Knowledge* knowledge_;
};

}  // namespace sitrep
