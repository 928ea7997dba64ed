// Sentences of what news looks like: datelines, bylines, lists, live blogs, quotations, abbreviations, wrapped lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "language/model.h"
#include "language/segmenter.h"

namespace sitrep {
namespace {

struct Case {
  std::string text;
  std::vector<std::string> sentences;  ///< white space as one blank
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      {"GENEVA (AFP) - The two delegations met on Sunday.", {"GENEVA (AFP) -", "The two delegations met on Sunday."}},
      {"LAGOS, Nigeria \xE2\x80\x94"
       " Gunmen kidnapped nine students. Police are searching.",
       {"LAGOS, Nigeria \xE2\x80\x94"
        "",
        "Gunmen kidnapped nine students.", "Police are searching."}},
      {"By Anna Keller and Tomas Brandt\n\nVIENNA - Ministers met.",
       {"By Anna Keller and Tomas Brandt", "VIENNA -", "Ministers met."}},
      {"Rebels seize airport in the north\n\nThe army withdrew on Friday.",
       {"Rebels seize airport in the north", "The army withdrew on Friday."}},
      {"The U.S. and the U.K. signed. The E.U. did not.", {"The U.S. and the U.K. signed.", "The E.U. did not."}},
      {"Gen. Ortiz and Lt. Gen. Baker met Sgt. Cole at the base.",
       {"Gen. Ortiz and Lt. Gen. Baker met Sgt. Cole at the base."}},
      {"Bill No. 7 passed. The Senate adjourned.", {"Bill No. 7 passed.", "The Senate adjourned."}},
      {"He left on Oct. 9. Sen. Mills stayed.", {"He left on Oct. 9.", "Sen. Mills stayed."}},
      {"Turnout was 61. The opposition complained.", {"Turnout was 61.", "The opposition complained."}},
      {"They passed Resolution 12. \"It is over,\" he said.",
       {"They passed Resolution 12.", "\"It is over,\" he said."}},
      {"\"We have no water. We have no bread,\" said Amina Yusuf. \"Nobody came.\"",
       {"\"We have no water.", "We have no bread,\" said Amina Yusuf.", "\"Nobody came.\""}},
      {"\xE2\x80\x9C"
       "We are tired. We want peace,\xE2\x80\x9D"
       " the mayor said. \xE2\x80\x9C"
       "Send help.\xE2\x80\x9D"
       "",
       {"\xE2\x80\x9C"
        "We are tired.",
        "We want peace,\xE2\x80\x9D"
        " the mayor said.",
        "\xE2\x80\x9C"
        "Send help.\xE2\x80\x9D"
        ""}},
      {"\xE2\x80\x98"
       "It was chaos,\xE2\x80\x99"
       " a witness said. \xE2\x80\x98"
       "People ran.\xE2\x80\x99"
       "",
       {"\xE2\x80\x98"
        "It was chaos,\xE2\x80\x99"
        " a witness said.",
        "\xE2\x80\x98"
        "People ran.\xE2\x80\x99"
        ""}},
      {"The army\xE2\x80\x94"
       "backed by tanks\xE2\x80\x94"
       "entered the town. It met no resistance.",
       {"The army\xE2\x80\x94"
        "backed by tanks\xE2\x80\x94"
        "entered the town.",
        "It met no resistance."}},
      {"The army -- backed by tanks -- entered the town. It met no resistance.",
       {"The army -- backed by tanks -- entered the town.", "It met no resistance."}},
      {"He hesitated... Then he signed.", {"He hesitated...", "Then he signed."}},
      {"He hesitated\xE2\x80\xA6"
       " Then he signed.",
       {"He hesitated\xE2\x80\xA6"
        "",
        "Then he signed."}},
      {"\"The talks ... are over,\" she said.", {"\"The talks ... are over,\" she said."}},
      {"07:45 GMT A second blast was heard in Aden.\n08:10 GMT Officials closed the port.",
       {"07:45 GMT A second blast was heard in Aden.", "08:10 GMT Officials closed the port."}},
      {"* Two bridges were hit\n* One school was damaged\n* No one was hurt",
       {"* Two bridges were hit", "* One school was damaged", "* No one was hurt"}},
      {"- Two bridges were hit\n- One school was damaged", {"- Two bridges were hit", "- One school was damaged"}},
      {"\xE2\x80\xA2"
       " Two bridges were hit\n\xE2\x80\xA2"
       " One school was damaged",
       {"\xE2\x80\xA2"
        " Two bridges were hit",
        "\xE2\x80\xA2"
        " One school was damaged"}},
      {"\xE2\x80\x93"
       " Two bridges were hit\n\xE2\x80\x93"
       " One school was damaged",
       {"\xE2\x80\x93"
        " Two bridges were hit",
        "\xE2\x80\x93"
        " One school was damaged"}},
      {"1. Both sides stop firing.\n2. Both sides free prisoners.",
       {"1. Both sides stop firing.", "2. Both sides free prisoners."}},
      {"Soldiers reached the edge\nof the city late on\nMonday, a spokesman said.\nThey stopped there.",
       {"Soldiers reached the edge of the city late on Monday, a spokesman said.", "They stopped there."}},
      {"The minister (62) resigned. His deputy took over.", {"The minister (62) resigned.", "His deputy took over."}},
      {"The ship sank (all 14 crew survived). A tug arrived.",
       {"The ship sank (all 14 crew survived).", "A tug arrived."}},
      {"Who fired first? No one knows. Enough!", {"Who fired first?", "No one knows.", "Enough!"}},
      {"She works for Orion Ltd. in Leeds. He does not.", {"She works for Orion Ltd. in Leeds.", "He does not."}},
      {"At 6 a.m. the siege began. By 9 p.m. it was over.", {"At 6 a.m. the siege began.", "By 9 p.m. it was over."}},
      {"The blast came at 5 p.m. Police closed the road.", {"The blast came at 5 p.m.", "Police closed the road."}},
      {"He flew to Washington, D.C. The visit lasted a day.",
       {"He flew to Washington, D.C.", "The visit lasted a day."}},
      {"Rep. Hall, D-Ohio, and Gov. Reyes, R-Texas, disagreed.",
       {"Rep. Hall, D-Ohio, and Gov. Reyes, R-Texas, disagreed."}},
      {"St. Petersburg and Mt. Ararat are far apart.", {"St. Petersburg and Mt. Ararat are far apart."}},
      {"Talks between Iran, Iraq, etc. resumed in Doha.", {"Talks between Iran, Iraq, etc. resumed in Doha."}},
      {"Inflation hit 4.5 percent in May. Wages rose 2.1 percent.",
       {"Inflation hit 4.5 percent in May.", "Wages rose 2.1 percent."}},
      {"See www.example.org for more. Call 555-0134.", {"See www.example.org for more.", "Call 555-0134."}},
      {"Write to desk@example.org. Thank you.", {"Write to desk@example.org.", "Thank you."}},
      {"Dr. A. B. Singh (ret.) spoke first.", {"Dr. A. B. Singh (ret.) spoke first."}},
      {"President Joyce R. Banda resigned. Vice President P. Muluzi took office.",
       {"President Joyce R. Banda resigned.", "Vice President P. Muluzi took office."}},
      {"The vote was 7 to 2. Judges Ames and Cole dissented.",
       {"The vote was 7 to 2.", "Judges Ames and Cole dissented."}},
      {"\"Go!\" he shouted. \"Now!\"", {"\"Go!\" he shouted.", "\"Now!\""}},
      {"\"Will you sign?\" a reporter asked.", {"\"Will you sign?\" a reporter asked."}},
      {"\xE2\x80\x9C"
       "Will you sign?\xE2\x80\x9D"
       " a reporter asked. He smiled.",
       {"\xE2\x80\x9C"
        "Will you sign?\xE2\x80\x9D"
        " a reporter asked.",
        "He smiled."}},
      {"The group said: \"We did it.\" Police doubt that.", {"The group said: \"We did it.\"", "Police doubt that."}},
      {"The group said: \xE2\x80\x9C"
       "We did it.\xE2\x80\x9D"
       " Police doubt that.",
       {"The group said: \xE2\x80\x9C"
        "We did it.\xE2\x80\x9D"
        "",
        "Police doubt that."}},
      {"SEOUL, March 3 (Yonhap) -- North Korea fired two missiles. Tokyo protested.",
       {"SEOUL, March 3 (Yonhap) --", "North Korea fired two missiles.", "Tokyo protested."}},
      {"UPDATE 2-Strike shuts ports across France\n\nPARIS, June 4 (Reuters) - Dockers walked out.",
       {"UPDATE 2-Strike shuts ports across France", "PARIS, June 4 (Reuters) -", "Dockers walked out."}},
      {"The 3rd Brigade moved. The 4th stayed.", {"The 3rd Brigade moved.", "The 4th stayed."}},
      {"The dead: four soldiers, two guards and a driver.", {"The dead: four soldiers, two guards and a driver."}},
      {"Truce holds; aid arrives", {"Truce holds; aid arrives"}},
      {"He said he would go. 'Nothing will stop me,' he added.",
       {"He said he would go.", "'Nothing will stop me,' he added."}},
      {"The mission cost $1.2 bn. Parliament approved it.", {"The mission cost $1.2 bn.", "Parliament approved it."}},
      {"Nearly 20 percent fled. Most went to Chad.", {"Nearly 20 percent fled.", "Most went to Chad."}},
      {"Ali's brother\xE2\x80\x94"
       "who'd served in '03\xE2\x80\x94"
       "wasn't there.",
       {"Ali's brother\xE2\x80\x94"
        "who'd served in '03\xE2\x80\x94"
        "wasn't there."}},
      {"Troops left.The rebels came back.", {"Troops left.", "The rebels came back."}},
      {"[Editor's note: this story was corrected.] Troops left.",
       {"[Editor's note: this story was corrected.]", "Troops left."}},
      {"(Reporting by Lea Moran; Editing by Paul Stone)", {"(Reporting by Lea Moran; Editing by Paul Stone)"}},
      {"Photo: Army Handout/Reuters\n\nTroops left.", {"Photo: Army Handout/Reuters", "Troops left."}},
      {"Read more: Truce talks fail\n\nTroops left.", {"Read more: Truce talks fail", "Troops left."}},
      {"Jan. 6 was quiet. Feb. 2 was not.", {"Jan. 6 was quiet.", "Feb. 2 was not."}},
      {"He met the P.M. The P.M. agreed.", {"He met the P.M.", "The P.M. agreed."}},
  };
  return all;
}

std::string with_single_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank || (!out.empty() && out.back() != ' ')) {
      out += blank ? ' ' : c;
    }
  }
  return out;
}

std::vector<std::string> sentences(const std::string& text) {
  static const auto file = SectionFile::open(SITREP_MODEL_FILE, model_file_kind, model_file_version);
  static const Segmenter segmenter(file.bytes("segmenter"));
  Document document;
  segmenter.segment(text, document);
  std::vector<std::string> out;
  for (const auto& sentence : document.sentences) {
    out.push_back(with_single_blanks(sentence.span.of(text)));
  }
  return out;
}

class NewsSentences : public ::testing::TestWithParam<Case> {};

TEST_P(NewsSentences, EndWhereAReaderEndsThem) {
  EXPECT_EQ(sentences(GetParam().text), GetParam().sentences);
}

INSTANTIATE_TEST_SUITE_P(Cases, NewsSentences, ::testing::ValuesIn(cases()));

TEST(NewsText, ASentenceOfManyWordsStaysOne) {
  std::string text = "The ministers of the six states, who had met on the coast";
  for (int i = 0; i < 18; ++i) {
    text += ", then in the hills by the river, and later";
  }
  text += ", signed. The rebels did not.";
  EXPECT_THAT(sentences(text), ::testing::SizeIs(2));
}

}  // namespace
}  // namespace sitrep
