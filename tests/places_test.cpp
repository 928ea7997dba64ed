// Toponyms in hand-made documents: which words are places, and which of several places they mean.
#include "resolve/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"

namespace sitrep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Knowledge& knowledge() {
  static const auto loaded = Knowledge::load(SITREP_PACK_FILE);
  return *loaded;
}

/// A document of one sentence, written as "form/UPOS" or "form/UPOS/head/relation" with heads counted from 1.
class Written {
 public:
  explicit Written(std::string_view words) {
    struct Word {
      std::vector<std::string> fields;
      Span span;
    };
    std::vector<Word> parsed;
    while (!words.empty()) {
      auto word = words.substr(0, words.find(' '));
      words.remove_prefix(std::min(words.size(), word.size() + 1));
      Word out;
      while (true) {
        const auto slash = word.find('/');
        out.fields.emplace_back(word.substr(0, slash));
        if (slash == std::string_view::npos) {
          break;
        }
        word.remove_prefix(slash + 1);
      }
      text_ += text_.empty() ? "" : " ";
      out.span.begin = static_cast<std::uint32_t>(text_.size());
      text_ += out.fields[0];
      out.span.end = static_cast<std::uint32_t>(text_.size());
      parsed.push_back(std::move(out));
    }
    for (auto& word : parsed) {
      relations_.push_back(word.fields.size() > 3 ? word.fields[3] : "dep");
    }
    document_.text = text_;
    for (std::size_t i = 0; i < parsed.size(); ++i) {
      const auto& fields = parsed[i].fields;
      Token token;
      token.span = parsed[i].span;
      token.form = token.span.of(text_);
      token.lemma = fields[0];
      token.deprel = relations_[i];
      token.upos = upos(fields.size() > 1 ? fields[1] : "X");
      token.head = fields.size() > 2 ? static_cast<std::uint32_t>(std::stoul(fields[2]) - 1) : no_token;
      document_.tokens.push_back(std::move(token));
    }
    const auto size = static_cast<std::uint32_t>(document_.tokens.size());
    document_.sentences.push_back({0, size, {0, static_cast<std::uint32_t>(text_.size())}, 0});
  }
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;

  Written& name(std::uint32_t begin, std::uint32_t end, NameKind kind) {
    document_.names.push_back({begin, end, kind});
    return *this;
  }
  /// "text=id" of each place; the id is empty where only the words are known.
  [[nodiscard]] std::vector<std::string> places() const {
    std::vector<std::string> out;
    for (const auto& mention : find_places(knowledge(), document_)) {
      out.push_back(mention.place.text + "=" + mention.place.id);
    }
    return out;
  }
  [[nodiscard]] std::vector<PlaceMention> mentions() const { return find_places(knowledge(), document_); }

 private:
  static Upos upos(std::string_view text) {
    for (std::size_t i = 0; i < upos_count; ++i) {
      if (sitrep::name(static_cast<Upos>(i)) == text) {
        return static_cast<Upos>(i);
      }
    }
    return Upos::X;
  }
  std::string text_;
  std::vector<std::string> relations_;
  Document document_;
};

TEST(Places, RegionBySeveralOfItsNames) {
  EXPECT_THAT(Written("clashes/NOUN in/ADP Nagorno/PROPN -/PUNCT Karabakh/PROPN ./PUNCT").places(),
              ElementsAre("Nagorno - Karabakh=region/nagorno-karabakh"));
  EXPECT_THAT(Written("clashes/NOUN in/ADP Artsakh/PROPN ./PUNCT").places(),
              ElementsAre("Artsakh=region/nagorno-karabakh"));
}

TEST(Places, CarriesPositionCountryAndHead) {
  const Written document("shells/NOUN hit/VERB Stepanakert/PROPN/2/obj");
  const auto mentions = document.mentions();
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].head, 2u);
  EXPECT_EQ(mentions[0].place.country, "AZE");
  EXPECT_EQ(mentions[0].place.kind, PlaceKind::city);
  EXPECT_NEAR(mentions[0].place.lat.value_or(0), 39.8, 0.1);
}

TEST(Places, ANameThatIsSaidToLieWhereTheTableHasNoneIsThereAndNowhereElse) {
  const Written document("shot/VERB in/ADP/3/case Palma/PROPN/1/obl ,/PUNCT Mozambique/PROPN/3/nmod:unmarked");
  const auto mentions = document.mentions();
  ASSERT_EQ(mentions.size(), 2u);
  EXPECT_EQ(mentions[0].place.id, "");
  EXPECT_EQ(mentions[0].place.country, "MOZ");
  EXPECT_FALSE(mentions[0].place.lat.has_value());
  EXPECT_EQ(mentions[1].place.country, "MOZ");
}

TEST(Places, LongestNameWins) {
  EXPECT_THAT(Written("shells/NOUN fell/VERB on/ADP Gaza/PROPN/5/compound City/PROPN/2/obl").places(),
              ElementsAre("Gaza City=281133"));
}

TEST(Places, ANameGoesOnBehindWhatTheNameFinderHas) {
  EXPECT_THAT(Written("clashes/NOUN in/ADP Port/PROPN/1/nmod Said/VERB").name(2, 3, NameKind::location).places(),
              ElementsAre("Port Said=358619"));
  EXPECT_THAT(Written("police/NOUN in/ADP Sistan/PROPN/1/nmod and/CCONJ Baluchestan/PROPN/3/conj")
                  .name(2, 3, NameKind::location)
                  .name(4, 5, NameKind::location)
                  .places(),
              ElementsAre("Sistan and Baluchestan=region/sistan-and-baluchestan"));
  EXPECT_THAT(Written("clashes/NOUN in/ADP Aleppo/PROPN/1/nmod and/CCONJ Homs/PROPN/3/conj")
                  .name(2, 3, NameKind::location)
                  .name(4, 5, NameKind::location)
                  .mentions()
                  .size(),
              2u);
}

TEST(Places, DivisionsOfTheWorldAreKnown) {
  for (const auto& [word, country] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Zulia", "VEN"}, {"Nampula", "MOZ"}, {"Kunar", "AFG"}, {"Kebbi", "NGA"}, {"Bashkortostan", "RUS"}}) {
    const Written document("rebels/NOUN fought/VERB in/ADP " + std::string(word) + "/PROPN/2/obl");
    const auto mentions = document.mentions();
    ASSERT_EQ(mentions.size(), 1u) << word;
    EXPECT_EQ(mentions[0].place.country, country) << word;
  }
}

TEST(Places, BestKnownWithoutSupport) {
  EXPECT_THAT(Written("ministers/NOUN met/VERB in/ADP Paris/PROPN/2/obl").places(), ElementsAre("Paris=2988507"));
}

TEST(Places, EnglishNamesOfCitiesAreKnown) {
  EXPECT_THAT(Written("ministers/NOUN met/VERB in/ADP Geneva/PROPN/2/obl").places(), ElementsAre("Geneva=2660646"));
  EXPECT_THAT(Written("police/NOUN searched/VERB flats/NOUN in/ADP Antwerp/PROPN/2/obl").places(),
              ElementsAre("Antwerp=2803138"));
  EXPECT_THAT(Written("soldiers/NOUN raided/VERB camps/NOUN in/ADP Jenin/PROPN/2/obl").mentions().at(0).place.country,
              "PSE");
}

TEST(Places, TheDivisionBesideItDecides) {
  EXPECT_THAT(Written("a/DET fire/NOUN in/ADP Paris/PROPN/2/nmod ,/PUNCT Texas/PROPN/4/appos").places(),
              ElementsAre("Paris=4717560", "Texas=division/USA/Texas"));
}

TEST(Places, GeorgiaIsACountryUnlessBesideACityOfTheState) {
  EXPECT_THAT(Written("talks/NOUN in/ADP Georgia/PROPN/1/nmod").places(), ElementsAre("Georgia=country/GEO"));
  EXPECT_THAT(Written("talks/NOUN in/ADP Atlanta/PROPN/1/nmod ,/PUNCT Georgia/PROPN/3/appos").places(),
              ElementsAre("Atlanta=4180439", "Georgia=division/USA/Georgia"));
}

TEST(Places, DivisionWordAsksForTheDivision) {
  EXPECT_THAT(Written("troops/NOUN in/ADP Kandahar/PROPN/4/compound province/NOUN/1/nmod").places(),
              ElementsAre("Kandahar=division/AFG/Kandahar"));
}

TEST(Places, PersonsAndBodiesAreNone) {
  EXPECT_THAT(Written("Paris/PROPN/3/nsubj Hilton/PROPN/1/flat spoke/VERB").places(), IsEmpty());
  EXPECT_THAT(Written("President/PROPN/2/compound Washington/PROPN/3/nsubj spoke/VERB").places(), IsEmpty());
  EXPECT_THAT(Written("the/DET Washington/PROPN/3/compound Post/PROPN/4/nsubj wrote/VERB").places(), IsEmpty());
  EXPECT_THAT(Written("Kabul/PROPN University/PROPN closed/VERB").name(0, 2, NameKind::organisation).places(),
              IsEmpty());
  EXPECT_THAT(Written("Sidney/PROPN Paris/PROPN spoke/VERB").name(0, 2, NameKind::person).places(), IsEmpty());
}

TEST(Places, DemonymsAreNone) {
  EXPECT_THAT(Written("Ukrainian/ADJ/2/amod soldiers/NOUN/3/nsubj fired/VERB").places(), IsEmpty());
}

TEST(Places, DoubtfulWordsNeedSupport) {
  EXPECT_THAT(Written("Mobile/PROPN phones/NOUN rang/VERB").places(), IsEmpty());
  EXPECT_THAT(Written("a/DET blast/NOUN in/ADP Mobile/PROPN/2/nmod ,/PUNCT Alabama/PROPN/4/appos").places(),
              ElementsAre("Mobile=4076598", "Alabama=division/USA/Alabama"));
}

TEST(Places, PronounUsIsNoCountry) {
  EXPECT_THAT(Written("they/PRON told/VERB us/PRON").places(), IsEmpty());
  EXPECT_THAT(Written("in/ADP the/DET US/PROPN").places(), ElementsAre("US=country/USA"));
}

TEST(Places, WhatOnlyTheNameFinderKnowsKeepsItsWords) {
  EXPECT_THAT(Written("shots/NOUN in/ADP Qarabulgha/PROPN").name(2, 3, NameKind::location).places(),
              ElementsAre("Qarabulgha="));
}

TEST(Places, SiteInACityLiesInTheCity) {
  const Written document(
      "a/DET blast/NOUN at/ADP Kabul/PROPN/6/compound International/PROPN/6/compound Airport/PROPN/2/nmod");
  const auto mentions = document.mentions();
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].place.text, "Kabul International Airport");
  EXPECT_EQ(mentions[0].place.kind, PlaceKind::facility);
  EXPECT_EQ(mentions[0].place.country, "AFG");
}

}  // namespace
}  // namespace sitrep
