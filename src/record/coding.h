#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/accord.h"
#include "record/annotation.h"
#include "record/event.h"
#include "record/place.h"
#include "record/report.h"
#include "record/statement.h"
#include "record/toll.h"

namespace sitrep {

/// All that is coded of one report. Spans point into the report it was made from.
struct Coding {
  std::vector<Span> sentences;  ///< in order; Evidence::sentence indexes this
  std::vector<Event> events;
  std::vector<Toll> tolls;
  std::vector<Statement> statements;
  std::vector<Accord> accords;
  std::vector<NameMention> names;
  std::vector<Place> toponyms;
  std::vector<Timex> timexes;
  std::string coder;  ///< the coder's version: "sitrep 0.1.0"
};

}  // namespace sitrep
