// Tokens and sentences of raw text, by the shipped model.
#include "language/segmenter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "language/model.h"

namespace sitrep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Segmenter& shipped() {
  static const auto file = SectionFile::open(SITREP_MODEL_FILE, model_file_kind, model_file_version);
  static const Segmenter segmenter(file.bytes("segmenter"));
  return segmenter;
}

/// Sentences, their tokens parted by blanks; "+" before a word that continues a multiword token.
std::vector<std::string> segmented(std::string_view text) {
  Document document;
  shipped().segment(text, document);
  std::vector<std::string> out;
  for (const auto& sentence : document.sentences) {
    auto& line = out.emplace_back();
    for (auto i = sentence.begin; i < sentence.end; ++i) {
      const auto& token = document.tokens[i];
      line +=
          std::string(i > sentence.begin ? " " : "") + (token.inside_multiword ? "+" : "") + std::string(token.form);
    }
  }
  return out;
}

TEST(Segmenter, StopsEndSentencesAndAbbreviationsDoNot) {
  EXPECT_THAT(segmented("U.S. troops left on Sept. 20, Gen. Lund said. Mr. Okoye agreed."),
              ElementsAre("U.S. troops left on Sept. 20 , Gen. Lund said .", "Mr. Okoye agreed ."));
}

TEST(Segmenter, InitialsAndNumbersKeepTheirPoints) {
  EXPECT_THAT(segmented("J. R. Malik bought 3.5 tons of rice for 1,200 people."),
              ElementsAre("J. R. Malik bought 3.5 tons of rice for 1,200 people ."));
}

TEST(Segmenter, AQuoteAfterAStopBelongsToItsSentence) {
  EXPECT_THAT(segmented("\"We will not leave.\" The general sat down."),
              ElementsAre("\" We will not leave . \"", "The general sat down ."));
}

TEST(Segmenter, CliticsAreWordsOfAMultiwordToken) {
  EXPECT_THAT(segmented("They don't want Peru's help and cannot say why."),
              ElementsAre("They do +n't want Peru +'s help and can +not say why ."));
}

TEST(Segmenter, AnEmptyLineEndsASentence) {
  EXPECT_THAT(segmented("Rebels seize town\n\nFighting went on."),
              ElementsAre("Rebels seize town", "Fighting went on ."));
}

TEST(Segmenter, SpansAreInTheText) {
  const std::string text = "  Zürich's mayor “left”.\n";
  Document document;
  shipped().segment(text, document);
  ASSERT_THAT(document.sentences, SizeIs(1));
  std::uint32_t end = 0;
  for (const auto& token : document.tokens) {
    EXPECT_EQ(token.span.of(text), token.form);
    EXPECT_GE(token.span.begin, end);
    end = token.span.end;
  }
  EXPECT_EQ(document.sentences[0].span.of(text), "Zürich's mayor “left”.");
}

TEST(Segmenter, NothingInNothingOut) {
  EXPECT_THAT(segmented(""), IsEmpty());
  EXPECT_THAT(segmented(" \n\n\t "), IsEmpty());
}

TEST(Segmenter, HugeTokensAndSentencesAreCut) {
  Document document;
  const std::string letters(1'000'000, 'x');
  shipped().segment(letters, document);
  for (const auto& token : document.tokens) {
    ASSERT_LE(token.span.size(), Segmenter::longest_token);
  }
  std::string words;
  for (int i = 0; i < 100'000; ++i) {
    words += "and ";
  }
  shipped().segment(words, document);
  EXPECT_THAT(document.tokens, SizeIs(100'000));
  for (const auto& sentence : document.sentences) {
    ASSERT_LE(sentence.end - sentence.begin, Segmenter::longest_sentence);
  }
}

TEST(Segmenter, ASectionOfAnotherKindIsNotUsable) {
  const std::array<std::byte, 64> zeros{};
  EXPECT_FALSE(Segmenter(std::span<const std::byte>(zeros)).usable());
  EXPECT_FALSE(Segmenter(std::span<const std::byte>()).usable());
}

}  // namespace
}  // namespace sitrep
