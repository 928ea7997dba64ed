#pragma once

#include "language/document.h"
#include "record/report.h"
#include "resolve/dates.h"
#include "resolve/quantities.h"
#include "resolve/resolution.h"

namespace sitrep {

struct Knowledge;

/// Finds actors, places, dates and quantities of one document. Thread-safe: immutable after construction; the knowledge
/// must outlive it.
class Resolver {
 public:
  explicit Resolver(const Knowledge& knowledge);
  [[nodiscard]] Resolution resolve(const Report& report, const Document& document) const;

 private:
  const Knowledge* knowledge_;
  TimexReader timexes_;
  QuantityReader quantities_;
};

}  // namespace sitrep
