#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "record/date.h"
#include "record/span.h"

namespace sitrep {

enum class NameKind : std::uint8_t { person, organisation, location, norp };

/// A proper name found in the text. norp: nationality, religious or political group.
struct NameMention {
  Span span;
  NameKind kind = NameKind::person;
  friend bool operator==(const NameMention&, const NameMention&) = default;
};

enum class TimexKind : std::uint8_t { date, time, duration, set };

/// A time expression with its TIMEX3 value ("2020-FA", "P3Y", "2023-09-20"); value empty where it cannot be known.
struct Timex {
  Span span;
  TimexKind kind = TimexKind::date;
  std::string value;
  DateInterval interval;
};

[[nodiscard]] std::string_view name(NameKind kind);
[[nodiscard]] std::string_view name(TimexKind kind);

}  // namespace sitrep
