#include "record/date.h"

#include <array>
#include <cassert>
#include <chrono>
#include <cstdio>

#include "record/names.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(DatePrecision::decade) + 1> precision_names = {
    "unknown", "day", "week", "month", "season", "year", "decade"};

std::chrono::year_month_day calendar(const Date& date) {
  return {std::chrono::year(date.year), std::chrono::month(date.month), std::chrono::day(date.day)};
}

/// Reads text[begin, begin + count) as digits only.
std::optional<int> digits(std::string_view text, std::size_t begin, std::size_t count) {
  int value = 0;
  for (const char c : text.substr(begin, count)) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

bool Date::valid() const {
  return calendar(*this).ok();
}

std::int32_t Date::days() const {
  assert(valid());
  return static_cast<std::int32_t>(std::chrono::sys_days(calendar(*this)).time_since_epoch().count());
}

Date Date::from_days(std::int32_t days) {
  // The calendar's ends; beyond them a year does not fit, and the date made is not valid.
  constexpr auto first = std::chrono::sys_days(std::chrono::year::min() / 1 / 1).time_since_epoch().count();
  constexpr auto last = std::chrono::sys_days(std::chrono::year::max() / 12 / 31).time_since_epoch().count();
  if (days < first || days > last) {
    return {};
  }
  const std::chrono::year_month_day made{std::chrono::sys_days(std::chrono::days(days))};
  return {static_cast<std::int16_t>(static_cast<int>(made.year())),
          static_cast<std::uint8_t>(static_cast<unsigned>(made.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(made.day()))};
}

int Date::weekday() const {
  assert(valid());
  return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(calendar(*this))).c_encoding());
}

std::optional<Date> Date::parse(std::string_view text) {
  constexpr std::size_t length = 10;
  if (text.size() < length || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  if (text.size() > length) {
    // A time has to follow: "T10:00" or, as RFC 3339 lets one write, " 10:00".
    const char mark = text[length];
    if ((mark != 'T' && mark != 't' && mark != ' ') || text.size() < length + 3 || !digits(text, length + 1, 2)) {
      return std::nullopt;
    }
  }
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const Date date{static_cast<std::int16_t>(*year), static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)};
  return date.valid() ? std::optional(date) : std::nullopt;
}

std::string Date::str() const {
  std::array<char, 16> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%s%04d-%02d-%02d", year < 0 ? "-" : "",
                                   year < 0 ? -year : year, month, day);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

std::string_view name(DatePrecision precision) {
  return name_in(precision_names, precision);
}

}  // namespace sitrep
