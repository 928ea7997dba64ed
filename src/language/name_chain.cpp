#include "language/name_chain.h"

#include <algorithm>
#include <array>
#include <bit>

namespace sitrep {

namespace {

constexpr std::uint8_t share_steps = 7;

/// Whether raw text writes the word with a capital nearly always: a name even where this text does not ("kerala").
bool is_proper_in_text(const NameWord& word) {
  return word.capitals > 0 && (word.capitals - 1) % share_steps >= share_steps - 2;
}

bool may_be_in_run(const NameWord& word) {
  return has_capital(word.letters) || (word.letters == LetterCase::lower && is_proper_in_text(word));
}

/// How the sentence is written: capitals tell little where all words have them or none has.
std::uint64_t style_of(std::span<const NameWord> sentence) {
  std::size_t words = 0;
  std::size_t with_capital = 0;
  std::size_t in_capitals = 0;
  for (const auto& word : sentence) {
    words += word.letters <= LetterCase::mixed ? 1 : 0;
    with_capital += has_capital(word.letters) ? 1 : 0;
    in_capitals += word.letters == LetterCase::capitals ? 1 : 0;
  }
  if (in_capitals * 2 > words) {
    return 4;
  }
  if (with_capital == words && words > 1) {
    return 3;
  }
  return with_capital * 10 > words * 7 ? 2 : (with_capital == 0 ? 0 : 1);
}

/// The kinds of features. A kind's number is part of its features' hashes: new ones come last.
enum Kind : std::uint64_t {
  always,
  form_case,
  before,
  after,
  second_before,
  second_after,
  case_behind,
  case_ahead,
  affix,
  letter_case,
  cases,
  cases_before,
  cases_after,
  shape,
  shape_behind,
  shape_ahead,
  style,
  listed,
  listed_before,
  listed_after,
  lists,
  lists_behind,
  lists_ahead,
  coarse_cluster,
  fine_cluster_case,
  coarse_before,
  coarse_after,
  fine_before,
  fine_after,
  fine_second_before,
  fine_second_after,
  capitals,
  capitals_first,
  capitals_behind,
  capitals_ahead,
  capitals_style,
  run_place,
  run_last,
  run_first,
  run_before,
  run_after,
  run_around,
  run_last_coarse,
  run_first_coarse,
  run_before_coarse,
  run_after_coarse,
  run_last_fine,
  run_first_fine,
  run_any_listed,
  run_all_listed,
  run_last_suffix,
  run_lists,
  run_edges,
};

std::uint32_t hash(Kind kind, std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = (a + kind * 0xc2b2ae3d27d4eb4fULL) * 0x9e3779b97f4a7c15ULL;
  h ^= h >> 32U;
  h = (h + b) * 0xbf58476d1ce4e5b9ULL;
  return static_cast<std::uint32_t>(h >> 32U);
}

/// A suffix of three letters, where the word is long enough to have all affixes.
constexpr std::size_t all_affixes = 9;
constexpr std::size_t suffix_of_three = 6;
std::uint32_t suffix_of(const NameWord& word) {
  return word.affixes.size() < all_affixes ? 0 : word.affixes[suffix_of_three];
}

const NameWord edge{0, {}, 0, LetterCase::none, 0, NameChain::no_cluster - 1, NameChain::no_cluster - 1, 0xff};

}  // namespace

std::uint8_t capitals_of(std::uint32_t lower, std::uint32_t initial, std::uint32_t all_capitals) {
  // In whole numbers: the same step on every processor.
  static constexpr std::array<std::uint64_t, share_steps - 1> percent = {2, 10, 30, 60, 90, 99};
  const std::uint64_t all = std::uint64_t{lower} + initial + all_capitals;
  const std::uint64_t with = std::uint64_t{initial} + all_capitals;
  const auto step = std::ranges::count_if(percent, [&](std::uint64_t p) { return with * 100 >= p * all; });
  return static_cast<std::uint8_t>(1 + step + (std::uint64_t{2} * all_capitals > all ? share_steps : 0));
}

void NameFeatures::extract(std::span<const NameWord> sentence) {
  const std::size_t n = sentence.size();
  hashes_.clear();
  ends_.assign(1, 0);
  run_begins_.resize(n);
  run_ends_.resize(n);
  for (std::size_t i = 0; i < n;) {
    std::size_t end = i;
    while (end < n && may_be_in_run(sentence[end])) {
      ++end;
    }
    for (std::size_t j = i; j < std::max(end, i + 1); ++j) {
      run_begins_[j] = static_cast<std::uint32_t>(i);
      run_ends_[j] = static_cast<std::uint32_t>(end);
    }
    i = std::max(end, i + 1);
  }
  const auto sentence_style = style_of(sentence);
  const auto word_at = [&](std::size_t i) -> const NameWord& { return i < n ? sentence[i] : edge; };  // -1 wraps round
  const auto add = [&](Kind kind, std::uint64_t a, std::uint64_t b = 0) { hashes_.push_back(hash(kind, a, b)); };
  const auto add_classes = [&](Kind kind, unsigned classes, std::uint64_t with) {
    for (; classes != 0; classes &= classes - 1) {
      add(kind, static_cast<std::uint64_t>(std::countr_zero(classes)), with);
    }
  };
  const auto case_number = [](const NameWord& word) { return static_cast<std::uint64_t>(word.letters); };
  for (std::size_t i = 0; i < n; ++i) {
    const NameWord& w = sentence[i];
    if (!w.asked) {
      ends_.push_back(hashes_.size());
      continue;
    }
    const NameWord& p = word_at(i - 1);
    const NameWord& q = word_at(i + 1);
    const NameWord& pp = word_at(i - 2);
    const NameWord& qq = word_at(i + 2);
    const std::uint64_t c = case_number(w);
    const std::uint64_t cp = i == 0 ? letter_case_count : case_number(p);
    const std::uint64_t cq = i + 1 == n ? letter_case_count : case_number(q);
    const std::uint64_t first = i == 0 ? 1 : 0;
    add(always, 0);
    add(form_case, w.key, c);
    add(before, p.key);
    add(after, q.key);
    add(second_before, pp.key);
    add(second_after, qq.key);
    add(case_behind, p.key, c);
    add(case_ahead, q.key, c);
    for (const auto hash_of_affix : w.affixes) {
      add(affix, hash_of_affix, c);
    }
    add(letter_case, c, first);
    add(cases, cp * 64 + c * 8 + cq);
    add(cases_before, case_number(pp) * 8 + cp, c);
    add(cases_after, cq * 8 + case_number(qq), c);
    add(shape, w.pattern);
    add(shape_behind, w.pattern, p.pattern);
    add(shape_ahead, w.pattern, q.pattern);
    add(style, sentence_style * 8 + c, first);
    add_classes(listed, w.classes, c);
    add_classes(listed_before, p.classes, cp * 8 + c);
    add_classes(listed_after, q.classes, cq * 8 + c);
    add(lists, w.classes, c);
    add(lists_behind, p.classes, w.classes);
    add(lists_ahead, w.classes, q.classes);
    add(coarse_cluster, w.coarse, c);
    add(fine_cluster_case, w.fine, c);
    add(coarse_before, p.coarse, c);
    add(coarse_after, q.coarse, c);
    add(fine_before, p.fine, c);
    add(fine_after, q.fine, c);
    add(fine_second_before, pp.fine);
    add(fine_second_after, qq.fine);
    add(capitals, w.capitals, c);
    add(capitals_first, w.capitals, c * 2 + first);
    add(capitals_behind, p.capitals * std::uint64_t{256} + w.capitals, c * 8 + cp);
    add(capitals_ahead, w.capitals * std::uint64_t{256} + q.capitals, c * 8 + cq);
    add(capitals_style, w.capitals, sentence_style * 8 + c);
    if (may_be_in_run(w)) {
      const std::size_t begin = run_begins_[i];
      const std::size_t end = run_ends_[i];
      const NameWord& head = sentence[begin];
      const NameWord& last = sentence[end - 1];
      const NameWord& ahead = word_at(begin - 1);
      const NameWord& behind = word_at(end);
      const std::size_t from_begin = std::min<std::size_t>(i - begin, 3);
      const std::size_t from_end = std::min<std::size_t>(end - 1 - i, 3);
      const std::size_t place = from_begin * 4 + from_end;
      add(run_place, place, c);
      add(run_last, last.key, std::min<std::size_t>(from_end, 2));
      add(run_first, head.key, std::min<std::size_t>(from_begin, 2));
      add(run_before, ahead.key);
      add(run_after, behind.key);
      add(run_around, ahead.key, behind.key);
      add(run_last_coarse, last.coarse, place);
      add(run_first_coarse, head.coarse, place);
      add(run_before_coarse, ahead.coarse, place);
      add(run_after_coarse, behind.coarse, place);
      add(run_last_fine, last.fine);
      add(run_first_fine, head.fine);
      unsigned any = 0;
      unsigned all = 0xffff;
      for (std::size_t j = begin; j < end; ++j) {
        any |= sentence[j].classes;
        all &= sentence[j].classes;
      }
      add_classes(run_any_listed, any, 0);
      add_classes(run_all_listed, all, 0);
      add(run_last_suffix, suffix_of(last));
      add(run_lists, head.classes, last.classes);
      add(run_edges, begin == 0 ? 1 : 0, end == n ? 1 : 0);
    }
    ends_.push_back(hashes_.size());
  }
}

void NameChain::add_scores(const NameFeatures& features, std::span<NameScores> scores) const {
  const std::size_t count = rows();
  const float unit = numbers[0];
  const float outside = numbers[1];
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (features.of(i).empty()) {
      continue;
    }
    std::array<std::int32_t, row_width> sums{};
    for (const auto hash_of_feature : features.of(i)) {
      const std::int8_t* row = weights.data() + row_of(hash_of_feature, count) * row_width;
      for (std::size_t label = 0; label < row_width; ++label) {
        sums[label] += row[label];
      }
    }
    scores[i][0] += outside;
    for (std::size_t label = 0; label < row_width; ++label) {
      scores[i][label + 1] += unit * static_cast<float>(sums[label]);
    }
  }
}

}  // namespace sitrep
