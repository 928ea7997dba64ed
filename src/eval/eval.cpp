#include "eval/eval.h"

#include <zlib.h>

#include <algorithm>
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

Confusion::Confusion(std::vector<std::string> names)
    : labels(std::move(names)), counts(labels.size(), std::vector<std::size_t>(labels.size())) {}

ScoreTable Confusion::table() const {
  ScoreTable table = {{"all", {}}};
  for (std::size_t g = 0; g < labels.size(); ++g) {
    Score score;
    for (std::size_t f = 0; f < labels.size(); ++f) {
      score.gold += counts[g][f];
      score.system += counts[f][g];
    }
    score.correct = counts[g][g];
    table.front().second += score;
    table.emplace_back(labels[g], score);
  }
  return table;
}

std::string to_text(const Confusion& confusion) {
  std::string out;
  std::array<char, 32> cell{};
  const auto put = [&](const char* format, const auto& value) {
    std::snprintf(cell.data(), cell.size(), format, value);
    out += cell.data();
  };
  put("%-22.22s", "gold \\ found");
  for (const auto& label : confusion.labels) {
    put(" %14.14s", label.c_str());
  }
  out += '\n';
  for (std::size_t g = 0; g < confusion.labels.size(); ++g) {
    put("%-22.22s", confusion.labels[g].c_str());
    for (const auto count : confusion.counts[g]) {
      put(" %14zu", count);
    }
    out += '\n';
  }
  return out;
}

nlohmann::ordered_json to_json(const Confusion& confusion) {
  auto json = nlohmann::ordered_json::object();
  for (std::size_t g = 0; g < confusion.labels.size(); ++g) {
    for (std::size_t f = 0; f < confusion.labels.size(); ++f) {
      json[confusion.labels[g]][confusion.labels[f]] = confusion.counts[g][f];
    }
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

void for_each_gold_row(std::string_view content, std::string_view file, std::vector<std::string>& faults,
                       const std::function<std::string(const nlohmann::json&, std::size_t)>& row) {
  for_each_gold_line(content, [&](std::string_view line, std::size_t number) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    const auto what = json.is_object() ? row(json, number) : "no JSON object";
    if (!what.empty()) {
      faults.push_back(std::string(file) + ":" + std::to_string(number) + ": " + what + "; line skipped");
    }
  });
}

std::string text_of(const nlohmann::json& row, std::string_view key) {
  const auto found = row.find(key);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Report plain_report(std::string id, std::string text) {
  Report report;
  report.id = std::move(id);
  report.text = std::move(text);
  return report;
}

std::vector<const Event*> actual_events(const Coding& coding) {
  std::vector<const Event*> out;
  for (const auto& event : coding.events) {
    if (event.status == Status::actual) {
      out.push_back(&event);
    }
  }
  return out;
}

std::vector<const Event*> actual_plover_events(const Coding& coding) {
  auto out = actual_events(coding);
  std::erase_if(out, [](const Event* event) { return event->type == EventType::other; });
  return out;
}

}  // namespace sitrep
