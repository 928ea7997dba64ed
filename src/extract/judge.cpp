#include "extract/judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>

#include "base/error.h"

namespace sitrep {

namespace {

// How much groups of features count: the more there are of a kind, the less each, and what generalises most.
constexpr float field = 2.0F;  // topics
constexpr float structure = 1.0F;
constexpr float sector = 0.8F;      // of whom the sentence names
constexpr float rare = 0.6F;        // frames, words of the predicate
constexpr float nearby = 0.4F;      // words of arguments and beside the predicate
constexpr float background = 0.3F;  // words of the sentence

constexpr std::uint32_t window = 3;
constexpr std::size_t weighed_shown = 4;

// Lists of words that tell what a sentence speaks of (knowledge/lists/topics.list).
constexpr std::array<std::string_view, 6> topics = {"topic-sport",   "topic-business", "topic-nature",
                                                    "topic-culture", "topic-private",  "topic-state"};

class CandidateReader {
 public:
  CandidateReader(const ReadingContext& context, FrameMatcher& matcher, const EventReading& reading)
      : context_(context),
        tree_(context.tree),
        resolution_(context.resolution),
        lists_(context.knowledge.lists),
        text_(context.report.text),
        match_(matcher.at(reading.token)),
        reading_(reading),
        event_(reading.event),
        sentence_(context.tree.document().sentences[reading.sentence]),
        type_(name(reading.event.type)) {}

  std::vector<Feature> read() {
    add_predicate();
    add_arguments();
    const auto actors = add_role("actor", event_.actors);
    const auto recipients = add_role("recipient", event_.recipients);
    add("roles " + actors + ">" + recipients, structure);
    add("type=" + type_ + " " + actors + ">" + recipients, structure);
    add_telling();
    add_sentence();
    std::vector<Feature> out;
    out.reserve(features_.size());
    for (auto& [feature, value] : features_) {
      out.push_back({feature, value});
    }
    return out;
  }

 private:
  void add(std::string feature, float value) { features_.emplace(std::move(feature), value); }

  [[nodiscard]] const Word& lemma(std::uint32_t token) const { return tree_.lemma(token); }

  /// A word as a feature: names and numbers by their kind only, so that no country is held against an event.
  [[nodiscard]] std::string word(std::uint32_t token) const {
    const auto& t = tree_.at(token);
    if (t.upos == Upos::PRON && t.feature("Reflex") == "Yes") {
      return "oneself";
    }
    if (t.upos == Upos::PROPN || t.upos == Upos::NUM || t.upos == Upos::PRON) {
      return std::string(name(t.upos));
    }
    return std::string(names_country(context_, token) ? "PROPN" : lemma(token).text);
  }

  void add_predicate() {
    const auto token = reading_.token;
    const auto carrier = reading_.carrier;
    const auto& t = tree_.at(token);
    const std::string part(name(t.upos));
    add("type=" + type_, structure);
    add("type=" + type_ + " mode=" + std::string(name(event_.mode)), structure);
    add("part=" + part, structure);
    add("type=" + type_ + " part=" + part, structure);
    add("lemma=" + lemma(token) + "/" + part, rare);
    add("type=" + type_ + " lemma=" + lemma(token), rare);
    if (match_.frame != nullptr) {
      add("frame=" + std::string(match_.frame->id), rare);
      add("conditions=" + std::to_string(std::min<std::size_t>(match_.frame->specificity(), 4)), structure);
      if (match_.frame->type != event_.type) {
        add("still to come", structure);
      }
    } else {
      add("no frame of its own", structure);
    }
    const auto& predicate = match_.predicate;
    if (predicate.passive) {
      add("passive", structure);
      add("type=" + type_ + " passive", structure);
    }
    if (reading_.by_weapon) {
      add("by a weapon", structure);
      add("type=" + type_ + " by a weapon", structure);
    }
    if (reading_.tells_hurt) {
      add("tells who was hurt", structure);
      add("type=" + type_ + " tells who was hurt", structure);
    }
    if (predicate.light) {
      add("light verb", structure);
      add("light=" + lemma(carrier), rare);
    } else if (predicate.host != no_token) {
      add("host=" + lemma(predicate.host), rare);
    }
    const auto& c = tree_.at(carrier);
    add("form=" + part + " " + std::string(c.feature("VerbForm")) + " " + std::string(c.feature("Tense")), structure);
    const std::string relation(tree_.head(carrier) == no_token ? "root" : tree_.relation(carrier));
    add("relation=" + relation, structure);
    add("part=" + part + " relation=" + relation, structure);
    if (const auto up = tree_.head(carrier); up != no_token) {
      add("under=" + word(up), rare);
    }
    for (const auto from : {token, carrier}) {
      for (const auto child : tree_.children(from)) {
        if (child != token && tree_.at(child).upos != Upos::PUNCT) {
          add("child " + std::string(tree_.relation(child)) + "=" + word(child), nearby);
        }
      }
    }
  }

  void add_arguments() {
    for (const auto& argument : match_.predicate.arguments) {
      const auto token = argument.token;
      const bool actor = token < resolution_.actors.size() && !resolution_.actors[token].empty();
      const auto kind = actor ? "actor" : std::string(name(tree_.at(token).upos));
      add("slot " + argument.slot + "=" + kind, structure);
      add("slot " + argument.slot + "=" + word(token), nearby);
      if (argument.slot == "subj" || argument.slot == "obj") {
        add("type=" + type_ + " slot " + argument.slot + "=" + kind, structure);
        for (const auto topic : topics) {
          if (lists_.contains(topic, lemma(token))) {
            add("slot " + argument.slot + " of " + std::string(topic), structure);
          }
        }
      }
    }
  }

  /// The slot whose phrase an entity stands in, and whether it is the phrase itself.
  [[nodiscard]] std::string source(const Entity& entity) const {
    const Argument* inside = nullptr;
    for (const auto& argument : match_.predicate.arguments) {
      if (entity.span.contains(tree_.at(argument.token).span)) {
        return argument.slot;
      }
      const auto phrase = tree_.subtree(argument.token);
      if (inside == nullptr && tree_.span_of(phrase).contains(entity.span)) {
        inside = &argument;
      }
    }
    return inside != nullptr ? "in " + inside->slot : "elsewhere";
  }

  /// What kind of phrase an entity came from.
  [[nodiscard]] std::string filler(const Entity& entity) const {
    for (auto token = sentence_.begin; token < sentence_.end; ++token) {
      if (entity.span.contains(tree_.at(token).span) && tree_.at(token).upos == Upos::PRON) {
        return "pronoun";
      }
    }
    const auto slash = entity.id.find('/');
    if (slash != std::string::npos) {
      return entity.id.substr(0, slash);
    }
    return entity.name.empty() ? "noun" : "name";
  }

  /// "12 farmers", "a soldier"; not "the farmers".
  [[nodiscard]] bool is_counted(const Entity& entity) const {
    return std::ranges::any_of(mentions_between(resolution_.quantities, sentence_.begin, sentence_.end),
                               [&](const QuantityMention& q) {
                                 return q.counted != no_token && entity.span.contains(tree_.at(q.counted).span);
                               });
  }

  /// Returns how the role is filled, in short.
  std::string add_role(const std::string& role, const std::vector<Entity>& entities) {
    if (entities.empty()) {
      add(role + " none", structure);
      return "-";
    }
    bool coded = false;
    bool sectors = false;
    if (entities.size() > 1) {
      add(role + " several", structure);
    }
    const auto add_of_role = [&](std::string_view what) { add(std::string(role).append(what), structure); };
    const auto add_with_type = [&](const std::string& what) {
      add_of_role(what);
      add("type=" + type_ + " " + role + what, structure);
    };
    for (const auto& entity : entities) {
      coded = coded || !entity.code.empty();
      sectors = sectors || !entity.sectors.empty();
      add_with_type(" from " + source(entity));
      add_of_role(" " + filler(entity));
      add_with_type(" sector=" + std::string(entity.primary_sector()));
      if (entity.code.empty()) {
        add_of_role(" without code");
      }
      if (is_counted(entity)) {
        add_with_type(" counted");
      }
      if (!sentence_.span.contains(entity.span)) {
        add_of_role(" of another sentence");
      }
    }
    return std::string(coded ? "C" : "") + (sectors ? "S" : "") + (coded || sectors ? "" : "?");
  }

  void add_telling() {
    // The reader's own doubts: what stands for roles, implied actors.
    add("reading=" + std::to_string(static_cast<int>(event_.confidence * 5)), structure);
    add(event_.date.words.empty() ? "undated" : "dated", structure);
    const auto digits =
        std::count_if(event_.date.words.begin(), event_.date.words.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!context_.report.date && digits >= 4) {
      add("dated with the year", structure);  // today's news says "on Monday"
    }
    add(event_.place ? "placed" : "no place", structure);
    if (event_.attribution.none()) {
      add("own voice", structure);
    } else {
      add(event_.attribution.code.empty() ? "attributed" : "attributed to an actor", structure);
    }
    const auto before = text_.substr(sentence_.span.begin, event_.trigger.begin - sentence_.span.begin);
    const auto marks = std::count(before.begin(), before.end(), '"');
    if (marks % 2 == 1) {
      add("quoted", structure);
    }
    const auto sentence = sentence_.span.of(text_);
    if (!sentence.ends_with('.') && !sentence.ends_with('"')) {
      add("no full stop", structure);
    }
  }

  /// Words beside the predicate, and what its type has to do with the field that the sentence speaks of.
  void add_sentence() {
    for (auto& feature : sentence_features(context_, reading_.sentence)) {
      if (feature.name.starts_with("topic-")) {
        add("type=" + type_ + " " + feature.name, structure);
      }
      add(std::move(feature.name), feature.value);
    }
    for (auto token = sentence_.begin; token < sentence_.end; ++token) {
      if (token != reading_.token && is_content_word(tree_.at(token)) && token + window >= reading_.token &&
          token <= reading_.token + window) {
        add("near " + lemma(token), nearby);
      }
    }
  }

  const ReadingContext& context_;
  const Tree& tree_;
  const Resolution& resolution_;
  const WordLists& lists_;
  std::string_view text_;
  const FrameMatch& match_;
  const EventReading& reading_;
  const Event& event_;
  const Sentence& sentence_;
  std::string type_;
  std::map<std::string, float> features_;
};

}  // namespace

std::vector<Feature> sentence_features(const ReadingContext& context, std::uint32_t sentence) {
  const auto& tree = context.tree;
  const auto& actors = context.resolution.actors;
  std::map<std::string, float> features;
  std::array<int, topics.size()> counts{};
  const auto& bounds = tree.document().sentences[sentence];
  for (auto token = bounds.begin; token < bounds.end; ++token) {
    const auto lemma = tree.lemma(token);
    // A bank that is named, and "over" before a place, tell of no field.
    const bool tells = is_content_word(tree.at(token)) && tree.at(token).upos != Upos::PROPN;
    for (std::size_t i = 0; tells && i < topics.size(); ++i) {
      counts[i] += context.knowledge.lists.contains(topics[i], lemma) ? 1 : 0;
    }
    if (token < actors.size()) {
      for (const auto& actor : actors[token]) {
        features.emplace("sentence has " + (actor.entity.sectors.empty() ? "a name" : actor.entity.sectors.front()),
                         sector);
      }
    }
    // "an 82-year-old man": his age has nothing to do with it.
    const bool age = token > bounds.begin && tree.at(token - 1).form == "-" && (lemma == "year" || lemma == "old");
    if (is_content_word(tree.at(token)) && !names_country(context, token) && !age) {
      features.emplace("word " + lemma, background);
    }
  }
  for (std::size_t i = 0; i < topics.size(); ++i) {
    if (counts[i] > 0) {
      features.emplace(std::string(topics[i]), field);
      features.emplace(std::string(topics[i]) + " much", field * std::log(static_cast<float>(counts[i])));
    }
  }
  std::vector<Feature> out;
  out.reserve(features.size());
  for (auto& [feature, value] : features) {
    out.push_back({feature, value});
  }
  return out;
}

std::vector<Feature> candidate_features(const ReadingContext& context, FrameMatcher& matcher,
                                        const EventReading& reading) {
  return CandidateReader(context, matcher, reading).read();
}

Judge Judge::load(const std::filesystem::path& model_file) {
  Judge judge(SectionFile::open(model_file, judge_file_kind, judge_file_version));
  judge.keys_ = values_in<std::uint64_t>(judge.file_, "keys");
  judge.weights_ = values_in<float>(judge.file_, "weights");
  const auto numbers = judge.file_.bytes("numbers");
  if (judge.keys_.size() != judge.weights_.size() || numbers.size() != sizeof(JudgeNumbers) ||
      !std::is_sorted(judge.keys_.begin(), judge.keys_.end())) {
    throw DataFileError(model_file.string() +
                        ": not a usable judge: its sections do not fit each other; make it again with 'sitrep "
                        "train-judge'");
  }
  std::memcpy(&judge.numbers_, numbers.data(), sizeof(JudgeNumbers));
  return judge;
}

Judge::Verdict Judge::judge(std::span<const Feature> features) const {
  std::vector<std::pair<double, const Feature*>> parts;
  double score = numbers_.bias;
  for (const auto& feature : features) {
    const auto key = feature.key();
    const auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
    if (found == keys_.end() || *found != key) {
      continue;
    }
    const double part = static_cast<double>(weights_[static_cast<std::size_t>(found - keys_.begin())]) *
                        static_cast<double>(feature.value);
    score += part;
    parts.emplace_back(part, &feature);
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return std::abs(a.first) > std::abs(b.first); });
  Verdict verdict;
  verdict.probability = logistic(numbers_.slope * score + numbers_.offset);
  for (std::size_t i = 0; i < std::min(parts.size(), weighed_shown); ++i) {
    std::array<char, 16> part{};
    std::snprintf(part.data(), part.size(), "%+.2f", numbers_.slope * parts[i].first);
    verdict.weighed += (i > 0 ? ", " : "") + parts[i].second->name + " (" + part.data() + ")";
  }
  return verdict;
}

}  // namespace sitrep
