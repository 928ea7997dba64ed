#include "ingest/json.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/encoding.h"

namespace sitrep {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view white = " \t\r\n\f\v";
/// As deep as simdjson goes.
constexpr std::size_t max_depth = simdjson::DEFAULT_MAX_DEPTH;

std::string reason(simdjson::error_code error) {
  switch (error) {
    case simdjson::UNCLOSED_STRING:
      return "a string is not closed";
    case simdjson::UNESCAPED_CHARS:
      return "a control character in a string is not escaped";
    case simdjson::STRING_ERROR:
      return "a string has a wrong escape (\\)";
    case simdjson::NUMBER_ERROR:
      return "a number is not written as JSON has them";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return "a word that is not true, false or null";
    case simdjson::DEPTH_ERROR:
      return "nested more than " + std::to_string(max_depth) + " deep";
    case simdjson::TAPE_ERROR:
      return "a comma, colon or bracket is missing or too many";
    default:
      return simdjson::error_message(error);
  }
}

// --- Escapes of half a character ("\ud83d" alone), which programs write that cut texts by UTF-16 units.

bool hex4(std::string_view text, unsigned& value) {
  if (text.size() < 4) {
    return false;
  }
  value = 0;
  for (const char c : text.substr(0, 4)) {
    const unsigned digit = c >= '0' && c <= '9'   ? static_cast<unsigned>(c - '0')
                           : c >= 'a' && c <= 'f' ? static_cast<unsigned>(c - 'a' + 10)
                           : c >= 'A' && c <= 'F' ? static_cast<unsigned>(c - 'A' + 10)
                                                  : 16U;
    if (digit == 16) {
      return false;
    }
    value = value * 16 + digit;
  }
  return true;
}

/// Puts U+FFFD for each; returns how many.
std::size_t mend_half_characters(std::string& json) {
  std::size_t mended = 0;
  for (std::size_t at = 0; (at = json.find('\\', at)) != std::string::npos; at += 2) {
    const std::string_view rest = std::string_view(json).substr(at);
    unsigned unit = 0;
    if (!rest.starts_with("\\u"sv) || !hex4(rest.substr(2), unit) || unit < 0xd800 || unit > 0xdfff) {
      continue;
    }
    unsigned second = 0;
    const std::string_view after = rest.substr(6);
    if (unit < 0xdc00 && after.starts_with("\\u"sv) && hex4(after.substr(2), second) && second >= 0xdc00 &&
        second <= 0xdfff) {
      at += 6;  // a whole character in two escapes
      continue;
    }
    json.replace(at + 2, 4, "fffd");
    ++mended;
  }
  return mended;
}

/// Puts U+FFFD for NUL characters; returns how many.
std::size_t mend_nuls(std::string& text) {
  const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
  if (count > 0) {
    std::string out;
    out.reserve(text.size() + 2 * count);
    for (const char c : text) {
      if (c == '\0') {
        out += "\xef\xbf\xbd"sv;
      } else {
        out += c;
      }
    }
    text = std::move(out);
  }
  return count;
}

/// Metadata goes into tables of lines and columns: no line ends, tabs or other control characters in it.
std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  const std::size_t begin = out.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : out.substr(begin, out.find_last_not_of(' ') - begin + 1);
}

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

/// The strings of a report's object.
struct Fields {
  std::string_view name;
  std::string value;
  bool given = false;
};

void read_date(const std::string& text, Report& report) {
  if (text.empty()) {
    return;
  }
  report.date = Date::parse(text);
  if (!report.date) {
    report.notes.push_back("date '" + text.substr(0, text.find('\n')) + "' is not of the form 2023-09-20; left out");
  }
}

}  // namespace

Report parse_json_report(std::string json) {
  Decoded decoded = to_utf8(std::move(json));
  Report report;
  report.notes = std::move(decoded.notes);
  std::string& text = decoded.text;
  text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  auto error = parser.parse(text).get(root);
  if (error == simdjson::STRING_ERROR) {
    if (const std::size_t mended = mend_half_characters(text); mended > 0) {
      text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
      error = parser.parse(text).get(root);
      report.notes.push_back(counted(mended, "escape") +
                             " of half a character (\\ud800 to \\udfff) replaced by U+FFFD");
    }
  }
  if (error != simdjson::SUCCESS) {
    throw IngestError("broken JSON: " + reason(error) + "; mend this line");
  }
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) {
    throw IngestError("not a JSON object; write one object for each report, with a field 'text'");
  }

  enum : std::size_t { id, body, title, date, publisher, source, url, language, dateline, count };
  std::array<Fields, count> fields = {{{"id", {}},
                                       {"text", {}},
                                       {"title", {}},
                                       {"date", {}},
                                       {"publisher", {}},
                                       {"source", {}},
                                       {"url", {}},
                                       {"language", {}},
                                       {"dateline", {}}}};
  for (const auto& [key, value] : object) {
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&, name = key](const Fields& f) { return f.name == name; });
    if (field == fields.end() || value.is_null()) {
      continue;
    }
    if (field->given) {
      report.notes.push_back("field '" + std::string(key) + "' is given twice; the last is taken");
    }
    std::string_view words;
    if (value.get(words) == simdjson::SUCCESS) {
      field->value = words;
    } else if (field->name == "id" && (value.is_int64() || value.is_uint64())) {
      field->value = simdjson::minify(value);
    } else if (field->name == "text") {
      throw IngestError("field 'text' is no string; write the report's text there");
    } else {
      report.notes.push_back("field '" + std::string(key) + "' is no string; left out");
      continue;
    }
    field->given = true;
  }
  if (!fields[body].given) {
    throw IngestError("no field 'text'; write the report's text there");
  }
  report.text = std::move(fields[body].value);
  if (report.text.find_first_not_of(white) == std::string::npos) {
    throw IngestError("field 'text' is empty; write the report's text there");
  }
  if (const std::size_t nuls = mend_nuls(report.text); nuls > 0) {
    report.notes.push_back(counted(nuls, "NUL character") + " replaced by U+FFFD");
  }
  normalise_newlines(report.text);
  report.id = one_line(fields[id].value);
  report.title = one_line(fields[title].value);
  report.publisher = one_line(fields[publisher].given ? fields[publisher].value : fields[source].value);
  report.url = one_line(fields[url].value);
  report.language = one_line(fields[language].value);
  report.dateline = one_line(fields[dateline].value);
  read_date(one_line(fields[date].value), report);
  return report;
}

int JsonObjects::peek() {
  if (at_ == window_.size()) {
    source_.skip(at_);
    window_ = source_.available();
    at_ = 0;
    if (window_.empty()) {
      return end;
    }
  }
  return static_cast<unsigned char>(window_[at_]);
}

int JsonObjects::take() {
  const int c = peek();
  if (c == end) {
    return end;
  }
  ++at_;
  if (c == '\n') {
    ++line_;
    column_ = 0;
    line_blank_ = true;
  } else {
    ++column_;
    line_blank_ = line_blank_ && (c == ' ' || c == '\t' || c == '\r');
  }
  return c;
}

void JsonObjects::keep(Object& object, std::string_view part) const {
  if (!object.fault.empty()) {
    return;
  }
  if (part.size() > limit_ - object.json.size()) {
    object.fault = "more than " + size_words(limit_) + " in one report; split it, or raise the limit";
    object.json = {};
    return;
  }
  object.json += part;
}

void JsonObjects::pass_line() {
  for (int c = take(); c != end && c != '\n'; c = take()) {
  }
}

/// Goes on to where the next object may begin after one that began at `column` and is broken.
void JsonObjects::pass_broken(std::size_t column) {
  passed_broken_ = true;
  if (layout_ == Layout::lines) {
    pass_line();
    return;
  }
  for (int c = peek(); c != end; c = peek()) {
    if ((c == '{' || (c == ']' && in_array_)) && line_blank_ && column_ <= column) {
      return;
    }
    if (line_blank_) {
      take();
    } else {
      pass_line();
    }
  }
}

/// Reads a string whose opening quote is next. False where its line, or all, ends before it does.
bool JsonObjects::read_string(Object& object) {
  take();
  keep(object, "\"");
  bool escaped = false;
  while (peek() != end) {
    const std::size_t begin = at_;
    while (at_ < window_.size()) {
      const char c = window_[at_];
      if (c == '\n') {
        keep(object, window_.substr(begin, at_ - begin));
        column_ += at_ - begin;
        return false;
      }
      ++at_;
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == '"') {
        keep(object, window_.substr(begin, at_ - begin));
        column_ += at_ - begin;
        return true;
      }
    }
    keep(object, window_.substr(begin, at_ - begin));
    column_ += at_ - begin;
  }
  return false;
}

/// Reads the object that begins here, as far as its last bracket; what stands between is only looked at as far as
/// needed to find that.
void JsonObjects::read_object(Object& object) {
  const std::size_t column = column_;
  const bool own_line = line_blank_;
  std::string open;   // the brackets open so far
  int last = end;     // the last character that was no white space
  bool bare = false;  // the first line holds nothing but the bracket
  const auto broken = [&](std::string_view why) {
    object.fault = "broken JSON: " + std::string(why) + "; mend this line";
    object.json = {};
  };
  for (int c = peek(); c != end; c = peek()) {
    if (c == '"') {
      if (!read_string(object)) {
        broken("a string is not closed");
        pass_broken(column);
        return;
      }
      last = '"';
      continue;
    }
    if (c == '\n') {
      if (layout_ == Layout::lines) {
        broken("the object is not closed");
        return;
      }
      if (last == '{' && open.size() == 1 && line_ == object.line) {
        bare = own_line;
        layout_ = Layout::spread;
      }
    } else if (c == '{' || c == '[') {
      const bool first_in_line = line_blank_ && !open.empty();
      const bool misplaced = !open.empty() && open.back() == '{' && last != ':';
      if ((c == '{' && first_in_line && !bare && column_ <= column) || misplaced) {
        broken(misplaced && !first_in_line ? "a bracket where a name should be" : "the object is not closed");
        pass_broken(column);
        return;
      }
      if (open.size() == max_depth) {
        broken("nested more than " + std::to_string(max_depth) + " deep");
        pass_broken(column);
        return;
      }
      open += static_cast<char>(c);
    } else if (c == '}' || c == ']') {
      if (open.back() != (c == '}' ? '{' : '[')) {
        broken(c == '}' ? "a list is not closed" : "an object is not closed");
        pass_broken(column);
        return;
      }
      open.pop_back();
    }
    const char taken = static_cast<char>(take());
    keep(object, {&taken, 1});
    if (white.find(taken) == std::string_view::npos) {
      last = c;
    }
    if (open.empty()) {
      if (layout_ == Layout::unknown) {
        layout_ = line_ == object.line ? Layout::lines : Layout::spread;
      }
      return;
    }
  }
  broken("the object is not closed before the end of the file");
}

std::optional<JsonObjects::Object> JsonObjects::next() {
  for (int c = peek(); c != end; c = peek()) {
    constexpr int record_separator = 0x1e;  // of RFC 7464
    if (white.find(static_cast<char>(c)) != std::string_view::npos || c == record_separator || (c == ',' && begun_) ||
        (!begun_ && line_ == 1 && (c == 0xef || c == 0xbb || c == 0xbf))) {
      take();
      continue;
    }
    if (c == '[' && !begun_) {
      in_array_ = true;
      begun_ = true;
      // What follows in this line is judged as if the line began with it.
      take();
      continue;
    }
    if (c == ']' && in_array_) {
      in_array_ = false;
      take();
      continue;
    }
    begun_ = true;
    Object object;
    object.line = line_;
    if (c == '{') {
      read_object(object);
      return object;
    }
    object.fault = "not a JSON object; write one object for each report, with a field 'text'";
    pass_broken(layout_ == Layout::unknown ? static_cast<std::size_t>(-1) : column_);
    return object;
  }
  if (in_array_ && !passed_broken_) {
    in_array_ = false;
    Object object;
    object.line = line_;
    object.fault = "broken JSON: the array is not closed (']'); the file may be cut: fetch it again";
    return object;
  }
  return std::nullopt;
}

}  // namespace sitrep
