// Headlines made of a treebank's sentences, from which the parser learns how headlines are written.
#include "train/headlines.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace sitrep::train {
namespace {

TrainingWord word(std::string form, std::string lemma, std::string upos, std::string feats, std::int32_t head,
                  std::string deprel) {
  TrainingWord out;
  out.form = std::move(form);
  out.lemma = std::move(lemma);
  out.upos = std::move(upos);
  out.feats = std::move(feats);
  out.head = head;
  out.deprel = std::move(deprel);
  return out;
}

TrainingSentence passive() {
  TrainingSentence out;
  out.words = {word("The", "the", "DET", "", 1, "det"),
               word("bridge", "bridge", "NOUN", "Number=Sing", 3, "nsubj:pass"),
               word("was", "be", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", 3, "aux:pass"),
               word("destroyed", "destroy", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass", -1, "root"),
               word("by", "by", "ADP", "", 6, "case"),
               word("a", "a", "DET", "", 6, "det"),
               word("flood", "flood", "NOUN", "Number=Sing", 3, "obl:agent"),
               word(".", ".", "PUNCT", "", 3, "punct")};
  return out;
}

TrainingSentence active(const std::string& auxiliary, const std::string& feats) {
  TrainingSentence out;
  out.words = {word("Miners", "miner", "NOUN", "Number=Plur", 2, "nsubj"),
               word(auxiliary, auxiliary == "will" ? "will" : "have", "AUX", feats, 2, "aux"),
               word("block", "block", "VERB", "Tense=Past|VerbForm=Part", -1, "root"),
               word("two", "two", "NUM", "NumType=Card", 4, "nummod"),
               word("roads", "road", "NOUN", "Number=Plur", 2, "obj"),
               word(".", ".", "PUNCT", "", 2, "punct")};
  return out;
}

std::string text(const TrainingSentence& sentence) {
  std::string out;
  for (const auto& w : sentence.words) {
    out += (out.empty() ? "" : " ") + w.form;
  }
  return out;
}

std::set<std::string> all_headlines(const TrainingSentence& sentence) {
  std::set<std::string> out;
  Random random(7);
  for (int i = 0; i < 200; ++i) {
    if (const auto headline = as_headline(sentence, random)) {
      out.insert(text(*headline));
    }
  }
  return out;
}

TEST(Headlines, LeaveOutArticlesAuxiliariesAndTheFullStop) {
  const auto headlines = all_headlines(passive());
  EXPECT_TRUE(headlines.contains("Bridge destroyed by flood"));
  EXPECT_TRUE(headlines.contains("Bridge Destroyed by Flood"));
  for (const auto& headline : headlines) {
    EXPECT_EQ(headline.find("was"), std::string::npos) << headline;
    EXPECT_EQ(headline.find('.'), std::string::npos) << headline;
  }
}

TEST(Headlines, KeepTheAuxiliariesOfRelativeClausesAndOfDenials) {
  TrainingSentence relative;
  relative.words = {
      word("Men", "man", "NOUN", "Number=Plur", 4, "nsubj"),
      word("who", "who", "PRON", "", 3, "nsubj:pass"),
      word("were", "be", "AUX", "", 3, "aux:pass"),
      word("freed", "free", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass", 0, "acl:relcl"),
      word("arrived", "arrive", "VERB", "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin", -1, "root"),
      word(".", ".", "PUNCT", "", 4, "punct")};
  for (const auto& headline : all_headlines(relative)) {
    EXPECT_NE(headline.find("ere "), std::string::npos) << headline;  // "were", "Were"
  }
  TrainingSentence denied;
  denied.words = {word("Miners", "miner", "NOUN", "Number=Plur", 3, "nsubj:pass"),
                  word("were", "be", "AUX", "", 3, "aux:pass"), word("n't", "not", "PART", "", 3, "advmod"),
                  word("told", "tell", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass", -1, "root"),
                  word(".", ".", "PUNCT", "", 3, "punct")};
  for (const auto& headline : all_headlines(denied)) {
    EXPECT_NE(headline.find("ere n't"), std::string::npos) << headline;
  }
}

TEST(Headlines, PutJoinedVerbsIntoOneTense) {
  const std::string past = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin";
  TrainingSentence both;
  both.words = {word("Miners", "miner", "NOUN", "Number=Plur", 1, "nsubj"),
                word("marched", "march", "VERB", past, -1, "root"), word("and", "and", "CCONJ", "", 3, "cc"),
                word("sang", "sing", "VERB", past, 1, "conj"), word(".", ".", "PUNCT", "", 1, "punct")};
  const auto headlines = all_headlines(both);
  EXPECT_TRUE(headlines.contains("Miners march and sing"));
  EXPECT_FALSE(headlines.contains("Miners march and sang"));
}

TEST(Headlines, KeepTheTree) {
  Random random(7);
  for (int i = 0; i < 50; ++i) {
    const auto headline = as_headline(passive(), random);
    ASSERT_TRUE(headline.has_value());
    std::size_t roots = 0;
    for (const auto& w : headline->words) {
      roots += w.head == -1 ? 1 : 0;
      ASSERT_LT(w.head, static_cast<std::int32_t>(headline->words.size()));
      if (w.lemma == "bridge" || w.lemma == "flood") {
        EXPECT_EQ(headline->words[static_cast<std::size_t>(w.head)].lemma, "destroy");
      }
    }
    EXPECT_EQ(roots, 1U);
  }
}

TEST(Headlines, PutPerfectsInThePresentAndTheFutureInTheInfinitive) {
  const auto perfect = all_headlines(active("have", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"));
  EXPECT_TRUE(perfect.contains("Miners block two roads"));
  const auto future = all_headlines(active("will", "VerbForm=Fin"));
  EXPECT_TRUE(future.contains("Miners to block two roads"));
}

TEST(Headlines, AreNotMadeOfQuestionsNorOfWhatIOrYouSay) {
  auto question = passive();
  question.words.back().form = "?";
  EXPECT_TRUE(all_headlines(question).empty());
  auto own = passive();
  own.words[1].feats = "Number=Sing|Person=1";
  EXPECT_TRUE(all_headlines(own).empty());
}

TEST(Headlines, AreTheSameForTheSameSeed) {
  Random one(3);
  Random other(3);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(text(*as_headline(passive(), one)), text(*as_headline(passive(), other)));
  }
}

}  // namespace
}  // namespace sitrep::train
