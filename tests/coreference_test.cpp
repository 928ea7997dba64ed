#include "resolve/coreference.h"

#include <gtest/gtest.h>

#include "support/actor_document.h"

namespace sitrep {
namespace {

using testing::ActorDocument;
using testing::shipped_actors;

/// Features are written with ',' so that '|' can part the fields; this puts them right.
std::string with_features(std::string_view lines) {
  std::string out(lines);
  const auto put = [&](std::string_view from, std::string_view to) {
    for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size())) {
      out.replace(at, from.size(), to);
    }
  };
  put("@he", "PronType=Prs,Person=3,Gender=Masc,Number=Sing");
  put("@his", "PronType=Prs,Person=3,Gender=Masc,Number=Sing,Poss=Yes");
  put("@she", "PronType=Prs,Person=3,Gender=Fem,Number=Sing");
  put("@its", "PronType=Prs,Person=3,Gender=Neut,Number=Sing,Poss=Yes");
  put("@it", "PronType=Prs,Person=3,Gender=Neut,Number=Sing");
  put("@they", "PronType=Prs,Person=3,Number=Plur");
  return out;
}

class Hand : public ActorDocument {
 public:
  explicit Hand(std::string_view lines) : ActorDocument(with_features(lines)) {
    for (auto& t : document.tokens) {
      feats_.emplace_back(t.feats);
      for (auto& c : feats_.back()) {
        c = c == ',' ? '|' : c;
      }
      t.feats = feats_.back();
    }
    resolve(shipped_actors());
  }

 private:
  std::deque<std::string> feats_;
};

TEST(Pronouns, AreReadFromTheirFeatures) {
  Hand d("he|PRON|2|nsubj|@he spoke|VERB|0|root");
  const auto form = pronoun_form(d.document.tokens[0]);
  ASSERT_TRUE(form);
  EXPECT_EQ(form->gender, 'm');
  EXPECT_FALSE(form->possessive);
  EXPECT_FALSE(pronoun_form(d.document.tokens[1]));
}

TEST(Pronouns, HeIsTheSubjectBefore) {
  Hand d(
      "Testorlov|PROPN|2|nsubj met|VERB|0|root generals|NOUN|2|obj|Number=Plur\n"
      "He|PRON|2|nsubj|@he left|VERB|0|root");
  EXPECT_EQ(d.coded("He"), "RUS GOV");
  EXPECT_EQ(d.antecedent("He"), "Testorlov");
}

TEST(Pronouns, GenderDecides) {
  Hand d(
      "Testorlov|PROPN|2|nsubj met|VERB|0|root Testvance|PROPN|2|obj\n"
      "She|PRON|2|nsubj|@she left|VERB|0|root");
  EXPECT_EQ(d.antecedent("She"), "Testvance");
}

TEST(Pronouns, ItIsNoPerson) {
  Hand d(
      "Testorlov|PROPN|2|nsubj visited|VERB|0|root Iran|PROPN|2|obj\n"
      "It|PRON|2|nsubj|@it protested|VERB|0|root");
  EXPECT_EQ(d.coded("It"), "IRN");
}

TEST(Pronouns, TheyAreAllThatAreJoined) {
  Hand d(
      "Peru|PROPN|4|nsubj and|CCONJ|3|cc Chile|PROPN|1|conj signed|VERB|0|root\n"
      "They|PRON|2|nsubj|@they agreed|VERB|0|root");
  EXPECT_EQ(d.coded("They"), "PER; CHL");
}

TEST(Pronouns, AnObjectIsNotItsSubject) {
  Hand d(
      "Testlima|PROPN|2|nsubj arrived|VERB|0|root\n"
      "Testorlov|PROPN|2|nsubj met|VERB|0|root him|PRON|2|obj|@he");
  EXPECT_EQ(d.antecedent("him"), "Testlima");
}

TEST(Pronouns, HisSpokesmanSpeaksForHim) {
  Hand d(
      "Testorlov|PROPN|2|nsubj spoke|VERB|0|root\n"
      "his|PRON|2|nmod:poss|@his spokesman|NOUN|3|nsubj agreed|VERB|0|root");
  EXPECT_EQ(d.coded("spokesman"), "RUS GOV");
  EXPECT_EQ(d.antecedent("his"), "Testorlov");
}

TEST(Pronouns, ItsForcesAreTheCountrys) {
  Hand d(
      "Iran|PROPN|2|nsubj said|VERB|0|root its|PRON|4|nmod:poss|@its forces|NOUN|5|nsubj|Number=Plur "
      "advanced|VERB|2|ccomp");
  EXPECT_EQ(d.coded("forces"), "IRN MIL");
}

TEST(Pronouns, AFrontedPossessiveIsTheSubjectBehind) {
  Hand d(
      "In|ADP|3|case his|PRON|3|nmod:poss|@his speech|NOUN|6|obl ,|PUNCT|6|punct Testorlov|PROPN|6|nsubj "
      "spoke|VERB|0|root");
  EXPECT_EQ(d.antecedent("his"), "Testorlov");
}

TEST(Pronouns, NothingIsInvented) {
  Hand d("He|PRON|2|nsubj|@he left|VERB|0|root");
  EXPECT_EQ(d.coded("He"), "");
  EXPECT_EQ(d.antecedent("He"), "");
}

TEST(Pronouns, TheObjectOfAJoinedVerbIsNotItsSubject) {
  Hand d(
      "Testlima|PROPN|2|nsubj met|VERB|0|root Testorlov|PROPN|2|obj and|CCONJ|5|cc thanked|VERB|2|conj "
      "him|PRON|5|obj|@he");
  EXPECT_EQ(d.antecedent("him"), "Testorlov");
}

TEST(Names, AnAcronymIsTheNameSpelledOut) {
  Hand d(
      "Baltic|PROPN|3|compound Trade|PROPN|3|compound Bank|PROPN|4|nsubj met|VERB|0|root\n"
      "BTB|PROPN|2|nsubj agreed|VERB|0|root");
  EXPECT_EQ(d.antecedent("BTB"), "Bank");
}

TEST(Names, AnAppositionIsWhatItStandsBeside) {
  Hand d("Lund|PROPN|4|nsubj ,|PUNCT|3|punct driver|NOUN|1|appos left|VERB|0|root");
  EXPECT_EQ(d.antecedent("driver"), "Lund");
}

TEST(Names, TwoOfOneLastNameAreTwo) {
  Hand d(
      "Anna|PROPN|3|nsubj Brok|PROPN|1|flat spoke|VERB|0|root\n"
      "Tomas|PROPN|3|nsubj Brok|PROPN|1|flat left|VERB|0|root");
  EXPECT_EQ(d.antecedent("Tomas"), "");
}

TEST(Nominals, ALastNameGoesBackToTheFullName) {
  Hand d(
      "Norwegian|ADJ|3|amod Foreign|PROPN|3|compound Minister|PROPN|6|nsubj Kari|PROPN|3|flat Nordmo|PROPN|4|flat "
      "arrived|VERB|0|root\n"
      "Nordmo|PROPN|2|nsubj left|VERB|0|root");
  EXPECT_EQ(d.coded("Nordmo", 2), "NOR GOV");
  EXPECT_EQ(d.actor("Nordmo", 2).entity.name, "Kari Nordmo");
  EXPECT_EQ(d.antecedent("Nordmo", 2), "Kari");
}

TEST(Nominals, TheMinisterIsTheOneNamed) {
  Hand d(
      "Norwegian|ADJ|3|amod Foreign|PROPN|3|compound Minister|PROPN|6|nsubj Kari|PROPN|3|flat Nordmo|PROPN|4|flat "
      "arrived|VERB|0|root\n"
      "The|DET|2|det|Definite=Def minister|NOUN|3|nsubj left|VERB|0|root");
  EXPECT_EQ(d.coded("minister"), "NOR GOV");
  EXPECT_EQ(d.actor("minister").entity.name, "Kari Nordmo");
}

TEST(Nominals, TheArmyIsTheOneNamed) {
  Hand d(
      "The|DET|3|det|Definite=Def Chadian|ADJ|3|amod army|NOUN|4|nsubj advanced|VERB|0|root\n"
      "The|DET|2|det|Definite=Def army|NOUN|3|nsubj stopped|VERB|0|root");
  EXPECT_EQ(d.coded("army", 2), "TCD MIL");
}

TEST(Nominals, TheGroupIsTheOrganisation) {
  Hand d(
      "Hamas|PROPN|2|nsubj replied|VERB|0|root\n"
      "The|DET|2|det|Definite=Def group|NOUN|3|nsubj denied|VERB|0|root it|PRON|3|obj");
  EXPECT_EQ(d.coded("group"), "PSE REB PTY");
}

TEST(Nominals, TheCountryIsTheOneNamed) {
  Hand d(
      "Kenya|PROPN|2|nsubj replied|VERB|0|root\n"
      "The|DET|2|det|Definite=Def country|NOUN|3|nsubj denied|VERB|0|root it|PRON|3|obj");
  EXPECT_EQ(d.coded("country"), "KEN");
}

TEST(Pairs, BothSidesAreTheTwoNamedBefore) {
  Hand d(
      "Kenya|PROPN|2|nsubj fought|VERB|0|root Uganda|PROPN|2|obj\n"
      "Both|DET|2|det sides|NOUN|3|nsubj|Number=Plur stopped|VERB|0|root");
  EXPECT_EQ(d.coded("sides"), "KEN; UGA");
}

TEST(Pairs, WhoSpeaksOfBothSidesIsNone) {
  Hand d(
      "talks|NOUN|6|nsubj|Number=Plur between|ADP|3|case Kenya|PROPN|1|nmod and|CCONJ|5|cc Uganda|PROPN|3|conj "
      "failed|VERB|0|root\n"
      "France|PROPN|2|nsubj urged|VERB|0|root both|DET|4|det sides|NOUN|2|obj|Number=Plur");
  EXPECT_EQ(d.coded("sides"), "KEN; UGA");
}

TEST(Pairs, MinistersStandForTheirCountries) {
  Hand d(
      "France|PROPN|2|nsubj met|VERB|0|root Foreign|PROPN|4|compound Ministers|PROPN|2|obj|Number=Plur of|ADP|6|case "
      "Kenya|PROPN|4|nmod "
      "Testkamau|PROPN|6|flat and|CCONJ|10|cc of|ADP|10|case Uganda|PROPN|6|conj Testokello|PROPN|10|flat "
      "and|CCONJ|13|cc "
      "offered|VERB|2|conj both|DET|15|det sides|NOUN|13|iobj|Number=Plur mediation|NOUN|13|obj");
  EXPECT_EQ(d.coded("sides"), "KEN; UGA");
}

TEST(Pairs, ARebelAndItsStateAreTwo) {
  Hand d(
      "Sudanese|ADJ|2|amod troops|NOUN|3|nsubj|Number=Plur fought|VERB|0|root Sudanese|ADJ|5|amod "
      "rebels|NOUN|3|obj|Number=Plur\n"
      "Both|DET|2|det sides|NOUN|3|nsubj|Number=Plur stopped|VERB|0|root");
  EXPECT_EQ(d.coded("sides"), "SDN MIL; SDN REB");
}

TEST(Pairs, WithoutTwoPartiesTheyStayACollective) {
  Hand d("Both|DET|2|det sides|NOUN|3|nsubj|Number=Plur stopped|VERB|0|root");
  EXPECT_EQ(d.coded("sides"), "?");
  EXPECT_EQ(d.actor("sides").kind, ActorKind::collective);
}

}  // namespace
}  // namespace sitrep
