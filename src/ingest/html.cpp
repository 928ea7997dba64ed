#include "ingest/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <memory>
#include <utility>

#include "ingest/encoding.h"

namespace sitrep {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view white = " \t\r\n\f\v";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(white);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(white) - begin + 1);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

template <std::size_t size>
bool is_in(const std::array<std::string_view, size>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

const xmlChar* xml(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}

bool is_element(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE;
}

std::string_view tag(const xmlNode* node) {
  return is_element(node) ? view(node->name) : std::string_view();
}

std::string attribute(const xmlNode* node, const char* name) {
  xmlChar* value = xmlGetProp(node, xml(name));
  std::string out(trim(view(value)));
  xmlFree(value);
  return out;
}

bool has_attribute(const xmlNode* node, const char* name) {
  return xmlHasProp(node, xml(name)) != nullptr;
}

// Pages nest thousands deep, by fault or by intent: no recursion here.
/// The node after `node` in the order of the page, within `root`; past what `node` holds where `inside` is not set.
const xmlNode* next_node(const xmlNode* node, const xmlNode* root, bool inside) {
  if (inside && node->children != nullptr && node->type != XML_ENTITY_REF_NODE) {
    return node->children;
  }
  while (node != root && node->next == nullptr) {
    node = node->parent;
  }
  return node == root ? nullptr : node->next;
}

bool holds(const xmlNode* root, std::string_view wanted) {
  for (const xmlNode* node = next_node(root, root, true); node != nullptr; node = next_node(node, root, true)) {
    if (tag(node) == wanted) {
      return true;
    }
  }
  return false;
}

// --- Text.

constexpr std::array never_text = {"script"sv, "style"sv,  "noscript"sv, "template"sv, "svg"sv,      "iframe"sv,
                                   "object"sv, "button"sv, "select"sv,   "textarea"sv, "canvas"sv,   "audio"sv,
                                   "video"sv,  "map"sv,    "head"sv,     "title"sv,    "datalist"sv, "dialog"sv};
constexpr std::array boilerplate = {"nav"sv, "header"sv, "footer"sv, "aside"sv, "form"sv};
constexpr std::array blocks = {
    "address"sv, "article"sv, "aside"sv, "blockquote"sv, "body"sv,       "center"sv, "dd"sv,      "details"sv,
    "div"sv,     "dl"sv,      "dt"sv,    "fieldset"sv,   "figcaption"sv, "figure"sv, "footer"sv,  "form"sv,
    "h1"sv,      "h2"sv,      "h3"sv,    "h4"sv,         "h5"sv,         "h6"sv,     "header"sv,  "hr"sv,
    "li"sv,      "main"sv,    "nav"sv,   "ol"sv,         "p"sv,          "pre"sv,    "section"sv, "summary"sv,
    "table"sv,   "caption"sv, "tbody"sv, "thead"sv,      "tfoot"sv,      "tr"sv,     "ul"sv};

/// Puts paragraphs together from pieces of text and breaks.
class Paragraphs {
 public:
  void add(std::string_view text, bool as_is) {
    for (std::size_t i = 0; i < text.size();) {
      const std::string_view rest = text.substr(i);
      if (as_is && rest.front() == '\n') {
        line();
        ++i;
      } else if (white.find(rest.front()) != std::string_view::npos) {
        space();
        ++i;
      } else if (rest.starts_with("\xc2\xa0"sv)) {
        space();
        i += 2;
      } else if (rest.starts_with("\xc2\xad"sv)) {
        i += 2;
      } else if (rest.starts_with("\xe2\x80\x8b"sv) || rest.starts_with("\xef\xbb\xbf"sv)) {
        i += 3;
      } else {
        flush_breaks();
        text_ += rest.front();
        ++i;
      }
    }
  }
  void space() { space_ = true; }
  /// A line break; two are a paragraph's end.
  void line() { ++lines_; }
  void paragraph() { lines_ = 2; }
  [[nodiscard]] std::string take() {
    std::string out = std::move(text_);
    text_.clear();
    lines_ = 0;
    space_ = false;
    return out;
  }

 private:
  void flush_breaks() {
    if (!text_.empty()) {
      if (lines_ > 0) {
        text_ += lines_ > 1 ? "\n\n" : "\n";
      } else if (space_) {
        text_ += ' ';
      }
    }
    lines_ = 0;
    space_ = false;
  }

  std::string text_;
  int lines_ = 0;
  bool space_ = false;
};

bool is_left_out(const xmlNode* node, bool keep_boilerplate) {
  const std::string_view name = tag(node);
  if (is_in(never_text, name) || has_attribute(node, "hidden")) {
    return true;
  }
  if (keep_boilerplate || !is_in(boilerplate, name)) {
    return false;
  }
  // Some page builders wrap all they make in one form.
  return name != "form" || !(holds(node, "article") || holds(node, "main") || holds(node, "h1"));
}

std::string text_of(const xmlNode* root, bool keep_boilerplate) {
  Paragraphs out;
  const xmlNode* node = root;
  int pre = tag(root) == "pre" ? 1 : 0;
  // Each element is met twice: on the way in and on the way out.
  bool entering = true;
  while (node != nullptr) {
    const std::string_view name = tag(node);
    const bool block = is_in(blocks, name);
    if (entering) {
      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        out.add(view(node->content), pre > 0);
      } else if (is_element(node)) {
        if (block) {
          out.paragraph();
        } else if (name == "br") {
          out.line();
        } else if (name == "td" || name == "th") {
          out.space();
        }
        if ((node == root || !is_left_out(node, keep_boilerplate)) && node->children != nullptr) {
          pre += name == "pre" && node != root ? 1 : 0;
          node = node->children;
          continue;
        }
        if (block) {
          out.paragraph();
        }
      }
    } else {
      pre -= name == "pre" ? 1 : 0;
      if (block) {
        out.paragraph();
      } else if (name == "td" || name == "th") {
        out.space();
      }
    }
    if (node == root) {
      break;
    }
    entering = node->next != nullptr;
    node = entering ? node->next : node->parent;
  }
  return out.take();
}

/// The part of the page that the article is in.
const xmlNode* article_root(const xmlNode* page) {
  const xmlNode* body = nullptr;
  const xmlNode* main = nullptr;
  std::vector<const xmlNode*> articles;
  for (const xmlNode* node = page; node != nullptr;) {
    const std::string_view name = tag(node);
    bool inside = true;
    if (name == "body" && body == nullptr) {
      body = node;
    } else if ((name == "main" || (!name.empty() && attribute(node, "role") == "main")) && main == nullptr) {
      main = node;
    } else if (name == "article" || (!name.empty() && attribute(node, "role") == "article")) {
      articles.push_back(node);
      inside = false;  // articles inside an article are comments and cards
    } else if (is_in(never_text, name) && name != "head") {
      inside = false;
    }
    node = next_node(node, page, inside);
  }
  const xmlNode* longest = nullptr;
  std::size_t longest_size = 0;
  std::size_t all_size = 0;
  for (const xmlNode* article : articles) {
    const std::size_t size = text_of(article, false).size();
    all_size += size;
    if (size > longest_size) {
      longest = article;
      longest_size = size;
    }
  }
  if (longest != nullptr && longest_size * 2 > all_size) {
    return longest;
  }
  return main != nullptr ? main : body != nullptr ? body : page;
}

// --- Metadata.

/// What a page says of itself, each the best found so far: lower ranks are better.
class Metadata {
 public:
  enum Field { title, date, publisher, url, language, dateline, field_count };

  void set(Field field, std::string_view value, int rank) {
    auto& slot = slots_[field];
    value = trim(value);
    if (!value.empty() && rank < slot.rank) {
      slot = {std::string(value), rank};
      // Tables have a report's metadata on one line.
      std::replace_if(
          slot.value.begin(), slot.value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    }
  }
  /// As set(), for a date; one that cannot be read stays the last choice, to be named in a note.
  void set_date(std::string_view value, int rank) {
    set(date, value, parse_page_date(value) ? rank : rank + unreadable);
  }
  [[nodiscard]] const std::string& get(Field field) const { return slots_[field].value; }
  [[nodiscard]] int rank(Field field) const { return slots_[field].rank; }

  static constexpr int unreadable = 1000;

 private:
  struct Slot {
    std::string value;
    int rank = std::numeric_limits<int>::max();
  };
  std::array<Slot, field_count> slots_;
};

constexpr int rank_declared = 0;
constexpr int rank_json_ld = 10;
constexpr int rank_old_meta = 20;
constexpr int rank_time = 30;

struct MetaName {
  std::string_view name;
  Metadata::Field field;
  int rank;
};

constexpr std::array meta_names = {
    MetaName{"article:published_time", Metadata::date, rank_declared},
    MetaName{"og:article:published_time", Metadata::date, rank_declared},
    MetaName{"og:published_time", Metadata::date, rank_declared + 1},
    MetaName{"datepublished", Metadata::date, rank_declared + 2},
    MetaName{"parsely-pub-date", Metadata::date, rank_old_meta},
    MetaName{"pubdate", Metadata::date, rank_old_meta + 1},
    MetaName{"publishdate", Metadata::date, rank_old_meta + 1},
    MetaName{"publish-date", Metadata::date, rank_old_meta + 1},
    MetaName{"publication_date", Metadata::date, rank_old_meta + 1},
    MetaName{"date", Metadata::date, rank_old_meta + 2},
    MetaName{"dc.date.issued", Metadata::date, rank_old_meta + 3},
    MetaName{"dcterms.issued", Metadata::date, rank_old_meta + 3},
    MetaName{"dc.date", Metadata::date, rank_old_meta + 4},
    MetaName{"dcterms.date", Metadata::date, rank_old_meta + 4},
    MetaName{"dcterms.created", Metadata::date, rank_old_meta + 5},
    MetaName{"og:title", Metadata::title, rank_declared},
    MetaName{"dc.title", Metadata::title, rank_old_meta},
    MetaName{"twitter:title", Metadata::title, rank_old_meta + 1},
    MetaName{"og:site_name", Metadata::publisher, rank_declared},
    MetaName{"dc.publisher", Metadata::publisher, rank_old_meta},
    MetaName{"dcterms.publisher", Metadata::publisher, rank_old_meta},
    MetaName{"publisher", Metadata::publisher, rank_old_meta + 1},
    MetaName{"application-name", Metadata::publisher, rank_old_meta + 2},
    MetaName{"og:url", Metadata::url, rank_declared + 1},
    MetaName{"content-language", Metadata::language, rank_declared + 2},
    MetaName{"dc.language", Metadata::language, rank_old_meta},
    MetaName{"og:locale", Metadata::language, rank_old_meta + 1},
};

void set_url(Metadata& data, std::string_view value, int rank) {
  // An address without the host says nothing outside the site.
  if (value.find("://") != std::string_view::npos) {
    data.set(Metadata::url, value, rank);
  } else if (value.starts_with("//")) {
    data.set(Metadata::url, "https:" + std::string(value), rank);
  }
}

void read_meta(const xmlNode* node, Metadata& data) {
  const std::string content = attribute(node, "content");
  for (const char* key : {"property", "name", "itemprop", "http-equiv"}) {
    const std::string name = lower(attribute(node, key));
    for (const MetaName& row : meta_names) {
      if (row.name != name) {
        continue;
      }
      if (row.field == Metadata::date) {
        data.set_date(content, row.rank);
      } else if (row.field == Metadata::url) {
        set_url(data, content, row.rank);
      } else {
        data.set(row.field, content, row.rank);
      }
    }
  }
}

// --- JSON-LD, which many pages use instead of meta elements.

using simdjson::dom::element;

std::string_view string_in(const element& object, std::string_view key) {
  std::string_view value;
  return object[key].get(value) == simdjson::SUCCESS ? value : std::string_view();
}

bool is_article(const element& object) {
  const auto names_article = [](std::string_view type) {
    return type.ends_with("Article") || type.ends_with("BlogPosting") || type.ends_with("Report");
  };
  if (names_article(string_in(object, "@type"))) {
    return true;
  }
  simdjson::dom::array types;
  if (object["@type"].get(types) != simdjson::SUCCESS) {
    return false;
  }
  return std::any_of(types.begin(), types.end(), [&](const element& type) {
    std::string_view word;
    return type.get(word) == simdjson::SUCCESS && names_article(word);
  });
}

void read_article(const element& article, Metadata& data) {
  data.set(Metadata::title, string_in(article, "headline"), rank_json_ld);
  data.set_date(string_in(article, "datePublished"), rank_json_ld);
  data.set(Metadata::language, string_in(article, "inLanguage"), rank_json_ld);
  data.set(Metadata::dateline, string_in(article, "dateline"), rank_json_ld);
  set_url(data, string_in(article, "url"), rank_json_ld);
  set_url(data, string_in(article, "mainEntityOfPage"), rank_json_ld + 1);
  element publisher;
  if (article["publisher"].get(publisher) == simdjson::SUCCESS) {
    std::string_view name;
    data.set(Metadata::publisher, publisher.get(name) == simdjson::SUCCESS ? name : string_in(publisher, "name"),
             rank_json_ld);
  }
}

void read_json_ld(std::string_view text, Metadata& data) {
  simdjson::dom::parser parser;
  element root;
  // A broken block says nothing; the page's other metadata still may.
  if (parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) {
    return;
  }
  std::vector<element> open{root};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const element item = open[i];
    simdjson::dom::array list;
    if (item.get(list) == simdjson::SUCCESS || item["@graph"].get(list) == simdjson::SUCCESS) {
      for (const element& inner : list) {
        open.push_back(inner);
      }
    } else if (is_article(item)) {
      read_article(item, data);
      return;
    }
  }
}

std::string plain_text(const xmlNode* node) {
  xmlChar* content = xmlNodeGetContent(node);
  std::string out(view(content));
  xmlFree(content);
  return out;
}

Metadata read_metadata(const xmlNode* page, const xmlNode* root) {
  Metadata data;
  for (const xmlNode* node = page; node != nullptr; node = next_node(node, page, true)) {
    const std::string_view name = tag(node);
    if (name == "meta") {
      read_meta(node, data);
    } else if (name == "link" && lower(attribute(node, "rel")) == "canonical") {
      set_url(data, attribute(node, "href"), rank_declared);
    } else if (name == "html") {
      data.set(Metadata::language, attribute(node, "lang"), rank_declared);
      data.set(Metadata::language, attribute(node, "xml:lang"), rank_declared + 1);
    } else if (name == "title") {
      // In pictures (svg) a title is another thing.
      if (tag(node->parent) != "svg" && tag(node->parent) != "g") {
        data.set(Metadata::title, text_of(node, true), rank_time + 1);
      }
    } else if (name == "script") {
      if (lower(attribute(node, "type")) == "application/ld+json") {
        read_json_ld(plain_text(node), data);
      }
    } else if (!name.empty() && attribute(node, "itemprop") == "datePublished") {
      data.set_date(attribute(node, name == "time" ? "datetime" : "content"), rank_declared + 3);
    }
  }
  for (const xmlNode* node = root; node != nullptr; node = next_node(node, root, true)) {
    if (tag(node) == "time" && has_attribute(node, "datetime")) {
      data.set_date(attribute(node, "datetime"), has_attribute(node, "pubdate") ? rank_time : rank_time + 1);
    } else if (tag(node) == "h1") {
      data.set(Metadata::title, text_of(node, true), rank_time);
    }
  }
  return data;
}

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
struct FreeContext {
  void operator()(xmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};

/// The bytes without control characters, which libxml2 drops; null where there are none.
std::unique_ptr<std::string> without_controls(std::string_view utf8, std::size_t& count) {
  const auto is_control = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && white.find(c) == std::string_view::npos) || c == 0x7f || c == '\v';
  };
  count = static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), is_control));
  if (count == 0) {
    return nullptr;
  }
  auto clean = std::make_unique<std::string>(utf8);
  std::replace_if(clean->begin(), clean->end(), is_control, ' ');
  return clean;
}

std::unique_ptr<xmlDoc, FreeDocument> parse_document(std::string_view utf8) {
  static const bool initialised = (xmlInitParser(), true);
  static_cast<void>(initialised);
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(htmlNewParserCtxt());
  if (!context) {
    return nullptr;
  }
  constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                          HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT;
  return std::unique_ptr<xmlDoc, FreeDocument>(htmlCtxtReadMemory(
      context.get(), utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8", options | XML_PARSE_HUGE));
}

}  // namespace

std::optional<Date> parse_page_date(std::string_view text) {
  text = trim(text);
  if (const auto date = Date::parse(text)) {
    return date;
  }
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto digits_at = [&](std::size_t at, std::size_t count) {
    return at + count <= text.size() && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                    text.begin() + static_cast<std::ptrdiff_t>(at + count), is_digit);
  };
  const auto iso = [](std::string_view year, std::string_view month, std::string_view day) {
    return Date::parse(std::string(year) + "-" + (month.size() == 1 ? "0" : "") + std::string(month) + "-" +
                       (day.size() == 1 ? "0" : "") + std::string(day));
  };
  if (digits_at(0, 8) && (text.size() == 8 || !is_digit(text[8]))) {
    return iso(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  }
  if (digits_at(0, 4) && text.size() >= 10 && text[4] == '/' && text[7] == '/' &&
      (text.size() == 10 || !is_digit(text[10]))) {
    return iso(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
  }
  // RFC 5322: "Wed, 20 Sep 2023 10:00:00 +0000"; the day of the week may be missing.
  constexpr std::array months = {"jan"sv, "feb"sv, "mar"sv, "apr"sv, "may"sv, "jun"sv,
                                 "jul"sv, "aug"sv, "sep"sv, "oct"sv, "nov"sv, "dec"sv};
  if (const std::size_t comma = text.find(','); comma == 3) {
    text = trim(text.substr(comma + 1));
  }
  const std::size_t day_digits = digits_at(0, 2) ? 2 : 1;
  if (!digits_at(0, day_digits) || text.size() < day_digits + 9 || text[day_digits] != ' ' ||
      text[day_digits + 4] != ' ' || !digits_at(day_digits + 5, 4)) {
    return std::nullopt;
  }
  const auto month = std::find(months.begin(), months.end(), lower(text.substr(day_digits + 1, 3)));
  if (month == months.end()) {
    return std::nullopt;
  }
  return iso(text.substr(day_digits + 5, 4), std::to_string(month - months.begin() + 1), text.substr(0, day_digits));
}

Report parse_html(std::string_view utf8) {
  Report report;
  if (utf8.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    report.notes.emplace_back("a page of more than 2 GiB; not read");
    return report;
  }
  std::size_t controls = 0;
  const auto clean = without_controls(utf8, controls);
  const auto document = parse_document(clean ? std::string_view(*clean) : utf8);
  const xmlNode* page = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (page == nullptr) {
    return report;
  }
  if (controls > 0) {
    report.notes.push_back(std::to_string(controls) + (controls == 1 ? " control character" : " control characters") +
                           " replaced by spaces");
  }
  const xmlNode* root = article_root(page);
  report.text = text_of(root, false);
  if (report.text.empty()) {
    report.text = text_of(page, true);
    if (!report.text.empty()) {
      report.notes.emplace_back("no text outside navigation, headers, footers and forms; all of the page taken");
    }
  }
  const Metadata data = read_metadata(page, root);
  report.title = data.get(Metadata::title);
  report.publisher = data.get(Metadata::publisher);
  report.url = data.get(Metadata::url);
  report.dateline = data.get(Metadata::dateline);
  report.language = data.get(Metadata::language);
  std::replace(report.language.begin(), report.language.end(), '_', '-');
  if (const std::string& date = data.get(Metadata::date); !date.empty()) {
    report.date = parse_page_date(date);
    if (!report.date) {
      report.notes.push_back("the page's date '" + date + "' cannot be read; left out");
    } else if (data.rank(Metadata::date) >= rank_time) {
      report.notes.push_back("date " + report.date->str() + " guessed from the first time element");
    }
  }
  return report;
}

}  // namespace sitrep
