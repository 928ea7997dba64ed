// Who did what to whom, and how it is held to be: the sentences of tests/data/*.txt are coded as the files say.
#include <gtest/gtest.h>

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

TEST(Sentences, AThousandCandidatesComeToAnEnd) {
  // One sentence of a thousand parties: a phrase gives no more than a bounded number of actors.
  std::string text = "Rebels attacked ";
  for (int i = 0; i < 1000; ++i) {
    text += i % 2 == 0 ? "Chadian soldiers, " : "Libyan troops and ";
  }
  const auto coded = testing::code(text + "Kenyan police in Goma.");
  for (const auto& event : coded.coding.events) {
    EXPECT_LE(event.actors.size(), 64u);
    EXPECT_LE(event.recipients.size(), 64u);
  }
}

}  // namespace
}  // namespace sitrep
