#include "extract/word_order.h"

#include <algorithm>

namespace sitrep {

namespace {

using Element = WordOrder::Element;

// Words further apart than this belong to another phrase.
constexpr std::uint32_t widest_gap = 10;

bool is_nominal(Upos upos) {
  return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::PRON || upos == Upos::NUM;
}

/// Walks a sentence from a predicate one way. Positions count away from the predicate: 1 is the word beside it.
class OrderWalk {
 public:
  OrderWalk(const Tree& tree, const RoleReader& roles, std::uint32_t predicate, bool forward)
      : tree_(tree), roles_(roles), predicate_(predicate), forward_(forward) {
    const auto& sentence = tree.document().sentences[tree.sentence_of(predicate)];
    length_ = forward ? sentence.end - predicate : predicate - sentence.begin + 1;
  }

  bool match(const std::vector<Element>& elements, std::size_t index, std::uint32_t at, OrderBinding& binding) const {
    if (index == elements.size()) {
      return true;
    }
    const auto& element = elements[index];
    const auto last = std::min(length_, element.adjacent ? at + 1 : at + widest_gap);
    for (auto start = at; start < last; ++start) {
      switch (element.kind) {
        case Element::Kind::word:
          if (form(start) == element.word && match(elements, index + 1, start + 1, binding)) {
            return true;
          }
          break;
        case Element::Kind::list:
          if (element.list->contains(form(start)) && match(elements, index + 1, start + 1, binding)) {
            return true;
          }
          for (const auto phrase : element.list->phrases()) {
            const auto words = words_at(phrase, start);
            if (words > 0 && match(elements, index + 1, start + words, binding)) {
              return true;
            }
          }
          break;
        case Element::Kind::skipped: {
          auto end = start;
          while (end < length_ && is_nominal(tree_.at(token(end)).upos)) {
            ++end;
          }
          if (end > start) {
            return match(elements, index + 1, end, binding);
          }
          break;
        }
        default:
          if (names_actor(tree_, roles_, token(start))) {
            (element.kind == Element::Kind::actor ? binding.actor : binding.recipient) = token(start);
            return match(elements, index + 1, start + 1, binding);
          }
      }
    }
    return false;
  }

 private:
  [[nodiscard]] std::uint32_t token(std::uint32_t at) const { return forward_ ? predicate_ + at : predicate_ - at; }
  [[nodiscard]] const Word& form(std::uint32_t at) const { return tree_.form(token(at)); }

  /// How many words a phrase of a list takes from `at` on; 0 where it does not stand there.
  [[nodiscard]] std::uint32_t words_at(std::string_view phrase, std::uint32_t at) const {
    std::uint32_t count = 0;
    while (!phrase.empty()) {
      const auto space = forward_ ? phrase.find(' ') : phrase.rfind(' ');
      const auto word = space == std::string_view::npos ? phrase
                        : forward_                      ? phrase.substr(0, space)
                                                        : phrase.substr(space + 1);
      if (at + count >= length_ || form(at + count) != word) {
        return 0;
      }
      ++count;
      phrase = space == std::string_view::npos ? std::string_view{}
               : forward_                      ? phrase.substr(space + 1)
                                               : phrase.substr(0, space);
    }
    return count;
  }

  const Tree& tree_;
  const RoleReader& roles_;
  std::uint32_t predicate_;
  bool forward_;
  std::uint32_t length_ = 0;
};

}  // namespace

std::optional<OrderBinding> match_order(const Tree& tree, const RoleReader& roles, const WordOrder& order,
                                        std::uint32_t predicate) {
  OrderBinding binding;
  if (OrderWalk(tree, roles, predicate, false).match(order.before, 0, 1, binding) &&
      OrderWalk(tree, roles, predicate, true).match(order.after, 0, 1, binding)) {
    return binding;
  }
  return std::nullopt;
}

bool names_actor(const Tree& tree, const RoleReader& roles, std::uint32_t token) {
  const auto known = [&](std::uint32_t t) {
    const auto actors = roles.read_one(t, true);
    return std::any_of(actors.begin(), actors.end(), [](const RoleFiller& a) { return !a.entity.coded().empty(); });
  };
  if (tree.at(token).upos == Upos::PRON || !known(token)) {
    return false;
  }
  const auto relation = tree.relation(token);
  const bool modifier = relation == "amod" || relation == "compound" || relation == "flat" || relation == "nmod";
  const auto up = tree.head(token);
  // "the soldiers of Chad", "Chad's soldiers": the soldiers are meant; "villages of Chad": Chad.
  const bool inside =
      relation != "nmod" || tree.at(token).deprel == "nmod:poss" || tree.at(token).deprel == "nmod:desc";
  return !(modifier && inside && up != no_token && tree.at(up).upos != Upos::PRON && known(up));
}

}  // namespace sitrep
