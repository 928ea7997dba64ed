#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/entity.h"
#include "record/evidence.h"

namespace sitrep {

enum class StatementKind : std::uint8_t { quotation, partial_quotation, paraphrase };
/// What the speaker does with the content.
enum class SpeechAct : std::uint8_t { says, claims, denies, demands, accuses, promises, threatens };

/// Who said what, to whom, on whose behalf.
struct Statement {
  std::string id;  ///< "<report id>-S<n>"
  Entity speaker;
  std::optional<Entity> on_behalf_of;  ///< whom a spokesman speaks for
  std::optional<Entity> addressee;
  StatementKind kind = StatementKind::paraphrase;
  SpeechAct act = SpeechAct::says;
  Span content;  ///< the words said or their paraphrase, without the quotation marks
  Span cue;      ///< "said", "according to"
  double confidence = 0;
  std::vector<Evidence> evidence;
};

[[nodiscard]] std::string_view name(StatementKind kind);
[[nodiscard]] std::string_view name(SpeechAct act);

}  // namespace sitrep
