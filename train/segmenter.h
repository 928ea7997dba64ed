#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "train/corpus.h"

namespace sitrep::train {

/// Abbreviations with a stop by what they stand beside, for making training text (train/abbreviations.list).
struct Abbreviations {
  std::vector<std::string> titles, months, numbers, firms, places, times;
};

/// Reads the list. Throws DataFileError where it cannot be read; lines of unknown kinds are passed over.
[[nodiscard]] Abbreviations read_abbreviations(const std::filesystem::path& file);

/// Text made from a treebank with where its tokens end.
struct SegmentedText {
  struct End {
    std::uint32_t byte = 0;  ///< after the token's last byte
    bool sentence = false;
    bool inside_multiword = false;  ///< the next word continues this one's multiword token
  };
  std::string text;
  std::vector<End> ends;
};

/// Rebuilds text document by document (sentence ids without what follows their last '-'), with variations: how
/// sentences and lines are set, curly quotes, dashes, capitals, headlines, abbreviations.
[[nodiscard]] std::vector<SegmentedText> make_texts(const std::vector<TrainingSentence>& sentences,
                                                    const Abbreviations& abbreviations, std::uint64_t seed);

/// Trains a tokenizer and sentence splitter; returns the bytes of its section (language/segmenter.h). Sentences without
/// a tree carry no spacing and are left out. The same result for the same input and seed.
[[nodiscard]] std::string train_segmenter(const std::vector<TrainingSentence>& sentences, std::uint64_t seed = 1,
                                          const Abbreviations& abbreviations = {});

}  // namespace sitrep::train
