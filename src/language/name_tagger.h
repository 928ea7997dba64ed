#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/section_file.h"
#include "language/encoder.h"
#include "language/name_labels.h"
#include "language/quantised.h"

namespace sitrep {

/// Sizes of a tagger of names. Kept in the model file as 32-bit numbers in this order.
struct NameTaggerShape {
  std::uint32_t input = 0;  ///< NetworkShape::input() of the model's first network
  std::uint32_t layers = 2;
  std::uint32_t hidden = 128;  ///< of one LSTM in one direction; a multiple of 8

  [[nodiscard]] std::size_t encoded() const { return std::size_t{2} * hidden; }
};

/// What the names of a tagger's sections begin with.
[[nodiscard]] std::string name_tagger_prefix(std::size_t number);

/// What a weight of the tagger is: matrices are inputs x outputs, row by row, biases one row.
struct NameTaggerPart {
  std::size_t rows = 0;
  std::size_t columns = 0;
};
/// The parts in the order of the file: layer after layer, forward then backward, the weights of the input, those of the
/// state, the bias; then the weights and the bias of the labels' scores.
[[nodiscard]] std::vector<NameTaggerPart> parts_of(const NameTaggerShape& shape);

/// Layers of LSTMs in both directions for names alone, over what the model's first network is given of each word; their
/// scores are added to those of the networks, which have other tasks too. `sitrep train-names` makes it. Immutable,
/// shared by threads; each has a Workspace of its own.
class NameTagger {
 public:
  struct Workspace : LayerRoom {
    std::vector<float> scores;  ///< rows of BatchLayout x name_labels
  };

  /// Reads the sections whose names begin with the prefix, which must outlive the tagger. Throws DataFileError where
  /// they do not fit a network with so long an input.
  NameTagger(const SectionFile& file, const std::string& prefix, std::size_t input);

  /// input: rows x NameTaggerShape::input. Fills Workspace::scores.
  void run(const BatchLayout& layout, const std::vector<float>& input, Workspace& workspace) const;
  /// What the label of a word after another adds.
  [[nodiscard]] NameSteps steps() const { return NameSteps(steps_); }

 private:
  [[nodiscard]] QuantisedLstm lstm(std::size_t layer, bool backward) const;

  NameTaggerShape shape_;
  std::vector<kernels::QuantisedMatrix> matrices_;  // by part; empty for biases
  std::vector<std::span<const float>> biases_;      // by part; empty for matrices
  std::span<const float> steps_;
};

}  // namespace sitrep
