#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/tree.h"
#include "knowledge/frames.h"
#include "knowledge/word_lists.h"
#include "resolve/resolution.h"

namespace sitrep {

/// A phrase that fills a slot of a predicate.
struct Argument {
  std::string slot;     ///< "subj", "obj", "iobj", "comp", "compsubj", or a preposition
  std::uint32_t token;  ///< head of the phrase; conjuncts are not listed apart
  bool weak =
      false;  ///< taken from beside the predicate (the PP of its object), used only where nothing else fills the slot
};

/// A verb, event noun or adjective with its arguments by logical function: passives, control, relative clauses, shared
/// subjects, possessives and light verbs are undone.
struct Predicate {
  std::uint32_t token = no_token;
  PredicateClass word_class = PredicateClass::verb;
  /// The verb that carries the noun: a light verb ("held" of "held talks") or, for a noun that is the subject, its
  /// verb; no_token where the predicate stands for itself.
  std::uint32_t host = no_token;
  bool light = false;  ///< the host is a light verb or one of happening, so its tense and negation are the noun's
  bool passive = false;
  std::vector<Argument> arguments;

  /// The token whose tense, negation and governors hold for the predicate.
  [[nodiscard]] std::uint32_t carrier() const { return light ? host : token; }
  /// The phrases that fill a slot, the strong ones if there are any.
  [[nodiscard]] std::vector<std::uint32_t> fillers(std::string_view slot) const;
  [[nodiscard]] bool has(std::string_view slot) const {
    return std::ranges::any_of(arguments, [&](const Argument& a) { return a.slot == slot; });
  }
  /// Whether a test holds for any of fillers(slot).
  template <typename Test>
  [[nodiscard]] bool any_filler(std::string_view slot, Test test) const {
    bool strong = false;
    const auto holds = [&](const Argument& a) {
      strong = strong || (a.slot == slot && !a.weak);
      return a.slot == slot && !a.weak && test(a.token);
    };
    return std::ranges::any_of(arguments, holds) || (!strong && std::ranges::any_of(arguments, [&](const Argument& a) {
             return a.slot == slot && test(a.token);
           }));
  }
};

/// Reads the arguments of a predicate off the tree. `lists` gives @light and @happen, `resolution` tells which
/// modifiers of an event noun are actors ("Israeli strikes").
[[nodiscard]] Predicate read_predicate(const Tree& tree, const Resolution& resolution, const WordLists& lists,
                                       std::uint32_t token, PredicateClass word_class);

/// The phrase that is the subject of a verb or copular predicate on the surface, through control, conjunction, relative
/// and participial clauses; no_token where the tree gives none.
[[nodiscard]] std::uint32_t surface_subject(const Tree& tree, const WordLists& lists, std::uint32_t token);

/// The verb that a gerund with "of", "for" or "from" completes ("accused the rebels of shelling"), whether the parser
/// hung it on the verb or on the object; no_token for any other clause.
[[nodiscard]] std::uint32_t gerund_host(const Tree& tree, const WordLists& lists, std::uint32_t token);

/// The relation of a token; "xcomp" for an infinitive that the parser took for the purpose of a verb that takes
/// infinitives ("was urged to withdraw", "agreed on Monday to help").
[[nodiscard]] std::string_view logical_relation(const Tree& tree, const WordLists& lists, std::uint32_t token);

/// The verb whose purpose an infinitive is that the parser hung on a name ("met A and B to ask for"); no_token for any
/// other.
[[nodiscard]] std::uint32_t purpose_host(const Tree& tree, std::uint32_t token);

/// The verb by which someone takes responsibility for a deed ("claimed responsibility for the attack"), who then did
/// it; no_token where nobody does.
[[nodiscard]] std::uint32_t responsibility_taken(const Tree& tree, const WordLists& lists, std::uint32_t deed);

/// Whether a token stands in a time expression.
[[nodiscard]] bool is_time_phrase(const Resolution& resolution, std::uint32_t token);

[[nodiscard]] bool is_passive(const Tree& tree, std::uint32_t token);

/// Whether a noun's lemma is a deed done to someone or an attack: "murder", "arrest", "ambush".
[[nodiscard]] bool names_deed(const WordLists& lists, std::string_view lemma);

}  // namespace sitrep
