// What the trainers read of this project's own files.
#include "train/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "train/sentence_files.h"

namespace sitrep::train {
namespace {

using ::testing::ElementsAre;

const std::filesystem::path names_dir = std::filesystem::path(SITREP_KNOWLEDGE_DIR).parent_path() / "train" / "names";

std::vector<int> labels_of(const std::vector<TrainingWord>& words) {
  std::vector<int> labels;
  for (const auto& word : words) {
    labels.push_back(word.name);
  }
  return labels;
}

TEST(BracketedNames, AreLabelsOfTheirWords) {
  std::vector<TrainingWord> words;
  ASSERT_TRUE(read_bracketed_names("[Maria Santos]P left [Sudan]L 's [Red Cross]O , a [Kenyan]N .", words));
  EXPECT_EQ(words[1].form, "Santos");
  EXPECT_EQ(words[3].form, "Sudan");
  EXPECT_THAT(labels_of(words), ElementsAre(1, 2, 0, 5, 0, 3, 4, 0, 0, 7, 0));
}

TEST(BracketedNames, OfWhatKindsAndWhereTheyEndIsChecked) {
  for (const char* line : {"[Maria left .", "Maria]P left .", "[Maria]Q left .", "[Maria [Santos]P left .",
                           "[]P left .", "Maria  left .", "[Maria]Pleft ."}) {
    std::vector<TrainingWord> words;
    EXPECT_FALSE(read_bracketed_names(line, words)) << line;
  }
}

TEST(BracketedNames, OfOurOwnSentencesAreWellFormed) {
  std::size_t sentences = 0;
  for_each_sentence(names_dir, [&](std::string_view line) -> std::string {
    ++sentences;
    std::vector<TrainingWord> words;
    return read_bracketed_names(line, words) ? "" : "brackets do not match";
  });
  EXPECT_GT(sentences, 5000U);
}

}  // namespace
}  // namespace sitrep::train
