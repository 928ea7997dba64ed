// The gazetteer: compiled from a table and from blocks, read in place, looked up by name.
#include "knowledge/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "base/error.h"

namespace sitrep {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view table =
    "country/UKR\tUkraine\t\t49\t32\tUKR\t\tcountry\t0\n"
    "country/USA\tUnited States\tUnited States of America\t38\t-97\tUSA\t\tcountry\t0\n"
    "country/YEM\tYemen\t\t15\t48\tYEM\t\tcountry\t0\n"
    "703448\tKyiv\t\t50.45466\t30.5238\tUKR\t12\tcapital\t2797553\n"
    "709717\tDonetsk\t\t48.023\t37.80224\tUKR\t05\tseat\t1024700\n"
    "709000\tHorlivka\t\t48.3\t38.1\tUKR\t05\tcity\t240000\n"
    "4997384\tKiev Hill\t\t44\t-85\tUSA\tMI\tcity\t1300\n"
    "4990001\tDonetsk\t\t42\t-84\tUSA\tMI\tcity\t1200\n"
    "70225\tTa\u2018izz\t\t13.57952\t44.02091\tYEM\t25\tseat\t615222\n"
    "5000000\tUs\t\t45\t-90\tUSA\tWI\tcity\t1100\n"
    "5000001\tSaint Cloud\t\t45.5\t-94.2\tUSA\tMN\tcity\t66000\n";

constexpr std::string_view blocks_text =
    "region donbas\n  name: Donbas; the Donbass\n  at: 48.2 38.3\n  country: UKR\n"
    "divisions UKR\n  seat: Donetsk = Donetsk Oblast, Donetsk\n"
    "divisions USA\n  code: MI = Michigan\n"
    "cities UKR\n  also: Kyiv = Kiev, Kyyiv; Gorlovka = Horlivka\n"
    "doubtful words\n  name: Saint Cloud\n"
    "country USA\n  name: United States; US; the United States\n";

class GazetteerTest : public ::testing::Test {
 protected:
  GazetteerTest() {
    const auto blocks = read_blocks(blocks_text, "test.places", faults_);
    bytes_ = compile_gazetteer(table, blocks, faults_);
    // As in a pack: aligned.
    storage_.resize(bytes_.size() / sizeof(std::uint64_t) + 1);
    std::memcpy(storage_.data(), bytes_.data(), bytes_.size());
    gazetteer_ = Gazetteer::open(aligned_bytes(bytes_.size()));
  }
  [[nodiscard]] std::span<const std::byte> aligned_bytes(std::size_t size) const {
    return std::as_bytes(std::span(storage_)).first(size);
  }
  [[nodiscard]] std::vector<std::string> ids(std::string_view name) const {
    std::vector<std::string> out;
    for (const auto number : gazetteer_.lookup(name).entries) {
      out.push_back(gazetteer_.entry(number).id());
    }
    return out;
  }
  [[nodiscard]] GazetteerEntry first(std::string_view name) const {
    return gazetteer_.entry(gazetteer_.lookup(name).entries[0]);
  }

  std::vector<KnowledgeFault> faults_;
  std::string bytes_;
  std::vector<std::uint64_t> storage_;
  Gazetteer gazetteer_;
};

using Ids = std::vector<std::string>;

TEST_F(GazetteerTest, CompilesWithoutFaults) {
  EXPECT_THAT(faults_, IsEmpty());
}

TEST_F(GazetteerTest, FindsCitiesWithPositionAndDivision) {
  const auto kyiv = first("Kyiv");
  EXPECT_EQ(kyiv.id(), "703448");
  EXPECT_EQ(kyiv.country, "UKR");
  EXPECT_DOUBLE_EQ(kyiv.lat, 50.45466);
  EXPECT_DOUBLE_EQ(kyiv.lon, 30.5238);
  EXPECT_EQ(kyiv.rank, PlaceRank::capital);
  EXPECT_EQ(first("Horlivka").division, "Donetsk Oblast");
}

TEST_F(GazetteerTest, CaseDotsAndDiacriticsMakeNoDifference) {
  EXPECT_EQ(ids("KYIV"), Ids{"703448"});
  EXPECT_EQ(ids("Ta'izz"), Ids{"70225"});
  EXPECT_EQ(ids("Taizz"), Ids{"70225"});
  EXPECT_EQ(ids("St. Cloud"), Ids{"5000001"});
}

TEST_F(GazetteerTest, OtherNamesMeanTheSamePlaceWhicheverOneTheTableHas) {
  EXPECT_EQ(ids("Kiev"), Ids{"703448"});
  EXPECT_EQ(ids("Gorlovka"), Ids{"709000"});
}

TEST_F(GazetteerTest, BestKnownComesFirst) {
  EXPECT_EQ(ids("Donetsk"), (Ids{"709717", "division/UKR/Donetsk Oblast", "4990001"}));
}

TEST_F(GazetteerTest, RegionsAndDivisionsHaveIdsOfTheirOwn) {
  EXPECT_EQ(ids("Donbass"), Ids{"region/donbas"});
  EXPECT_EQ(first("Donbas").kind, PlaceKind::region);
  EXPECT_DOUBLE_EQ(first("Donbas").lat, 48.2);
  EXPECT_EQ(first("Michigan").kind, PlaceKind::division);
  EXPECT_DOUBLE_EQ(first("Michigan").lat, 43);  // of its cities, on average
}

TEST_F(GazetteerTest, AbbreviationsAndDoubtfulNamesAreMarked) {
  EXPECT_EQ(ids("US"), Ids{"country/USA"});
  EXPECT_TRUE(gazetteer_.lookup("US").abbreviation);
  EXPECT_FALSE(gazetteer_.lookup("United States").abbreviation);
  EXPECT_TRUE(gazetteer_.lookup("Saint Cloud").doubtful);
  EXPECT_FALSE(gazetteer_.lookup("Kyiv").doubtful);
}

TEST_F(GazetteerTest, UnknownNamesHaveNoEntries) {
  EXPECT_THAT(ids("Nowhere"), IsEmpty());
  EXPECT_THAT(ids(""), IsEmpty());
}

TEST_F(GazetteerTest, CutOrForeignBytesAreRefused) {
  EXPECT_THROW((void)Gazetteer::open(aligned_bytes(bytes_.size() - 8)), DataFileError);
  EXPECT_THROW((void)Gazetteer::open(aligned_bytes(4)), DataFileError);
  storage_[0] = 0;
  EXPECT_THROW((void)Gazetteer::open(aligned_bytes(bytes_.size())), DataFileError);
}

TEST(PlaceFiles, FaultsNameLineAndMend) {
  std::vector<KnowledgeFault> faults;
  const auto blocks = read_blocks(
      "regoin x\n  name: X\n"
      "region y\n  name: Y\n  at: 91 0\n"
      "region z\n  at: 1 2\n"
      "cities UK\n  also: London\n"
      "water w\n  name: W\n  at: 1 2\n  population: 3\n",
      "a.places", faults);
  check_places(blocks, faults);
  ASSERT_THAT(faults, SizeIs(6));
  EXPECT_THAT(faults[0].str(), HasSubstr("a.places:1: unknown kind of place 'regoin'; did you mean 'region'?"));
  EXPECT_THAT(faults[1].str(), HasSubstr("a.places:5: a position reads"));
  EXPECT_THAT(faults[2].str(), HasSubstr("a.places:6: region 'z' has no 'name:' line"));
  EXPECT_THAT(faults[3].str(), HasSubstr("a.places:9: an item reads"));
  EXPECT_THAT(faults[4].str(), HasSubstr("a.places:8: 'cities' takes an ISO"));
  EXPECT_THAT(faults[5].str(), HasSubstr("a.places:13: unknown key 'population'"));
}

TEST(PlaceFiles, CitiesThatTheTableLacksAreFaults) {
  std::vector<KnowledgeFault> faults;
  const auto blocks = read_blocks("cities UKR\n  also: Atlantis = Atlantida\n", "a.places", faults);
  (void)compile_gazetteer(table, blocks, faults);
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_THAT(faults[0].str(), HasSubstr("a.places:2"));
}

}  // namespace
}  // namespace sitrep
