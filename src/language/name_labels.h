#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/document.h"

namespace sitrep {

/// Labels of words that tell names: 0 outside, 1 + 2 k begins a name of the NameKind k, 2 + 2 k goes on with it.
inline constexpr std::size_t name_labels = 9;
using NameScores = std::array<float, name_labels>;

/// Whether a label may stand behind another: a name goes on only after its like. What stands before the first word is
/// outside.
[[nodiscard]] constexpr bool may_follow(std::size_t before, std::size_t label) {
  return label == 0 || label % 2 == 1 || before == label || before + 1 == label;
}

/// Scores of a label (column) behind another (row).
using NameSteps = std::span<const float, name_labels * name_labels>;

/// Finds the best sequence of labels that is well formed (Viterbi).
class NameDecoder {
 public:
  /// The labels stay valid until the next call.
  [[nodiscard]] std::span<std::uint8_t> best(std::span<const NameScores> scores, NameSteps steps);

 private:
  std::vector<std::array<std::uint8_t, name_labels>> from_;
  std::vector<std::uint8_t> labels_;
};

/// Whether the lists know a word as a noun and as no name (KnownWord::classes).
[[nodiscard]] bool is_common_noun(std::uint16_t classes);

/// A place and the country, region or state it lies in are two names: "Toulouse France", "San Rafael CA". Takes the
/// words and their classes in the lists of names (KnownWord::classes).
void part_places(std::span<const std::string_view> forms, std::span<const std::uint16_t> classes,
                 std::span<std::uint8_t> labels);

/// A word with a hyphen, as "Guinea-Bissau", is cut into tokens, but no name begins or ends within it. joins: whether a
/// token is a hyphen without blanks between two tokens with capitals.
void keep_compounds(const std::vector<bool>& joins, std::span<std::uint8_t> labels);

/// An office before a person is of no name: neither of the body's ("Metropolitan Police Commissioner Sir Paul Grey")
/// nor of his ("Commissioner Grey").
void part_offices(std::span<const std::string_view> forms, std::span<std::uint8_t> labels);

/// The legal form of a company is of its name, behind a comma too: "Norfield, Inc."
void join_legal_forms(std::span<const std::string_view> forms, std::span<std::uint8_t> labels);

/// A possessive that owns nothing is of a trade name: "ate at Del Frisco's on Friday". Not of a person ("next to
/// Anna's"), a country, a great city or a body that the lists know ("larger than NATO's").
void keep_trade_names(std::span<const std::string_view> forms, std::span<const Upos> parts,
                      std::span<const std::uint16_t> classes, std::span<std::uint8_t> labels);

}  // namespace sitrep
