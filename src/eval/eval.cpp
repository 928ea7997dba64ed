#include "eval/eval.h"

#include <zlib.h>

#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace sitrep {

Score& Score::operator+=(const Score& other) {
  gold += other.gold;
  system += other.system;
  correct += other.correct;
  return *this;
}

std::string to_text(const ScoreTable& table) {
  std::string out;
  std::array<char, 160> line{};
  std::snprintf(line.data(), line.size(), "%-16s %9s %9s %9s %8s %8s %8s\n", "", "precision", "recall", "F1", "gold",
                "found", "right");
  out += line.data();
  for (const auto& [name, score] : table) {
    std::snprintf(line.data(), line.size(), "%-16s %9.2f %9.2f %9.2f %8zu %8zu %8zu\n", name.c_str(),
                  100 * score.precision(), 100 * score.recall(), 100 * score.f1(), score.gold, score.system,
                  score.correct);
    out += line.data();
  }
  return out;
}

nlohmann::ordered_json to_json(const ScoreTable& table) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& [name, score] : table) {
    json[name] = {
        {"precision", score.precision()}, {"recall", score.recall()}, {"f1", score.f1()}, {"gold", score.gold},
        {"system", score.system},         {"correct", score.correct}};
  }
  return json;
}

std::string read_gold_file(const std::filesystem::path& file) {
  const auto fail = [&](const char* what) { throw DataFileError(file.string() + ": " + what); };
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    fail("is a folder; name the gold file in it");
  }
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> input(gzopen(file.c_str(), "rb"), gzclose);
  if (!input) {
    fail("cannot open; is the name right?");
  }
  std::string content;
  std::array<char, 1 << 16> buffer{};
  int count = 0;
  while ((count = gzread(input.get(), buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) {
    content.append(buffer.data(), static_cast<std::size_t>(count));
  }
  if (count < 0) {
    fail("damaged compressed data; get the file again");
  }
  return content;
}

void for_each_gold_line(std::string_view content, const std::function<void(std::string_view, std::size_t)>& line) {
  for (std::size_t number = 1; !content.empty(); ++number) {
    const auto end = content.find('\n');
    auto text = content.substr(0, end);
    content = end == std::string_view::npos ? std::string_view() : content.substr(end + 1);
    if (text.ends_with('\r')) {
      text.remove_suffix(1);
    }
    if (!text.empty()) {
      line(text, number);
    }
  }
}

}  // namespace sitrep
