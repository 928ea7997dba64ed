#include "language/segmenter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>
#include <vector>

#include "language/word_features.h"

namespace sitrep {

namespace {

// Text is read in pieces of this size that end at an empty line, else at white space, so that a huge text needs little
// memory.
constexpr std::size_t piece_size = std::size_t{1} << 18U;

std::size_t piece_end(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= piece_size) {
    return text.size();
  }
  const auto piece = text.substr(begin, piece_size);
  if (const auto at = piece.rfind("\n\n"); at != std::string_view::npos && at > 0) {
    return begin + at;
  }
  if (const auto at = piece.find_last_of(" \n\t"); at != std::string_view::npos && at > 0) {
    return begin + at;
  }
  std::size_t end = begin + piece_size;
  while (end > begin + 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return end;
}

// Whether the white space between two pieces holds an empty line.
bool paragraph_at(std::string_view text, std::size_t at) {
  int lines = 0;
  for (; at < text.size() && (text[at] == '\n' || text[at] == ' ' || text[at] == '\t' || text[at] == '\r') && lines < 2;
       ++at) {
    lines += text[at] == '\n' ? 1 : 0;
  }
  return at == text.size() || lines >= 2;
}

/// "QUETTA: At least 11 people ..." as papers of South Asia begin: the token behind the colon, or the sentence's begin.
/// Shorter ones are headlines, whose label the parser reads.
std::uint32_t behind_place_and_colon(const Document& document, const Sentence& sentence) {
  constexpr std::uint32_t shortest = 10;  // tokens
  const auto colon = sentence.begin + 1;
  const bool whole = sentence.end - sentence.begin >= shortest && document.tokens[sentence.end - 1].form == ".";
  return whole && document.tokens[colon].form == ":" && document.tokens[colon].space_after ? colon + 1 : sentence.begin;
}

/// The token behind a dateline at the head of a sentence ("TRIPOLI, May 14 (Agency) - ", "Goma, Congo (Agency) - "), or
/// the sentence's begin. In small letters it must end with the agency, before a sentence that begins with a capital.
std::uint32_t behind_dateline(const Document& document, const Sentence& sentence) {
  constexpr std::uint32_t longest = 16;  // tokens
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto first = document.tokens[sentence.begin].form;
  if (first.size() < 3 || !is_upper(first.front()) || first == "The") {
    return sentence.begin;
  }
  // "TAIPEI/MANILA" may be one token.
  const bool capitals = std::all_of(first.begin(), first.end(), [&](char c) { return is_upper(c) || c == '/'; });
  if (const auto behind = capitals ? behind_place_and_colon(document, sentence) : sentence.begin;
      behind != sentence.begin) {
    return behind;
  }
  const std::uint32_t end = std::min(sentence.end, sentence.begin + longest);
  bool bracket = false;
  bool comma = false;
  bool joined = false;
  for (std::uint32_t t = sentence.begin + 1; t < end; ++t) {
    const auto form = document.tokens[t].form;
    if (is_dash_word(form) && document.tokens[t - 1].space_after && document.tokens[t].space_after &&
        t + 1 < sentence.end) {
      const char last = document.tokens[t - 1].form.front();
      const char next = document.tokens[t + 1].form.front();
      const bool agency = last == ')';
      const bool day = last >= '0' && last <= '9';
      const bool told = capitals ? !joined || agency || day : agency && (next < 'a' || next > 'z');
      return told ? t + 1 : sentence.begin;
    }
    comma = comma || form == ",";
    if (comma && (form == "of" || form == "the" || form == "and")) {
      joined = true;  // "Democratic Republic of Congo": only where an agency or a day stands at the end
      continue;
    }
    bracket = form == "(" || (bracket && form != ")");
    const char c = form.front();
    const bool fits = is_upper(c) || (c >= '0' && c <= '9') || c == ',' || c == '.' || c == ')' || c == '/' || bracket;
    // "Port-au-Prince", "PORT-AU-PRINCE"
    const bool inside = !document.tokens[t - 1].space_after;
    if (!fits && !inside && !(c == '-' && !document.tokens[t].space_after)) {
      return sentence.begin;
    }
  }
  return sentence.begin;
}

/// A dateline is a sentence of its own, so that its places are no part of what is told.
void split_datelines(Document& document) {
  std::vector<Sentence> out;
  out.reserve(document.sentences.size());
  for (const auto& sentence : document.sentences) {
    const auto split = behind_dateline(document, sentence);
    for (const auto& [begin, end] : {std::pair(sentence.begin, split), std::pair(split, sentence.end)}) {
      if (begin < end) {
        Sentence part;
        part.begin = begin;
        part.end = end;
        part.span = {document.tokens[begin].span.begin, document.tokens[end - 1].span.end};
        out.push_back(part);
      }
    }
  }
  document.sentences = std::move(out);
}

constexpr std::uint32_t bit(Boundary boundary) {
  return 1U << static_cast<unsigned>(boundary);
}

bool is_bullet(char32_t c) {
  return c == '*' || c == 0x2022 || c == 0xB7 || c == 0x25AA || c == 0x25CF || c == 0x25E6 || c == 0x2023;
}

bool is_dash(char32_t c) {
  return c == '-' || c == 0x2013 || c == 0x2014;
}

bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || c == 0x201C || c == 0x2018;
}

/// The sign of a list's item at the head of a line, with a blank behind it. A dash is one before a capital or a figure.
bool heads_item(const TextUnits& units, std::size_t i) {
  if (i >= units.size() || units[i].gap < Gap::line || units.gap_after(i) == Gap::none || i + 1 >= units.size()) {
    return false;
  }
  const auto next = units[i + 1].symbol;
  return is_bullet(units[i].point) || (is_dash(units[i].point) && (next == 'A' || next == '0'));
}

/// Whether a small word stands before a break that no line of its own ends with: a line that was only wrapped.
bool goes_on(const TextUnits& units, const TextUnits::Word& word) {
  static constexpr std::array<std::string_view, 24> small = {
      "a",   "an", "the", "of",   "in", "on",   "at",   "to",  "by",  "for",   "from",  "with",
      "and", "or", "but", "that", "as", "into", "than", "its", "his", "their", "which", "who"};
  std::array<char, 6> letters{};
  const auto length = word.end - word.begin;
  if (length > letters.size()) {
    return false;
  }
  for (std::uint32_t k = 0; k < length; ++k) {
    const auto point = units[word.begin + k].point;
    letters[k] = point < 0x80 ? static_cast<char>(point) : '?';
  }
  return std::find(small.begin(), small.end(), std::string_view(letters.data(), length)) != small.end();
}

/// Whether the letters from unit i to the word's end are the second word of one like "cannot", "dont" or "gonna".
bool is_clitic(const TextUnits& units, std::size_t i) {
  static constexpr std::array<std::string_view, 10> second = {"nt", "m",  "re", "ve",  "ll",
                                                              "d",  "na", "ta", "not", "me"};
  std::array<char, 4> letters{};
  std::size_t length = 0;
  for (; i < units.size() && units.is_letter(i) && (length == 0 || units[i].gap == Gap::none); ++i) {
    if (length == letters.size()) {
      return false;
    }
    letters[length++] = units[i].point < 0x80 ? static_cast<char>(units[i].point | 0x20U) : '?';
  }
  const bool apostrophe = i < units.size() && units[i].gap == Gap::none;  // "don't", "o'clock" are another matter
  return apostrophe || std::ranges::find(second, std::string_view(letters.data(), length)) != second.end();
}

/// What the news writes and treebanks seldom have: items of lists, wrapped lines, numbers that end a sentence.
std::uint32_t as_news_has_it(const TextUnits& units, std::size_t i, std::uint32_t allowed) {
  const auto gap = units.gap_after(i);
  if (gap == Gap::space && (units.is_letter(i) || units[i].symbol == '0')) {
    // Within a line no sentence ends in mid-air. Web texts do that, which the treebank taught; news does not.
    allowed &= ~bit(Boundary::sentence);
  }
  const bool closes = is_quote(units[i].point) || units[i].point == 0x201D || units[i].point == 0x2019;
  if (gap == Gap::space && closes && i > 0 && units.gap_after(i - 1) == Gap::none && units.is_letter(i - 1)) {
    allowed &= ~bit(Boundary::sentence);  // "neutralised" 31 men: nor does one behind a quotation without a stop
  }
  // "drivers" is never "driver's" that lost its apostrophe, nor "overtime" two words, as web texts have it.
  if (gap == Gap::none && units.is_letter(i) && i + 1 < units.size() && units.is_letter(i + 1) &&
      !is_clitic(units, i + 1)) {
    allowed &= ~bit(Boundary::inside_multiword);
  }
  if (heads_item(units, i)) {
    return bit(Boundary::token);
  }
  if (gap == Gap::line && heads_item(units, i + 1)) {
    return bit(Boundary::sentence);
  }
  const auto* word = units.word(units[i].word);
  if (gap == Gap::line && word != nullptr && goes_on(units, *word)) {
    return bit(Boundary::token);
  }
  // "It left on Oct. 9. Sen. Mills stayed.", "They passed Resolution 12. "It is over"": a number in mid-sentence with a
  // stop, before a capital.
  if (units[i].point == '.' && gap != Gap::none && word != nullptr && word->digit && word->end == i + 1 &&
      word->begin > 0 && units[word->begin].gap == Gap::space && i + 1 < units.size()) {
    const bool plain = std::all_of(&units[word->begin], &units[i], [](const TextUnit& u) { return u.symbol == '0'; });
    const bool capital =
        units[i + 1].symbol == 'A' || (is_quote(units[i + 1].point) && i + 2 < units.size() &&
                                       units[i + 2].symbol == 'A' && units.gap_after(i + 1) == Gap::none);
    const auto before = word->begin - 1;
    const auto* left = units.word(units[before].word);
    // Behind a stop the number may head the next item of a list, unless the stop is of "No." or "Sept.".
    const bool short_word = left != nullptr && left->capital && left->end - left->begin <= 5;
    if (plain && capital && (units.is_letter(before) || (units[before].point == '.' && short_word))) {
      return bit(Boundary::sentence);
    }
  }
  return allowed;
}

}  // namespace

Segmenter::Segmenter(std::span<const std::byte> section) {
  SegmenterHeader header;
  if (section.size() < sizeof header) {
    return;
  }
  std::memcpy(&header, section.data(), sizeof header);
  if (header.magic != segmenter_magic || header.version != segmenter_version || header.row_bits < 4 ||
      header.row_bits > 24) {
    return;
  }
  const std::size_t splits = std::size_t{header.split_count} * sizeof(std::uint64_t);
  const std::size_t weights = boundary_count << header.row_bits;
  static_assert(sizeof header % sizeof(std::uint64_t) == 0);
  if (section.size() != sizeof header + splits + weights) {
    return;
  }
  splits_ = {reinterpret_cast<const std::uint64_t*>(section.data() + sizeof header), header.split_count};
  weights_ = {reinterpret_cast<const std::int8_t*>(section.data() + sizeof header + splits), weights};
  shift_ = 64U - header.row_bits;
}

void Segmenter::segment(std::string_view text, Document& document) const {
  document.text = text;
  document.tokens.clear();
  document.sentences.clear();
  document.names.clear();
  TextUnits units;
  std::vector<std::uint64_t> features;
  bool continues = false;
  std::uint32_t sentence_begin = 0;
  const auto end_sentence = [&] {
    const auto end = static_cast<std::uint32_t>(document.tokens.size());
    if (sentence_begin < end) {
      Sentence sentence;
      sentence.begin = sentence_begin;
      sentence.end = end;
      sentence.span = {document.tokens[sentence_begin].span.begin, document.tokens[end - 1].span.end};
      document.sentences.push_back(sentence);
    }
    sentence_begin = end;
  };

  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = piece_end(text, begin);
    units.load(text, begin, end);
    const bool piece_ends_paragraph = paragraph_at(text, end);
    std::size_t token_begin = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const std::size_t tokens = document.tokens.size() - sentence_begin;
      std::uint32_t allowed = allowed_boundaries(units, i, splits_);
      if (!std::has_single_bit(allowed)) {
        allowed = as_news_has_it(units, i, allowed);
      }
      auto boundary = Boundary::none;
      if (std::has_single_bit(allowed)) {
        boundary = static_cast<Boundary>(std::countr_zero(allowed));
      } else {
        boundary_features(units, i, token_begin, tokens, features);
        std::array<std::int32_t, boundary_count> score{};
        for (const auto feature : features) {
          const auto* row = weights_.data() + (feature >> shift_) * boundary_count;
          for (std::size_t k = 0; k < boundary_count; ++k) {
            score[k] += row[k];
          }
        }
        bool first = true;
        std::size_t best = 0;
        for (std::size_t k = 0; k < boundary_count; ++k) {
          if ((allowed >> k & 1U) != 0 && (first || score[k] > score[best])) {
            best = k;
            first = false;
          }
        }
        boundary = static_cast<Boundary>(best);
      }
      const bool last = i + 1 == units.size();
      if (last && !piece_ends_paragraph) {
        boundary = Boundary::token;
      }
      if (boundary == Boundary::none && units.end_byte(i + 1) - units[token_begin].begin > longest_token) {
        boundary = Boundary::token;
      }
      if (boundary == Boundary::none) {
        continue;
      }
      if (tokens + 1 >= longest_sentence && boundary == Boundary::token) {
        boundary = Boundary::sentence;
      }
      Token token;
      token.span = {units[token_begin].begin, units.end_byte(i)};
      token.form = token.span.of(text);
      token.inside_multiword = continues;
      token.space_after = last ? end == text.size() || units.end_byte(i) < end || text[end] == ' ' ||
                                     text[end] == '\n' || text[end] == '\t'
                               : units.gap_after(i) != Gap::none;
      document.tokens.push_back(std::move(token));
      continues = boundary == Boundary::inside_multiword;
      token_begin = i + 1;
      if (boundary == Boundary::sentence) {
        end_sentence();
      }
    }
    begin = end;
  }
  end_sentence();
  split_datelines(document);
}

}  // namespace sitrep
