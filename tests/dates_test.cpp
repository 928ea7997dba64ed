#include "resolve/dates.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "support/hand_document.h"

namespace sitrep {
namespace {

using testing::HandDocument;
using testing::time_and_number_lists;

// A Wednesday.
constexpr Date report_day{2023, 9, 20};

std::string found(const HandDocument& hand, const std::optional<Date>& date) {
  std::string out;
  for (const auto& mention : TimexReader(time_and_number_lists()).find(hand.document(), date)) {
    if (!out.empty()) {
      out += "; ";
    }
    out += hand.words(mention.timex.span) + " = " + std::string(name(mention.timex.kind)) + " " + mention.timex.value;
  }
  return out;
}

struct Case {
  const char* words;
  const char* expected;
};

TEST(TimeExpressions, AgainstTheReportsDate) {
  const Case cases[] = {
      {"Shells fell today .", "today = DATE 2023-09-20"},
      {"Shells fell yesterday .", "yesterday = DATE 2023-09-19"},
      {"They vote tomorrow .", "tomorrow = DATE 2023-09-21"},
      {"Shells fell on Monday_PROPN .", "Monday = DATE 2023-09-18"},
      {"Shells fell on Wednesday_PROPN .", "Wednesday = DATE 2023-09-20"},
      {"Shells fell on Friday_PROPN .", "Friday = DATE 2023-09-15"},
      {"They will_AUX meet_VERB on Friday_PROPN .", "Friday = DATE 2023-09-22"},
      {"Shells fell last Friday_PROPN .", "last Friday = DATE 2023-09-15"},
      {"They gather next Monday_PROPN .", "next Monday = DATE 2023-09-25"},
      {"Guns fell silent last week .", "last week = DATE 2023-W37"},
      {"Guns fell silent this week .", "this week = DATE 2023-W38"},
      {"Talks resume next week .", "next week = DATE 2023-W39"},
      {"Talks failed last month .", "last month = DATE 2023-08"},
      {"Talks failed last year .", "last year = DATE 2022"},
      {"Talks failed earlier this year .", "earlier this year = DATE 2023"},
      {"Talks failed in September_PROPN .", "September = DATE 2023-09"},
      {"Talks failed in December_PROPN .", "December = DATE 2022-12"},
      {"They will_AUX vote_VERB in December_PROPN .", "December = DATE 2023-12"},
      {"Talks failed on Sept._PROPN 5_NUM .", "Sept. 5 = DATE 2023-09-05"},
      {"Talks failed on 30_NUM October_PROPN .", "30 October = DATE 2022-10-30"},
      {"Talks failed three days ago .", "three days ago = DATE 2023-09-17"},
      {"Talks failed two weeks ago .", "two weeks ago = DATE 2023-W36"},
      {"Talks failed four months ago .", "four months ago = DATE 2023-05"},
      {"Talks failed a year ago .", "a year ago = DATE 2022"},
      {"Talks failed two weeks earlier .", "two weeks earlier = DATE 2023-W36"},
      {"Sirens rang this morning .", "this morning = TIME 2023-09-20TMO"},
      {"Sirens rang last night .", "last night = TIME 2023-09-19TNI"},
      {"They speak tonight .", "tonight = TIME 2023-09-20TNI"},
      {"Sirens rang on Tuesday_PROPN night .", "Tuesday night = TIME 2023-09-19TNI"},
      {"They spoke on Monday_PROPN , September_PROPN 18_NUM .", "Monday, September 18 = DATE 2023-09-18"},
      {"They struck for the second day in a row .", "the second day in a row = DATE 2023-09-20"},
      {"They marched for a third straight week .", "a third straight week = DATE 2023-W38"},
      {"Calm held last autumn .", "last autumn = DATE 2022-FA"},
      {"The border has been shut since Tuesday_PROPN .", "Tuesday = DATE 2023-09-19"},
      {"Sirens rang at 10:35_NUM a.m. on Tuesday_PROPN .",
       "10:35 a.m. = TIME 2023-09-19T10:35; Tuesday = DATE 2023-09-19"},
  };
  for (const auto& c : cases) {
    std::string words = c.words;
    // Punctuation stands without a space, as in running text.
    for (const char* mark : {" .", " ,"}) {
      for (auto at = words.find(mark); at != std::string::npos; at = words.find(mark, at + 2)) {
        words.insert(at + 1, "~");
      }
    }
    const HandDocument hand(words);
    EXPECT_EQ(found(hand, report_day), c.expected) << c.words;
  }
}

TEST(TimeExpressions, AbsoluteOnesNeedNoReportsDate) {
  struct Absolute {
    const char* words;
    const char* span;
    const char* value;
    Date begin, end;
    DatePrecision precision;
  };
  const Absolute cases[] = {
      {"on September_PROPN 20_NUM ~,_PUNCT 2023_NUM",
       "September 20, 2023",
       "2023-09-20",
       {2023, 9, 20},
       {2023, 9, 20},
       DatePrecision::day},
      {"on 20_NUM Sept_PROPN 2023_NUM", "20 Sept 2023", "2023-09-20", {2023, 9, 20}, {2023, 9, 20}, DatePrecision::day},
      {"on the 3rd of March_PROPN 2021_NUM",
       "the 3rd of March 2021",
       "2021-03-03",
       {2021, 3, 3},
       {2021, 3, 3},
       DatePrecision::day},
      {"on 2023-09-20_NUM", "2023-09-20", "2023-09-20", {2023, 9, 20}, {2023, 9, 20}, DatePrecision::day},
      {"on 09/20/2023_NUM", "09/20/2023", "2023-09-20", {2023, 9, 20}, {2023, 9, 20}, DatePrecision::day},
      {"in February_PROPN 2024_NUM", "February 2024", "2024-02", {2024, 2, 1}, {2024, 2, 29}, DatePrecision::month},
      {"in the autumn of 2020_NUM",
       "the autumn of 2020",
       "2020-FA",
       {2020, 9, 1},
       {2020, 11, 30},
       DatePrecision::season},
      {"in summer 2019_NUM", "summer 2019", "2019-SU", {2019, 6, 1}, {2019, 8, 31}, DatePrecision::season},
      {"in 2020_NUM", "2020", "2020", {2020, 1, 1}, {2020, 12, 31}, DatePrecision::year},
      {"in the 1990s_NOUN", "the 1990s", "199", {1990, 1, 1}, {1999, 12, 31}, DatePrecision::decade},
      {"in the first quarter of 2021_NUM",
       "the first quarter of 2021",
       "2021-Q1",
       {2021, 1, 1},
       {2021, 3, 31},
       DatePrecision::season},
      {"in nineteen ninety ~-_PUNCT ~six",
       "nineteen ninety-six",
       "1996",
       {1996, 1, 1},
       {1996, 12, 31},
       DatePrecision::year},
  };
  for (const auto& c : cases) {
    const HandDocument hand(c.words);
    const auto timexes = TimexReader(time_and_number_lists()).find(hand.document(), std::nullopt);
    ASSERT_EQ(timexes.size(), 1u) << c.words;
    const auto& timex = timexes.front().timex;
    EXPECT_EQ(hand.words(timex.span), c.span);
    EXPECT_EQ(timex.value, c.value) << c.words;
    EXPECT_EQ(timex.interval.begin, c.begin) << c.words;
    EXPECT_EQ(timex.interval.end, c.end) << c.words;
    EXPECT_EQ(timex.interval.precision, c.precision) << c.words;
  }
}

TEST(TimeExpressions, RelativeOnesStayWordsWithoutTheReportsDate) {
  for (const char* words :
       {"today", "yesterday", "on Monday_PROPN", "last week", "three days ago", "in September_PROPN", "this morning",
        "the second day in a row", "earlier this year", "on Sept._PROPN 5_NUM", "last autumn", "two weeks earlier"}) {
    const HandDocument hand(words);
    const auto timexes = TimexReader(time_and_number_lists()).find(hand.document(), std::nullopt);
    ASSERT_EQ(timexes.size(), 1u) << words;
    const auto& timex = timexes.front().timex;
    EXPECT_EQ(timex.value, "") << words;
    EXPECT_FALSE(timex.interval.known()) << words;
    EXPECT_EQ(timex.interval.words, hand.words(timex.span)) << words;
    EXPECT_EQ(timex.interval.span, timex.span) << words;
  }
}

TEST(TimeExpressions, LengthsSetsAndReferences) {
  const Case cases[] = {
      {"for three days", "three days = DURATION P3D"},
      {"for nearly two years", "nearly two years = DURATION P2Y"},
      {"for two hours", "two hours = DURATION PT2H"},
      {"for years", "years = DURATION PXY"},
      {"for several weeks", "several weeks = DURATION PXW"},
      {"a five_NUM ~-_PUNCT ~day_NOUN truce", "five-day = DURATION P5D"},
      {"over the past two months", "the past two months = DURATION P2M"},
      {"for two and a half years", "two and a half years = DURATION P2Y6M"},
      {"shelled every day", "every day = SET P1D"},
      {"met every two weeks", "every two weeks = SET P2W"},
      {"three times a week", "a week = SET P1W"},
      {"met each Thursday_PROPN", "each Thursday = SET XXXX-WXX-4"},
      {"they are now at war", "now = DATE PRESENT_REF"},
      {"they have recently met", "recently = DATE PAST_REF"},
      {"they want peace in the future", "the future = DATE FUTURE_REF"},
      {"at 14:30_NUM", "14:30 = TIME T14:30"},
  };
  for (const auto& c : cases) {
    const HandDocument hand(c.words);
    EXPECT_EQ(found(hand, std::nullopt), c.expected) << c.words;
  }
}

TEST(TimeExpressions, WhatIsNone) {
  for (const char* words : {"2000_NUM people_NOUN fled", "it may_AUX rain", "Theresa_PROPN May_PROPN spoke",
                            "the 20_NUM ~-_PUNCT ~year_NOUN ~-_PUNCT ~old_ADJ driver", "on 03/04/2023x",
                            "troops march_VERB", "2,000_NUM homes", "$_SYM ~2020_NUM"}) {
    const HandDocument hand(words);
    EXPECT_EQ(found(hand, report_day), "") << words;
  }
  // Two readings: the words are kept, no day is chosen.
  const HandDocument hand("on 03/04/2023_NUM");
  EXPECT_EQ(found(hand, report_day), "03/04/2023 = DATE ");
}

TEST(TimeExpressions, TheTreeTellsWhatIsToCome) {
  const HandDocument hand("They_PRON:2:nsubj will_AUX:2:aux vote_VERB on_ADP:4:case Sunday_PROPN:2:obl");
  EXPECT_EQ(found(hand, report_day), "Sunday = DATE 2023-09-24");
  const HandDocument past(
      "They_PRON:1:nsubj voted_VERB on_ADP:3:case Sunday_PROPN:1:obl and_CCONJ:6:cc will_AUX:6:aux rest_VERB:1:conj");
  EXPECT_EQ(found(past, report_day), "Sunday = DATE 2023-09-17");
}

TEST(TimeExpressions, AnEmptyDocumentHasNone) {
  EXPECT_TRUE(TimexReader(time_and_number_lists()).find(Document(), report_day).empty());
}

}  // namespace
}  // namespace sitrep
