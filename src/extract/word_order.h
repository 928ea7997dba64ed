#pragma once

#include <cstdint>
#include <optional>

#include "extract/roles.h"
#include "extract/tree.h"
#include "knowledge/frames.h"

namespace sitrep {

/// The phrases that "$" and "+" of a word order stand for; no_token where it has none.
struct OrderBinding {
  std::uint32_t actor = no_token;
  std::uint32_t recipient = no_token;
};

/// Whether the words stand around the predicate in this order, within its sentence.
[[nodiscard]] std::optional<OrderBinding> match_order(const Tree& tree, const RoleReader& roles, const WordOrder& order,
                                                      std::uint32_t predicate);

/// Whether a token heads a phrase that names an actor, by a name or noun and not by a pronoun: of "the Ethiopian envoy"
/// the envoy, of "a Turkish engineer", who is no entry, "Turkish".
[[nodiscard]] bool names_actor(const Tree& tree, const RoleReader& roles, std::uint32_t token);

}  // namespace sitrep
