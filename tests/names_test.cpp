// The chain of names beside the networks, and the labels of names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/section_file.h"
#include "language/language.h"
#include "language/model.h"
#include "language/name_chain.h"
#include "language/name_labels.h"
#include "language/word_features.h"

namespace sitrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::uint8_t begins_organisation = 3;
constexpr std::uint8_t in_organisation = 4;
constexpr std::uint8_t begins_location = 5;
constexpr std::uint8_t in_location = 6;

constexpr std::array<float, name_labels * name_labels> no_steps{};

std::vector<std::uint8_t> decode(const std::vector<NameScores>& scores, NameSteps steps = NameSteps(no_steps)) {
  NameDecoder decoder;
  const auto labels = decoder.best(scores, steps);
  return {labels.begin(), labels.end()};
}

TEST(NameLabels, NoNameGoesOnWithoutBeginning) {
  NameScores inside{};
  inside[in_location] = 3;
  inside[begins_location] = 1;
  EXPECT_THAT(decode({inside, inside}), ElementsAre(begins_location, in_location));
  EXPECT_TRUE(decode({}).empty());
}

TEST(NameLabels, StepsOfTheChainDecideWhereScoresDoNot) {
  NameScores place{};
  place[begins_location] = 2;
  place[in_location] = 2;
  auto steps = no_steps;
  steps[begins_location * name_labels + in_location] = 1;
  EXPECT_THAT(decode({place, place}, NameSteps(steps)), ElementsAre(begins_location, in_location));
  steps[begins_location * name_labels + in_location] = -1;
  EXPECT_THAT(decode({place, place}, NameSteps(steps)), ElementsAre(begins_location, begins_location));
}

TEST(NameLabels, PlaceAndItsCountryAreTwoNames) {
  const auto model = Model::open(SITREP_MODEL_FILE);
  const auto parted = [&](const std::vector<std::string>& words) {
    std::vector<std::uint16_t> classes;
    std::vector<std::uint8_t> labels(words.size(), in_location);
    labels.front() = begins_location;
    for (const auto& word : words) {
      classes.push_back(classes_of(model, word));
    }
    part_places(classes, labels);
    return labels.back() == begins_location;
  };
  EXPECT_TRUE(parted({"Toulouse", "France"}));
  EXPECT_TRUE(parted({"San", "Bernardino", "California"}));
  for (const auto& one : {std::vector<std::string>{"New", "York"},
                          {"South", "Korea"},
                          {"Northern", "Ireland"},
                          {"Saudi", "Arabia"},
                          {"North", "Carolina"},
                          {"Papua", "New", "Guinea"},
                          {"Sierra", "Leone"},
                          {"Tampa", "Bay"}}) {
    EXPECT_FALSE(parted(one)) << one.front() << ' ' << one.back();
  }
}

TEST(NameLabels, NoNameBeginsOrEndsWithinAWordWithAHyphen) {
  const auto kept = [](const std::vector<bool>& joins, std::vector<std::uint8_t> labels) {
    keep_compounds(joins, labels);
    return labels;
  };
  // of Guinea - Bissau Carlos Mendes
  const std::vector<bool> joins = {false, false, true, false, false, false};
  EXPECT_THAT(kept(joins, {0, 0, 0, 1, 2, 2}), ElementsAre(0, 1, 2, 2, 2, 2));
  EXPECT_THAT(kept(joins, {0, 5, 0, 1, 2, 2}), ElementsAre(0, 5, 6, 6, 1, 2));
  // the Secretary - General Maria Santos
  EXPECT_THAT(kept(joins, {0, 1, 0, 0, 1, 2}), ElementsAre(0, 1, 2, 2, 1, 2));
  // the Iran - Iraq war; Anti - Norland groups
  EXPECT_THAT(kept(joins, {0, 5, 0, 5, 0, 0}), ElementsAre(0, 5, 0, 5, 0, 0));
  EXPECT_THAT(kept({false, true, false, false}, {0, 0, 5, 0}), ElementsAre(0, 0, 5, 0));
}

TEST(NameLabels, OfficeBeforeAPersonIsOfNoName) {
  constexpr std::uint8_t begins_person = 1;
  constexpr std::uint8_t in_person = 2;
  const auto parted = [](const std::vector<std::string_view>& forms, std::vector<std::uint8_t> labels) {
    part_offices(forms, labels);
    return labels;
  };
  EXPECT_THAT(parted({"City", "Police", "Commissioner", "Paul", "Grey"},
                     {begins_organisation, in_organisation, in_organisation, begins_person, in_person}),
              ElementsAre(begins_organisation, in_organisation, 0, begins_person, in_person));
  EXPECT_THAT(
      parted({"Police", "Commissioner", "Sir", "Paul"}, {begins_organisation, in_organisation, 0, begins_person}),
      ElementsAre(begins_organisation, 0, 0, begins_person));
  EXPECT_THAT(parted({"Governor", "Grey", "spoke"}, {begins_person, in_person, 0}), ElementsAre(0, begins_person, 0));
  // "President of Chad" and a body that is called so stay whole.
  EXPECT_THAT(parted({"President", "of", "Chad"}, {begins_person, in_person, in_person}),
              ElementsAre(begins_person, in_person, in_person));
  EXPECT_THAT(parted({"House", "Speaker", "magazine"}, {begins_organisation, in_organisation, 0}),
              ElementsAre(begins_organisation, in_organisation, 0));
}

TEST(NameLabels, LegalFormIsOfTheCompanysName) {
  std::vector<std::uint8_t> labels = {begins_organisation, 0, 0, 0};
  join_legal_forms(std::vector<std::string_view>{"Norfield", ",", "Inc.", "said"}, labels);
  EXPECT_THAT(labels, ElementsAre(begins_organisation, in_organisation, in_organisation, 0));
  std::vector<std::uint8_t> others = {begins_location, 0, 0};
  join_legal_forms(std::vector<std::string_view>{"Norfield", ",", "Inc."}, others);
  EXPECT_THAT(others, ElementsAre(begins_location, 0, 0));
}

TEST(NameChain, CountsOfCapitalsBecomeSteps) {
  EXPECT_EQ(capitals_of(100, 0, 0), 1);
  EXPECT_EQ(capitals_of(1, 1, 0), 4);
  EXPECT_EQ(capitals_of(0, 7, 0), 7);
  EXPECT_EQ(capitals_of(0, 0, 7), 14);
}

std::vector<NameWord> words_of(const std::vector<std::string>& forms, std::vector<WordFeatures>& features) {
  features.assign(forms.size(), {});
  std::vector<NameWord> words(forms.size());
  for (std::size_t i = 0; i < forms.size(); ++i) {
    word_features(forms[i], features[i]);
    words[i].key = features[i].key;
    words[i].affixes = std::span(features[i].subwords).first(features[i].affixes);
    words[i].pattern = features[i].shape.back();
    words[i].letters = features[i].letters;
  }
  return words;
}

std::vector<std::uint32_t> features_of(const std::vector<std::string>& forms, std::size_t word) {
  std::vector<WordFeatures> storage;
  NameFeatures features;
  features.extract(words_of(forms, storage));
  const auto of = features.of(word);
  return {of.begin(), of.end()};
}

TEST(NameChain, FeaturesGoByTheWordItsNeighboursAndItsRunOfCapitals) {
  const auto here = features_of({"in", "Norfield", "today"}, 1);
  EXPECT_EQ(here, features_of({"in", "Norfield", "today"}, 1));
  EXPECT_NE(here, features_of({"in", "norfield", "today"}, 1));
  EXPECT_NE(here, features_of({"by", "Norfield", "today"}, 1));
  EXPECT_GT(here.size(), features_of({"in", "norfield", "today"}, 1).size()) << "a run of capitals has features";
  // Three words on, within one run.
  EXPECT_NE(features_of({"Anna", "Maria", "Lena", "Brok", "met"}, 0),
            features_of({"Anna", "Maria", "Lena", "Bank", "met"}, 0));
}

TEST(NameChain, WordsThatAreNotAskedForHaveNoFeaturesAndNoScores) {
  std::vector<WordFeatures> storage;
  auto words = words_of({"in", "Norfield"}, storage);
  words[0].asked = false;
  NameFeatures features;
  features.extract(words);
  EXPECT_TRUE(features.of(0).empty());
  ASSERT_FALSE(features.of(1).empty());

  // One row of weights: each feature adds it.
  const std::array<std::int8_t, NameChain::row_width> weights = {1, 0, -1, 0, 0, 0, 0, 0};
  std::vector<float> numbers(NameChain::leading_numbers + name_labels * name_labels);
  numbers[0] = 0.5F;
  numbers[1] = -2;
  NameChain chain;
  chain.weights = weights;
  chain.numbers = numbers;
  std::vector<NameScores> scores(2);
  chain.add_scores(features, scores);
  EXPECT_EQ(scores[0], NameScores{});
  const float sum = 0.5F * static_cast<float>(features.of(1).size());
  EXPECT_EQ(scores[1], (NameScores{-2, sum, 0, -sum, 0, 0, 0, 0, 0}));
}

/// The shipped model with one section replaced, or without its chain.
class NameChainFile : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }

  void write(const std::string& changed, const std::string& bytes) const {
    const auto file = SectionFile::open(SITREP_MODEL_FILE, model_file_kind, model_file_version);
    SectionFileWriter writer{std::string(model_file_kind), model_file_version};
    for (const auto& name : file.section_names()) {
      if (changed.empty() && name.starts_with("names.")) {
        continue;
      }
      writer.add(name, name == changed ? bytes : std::string(file.text(name)));
    }
    writer.write(path_);
  }

  [[nodiscard]] std::string message() const {
    try {
      (void)Model::open(path_);
    } catch (const DataFileError& e) {
      return e.what();
    }
    return "";
  }

  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("sitrep-names-" + std::to_string(::getpid()) + ".model");
};

TEST_F(NameChainFile, WithoutAChainTheNetworksNameAlone) {
  write("", "");
  EXPECT_FALSE(Model::open(path_).names.there());
  const auto language = Language::load(path_);
  const auto document = language.analyse("The president of Kenya met Angela Merkel in Berlin on Monday.");
  ASSERT_EQ(document.names.size(), 3u);
}

TEST_F(NameChainFile, IsThereInTheShippedModel) {
  EXPECT_TRUE(Model::open(SITREP_MODEL_FILE).names.there());
}

TEST_F(NameChainFile, WhatDoesNotFitIsOneClearError) {
  const auto clear = HasSubstr("not a usable model: its chain of names does not fit; take the file of this version");
  write("names.weights", "1234567");
  EXPECT_THAT(message(), clear);
  write("names.weights", "");
  EXPECT_THAT(message(), clear);
  write("names.clusters", "12");
  EXPECT_THAT(message(), clear);
  write("names.capitals", "1");
  EXPECT_THAT(message(), clear);
  write("names.numbers", std::string(83 * sizeof(float), '\xff'));
  EXPECT_THAT(message(), clear);
  write("names.numbers", "123");
  EXPECT_THAT(message(), HasSubstr("section 'names.numbers' has an odd size"));
}

}  // namespace
}  // namespace sitrep
