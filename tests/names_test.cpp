// The chain and the taggers of names beside the networks, and the labels of names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/section_file.h"
#include "language/language.h"
#include "language/model.h"
#include "language/name_chain.h"
#include "language/name_labels.h"
#include "language/name_tagger.h"
#include "language/network.h"
#include "language/word_features.h"
#include "train/corpus.h"
#include "train/name_tagger.h"

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
    std::vector<std::string_view> forms(words.begin(), words.end());
    std::vector<std::uint8_t> labels(words.size(), in_location);
    labels.front() = begins_location;
    for (const auto& word : words) {
      classes.push_back(classes_of(model, word));
    }
    part_places(forms, classes, labels);
    return labels.back() == begins_location;
  };
  EXPECT_TRUE(parted({"Toulouse", "France"}));
  EXPECT_TRUE(parted({"San", "Rafael", "Ca"}));
  EXPECT_TRUE(parted({"Baton", "Rouge", "LA"}));
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

TEST(NameLabels, PossessiveThatOwnsNothingIsOfATradeName) {
  const auto model = Model::open(SITREP_MODEL_FILE);
  const auto kept = [&](const std::vector<std::string_view>& forms, const std::vector<Upos>& parts,
                        std::vector<std::uint8_t> labels) {
    std::vector<std::uint16_t> classes;
    for (const auto form : forms) {
      classes.push_back(classes_of(model, form));
    }
    const auto before = labels;
    keep_trade_names(forms, parts, classes, labels);
    return labels != before;
  };
  using enum Upos;
  EXPECT_TRUE(kept({"at", "Zabriskie", "'s", "on", "Friday"}, {ADP, PROPN, PART, ADP, PROPN}, {0, 5, 0, 0, 0}));
  EXPECT_TRUE(kept({"Zabriskie", "'s"}, {PROPN, PART}, {3, 0}));
  EXPECT_FALSE(kept({"Zabriskie", "'s", "army"}, {PROPN, PART, NOUN}, {3, 0, 0})) << "it owns";
  EXPECT_FALSE(kept({"Zabriskie", "'s", "on"}, {PROPN, AUX, ADP}, {3, 0, 0})) << "it is";
  EXPECT_FALSE(kept({"like", "Zabriskie", "'s", "."}, {ADP, PROPN, PART, PUNCT}, {0, 3, 0, 0}));
  EXPECT_FALSE(kept({"at", "Zabriskie", "'s", "."}, {ADP, PROPN, PART, PUNCT}, {0, 1, 0, 0})) << "a person";
  EXPECT_FALSE(kept({"larger", "is", "France", "'s", "."}, {ADJ, AUX, PROPN, PART, PUNCT}, {0, 0, 5, 0, 0}));
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

/// A shipped model with one section replaced, or without its chain and taggers.
class NamesFile : public ::testing::Test {
 protected:
  explicit NamesFile(std::filesystem::path shipped = SITREP_FAST_MODEL_FILE) : shipped_(std::move(shipped)) {}
  void TearDown() override { std::filesystem::remove(path_); }

  void write(const std::string& changed, const std::string& bytes) const {
    const auto file = SectionFile::open(shipped_, model_file_kind, model_file_version);
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
      (void)Language::load(path_);
    } catch (const DataFileError& e) {
      return e.what();
    }
    return "";
  }

  std::filesystem::path shipped_;
  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("sitrep-names-" + std::to_string(::getpid()) + ".model");
};
using NameChainFile = NamesFile;
class NameTaggerFile : public NamesFile {
 protected:
  NameTaggerFile() : NamesFile(SITREP_MODEL_FILE) {}
};

TEST_F(NameChainFile, WithoutAChainTheNetworksNameAlone) {
  write("", "");
  EXPECT_FALSE(Model::open(path_).names.there());
  const auto language = Language::load(path_);
  const auto document = language.analyse("The president of Kenya met Angela Merkel in Berlin on Monday.");
  ASSERT_EQ(document.names.size(), 3u);
}

TEST_F(NameChainFile, IsThereInTheFastModel) {
  EXPECT_TRUE(Model::open(SITREP_FAST_MODEL_FILE).names.there());
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

TEST_F(NameTaggerFile, WithoutTaggersTheNetworksNameAlone) {
  EXPECT_TRUE(Model::open(SITREP_MODEL_FILE).file.has(name_tagger_prefix(0) + "shape"));
  write("", "");
  const auto document = Language::load(path_).analyse("The president of Kenya met Angela Merkel in Berlin on Monday.");
  EXPECT_EQ(document.names.size(), 3u);
}

TEST_F(NameTaggerFile, WhatDoesNotFitIsOneClearError) {
  const auto prefix = name_tagger_prefix(0);
  const auto mend = HasSubstr("; make it again with 'sitrep train-names'");
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"shape", "123"},      {"shape", std::string(12, '\0')},   {"shape", std::string(12, '\x7f')},
      {"matrices", "12345"}, {"matrices.scales", "12345678"},    {"biases", "1234"},
      {"steps", "12345678"}, {"steps", std::string(324, '\xff')}};
  for (const auto& [section, bytes] : faults) {
    write(prefix + section, bytes);
    EXPECT_THAT(message(), mend) << section;
  }
}

train::TrainingSentence sentence_of(const std::string& line) {
  train::TrainingSentence sentence;
  sentence.has_tree = false;
  EXPECT_TRUE(train::read_bracketed_names(line, sentence.words)) << line;
  return sentence;
}

/// Labels that a tagger alone gives the words of a line.
std::vector<std::uint8_t> tagged(const NameTagger& tagger, const Model& model,
                                 const train::TrainingSentence& sentence) {
  const Network network(model.networks.front());
  const std::array<std::uint32_t, 1> lengths = {static_cast<std::uint32_t>(sentence.words.size())};
  const BatchLayout layout(lengths);
  const std::size_t width = network.shape().input();
  std::vector<float> input(sentence.words.size() * width);
  WordFeatures features;
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    word_features(sentence.words[i].form, features);
    network.input_row(features, look_up(model, features.key), &input[i * width]);
  }
  NameTagger::Workspace workspace;
  tagger.run(layout, input, workspace);
  std::vector<NameScores> scores(sentence.words.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    std::copy_n(&workspace.scores[i * name_labels], name_labels, scores[i].begin());
  }
  return decode(scores, tagger.steps());
}

TEST(NameTagger, LearnsTheNamesItIsShownAndTheSameTwice) {
  const auto model = Model::open(SITREP_FAST_MODEL_FILE);
  std::vector<train::TrainingSentence> sentences;
  for (const char* line : {"[Maria Santos]P left [Port Sudan]L .", "The [Harbour Union]O met in [Gdansk]L .",
                           "Two [Kenyan]N nurses flew home .", "He called [Relief Now]O and [Anna]P .",
                           "Nothing was said .", "[Harbour Union]O chief [Jan Brok]P resigned ."}) {
    sentences.push_back(sentence_of(line));
  }
  train::NameTaggerOptions options;
  options.shape.layers = 1;
  options.shape.hidden = 16;
  options.epochs = 200;
  options.batch_words = 12;
  options.dropout = 0;
  options.lower_case = options.upper_case = 0;
  options.rate = 0.01F;
  const auto quiet = [](std::string_view) {};
  const auto trained = train::train_tagger(model, sentences, options, quiet);
  EXPECT_EQ(trained.weights, train::train_tagger(model, sentences, options, quiet).weights);
  const auto path = std::filesystem::temp_directory_path() / ("sitrep-tagger-" + std::to_string(::getpid()) + ".model");
  SectionFileWriter writer{std::string(model_file_kind), model_file_version};
  train::add_tagger(writer, name_tagger_prefix(0), trained, 1.0F, 0.0F);
  writer.write(path);
  const auto file = SectionFile::open(path, model_file_kind, model_file_version);
  const NameTagger tagger(file, name_tagger_prefix(0), trained.shape.input);
  for (const auto& sentence : sentences) {
    std::vector<std::uint8_t> right;
    for (const auto& word : sentence.words) {
      right.push_back(static_cast<std::uint8_t>(word.name));
    }
    EXPECT_EQ(tagged(tagger, model, sentence), right) << sentence.words.front().form;
  }
  EXPECT_THROW(NameTagger(file, name_tagger_prefix(0), trained.shape.input + 1), DataFileError);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace sitrep
