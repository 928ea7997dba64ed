#include "train/headlines.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "language/lemma_script.h"

namespace sitrep::train {

namespace {

constexpr std::size_t shortest = 4;
constexpr std::size_t longest = 24;

/// How this headline is written.
struct Style {
  bool articles = false;  ///< kept
  bool copulas = false;   ///< kept
  bool presents = false;
  bool infinitives = false;  ///< "to send" for "will send"
  bool commas = false;       ///< for "and"
  bool titled = false;
};

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return word.ends_with(ending); });
}

/// The third person singular of a verb.
std::string third_person(const std::string& lemma) {
  if (lemma == "be") {
    return "is";
  }
  if (lemma == "have") {
    return "has";
  }
  if (ends_with_any(lemma, {"s", "x", "z", "ch", "sh", "o"})) {
    return lemma + "es";
  }
  constexpr std::string_view vowels = "aeiou";
  if (lemma.size() > 1 && lemma.back() == 'y' && vowels.find(lemma[lemma.size() - 2]) == std::string_view::npos) {
    return lemma.substr(0, lemma.size() - 1) + "ies";
  }
  return lemma + "s";
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  if (const auto at = text.find(from); at != std::string::npos) {
    text.replace(at, from.size(), to);
  }
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

void capitalise(std::string& form) {
  if (!form.empty() && form[0] >= 'a' && form[0] <= 'z') {
    form[0] = static_cast<char>(form[0] - 'a' + 'A');
  }
}

class HeadlineWriter {
 public:
  HeadlineWriter(const TrainingSentence& sentence, const Style& style)
      : style_(style),
        words_(sentence.words),
        dependents_(words_.size(), 0),
        gone_(words_.size(), false),
        now_present_(words_.size(), false) {
    for (const auto& word : words_) {
      if (word.head >= 0) {
        ++dependents_[static_cast<std::size_t>(word.head)];
      }
    }
  }

  TrainingSentence write(const TrainingSentence& sentence) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      shorten(i);
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (style_.presents && !gone_[i] && words_[i].upos == "VERB") {
        to_present(i);
      }
    }
    TrainingSentence out;
    out.id = sentence.id;
    std::vector<std::int32_t> moved(words_.size(), -1);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!gone_[i]) {
        moved[i] = static_cast<std::int32_t>(out.words.size());
        out.words.push_back(words_[i]);
      }
    }
    for (auto& word : out.words) {
      word.head = word.head < 0 ? -1 : moved[static_cast<std::size_t>(word.head)];
    }
    set_capitals(out.words);
    return out;
  }

 private:
  [[nodiscard]] bool is_leaf(std::size_t i) const { return dependents_[i] == 0; }

  void drop(std::size_t i) { gone_[i] = true; }

  /// What headlines leave out or write shorter.
  void shorten(std::size_t i) {
    auto& word = words_[i];
    const bool named = word.name > name_outside;
    const auto lemma = lower_case(word.lemma);
    if (!is_leaf(i) || word.head < 0 || named) {
      return;
    }
    if (i + 1 == words_.size() && (word.form == "." || word.form == "!")) {
      drop(i);
    } else if (word.upos == "DET" && (lemma == "the" || lemma == "a" || lemma == "an")) {
      if (!style_.articles) {
        drop(i);
      }
    } else if (word.upos == "AUX" && (lemma == "be" || lemma == "have")) {
      // Headlines write "men who were killed" and "weren't told" out.
      if ((word.deprel != "cop" || !style_.copulas) && !stands_by_infinitive(i) && !is_negated(i) && !is_relative(i)) {
        drop(i);
      }
    } else if (word.upos == "AUX" && lemma == "will" && style_.infinitives && !is_negated(i)) {
      word.form = "to";
      word.lemma = "to";
      word.upos = "PART";
      word.feats.clear();
      word.deprel = "mark";
      auto& verb = words_[static_cast<std::size_t>(word.head)];
      replace(verb.feats, "VerbForm=Fin", "VerbForm=Inf");
    } else if (i > 0 && word.upos == "CCONJ" && lemma == "and" && style_.commas &&
               words_[static_cast<std::size_t>(word.head)].upos != "VERB") {
      word.form = ",";
      word.lemma = ",";
      word.upos = "PUNCT";
      word.feats.clear();
      word.deprel = "punct";
    }
  }

  /// "may have been killed", "wants to be heard": there the auxiliary stays.
  [[nodiscard]] bool stands_by_infinitive(std::size_t auxiliary) const {
    return std::ranges::any_of(words_, [&](const TrainingWord& word) {
      const auto lemma = lower_case(word.lemma);
      return word.head == words_[auxiliary].head &&
             ((word.upos == "AUX" && lemma != "be" && lemma != "have") || (word.upos == "PART" && lemma == "to"));
    });
  }

  [[nodiscard]] bool is_negated(std::size_t modal) const {
    return std::ranges::any_of(words_, [&](const TrainingWord& word) {
      return word.head == words_[modal].head && word.deprel == "advmod" && lower_case(word.lemma) == "not";
    });
  }

  /// Whether the predicate of an auxiliary is a relative clause's.
  [[nodiscard]] bool is_relative(std::size_t auxiliary) const {
    return words_[static_cast<std::size_t>(words_[auxiliary].head)].deprel == "acl:relcl";
  }

  /// Whether a verb goes on from one before it without a subject of its own: "fled" of "they fought and fled".
  [[nodiscard]] bool shares_subject(std::size_t i) const {
    const auto& word = words_[i];
    return word.deprel == "conj" && word.head >= 0 && now_present_[static_cast<std::size_t>(word.head)];
  }

  /// "killed", "has killed" become "kills"; "were killed" stays "killed".
  void to_present(std::size_t i) {
    auto& word = words_[i];
    bool perfect = false;
    bool has_subject = false;
    bool plural = word.feats.find("Number=Plur") != std::string::npos;
    for (const auto& other : words_) {
      if (other.head != static_cast<std::int32_t>(i)) {
        continue;
      }
      if (other.deprel == "aux:pass" || (other.upos == "AUX" && lower_case(other.lemma) != "have")) {
        return;
      }
      has_subject = has_subject || other.deprel.starts_with("nsubj");
      if (other.upos == "AUX") {
        perfect = other.feats.find("Tense=Pres") != std::string::npos;
        plural = other.feats.find("Number=Plur") != std::string::npos;
      }
    }
    if (!has_subject && !shares_subject(i)) {
      return;
    }
    const bool past = word.feats.find("Tense=Past|VerbForm=Fin") != std::string::npos;
    if (past) {
      replace(word.feats, "Tense=Past", "Tense=Pres");
    } else if (perfect && word.feats.find("Tense=Past|VerbForm=Part") != std::string::npos) {
      word.feats = plural ? "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
                          : "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin";
    } else {
      return;
    }
    word.form = plural ? word.lemma : third_person(word.lemma);
    now_present_[i] = true;
  }

  void set_capitals(std::vector<TrainingWord>& words) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
      auto& word = words[i];
      constexpr std::array<std::string_view, 5> small = {"ADP", "CCONJ", "DET", "PART", "SCONJ"};
      const bool is_small = word.form.size() <= 4 && std::ranges::find(small, word.upos) != small.end();
      if (i == 0 || (style_.titled && !is_small)) {
        capitalise(word.form);
      }
      if (style_.titled) {
        word.name = name_unknown;  // titles are read in lower case for their names; their capitals must teach nothing
      }
    }
  }

  Style style_;
  std::vector<TrainingWord> words_;
  std::vector<int> dependents_;
  std::vector<bool> gone_;
  std::vector<bool> now_present_;
};

bool speaks_of_itself(const TrainingWord& word) {
  return word.feats.find("Person=1") != std::string::npos || word.feats.find("Person=2") != std::string::npos;
}

}  // namespace

std::optional<TrainingSentence> as_headline(const TrainingSentence& sentence, Random& random) {
  const auto& words = sentence.words;
  if (!sentence.has_tree || words.size() < shortest || words.size() > longest || words.back().form == "?" ||
      words.front().form.empty() || !is_upper(words.front().form.front()) ||
      std::ranges::any_of(words, speaks_of_itself)) {
    return std::nullopt;
  }
  Style style;
  style.articles = random.chance(0.1F);
  style.copulas = random.chance(0.4F);
  style.presents = random.chance(0.7F);
  style.infinitives = random.chance(0.7F);
  style.commas = random.chance(0.3F);
  style.titled = random.chance(0.6F);
  return HeadlineWriter(sentence, style).write(sentence);
}

}  // namespace sitrep::train
