// Sentences in the words of conflict that tell no event: how many give one all the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "extract/example.h"
#include "support/coding.h"

namespace sitrep {
namespace {

TEST(NoEvents, FewSentencesGiveAFalseOne) {
  std::ifstream in(SITREP_TEST_DATA_DIR "/no_events.txt");
  ASSERT_TRUE(in);
  std::size_t sentences = 0;
  std::size_t with_event = 0;
  std::string list;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') {
      continue;
    }
    ++sentences;
    const auto events = testing::code(line).actual_events();
    if (!events.empty()) {
      ++with_event;
      list += line + "\n    " + summary(events.front()) + " by " + events.front().frame + "\n";
    }
  }
  EXPECT_GE(sentences, 300u);
  EXPECT_LE(with_event * 50, sentences) << with_event << " of " << sentences << " sentences give an event:\n" << list;
}

}  // namespace
}  // namespace sitrep
