// Who did what to whom: the promises that users of the coder rely on, each with sentences of our own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/coding.h"

namespace sitrep {
namespace {

using testing::code;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsEvent;
using ::testing::Not;
using ::testing::SizeIs;

constexpr Date report_day{2024, 5, 14};

TEST(Roles, ActiveVerbHasSubjectAsActorAndObjectAsRecipient) {
  EXPECT_THAT(code("Ethiopian troops shelled Eritrean positions on Monday.").actual_events(),
              ElementsAre(IsEvent("ASSAULT heavy-weapons").WithActors({"ETH MIL"}).WithRecipients({"ERI MIL"})));
}

TEST(Roles, PassiveWithAgentIsTurnedRound) {
  EXPECT_THAT(code("Three aid workers were kidnapped by gunmen in northern Mali.").actual_events(),
              ElementsAre(IsEvent("ASSAULT abduct").WithActors({"MLI UAF"}).WithRecipients({"CVL"})));
}

TEST(Roles, PassiveWithoutAgentHasNoActor) {
  const auto events = code("Two Kenyan journalists were arrested in Nairobi on Friday.").actual_events();
  ASSERT_THAT(events, ElementsAre(IsEvent("COERCE arrest").WithRecipients({"KEN JRN"})));
  EXPECT_THAT(events[0].actors, IsEmpty());
}

TEST(Roles, NominalEventTakesItsPossessorAsActor) {
  EXPECT_THAT(code("Norway condemned Russia's shelling of Kharkiv.").actual_events(),
              Contains(IsEvent("ACCUSE disapprove").WithActors({"NOR"}).WithRecipients({"RUS"})));
}

TEST(Roles, ControlledInfinitiveIsNotDoneYet) {
  const auto coded = code("Canada urged Guatemala to release the detained students.");
  EXPECT_THAT(coded.actual_events(), ElementsAre(IsEvent("REQUEST").WithActors({"CAN"}).WithRecipients({"GTM"})));
}

TEST(Roles, WhatASpeakerSaysAnotherMustDoIsARequest) {
  EXPECT_THAT(code("The Danish foreign minister said that Iran must release the sailors.").actual_events(),
              ElementsAre(IsEvent("REQUEST").WithActors({"DNK GOV"}).WithRecipients({"IRN"})));
  EXPECT_THAT(code("The Danish foreign minister said that Denmark must save money.").actual_events(), IsEmpty());
}

TEST(Roles, MeetingWithoutHostPutsAllPartiesInActor) {
  const auto events = code("Foreign ministers of Chile and Peru met in Lima on Tuesday.").actual_events();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_THAT(events[0], IsEvent("CONSULT").WithoutRecipient());
}

TEST(Roles, PhrasesInARoleAreKeptWhoeverIsBehindThem) {
  const auto coded = code("A car bomb killed two clerks in Mosul. Chile rejected the Peruvian president's decision.");
  const auto words = [&](const std::vector<Span>& phrases) {
    std::vector<std::string> out;
    for (const auto span : phrases) {
      out.emplace_back(span.of(coded.report.text));
    }
    return out;
  };
  const auto events = coded.actual_events();
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_THAT(events[0].actors, IsEmpty());
  EXPECT_THAT(words(events[0].actor_phrases), ElementsAre("A car bomb"));
  EXPECT_THAT(words(events[0].recipient_phrases), ElementsAre("two clerks"));
  EXPECT_THAT(events[1], IsEvent("REJECT").WithActors({"CHL"}).WithRecipients({"PER GOV"}));
  EXPECT_THAT(words(events[1].recipient_phrases), ElementsAre("the Peruvian president's decision"));
}

TEST(Roles, WhatASentenceTellsFirstLiesLeastDeep) {
  const auto events = code("Gunmen backed by Chad attacked a market in Niger.").actual_events();
  ASSERT_THAT(events, Contains(IsEvent("ASSAULT")));
  for (const auto& event : events) {
    EXPECT_EQ(event.depth, event.type == EventType::assault ? 0U : 1U);
  }
}

TEST(Roles, LightVerbCarriesTheEventNoun) {
  EXPECT_THAT(code("The Ghanaian army carried out airstrikes against rebels.").actual_events(),
              ElementsAre(IsEvent("ASSAULT aerial").WithActors({"GHA MIL"})));
}

TEST(Roles, RelativeClauseTakesTheNounItModifies) {
  EXPECT_THAT(code("Norway condemned the rebels who seized the Chadian town.").actual_events(),
              Contains(IsEvent("COERCE seize").WithActors({"REB"})));
}

TEST(Status, NegatedEventIsNotActual) {
  EXPECT_THAT(code("Jordanian troops did not shell the village.").actual_events(), IsEmpty());
}

TEST(Status, PlannedAttackIsNotActual) {
  EXPECT_THAT(code("Burundi plans to bomb rebel camps in Rwanda.").actual_events(), Not(Contains(IsEvent("ASSAULT"))));
}

TEST(Status, ConditionalIsNotActual) {
  EXPECT_THAT(code("If Burundi bombed rebel camps, Rwanda would protest.").actual_events(), IsEmpty());
}

TEST(Status, DeniedEventIsNotActual) {
  EXPECT_THAT(code("Eritrea denied that its troops had attacked Ethiopian villages.").actual_events(),
              Not(Contains(IsEvent("ASSAULT"))));
}

TEST(Status, AccusationIsActualAndItsContentAlleged) {
  const auto coded = code("Armenia accused Georgia of shelling a border village.");
  EXPECT_THAT(coded.actual_events(), ElementsAre(IsEvent("ACCUSE").WithActors({"ARM"}).WithRecipients({"GEO"})));
}

TEST(Status, MeetingToComeIsAgree) {
  EXPECT_THAT(code("The Danish prime minister will visit Iceland next week.").actual_events(),
              ElementsAre(IsEvent("AGREE").WithActors({"DNK GOV"})));
}

TEST(Comments, AreOfTypeOtherWithACodeOfCameosRoot01) {
  const auto events =
      code("The Omani government declined to comment. Brunei expressed its condolences to Fiji.").coding.events;
  ASSERT_THAT(events, ElementsAre(IsEvent("OTHER").WithActors({"OMN GOV"}).WithoutRecipient(),
                                  IsEvent("OTHER").WithActors({"BRN"}).WithRecipients({"FJI"})));
  EXPECT_EQ(events[0].cameo, "011");
  EXPECT_EQ(events[1].cameo, "018");
}

TEST(Comments, LeaveWhatTheyAreAboutItsStatus) {
  EXPECT_THAT(
      code("Djibouti denied that its soldiers had shelled the village.").coding.events,
      ElementsAre(IsEvent("OTHER").WithActors({"DJI"}), IsEvent("ASSAULT heavy-weapons").WithStatus(Status::denied)));
}

TEST(Comments, TakeNoPloverEventsPlace) {
  EXPECT_THAT(code("Bhutan rejected the Nepalese demand as groundless.").actual_events(),
              ElementsAre(IsEvent("REJECT").WithActors({"BTN"}).WithRecipients({"NPL"})));
}

TEST(Comments, AreMadeByActorsOfPoliticsOnly) {
  EXPECT_THAT(
      code("The singer declined to comment. Her label denied the rumour. A priest said it was cold.").coding.events,
      IsEmpty());
}

TEST(Comments, OfDifferentKindsAreTwo) {
  EXPECT_THAT(code("Samoa mourned the victims. Samoa declined to comment.").coding.events, SizeIs(2));
}

TEST(Time, PresentEventsHaveNoDateWithoutTheReportsDate) {
  for (const auto& event : code("Ethiopian troops are shelling Eritrean positions.").coding.events) {
    EXPECT_FALSE(event.date.known());
  }
}

TEST(Time, EventsOfYesterdayAreDatedFromTheReport) {
  const auto events = code("Ethiopian troops shelled Eritrean positions yesterday.", report_day).actual_events();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].date.begin, (Date{2024, 5, 13}));
}

TEST(Time, EventsOfYearsAgoAreHistorical) {
  const auto coded = code("Ethiopian troops shelled Eritrean positions in 1999.", report_day);
  ASSERT_THAT(coded.coding.events, SizeIs(1));
  EXPECT_EQ(coded.coding.events[0].status, Status::historical);
}

TEST(Merging, OneEventSaidTwiceHasTwoPiecesOfEvidence) {
  const auto events =
      code("Kenyan police arrested dozens of protesters on Friday. Police arrested the protesters in Nairobi, Kenya.",
           report_day)
          .actual_events();
  EXPECT_THAT(events, Contains(IsEvent("COERCE arrest")));
}

TEST(Roles, WhoeverAccusesIsAnotherThanTheAccused) {
  const auto events =
      code("The RSF shelled the town of Nyala. The group accused the RSF of the killing.").coding.events;
  EXPECT_THAT(events, Not(Contains(IsEvent("ACCUSE"))));
}

TEST(Roles, TheRebelsAreNoAgencyThatWasNamedBefore) {
  const auto coded = code("The U.N. refugee agency called for help. Rwanda denied backing the rebels.");
  for (const auto& event : coded.coding.events) {
    for (const auto& recipient : event.recipients) {
      EXPECT_NE(recipient.code, "UNO");
    }
  }
}

TEST(Roles, ThoseOfThemAreOthersThanWhoTakesThem) {
  const auto events =
      code("Thousands of people gathered outside parliament in Yerevan. Police detained 14 of them.").actual_events();
  for (const auto& event : events) {
    for (const auto& recipient : event.recipients) {
      EXPECT_THAT(recipient.sectors, Not(Contains("COP")));
    }
  }
  EXPECT_THAT(events, Contains(IsEvent("COERCE arrest")));
}

TEST(Dates, WhatHappenedInAWarHappenedThen) {
  const auto events =
      code("The fighting is the deadliest since a war in 2020 over Nagorno-Karabakh, in which Azerbaijan retook land.",
           report_day)
          .actual_events();
  EXPECT_THAT(events, Not(Contains(IsEvent("COERCE seize"))));
}

TEST(Tolls, KilledAndInjuredAreCountedApart) {
  const auto coded = code("The explosion killed more than 20 soldiers and injured about 50 civilians.");
  ASSERT_THAT(coded.coding.tolls, SizeIs(2));
  EXPECT_EQ(coded.coding.tolls[0].kind, TollKind::killed);
  EXPECT_EQ(coded.coding.tolls[0].count.low, 21u);
  EXPECT_FALSE(coded.coding.tolls[0].count.high.has_value());
  EXPECT_EQ(coded.coding.tolls[1].kind, TollKind::injured);
  EXPECT_EQ(coded.coding.tolls[1].count.low, 50u);
}

TEST(Tolls, EveryNumberBelongsToItsOwnWord) {
  struct Case {
    const char* text;
    std::vector<std::pair<TollKind, unsigned>> tolls;
  };
  const std::vector<Case> cases = {
      {"Eleven civilians were killed and 25 injured in shelling in Kherson.",
       {{TollKind::killed, 11}, {TollKind::injured, 25}}},
      {"Three soldiers were killed and at least 12 wounded.", {{TollKind::killed, 3}, {TollKind::injured, 12}}},
      {"Some 40 people were killed, 70 wounded and 12 kidnapped.",
       {{TollKind::killed, 40}, {TollKind::injured, 70}, {TollKind::captured, 12}}},
      {"A woman was killed and two men injured when a shell hit a bus.",
       {{TollKind::killed, 1}, {TollKind::injured, 2}}},
      {"One policeman was killed and another wounded.", {{TollKind::killed, 1}, {TollKind::injured, 1}}},
      {"The raid left two dead, five wounded and six missing.",
       {{TollKind::killed, 2}, {TollKind::injured, 5}, {TollKind::missing, 6}}},
      {"The blast left at least 12 people dead and 45 others wounded.",
       {{TollKind::killed, 12}, {TollKind::injured, 45}}},
      {"Officials put the toll at 23 dead and 71 wounded.", {{TollKind::killed, 23}, {TollKind::injured, 71}}},
      {"The army said 15 rebels were killed, 8 captured.", {{TollKind::killed, 15}, {TollKind::captured, 8}}},
      {"Police killed two protesters and arrested 40 others.", {{TollKind::killed, 2}, {TollKind::arrested, 40}}},
      {"Four people were killed when 20 wounded soldiers arrived.", {{TollKind::killed, 4}}},
      {"About 300 homes were damaged and 40 destroyed.", {}},
  };
  for (const auto& [text, expected] : cases) {
    const auto coded = code(text);
    std::vector<std::pair<TollKind, unsigned>> found;
    for (const auto& toll : coded.coding.tolls) {
      found.emplace_back(toll.kind, static_cast<unsigned>(toll.count.low.value_or(0)));
    }
    EXPECT_EQ(found, expected) << text;
  }
}

TEST(Tolls, ClaimedByTheOneWhoSaysIt) {
  const auto coded = code("According to hospital officials, the blast killed 12 people.");
  ASSERT_THAT(coded.coding.tolls, SizeIs(1));
  EXPECT_EQ(coded.coding.tolls[0].attribution.source, "hospital officials");
}

TEST(Statements, QuotationHasSpeakerAndContentWithoutMarks) {
  const auto coded = code("\"The talks have failed,\" the Kenyan foreign minister said.");
  ASSERT_THAT(coded.coding.statements, SizeIs(1));
  EXPECT_EQ(coded.words(coded.coding.statements[0].content), "The talks have failed");
  EXPECT_EQ(coded.coding.statements[0].kind, StatementKind::quotation);
  EXPECT_EQ(coded.coding.statements[0].speaker.code, "KEN");
}

TEST(Accords, CeasefireWhosePartiesFightAgainIsBroken) {
  const auto coded = code(
      "Ethiopia and Eritrea signed a ceasefire in June 2022. Ethiopian troops shelled Eritrean villages on Monday.",
      report_day);
  ASSERT_THAT(coded.coding.accords, SizeIs(1));
  EXPECT_EQ(coded.coding.accords[0].state, AccordState::broken);
}

TEST(Bounds, ManyCandidatesInOneSentenceTakeBoundedTime) {
  std::string text = "Ethiopia attacked Eritrea";
  for (int i = 0; i < 1000; ++i) {
    text += " and bombed Somalia";
  }
  EXPECT_THAT(code(text + ".").coding.sentences, Not(IsEmpty()));  // what is coded of such a text does not matter
}

TEST(Bounds, EmptyTextGivesAnEmptyCoding) {
  const auto coded = code("");
  EXPECT_THAT(coded.coding.events, IsEmpty());
  EXPECT_THAT(coded.coding.sentences, IsEmpty());
}

}  // namespace
}  // namespace sitrep
