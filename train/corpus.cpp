#include "train/corpus.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>

#include "base/error.h"
#include "language/lemma_script.h"
#include "record/annotation.h"
#include "train/sentence_files.h"

namespace sitrep::train {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) {
      return parts;
    }
    begin = end + 1;
  }
}

bool read_number(std::string_view text, std::size_t& number) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc{} && end == text.data() + text.size();
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool starts_upper(std::string_view word) {
  return !word.empty() && (is_upper(word[0]) || static_cast<unsigned char>(word[0]) >= 0xC3U);
}

/// Calls entry(line, number) for each line of a list but empty ones and comments.
template <typename Entry>
void for_each_entry(const std::filesystem::path& file, Entry entry) {
  std::size_t number = 0;
  for_each_line(file, [&](std::string_view line) {
    ++number;
    if (!line.empty() && line[0] != '#') {
      entry(line, number);
    }
  });
}

std::int8_t label_of(NameKind kind, bool begins) {
  return static_cast<std::int8_t>(name_first + 2 * static_cast<int>(kind) + (begins ? 0 : 1));
}

// An entity of GUM's MISC column, over words [begin, end).
struct Entity {
  std::string group;
  std::string type;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Brackets of Entity=: "(12-person-new-..." opens, "12)" closes, "(12-person-...)" does both.
void read_entities(std::string_view value, std::size_t word, std::vector<Entity>& open, std::vector<Entity>& done) {
  std::size_t at = 0;
  while (at < value.size()) {
    if (value[at] == '(') {
      std::size_t end = at + 1;
      while (end < value.size() && value[end] != '(' && value[end] != ')') {
        ++end;
      }
      const auto fields = split(value.substr(at + 1, end - at - 1), '-');
      Entity entity{std::string(fields[0]), fields.size() > 1 ? std::string(fields[1]) : "", word, word + 1};
      if (end < value.size() && value[end] == ')') {
        done.push_back(entity);
        ++end;
      } else {
        open.push_back(entity);
      }
      at = end;
    } else {
      const std::size_t end = value.find(')', at);
      if (end == std::string_view::npos) {
        return;
      }
      const std::string group(value.substr(at, end - at));
      const auto found = std::find_if(open.rbegin(), open.rend(), [&](const Entity& e) { return e.group == group; });
      if (found != open.rend()) {
        found->end = word + 1;
        done.push_back(*found);
        open.erase(std::next(found).base());
      }
      at = end + 1;
    }
  }
}

std::optional<NameKind> kind_of_entity(std::string_view type) {
  if (type == "person") {
    return NameKind::person;
  }
  if (type == "organization") {
    return NameKind::organisation;
  }
  if (type == "place") {
    return NameKind::location;
  }
  return std::nullopt;
}

// Universal NER leaves titles out of names, GUM has them in its phrases.
bool is_title(std::string_view form) {
  static constexpr std::array<std::string_view, 33> titles = {
      "Mr.",   "Mr",        "Mrs.",      "Mrs",     "Ms.",      "Ms",         "Dr.",   "Dr",      "Sir",
      "Lord",  "Lady",      "President", "General", "Gen.",     "Colonel",    "Col.",  "Captain", "Capt.",
      "Lt.",   "Sgt.",      "Senator",   "Sen.",    "Governor", "Gov.",       "Judge", "Justice", "Professor",
      "Prof.", "Secretary", "Minister",  "Prince",  "Princess", "Congressman"};
  return std::ranges::find(titles, form) != titles.end();
}

// GUM brackets whole noun phrases; a name is a phrase that, less its article, is proper nouns through and through.
// Proper nouns in other phrases of these types stay unknown. The innermost phrase is judged last but the outermost
// wins.
void label_names(std::vector<Entity> entities, std::vector<TrainingWord>& words) {
  for (auto& word : words) {
    word.name = name_outside;
  }
  std::sort(entities.begin(), entities.end(),
            [](const Entity& a, const Entity& b) { return a.end - a.begin < b.end - b.begin; });
  for (const Entity& entity : entities) {
    const auto kind = kind_of_entity(entity.type);
    if (!kind) {
      continue;
    }
    std::size_t begin = entity.begin;
    std::size_t end = entity.end;
    while (begin < end && (words[begin].upos == "DET" ||
                           (begin + 1 < end && *kind == NameKind::person && is_title(words[begin].form)))) {
      ++begin;
    }
    while (begin < end &&
           (words[end - 1].upos == "PUNCT" || words[end - 1].form == "'s" || words[end - 1].form == "’s")) {
      --end;
    }
    if (begin == end) {
      continue;
    }
    bool all_proper = words[begin].upos == "PROPN" && words[end - 1].upos == "PROPN";
    for (std::size_t i = begin; i < end && all_proper; ++i) {
      const auto& w = words[i];
      all_proper = w.upos == "PROPN" || w.form == "of" || w.form == "the" || w.form == "and" || w.form == "&" ||
                   w.form == "-" || (w.upos != "PUNCT" && starts_upper(w.form));
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (all_proper) {
        words[i].name = label_of(*kind, i == begin);
      } else if (words[i].upos == "PROPN" && words[i].name == name_outside) {
        words[i].name = name_unknown;
      }
    }
  }
}

std::vector<TrainingSentence> read_treebank(const std::filesystem::path& file,
                                            const std::function<bool(std::string_view)>& takes_genre,
                                            bool has_entities) {
  std::vector<TrainingSentence> sentences;
  TrainingSentence sentence;
  std::vector<Entity> open;
  std::vector<Entity> entities;
  std::string genre;
  std::size_t range_end = 0;
  bool range_space = true;
  for_each_line(file, [&](std::string_view line) {
    if (line.empty()) {
      if (!sentence.words.empty() && takes_genre(genre)) {
        if (has_entities) {
          label_names(entities, sentence.words);
          sentence.names_from_phrases = true;
        }
        sentences.push_back(sentence);
      }
      sentence = TrainingSentence{};
      open.clear();
      entities.clear();
      range_end = 0;
      return;
    }
    if (line[0] == '#') {
      static constexpr std::string_view genre_key = "# meta::genre = ";
      static constexpr std::string_view id_key = "# sent_id = ";
      if (line.starts_with(genre_key)) {
        genre = line.substr(genre_key.size());
      } else if (line.starts_with(id_key)) {
        sentence.id = line.substr(id_key.size());
      }
      return;
    }
    const auto columns = split(line, '\t');
    if (columns.size() != 10 || columns[0].find('.') != std::string_view::npos) {
      return;
    }
    const bool no_space = columns[9].find("SpaceAfter=No") != std::string_view::npos;
    if (const std::size_t dash = columns[0].find('-'); dash != std::string_view::npos) {
      range_end = std::stoul(std::string(columns[0].substr(dash + 1)));
      range_space = !no_space;
      return;
    }
    const std::size_t number = std::stoul(std::string(columns[0]));
    TrainingWord word;
    word.form = columns[1];
    word.lemma = columns[2];
    word.upos = columns[3];
    word.feats = columns[5] == "_" ? "" : columns[5];
    word.head = static_cast<std::int32_t>(std::stol(std::string(columns[6]))) - 1;
    word.deprel = columns[7];
    word.space_after = !no_space;
    if (number <= range_end) {
      word.space_after = number == range_end && range_space;
    }
    static constexpr std::string_view entity_key = "Entity=";
    for (const auto item : split(columns[9], '|')) {
      if (item.starts_with(entity_key)) {
        read_entities(item.substr(entity_key.size()), number - 1, open, entities);
      }
    }
    sentence.words.push_back(std::move(word));
  });
  return sentences;
}

std::map<std::string, std::int8_t, std::less<>> label_map() {
  std::map<std::string, std::int8_t, std::less<>> labels = {{"O", name_outside}};
  const std::vector<std::pair<std::string, NameKind>> kinds = {
      {"PER", NameKind::person},       {"Person", NameKind::person},
      {"ORG", NameKind::organisation}, {"Organisation", NameKind::organisation},
      {"LOC", NameKind::location},     {"Location", NameKind::location},
      {"Nationality", NameKind::norp}};
  for (const auto& [label, kind] : kinds) {
    labels["B-" + label] = label_of(kind, true);
    labels["I-" + label] = label_of(kind, false);
  }
  return labels;
}

std::int8_t look_up(const std::map<std::string, std::int8_t, std::less<>>& labels, const std::string& tag) {
  const auto found = labels.find(tag);
  return found == labels.end() ? static_cast<std::int8_t>(name_outside) : found->second;
}

// Sets the names of a treebank from a file of the same sentences: by sentence id where it has them, else by order.
void add_names(const std::filesystem::path& file, std::vector<TrainingSentence>& sentences) {
  const auto labels = label_map();
  // By id where the rows have one, else by the words.
  std::map<std::string, TrainingSentence*, std::less<>> by_id;
  std::map<std::string, TrainingSentence*, std::less<>> by_words;
  for (auto& sentence : sentences) {
    by_id[sentence.id] = &sentence;
    std::string words;
    for (const auto& word : sentence.words) {
      words += word.form + ' ';
    }
    by_words[words] = &sentence;
  }
  for_each_line(file, [&](std::string_view line) {
    const auto json = nlohmann::json::parse(line);
    std::string key;
    if (json.contains("sent_id")) {
      key = json["sent_id"].get<std::string>();
    } else {
      for (const auto& token : json["tokens"]) {
        key += token.get<std::string>() + ' ';
      }
    }
    const auto& keys = json.contains("sent_id") ? by_id : by_words;
    const auto found = keys.find(key);
    TrainingSentence* sentence = found == keys.end() ? nullptr : found->second;
    const auto& tags = json["tags"];
    if (sentence == nullptr || tags.size() != sentence->words.size()) {
      return;
    }
    for (std::size_t i = 0; i < tags.size(); ++i) {
      sentence->words[i].name = look_up(labels, tags[i].get<std::string>());
    }
  });
}

// Sentences with names only. re3d also brackets common nouns ("the hospital"): a bracket without a capital is unknown.
std::vector<TrainingSentence> read_defence_names(const std::filesystem::path& file) {
  const auto labels = label_map();
  std::vector<TrainingSentence> sentences;
  for_each_line(file, [&](std::string_view line) {
    const auto json = nlohmann::json::parse(line);
    TrainingSentence sentence;
    sentence.has_tree = false;
    const auto& tags = json["tags"];
    for (std::size_t i = 0; i < tags.size(); ++i) {
      TrainingWord word;
      word.form = json["tokens"][i].get<std::string>();
      word.name = look_up(labels, tags[i].get<std::string>());
      sentence.words.push_back(std::move(word));
    }
    auto& words = sentence.words;
    for (std::size_t i = 0; i < words.size();) {
      std::size_t end = i + 1;
      if (words[i].name != name_outside) {
        while (end < words.size() && words[end].name == words[i].name + (words[i].name % 2)) {
          ++end;
        }
        std::size_t begin = i;
        if (words[begin].form == "the" || words[begin].form == "The" || words[begin].form == "a") {
          const std::int8_t label = words[begin].name;
          words[begin].name = name_outside;
          if (++begin < end) {
            words[begin].name = label;
          }
        }
        const bool named = begin < end && starts_upper(words[begin].form) && starts_upper(words[end - 1].form);
        for (std::size_t j = begin; j < end && !named; ++j) {
          words[j].name = name_unknown;
        }
      }
      i = end;
    }
    sentences.push_back(std::move(sentence));
  });
  return sentences;
}

// Lines of train/names/corrections.tsv: id of a sentence, then all its names, as PER, ORG or LOC and the numbers of
// their first and last word, from 1.
void correct_names(const std::filesystem::path& file, std::vector<TrainingSentence>& sentences) {
  const auto labels = label_map();
  std::map<std::string, TrainingSentence*, std::less<>> by_id;
  for (auto& sentence : sentences) {
    by_id[sentence.id] = &sentence;
  }
  for_each_entry(file, [&](std::string_view line, std::size_t number) {
    const auto fields = split(line, '\t');
    const auto found = by_id.find(fields.front());
    const auto fault = [&](const std::string& what) {
      return DataFileError(file.string() + ":" + std::to_string(number) + ": " + what);
    };
    if (found == by_id.end()) {
      throw fault("no such sentence in the treebank: " + std::string(fields.front()));
    }
    auto& words = found->second->words;
    for (auto& word : words) {
      word.name = name_outside;
    }
    for (const auto field : std::span(fields).subspan(1)) {
      const auto parts = split(field, ' ');
      std::size_t first = 0;
      std::size_t last = 0;
      if (parts.size() != 3 || !labels.contains("B-" + std::string(parts[0])) || !read_number(parts[1], first) ||
          !read_number(parts[2], last) || first < 1 || last < first || last > words.size()) {
        throw fault("not a kind of name and its first and last word: " + std::string(field));
      }
      for (std::size_t i = first; i <= last; ++i) {
        words[i - 1].name = look_up(labels, (i == first ? "B-" : "I-") + std::string(parts[0]));
      }
    }
  });
}

// Sentences of our own, train/names/*.txt: words between spaces, names as [its words]P, O, L or N.
std::vector<TrainingSentence> read_own_names(const std::filesystem::path& folder) {
  std::vector<TrainingSentence> sentences;
  for_each_sentence(folder, [&](std::string_view line) -> std::string {
    TrainingSentence sentence;
    sentence.has_tree = false;
    if (!read_bracketed_names(line, sentence.words)) {
      return "names are to stand as [its words]P, O, L or N, words between spaces";
    }
    sentences.push_back(std::move(sentence));
    return {};
  });
  return sentences;
}

void add_group_names(const std::unordered_set<std::string>& group_words, std::vector<TrainingSentence>& sentences) {
  for (auto& sentence : sentences) {
    for (auto& word : sentence.words) {
      const bool unnamed = word.name == name_outside || word.name == name_unknown;
      if (unnamed && starts_upper(word.form) && group_words.contains(lower_case(word.form))) {
        word.name = label_of(NameKind::norp, true);
      }
    }
  }
}

}  // namespace

std::int8_t name_to_learn(const TrainingSentence& sentence, std::size_t word) {
  constexpr std::int8_t person_begins = name_first + 2 * static_cast<int>(NameKind::person);
  const auto name = sentence.words[word].name;
  const bool unsure = sentence.names_from_phrases && (name == person_begins || name == person_begins + 1);
  return unsure ? static_cast<std::int8_t>(name_unknown) : name;
}

std::string in_capitals(std::string_view form) {
  std::string out(form);
  for (char& c : out) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

void for_each_line(const std::filesystem::path& file, const std::function<void(std::string_view)>& line) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> input(gzopen(file.c_str(), "rb"), gzclose);
  if (!input) {
    throw DataFileError(file.string() + ": cannot open; is --data the folder of the training data?");
  }
  std::string pending;
  std::vector<char> buffer(1U << 18U);
  while (true) {
    const int count = gzread(input.get(), buffer.data(), static_cast<unsigned>(buffer.size()));
    if (count < 0) {
      throw DataFileError(file.string() + ": damaged compressed data");
    }
    if (count == 0) {
      break;
    }
    std::string_view chunk(buffer.data(), static_cast<std::size_t>(count));
    while (true) {
      const std::size_t end = chunk.find('\n');
      if (end == std::string_view::npos) {
        pending += chunk;
        break;
      }
      if (pending.empty()) {
        line(chunk.substr(0, end));
      } else {
        pending += chunk.substr(0, end);
        line(pending);
        pending.clear();
      }
      chunk.remove_prefix(end + 1);
    }
  }
  if (!pending.empty()) {
    line(pending);
  }
}

std::unordered_set<std::string> read_group_words(const std::filesystem::path& source_dir) {
  std::unordered_set<std::string> words;
  for_each_entry(source_dir / "train" / "groups.list",
                 [&](std::string_view line, std::size_t) { words.insert(lower_case(line)); });
  for_each_line(source_dir / "knowledge" / "actors" / "countries.actors", [&](std::string_view line) {
    for (const std::string_view key : {"  adjective: ", "  person: ", "  people: "}) {
      if (line.starts_with(key)) {
        for (auto word : split(line.substr(key.size()), ';')) {
          while (word.starts_with(' ')) {
            word.remove_prefix(1);
          }
          if (!word.empty() && word.find(' ') == std::string_view::npos) {
            words.insert(lower_case(word));
          }
        }
      }
    }
  });
  return words;
}

std::vector<IrregularForm> read_irregular_forms(const std::filesystem::path& file) {
  std::vector<IrregularForm> forms;
  for_each_entry(file, [&](std::string_view line, std::size_t number) {
    const auto fields = split(line, ' ');
    const auto upos = parse_upos(fields[0]);
    if (fields.size() != 3 || !upos) {
      throw DataFileError(file.string() + ":" + std::to_string(number) +
                          ": not a part of speech, a form and its lemma: " + std::string(line));
    }
    forms.push_back({*upos, std::string(fields[1]), std::string(fields[2])});
  });
  return forms;
}

bool read_bracketed_names(std::string_view line, std::vector<TrainingWord>& words) {
  static constexpr std::string_view letters = "POLN";  // in the order of NameKind
  std::size_t open = words.size();
  bool inside = false;
  for (auto token : split(line, ' ')) {
    if (token.starts_with('[')) {
      if (inside) {
        return false;
      }
      inside = true;
      open = words.size();
      token.remove_prefix(1);
    }
    std::size_t kind = std::string_view::npos;
    if (token.size() > 2 && token[token.size() - 2] == ']') {
      kind = letters.find(token.back());
      if (kind == std::string_view::npos || !inside) {
        return false;
      }
      token.remove_suffix(2);
    }
    if (token.empty() || token.find_first_of("[]") != std::string_view::npos) {
      return false;
    }
    TrainingWord word;
    word.form = token;
    word.name = name_outside;
    words.push_back(std::move(word));
    if (kind != std::string_view::npos) {
      for (std::size_t i = open; i < words.size(); ++i) {
        words[i].name = label_of(static_cast<NameKind>(kind), i == open);
      }
      inside = false;
    }
  }
  return !inside;
}

Corpus read_corpus(const std::filesystem::path& data, const std::unordered_set<std::string>& group_words) {
  static constexpr std::array<std::string_view, 8> free_genres = {"news",     "interview", "bio",          "voyage",
                                                                  "textbook", "vlog",      "conversation", "speech"};
  const auto any = [](std::string_view) { return true; };
  Corpus corpus;
  corpus.train = read_treebank(data / "ud-ewt" / "train.conllu.gz", any, false);
  add_names(data / "ner-ewt" / "train-preliminary.jsonl.gz", corpus.train);
  const auto gum = read_treebank(
      data / "ud-gum" / "train.conllu.gz",
      [](std::string_view genre) { return std::ranges::find(free_genres, genre) != free_genres.end(); }, true);
  corpus.train.insert(corpus.train.end(), gum.begin(), gum.end());
  const auto defence = read_defence_names(data / "ner-re3d" / "train.jsonl.gz");
  corpus.train.insert(corpus.train.end(), defence.begin(), defence.end());
  add_group_names(group_words, corpus.train);
  corpus.dev = read_treebank(data / "ud-ewt" / "dev.conllu.gz", any, false);
  add_names(data / "ner-ewt" / "dev.jsonl.gz", corpus.dev);
  corpus.dev_news = read_treebank(
      data / "ud-gum" / "dev.conllu.gz", [](std::string_view genre) { return genre == "news"; }, true);
  return corpus;
}

void add_names_of_our_own(const std::filesystem::path& folder, const std::unordered_set<std::string>& group_words,
                          std::vector<TrainingSentence>& sentences) {
  correct_names(folder / "corrections.tsv", sentences);
  const auto own = read_own_names(folder);
  sentences.insert(sentences.end(), own.begin(), own.end());
  add_group_names(group_words, sentences);
}

void for_each_raw_text(const std::filesystem::path& data, const std::function<void(std::string_view)>& paragraph) {
  for (const auto* file : {"current-events/2002-2011.jsonl.gz", "current-events/2012-2018.jsonl.gz",
                           "current-events/2019-2026.jsonl.gz", "un-speeches/raw.jsonl.gz"}) {
    for_each_line(data / file, [&](std::string_view line) {
      const std::string text = nlohmann::json::parse(line)["text"].get<std::string>();
      for (const auto part : split(text, '\n')) {
        paragraph(part);
      }
    });
  }
}

std::vector<std::string> rough_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) {
      for (const std::string_view ending : {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m"}) {
        if (word.size() > ending.size() && word.ends_with(ending)) {
          words.push_back(word.substr(0, word.size() - ending.size()));
          word = ending;
          break;
        }
      }
      words.push_back(std::move(word));
      word.clear();
    }
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    if (text.substr(i).starts_with("’")) {
      word += '\'';
      i += 2;
      continue;
    }
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    const bool joins = !word.empty() && next != ' ' && (c == '\'' || c == '.' || c == ',');
    const bool inner = (c == '\'' && joins) || ((c == '.' || c == ',') && joins && next >= '0' && next <= '9') ||
                       (c == '.' && word.size() == 1 && is_upper(word[0]));
    if (letter || inner) {
      word += c;
    } else {
      flush();
      if (c != ' ' && c != '\t' && c != '\r') {
        words.emplace_back(1, c);
      }
    }
  }
  flush();
  return words;
}

}  // namespace sitrep::train
