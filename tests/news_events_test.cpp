// What reading whole reports of agencies, monitors and aid bodies showed: each case is a class of sentences, and tells
// all that is coded of it. Written as "TYPE mode | actors | recipients", then, where it is so, "@ place", "on day", "by
// claimant", "(status)".
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/coding.h"

namespace sitrep {
namespace {

using Case = testing::ToldCase;
using testing::code;
using testing::thursday;

std::string codes(const std::vector<Entity>& entities) {
  std::string out;
  for (const auto& e : entities) {
    out += (out.empty() ? "" : ", ") + e.coded();
  }
  return out;
}

/// All events but comments, in the order of the text.
std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& e : code(text, thursday).coding.events) {
    if (e.type == EventType::other) {
      continue;
    }
    std::string line(name(e.type));
    line += e.mode == Mode::none ? "" : " " + std::string(name(e.mode));
    line += " | " + codes(e.actors) + " | " + codes(e.recipients);
    line += testing::scene(e.place, e.date);
    line += e.attribution.none() ? "" : " by " + e.attribution.source;
    line += e.status == Status::actual ? "" : " (" + std::string(name(e.status)) + ")";
    out.push_back(std::move(line));
  }
  return out;
}

class NewsEvents : public ::testing::TestWithParam<Case> {};

TEST_P(NewsEvents, AreAllThatIsTold) {
  EXPECT_EQ(told(GetParam().text), GetParam().lines) << GetParam().text;
}

const std::vector<Case> cases = {
    Case{"The health ministry said Israeli jets had bombed a school and killed 15 children.",
         {"ASSAULT aerial | ISR MIL | EDU by health ministry"}},
    Case{"The army denied that its troops had shelled the town and killed civilians.",
         {"ASSAULT heavy-weapons | MIL | CVL by army (denied)"}},
    Case{"Chad denied that its men had fired and accused Sudan of lying.", {"ACCUSE disapprove | TCD | SDN"}},
    Case{"Amnesty International said in a report that soldiers had raped 40 women in Amhara.",
         {"ASSAULT sexual | ETH MIL | ETH CVL @ Amhara by Amnesty International"}},
    Case{"The Houthis said in a televised address that they had fired missiles at a U.S. warship.",
         {"ASSAULT heavy-weapons | YEM REB | USA MIL by Houthis"}},
    Case{"New Delhi says the outfit is a front for rebels and has demanded that Pakistan hand over its leaders.",
         {"REQUEST yield | IND GOV | "}},
    Case{"Rebels attacked Goma after talks collapsed in Doha.", {"ASSAULT | REB | COD @ Goma"}},
    Case{"Russian missiles hit Kharkiv hours after negotiators left Istanbul.",
         {"ASSAULT heavy-weapons | RUS MIL | UKR @ Kharkiv"}},
    Case{"Ethiopian troops shelled the town of Alamata despite a peace deal signed in Pretoria in 2022.",
         {"ASSAULT heavy-weapons | ETH MIL |  @ Alamata"}},
    Case{"Soldiers shot dead a teenager in the West Bank town of Jenin on Monday.",
         {"ASSAULT firearms | MIL | PSE CVL @ Jenin on 2026-03-09"}},
    Case{"Kenya's president is due to meet Abiy Ahmed in Addis Ababa on Thursday.",
         {"AGREE | KEN GOV, ETH GOV |  @ Addis Ababa"}},
    Case{"China and Vietnam are to resume negotiations on a code of conduct in July.",
         {"AGREE | CHN, VNM |  on 2026-07-01"}},
    Case{"The opposition called a march for Wednesday in Nairobi.",
         {"PROTEST demo | KEN OPP |  @ Nairobi on 2026-03-18 (planned)"}},
    Case{"Talks planned for Sunday in Doha were called off, Qatari mediators said.", {}},
    Case{"Soldiers killed ten civilians in the village of Solhan in Burkina Faso.",
         {"ASSAULT | BFA MIL | BFA CVL @ Solhan"}},
    Case{"Leaders of both militias met in Tunis on Friday.", {"CONSULT | REB |  @ Tunis on 2026-03-06"}},
    Case{"Rwanda denied arming the rebels in a statement from Kigali.", {"AID | RWA | REB @ Kigali (denied)"}},
    Case{"The government expelled the French ambassador.", {"SANCTION expel | GOV | FRA GOV"}},
    Case{"The government accused Rwanda of lying.", {"ACCUSE disapprove | GOV | RWA"}},
    Case{"Police arrested a US journalist in Harare.", {"COERCE arrest | ZWE COP | USA JRN @ Harare"}},
    Case{"A man was stabbed to death in Paris.", {"ASSAULT primitive |  | FRA CVL @ Paris"}},
    Case{"A court in Mogadishu sentenced two men to death for their part in the plot.",
         {"SANCTION convict | SOM JUD | SOM CVL @ Mogadishu"}},
    Case{"Five soldiers and ten militants died in clashes in Rasuwa.", {"ASSAULT | MIL, REB |  @ Rasuwa"}},
    Case{"Traders in Srinagar observed a strike called by separatists.",
         {"PROTEST strike | IND BUS, IND REB |  @ Srinagar"}},
    Case{"Estonia banned 14 Russian officials, among them the interior minister, from entering.",
         {"REJECT | EST | RUS GOV"}},
    Case{"\"They used the residents as shields, so our men had to hold back,\" army spokesman Roden Orbon said.", {}},
    Case{"Burundi completed the withdrawal of its contingent from Somalia on Monday.",
         {"RETREAT withdraw | BDI | SOM on 2026-03-09"}},
    Case{"Israel responded with strikes on southern Lebanon.", {"ASSAULT | ISR | LBN"}},
    Case{"Masked agents detained the opposition leader in Caracas.", {"COERCE arrest | VEN UAF | VEN OPP @ Caracas"}},
    Case{"The United States and Iran signed a deal in Muscat.", {"SUPPORT | USA, IRN |  @ Muscat"}},
    Case{"Gunmen opened fire near a checkpoint outside Kano. Aid was delayed by rain for days. Police in Jos said "
         "gunmen had shot dead three farmers there.",
         {"ASSAULT firearms | NGA UAF |  @ Kano", "ASSAULT firearms | NGA UAF | NGA AGR by Police"}},
    Case{"M23 rebels seized Walikale on Monday. MONUSCO condemned the attack. The group said it would not withdraw.",
         {"COERCE seize | COD REB |  @ Walikale on 2026-03-09", "ACCUSE disapprove | UNO MIL | ",
          "REJECT yield | COD REB |  by group"}},
    Case{"President Lai Ching-te met three U.S. senators in Taipei on Tuesday. Lai urged China to resume talks.",
         {"CONSULT | TWN GOV, USA LEG |  @ Taipei on 2026-03-10", "REQUEST meet | TWN GOV | CHN"}},
    Case{"The militants killed four people and kidnapped 12 others.",
         {"ASSAULT | REB | CVL", "ASSAULT abduct | REB | "}},
    Case{"Israeli troops killed two Palestinians in Jenin and demolished three houses in Tulkarm.",
         {"ASSAULT | ISR MIL | PSE CVL @ Jenin", "ASSAULT destroy | ISR MIL | PSE @ Tulkarm"}},
    Case{"The strike destroyed two houses and killed five people.", {"ASSAULT |  | CVL"}},
    Case{"RSF fighters executed 20 prisoners. The RSF attacked El Obeid with drones on Sunday.",
         {"ASSAULT | SDN REB MIL | CVL", "ASSAULT drone | SDN REB MIL |  on 2026-03-08"}},
    Case{"Rebels attacked a village near Bunia on Sunday. The rebels killed 12 farmers.",
         {"ASSAULT | COD REB | AGR @ Bunia on 2026-03-08"}},
    Case{"A bomb exploded at a market in Quetta on Sunday. The blast killed six people.",
         {"ASSAULT explosives |  | PAK CVL @ Quetta on 2026-03-08"}},
    Case{"Macron condemned the killing of the journalist.", {"ACCUSE disapprove | FRA GOV | "}},
    Case{"Iran condemned the execution of a Kurdish activist by Turkey.",
         {"ACCUSE disapprove | IRN | TUR", "ASSAULT | TUR | CVL"}},
    Case{"Fighting broke out between the army and the militia.", {"ASSAULT | MIL, REB | "}},
    Case{"Fighting between the army and the RSF intensified in El Fasher.",
         {"ASSAULT | SDN MIL, SDN REB MIL |  @ El Fasher"}},
    Case{"Mauritania summoned the Malian ambassador to protest against the killing of its citizens.",
         {"ACCUSE disapprove | MRT | MLI GOV"}},
    Case{"Protesters in Niamey marched on Sunday, waving Russian flags.",
         {"PROTEST demo | NER CVL |  @ Niamey on 2026-03-08"}},
    Case{"The hostages were freed on Monday after mediation by tribal leaders.",
         {"RETREAT release |  | CVL on 2026-03-09"}},
    Case{"France recalled its envoy to Paris for consultations.", {"SANCTION withdraw | FRA | "}},
    Case{"Niger withdrew from ECOWAS together with Mali and Burkina Faso.", {"SANCTION withdraw | NER | IGO"}},
    Case{"The opposition has called for a new protest on July 7.", {"PROTEST demo | OPP |  on 2026-07-07 (planned)"}},
    Case{"A judge declared the protest unlawful.", {}},
    Case{"Peacekeepers came under fire from an Israeli tank near Maroun al-Ras.",
         {"ASSAULT | ISR MIL | MIL @ Maroun al-Ras"}},
    Case{"The army said it had \"neutralised\" 31 terrorists in two raids.", {"ASSAULT | MIL | REB by army"}},
    Case{"Islamabad accuses Kabul of harbouring militants, a charge it denies.",
         {"ACCUSE disapprove | PAK GOV | AFG GOV"}},
    Case{"Fifteen soldiers were killed overnight Sunday to Monday in Djibo.",
         {"ASSAULT |  | BFA MIL @ Djibo on 2026-03-08"}},
    Case{"Some 6,000 people were killed in the 2020 war.", {"ASSAULT |  | CVL on 2020-01-01 (historical)"}},
    Case{"Militants attacked Djibo on Monday, killing four soldiers.", {"ASSAULT | REB | MIL @ Djibo on 2026-03-09"}},
    Case{"Brussels imposed sanctions on Belarus.", {"SANCTION | EUR | BLR"}},
    Case{"An explosion rocked Kabul on Monday.", {"ASSAULT explosives |  | AFG @ Kabul on 2026-03-09"}},
    Case{"Israeli-Lebanese talks resumed on Tuesday in Naqoura.", {"CONSULT | LBN, ISR |  @ Naqoura on 2026-03-10"}},
    Case{"Niger has expelled French troops.", {"SANCTION expel | NER | FRA MIL"}},
    Case{"Israel has yet to withdraw its troops from southern Lebanon.",
         {"RETREAT withdraw | ISR | LBN @ Lebanon (denied)"}},
    Case{"The government extended the curfew until Friday.", {"COERCE curfew | GOV | "}},
    Case{"Since August, the rebels have attacked three villages in Ituri.",
         {"ASSAULT | COD REB | COD @ Ituri on 2025-08-01"}},
    Case{"The UN chief condemned the attack on the hospital.", {"ACCUSE disapprove | UNO | "}},
    Case{"QUETTA: At least 11 people were killed when gunmen attacked a bus near Sibi on Sunday, police said.",
         {"ASSAULT firearms | PAK UAF | PAK @ Sibi on 2026-03-08 by police"}},
    Case{"Kinshasa (AFP) - Troops killed three rebels in Ituri on Monday.",
         {"ASSAULT | MIL | COD REB @ Ituri on 2026-03-09"}},
    Case{"The war, which erupted in April 2023, has killed thousands of people.",
         {"ASSAULT |  | CVL on 2023-04-01 (historical)"}},
    Case{"Protesters gathered outside foreign embassies in Tripoli.", {"PROTEST demo | LBY CVL | GOV @ Tripoli"}},
    Case{"A suicide bombing at a police checkpoint in Khost kills 10 people.",
         {"ASSAULT suicide-attack |  | AFG COP, AFG CVL @ Khost"}},
    Case{"A bus hits a roadside bomb, killing two people and injuring another ten in Herat Province.",
         {"ASSAULT explosives |  | AFG CVL @ Herat"}},
    Case{"The bombing of the hotel was condemned by France.",
         {"ASSAULT explosives |  | BUS", "ACCUSE disapprove | FRA | "}},
    Case{"At least 15 people are killed near Landi Kotal in Pakistan after a bomb destroys an oil tanker.",
         {"ASSAULT explosives |  | PAK CVL @ Pakistan"}},
    Case{"An attack on an army base in Abidjan kills six people.", {"ASSAULT |  | CIV MIL, CIV CVL @ Abidjan"}},
    Case{"Militant group Hezbollah attacked a town in Israel.", {"ASSAULT | LBN REB PTY | ISR @ Israel"}},
    Case{"The militant groups Hamas and Islamic Jihad fired rockets at Israel.",
         {"ASSAULT heavy-weapons | PSE REB PTY, PSE REB | ISR @ Israel"}},
    Case{"The largest rebel group, the FDLR, attacked a village in Congo.", {"ASSAULT | RWA REB | COD @ Congo"}},
    Case{"Rebels took the town of Bunagana on Sunday.", {"COERCE seize | REB |  @ Bunagana on 2026-03-08"}},
    Case{"Somali pirates free two British hostages after a year in captivity.",
         {"RETREAT release | SOM CRM | GBR CVL"}},
    Case{"Police fire tear gas at protesters in Lagos.", {"ASSAULT crowd-control | NGA COP | NGA CVL @ Lagos"}},
    Case{"Israel closes the Kerem Shalom crossing to all goods.", {"COERCE restrict | ISR | "}},
    Case{"Indian soldiers shoot dead three militants in a gun battle in Kashmir.",
         {"ASSAULT firearms | IND MIL | IND REB @ Kashmir"}},
    Case{"A monument to the soldiers killed in the Falklands War is unveiled in Ushuaia.",
         {"ASSAULT |  | ARG MIL @ Ushuaia (historical)"}},
    Case{"President Ignacio Valdovinos of Paraguay vetoes a bill on ranches.", {"REJECT yield | PRY GOV | "}},
    Case{"Police arrested a former general over the killing of students in 1982.", {"COERCE arrest | COP | ELI"}},
    Case{"The EU imposed sanctions on Belarus after the election in August 2019.", {"SANCTION | EUR | BLR @ Belarus"}},
    Case{"Talks between Armenia and Azerbaijan opened in Geneva.", {"CONSULT multilateral | ARM, AZE |  @ Geneva"}},
    Case{"Zambia becomes the first state to withdraw its troops from Somalia.",
         {"RETREAT withdraw | ZMB | SOM @ Somalia"}},
    Case{"Police did not arrest the leader, but detained 20 of his supporters.",
         {"COERCE arrest | COP | GOV (denied)", "COERCE arrest | COP | CVL"}},
    Case{"Canada closed its embassy following riots in Port-au-Prince.",
         {"SANCTION withdraw | CAN | CAN GOV", "PROTEST riot |  | HTI @ Port-au-Prince"}},
    Case{"A man suspected of bombings in Istanbul was arrested in Ankara.",
         {"COERCE arrest |  | TUR CVL @ Ankara", "ASSAULT explosives |  | TUR @ Istanbul (alleged)"}},
    Case{"The mayor was kidnapped and rescued by police.", {"ASSAULT abduct |  | GOV", "AID | COP | GOV"}},
    Case{"Police foiled a plot to kill three ministers.", {"ASSAULT targeted |  | GOV (planned)"}},
    Case{"A video purportedly shows soldiers beating a protester.", {"ASSAULT beat | MIL | CVL (alleged)"}},
    Case{"The coalition has retaken Sinjar.", {"COERCE seize | IGO MIL | IRQ @ Sinjar"}},
    Case{"Gunmen attacked a mosque in Quebec City.", {"ASSAULT firearms | CAN UAF | CAN REL @ Quebec City"}},
    Case{"Angela Merkel visits Paris and meets with Emmanuel Macron.",
         {"CONSULT visit | DEU ELI | FRA, FRA GOV @ Paris"}},
    Case{"The vice president of the bank was arrested in Kyiv.", {"COERCE arrest |  | BUS @ Kyiv"}},
    Case{"Rwanda blamed Burundi for a grenade attack on a market.", {"ACCUSE allege | RWA | BDI"}},
    Case{"A plane hit a mountain in Peru, killing all 40 people aboard.", {}},
    Case{"At least 25 people are killed and many others wounded after a bomb explodes in Maiduguri.",
         {"ASSAULT explosives |  | NGA CVL @ Maiduguri"}},
    Case{"Ten people were killed and five others wounded in a car bomb attack on a bus in Konya.",
         {"ASSAULT explosives |  | TUR CVL @ Konya"}},
    Case{"Six people are killed and twenty others injured after an al-Shabaab suicide bomber blew himself up outside a "
         "mosque in Kismayo.",
         {"ASSAULT suicide-attack | SOM REB | SOM REL @ Kismayo"}},
    Case{"State media reports two Israeli missiles struck targets near Damascus.",
         {"ASSAULT |  | SYR @ Damascus by State media"}},
    Case{"North Korea test fires a new missile.", {"MOBILIZE weapons | PRK | "}},
    Case{"Fighting rages near Sirte between militants and soldiers.", {"ASSAULT | LBY REB, LBY MIL |  @ Sirte"}},
    Case{"A peace deal was signed between Oman and Yemen.", {"SUPPORT | OMN, YEM | "}},
    Case{"Protests in Harare entered a third day.", {"PROTEST demo |  | ZWE @ Harare"}},
    Case{"MPs in Gabon voted 80 to 20 to dissolve the opposition party.",
         {"COERCE restrict | GAB LEG | GAB OPP @ Gabon"}},
    Case{"Teachers in Ghana voted to go on strike.", {"PROTEST strike | GHA EDU |  @ Ghana (planned)"}},
    Case{"Spain will shut its embassy and accuses Libya of spying.",
         {"THREATEN restrict | ESP | ESP GOV", "ACCUSE allege | ESP | LBY"}},
    Case{"Police braced for possible clashes between settlers and Palestinians in Hebron.",
         {"ASSAULT | PSE CVL, PSE |  @ Hebron (hypothetical)"}},
    Case{"Mali denied claims that its soldiers burned a village, killing nine people.",
         {"ASSAULT destroy | MLI MIL | MLI CVL (alleged)", "ASSAULT | MLI MIL | MLI CVL (denied)"}},
    Case{"Germany expelled a diplomat over a murder in August 2019.", {"SANCTION expel | DEU | GOV"}},
    Case{"Gunmen killed a candidate in Lagos ahead of elections on Saturday.",
         {"ASSAULT firearms | NGA UAF | NGA PTY @ Lagos"}},
    Case{"Police arrested three people in connection with Sunday's attack in London.",
         {"COERCE arrest | GBR COP | GBR CVL @ London", "ASSAULT |  | GBR @ London on 2026-03-08"}},
    Case{"A minister was suspended by parliament over an assault on a lawmaker in October 2017.",
         {"SANCTION | LEG | GOV", "ASSAULT |  | LEG on 2017-10-01 (historical)"}},
    Case{"Two reporters were detained at a protest by farmers in Delhi.",
         {"COERCE arrest |  | IND JRN @ Delhi", "PROTEST demo | IND AGR |  @ Delhi"}},
    Case{"UNESCO condemned the murder of Mexican reporter Luis Diaz.", {"ACCUSE disapprove | UNO | "}},
    Case{"Gunmen killed a man in his early 20s in Nablus.", {"ASSAULT firearms | PSE UAF | PSE CVL @ Nablus"}},
    Case{"A journalist was killed in a police station in Karachi.", {"ASSAULT targeted |  | PAK JRN @ Karachi"}},
    Case{"Negotiators met in Doha.", {"CONSULT | GOV |  @ Doha"}},
    Case{"Ten people were arrested in the People's Republic of China.",
         {"COERCE arrest |  | CHN CVL @ People's Republic of China"}},
    Case{"A lawyer is shot dead in Diyarbakir as clashes break out between Turkish security forces and PKK militants.",
         {"ASSAULT targeted |  | TUR CVL @ Diyarbakir", "ASSAULT | TUR COP MIL, TUR REB |  @ Diyarbakir"}},
    Case{"2011 Syrian uprising: At least 10 people are killed in clashes in the city of Homs.",
         {"ASSAULT |  | SYR CVL @ Homs"}},
    Case{"With Israeli troops demolishing six houses in Tulkarm, families spent the night in a stadium.",
         {"ASSAULT destroy | ISR MIL | PSE @ Tulkarm"}},
    Case{"A visit by the Egyptian president to Asmara lasted six hours.", {"CONSULT visit | EGY GOV | ERI @ Asmara"}},
    Case{"The school shooting in Kenya killed two pupils.", {"ASSAULT firearms |  | KEN EDU @ Kenya"}},
    Case{"Two policemen were killed in an operation to arrest a warlord.",
         {"ASSAULT |  | COP", "COERCE arrest |  | REB (planned)"}},
    Case{"The military punished soldiers for the bombing of a hospital that killed 42 people in Kunduz.",
         {"ASSAULT explosives |  | AFG MED, AFG CVL @ Kunduz"}},
    Case{"Peru wants the United Nations to investigate the shooting.", {"ACCUSE investigate | UNO |  (planned)"}},
    Case{"Villagers claim that a drone of the Nigerian air force hit their mosque.",
         {"ASSAULT drone | NGA MIL | REL by Villagers (alleged)"}},
    Case{"Two missiles launched from Yemen hit Eilat.", {"ASSAULT heavy-weapons |  | ISR @ Eilat"}},
    Case{"The mayor commemorates the day when a minister was assassinated in Dallas.",
         {"ASSAULT targeted |  | USA GOV @ Dallas (historical)"}},
    Case{"The spokesman says Russia will respond and urges NATO to stop the shipments.",
         {"THREATEN violence | RUS |  by spokesman", "REQUEST yield | RUS GOV | IGO MIL"}},
    Case{"Police clashed with students in Dhaka for a third day.", {"ASSAULT | BGD COP, BGD EDU |  @ Dhaka"}},
    Case{"The suspect is in police custody in Oslo.", {"COERCE arrest | NOR COP | NOR CRM @ Oslo"}},
    Case{"The clash at the hotel came ahead of the visit of the president of France to Mali.", {}},
};

INSTANTIATE_TEST_SUITE_P(Sentences, NewsEvents, ::testing::ValuesIn(cases));

}  // namespace
}  // namespace sitrep
