#include "language/lemma_script.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <charconv>
#include <cstdint>

namespace sitrep {

namespace {

template <typename Map>
std::string mapped(std::string_view text, Map map) {
  std::string out;
  out.reserve(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  bool first = true;
  for (std::size_t at = 0; at < text.size();) {
    std::int32_t step = 0;
    const auto left = static_cast<std::int32_t>(text.size() - at < 4 ? text.size() - at : 4);
    UChar32 c = 0;
    U8_NEXT(bytes + at, step, left, c);
    if (c < 0) {
      out.append(text.substr(at, static_cast<std::size_t>(step)));
    } else {
      std::array<std::uint8_t, 4> buffer;
      std::int32_t length = 0;
      U8_APPEND_UNSAFE(buffer.data(), length, map(c, first));
      out.append(reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(length));
    }
    first = false;
    at += static_cast<std::size_t>(step);
  }
  return out;
}

std::string title_case(std::string_view text) {
  return mapped(text, [](UChar32 c, bool first) { return first ? u_totitle(c) : u_tolower(c); });
}

std::string in_case(std::string_view form, LemmaScript::Case letter_case) {
  switch (letter_case) {
    case LemmaScript::Case::lower:
      return lower_case(form);
    case LemmaScript::Case::title:
      return title_case(form);
    case LemmaScript::Case::keep:
      break;
  }
  return std::string(form);
}

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    count += continues(c) ? 0 : 1;
  }
  return count;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) {
    ++n;
  }
  while (n > 0 && ((n < a.size() && continues(a[n])) || (n < b.size() && continues(b[n])))) {
    --n;
  }
  return n;
}

}  // namespace

std::string lower_case(std::string_view text) {
  return mapped(text, [](UChar32 c, bool) { return u_tolower(c); });
}

LemmaScript LemmaScript::between(std::string_view form, std::string_view lemma) {
  LemmaScript script;
  if (lower_case(lemma) == lemma) {
    script.letter_case = Case::lower;
  } else if (title_case(lemma) == lemma) {
    script.letter_case = Case::title;
  } else {
    script.letter_case = Case::keep;
  }
  const std::string base = in_case(form, script.letter_case);
  const std::size_t shared = common_prefix(base, lemma);
  if (shared == 0) {
    script.whole = true;
    script.ending = lemma;
    return script;
  }
  script.drop = code_points(std::string_view(base).substr(shared));
  script.ending = lemma.substr(shared);
  return script;
}

std::optional<LemmaScript> LemmaScript::parse(std::string_view text) {
  if (text.size() < 2 || (text[0] != 'l' && text[0] != 't' && text[0] != 'k')) {
    return std::nullopt;
  }
  LemmaScript script;
  script.letter_case = static_cast<Case>(text[0]);
  if (text[1] == '=') {
    script.whole = true;
    script.ending = text.substr(2);
    return script;
  }
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), script.drop);
  if (error != std::errc() || end == text.data() + text.size() || *end != '+') {
    return std::nullopt;
  }
  script.ending = text.substr(static_cast<std::size_t>(end - text.data()) + 1);
  return script;
}

std::string LemmaScript::text() const {
  std::string out(1, static_cast<char>(letter_case));
  out += whole ? "=" : std::to_string(drop) + "+";
  return out + ending;
}

std::string LemmaScript::apply(std::string_view form) const {
  if (whole) {
    return ending;
  }
  std::string out = in_case(form, letter_case);
  std::size_t end = out.size();
  for (std::size_t i = 0; i < drop; ++i) {
    if (end == 0) {
      return out;
    }
    --end;
    while (end > 0 && continues(out[end])) {
      --end;
    }
  }
  if (end == 0 && drop > 0) {
    return out;
  }
  out.resize(end);
  out += ending;
  return out;
}

}  // namespace sitrep
