#include "train/lexicon.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/error.h"
#include "language/model.h"
#include "language/word_features.h"
#include "train/corpus.h"

namespace sitrep::train {

std::uint16_t Lexicon::find(std::uint64_t key) const {
  const auto found = std::lower_bound(keys.begin(), keys.end(), key);
  return found != keys.end() && *found == key ? classes[static_cast<std::size_t>(found - keys.begin())]
                                              : std::uint16_t{0};
}

Lexicon Lexicon::read(const std::filesystem::path& file) {
  std::map<std::uint64_t, std::uint16_t> entries;
  std::size_t number = 0;
  WordFeatures features;
  for_each_line(file, [&](std::string_view line) {
    ++number;
    const auto tab = line.find('\t');
    const auto fault = [&](const char* what) {
      throw DataFileError(file.string() + ":" + std::to_string(number) + ": " + what +
                          "; make the table again with tools/lexicon.mjs");
    };
    if (tab == std::string_view::npos || tab == 0) {
      fault("not a word and its classes parted by a tab");
    }
    word_features(line.substr(0, tab), features);
    for (const char c : line.substr(tab + 1)) {
      if (c < 'a' || c >= static_cast<char>('a' + lexicon_class_count)) {
        fault("an unknown class");
      }
      entries[features.key] |= static_cast<std::uint16_t>(1U << static_cast<unsigned>(c - 'a'));
    }
  });
  Lexicon lexicon;
  for (const auto& [key, classes] : entries) {
    lexicon.keys.push_back(key);
    lexicon.classes.push_back(classes);
  }
  return lexicon;
}

}  // namespace sitrep::train
