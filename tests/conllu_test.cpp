// CoNLL-U in and out.
#include "language/conllu.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sitrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view two_sentences =
    "# newdoc id = d\n"
    "# sent_id = d-1\n"
    "1\tKüste\tKüste\tPROPN\t_\tNumber=Sing\t3\tnsubj\t_\tName=B-LOC\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "2\tdid\tdo\tAUX\t_\t_\t0\troot\t_\t_\n"
    "3\tn't\tnot\tPART\t_\t_\t2\tadvmod\t_\t_\n"
    "4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n"
    "\n"
    "# newpar\n"
    "1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\t_\n"
    "\n";

TEST(ReadConllu, MakesTheTextFromTheForms) {
  const auto file = read_conllu(two_sentences, "f");
  EXPECT_THAT(file.faults, IsEmpty());
  ASSERT_THAT(file.documents, SizeIs(1));
  EXPECT_EQ(*file.documents[0].text, "Küste didn't.\n\nYes");
}

TEST(ReadConllu, WordsOfAMultiwordTokenAdjoin) {
  const auto file = read_conllu(two_sentences, "f");
  const auto& tokens = file.documents.at(0).document.tokens;
  ASSERT_THAT(tokens, SizeIs(5));
  EXPECT_FALSE(tokens[1].inside_multiword);
  EXPECT_TRUE(tokens[2].inside_multiword);
  EXPECT_EQ(tokens[1].span.end, tokens[2].span.begin);
  EXPECT_EQ(tokens[2].form, "n't");
  EXPECT_FALSE(tokens[2].space_after);
  EXPECT_EQ(tokens[2].head, 1U);
}

TEST(ReadConllu, SkipsBadLinesAndNamesThem) {
  const auto file =
      read_conllu("1\tA\ta\tDET\t_\t_\t2\tdet\t_\t_\n1\tB\tb\tNOUN\n2\tC\tc\tNOUN\t_\t_\t0\troot\t_\t_\n", "x.conllu");
  EXPECT_THAT(file.faults, ElementsAre(HasSubstr("x.conllu:2: 4 columns")));
  EXPECT_EQ(*file.documents.at(0).text, "A C");
}

TEST(ReadConllu, WordsThatAreNoPiecesOfTheirTokenKeepTheirForms) {
  const auto file = read_conllu(
      "1-2\tau\t_\t_\t_\t_\t_\t_\t_\t_\n1\tà\tà\tADP\t_\t_\t2\tcase\t_\t_\n2\tle\tle\tDET\t_\t_\t0\troot\t_\t_\n", "f");
  const auto& tokens = file.documents.at(0).document.tokens;
  EXPECT_EQ(*file.documents[0].text, "au");
  EXPECT_EQ(tokens.at(0).form, "à");
  EXPECT_EQ(tokens.at(1).form, "le");
  EXPECT_TRUE(tokens.at(1).span.empty());
}

TEST(WriteConllu, GivesBackWhatWasRead) {
  const auto file = read_conllu(two_sentences, "f");
  const auto written = write_conllu(file.documents.at(0).document, "d");
  EXPECT_THAT(written, HasSubstr("2-3\tdidn't\t_"));
  EXPECT_THAT(written, HasSubstr("Name=B-LOC|Offset=0:5\n"));
  EXPECT_THAT(written, HasSubstr("Offset=6:12|SpaceAfter=No\n"));
  const auto again = read_conllu(written, "f");
  EXPECT_THAT(again.faults, IsEmpty());
  EXPECT_EQ(*again.documents.at(0).text, *file.documents[0].text);
  EXPECT_EQ(write_conllu(again.documents[0].document, "d"), written);
}

TEST(ReadConllu, NothingComesOfNothing) {
  EXPECT_THAT(read_conllu("\n\n# only a comment\n", "f").documents, IsEmpty());
}

}  // namespace
}  // namespace sitrep
