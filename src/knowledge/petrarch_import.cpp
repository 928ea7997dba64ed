#include "knowledge/petrarch_import.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "record/codes.h"
#include "record/date.h"

namespace sitrep {

namespace {

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
char to_upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
  return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), to_lower);
  return out;
}

std::string uppered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), to_upper);
  return out;
}

std::vector<std::string_view> parts_between(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> out;
  while (true) {
    const auto begin = text.find_first_not_of(separators);
    if (begin == std::string_view::npos) {
      return out;
    }
    const auto end = std::min(text.find_first_of(separators, begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
}

/// "MINAS_TIRITH" with its words parted by single blanks.
std::string words_of(std::string_view text) {
  std::string out;
  for (const auto word : parts_between(text, "_ \t\r")) {
    out += (out.empty() ? "" : " ") + std::string(word);
  }
  return out;
}

/// Dictionaries are in capitals; names in texts are not. Only the capital at the head of each word is asked for, and
/// none of words like "of"; "THE_" at the head asks for "the".
std::string name_of(std::string_view text) {
  static constexpr std::array<std::string_view, 10> small = {"of", "the", "and", "for", "in",
                                                             "on", "to",  "de",  "la",  "al"};
  std::string out;
  for (const auto part : parts_between(text, "_ \t\r")) {
    auto word = lowered(part);
    const bool article = out.empty() && word == "the";
    if (!article && (out.empty() || std::ranges::find(small, word) == small.end())) {
      word.front() = to_upper(word.front());
    }
    out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

std::string slug_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_alnum(c)) {
      out += to_lower(c);
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (out.ends_with('-')) {
    out.pop_back();
  }
  return out.empty() ? "entry" : out;
}

/// A synset's list, named apart from the shipped lists.
std::string list_of(std::string_view synset) {
  return "synset-" + slug_of(synset);
}

/// Makes ids unique.
class Ids {
 public:
  std::string take(const std::string& wish) {
    auto id = wish;
    for (int i = 2; !taken_.insert(id).second; ++i) {
      id = wish + "-" + std::to_string(i);
    }
    return id;
  }

 private:
  std::set<std::string> taken_;
};

struct Line {
  std::string_view whole;
  std::string_view text;  ///< without comment and blanks at its ends
  bool indented = false;
  std::size_t number = 0;
};

/// Where a line's comment begins; the code "[###]" is none.
std::size_t comment_of(std::string_view line) {
  bool in_code = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '[') {
      in_code = line.find(']', at) != std::string_view::npos;
    } else if (line[at] == ']') {
      in_code = false;
    } else if (line[at] == '#' && !in_code) {
      return at;
    }
  }
  return line.size();
}

/// The lines of a dictionary without what stands in "<!-- -->" and behind '#'; empty ones are kept, as they end groups.
std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  bool in_comment = false;
  std::size_t number = 0;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto whole = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    auto line = whole;
    // "<! --" is a slip that old parsers let pass.
    const bool opens = line.starts_with("<!");
    if (in_comment || opens) {
      in_comment = line.find("-->") == std::string_view::npos;
      line = {};
    }
    line = line.substr(0, comment_of(line));
    out.push_back({trim(whole), trim(line), line.starts_with(' ') || line.starts_with('\t'), number});
  }
  return out;
}

/// "990816" or "19990816". Two digits of a year up to 30 are of this century.
std::optional<Date> parse_day(std::string_view text) {
  if ((text.size() != 6 && text.size() != 8) || !std::ranges::all_of(text, is_digit)) {
    return std::nullopt;
  }
  std::string full(text);
  if (text.size() == 6) {
    full = (text.substr(0, 2) <= "30" ? "20" : "19") + full;
  }
  const auto date = Date::parse(full.substr(0, 4) + "-" + full.substr(4, 2) + "-" + full.substr(6));
  return date && date->valid() ? date : std::nullopt;
}

/// PLOVER sectors among the three-letter parts of a code.
std::string sectors_in(std::string_view parts) {
  std::string out;
  for (std::size_t at = 0; at + 3 <= parts.size(); at += 3) {
    if (const auto part = parts.substr(at, 3); is_sector(part)) {
      out += (out.empty() ? "" : "; ") + std::string(part);
    }
  }
  return out;
}

constexpr std::array<std::string_view, 7> international_codes = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"};

class Importer {
 public:
  explicit Importer(const Dictionaries& in) : in_(in) {}

  DictionaryImport run() {
    if (!in_.actors.name.empty()) {
      read_actors();
      write_actors();
    }
    if (!in_.agents.name.empty()) {
      read_agents();
    }
    if (!in_.verbs.name.empty()) {
      read_verbs();
    }
    if (!in_.discards.name.empty()) {
      read_discards();
    }
    return std::move(out_);
  }

 private:
  void fault(const DictionaryFile& file, std::size_t line, std::string what) {
    out_.faults.push_back({file.name, line, std::move(what)});
  }

  static std::string head(const DictionaryFile& file, std::string_view what, bool replaces) {
    std::string out = "# " + std::string(what) + " of " + file.name + ", by sitrep knowledge import-petrarch.\n";
    if (replaces) {
      out +=
          "\n# These dictionaries alone code. Without the next line they are laid over the shipped knowledge.\n"
          "replaces shipped\n";
    }
    return out;
  }

  void leave_out(std::string& text, const DictionaryFile& file, const Line& line, std::string_view why) {
    ++out_.left_out;
    text += "\n# left out, " + std::string(why) + " (" + file.name + ":" + std::to_string(line.number) +
            "): " + std::string(line.whole) + "\n";
  }

  // --- Actors

  struct Code {
    std::string code;  ///< empty for the code of nobody, "---"
    std::optional<Date> from;
    std::optional<Date> to;
  };
  struct Actor {
    std::vector<std::string> names;
    std::vector<Code> codes;
    Line line;
  };

  std::optional<Code> read_code(const Line& line, std::string_view inside) {
    const auto parts = parts_between(inside, blanks);
    if (parts.empty()) {
      fault(in_.actors, line.number, "an empty code; write it between the brackets, as in [GON], or [---] for nobody");
      return std::nullopt;
    }
    Code code;
    auto restriction = std::string(trim(inside));
    const auto cut = std::min(restriction.find_first_of("<> \t"), restriction.size());
    code.code = uppered(restriction.substr(0, cut));
    restriction.erase(0, cut);
    std::erase_if(restriction, [](char c) { return blanks.find(c) != std::string_view::npos; });
    if (code.code == "---" || code.code == "+++" || code.code == "###") {
      code.code.clear();
    } else if (code.code.size() < 2 ||
               !std::ranges::all_of(code.code, [](char c) { return is_alnum(c) || c == '/'; })) {
      fault(
          in_.actors, line.number,
          "'" + code.code + "' is no actor code; write letters in groups of three, as in GONREB, or [---] for nobody");
      return std::nullopt;
    }
    if (restriction.empty()) {
      return code;
    }
    const auto bad_date = [&](std::string_view text) {
      fault(in_.actors, line.number,
            "no such date: '" + std::string(text) +
                "'; write YYMMDD or YYYYMMDD, as in <19950630, >950630 or 950601-950630");
    };
    const std::string_view rest = restriction;
    if (rest.front() == '<' || rest.front() == '>') {
      const auto day = parse_day(rest.substr(1));
      if (!day) {
        bad_date(rest.substr(1));
        return std::nullopt;
      }
      // Before or after that day, without it.
      (rest.front() == '<' ? code.to : code.from) = Date::from_days(day->days() + (rest.front() == '<' ? -1 : 1));
      return code;
    }
    const auto dash = rest.find('-');
    code.from = parse_day(rest.substr(0, dash));
    code.to = dash == std::string_view::npos ? std::nullopt : parse_day(rest.substr(dash + 1));
    if (!code.from || !code.to) {
      bad_date(rest);
      return std::nullopt;
    }
    return code;
  }

  void read_codes(const Line& line, std::string_view text, Actor& actor) {
    while (!text.empty()) {
      const auto open = text.find('[');
      const auto close = text.find(']', open);
      if (open == std::string_view::npos || close == std::string_view::npos) {
        fault(in_.actors, line.number, "a code without its brackets: '" + std::string(text) + "'; write [CODE]");
        return;
      }
      if (auto code = read_code(line, text.substr(open + 1, close - open - 1))) {
        actor.codes.push_back(std::move(*code));
      }
      text = trim(text.substr(close + 1));
    }
  }

  void read_actors() {
    for (const auto& line : lines_of(in_.actors.text)) {
      if (line.text.empty()) {
        continue;
      }
      const auto open = line.text.find('[');
      const auto name = trim(line.text.substr(0, open));
      const auto codes = open == std::string_view::npos ? std::string_view{} : line.text.substr(open);
      const bool more = line.text.starts_with('+') || (name.empty() && !codes.empty());
      if (more && actors_.empty()) {
        fault(in_.actors, line.number,
              "this line adds to an actor, and none stands before it; begin with the actor's name");
        continue;
      }
      if (!more) {
        actors_.push_back({{}, {}, line});
      }
      auto& actor = actors_.back();
      if (!name.empty()) {
        const auto shown = name_of(name.starts_with('+') ? name.substr(1) : name);
        if (shown.empty()) {
          fault(in_.actors, line.number, "a name without letters; write it before the code");
        } else if (names_.insert(lowered(shown)).second) {
          actor.names.push_back(shown);
        } else {
          fault(in_.actors, line.number, "'" + shown + "' is there already; keep one of the two");
        }
      }
      if (!codes.empty()) {
        read_codes(line, codes, actor);
      }
    }
  }

  static std::string cameo_line(const Code& code) {
    std::string out = "  cameo: " + (code.code.empty() ? std::string("---") : code.code);
    if (code.from || code.to) {
      out += "; " + (code.from ? code.from->str() : std::string("?"));
      if (code.to) {
        out += "; " + code.to->str();
      }
    }
    return out + "\n";
  }

  static bool is_country(const Actor& actor) {
    return actor.codes.size() == 1 && actor.codes[0].code.size() == 3 && !actor.codes[0].from && !actor.codes[0].to &&
           std::ranges::find(international_codes, actor.codes[0].code) == international_codes.end() &&
           actor.codes[0].code.find_first_of("0123456789/") == std::string::npos;
  }

  void write_actors() {
    std::map<std::string, std::vector<std::string>> countries;
    for (const auto& actor : actors_) {
      if (is_country(actor)) {
        auto& names = countries[actor.codes[0].code];
        names.insert(names.end(), actor.names.begin(), actor.names.end());
      }
    }
    auto& text = out_.files["actors/actors.actors"];
    text = head(in_.actors, "Actors", true);
    text += "\n# A code of three letters is taken for a country's, with all the names that have it.\n";
    for (const auto& [code, names] : countries) {
      text += "country " + code + "\n";
      for (const auto& name : names) {
        text += "  name: " + name + "\n";
      }
      text += "  cameo: " + code + "\n";
      out_.actors += 1;
    }
    text += "\n";
    Ids ids;
    for (const auto& actor : actors_) {
      if (is_country(actor) || actor.names.empty()) {
        continue;
      }
      if (actor.codes.empty()) {
        fault(in_.actors, actor.line.number,
              "'" + actor.names[0] + "' has no code; write it behind the name, as in [GON]");
        continue;
      }
      const bool nobody = std::ranges::all_of(actor.codes, [](const Code& c) { return c.code.empty(); });
      text += (nobody ? "other " : "org ") + ids.take(slug_of(actor.names[0])) + "\n";
      for (const auto& name : actor.names) {
        text += "  name: " + name + "\n";
      }
      if (!nobody) {
        // What holds at any date; of limited codes none does.
        const auto always = std::ranges::find_if(actor.codes, [](const Code& c) { return !c.from && !c.to; });
        const auto code = always == actor.codes.end() ? std::string() : always->code;
        const auto owner = code.substr(0, 3);
        if (code.find('/') == std::string::npos &&
            (countries.contains(owner) || std::ranges::find(international_codes, owner) != international_codes.end())) {
          text += "  code: " + owner + "\n";
          if (const auto sectors = sectors_in(std::string_view(code).substr(owner.size())); !sectors.empty()) {
            text += "  sectors: " + sectors + "\n";
          }
        }
        for (const auto& one : actor.codes) {
          text += cameo_line(one);
        }
      }
      out_.actors += 1;
    }
  }

  // --- Agents

  struct Agent {
    std::vector<std::string> nouns;
    std::vector<std::string> plurals;
  };

  void read_agents() {
    auto& text = out_.files["actors/agents.actors"];
    text = head(in_.agents, "Agents", false);
    std::map<std::string, std::vector<std::string>, std::less<>> substitutes;
    std::set<std::string> seen;
    Ids ids;
    for (const auto& line : lines_of(in_.agents.text)) {
      if (line.text.empty()) {
        continue;
      }
      const auto equals = line.text.find('=');
      if (line.text.starts_with('!') && equals != std::string_view::npos) {
        // "!PERSON! = MAN, MEN": each word may stand where the mark does.
        auto& words = substitutes[std::string(trim(line.text.substr(0, equals)))];
        for (const auto word : parts_between(line.text.substr(equals + 1), ",")) {
          words.emplace_back(trim(word));
        }
        continue;
      }
      const auto open = line.text.find('[');
      const auto close = line.text.find(']', open);
      if (open == std::string_view::npos || close == std::string_view::npos) {
        fault(in_.agents, line.number, "an agent without a code; write it as in SOLDIER [~MIL]");
        continue;
      }
      const auto code = uppered(trim(line.text.substr(open + 1, close - open - 1)));
      const bool one_mark = std::ranges::count(code, '~') == 1 && (code.starts_with('~') || code.ends_with('~'));
      const auto letters = one_mark ? code.substr(code.starts_with('~') ? 1 : 0, code.size() - 1) : code;
      if (!one_mark || letters.size() < 2 || !std::ranges::all_of(letters, is_alnum)) {
        fault(in_.agents, line.number,
              "'" + code + "' is no agent's code; write '~' where the actor's code goes, as in [~GOV] or [NGO~]");
        continue;
      }
      auto noun = line.text.substr(0, open);
      std::string_view irregular;
      if (const auto brace = noun.find('{'); brace != std::string_view::npos) {
        irregular = noun.substr(brace + 1, std::min(noun.find('}', brace), noun.size()) - brace - 1);
        noun = noun.substr(0, brace);
      }
      Agent agent;
      for (const auto& form : substituted(line, std::string(trim(noun)), substitutes)) {
        if (seen.insert(form).second) {
          agent.nouns.push_back(form);
        } else {
          fault(in_.agents, line.number, "'" + form + "' is there already; keep one of the two");
        }
      }
      for (const auto form : parts_between(irregular, ", \t")) {
        if (auto plural = lowered(words_of(form)); seen.insert(plural).second) {
          agent.plurals.push_back(std::move(plural));
        }
      }
      if (agent.nouns.empty()) {
        continue;
      }
      text += "agent " + ids.take(slug_of(agent.nouns[0])) + "\n";
      for (const auto& form : agent.nouns) {
        text += "  noun: " + form + "\n";
      }
      for (const auto& form : agent.plurals) {
        text += "  plural: " + form + "\n";
      }
      if (const auto sectors = sectors_in(letters); !sectors.empty()) {
        text += "  sectors: " + sectors + "\n";
      }
      text += "  cameo: " + code + "\n";
      ++out_.agents;
    }
  }

  std::vector<std::string> substituted(
      const Line& line, const std::string& noun,
      const std::map<std::string, std::vector<std::string>, std::less<>>& substitutes) {
    const auto begin = noun.find('!');
    if (begin == std::string::npos) {
      return {lowered(words_of(noun))};
    }
    const auto end = noun.find('!', begin + 1);
    const auto mark = noun.substr(begin, end == std::string::npos ? end : end - begin + 1);
    const auto found = substitutes.find(mark);
    if (found == substitutes.end()) {
      fault(in_.agents, line.number,
            "'" + mark + "' stands for nothing; define it before, as in !PERSON! = MAN, WOMAN");
      return {};
    }
    std::vector<std::string> out;
    for (const auto& word : found->second) {
      out.push_back(lowered(words_of(noun.substr(0, begin) + word + noun.substr(begin + mark.size()))));
    }
    return out;
  }

  // --- Verbs

  /// A verb of a block: its forms, and the words around it where it has several ("WIRE_+TAP").
  struct Verb {
    std::vector<std::string> forms;
    std::string before;  ///< "wire_"
    std::string behind;  ///< "_off"
    std::string code;
    Line line;
  };
  struct Pattern {
    std::string words;  ///< as `order=` takes them, with '*'
    std::string code;
    bool both = false;  ///< "%" before the verb: its subjects to each other
    Line line;
  };
  struct VerbBlock {
    std::string code;
    std::vector<Verb> verbs;
    std::vector<Pattern> patterns;
  };

  /// The forms of a regular verb by the rules of the old coders, and those that the dictionary lists.
  static std::vector<std::string> forms_of(const std::string& verb) {
    const auto ends = [&](std::string_view suffix) { return verb.ends_with(suffix); };
    const auto stem = verb.substr(0, verb.size() - 1);
    if (ends("e")) {
      return {verb, verb + "s", verb + "d", stem + "ing"};
    }
    if (ends("y") && verb.size() > 1 &&
        std::string_view("aeiou").find(verb[verb.size() - 2]) == std::string_view::npos) {
      return {verb, stem + "ies", stem + "ied", verb + "ing"};
    }
    const bool hisses = ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh");
    return {verb, verb + (hisses ? "es" : "s"), verb + "ed", verb + "ing"};
  }

  static std::optional<std::string> code_in(std::string_view text) {
    const auto open = text.find('[');
    const auto close = text.find(']', open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
      return std::nullopt;
    }
    std::string code(trim(text.substr(open + 1, close - open - 1)));
    std::erase(code, '?');  // "[023?]": the dictionary's author was in doubt
    std::erase(code, ' ');
    return code;
  }

  /// "[---]", "[+++]" and "[###]" code nothing.
  static bool codes_nothing(std::string_view code) {
    return code.empty() || code.find_first_not_of("-+#") == std::string_view::npos;
  }

  /// Codes of letters and digits; "032:033" has the other side's too, and of "032:033" with one side empty what is
  /// left.
  static std::optional<std::string> cleaned(std::string_view code) {
    const auto colon = code.find(':');
    const auto first = code.substr(0, colon);
    const auto second = colon == std::string_view::npos ? std::string_view{} : code.substr(colon + 1);
    const auto sound = [](std::string_view part) { return std::ranges::all_of(part, is_alnum); };
    if (!sound(first) || !sound(second) || first.empty()) {
      return std::nullopt;
    }
    return std::string(first) + (second.empty() ? "" : ":" + std::string(second));
  }

  /// The PLOVER type of a CAMEO code by its root; OTHER for what PLOVER has no type for.
  static std::string_view type_of(std::string_view code) {
    static constexpr std::array<std::string_view, 21> by_root = {
        "OTHER",   "OTHER",    "REQUEST",  "AGREE",   "CONSULT", "SUPPORT", "COOPERATE",
        "AID",     "CONCEDE",  "ACCUSE",   "REQUEST", "ACCUSE",  "REJECT",  "THREATEN",
        "PROTEST", "MOBILIZE", "SANCTION", "COERCE",  "ASSAULT", "ASSAULT", "ASSAULT"};
    const auto plain = code.substr(0, code.find(':'));
    if (plain.size() < 2 || plain.size() > 4 || !std::ranges::all_of(plain, is_digit)) {
      return "OTHER";
    }
    const auto root = static_cast<std::size_t>((plain[0] - '0') * 10 + plain[1] - '0');
    return root < by_root.size() ? by_root[root] : "OTHER";
  }

  /// A pattern's words in the way of `order=`: in lower case, "&SYNSET" as "@synset".
  std::optional<std::string> read_order(const Line& line, std::string_view text, bool& both) {
    std::string out;
    bool behind = false;
    bool joined = false;
    for (const auto group : parts_between(text, " \t\r(){}")) {
      if (!out.empty() && !joined && out.back() != '_') {
        out += ' ';
      }
      joined = false;
      std::string piece;
      std::vector<std::string_view> parts = parts_between(group, "_");
      for (const auto part : parts) {
        std::string word;
        if (part == "*") {
          behind = true;
          word = "*";
        } else if (part == "%") {
          if (!behind) {
            both = true;
            continue;
          }
          word = "+";
        } else if (part.starts_with('&')) {
          word = "@" + list_of(part);
          if (!synsets_.contains(word.substr(1))) {
            fault(in_.verbs, line.number,
                  "there is no synset '" + std::string(part) + "'; define it before its first use");
            return std::nullopt;
          }
        } else {
          word = lowered(part);
          if (word.size() > 3 && word.ends_with("n't")) {
            word.insert(word.size() - 3, "_");  // texts are cut into "do" and "n't"
          }
        }
        piece += (piece.empty() ? "" : "_") + word;
      }
      out += piece;
      if (group.ends_with('_') && !piece.empty()) {
        out += '_';
        joined = true;
      }
    }
    while (out.ends_with('_') || out.ends_with(' ')) {
      out.pop_back();
    }
    if (!behind || std::ranges::count(out, '*') != 1) {
      fault(in_.verbs, line.number, "a pattern has one '*' where its verb stands; found '" + std::string(text) + "'");
      return std::nullopt;
    }
    return out;
  }

  void read_verb(const Line& line, VerbBlock& block) {
    auto text = line.text.substr(0, line.text.find('['));
    std::vector<std::string> listed;
    if (const auto brace = text.find('{'); brace != std::string_view::npos) {
      for (const auto form :
           parts_between(text.substr(brace + 1, std::min(text.find('}', brace), text.size()) - brace - 1), ", \t")) {
        listed.emplace_back(form);
      }
      text = text.substr(0, brace);
    }
    Verb verb;
    verb.line = line;
    verb.code = code_in(line.text).value_or(block.code);
    // Of several words '+' marks the one that is inflected, the first where none is marked.
    const auto head_of = [](std::string_view phrase) {
      for (const auto word : parts_between(phrase, "_ \t")) {
        if (word.starts_with('+')) {
          return word.substr(1);
        }
      }
      const auto words = parts_between(phrase, "_ \t");
      return words.empty() ? std::string_view{} : words.front();
    };
    const auto verb_head = head_of(text);
    if (verb_head.empty()) {
      fault(in_.verbs, line.number,
            "a verb without letters: '" + std::string(line.text) + "'; write the verb in capitals");
      return;
    }
    bool seen = false;
    for (auto word : parts_between(text, "_ \t")) {
      if (word.starts_with('+')) {
        word.remove_prefix(1);
      }
      if (!seen && word == verb_head) {
        seen = true;
      } else if (seen) {
        verb.behind += "_" + lowered(word);
      } else {
        verb.before += lowered(word) + "_";
      }
    }
    verb.forms = forms_of(lowered(verb_head));
    for (const auto& form : listed) {
      if (auto one = lowered(head_of(form)); std::ranges::find(verb.forms, one) == verb.forms.end()) {
        verb.forms.push_back(std::move(one));
      }
    }
    block.verbs.push_back(std::move(verb));
  }

  void read_verbs() {
    auto& text = out_.files["frames/verbs.frames"];
    text = head(in_.verbs, "Verbs and patterns", true);
    // Synsets first, as some files use them before they define them.
    std::string lists = head(in_.verbs, "Synsets", false);
    read_synsets(lists);
    out_.files["lists/synsets.list"] = std::move(lists);
    VerbBlock block;
    bool in_synset = false;
    for (const auto& line : lines_of(in_.verbs.text)) {
      if (line.text.empty()) {
        in_synset = false;
        continue;
      }
      if (line.text.starts_with('&')) {
        in_synset = true;
      } else if (in_synset && line.text.starts_with('+')) {
        continue;
      } else if (line.text.starts_with("---")) {
        write_block(text, block);
        block = {};
        block.code = code_in(line.text).value_or("");
        in_synset = false;
      } else if (line.text.starts_with('-')) {
        in_synset = false;
        read_pattern(line, text, block);
      } else {
        in_synset = false;
        read_verb(line, block);
      }
    }
    write_block(text, block);
  }

  void read_pattern(const Line& line, std::string& text, VerbBlock& block) {
    const auto open = line.text.find('[');
    const auto code = code_in(line.text);
    if (!code) {
      fault(in_.verbs, line.number, "a pattern without a code; write it behind the pattern, as in - * TALKS [040]");
      return;
    }
    Pattern pattern;
    pattern.line = line;
    pattern.code = *code;
    auto words = read_order(line, line.text.substr(1, open - 1), pattern.both);
    if (!words) {
      return;
    }
    if (block.verbs.empty()) {
      fault(in_.verbs, line.number, "a pattern before any verb; write the verb above its patterns");
      return;
    }
    if (pattern.code == "+++" || pattern.code == "###") {
      leave_out(text, in_.verbs, line, "as no pattern lets a sentence or report fall");
      return;
    }
    pattern.words = std::move(*words);
    block.patterns.push_back(std::move(pattern));
  }

  void read_synsets(std::string& text) {
    struct Synset {
      std::string name;
      std::vector<std::string> items;
      Line line;
    };
    std::vector<Synset> all;
    bool inside = false;
    for (const auto& line : lines_of(in_.verbs.text)) {
      if (line.text.starts_with('&')) {
        inside = true;
        all.push_back({list_of(line.text), {}, line});
        if (!synsets_.insert(all.back().name).second) {
          fault(in_.verbs, line.number,
                "synset '" + std::string(line.text) + "' is there already; keep one of the two");
          all.pop_back();
          inside = false;
        }
      } else if (inside && line.text.starts_with('+')) {
        all.back().items.emplace_back(trim(line.text.substr(1)));
      } else {
        inside = false;
      }
    }
    for (const auto& synset : all) {
      std::set<std::string> items;
      // "_" at the end of a synset or word: no plurals.
      const bool plurals = !synset.line.text.ends_with('_');
      for (const auto& item : synset.items) {
        if (item.starts_with('&')) {
          if (synsets_.contains(list_of(item))) {
            items.insert("@" + list_of(item));
          } else {
            fault(in_.verbs, synset.line.number,
                  "synset '" + std::string(synset.line.text) + "' takes in '" + item +
                      "', which is not there; define it or drop the line");
          }
          continue;
        }
        auto words = lowered(words_of(item));
        if (plurals && !item.ends_with('_') && !words.ends_with('s')) {
          items.insert(forms_of(words)[1]);
        }
        items.insert(std::move(words));
      }
      if (items.empty()) {
        fault(in_.verbs, synset.line.number, "a synset without words; add them below, each behind '+'");
      }
      text += "\nlist " + synset.name + "\n";
      for (const auto& item : items) {
        text += "  words: " + item + "\n";
      }
      ++out_.lists;
    }
  }

  void write_block(std::string& text, const VerbBlock& block) {
    // Verbs of one word share their patterns' frames.
    std::vector<std::vector<const Verb*>> groups;
    for (const auto& verb : block.verbs) {
      const bool plain = verb.before.empty() && verb.behind.empty();
      if (plain && !groups.empty() && groups.back().front()->before.empty() && groups.back().front()->behind.empty()) {
        groups.back().push_back(&verb);
      } else {
        groups.push_back({&verb});
      }
    }
    for (const auto& group : groups) {
      const auto& first = *group.front();
      for (const auto& pattern : block.patterns) {
        auto words = pattern.words;
        words.replace(words.find('*'), 1, first.before + "*" + first.behind);
        write_frame(text, group, words == "*" ? std::string() : words, pattern.code, pattern.both, pattern.line);
      }
    }
    for (const auto& verb : block.verbs) {
      const auto words = verb.before + "*" + verb.behind;
      write_frame(text, {&verb}, words == "*" ? std::string() : words, verb.code, false, verb.line);
    }
  }

  void write_frame(std::string& text, const std::vector<const Verb*>& verbs, const std::string& words,
                   const std::string& dictionary_code, bool both, const Line& line) {
    const bool nothing = codes_nothing(dictionary_code);
    const auto code = cleaned(dictionary_code);
    if (nothing && words.empty()) {
      return;  // a verb that codes only by its patterns
    }
    if (!nothing && !code) {
      fault(in_.verbs, line.number,
            "'" + dictionary_code + "' is no code; write digits and letters, as in [173] or [032:033]");
      return;
    }
    text += "\n# " + in_.verbs.name + ":" + std::to_string(line.number) + ": " + std::string(line.text) + "\n";
    text += "frame " +
            frame_ids_.take(slug_of(verbs.front()->before + verbs.front()->forms[0] + verbs.front()->behind)) + "\n";
    for (const auto* verb : verbs) {
      text += "  verb:";
      for (std::size_t i = 0; i < verb->forms.size(); ++i) {
        text += (i == 0 ? " =" : "; =") + verb->forms[i];
      }
      text += "\n";
    }
    if (!words.empty()) {
      text += "  if: order=" + words + "\n";
    }
    ++out_.frames;
    if (nothing) {
      text += "  event: none\n";
      return;
    }
    text += "  event: " + std::string(type_of(*code)) + "\n  cameo: " + *code + "\n  status: actual\n";
    if (both) {
      text += "  if: plural-subj\n  actor: subj\n  needs: actor\n";
    } else {
      const auto stands = [&](char mark) { return words.find(mark) != std::string::npos; };
      text += std::string("  actor: ") + (stands('$') ? "source; " : "") +
              "subj; patient\n  recipient: " + (stands('+') ? "target; " : "") + "named\n  needs: actor recipient\n";
    }
  }

  // --- Discards

  void read_discards() {
    std::set<std::string> sentence;
    std::set<std::string> report;
    for (const auto& line : lines_of(in_.discards.text)) {
      if (line.text.empty()) {
        continue;
      }
      const bool whole = line.text.starts_with('+');
      const auto phrase = lowered(words_of(line.text.substr(whole ? 1 : 0)));
      if (phrase.empty() || phrase.find(';') != std::string::npos) {
        fault(in_.discards, line.number, "a discard is a phrase, '+' before it where the whole report falls");
        continue;
      }
      (whole ? report : sentence).insert(phrase);
      ++out_.discards;
    }
    auto& text = out_.files["lists/discards.list"];
    text = head(in_.discards, "Discards", false);
    for (const auto& [name, phrases] :
         {std::pair("discard-sentence", &sentence), std::pair("discard-report", &report)}) {
      text += "\nlist " + std::string(name) + "\n";
      for (const auto& phrase : *phrases) {
        text += "  words: " + phrase + "\n";
      }
    }
  }

  const Dictionaries& in_;
  DictionaryImport out_;
  std::vector<Actor> actors_;
  std::set<std::string> names_;
  std::set<std::string> synsets_;
  Ids frame_ids_;
};

}  // namespace

DictionaryImport import_dictionaries(const Dictionaries& dictionaries) {
  return Importer(dictionaries).run();
}

}  // namespace sitrep
