// Vectors of general English as training reads them and as the model file keeps them.
#include "train/general_vectors.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/error.h"
#include "language/word_features.h"

namespace sitrep::train {
namespace {

class GeneralVectorsTest : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }

  void write(const std::string& text) const { std::ofstream(path_) << text; }

  static std::array<float, 2> row(const GeneralVectors& vectors, std::string_view word) {
    WordFeatures features;
    word_features(word, features);
    const auto at = vectors.find(features.key);
    EXPECT_GE(at, 0) << word;
    std::array<float, 2> out{};
    if (at >= 0) {
      vectors.rows().add_row(static_cast<std::size_t>(at), out.data());
    }
    return out;
  }

  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("sitrep-general-" + std::to_string(::getpid()) + ".txt");
};

TEST_F(GeneralVectorsTest, AreBroughtToMeanZeroAndDeviationOneInEachColumn) {
  write("miner 10 1\nvalley 20 3\nmarch 10 3\nbridge 20 1\n");
  const auto vectors = GeneralVectors::read(path_);
  EXPECT_EQ(vectors.width, 2u);
  EXPECT_EQ(vectors.keys.size(), 4u);
  const auto low_low = row(vectors, "Miner");
  EXPECT_NEAR(low_low[0], -1.0F, 0.01F);
  EXPECT_NEAR(low_low[1], -1.0F, 0.01F);
  const auto low_high = row(vectors, "march");
  EXPECT_NEAR(low_high[0], -1.0F, 0.01F);
  EXPECT_NEAR(low_high[1], 1.0F, 0.01F);
}

TEST_F(GeneralVectorsTest, KeepOneRowForWordsThatReadAlike) {
  write("miner 1 1\nMINER 5 5\nvalley 3 2\n");
  EXPECT_EQ(GeneralVectors::read(path_).keys.size(), 2u);
}

TEST_F(GeneralVectorsTest, HaveNoRowForOtherWords) {
  write("miner 1 1\nvalley 3 2\n");
  WordFeatures features;
  word_features("bridge", features);
  EXPECT_EQ(GeneralVectors::read(path_).find(features.key), -1);
}

TEST_F(GeneralVectorsTest, NameTheLineThatIsFaulty) {
  const auto message = [&](const std::string& text) -> std::string {
    write(text);
    try {
      (void)GeneralVectors::read(path_);
    } catch (const DataFileError& e) {
      return e.what();
    }
    return "";
  };
  EXPECT_NE(message("miner 1 1\nvalley 1 x\n").find(":2: not a word and numbers"), std::string::npos);
  EXPECT_NE(message("miner 1 1\nvalley 1 2 3 4\n").find(":2: another count of numbers"), std::string::npos);
  EXPECT_NE(message("miner 1\n").find("an odd one"), std::string::npos);
  EXPECT_NE(message("").find("no vectors"), std::string::npos);
}

}  // namespace
}  // namespace sitrep::train
