// The classifier of contexts: the sentences it learns from, what it sees, where its thresholds are, what events get.
#include "extract/contexts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/section_file.h"
#include "eval/contexts_eval.h"
#include "extract/context_example.h"
#include "publish/record_json.h"
#include "support/coding.h"
#include "train/contexts.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const Knowledge& knowledge() {
  static const auto loaded = Knowledge::load(SITREP_PACK_FILE);
  return *loaded;
}
const Language& language() {
  static const auto loaded = Language::load(SITREP_MODEL_FILE);
  return loaded;
}

std::string fault_of(std::string_view line) {
  std::string what;
  EXPECT_FALSE(parse_context_example(line, what)) << line;
  return what;
}

/// How much a feature counts; 0 where it is not there.
float value_of(const ContextInput& input, std::string_view name) {
  for (const auto& feature : input.features) {
    if (feature.name == name) {
      return feature.value;
    }
  }
  return 0;
}

ContextInput input_of(const std::string& line) {
  std::string what;
  const auto example = parse_context_example(line, what);
  EXPECT_TRUE(example) << what;
  return example ? read_input(*example, knowledge(), language()) : ContextInput();
}

class ContextFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("sitrep-contexts-" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "sentences");
    model_ = folder_ / "contexts.model";
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / "sentences" / name) << text;
  }
  /// Returns what was said, or the error.
  std::string train() const {
    std::string said;
    try {
      train::train_contexts({folder_ / "sentences", model_, SITREP_MODEL_FILE, true}, knowledge(), language(),
                            [&](std::string_view line) { said += std::string(line) + "\n"; });
    } catch (const Error& error) {
      return error.what();
    }
    return said;
  }
  [[nodiscard]] std::string content() const {
    std::ostringstream out;
    out << std::ifstream(model_, std::ios::binary).rdbuf();
    return out.str();
  }
  [[nodiscard]] std::string load_fault() const {
    try {
      static_cast<void>(ContextModel::load(model_));
    } catch (const DataFileError& error) {
      return error.what();
    }
    return "";
  }

  fs::path folder_;
  fs::path model_;
};

/// A model of two contexts: "bread" tells of economic with log-odds 2, nothing of health.
void write_by_hand(const fs::path& file, float threshold) {
  SectionFileWriter writer{std::string(contexts_file_kind), contexts_file_version};
  writer.add("contexts", "economic\nhealth");
  writer.add("biases", bytes_of(std::vector<float>{0, -3}));
  writer.add("thresholds", bytes_of(std::vector<float>{threshold, threshold}));
  writer.add("features-keys", bytes_of(std::vector<std::uint64_t>{Feature{"word bread", 1}.key()}));
  writer.add("features", bytes_of(std::vector<std::int8_t>{100, 0}));
  writer.add("features.scales", bytes_of(std::vector<float>{0.01F}));
  writer.add("words-keys", bytes_of(std::vector<std::uint64_t>{7}));
  writer.add("words", bytes_of(std::vector<std::int8_t>{100, -100}));
  writer.add("words.scales", bytes_of(std::vector<float>{0.02F}));
  writer.write(file);
}

TEST(ContextSentences, HaveContextsAndPerhapsAParagraph) {
  std::string what;
  const auto example =
      parse_context_example("[It rained.] The dam broke. [Many fled.] => disasters; human_security", what);
  ASSERT_TRUE(example) << what;
  EXPECT_EQ(example->text, "It rained. The dam broke. Many fled.");
  EXPECT_EQ(std::string_view(example->text).substr(example->sentence.begin, example->sentence.size()),
            "The dam broke.");
  EXPECT_THAT(example->contexts, ElementsAre("disasters", "human_security"));
  EXPECT_THAT(parse_context_example("Snow fell. => -", what)->contexts, IsEmpty());
}

TEST(ContextSentences, FaultsAreNamed) {
  EXPECT_THAT(fault_of("The dam broke."), HasSubstr("no '=>'"));
  EXPECT_THAT(fault_of("The dam broke. => flood"), HasSubstr("unknown context 'flood'"));
  EXPECT_THAT(fault_of("The dam broke. => disasters; disasters"), HasSubstr("twice"));
  EXPECT_THAT(fault_of("The dam broke. =>"), HasSubstr("'-' for none"));
  EXPECT_THAT(fault_of("[The dam broke.] => disasters"), HasSubstr("no sentence"));
  EXPECT_THAT(fault_of("The [old] dam broke. => disasters"), HasSubstr("brackets"));
}

TEST_F(ContextFiles, ASentenceAtFaultIsNamedWithFileAndLine) {
  write("a.txt", "# comment\nThe dam broke. => disasters\nThe dam held. => dams\n");
  EXPECT_THAT(train(), HasSubstr("a.txt:3: unknown context 'dams'"));
}

TEST_F(ContextFiles, AFolderWithoutSentencesIsNamed) {
  EXPECT_THAT(train(), HasSubstr((folder_ / "sentences").string()));
}

TEST(ContextInputs, TellOfWordsPairsAndFrames) {
  const auto input = input_of("Striking dockers blocked the harbour in Piraeus. => economic");
  EXPECT_GT(value_of(input, "word docker"), 0);
  EXPECT_GT(value_of(input, "pair docker block"), 0);
  EXPECT_GT(value_of(input, "event PROTEST"), 0);
  EXPECT_EQ(value_of(input, "name piraeus"), 0) << "places are no features";
  EXPECT_EQ(input.words.size(), 4U);
}

TEST(ContextInputs, TheParagraphCountsLess) {
  const auto input = input_of("[The volcano woke.] Villagers left their homes. => disasters");
  EXPECT_GT(value_of(input, "word villager"), value_of(input, "word volcano"));
  EXPECT_GT(value_of(input, "word volcano"), 0);
}

TEST(ContextInputs, ABlankLineEndsTheParagraph) {
  ContextExample example;
  example.text = "The volcano woke.\n\nVillagers left their homes.";
  example.sentence = {19, static_cast<std::uint32_t>(example.text.size())};
  const auto input = read_input(example, knowledge(), language());
  EXPECT_GT(value_of(input, "word villager"), 0);
  EXPECT_EQ(value_of(input, "word volcano"), 0);
}

TEST_F(ContextFiles, ThresholdsDecide) {
  const ContextInput input{{{"word bread", 1}, {"word unknown", 1}}, {{7, 0.5F, "loaf"}, {8, 0.5F, "crumb"}}};
  write_by_hand(model_, 0.85F);
  const auto model = ContextModel::load(model_);
  const auto given = model.classify(input);
  ASSERT_THAT(given, SizeIs(1));
  EXPECT_EQ(given.front().context, "economic");
  EXPECT_NEAR(given.front().probability, 0.8808, 1e-3);
  EXPECT_EQ(given.front().weighed, "word bread (+1.00), word loaf (+1.00)");
  write_by_hand(model_, 0.9F);
  EXPECT_THAT(ContextModel::load(model_).classify(input), IsEmpty());
}

TEST_F(ContextFiles, AModelThatIsNoGoodIsNamed) {
  EXPECT_THAT(load_fault(), HasSubstr(model_.string()));
  SectionFileWriter writer{std::string(contexts_file_kind), contexts_file_version};
  writer.add("contexts", "economic\nhealth");
  for (const auto* section : {"biases", "thresholds", "features-keys", "features", "features.scales", "words-keys",
                              "words", "words.scales"}) {
    writer.add(section, "");
  }
  writer.write(model_);
  EXPECT_THAT(load_fault(), HasSubstr(model_.string()));
  EXPECT_THAT(load_fault(), HasSubstr("train-contexts"));
}

TEST_F(ContextFiles, ATinyModelLearnsAndIsTheSameEachTime) {
  std::string text;
  for (const std::string who : {"Miners", "Bakers", "Nurses", "Drivers", "Tailors", "Weavers", "Porters", "Pilots"}) {
    text += who + " downed tools over unpaid wages. => economic\n";
    text += "The wages of the workers rose. => economic\n";
    text += "Soldiers shelled the trenches near the " + who + " club. => military\n";
    text += "The regiment fired shells at the bridge. => military\n";
    text += who + " sang in the garden. => -\n";
    text += "Roses bloom behind the wall. => -\n";
  }
  write("a.txt", text);
  EXPECT_THAT(train(), HasSubstr("48 sentences"));
  const auto once = content();
  const auto model = ContextModel::load(model_);
  const auto given = model.classify(input_of("Cooks walked out over unpaid wages. => economic"));
  ASSERT_THAT(given, SizeIs(1));
  EXPECT_EQ(given.front().context, "economic");
  EXPECT_THAT(given.front().weighed, HasSubstr("wage"));
  EXPECT_THAT(model.classify(input_of("Tulips bloom in the garden. => -")), IsEmpty());
  train();
  EXPECT_EQ(content(), once);
}

TEST(ContextsEval, CountsByContext) {
  const auto scores = evaluate_contexts(
      "# comment\nWages rose. => economic\nThe dam broke. => disasters; human_security\nSnow fell. => -\nNo arrow.\n",
      "f", [](const ContextExample& example) {
        return example.text == "Snow fell." ? std::vector<std::string>()
                                            : std::vector<std::string>{"disasters", "economic"};
      });
  ASSERT_THAT(scores.table, SizeIs(5));
  EXPECT_EQ(scores.table[0].first, "all");
  EXPECT_EQ(scores.table[0].second.gold, 3U);
  EXPECT_EQ(scores.table[0].second.system, 4U);
  EXPECT_EQ(scores.table[0].second.correct, 2U);
  EXPECT_EQ(scores.table[1].second.correct, 1U) << "none";
  EXPECT_THAT(scores.faults, ElementsAre(HasSubstr("f:5: no '=>'")));
  EXPECT_THAT(scores.errors, SizeIs(2));
}

TEST(ShippedContexts, EventsGetThoseOfTheirSentenceAndAreToldWhy) {
  const auto coded = testing::code("Police in Lima arrested four men with two tonnes of cocaine on Monday.");
  ASSERT_THAT(coded.coding.events, SizeIs(1));
  const auto& event = coded.coding.events.front();
  EXPECT_THAT(event.contexts, Contains("illegal_drugs"));
  EXPECT_THAT(event.reasons, Contains(::testing::AllOf(HasSubstr("context illegal_drugs: "), HasSubstr("cocaine"))));
  EXPECT_THAT(record_line(coded.report, coded.coding, false), HasSubstr("\"illegal_drugs\""));
}

TEST(ShippedContexts, WordsOfOtherFieldsGiveNone) {
  for (const auto* text : {"The French president met the winning goalkeeper in Paris on Sunday.",
                           "The minister visited Norway on Monday and walked along the bank of the river."}) {
    for (const auto& event : testing::code(text).coding.events) {
      EXPECT_THAT(event.contexts, Not(Contains("economic"))) << text;
      EXPECT_THAT(event.contexts, Not(Contains("military"))) << text;
    }
  }
}

}  // namespace
}  // namespace sitrep
