#include "language/name_tagger.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/error.h"

namespace sitrep {

namespace {

constexpr std::size_t parts_of_lstm = 3;

}  // namespace

std::string name_tagger_prefix(std::size_t number) {
  return "names.tagger" + std::to_string(number) + ".";
}

std::vector<NameTaggerPart> parts_of(const NameTaggerShape& shape) {
  std::vector<NameTaggerPart> parts;
  const std::size_t gates = std::size_t{4} * shape.hidden;
  for (std::size_t lstm = 0; lstm < std::size_t{2} * shape.layers; ++lstm) {
    parts.push_back({lstm < 2 ? shape.input : shape.encoded(), gates});
    parts.push_back({shape.hidden, gates});
    parts.push_back({1, gates});
  }
  parts.push_back({shape.encoded(), name_labels});
  parts.push_back({1, name_labels});
  return parts;
}

NameTagger::NameTagger(const SectionFile& file, const std::string& prefix, std::size_t input) {
  const auto fault = [&](const std::string& what) {
    return DataFileError(file.path().string() + ": not a usable model: " + what +
                         "; make it again with 'sitrep train-names'");
  };
  const auto shape = file.bytes(prefix + "shape");
  if (shape.size() != sizeof(NameTaggerShape)) {
    throw fault("section '" + prefix + "shape' has the wrong size");
  }
  std::memcpy(&shape_, shape.data(), sizeof(NameTaggerShape));
  constexpr std::uint32_t most_layers = 8;
  constexpr std::uint32_t most_hidden = 4096;
  if (shape_.input != input || shape_.layers == 0 || shape_.layers > most_layers || shape_.hidden == 0 ||
      shape_.hidden % 8 != 0 || shape_.hidden > most_hidden) {
    throw fault("its tagger of names has an impossible shape");
  }
  auto values = values_in<std::int8_t>(file, prefix + "matrices");
  auto scales = values_in<float>(file, prefix + "matrices.scales");
  auto biases = values_in<float>(file, prefix + "biases");
  steps_ = values_in<float>(file, prefix + "steps");
  const auto take = [&](auto& from, std::size_t count) {
    if (from.size() < count) {
      throw fault("its tagger of names has too few weights");
    }
    const auto taken = from.first(count);
    from = from.subspan(count);
    return taken;
  };
  for (const auto& part : parts_of(shape_)) {
    auto& matrix = matrices_.emplace_back();
    auto& bias = biases_.emplace_back();
    if (part.rows == 1) {
      bias = take(biases, part.columns);
    } else {
      const auto taken = take(values, part.rows * part.columns);
      matrix = {taken.data(), part.columns, 0, take(scales, part.columns), part.rows};
    }
  }
  const auto finite = [](std::span<const float> numbers) {
    return std::ranges::all_of(numbers, [](float x) { return std::isfinite(x); });
  };
  if (steps_.size() != name_labels * name_labels || !finite(steps_) || !std::ranges::all_of(biases_, finite)) {
    throw fault("its tagger of names does not fit");
  }
}

QuantisedLstm NameTagger::lstm(std::size_t layer, bool backward) const {
  const std::size_t first = (2 * layer + (backward ? 1 : 0)) * parts_of_lstm;
  return {&matrices_[first], &matrices_[first + 1], biases_[first + 2].data()};
}

void NameTagger::run(const BatchLayout& layout, const std::vector<float>& input, Workspace& w) const {
  for (std::size_t layer = 0; layer < shape_.layers; ++layer) {
    quantise_into(layout, layer == 0 ? input : w.encoded, layer == 0 ? shape_.input : shape_.encoded(), w);
    run_layer(layout, lstm(layer, false), lstm(layer, true), shape_.hidden, w);
  }
  quantise_into(layout, w.encoded, shape_.encoded(), w);
  w.scores.resize(std::max(w.scores.size(), layout.rows() * name_labels));
  kernels::multiply(layout.rows(), w.rows.values.data(), w.rows.scales.data(), matrices_[matrices_.size() - 2],
                    biases_.back().data(), w.scores.data(), name_labels);
}

}  // namespace sitrep
