// The judge of candidate events: what it sees, what it drops, what it says of a model file that is no good.
#include "extract/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/section_file.h"
#include "support/coding.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;

/// The names of the features of the first candidate of a sentence.
std::vector<std::string> first_features(const std::string& text) {
  static const auto knowledge = Knowledge::load(SITREP_PACK_FILE);
  static const auto language = Language::load(SITREP_MODEL_FILE);
  Report report;
  report.id = "t";
  report.text = text;
  const auto document = language.analyse(report.text);
  const auto resolution = Resolver(*knowledge).resolve(report, document);
  const Tree tree(document);
  const ReadingContext context{report, tree, resolution, *knowledge};
  FrameMatcher matcher(tree, resolution, *knowledge);
  std::vector<FrameMiss> fallen;
  const auto readings = read_events(context, matcher, {}, fallen);
  std::vector<std::string> out;
  if (!readings.empty()) {
    for (const auto& feature : candidate_features(context, matcher, readings.front())) {
      out.push_back(feature.name);
    }
  }
  return out;
}

class JudgeFile : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = fs::temp_directory_path() / ("sitrep-judge-" + std::to_string(::getpid()) + ".model");
  }
  void TearDown() override { fs::remove(path_); }
  [[nodiscard]] std::string fault() const {
    try {
      static_cast<void>(Judge::load(path_));
    } catch (const DataFileError& error) {
      return error.what();
    }
    return "";
  }
  template <typename T>
  static std::string bytes(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
  }

  fs::path path_;
};

TEST(JudgeFeatures, TellTypeRolesAndWordsButNoNames) {
  const auto features = first_features("Peruvian police arrested a Chilean journalist in Lima on Monday.");
  EXPECT_THAT(features, Contains("type=COERCE"));
  EXPECT_THAT(features, Contains("lemma=arrest/VERB"));
  EXPECT_THAT(features, Contains("actor from subj"));
  EXPECT_THAT(features, Contains("actor sector=COP"));
  EXPECT_THAT(features, Contains("recipient from obj"));
  EXPECT_THAT(features, Contains("slot obj=journalist"));
  EXPECT_THAT(features, Contains("placed"));
  EXPECT_THAT(features, ::testing::Not(Contains(HasSubstr("lima"))));
}

TEST(JudgeFeatures, AreSortedAndTheSameEachTime) {
  const auto once = first_features("Kenyan troops attacked a rebel camp, officials said.");
  EXPECT_FALSE(once.empty());
  EXPECT_TRUE(std::is_sorted(once.begin(), once.end()));
  EXPECT_EQ(once, first_features("Kenyan troops attacked a rebel camp, officials said."));
}

TEST(JudgeFeatures, KeysAreStable) {
  EXPECT_EQ((Feature{"", 1}.key()), 0xcbf29ce484222325ULL);
  EXPECT_EQ((Feature{"a", 1}.key()), 0xaf63dc4c8601ec8cULL);
}

TEST_F(JudgeFile, WeighsFeatures) {
  SectionFileWriter writer{std::string(judge_file_kind), judge_file_version};
  const JudgeNumbers numbers{0, 1, 0, 0.4};
  writer.add("numbers", bytes(std::vector<JudgeNumbers>{numbers}));
  writer.add("keys", bytes(std::vector<std::uint64_t>{Feature{"bad", 1}.key()}));
  writer.add("weights", bytes(std::vector<float>{-2}));
  writer.write(path_);
  const auto judge = Judge::load(path_);
  EXPECT_DOUBLE_EQ(judge.threshold(), 0.4);
  EXPECT_DOUBLE_EQ(judge.judge({}).probability, 0.5);
  const std::vector<Feature> features = {{"bad", 0.5F}, {"unknown", 1}};
  const auto verdict = judge.judge(features);
  EXPECT_NEAR(verdict.probability, 0.2689, 1e-4);
  EXPECT_EQ(verdict.weighed, "bad (-1.00)");
}

TEST_F(JudgeFile, ThatIsMissingIsNamed) {
  EXPECT_THAT(fault(), HasSubstr(path_.string()));
}

TEST_F(JudgeFile, WhoseSectionsDoNotFitIsNamed) {
  SectionFileWriter writer{std::string(judge_file_kind), judge_file_version};
  writer.add("numbers", bytes(std::vector<JudgeNumbers>{JudgeNumbers{}}));
  writer.add("keys", bytes(std::vector<std::uint64_t>{1, 2}));
  writer.add("weights", bytes(std::vector<float>{1}));
  writer.write(path_);
  EXPECT_THAT(fault(), HasSubstr(path_.string()));
  EXPECT_THAT(fault(), HasSubstr("train-judge"));
}

TEST_F(JudgeFile, OfAnotherKindIsNamed) {
  SectionFileWriter("model", 1).write(path_);
  EXPECT_THAT(fault(), HasSubstr(path_.string()));
}

TEST(ShippedJudge, IsConfidentOfPlainNewsAndSaysWhy) {
  Report report;
  report.id = "t";
  report.text = "Kenyan police arrested two opposition lawmakers in Nairobi on Monday.";
  const auto coding = testing::shipped_coder().code(report);
  ASSERT_EQ(coding.events.size(), 1u);
  EXPECT_GT(coding.events.front().confidence, 0.7);
  EXPECT_LE(coding.events.front().confidence, 1);
  EXPECT_THAT(coding.events.front().reasons, Contains(HasSubstr("the judge: ")));
}

}  // namespace
}  // namespace sitrep
