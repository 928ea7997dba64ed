#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/section_file.h"
#include "train/corpus.h"
#include "train/network_trainer.h"

namespace sitrep::train {

/// Writes a model file that Model::open and Segmenter read: the networks in 8 bits, the table of
/// lemmas of forms seen in `sentences` and of irregular ones that were not, and the segmenter's section. Throws
/// DataFileError.
void write_model(const std::vector<TrainedNetwork>& networks, const std::vector<TrainingSentence>& sentences,
                 const std::vector<IrregularForm>& irregular, const std::string& segmenter,
                 const std::filesystem::path& file);

/// Appends a matrix in 8 bits, row by row; returns the scale of each column.
[[nodiscard]] std::vector<float> quantise_columns(const std::vector<float>& matrix, std::size_t columns,
                                                  std::vector<std::int8_t>& values);

/// Adds a table in 8 bits, row by row, as the section `name`, and a scale for each row as `name`.scales
/// (QuantisedRows).
void add_rows(SectionFileWriter& writer, const std::string& name, const std::vector<float>& table, std::size_t width);

}  // namespace sitrep::train
