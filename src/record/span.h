#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace sitrep {

/// Words of a report, as half-open byte offsets into Report::text (UTF-8). Offsets stay valid as long as the report:
/// its text never changes after ingest. Written out, offsets are Unicode code points (see record/code_points.h).
/// Requires: begin <= end <= text.size(), both on code point boundaries.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
  [[nodiscard]] bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  [[nodiscard]] std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }

  friend auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace sitrep
