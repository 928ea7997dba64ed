// The scores: what counts as right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eval/conllu_eval.h"
#include "eval/names_eval.h"
#include "eval/plover_eval.h"

namespace sitrep {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view gold_text =
    "1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tca\tcan\tAUX\t_\t_\t3\taux\t_\t_\n"
    "2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_\n"
    "3\tleave\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n";

TEST(ConlluEval, TheSameIsAllRight) {
  const auto gold = read_conllu(gold_text, "f");
  ConlluScores scores;
  score_conllu(gold.documents[0].document, gold.documents[0].document, scores);
  for (const auto& [name, score] : scores.table()) {
    EXPECT_DOUBLE_EQ(score.f1(), 1.0) << name;
  }
  EXPECT_EQ(scores.tokens.gold, 3U);
  EXPECT_EQ(scores.words.gold, 4U);
}

TEST(ConlluEval, AnUnsplitWordCostsItsWordsOnly) {
  const auto gold = read_conllu(gold_text, "f");
  const auto other = read_conllu(
      "1\tcan't\tcan\tAUX\t_\t_\t2\taux\t_\t_\n2\tleave\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
      "3\t.\t.\tPUNCT\t_\t_\t2\tpunct:x\t_\t_\n",
      "f");
  ConlluScores scores;
  score_conllu(gold.documents[0].document, other.documents[0].document, scores);
  EXPECT_DOUBLE_EQ(scores.tokens.f1(), 1.0);
  EXPECT_EQ(scores.words.correct, 2U);
  EXPECT_EQ(scores.words.system, 3U);
  EXPECT_EQ(scores.las.correct, 2U) << "a subtype does not count";
}

TEST(ConlluEval, AWrongHeadCostsBothAttachmentScores) {
  const auto gold = read_conllu(gold_text, "f");
  auto system = gold.documents[0].document;
  system.tokens[1].head = 0;
  ConlluScores scores;
  score_conllu(gold.documents[0].document, system, scores);
  EXPECT_EQ(scores.uas.correct, 3U);
  EXPECT_EQ(scores.las.correct, 3U);
}

TEST(NamesEval, KindsThatGoldNeverHasAreLeftOut) {
  const auto scores = evaluate_names(R"({"tokens":["Danish","envoy","Ann","Lee"],"tags":["O","O","B-PER","I-PER"]})",
                                     "f", [](Document& d) {
                                       d.names = {{0, 1, NameKind::norp}, {2, 4, NameKind::person}};
                                     });
  EXPECT_DOUBLE_EQ(scores.micro().f1(), 1.0);
  EXPECT_THAT(scores.table(), SizeIs(2));
}

TEST(NamesEval, AWrongEndIsWrong) {
  const auto scores =
      evaluate_names(R"({"tokens":["Ann","Lee"],"tags":["B-Person","I-Person"]})", "f", [](Document& d) {
        d.names = {{0, 1, NameKind::person}};
      });
  EXPECT_EQ(scores.micro().correct, 0U);
  EXPECT_EQ(scores.micro().system, 1U);
}

TEST(NamesEval, BrokenLinesAreNamed) {
  const auto scores = evaluate_names("{\"tokens\":[\"a\"],\"tags\":[]}\nnonsense\n", "n.jsonl", [](Document&) {});
  ASSERT_THAT(scores.faults, SizeIs(2));
  EXPECT_THAT(scores.faults[1], HasSubstr("n.jsonl:2:"));
}

Event event(EventType type, const std::string& actor, const std::string& recipient, Status status = Status::actual) {
  Event e;
  e.type = type;
  e.status = status;
  if (!actor.empty()) {
    e.actors.emplace_back().code = actor;
  }
  if (!recipient.empty()) {
    e.recipients.emplace_back().code = recipient;
  }
  return e;
}

PloverScores score(std::string_view gold, std::vector<Event> events) {
  std::vector<std::string> faults;
  const auto records = read_plover_gold(gold, "f", faults);
  EXPECT_THAT(faults, IsEmpty());
  return evaluate_plover(records, [&](const Report&) {
    Coding coding;
    coding.events = events;
    return coding;
  });
}

constexpr std::string_view demand =
    R"({"id":"1","event":"DEMAND","text":"{Chad urges Mali to act.}","source":[{"code":"TCD"}],"target":[{"code":"MLI"}]})";

TEST(PloverEval, OlderNamesAreMapped) {
  const auto scores = score(demand, {event(EventType::request, "TCD", "MLI")});
  EXPECT_DOUBLE_EQ(scores.type.f1(), 1.0);
  EXPECT_DOUBLE_EQ(scores.full.f1(), 1.0);
}

TEST(PloverEval, EveryActualCodedEventCounts) {
  const auto scores = score(demand, {event(EventType::request, "TCD", "NER"), event(EventType::assault, "TCD", "MLI"),
                                     event(EventType::assault, "MLI", "", Status::planned)});
  EXPECT_EQ(scores.type.system, 2U);
  EXPECT_EQ(scores.type.correct, 1U);
  EXPECT_EQ(scores.full.correct, 0U);
  EXPECT_THAT(scores.errors(), HasSubstr("REQUEST [TCD] -> [MLI]: type"));
}

TEST(PloverEval, WhatPloverHasNoTypeForCountsNowhere) {
  const auto scores = score(demand, {event(EventType::other, "TCD", "MLI"), event(EventType::request, "TCD", "MLI")});
  EXPECT_EQ(scores.type.system, 1U);
  EXPECT_DOUBLE_EQ(scores.full.f1(), 1.0);
}

TEST(PloverEval, ContextsCountWhereTheTypeIsFound) {
  constexpr std::string_view gold =
      R"({"id":"1","event":"REQUEST","text":"Chad urges Mali to act.","context":"refugee, military","source":[{"code":"TCD"}]})";
  auto asked = event(EventType::request, "TCD", "MLI");
  asked.contexts = {"migration", "economic"};
  const auto scores = score(gold, {asked});
  EXPECT_EQ(scores.context.gold, 2U);
  EXPECT_EQ(scores.context.system, 2U);
  EXPECT_EQ(scores.context.correct, 1U);
  EXPECT_EQ(score(gold, {event(EventType::aid, "TCD", "MLI")}).context.gold, 0U);
}

TEST(PloverEval, PartiesOfAMeetingMayStandInEitherList) {
  const auto scores =
      score(R"({"id":"1","event":"CONSULT","text":"t","source":[{"code":"PER"}],"target":[{"code":"JAP"}]})",
            {event(EventType::consult, "JPN", "PER")});
  EXPECT_EQ(scores.full.correct, 1U);
}

TEST(PloverEval, ModesCountWhereTheTypeIsRight) {
  const std::string strike = R"({"id":"1","event":"PROTEST","mode":"strike-gen","text":"Miners struck."})";
  auto wrong = event(EventType::protest, "CHL", "");
  wrong.mode = Mode::demo;
  auto right = wrong;
  right.mode = Mode::strike;
  EXPECT_EQ(score(strike, {wrong}).mode.correct, 0U);
  EXPECT_EQ(score(strike, {wrong, right}).mode.correct, 1U);
  EXPECT_EQ(score(strike, {event(EventType::assault, "CHL", "")}).mode.gold, 0U);
  EXPECT_EQ(score(demand, {event(EventType::request, "TCD", "MLI")}).mode.gold, 0U);
}

TEST(PloverEval, TheUnitedNationsAreAnOrganisation) {
  const auto scores = score(R"({"id":"1","event":"AID","text":"t","source":[{"code":"IGO"}],"target":""})",
                            {event(EventType::aid, "UNO", "HTI")});
  EXPECT_EQ(scores.full.correct, 1U);
}

TEST(PloverEval, RecordsOfOneTextAreOneReport) {
  const std::string two = std::string(demand) + "\n" +
                          R"({"id":"2","event":"FIGHT","text":"Chad urges Mali to act.","source":[{"code":"MLI"}]})";
  const auto scores = score(two, {event(EventType::request, "TCD", "MLI"), event(EventType::assault, "MLI", "")});
  EXPECT_EQ(scores.type.gold, 2U);
  EXPECT_EQ(scores.type.system, 2U);
  EXPECT_DOUBLE_EQ(scores.full.f1(), 1.0);
}

}  // namespace
}  // namespace sitrep
