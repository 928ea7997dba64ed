#pragma once

#include <cstdint>

namespace sitrep {

/// "SREP": marks a SQLite file as a record of sitrep.
inline constexpr std::int32_t record_application_id = 0x53524550;
/// Rises with every change of the tables.
inline constexpr std::int32_t record_schema_version = 2;

// Offsets are bytes into reports.text. Codes are kept as the names the record schema writes; lists of codes parted by
// spaces, lists of lines by line ends. Days are "2023-09-20", so they compare as texts.
inline constexpr const char* record_tables = R"sql(
CREATE TABLE reports (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, date TEXT, publisher TEXT, url TEXT, title TEXT, dateline TEXT,
  language TEXT, source TEXT, notes TEXT, coder TEXT NOT NULL, added TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX reports_by_date ON reports (date);

CREATE TABLE sentences (
  report INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE, number INTEGER NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE items (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'toll', 'statement', 'accord')),
  type TEXT NOT NULL, status TEXT, date_from TEXT, date_to TEXT, date_precision TEXT, date_words TEXT,
  date_start INTEGER, date_stop INTEGER, confidence REAL NOT NULL
) STRICT;
CREATE INDEX items_by_report ON items (report);
CREATE INDEX items_by_type ON items (kind, type, status);
CREATE INDEX items_by_date ON items (date_from);

CREATE TABLE events (
  item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE, mode TEXT NOT NULL, cameo TEXT, contexts TEXT,
  trigger_start INTEGER NOT NULL, trigger_stop INTEGER NOT NULL, frame TEXT, reasons TEXT, depth INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE tolls (
  item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE, low INTEGER, high INTEGER, precision TEXT NOT NULL,
  count_start INTEGER NOT NULL, count_stop INTEGER NOT NULL, whom TEXT, cumulative INTEGER NOT NULL, event TEXT
) STRICT;

CREATE TABLE statements (
  item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE, kind TEXT NOT NULL,
  content_start INTEGER NOT NULL, content_stop INTEGER NOT NULL, cue_start INTEGER NOT NULL, cue_stop INTEGER NOT NULL
) STRICT;

CREATE TABLE accords (
  item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE, terms TEXT
) STRICT;

CREATE TABLE actors (
  item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'side', 'speaker', 'on_behalf_of', 'addressee', 'party', 'broker')),
  position INTEGER NOT NULL, code TEXT, sectors TEXT, text TEXT, name TEXT, office TEXT, id TEXT,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (item, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX actors_by_code ON actors (code);

CREATE TABLE phrases (
  item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE, role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
  position INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (item, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
  item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE, text TEXT, name TEXT, id TEXT, country TEXT,
  division TEXT, lat REAL, lon REAL, kind TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL
) STRICT;
CREATE INDEX places_by_id ON places (id);

CREATE TABLE attributions (
  item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE, source TEXT NOT NULL, code TEXT, sectors TEXT,
  cue TEXT, start INTEGER NOT NULL, stop INTEGER NOT NULL
) STRICT;

CREATE TABLE evidence (
  item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE, position INTEGER NOT NULL,
  sentence INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;
)sql";

/// Turns tables of version 1 into those of version 2.
inline constexpr const char* record_tables_from_1 = R"sql(
ALTER TABLE events ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
CREATE TABLE phrases (
  item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE, role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
  position INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY (item, role, position)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace sitrep
