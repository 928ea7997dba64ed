#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/section_file.h"
#include "extract/events.h"
#include "extract/feature.h"
#include "extract/frame_match.h"
#include "language/model.h"

namespace sitrep {

inline constexpr std::string_view contexts_file_kind = "contexts";
inline constexpr std::uint32_t contexts_file_version = 1;

/// What the classifier of contexts sees of a sentence.
struct ContextInput {
  /// A word by what its vector tells.
  struct Word {
    std::uint64_t key = 0;  ///< WordFeatures::key of its form
    float share = 0;        ///< of the sentence's content words
    std::string lemma;
  };

  std::vector<Feature> features;  ///< sorted by name, without doubles
  std::vector<Word> words;
};

/// Content words, pairs of them, names of organisations, sectors of actors and what frames tell, of a sentence and,
/// with less weight, of the two sentences before and behind it in its paragraph. A blank line parts paragraphs.
[[nodiscard]] ContextInput context_input(const ReadingContext& context, FrameMatcher& matcher, std::uint32_t sentence);

/// A logistic regression for each PLOVER context (`sitrep train-contexts`). A sentence may have several contexts or
/// none. Immutable; may be shared by threads.
class ContextModel {
 public:
  /// Maps a model file. Throws DataFileError.
  [[nodiscard]] static ContextModel load(const std::filesystem::path& model_file);

  struct Given {
    std::string_view context;  ///< owned by the model
    double probability = 0;
    std::string weighed;  ///< what weighed most, for `explain`
  };
  /// The contexts whose probability reaches their threshold, by name.
  [[nodiscard]] std::vector<Given> classify(const ContextInput& input) const;

 private:
  explicit ContextModel(SectionFile mapped) : file_(std::move(mapped)) {}

  /// Rows of weights, one for each context.
  struct Table {
    std::span<const std::uint64_t> keys;  ///< ascending
    QuantisedRows rows;

    /// The row of a key, else KnownWord::none.
    [[nodiscard]] std::uint32_t find(std::uint64_t key) const;
    [[nodiscard]] bool fits(std::size_t contexts) const;
  };

  SectionFile file_;
  std::vector<std::string_view> names_;  ///< of the contexts, ascending
  std::span<const float> biases_;
  std::span<const float> thresholds_;
  Table features_;  ///< by Feature::key
  Table words_;     ///< by ContextInput::Word::key
};

}  // namespace sitrep
