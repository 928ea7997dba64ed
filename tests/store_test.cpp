// What the record promises: nothing changes on a second add, nothing is lost, every fault is one line that names the
// file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "publish/record_json.h"
#include "store/record_store.h"
#include "support/made_coding.h"

namespace sitrep {
namespace {

using ::testing::HasSubstr;
using testing::made;

class Store : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string("sitrep-store-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    file_ = folder_ / "r.db";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  /// The fault of opening the file, which has to be one line that names it.
  std::string fault_of_opening() const {
    try {
      (void)RecordStore::open(file_);
    } catch (const DataFileError& error) {
      EXPECT_THAT(error.what(), HasSubstr(file_.string()));
      EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
      return error.what();
    }
    return "none";
  }
  void sql(const char* text) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &db), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(db, text, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(db);
  }

  std::filesystem::path folder_;
  std::filesystem::path file_;
};

TEST_F(Store, GivesBackWhatWasAdded) {
  const auto m = made();
  EXPECT_EQ(RecordStore::open(file_).add(m.report, m.coding), AddResult::added);
  int reports = 0;
  RecordStore::open_to_read(file_).read({}, [&](const Report& report, const Coding& coding) {
    ++reports;
    EXPECT_EQ(report.text, m.report.text);
    EXPECT_EQ(coding.events[0].reasons, m.coding.events[0].reasons);
    EXPECT_EQ(record_line(report, coding), record_line(m.report, m.coding));
  });
  EXPECT_EQ(reports, 1);
}

TEST_F(Store, GivesBackEveryTypeOfEvent) {
  for (int i = 0; i <= static_cast<int>(EventType::other); ++i) {
    auto m = made("r" + std::string(1, static_cast<char>('a' + i)));
    m.coding.events[0].type = static_cast<EventType>(i);
    auto store = RecordStore::open(file_);
    EXPECT_EQ(store.add(m.report, m.coding), AddResult::added);
  }
  int type = 0;
  RecordStore::open_to_read(file_).read({}, [&](const Report&, const Coding& coding) {
    EXPECT_EQ(coding.events[0].type, static_cast<EventType>(type++));
  });
  EXPECT_EQ(type, static_cast<int>(EventType::other) + 1);
}

TEST_F(Store, AddingTheSameReportAgainChangesNothing) {
  auto m = made();
  auto store = RecordStore::open(file_);
  EXPECT_EQ(store.add(m.report, m.coding), AddResult::added);
  EXPECT_EQ(store.add(m.report, m.coding), AddResult::already_kept);
  m.report.text += " More.";
  EXPECT_EQ(store.add(m.report, m.coding), AddResult::other_text);
  EXPECT_EQ(store.counts().reports, 1u);
  EXPECT_EQ(store.counts().events, 2u);
  EXPECT_EQ(store.counts().accords, 1u);
}

TEST_F(Store, AddIsAllOrNothing) {
  auto m = made();
  auto store = RecordStore::open(file_);
  m.coding.accords.push_back(m.coding.accords[0]);  // an id twice
  EXPECT_THROW((void)store.add(m.report, m.coding), Error);
  EXPECT_EQ(store.counts().reports, 0u);
  EXPECT_EQ(store.counts().events, 0u);
}

TEST_F(Store, QueriesRestrict) {
  const auto m = made();
  auto store = RecordStore::open(file_);
  ASSERT_EQ(store.add(m.report, m.coding), AddResult::added);
  const auto events = [&](const RecordQuery& query) {
    std::size_t count = 0;
    store.read(query, [&](const Report&, const Coding& coding) { count += coding.events.size(); });
    return count;
  };
  RecordQuery query;
  query.status = "actual";
  EXPECT_EQ(events(query), 1u);
  query = {};
  query.type = "CONSULT";
  EXPECT_EQ(events(query), 0u);
  query = {};
  query.actor = "TCD";
  EXPECT_EQ(events(query), 2u);
  query.actor = "chadian TROOPS";
  EXPECT_EQ(events(query), 2u);
  query = {};
  query.to = Date{2024, 5, 13};
  EXPECT_EQ(events(query), 1u);  // the planned one has its report's day, the 14th
  query.from = Date{2024, 5, 14};
  EXPECT_EQ(events(query), 0u);
}

TEST_F(Store, MissingRecordCannotBeRead) {
  EXPECT_THROW((void)RecordStore::open_to_read(file_), DataFileError);
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(Store, FolderIsNoRecord) {
  std::filesystem::create_directory(file_);
  EXPECT_THAT(fault_of_opening(), HasSubstr("is a folder"));
}

TEST_F(Store, FileOfAnotherKindIsNotTouched) {
  const std::string text(5000, 'x');
  std::ofstream(file_) << text;
  EXPECT_THAT(fault_of_opening(), HasSubstr("is no record of sitrep"));
  EXPECT_EQ(std::filesystem::file_size(file_), text.size());
}

TEST_F(Store, DatabaseOfAnotherProgramIsNotTouched) {
  sql("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1);");
  EXPECT_THAT(fault_of_opening(), HasSubstr("is no record of sitrep"));
}

TEST_F(Store, NewerRecordIsNotTouched) {
  (void)RecordStore::open(file_);
  sql("PRAGMA user_version = 99");
  EXPECT_THAT(fault_of_opening(), HasSubstr("newer sitrep"));
}

TEST_F(Store, RecordOfTheFirstVersionIsBroughtUpToDate) {
  const auto m = made("r1");
  (void)RecordStore::open(file_).add(m.report, m.coding);
  sql("DROP TABLE phrases; ALTER TABLE events DROP COLUMN depth; PRAGMA user_version = 1;");
  try {
    (void)RecordStore::open_to_read(file_);
    FAIL() << "read without the tables it needs";
  } catch (const DataFileError& error) {
    EXPECT_THAT(error.what(), HasSubstr("brings it up to date"));
  }
  const auto other = made("r2");
  EXPECT_EQ(RecordStore::open(file_).add(other.report, other.coding), AddResult::added);
  std::vector<std::size_t> phrases;
  RecordStore::open_to_read(file_).read(
      {}, [&](const Report&, const Coding& coding) { phrases.push_back(coding.events.at(0).actor_phrases.size()); });
  EXPECT_THAT(phrases, ::testing::ElementsAre(0, 1));
}

TEST_F(Store, DamagedRecordIsTold) {
  (void)RecordStore::open(file_);
  sql("DROP TABLE evidence");
  EXPECT_THAT(fault_of_opening(), HasSubstr("damaged"));
}

TEST_F(Store, LockedRecordIsTold) {
  (void)RecordStore::open(file_);
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_THAT(fault_of_opening(), HasSubstr("locked"));
  sqlite3_close(db);
}

TEST_F(Store, FullDiskLosesNothing) {
  const auto first = made("first");
  auto second = made("second");
  second.report.text += std::string(1 << 20, 'x');
  {
    auto store = RecordStore::open(file_);
    ASSERT_EQ(store.add(first.report, first.coding), AddResult::added);
    // No room beyond what the file has now: a stand-in for a full disk.
    rlimit old{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit full{std::filesystem::file_size(file_), old.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
    std::string what;
    try {
      (void)store.add(second.report, second.coding);
    } catch (const Error& error) {
      what = error.what();
    }
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old), 0);
    EXPECT_THAT(what, HasSubstr("what was kept before is whole"));
  }
  auto store = RecordStore::open(file_);
  EXPECT_EQ(store.counts().reports, 1u);
  store.read({}, [&](const Report& report, const Coding& coding) {
    EXPECT_EQ(record_line(report, coding), record_line(first.report, first.coding));
  });
  EXPECT_EQ(store.add(second.report, second.coding), AddResult::added);
}

}  // namespace
}  // namespace sitrep
