#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ingest/reader.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

/// What a reader gave, by kind.
struct Read {
  std::vector<Report> reports;
  std::vector<std::string> faults;
  std::vector<std::string> notes;
};

class IngestReader : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / ("sitrep-" + std::to_string(::getpid()) + "-" + info->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  static Read read(const fs::path& path, const IngestOptions& options = {}) {
    Read out;
    const auto reader = open_reports(path, options);
    while (auto item = reader->next()) {
      if (auto* report = std::get_if<Report>(&*item)) {
        out.reports.push_back(*report);
      } else if (auto* fault = std::get_if<IngestFault>(&*item)) {
        EXPECT_EQ(fault->message.find('\n'), std::string::npos);
        out.faults.push_back(fault->message);
      } else {
        out.notes.push_back(std::get<IngestNote>(*item).message);
      }
    }
    return out;
  }

  fs::path folder_;
};

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

TEST_F(IngestReader, ATextFileIsOneReport) {
  const auto got = read(write("a.txt", "Ferry strike ends\r\n\r\nOSLO - Crews went back to work.\r\n"));
  ASSERT_EQ(got.reports.size(), 1U);
  EXPECT_EQ(got.reports[0].text, "Ferry strike ends\n\nOSLO - Crews went back to work.\n");
  EXPECT_EQ(got.reports[0].title, "Ferry strike ends");
  EXPECT_EQ(got.reports[0].source_path, (folder_ / "a.txt").string());
  EXPECT_EQ(got.reports[0].id.size(), 16U);
  EXPECT_FALSE(got.reports[0].date);
  EXPECT_TRUE(got.reports[0].notes.empty());
}

TEST_F(IngestReader, TheFirstLineIsATitleOnlyBeforeABlankLine) {
  EXPECT_EQ(read(write("a.txt", "Ferry strike ends\nCrews went back.\n")).reports.at(0).title, "");
  EXPECT_EQ(read(write("b.txt", "Crews went back to work.\n\nMore.\n")).reports.at(0).title, "");
}

TEST_F(IngestReader, TheSameTextHasTheSameIdHoweverPackedAndEnded) {
  const std::string text = "Troops left the bridge.\n";
  const auto id = read(write("a.txt", text)).reports.at(0).id;
  EXPECT_EQ(read(write("b.txt.gz", gzip("Troops left the bridge.\r\n"))).reports.at(0).id, id);
  EXPECT_EQ(read(write("c.zst", zstd(text))).reports.at(0).id, id);
  EXPECT_NE(read(write("d.txt", text + "More.\n")).reports.at(0).id, id);
}

TEST_F(IngestReader, ReadsSeveralGzipMembersAndZstdFrames) {
  EXPECT_EQ(read(write("a.txt.gz", gzip("One. ") + gzip("Two."))).reports.at(0).text, "One. Two.");
  EXPECT_EQ(read(write("a.txt.zst", zstd("One. ") + zstd("Two."))).reports.at(0).text, "One. Two.");
}

TEST_F(IngestReader, ACutPackedFileIsAFault) {
  for (const std::string& packed : {gzip(std::string(5000, 'a') + "b"), zstd("Some text that is cut off.")}) {
    const auto got = read(write("a.txt.gz", packed.substr(0, packed.size() - 6)));
    EXPECT_TRUE(got.reports.empty());
    ASSERT_EQ(got.faults.size(), 1U);
    EXPECT_NE(got.faults[0].find("is cut after byte"), std::string::npos) << got.faults[0];
  }
}

TEST_F(IngestReader, ABrokenLineCostsItselfOnly) {
  std::string lines;
  for (int i = 1; i <= 10; ++i) {
    lines += i == 7 ? "{\"id\": \"7\", \"text\": \"cut of\n"s
                    : "{\"id\": " + std::to_string(i) + ", \"text\": \"Report.\"}\n";
  }
  const auto got = read(write("a.jsonl", lines));
  EXPECT_EQ(got.reports.size(), 9U);
  ASSERT_EQ(got.faults.size(), 1U);
  EXPECT_EQ(got.faults[0], (folder_ / "a.jsonl").string() + ":7: broken JSON: a string is not closed; mend this line");
  EXPECT_EQ(got.reports[6].id, "8");
  EXPECT_EQ(got.reports[6].source_path, (folder_ / "a.jsonl").string() + ":8");
}

TEST_F(IngestReader, WhatAPersonSaysComesBeforeMetadata) {
  IngestOptions options;
  options.date = Date{2020, 1, 2};
  options.publisher = "Desk";
  options.id = "x";
  const auto got = read(write("a.jsonl",
                              "{\"id\":\"1\",\"date\":\"2019-05-06\",\"publisher\":\"Wire\",\"text\":\"One.\"}\n"
                              "{\"id\":\"2\",\"text\":\"Two.\"}\n"),
                        options);
  ASSERT_EQ(got.reports.size(), 2U);
  EXPECT_EQ(got.reports[0].date, (Date{2020, 1, 2}));
  EXPECT_EQ(got.reports[0].publisher, "Desk");
  EXPECT_EQ(got.reports[0].id, "x");
  EXPECT_EQ(got.reports[1].id, "x-2");
}

TEST_F(IngestReader, ALineOf50MegabytesIsRead) {
  std::string sentence = "Guards closed the road to the harbour. ";
  std::string text;
  while (text.size() < 50'000'000) {
    text += sentence;
  }
  EXPECT_EQ(read(write("a.txt", text)).reports.at(0).text.size(), text.size());
  EXPECT_EQ(read(write("a.jsonl", "{\"text\": \"" + text + "\"}\n")).reports.at(0).text.size(), text.size());
}

TEST_F(IngestReader, ATooLongReportIsAFaultAndTheRestFollows) {
  IngestOptions options;
  options.max_report_bytes = 100;
  const auto got =
      read(write("a.jsonl", "{\"text\": \"" + std::string(200, 'a') + "\"}\n{\"text\": \"Short.\"}\n"), options);
  EXPECT_EQ(got.reports.size(), 1U);
  ASSERT_EQ(got.faults.size(), 1U);
  EXPECT_NE(got.faults[0].find(":1: more than 100 bytes"), std::string::npos) << got.faults[0];
  EXPECT_EQ(read(write("b.txt", std::string(200, 'a')), options).faults.size(), 1U);
}

TEST_F(IngestReader, BadInputsGiveOneClearFaultEach) {
  const auto fault = [](const Read& got) {
    EXPECT_TRUE(got.reports.empty());
    EXPECT_EQ(got.faults.size(), 1U);
    return got.faults.empty() ? std::string() : got.faults[0];
  };
  EXPECT_NE(fault(read(folder_ / "none.txt")).find("no such file"), std::string::npos);
  EXPECT_NE(fault(read(write("e.txt", ""))).find("empty"), std::string::npos);
  EXPECT_NE(fault(read(write("w.txt", " \n\n"))).find("white space"), std::string::npos);
  EXPECT_NE(fault(read(write("b.txt", "abc\0def"s))).find("binary (a NUL byte at byte 3)"), std::string::npos);
  EXPECT_NE(fault(read(write("l.txt", std::string(100'000, 'a') + "\0"s))).find("NUL byte at byte 100000"),
            std::string::npos);
  EXPECT_NE(fault(read(write("p.txt", "\x89PNG\r\n\x1a\n"s))).find("a PNG image"), std::string::npos);
  EXPECT_NE(fault(read(write("h.html", "<html><body><script>x()</script></body></html>"))).find("no text in this page"),
            std::string::npos);
}

TEST_F(IngestReader, AFolderGivesWhatItHoldsInOrderAndNotesWhatItSkips) {
  write("d/b.txt", "Second.\n");
  write("d/a/z.txt", "First.\n");
  write("d/logo.png", "\x89PNG\r\n\x1a\n");
  write("d/run.py", "print(1)\n");
  const auto got = read(folder_ / "d");
  ASSERT_EQ(got.reports.size(), 2U);
  EXPECT_EQ(got.reports[0].text, "First.\n");
  EXPECT_EQ(got.reports[1].text, "Second.\n");
  EXPECT_EQ(got.notes.size(), 2U);
  EXPECT_TRUE(got.faults.empty());
}

TEST_F(IngestReader, Utf16IsTurnedIntoUtf8) {
  std::string bytes = "\xff\xfe"s;
  for (const char c : "Caf\xe9 shut.\n"s) {
    bytes += c;
    bytes += '\0';
  }
  const auto got = read(write("a.txt", bytes));
  ASSERT_EQ(got.reports.size(), 1U);
  EXPECT_EQ(got.reports[0].text, "Caf\xc3\xa9 shut.\n");
  const auto cut = read(write("b.txt", bytes + "x"));
  ASSERT_EQ(cut.reports.size(), 1U);
  EXPECT_FALSE(cut.reports[0].notes.empty());
}

TEST_F(IngestReader, InvalidUtf8IsMendedWithANote) {
  const auto got = read(write("a.txt", "Talks in Genf\xff\xfe ended.\n"));
  ASSERT_EQ(got.reports.size(), 1U);
  EXPECT_EQ(got.reports[0].text, "Talks in Genf\xef\xbf\xbd\xef\xbf\xbd ended.\n");
  ASSERT_EQ(got.reports[0].notes.size(), 1U);
  EXPECT_EQ(got.reports[0].notes[0], "2 invalid UTF-8 bytes replaced by U+FFFD, the first at byte 13");
}

TEST_F(IngestReader, WhatOtherProgramsDidIsMendedWithANote) {
  const auto got = read(write("a.jsonl", R"({"title":"Itâ€™s over","text":"â€œCalm,â€\u009d the state''s chief said."})"
                                         "\n"));
  ASSERT_EQ(got.reports.size(), 1U);
  EXPECT_EQ(got.reports[0].title, "It’s over");
  EXPECT_EQ(got.reports[0].text, "“Calm,” the state's chief said.");
  ASSERT_EQ(got.reports[0].notes.size(), 2U);
  EXPECT_EQ(got.reports[0].notes[0], "3 characters of UTF-8 that had been read as windows-1252 mended");
  EXPECT_EQ(got.reports[0].notes[1], "1 apostrophe that stood twice mended");
}

}  // namespace
}  // namespace sitrep
