#include "knowledge/petrarch_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "knowledge/pack.h"

namespace sitrep {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* actors = R"(<!-- a
comment -->
VARDIA [VAR]
+VARDIAN
KORRIN_ [KOR]   # a country
KORRIN_FRONT
+THE_FRONT
	[KORREB <950601]
	[KORGOV 950601 - 990815]
	[ELI >990815]
TWIN_ISLES [EST/WST]
NOBODY [---]
)";

constexpr const char* agents = R"(!MAN! = MAN, MEN
TRADES!MAN! [~BUS]
TROOPS {} [~MIL]
GOOSE {GEESE} [~GGS]
AID_BODY [NGO~]
)";

constexpr const char* verbs = R"(&TIES_
+TRADE
+ARMS

--- SNUB [112] ---
SNUB
SHUN [113]
+BACK_AWAY {+BACKS_AWAY}
- * &TIES_TALKS [903]
- + WAS * BY $ [114]
- % * [131:131]
- * FXLL [+++]

--- ECHO [---] ---
ECHO
- * CALL [023]
)";

DictionaryImport import_all(std::string a = actors, std::string g = agents, std::string v = verbs) {
  return import_dictionaries({{"a.txt", std::move(a)},
                              {"g.txt", std::move(g)},
                              {"v.txt", std::move(v)},
                              {"d.txt", "+CHESS CUP\nYEARS LATER # old\n"}});
}

TEST(PetrarchImport, EntriesBecomeKnowledge) {
  const auto made = import_all();
  EXPECT_THAT(made.faults, IsEmpty());
  const auto& people = made.files.at("actors/actors.actors");
  EXPECT_THAT(people, HasSubstr("replaces shipped\n"));
  EXPECT_THAT(people, HasSubstr("country VAR\n  name: Vardia\n  name: Vardian\n  cameo: VAR\n"));
  EXPECT_THAT(people, HasSubstr("  name: the Front\n  cameo: KORREB; ?; 1995-05-31\n"
                                "  cameo: KORGOV; 1995-06-01; 1999-08-15\n  cameo: ELI; 1999-08-16\n"));
  EXPECT_THAT(people, HasSubstr("  cameo: EST/WST\n"));
  EXPECT_THAT(people, HasSubstr("other nobody\n"));
  const auto& nouns = made.files.at("actors/agents.actors");
  EXPECT_THAT(nouns, HasSubstr("  noun: tradesman\n  noun: tradesmen\n  sectors: BUS\n  cameo: ~BUS\n"));
  EXPECT_THAT(nouns, HasSubstr("  noun: goose\n  plural: geese\n  cameo: ~GGS\n"));
  EXPECT_THAT(nouns, HasSubstr("  cameo: NGO~\n"));
  const auto& frames = made.files.at("frames/verbs.frames");
  EXPECT_THAT(frames, HasSubstr("  verb: =snub; =snubs; =snubed; =snubing\n"));
  EXPECT_THAT(frames, HasSubstr("  if: order=* @synset-ties_talks\n  event: OTHER\n  cameo: 903\n"));
  EXPECT_THAT(frames, HasSubstr("  if: order=+ was * by $\n  event: ACCUSE\n"));
  EXPECT_THAT(frames, HasSubstr("  if: order=*_away\n"));
  EXPECT_THAT(frames, HasSubstr("  if: plural-subj\n  actor: subj\n  needs: actor\n"));
  EXPECT_THAT(frames, HasSubstr("# left out"));
  EXPECT_EQ(made.left_out, 1U);
  EXPECT_THAT(made.files.at("lists/synsets.list"), HasSubstr("list synset-ties\n  words: arms\n  words: trade\n"));
  EXPECT_THAT(made.files.at("lists/discards.list"), HasSubstr("list discard-report\n  words: chess cup\n"));
}

TEST(PetrarchImport, WhatIsWrittenHasNoFaults) {
  const auto made = import_all();
  std::vector<KnowledgeSource::File> files;
  for (const auto& [path, text] : made.files) {
    files.push_back({path, text, true});
  }
  std::vector<KnowledgeFault> faults;
  const auto lexicons = read_lexicons(files, faults);
  EXPECT_THAT(faults, IsEmpty()) << (faults.empty() ? "" : faults.front().str());
  EXPECT_TRUE(lexicons.frames.only_own);
  const auto* front = lexicons.actors.find("org/korrin-front");
  ASSERT_NE(front, nullptr);
  EXPECT_EQ(front->cameo_at(Date::parse("1995-05-31")), "KORREB");
  EXPECT_EQ(front->cameo_at(Date::parse("1995-06-01")), "KORGOV");
  EXPECT_EQ(front->cameo_at(Date::parse("2001-01-01")), "ELI");
  EXPECT_EQ(front->cameo_at({}), "");
}

TEST(PetrarchImport, EverySlipIsNamedWithItsLineAndTheRestIsWritten) {
  const auto made = import_all("+ALONE\nVARDIA [VAR <19951301]\nKORRIN KOR]\nOMAR [VAR]\nOMAR [KOR]\n",
                               "SOLDIER [MIL]\nMAN!X! [~CVL]\nCLERK\n",
                               "--- A [010] ---\nADD\n- * &NONE [011]\n- TALKS [012]\n- * X\n- * Y [a!]\n");
  const auto has = [&](std::string_view place) {
    return std::any_of(made.faults.begin(), made.faults.end(),
                       [&](const KnowledgeFault& f) { return f.str().starts_with(place); });
  };
  for (const auto* place : {"a.txt:1: ", "a.txt:2: ", "a.txt:3: ", "a.txt:5: ", "g.txt:1: ", "g.txt:2: ", "g.txt:3: ",
                            "v.txt:3: ", "v.txt:4: ", "v.txt:5: ", "v.txt:6: "}) {
    EXPECT_TRUE(has(place)) << place;
  }
  EXPECT_THAT(made.files.at("frames/verbs.frames"), HasSubstr("=adding\n  event: OTHER\n  cameo: 010\n"));
  EXPECT_THAT(made.files.at("actors/agents.actors"), Not(HasSubstr("agent")));
}

}  // namespace
}  // namespace sitrep
