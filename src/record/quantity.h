#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "record/span.h"

namespace sitrep {

enum class QuantityPrecision : std::uint8_t { exact, at_least, at_most, about, range, vague };

/// A count as the text gives it. "more than 20" is {21, none, at_least}; "about 50" is {50, 50, about}; "dozens" is
/// {24, 99, vague}.
struct Quantity {
  std::optional<std::uint64_t> low;
  std::optional<std::uint64_t> high;
  QuantityPrecision precision = QuantityPrecision::exact;
  Span span;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

[[nodiscard]] std::string_view name(QuantityPrecision precision);

}  // namespace sitrep
