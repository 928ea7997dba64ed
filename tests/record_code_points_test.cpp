#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "record/code_points.h"

namespace sitrep {
namespace {

/// Byte offsets of every code point of the text, counted the plain way, and its end.
std::vector<std::uint32_t> boundaries(const std::string& text) {
  std::vector<std::uint32_t> begins;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) >> 6u) != 2u) {
      begins.push_back(i);
    }
  }
  begins.push_back(static_cast<std::uint32_t>(text.size()));
  return begins;
}

void expect_exact(const std::string& text) {
  const CodePointIndex index(text);
  const auto begins = boundaries(text);
  EXPECT_EQ(index.size(), begins.size() - 1);
  for (std::uint32_t i = 0; i < begins.size(); ++i) {
    ASSERT_EQ(index.code_points(begins[i]), i);
    ASSERT_EQ(index.byte(i), begins[i]);
  }
}

TEST(CodePoints, OfAsciiAreItsBytes) {
  expect_exact(std::string(1000, 'a'));
}

TEST(CodePoints, OfNoTextAreNone) {
  expect_exact("");
}

TEST(CodePoints, CountAcrossSequencesOfOneToFourBytes) {
  expect_exact("Erdo\u011fan \u2014 \u201cXankəndi\u201d \U0001F600!");
}

TEST(CodePoints, HoldWhereSequencesStraddleCheckpoints) {
  for (std::size_t lead = 0; lead < 8; ++lead) {
    std::string text(lead, 'x');
    for (int i = 0; i < 400; ++i) {
      text += i % 3 == 0 ? "\U0001F600" : i % 3 == 1 ? "\u20ac" : "\u00e9";
    }
    expect_exact(text);
    expect_exact(text + std::string(300, 'y'));
  }
}

TEST(CodePoints, TurnSpansOfBytesIntoSpansOfCodePoints) {
  const std::string text = "G\u00fcl\u00fcm met \u0130lham";
  const CodePointIndex index(text);
  const auto begin = static_cast<std::uint32_t>(text.find("met"));
  EXPECT_EQ(index.code_points(Span{begin, begin + 3}), (Span{6, 9}));
}

}  // namespace
}  // namespace sitrep
