// The names, as the record schema writes them, of the kinds that are no codes of PLOVER.

#include "record/accord.h"
#include "record/annotation.h"
#include "record/names.h"
#include "record/place.h"
#include "record/quantity.h"
#include "record/statement.h"
#include "record/toll.h"

namespace sitrep {
namespace {

using Name = std::string_view;

constexpr std::array<Name, 5> accord_kinds = {"ceasefire", "truce", "peace_agreement", "talks", "mediation"};
constexpr std::array<Name, 9> accord_states = {"unknown",  "demanded", "offered", "agreed",  "in_force",
                                               "violated", "broken",   "ended",   "rejected"};
constexpr std::array<Name, 4> name_kinds = {"person", "organisation", "location", "norp"};
constexpr std::array<Name, 4> timex_kinds = {"DATE", "TIME", "DURATION", "SET"};  // as TIMEX3 writes them
constexpr std::array<Name, 7> place_kinds = {"unknown", "country", "division", "city", "region", "facility", "water"};
constexpr std::array<Name, 6> quantity_precisions = {"exact", "at_least", "at_most", "about", "range", "vague"};
constexpr std::array<Name, 3> statement_kinds = {"quotation", "partial_quotation", "paraphrase"};
constexpr std::array<Name, 7> speech_acts = {"says", "claims", "denies", "demands", "accuses", "promises", "threatens"};
constexpr std::array<Name, 6> toll_kinds = {"killed", "injured", "missing", "captured", "arrested", "displaced"};

static_assert(accord_kinds.size() == static_cast<std::size_t>(AccordKind::mediation) + 1);
static_assert(accord_states.size() == static_cast<std::size_t>(AccordState::rejected) + 1);
static_assert(name_kinds.size() == static_cast<std::size_t>(NameKind::norp) + 1);
static_assert(timex_kinds.size() == static_cast<std::size_t>(TimexKind::set) + 1);
static_assert(place_kinds.size() == static_cast<std::size_t>(PlaceKind::water) + 1);
static_assert(quantity_precisions.size() == static_cast<std::size_t>(QuantityPrecision::vague) + 1);
static_assert(statement_kinds.size() == static_cast<std::size_t>(StatementKind::paraphrase) + 1);
static_assert(speech_acts.size() == static_cast<std::size_t>(SpeechAct::threatens) + 1);
static_assert(toll_kinds.size() == static_cast<std::size_t>(TollKind::displaced) + 1);

}  // namespace

std::string_view name(AccordKind kind) {
  return name_in(accord_kinds, kind);
}
std::string_view name(AccordState state) {
  return name_in(accord_states, state);
}
std::string_view name(NameKind kind) {
  return name_in(name_kinds, kind);
}
std::string_view name(TimexKind kind) {
  return name_in(timex_kinds, kind);
}
std::string_view name(PlaceKind kind) {
  return name_in(place_kinds, kind);
}
std::string_view name(QuantityPrecision precision) {
  return name_in(quantity_precisions, precision);
}
std::string_view name(StatementKind kind) {
  return name_in(statement_kinds, kind);
}
std::string_view name(SpeechAct act) {
  return name_in(speech_acts, act);
}
std::string_view name(TollKind kind) {
  return name_in(toll_kinds, kind);
}
std::optional<TollKind> parse_toll_kind(std::string_view text) {
  return find_name<TollKind>(toll_kinds, text);
}

}  // namespace sitrep
