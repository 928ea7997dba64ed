#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/tree.h"
#include "knowledge/word_lists.h"
#include "record/entity.h"
#include "resolve/resolution.h"

namespace sitrep {

/// An actor that a phrase gives to a role.
struct RoleFiller {
  Entity entity;
  ActorKind kind = ActorKind::group;
  std::uint32_t token = no_token;
  double confidence = 1;
  std::string how;
};

/// Reads phrases as actors: the phrase itself, its conjuncts, what a container holds ("dozens of protesters", "members
/// of Hamas"), whose thing it is ("Israeli warplanes", "the territory of Nagorno-Karabakh"), and, for those hit, the
/// country of a place.
class RoleReader {
 public:
  RoleReader(const Tree& tree, const Resolution& resolution, const WordLists& lists)
      : tree_(&tree), resolution_(&resolution), lists_(&lists) {}

  /// The actors of the phrase headed by `token` and of its conjuncts, without doubles. With `places`, a bare place
  /// stands for its country.
  [[nodiscard]] std::vector<RoleFiller> read(std::uint32_t token, bool places) const;
  /// As read, of a phrase that acts: a bare place does so where a relative clause tells of it ("in Qatar, which
  /// mediated").
  [[nodiscard]] std::vector<RoleFiller> read_subject(std::uint32_t token) const;
  /// As read, for this phrase alone.
  [[nodiscard]] std::vector<RoleFiller> read_one(std::uint32_t token, bool places, int depth = 0) const;
  /// The country that a phrase without an entry belongs to: "a Turkish engineer", "Chad's flag".
  [[nodiscard]] std::vector<RoleFiller> read_owner(std::uint32_t token) const;
  [[nodiscard]] const PlaceMention* place_at(std::uint32_t token) const;
  /// The number whose head the token is and that counts nothing named ("four", "dozens"); nullptr where it is none.
  [[nodiscard]] const QuantityMention* bare_count_at(std::uint32_t token) const;

 private:
  void name_by_antecedent(std::uint32_t token, std::vector<RoleFiller>& fillers) const;
  [[nodiscard]] std::vector<RoleFiller> read_parts(std::uint32_t token, bool places, int depth) const;
  const Tree* tree_;
  const Resolution* resolution_;
  const WordLists* lists_;
};

/// The most actors that one phrase gives: lists in news are shorter, and what is longer is no list.
inline constexpr std::size_t most_fillers = 64;

/// Adds those of `more` that are not in `fillers` yet (by code, sectors and name).
void add_fillers(std::vector<RoleFiller>& fillers, std::vector<RoleFiller> more);

}  // namespace sitrep
