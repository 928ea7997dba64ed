// Who did what to whom, and how it is held to be: the sentences of tests/data/*.txt are coded as the files say.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "extract/example.h"
#include "support/coding.h"

namespace sitrep {
namespace {

class Sentences : public ::testing::TestWithParam<std::string> {};

TEST_P(Sentences, AreCodedAsTheFileSays) {
  std::ifstream file(std::filesystem::path(SITREP_TEST_DATA_DIR) / GetParam());
  ASSERT_TRUE(file) << GetParam();
  const auto& coder = testing::shipped_coder();
  bool open = false;
  std::size_t number = 0;
  std::size_t coded = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    if (line == "open") {
      open = true;
      continue;
    }
    const auto where = GetParam() + ":" + std::to_string(number) + ": ";
    std::string fault;
    const auto example = parse_example(line, fault);
    ASSERT_TRUE(example) << where << fault;
    const auto difference = check_example(coder, *example);
    if (open) {
      EXPECT_FALSE(difference.empty()) << where << "came right; move it above 'open': " << line;
    } else {
      EXPECT_TRUE(difference.empty()) << where << example->sentence << "\n    " << difference;
    }
    ++coded;
  }
  EXPECT_GT(coded, 40u);
}

INSTANTIATE_TEST_SUITE_P(Roles, Sentences, ::testing::Values("roles.txt", "status.txt"),
                         [](const auto& info) { return info.param.substr(0, info.param.find('.')); });

TEST(Sentences, AThousandCandidatesTakeBoundedTime) {
  // One sentence of a thousand parties and as many verbs; the work must grow with its length, not with its square.
  const auto sentence = [](int parties) {
    std::string text = "Rebels attacked ";
    for (int i = 0; i < parties; ++i) {
      text += i % 2 == 0 ? "Chadian soldiers, " : "Libyan troops and ";
    }
    return text + "Kenyan police in Goma.";
  };
  const auto seconds = [&](int parties) {
    const auto begin = std::chrono::steady_clock::now();
    (void)testing::code(sentence(parties));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  (void)seconds(10);
  EXPECT_LT(seconds(1000), 30);
}

}  // namespace
}  // namespace sitrep
