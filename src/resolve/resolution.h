#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "language/document.h"
#include "record/annotation.h"
#include "record/entity.h"
#include "record/place.h"
#include "record/quantity.h"

namespace sitrep {

enum class ActorKind : std::uint8_t {
  country,       ///< "Azerbaijan", "the French"
  organisation,  ///< "the European Union", "Hezbollah"
  person,        ///< "Antonio Tajani", "his spokesman", "the president"
  group,  ///< an agent noun, alone or with a nationality: "gunmen", "Azerbaijani armed forces", "Karabakh authorities"
  government,  ///< a capital or seat that stands for the government: "Yerevan", "the Kremlin"
  collective,  ///< "the world", "the international community", "both sides" left unresolved
};

/// One reading of a noun phrase as an actor of politics or conflict. Its entity carries code, sectors, words and span.
struct ResolvedActor {
  Entity entity;
  ActorKind kind = ActorKind::group;
  std::uint32_t head = no_token;  ///< head token of the noun phrase
  bool only_place = false;  ///< may be just a place here (a country or capital after "in"): the reader of roles decides
  double confidence = 1;
  std::string how;  ///< why, for `explain`: "demonym Azerbaijani + agent noun armed forces (agents.actors:12)"
};

/// A toponym over tokens [begin, end).
struct PlaceMention {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t head = no_token;
  Place place;
  /// The token that others hang on: its head where it has one.
  [[nodiscard]] std::uint32_t top() const { return head == no_token ? begin : head; }
};

/// A time expression over tokens [begin, end).
struct TimexMention {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t head = no_token;
  Timex timex;
  /// The token that others hang on: its head where it has one.
  [[nodiscard]] std::uint32_t top() const { return head == no_token ? begin : head; }
};

/// A count over tokens [begin, end): "more than 20" in "more than 20 people"; head is the number's token, counted the
/// token of the counted noun or no_token.
struct QuantityMention {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t head = no_token;
  std::uint32_t counted = no_token;
  Quantity quantity;
};

/// What resolve knows of one document.
struct Resolution {
  /// By token: the actors of the noun phrase headed by that token. Coordination is not expanded ("France and Italy":
  /// each head has its own); "both sides", "the two countries", "they" may have several. Empty where the phrase is no
  /// actor.
  std::vector<std::vector<ResolvedActor>> actors;
  /// By token: the head token of the phrase a pronoun or definite nominal refers back to, else no_token.
  std::vector<std::uint32_t> antecedent;
  /// By token: where its antecedent is a coordination as a whole ("A and B", "they"), whose first member's head
  /// `antecedent` has, the head of the last member; else no_token.
  std::vector<std::uint32_t> antecedent_last;
  std::vector<PlaceMention> places;         ///< in text order
  std::vector<TimexMention> timexes;        ///< in text order
  std::vector<QuantityMention> quantities;  ///< in text order
};

/// Of mentions in text order those that touch the tokens [begin, end).
template <typename Mention>
[[nodiscard]] std::span<const Mention> mentions_between(const std::vector<Mention>& mentions, std::uint32_t begin,
                                                        std::uint32_t end) {
  const auto first =
      std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.end <= begin; });
  return {first, std::partition_point(first, mentions.end(), [&](const Mention& m) { return m.begin < end; })};
}

}  // namespace sitrep
