#include "resolve/tellers.h"

#include <algorithm>

namespace sitrep {

namespace {

/// A word further down tells of nothing near the top.
constexpr int highest = 32;
constexpr std::uint32_t longest = 300;

template <typename Test>
std::uint32_t child_where(const Syntax& tree, std::uint32_t head, Test test) {
  const auto children = tree.children(head);
  const auto found = std::ranges::find_if(children, test);
  return found == children.end() ? no_token : *found;
}

/// Whether what `verb` tells holds the deed: its clause, or the clause that it stands beside.
bool tells(const Syntax& tree, std::uint32_t verb, std::uint32_t deed) {
  if (tree.at(verb).upos != Upos::VERB) {
    return false;
  }
  if (tree.at(verb).deprel == "parataxis") {
    return !tree.within(deed, verb) && tree.within(deed, tree.head(verb));
  }
  return child_where(tree, verb,
                     [&](std::uint32_t c) { return tree.at(c).deprel == "ccomp" && tree.within(deed, c); }) != no_token;
}

}  // namespace

std::uint32_t teller_beside(const Syntax& tree, std::uint32_t word, std::uint32_t deed) {
  if (const auto& sentence = tree.sentence(deed); sentence.end - sentence.begin > longest) {
    return no_token;
  }
  auto t = word;
  for (int steps = 0; steps < highest && t != no_token && !tree.within(deed, t); ++steps) {
    const bool according = tree.is(t, "obl") && child_where(tree, t, [&](std::uint32_t c) {
                                                  return tree.at(c).deprel == "case" && tree.at(c).form == "according";
                                                }) != no_token;
    if (according) {
      return t;
    }
    const auto verb = tree.head(t);
    if (verb != no_token && tells(tree, verb, deed)) {
      return child_where(tree, verb, [&](std::uint32_t c) { return tree.at(c).deprel == "nsubj"; });
    }
    t = verb;
  }
  return no_token;
}

}  // namespace sitrep
