#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/span.h"

namespace sitrep {

/// An actor as one place of the text gives it, resolved as far as text and knowledge allow.
struct Entity {
  std::string code;                  ///< ISO 3166-1 alpha-3, or IGO, UNO, EUR, NGO, ISM, IMG, MNC; empty where unknown
  std::vector<std::string> sectors;  ///< PLOVER sectors, primary first; may be empty
  std::string text;                  ///< the words: "Azerbaijani armed forces"
  std::string name;                  ///< full name of a person or organisation where known: "Antonio Tajani"
  std::string office;                ///< office held or said: "Minister of Foreign Affairs"
  std::string id;                    ///< identifier in knowledge/: "country/AZE", "org/nato", "person/sergey-lavrov"
  Span span;

  /// "AZE MIL": code, then sectors, as the CAMEO and text formats print it. Empty where nothing is known.
  [[nodiscard]] std::string coded() const;
  /// The first sector; empty where there is none.
  [[nodiscard]] std::string_view primary_sector() const {
    return sectors.empty() ? std::string_view() : sectors.front();
  }
  /// Whether any of its sectors is one of these.
  [[nodiscard]] bool has_sector(std::span<const std::string_view> wanted) const {
    return std::ranges::find_first_of(sectors, wanted) != sectors.end();
  }
  friend bool operator==(const Entity&, const Entity&) = default;
};

}  // namespace sitrep
