#include "ingest/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace sitrep {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view replacement = "\xef\xbf\xbd"sv;
constexpr std::string_view utf8_mark = "\xef\xbb\xbf"sv;

std::uint8_t byte(char c) {
  return static_cast<std::uint8_t>(c);
}

bool is_high(char c) {
  return byte(c) >= 0x80;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_ascii_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// What a sequence of UTF-8 that begins with `lead` has to be: its length (0 where none begins so) and the bounds of
/// its second byte.
struct Lead {
  std::size_t length;
  std::uint8_t low;
  std::uint8_t high;
};

Lead lead_of(std::uint8_t lead) {
  if (lead < 0x80) {
    return {1, 0, 0};
  }
  if (lead >= 0xc2 && lead <= 0xdf) {
    return {2, 0x80, 0xbf};
  }
  if (lead >= 0xe0 && lead <= 0xef) {
    return {3, static_cast<std::uint8_t>(lead == 0xe0 ? 0xa0 : 0x80),
            static_cast<std::uint8_t>(lead == 0xed ? 0x9f : 0xbf)};
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    return {4, static_cast<std::uint8_t>(lead == 0xf0 ? 0x90 : 0x80),
            static_cast<std::uint8_t>(lead == 0xf4 ? 0x8f : 0xbf)};
  }
  return {0, 0, 0};
}

/// The length of the valid sequence that `bytes` begins with, or minus that of the part to replace.
std::ptrdiff_t sequence_at(std::string_view bytes) {
  const Lead lead = lead_of(byte(bytes.front()));
  if (lead.length <= 1) {
    return lead.length == 1 ? 1 : -1;
  }
  for (std::size_t i = 1; i < lead.length; ++i) {
    const bool second = i == 1;
    if (i == bytes.size() || byte(bytes[i]) < (second ? lead.low : 0x80) ||
        byte(bytes[i]) > (second ? lead.high : 0xbf)) {
      return -static_cast<std::ptrdiff_t>(i);
    }
  }
  return static_cast<std::ptrdiff_t>(lead.length);
}

// --- Conversion by ICU.

class Converter {
 public:
  explicit Converter(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    converter_ = ucnv_open(name.c_str(), &status);
    if (U_FAILURE(status)) {
      converter_ = nullptr;
    }
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() { ucnv_close(converter_); }

  [[nodiscard]] bool good() const { return converter_ != nullptr; }
  [[nodiscard]] UConverter* get() const { return converter_; }

  /// Has invalid sequences replaced by U+FFFD and counted.
  void count_in(std::size_t& replaced) {
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter_, &Converter::replace, &replaced, nullptr, nullptr, &status);
  }

 private:
  static void U_CALLCONV replace(const void* context, UConverterToUnicodeArgs* args, const char*, int32_t,
                                 UConverterCallbackReason reason, UErrorCode* status) {
    if (reason <= UCNV_IRREGULAR) {
      // ICU hands the context on without const taken back; it is the counter given to count_in().
      ++*static_cast<std::size_t*>(const_cast<void*>(context));
      *status = U_ZERO_ERROR;
      const UChar character = 0xfffd;
      ucnv_cbToUWriteUChars(args, &character, 1, 0, status);
    }
  }

  UConverter* converter_ = nullptr;
};

/// Turns bytes of one encoding into UTF-8, piece by piece.
class Transcoder {
 public:
  Transcoder(const std::string& from, std::size_t& replaced) : from_(from), to_("UTF-8") {
    if (good()) {
      from_.count_in(replaced);
    }
  }
  [[nodiscard]] bool good() const { return from_.good() && to_.good(); }

  /// Takes bytes off `input` and puts UTF-8 at `buffer`; returns how many. `last`: nothing follows `input`.
  std::size_t convert(std::string_view& input, bool last, char* buffer, std::size_t size) {
    const char* source = input.data();
    char* target = buffer;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_convertEx(to_.get(), from_.get(), &target, buffer + size, &source, input.data() + input.size(), pivot_.data(),
                   &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), 0, last ? 1 : 0, &status);
    input.remove_prefix(static_cast<std::size_t>(source - input.data()));
    finished_ = last && U_SUCCESS(status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
      throw IngestError("cannot be turned into UTF-8 (" + std::string(u_errorName(status)) +
                        "); do so yourself with iconv");
    }
    return static_cast<std::size_t>(target - buffer);
  }
  [[nodiscard]] bool finished() const { return finished_; }

 private:
  Converter from_;
  Converter to_;
  std::array<UChar, 4096> pivot_{};
  UChar* pivot_source_ = pivot_.data();
  UChar* pivot_target_ = pivot_.data();
  bool finished_ = false;
};

class WideSource : public ByteSource {
 public:
  WideSource(std::unique_ptr<BufferedSource> source, const WideEncoding& encoding, std::size_t& replaced)
      : source_(std::move(source)), transcoder_(encoding.name, replaced) {
    if (!transcoder_.good()) {
      throw IngestError("the Unicode library has no " + encoding.name + "; turn it into UTF-8 yourself with iconv");
    }
    source_->skip(source_->peek(encoding.mark).size());
  }

  std::size_t read(char* buffer, std::size_t size) override {
    while (!transcoder_.finished()) {
      std::string_view input = source_->available();
      const std::size_t before = input.size();
      const std::size_t given = transcoder_.convert(input, before == 0, buffer, size);
      source_->skip(before - input.size());
      if (given > 0) {
        return given;
      }
    }
    return 0;
  }

 private:
  std::unique_ptr<BufferedSource> source_;
  Transcoder transcoder_;
};

/// The bytes as UTF-8, and how many sequences had to be replaced; unset where ICU does not know the encoding.
struct Converted {
  std::string text;
  std::size_t replaced = 0;
};

std::optional<Converted> convert(std::string_view bytes, const std::string& encoding) {
  Converted result;
  Transcoder transcoder(encoding, result.replaced);
  if (!transcoder.good()) {
    return std::nullopt;
  }
  constexpr std::size_t piece = std::size_t{1} << 16;
  std::vector<char> buffer(piece);
  while (!transcoder.finished()) {
    result.text.append(buffer.data(), transcoder.convert(bytes, true, buffer.data(), buffer.size()));
  }
  return result;
}

// --- Which encoding it is.

/// What a page means by a charset it names, as browsers take it (WHATWG Encoding), where ICU would take it otherwise.
/// Empty for what no page may ask for.
std::string meant(std::string_view declared) {
  std::string name(declared);
  std::transform(name.begin(), name.end(), name.begin(), lower);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 25> table = {{
      {"iso-8859-1", "windows-1252"},
      {"iso8859-1", "windows-1252"},
      {"iso_8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"latin-1", "windows-1252"},
      {"l1", "windows-1252"},
      {"ascii", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"cp1252", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"latin5", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"tis-620", "windows-874"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"x-gbk", "gb18030"},
      {"gb_2312-80", "gb18030"},
      {"ks_c_5601-1987", "windows-949"},
      {"euc-kr", "windows-949"},
      {"ksc5601", "windows-949"},
      {"shift_jis", "windows-31j"},
      {"shift-jis", "windows-31j"},
      {"sjis", "windows-31j"},
      {"x-sjis", "windows-31j"},
      {"x-user-defined", "windows-1252"},
  }};
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.first == name; });
  if (found != table.end()) {
    return std::string(found->second);
  }
  // UTF-16 and UTF-32 would show by their bytes; UTF-7 and the like are known for hiding markup.
  constexpr std::array never = {"utf-7"sv, "utf7"sv, "unicode-1-1-utf-7"sv, "scsu"sv, "bocu-1"sv, "imap-mailbox-name"sv,
                                "cesu-8"sv};
  const bool refused = std::find(never.begin(), never.end(), name) != never.end() || name.starts_with("utf") ||
                       name.starts_with("ucs") || name.starts_with("iso-10646") || name.starts_with("ebcdic") ||
                       name.starts_with("ibm-37");
  return refused ? std::string() : name;
}

bool is_utf8_name(std::string_view declared) {
  std::string name(declared);
  std::transform(name.begin(), name.end(), name.begin(), lower);
  return name == "utf-8" || name == "utf8" || name == "unicode-1-1-utf-8";
}

/// Whether the encoding writes other letters with ASCII bytes, so that valid UTF-8 says nothing.
bool shifts(std::string_view encoding) {
  return encoding.starts_with("iso-2022") || encoding.starts_with("ISO-2022") || encoding.starts_with("hz");
}

/// The lines that have high bytes, up to a limit: what tells encodings apart, wherever in a long text it stands.
std::string telling_lines(std::string_view bytes) {
  constexpr std::size_t enough = 8000;
  constexpr std::size_t around = 60;
  std::string lines;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < bytes.size() && lines.size() < enough; ++at) {
    if (!is_high(bytes[at])) {
      continue;
    }
    std::size_t begin = at - std::min(at, around);
    begin = std::max(begin, taken);
    taken = std::min(bytes.size(), at + around);
    lines += bytes.substr(begin, taken - begin);
    at = taken - 1;
  }
  return lines;
}

struct Guess {
  std::string encoding;
  int confidence = 0;  ///< 0 to 100, as ICU has it
};

Guess detect(const std::string& sample) {
  Guess best;
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&status);
  if (U_FAILURE(status)) {
    return best;
  }
  ucsdet_setText(detector, sample.data(), static_cast<int32_t>(sample.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector, &count, &status);
  for (int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const std::string_view name = ucsdet_getName(matches[i], &status);
    if (U_SUCCESS(status) && !name.starts_with("UTF-") && !name.starts_with("IBM42")) {
      best = {std::string(name), ucsdet_getConfidence(matches[i], &status)};
      break;
    }
  }
  ucsdet_close(detector);
  return best;
}

/// Whether the high bytes stand where windows-1252, the encoding of most old English text, has letters and quotes, and
/// not where bytes of a broken file would.
bool is_plausible_western(std::string_view bytes) {
  constexpr auto punctuation = "\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb\xbd"sv;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (!is_high(c) || punctuation.find(c) != std::string_view::npos) {
      continue;
    }
    const bool upper = (byte(c) >= 0xc0 && byte(c) <= 0xdd && byte(c) != 0xd7) || byte(c) == 0x8a || byte(c) == 0x8e;
    const bool small = (byte(c) >= 0xdf && byte(c) <= 0xfd && byte(c) != 0xf7) || byte(c) == 0x9a || byte(c) == 0x9e ||
                       byte(c) == 0x9c;
    const char before = i > 0 ? bytes[i - 1] : ' ';
    const char after = i + 1 < bytes.size() ? bytes[i + 1] : ' ';
    const bool in_word = is_ascii_letter(before) || is_ascii_letter(after);
    const bool small_before = is_ascii_letter(before) && lower(before) == before;
    if (!(small && in_word) && !(upper && in_word && !small_before)) {
      return false;
    }
  }
  return true;
}

/// The encoding of bytes that are not UTF-8; empty where nothing speaks for one.
std::string guess(std::string_view bytes) {
  const std::string sample = telling_lines(bytes);
  const Guess found = detect(sample);
  const bool western = found.encoding == "ISO-8859-1" || found.encoding == "windows-1252";
  // A few bytes say little: ICU then sees Turkish or Chinese in a French name.
  constexpr std::size_t few = 8;
  const auto high = static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), is_high));
  if ((western || high < few) && is_plausible_western(bytes)) {
    return "windows-1252";
  }
  constexpr int sure = 30;
  return !western && high >= few && found.confidence >= sure ? found.encoding : std::string();
}

/// The text of bytes in `encoding`; unset where ICU has no such encoding.
std::optional<Decoded> decoded_from(std::string_view bytes, const std::string& encoding) {
  auto converted = convert(bytes, encoding);
  if (!converted) {
    return std::nullopt;
  }
  Decoded result{std::move(converted->text), encoding, {}};
  if (converted->replaced > 0) {
    result.notes.push_back(counted(converted->replaced, "character", "characters") + " invalid in " + encoding +
                           " replaced");
  }
  return result;
}

std::string shown(std::string_view name) {
  constexpr std::size_t longest = 40;
  std::string out(name.substr(0, longest));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return byte(c) < 0x20 || is_high(c); }, '?');
  return out;
}

}  // namespace

MendedUtf8 mend_utf8(std::string_view bytes) {
  MendedUtf8 result;
  result.text.reserve(bytes.size());
  std::size_t kept = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::ptrdiff_t length = sequence_at(bytes.substr(at, 4));
    if (length > 0) {
      result.multibyte += length > 1 ? 1 : 0;
      at += static_cast<std::size_t>(length);
      continue;
    }
    result.text += bytes.substr(kept, at - kept);
    result.text += replacement;
    result.first = result.replacements == 0 ? at : result.first;
    ++result.replacements;
    result.bytes += static_cast<std::size_t>(-length);
    at += static_cast<std::size_t>(-length);
    kept = at;
  }
  result.text += bytes.substr(std::min(kept, bytes.size()));
  return result;
}

namespace {

/// A character of valid UTF-8 and its length in bytes.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;  ///< 0 at the end
};

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());  // the macro asks for unsigned bytes
  auto end = at;
  UChar32 c = 0;
  if (at < text.size()) {
    U8_NEXT_OR_FFFD(bytes, end, text.size(), c);
  }
  return {static_cast<char32_t>(c), end - at};
}

/// The byte that windows-1252 has for a character, if it is a later byte of a UTF-8 sequence (0x80 to 0xBF); else 0.
unsigned continuation_byte(char32_t c) {
  // Of the bytes 0x80 to 0x9F; zeros where there is none, for which programs keep the control character.
  static constexpr std::array<char32_t, 32> signs = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  if (c >= 0x80 && c <= 0xBF) {
    return static_cast<unsigned>(c);
  }
  const auto found = c == 0 ? signs.end() : std::find(signs.begin(), signs.end(), c);
  return found == signs.end() ? 0 : 0x80U + static_cast<unsigned>(found - signs.begin());
}

/// What stands at `at` where it is a character of UTF-8 read as windows-1252; length 0 where it is none.
CodePoint read_twice_at(std::string_view text, std::size_t at) {
  constexpr char32_t letter_a_circumflex = 0xE2;  // the lead byte of U+2000 to U+2FFF
  constexpr char32_t lost = 0xFFFD;
  const auto first = code_point_at(text, at);
  const auto second = code_point_at(text, at + first.length);
  const auto middle = continuation_byte(second.value);
  if (second.length == 0 || middle == 0) {
    return {};
  }
  if (first.value == 0xC2 || first.value == 0xC3) {
    // In capitals "IRMÃ»" may end a quotation.
    const bool letter = first.value == 0xC2 ? middle >= 0xA0 : middle != 0x97 && middle != 0xB7;
    if (!letter || second.value == 0xAB || second.value == 0xBB) {
      return {};
    }
    return {first.value == 0xC2 ? middle : middle + 0x40U, first.length + second.length};
  }
  if (first.value != letter_a_circumflex) {
    return {};
  }
  const auto third = code_point_at(text, at + first.length + second.length);
  const auto last = continuation_byte(third.value);
  const std::size_t length = first.length + second.length + third.length;
  if (middle == 0x80 && third.value == lost) {
    return {0x201D, length};
  }
  const char32_t value = 0x2000U + ((middle & 0x3FU) << 6U) + (last & 0x3FU);
  const bool sign = (value >= 0x2010 && value <= 0x2044) || value == 0x20AC || value == 0x2122 || value == 0x2212;
  return last != 0 && third.length > 0 && sign ? CodePoint{value, length} : CodePoint{};
}

void append(std::string& out, char32_t c) {
  std::array<char, U8_MAX_LENGTH> bytes;
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, c);
  out.append(bytes.data(), length);
}

}  // namespace

std::size_t mend_read_twice(std::string& text) {
  // All begin with one of three letters, which share their first byte.
  constexpr char lead = '\xC3';
  std::string out;
  std::size_t kept = 0;
  std::size_t mended = 0;
  for (auto at = text.find(lead); at != std::string::npos; at = text.find(lead, at)) {
    const auto found = read_twice_at(text, at);
    if (found.length == 0) {
      ++at;
      continue;
    }
    out.append(text, kept, at - kept);
    append(out, found.value);
    at += found.length;
    kept = at;
    ++mended;
  }
  if (mended > 0) {
    out.append(text, kept);
    text = std::move(out);
  }
  return mended;
}

std::size_t mend_doubled_apostrophes(std::string& text) {
  static constexpr std::array<std::string_view, 7> endings = {"s", "t", "re", "ve", "ll", "m", "d"};
  constexpr std::size_t longest_ending = 2;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; };
  std::string out;
  std::size_t kept = 0;
  std::size_t mended = 0;
  for (auto at = text.find("''"); at != std::string::npos; at = text.find("''", at + 2)) {
    const auto begin = at + 2;
    auto end = begin;
    while (end < text.size() && end <= begin + longest_ending && is_letter(text[end])) {
      ++end;
    }
    const auto ending = std::string_view(text).substr(begin, end - begin);
    if (at > 0 && is_letter(text[at - 1]) && std::find(endings.begin(), endings.end(), ending) != endings.end()) {
      out.append(text, kept, at + 1 - kept);
      kept = begin;
      ++mended;
    }
  }
  if (mended > 0) {
    out.append(text, kept);
    text = std::move(out);
  }
  return mended;
}

Decoded to_utf8(std::string bytes, std::string_view declared) {
  const bool marked = bytes.starts_with(utf8_mark);
  if (marked) {
    bytes.erase(0, utf8_mark.size());
  }
  const std::string asked = declared.empty() || is_utf8_name(declared) ? std::string() : meant(declared);
  if (!marked && shifts(asked)) {
    if (auto result = decoded_from(bytes, asked)) {
      return std::move(*result);
    }
  }
  const bool ascii = std::none_of(bytes.begin(), bytes.end(), is_high);
  if (ascii) {
    if (!marked && bytes.find("\x1b$"sv) != std::string::npos) {
      const Guess found = detect(bytes);
      if (shifts(found.encoding)) {
        if (auto result = decoded_from(bytes, found.encoding)) {
          result->notes.push_back("read as " + found.encoding + ", guessed from its bytes");
          return std::move(*result);
        }
      }
    }
    return {std::move(bytes), "UTF-8", {}};
  }
  MendedUtf8 mended = mend_utf8(bytes);
  std::vector<std::string> notes;
  if (mended.bytes == 0) {
    if (!asked.empty()) {
      notes.push_back("declared as " + shown(declared) + " but valid UTF-8, and read as such");
    }
    return {std::move(bytes), "UTF-8", std::move(notes)};
  }
  if (!marked && !asked.empty()) {
    if (auto result = decoded_from(bytes, asked)) {
      return std::move(*result);
    }
    notes.push_back("the declared encoding '" + shown(declared) + "' is not known");
  } else if (!marked && !declared.empty() && !is_utf8_name(declared)) {
    notes.push_back("the declared encoding '" + shown(declared) + "' is not taken");
  }
  // Where most of what is not ASCII is valid UTF-8, the rest are errors in UTF-8.
  if (!marked && mended.multibyte <= mended.replacements) {
    if (const std::string encoding = guess(bytes); !encoding.empty()) {
      if (auto result = decoded_from(bytes, encoding)) {
        notes.push_back("not UTF-8; read as " + encoding + ", guessed from its bytes");
        result->notes.insert(result->notes.begin(), notes.begin(), notes.end());
        return std::move(*result);
      }
    }
  }
  notes.push_back(counted(mended.bytes, "invalid UTF-8 byte", "invalid UTF-8 bytes") +
                  " replaced by U+FFFD, the first at byte " +
                  std::to_string(mended.first + (marked ? utf8_mark.size() : 0)));
  return {std::move(mended.text), "UTF-8", std::move(notes)};
}

std::string declared_charset(std::string_view head) {
  // Browsers look at the first 1024 bytes; pages of press agencies put scripts before it.
  constexpr std::size_t looked_at = std::size_t{1} << 14;
  std::string text(head.substr(0, looked_at));
  std::transform(text.begin(), text.end(), text.begin(), lower);
  constexpr std::string_view white = " \t\r\n\f";
  const auto value_after = [&](std::size_t at) -> std::string {
    at = text.find_first_not_of(white, at);
    if (at == std::string::npos || text[at] != '=') {
      return {};
    }
    at = text.find_first_not_of(" \t\r\n\f\"'", at + 1);
    if (at == std::string::npos) {
      return {};
    }
    const std::size_t end = text.find_first_of(" \t\r\n\f\"';>/?", at);
    return end == std::string::npos ? std::string() : std::string(head.substr(at, end - at));
  };
  if (text.starts_with("<?xml")) {
    const std::size_t end = text.find("?>");
    const std::size_t at = text.find("encoding");
    if (at != std::string::npos && end != std::string::npos && at < end) {
      if (auto value = value_after(at + "encoding"sv.size()); !value.empty()) {
        return value;
      }
    }
  }
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos;) {
    if (text.compare(at, 4, "<!--") == 0) {
      at = text.find("-->", at + 4);
      if (at == std::string::npos) {
        break;
      }
      continue;
    }
    const std::size_t end = text.find('>', at);
    if (text.compare(at, 5, "<meta") == 0 && end != std::string::npos) {
      const std::size_t charset = text.find("charset", at);
      if (charset != std::string::npos && charset < end) {
        if (auto value = value_after(charset + "charset"sv.size()); !value.empty()) {
          return value;
        }
      }
    }
    ++at;
  }
  return {};
}

std::optional<WideEncoding> wide_encoding(std::string_view head) {
  // UTF-32's mark begins with UTF-16's.
  if (head.starts_with("\xff\xfe\0\0"sv)) {
    return WideEncoding{"UTF-32LE", 4};
  }
  if (head.starts_with("\0\0\xfe\xff"sv)) {
    return WideEncoding{"UTF-32BE", 4};
  }
  if (head.starts_with("\xff\xfe"sv)) {
    return WideEncoding{"UTF-16LE", 2};
  }
  if (head.starts_with("\xfe\xff"sv)) {
    return WideEncoding{"UTF-16BE", 2};
  }
  // Without a mark: text that is mostly Latin letters has a NUL in every second byte, and hardly any in the others.
  constexpr std::size_t looked_at = 1024;
  const std::string_view bytes = head.substr(0, std::min(head.size(), looked_at) / 2 * 2);
  constexpr std::size_t least = 8;
  if (bytes.size() < least) {
    return std::nullopt;
  }
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    nuls[i % 2] += bytes[i] == '\0' ? 1 : 0;
  }
  const std::size_t half = bytes.size() / 2;
  for (const std::size_t zero : {std::size_t{0}, std::size_t{1}}) {
    if (nuls[zero] * 10 < half * 7 || nuls[1 - zero] > 0) {
      continue;
    }
    // A table of small numbers has such NULs too; of text, the other bytes are printed ones.
    std::size_t printed = 0;
    for (std::size_t i = 1 - zero; i < bytes.size(); i += 2) {
      printed +=
          (byte(bytes[i]) >= 0x20 && byte(bytes[i]) < 0x7f) || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t'
              ? 1
              : 0;
    }
    if (printed * 10 >= half * 7) {
      return WideEncoding{zero == 0 ? "UTF-16BE" : "UTF-16LE", 0};
    }
  }
  return std::nullopt;
}

std::unique_ptr<BufferedSource> decode_wide(std::unique_ptr<BufferedSource> source, const WideEncoding& encoding,
                                            std::size_t& replaced) {
  return std::make_unique<BufferedSource>(std::make_unique<WideSource>(std::move(source), encoding, replaced));
}

void normalise_newlines(std::string& text) {
  std::size_t from = text.find('\r');
  if (from == std::string::npos) {
    return;
  }
  std::size_t to = from;
  for (; from < text.size(); ++from) {
    if (text[from] != '\r') {
      text[to++] = text[from];
      continue;
    }
    text[to++] = '\n';
    if (from + 1 < text.size() && text[from + 1] == '\n') {
      ++from;
    }
  }
  text.resize(to);
}

}  // namespace sitrep
