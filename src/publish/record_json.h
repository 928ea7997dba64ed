#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "record/code_points.h"
#include "record/coding.h"
#include "record/report.h"

namespace sitrep {

/// The version of the schema that docs/record.md describes. It rises when a key changes its meaning or goes.
inline constexpr std::string_view record_schema = "sitrep-record/1";

/// Writes what is coded of one report as JSON of the record schema. Every key is always there: an unknown value is
/// null, an unknown list empty. Offsets are code points. Refers to the report, which must outlive it. Requires: the
/// spans given point into the report's text.
class RecordJson {
 public:
  using Json = nlohmann::ordered_json;

  explicit RecordJson(const Report& report);

  [[nodiscard]] Json item(const Event& event) const;
  [[nodiscard]] Json item(const Toll& toll) const;
  [[nodiscard]] Json item(const Statement& statement) const;
  [[nodiscard]] Json item(const Accord& accord) const;
  /// The report's own fields, with the count of its sentences.
  [[nodiscard]] Json report(const Coding& coding) const;
  [[nodiscard]] Json entity(const Entity& entity) const;
  [[nodiscard]] Json place(const Place& place) const;
  /// The whole record; `annotations` adds names, toponyms and time expressions.
  [[nodiscard]] Json record(const Coding& coding, bool annotations) const;

  /// {"start", "end", "text"} of a span; null where it is empty.
  [[nodiscard]] Json words(Span span) const;
  /// A span's offsets, as code points.
  [[nodiscard]] Span code_points(Span bytes) const { return index_.code_points(bytes); }

 private:
  void add_offsets(Json& into, Span span) const;
  [[nodiscard]] Json date(const DateInterval& date) const;
  [[nodiscard]] Json attribution(const Attribution& attribution) const;
  [[nodiscard]] Json evidence(const std::vector<Evidence>& evidence) const;
  [[nodiscard]] Json entities(const std::vector<Entity>& entities) const;
  [[nodiscard]] Json phrases(const std::vector<Span>& spans) const;

  const Report* report_;
  CodePointIndex index_;
};

/// One line of JSON with its end of line; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string json_line(const nlohmann::ordered_json& json);

/// `sitrep code --format record`: the record of one report, a line.
[[nodiscard]] std::string record_line(const Report& report, const Coding& coding, bool annotations = false);

/// A string as JSON, null where it is empty.
[[nodiscard]] nlohmann::ordered_json text_or_null(std::string_view text);
/// A number with at most `places` decimals, as people write confidences and coordinates.
[[nodiscard]] double rounded(double value, int places);

}  // namespace sitrep
