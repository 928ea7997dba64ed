// Every country that the lexicon has, in places of a sentence where names, offices and countries meet.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "support/coding.h"

namespace sitrep {
namespace {

/// One that the parser may take apart: "Saint Vincent and the Grenadines", "Saint Lucia Carlos Mendes".
bool is_of_several_parts(std::string_view name) {
  return name.find(" and ") != std::string_view::npos || name.starts_with("Saint ");
}

struct Place {
  std::string_view before;  // the country's name
  std::string_view after;   // the country's name
  EventType type;
};

constexpr std::array places = {
    Place{"The President of ", ", Carlos Mendes, met the foreign minister of Norway.", EventType::consult},
    Place{"", " expelled two Norwegian diplomats.", EventType::sanction},
    Place{"Norway condemned ", "'s army.", EventType::accuse},
    Place{"Police arrested the former prime minister of ", " Carlos Mendes.", EventType::coerce},
};

TEST(EveryCountry, IsReadBesideOfficesAndNames) {
  const auto knowledge = Knowledge::load(SITREP_PACK_FILE);
  std::size_t countries = 0;
  for (const auto& country : knowledge->actors.entries()) {
    if (country.kind != ActorEntryKind::country || country.code == "NOR" || is_of_several_parts(country.name)) {
      continue;
    }
    ++countries;
    for (const auto& place : places) {
      const auto coded = testing::code(std::string(place.before) + std::string(country.name) + std::string(place.after),
                                       testing::thursday);
      ASSERT_EQ(coded.coding.events.size(), 1U) << coded.report.text;
      const auto& event = coded.coding.events.front();
      EXPECT_EQ(event.type, place.type) << coded.report.text;
      auto sides = event.actors;
      sides.insert(sides.end(), event.recipients.begin(), event.recipients.end());
      EXPECT_TRUE(std::any_of(sides.begin(), sides.end(), [&](const Entity& e) { return e.code == country.code; }))
          << coded.report.text;
    }
  }
  EXPECT_GT(countries, 200U);
}

}  // namespace
}  // namespace sitrep
