// The program as a person runs it: what it prints, what it says of bad input, its exit status, what stays stored.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

namespace sitrep {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Outcome {
  int status = -1;
  std::string out;
  std::string err;
  [[nodiscard]] std::size_t lines(const std::string& text) const {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
};

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class Program : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    dir_ = fs::temp_directory_path() / ("sitrep-" + std::to_string(::getpid()) + "-" + info->name());
    fs::create_directories(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }

  [[nodiscard]] fs::path file(const std::string& name, const std::string& content) const {
    std::ofstream(dir_ / name, std::ios::binary) << content;
    return dir_ / name;
  }
  [[nodiscard]] Outcome run(const std::string& arguments, const std::string& redirect = "") const {
    const auto out = dir_ / "stdout.txt";
    const auto err = dir_ / "stderr.txt";
    const std::string command = std::string(SITREP_BINARY) + " " + arguments + " >" +
                                (redirect.empty() ? out.string() : redirect) + " 2>" + err.string() + " </dev/null";
    const int raw = std::system(command.c_str());
    return {WIFEXITED(raw) ? WEXITSTATUS(raw) : -1, redirect.empty() ? read(out) : "", read(err)};
  }

  fs::path dir_;
};

const std::string news = "Ethiopian troops shelled Eritrean positions on Monday.\n";

TEST_F(Program, CodesAFileAsOneRecordALine) {
  const auto result = run("code --date 2024-05-14 " + file("a.txt", news).string());
  EXPECT_EQ(result.status, 0) << result.err;
  const auto record = json::parse(result.out);
  EXPECT_EQ(record["schema"], "sitrep-record/1");
  EXPECT_EQ(record["report"]["date"], "2024-05-14");
  ASSERT_EQ(record["events"].size(), 1u);
  EXPECT_EQ(record["events"][0]["type"], "ASSAULT");
}

TEST_F(Program, EventsWithoutADayOfTheirOwnHaveTheReportsDay) {
  const auto result = run("code --date 2024-05-14 " +
                          file("a.txt",
                               "Ethiopian troops shelled Eritrean positions.\n\n"
                               "Ethiopian troops fought a battle in March 2020 in which 80 soldiers died.\n")
                              .string());
  EXPECT_EQ(result.status, 0) << result.err;
  const auto record = json::parse(result.out);
  ASSERT_GE(record["events"].size(), 2u);
  EXPECT_EQ(record["events"][0]["date"]["from"], "2024-05-14");
  EXPECT_EQ(record["events"][0]["date"]["text"], nullptr);
  for (const auto& event : record["events"]) {
    EXPECT_NE(event["date"]["from"], nullptr) << event;
  }
  EXPECT_EQ(record["events"][1]["date"]["text"], "March 2020");
}

TEST_F(Program, WritesEveryFormat) {
  const auto input = file("a.txt", news).string();
  EXPECT_NE(run("code --format plover " + input).out.find("\"ASSAULT\""), std::string::npos);
  EXPECT_NE(run("code --format cameo " + input).out.find("\t194\t"), std::string::npos);
  EXPECT_NE(run("code --format text " + input).out.find("ASSAULT"), std::string::npos);
}

TEST_F(Program, MissingEmptyAndBinaryInputsAreNamedAndTheRestIsCoded) {
  const auto good = file("good.txt", news);
  const auto empty = file("empty.txt", "");
  const auto binary = file("binary.txt", std::string("\x7f"
                                                     "ELF\0\0\0\1\2\3",
                                                     10));
  const auto result = run("code " + (dir_ / "nowhere.txt").string() + " " + empty.string() + " " + binary.string() +
                          " " + good.string());
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.lines(result.out), 1u);
  for (const auto* name : {"nowhere.txt", "empty.txt", "binary.txt"}) {
    EXPECT_NE(result.err.find(name), std::string::npos) << result.err;
  }
  EXPECT_EQ(result.lines(result.err), 3u) << result.err;
}

TEST_F(Program, ABrokenLineOfTenIsNamedAndNineAreCoded) {
  std::string lines;
  for (int i = 1; i <= 10; ++i) {
    lines += i == 7 ? "{\"id\": \"r7\", \"text\": \"broken\n"
                    : "{\"id\": \"r" + std::to_string(i) + "\", \"text\": \"Rebels shelled Goma.\"}\n";
  }
  const auto result = run("code " + file("news.jsonl", lines).string());
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.lines(result.out), 9u);
  EXPECT_NE(result.err.find("news.jsonl:7"), std::string::npos) << result.err;
  EXPECT_EQ(result.lines(result.err), 1u) << result.err;
}

TEST_F(Program, InvalidUtf8IsMendedWithANote) {
  const auto result =
      run("code " + file("a.txt", "Troops shelled the town of Caf\xC3\xA9ville \xF0\x9F and left.\n").string());
  EXPECT_EQ(result.status, 0) << result.err;
  const auto record = json::parse(result.out);
  EXPECT_FALSE(record["report"]["notes"].empty());
}

TEST_F(Program, AFolderOfKnowledgeOfOnesOwnWinsOverTheShipped) {
  const auto own = dir_ / "own";
  fs::create_directories(own);
  std::ofstream(own / "mine.frames") << "frame shell\n  verb: shell; zorch\n  event: THREATEN violence\n  cameo: 138\n"
                                        "  actor: subj\n  recipient: obj\n"
                                        "  eg: Rebels zorched the army. => THREATEN violence | REB | MIL\n";
  std::ofstream(own / "mine.actors") << "group red-dawn\n  name: Red Dawn\n  code: PER\n  sectors: REB\n";
  std::ofstream(own / "mine.places") << "facility blue-gate\n  name: Blue Gate\n  at: -12.1 -77\n  country: PER\n";
  const auto input = file("a.txt", "Red Dawn shelled the army at the Blue Gate.\n").string();
  const auto result = run("code --knowledge " + own.string() + " " + input);
  EXPECT_EQ(result.status, 0) << result.err;
  const auto event = json::parse(result.out)["events"].at(0);
  EXPECT_EQ(event["type"], "THREATEN");
  EXPECT_EQ(event["actors"].at(0)["code"], "PER");
  EXPECT_EQ(event["place"]["id"], "facility/blue-gate");
}

TEST_F(Program, DictionariesOfOlderCodersAreTakenOver) {
  const auto actors = file("a.dic", "VARDIA [VAR]\nKORRIN [KORREB <19950101]\n\t[KORGOV >19941231]\n").string();
  const auto agents = file("g.dic", "SOLDIER [~MIL]\n").string();
  const auto verbs = file("v.dic", "--- VISIT [042:043] ---\nVISIT\n- WILL NOT * [125]\n").string();
  const auto own = (dir_ / "own").string();
  const auto made = run("knowledge import-petrarch --actors " + actors + " --agents " + agents + " --verbs " + verbs +
                        " --out " + own);
  EXPECT_EQ(made.status, 0) << made.err;
  EXPECT_NE(made.out.find("2 actors, 1 agents, 2 frames"), std::string::npos) << made.out;
  const auto input = file("a.txt", "Soldiers from Vardia will visit Korrin. Vardia will not visit Korrin.\n").string();
  const auto result = run("code --knowledge " + own + " --format cameo --date 1995-06-01 " + input);
  EXPECT_EQ(result.status, 0) << result.err;
  for (const auto* line : {"\tVARMIL\tKORGOV\t042\t", "\tKORGOV\tVARMIL\t043\t", "\tVAR\tKORGOV\t125\t"}) {
    EXPECT_NE(result.out.find(line), std::string::npos) << result.out;
  }
  EXPECT_EQ(result.lines(result.out), 3u);
}

TEST_F(Program, EveryFaultOfAFolderOfOnesOwnIsNamedAndNothingIsCoded) {
  const auto own = dir_ / "own";
  fs::create_directories(own);
  std::ofstream(own / "mine.frames") << "frame shell\n  verb: shell\n  event: ASSULT\n";
  std::ofstream(own / "mine.list") << "list mine\n  words: one; @nowhere\n";
  std::ofstream(own / "mine.txt") << "a slip\n";
  const auto result = run("code --knowledge " + own.string() + " " + file("a.txt", news).string());
  EXPECT_EQ(result.status, 2);
  EXPECT_TRUE(result.out.empty());
  for (const auto* place : {"mine.frames:3: ", "mine.list:2: ", "mine.txt"}) {
    EXPECT_NE(result.err.find(place), std::string::npos) << result.err;
  }
  EXPECT_EQ(result.lines(result.err), 4u) << result.err;
}

TEST_F(Program, AFolderOfOnesOwnIsCheckedOverTheShippedKnowledge) {
  const auto own = dir_ / "own";
  fs::create_directories(own);
  const std::string over_shipped = "frame mine\n  verb: shell\n  if: obj=@territory\n  event: THREATEN violence\n";
  std::ofstream(own / "mine.frames") << over_shipped;
  std::ofstream(own / "mine.list") << "list mine\n  words: tower\n";
  const auto sound = run("knowledge check --knowledge " + own.string());
  EXPECT_EQ(sound.status, 0) << sound.err;
  EXPECT_NE(sound.err.find("mine.list:1: no frame and no list asks for the list 'mine'"), std::string::npos);
  EXPECT_EQ(sound.lines(sound.err), 1u) << sound.err;

  std::ofstream(own / "mine.frames") << over_shipped
                                     << "frame again\n  verb: shell\n  if: obj=@territory\n  event: ASSAULT\n";
  const auto contradictory = run("knowledge check --knowledge " + own.string());
  EXPECT_EQ(contradictory.status, 1);
  EXPECT_NE(contradictory.err.find("mine.frames:5: frame 'again' tells ASSAULT, 'mine' ("), std::string::npos)
      << contradictory.err;
}

TEST_F(Program, AFolderIsReadFileByFile) {
  fs::create_directories(dir_ / "in");
  std::ofstream(dir_ / "in" / "1.txt") << news;
  std::ofstream(dir_ / "in" / "2.txt") << "The foreign ministers of Chile and Peru met in Lima.\n";
  const auto result = run("code " + (dir_ / "in").string());
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.lines(result.out), 2u);
}

TEST_F(Program, ALongLineWithoutSpacesEnds) {
  const auto result = run("code " + file("long.txt", std::string(3 << 20, 'x')).string());
  EXPECT_EQ(result.status, 0) << result.err;
}

TEST_F(Program, CorruptModelAndKnowledgeAreNamed) {
  const auto input = file("a.txt", news).string();
  const fs::path shipped = fs::path(SITREP_MODEL_FILE).parent_path();
  for (const std::string broken : {"accurate.model", "knowledge.pack", "judge.model", "contexts.model"}) {
    const auto share = dir_ / ("share-" + broken);
    fs::create_directories(share);
    for (const std::string name : {"accurate.model", "knowledge.pack", "judge.model", "contexts.model"}) {
      auto bytes = read(shipped / name);
      if (name == broken) {
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x5A);
      }
      std::ofstream(share / name, std::ios::binary) << bytes;
    }
    const auto result = run("code --share " + share.string() + " " + input);
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.lines(result.err), 1u) << result.err;
    EXPECT_NE(result.err.find(broken), std::string::npos) << result.err;
  }
}

TEST_F(Program, AFullDiskIsSaid) {
  const auto result = run("code " + file("a.txt", news).string(), "/dev/full");
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.lines(result.err), 1u) << result.err;
}

TEST_F(Program, WrongUseHasItsOwnStatus) {
  EXPECT_EQ(run("code --format nonsense x").status, 2);
  EXPECT_EQ(run("nonsense").status, 2);
  EXPECT_EQ(run("code --date 2024-13-40 " + file("a.txt", news).string()).status, 2);
}

TEST_F(Program, AddingTwiceChangesNothing) {
  const auto db = (dir_ / "record.db").string();
  const auto input = file("a.txt", news + "At least nine soldiers were killed, officials said.\n").string();
  ASSERT_EQ(run("add --db " + db + " --date 2024-05-14 " + input).status, 0);
  const auto first = run("query events --json --db " + db);
  const auto tolls = run("query tolls --json --db " + db);
  ASSERT_EQ(run("add --db " + db + " --date 2024-05-14 " + input).status, 0);
  EXPECT_EQ(run("query events --json --db " + db).out, first.out);
  EXPECT_FALSE(first.out.empty());
  EXPECT_NE(tolls.out.find("killed"), std::string::npos) << tolls.out;
  const auto report = run("report --format text --db " + db);
  EXPECT_EQ(report.status, 0) << report.err;
  EXPECT_NE(report.out.find("Ethiopian troops"), std::string::npos) << report.out;
}

TEST_F(Program, ForeignAndLockedDatabasesAreNamedAndLeftAlone) {
  const auto input = file("a.txt", news).string();
  const auto foreign = file("foreign.db", "this is no database at all, only words\n");
  const auto refused = run("add --db " + foreign.string() + " " + input);
  EXPECT_EQ(refused.status, 1);
  EXPECT_EQ(refused.lines(refused.err), 1u) << refused.err;
  EXPECT_NE(refused.err.find("foreign.db"), std::string::npos);
  EXPECT_EQ(read(foreign), "this is no database at all, only words\n");

  const auto db = dir_ / "record.db";
  ASSERT_EQ(run("add --db " + db.string() + " " + input).status, 0);
  sqlite3* lock = nullptr;
  ASSERT_EQ(sqlite3_open(db.c_str(), &lock), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(lock, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto locked = run("add --db " + db.string() + " " + file("b.txt", "Rebels shelled Goma.\n").string());
  EXPECT_EQ(locked.status, 1);
  EXPECT_NE(locked.err.find("record.db"), std::string::npos) << locked.err;
  sqlite3_exec(lock, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(lock);
  EXPECT_NE(run("query events --json --db " + db.string()).out.find("ASSAULT"), std::string::npos);
}

TEST_F(Program, ExplainShowsTreeFramesAndReasons) {
  const auto result = run("explain \"Rebels shelled the town of Goma.\"");
  EXPECT_EQ(result.status, 0);
  for (const auto* words : {"Tree", "nsubj", "ASSAULT heavy-weapons", "frames/assault.frames", "status actual"}) {
    EXPECT_NE(result.out.find(words), std::string::npos) << words;
  }
}

TEST_F(Program, ParseKeepsGoldTokens) {
  const auto input = file(
      "a.conllu", "# text = Rebels fled.\n1\tRebels\t_\t_\t_\t_\t_\t_\t_\t_\n2\tfled.\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
  const auto result = run("parse --tokenized " + input.string());
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_NE(result.out.find("\tfled.\t"), std::string::npos) << result.out;
}

}  // namespace
}  // namespace sitrep
