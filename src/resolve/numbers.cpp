#include "resolve/numbers.h"

#include <algorithm>
#include <charconv>

namespace sitrep {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word_byte(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) & 0x80u) != 0;
}

/// Bytes of the hyphen or dash at text[at]: "-", or U+2010 to U+2015 and the minus sign U+2212.
std::uint32_t dash_size(std::string_view text, std::size_t at) {
  if (text[at] == '-') {
    return 1;
  }
  if (at + 2 < text.size() && text[at] == '\xe2') {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if ((second == 0x80 && third >= 0x90 && third <= 0x95) || (second == 0x88 && third == 0x92)) {
      return 3;
    }
  }
  return 0;
}

std::string lower_ascii(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (c >= 'A' && c <= 'Z') {
      out.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (word.substr(i).starts_with("\xe2\x80\x99") || word.substr(i).starts_with("\xe2\x80\x98")) {
      out.push_back('\'');
      i += 2;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::vector<std::string_view> words_of(std::string_view phrase) {
  std::vector<std::string_view> words;
  while (!phrase.empty()) {
    const auto blank = phrase.find(' ');
    if (blank != 0) {
      words.push_back(phrase.substr(0, blank));
    }
    phrase.remove_prefix(blank == std::string_view::npos ? phrase.size() : blank + 1);
  }
  return words;
}

/// "2,000", "2.5", "17": value in thousandths, so that "1.5" stays exact.
struct Digits {
  std::uint64_t thousandths = 0;
  bool grouped = false;
};

std::optional<Digits> read_digits(std::string_view text) {
  constexpr std::size_t longest = 16;
  if (text.empty() || text.size() > longest || !is_digit(text.front())) {
    return std::nullopt;
  }
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  Digits out;
  std::size_t run = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (whole[i] == ',') {
      const bool three_follow =
          i + 3 < whole.size() && is_digit(whole[i + 1]) && is_digit(whole[i + 2]) && is_digit(whole[i + 3]);
      if (run == 0 || run > 3 || !three_follow || (out.grouped && run != 3)) {
        return std::nullopt;
      }
      out.grouped = true;
      run = 0;
      continue;
    }
    if (!is_digit(whole[i]) || (out.grouped && run == 3)) {
      return std::nullopt;
    }
    out.thousandths = out.thousandths * 10 + static_cast<std::uint64_t>(whole[i] - '0');
    ++run;
  }
  out.thousandths *= 1000;
  if (point != std::string_view::npos) {
    const auto part = text.substr(point + 1);
    if (part.empty() || part.size() > 3) {
      return std::nullopt;
    }
    std::uint64_t weight = 100;
    for (const char c : part) {
      if (!is_digit(c)) {
        return std::nullopt;
      }
      out.thousandths += static_cast<std::uint64_t>(c - '0') * weight;
      weight /= 10;
    }
  }
  return out;
}

bool is_half(const Piece& piece) {
  return piece.low == "1/2" || piece.low == "\xc2\xbd";
}

constexpr std::uint64_t most = 1'000'000'000'000'000;  // Larger counts are misreadings.

}  // namespace

std::vector<Piece> split_pieces(const Document& document, const Sentence& sentence) {
  std::vector<Piece> pieces;
  bool hyphen_left = false;  // The last dash touches the word before it.
  for (auto t = sentence.begin; t < sentence.end; ++t) {
    const auto& token = document.tokens[t];
    const auto form = token.span.of(document.text);
    const bool space = t == sentence.begin || document.tokens[t - 1].span.end < token.span.begin;
    std::size_t begin = 0;
    bool hyphen = hyphen_left && !space;
    hyphen_left = false;
    const auto add = [&](std::size_t from, std::size_t to) {
      const auto part = form.substr(from, to - from);
      const auto offset = token.span.begin;
      pieces.push_back({lower_ascii(part),
                        {offset + static_cast<std::uint32_t>(from), offset + static_cast<std::uint32_t>(to)},
                        t,
                        hyphen,
                        space && from == 0,
                        part.front() >= 'A' && part.front() <= 'Z'});
      hyphen = false;
    };
    for (std::size_t i = 0; i < form.size();) {
      const auto dash = dash_size(form, i);
      if (dash == 0) {
        ++i;
        continue;
      }
      const bool left = i > begin || (i == 0 && !space && !pieces.empty());
      const bool left_word = i > begin ? is_word_byte(form[i - 1]) || form[i - 1] == '.'
                                       : left && is_word_byte(document.text[token.span.begin - 1]);
      const auto after = token.span.begin + i + dash;
      const bool right_word = after < document.text.size() && is_word_byte(document.text[after]);
      if (left_word && right_word) {
        if (i > begin) {
          add(begin, i);
        }
        hyphen = true;
        hyphen_left = i + dash == form.size();
        begin = i + dash;
      }
      i += dash;
    }
    if (begin < form.size()) {
      add(begin, form.size());
    }
  }
  return pieces;
}

void Phrases::add(const WordLists& lists, std::string_view list, std::int64_t value, std::int64_t other) {
  const auto* words = lists.find(list);
  if (words == nullptr) {
    return;
  }
  for (const auto phrase : *words) {
    Phrase entry{words_of(phrase), value, other};
    by_last_[entry.words.back()].push_back(entry);
    by_first_[entry.words.front()].push_back(std::move(entry));
  }
}

std::optional<Phrases::Hit> Phrases::match(const std::vector<Piece>& pieces, std::size_t at) const {
  if (at >= pieces.size()) {
    return std::nullopt;
  }
  std::optional<Hit> best;
  const auto look = [&](std::string_view first) {
    const auto it = by_first_.find(first);
    if (it == by_first_.end()) {
      return;
    }
    for (const auto& phrase : it->second) {
      const auto size = phrase.words.size();
      bool same = at + size <= pieces.size() && (!best || at + size > best->end);
      for (std::size_t i = 1; same && i < size; ++i) {
        same = pieces[at + i].low == phrase.words[i];
      }
      if (same) {
        best = Hit{at + size, phrase.value, phrase.other};
      }
    }
  };
  const std::string_view low = pieces[at].low;
  look(low);
  if (!best && low.size() > 2 && low.ends_with('.')) {
    look(low.substr(0, low.size() - 1));
  }
  return best;
}

std::optional<Phrases::Hit> Phrases::match_before(const std::vector<Piece>& pieces, std::size_t end) const {
  if (end == 0 || end > pieces.size()) {
    return std::nullopt;
  }
  const auto it = by_last_.find(pieces[end - 1].low);
  if (it == by_last_.end()) {
    return std::nullopt;
  }
  std::optional<Hit> best;
  for (const auto& phrase : it->second) {
    const auto size = phrase.words.size();
    bool same = size <= end && (!best || end - size < best->end);
    for (std::size_t i = 0; same && i + 1 < size; ++i) {
      same = pieces[end - size + i].low == phrase.words[i];
    }
    if (same) {
      best = Hit{end - size, phrase.value, phrase.other};
    }
  }
  return best;
}

void Phrases::words_into(PhraseWords& words) const {
  for (const auto& [first, phrases] : by_first_) {
    for (const auto& phrase : phrases) {
      std::ranges::for_each(phrase.words, [&](std::string_view word) { words.add(word); });
    }
  }
}

bool PhraseWords::may_hold(const Piece& piece) const {
  const std::string_view low = piece.low;
  if (is_digit(low.front()) || low.front() == '\'' || static_cast<unsigned char>(low.front()) >= 0x80u) {
    return true;  // "1990s", "'96", a half as one sign
  }
  return words_.contains(low) || (low.ends_with('.') && words_.contains(low.substr(0, low.size() - 1)));
}

std::optional<std::int64_t> name_value(std::string_view list, std::string_view prefix) {
  if (!list.starts_with(prefix)) {
    return std::nullopt;
  }
  list.remove_prefix(prefix.size());
  std::int64_t value = 0;
  const auto [rest, error] = std::from_chars(list.data(), list.data() + list.size(), value);
  return error == std::errc() && rest == list.data() + list.size() ? std::optional(value) : std::nullopt;
}

NumberReader::NumberReader(const WordLists& lists) {
  for (const auto name : lists.names()) {
    if (const auto number = name_value(name, "number-")) {
      small_.add(lists, name, *number);
    } else if (const auto scale = name_value(name, "scale-")) {
      scales_.add(lists, name, *scale);
    } else if (const auto ordinal = name_value(name, "ordinal-")) {
      ordinals_.add(lists, name, *ordinal);
    } else if (const auto vague_scale = name_value(name, "vague-scale-")) {
      vague_scales_.add(lists, name, *vague_scale);
    } else if (name.starts_with("vague-")) {
      const auto parting = name.rfind('-');
      const auto high = name_value(name.substr(parting), "-");
      const auto low = name_value(name.substr(0, parting), "vague-");
      if (low && high) {
        vague_.add(lists, name, *low, *high);
      }
    }
  }
  for (const auto word : {"a", "an", "half"}) {  // "a hundred", "half a dozen"
    words_.add(word);
  }
  words_into(words_);
}

void NumberReader::words_into(PhraseWords& words) const {
  for (const auto* phrases : {&small_, &scales_, &ordinals_, &vague_, &vague_scales_}) {
    phrases->words_into(words);
  }
}

std::optional<NumberReader::Number> NumberReader::cardinal(const std::vector<Piece>& pieces, std::size_t at) const {
  if (at >= pieces.size()) {
    return std::nullopt;
  }
  Number out;
  std::uint64_t total = 0;    // what scales of a thousand and more have closed
  std::uint64_t current = 0;  // what is open, in units
  std::uint64_t last_scale = most;
  std::uint64_t last_small = 0;  // the last small word, 0 after a scale
  bool any = false;
  auto i = at;
  // "a dozen", "a hundred"; "a" alone is no number.
  if ((pieces[i].low == "a" || pieces[i].low == "an") && scales_.match(pieces, i + 1)) {
    const auto before = i;
    current = 1;
    last_small = 1;
    any = true;
    i = before + 1;
  } else if (const auto digits = read_digits(pieces[i].low)) {
    out.digits = true;
    out.grouped = digits->grouped;
    ++i;
    std::uint64_t thousandths = digits->thousandths;
    bool scaled = false;
    while (const auto scale = scales_.match(pieces, i)) {
      if (thousandths > most / static_cast<std::uint64_t>(scale->value) * 1000 / 1000) {
        return std::nullopt;
      }
      thousandths *= static_cast<std::uint64_t>(scale->value);
      i = scale->end;
      scaled = true;
      out.words = true;
    }
    if (!scaled && i < pieces.size() && is_half(pieces[i])) {
      out.half = true;
      ++i;
    }
    if (thousandths % 1000 != 0) {
      if (thousandths % 1000 != 500 || scaled) {
        return std::nullopt;
      }
      out.half = true;
    }
    out.value = thousandths / 1000;
    out.end = i;
    return out;
  }
  while (i < pieces.size()) {
    if (const auto small = small_.match(pieces, i)) {
      const auto value = static_cast<std::uint64_t>(small->value);
      const bool fits =
          !any || last_small == 0 || (last_small >= 20 && last_small % 10 == 0 && value > 0 && value < 10);
      if (!fits) {
        break;
      }
      // "two thousand, five" lists two numbers; "two thousand five" is one, but "five" after a scale must be smaller.
      current += value;
      last_small = value == 0 ? 1 : value;
      any = true;
      i = small->end;
    } else if (const auto scale = scales_.match(pieces, i)) {
      const auto value = static_cast<std::uint64_t>(scale->value);
      if (!any) {
        break;
      }
      if (value < 1000) {
        if (last_small == 0) {
          break;
        }
        current *= value;
      } else {
        if (value >= last_scale || current == 0) {
          break;
        }
        total += current * value;
        current = 0;
        last_scale = value;
      }
      last_small = 0;
      i = scale->end;
    } else if (any && last_small == 0 && pieces[i].low == "and" && small_.match(pieces, i + 1)) {
      ++i;
    } else {
      break;
    }
    if (total + current > most) {
      return std::nullopt;
    }
  }
  if (!any) {
    return std::nullopt;
  }
  out.words = true;
  out.value = total + current;
  if (i + 2 < pieces.size() && pieces[i].low == "and" && pieces[i + 1].low == "a" && pieces[i + 2].low == "half") {
    out.half = true;
    i += 3;
  }
  out.end = i;
  return out;
}

std::optional<NumberReader::Number> NumberReader::ordinal(const std::vector<Piece>& pieces, std::size_t at) const {
  if (at >= pieces.size()) {
    return std::nullopt;
  }
  Number out;
  const std::string_view low = pieces[at].low;
  if (low.size() > 2 && is_digit(low.front())) {
    const auto suffix = low.substr(low.size() - 2);
    const auto digits = read_digits(low.substr(0, low.size() - 2));
    if (digits && (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th")) {
      out.end = at + 1;
      out.value = digits->thousandths / 1000;
      out.digits = true;
      return out;
    }
    return std::nullopt;
  }
  if (const auto hit = ordinals_.match(pieces, at)) {
    out.end = hit->end;
    out.value = static_cast<std::uint64_t>(hit->value);
    out.words = true;
    return out;
  }
  if (const auto tens = small_.match(pieces, at); tens && tens->value >= 20) {
    if (const auto ones = ordinals_.match(pieces, tens->end); ones && ones->value < 10 && pieces[tens->end].hyphen) {
      out.end = ones->end;
      out.value = static_cast<std::uint64_t>(tens->value + ones->value);
      out.words = true;
      return out;
    }
  }
  return std::nullopt;
}

std::optional<NumberReader::Vague> NumberReader::vague(const std::vector<Piece>& pieces, std::size_t at) const {
  const auto hit = vague_.match(pieces, at);
  if (!hit) {
    return std::nullopt;
  }
  Vague out{hit->end, static_cast<std::uint64_t>(hit->value), static_cast<std::uint64_t>(hit->other)};
  auto next = out.end;
  if (next < pieces.size() && pieces[next].low == "of") {
    ++next;
  }
  while (const auto scale = vague_scales_.match(pieces, next)) {
    const auto value = static_cast<std::uint64_t>(scale->value);
    if (out.high > most / value) {
      break;
    }
    out.low *= value;
    out.high = (out.high + 1) * value - 1;
    out.end = next = scale->end;
    if (next + 1 < pieces.size() && pieces[next].low == "of") {
      ++next;
    }
  }
  return out;
}

std::uint32_t head_of_tokens(const Document& document, std::uint32_t begin, std::uint32_t end) {
  if (begin >= end) {
    return no_token;
  }
  const auto sentence = std::partition_point(document.sentences.begin(), document.sentences.end(),
                                             [&](const Sentence& s) { return s.end <= begin; });
  for (auto t = begin; t < end; ++t) {
    const auto head = document.tokens[t].head;
    const bool root = sentence != document.sentences.end() && sentence->root == t;
    if ((head != no_token && (head < begin || head >= end)) || root) {
      return t;
    }
  }
  return end - 1;
}

}  // namespace sitrep
