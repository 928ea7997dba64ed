#include "extract/label.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "language/repairs.h"

namespace sitrep {

namespace {

constexpr int max_climb = 30;

/// "UN official:" where the colon was taken for the end of a sentence.
std::optional<Label> label_before(const Tree& tree, std::uint32_t number) {
  if (number == 0) {
    return std::nullopt;
  }
  const auto& before = tree.document().sentences[number - 1];
  const auto& own = tree.document().sentences[number];
  const auto between = Span{before.span.end, own.span.begin}.of(tree.document().text);
  const bool labels = before.root != no_token && tree.at(before.end - 1).form == ":" &&
                      between.find('\n') == std::string_view::npos &&
                      may_be_label(tree.document(), before.begin, before.end - 1);
  return labels ? std::optional(Label{before.root, before.end - 1}) : std::nullopt;
}

bool is_land(const PlaceMention& mention) {
  return mention.place.kind == PlaceKind::country || mention.place.kind == PlaceKind::region ||
         mention.place.kind == PlaceKind::division;
}

}  // namespace

std::optional<Label> label_of(const Tree& tree, std::uint32_t token) {
  auto root = token;
  for (int i = 0; i < max_climb && tree.head(root) != no_token && !tree.is(root, "ccomp"); ++i) {
    root = tree.head(root);
  }
  if (tree.head(root) != no_token) {
    return std::nullopt;
  }
  const auto number = tree.sentence_of(root);
  const auto begin = tree.document().sentences[number].begin;
  for (const auto c : tree.children(root)) {
    if (c >= root || c - begin > longest_label) {
      break;
    }
    if (!tree.is(c, "parataxis")) {
      continue;
    }
    for (auto t = c; t < root && t - begin <= longest_label; ++t) {
      if (tree.at(t).form == ":") {
        return Label{c, t};
      }
    }
  }
  return label_before(tree, number);
}

const PlaceMention* place_of_label(const Tree& tree, const Resolution& resolution, const Label& label) {
  const auto& places = resolution.places;
  const auto begin = tree.document().sentences[tree.sentence_of(label.head)].begin;
  auto at = std::partition_point(places.begin(), places.end(), [&](const PlaceMention& p) { return p.end <= begin; });
  for (; at != places.end() && at->begin < label.colon; ++at) {
    const auto head = at->top();
    if (head == label.head && is_land(*at)) {
      return &*at;
    }
    const auto marker = tree.is(head, "nmod") ? tree.case_marker(head) : std::string();
    if (marker == "in" || marker == "at" || marker == "near") {
      return &*at;
    }
  }
  return nullptr;
}

}  // namespace sitrep
