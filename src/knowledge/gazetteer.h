#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/actor_lexicon.h"
#include "knowledge/blocks.h"
#include "record/place.h"

namespace sitrep {

/// What a place is to those who rule it.
enum class PlaceRank : std::uint8_t {
  none,
  seat,     ///< seat of a first-level division; of a division: has the name of its seat
  capital,  ///< of a country
  quarter,  ///< part of a city
};

/// One place. Views into the gazetteer's bytes.
struct GazetteerEntry {
  std::uint32_t number = 0;    ///< in this gazetteer, not stable between packs
  std::uint32_t geonames = 0;  ///< 0 where the place has an id of its own
  std::string_view own_id;  ///< "country/AZE", "region/gaza-strip", "division/USA/Georgia"; empty where geonames is set
  std::string_view name;
  std::string_view country;   ///< ISO 3166-1 alpha-3; empty for waters and regions that no country holds whole
  std::string_view division;  ///< name of the first-level division; empty where not known
  double lat = 0;             ///< degrees north
  double lon = 0;             ///< degrees east
  std::uint32_t population = 0;
  PlaceKind kind = PlaceKind::unknown;
  PlaceRank rank = PlaceRank::none;

  /// The id as records give it: the GeoNames number or own_id.
  [[nodiscard]] std::string id() const;
};

/// How well known a place is, by what it is and how many live there: the sense of its name that needs no support.
/// Cities run from 0 to about 9, on a scale of powers of ten.
[[nodiscard]] double prominence(PlaceKind kind, PlaceRank rank, std::uint32_t population);

/// What a name may mean.
struct GazetteerMatch {
  std::span<const std::uint32_t> entries;  ///< numbers of entries, best known first; empty where the name is not there
  bool doubtful = false;                   ///< more often a common word or a person's name: "Mobile", "Reading"
  bool abbreviation = false;               ///< counts only as written in capitals: "US"
};

/// All places that sitrep knows, by name. Reads compiled bytes in place: opening parses nothing. Immutable, shared by
/// threads; the bytes must outlive it and begin at an address divisible by eight.
class Gazetteer {
 public:
  Gazetteer() = default;
  /// Throws DataFileError where the bytes are no gazetteer of this version.
  [[nodiscard]] static Gazetteer open(std::span<const std::byte> bytes);

  [[nodiscard]] std::size_t size() const { return record_count_; }
  [[nodiscard]] std::size_t name_count() const { return key_count_; }
  /// Requires: number < size().
  [[nodiscard]] GazetteerEntry entry(std::uint32_t number) const;

  /// Longest name in the gazetteer, in word pieces.
  static constexpr std::size_t most_pieces = 8;
  /// The key of a name. Case, dots, diacritics and hyphens make no difference (see ActorLexicon::split).
  [[nodiscard]] static std::uint64_t key(std::span<const WordPiece> pieces);
  [[nodiscard]] GazetteerMatch find(std::uint64_t key) const;
  /// All that `name` may mean.
  [[nodiscard]] GazetteerMatch lookup(std::string_view name) const;

 private:
  struct Record;
  friend class GazetteerCompiler;

  [[nodiscard]] std::string_view string(std::uint32_t offset) const;

  std::span<const std::byte> bytes_;
  std::size_t record_count_ = 0;
  std::size_t key_count_ = 0;
  const Record* records_ = nullptr;
  const std::uint64_t* keys_ = nullptr;
  const std::uint32_t* firsts_ = nullptr;  ///< key_count_ + 1; the top two bits are the flags of the key
  const std::uint32_t* refs_ = nullptr;
  std::size_t ref_count_ = 0;
  std::string_view strings_;
};

/// Checks the blocks of `.places` files as far as that goes without the table of places: kinds, keys, positions, codes.
void check_places(const std::vector<Block>& blocks, std::vector<KnowledgeFault>& faults);

/// Compiles a gazetteer of all that `base` has and the blocks of a user's own `.places` files: a place replaces the one
/// with its id, a name of his means his place first. `divisions` need the table of places and are a fault here.
[[nodiscard]] std::string extend_gazetteer(const Gazetteer& base, const std::vector<Block>& blocks,
                                           std::vector<KnowledgeFault>& faults);

/// Compiles the table that tools/places.mjs writes and the blocks of `.places` files (knowledge/README.md) into the
/// bytes that Gazetteer::open() takes. `blocks` may hold `country` blocks of `.actors` files too: their names join
/// those of the table. A fault's entry is left out.
[[nodiscard]] std::string compile_gazetteer(std::string_view table, const std::vector<Block>& blocks,
                                            std::vector<KnowledgeFault>& faults);

}  // namespace sitrep
