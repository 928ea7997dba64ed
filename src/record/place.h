#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/span.h"

namespace sitrep {

enum class PlaceKind : std::uint8_t { unknown, country, division, city, region, facility, water };

/// A place of the text, with its gazetteer entry where one was found. Requires: lat and lon are given together.
struct Place {
  std::string text;           ///< the words: "Karabakh"
  std::string name;           ///< the gazetteer's name: "Nagorno-Karabakh"; empty where not found
  std::string id;             ///< GeoNames number, or "region/nagorno-karabakh"; empty where not found
  std::string country;        ///< ISO 3166-1 alpha-3; empty where unknown
  std::string division;       ///< first-level division's name; empty where unknown
  std::optional<double> lat;  ///< degrees north
  std::optional<double> lon;  ///< degrees east
  PlaceKind kind = PlaceKind::unknown;
  Span span;

  friend bool operator==(const Place&, const Place&) = default;
};

[[nodiscard]] std::string_view name(PlaceKind kind);

}  // namespace sitrep
