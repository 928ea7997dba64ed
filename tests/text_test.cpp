// Cutting of text that the readers of files share.
#include "base/text.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace sitrep {
namespace {

using Parts = std::vector<std::string_view>;

TEST(Text, TrimTakesBlanksOffBothEnds) {
  EXPECT_EQ(trim(" \ta b\r"), "a b");
  EXPECT_EQ(trim(" \t "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, SplitKeepsEmptyPartsAndTrimsAll) {
  EXPECT_EQ(split("a ; b;;c", ";"), (Parts{"a", "b", "", "c"}));
  EXPECT_EQ(split("", ";"), (Parts{""}));
  EXPECT_EQ(split("a => b", "=>"), (Parts{"a", "b"}));
}

TEST(Text, SplitFilledLeavesEmptyPartsOut) {
  EXPECT_EQ(split_filled(" ; b;; ", ";"), (Parts{"b"}));
  EXPECT_TRUE(split_filled("", ",").empty());
}

}  // namespace
}  // namespace sitrep
