#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "language/document.h"

namespace sitrep::train {

/// A name label a word carries in training: BIO over the four kinds, or unknown where a data set does not say.
enum NameLabel : std::int8_t {
  name_unknown = -1,
  name_outside = 0,
  name_first = 1
};  // 1 + 2 * kind begins, 2 + 2 * kind continues

struct TrainingWord {
  std::string form;
  std::string lemma;
  std::string upos;
  std::string feats;
  std::string deprel;
  std::int32_t head = -1;  ///< word number within the sentence, from 0; -1 the root
  std::int8_t name = name_unknown;
  bool space_after = true;
  bool inside_multiword = false;
};

/// One sentence of a treebank or of a set of names; without a tree where has_tree is false.
struct TrainingSentence {
  std::string id;
  bool has_tree = true;
  bool names_from_phrases = false;  ///< its names are read off noun phrases that annotators bracketed (GUM)
  std::vector<TrainingWord> words;
};

/// The label of a word's name where it is to be learnt as it stands. Offices are of a phrase that GUM brackets, "UN
/// Secretary-General Maria Santos", but of no name: where a person's begins is unknown.
[[nodiscard]] std::int8_t name_to_learn(const TrainingSentence& sentence, std::size_t word);

/// A form in capitals; letters of ASCII only.
[[nodiscard]] std::string in_capitals(std::string_view form);

/// Calls `line` for every line of a file, plain or gzip, without its line end. Throws DataFileError where it cannot be
/// read.
void for_each_line(const std::filesystem::path& file, const std::function<void(std::string_view)>& line);

/// What the trainer reads: the sets of the data folder (see models/accurate.card.md for their licences).
struct Corpus {
  std::vector<TrainingSentence> train;
  std::vector<TrainingSentence> dev;       ///< EWT dev, with names
  std::vector<TrainingSentence> dev_news;  ///< GUM dev, genre news
};

/// Reads treebanks and names below `data`. Names of nationalities and groups are labelled where the annotators left a
/// word of `group_words` (lower-cased) unnamed.
[[nodiscard]] Corpus read_corpus(const std::filesystem::path& data, const std::unordered_set<std::string>& group_words);

/// Corrects the names of EWT's sentences by corrections.tsv of a folder (train/names) and appends the sentences of its
/// *.txt; group_words as above. Throws DataFileError with the line that is at fault.
void add_names_of_our_own(const std::filesystem::path& folder, const std::unordered_set<std::string>& group_words,
                          std::vector<TrainingSentence>& sentences);

/// Words for groups of people: adjectives, persons and peoples of knowledge/actors/countries.actors and the lines of
/// train/groups.list, lower-cased.
[[nodiscard]] std::unordered_set<std::string> read_group_words(const std::filesystem::path& source_dir);

/// Appends the words of a line such as "[Maria Santos]P left [Port Sudan]L .", with the labels of their names (P
/// person, O organisation, L location, N nationality or group). False where brackets do not match.
[[nodiscard]] bool read_bracketed_names(std::string_view line, std::vector<TrainingWord>& words);

/// A form whose lemma no ending tells (train/irregular_forms.list); both lower-cased.
struct IrregularForm {
  Upos upos = Upos::X;
  std::string form;
  std::string lemma;
};

/// Throws DataFileError with the line that is no part of speech, form and lemma.
[[nodiscard]] std::vector<IrregularForm> read_irregular_forms(const std::filesystem::path& file);

/// Reads raw news and speeches below `data`; one call a paragraph.
void for_each_raw_text(const std::filesystem::path& data, const std::function<void(std::string_view)>& paragraph);

/// Cuts a text into words roughly as the treebanks do.
[[nodiscard]] std::vector<std::string> rough_words(std::string_view text);

}  // namespace sitrep::train
