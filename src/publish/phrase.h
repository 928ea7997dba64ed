#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "record/coding.h"
#include "record/report.h"

namespace sitrep {

// Fields of the record as people read them. All of it gives one line of plain UTF-8 without control characters.

/// Spaces and line ends as one space each, control characters dropped: words of a report must not steer a terminal.
[[nodiscard]] std::string clean(std::string_view text);
/// At most `longest` code points: cut after a word, with an ellipsis.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t longest);

/// "20 September 2023", "19 to 20 September 2023", "September 2020", "autumn of 2020 (September to November 2020)";
/// empty where neither days nor words are known.
[[nodiscard]] std::string phrase(const DateInterval& date);
[[nodiscard]] std::string phrase(const Date& day);
/// "Antonio Tajani (ITA GOV)", "gunmen (UAF)".
[[nodiscard]] std::string phrase(const Entity& entity);
/// "A, B and C"; empty for none.
[[nodiscard]] std::string phrase(const std::vector<Entity>& entities);
/// "Stepanakert, AZE".
[[nodiscard]] std::string phrase(const Place& place);
/// "at least 21", "more than 100", "5 to 7", "about 50"; "an unknown number of" where no end is known.
[[nodiscard]] std::string phrase(const Quantity& count);
/// "at least 21 soldiers killed".
[[nodiscard]] std::string phrase(const Toll& toll);
/// "ASSAULT (heavy weapons)".
[[nodiscard]] std::string type_phrase(const Event& event);
/// "Azerbaijani troops (AZE MIL) → Stepanakert (AZE PRE)"; "unknown" for a missing actor, no arrow without a recipient.
[[nodiscard]] std::string parties_phrase(const Event& event);
/// "ceasefire between A and B, brokered by C, 10 May 2020".
[[nodiscard]] std::string phrase(const Accord& accord);
/// "said", "demanded".
[[nodiscard]] std::string_view said(SpeechAct act);
/// "in force" of in_force, "heavy weapons" of heavy-weapons.
[[nodiscard]] std::string spaced(std::string_view code);
/// "1 report", "2 reports".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);
/// The text with its first letter in upper case where that is ASCII.
[[nodiscard]] std::string capitalised(std::string text);

/// Lines of at most `width` code points, broken at spaces; the first begins with `first`, the rest with `rest`. With
/// the last line's end.
[[nodiscard]] std::string wrapped(std::string_view text, std::string_view first, std::string_view rest,
                                  std::size_t width);

}  // namespace sitrep
