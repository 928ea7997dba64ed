#include "record/codes.h"

#include <algorithm>
#include <span>

#include "record/names.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, event_type_count> event_type_names = {
    "AGREE",  "CONSULT",  "SUPPORT", "CONCEDE",  "COOPERATE", "AID",    "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",  "COERCE", "ASSAULT", "OTHER"};

constexpr std::array<std::string_view, static_cast<std::size_t>(Mode::unconventional) + 1> mode_names = {
    "none",     "visit",          "third-party",   "multilateral",  "phone",       "withdraw",       "release",
    "disarm",   "ceasefire",      "access",        "resign",        "assist",      "change",         "yield",
    "meet",     "disapprove",     "investigate",   "allege",        "restrict",    "arrest",         "relations",
    "expel",    "territory",      "violence",      "demo",          "riot",        "strike",         "hunger",
    "boycott",  "obstruct",       "vandalize",     "convict",       "discontinue", "troops",         "weapons",
    "police",   "militia",        "seize",         "censor",        "curfew",      "martial-law",    "deport",
    "withhold", "misinformation", "cyber",         "abduct",        "beat",        "torture",        "sexual",
    "targeted", "destroy",        "primitive",     "firearms",      "explosives",  "suicide-attack", "aerial",
    "drone",    "heavy-weapons",  "crowd-control", "unconventional"};

constexpr std::array<std::string_view, static_cast<std::size_t>(Status::historical) + 1> status_names = {
    "actual", "planned", "threatened", "demanded", "denied", "alleged", "hypothetical", "historical"};

struct ScoredMode {
  Mode mode;
  double score;
};

constexpr ScoredMode consult_modes[] = {
    {Mode::visit, 4}, {Mode::third_party, 1}, {Mode::multilateral, 4}, {Mode::phone, 1.5}};
constexpr ScoredMode retreat_modes[] = {{Mode::withdraw, 8},    {Mode::release, 6.5}, {Mode::disarm, 10},
                                        {Mode::ceasefire, 7.5}, {Mode::access, 6.5},  {Mode::resign, 4.5}};
constexpr ScoredMode request_modes[] = {{Mode::assist, 0.5}, {Mode::change, -1}, {Mode::yield, -1}, {Mode::meet, 0}};
constexpr ScoredMode accuse_modes[] = {{Mode::disapprove, -2}, {Mode::investigate, -3.5}, {Mode::allege, -3.5}};
constexpr ScoredMode reject_modes[] = {{Mode::assist, -1.5}, {Mode::change, -2}, {Mode::yield, -2}, {Mode::meet, -2}};
constexpr ScoredMode threaten_modes[] = {{Mode::restrict, -3}, {Mode::arrest, -3.5},  {Mode::relations, -3.5},
                                         {Mode::expel, -3.5},  {Mode::territory, -4}, {Mode::violence, -3.5}};
// The manual gives vandalize no score of its own; the type's base score stands in.
constexpr ScoredMode protest_modes[] = {{Mode::demo, -5},     {Mode::riot, -7},      {Mode::strike, -5},
                                        {Mode::hunger, -4.5}, {Mode::boycott, -4.5}, {Mode::obstruct, -4.5},
                                        {Mode::vandalize, -5}};
constexpr ScoredMode sanction_modes[] = {
    {Mode::convict, -6}, {Mode::expel, -5.5}, {Mode::withdraw, -6}, {Mode::discontinue, -6}};
constexpr ScoredMode mobilize_modes[] = {
    {Mode::troops, -6.5}, {Mode::weapons, -6.5}, {Mode::police, -5.5}, {Mode::militia, -6}};
constexpr ScoredMode coerce_modes[] = {{Mode::seize, -7},    {Mode::restrict, -7},      {Mode::censor, -6.5},
                                       {Mode::curfew, -6.5}, {Mode::martial_law, -7.5}, {Mode::arrest, -7},
                                       {Mode::deport, -7},   {Mode::withhold, -7},      {Mode::misinformation, -6.5},
                                       {Mode::cyber, -7}};
constexpr ScoredMode assault_modes[] = {
    {Mode::abduct, -8.5},        {Mode::beat, -7.5},           {Mode::torture, -8.5},      {Mode::sexual, -8.5},
    {Mode::targeted, -9.5},      {Mode::destroy, -8.5},        {Mode::primitive, -8},      {Mode::firearms, -9},
    {Mode::explosives, -9},      {Mode::suicide_attack, -9.5}, {Mode::aerial, -9.5},       {Mode::drone, -9.5},
    {Mode::heavy_weapons, -9.5}, {Mode::crowd_control, -7.5},  {Mode::unconventional, -10}};

struct TypeRow {
  QuadClass quad;
  double base;
  std::span<const ScoredMode> modes;
};

constexpr QuadClass verbal_coop = QuadClass::verbal_cooperation;
constexpr QuadClass material_coop = QuadClass::material_cooperation;
constexpr QuadClass verbal_confl = QuadClass::verbal_conflict;
constexpr QuadClass material_confl = QuadClass::material_conflict;

/// The PLOVER manual's table (2021), in the order of EventType. The manual prints 3 as ACCUSE's base score, among
/// negative modes and in a class of conflict: a sign slip, read here as -3.
constexpr std::array<TypeRow, event_type_count> type_rows = {{
    {verbal_coop, 2.5, {}},                  // AGREE
    {verbal_coop, 2.5, consult_modes},       // CONSULT
    {verbal_coop, 5, {}},                    // SUPPORT
    {verbal_coop, 4.5, {}},                  // CONCEDE
    {material_coop, 9.5, {}},                // COOPERATE
    {material_coop, 10, {}},                 // AID
    {material_coop, 6.5, retreat_modes},     // RETREAT
    {verbal_confl, 0, request_modes},        // REQUEST
    {verbal_confl, -3, accuse_modes},        // ACCUSE
    {verbal_confl, -2, reject_modes},        // REJECT
    {verbal_confl, -3.5, threaten_modes},    // THREATEN
    {material_confl, -5, protest_modes},     // PROTEST
    {material_confl, -6, sanction_modes},    // SANCTION
    {material_confl, -5.5, mobilize_modes},  // MOBILIZE
    {material_confl, -7, coerce_modes},      // COERCE
    {material_confl, -9, assault_modes},     // ASSAULT
    {QuadClass::none, 0, {}},                // OTHER
}};

constexpr const TypeRow& row(EventType type) {
  return type_rows[static_cast<std::size_t>(type)];
}

const ScoredMode* find_mode(EventType type, Mode mode) {
  const auto modes = row(type).modes;
  const auto found =
      std::find_if(modes.begin(), modes.end(), [&](const ScoredMode& entry) { return entry.mode == mode; });
  return found == modes.end() ? nullptr : &*found;
}

// Both sorted, for binary search.
constexpr std::array<std::string_view, 37> contexts = {"asylum",
                                                       "cbrn",
                                                       "corruption",
                                                       "crime",
                                                       "cyber",
                                                       "diplomatic",
                                                       "disasters",
                                                       "economic",
                                                       "election",
                                                       "environment",
                                                       "executive",
                                                       "gender",
                                                       "health",
                                                       "human_rights",
                                                       "human_security",
                                                       "illegal_drugs",
                                                       "inequality",
                                                       "intelligence",
                                                       "legal",
                                                       "legislative",
                                                       "lgbt",
                                                       "migration",
                                                       "military",
                                                       "misinformation",
                                                       "natural_resource",
                                                       "peacekeeping",
                                                       "political_institutions",
                                                       "pro_autocracy",
                                                       "pro_democracy",
                                                       "religion_ethnicity",
                                                       "reparations",
                                                       "repression",
                                                       "rights_freedoms",
                                                       "technology",
                                                       "territory",
                                                       "terrorism",
                                                       "trafficking"};

constexpr std::array<std::string_view, 25> sectors = {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN",
                                                      "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE", "PRM", "PTY",
                                                      "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK"};

static_assert(std::is_sorted(contexts.begin(), contexts.end()));
static_assert(std::is_sorted(sectors.begin(), sectors.end()));

}  // namespace

std::string_view name(EventType type) {
  return name_in(event_type_names, type);
}
std::string_view name(Mode mode) {
  return name_in(mode_names, mode);
}
std::string_view name(Status status) {
  return name_in(status_names, status);
}

std::optional<EventType> parse_event_type(std::string_view text) {
  return find_name<EventType>(event_type_names, text);
}
std::optional<Mode> parse_mode(std::string_view text) {
  return find_name<Mode>(mode_names, text);
}
std::optional<Status> parse_status(std::string_view text) {
  return find_name<Status>(status_names, text);
}

bool mode_allowed(EventType type, Mode mode) {
  return mode == Mode::none || find_mode(type, mode) != nullptr;
}

QuadClass quad_class(EventType type) {
  return row(type).quad;
}

double score(EventType type, Mode mode) {
  const ScoredMode* const scored = find_mode(type, mode);
  return scored != nullptr ? scored->score : row(type).base;
}

bool is_context(std::string_view text) {
  return std::binary_search(contexts.begin(), contexts.end(), text);
}
bool is_sector(std::string_view text) {
  return std::binary_search(sectors.begin(), sectors.end(), text);
}

}  // namespace sitrep
