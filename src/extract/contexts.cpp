#include "extract/contexts.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>
#include <set>

#include "base/error.h"
#include "language/word_features.h"
#include "record/codes.h"

namespace sitrep {

namespace {

// How much a sentence beside the one that is classified counts, and how many of them on either side.
constexpr float beside = 0.3F;
constexpr std::uint32_t sentences_beside = 2;

constexpr float lexical = 1.0F;
constexpr float pair = 0.8F;     // of words that follow each other but for function words
constexpr float general = 0.7F;  // sectors, types of events
constexpr std::uint32_t pair_reach = 3;
constexpr std::size_t weighed_shown = 3;

/// Whether a blank line stands between two sentences.
bool parted(std::string_view text, const Sentence& first, const Sentence& second) {
  const auto gap = text.substr(first.span.end, second.span.begin - first.span.end);
  return std::count(gap.begin(), gap.end(), '\n') > 1;
}

class InputReader {
 public:
  InputReader(const ReadingContext& context, FrameMatcher& matcher) : context_(context), matcher_(matcher) {}

  void add_sentence(std::uint32_t sentence, float weight) {
    const auto& bounds = context_.tree.document().sentences[sentence];
    const auto begin = out_.words.size();
    std::optional<std::uint32_t> before;
    for (auto token = bounds.begin; token < bounds.end; ++token) {
      add_actors(token, weight);
      add_frame(token, weight);
      if (is_content_word(context_.tree.at(token)) && !names_country(context_, token)) {
        const auto lemma = lower(context_.tree.at(token).lemma);
        add("word " + lemma, lexical * weight);
        if (before && token - *before <= pair_reach) {
          add("pair " + lower(context_.tree.at(*before).lemma) + " " + lemma, pair * weight);
        }
        before = token;
        word_features(context_.tree.at(token).form, word_);
        out_.words.push_back({word_.key, weight, lemma});
      }
    }
    add_names(bounds, weight);
    const auto count = static_cast<float>(out_.words.size() - begin);
    for (auto i = begin; i < out_.words.size(); ++i) {
      out_.words[i].share /= count;
    }
  }

  ContextInput read() {
    for (auto& [name, value] : features_) {
      out_.features.push_back({name, value});
    }
    return std::move(out_);
  }

 private:
  /// What stands in several sentences counts as where it weighs most.
  void add(std::string feature, float value) {
    auto& kept = features_[std::move(feature)];
    kept = std::max(kept, value);
  }

  /// Whose sectors are there, and whether the world's organisations are; no country is held for or against a context.
  void add_actors(std::uint32_t token, float weight) {
    const auto& actors = context_.resolution.actors;
    if (token >= actors.size()) {
      return;
    }
    for (const auto& actor : actors[token]) {
      if (!actor.entity.sectors.empty()) {
        add("sector " + actor.entity.sectors.front(), general * weight);
      }
      if (actor.kind == ActorKind::organisation) {
        add("organisation " + actor.entity.code, general * weight);
      }
    }
  }

  void add_frame(std::uint32_t token, float weight) {
    const auto* frame = matcher_.at(token).frame;
    if (frame == nullptr || !frame->type) {
      return;
    }
    add("event " + std::string(name(*frame->type)), general * weight);
    if (frame->mode != Mode::none) {
      add("mode " + std::string(name(frame->mode)), general * weight);
    }
    for (const auto given : frame->contexts) {
      add("frame's context " + std::string(given), lexical * weight);
    }
  }

  /// Words of names of organisations and of names whose kind is not known ("Court", "Interpol").
  void add_names(const Sentence& bounds, float weight) {
    std::set<std::uint32_t> passed;
    for (const auto& found : context_.tree.document().names) {
      if (found.kind != NameKind::organisation && found.begin < bounds.end && found.end > bounds.begin) {
        for (auto token = found.begin; token < found.end; ++token) {
          passed.insert(token);
        }
      }
    }
    for (auto token = bounds.begin; token < bounds.end; ++token) {
      const auto& word = context_.tree.at(token);
      if (word.upos == Upos::PROPN && !passed.contains(token) && !names_place(token)) {
        add("name " + lower(word.form), lexical * weight);
      }
    }
  }

  [[nodiscard]] bool names_place(std::uint32_t token) const {
    const auto& places = context_.resolution.places;
    return std::any_of(places.begin(), places.end(),
                       [&](const PlaceMention& p) { return p.begin <= token && token < p.end; });
  }

  const ReadingContext& context_;
  FrameMatcher& matcher_;
  WordFeatures word_;
  std::map<std::string, float> features_;
  ContextInput out_;
};

}  // namespace

ContextInput context_input(const ReadingContext& context, FrameMatcher& matcher, std::uint32_t sentence) {
  const auto& document = context.tree.document();
  const auto& sentences = document.sentences;
  InputReader reader(context, matcher);
  reader.add_sentence(sentence, 1);
  for (auto s = sentence; s > 0 && sentence - s < sentences_beside; --s) {
    if (parted(document.text, sentences[s - 1], sentences[s])) {
      break;
    }
    reader.add_sentence(s - 1, beside);
  }
  for (auto s = sentence; s + 1 < sentences.size() && s - sentence < sentences_beside; ++s) {
    if (parted(document.text, sentences[s], sentences[s + 1])) {
      break;
    }
    reader.add_sentence(s + 1, beside);
  }
  return reader.read();
}

std::uint32_t ContextModel::Table::find(std::uint64_t key) const {
  const auto found = std::lower_bound(keys.begin(), keys.end(), key);
  return found != keys.end() && *found == key ? static_cast<std::uint32_t>(found - keys.begin()) : KnownWord::none;
}

bool ContextModel::Table::fits(std::size_t contexts) const {
  return rows.rows() == keys.size() && rows.values.size() == keys.size() * contexts &&
         std::is_sorted(keys.begin(), keys.end());
}

ContextModel ContextModel::load(const std::filesystem::path& model_file) {
  ContextModel model(SectionFile::open(model_file, contexts_file_kind, contexts_file_version));
  auto names = model.file_.text("contexts");
  while (!names.empty()) {
    const auto end = std::min(names.find('\n'), names.size());
    model.names_.push_back(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  const auto count = model.names_.size();
  const auto table = [&](const std::string& section) {
    const auto keys = values_in<std::uint64_t>(model.file_, section + "-keys");
    return Table{
        keys,
        {values_in<std::int8_t>(model.file_, section), values_in<float>(model.file_, section + ".scales"), count}};
  };
  model.biases_ = values_in<float>(model.file_, "biases");
  model.thresholds_ = values_in<float>(model.file_, "thresholds");
  model.features_ = table("features");
  model.words_ = table("words");
  if (!std::all_of(model.names_.begin(), model.names_.end(), is_context) || model.biases_.size() != count ||
      model.thresholds_.size() != count || !model.features_.fits(count) || !model.words_.fits(count)) {
    throw DataFileError(model_file.string() +
                        ": not a usable model of contexts: its sections do not fit each other; make it again with "
                        "'sitrep train-contexts'");
  }
  return model;
}

std::vector<ContextModel::Given> ContextModel::classify(const ContextInput& input) const {
  std::map<std::string, std::vector<float>> parts;  // by name, then by context
  std::vector<double> scores(biases_.begin(), biases_.end());
  const auto add = [&](const Table& table, std::uint64_t key, float value, const std::string& name) {
    const auto row = table.find(key);
    if (row != KnownWord::none) {
      auto& part = parts[name];
      part.resize(names_.size());
      table.rows.add_row(row, value, part.data());
    }
  };
  for (const auto& feature : input.features) {
    add(features_, feature.key(), feature.value, feature.name);
  }
  for (const auto& word : input.words) {
    add(words_, word.key, word.share, "word " + word.lemma);
  }
  for (const auto& [name, part] : parts) {
    for (std::size_t c = 0; c < scores.size(); ++c) {
      scores[c] += static_cast<double>(part[c]);
    }
  }
  std::vector<Given> out;
  for (std::size_t c = 0; c < scores.size(); ++c) {
    const double probability = logistic(scores[c]);
    if (probability < static_cast<double>(thresholds_[c])) {
      continue;
    }
    std::vector<std::pair<float, const std::string*>> most;
    most.reserve(parts.size());
    for (const auto& [name, part] : parts) {
      most.emplace_back(part[c], &name);
    }
    const auto shown = std::min(most.size(), weighed_shown);
    std::partial_sort(
        most.begin(), most.begin() + static_cast<std::ptrdiff_t>(shown), most.end(),
        [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : *a.second < *b.second; });
    Given given{names_[c], probability, ""};
    for (std::size_t i = 0; i < shown; ++i) {
      std::array<char, 16> part{};
      std::snprintf(part.data(), part.size(), "%+.2f", static_cast<double>(most[i].first));
      given.weighed += (i > 0 ? ", " : "") + *most[i].second + " (" + part.data() + ")";
    }
    out.push_back(std::move(given));
  }
  return out;
}

}  // namespace sitrep
