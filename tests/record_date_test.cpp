#include <gtest/gtest.h>

#include "record/date.h"

namespace sitrep {
namespace {

TEST(Dates, ReadAndWriteIso8601) {
  const auto date = Date::parse("2023-09-20");
  ASSERT_TRUE(date);
  EXPECT_EQ(*date, (Date{2023, 9, 20}));
  EXPECT_EQ(date->str(), "2023-09-20");
  EXPECT_EQ((Date{987, 1, 2}).str(), "0987-01-02");
}

TEST(Dates, ReadTheHeadOfATime) {
  EXPECT_EQ(Date::parse("2023-09-20T10:00:00Z"), (Date{2023, 9, 20}));
  EXPECT_EQ(Date::parse("2023-09-20T23:59:59.999+04:00"), (Date{2023, 9, 20}));
  EXPECT_EQ(Date::parse("2023-09-20 10:00"), (Date{2023, 9, 20}));
}

TEST(Dates, RefuseWhatIsNoDay) {
  for (const char* text : {"", "2023", "2023-09", "2023-9-20", "2023-02-29", "2023-13-01", "2023-00-10", "2023-01-00",
                           "2023-04-31", "20.09.2023", "2023/09/20", "2023-09-201", "2023-09-20x", "2023-09-20T",
                           "2023-09-20 a", " 2023-09-20", "+023-09-20", "2023-09-2\xc2"}) {
    EXPECT_FALSE(Date::parse(text)) << text;
  }
}

TEST(Dates, KnowLeapYears) {
  EXPECT_TRUE(Date::parse("2024-02-29"));
  EXPECT_TRUE(Date::parse("2000-02-29"));
  EXPECT_FALSE(Date::parse("1900-02-29"));
}

TEST(Dates, ADefaultMadeDateIsNotValid) {
  EXPECT_FALSE(Date().valid());
}

TEST(Dates, CountDaysFromTheEpoch) {
  EXPECT_EQ((Date{1970, 1, 1}).days(), 0);
  EXPECT_EQ((Date{1969, 12, 31}).days(), -1);
  EXPECT_EQ((Date{2000, 3, 1}).days(), 11017);
  EXPECT_EQ((Date{2023, 9, 20}).days(), 19620);
}

TEST(Dates, DaysAndDatesGoBothWays) {
  for (std::int32_t days = -800000; days < 800000; days += 37) {
    const Date date = Date::from_days(days);
    ASSERT_TRUE(date.valid());
    ASSERT_EQ(date.days(), days);
  }
  EXPECT_EQ(Date::from_days(Date{2023, 2, 28}.days() + 1), (Date{2023, 3, 1}));
}

TEST(Dates, BeyondTheCalendarNoDateIsMade) {
  EXPECT_FALSE(Date::from_days(2'000'000'000).valid());
  EXPECT_FALSE(Date::from_days(-2'000'000'000).valid());
}

TEST(Dates, KnowTheirWeekday) {
  EXPECT_EQ((Date{2023, 9, 20}).weekday(), 3);  // a Wednesday
  EXPECT_EQ((Date{1970, 1, 1}).weekday(), 4);
  EXPECT_EQ((Date{2023, 9, 24}).weekday(), 0);
}

TEST(Dates, SortByTime) {
  EXPECT_LT((Date{2023, 9, 20}), (Date{2023, 10, 1}));
  EXPECT_LT((Date{2022, 12, 31}), (Date{2023, 1, 1}));
}

TEST(DateIntervals, AreKnownWhereAnEndIs) {
  DateInterval interval;
  interval.words = "second day in a row";
  EXPECT_FALSE(interval.known());
  interval.end = Date{2023, 9, 20};
  EXPECT_TRUE(interval.known());
  EXPECT_EQ(name(DatePrecision::season), "season");
}

}  // namespace
}  // namespace sitrep
