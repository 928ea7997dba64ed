#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "fuse/incidents.h"
#include "store/record_store.h"

namespace sitrep {

enum class ReportFormat : std::uint8_t { markdown, text };

/// The situation report for a person: the period covered; ceasefires and talks and how they stand; tolls; incidents by
/// day and type with evidence; what is planned, demanded, threatened, alleged or denied; who said what; the reports it
/// rests on, by the numbers the lines refer to. Says nothing that no report says: what has no known day stands under a
/// heading of its own.
[[nodiscard]] std::string situation_report(std::span<const CodedReport> reports, ReportFormat format);

/// The same of what the query finds in a record. Holds all of it in memory.
[[nodiscard]] std::string situation_report(const RecordStore& store, const RecordQuery& query, ReportFormat format);

}  // namespace sitrep
