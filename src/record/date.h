#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/span.h"

namespace sitrep {

/// A day of the proleptic Gregorian calendar. A default-made date is not valid; parse and from_days give only valid
/// ones.
struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;  ///< 1 to 12
  std::uint8_t day = 0;    ///< 1 to 31

  [[nodiscard]] bool valid() const;
  /// Days since 1970-01-01.
  [[nodiscard]] std::int32_t days() const;
  [[nodiscard]] static Date from_days(std::int32_t days);
  /// 0 Sunday to 6 Saturday.
  [[nodiscard]] int weekday() const;
  /// Reads "2023-09-20", also as the head of an ISO 8601 time ("2023-09-20T10:00:00Z").
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);
  /// "2023-09-20"
  [[nodiscard]] std::string str() const;

  friend auto operator<=>(const Date&, const Date&) = default;
};

enum class DatePrecision : std::uint8_t { unknown, day, week, month, season, year, decade };

/// When something happened, both ends inclusive. Without a date of the report a relative expression stays words:
/// `words` is set, begin and end are not.
struct DateInterval {
  std::optional<Date> begin;
  std::optional<Date> end;
  DatePrecision precision = DatePrecision::unknown;
  Span span;          ///< the words the date was read from; empty where it is the report's own date
  std::string words;  ///< those words ("second day in a row"), empty where there are none

  [[nodiscard]] bool known() const { return begin.has_value() || end.has_value(); }
  friend bool operator==(const DateInterval&, const DateInterval&) = default;
};

[[nodiscard]] std::string_view name(DatePrecision precision);

}  // namespace sitrep
