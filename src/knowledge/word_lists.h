#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/blocks.h"
#include "knowledge/word_set.h"

namespace sitrep {

/// The named word lists of knowledge/lists/*.list: `list cessation` with `words: end; halt; cessation`. Words are
/// lower-case lemmas; phrases of several words are kept as said. An item "@other" takes in another list.
class WordLists {
 public:
  void add(const std::vector<Block>& blocks, std::vector<KnowledgeFault>& faults);
  [[nodiscard]] bool has(const ListName& list) const { return find(list) != nullptr; }
  [[nodiscard]] bool contains(const ListName& list, const Word& word) const;
  /// The words of a list, or null.
  [[nodiscard]] const WordSet* find(const ListName& list) const;
  [[nodiscard]] std::vector<std::string_view> names() const;

 private:
  std::unordered_map<std::string_view, WordSet, WordHash, std::equal_to<>> lists_;
};

}  // namespace sitrep
