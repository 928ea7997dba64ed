#include "ingest/format.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sitrep {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view what;
};

// Kinds of files that turn up among reports, so that the message can name them. Any other binary is told by its NUL
// bytes.
constexpr std::array magics = {
    Magic{0, "\x89PNG\r\n"sv, "a PNG image"},
    Magic{0, "\xff\xd8\xff"sv, "a JPEG image"},
    Magic{0, "GIF87a"sv, "a GIF image"},
    Magic{0, "GIF89a"sv, "a GIF image"},
    Magic{8, "WEBPVP8"sv, "a WebP image"},
    Magic{1, "ELF\x01"sv, "a program (ELF)"},
    Magic{1, "ELF\x02"sv, "a program (ELF)"},
    Magic{0, "%PDF-"sv, "a PDF document"},
    Magic{0, "PK\x03\x04"sv, "a ZIP archive or office document"},
    Magic{0, "\xd0\xcf\x11\xe0"sv, "an old office document"},
    Magic{0, "{\\rtf"sv, "an RTF document"},
    Magic{4, "1AY&SY"sv, "a bzip2 file"},
    Magic{1, "7zXZ"sv, "an xz file"},
    Magic{0, "7z\xbc\xaf"sv, "a 7-Zip archive"},
    Magic{0, "Rar!\x1a"sv, "a RAR archive"},
    Magic{257, "ustar"sv, "a tar archive"},
    Magic{0, "SQLite format 3\0"sv, "an SQLite database"},
    Magic{0, "PAR1\x15"sv, "a Parquet file"},
    Magic{0, "OggS\0"sv, "an Ogg recording"},
    Magic{0, "ID3\x03"sv, "an MP3 recording"},
    Magic{0, "ID3\x04"sv, "an MP3 recording"},
    Magic{4, "ftyp"sv, "an MP4 recording"},
    Magic{0, "WARC/1."sv, "a WARC archive"},
};

constexpr std::string_view white = " \t\r\n\f\v";

std::string_view without_lead(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) {
    text.remove_prefix(3);
  }
  const std::size_t begin = text.find_first_not_of(white);
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Whether `text` begins with `word` (given in lower case), whatever its case.
bool begins(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

/// The text after leading comments, processing instructions and white space of an XML or HTML file.
std::string_view after_prolog(std::string_view text) {
  for (;;) {
    const std::string_view end = text.starts_with("<!--") ? "-->"sv : text.starts_with("<?") ? "?>"sv : ""sv;
    if (end.empty()) {
      return text;
    }
    const std::size_t found = text.find(end, 2);
    if (found == std::string_view::npos) {
      return text;
    }
    text = without_lead(text.substr(found + end.size()));
  }
}

bool is_html(std::string_view text) {
  constexpr std::array tags = {"!doctype html"sv, "html"sv, "head"sv, "body"sv,    "meta"sv, "title"sv,   "link"sv,
                               "script"sv,        "div"sv,  "p"sv,    "article"sv, "main"sv, "section"sv, "h1"sv,
                               "table"sv,         "span"sv, "a"sv,    "br"sv,      "b"sv,    "ul"sv};
  if (!text.starts_with('<')) {
    return false;
  }
  text.remove_prefix(1);
  return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) {
    return begins(text, tag) &&
           (text.size() == tag.size() || "> \t\r\n/"sv.find(text[tag.size()]) != std::string_view::npos);
  });
}

std::string_view xml_kind(std::string_view text) {
  if (begins(text, "<rss") || begins(text, "<rdf:rdf")) {
    return "an RSS feed";
  }
  if (begins(text, "<feed")) {
    return "an Atom feed";
  }
  return "an XML file";
}

/// A share of control characters that no text has.
bool mostly_controls(std::string_view head) {
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && white.find(c) == std::string_view::npos && byte != 0x1b;
  });
  return static_cast<std::size_t>(controls) * 10 > head.size();
}

}  // namespace

std::string_view name(Format format) {
  constexpr std::array names = {"text"sv, "html"sv, "json"sv};
  return names[static_cast<std::size_t>(format)];
}

std::optional<Format> parse_format(std::string_view text) {
  if (text == "text" || text == "txt" || text == "plain") {
    return Format::text;
  }
  if (text == "html" || text == "htm") {
    return Format::html;
  }
  if (text == "json" || text == "jsonl" || text == "ndjson") {
    return Format::json;
  }
  return std::nullopt;
}

Sniffed sniff(std::string_view head) {
  for (const Magic& magic : magics) {
    if (head.size() >= magic.at && head.substr(magic.at).starts_with(magic.bytes)) {
      return {std::nullopt, std::string(magic.what)};
    }
  }
  if (const std::size_t nul = head.find('\0'); nul != std::string_view::npos) {
    return {std::nullopt, "binary (a NUL byte at byte " + std::to_string(nul) + ")"};
  }
  if (mostly_controls(head)) {
    return {std::nullopt, "binary (mostly control characters)"};
  }
  const std::string_view text = without_lead(head);
  if (text.starts_with('{') || text.starts_with('[')) {
    const std::string_view inner = without_lead(text.substr(1));
    const bool object = text.front() == '{' && (inner.starts_with('"') || inner.starts_with('}'));
    const bool array = text.front() == '[' && (inner.starts_with('{') || inner == "]");
    return {object || array ? std::optional(Format::json) : std::nullopt, ""};
  }
  if (text.starts_with('<')) {
    const std::string_view first = after_prolog(text);
    if (is_html(first)) {
      return {Format::html, ""};
    }
    if (text.starts_with("<?xml") || begins(first, "<rss") || begins(first, "<feed")) {
      return {std::nullopt, std::string(xml_kind(first))};
    }
  }
  return {};
}

std::optional<Format> format_of_name(const std::filesystem::path& path) {
  std::string file = path.filename().string();
  std::transform(file.begin(), file.end(), file.begin(), lower);
  for (const std::string_view packing : {".gz"sv, ".zst"sv, ".zstd"sv}) {
    if (file.size() > packing.size() && file.ends_with(packing)) {
      file.resize(file.size() - packing.size());
      break;
    }
  }
  const std::size_t dot = file.rfind('.');
  const std::string_view ending = dot == std::string::npos || dot == 0 ? ""sv : std::string_view(file).substr(dot + 1);
  // "2023.09.20" and "Talks in Brussels. Day two" have no ending that says anything.
  constexpr std::size_t longest = 6;
  const bool letters = std::all_of(ending.begin(), ending.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!letters || ending.empty() || ending.size() > longest) {
    return Format::text;
  }
  if (ending == "html" || ending == "htm" || ending == "xhtml") {
    return Format::html;
  }
  if (ending == "json" || ending == "jsonl" || ending == "ndjson") {
    return Format::json;
  }
  if (ending == "txt" || ending == "text" || ending == "md" || ending == "asc" || ending == "story") {
    return Format::text;
  }
  return std::nullopt;
}

}  // namespace sitrep
