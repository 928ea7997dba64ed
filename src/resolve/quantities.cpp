#include "resolve/quantities.h"

#include <algorithm>
#include <string>
#include <utility>

#include "resolve/numbers.h"

namespace sitrep {

struct QuantityReader::Words {
  enum Bend : std::int64_t { above, at_least, at_most, below, about };

  explicit Words(const WordLists& word_lists) : lists(word_lists), numbers(word_lists) {
    before.add(lists, "quantity-above", above);
    before.add(lists, "quantity-at-least", at_least);
    before.add(lists, "quantity-at-most", at_most);
    before.add(lists, "quantity-below", below);
    before.add(lists, "quantity-about", about);
    after.add(lists, "quantity-after-above", at_least);
    after.add(lists, "quantity-after-below", at_most);
    after.add(lists, "quantity-after-about", about);
    percent.add(lists, "percent");
    money.add(lists, "money");
  }

  const WordLists& lists;
  NumberReader numbers;
  Phrases before;  ///< that bend the number behind them: "more than"
  Phrases after;   ///< that bend the number before them: "or more"
  Phrases percent;
  Phrases money;
};

namespace {

/// A number as said, before what stands around it bends it. Pieces [begin, end).
struct Core {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  QuantityPrecision precision = QuantityPrecision::exact;
};

class QuantityFinder {
 public:
  QuantityFinder(const QuantityReader::Words& words, const Document& document, std::span<const TimexMention> timexes)
      : w_(words), document_(document), timexes_(timexes) {}

  std::vector<QuantityMention> find() {
    for (const auto& sentence : document_.sentences) {
      p_ = split_pieces(document_, sentence);
      done_ = 0;
      for (std::size_t i = 0; i < p_.size();) {
        const auto core = w_.numbers.words().may_hold(p_[i]) ? read(i) : std::nullopt;
        if (!core) {
          ++i;
          continue;
        }
        if (counts(*core)) {
          emit(*core);
        }
        i = std::max(core->end, done_);
      }
    }
    return std::move(out_);
  }

 private:
  using Words = QuantityReader::Words;

  std::string_view low(std::size_t i) const { return i < p_.size() ? std::string_view(p_[i].low) : std::string_view(); }
  bool is(const ListName& list, std::size_t i) const { return i < p_.size() && w_.lists.contains(list, p_[i].low); }
  const Token& token(std::size_t i) const { return document_.tokens[p_[i].token]; }

  std::optional<Core> single(std::size_t i) const {
    if (const auto vague = w_.numbers.vague(p_, i)) {
      const auto& first = token(i);
      if (first.upos == Upos::VERB || first.upos == Upos::PROPN) {
        return std::nullopt;
      }
      std::string said;
      for (auto j = i; j < vague->end; ++j) {
        said += (said.empty() ? "" : " ") + p_[j].low;
      }
      if (w_.lists.contains("vague-needs-of", said) && low(vague->end) != "of") {
        return std::nullopt;
      }
      return Core{i, vague->end, vague->low, vague->high, QuantityPrecision::vague};
    }
    if (low(i) == "half" && low(i + 1) == "a" && low(i + 2) == "dozen") {
      return Core{i, i + 3, 6, 6, QuantityPrecision::about};
    }
    const auto number = w_.numbers.cardinal(p_, i);
    if (!number || number->half) {
      return std::nullopt;
    }
    Core core{i, number->end, number->value, number->value, QuantityPrecision::exact};
    // "a dozen", "a hundred" are round.
    if (low(i) == "a" || low(i) == "an") {
      core.precision = QuantityPrecision::about;
    }
    return core;
  }

  /// A number or a range of two.
  std::optional<Core> read(std::size_t i) const {
    auto first = single(i);
    if (!first || first->precision == QuantityPrecision::vague) {
      return first;
    }
    const auto end = first->end;
    std::size_t next = 0;
    const bool between = i > 0 && low(i - 1) == "between";
    if (end < p_.size() && p_[end].hyphen) {
      next = end;
    } else if (low(end) == "to" || low(end) == "or" || (between && low(end) == "and")) {
      next = end + 1;
    } else {
      return first;
    }
    auto second = single(next);
    if (!second || second->precision == QuantityPrecision::vague) {
      return first;
    }
    // "two to three million": the scale is said once.
    if (const auto scaled = w_.numbers.cardinal(p_, next); scaled && scaled->words && first->low < 1000) {
      for (const std::uint64_t scale : {std::uint64_t{1'000'000'000}, std::uint64_t{1'000'000}, std::uint64_t{1000},
                                        std::uint64_t{100}, std::uint64_t{12}}) {
        const bool said = second->low >= scale && second->low % scale == 0 && second->low / scale > first->low &&
                          scale_word(second->end - 1);
        if (said) {
          first->low *= scale;
          break;
        }
      }
    }
    if (first->low >= second->low) {
      if (next == end) {
        // "3-1" is a result: neither number counts.
        return Core{i, second->end, 1, 0, QuantityPrecision::exact};
      }
      return first;
    }
    if (next == end &&
        (is("contest-noun", second->end) || second->end >= p_.size() || token(second->end).upos == Upos::PUNCT) &&
        second->low < 20) {
      return Core{i, second->end, 1, 0, QuantityPrecision::exact};
    }
    return Core{i, second->end, first->low, second->low, QuantityPrecision::range};
  }

  /// The last piece of a number is a scale word and not a small one.
  bool scale_word(std::size_t i) const {
    const auto number = w_.numbers.cardinal(p_, i);
    return !number;
  }

  bool in_timex(std::size_t begin, std::size_t end) const {
    const Span span{p_[begin].span.begin, p_[end - 1].span.end};
    const auto it = std::partition_point(timexes_.begin(), timexes_.end(),
                                         [&](const TimexMention& t) { return t.timex.span.end <= span.begin; });
    return it != timexes_.end() && it->timex.span.overlaps(span);
  }

  bool in_name(std::size_t i) const {
    const auto t = p_[i].token;
    const auto it =
        std::partition_point(document_.names.begin(), document_.names.end(), [&](const Name& n) { return n.end <= t; });
    return it != document_.names.end() && it->begin <= t && it->end - it->begin > 1;
  }

  /// Whether the number counts things.
  bool counts(const Core& c) const {
    if (c.low > c.high || in_timex(c.begin, c.end) || in_name(c.begin)) {
      return false;
    }
    const auto begin = c.begin;
    const auto end = c.end;
    const bool vague = c.precision == QuantityPrecision::vague;
    const bool glued_before = begin > 0 && !p_[begin].space && !p_[begin].hyphen;
    if (begin > 0) {
      const auto before = low(begin - 1);
      // "$20", "no. 7", "9/11", "Su-35", "+20"
      if (is("money", begin - 1) && (token(begin - 1).upos == Upos::SYM || token(begin - 1).upos == Upos::X ||
                                     glued_before || before.ends_with('$'))) {
        return false;
      }
      if (before == "#" || (before == "." && begin > 1 && low(begin - 2) == "no") || before == "no." ||
          before == "nos." || before == "/") {
        return false;
      }
      if (p_[begin].hyphen && !vague) {
        return false;
      }
      // "Resolution 1701", "Flight 370": the noun before is named by the number.
      const auto& noun = token(begin - 1);
      const auto head = token(begin).head;
      const bool named = noun.upos == Upos::PROPN || is("label-noun", begin - 1);
      const bool digits = low(begin)[0] >= '0' && low(begin)[0] <= '9';
      if (!vague && named && (head == p_[begin - 1].token || (head == no_token && is("label-noun", begin - 1)))) {
        return false;
      }
      if (!vague && digits && noun.upos == Upos::NOUN && head == p_[begin - 1].token && p_[begin - 1].capital) {
        return false;
      }
      if (before == "aged" || before == "age") {
        return false;
      }
      // "Anna Berg, 34, said": an age.
      if (before == "," && (low(end) == "," || low(end) == ".") && begin > 1 && token(begin - 2).upos == Upos::PROPN &&
          digits && c.high < 120) {
        return false;
      }
      if (low(begin) == "one" && (before == "no" || before == "any" || before == "every" || before == "each" ||
                                  before == "some" || before == "this" || before == "that" || before == "which")) {
        return false;
      }
    }
    if (low(begin) == "one" && begin + 1 == end) {
      if (token(begin).upos != Upos::NUM && token(begin).upos != Upos::X) {
        return false;
      }
      if (low(end) == "another" || low(end) == "of" ? false : low(end) == "by") {
        return false;
      }
      if (low(end) == "another") {
        return false;
      }
    }
    if (low(begin) == "zero") {
      return false;
    }
    if (end < p_.size()) {
      const auto after = low(end);
      if (w_.percent.match(p_, end)) {
        return false;
      }
      if (!vague || is("money", end)) {
        const auto next = after == "-" ? end + 1 : end;
        if (w_.money.match(p_, next) && after != "won") {
          return false;
        }
        if (after == "won" && token(end).upos == Upos::NOUN) {
          return false;
        }
      }
      // "20-year-old", "two-way", "five-storey"; "20-strong" and "30-plus" aside.
      if (p_[end].hyphen && after != "plus" && after != "odd" && after != "strong") {
        return false;
      }
      if (is("count-of-times", end) && after != "per" && !vague) {
        return false;
      }
      // "one third", "two fifths"
      if (!vague && w_.numbers.ordinal(p_, end) && c.high < 20) {
        return false;
      }
      if (!vague && c.high < 20 && after.size() > 3 && after.back() == 's' && w_.lists.find("ordinal-3") != nullptr &&
          fraction(end)) {
        return false;
      }
      if (after == "/" || after == ":" || (after == "." && end + 1 < p_.size() && begin == 0)) {
        return false;
      }
      if (after == ")" && (begin == 0 || (begin == 1 && low(0) == "("))) {
        return false;
      }
      // "10 Downing Street"
      for (std::size_t j = end; j < std::min(end + 4, p_.size()) && token(j).upos == Upos::PROPN; ++j) {
        if (is("street", j)) {
          return false;
        }
      }
    }
    return true;
  }

  /// "thirds", "fifths"
  bool fraction(std::size_t i) const {
    std::vector<Piece> one = {p_[i]};
    one.front().low.pop_back();
    const auto ordinal = w_.numbers.ordinal(one, 0);
    return ordinal && ordinal->words;
  }

  void emit(const Core& core) {
    auto begin = core.begin;
    auto end = core.end;
    Quantity quantity;
    quantity.low = core.low;
    quantity.high = core.high;
    quantity.precision = core.precision;
    const auto bend = [&](std::int64_t how) {
      switch (how) {
        case Words::above:
          quantity.low = core.low + (core.precision == QuantityPrecision::vague ? 0 : 1);
          quantity.high.reset();
          quantity.precision = QuantityPrecision::at_least;
          break;
        case Words::at_least:
          quantity.high.reset();
          quantity.precision = QuantityPrecision::at_least;
          break;
        case Words::at_most:
          quantity.low.reset();
          quantity.precision = QuantityPrecision::at_most;
          break;
        case Words::below:
          quantity.low.reset();
          quantity.high = core.high == 0 ? 0 : core.high - 1;
          quantity.precision = QuantityPrecision::at_most;
          break;
        case Words::about:
          if (core.precision == QuantityPrecision::exact) {
            quantity.precision = QuantityPrecision::about;
          }
          break;
        default:
          break;
      }
    };
    bool bent = false;
    if (core.precision == QuantityPrecision::range && begin > 0 &&
        (low(begin - 1) == "between" || low(begin - 1) == "from")) {
      --begin;
    } else if (const auto before = w_.before.match_before(p_, begin);
               before && before->end >= done_ && bends(before->end, begin)) {
      bend(before->value);
      begin = before->end;
      bent = true;
      // "perhaps as many as 50" and "around some": the outer word adds nothing.
    }
    if (!bent) {
      if (const auto after = w_.after.match(p_, end)) {
        bend(after->value);
        end = after->end;
      } else if (p_[end - 1].low.ends_with('+')) {
        bend(Words::at_least);
      } else if (low(end) == "+" && !p_[end].space) {
        bend(Words::at_least);
        ++end;
      }
    }
    QuantityMention mention;
    mention.begin = p_[begin].token;
    mention.end = p_[end - 1].token + 1;
    mention.head = head_of_tokens(document_, p_[core.begin].token, p_[core.end - 1].token + 1);
    mention.counted = counted(mention, core);
    quantity.span = {p_[begin].span.begin, p_[end - 1].span.end};
    mention.quantity = quantity;
    done_ = end;
    out_.push_back(mention);
  }

  /// "Some 50", "over 50", but not "over 50" as a place ("clashes over two islands") nor "about two of them" after a
  /// verb of speech ("asked about two prisoners").
  bool bends(std::size_t begin, std::size_t end) const {
    if (end != begin + 1) {
      return true;
    }
    const auto& t = token(begin);
    const bool preposition = low(begin) == "over" || low(begin) == "about" || low(begin) == "around" ||
                             low(begin) == "under" || low(begin) == "above" || low(begin) == "below";
    if (!preposition || t.head == no_token) {
      return true;
    }
    // As case marker of the counted noun it is a preposition; on the number itself it bends it.
    const auto number = p_[end].token;
    return t.deprel != "case" || t.head == number || document_.tokens[t.head].upos == Upos::NUM || only_counts(number);
  }

  /// The number is itself the subject or object, or nothing governs the phrase as a place would be.
  bool only_counts(std::uint32_t number) const {
    const auto noun = document_.tokens[number].head;
    if (noun == no_token) {
      return true;
    }
    const auto relation = document_.tokens[noun].deprel;
    return relation.starts_with("nsubj") || relation == "obj" || relation == "root" || relation == "iobj";
  }

  std::uint32_t counted(const QuantityMention& mention, const Core& core) const {
    const auto& tokens = document_.tokens;
    const auto head = mention.head;
    if (head == no_token) {
      return no_token;
    }
    const auto& t = tokens[head];
    const auto core_begin = p_[core.begin].token;
    const auto core_end = p_[core.end - 1].token + 1;
    const auto sentence = std::partition_point(document_.sentences.begin(), document_.sentences.end(),
                                               [&](const Sentence& s) { return s.end <= head; });
    if (sentence == document_.sentences.end()) {
      return no_token;
    }
    // "dozens of civilians", "20 of them"
    for (auto c = core_end; c < sentence->end; ++c) {
      if (tokens[c].head < core_begin || tokens[c].head >= core_end || !tokens[c].deprel.starts_with("nmod")) {
        continue;
      }
      for (auto marker = core_begin; marker < c; ++marker) {
        const bool of = tokens[marker].head == c && tokens[marker].deprel == "case" && tokens[marker].lemma != "in" &&
                        tokens[marker].lemma != "from";
        if (of && tokens[marker].span.of(document_.text) == "of") {
          return c;
        }
      }
    }
    if (t.head == no_token) {
      return treeless(core_end, sentence->end);
    }
    const auto relation = t.deprel.substr(0, t.deprel.find(':'));
    const auto noun = t.head;
    if (noun < tokens.size() && (relation == "nummod" || relation == "amod" || relation == "det" ||
                                 relation == "compound" || relation == "advmod")) {
      const auto upos = tokens[noun].upos;
      const bool nominal = upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::PRON || upos == Upos::ADJ ||
                           upos == Upos::VERB || upos == Upos::X;
      if (relation == "nummod" || (nominal && noun > head && upos != Upos::VERB)) {
        return noun;
      }
    }
    return no_token;
  }

  /// Without a tree: the next noun, over adjectives.
  std::uint32_t treeless(std::uint32_t begin, std::uint32_t end) const {
    const bool any_tree = std::any_of(document_.tokens.begin(), document_.tokens.end(),
                                      [](const Token& t) { return t.head != no_token; });
    if (any_tree) {
      return no_token;
    }
    for (auto c = begin; c < end; ++c) {
      const auto upos = document_.tokens[c].upos;
      if (upos == Upos::NOUN) {
        auto last = c;
        while (last + 1 < end && document_.tokens[last + 1].upos == Upos::NOUN) {
          ++last;
        }
        return last;
      }
      const bool of = document_.tokens[c].span.of(document_.text) == "of" && c == begin;
      if (upos != Upos::ADJ && upos != Upos::PROPN && upos != Upos::DET && !of) {
        return no_token;
      }
    }
    return no_token;
  }

  const Words& w_;
  const Document& document_;
  std::span<const TimexMention> timexes_;
  std::vector<Piece> p_;
  std::size_t done_ = 0;  ///< pieces before this one are taken
  std::vector<QuantityMention> out_;
};

}  // namespace

QuantityReader::QuantityReader(const WordLists& lists) : words_(std::make_unique<const Words>(lists)) {}

QuantityReader::~QuantityReader() = default;

std::vector<QuantityMention> QuantityReader::find(const Document& document,
                                                  std::span<const TimexMention> timexes) const {
  return QuantityFinder(*words_, document, timexes).find();
}

}  // namespace sitrep
