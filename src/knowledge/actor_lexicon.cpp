#include "knowledge/actor_lexicon.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <unordered_set>

#include "record/codes.h"

namespace sitrep {

namespace {

constexpr std::array<std::string_view, actor_words_count> words_names = {
    "place-preposition",
    "party-preposition",
    "motion",
    "backing",
    "allegiance",
    "guest",
    "contrary",
    "former",
    "deputy",
    "male-title",
    "female-title",
    "male-name",
    "female-name",
    "pair-noun",
    "country-noun",
    "body-noun",
    "interview",
    "conversation",
    "speech",
    "sovereign",
    "people-noun",
    "thing-name",
    "meeting",
    "onlooker",
    "venue",
    "venue-noun",
    "journey",
    "journey-noun",
    "out-of",
    "name-of-body",
    "same-report",
    "same-accord",
    "same-child",
    "same-vote",
    "same-vessel",
    "same-aircraft",
    "same-storm",
    "same-company",
    "same-town",
    "same-illness",
};

struct KindInfo {
  std::string_view word;    ///< as it stands in the file
  std::string_view prefix;  ///< of ids
  ActorEntryKind kind;
  std::vector<std::string_view> keys;
};

const std::vector<KindInfo>& kinds() {
  static const std::vector<KindInfo> all = {
      {"country",
       "country/",
       ActorEntryKind::country,
       {"name", "adjective", "person", "people", "capital", "soldiers", "cameo", "shared"}},
      {"partial",
       "partial/",
       ActorEntryKind::partial,
       {"name", "code", "sectors", "adjective", "person", "people", "capital", "cameo", "shared"}},
      {"region",
       "region/",
       ActorEntryKind::region,
       {"name", "code", "adjective", "person", "people", "cameo", "shared"}},
      {"org",
       "org/",
       ActorEntryKind::organisation,
       {"name", "code", "sectors", "adjective", "person", "people", "cameo", "shared"}},
      {"group",
       "group/",
       ActorEntryKind::group,
       {"name", "code", "sectors", "adjective", "person", "people", "cameo", "shared"}},
      {"person",
       "person/",
       ActorEntryKind::person,
       {"name", "last", "code", "sectors", "office", "gender", "cameo", "shared"}},
      {"office",
       "office/",
       ActorEntryKind::office,
       {"noun", "plural", "sectors", "code", "gender", "light", "speaks", "local", "cameo", "shared"}},
      {"agent",
       "agent/",
       ActorEntryKind::agent,
       {"noun", "plural", "sectors", "code", "gender", "is", "light", "passes", "needs", "local", "cameo", "shared"}},
      {"collective", "collective/", ActorEntryKind::collective, {"name", "code", "sectors", "cameo", "shared"}},
      {"seat", "seat/", ActorEntryKind::seat, {"name", "code", "sectors", "cameo", "shared"}},
      {"other", "other/", ActorEntryKind::not_actor, {"name", "shared"}},
  };
  return all;
}

/// Latin letters with diacritics, U+00C0 to U+024F and U+1E00 to U+1EFF, to their base letters; '?' where there is
/// none.
constexpr std::string_view latin_base =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?"
    "ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??"
    "jjkkkllllll??llnnnnnn?nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz????????????????e?????????k??????oo????"
    "???"
    "??????uu????????????????????????????aaiioouuuuuuuuuu?aaaa????ggkkoooo??j???gg??nnaa????"
    "aaaaeeeeiiiioooorrrruuuusstt??h"
    "h??????aaeeooooooooyy????????????????????????????";
constexpr std::string_view latin_additional_base =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrsssssssssstttttttt"
    "uuuu"
    "uuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy??????"
    "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuu"
    "uuuuuyyyyyyyy??????";
static_assert(latin_base.size() == 0x250 - 0xC0);
static_assert(latin_additional_base.size() == 0x100);

constexpr char32_t bad_code_point = 0xFFFD;

char32_t decode(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) {
    return lead;
  }
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t code_point = lead & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    if (at >= text.size()) {
      return bad_code_point;
    }
    code_point = (code_point << 6) | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  }
  return more == 0 ? bad_code_point : code_point;
}

/// The second letter of a ligature's plain form, 0 for others: the first is in latin_base.
char second_letter(char32_t c) {
  switch (c) {
    case 0xDF:
      return 's';  // sharp s
    case 0xC6:
    case 0xE6:
      return 'e';  // ae
    case 0x152:
    case 0x153:
      return 'e';  // oe
    case 0xDE:
    case 0xFE:
      return 'h';  // thorn
    default:
      return 0;
  }
}

bool is_capital(char32_t c) {
  if (c < 0x80) {
    return c >= 'A' && c <= 'Z';
  }
  if (c >= 0xC0 && c <= 0xDE) {
    return c != 0xD7;
  }
  if (c == 0x178 || c == 0x18F) {
    return true;
  }
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) {
    return c % 2 == 1;
  }
  return ((c >= 0x100 && c <= 0x17F) || (c >= 0x1E00 && c <= 0x1EFF)) && c % 2 == 0;
}

bool parts_pieces(char32_t c) {
  switch (c) {
    case '-':
    case '\'':
    case '`':
    case '/':
    case 0xAD:
    case 0xB4:
    case 0x2BB:
    case 0x2BC:
    case 0x2BE:
    case 0x2BF:
    case 0x2C8:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2018:
    case 0x2019:
    case 0x201B:
      return true;
    default:
      return false;
  }
}

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
  // Beyond Latin the lexicon only needs equality, so all but general punctuation and symbols counts as a letter.
  return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) &&
         c != bad_code_point;
}

constexpr std::uint64_t fnv_offset = 0xcbf29ce484222325u;
constexpr std::uint64_t fnv_prime = 0x100000001b3u;

std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93u;
  x ^= x >> 32;
  return x == 0 ? 1 : x;
}

std::uint64_t successor(std::uint64_t state, std::uint64_t piece) {
  return mixed(state * fnv_prime ^ piece);
}

/// "2003", "2003-10" or "2003-10-31": its first day, or its last one.
std::optional<Date> parse_bound(std::string_view text, bool last) {
  std::array<int, 3> parts = {0, 0, 0};
  std::size_t count = 0;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (at < end && count < parts.size()) {
    const auto [next, error] = std::from_chars(at, end, parts[count]);
    if (error != std::errc() || next - at != (count == 0 ? 4 : 2)) {
      return {};
    }
    ++count;
    at = next;
    if (at < end) {
      if (*at != '-' || count == parts.size()) {
        return {};
      }
      ++at;
    }
  }
  if (count == 0) {
    return {};
  }
  Date date{static_cast<std::int16_t>(parts[0]), static_cast<std::uint8_t>(last ? 12 : 1),
            static_cast<std::uint8_t>(last ? 31 : 1)};
  if (count > 1) {
    date.month = static_cast<std::uint8_t>(parts[1]);
  }
  if (count > 2) {
    date.day = static_cast<std::uint8_t>(parts[2]);
    return date.valid() ? std::optional(date) : std::nullopt;
  }
  while (last && date.day > 28 && !date.valid()) {
    --date.day;
  }
  return date.valid() ? std::optional(date) : std::nullopt;
}

/// The regular plural of a noun phrase: of its last word, or of the one before "of", "for" or "to".
std::string plural_of(std::string_view noun) {
  std::size_t head_end = noun.size();
  for (const std::string_view preposition : {" of ", " for ", " to ", " in "}) {
    head_end = std::min(head_end, noun.find(preposition));
  }
  std::string head(noun.substr(0, head_end));
  const auto rest = noun.substr(head.size());
  const auto ends = [&](std::string_view suffix) { return head.ends_with(suffix); };
  if (ends("man")) {
    head.replace(head.size() - 3, 3, "men");
  } else if (ends("y") && head.size() > 1 &&
             std::string_view("aeiou").find(head[head.size() - 2]) == std::string_view::npos) {
    head.replace(head.size() - 1, 1, "ies");
  } else if (ends("s") || ends("x") || ends("ch") || ends("sh") || ends("z")) {
    head += "es";
  } else {
    head += "s";
  }
  return head.append(rest);
}

std::string quoted(std::string_view word) {
  return "'" + std::string(word) + "'";
}

std::vector<std::string_view> sector_names() {
  return {"GOV", "MIL", "COP", "JUD", "LEG", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
          "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"};
}

}  // namespace

void ActorLexicon::split(std::string_view word, std::vector<WordPiece>& out) {
  std::uint64_t hash = fnv_offset;
  std::size_t letters = 0;
  bool capital = false;
  bool all_capitals = true;
  const auto flush = [&] {
    if (letters > 0) {
      out.push_back({mixed(hash), capital, all_capitals && letters > 1});
    }
    hash = fnv_offset;
    letters = 0;
    capital = false;
    all_capitals = true;
  };
  const auto take = [&](unsigned char c) { hash = (hash ^ c) * fnv_prime; };
  for (std::size_t at = 0; at < word.size();) {
    const auto begin = at;
    const auto c = decode(word, at);
    if (parts_pieces(c)) {
      flush();
      continue;
    }
    if (c == '&') {
      flush();
      for (const char letter : std::string_view("and")) {
        take(static_cast<unsigned char>(letter));
      }
      letters = 3;
      all_capitals = false;
      flush();
      continue;
    }
    if (!is_letter_or_digit(c)) {
      continue;  // dots of abbreviations vanish: "U.S." is "us"
    }
    const bool upper = is_capital(c);
    if (letters == 0) {
      capital = upper;
    }
    all_capitals = all_capitals && upper;
    ++letters;
    char base = '?';
    if (c < 0x80) {
      base = static_cast<char>(upper ? c + 32 : c);
    } else if (c >= 0xC0 && c < 0x250) {
      base = latin_base[c - 0xC0];
    } else if (c >= 0x1E00 && c < 0x1F00) {
      base = latin_additional_base[c - 0x1E00];
    }
    if (base != '?') {
      take(static_cast<unsigned char>(base));
      if (const char second = second_letter(c); second != 0) {
        take(static_cast<unsigned char>(second));
      }
    } else {
      for (auto i = begin; i < at; ++i) {
        take(static_cast<unsigned char>(word[i]));
      }
    }
  }
  flush();
}

void ActorLexicon::add(const std::vector<Block>& blocks, std::vector<KnowledgeFault>& faults) {
  for (const auto& block : blocks) {
    if (block.kind == "words") {
      add_words(block, faults);
      continue;
    }
    const auto info =
        std::find_if(kinds().begin(), kinds().end(), [&](const KindInfo& k) { return k.word == block.kind; });
    if (info == kinds().end()) {
      std::vector<std::string_view> known = {"words"};
      std::transform(kinds().begin(), kinds().end(), std::back_inserter(known),
                     [](const KindInfo& k) { return k.word; });
      faults.push_back({std::string(block.file), block.line,
                        "unknown kind of actor " + quoted(block.kind) + did_you_mean(block.kind, known)});
      continue;
    }
    for (const auto& line : block.lines) {
      if (std::find(info->keys.begin(), info->keys.end(), line.key) == info->keys.end()) {
        faults.push_back({std::string(block.file), line.line,
                          "unknown key " + quoted(line.key) + " for a " + std::string(info->word) +
                              did_you_mean(line.key, info->keys)});
      }
    }
    add_entry(block, info->kind, faults);
  }
}

void ActorLexicon::add_words(const Block& block, std::vector<KnowledgeFault>& faults) {
  const auto list = std::find(words_names.begin(), words_names.end(), block.id);
  if (list == words_names.end()) {
    faults.push_back({std::string(block.file), block.line,
                      "unknown list of words " + quoted(block.id) +
                          did_you_mean(block.id, {words_names.begin(), words_names.end()})});
    return;
  }
  const auto bit = std::uint64_t{1} << (list - words_names.begin());
  std::vector<WordPiece> pieces;
  for (const auto& line : block.lines) {
    if (line.key != "words") {
      faults.push_back(
          {std::string(block.file), line.line, "unknown key " + quoted(line.key) + "; a list has only 'words:'"});
      continue;
    }
    for (const auto item : line.items()) {
      pieces.clear();
      split(item, pieces);
      if (pieces.size() != 1) {
        faults.push_back({std::string(block.file), line.line,
                          quoted(item) + " is not one word; a list of words takes single words"});
        continue;
      }
      words_[pieces.front().hash] |= bit;
    }
  }
}

void ActorLexicon::add_entry(const Block& block, ActorEntryKind kind, std::vector<KnowledgeFault>& faults) {
  const auto fault = [&](std::size_t line, std::string what) {
    faults.push_back({std::string(block.file), line, std::move(what)});
  };
  const auto& info = *std::find_if(kinds().begin(), kinds().end(), [&](const KindInfo& k) { return k.kind == kind; });
  const bool noun_entry = kind == ActorEntryKind::office || kind == ActorEntryKind::agent;

  ActorEntry entry;
  entry.kind = kind;
  entry.id = std::string(info.prefix) + std::string(block.id);
  entry.file = block.file;
  entry.line = block.line;
  entry.own = block.own;
  entry.code = kind == ActorEntryKind::country ? block.id : block.value("code");

  for (const auto& line : block.lines) {
    if (line.key == "sectors") {
      for (const auto sector : line.items()) {
        if (!is_sector(sector)) {
          fault(line.line, "unknown sector " + quoted(sector) + did_you_mean(sector, sector_names()));
        } else {
          entry.sectors.push_back(sector);
        }
      }
    } else if (line.key == "gender") {
      if (line.value != "f" && line.value != "m") {
        fault(line.line, "gender is 'f' or 'm'; found " + quoted(line.value));
      } else {
        entry.gender = line.value.front();
      }
    } else if (line.key == "is") {
      if (line.value == "person") {
        entry.noun_class = NounClass::person;
      } else if (line.value == "body") {
        entry.noun_class = NounClass::body;
      } else if (line.value == "thing") {
        entry.noun_class = NounClass::thing;
      } else {
        fault(line.line, "'is' takes person, body or thing; found " + quoted(line.value) +
                             did_you_mean(line.value, {"person", "body", "thing"}));
      }
    } else if (line.key == "local") {
      if (line.value == "yes") {
        entry.local = Locality::named;
      } else if (line.value == "in") {
        entry.local = Locality::place;
      } else {
        fault(line.line, "'local' takes 'yes' or 'in'; leave the line out for no");
      }
    } else if (line.key == "light" || line.key == "speaks") {
      if (line.value != "yes") {
        fault(line.line, quoted(line.key) + " takes 'yes'; leave the line out for no");
      } else {
        (line.key == "light" ? entry.light : entry.speaks) = true;
      }
    } else if (line.key == "passes") {
      if (line.value != "of") {
        fault(line.line, "'passes' takes 'of'; found " + quoted(line.value));
      } else {
        entry.passes = true;
      }
    } else if (line.key == "soldiers") {
      if (line.value != "foreign") {
        fault(line.line, "'soldiers' takes 'foreign'; leave the line out for its own");
      } else {
        entry.foreign_soldiers = true;
      }
    } else if (line.key == "needs") {
      if (line.value != "owner") {
        fault(line.line, "'needs' takes 'owner'; found " + quoted(line.value));
      } else {
        entry.needs_owner = true;
      }
    }
  }
  if (kind == ActorEntryKind::partial &&
      std::find(entry.sectors.begin(), entry.sectors.end(), "PRE") == entry.sectors.end()) {
    entry.sectors.push_back("PRE");
  }
  const auto names = block.items(noun_entry ? "noun" : "name");
  const auto plurals = block.items("plural");
  if (names.empty() && plurals.empty()) {
    fault(block.line,
          std::string(info.word) + " " + quoted(block.id) + " has no '" + (noun_entry ? "noun" : "name") + ":' line");
    return;
  }
  entry.name = names.empty() ? plurals.front() : names.front();

  const auto number = static_cast<std::uint32_t>(entries_.size());
  if (!by_id_.emplace(entry.id, number).second) {
    const auto& other = entries_[by_id_.find(entry.id)->second];
    fault(block.line, std::string(info.word) + " " + quoted(block.id) + " is there already (" +
                          std::string(other.file) + ":" + std::to_string(other.line) +
                          "); join the two or give this one another id");
    return;
  }
  for (const auto& line : block.lines) {
    if (line.key == "office") {
      add_office(line, entry, faults);
    } else if (line.key == "cameo") {
      add_cameo(line, entry, faults);
    }
  }
  std::stable_partition(entry.cameo.begin(), entry.cameo.end(), [](const CameoCode& c) { return c.from || c.to; });
  const auto file = entry.file;
  for (std::uint32_t i = 0; i < entry.offices.size(); ++i) {
    const auto& office = entry.offices[i];
    const auto line = std::find_if(block.lines.begin(), block.lines.end(), [&](const BlockLine& l) {
      return l.key == "office" && l.value.data() <= office.code.data() &&
             office.code.data() <= l.value.data() + l.value.size();
    });
    office_references_.push_back({number, i, file, line == block.lines.end() ? block.line : line->line});
  }
  entries_.push_back(std::move(entry));

  const auto shared = block.items("shared");
  const auto is_shared = [&](std::string_view text) {
    return std::find(shared.begin(), shared.end(), text) != shared.end();
  };
  static constexpr std::array<std::pair<std::string_view, AliasUse>, 8> alias_keys = {{
      {"name", AliasUse::name},
      {"adjective", AliasUse::adjective},
      {"person", AliasUse::person},
      {"people", AliasUse::people},
      {"capital", AliasUse::capital},
      {"last", AliasUse::last_name},
      {"noun", AliasUse::noun},
      {"plural", AliasUse::noun_plural},
  }};
  for (const auto& line : block.lines) {
    const auto key =
        std::find_if(alias_keys.begin(), alias_keys.end(), [&](const auto& k) { return k.first == line.key; });
    if (key == alias_keys.end()) {
      continue;
    }
    for (const auto item : line.items()) {
      add_alias(item, key->second, number, line.line, is_shared(item), faults);
      // A regular plural goes without saying, unless the entry has plurals of its own for irregular ones.
      if (key->second == AliasUse::noun && plurals.empty()) {
        add_alias(plural_of(item), AliasUse::noun_plural, number, line.line, is_shared(item), faults, true);
      }
    }
  }
}

void ActorLexicon::add_office(const BlockLine& line, ActorEntry& entry, std::vector<KnowledgeFault>& faults) {
  const auto fault = [&](std::string what) { faults.push_back({std::string(entry.file), line.line, std::move(what)}); };
  const auto items = line.items();
  if (items.size() < 2 || items.size() > 4) {
    fault("an office reads 'code; title; from; to', as in 'office: FRA; President; 2017-05-14'; found " +
          quoted(line.value));
    return;
  }
  HeldOffice office;
  office.code = items[0];
  office.title = items[1];
  for (std::size_t i = 2; i < items.size(); ++i) {
    if (items[i] == "?") {
      continue;
    }
    const auto date = parse_bound(items[i], i == 3);
    if (!date) {
      fault("no such date: " + quoted(items[i]) + "; write 2003-10-31, 2003-10, 2003, or ? where unknown");
      return;
    }
    (i == 2 ? office.from : office.to) = date;
  }
  if (office.from && office.to && *office.to < *office.from) {
    fault("the office ends before it begins: " + quoted(line.value));
    return;
  }
  entry.offices.push_back(std::move(office));
}

void ActorLexicon::add_cameo(const BlockLine& line, ActorEntry& entry, std::vector<KnowledgeFault>& faults) {
  const auto fault = [&](std::string what) { faults.push_back({std::string(entry.file), line.line, std::move(what)}); };
  const auto items = line.items();
  const bool noun = entry.kind == ActorEntryKind::office || entry.kind == ActorEntryKind::agent;
  const auto is_code = [&](std::string_view text) {
    const bool signs_fit = noun ? text.size() > 1 && (text.front() == '~') != (text.back() == '~') &&
                                      text.find('/') == std::string_view::npos
                                : text.find('~') == std::string_view::npos;
    return signs_fit && std::all_of(text.begin(), text.end(), [](char c) {
             return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '~' || c == '/' || c == '-';
           });
  };
  if (items.empty() || items.size() > 3 || !is_code(items[0])) {
    fault(noun ? "the CAMEO code of a noun reads '~GOV' (behind its owner's code) or 'NGO~' (before it); found " +
                     quoted(line.value)
               : "a CAMEO code reads 'code; first day; last day', as in 'cameo: GONREB; 2003; 2007-05'; found " +
                     quoted(line.value));
    return;
  }
  CameoCode cameo;
  cameo.code = items[0];
  for (std::size_t i = 1; i < items.size(); ++i) {
    if (items[i] == "?") {
      continue;
    }
    const auto date = parse_bound(items[i], i == 2);
    if (!date) {
      fault("no such date: " + quoted(items[i]) + "; write 2003-10-31, 2003-10, 2003, or ? where unknown");
      return;
    }
    (i == 1 ? cameo.from : cameo.to) = date;
  }
  entry.cameo.push_back(cameo);
}

std::string_view ActorEntry::cameo_at(const std::optional<Date>& day) const {
  for (const auto& code : cameo) {
    const bool always = !code.from && !code.to;
    if (always || (day && !(code.from && *day < *code.from) && !(code.to && *code.to < *day))) {
      return code.code;
    }
  }
  return {};
}

void ActorLexicon::add_alias(std::string_view text, AliasUse use, std::uint32_t entry, std::size_t line, bool shared,
                             std::vector<KnowledgeFault>& faults, bool by_rule) {
  ActorAlias alias;
  alias.entry = entry;
  alias.use = use;
  if (text.starts_with("the ")) {
    alias.needs_the = true;
    text.remove_prefix(4);
  }
  std::vector<WordPiece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const auto space = std::min(text.find(' ', at), text.size());
    split(text.substr(at, space - at), pieces);
    at = space + 1;
  }
  static constexpr std::size_t most_pieces = 16;
  if (pieces.empty() || pieces.size() > most_pieces) {
    faults.push_back({std::string(entries_[entry].file), line,
                      quoted(text) + (pieces.empty() ? " has no letters" : " has more than 16 words") +
                          "; write a name as texts give it"});
    return;
  }
  alias.pieces = static_cast<std::uint8_t>(pieces.size());
  std::uint64_t state = start;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    alias.capitals = static_cast<std::uint16_t>(alias.capitals | (pieces[i].capital ? 1u << i : 0u));
    alias.uppers = static_cast<std::uint16_t>(alias.uppers | (pieces[i].upper ? 1u << i : 0u));
    state = successor(state, pieces[i].hash);
    prefixes_.push_back(state);
  }
  pending_.push_back({state, alias, line, shared, by_rule});
}

void ActorLexicon::finish(std::vector<KnowledgeFault>& faults) {
  // By state, and within one state in the order of the files, so that the outcome does not depend on hashing.
  std::stable_sort(pending_.begin(), pending_.end(),
                   [](const Pending& a, const Pending& b) { return a.state < b.state; });
  check_codes(faults);
  drop_taken_names();
  drop_doubles();
  check_clashes(faults);
  build_index();
  resolve_offices(faults);
  pending_ = {};
  prefixes_ = {};
  office_references_ = {};
}

void ActorLexicon::check_codes(std::vector<KnowledgeFault>& faults) {
  std::vector<std::string_view> known(other_actor_codes.begin(), other_actor_codes.end());
  for (const auto& entry : entries_) {
    if (entry.kind == ActorEntryKind::country) {
      known.push_back(entry.code);
    }
  }
  std::sort(known.begin(), known.end());
  const auto is_known = [&](std::string_view code) { return std::binary_search(known.begin(), known.end(), code); };
  for (auto& entry : entries_) {
    if (!entry.code.empty() && !is_known(entry.code)) {
      faults.push_back({std::string(entry.file), entry.line,
                        "unknown code " + quoted(entry.code) + did_you_mean(entry.code, known)});
      entry.code = {};
    }
  }
  for (const auto& reference : office_references_) {
    auto& office = entries_[reference.entry].offices[reference.office];
    if (office.code.find('/') == std::string_view::npos) {
      if (!is_known(office.code)) {
        faults.push_back({std::string(reference.file), reference.line,
                          "unknown code " + quoted(office.code) + did_you_mean(office.code, known)});
      }
      continue;
    }
    const auto other = by_id_.find(std::string(office.code));
    if (other == by_id_.end()) {
      std::vector<std::string_view> ids;
      for (const auto& entry : entries_) {
        if (entry.kind == ActorEntryKind::organisation || entry.kind == ActorEntryKind::group ||
            entry.kind == ActorEntryKind::partial) {
          ids.push_back(entry.id);
        }
      }
      faults.push_back({std::string(reference.file), reference.line,
                        "no entry " + quoted(office.code) + did_you_mean(office.code, ids)});
      continue;
    }
    office.organisation = entries_[other->second].id;
    office.code = entries_[other->second].code;
  }
}

void ActorLexicon::drop_taken_names() {
  // A name that a user's own entry has is no longer that of a shipped one, but where he lists it as shared.
  std::unordered_set<std::uint64_t> taken;
  for (const auto& p : pending_) {
    if (entries_[p.alias.entry].own && !p.shared) {
      taken.insert(p.state);
    }
  }
  std::erase_if(pending_, [&](const Pending& p) { return !entries_[p.alias.entry].own && taken.contains(p.state); });
}

void ActorLexicon::drop_doubles() {
  // Spellings that differ in dots, hyphens or diacritics only are one to the lexicon; and a plural made by rule gives
  // way to an entry that lists it.
  std::vector<Pending> kept;
  kept.reserve(pending_.size());
  for (std::size_t first = 0; first < pending_.size();) {
    std::size_t last = first;
    while (last < pending_.size() && pending_[last].state == pending_[first].state) {
      ++last;
    }
    const auto begin = static_cast<std::ptrdiff_t>(kept.size());
    for (std::size_t i = first; i < last; ++i) {
      const auto& p = pending_[i];
      const bool office = entries_[p.alias.entry].kind == ActorEntryKind::office;
      const auto like = [&](const Pending& k) {
        return k.alias.capitals == p.alias.capitals && k.alias.needs_the == p.alias.needs_the &&
               k.alias.uppers == p.alias.uppers && k.alias.entry == p.alias.entry && k.alias.use == p.alias.use;
      };
      const auto listed = [&](const Pending& k) {
        return !k.by_rule && k.alias.entry != p.alias.entry && k.alias.capitals == p.alias.capitals &&
               k.alias.needs_the == p.alias.needs_the &&
               !(office && entries_[k.alias.entry].kind == ActorEntryKind::agent);
      };
      const bool given_way = p.by_rule && std::any_of(pending_.begin() + static_cast<std::ptrdiff_t>(first),
                                                      pending_.begin() + static_cast<std::ptrdiff_t>(last), listed);
      // Of an office and a noun that lists its plural the office says more: "foreign ministers".
      const auto office_says = [&](const Pending& k) {
        return k.by_rule && entries_[k.alias.entry].kind == ActorEntryKind::office && p.alias.entry != k.alias.entry;
      };
      const bool less = !p.by_rule && p.alias.use == AliasUse::noun_plural &&
                        entries_[p.alias.entry].kind == ActorEntryKind::agent &&
                        std::any_of(pending_.begin() + static_cast<std::ptrdiff_t>(first),
                                    pending_.begin() + static_cast<std::ptrdiff_t>(last), office_says);
      if (!given_way && !less && std::none_of(kept.begin() + begin, kept.end(), like)) {
        kept.push_back(p);
      }
    }
    first = last;
  }
  pending_ = std::move(kept);
}

void ActorLexicon::check_clashes(std::vector<KnowledgeFault>& faults) const {
  // People share names: the office at the report's date decides between them. Everything else must be told apart.
  const auto is_person = [&](const Pending& p) { return entries_[p.alias.entry].kind == ActorEntryKind::person; };
  const auto dated = [&](const Pending& p) {
    return !entries_[p.alias.entry].offices.empty() || !entries_[p.alias.entry].cameo.empty();
  };
  const auto told_apart = [&](const Pending& a, const Pending& b) {
    return a.shared || b.shared || is_person(a) != is_person(b) || (is_person(a) && dated(a) && dated(b));
  };
  for (std::size_t first = 0; first < pending_.size();) {
    std::size_t last = first;
    while (last < pending_.size() && pending_[last].state == pending_[first].state) {
      ++last;
    }
    for (std::size_t i = first; i < last; ++i) {
      for (std::size_t j = first; j < i; ++j) {
        const auto& a = pending_[j];
        const auto& b = pending_[i];
        if (told_apart(a, b) || a.alias.capitals != b.alias.capitals || a.alias.needs_the != b.alias.needs_the) {
          continue;
        }
        const auto& one = entries_[a.alias.entry];
        const auto& other = entries_[b.alias.entry];
        // "Kuwait" is country and capital, "Iraqi" adjective and person: one entry may use a word twice.
        if (a.alias.entry == b.alias.entry) {
          continue;
        }
        faults.push_back({std::string(other.file), b.line,
                          "'" + other.id + "' has a name that " + one.id + " has too (" + std::string(one.file) + ":" +
                              std::to_string(a.line) + "); " +
                              (is_person(a) ? "give both an 'office:' with its days" : "drop one") +
                              ", or list it under 'shared:' in both"});
        break;
      }
    }
    first = last;
  }
}

void ActorLexicon::build_index() {
  std::sort(prefixes_.begin(), prefixes_.end());
  prefixes_.erase(std::unique(prefixes_.begin(), prefixes_.end()), prefixes_.end());
  slots_.assign(std::bit_ceil(prefixes_.size() * 2 + 2), Slot{});
  const auto mask = slots_.size() - 1;
  aliases_.reserve(pending_.size());
  std::size_t at = 0;
  for (const auto state : prefixes_) {
    Slot filled{state, static_cast<std::uint32_t>(aliases_.size()), 0};
    while (at < pending_.size() && pending_[at].state == state) {
      aliases_.push_back(pending_[at++].alias);
      ++filled.count;
    }
    auto place = state & mask;
    while (slots_[place].state != 0) {
      place = (place + 1) & mask;
    }
    slots_[place] = filled;
  }
}

void ActorLexicon::resolve_offices(std::vector<KnowledgeFault>& faults) {
  std::vector<WordPiece> pieces;
  for (const auto& reference : office_references_) {
    auto& entry = entries_[reference.entry];
    auto& office = entry.offices[reference.office];
    if (!entry.sectors.empty()) {
      office.sectors = entry.sectors;
      continue;
    }
    if (!office.organisation.empty()) {
      office.sectors = entries_[by_id_.find(std::string(office.organisation))->second].sectors;
      continue;
    }
    if (office.code == "UNO" || office.code == "EUR" || office.code == "IGO") {
      continue;
    }
    pieces.clear();
    for (std::size_t begin = 0; begin < office.title.size();) {
      const auto space = std::min(office.title.find(' ', begin), office.title.size());
      split(office.title.substr(begin, space - begin), pieces);
      begin = space + 1;
    }
    // The longest office that the title's words name, the first of equals.
    const ActorEntry* best = nullptr;
    std::size_t best_length = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      std::uint64_t state = start;
      for (std::size_t j = i; j < pieces.size(); ++j) {
        state = next(state, pieces[j].hash);
        if (state == 0) {
          break;
        }
        for (const auto& alias : names(state)) {
          const auto& candidate = entries_[alias.entry];
          if ((candidate.kind == ActorEntryKind::office || candidate.kind == ActorEntryKind::agent) &&
              !candidate.sectors.empty() && j - i + 1 > best_length) {
            best = &candidate;
            best_length = j - i + 1;
          }
        }
      }
    }
    if (best == nullptr) {
      faults.push_back({std::string(reference.file), reference.line,
                        "no office in offices.actors is called " + quoted(office.title) +
                            "; add it there, or give the person 'sectors:'"});
      continue;
    }
    office.sectors = best->sectors;
  }
}

const ActorEntry* ActorLexicon::find(std::string_view id) const {
  const auto it = by_id_.find(std::string(id));
  return it == by_id_.end() ? nullptr : &entries_[it->second];
}

const ActorLexicon::Slot* ActorLexicon::slot(std::uint64_t state) const {
  if (slots_.empty()) {
    return nullptr;
  }
  const auto mask = slots_.size() - 1;
  for (auto place = state & mask; slots_[place].state != 0; place = (place + 1) & mask) {
    if (slots_[place].state == state) {
      return &slots_[place];
    }
  }
  return nullptr;
}

std::uint64_t ActorLexicon::next(std::uint64_t state, std::uint64_t piece) const {
  const auto after = successor(state, piece);
  return slot(after) == nullptr ? 0 : after;
}

std::span<const ActorAlias> ActorLexicon::names(std::uint64_t state) const {
  const auto* found = slot(state);
  return found == nullptr ? std::span<const ActorAlias>() : std::span(aliases_).subspan(found->first, found->count);
}

std::span<const ActorAlias> ActorLexicon::lookup(std::string_view text) const {
  std::vector<WordPiece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const auto space = std::min(text.find(' ', at), text.size());
    split(text.substr(at, space - at), pieces);
    at = space + 1;
  }
  std::uint64_t state = start;
  for (const auto& piece : pieces) {
    state = next(state, piece.hash);
    if (state == 0) {
      return {};
    }
  }
  return pieces.empty() ? std::span<const ActorAlias>() : names(state);
}

std::uint64_t ActorLexicon::lists_of(std::uint64_t piece) const {
  const auto it = words_.find(piece);
  return it == words_.end() ? 0 : it->second;
}

std::uint64_t ActorLexicon::lists_of(std::string_view word) const {
  std::vector<WordPiece> pieces;
  split(word, pieces);
  return pieces.size() == 1 ? lists_of(pieces.front().hash) : 0;
}

bool ActorLexicon::has_word(ActorWords list, std::string_view word) const {
  return (lists_of(word) >> static_cast<unsigned>(list) & 1u) != 0;
}

}  // namespace sitrep
