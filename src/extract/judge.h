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

namespace sitrep {

inline constexpr std::string_view judge_file_kind = "judge";
inline constexpr std::uint32_t judge_file_version = 1;

/// What a sentence speaks of: its words, but no names, the fields they belong to, and whose sectors are there. Sorted
/// by name, without doubles.
[[nodiscard]] std::vector<Feature> sentence_features(const ReadingContext& context, std::uint32_t sentence);

/// What the judge sees of an event that the frames propose: its frame and words, where its roles come from, and the
/// features of its sentence. Sorted by name, without doubles.
[[nodiscard]] std::vector<Feature> candidate_features(const ReadingContext& context, FrameMatcher& matcher,
                                                      const EventReading& reading);

/// The numbers of a model file beside its weights, in the order of the section "numbers".
struct JudgeNumbers {
  double bias = 0;
  double slope = 1;   ///< with offset: from a score to the log-odds that the event is right, fitted on sentences that
  double offset = 0;  ///< the weights had not seen
  double threshold = 0.5;  ///< what is less probable falls
};

/// A logistic regression over candidate features, trained on judged sentences (`sitrep train-judge`). Immutable; may be
/// shared by threads.
class Judge {
 public:
  /// Maps a model file. Throws DataFileError.
  [[nodiscard]] static Judge load(const std::filesystem::path& model_file);

  struct Verdict {
    double probability = 0;  ///< that the text tells an event of this type as actual
    std::string weighed;     ///< the features that weighed most, for `explain`
  };
  [[nodiscard]] Verdict judge(std::span<const Feature> features) const;
  [[nodiscard]] double threshold() const { return numbers_.threshold; }

 private:
  explicit Judge(SectionFile mapped) : file_(std::move(mapped)) {}

  SectionFile file_;
  JudgeNumbers numbers_;
  std::span<const std::uint64_t> keys_;  ///< ascending
  std::span<const float> weights_;
};

}  // namespace sitrep
