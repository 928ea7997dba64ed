#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace sitrep {

/// FNV-1a, 64 bits.
[[nodiscard]] constexpr std::size_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  return hash;
}

/// A word with its hash, so that it is looked up in many sets at the cost of reckoning it once. Refers to its text.
struct Word {
  std::string_view text;
  std::size_t hash = 0;

  constexpr Word() : Word(std::string_view()) {}
  // Implicit, as a word is its text to all that look at it.
  constexpr Word(std::string_view word) : text(word), hash(hash_of(word)) {}
  Word(const std::string& word) : Word(std::string_view(word)) {}

  constexpr operator std::string_view() const { return text; }
  [[nodiscard]] bool empty() const { return text.empty(); }
  [[nodiscard]] bool starts_with(std::string_view start) const { return text.starts_with(start); }
  [[nodiscard]] bool ends_with(std::string_view end) const { return text.ends_with(end); }
  friend constexpr bool operator==(const Word& a, std::string_view b) { return a.text == b; }
  friend constexpr bool operator==(const Word& a, const Word& b) { return a.hash == b.hash && a.text == b.text; }
};

[[nodiscard]] inline std::string operator+(const Word& a, std::string_view b) {
  return std::string(a.text).append(b);
}
[[nodiscard]] inline std::string operator+(std::string_view a, const Word& b) {
  return std::string(a).append(b.text);
}

/// The name of a word list; that of a literal is hashed when the program is compiled.
struct ListName : Word {
  template <std::size_t size>
  consteval ListName(const char (&literal)[size]) : Word(std::string_view(literal, size - 1)) {}
  constexpr ListName(std::string_view name) : Word(name) {}
  ListName(const std::string& name) : Word(name) {}
};

struct WordHash {
  using is_transparent = void;
  std::size_t operator()(const Word& word) const { return word.hash; }
  std::size_t operator()(std::string_view word) const { return hash_of(word); }
};

/// A set of words. Views of what is inserted, which must outlive it.
class WordSet {
 public:
  using Words = std::unordered_set<std::string_view, WordHash, std::equal_to<>>;

  /// False where it was there already.
  bool insert(std::string_view word) {
    const auto hash = hash_of(word);
    seen_[(hash >> 6u) % seen_.size()] |= std::uint64_t{1} << (hash % 64);
    const bool added = words_.insert(word).second;
    if (added && word.find(' ') != std::string_view::npos) {
      phrases_.push_back(word);
    }
    return added;
  }
  void insert(const WordSet& other) {
    std::ranges::for_each(other, [this](std::string_view word) { insert(word); });
  }
  void erase(std::string_view word) {
    words_.erase(word);
    std::erase(phrases_, word);
  }

  [[nodiscard]] bool contains(const Word& word) const {
    // Most words are in none of the sets they are looked up in: a few bits tell before any bucket is read.
    return ((seen_[(word.hash >> 6u) % seen_.size()] >> (word.hash % 64)) & 1u) != 0 && words_.contains(word);
  }
  /// Those of several words.
  [[nodiscard]] const std::vector<std::string_view>& phrases() const { return phrases_; }
  [[nodiscard]] bool empty() const { return words_.empty(); }
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] Words::const_iterator begin() const { return words_.begin(); }
  [[nodiscard]] Words::const_iterator end() const { return words_.end(); }

 private:
  Words words_;
  std::array<std::uint64_t, 4> seen_{};  ///< a bit for each hash that was inserted
  std::vector<std::string_view> phrases_;
};

}  // namespace sitrep
