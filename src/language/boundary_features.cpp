#include "language/boundary_features.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace sitrep {

namespace {

// Codes of signs beyond ASCII, in the range of control characters, which are read as white space.
constexpr std::uint8_t sign_open_quote = 1;
constexpr std::uint8_t sign_close_quote = 2;
constexpr std::uint8_t sign_open_single = 3;
constexpr std::uint8_t sign_close_single = 4;
constexpr std::uint8_t sign_dash = 5;
constexpr std::uint8_t sign_long_dash = 6;
constexpr std::uint8_t sign_ellipsis = 7;
constexpr std::uint8_t sign_punctuation = 8;
constexpr std::uint8_t sign_other = 9;
constexpr std::uint8_t sign_edge = 10;  // before the first and after the last character

constexpr std::size_t longest_run = 20;

bool is_space(char32_t c) {
  if (c < 0x80) {
    return c <= 0x20 || c == 0x7F;
  }
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || c == 0x200B || c == 0xFEFF || (c >= 0x80 && c < 0xA0);
}

std::uint8_t symbol_of(char32_t c) {
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') {
      return 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return 'a';
    }
    return c >= '0' && c <= '9' ? '0' : static_cast<std::uint8_t>(c);
  }
  switch (c) {
    case 0x201C:
    case 0x201E:
    case 0xAB:
      return sign_open_quote;
    case 0x201D:
    case 0xBB:
      return sign_close_quote;
    case 0x2018:
      return sign_open_single;
    case 0x2019:
      return sign_close_single;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
      return sign_dash;
    case 0x2014:
    case 0x2015:
      return sign_long_dash;
    case 0x2026:
      return sign_ellipsis;
    default:
      break;
  }
  const auto point = static_cast<UChar32>(c);
  if (u_isupper(point) != 0) {
    return 'A';
  }
  if (u_islower(point) != 0) {
    return 'a';
  }
  if (u_isdigit(point) != 0) {
    return '0';
  }
  const auto type = static_cast<std::uint32_t>(U_GET_GC_MASK(point));
  if (u_isalpha(point) != 0 || (type & static_cast<std::uint32_t>(U_GC_M_MASK)) != 0) {
    return 'x';
  }
  return u_ispunct(point) != 0 ? sign_punctuation : sign_other;
}

bool letter_symbol(std::uint8_t s) {
  return s == 'a' || s == 'A' || s == 'x';
}
bool core_symbol(std::uint8_t s) {
  return letter_symbol(s) || s == '0';
}
bool apostrophe(std::uint8_t s) {
  return s == '\'' || s == sign_close_single || s == '`';
}

constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash ^= value;
  hash *= 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 29U);
}

// Lower-cased, digits as 0, apostrophes straight.
std::uint64_t normal_point(const TextUnit& unit) {
  if (unit.symbol == '0') {
    return '0';
  }
  if (unit.symbol == 'A') {
    return unit.point < 0x80 ? unit.point + 32
                             : static_cast<std::uint64_t>(u_tolower(static_cast<UChar32>(unit.point)));
  }
  return apostrophe(unit.symbol) ? '\'' : unit.point;
}

}  // namespace

bool TextUnits::is_letter(std::size_t i) const {
  return letter_symbol(units_[i].symbol);
}

void TextUnits::finish_word(std::uint32_t line_begin) {
  Word& word = words_.back();
  word.end = static_cast<std::uint32_t>(units_.size());
  word.core_begin = word.begin;
  word.core_end = word.end;
  while (word.core_begin < word.end && !core_symbol(units_[word.core_begin].symbol)) {
    ++word.core_begin;
  }
  while (word.core_end > word.core_begin && !core_symbol(units_[word.core_end - 1].symbol)) {
    --word.core_end;
  }
  std::uint64_t hash = 1;
  std::uint64_t shape = 2;
  std::uint8_t last = 0;
  int repeated = 0;
  bool small = false;
  int capitals = 0;
  const auto end = std::min<std::size_t>(word.end, word.begin + std::size_t{32});
  word.core = 3;
  word.with_stop = 4;
  for (std::size_t i = word.begin; i < end; ++i) {
    const TextUnit& unit = units_[i];
    hash = mix(hash, normal_point(unit));
    if (i >= word.core_begin && i < word.core_end) {
      word.core = mix(word.core, normal_point(unit));
      word.dotted = word.dotted || unit.symbol == '.';
    }
    if (i >= word.core_begin && (i < word.core_end || (i == word.core_end && unit.symbol == '.'))) {
      word.with_stop = mix(word.with_stop, normal_point(unit));
    }
    repeated = unit.symbol == last ? repeated + 1 : 0;
    if (repeated < 2) {
      shape = mix(shape, unit.symbol);
    }
    last = unit.symbol;
    small = small || unit.symbol == 'a';
    capitals += unit.symbol == 'A' ? 1 : 0;
  }
  word.hash = mix(hash, word.end - word.begin > 32 ? 1 : 0);
  word.shape = shape;
  word.capitals = !small && capitals >= 2;
  if (word.core_begin < word.core_end) {
    word.capital = units_[word.core_begin].symbol == 'A';
    word.digit = units_[word.core_begin].symbol == '0';
  }
  word.line_length = units_.back().begin + units_.back().size - line_begin;
}

void TextUnits::load(std::string_view text, std::size_t begin, std::size_t end) {
  units_.clear();
  words_.clear();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  Gap gap = Gap::paragraph;
  bool line_break = false;
  std::uint32_t line_begin = static_cast<std::uint32_t>(begin);
  std::uint32_t pending_line = line_begin;
  bool straight = false;
  int curly = 0;
  int brackets = 0;
  auto at = static_cast<std::int64_t>(begin);
  const auto stop = static_cast<std::int64_t>(end);
  while (at < stop) {
    const auto first = at;
    UChar32 point = 0;
    U8_NEXT_OR_FFFD(bytes, at, stop, point);
    const auto c = static_cast<char32_t>(point);
    if (is_space(c)) {
      if (!units_.empty() && gap == Gap::none) {
        finish_word(line_begin);
      }
      if (c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85) {
        if (gap != Gap::paragraph) {
          gap = line_break || c == 0x2029 ? Gap::paragraph : Gap::line;
        }
        line_break = true;
        pending_line = static_cast<std::uint32_t>(at);
      } else if (gap == Gap::none) {
        gap = c == '\t' ? Gap::spaces : Gap::space;
      } else if (gap == Gap::space) {
        gap = Gap::spaces;
      }
      continue;
    }
    TextUnit unit;
    unit.point = c;
    unit.begin = static_cast<std::uint32_t>(first);
    unit.size = static_cast<std::uint8_t>(at - first);
    unit.symbol = symbol_of(c);
    unit.gap = gap;
    if (gap == Gap::paragraph) {
      straight = false;
      curly = 0;
      brackets = 0;
    }
    if (line_break) {
      line_begin = pending_line;
    }
    if (gap != Gap::none) {
      Word word;
      word.begin = static_cast<std::uint32_t>(units_.size());
      words_.push_back(word);
    }
    unit.word = static_cast<std::uint32_t>(words_.size() - 1);
    // The state after the character.
    if (unit.symbol == '"') {
      straight = !straight;
    } else if (unit.symbol == sign_open_quote) {
      curly = 1;
    } else if (unit.symbol == sign_close_quote) {
      curly = 0;
    } else if (c == '(' || c == '[') {
      ++brackets;
    } else if ((c == ')' || c == ']') && brackets > 0) {
      --brackets;
    }
    unit.state = static_cast<std::uint8_t>((straight ? 1 : 0) | (curly != 0 ? 2 : 0) | (brackets > 0 ? 4 : 0));
    units_.push_back(unit);
    gap = Gap::none;
    line_break = false;
  }
  if (!units_.empty() && gap == Gap::none) {
    finish_word(line_begin);
  }
}

SplitKeys split_keys(const TextUnits& units, std::size_t i) {
  const auto in_run = [&](std::size_t j) { return units.is_letter(j) || apostrophe(units[j].symbol); };
  const auto* word = units.word(units[i].word);
  std::size_t begin = i;
  while (begin > word->begin && in_run(begin - 1)) {
    if (i - --begin > longest_run) {
      return {};
    }
  }
  std::size_t end = i + 1;
  SplitKeys keys{5, 6};
  for (std::size_t j = begin; j <= i; ++j) {
    keys.whole = mix(keys.whole, normal_point(units[j]));
  }
  keys.whole = mix(keys.whole, '|');
  bool has_apostrophe = false;
  // Quotes at the end of a word are none of its letters.
  std::size_t last = i + 1;
  while (end < word->end && in_run(end)) {
    if (units.is_letter(end)) {
      last = end;
    }
    if (++end - i > longest_run) {
      return {};
    }
  }
  for (std::size_t j = i + 1; j <= last; ++j) {
    keys.whole = mix(keys.whole, normal_point(units[j]));
    keys.right = mix(keys.right, normal_point(units[j]));
    has_apostrophe = has_apostrophe || apostrophe(units[j].symbol);
  }
  if (!has_apostrophe) {
    keys.right = 0;
  }
  return keys;
}

std::uint32_t allowed_boundaries(const TextUnits& units, std::size_t i, std::span<const std::uint64_t> splits) {
  const Gap gap = units.gap_after(i);
  if (gap == Gap::paragraph) {
    return 8;
  }
  if (gap != Gap::none) {
    return 2 | 8;
  }
  const std::uint8_t left = units[i].symbol;
  const std::uint8_t right = units[i + 1].symbol;
  if (letter_symbol(left) && letter_symbol(right)) {
    const SplitKeys keys = split_keys(units, i);
    const bool known = keys.whole != 0 && (std::ranges::binary_search(splits, keys.whole) ||
                                           (keys.right != 0 && std::ranges::binary_search(splits, keys.right)));
    return known ? 1 | 2 | 4 : 1;
  }
  if (left == '0' && right == '0') {
    return 1;
  }
  return 1 | 2 | 4 | 8;
}

void boundary_features(const TextUnits& units, std::size_t i, std::size_t token_begin, std::size_t tokens,
                       std::vector<std::uint64_t>& features) {
  features.clear();
  const Gap gap = units.gap_after(i);
  const bool spaced = gap != Gap::none;
  const bool letters = !spaced && units.is_letter(i) && i + 1 < units.size() && units.is_letter(i + 1);
  const std::uint64_t mode = spaced ? 1 : (letters ? 2 : 3);
  std::uint64_t number = 0;
  const auto add = [&](std::initializer_list<std::uint64_t> parts) {
    std::uint64_t hash = mix(++number, mode);
    for (const auto part : parts) {
      hash = mix(hash, part);
    }
    features.push_back(mix(hash, 7));
  };

  // Characters and symbols around the boundary, white space counting as one.
  std::array<std::uint64_t, 4> lp{};
  std::array<std::uint64_t, 4> rp{};
  std::array<std::uint64_t, 4> ls{};
  std::array<std::uint64_t, 4> rs{};
  {
    std::size_t j = i + 1;
    bool space = false;
    for (std::size_t k = 0; k < 4; ++k) {
      if (space) {
        lp[k] = ls[k] = ' ';
        space = false;
      } else if (j == 0) {
        lp[k] = ls[k] = sign_edge;
      } else {
        --j;
        lp[k] = units[j].symbol == '0' ? '0' : units[j].point;
        ls[k] = units[j].symbol;
        space = units[j].gap != Gap::none;
      }
    }
    j = i + 1;
    space = false;
    for (std::size_t k = 0; k < 4; ++k) {
      if (j >= units.size()) {
        rp[k] = rs[k] = sign_edge;
      } else if (space) {
        rp[k] = rs[k] = ' ';
        space = false;
      } else {
        rp[k] = units[j].symbol == '0' ? '0' : units[j].point;
        rs[k] = units[j].symbol;
        ++j;
        space = j < units.size() && units[j].gap != Gap::none;
      }
    }
  }
  const std::uint64_t gap_kind = static_cast<std::uint64_t>(gap);
  const auto number_left = units[i].word;
  const auto* left = units.word(number_left);
  const auto* right = units.word(spaced ? number_left + 1 : number_left);
  const auto* before = number_left > 0 ? units.word(number_left - 1) : nullptr;
  const auto* after = units.word(spaced ? number_left + 2 : number_left + 1);
  static constexpr TextUnits::Word none{};
  const auto& l = *left;
  const auto& r = right != nullptr ? *right : none;
  const auto& b = before != nullptr ? *before : none;
  const auto& a = after != nullptr ? *after : none;
  const std::uint64_t state = units[i].state;
  const std::uint64_t right_kind = (r.capital ? 1U : 0U) | (r.digit ? 2U : 0U) | (r.capitals ? 4U : 0U);

  // The token under way and the run of like characters on the other side.
  std::uint64_t token = 11;
  for (std::size_t j = i + 1 - token_begin > longest_run ? i + 1 - longest_run : token_begin; j <= i; ++j) {
    token = mix(token, normal_point(units[j]));
  }
  std::uint64_t run = 12;
  std::size_t run_end = i + 1;
  if (i + 1 < units.size()) {
    const auto kind = [](std::uint8_t s) -> std::uint8_t { return letter_symbol(s) ? 'a' : s; };
    const auto first = kind(units[i + 1].symbol);
    while (run_end < units.size() && run_end - i <= longest_run &&
           (run_end == i + 1 || units[run_end].gap == Gap::none) &&
           (kind(units[run_end].symbol) == first ||
            (run_end > i + 1 && apostrophe(units[i + 1].symbol) && units.is_letter(run_end)))) {
      run = mix(run, normal_point(units[run_end]));
      ++run_end;
    }
  }
  const std::uint64_t token_length = std::min<std::uint64_t>(i + 1 - token_begin, 6);
  const std::uint64_t tokens_kind = tokens == 0 ? 0 : (tokens < 3 ? 1 : (tokens < 8 ? 2 : (tokens < 30 ? 3 : 4)));

  add({gap_kind});
  add({lp[0], gap_kind});
  add({rp[0]});
  add({lp[0], rp[0]});
  add({lp[1], lp[0]});
  add({rp[0], rp[1]});
  add({lp[1], lp[0], rp[0]});
  add({lp[0], rp[0], rp[1]});
  add({lp[2], lp[1], lp[0], rs[0]});
  add({ls[0], rp[0], rp[1], rp[2]});
  add({ls[0], rs[0], gap_kind});
  add({ls[1], ls[0], rs[0], rs[1]});
  add({ls[2], ls[1], ls[0], rs[0], rs[1], rs[2]});
  add({ls[3], ls[2], ls[1], ls[0], rs[0], rs[1], rs[2], rs[3]});
  add({ls[3], ls[2], ls[1], ls[0], rs[0]});
  add({ls[0], rs[0], rs[1], rs[2], rs[3]});
  add({token});
  add({token, rs[0], right_kind});
  add({token, run});
  add({run, ls[0]});
  add({token_length, ls[0], rs[0], rs[1]});
  add({l.hash});
  add({l.hash, right_kind, gap_kind});
  add({l.shape, rs[0], rs[1]});
  add({r.core, ls[0]});
  add({r.core, ls[0], right_kind});
  add({lp[0], state, rs[0]});
  add({lp[1], lp[0], state, right_kind});
  add({tokens_kind, lp[0], right_kind});
  if (spaced) {
    const std::uint64_t line = l.line_length < 30 ? 0 : (l.line_length < 55 ? 1 : (l.line_length < 90 ? 2 : 3));
    const std::uint64_t core_length = std::min<std::uint64_t>(l.core_end - l.core_begin, 5);
    const std::uint64_t left_kind =
        (l.capital ? 1U : 0U) | (l.dotted ? 2U : 0U) | (l.digit ? 4U : 0U) | (l.capitals ? 8U : 0U);
    add({l.with_stop, ls[0], right_kind});
    add({core_length, left_kind, ls[1], ls[0], right_kind});
    add({core_length, left_kind, ls[0], right_kind, b.capital ? 1U : 0U});
    add({l.with_stop, r.core});
    add({b.core, l.with_stop, right_kind});
    add({r.core, a.core, ls[0]});
    add({gap_kind, line, ls[0], right_kind});
    add({gap_kind, line, ls[0], tokens_kind});
    add({r.shape, ls[0], ls[1]});
    add({l.capitals ? 1U : 0U, b.capitals ? 1U : 0U, right_kind, ls[0], gap_kind});
    add({ls[1], ls[0], a.capital ? 1U : 0U, right_kind});
  } else {
    add({l.shape, i + 1 - l.begin});
    add({token, b.hash});
    add({token, run, a.hash});
    add({token, run, b.hash});
    add({l.core, i + 1 - l.begin});
    add({run_end == l.end ? 1U : 0U, run, ls[1]});
    add({ls[0], run, static_cast<std::uint64_t>(units.gap_after(run_end - 1))});
    if (letters) {
      const SplitKeys keys = split_keys(units, i);
      add({keys.whole});
      add({keys.right});
      add({keys.whole, b.core});
      add({keys.whole, a.core});
      add({keys.whole, l.capital ? 1U : 0U});
    }
  }
}

}  // namespace sitrep
