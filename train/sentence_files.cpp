#include "train/sentence_files.h"

#include <algorithm>
#include <fstream>
#include <vector>

#include "base/error.h"

namespace sitrep::train {

void for_each_sentence(const std::filesystem::path& folder, const std::function<std::string(std::string_view)>& read) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") {
      files.push_back(entry.path());
    }
  }
  if (files.empty()) {
    throw DataFileError(folder.string() + ": no sentences (*.txt) there");
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ifstream in(file);
    std::string text;
    for (std::size_t number = 1; std::getline(in, text); ++number) {
      if (text.empty() || text.front() == '#') {
        continue;
      }
      if (const auto fault = read(text); !fault.empty()) {
        throw DataFileError(file.string() + ":" + std::to_string(number) + ": " + fault);
      }
    }
  }
}

}  // namespace sitrep::train
