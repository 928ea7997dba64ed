// How a ceasefire stands, as the text tells it: each case is a class of wordings, with the state, and the terms where
// the text has them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/coding.h"

namespace sitrep {
namespace {

using Case = testing::ToldCase;
using testing::code;
using testing::thursday;

/// "kind: state, by claimant; terms" for each accord of a text.
std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& a : code(text, thursday).coding.accords) {
    std::string line = std::string(name(a.kind)) + ": " + std::string(name(a.state));
    line += a.attribution.none() ? "" : ", by " + a.attribution.source;
    line += a.terms.empty() ? "" : "; " + a.terms;
    out.push_back(std::move(line));
  }
  return out;
}

class Accords : public ::testing::TestWithParam<Case> {};

TEST_P(Accords, StandAsTheTextTells) {
  EXPECT_EQ(told(GetParam().text), GetParam().lines) << GetParam().text;
}

const std::vector<Case> cases = {
    Case{"The government and the rebels agreed to a ceasefire on Monday.", {"ceasefire: agreed"}},
    Case{"The ceasefire took effect at midnight.", {"ceasefire: in_force"}},
    Case{"The truce came into force on Friday.", {"truce: in_force"}},
    Case{"The ceasefire agreement signed in November remains in place.", {"ceasefire: in_force"}},
    Case{"The truce appeared to be holding on Tuesday.", {"truce: in_force"}},
    Case{"The ceasefire is not holding.", {"ceasefire: broken"}},
    Case{"The ceasefire failed to hold.", {"ceasefire: broken"}},
    Case{"The ceasefire has not collapsed.", {"ceasefire: in_force"}},
    Case{"The ceasefire could collapse, the minister warned.", {"ceasefire: in_force, by minister"}},
    Case{"The ceasefire is due to expire on Sunday.", {"ceasefire: in_force"}},
    Case{"The ceasefire expired on Sunday.", {"ceasefire: ended"}},
    Case{"The truce lasted six weeks.", {"truce: ended"}},
    Case{"The truce lasts until July.", {"truce: in_force; until July"}},
    Case{"The truce will last for 72 hours.", {"truce: agreed; for 72 hours"}},
    Case{"The two sides extended the truce by 60 days.", {"truce: in_force; by 60 days"}},
    Case{"Egypt proposed a 30-day truce.", {"truce: offered; 30-day"}},
    Case{"Hamas rejected a truce proposal.", {"truce: rejected"}},
    Case{"Israel refused to agree to a ceasefire.", {"ceasefire: rejected"}},
    Case{"No ceasefire has been agreed.", {}},
    Case{"The two sides failed to agree on a ceasefire.", {"ceasefire: unknown"}},
    Case{"The rebels called off the truce.", {"truce: ended"}},
    Case{"The rebels withdrew from the ceasefire.", {"ceasefire: ended"}},
    Case{"The government declared the ceasefire over.", {"ceasefire: ended"}},
    Case{"Hamas declared an end to the ceasefire.", {"ceasefire: ended"}},
    Case{"The first phase of the ceasefire ended on Saturday.", {"ceasefire: unknown"}},
    Case{"The rebels said they would observe a ceasefire from Friday.", {"ceasefire: agreed, by rebels"}},
    Case{"The army accused the rebels of violating the ceasefire.", {"ceasefire: violated, by army"}},
    Case{"The rebels denied breaking the ceasefire.", {"ceasefire: unknown"}},
    Case{"Monitors reported 12 ceasefire violations on Monday.", {"ceasefire: violated"}},
    Case{"No violations of the truce were reported.", {"truce: in_force"}},
    Case{"Kenya urged both sides to respect the truce.", {"truce: demanded, by Kenya"}},
    Case{"Despite the ceasefire, Israeli jets struck Tyre.", {"ceasefire: violated"}},
    Case{"Three soldiers were killed near the ceasefire line.", {}},
    Case{"The two sides agreed to a cessation of hostilities in Aden.", {"truce: agreed"}},
    Case{"The ceasefire of March collapsed in May. A new ceasefire took effect on Sunday.",
         {"ceasefire: broken", "ceasefire: in_force"}},
};

INSTANTIATE_TEST_SUITE_P(Sentences, Accords, ::testing::ValuesIn(cases));

}  // namespace
}  // namespace sitrep
