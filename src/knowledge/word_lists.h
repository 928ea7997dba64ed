#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "knowledge/blocks.h"

namespace sitrep {

/// The named word lists of knowledge/lists/*.list: `list cessation` with `words: end; halt; cessation`. Words are
/// lower-case lemmas; phrases of several words are kept as said. An item "@other" takes in another list.
class WordLists {
 public:
  void add(const std::vector<Block>& blocks, std::vector<KnowledgeFault>& faults);
  [[nodiscard]] bool has(std::string_view list) const { return find(list) != nullptr; }
  [[nodiscard]] bool contains(std::string_view list, std::string_view word) const;
  /// The words of a list, or null.
  [[nodiscard]] const std::unordered_set<std::string_view>* find(std::string_view list) const;
  [[nodiscard]] std::vector<std::string_view> names() const;

 private:
  std::unordered_map<std::string_view, std::unordered_set<std::string_view>> lists_;
};

}  // namespace sitrep
