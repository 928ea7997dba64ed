// `sitrep knowledge check`: what reads well and is of no use all the same is named with file, line and mend.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/pack.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Files = std::map<std::string, std::string>;

class KnowledgeCheckTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    dir_ = fs::temp_directory_path() / ("sitrep-" + std::to_string(::getpid()) + "-" + info->name());
  }
  void TearDown() override { fs::remove_all(dir_); }

  [[nodiscard]] fs::path folder(const std::string& name, const Files& files) const {
    const auto made = dir_ / name;
    fs::create_directories(made);
    for (const auto& [file, text] : files) {
      std::ofstream(made / file, std::ios::binary) << text;
    }
    return made;
  }
  [[nodiscard]] KnowledgeCheck check(const Files& files) const { return check_knowledge(folder("shipped", files)); }
  [[nodiscard]] KnowledgeCheck check(const Files& shipped, const Files& own) const {
    return check_knowledge(folder("shipped", shipped), folder("own", own));
  }
  /// "a.frames:3: what" without the folder.
  [[nodiscard]] static std::vector<std::string> lines(const std::vector<KnowledgeFault>& faults) {
    std::vector<std::string> out;
    for (const auto& fault : faults) {
      out.push_back(fs::path(fault.file).filename().string() + ":" + std::to_string(fault.line) + ": " + fault.what);
    }
    return out;
  }
  /// The faults of a file of frames.
  [[nodiscard]] std::vector<std::string> faults(const std::string& frames, const std::string& lists = {}) const {
    return lines(check({{"a.frames", frames}, {"a.list", lists}}).faults);
  }

  fs::path dir_;
};

TEST_F(KnowledgeCheckTest, TheShippedFolderIsClean) {
  const auto found = check_knowledge(SITREP_KNOWLEDGE_DIR);
  EXPECT_THAT(lines(found.faults), IsEmpty());
  EXPECT_THAT(lines(found.warnings), IsEmpty());
  EXPECT_GT(found.frames, 1000u);
}

TEST_F(KnowledgeCheckTest, AFrameThatSaysTheSameIsADuplicate) {
  // The words of conditions count as sets, with lists filled in.
  EXPECT_THAT(faults("frame one\n"
                     "  verb: shell\n"
                     "  if: obj=@thing,tower\n"
                     "  event: ASSAULT heavy-weapons\n"
                     "frame two\n"
                     "  verb: shell\n"
                     "  if: obj=tower,bridge\n"
                     "  event: ASSAULT heavy-weapons\n",
                     "list thing\n  words: bridge\n"),
              ElementsAre(AllOf(HasSubstr("a.frames:5: frame 'two' says again what 'one' ("),
                                HasSubstr("a.frames:1) says"), HasSubstr("delete one"))));
}

TEST_F(KnowledgeCheckTest, OnlyTheWordsThatTwoFramesShareAreNamed) {
  EXPECT_THAT(faults("frame one\n"
                     "  verb: shell; bombard\n"
                     "  event: ASSAULT\n"
                     "frame two\n"
                     "  noun: raid\n"
                     "  verb: bombard; strafe\n"
                     "  event: ASSAULT\n"),
              ElementsAre(HasSubstr("a.frames:6: frame 'two' for the verb 'bombard' says again what 'one'")));
}

TEST_F(KnowledgeCheckTest, TwoEventsUnderTheSameConditionsContradict) {
  EXPECT_THAT(faults("frame one\n"
                     "  noun: peace talk\n"
                     "  if: with | between\n"
                     "  event: CONSULT\n"
                     "frame two\n"
                     "  noun: peace talk\n"
                     "  if: between | with\n"
                     "  event: AGREE\n"),
              ElementsAre(AllOf(HasSubstr("a.frames:5: frame 'two' tells AGREE, 'one' ("),
                                HasSubstr("a.frames:1) under the same conditions CONSULT, and that one is chosen"))));
}

TEST_F(KnowledgeCheckTest, AWiderFrameOfTheSameWeightThatStandsBeforeIsAlwaysChosen) {
  const std::string wide = "frame wide\n  verb: seize\n  if: obj=town,ship,port\n  if: subj\n  event: ASSAULT\n";
  const std::string narrow = "frame narrow\n  verb: seize\n  if: obj=ship\n  if: subj~REB\n  event: COERCE seize\n";
  EXPECT_THAT(faults(wide + narrow), ElementsAre(AllOf(HasSubstr("a.frames:6: frame 'narrow' is never chosen"),
                                                       HasSubstr("a.frames:1) hold too, and it stands before"))));
  EXPECT_THAT(faults(narrow + wide), IsEmpty());
}

TEST_F(KnowledgeCheckTest, AWiderFrameOfMoreWeightIsChosenWhereverItStands) {
  // A condition on words weighs three, one on a kind one; one that is said twice weighs twice.
  const std::string wide = "frame wide\n  verb: seize\n  if: obj=ship | obj\n  if: obj\n  event: ASSAULT\n";
  const std::string narrow = "frame narrow\n  verb: seize\n  if: obj~MIL\n  event: COERCE seize\n";
  EXPECT_THAT(faults(narrow + wide),
              ElementsAre(AllOf(HasSubstr("a.frames:1: frame 'narrow' is never chosen"), HasSubstr("weigh more"))));
}

TEST_F(KnowledgeCheckTest, NarrowerFramesAreReachedBesideWiderOnes) {
  EXPECT_THAT(faults("frame any\n  verb: carry\n  event: none\n"
                     "frame with-particle\n  verb: carry out\n  event: ASSAULT\n"
                     "frame with-object\n  verb: carry\n  if: obj=flag\n  event: PROTEST demo\n"
                     "frame other-object\n  verb: carry\n  if: obj=gun,flag\n  if: subj\n  event: MOBILIZE\n"
                     "frame talk\n  noun: talk\n  event: CONSULT\n"
                     "frame peace-talk\n  noun: peace talk\n  event: CONSULT third-party\n"),
              IsEmpty());
}

TEST_F(KnowledgeCheckTest, AWordOfTwoFramesIsNotReachedWhereThatWithoutItsParticleWeighsMore) {
  EXPECT_THAT(faults("frame bare\n  verb: fire\n  if: obj=shot,gun\n  if: obj\n  event: ASSAULT\n"
                     "frame particle\n  verb: fire off\n  if: obj=gun\n  event: MOBILIZE\n"),
              IsEmpty());
  EXPECT_THAT(faults("frame bare\n  verb: fire\n  if: obj=shot,gun\n  if: obj=shot,gun\n  event: ASSAULT\n"
                     "frame particle\n  verb: fire off\n  if: obj=gun\n  event: MOBILIZE\n"),
              ElementsAre(HasSubstr("frame 'particle' is never chosen")));
}

TEST_F(KnowledgeCheckTest, AFrameThatFindsItsRolesElsewhereIsReached) {
  // Where a frame that holds lacks someone in its roles, the next that holds is taken.
  const std::string needs_actor =
      "frame with-actor\n  verb: gag\n  if: obj=press,radio\n"
      "  event: COERCE restrict\n  actor: subj\n  recipient: obj\n  needs: actor\n";
  const std::string next = "frame next\n  verb: gag\n  if: obj=press\n  event: COERCE censor\n";
  EXPECT_THAT(faults(needs_actor + next + "  actor: subj; by\n  needs: actor\n"), IsEmpty());
  EXPECT_THAT(faults(needs_actor + next + "  actor: subj\n  recipient: obj\n"), IsEmpty());
  EXPECT_THAT(faults(needs_actor + next + "  actor: subj\n  recipient: by\n  needs: actor\n"),
              ElementsAre(HasSubstr("frame 'next' is never chosen")));
  // Here a condition sees to it that the actor is known.
  EXPECT_THAT(faults("frame with-actor\n  verb: gag\n  if: obj\n  if: subj~actor\n"
                     "  event: COERCE restrict\n  actor: subj\n  needs: actor\n"
                     "frame next\n  verb: gag\n  if: obj~JRN\n  if: subj~GOV\n"
                     "  event: COERCE censor\n  actor: by\n  recipient: obj\n"),
              ElementsAre(HasSubstr("frame 'next' is never chosen")));
  // One that tells no event gives way to none.
  EXPECT_THAT(faults("frame nothing\n  verb: gag\n  if: obj=press,radio\n  event: none\n" + next +
                     "  actor: subj; by\n  needs: actor\n"),
              ElementsAre(HasSubstr("frame 'next' is never chosen")));
}

TEST_F(KnowledgeCheckTest, ConditionsThatExcludeEachOtherAreNamed) {
  EXPECT_THAT(faults("frame one\n  verb: shell\n  if: obj=town\n  if: !obj\n  event: ASSAULT\n"
                     "frame two\n  verb: storm\n  if: subj~MIL\n  if: subj!~MIL,REB\n  event: ASSAULT\n"
                     "frame three\n  verb: raid\n  if: near=gun\n  if: near!=gun,bomb\n  event: ASSAULT\n"
                     "frame four\n  verb: burn\n  if: neg\n  if: !neg\n  event: ASSAULT\n"
                     "frame five\n  verb: bomb\n  if: future\n  if: !future | obj\n  event: ASSAULT\n"),
              ElementsAre(HasSubstr("a.frames:4: the condition '!obj' excludes 'obj=town' in line 3"),
                          HasSubstr("a.frames:9: the condition 'subj!~MIL,REB' excludes 'subj~MIL'"),
                          HasSubstr("a.frames:14: the condition 'near!=gun,bomb' excludes"),
                          HasSubstr("a.frames:19: the condition '!neg' excludes 'neg' in line 18")));
}

TEST_F(KnowledgeCheckTest, ConditionsThatNeverHoldAreNamed) {
  EXPECT_THAT(faults("frame one\n  verb: shell\n  if: obj=@nothing\n  event: ASSAULT\n"
                     "frame two\n  noun: raid\n  verb: raid\n  if: passive\n  event: ASSAULT\n"
                     "frame three\n  adj: ready\n  if: obj=war\n  event: THREATEN\n",
                     "list nothing\n"),
              ElementsAre(HasSubstr("a.frames:3: the condition 'obj=@nothing' never holds; delete the frame"),
                          HasSubstr("a.frames:8: the condition 'passive' never holds for the noun 'raid'"),
                          HasSubstr("a.frames:12: the condition 'obj=war' never holds")));
}

TEST_F(KnowledgeCheckTest, AMarkThatJoinsNothingIsNamed) {
  EXPECT_THAT(faults("frame one\n  verb: strike\n  if: order=* _camp\n  event: RETREAT withdraw\n"
                     "frame two\n  verb: pull up\n  if: order=* up_stakes\n  event: RETREAT withdraw\n"),
              ElementsAre(HasSubstr("a.frames:3: '_' joins two words, and '_camp' has one on one side only")));
}

TEST_F(KnowledgeCheckTest, RolesFromSlotsThatStayEmptyAreNamed) {
  const std::string prepositions = "list preposition\n  words: by; against\n";
  EXPECT_THAT(faults("frame one\n  verb: shell\n  if: !obj\n  event: ASSAULT\n  recipient: obj; agianst\n"
                     "frame two\n  adj: ready\n  event: THREATEN\n  actor: nobody; subj\n  recipient: iobj\n"
                     "frame three\n  verb: storm\n  event: ASSAULT\n  actor: source\n  recipient: patient\n",
                     prepositions),
              ElementsAre(HasSubstr("a.frames:5: 'recipient' asks for 'obj', which the condition '!obj' in line 3"),
                          HasSubstr("a.frames:5: 'agianst' is no slot"),
                          HasSubstr("a.frames:9: 'actor' asks for 'nobody', which only may be an actor's last"),
                          HasSubstr("a.frames:10: 'recipient' asks for 'iobj', which adjectives do not have"),
                          HasSubstr("a.frames:14: 'actor' asks for 'source', which no 'order=' of the frame fills"),
                          HasSubstr("a.frames:15: 'recipient' asks for 'patient', which only frames with 'status:'")));
}

TEST_F(KnowledgeCheckTest, ExamplesOfUnknownCodesAreNamed) {
  const Files files = {{"a.frames",
                        "frame one\n  verb: shell\n  event: ASSAULT\n"
                        "  eg: Peru shelled Chad. => ASSAULT | PER MIL, UNO | TCD\n"
                        "  eg: Peru shelled Chile. => ASSALT | PER | *\n"},
                       {"a.actors", "country PER\n  name: Peru\n"}};
  EXPECT_THAT(lines(check(files).faults),
              ElementsAre(HasSubstr("a.frames:4: the example has 'TCD', which is neither a code of"),
                          HasSubstr("a.frames:5: unknown event type 'ASSALT' in an example")));
}

TEST_F(KnowledgeCheckTest, AWordThatStandsTwiceInAFrameIsNamed) {
  EXPECT_THAT(faults("frame one\n  verb: shell; bomb; shell\n  event: ASSAULT\n"),
              ElementsAre(HasSubstr("a.frames:2: 'shell' stands twice in frame 'one'")));
}

TEST_F(KnowledgeCheckTest, AWordWithACapitalIsNamed) {
  EXPECT_THAT(faults("frame one\n  verb: Shell; bomb\n  if: obj=@thing\n  event: ASSAULT\n",
                     "list thing\n  words: tower; Bridge\n"),
              ElementsAre(HasSubstr("a.frames:2: 'Shell' is never met"), HasSubstr("a.list:2: 'Bridge' is never met")));
}

TEST_F(KnowledgeCheckTest, WhatTheLanguageOfFramesDoesNotHaveIsAFault) {
  EXPECT_THAT(faults("frame one\n  verb: turn oneself in\n  if: !subj~MIL\n  event: RETREAT\n"),
              ElementsAre(HasSubstr("a.frames:1: 'turn oneself in' is more than a verb with a particle"),
                          HasSubstr("a.frames:3: a condition reads")));
}

TEST_F(KnowledgeCheckTest, AListThatNobodyAsksForIsAWarning) {
  const auto found = check({{"a.list", "list used\n  words: bridge\nlist unused\n  words: tower\n"},
                            {"b.list", "for program\n\nlist asked\n  words: say\n"},
                            {"a.frames", "frame one\n  verb: burn\n  if: obj=@used\n  event: ASSAULT destroy\n"}});
  EXPECT_THAT(found.faults, IsEmpty());
  EXPECT_THAT(lines(found.warnings),
              ElementsAre(HasSubstr("a.list:3: no frame and no list asks for the list 'unused'")));
}

TEST_F(KnowledgeCheckTest, NamesThatTwoActorsHaveAreTold) {
  EXPECT_THAT(lines(check({{"a.actors",
                            "country PER\n  name: Peru\n"
                            "office mayor\n  noun: mayor\n  sectors: GOV\n"
                            "group red-dawn\n  name: Red Dawn\n  code: PER\n"
                            "group red-dawn-two\n  name: Red Dawn\n  code: PER\n"
                            "person ana-ruiz\n  name: Ana Ruiz\n  office: PER; Mayor; 1990; 1995\n"
                            "person ana-ruiz-two\n  name: Ana Ruiz\n  code: PER\n"}})
                        .faults),
              ElementsAre(HasSubstr("a.actors:10: 'group/red-dawn-two' has a name that group/red-dawn has too"),
                          HasSubstr("give both an 'office:' with its days")));
}

TEST_F(KnowledgeCheckTest, AFrameOfOnesOwnMayOverrideShippedOnes) {
  const Files shipped = {{"a.frames", "frame one\n  verb: shell\n  event: ASSAULT\n"},
                         {"a.list", "for program\n\nlist asked\n  words: say\n"},
                         {"b.list", "list shipped\n  words: tower\n"}};
  const auto found = check(shipped, {{"mine.frames", "frame mine\n  verb: shell\n  event: THREATEN violence\n"},
                                     {"mine.list", "list asked\n  words: say; tell\n"}});
  EXPECT_THAT(lines(found.faults), IsEmpty());
  EXPECT_THAT(lines(found.warnings), IsEmpty());
}

TEST_F(KnowledgeCheckTest, AFolderOfOnesOwnIsCheckedOverTheShippedOne) {
  const Files shipped = {{"a.frames", "frame one\n  verb: shell\n  if: obj=@thing\n  event: ASSAULT\n"},
                         {"a.list", "list thing\n  words: bridge; tower\n"}};
  const auto found = check(shipped, {{"mine.frames",
                                      "frame two\n  verb: storm\n  if: obj=@thing\n  event: ASSAULT\n"
                                      "frame three\n  verb: storm\n  if: obj=tower\n  event: COERCE seize\n"}});
  EXPECT_THAT(lines(found.faults), ElementsAre(HasSubstr("mine.frames:5: frame 'three' is never chosen")));
}

TEST_F(KnowledgeCheckTest, AFolderOfOnesOwnIsCheckedOverThePack) {
  const auto own = folder("own", {{"mine.frames",
                                   "frame mine\n  verb: zorch\n  if: obj=@territory\n  if: !obj\n"
                                   "  event: ASSAULT\n  actor: subj\n"}});
  const auto found = check_knowledge(SITREP_PACK_FILE, own);
  EXPECT_THAT(lines(found.faults), ElementsAre(HasSubstr("mine.frames:4: the condition '!obj' excludes")));
  EXPECT_EQ(found.files, 1u);
}

}  // namespace
}  // namespace sitrep
