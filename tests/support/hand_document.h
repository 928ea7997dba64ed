#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/blocks.h"
#include "knowledge/word_lists.h"
#include "language/document.h"

namespace sitrep::testing {

/// The word lists of numbers and times as they lie in knowledge/lists, loaded once.
inline const WordLists& time_and_number_lists() {
  struct Loaded {
    std::deque<std::string> texts;
    std::vector<KnowledgeFault> faults;
    WordLists lists;
    Loaded() {
      std::vector<Block> blocks;
      for (const char* name : {"numbers.list", "time.list", "tolls.list"}) {
        std::ifstream file(std::string(SITREP_KNOWLEDGE_DIR) + "/lists/" + name);
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        const auto more = read_blocks(texts.back(), name, faults);
        blocks.insert(blocks.end(), more.begin(), more.end());
      }
      lists.add(blocks, faults);
    }
  };
  static const Loaded loaded;
  return loaded.lists;
}

/// A document of one sentence, given word by word: "more_ADJ than_ADP 20_NUM:3:nummod people_NOUN". After the form
/// stand the tag and, where a test needs the tree, the number of the head in the sentence (from 0) and the relation. A
/// word without a tag is X;
/// "~" before a word joins it to the one before without a space.
class HandDocument {
 public:
  explicit HandDocument(const std::string& words) {
    std::istringstream in(words);
    std::string item;
    while (in >> item) {
      Token token;
      if (item.size() > 1 && item.front() == '~') {
        item.erase(0, 1);
      } else if (!text_.empty()) {
        text_ += ' ';
      }
      const auto tag_at = item.rfind('_');
      const auto form = item.substr(0, tag_at);
      if (tag_at != std::string::npos) {
        std::vector<std::string> parts(1);
        const auto rest = item.substr(tag_at + 1);
        for (std::size_t i = 0; i < rest.size(); ++i) {
          if (rest[i] == ':' && parts.size() < 3) {
            parts.emplace_back();
          } else {
            parts.back() += rest[i];
          }
        }
        for (std::size_t u = 0; u < upos_count; ++u) {
          if (name(static_cast<Upos>(u)) == parts[0]) {
            token.upos = static_cast<Upos>(u);
          }
        }
        if (parts.size() == 3) {
          token.head = static_cast<std::uint32_t>(std::stoul(parts[1]));
          relations_.push_back(parts[2]);
          token.deprel = relations_.back();
        }
      }
      token.span = {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text_.size() + form.size())};
      token.lemma = form;
      text_ += form;
      document_.tokens.push_back(std::move(token));
    }
    document_.text = text_;
    for (auto& token : document_.tokens) {
      token.form = token.span.of(document_.text);
    }
    const auto size = static_cast<std::uint32_t>(document_.tokens.size());
    document_.sentences.push_back({0, size, {0, static_cast<std::uint32_t>(text_.size())}, no_token});
  }
  HandDocument(const HandDocument&) = delete;
  HandDocument& operator=(const HandDocument&) = delete;

  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] std::string words(Span span) const { return std::string(span.of(text_)); }

 private:
  std::string text_;
  std::deque<std::string> relations_;
  Document document_;
};

}  // namespace sitrep::testing
