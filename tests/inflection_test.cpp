#include "language/inflection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "language/document.h"

namespace sitrep {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

Token token(Upos upos, std::string_view feats) {
  Token t;
  t.upos = upos;
  t.feats = feats;
  return t;
}

const Token past = token(Upos::VERB, "Tense=Past|VerbForm=Fin");

TEST(Inflection, APastFormMayHaveLostAnEOrDoubledItsConsonant) {
  EXPECT_THAT(regular_bases("freed", past), Contains("free"));
  EXPECT_THAT(regular_bases("razed", past), Contains("raze"));
  EXPECT_THAT(regular_bases("stopped", past), Contains("stop"));
  EXPECT_THAT(regular_bases("panicked", past), Contains("panic"));
  EXPECT_THAT(regular_bases("defied", past), Contains("defy"));
}

TEST(Inflection, AfterTwoConsonantsThereIsMostlyNoE) {
  EXPECT_THAT(regular_bases("snarled", past), Not(Contains("snarle")));
  EXPECT_THAT(regular_bases("handled", past), Contains("handle"));
  EXPECT_THAT(regular_bases("enforced", past), Contains("enforce"));
}

TEST(Inflection, PluralsAndDegreesHaveTheirs) {
  const auto plural = token(Upos::NOUN, "Number=Plur");
  EXPECT_THAT(regular_bases("militiamen", plural), Contains("militiaman"));
  EXPECT_THAT(regular_bases("embargoes", plural), Contains("embargo"));
  EXPECT_THAT(regular_bases("colonies", plural), Contains("colony"));
  EXPECT_THAT(regular_bases("grimmest", token(Upos::ADJ, "Degree=Sup")), Contains("grim"));
}

TEST(Inflection, WhatIsNotInflectedHasNone) {
  EXPECT_THAT(regular_bases("struck", past), IsEmpty());
  EXPECT_THAT(regular_bases("gas", token(Upos::NOUN, "Number=Sing")), IsEmpty());
  EXPECT_THAT(regular_bases("", past), IsEmpty());
  EXPECT_THAT(regular_bases("ed", past), IsEmpty());
}

TEST(Inflection, NamesKeepTheCaseThatTellsSomething) {
  EXPECT_TRUE(keeps_its_case("a.b@example.org"));
  EXPECT_TRUE(keeps_its_case("HRW"));
  EXPECT_TRUE(keeps_its_case("McGrath"));
  EXPECT_TRUE(keeps_its_case("al"));
  EXPECT_FALSE(keeps_its_case("Geneva"));
  EXPECT_FALSE(keeps_its_case("GENEVA"));
}

}  // namespace
}  // namespace sitrep
