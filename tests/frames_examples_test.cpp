// Every frame's example sentences are coded as the frame file says (docs: knowledge/README.md, key `eg`).
#include <gtest/gtest.h>

#include <string>

#include "extract/example.h"
#include "knowledge/knowledge.h"
#include "support/coding.h"

namespace sitrep {
namespace {

TEST(FrameExamples, OpenOnesAreFew) {
  // Examples under `open` are not coded as they should be yet; one that comes right moves up to `eg`.
  const auto knowledge = Knowledge::load(SITREP_PACK_FILE);
  const auto& coder = testing::shipped_coder();
  std::size_t closed = 0;
  std::size_t open = 0;
  std::string right;
  for (const auto& frame : knowledge->frames.frames()) {
    closed += frame->examples.size();
    for (const auto& text : frame->open_examples) {
      std::string fault;
      const auto example = parse_example(text.text, fault);
      ASSERT_TRUE(example) << frame->where() << ": " << fault;
      ++open;
      if (check_example(coder, *example).empty()) {
        right += std::string(frame->file) + ":" + std::to_string(text.line) + ": " + example->sentence + "\n";
      }
    }
  }
  EXPECT_EQ(right, "") << "came right; write 'eg' for 'open'";
  EXPECT_LT(open * 20, closed);
}

TEST(FrameExamples, AreCodedAsTheFileSays) {
  const auto knowledge = Knowledge::load(SITREP_PACK_FILE);
  const auto& coder = testing::shipped_coder();
  std::size_t count = 0;
  std::size_t wrong = 0;
  std::string list;
  for (const auto& frame : knowledge->frames.frames()) {
    for (const auto& text : frame->examples) {
      std::string fault;
      const auto example = parse_example(text.text, fault);
      ASSERT_TRUE(example) << frame->where() << ": " << fault;
      ++count;
      if (const auto difference = check_example(coder, *example); !difference.empty()) {
        ++wrong;
        list += std::string(frame->file) + ":" + std::to_string(text.line) + ": " + example->sentence + "\n    " +
                difference + "\n";
      }
    }
  }
  RecordProperty("examples", static_cast<int>(count));
  EXPECT_GT(count, 500u);
  EXPECT_EQ(wrong, 0u) << list;
}

}  // namespace
}  // namespace sitrep
