// What a text counts of losses: each case is a class of wordings. Written as "kind low-high whom", then, where it is
// so, "@ place", "on day", "in all".
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/coding.h"

namespace sitrep {
namespace {

using Case = testing::ToldCase;
using testing::code;
using testing::thursday;

std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& t : code(text, thursday).coding.tolls) {
    const auto end = [](const std::optional<std::uint64_t>& n) { return n ? std::to_string(*n) : std::string(); };
    std::string line(name(t.kind));
    line += " " + end(t.count.low) + (t.count.low == t.count.high ? "" : "-" + end(t.count.high));
    line += t.whom.empty() ? "" : " " + t.whom;
    line += testing::scene(t.place, t.date);
    line += t.cumulative ? " in all" : "";
    out.push_back(std::move(line));
  }
  return out;
}

class Tolls : public ::testing::TestWithParam<Case> {};

TEST_P(Tolls, AreCountedAsTheTextTells) {
  EXPECT_EQ(told(GetParam().text), GetParam().lines) << GetParam().text;
}

const std::vector<Case> cases = {
    Case{"An officer and four soldiers were killed in Quetta on Sunday.",
         {"killed 1 An officer @ Quetta on 2026-03-08", "killed 4 soldiers @ Quetta on 2026-03-08"}},
    Case{"Two policemen and a child were killed by a mine near Kidal.",
         {"killed 2 policemen @ Kidal", "killed 1 a child @ Kidal"}},
    Case{"100 soldiers and civilians were killed.", {"killed 100 soldiers and civilians"}},
    Case{"A woman and her two children were killed when a shell hit their home in Kherson.",
         {"killed 1 A woman @ Kherson", "killed 2 children @ Kherson"}},
    Case{"Ten people died after a bomb exploded in a market in Baidoa on Saturday.",
         {"killed 10 people @ Baidoa on 2026-03-07"}},
    Case{"Six people were wounded as troops fired on protesters in Dhaka on Friday.",
         {"injured 6 people @ Dhaka on 2026-03-06"}},
    Case{"Gunmen attacked a village near Jos on Sunday. At least 12 people were killed, police said.",
         {"killed 12- people @ Jos on 2026-03-08"}},
    Case{"The death toll rose to 41 on Monday.", {"killed 41 on 2026-03-09 in all"}},
    Case{"Officials put the death toll at 43.", {"killed 43 in all"}},
    Case{"The number of dead reached 50 in Derna.", {"killed 50 @ Derna in all"}},
    Case{"The bridge toll rose to 12 euros.", {}},
    Case{"The bodies of 12 people were found in a mass grave near Bukavu.", {"killed 12 people @ Bukavu"}},
    Case{"Rescuers recovered 14 bodies from the rubble in Kyiv.", {"killed 14 @ Kyiv"}},
    Case{"Nine people lost their lives in the attack in Quetta.", {"killed 9 people @ Quetta"}},
    Case{"The attack claimed the lives of six soldiers.", {"killed 6 soldiers"}},
    Case{"Militants hacked 26 villagers to death on Monday.", {"killed 26 villagers on 2026-03-09"}},
    Case{"Ten people sustained injuries when a bomb went off in Quetta.", {"injured 10 people @ Quetta"}},
    Case{"Three activists were gunned down in Cauca.", {"killed 3 activists @ Cauca"}},
    Case{"The army lost 23 men in the ambush.", {"killed 23 men"}},
    Case{"The company lost 300 workers.", {}},
    Case{"Four troops were killed and nine more injured in an ambush.", {"killed 4 troops", "injured 9"}},
    Case{"The quake caused 10 deaths and hundreds injured.", {"killed 10", "injured 200-999"}},
    Case{"Rebels captured two districts in Taiz.", {}},
    Case{"The blast left two dead and 14 others wounded in Kano.", {"killed 2", "injured 14 others @ Kano"}},
    Case{"The attack left one dead and several people injured in Kano.", {"killed 1", "injured 3-9 people @ Kano"}},
    Case{"Clashes left ten dead and dozens wounded.", {"killed 10", "injured 24-99"}},
    Case{"The death toll has surpassed 5,000.", {"killed 5001- in all"}},
    Case{"Thieves took 500 paintings of the 900 that the museum claims to hold.", {}},
    Case{"Three thieves fled the shop on foot.", {}},
    Case{"The US evacuated 60 troops from Somalia.", {}},
    Case{"Vietnam sentences 30 people to death for drug smuggling.", {}},
    Case{"The war, which erupted in April 2023, has killed tens of thousands of people.",
         {"killed 20000-99999 people on 2023-04-01 in all"}},
};

INSTANTIATE_TEST_SUITE_P(Sentences, Tolls, ::testing::ValuesIn(cases));

}  // namespace
}  // namespace sitrep
