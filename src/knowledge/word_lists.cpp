#include "knowledge/word_lists.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sitrep {

void WordLists::add(const std::vector<Block>& blocks, std::vector<KnowledgeFault>& faults) {
  const auto fault = [&](const Block& block, std::size_t line, std::string what) {
    faults.push_back({std::string(block.file), line, std::move(what)});
  };
  struct Reference {
    const Block* block;
    std::size_t line;
  };
  std::map<std::pair<std::string_view, std::string_view>, Reference> taken_in;  // by list and by what it takes in
  for (const auto& block : blocks) {
    if (block.kind != "list") {
      fault(block, block.line,
            "unknown kind '" + std::string(block.kind) + "' in a word list file; write 'list <name>'");
      continue;
    }
    auto [entry, added] = lists_.try_emplace(block.id);
    if (!added) {
      fault(block, block.line, "list '" + std::string(block.id) + "' is there already; add the words to the first one");
    }
    for (const auto& line : block.lines) {
      if (line.key != "words") {
        fault(block, line.line, "unknown key '" + std::string(line.key) + "'; a list has only 'words:'");
        continue;
      }
      for (const auto item : line.items()) {
        if (item.starts_with('@')) {
          taken_in.try_emplace({block.id, item}, Reference{&block, line.line});
        }
        if (!entry->second.insert(item)) {
          fault(block, line.line, "'" + std::string(item) + "' stands twice in list '" + std::string(block.id) + "'");
        }
      }
    }
  }
  // Lists within lists: filled in repeatedly until nothing is left to fill, so that order does not matter. A list is
  // filled at most once per other list, hence the bound.
  for (std::size_t round = 0; round <= lists_.size(); ++round) {
    bool changed = false;
    for (auto& [list_name, words] : lists_) {
      std::vector<std::string_view> references;
      std::copy_if(words.begin(), words.end(), std::back_inserter(references),
                   [](auto w) { return w.starts_with('@'); });
      for (const auto reference : references) {
        words.erase(reference);
        changed = true;
        if (const auto other = lists_.find(reference.substr(1)); other != lists_.end() && other->first != list_name) {
          words.insert(other->second);
        } else {
          const auto& at = taken_in.at({list_name, reference});
          fault(*at.block, at.line,
                "list '" + std::string(list_name) + "' takes in '" + std::string(reference) + "', which is not there" +
                    did_you_mean(reference.substr(1), names()));
        }
      }
    }
    if (!changed) {
      return;
    }
  }
}

bool WordLists::contains(const ListName& list, const Word& word) const {
  const auto* words = find(list);
  return words != nullptr && words->contains(word);
}

const WordSet* WordLists::find(const ListName& list) const {
  const auto it = lists_.find(static_cast<const Word&>(list));
  return it == lists_.end() ? nullptr : &it->second;
}

std::vector<std::string_view> WordLists::names() const {
  std::vector<std::string_view> out;
  for (const auto& [list_name, words] : lists_) {
    out.push_back(list_name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace sitrep
