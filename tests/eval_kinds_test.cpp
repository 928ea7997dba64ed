// The scores against coding gold files: what counts as right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eval/coref_eval.h"
#include "eval/judged_eval.h"
#include "eval/main_event.h"
#include "eval/no_events_eval.h"
#include "eval/petrarch_eval.h"
#include "eval/plover_names.h"
#include "eval/police_eval.h"
#include "eval/quad_eval.h"
#include "eval/roles_eval.h"
#include "eval/synthetic_eval.h"

namespace sitrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Entity entity(const std::string& code, std::vector<std::string> sectors = {}) {
  Entity e;
  e.code = code;
  e.sectors = std::move(sectors);
  return e;
}

/// An event for a coder of the tests to find.
struct Fake {
  EventType type = EventType::consult;
  std::string trigger;  ///< the first place of these words
  Mode mode = Mode::none;
  std::vector<Entity> actors = {};
  std::vector<Entity> recipients = {};
  Status status = Status::actual;
  std::string cameo = {};
  double confidence = 0.5;
};

Span span_of(std::string_view text, std::string_view words) {
  const auto at = text.find(words);
  EXPECT_NE(at, std::string_view::npos) << words;
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

/// A coder that finds these events in any text.
CodeReport finds(std::vector<Fake> fakes) {
  return [fakes = std::move(fakes)](const Report& report) {
    Coding coding;
    for (const auto& fake : fakes) {
      Event event;
      event.id = report.id + "-E" + std::to_string(coding.events.size() + 1);
      event.type = fake.type;
      event.mode = fake.mode;
      event.actors = fake.actors;
      event.recipients = fake.recipients;
      for (auto* role : {&event.actors, &event.recipients}) {
        for (auto& e : *role) {
          e.span = e.text.empty() ? Span{} : span_of(report.text, e.text);
        }
      }
      event.trigger = span_of(report.text, fake.trigger);
      event.evidence.push_back({0, event.trigger});
      event.status = fake.status;
      event.cameo = fake.cameo;
      event.confidence = fake.confidence;
      coding.events.push_back(std::move(event));
    }
    return coding;
  };
}

Score of(const Evaluation& evaluation, std::string_view name) {
  for (const auto& [row, score] : evaluation.table) {
    if (row == name) {
      return score;
    }
  }
  ADD_FAILURE() << "no row " << name;
  return {};
}

TEST(PloverNames, OlderTypesAndModesAreBroughtToThoseOfToday) {
  EXPECT_EQ(read_plover_label("INVESTIGATE", "")->mode, Mode::investigate);
  EXPECT_EQ(read_plover_label("PROTEST", "strike-hun")->mode, Mode::hunger);
  EXPECT_EQ(read_plover_label("COERCE", "SIEZE")->mode, Mode::seize);
  EXPECT_EQ(read_plover_label("COERCE", "firearms")->mode, Mode::none) << "no mode of this type";
  EXPECT_FALSE(read_plover_label("QUARREL", ""));
}

TEST(PloverNames, OlderContextsAreBroughtToThoseOfToday) {
  EXPECT_THAT(read_plover_contexts("refugee, military"),
              ElementsAre(ElementsAre("asylum", "migration"), ElementsAre("military")));
  EXPECT_THAT(read_plover_contexts("unknown"), IsEmpty());
  EXPECT_THAT(read_plover_contexts(""), IsEmpty());
}

constexpr std::string_view quad_row = R"({"id":"1","text":"Chad thanked Mali and shelled Niger.","labels":["1"]})";

TEST(QuadEval, TheMainEventDecides) {
  const auto scores =
      evaluate_quad(quad_row, "f", finds({{EventType::assault, "shelled"}, {EventType::support, "thanked"}}));
  EXPECT_EQ(of(scores, "all").correct, 1U);
  EXPECT_EQ(scores.confusion.counts[1][1], 1U);
}

TEST(QuadEval, WhatIsNotActualIsNoEvent) {
  const auto scores =
      evaluate_quad(quad_row, "f", finds({{EventType::support, "thanked", Mode::none, {}, {}, Status::denied}}));
  EXPECT_EQ(scores.confusion.counts[1][0], 1U);
  ASSERT_THAT(scores.errors, SizeIs(1));
  EXPECT_THAT(scores.errors[0], HasSubstr("SUPPORT |  |  (denied)"));
  EXPECT_THAT(to_text(scores.confusion), HasSubstr("verbal-coop"));
}

TEST(QuadEval, ReducedRelationsAreVerbalConflict) {
  const auto scores = evaluate_quad(
      quad_row, "f", finds({{EventType::sanction, "shelled", Mode::none, {}, {}, Status::actual, "163"}}));
  EXPECT_EQ(scores.confusion.counts[1][3], 1U);
}

TEST(QuadEval, BrokenRowsAreNamed) {
  const auto scores = evaluate_quad("{\"text\":\"a\",\"labels\":[\"7\"]}\nnonsense\n", "q.jsonl", finds({}));
  EXPECT_THAT(scores.faults, ElementsAre(HasSubstr("q.jsonl:1: '7'"), HasSubstr("q.jsonl:2: no JSON object")));
}

TEST(RolesEval, TheHeadEndsTheFirstNounPhrase) {
  const auto head = [](std::vector<std::string> tokens) {
    return tokens[phrase_head(tokens, 0, static_cast<std::uint32_t>(tokens.size()))];
  };
  EXPECT_EQ(head({"The", "ministry", "of", "trade"}), "ministry");
  EXPECT_EQ(head({"At", "least", "ten", "miners", "in", "Peru"}), "miners");
  EXPECT_EQ(head({"Peru", "'s", "ministry"}), "ministry");
}

TEST(RolesEval, AWordMoreOrLessBeforeTheHeadIsNoError) {
  auto actor = entity("PER", {"GOV"});
  actor.text = "ministry of trade";
  auto recipient = entity("", {"LAB"});
  recipient.text = "miners";
  const auto scores = evaluate_roles(
      R"({"tokens":["The","ministry","of","trade","fined","two","mines"],)"
      R"("tags":["B-S","I-S","I-S","I-S","O","B-T","I-T"]})"
      "\n"
      R"({"tokens":["The","ministry","of","trade","met","miners"],"tags":["B-S","I-S","I-S","I-S","O","O"]})"
      "\n"
      R"({"tokens":["The","ministry","of","trade","met","miners"],"tags":["B-R","I-R","I-R","I-R","O","B-R"]})",
      "f", [&](const Report& report) {
        const bool met = report.text.ends_with("miners");
        return finds({{EventType::consult,
                       "ministry",
                       Mode::none,
                       {actor},
                       met ? std::vector{recipient} : std::vector<Entity>{}}})(report);
      });
  EXPECT_EQ(of(scores, "source").correct, 2U);
  EXPECT_EQ(of(scores, "source").system, 2U);  // those who meet each other (R) count nowhere
  const auto target = of(scores, "target");
  EXPECT_EQ(target.gold, 1U);
  EXPECT_EQ(target.system, 1U);
  EXPECT_EQ(target.correct, 0U);
  EXPECT_THAT(scores.errors,
              ElementsAre(HasSubstr("missed target [two *mines]"), HasSubstr("wrong  target [*miners]")));
}

TEST(PetrarchEval, TriplesAreWrittenAsPetrarchDoes) {
  const auto scores = evaluate_petrarch(
      R"({"id":"1","text":"Elves met dwarves.","events":[{"sourcecode":"ELVGOV","targetcode":"---MIL","eventcode":"040"},)"
      R"({"sourcecode":"---MIL","targetcode":"ELVGOV","eventcode":"040"}]})"
      "\n"
      R"({"id":"2","text":"Elves met dwarves.","events":[{"noevents":"True"}]})"
      "\n"
      R"({"id":"3","text":"Elves met.","events":[{"error":"bad_input_parse"}]})",
      "f",
      finds({{EventType::consult,
              "met",
              Mode::none,
              {entity("ELV", {"GOV"}), entity("", {"MIL"})},
              {},
              Status::actual,
              "040"}}));
  EXPECT_EQ(of(scores, "records").gold, 2U);
  EXPECT_EQ(of(scores, "records").correct, 1U);
  EXPECT_EQ(of(scores, "triples").system, 4U);
  EXPECT_EQ(of(scores, "triples").correct, 2U);
}

TEST(SyntheticEval, TheTitleGoesBeforeTheStory) {
  constexpr std::string_view row =
      R"({"title":"{city} police seize boats","text":"Crews marched. They marched on.","event":"COERCE","mode":"SIEZE"})";
  const Fake march{EventType::protest, "marched", Mode::demo, {}, {}, Status::actual, {}, 0.9};
  const Fake seize{EventType::coerce, "seize", Mode::restrict, {}, {}, Status::actual, {}, 0.1};
  const auto with_title = evaluate_synthetic(row, "f", finds({seize, march, march}));
  EXPECT_EQ(of(with_title, "type").correct, 1U);
  EXPECT_EQ(of(with_title, "mode").gold, 1U);
  EXPECT_EQ(of(with_title, "mode").correct, 0U);
  const auto without = evaluate_synthetic(row, "f", finds({march}));
  EXPECT_THAT(without.errors, ElementsAre(HasSubstr("coded  PROTEST demo")));
}

TEST(PoliceEval, LabelsComeFromWhatPoliceDo) {
  constexpr std::string_view row =
      R"({"id":"1","text":"police caned boys. no one stirred. two were held.","sentences":[)"
      R"({"text":"police caned boys.","labels":["FORCE","ANY_ACTION"]},{"text":"no one stirred.","labels":["FAIL"]},)"
      R"({"text":"two were held.","labels":["ARREST","ANY_ACTION"]}]})";
  const auto police = entity("IND", {"COP"});
  const auto code = finds({{EventType::assault, "caned", Mode::beat, {police}},
                           {EventType::assault, "stirred", Mode::none, {entity("IND", {"CVL"})}},
                           {EventType::other, "stirred", Mode::none, {police}},
                           {EventType::coerce, "held", Mode::arrest}});
  const auto scores = evaluate_police(row, "f", [&](const Report& report) {
    CodingTrace trace;
    trace.coding = code(report);
    return trace;
  });
  EXPECT_THAT(scores.faults, IsEmpty());
  EXPECT_EQ(of(scores, "FORCE").correct, 1U);
  EXPECT_EQ(of(scores, "FORCE").system, 1U);
  EXPECT_EQ(of(scores, "ARREST").correct, 1U) << "by nobody named";
  EXPECT_EQ(of(scores, "ANY_ACTION").correct, 2U);
  EXPECT_EQ(of(scores, "FAIL").system, 0U);
  EXPECT_EQ(of(scores, "KILL").system, 0U) << "no toll";
  EXPECT_THAT(scores.errors, SizeIs(1));
}

TEST(PoliceEval, WhatPoliceAreToldToDoIsAnActionWhateverTheVerb) {
  constexpr std::string_view row =
      R"({"id":"1","text":"police dozed.  boys saw police.","sentences":[{"text":"police dozed.","labels":["ANY_ACTION"]},)"
      R"({"text":"boys saw police.","labels":[]}]})";
  const auto scores = evaluate_police(row, "f", [](const Report& report) {
    CodingTrace trace;
    trace.document.text = report.text;
    const auto add = [&](std::string_view form, Upos upos, std::uint32_t head, std::string_view deprel) {
      const auto from = trace.document.tokens.empty() ? 0 : trace.document.tokens.back().span.end;
      const auto begin = static_cast<std::uint32_t>(report.text.find(form, from));
      Token token;
      token.span = {begin, begin + static_cast<std::uint32_t>(form.size())};
      token.form = token.span.of(report.text);
      token.upos = upos;
      token.head = head;
      token.deprel = deprel;
      trace.document.tokens.push_back(std::move(token));
      auto& actors = trace.resolution.actors.emplace_back();
      if (form == "police") {
        actors.emplace_back().entity = entity("", {"COP"});
      }
    };
    add("police", Upos::NOUN, 1, "nsubj");
    add("dozed", Upos::VERB, no_token, "root");
    add("boys", Upos::NOUN, 3, "nsubj");
    add("saw", Upos::VERB, no_token, "root");
    add("police", Upos::NOUN, 3, "obj");
    trace.document.sentences = {{0, 2, {0, 13}, 1}, {2, 5, {15, 31}, 3}};
    return trace;
  });
  EXPECT_THAT(scores.faults, IsEmpty());
  EXPECT_EQ(of(scores, "ANY_ACTION").correct, 1U);
  EXPECT_EQ(of(scores, "ANY_ACTION").system, 1U) << "whom others see has done nothing";
}

TEST(NoEventsEval, WhatFiredIsListed) {
  const auto scores = evaluate_no_events("# comment\nThe price fell.\nHe met no one.\n", [](const Report& report) {
    return report.text.find("met") == std::string::npos ? Coding{} : finds({{EventType::consult, "met"}})(report);
  });
  EXPECT_EQ(of(scores, "silent").gold, 2U);
  EXPECT_EQ(of(scores, "silent").correct, 1U);
  EXPECT_THAT(scores.errors, ElementsAre(HasSubstr("3  He met no one.")));
}

TEST(NoEventsEval, ACommentIsAFalseEventToo) {
  const auto scores = evaluate_no_events("The coach declined to comment.\n", finds({{EventType::other, "declined"}}));
  EXPECT_EQ(of(scores, "fired").correct, 1U);
}

TEST(JudgedEval, RolesAndModesCountWhereTheTypeIsRight) {
  const auto scores = evaluate_judged(
      "# comment\n"
      "Chad shelled Mali. => ASSAULT heavy-weapons | TCD | MLI\n"
      "Chad shelled Mali. => ASSAULT heavy-weapons | TCD MIL | *\n"
      "Chad shelled Mali. => -\n"
      "Chad shelled Mali.\n",
      "f", finds({{EventType::assault, "shelled", Mode::heavy_weapons, {entity("TCD")}, {entity("MLI")}}}));
  EXPECT_EQ(of(scores, "sentences").gold, 3U);
  EXPECT_EQ(of(scores, "sentences").correct, 1U);
  EXPECT_EQ(of(scores, "type").system, 3U);
  EXPECT_EQ(of(scores, "type").correct, 2U);
  EXPECT_EQ(of(scores, "mode").correct, 2U);
  EXPECT_EQ(of(scores, "actors").gold, 2U);
  EXPECT_EQ(of(scores, "actors").correct, 1U);
  EXPECT_EQ(of(scores, "recipients").gold, 1U);
  EXPECT_THAT(scores.faults, ElementsAre(HasSubstr("f:5:")));
}

// "Ann left . Her dog barked at Bob ." with the chains Ann, Her and Bob, and the dog as a nominal without a name.
constexpr std::string_view chains =
    "# newdoc id = a\n# meta::genre = news\n"
    "1\tAnn\tAnn\tPROPN\t_\t_\t2\tnsubj\t_\tEntity=(1-person-new-s-cf1-1-coref)\n"
    "2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
    "1\tHer\ther\tPRON\t_\tPerson=3\t2\tnmod:poss\t_\tEntity=(2-animal-new-s-cf1-2-sgl(1-person-giv-s-cf2-1-ana)\n"
    "2\tdog\tdog\tNOUN\t_\t_\t3\tnsubj\t_\tEntity=2)\n3\tbarked\tbark\tVERB\t_\t_\t0\troot\t_\t_\n"
    "4\tat\tat\tADP\t_\t_\t5\tcase\t_\t_\n5\tBob\tBob\tPROPN\t_\t_\t3\tobl\t_\tEntity=(3-person-new-s-cf3-1-sgl)\n"
    "6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n";

Evaluation coref(std::uint32_t antecedent_of_her, std::uint32_t antecedent_of_dog) {
  const CorefReader reader{nullptr,
                           [](Document& document) { document.tokens[0].upos = document.tokens[7].upos = Upos::PROPN; },
                           [=](const Document& document) {
                             Resolution resolution;
                             resolution.actors.resize(document.tokens.size());
                             resolution.antecedent.assign(document.tokens.size(), no_token);
                             resolution.antecedent_last.assign(document.tokens.size(), no_token);
                             resolution.antecedent[3] = antecedent_of_her;
                             resolution.antecedent[4] = antecedent_of_dog;
                             return resolution;
                           }};
  return evaluate_coref(chains, "f", reader, true);
}

TEST(CorefEval, ALinkIsRightWhereItComesToANameOfTheChain) {
  const auto right = of(coref(0, no_token), "news");
  EXPECT_EQ(right.gold, 1U);
  EXPECT_EQ(right.correct, 1U);
  const auto wrong = coref(7, 0);
  EXPECT_EQ(of(wrong, "news").system, 1U);
  EXPECT_EQ(of(wrong, "news").correct, 0U);
  EXPECT_EQ(of(wrong, "elsewhere").system, 1U) << "the dog has no name";
  EXPECT_THAT(wrong.errors, ElementsAre(HasSubstr("'Her'  gold 'Ann'  found 'Bob'")));
  EXPECT_EQ(of(coref(4, 0), "news").correct, 1U) << "by way of another mention";
}

TEST(CorefEval, ALinkToACoordinationIsRightWhereItsMentionIsOfTheChain) {
  constexpr std::string_view both =
      "# newdoc id = d\n# meta::genre = news\n# sent_id = 1\n# text = Ann and Bob met\n"
      "1\tAnn\tAnn\tPROPN\t_\t_\t4\tnsubj\t_\tEntity=(1-person(2-person)\n"
      "2\tand\tand\tCCONJ\t_\t_\t3\tcc\t_\t_\n"
      "3\tBob\tBob\tPROPN\t_\t_\t1\tconj\t_\tEntity=(3-person)1)\n"
      "4\tmet\tmeet\tVERB\t_\t_\t0\troot\t_\t_\n\n"
      "# sent_id = 2\n# text = They left\n"
      "1\tThey\tthey\tPRON\t_\tPerson=3\t2\tnsubj\t_\tEntity=(1-person)\n"
      "2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_\n\n";
  const auto linked = [&](std::uint32_t last) {
    const CorefReader reader{
        nullptr, [](Document& document) { document.tokens[0].upos = document.tokens[2].upos = Upos::PROPN; },
        [=](const Document& document) {
          Resolution resolution;
          resolution.actors.resize(document.tokens.size());
          resolution.antecedent.assign(document.tokens.size(), no_token);
          resolution.antecedent_last.assign(document.tokens.size(), no_token);
          resolution.antecedent[4] = 0;
          resolution.antecedent_last[4] = last;
          return resolution;
        }};
    return of(evaluate_coref(both, "f", reader, true), "news");
  };
  EXPECT_EQ(linked(2).correct, 1U);
  EXPECT_EQ(linked(no_token).correct, 0U) << "one of them is not both";
  EXPECT_EQ(linked(no_token).system, 1U);
}

}  // namespace
}  // namespace sitrep
