#include "resolve/actors.h"

#include <gtest/gtest.h>

#include "support/actor_document.h"

namespace sitrep {
namespace {

using testing::ActorDocument;
using testing::shipped_actors;

std::string coded(std::string_view lines, std::string_view form) {
  ActorDocument d(lines);
  d.resolve(shipped_actors());
  return d.coded(form);
}

TEST(Actors, TheShippedLeadersHaveNoFaults) {
  std::vector<KnowledgeFault> faults;
  (void)shipped_actors(&faults);
  for (const auto& f : faults) {
    if (!f.file.starts_with("leaders-")) {
      continue;  // the other files are checked with all of the knowledge
    }
    ADD_FAILURE() << f.str();
  }
}

TEST(Actors, ANationalityGivesAnAgentItsCountry) {
  EXPECT_EQ(coded("Turkish|ADJ|3|amod armed|ADJ|3|amod forces|NOUN|4|nsubj|Number=Plur advanced|VERB|0|root", "forces"),
            "TUR MIL");
}

TEST(Actors, APossessiveGivesTheCountry) {
  EXPECT_EQ(coded("Chad|PROPN|3|nmod:poss 's|PART|1|case army|NOUN|4|nsubj advanced|VERB|0|root", "army"), "TCD MIL");
}

TEST(Actors, AnOfPhraseGivesTheCountry) {
  EXPECT_EQ(
      coded("the|DET|2|det|Definite=Def president|NOUN|5|nsubj of|ADP|4|case Ghana|PROPN|2|nmod resigned|VERB|0|root",
            "president"),
      "GHA GOV");
}

TEST(Actors, TwoNationalitiesAreTwoActors) {
  EXPECT_EQ(
      coded("French|ADJ|4|amod and|CCONJ|3|cc German|ADJ|1|conj troops|NOUN|5|nsubj|Number=Plur arrived|VERB|0|root",
            "troops"),
      "FRA MIL; DEU MIL");
}

TEST(Actors, ALightNounTakesTheSectorOfItsModifier) {
  EXPECT_EQ(coded("a|DET|4|det|Definite=Ind Sudanese|ADJ|4|amod militia|NOUN|4|compound commander|NOUN|5|nsubj "
                  "spoke|VERB|0|root",
                  "commander"),
            "SDN REB");
}

TEST(Actors, AnOrganisationGivesItsSectorsToALightNoun) {
  EXPECT_EQ(coded("Hamas|PROPN|2|compound officials|NOUN|3|nsubj|Number=Plur spoke|VERB|0|root", "officials"),
            "PSE REB PTY");
}

TEST(Actors, AuthoritiesOfAPartialEntityKeepItsSector) {
  ActorDocument d("Abkhaz|ADJ|2|amod authorities|NOUN|3|nsubj|Number=Plur spoke|VERB|0|root");
  d.resolve(shipped_actors());
  EXPECT_EQ(d.coded("authorities"), "GEO GOV PRE");
  EXPECT_EQ(d.actor("authorities").entity.name, "Abkhaz authorities");
}

TEST(Actors, APartialEntityIsItsClaimantAndPre) {
  EXPECT_EQ(coded("shells|NOUN|2|nsubj|Number=Plur hit|VERB|0|root Transnistria|PROPN|2|obj", "Transnistria"),
            "MDA PRE");
}

TEST(Actors, ACountryAfterInIsOnlyAPlace) {
  EXPECT_EQ(coded("Fighting|NOUN|2|nsubj continued|VERB|0|root in|ADP|4|case Mali|PROPN|2|obl", "Mali"), "@MLI");
}

TEST(Actors, ACapitalAsSubjectIsTheGovernment) {
  ActorDocument d("Warsaw|PROPN|2|nsubj accused|VERB|0|root Minsk|PROPN|2|obj of|ADP|5|case lying|VERB|2|advcl");
  d.resolve(shipped_actors());
  EXPECT_EQ(d.coded("Warsaw"), "POL GOV");
  EXPECT_EQ(d.coded("Minsk"), "BLR GOV");
  EXPECT_EQ(d.actor("Warsaw").kind, ActorKind::government);
}

TEST(Actors, ACapitalAfterAMotionVerbIsAPlace) {
  EXPECT_EQ(coded("He|PRON|2|nsubj flew|VERB|0|root||fly to|ADP|4|case Warsaw|PROPN|2|obl", "Warsaw"), "@POL GOV");
  EXPECT_EQ(
      coded("talks|NOUN|0|root between|ADP|3|case Warsaw|PROPN|1|nmod and|CCONJ|5|cc Minsk|PROPN|3|conj", "Minsk"),
      "BLR GOV");
}

TEST(Actors, ASeatOfPowerIsTheGovernment) {
  EXPECT_EQ(coded("the|DET|2|det|Definite=Def Kremlin|PROPN|3|nsubj denied|VERB|0|root it|PRON|3|obj", "Kremlin"),
            "RUS GOV");
}

TEST(Actors, ATitleAndItsCountryGoToTheName) {
  ActorDocument d(
      "Norwegian|ADJ|3|amod Foreign|PROPN|3|compound Minister|PROPN|6|nsubj Kari|PROPN|3|flat Nordmo|PROPN|3|flat "
      "arrived|VERB|0|root");
  d.resolve(shipped_actors());
  const auto a = d.actor("Minister");
  EXPECT_EQ(a.entity.coded(), "NOR GOV");
  EXPECT_EQ(a.entity.name, "Kari Nordmo");
  EXPECT_EQ(a.entity.office, "Foreign Minister");
  EXPECT_EQ(a.kind, ActorKind::person);
}

TEST(Actors, ATitleBehindTheNameCountsToo) {
  ActorDocument d(
      "Kari|PROPN|10|nsubj Nordmo|PROPN|1|flat ,|PUNCT|1|punct Norway|PROPN|7|nmod:poss 's|PART|4|case "
      "foreign|ADJ|7|amod "
      "minister|NOUN|1|appos ,|PUNCT|1|punct duly|ADV|10|advmod arrived|VERB|0|root");
  d.name("Kari", "Nordmo", NameKind::person);
  d.resolve(shipped_actors());
  EXPECT_EQ(d.coded("Kari"), "NOR GOV");
  EXPECT_EQ(d.actor("Kari").entity.name, "Kari Nordmo");
}

TEST(Actors, ALongTitleReachesBackToItsCountry) {
  ActorDocument d(
      "Greek|ADJ|4|amod Deputy|PROPN|4|compound Prime|PROPN|4|compound Minister|PROPN|14|nsubj and|CCONJ|6|cc "
      "Minister|PROPN|4|conj "
      "of|ADP|9|case Foreign|PROPN|9|amod Affairs|PROPN|6|nmod and|CCONJ|11|cc Trade|PROPN|9|conj Nikos|PROPN|4|flat "
      "Testakis|PROPN|12|flat "
      "met|VERB|0|root them|PRON|14|obj");
  d.resolve(shipped_actors());
  d.name("Nikos", "Testakis", NameKind::person);
  d.resolve(shipped_actors());
  EXPECT_EQ(d.coded("Nikos"), "GRC GOV");
  EXPECT_EQ(d.actor("Nikos").entity.name, "Nikos Testakis");
}

TEST(Actors, ASharedTitleGivesEachNameItsOwnCountry) {
  ActorDocument d(
      "She|PRON|2|nsubj met|VERB|0|root with|ADP|5|case Foreign|PROPN|5|compound Ministers|PROPN|2|obl|Number=Plur "
      "of|ADP|7|case "
      "Peru|PROPN|5|nmod Testgarcia|PROPN|7|flat and|CCONJ|11|cc of|ADP|11|case Chile|PROPN|7|conj "
      "Testrojas|PROPN|11|flat");
  d.name("Testgarcia", "Testgarcia", NameKind::person);
  d.name("Testrojas", "Testrojas", NameKind::person);
  d.resolve(shipped_actors());
  EXPECT_EQ(d.coded("Testgarcia"), "PER GOV");
  EXPECT_EQ(d.coded("Testrojas"), "CHL GOV");
  EXPECT_EQ(d.coded("Ministers"), "PER GOV; CHL GOV");
}

TEST(Actors, AKnownPersonHoldsTheOfficeOfTheDate) {
  const auto* lines = "Testvance|PROPN|2|nsubj spoke|VERB|0|root";
  ActorDocument early(lines);
  early.report.date = Date{2010, 5, 1};
  early.resolve(shipped_actors());
  EXPECT_EQ(early.actor("Testvance").entity.office, "Secretary of Defense");
  ActorDocument late(lines);
  late.report.date = Date{2023, 5, 1};
  late.resolve(shipped_actors());
  EXPECT_EQ(late.actor("Testvance").entity.office, "Secretary of State");
  EXPECT_EQ(late.coded("Testvance"), "USA GOV");
  ActorDocument after(lines);
  after.report.date = Date{2025, 5, 1};
  after.resolve(shipped_actors());
  EXPECT_EQ(after.coded("Testvance"), "USA ELI");
}

TEST(Actors, TheSaidBodyDecidesBetweenOfficesWithoutADate) {
  ActorDocument d(
      "UN|PROPN|2|compound Secretary-General|PROPN|5|nsubj Antonio|PROPN|2|flat Testlima|PROPN|2|flat "
      "spoke|VERB|0|root");
  d.resolve(shipped_actors());
  EXPECT_EQ(d.coded("Secretary-General"), "UNO");
  EXPECT_EQ(d.actor("Secretary-General").entity.id, "person/test-lima");
}

TEST(Actors, ANamesakeOfAnotherCountryIsNotTheKnownPerson) {
  ActorDocument d("Brazilian|ADJ|3|amod footballer|NOUN|3|compound Testorlov|PROPN|4|nsubj scored|VERB|0|root");
  d.resolve(shipped_actors());
  ActorDocument e("Bulgarian|ADJ|2|amod President|PROPN|4|nsubj Testorlov|PROPN|2|flat spoke|VERB|0|root");
  e.resolve(shipped_actors());
  EXPECT_EQ(e.coded("President"), "BGR GOV");
  EXPECT_EQ(e.actor("President").entity.id, "");
}

TEST(Actors, AFormerOfficialIsElite) {
  EXPECT_EQ(coded("former|ADJ|3|amod Polish|ADJ|3|amod president|NOUN|4|nsubj spoke|VERB|0|root", "president"),
            "POL ELI");
}

TEST(Actors, AnUnknownNameWithoutTitleHasNoCode) {
  ActorDocument d("Jana|PROPN|3|nsubj Testova|PROPN|1|flat spoke|VERB|0|root");
  d.name("Jana", "Testova", NameKind::person);
  d.resolve(shipped_actors());
  EXPECT_EQ(d.actor("Jana").entity.coded(), "");
  EXPECT_EQ(d.actor("Jana").entity.name, "Jana Testova");
}

TEST(Actors, AnUnlistedOrganisationTakesTheCountryBesideIt) {
  ActorDocument d(
      "Kenyan|ADJ|3|amod watchdog|NOUN|3|compound Testwatch|PROPN|4|nsubj spoke|VERB|0|root Testgroup|PROPN|4|obj");
  d.name("Testwatch", "Testwatch", NameKind::organisation);
  d.name("Testgroup", "Testgroup", NameKind::organisation);
  d.resolve(shipped_actors());
  EXPECT_EQ(d.actor("Testwatch").entity.code, "KEN");
  EXPECT_EQ(d.actor("Testgroup").entity.code, "");
  EXPECT_EQ(d.actor("Testgroup").kind, ActorKind::organisation);
}

TEST(Actors, ContraryAndBackedAreNoOwners) {
  EXPECT_EQ(coded("pro-Russian|ADJ|2|amod separatists|NOUN|3|nsubj|Number=Plur attacked|VERB|0|root", "separatists"),
            "REB");
  EXPECT_EQ(coded("US-backed|ADJ|2|amod rebels|NOUN|3|nsubj|Number=Plur attacked|VERB|0|root", "rebels"), "REB");
}

TEST(Actors, ASpokesmanHasWhatHisOwnerHas) {
  EXPECT_EQ(coded("a|DET|2|det|Definite=Ind spokesman|NOUN|6|nsubj for|ADP|5|case the|DET|5|det army|NOUN|2|nmod "
                  "spoke|VERB|0|root",
                  "spokesman"),
            "MIL");
  EXPECT_EQ(coded("NATO|PROPN|2|compound spokesman|NOUN|3|nsubj spoke|VERB|0|root", "spokesman").substr(0, 3), "IGO");
}

TEST(Actors, UnknownGunmenAreUaf) {
  EXPECT_EQ(coded("Gunmen|NOUN|2|nsubj|Number=Plur opened|VERB|0|root fire|NOUN|2|obj", "Gunmen"), "UAF");
}

TEST(Actors, LocalAgentsTakeTheOnlyCountryOfTheirSentence) {
  ActorDocument d(
      "Police|NOUN|2|nsubj dispersed|VERB|0|root protesters|NOUN|2|obj|Number=Plur in|ADP|5|case Togo|PROPN|2|obl");
  d.resolve(shipped_actors());
  EXPECT_EQ(d.coded("Police"), "TGO COP");
  EXPECT_LT(d.actor("Police").confidence, 0.8);
  EXPECT_EQ(coded("Police|NOUN|2|nsubj dispersed|VERB|0|root them|PRON|2|obj", "Police"), "COP");
}

TEST(Actors, TheDatelineGivesLocalAgentsTheirCountry) {
  ActorDocument d("Police|NOUN|2|nsubj dispersed|VERB|0|root them|PRON|2|obj");
  d.report.dateline = "Bogota, Colombia";
  d.resolve(shipped_actors());
  EXPECT_EQ(d.coded("Police"), "COL COP");
}

TEST(Actors, AContainerPassesOnWhatItHolds) {
  EXPECT_EQ(coded("thousands|NOUN|4|nsubj|Number=Plur of|ADP|3|case refugees|NOUN|1|nmod|Number=Plur fled|VERB|0|root",
                  "thousands"),
            "REF");
}

TEST(Actors, ACountryInsideALongerPlaceNameIsNoActor) {
  ActorDocument d("Fires|NOUN|2|nsubj burn|VERB|0|root in|ADP|5|case New|PROPN|5|compound Chad|PROPN|2|obl");
  PlaceMention place;
  place.begin = 3;
  place.end = 5;
  place.head = 4;
  d.resolution.places.push_back(place);
  d.resolve(shipped_actors());
  EXPECT_EQ(d.coded("Chad"), "");
}

TEST(Actors, TheWorldIsACollective) {
  ActorDocument d("the|DET|2|det|Definite=Def world|NOUN|3|nsubj watches|VERB|0|root");
  d.resolve(shipped_actors());
  EXPECT_EQ(d.actor("world").kind, ActorKind::collective);
}

TEST(Actors, WhySaysWhichEntries) {
  ActorDocument d("Turkish|ADJ|2|amod soldiers|NOUN|3|nsubj|Number=Plur advanced|VERB|0|root");
  d.resolve(shipped_actors());
  const auto how = d.actor("soldiers").how;
  EXPECT_NE(how.find("countries.actors:"), std::string::npos) << how;
  EXPECT_NE(how.find("agents.actors:"), std::string::npos) << how;
}

TEST(Actors, AnEmptyDocumentHasNone) {
  ActorDocument d("");
  d.resolve(shipped_actors());
  EXPECT_TRUE(d.resolution.actors.empty());
}

}  // namespace
}  // namespace sitrep
