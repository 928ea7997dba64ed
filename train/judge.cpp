#include "train/judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/section_file.h"
#include "extract/example.h"
#include "extract/judge.h"
#include "extract/statements.h"
#include "resolve/resolver.h"
#include "train/figures.h"
#include "train/regression.h"
#include "train/sentence_files.h"

namespace sitrep::train {

namespace {

constexpr std::size_t folds = 5;
// Sentences that stand together are often variations of one; they go to one fold.
constexpr std::size_t block = 8;
constexpr double regularisation = 4;
// A candidate of the right type in another mode is right, but less of a model for others.
constexpr double other_mode_weight = 0.6;
// Frames fit their own examples by construction: they say which words a frame is for, not how often it is right.
constexpr double example_weight = 1;
// What a frame's file says of its example holds: a right example that would fall, and an event that a silent one would
// give, count twice as much, up to so many times.
constexpr int example_rounds = 6;
constexpr double example_margin = 0.02;
// What all sentences speak of, with or without a candidate, shows where events are told: the few candidates of
// sentences without event are not enough to learn the words of sport or business from.
constexpr double sentence_weight = 4;
// A candidate of a sentence that tells no event at all is the worst that can be let through.
constexpr double false_alarm_weight = 4;
constexpr std::size_t bins = 10;

struct Candidate : Row {
  std::uint32_t sentence = 0;
  double score = 0;        ///< of a model that has not seen the sentence
  double probability = 0;  ///< the score, calibrated
};

/// Platt's calibration: log-odds as a linear function of the score, by Newton's method.
void calibrate(const std::vector<Candidate*>& seen, JudgeNumbers& numbers) {
  numbers.slope = 1;
  numbers.offset = 0;
  for (int i = 0; i < 50; ++i) {
    std::array<double, 2> gradient{};
    std::array<double, 3> hessian = {1e-6, 0, 1e-6};
    for (const auto* c : seen) {
      const double p = logistic(numbers.slope * c->score + numbers.offset);
      const double error = p - (c->right ? 1 : 0);
      gradient[0] += error * c->score;
      gradient[1] += error;
      hessian[0] += p * (1 - p) * c->score * c->score;
      hessian[1] += p * (1 - p) * c->score;
      hessian[2] += p * (1 - p);
    }
    const double determinant = hessian[0] * hessian[2] - hessian[1] * hessian[1];
    numbers.slope -= (hessian[2] * gradient[0] - hessian[1] * gradient[1]) / determinant;
    numbers.offset -= (hessian[0] * gradient[1] - hessian[1] * gradient[0]) / determinant;
  }
}

/// Codes sentences up to their candidates.
class Reader {
 public:
  Reader(const Knowledge& knowledge, const Language& language)
      : knowledge_(knowledge), language_(language), resolver_(knowledge) {}

  void read(const Example& example, std::size_t fold, double weight) {
    Report report;
    report.id = "judged";
    report.text = example.sentence;
    const auto document = language_.analyse(report.text);
    const auto resolution = resolver_.resolve(report, document);
    const Tree tree(document);
    const ReadingContext context{report, tree, resolution, knowledge_};
    FrameMatcher matcher(tree, resolution, knowledge_);
    const auto statements = read_statements(context, matcher.roles());
    Candidate whole;
    whole.sentence = static_cast<std::uint32_t>(fold_of.size());
    whole.right = !example.events.empty();
    whole.weight = sentence_weight;
    whole.features.emplace_back(features.number({"whole sentence", 1}), 1.0F);
    for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
      for (const auto& feature : sentence_features(context, s)) {
        whole.features.emplace_back(features.number(feature), feature.value);
      }
    }
    wholes.push_back(std::move(whole));
    std::vector<FrameMiss> fallen;
    for (const auto& reading : read_events(context, matcher, statements, fallen)) {
      if (reading.event.status != Status::actual || reading.event.type == EventType::other) {
        continue;
      }
      Candidate candidate;
      candidate.sentence = static_cast<std::uint32_t>(fold_of.size());
      candidate.weight = weight;
      bool mode = false;
      for (const auto& gold : example.events) {
        if (gold.type == reading.event.type) {
          candidate.right = true;
          mode = mode || !gold.mode || *gold.mode == reading.event.mode;
        }
      }
      if (candidate.right && !mode) {
        candidate.weight *= other_mode_weight;
      }
      if (example.events.empty()) {
        candidate.weight *= false_alarm_weight;
      }
      for (const auto& feature : candidate_features(context, matcher, reading)) {
        candidate.features.emplace_back(features.number(feature), feature.value);
      }
      candidates.push_back(std::move(candidate));
    }
    fold_of.push_back(fold);
  }

  std::vector<Candidate> candidates;
  std::vector<Candidate> wholes;     ///< the sentences, right where they tell an event
  std::vector<std::size_t> fold_of;  ///< of each sentence; `folds` for a frame's example, which is in all trainings
  FeatureTable features;

 private:
  const Knowledge& knowledge_;
  const Language& language_;
  Resolver resolver_;
};

/// The judge learns what PLOVER has types for: to it a sentence that only comments tells no event.
void drop_comments(Example& example) {
  std::erase_if(example.events, [](const ExpectedEvent& event) { return event.type == EventType::other; });
}

std::vector<Example> read_examples(const std::filesystem::path& folder) {
  std::vector<Example> out;
  for_each_sentence(folder, [&](std::string_view text) {
    std::string fault;
    if (auto example = parse_example(text, fault)) {
      drop_comments(*example);
      out.push_back(std::move(*example));
    }
    return fault;
  });
  return out;
}

double area_under_curve(std::vector<Candidate*> seen) {
  std::sort(seen.begin(), seen.end(), [](const auto* a, const auto* b) { return a->score < b->score; });
  double ranks = 0;
  double right = 0;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i]->right) {
      ranks += static_cast<double>(i + 1);
      ++right;
    }
  }
  const double wrong = static_cast<double>(seen.size()) - right;
  return (ranks - right * (right + 1) / 2) / (right * wrong);
}

/// Precision and recall of what is left at a threshold; recall is of the right candidates.
struct Cut {
  double threshold = 0;
  double kept = 0;
  double kept_right = 0;
  double right = 0;
  [[nodiscard]] double precision() const { return kept > 0 ? kept_right / kept : 1; }
  [[nodiscard]] double recall() const { return kept_right / right; }
  /// F with precision weighing twice as much as recall.
  [[nodiscard]] double measure() const {
    return kept_right > 0 ? 1.25 * precision() * recall() / (0.25 * precision() + recall()) : 0;
  }
};

Cut cut(const std::vector<Candidate*>& seen, double threshold) {
  Cut out{threshold};
  for (const auto* c : seen) {
    const bool kept = c->probability >= threshold;
    out.kept += kept ? 1 : 0;
    out.kept_right += kept && c->right ? 1 : 0;
    out.right += c->right ? 1 : 0;
  }
  return out;
}

void write(const std::filesystem::path& file, const std::vector<std::uint64_t>& keys, const Weights& weights,
           const JudgeNumbers& numbers) {
  std::vector<std::pair<std::uint64_t, float>> sorted;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    sorted.emplace_back(keys[i], static_cast<float>(weights.of[i]));
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint64_t> sorted_keys;
  std::vector<float> values;
  for (const auto& [key, value] : sorted) {
    sorted_keys.push_back(key);
    values.push_back(value);
  }
  SectionFileWriter writer{std::string(judge_file_kind), judge_file_version};
  writer.add("numbers", bytes_of(std::vector<JudgeNumbers>{numbers}));
  writer.add("keys", bytes_of(sorted_keys));
  writer.add("weights", bytes_of(values));
  writer.write(file);
}

}  // namespace

void train_judge(const JudgeOptions& options, const Knowledge& knowledge, const Language& language,
                 const std::function<void(std::string_view)>& say) {
  Reader data(knowledge, language);
  const auto judged = read_examples(options.sentences);
  for (std::size_t i = 0; i < judged.size(); ++i) {
    data.read(judged[i], i / block % folds, 1);
  }
  for (const auto& frame : knowledge.frames.frames()) {
    for (const auto& text : frame->examples) {
      std::string fault;
      if (auto example = parse_example(text.text, fault)) {
        drop_comments(*example);
        data.read(*example, folds, example_weight);
      }
    }
  }

  std::vector<Candidate*> seen;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<const Row*> rows;
    for (const auto& c : data.candidates) {
      if (data.fold_of[c.sentence] != fold) {
        rows.push_back(&c);
      }
    }
    for (const auto& c : data.wholes) {
      if (data.fold_of[c.sentence] != fold) {
        rows.push_back(&c);
      }
    }
    const auto weights = fit(rows, data.features.keys().size(), regularisation);
    for (auto& c : data.candidates) {
      if (data.fold_of[c.sentence] == fold) {
        c.score = weights.score(c);
        seen.push_back(&c);
      }
    }
  }
  JudgeNumbers numbers;
  calibrate(seen, numbers);
  double brier = 0;
  double accurate = 0;
  for (auto* c : seen) {
    c->probability = logistic(numbers.slope * c->score + numbers.offset);
    brier += (c->probability - (c->right ? 1 : 0)) * (c->probability - (c->right ? 1 : 0));
    accurate += (c->probability >= 0.5) == c->right ? 1 : 0;
  }
  const auto count = static_cast<double>(seen.size());
  const auto all = cut(seen, 0);
  say(line("%zu judged sentences, %zu examples of frames; %zu candidates of the judged sentences, %.1f%% right",
           judged.size(), data.fold_of.size() - judged.size(), seen.size(), 100 * all.precision()));
  say(line("%zu-fold cross-validation: accuracy %.1f%%, area under the curve %.3f, Brier score %.3f", folds,
           100 * accurate / count, area_under_curve(seen), brier / count));
  say("probability   candidates   mean said   right");
  for (std::size_t bin = 0; bin < bins; ++bin) {
    double in_bin = 0;
    double said = 0;
    double right = 0;
    for (const auto* c : seen) {
      if (std::min(bins - 1, static_cast<std::size_t>(c->probability * bins)) == bin) {
        ++in_bin;
        said += c->probability;
        right += c->right ? 1 : 0;
      }
    }
    if (in_bin > 0) {
      say(line("%.1f to %.1f %12.0f %11.2f %9.2f", static_cast<double>(bin) / bins, static_cast<double>(bin + 1) / bins,
               in_bin, said / in_bin, right / in_bin));
    }
  }

  // The measure is flat near its top: of the thresholds there the lowest, which keeps most that is right.
  constexpr double flat = 0.006;
  std::vector<Cut> cuts;
  double top = 0;
  for (int percent = 5; percent <= 95; ++percent) {
    cuts.push_back(cut(seen, percent / 100.0));
    const auto& here = cuts.back();
    top = std::max(top, here.measure());
    if (percent % 5 == 0) {
      say(line("threshold %.2f: precision %.1f%%, recall of right candidates %.1f%%, F0.5 %.1f", here.threshold,
               100 * here.precision(), 100 * here.recall(), 100 * here.measure()));
    }
  }
  const Cut best = *std::find_if(cuts.begin(), cuts.end(), [&](const Cut& c) { return c.measure() >= top - flat; });
  numbers.threshold = best.threshold;
  // Sentences without any event are what readers of a feed see first.
  std::vector<std::array<bool, 2>> alarms(data.fold_of.size());
  for (const auto* c : seen) {
    alarms[c->sentence][0] = true;
    alarms[c->sentence][1] = alarms[c->sentence][1] || c->probability >= best.threshold;
  }
  std::array<double, 2> alarmed{};
  double empty = 0;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (judged[i].events.empty()) {
      ++empty;
      alarmed[0] += alarms[i][0] ? 1 : 0;
      alarmed[1] += alarms[i][1] ? 1 : 0;
    }
  }
  say(line("threshold %.2f: precision %.1f%% (%.1f%% without judge), recall of right candidates %.1f%%", best.threshold,
           100 * best.precision(), 100 * all.precision(), 100 * best.recall()));
  say(line("of %.0f judged sentences without event %.1f%% give one, %.1f%% without judge", empty,
           100 * alarmed[1] / empty, 100 * alarmed[0] / empty));

  std::vector<const Row*> rows;
  for (const auto* list : {&data.candidates, &data.wholes}) {
    for (const auto& c : *list) {
      rows.push_back(&c);
    }
  }
  auto weights = fit(rows, data.features.keys().size(), regularisation);
  for (int round = 0;; ++round) {
    std::size_t fall = 0;
    for (auto& c : data.candidates) {
      const bool example = data.fold_of[c.sentence] == folds;
      const auto said = logistic(numbers.slope * weights.score(c) + numbers.offset);
      const bool holds =
          c.right ? said >= numbers.threshold + example_margin : said < numbers.threshold - example_margin;
      if (example && !holds) {
        c.weight *= 2;
        ++fall;
      }
    }
    say(line("%zu examples of frames do not hold or hardly do", fall));
    if (fall == 0 || round == example_rounds) {
      break;
    }
    weights = fit(rows, data.features.keys().size(), regularisation);
  }
  numbers.bias = weights.bias;
  write(options.out, data.features.keys(), weights, numbers);
}

}  // namespace sitrep::train
