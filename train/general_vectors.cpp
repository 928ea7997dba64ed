#include "train/general_vectors.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "base/error.h"
#include "language/word_features.h"
#include "train/corpus.h"

namespace sitrep::train {

namespace {

/// Values farther from the mean, in deviations, are brought to it: a few would cost all others of the row their detail.
constexpr float farthest = 4.0F;
constexpr float steps = 7.0F;  // of 4 bits on either side of zero

void standardise(std::vector<float>& table, std::size_t width) {
  const std::size_t count = table.size() / width;
  const auto rows = static_cast<double>(count);
  for (std::size_t column = 0; column < width; ++column) {
    double sum = 0;
    double squares = 0;
    for (std::size_t i = column; i < table.size(); i += width) {
      const auto value = static_cast<double>(table[i]);
      sum += value;
      squares += value * value;
    }
    const double mean = sum / rows;
    const double deviation = std::sqrt(std::max(1e-12, squares / rows - mean * mean));
    for (std::size_t i = column; i < table.size(); i += width) {
      table[i] =
          std::clamp(static_cast<float>((static_cast<double>(table[i]) - mean) / deviation), -farthest, farthest);
    }
  }
}

}  // namespace

std::int32_t GeneralVectors::find(std::uint64_t key) const {
  const auto found = std::lower_bound(keys.begin(), keys.end(), key);
  return found != keys.end() && *found == key ? static_cast<std::int32_t>(found - keys.begin()) : -1;
}

GeneralVectors GeneralVectors::read(const std::filesystem::path& file) {
  GeneralVectors out;
  std::map<std::uint64_t, std::size_t> row_of;
  std::vector<float> table;
  std::size_t number = 0;
  WordFeatures features;
  for_each_line(file, [&](std::string_view line) {
    ++number;
    const auto fault = [&](const char* what) {
      throw DataFileError(file.string() + ":" + std::to_string(number) + ": " + what +
                          "; make the table again with tools/vectors.mjs");
    };
    auto space = line.find(' ');
    word_features(line.substr(0, space), features);
    if (!row_of.emplace(features.key, row_of.size()).second) {
      return;
    }
    const auto before = table.size();
    while (space != std::string_view::npos) {
      line.remove_prefix(space + 1);
      space = line.find(' ');
      float value = 0;
      const auto field = line.substr(0, space);
      if (std::from_chars(field.data(), field.data() + field.size(), value).ptr != field.data() + field.size()) {
        fault("not a word and numbers");
      }
      table.push_back(value);
    }
    const auto width = table.size() - before;
    out.width = out.width == 0 ? width : out.width;
    if (width == 0 || width != out.width || width % 2 != 0) {
      fault("another count of numbers than before, or an odd one");
    }
  });
  if (table.empty()) {
    throw DataFileError(file.string() + ": no vectors; make the table again with tools/vectors.mjs");
  }
  standardise(table, out.width);
  for (const auto& [key, row] : row_of) {
    const float* from = table.data() + row * out.width;
    const float top =
        std::abs(*std::max_element(from, from + out.width, [](float a, float b) { return std::abs(a) < std::abs(b); }));
    const float scale = top > 0 ? top / steps : 1.0F;
    const auto code = [&](std::size_t i) { return static_cast<unsigned>(std::lround(from[i] / scale) + 8); };
    for (std::size_t i = 0; i < out.width; i += 2) {
      out.values.push_back(static_cast<std::uint8_t>(code(i) | code(i + 1) << 4U));
    }
    out.keys.push_back(key);
    out.scales.push_back(scale);
  }
  return out;
}

}  // namespace sitrep::train
