#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/blocks.h"

namespace sitrep {

/// A dictionary file: its name for faults, and its text.
struct DictionaryFile {
  std::string name;
  std::string text;
};

/// The dictionaries of a TABARI or PETRARCH coder. A file without a name is not there.
struct Dictionaries {
  DictionaryFile actors;
  DictionaryFile agents;
  DictionaryFile verbs;
  DictionaryFile discards;
};

/// Dictionaries turned into knowledge files.
struct DictionaryImport {
  std::map<std::string, std::string> files;  ///< text by path within the folder to write: "frames/verbs.frames"
  std::vector<KnowledgeFault> faults;        ///< slips in the dictionaries; the entry or pattern is left out
  std::size_t actors = 0;
  std::size_t agents = 0;
  std::size_t frames = 0;
  std::size_t lists = 0;
  std::size_t discards = 0;
  std::size_t left_out = 0;  ///< sound entries that knowledge files cannot express; each stands as a comment
};

/// Reads the dictionaries; docs/petrarch.md tells what becomes what.
[[nodiscard]] DictionaryImport import_dictionaries(const Dictionaries& dictionaries);

}  // namespace sitrep
