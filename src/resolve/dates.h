#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "knowledge/word_lists.h"
#include "language/document.h"
#include "record/date.h"
#include "resolve/resolution.h"

namespace sitrep {

/// Finds the time expressions of documents, with TIMEX3 values as TimeML writes them ("2023-09-20", "2020-FA",
/// "2023-W38", "2023-09-20TNI", "P3D", "PRESENT_REF"). Their words are in knowledge/lists/time.list. Thread-safe:
/// immutable after construction; the lists must outlive it.
class TimexReader {
 public:
  explicit TimexReader(const WordLists& lists);
  ~TimexReader();

  /// In text order, not overlapping. An absolute expression always has an interval. A relative one ("Monday", "last
  /// week") is counted from the report's date, and without one has neither value nor begin and end: nothing is
  /// invented. A weekday or month is the latest one up to the report's date, or the next one where the clause speaks of
  /// what is to come. Fills interval.span and interval.words in any case.
  [[nodiscard]] std::vector<TimexMention> find(const Document& document, const std::optional<Date>& report_date) const;

  struct Words;

 private:
  std::unique_ptr<const Words> words_;
};

}  // namespace sitrep
