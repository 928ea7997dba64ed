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
  put("@I", "PronType=Prs,Person=1,Number=Sing");
  put("@we", "PronType=Prs,Person=1,Number=Plur");
  put("@you", "PronType=Prs,Person=2");
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

TEST(Names, ANameBesideItsNounIsTheOneToldOfBefore) {
  Hand d(
      "Anna|PROPN|3|nsubj Brok|PROPN|1|flat arrived|VERB|0|root\n"
      "Our|PRON|2|nmod:poss surgeon|NOUN|5|nsubj Anna|PROPN|2|appos Brok|PROPN|3|flat left|VERB|0|root\n"
      "The|DET|2|det|Definite=Def surgeon|NOUN|3|nsubj returned|VERB|0|root");
  EXPECT_EQ(d.antecedent("surgeon"), "Anna");
  EXPECT_EQ(d.antecedent("Anna", 2), "Anna");
  EXPECT_EQ(d.antecedent("surgeon", 2), "Anna");
}

TEST(Names, AStudyMayGetItsNameLater) {
  Hand d(
      "A|DET|2|det study|NOUN|3|nsubj|Number=Sing began|VERB|0|root\n"
      "The|DET|4|det|Definite=Def Baltic|PROPN|4|compound Herring|PROPN|4|compound Study|PROPN|5|nsubj|Number=Sing "
      "ended|VERB|0|root\n"
      "The|DET|2|det|Definite=Def study|NOUN|3|nsubj|Number=Sing cost|VERB|0|root");
  EXPECT_EQ(d.antecedent("Study"), "study");
  EXPECT_EQ(d.antecedent("study"), "Study");
  EXPECT_EQ(d.antecedent("study", 2), "Study");
}

TEST(Names, TheBroksAreTheCouple) {
  Hand d(
      "Anna|PROPN|3|nsubj|Number=Sing Brok|PROPN|1|flat left|VERB|0|root\n"
      "The|DET|2|det|Definite=Def parents|NOUN|3|nsubj|Number=Plur followed|VERB|0|root\n"
      "The|DET|2|det|Definite=Def Broks|PROPN|3|nsubj|Number=Plur|Brok returned|VERB|0|root");
  EXPECT_EQ(d.antecedent("Broks"), "parents");
}

TEST(Nominals, TheNationIsTheCountryThatIsNamed) {
  Hand d(
      "Kenya|PROPN|2|nsubj|Number=Sing replied|VERB|0|root\n"
      "This|DET|2|det nation|NOUN|3|nsubj|Number=Sing waits|VERB|0|root");
  EXPECT_EQ(d.antecedent("nation"), "Kenya");
  EXPECT_EQ(d.coded("nation"), "KEN");
}

TEST(Nominals, ManyAreNotOnePerson) {
  Hand d(
      "Anna|PROPN|3|nsubj|Number=Sing Brok|PROPN|1|flat left|VERB|0|root\n"
      "The|DET|2|det|Definite=Def ministers|NOUN|3|nsubj|Number=Plur followed|VERB|0|root");
  EXPECT_EQ(d.antecedent("ministers"), "");
}

TEST(Coordinations, TheyAreAllThatAreJoined) {
  Hand d(
      "Anna|PROPN|6|nsubj|Number=Sing Brok|PROPN|1|flat and|CCONJ|4|cc Tomas|PROPN|1|conj|Number=Sing "
      "Lund|PROPN|4|flat met|VERB|0|root\n"
      "They|PRON|2|nsubj|@they left|VERB|0|root\n"
      "Lund|PROPN|4|nsubj|Number=Sing and|CCONJ|3|cc Brok|PROPN|1|conj|Number=Sing returned|VERB|0|root "
      "they|PRON|4|obj|@they");
  EXPECT_EQ(d.antecedent("They"), "Anna");
  EXPECT_EQ(d.last_of_antecedent("They"), "Tomas");
  EXPECT_EQ(d.last_of_antecedent("they"), "");  // not what stands beside it
}

TEST(Coordinations, OneOfTwoIsNotBoth) {
  Hand d(
      "Anna|PROPN|6|nsubj|Number=Sing Brok|PROPN|1|flat and|CCONJ|4|cc Tomas|PROPN|1|conj|Number=Sing "
      "Lund|PROPN|4|flat met|VERB|0|root\n"
      "She|PRON|2|nsubj|@she left|VERB|0|root");
  EXPECT_EQ(d.antecedent("She"), "Anna");
  EXPECT_EQ(d.last_of_antecedent("She"), "");
}

TEST(Coordinations, OrJoinsNobody) {
  Hand d(
      "Anna|PROPN|6|nsubj|Number=Sing Brok|PROPN|1|flat or|CCONJ|4|cc Tomas|PROPN|1|conj|Number=Sing "
      "Lund|PROPN|4|flat won|VERB|0|root\n"
      "They|PRON|2|nsubj|@they left|VERB|0|root");
  EXPECT_EQ(d.last_of_antecedent("They"), "");
}

TEST(Coordinations, TwoCountriesThatAreNamedAreThey) {
  Hand d(
      "Kenya|PROPN|4|nsubj|Number=Sing and|CCONJ|3|cc Uganda|PROPN|1|conj|Number=Sing held|VERB|0|root "
      "talks|NOUN|4|obj|Number=Plur\n"
      "They|PRON|2|nsubj|@they urged|VERB|0|root Sudan|PROPN|2|obj|Number=Sing");
  EXPECT_EQ(d.coded("They"), "KEN; UGA");
}

TEST(Coordinations, TwoWhoMetAreThey) {
  Hand d(
      "Kenya|PROPN|2|nsubj|Number=Sing met|VERB|0|root||meet Uganda|PROPN|2|obj|Number=Sing\n"
      "They|PRON|2|nsubj|@they urged|VERB|0|root Sudan|PROPN|2|obj|Number=Sing");
  EXPECT_EQ(d.antecedent("They"), "Kenya");
  EXPECT_EQ(d.last_of_antecedent("They"), "Uganda");
  EXPECT_EQ(d.coded("They"), "KEN; UGA");
}

TEST(Coordinations, WhereManyMetOneTheyAreTheMany) {
  Hand d(
      "Rebels|NOUN|2|nsubj|Number=Plur met|VERB|0|root||meet Uganda|PROPN|2|obj|Number=Sing\n"
      "They|PRON|2|nsubj|@they left|VERB|0|root");
  EXPECT_EQ(d.last_of_antecedent("They"), "");
}

TEST(Pronouns, HimselfIsWhoeverDoesIt) {
  Hand d(
      "Tomas|PROPN|3|nsubj|Number=Sing Lund|PROPN|1|flat met|VERB|0|root Jens|PROPN|3|obj|Number=Sing "
      "Moe|PROPN|4|flat\n"
      "Jens|PROPN|3|nsubj|Number=Sing Moe|PROPN|1|flat blamed|VERB|0|root "
      "himself|PRON|3|obj|PronType=Prs,Person=3,Gender=Masc,Number=Sing,Reflex=Yes");
  EXPECT_EQ(d.antecedent("himself"), "Jens");
}

TEST(Pronouns, ANameSaidFirstIsTakenUp) {
  Hand d(
      "Jens|PROPN|3|nsubj|Number=Sing Moe|PROPN|1|flat left|VERB|0|root\n"
      "Tomas|PROPN|5|dislocated|Number=Sing Lund|PROPN|1|flat ,|PUNCT|1|punct he|PRON|5|nsubj|@he stayed|VERB|0|root");
  EXPECT_EQ(d.antecedent("he"), "Tomas");
}

TEST(Nominals, AStudyIsAReport) {
  Hand d(
      "The|DET|4|det|Definite=Def Baltic|PROPN|4|compound Herring|PROPN|4|compound Study|PROPN|5|nsubj|Number=Sing "
      "ended|VERB|0|root\n"
      "The|DET|2|det|Definite=Def report|NOUN|3|nsubj|Number=Sing warned|VERB|0|root");
  EXPECT_EQ(d.antecedent("report"), "Study");
}

TEST(Nominals, ThePeopleOfACountryAreItsPeople) {
  Hand d(
      "Kenyans|PROPN|2|nsubj|Number=Plur|Kenyan voted|VERB|0|root\n"
      "The|DET|3|det|Definite=Def Kenyan|ADJ|3|amod people|NOUN|4|nsubj|Number=Plur waited|VERB|0|root\n"
      "The|DET|3|det|Definite=Def young|ADJ|3|amod people|NOUN|4|nsubj|Number=Plur danced|VERB|0|root");
  EXPECT_EQ(d.antecedent("people"), "Kenyans");
  EXPECT_NE(d.antecedent("people", 2), "Kenyans");
}

TEST(Nominals, ATitleBelongsToItsName) {
  Hand d(
      "Surgeon|NOUN|2|nmod:desc Anna|PROPN|4|nsubj Brok|PROPN|2|flat arrived|VERB|0|root\n"
      "The|DET|2|det|Definite=Def surgeon|NOUN|3|nsubj left|VERB|0|root");
  EXPECT_EQ(d.antecedent("surgeon"), "Anna");
  EXPECT_EQ(d.antecedent("Anna"), "");
}

TEST(Nominals, APredicateSaysWhatTheSubjectIs) {
  Hand d(
      "Anna|PROPN|5|nsubj|Number=Sing Brok|PROPN|1|flat is|AUX|5|cop a|DET|5|det pilot|NOUN|0|root|Number=Sing\n"
      "Tomas|PROPN|3|nsubj|Number=Sing Lund|PROPN|1|flat left|VERB|0|root\n"
      "The|DET|2|det|Definite=Def pilot|NOUN|3|nsubj|Number=Sing stayed|VERB|0|root");
  EXPECT_EQ(d.antecedent("pilot"), "Anna");
  EXPECT_EQ(d.antecedent("pilot", 2), "pilot");
}

TEST(Nominals, WhatOneIsNotIsAnother) {
  Hand d(
      "Anna|PROPN|6|nsubj|Number=Sing Brok|PROPN|1|flat is|AUX|6|cop not|PART|6|advmod|Polarity=Neg a|DET|6|det "
      "pilot|NOUN|0|root|Number=Sing");
  EXPECT_EQ(d.antecedent("pilot"), "");
}

TEST(Pronouns, SheIsTheOnlyWomanNamedHoweverFarBack) {
  Hand d(
      "Anna|PROPN|3|nsubj Brok|PROPN|1|flat arrived|VERB|0|root\n"
      "rain|NOUN|2|nsubj fell|VERB|0|root\nwind|NOUN|2|nsubj rose|VERB|0|root\nroads|NOUN|2|nsubj closed|VERB|0|root\n"
      "rain|NOUN|2|nsubj fell|VERB|0|root\nwind|NOUN|2|nsubj rose|VERB|0|root\nroads|NOUN|2|nsubj closed|VERB|0|root\n"
      "She|PRON|2|nsubj|@she left|VERB|0|root");
  EXPECT_EQ(d.antecedent("She"), "Anna");
}

TEST(Voices, IInAQuotationIsWhoSaysIt) {
  Hand d(
      "``|PUNCT|3|punct I|PRON|3|nsubj|@I agree|VERB|6|ccomp ''|PUNCT|3|punct Testorlov|PROPN|6|nsubj "
      "said|VERB|0|root");
  EXPECT_EQ(d.antecedent("I"), "Testorlov");
}

TEST(Voices, WeInAQuotationIsTheBodyThatSpeaks) {
  Hand d(
      "``|PUNCT|3|punct We|PRON|3|nsubj|@we agree|VERB|6|ccomp ''|PUNCT|3|punct Kenya|PROPN|6|nsubj said|VERB|0|root\n"
      "``|PUNCT|3|punct We|PRON|3|nsubj|@we agree|VERB|6|ccomp ''|PUNCT|3|punct Testorlov|PROPN|6|nsubj "
      "said|VERB|0|root");
  EXPECT_EQ(d.antecedent("We"), "Kenya");
  EXPECT_EQ(d.antecedent("We", 2), "");
}

TEST(Voices, WhoIsInterviewedAnswers) {
  Hand d(
      "Our|PRON|2|nmod:poss|@we paper|NOUN|3|nsubj interviews|VERB|0|root||interview Anna|PROPN|3|obj "
      "Brok|PROPN|4|flat\n\n"
      "What|PRON|4|obj do|AUX|4|aux you|PRON|4|nsubj|@you plan|VERB|0|root ?|PUNCT|4|punct\n\n"
      "I|PRON|2|nsubj|@I plan|VERB|0|root repairs|NOUN|2|obj\n\n"
      "Have|AUX|3|aux you|PRON|3|nsubj|@you begun|VERB|0|root ?|PUNCT|3|punct\n\n"
      "You|PRON|2|nsubj|@you know|VERB|0|root me|PRON|2|obj|@I");
  EXPECT_EQ(d.antecedent("you"), "Anna");
  EXPECT_EQ(d.antecedent("I"), "Anna");
  EXPECT_EQ(d.antecedent("you", 2), "Anna");
  EXPECT_EQ(d.antecedent("me"), "Anna");
  EXPECT_EQ(d.antecedent("You"), "");
  EXPECT_EQ(d.antecedent("Our"), "");
}

TEST(Voices, TwoInterviewedAreAskedTogetherAndNeitherIsTheOneWhoAnswers) {
  Hand d(
      "Interview|NOUN|0|root||interview with|ADP|3|case Anna|PROPN|1|nmod Brok|PROPN|3|flat and|CCONJ|6|cc "
      "Tomas|PROPN|3|conj Lund|PROPN|6|flat\n\n"
      "What|PRON|4|obj do|AUX|4|aux you|PRON|4|nsubj|@you plan|VERB|0|root ?|PUNCT|4|punct\n\n"
      "I|PRON|2|nsubj|@I plan|VERB|0|root repairs|NOUN|2|obj");
  EXPECT_EQ(d.antecedent("you"), "Anna");
  EXPECT_EQ(d.last_of_antecedent("you"), "Tomas");
  EXPECT_EQ(d.antecedent("I"), "");
}

TEST(Voices, WeOfTwoInterviewedAreBothAndOneSaysWhoSheIs) {
  Hand d(
      "Interview|NOUN|0|root||interview with|ADP|3|case Anna|PROPN|1|nmod Brok|PROPN|3|flat and|CCONJ|6|cc "
      "Tomas|PROPN|3|conj Lund|PROPN|6|flat\n\n"
      "What|PRON|4|obj do|AUX|4|aux you|PRON|4|nsubj|@you plan|VERB|0|root ?|PUNCT|4|punct\n\n"
      "I|PRON|3|nsubj|@I am|AUX|3|cop|||be Anna|PROPN|0|root Brok|PROPN|3|flat\n"
      "we|PRON|2|nsubj|@we plan|VERB|0|root repairs|NOUN|2|obj");
  EXPECT_EQ(d.antecedent("I"), "Anna");
  EXPECT_EQ(d.antecedent("we"), "Anna");
  EXPECT_EQ(d.last_of_antecedent("we"), "Tomas");
}

TEST(Voices, OfTwoInterviewedTheOneWhoNamesTheOtherAnswers) {
  Hand d(
      "Interview|NOUN|0|root||interview with|ADP|3|case Anna|PROPN|1|nmod Brok|PROPN|3|flat and|CCONJ|6|cc "
      "Tomas|PROPN|3|conj Lund|PROPN|6|flat\n\n"
      "What|PRON|4|obj do|AUX|4|aux you|PRON|4|nsubj|@you plan|VERB|0|root ?|PUNCT|4|punct\n\n"
      "I|PRON|2|nsubj|@I told|VERB|0|root Tomas|PROPN|2|obj");
  EXPECT_EQ(d.antecedent("I"), "Anna");
}

TEST(Voices, ASpokesmanSpeaksForHisBody) {
  Hand d(
      "``|PUNCT|3|punct We|PRON|3|nsubj|@we agree|VERB|8|ccomp ''|PUNCT|3|punct Kenya|PROPN|7|nmod:poss 's|PART|5|case "
      "spokesman|NOUN|8|nsubj said|VERB|0|root");
  EXPECT_EQ(d.antecedent("We"), "Kenya");
}

TEST(Voices, AHeadingSaysWhoseSpeechItIs) {
  Hand d(
      "Remarks|NOUN|0|root||remark by|ADP|3|case Anna|PROPN|1|nmod Brok|PROPN|3|flat\n\n"
      "I|PRON|2|nsubj|@I thank|VERB|0|root you|PRON|2|obj|@you");
  EXPECT_EQ(d.antecedent("I"), "Anna");
  EXPECT_EQ(d.antecedent("you"), "");
}

TEST(Voices, ASpeakerMayNameHimself) {
  Hand d(
      "I|PRON|2|nsubj|@I thank|VERB|0|root all|PRON|2|obj\n"
      "I|PRON|3|nsubj|@I am|AUX|3|cop Anna|PROPN|0|root Brok|PROPN|3|flat");
  EXPECT_EQ(d.antecedent("I"), "Anna");
  EXPECT_EQ(d.antecedent("I", 2), "Anna");
  Hand other("I|PRON|4|nsubj|@I am|AUX|4|cop not|PART|4|advmod|Polarity=Neg Anna|PROPN|0|root Brok|PROPN|4|flat");
  EXPECT_EQ(other.antecedent("I"), "");
}

TEST(Voices, APeopleThatTheSpeakerCountsHimselfToIsWe) {
  Hand d(
      "We|PRON|2|nsubj|@we work|VERB|0|root hard|ADV|2|advmod\n"
      "As|ADP|2|case Kenyans|PROPN|5|obl|Number=Plur ,|PUNCT|5|punct we|PRON|5|nsubj|@we hope|VERB|0|root");
  EXPECT_EQ(d.antecedent("We"), "Kenyans");
  EXPECT_EQ(d.antecedent("we"), "Kenyans");
}

TEST(Voices, ANameAndAColonBeginATurn) {
  Hand d(
      "Anna|PROPN|5|nsubj Brok|PROPN|1|flat and|CCONJ|4|cc Tomas|PROPN|1|conj met|VERB|0|root\n\n"
      "ANNA|PROPN|0|root BROK|PROPN|1|flat :|PUNCT|1|punct\n\n"
      "I|PRON|2|nsubj|@I begin|VERB|0|root\n\n"
      "TOMAS|PROPN|0|root :|PUNCT|1|punct\n\n"
      "I|PRON|2|nsubj|@I answer|VERB|0|root");
  EXPECT_EQ(d.antecedent("I"), "Anna");
  EXPECT_EQ(d.antecedent("I", 2), "Tomas");
}

TEST(Voices, WhomAVocativeNamesIsYou) {
  Hand d(
      "Testlima|PROPN|4|vocative ,|PUNCT|1|punct you|PRON|4|nsubj|@you know|VERB|0|root it|PRON|4|obj|@it\n"
      "Your|PRON|2|nmod:poss|@you people|NOUN|3|nsubj know|VERB|0|root");
  EXPECT_EQ(d.antecedent("you"), "Testlima");
  EXPECT_EQ(d.antecedent("Your"), "Testlima");
}

TEST(Voices, AReporterIsNobodyKnown) {
  Hand d(
      "Testorlov|PROPN|2|nsubj spoke|VERB|0|root\n"
      "I|PRON|2|nsubj|@I watched|VERB|0|root us|PRON|2|obj|@we");
  EXPECT_EQ(d.antecedent("I"), "");
  EXPECT_EQ(d.antecedent("us"), "");
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
