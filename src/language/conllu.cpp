#include "language/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <sstream>

#include "record/code_points.h"

namespace sitrep {

namespace {

constexpr std::size_t column_count = 10;
constexpr std::array<std::string_view, 4> labels = {"PER", "ORG", "LOC", "NORP"};

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty() || value > 1'000'000) {
    return std::nullopt;
  }
  return value;
}

/// The value of an item of MISC, nothing where it is not there.
std::optional<std::string_view> misc_value(std::string_view misc, std::string_view key) {
  while (!misc.empty()) {
    const auto bar = misc.find('|');
    const auto item = misc.substr(0, bar);
    if (item.size() > key.size() && item.starts_with(key) && item[key.size()] == '=') {
      return item.substr(key.size() + 1);
    }
    misc = bar == std::string_view::npos ? std::string_view() : misc.substr(bar + 1);
  }
  return std::nullopt;
}

bool no_space_after(std::string_view misc) {
  return misc_value(misc, "SpaceAfter") == "No";
}

/// Reads the lines of one file. A sentence is collected first and put into the document at its end.
class Reader {
 public:
  Reader(std::string_view content, std::string_view name) : content_(content), name_(name) {}

  ConlluFile read() {
    while (!content_.empty()) {
      ++line_number_;
      const auto end = content_.find('\n');
      auto line = content_.substr(0, end);
      content_ = end == std::string_view::npos ? std::string_view() : content_.substr(end + 1);
      if (line.ends_with('\r')) {
        line.remove_suffix(1);
      }
      if (line.empty()) {
        finish_sentence();
      } else if (line[0] == '#') {
        comment(line.substr(1));
      } else {
        row(line);
      }
    }
    finish_sentence();
    finish_document();
    return std::move(file_);
  }

 private:
  struct Row {
    std::uint32_t id = 0;
    std::uint32_t head = 0;
    std::size_t line = 0;
    std::array<std::string_view, column_count> columns;
  };
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::string_view form;
    bool space_after = true;
  };

  void fault(std::size_t line, const std::string& what) {
    file_.faults.push_back(std::string(name_) + ":" + std::to_string(line) + ": " + what);
  }

  void comment(std::string_view text) {
    const auto take = [&](std::string_view key) -> std::optional<std::string_view> {
      while (text.starts_with(' ')) {
        text.remove_prefix(1);
      }
      if (!text.starts_with(key)) {
        return std::nullopt;
      }
      auto value = text.substr(key.size());
      while (value.starts_with(' ') || value.starts_with('=')) {
        value.remove_prefix(1);
      }
      return value;
    };
    if (const auto id = take("newdoc id")) {
      new_document_ = true;
      document_id_ = *id;
    } else if (take("newdoc")) {
      new_document_ = true;
      document_id_.clear();
    } else if (take("newpar")) {
      new_paragraph_ = true;
    } else if (const auto sentence = take("sent_id")) {
      sentence_id_ = *sentence;
    }
  }

  void row(std::string_view line) {
    Row row;
    row.line = line_number_;
    std::size_t count = 0;
    std::size_t begin = 0;
    while (true) {
      const auto end = line.find('\t', begin);
      if (count < column_count) {
        row.columns[count] = line.substr(begin, end - begin);
      }
      ++count;
      if (end == std::string_view::npos) {
        break;
      }
      begin = end + 1;
    }
    if (count != column_count) {
      fault(line_number_, std::to_string(count) + " columns, not 10; line skipped");
      return;
    }
    const auto id = row.columns[0];
    if (id.find('.') != std::string_view::npos) {
      return;
    }
    if (row.columns[1].empty()) {
      fault(line_number_, "no form; line skipped");
      return;
    }
    const auto last = rows_.empty() ? 0 : rows_.back().id;
    if (const auto dash = id.find('-'); dash != std::string_view::npos) {
      const auto first_id = number(id.substr(0, dash));
      const auto last_id = number(id.substr(dash + 1));
      if (!first_id || !last_id || *first_id <= last || *last_id < *first_id ||
          (!ranges_.empty() && *first_id <= ranges_.back().last)) {
        fault(line_number_, "'" + std::string(id) + "' is no range of words to come; line skipped");
        return;
      }
      ranges_.push_back({*first_id, *last_id, row.columns[1], !no_space_after(row.columns[9])});
      return;
    }
    const auto word_id = number(id);
    if (!word_id || *word_id <= last) {
      fault(line_number_, "'" + std::string(id) + "' is no number of a next word; line skipped");
      return;
    }
    row.id = *word_id;
    if (row.columns[6] != "_") {
      const auto head = number(row.columns[6]);
      if (!head || *head == row.id) {
        fault(line_number_, "'" + std::string(row.columns[6]) + "' is no head; line skipped");
        return;
      }
      row.head = *head;
    }
    if (row.columns[3] != "_" && !parse_upos(row.columns[3])) {
      fault(line_number_, "'" + std::string(row.columns[3]) + "' is no universal part of speech; read as X");
    }
    rows_.push_back(row);
  }

  void open_document() {
    if (new_document_ || !current_.text) {
      finish_document();
      current_.id = document_id_;
      current_.text = std::make_unique<std::string>();
      current_.strings = std::make_unique<std::set<std::string, std::less<>>>();
      new_document_ = false;
    }
  }

  std::string_view keep(std::string_view text) const { return *current_.strings->emplace(text).first; }

  void finish_sentence() {
    if (rows_.empty()) {
      ranges_.clear();
      return;  // comments before the first word belong to the sentence to come
    }
    open_document();
    auto& text = *current_.text;
    auto& document = current_.document;
    if (!text.empty()) {
      if (new_paragraph_) {
        text += "\n\n";
      } else if (document.tokens.back().space_after) {
        text += ' ';
      }
    }
    Sentence sentence;
    sentence.begin = static_cast<std::uint32_t>(document.tokens.size());
    std::map<std::uint32_t, std::uint32_t> token_of;
    for (const auto& row : rows_) {
      token_of[row.id] = sentence.begin + static_cast<std::uint32_t>(token_of.size());
    }
    std::size_t range = 0;
    std::uint32_t range_at = 0;  // in the text, behind the words of the range so far
    std::uint32_t range_end = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto& row = rows_[i];
      while (range < ranges_.size() && ranges_[range].last < row.id) {
        ++range;
      }
      const bool in_range = range < ranges_.size() && ranges_[range].first <= row.id;
      const bool first = !in_range || i == 0 || rows_[i - 1].id < ranges_[range].first;
      const bool last = !in_range || i + 1 == rows_.size() || rows_[i + 1].id > ranges_[range].last;
      const auto form = row.columns[1];
      Token token;
      const auto at = static_cast<std::uint32_t>(text.size());
      if (!in_range) {
        text += form;
        token.span = {at, static_cast<std::uint32_t>(text.size())};
      } else {
        if (first) {
          text += ranges_[range].form;
          range_at = at;
          range_end = static_cast<std::uint32_t>(text.size());
        }
        if (pieces(i, range)) {
          token.span = {range_at, range_at + static_cast<std::uint32_t>(form.size())};
          range_at = token.span.end;
        } else {
          token.span = first ? Span{range_at, range_end} : Span{range_end, range_end};
          token.form = keep(form);
        }
      }
      token.inside_multiword = !first;
      token.space_after = in_range ? last && ranges_[range].space_after : !no_space_after(row.columns[9]);
      token.lemma = row.columns[2];
      token.upos = parse_upos(row.columns[3]).value_or(Upos::X);
      token.feats = row.columns[5] == "_" ? std::string_view() : keep(row.columns[5]);
      token.deprel = row.columns[7] == "_" ? std::string_view() : keep(row.columns[7]);
      const auto number_here = static_cast<std::uint32_t>(document.tokens.size());
      if (row.columns[6] == "_") {
        token.head = no_token;
      } else if (row.head == 0) {
        sentence.root = number_here;
      } else if (const auto head = token_of.find(row.head); head != token_of.end()) {
        token.head = head->second;
      } else {
        fault(row.line, "its head " + std::to_string(row.head) + " is no word of the sentence; read as a root");
      }
      if (const auto tag = misc_value(row.columns[9], "Name")) {
        add_name(*tag, number_here, sentence.begin);
      }
      if (last && token.space_after && i + 1 < rows_.size()) {
        text += ' ';
      }
      document.tokens.push_back(std::move(token));
    }
    sentence.end = static_cast<std::uint32_t>(document.tokens.size());
    sentence.span = {document.tokens[sentence.begin].span.begin, static_cast<std::uint32_t>(text.size())};
    document.sentences.push_back(sentence);
    current_.sentence_ids.push_back(sentence_id_);
    rows_.clear();
    ranges_.clear();
    sentence_id_.clear();
    new_paragraph_ = false;
  }

  // Whether the words of the range that row i stands in make up its form, one after the other.
  [[nodiscard]] bool pieces(std::size_t i, std::size_t range) const {
    const auto& r = ranges_[range];
    while (i > 0 && rows_[i - 1].id >= r.first) {
      --i;
    }
    auto rest = r.form;
    for (; i < rows_.size() && rows_[i].id <= r.last; ++i) {
      if (!rest.starts_with(rows_[i].columns[1])) {
        return false;
      }
      rest.remove_prefix(rows_[i].columns[1].size());
    }
    return rest.empty();
  }

  void add_name(std::string_view tag, std::uint32_t token, std::uint32_t sentence_begin) {
    if (tag.size() < 3 || tag[1] != '-') {
      return;
    }
    const auto found = std::ranges::find(labels, tag.substr(2));
    if (found == labels.end()) {
      return;
    }
    const auto kind = static_cast<NameKind>(found - labels.begin());
    auto& names = current_.document.names;
    if (tag[0] == 'I' && !names.empty() && names.back().end == token && names.back().kind == kind &&
        names.back().begin >= sentence_begin) {
      names.back().end = token + 1;
    } else {
      names.push_back({token, token + 1, kind});
    }
  }

  void finish_document() {
    if (!current_.text) {
      return;
    }
    // The text is whole only now: views into it before could have lost their place.
    auto& document = current_.document;
    document.text = *current_.text;
    for (auto& token : document.tokens) {
      if (token.form.empty()) {
        token.form = token.span.of(document.text);
      }
    }
    file_.documents.push_back(std::move(current_));
    current_ = ConlluDocument();
  }

  std::string_view content_;
  std::string_view name_;
  std::size_t line_number_ = 0;
  ConlluFile file_;
  ConlluDocument current_;
  std::vector<Row> rows_;
  std::vector<Range> ranges_;
  std::string document_id_;
  std::string sentence_id_;
  bool new_document_ = false;
  bool new_paragraph_ = false;
};

/// The words of a span, white space as one blank: what a comment may hold.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::string_view or_blank(std::string_view text) {
  return text.empty() ? "_" : text;
}

}  // namespace

std::string_view label(NameKind kind) {
  return labels[static_cast<std::size_t>(kind)];
}

ConlluFile read_conllu(std::string_view content, std::string_view name) {
  return Reader(content, name).read();
}

void write_conllu(const Document& document, std::string_view id, std::ostream& out) {
  const CodePointIndex index(document.text);
  std::vector<std::string> names(document.tokens.size());
  for (const auto& n : document.names) {
    for (auto i = n.begin; i < n.end && i < names.size(); ++i) {
      names[i] = std::string(i == n.begin ? "B-" : "I-") + std::string(label(n.kind));
    }
  }
  const auto misc = [&](bool space_after, Span span, std::string_view name) {
    std::string value;
    if (!name.empty()) {
      value += "Name=" + std::string(name) + "|";
    }
    const Span points = index.code_points(span);
    value += "Offset=" + std::to_string(points.begin) + ":" + std::to_string(points.end);
    if (!space_after) {
      value += "|SpaceAfter=No";
    }
    return value;
  };
  out << "# newdoc";
  if (!id.empty()) {
    out << " id = " << one_line(id);
  }
  out << '\n';
  std::uint32_t before = 0;
  std::size_t count = 0;
  for (const auto& sentence : document.sentences) {
    const auto gap = document.text.substr(before, sentence.span.begin - before);
    if (count == 0 || std::ranges::count(gap, '\n') >= 2) {
      out << "# newpar\n";
    }
    before = sentence.span.end;
    ++count;
    out << "# sent_id = " << (id.empty() ? "" : one_line(id) + "-") << count << '\n'
        << "# text = " << one_line(sentence.span.of(document.text)) << '\n';
    for (auto i = sentence.begin; i < sentence.end; ++i) {
      const auto& token = document.tokens[i];
      const auto number_here = i - sentence.begin + 1;
      auto last = i;
      if (!token.inside_multiword) {
        while (last + 1 < sentence.end && document.tokens[last + 1].inside_multiword) {
          ++last;
        }
        if (last > i) {
          const Span span{token.span.begin, document.tokens[last].span.end};
          out << number_here << '-' << last - sentence.begin + 1 << '\t' << one_line(span.of(document.text))
              << "\t_\t_\t_\t_\t_\t_\t_\t" << misc(document.tokens[last].space_after, span, {}) << '\n';
        }
      }
      const bool within = last > i || token.inside_multiword;
      out << number_here << '\t' << token.form << '\t' << or_blank(token.lemma) << '\t' << name(token.upos) << "\t_\t"
          << or_blank(token.feats) << '\t';
      if (token.deprel.empty()) {
        out << "_\t_";
      } else if (token.head == no_token) {
        out << "0\t" << token.deprel;
      } else {
        out << token.head - sentence.begin + 1 << '\t' << token.deprel;
      }
      out << "\t_\t" << misc(within || token.space_after, token.span, names[i]) << '\n';
    }
    out << '\n';
  }
}

std::string write_conllu(const Document& document, std::string_view id) {
  std::ostringstream out;
  write_conllu(document, id, out);
  return out.str();
}

}  // namespace sitrep
