#include "resolve/quantities.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "resolve/dates.h"
#include "support/hand_document.h"

namespace sitrep {
namespace {

using testing::HandDocument;
using testing::time_and_number_lists;

std::vector<QuantityMention> quantities_of(const Document& document) {
  const auto timexes = TimexReader(time_and_number_lists()).find(document, std::nullopt);
  return QuantityReader(time_and_number_lists()).find(document, timexes);
}

/// "more than 20 = 21- at_least", several parted by "; ".
std::string found(const HandDocument& hand) {
  std::string out;
  for (const auto& mention : quantities_of(hand.document())) {
    const auto& q = mention.quantity;
    out += (out.empty() ? "" : "; ") + hand.words(q.span) + " = " + (q.low ? std::to_string(*q.low) : "") + "-" +
           (q.high ? std::to_string(*q.high) : "") + " " + std::string(name(q.precision));
  }
  return out;
}

struct Case {
  const char* words;
  const char* expected;
};

TEST(Quantities, AreRead) {
  const Case cases[] = {
      {"20_NUM people_NOUN died", "20 = 20-20 exact"},
      {"2,000_NUM homes_NOUN burned", "2,000 = 2000-2000 exact"},
      {"1.5_NUM million_NUM people_NOUN fled", "1.5 million = 1500000-1500000 exact"},
      {"twenty_NUM ~-_PUNCT ~one_NUM soldiers_NOUN", "twenty-one = 21-21 exact"},
      {"twenty-one_NUM soldiers_NOUN", "twenty-one = 21-21 exact"},
      {"two_NUM hundred_NUM and_CCONJ six_NUM men_NOUN", "two hundred and six = 206-206 exact"},
      {"three_NUM thousand_NUM men_NOUN", "three thousand = 3000-3000 exact"},
      {"one_NUM soldier_NOUN", "one = 1-1 exact"},
      {"more_ADJ than_ADP 20_NUM people_NOUN", "more than 20 = 21- at_least"},
      {"over_ADP 300_NUM people_NOUN", "over 300 = 301- at_least"},
      {"at_ADP least_ADJ 20_NUM people_NOUN", "at least 20 = 20- at_least"},
      {"no_DET fewer_ADJ than_ADP 20_NUM people_NOUN", "no fewer than 20 = 20- at_least"},
      {"fewer_ADJ than_ADP 50_NUM people_NOUN", "fewer than 50 = -49 at_most"},
      {"up_ADP to_ADP 50_NUM people_NOUN", "up to 50 = -50 at_most"},
      {"as_ADV many_ADJ as_ADP 50_NUM people_NOUN", "as many as 50 = -50 at_most"},
      {"about_ADV 50_NUM people_NOUN", "about 50 = 50-50 about"},
      {"around_ADV 50_NUM people_NOUN", "around 50 = 50-50 about"},
      {"some_DET 50_NUM people_NOUN", "some 50 = 50-50 about"},
      {"nearly_ADV 2,000_NUM people_NOUN", "nearly 2,000 = 2000-2000 about"},
      {"50_NUM or_CCONJ more_ADJ people_NOUN", "50 or more = 50- at_least"},
      {"50_NUM or_CCONJ so_ADV people_NOUN", "50 or so = 50-50 about"},
      {"between_ADP 10_NUM and_CCONJ 20_NUM people_NOUN", "between 10 and 20 = 10-20 range"},
      {"10_NUM to_ADP 20_NUM people_NOUN", "10 to 20 = 10-20 range"},
      {"10_NUM ~-_PUNCT ~20_NUM people_NOUN", "10-20 = 10-20 range"},
      {"10–20_NUM people_NOUN", "10–20 = 10-20 range"},
      {"two_NUM or_CCONJ three_NUM people_NOUN", "two or three = 2-3 range"},
      {"two_NUM to_ADP three_NUM million_NUM people_NOUN", "two to three million = 2000000-3000000 range"},
      {"dozens_NOUN of_ADP people_NOUN", "dozens = 24-99 vague"},
      {"hundreds_NOUN of_ADP people_NOUN", "hundreds = 200-999 vague"},
      {"thousands_NOUN fled_VERB", "thousands = 2000-9999 vague"},
      {"scores_NOUN of_ADP people_NOUN", "scores = 40-99 vague"},
      {"tens_NOUN of_ADP thousands_NOUN of_ADP people_NOUN", "tens of thousands = 20000-99999 vague"},
      {"hundreds_NOUN of_ADP thousands_NOUN of_ADP people_NOUN", "hundreds of thousands = 200000-999999 vague"},
      {"several_ADJ people_NOUN", "several = 3-9 vague"},
      {"several_ADJ hundred_NUM people_NOUN", "several hundred = 300-999 vague"},
      {"a_DET few_ADJ dozen_NUM people_NOUN", "a few dozen = 36-119 vague"},
      {"a_DET couple_NOUN of_ADP guards_NOUN", "a couple = 2-3 vague"},
      {"a_DET dozen_NUM people_NOUN", "a dozen = 12-12 about"},
      {"two_NUM dozen_NUM people_NOUN", "two dozen = 24-24 exact"},
      {"more_ADJ than_ADP a_DET dozen_NUM people_NOUN", "more than a dozen = 13- at_least"},
      {"20_NUM dead_ADJ ~,_PUNCT 35_NUM wounded_ADJ", "20 = 20-20 exact; 35 = 35-35 exact"},
  };
  for (const auto& c : cases) {
    const HandDocument hand(c.words);
    EXPECT_EQ(found(hand), c.expected) << c.words;
  }
}

TEST(Quantities, WhatIsNone) {
  for (const char* words : {
           "in_ADP 2020_NUM",
           "on_ADP September_PROPN 20_NUM",
           "for_ADP three_NUM days_NOUN",
           "at_ADP 10:30_NUM",
           "a_DET 20_NUM ~-_PUNCT ~year_NOUN ~-_PUNCT ~old_ADJ driver_NOUN",
           "Anna_PROPN Berg_PROPN ~,_PUNCT 34_NUM ~,_PUNCT said_VERB",
           "aged_ADJ 20_NUM",
           "20_NUM %_SYM of_ADP voters_NOUN",
           "20_NUM percent_NOUN of_ADP voters_NOUN",
           "$_SYM ~20_NUM million_NUM",
           "20_NUM million_NUM dollars_NOUN",
           "the_DET 20th_ADJ brigade_NOUN",
           "a_DET 3_NUM ~-_PUNCT ~1_NUM win_NOUN",
           "a_DET 1_NUM ~-_PUNCT ~3_NUM defeat_NOUN",
           "Resolution_PROPN 1701_NUM:0:nummod",
           "10_NUM Mill_PROPN Street_PROPN",
           "no_DET one_PRON came_VERB",
           "two_NUM thirds_NOUN of_ADP voters_NOUN",
           "a_DET two_NUM ~-_PUNCT ~way_NOUN road_NOUN",
           "three_NUM times_NOUN",
           "a_DET soldier_NOUN",
           "3.7_NUM",
       }) {
    const HandDocument hand(words);
    EXPECT_EQ(found(hand), "") << words;
  }
}

TEST(Quantities, CountTheNounOfTheTree) {
  struct Counted {
    const char* words;
    const char* counted;
  };
  const Counted cases[] = {
      {"20_NUM:2:nummod young_ADJ:2:amod soldiers_NOUN died_VERB", "soldiers"},
      {"dozens_NOUN of_ADP:2:case civilians_NOUN:0:nmod died_VERB", "civilians"},
      {"20_NUM:4:nsubj of_ADP:2:case them_PRON:0:nmod were_AUX:4:aux killed_VERB", "them"},
      {"more_ADJ:2:advmod than_ADP:0:fixed 20_NUM:3:nummod people_NOUN:4:nsubj died_VERB", "people"},
      {"several_ADJ:1:amod people_NOUN:2:nsubj died_VERB", "people"},
      {"two_NUM:1:compound hundred_NUM:2:nummod men_NOUN:3:nsubj died_VERB", "men"},
      {"20_NUM:2:nsubj:pass were_AUX:2:aux killed_VERB", ""},
  };
  for (const auto& c : cases) {
    const HandDocument hand(c.words);
    const auto quantities = quantities_of(hand.document());
    ASSERT_EQ(quantities.size(), 1u) << c.words;
    const auto counted = quantities.front().counted;
    EXPECT_EQ(counted == no_token ? "" : std::string(hand.document().tokens[counted].form), c.counted) << c.words;
  }
}

TEST(Quantities, AnEmptyDocumentHasNone) {
  EXPECT_TRUE(quantities_of(Document()).empty());
}

}  // namespace
}  // namespace sitrep
