#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sitrep {

/// The sixteen PLOVER event types, and `other` for what PLOVER has no type for: comments (CAMEO 01) and what a user's
/// own dictionary codes.
enum class EventType : std::uint8_t {
  agree,
  consult,
  support,
  concede,
  cooperate,
  aid,
  retreat,
  request,
  accuse,
  reject,
  threaten,
  protest,
  sanction,
  mobilize,
  coerce,
  assault,
  other,
};
inline constexpr std::size_t event_type_count = 17;

/// PLOVER modes of every event type; `none` where the type has no modes or the text does not tell. A mode belongs to
/// the types that mode_allowed() says: `withdraw` to RETREAT and SANCTION, `arrest` to THREATEN and COERCE, and so on.
enum class Mode : std::uint8_t {
  none,
  visit,
  third_party,
  multilateral,
  phone,  // CONSULT
  withdraw,
  release,
  disarm,
  ceasefire,
  access,
  resign,  // RETREAT
  assist,
  change,
  yield,
  meet,  // REQUEST, REJECT
  disapprove,
  investigate,
  allege,  // ACCUSE
  restrict,
  arrest,
  relations,
  expel,
  territory,
  violence,  // THREATEN
  demo,
  riot,
  strike,
  hunger,
  boycott,
  obstruct,
  vandalize,  // PROTEST
  convict,
  discontinue,  // SANCTION (also expel, withdraw)
  troops,
  weapons,
  police,
  militia,  // MOBILIZE
  seize,
  censor,
  curfew,
  martial_law,
  deport,
  withhold,
  misinformation,
  cyber,  // COERCE (also restrict, arrest)
  abduct,
  beat,
  torture,
  sexual,
  targeted,
  destroy,
  primitive,
  firearms,
  explosives,
  suicide_attack,
  aerial,
  drone,
  heavy_weapons,
  crowd_control,
  unconventional,  // ASSAULT
};

/// PLOVER's quad classes; `none` of what is no PLOVER event.
enum class QuadClass : std::uint8_t {
  none = 0,
  verbal_cooperation = 1,
  material_cooperation,
  verbal_conflict,
  material_conflict
};

/// How the text holds an event, toll or accord to be.
enum class Status : std::uint8_t {
  actual,
  planned,
  threatened,
  demanded,
  denied,
  alleged,
  hypothetical,
  historical,
};

/// PLOVER's names: "ASSAULT", "heavy-weapons", "actual".
[[nodiscard]] std::string_view name(EventType type);
[[nodiscard]] std::string_view name(Mode mode);
[[nodiscard]] std::string_view name(Status status);
[[nodiscard]] std::optional<EventType> parse_event_type(std::string_view text);
[[nodiscard]] std::optional<Mode> parse_mode(std::string_view text);
[[nodiscard]] std::optional<Status> parse_status(std::string_view text);

[[nodiscard]] bool mode_allowed(EventType type, Mode mode);
[[nodiscard]] QuadClass quad_class(EventType type);
/// The manual's score of a type and mode; where the mode is none, the type's base score.
[[nodiscard]] double score(EventType type, Mode mode);

/// The 37 PLOVER contexts by name ("military", "rights_freedoms").
[[nodiscard]] bool is_context(std::string_view text);
/// The PLOVER sectors ("GOV", "MIL", ... "UNK").
[[nodiscard]] bool is_sector(std::string_view text);

}  // namespace sitrep
