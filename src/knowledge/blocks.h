#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// A fault in a knowledge file, one line for a person: what is wrong and the mend.
struct KnowledgeFault {
  std::string file;
  std::size_t line = 0;
  std::string what;

  [[nodiscard]] std::string str() const { return file + ":" + std::to_string(line) + ": " + what; }
};

/// One `key: value` line of a block. Views into the file's text.
struct BlockLine {
  std::string_view key;
  std::string_view value;
  std::size_t line = 0;

  /// The value's items, parted by ';', trimmed, empty ones left out.
  [[nodiscard]] std::vector<std::string_view> items() const;
};

/// One entry of a knowledge file. All knowledge files but the tables of places share this syntax (knowledge/README.md):
///   # a comment
///   kind id
///     key: value
///     key: item; item; item
/// A block begins at a line without indent; its lines are indented; a key may come more than once; " #" begins a
/// comment.
struct Block {
  std::string_view kind;
  std::string_view id;
  std::string_view file;
  std::size_t line = 0;
  std::vector<BlockLine> lines;
  bool own = false;  ///< of a user's own file, which wins over the shipped ones

  /// The first line with this key, or null.
  [[nodiscard]] const BlockLine* find(std::string_view key) const;
  /// The value of the first line with this key, empty where there is none.
  [[nodiscard]] std::string_view value(std::string_view key) const;
  /// The items of all lines with this key.
  [[nodiscard]] std::vector<std::string_view> items(std::string_view key) const;
};

/// Reads the blocks of one file. `text` and `file` must outlive the blocks. Faults of syntax are added to `faults` and
/// the line is left out.
[[nodiscard]] std::vector<Block> read_blocks(std::string_view text, std::string_view file,
                                             std::vector<KnowledgeFault>& faults);

/// "; did you mean X?" with the nearest of `known`, or nothing where none is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace sitrep
