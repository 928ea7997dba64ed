#include "language/word_features.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <span>

namespace sitrep {

namespace {

constexpr std::size_t head_length = 32;
constexpr std::size_t tail_length = 16;
constexpr char32_t boundary = 0x110000;  // outside Unicode

struct CodePoints {
  std::array<UChar32, head_length + tail_length> points;
  std::size_t size = 0;
};

// The first 32 and last 16 code points, from the two ends, without walking through what lies between.
CodePoints decode(std::string_view form) {
  CodePoints out;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(form.data());
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(form.size(), 4 * head_length));
  std::int32_t at = 0;
  while (at < length && out.size < head_length) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, length, c);
    out.points[out.size++] = c;
  }
  const std::size_t rest = form.size() - static_cast<std::size_t>(at);
  if (rest == 0) {
    return out;
  }
  const auto window = static_cast<std::int32_t>(std::min<std::size_t>(rest, 4 * tail_length));
  const auto* tail = bytes + form.size() - static_cast<std::size_t>(window);
  std::array<UChar32, tail_length> reversed;
  std::size_t count = 0;
  std::int32_t back = window;
  while (back > 0 && count < tail_length) {
    UChar32 c = 0;
    U8_PREV_OR_FFFD(tail, 0, back, c);
    reversed[count++] = c;
  }
  while (count > 0) {
    out.points[out.size++] = reversed[--count];
  }
  return out;
}

void normalise(CodePoints& text) {
  for (std::size_t i = 0; i < text.size; ++i) {
    text.points[i] = u_isdigit(text.points[i]) ? '0' : u_tolower(text.points[i]);
  }
}

// FNV-1a over code points with a final mix (MurmurHash3's finalizer).
std::uint64_t hash(std::uint64_t kind, std::span<const UChar32> points) {
  std::uint64_t h = 0xcbf29ce484222325ULL ^ (kind * 0x9e3779b97f4a7c15ULL);
  for (const UChar32 c : points) {
    h = (h ^ static_cast<std::uint64_t>(static_cast<std::uint32_t>(c))) * 0x100000001b3ULL;
  }
  h ^= h >> 33U;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33U;
  h *= 0xc4ceb9fe1a85ec53ULL;
  h ^= h >> 33U;
  return h;
}

enum Kind : std::uint64_t { whole = 0, prefix = 1, suffix = 2, trigram = 3, capitals = 4, pattern = 5 };

LetterCase case_of(std::size_t upper, std::size_t lower, std::size_t digits, bool starts_upper) {
  if (upper == 0) {
    return lower > 0 ? LetterCase::lower : digits > 0 ? LetterCase::digits : LetterCase::none;
  }
  if (lower == 0) {
    return upper == 1 ? LetterCase::one_capital : LetterCase::capitals;
  }
  return starts_upper && upper == 1 ? LetterCase::initial : LetterCase::mixed;
}

UChar32 shape_of(UChar32 c) {
  if (u_isdigit(c)) {
    return 'd';
  }
  if (u_isupper(c) || u_istitle(c)) {
    return 'X';
  }
  return u_isalpha(c) ? 'x' : c;
}

}  // namespace

void word_features(std::string_view form, WordFeatures& features) {
  CodePoints text = decode(form);
  features.subwords.clear();
  features.shape.clear();

  CodePoints shape;
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size; ++i) {
    const UChar32 c = shape_of(text.points[i]);
    upper += c == 'X' ? 1 : 0;
    lower += c == 'x' ? 1 : 0;
    digits += c == 'd' ? 1 : 0;
    if (shape.size == 0 || shape.points[shape.size - 1] != c) {
      shape.points[shape.size++] = c;
    }
  }
  const bool starts_upper = text.size > 0 && shape_of(text.points[0]) == 'X';
  features.letters = case_of(upper, lower, digits, starts_upper);
  const std::array<UChar32, 4> traits = {
      upper == 0 ? 0 : (lower == 0 ? (upper == 1 ? 1 : 2) : (starts_upper && upper == 1 ? 3 : 4)), starts_upper ? 1 : 0,
      digits == 0 ? 0 : (upper + lower == 0 ? 1 : 2), static_cast<UChar32>(std::min<std::size_t>(text.size, 4))};
  features.shape.push_back(static_cast<std::uint32_t>(hash(capitals, traits)));
  features.shape.push_back(
      static_cast<std::uint32_t>(hash(pattern, {shape.points.data(), std::min<std::size_t>(shape.size, 8)})));

  normalise(text);
  const std::span<const UChar32> points(text.points.data(), text.size);
  features.key = hash(whole, points);
  for (std::size_t n = 1; n <= 4 && n <= points.size(); ++n) {
    features.subwords.push_back(static_cast<std::uint32_t>(hash(prefix, points.first(n))));
  }
  for (std::size_t n = 1; n <= 5 && n <= points.size(); ++n) {
    features.subwords.push_back(static_cast<std::uint32_t>(hash(suffix, points.last(n))));
  }
  features.affixes = features.subwords.size();
  std::array<UChar32, head_length + tail_length + 2> marked;
  marked[0] = static_cast<UChar32>(boundary);
  std::copy(points.begin(), points.end(), marked.begin() + 1);
  marked[points.size() + 1] = static_cast<UChar32>(boundary);
  for (std::size_t i = 0; i + 3 <= points.size() + 2; ++i) {
    features.subwords.push_back(
        static_cast<std::uint32_t>(hash(trigram, std::span<const UChar32>(marked).subspan(i, 3))));
  }
}

std::string normalised_form(std::string_view form) {
  CodePoints text = decode(form);
  normalise(text);
  std::string out;
  for (std::size_t i = 0; i < text.size; ++i) {
    std::array<std::uint8_t, 4> bytes;
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, text.points[i]);
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
  }
  return out;
}

}  // namespace sitrep
