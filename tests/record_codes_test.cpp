#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "record/accord.h"
#include "record/codes.h"
#include "record/entity.h"
#include "record/toll.h"

namespace sitrep {
namespace {

EventType type_at(std::size_t i) {
  return static_cast<EventType>(i);
}
constexpr auto last_mode = static_cast<int>(Mode::unconventional);

TEST(EventTypes, EveryNameReadsBackAsItsType) {
  for (std::size_t i = 0; i < event_type_count; ++i) {
    EXPECT_EQ(parse_event_type(name(type_at(i))), type_at(i));
  }
  EXPECT_EQ(name(EventType::mobilize), "MOBILIZE");
  EXPECT_EQ(name(EventType::agree), "AGREE");
  EXPECT_EQ(name(EventType::assault), "ASSAULT");
}

TEST(EventTypes, NamesAreExact) {
  EXPECT_EQ(parse_event_type("assault"), std::nullopt);
  EXPECT_EQ(parse_event_type("ASSULT"), std::nullopt);
  EXPECT_EQ(parse_event_type(""), std::nullopt);
}

TEST(Modes, EveryNameReadsBackAsItsMode) {
  for (int i = 0; i <= last_mode; ++i) {
    EXPECT_EQ(parse_mode(name(static_cast<Mode>(i))), static_cast<Mode>(i));
  }
  EXPECT_EQ(name(Mode::third_party), "third-party");
  EXPECT_EQ(name(Mode::heavy_weapons), "heavy-weapons");
  EXPECT_EQ(name(Mode::discontinue), "discontinue");
  EXPECT_EQ(name(Mode::martial_law), "martial-law");
  EXPECT_EQ(parse_mode("heavy_weapons"), std::nullopt);
}

TEST(Modes, BelongToTheTypesThatTheManualSays) {
  EXPECT_TRUE(mode_allowed(EventType::retreat, Mode::withdraw));
  EXPECT_TRUE(mode_allowed(EventType::sanction, Mode::withdraw));
  EXPECT_FALSE(mode_allowed(EventType::coerce, Mode::withdraw));
  EXPECT_TRUE(mode_allowed(EventType::threaten, Mode::arrest));
  EXPECT_TRUE(mode_allowed(EventType::coerce, Mode::arrest));
  EXPECT_FALSE(mode_allowed(EventType::assault, Mode::arrest));
  EXPECT_TRUE(mode_allowed(EventType::request, Mode::yield));
  EXPECT_TRUE(mode_allowed(EventType::reject, Mode::yield));
  EXPECT_FALSE(mode_allowed(EventType::accuse, Mode::yield));
  for (std::size_t i = 0; i < event_type_count; ++i) {
    EXPECT_TRUE(mode_allowed(type_at(i), Mode::none));
  }
}

TEST(Modes, EachBelongsToAType) {
  for (int i = 1; i <= last_mode; ++i) {
    int types = 0;
    for (std::size_t t = 0; t < event_type_count; ++t) {
      types += mode_allowed(type_at(t), static_cast<Mode>(i)) ? 1 : 0;
    }
    EXPECT_GE(types, 1) << name(static_cast<Mode>(i));
  }
}

TEST(Modes, FiveTypesHaveNone) {
  for (const EventType type :
       {EventType::agree, EventType::support, EventType::concede, EventType::cooperate, EventType::aid}) {
    for (int i = 1; i <= last_mode; ++i) {
      EXPECT_FALSE(mode_allowed(type, static_cast<Mode>(i))) << name(type) << ' ' << name(static_cast<Mode>(i));
    }
  }
}

TEST(Scores, AreTheManuals) {
  EXPECT_EQ(score(EventType::consult, Mode::none), 2.5);
  EXPECT_EQ(score(EventType::consult, Mode::phone), 1.5);
  EXPECT_EQ(score(EventType::retreat, Mode::disarm), 10);
  EXPECT_EQ(score(EventType::request, Mode::assist), 0.5);
  EXPECT_EQ(score(EventType::reject, Mode::assist), -1.5);
  EXPECT_EQ(score(EventType::sanction, Mode::expel), -5.5);
  EXPECT_EQ(score(EventType::threaten, Mode::expel), -3.5);
  EXPECT_EQ(score(EventType::coerce, Mode::martial_law), -7.5);
  EXPECT_EQ(score(EventType::assault, Mode::unconventional), -10);
  EXPECT_EQ(score(EventType::accuse, Mode::none), -3);
}

TEST(Scores, AModeOfAnotherTypeLeavesTheBaseScore) {
  EXPECT_EQ(score(EventType::assault, Mode::phone), -9);
}

TEST(Scores, HaveTheSignOfTheirQuadClass) {
  for (std::size_t t = 0; t < event_type_count; ++t) {
    const EventType type = type_at(t);
    const bool cooperation =
        quad_class(type) == QuadClass::verbal_cooperation || quad_class(type) == QuadClass::material_cooperation;
    EXPECT_EQ(score(type, Mode::none) > 0, cooperation) << name(type);
  }
}

TEST(QuadClasses, FollowTheManual) {
  EXPECT_EQ(quad_class(EventType::concede), QuadClass::verbal_cooperation);
  EXPECT_EQ(quad_class(EventType::cooperate), QuadClass::material_cooperation);
  EXPECT_EQ(quad_class(EventType::threaten), QuadClass::verbal_conflict);
  EXPECT_EQ(quad_class(EventType::protest), QuadClass::material_conflict);
}

TEST(Contexts, AreKnownByName) {
  EXPECT_TRUE(is_context("military"));
  EXPECT_TRUE(is_context("asylum"));
  EXPECT_TRUE(is_context("trafficking"));
  EXPECT_TRUE(is_context("rights_freedoms"));
  EXPECT_FALSE(is_context("Military"));
  EXPECT_FALSE(is_context("sport"));
  EXPECT_FALSE(is_context(""));
}

TEST(Sectors, AreKnownByName) {
  EXPECT_TRUE(is_sector("AGR"));
  EXPECT_TRUE(is_sector("MIL"));
  EXPECT_TRUE(is_sector("UNK"));
  EXPECT_FALSE(is_sector("mil"));
  EXPECT_FALSE(is_sector("USA"));
}

TEST(Statuses, EveryNameReadsBack) {
  for (int i = 0; i <= static_cast<int>(Status::historical); ++i) {
    EXPECT_EQ(parse_status(name(static_cast<Status>(i))), static_cast<Status>(i));
  }
  EXPECT_EQ(parse_status("future"), std::nullopt);
}

TEST(Kinds, AreNamedAsTheSchemaWritesThem) {
  EXPECT_EQ(name(AccordState::in_force), "in_force");
  EXPECT_EQ(name(AccordKind::peace_agreement), "peace_agreement");
  EXPECT_EQ(name(TollKind::displaced), "displaced");
  EXPECT_EQ(parse_toll_kind("captured"), TollKind::captured);
  EXPECT_EQ(parse_toll_kind("wounded"), std::nullopt);
}

TEST(Entities, AreCodedAsCodeThenSectors) {
  Entity entity;
  EXPECT_EQ(entity.coded(), "");
  entity.sectors = {"REB", "MIL"};
  EXPECT_EQ(entity.coded(), "REB MIL");
  entity.code = "AZE";
  EXPECT_EQ(entity.coded(), "AZE REB MIL");
  entity.sectors.clear();
  EXPECT_EQ(entity.coded(), "AZE");
}

}  // namespace
}  // namespace sitrep
