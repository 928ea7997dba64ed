#include "knowledge/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <unordered_map>

#include "base/error.h"
#include "base/text.h"

namespace sitrep {

struct Gazetteer::Record {
  std::int32_t lat = 0;  // hundred-thousandths of a degree
  std::int32_t lon = 0;
  std::uint32_t population = 0;
  std::uint32_t geonames = 0;
  std::uint32_t name = 0;  // offsets of strings; 0 is the empty one
  std::uint32_t division = 0;
  std::uint32_t own_id = 0;
  std::array<char, 3> country = {};
  std::uint8_t kind_and_rank = 0;
};

namespace {

constexpr std::uint32_t gazetteer_magic = 0x5a414753;
constexpr std::uint32_t gazetteer_version = 1;
constexpr double degree_parts = 1e5;
constexpr std::uint32_t doubtful_bit = 1u << 31;
constexpr std::uint32_t abbreviation_bit = 1u << 30;
constexpr std::uint32_t first_mask = abbreviation_bit - 1;
constexpr std::size_t alignment = 8;

struct Header {
  std::uint32_t magic = gazetteer_magic;
  std::uint32_t version = gazetteer_version;
  std::uint64_t records = 0;
  std::uint64_t keys = 0;
  std::uint64_t refs = 0;
  std::uint64_t string_bytes = 0;
};

std::size_t aligned(std::size_t n) {
  return (n + alignment - 1) / alignment * alignment;
}

std::string quoted(std::string_view word) {
  return "'" + std::string(word) + "'";
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

struct Position {
  double lat = 0;
  double lon = 0;
};

std::optional<Position> make_position(std::optional<double> lat, std::optional<double> lon) {
  if (!lat || !lon || std::abs(*lat) > 90 || std::abs(*lon) > 180) {
    return {};
  }
  return Position{*lat, *lon};
}

/// "39.8 46.75"
std::optional<Position> parse_position(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) {
    return {};
  }
  return make_position(parse_number<double>(trim(text.substr(0, space))),
                       parse_number<double>(trim(text.substr(space))));
}

bool is_country_code(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// "Ramadi = Anbar, Al Anbar": the part before the sign and the names after it.
struct Equation {
  std::string_view left;
  std::vector<std::string_view> names;
};

std::optional<Equation> parse_equation(std::string_view item) {
  const auto sign = item.find('=');
  if (sign == std::string_view::npos) {
    return {};
  }
  Equation out{trim(item.substr(0, sign)), split(item.substr(sign + 1), ",")};
  const bool blank = std::any_of(out.names.begin(), out.names.end(), [](auto n) { return n.empty(); });
  return out.left.empty() || blank ? std::nullopt : std::optional(out);
}

struct BlockKind {
  std::string_view word;
  PlaceKind kind;
  std::vector<std::string_view> keys;
};

const std::vector<BlockKind>& block_kinds() {
  static const std::vector<BlockKind> all = {
      {"region", PlaceKind::region, {"name", "at", "country", "division"}},
      {"water", PlaceKind::water, {"name", "at", "country"}},
      {"facility", PlaceKind::facility, {"name", "at", "country", "division"}},
      {"city", PlaceKind::city, {"name", "at", "country", "division", "population"}},
      {"divisions", PlaceKind::division, {"code", "seat"}},
      {"cities", PlaceKind::unknown, {"also"}},
      {"doubtful", PlaceKind::unknown, {"name"}},
  };
  return all;
}

const BlockKind* kind_of(const Block& block) {
  const auto found = std::find_if(block_kinds().begin(), block_kinds().end(),
                                  [&](const BlockKind& k) { return k.word == block.kind; });
  return found == block_kinds().end() ? nullptr : &*found;
}

bool is_own_place(const BlockKind& kind) {
  return kind.kind != PlaceKind::unknown && kind.kind != PlaceKind::division;
}

std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93u;
  x ^= x >> 32;
  return x;
}

void split_words(std::string_view name, std::vector<WordPiece>& pieces) {
  pieces.clear();
  for (const auto word : split(name, " ")) {
    ActorLexicon::split(word, pieces);
  }
}

}  // namespace

std::string GazetteerEntry::id() const {
  return geonames != 0 ? std::to_string(geonames) : std::string(own_id);
}

double prominence(PlaceKind kind, PlaceRank rank, std::uint32_t population) {
  switch (kind) {
    case PlaceKind::country:
      return 9;
    case PlaceKind::region:
      return 7;
    case PlaceKind::facility:
    case PlaceKind::water:
      return 6.5;
    case PlaceKind::division:
      return rank == PlaceRank::seat ? 5 : 6;
    default:
      break;
  }
  const double base = std::log10(static_cast<double>(population) + 1);
  switch (rank) {
    case PlaceRank::capital:
      return base + 1.5;
    case PlaceRank::seat:
      return base + 0.5;
    case PlaceRank::quarter:
      return base - 1;
    default:
      return base;
  }
}

Gazetteer Gazetteer::open(std::span<const std::byte> bytes) {
  static_assert(sizeof(Record) == 32);
  const auto fail = [](const char* what) {
    throw DataFileError(std::string("the gazetteer of the knowledge pack ") + what +
                        "; build the pack again with this version of sitrep");
  };
  Header header;
  if (bytes.size() < sizeof header) {
    fail("is cut short");
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != gazetteer_magic || header.version != gazetteer_version) {
    fail("is of another version");
  }
  constexpr std::uint64_t most = 1u << 30;
  if (header.records > most || header.keys > most || header.refs > most || header.string_bytes > most) {
    fail("is corrupt");
  }
  Gazetteer out;
  out.bytes_ = bytes;
  out.record_count_ = header.records;
  out.key_count_ = header.keys;
  out.ref_count_ = header.refs;
  std::size_t at = sizeof header;
  const auto take = [&](std::size_t size) {
    const auto* begin = bytes.data() + at;
    at = aligned(at + size);
    return begin;
  };
  const auto* records = take(header.records * sizeof(Record));
  const auto* keys = take(header.keys * sizeof(std::uint64_t));
  const auto* firsts = take((header.keys + 1) * sizeof(std::uint32_t));
  const auto* refs = take(header.refs * sizeof(std::uint32_t));
  const auto* strings = take(header.string_bytes);
  if (at != bytes.size() || header.string_bytes == 0 || strings[header.string_bytes - 1] != std::byte{0}) {
    fail("is cut short");
  }
  out.records_ = reinterpret_cast<const Record*>(records);
  out.keys_ = reinterpret_cast<const std::uint64_t*>(keys);
  out.firsts_ = reinterpret_cast<const std::uint32_t*>(firsts);
  out.refs_ = reinterpret_cast<const std::uint32_t*>(refs);
  out.strings_ = {reinterpret_cast<const char*>(strings), header.string_bytes};
  return out;
}

std::string_view Gazetteer::string(std::uint32_t offset) const {
  return offset < strings_.size() ? std::string_view(strings_.data() + offset) : std::string_view();
}

GazetteerEntry Gazetteer::entry(std::uint32_t number) const {
  const auto& record = records_[number];
  GazetteerEntry out;
  out.number = number;
  out.geonames = record.geonames;
  out.own_id = string(record.own_id);
  out.name = string(record.name);
  if (record.country[0] != '\0') {
    out.country = {record.country.data(), record.country.size()};
  }
  out.division = string(record.division);
  out.lat = record.lat / degree_parts;
  out.lon = record.lon / degree_parts;
  out.population = record.population;
  out.kind = static_cast<PlaceKind>(record.kind_and_rank & 0xF);
  out.rank = static_cast<PlaceRank>(record.kind_and_rank >> 4);
  return out;
}

std::uint64_t Gazetteer::key(std::span<const WordPiece> pieces) {
  std::uint64_t state = 0x243f6a8885a308d3u;
  for (const auto& piece : pieces) {
    state = mixed(state * 0x100000001b3u ^ piece.hash);
  }
  return state;
}

GazetteerMatch Gazetteer::find(std::uint64_t key) const {
  const auto* const found = std::lower_bound(keys_, keys_ + key_count_, key);
  if (found == keys_ + key_count_ || *found != key) {
    return {};
  }
  const auto index = found - keys_;
  const auto begin = firsts_[index] & first_mask;
  const auto end = firsts_[index + 1] & first_mask;
  GazetteerMatch out;
  out.doubtful = (firsts_[index] & doubtful_bit) != 0;
  out.abbreviation = (firsts_[index] & abbreviation_bit) != 0;
  if (begin <= end && end <= ref_count_) {
    out.entries = {refs_ + begin, refs_ + end};
  }
  return out;
}

GazetteerMatch Gazetteer::lookup(std::string_view name) const {
  std::vector<WordPiece> pieces;
  split_words(name, pieces);
  return pieces.empty() ? GazetteerMatch() : find(key(pieces));
}

void check_places(const std::vector<Block>& blocks, std::vector<KnowledgeFault>& faults) {
  std::unordered_map<std::string, const Block*> ids;
  for (const auto& block : blocks) {
    const auto fault = [&](std::size_t line, std::string what) {
      faults.push_back({std::string(block.file), line, std::move(what)});
    };
    const auto* kind = kind_of(block);
    if (kind == nullptr) {
      std::vector<std::string_view> known;
      std::transform(block_kinds().begin(), block_kinds().end(), std::back_inserter(known),
                     [](const BlockKind& k) { return k.word; });
      fault(block.line, "unknown kind of place " + quoted(block.kind) + did_you_mean(block.kind, known));
      continue;
    }
    for (const auto& line : block.lines) {
      if (std::find(kind->keys.begin(), kind->keys.end(), line.key) == kind->keys.end()) {
        fault(line.line, "unknown key " + quoted(line.key) + " for '" + std::string(kind->word) + "'" +
                             did_you_mean(line.key, kind->keys));
      } else if (line.key == "at" && !parse_position(line.value)) {
        fault(line.line,
              "a position reads 'latitude longitude' in degrees, as in 'at: 39.8 46.75'; found " + quoted(line.value));
      } else if (line.key == "country" && !is_country_code(line.value)) {
        fault(line.line, "a country is an ISO 3166-1 alpha-3 code, as in 'country: AZE'; found " + quoted(line.value));
      } else if (line.key == "population" && !parse_number<std::uint32_t>(line.value)) {
        fault(line.line, "a population is a whole number; found " + quoted(line.value));
      } else if (line.key == "code" || line.key == "seat" || line.key == "also") {
        for (const auto item : line.items()) {
          if (!parse_equation(item)) {
            fault(line.line, "an item reads 'one = other, other', as in 'Kyiv = Kiev'; found " + quoted(item));
          }
        }
      }
    }
    if (is_own_place(*kind)) {
      for (const std::string_view key : {"name", "at"}) {
        if (block.value(key).empty()) {
          fault(block.line,
                std::string(kind->word) + " " + quoted(block.id) + " has no '" + std::string(key) + ":' line");
        }
      }
      const auto [other, added] = ids.emplace(std::string(kind->word) + "/" + std::string(block.id), &block);
      if (!added) {
        fault(block.line, std::string(kind->word) + " " + quoted(block.id) + " is there already (" +
                              std::string(other->second->file) + ":" + std::to_string(other->second->line) +
                              "); join the two or give this one another id");
      }
    } else if (block.kind != "doubtful" && !is_country_code(block.id)) {
      fault(block.line, "'" + std::string(block.kind) + "' takes an ISO 3166-1 alpha-3 code, as in '" +
                            std::string(block.kind) + " UKR'; found " + quoted(block.id));
    }
  }
}

/// Gathers entries and names, then lays them out as Gazetteer::open() reads them.
class GazetteerCompiler {
 public:
  explicit GazetteerCompiler(std::vector<KnowledgeFault>& faults) : faults_(faults) {}

  void add_table(std::string_view table);
  /// All places and names of a compiled gazetteer.
  void add_base(const Gazetteer& base);
  void add_divisions(const Block& block);
  void add_own_place(const Block& block, const BlockKind& kind);
  void add_city_names(const Block& block);
  void add_country_names(const Block& block);
  void add_doubtful(const Block& block);
  /// Must run before what refers to cities by name.
  void index_cities();
  void name_divisions();
  [[nodiscard]] std::string finish();

 private:
  struct Draft {
    std::string name;
    std::string own_id;
    std::string country;
    std::string code;  ///< GeoNames code of the division
    std::string division;
    Position at;
    std::uint32_t population = 0;
    std::uint32_t geonames = 0;
    PlaceKind kind = PlaceKind::unknown;
    PlaceRank rank = PlaceRank::none;
  };
  struct Name {
    std::uint64_t key = 0;
    std::uint32_t draft = 0;
    bool abbreviation = false;
    bool own = false;  ///< given by a user's own file
  };

  void fault(const Block& block, std::size_t line, std::string what) {
    faults_.push_back({std::string(block.file), line, std::move(what)});
  }
  std::uint32_t add(Draft draft) {
    drafts_.push_back(std::move(draft));
    return static_cast<std::uint32_t>(drafts_.size() - 1);
  }
  void add_name(std::string_view name, std::uint32_t draft, bool own = false);
  void add_key(std::string_view name, std::uint32_t draft, bool own);
  /// The best known city of this name in the country. Requires: index_cities() ran.
  [[nodiscard]] std::optional<std::uint32_t> find_city(std::string_view name, std::string_view country) const;
  [[nodiscard]] static std::uint64_t key_of(std::string_view name);
  [[nodiscard]] static std::uint64_t key_in(std::string_view name, std::string_view country) {
    return mixed(key_of(name) ^ std::hash<std::string_view>{}(country));
  }

  std::vector<KnowledgeFault>& faults_;
  std::vector<Draft> drafts_;
  std::vector<Name> names_;
  std::vector<std::uint64_t> doubtful_;
  std::unordered_map<std::uint64_t, std::uint32_t> cities_;    ///< by name and country
  std::unordered_map<std::string, std::uint32_t> countries_;   ///< by code
  std::unordered_map<std::string, std::uint32_t> capitals_;    ///< by code of the country
  std::unordered_map<std::string, std::string> divisions_;     ///< "USA/CA" to "California"
  std::unordered_map<std::string, std::uint32_t> own_places_;  ///< of a base, by own id
};

std::uint64_t GazetteerCompiler::key_of(std::string_view name) {
  std::vector<WordPiece> pieces;
  split_words(name, pieces);
  return Gazetteer::key(pieces);
}

void GazetteerCompiler::add_key(std::string_view name, std::uint32_t draft, bool own) {
  std::vector<WordPiece> pieces;
  split_words(name, pieces);
  if (pieces.empty() || pieces.size() > Gazetteer::most_pieces) {
    return;
  }
  static constexpr std::size_t longest_abbreviation = 4;
  std::size_t letters = 0;
  for (const char c : name) {
    letters += c == '.' ? 0 : 1;
  }
  const bool abbreviation = pieces.size() == 1 && pieces.front().upper && letters <= longest_abbreviation;
  names_.push_back({Gazetteer::key(pieces), draft, abbreviation, own});
}

void GazetteerCompiler::add_name(std::string_view name, std::uint32_t draft, bool own) {
  if (name.starts_with("the ") || name.starts_with("The ")) {
    add_key(name, draft, own);
    name.remove_prefix(4);
  }
  add_key(name, draft, own);
  // Texts drop the marks of ayn and hamza, or take them for apostrophes: "Ta'izz", "Taizz".
  static constexpr std::array<std::string_view, 6> marks = {"'", "`", "\u2018", "\u2019", "\u02bb", "\u02bc"};
  std::string plain(name);
  for (const auto mark : marks) {
    for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark, at)) {
      plain.erase(at, mark.size());
    }
  }
  if (plain != name) {
    add_key(plain, draft, own);
  }
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> shorts = {
      {{"Saint ", "St "}, {"Mount ", "Mt "}, {"Fort ", "Ft "}}};
  for (const auto& [whole, brief] : shorts) {
    if (name.starts_with(whole)) {
      add_key(std::string(brief).append(name.substr(whole.size())), draft, own);
    }
  }
}

void GazetteerCompiler::add_table(std::string_view table) {
  static constexpr std::array<std::pair<std::string_view, std::pair<PlaceKind, PlaceRank>>, 5> kinds = {{
      {"country", {PlaceKind::country, PlaceRank::none}},
      {"capital", {PlaceKind::city, PlaceRank::capital}},
      {"seat", {PlaceKind::city, PlaceRank::seat}},
      {"city", {PlaceKind::city, PlaceRank::none}},
      {"quarter", {PlaceKind::city, PlaceRank::quarter}},
  }};
  static constexpr std::size_t columns = 9;
  std::size_t number = 0;
  while (!table.empty()) {
    ++number;
    const auto newline = table.find('\n');
    const auto row = split(table.substr(0, newline), "\t");
    table.remove_prefix(newline == std::string_view::npos ? table.size() : newline + 1);
    const auto wrong = [&](std::string what) { faults_.push_back({"the table of places", number, std::move(what)}); };
    if (row.size() != columns) {
      wrong("has " + std::to_string(row.size()) + " columns, not " + std::to_string(columns) +
            "; make it again with tools/places.mjs");
      return;  // all other rows would say the same
    }
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.first == row[7]; });
    const auto at = make_position(parse_number<double>(row[3]), parse_number<double>(row[4]));
    const auto geonames = parse_number<std::uint32_t>(row[0]);
    const auto population = parse_number<std::uint32_t>(row[8]);
    if (kind == kinds.end() || !at || !population || row[1].empty() || !is_country_code(row[5])) {
      wrong("cannot be read; make the table again with tools/places.mjs");
      continue;
    }
    Draft draft;
    draft.name = row[1];
    draft.country = row[5];
    draft.code = row[6];
    draft.at = *at;
    draft.population = *population;
    std::tie(draft.kind, draft.rank) = kind->second;
    if (geonames) {
      draft.geonames = *geonames;
    } else {
      draft.own_id = row[0];
    }
    // "Us" and "Of" are towns, and words far more often.
    static constexpr std::uint32_t large = 50000;
    if (draft.name.size() <= 2 && draft.population < large) {
      continue;
    }
    const bool country = draft.kind == PlaceKind::country;
    const bool capital = draft.rank == PlaceRank::capital;
    const auto entry = add(std::move(draft));
    add_name(row[1], entry);
    for (const auto other : split(row[2], ";")) {
      if (!other.empty() && !(other.size() <= 3 && country)) {
        add_name(other, entry);
      }
    }
    if (country) {
      countries_[std::string(row[5])] = entry;
    } else if (capital) {
      capitals_.try_emplace(std::string(row[5]), entry);
    }
  }
}

void GazetteerCompiler::add_base(const Gazetteer& base) {
  for (std::uint32_t i = 0; i < base.size(); ++i) {
    const auto entry = base.entry(i);
    Draft draft;
    draft.name = entry.name;
    draft.own_id = entry.own_id;
    draft.country = entry.country;
    draft.division = entry.division;
    draft.at = {entry.lat, entry.lon};
    draft.population = entry.population;
    draft.geonames = entry.geonames;
    draft.kind = entry.kind;
    draft.rank = entry.rank;
    if (draft.kind == PlaceKind::country) {
      countries_[draft.country] = i;
    } else if (draft.rank == PlaceRank::capital) {
      capitals_.try_emplace(draft.country, i);
    }
    if (!draft.own_id.empty()) {
      own_places_[draft.own_id] = i;
    }
    add(std::move(draft));
  }
  for (std::size_t k = 0; k < base.key_count_; ++k) {
    const auto match = base.find(base.keys_[k]);
    for (const auto entry : match.entries) {
      names_.push_back({base.keys_[k], entry, match.abbreviation, false});
    }
    if (match.doubtful) {
      doubtful_.push_back(base.keys_[k]);
    }
  }
}

void GazetteerCompiler::index_cities() {
  for (std::uint32_t i = 0; i < drafts_.size(); ++i) {
    const auto& draft = drafts_[i];
    if (draft.kind != PlaceKind::city) {
      continue;
    }
    const auto [found, added] = cities_.emplace(key_in(draft.name, draft.country), i);
    if (!added) {
      const auto& other = drafts_[found->second];
      if (prominence(draft.kind, draft.rank, draft.population) > prominence(other.kind, other.rank, other.population)) {
        found->second = i;
      }
    }
  }
}

std::optional<std::uint32_t> GazetteerCompiler::find_city(std::string_view name, std::string_view country) const {
  const auto found = cities_.find(key_in(name, country));
  return found == cities_.end() ? std::nullopt : std::optional(found->second);
}

void GazetteerCompiler::add_divisions(const Block& block) {
  std::unordered_map<std::string, Position> sums;
  std::unordered_map<std::string, double> counts;
  for (const auto& draft : drafts_) {
    if (draft.country == block.id && draft.kind == PlaceKind::city && !draft.code.empty()) {
      sums[draft.code].lat += draft.at.lat;
      sums[draft.code].lon += draft.at.lon;
      counts[draft.code] += 1;
    }
  }
  for (const auto& line : block.lines) {
    for (const auto item : line.items()) {
      const auto equation = parse_equation(item);
      if (!equation) {
        continue;  // check_places() has named it
      }
      std::string code(equation->left);
      std::optional<std::uint32_t> seat;
      if (line.key == "seat") {
        seat = find_city(equation->left, block.id);
        if (!seat) {
          fault(block, line.line,
                "the table of places has no city " + quoted(equation->left) + " in " + std::string(block.id) +
                    "; write it as GeoNames does");
          continue;
        }
        code = drafts_[*seat].code;
      }
      const auto count = counts.find(code);
      if (count == counts.end()) {
        fault(block, line.line,
              "the table of places has no city in a division " + quoted(code) + " of " + std::string(block.id));
        continue;
      }
      Draft draft;
      draft.name = equation->names.front();
      draft.own_id = "division/" + std::string(block.id) + "/" + draft.name;
      draft.country = block.id;
      draft.division = draft.name;
      draft.at = {sums[code].lat / count->second, sums[code].lon / count->second};
      draft.kind = PlaceKind::division;
      const auto place = std::string(block.id) + "/" + code;
      if (!divisions_.emplace(place, draft.name).second) {
        fault(block, line.line,
              quoted(draft.name) + " is the division that " + quoted(divisions_[place]) + " is (code " + code +
                  "); keep one");
        continue;
      }
      if (seat && std::any_of(equation->names.begin(), equation->names.end(),
                              [&](auto n) { return key_of(n) == key_of(drafts_[*seat].name); })) {
        draft.rank = PlaceRank::seat;
      }
      const auto entry = add(std::move(draft));
      for (const auto name : equation->names) {
        add_name(name, entry);
      }
    }
  }
}

void GazetteerCompiler::name_divisions() {
  for (auto& draft : drafts_) {
    if (draft.kind != PlaceKind::city || draft.code.empty() || !draft.division.empty()) {
      continue;
    }
    if (const auto found = divisions_.find(draft.country + "/" + draft.code); found != divisions_.end()) {
      draft.division = found->second;
    }
  }
}

void GazetteerCompiler::add_own_place(const Block& block, const BlockKind& kind) {
  const auto names = block.items("name");
  const auto at = parse_position(block.value("at"));
  const auto country = block.value("country");
  if (names.empty() || !at) {
    return;  // check_places() has named it
  }
  if (!country.empty() && !countries_.contains(std::string(country))) {
    fault(block, block.find("country")->line, "no country has the code " + quoted(country));
    return;
  }
  Draft draft;
  draft.name = names.front();
  draft.own_id = std::string(kind.word) + "/" + std::string(block.id);
  draft.country = country;
  draft.division = block.value("division");
  draft.at = *at;
  draft.population = parse_number<std::uint32_t>(block.value("population")).value_or(0);
  draft.kind = kind.kind;
  const auto there = block.own ? own_places_.find(draft.own_id) : own_places_.end();
  std::uint32_t entry = 0;
  if (there == own_places_.end()) {
    entry = add(std::move(draft));
  } else {
    entry = there->second;
    drafts_[entry] = std::move(draft);
    std::erase_if(names_, [&](const Name& n) { return n.draft == entry; });
  }
  for (const auto name : names) {
    add_name(name, entry, block.own);
  }
}

void GazetteerCompiler::add_city_names(const Block& block) {
  for (const auto& line : block.lines) {
    for (const auto item : line.items()) {
      const auto equation = parse_equation(item);
      if (!equation) {
        continue;
      }
      // GeoNames changes its mind about spellings: any of the names may be the one that the table has.
      auto city = find_city(equation->left, block.id);
      for (auto name = equation->names.begin(); !city && name != equation->names.end(); ++name) {
        city = find_city(*name, block.id);
      }
      if (!city) {
        fault(block, line.line,
              "the table of places has none of the names of " + quoted(equation->left) + " in " +
                  std::string(block.id) + "; add the one GeoNames has, or a 'city' entry");
        continue;
      }
      add_name(equation->left, *city, block.own);
      for (const auto name : equation->names) {
        add_name(name, *city, block.own);
      }
    }
  }
}

void GazetteerCompiler::add_country_names(const Block& block) {
  const auto country = countries_.find(std::string(block.id));
  if (country == countries_.end()) {
    return;
  }
  for (const auto name : block.items("name")) {
    add_name(name, country->second, block.own);
  }
  const auto capital = capitals_.find(std::string(block.id));
  for (const auto name : block.items("capital")) {
    if (capital != capitals_.end() && !find_city(name, block.id)) {
      add_name(name, capital->second);
    }
  }
}

void GazetteerCompiler::add_doubtful(const Block& block) {
  for (const auto name : block.items("name")) {
    doubtful_.push_back(key_of(name));
  }
}

std::string GazetteerCompiler::finish() {
  const auto rank = [&](const Name& name) {
    const auto& draft = drafts_[name.draft];
    return prominence(draft.kind, draft.rank, draft.population);
  };
  std::stable_sort(names_.begin(), names_.end(), [&](const Name& a, const Name& b) {
    if (a.key != b.key) {
      return a.key < b.key;
    }
    if (a.own != b.own) {
      return a.own;
    }
    const auto rank_a = rank(a);
    const auto rank_b = rank(b);
    return rank_a != rank_b ? rank_a > rank_b : a.draft < b.draft;
  });
  std::sort(doubtful_.begin(), doubtful_.end());

  std::vector<std::uint64_t> keys;
  std::vector<std::uint32_t> firsts;
  std::vector<std::uint32_t> refs;
  for (std::size_t begin = 0; begin < names_.size();) {
    std::size_t end = begin;
    bool abbreviation = true;
    auto first = static_cast<std::uint32_t>(refs.size());
    for (; end < names_.size() && names_[end].key == names_[begin].key; ++end) {
      // The names of countries and own places decide: "US" counts only in capitals although a town is called "Us".
      abbreviation = abbreviation && (names_[end].abbreviation || drafts_[names_[end].draft].kind == PlaceKind::city);
      if (end == begin || names_[end].draft != names_[end - 1].draft) {
        refs.push_back(names_[end].draft);
      }
    }
    abbreviation = abbreviation && names_[begin].abbreviation;
    if (std::binary_search(doubtful_.begin(), doubtful_.end(), names_[begin].key)) {
      first |= doubtful_bit;
    }
    keys.push_back(names_[begin].key);
    firsts.push_back(first | (abbreviation ? abbreviation_bit : 0));
    begin = end;
  }
  firsts.push_back(static_cast<std::uint32_t>(refs.size()));

  std::string strings(1, '\0');
  std::unordered_map<std::string, std::uint32_t> offsets = {{"", 0}};
  const auto intern = [&](const std::string& text) {
    const auto [found, added] = offsets.emplace(text, static_cast<std::uint32_t>(strings.size()));
    if (added) {
      strings += text;
      strings += '\0';
    }
    return found->second;
  };
  std::vector<Gazetteer::Record> records;
  records.reserve(drafts_.size());
  for (const auto& draft : drafts_) {
    Gazetteer::Record record;
    record.lat = static_cast<std::int32_t>(std::lround(draft.at.lat * degree_parts));
    record.lon = static_cast<std::int32_t>(std::lround(draft.at.lon * degree_parts));
    record.population = draft.population;
    record.geonames = draft.geonames;
    record.name = intern(draft.name);
    record.division = intern(draft.division);
    record.own_id = intern(draft.own_id);
    std::copy_n(draft.country.begin(), std::min(draft.country.size(), record.country.size()), record.country.begin());
    record.kind_and_rank =
        static_cast<std::uint8_t>(static_cast<unsigned>(draft.kind) | (static_cast<unsigned>(draft.rank) << 4));
    records.push_back(record);
  }

  Header header;
  header.records = records.size();
  header.keys = keys.size();
  header.refs = refs.size();
  header.string_bytes = strings.size();
  std::string out(reinterpret_cast<const char*>(&header), sizeof header);
  const auto append = [&](const auto& items) {
    out.append(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(items.front()));
    out.resize(aligned(out.size()), '\0');
  };
  append(records);
  append(keys);
  append(firsts);
  append(refs);
  append(strings);
  return out;
}

std::string extend_gazetteer(const Gazetteer& base, const std::vector<Block>& blocks,
                             std::vector<KnowledgeFault>& faults) {
  GazetteerCompiler compiler(faults);
  compiler.add_base(base);
  for (const auto& block : blocks) {
    if (const auto* kind = kind_of(block); kind != nullptr && is_own_place(*kind)) {
      compiler.add_own_place(block, *kind);
    }
  }
  compiler.index_cities();
  for (const auto& block : blocks) {
    if (block.kind == "divisions") {
      faults.push_back({std::string(block.file), block.line,
                        "divisions need the table of places, which a folder laid over the shipped pack has not; put "
                        "them into knowledge/ and build the pack"});
    } else if (block.kind == "cities") {
      compiler.add_city_names(block);
    } else if (block.kind == "doubtful") {
      compiler.add_doubtful(block);
    } else if (block.kind == "country") {
      compiler.add_country_names(block);
    }
  }
  return compiler.finish();
}

std::string compile_gazetteer(std::string_view table, const std::vector<Block>& blocks,
                              std::vector<KnowledgeFault>& faults) {
  GazetteerCompiler compiler(faults);
  compiler.add_table(table);
  compiler.index_cities();
  // Cities of our own before what refers to cities by name.
  const auto each = [&](auto wanted, auto take) {
    for (const auto& block : blocks) {
      if (const auto* kind = kind_of(block); kind != nullptr && wanted(block, *kind)) {
        take(block, *kind);
      }
    }
  };
  each([](const Block&, const BlockKind& k) { return is_own_place(k); },
       [&](const Block& b, const BlockKind& k) { compiler.add_own_place(b, k); });
  compiler.index_cities();
  each([](const Block& b, const BlockKind&) { return b.kind == "divisions"; },
       [&](const Block& b, const BlockKind&) { compiler.add_divisions(b); });
  compiler.name_divisions();
  each([](const Block& b, const BlockKind&) { return b.kind == "cities"; },
       [&](const Block& b, const BlockKind&) { compiler.add_city_names(b); });
  each([](const Block& b, const BlockKind&) { return b.kind == "doubtful"; },
       [&](const Block& b, const BlockKind&) { compiler.add_doubtful(b); });
  for (const auto& block : blocks) {
    if (block.kind == "country") {
      compiler.add_country_names(block);
    }
  }
  return compiler.finish();
}

}  // namespace sitrep
