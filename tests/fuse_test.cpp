// When tellings of several reports are one incident.
#include <gtest/gtest.h>

#include "fuse/incidents.h"
#include "support/made_coding.h"

namespace sitrep {
namespace {

using testing::made;

struct Pair {
  testing::Made a = made("a");
  testing::Made b = made("b");
  Event& event() { return b.coding.events[0]; }
  bool one() {
    return find_incidents(std::vector<CodedReport>{{&a.report, &a.coding}, {&b.report, &b.coding}}).size() == 1;
  }
};

TEST(Incidents, SameTellingsAreOneWithCounts) {
  Pair p;
  const auto found = find_incidents(std::vector<CodedReport>{{&p.a.report, &p.a.coding}, {&p.b.report, &p.b.coding}});
  ASSERT_EQ(found.size(), 1u);  // the planned events make none
  EXPECT_EQ(found[0].reports, 2u);
  EXPECT_EQ(found[0].publishers, 1u);
}

TEST(Incidents, MayBeADayApartButNotTwo) {
  Pair p;
  p.event().date.begin = p.event().date.end = Date{2024, 5, 14};
  EXPECT_TRUE(p.one());
  p.event().date.begin = p.event().date.end = Date{2024, 5, 15};
  EXPECT_FALSE(p.one());
}

TEST(Incidents, WithoutADayJoinNothing) {
  Pair p;
  p.event().date = {};
  EXPECT_FALSE(p.one());
}

TEST(Incidents, OfOtherActorsPlacesOrTypesStayApart) {
  Pair actors;
  actors.event().actors[0].code = "SDN";
  EXPECT_FALSE(actors.one());
  Pair place;
  place.event().place->id = "2428394";
  EXPECT_FALSE(place.one());
  Pair type;
  type.event().type = EventType::coerce;
  EXPECT_FALSE(type.one());
}

TEST(Incidents, CommentsMakeNone) {
  auto m = testing::made();
  m.coding.events[0].type = EventType::other;
  EXPECT_TRUE(find_incidents(std::vector<CodedReport>{{&m.report, &m.coding}}).empty());
}

TEST(Incidents, PlaceMayBeMissingInOne) {
  Pair p;
  p.event().place.reset();
  EXPECT_TRUE(p.one());
}

TEST(Incidents, EventsOfOneReportStayApart) {
  auto m = made();
  m.coding.events.push_back(m.coding.events[0]);
  EXPECT_EQ(find_incidents(std::vector<CodedReport>{{&m.report, &m.coding}}).size(), 2u);
}

}  // namespace
}  // namespace sitrep
