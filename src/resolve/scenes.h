#pragma once

#include <cstdint>

#include "knowledge/actor_lexicon.h"
#include "language/syntax.h"

namespace sitrep {

/// Whether the place named at `where` is that of another act than `deed`: where people met or live, or where they
/// went, beside what the deed's own clause tells, or what is said of someone named in it: "met in Geneva after the army
/// shelled a camp", "fled to Chad when soldiers burned their homes". `deed` is the predicate of an event, or whoever
/// acts in it; both stand in one sentence. False in sentences of more than 300 words, whose trees tell little.
[[nodiscard]] bool is_scene_apart(const Syntax& tree, const ActorLexicon& actors, std::uint32_t where,
                                  std::uint32_t deed);

/// Whether the place named at `where` is where someone goes or is sent: "flew to Cairo". A government that acts there
/// is hardly that country's for it.
[[nodiscard]] bool is_journey_end(const Syntax& tree, const ActorLexicon& actors, std::uint32_t where);

/// The same for a journey told by a noun: "on a visit to Berlin". Nobody of the sentence is at home there for it; of
/// "soldiers returned to Goma" the soldiers may be.
[[nodiscard]] bool is_visit_end(const Syntax& tree, const ActorLexicon& actors, std::uint32_t where);

/// Whether the country named at `where` is only where someone or something else than `token` is from: "gunmen kidnapped
/// a tourist from Germany". Not for refugees, rockets and the like: what happens to them happens there.
[[nodiscard]] bool is_origin_of_other(const Syntax& tree, const ActorLexicon& actors, std::uint32_t where,
                                      std::uint32_t token);

}  // namespace sitrep
