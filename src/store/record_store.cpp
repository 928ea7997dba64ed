#include "store/record_store.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "store/schema.h"
#include "store/sqlite.h"

namespace sitrep {
namespace {

using Access = SqliteConnection::Access;

std::string join(const std::vector<std::string>& parts, char separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) {
      out += separator;
    }
    out += part;
  }
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Now, as "2023-09-20T10:00:00Z".
std::string timestamp() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char buffer[32];
  return {buffer, std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

// What every query over items selects and restricts, so that the report and its items are chosen alike. ?1 kind, ?2
// type, ?3 status, ?4 actor, ?5 from, ?6 to; a parameter that is null does not restrict.
constexpr std::string_view item_conditions = R"sql(
  i.kind = ?1
  AND (?2 IS NULL OR i.type = ?2)
  AND (?3 IS NULL OR i.status IS NULL OR i.status = ?3)
  AND (?4 IS NULL OR EXISTS (SELECT 1 FROM actors a WHERE a.item = i.number
                             AND (a.code = ?4 OR a.name = ?4 COLLATE NOCASE OR a.text = ?4 COLLATE NOCASE)))
  AND (?5 IS NULL OR coalesce(i.date_to, i.date_from, r.date) >= ?5)
  AND (?6 IS NULL OR coalesce(i.date_from, i.date_to, r.date) <= ?6)
)sql";

std::string reports_sql(bool restricted) {
  const std::string columns =
      "SELECT r.number, r.id, r.date, r.publisher, r.url, r.title, r.dateline, r.language, r.source, r.notes, r.coder, "
      "r.text "
      "FROM reports r ";
  const std::string where =
      restricted
          ? "WHERE EXISTS (SELECT 1 FROM items i WHERE i.report = r.number AND (" +
                std::string(item_conditions).replace(item_conditions.find("i.kind = ?1"), 11, "?1 IS NULL") + ")) "
          : "";
  return columns + where + "ORDER BY r.date IS NULL, r.date, r.number";
}

std::string items_sql() {
  return "SELECT i.number, i.id, i.type, i.status, i.date_from, i.date_to, i.date_precision, i.date_words, "
         "i.date_start, "
         "i.date_stop, i.confidence FROM items i JOIN reports r ON r.number = i.report WHERE i.report = ?7 AND " +
         std::string(item_conditions) + " ORDER BY i.number";
}

}  // namespace

/// The statements in use, and how rows and the domain's types turn into each other.
class RecordStore::Database {
 public:
  Database(const std::filesystem::path& file, Access access) : connection_(file, access) {
    connection_.run("PRAGMA foreign_keys = ON");
    check_or_make(access);
    insert_.emplace(connection_);
  }

  AddResult add(const Report& report, const Coding& coding);
  void read(const RecordQuery& query, const std::function<void(const Report&, const Coding&)>& sink);
  RecordCounts counts();

 private:
  struct Insert {
    explicit Insert(SqliteConnection& c)
        : find(c, "SELECT text FROM reports WHERE id = ?"),
          report(c, "INSERT INTO reports VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          sentence(c, "INSERT INTO sentences VALUES (?, ?, ?, ?)"),
          item(c, "INSERT INTO items VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          event(c, "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          toll(c, "INSERT INTO tolls VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          statement(c, "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?)"),
          accord(c, "INSERT INTO accords VALUES (?, ?)"),
          actor(c, "INSERT INTO actors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          place(c, "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
          attribution(c, "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?)"),
          evidence(c, "INSERT INTO evidence VALUES (?, ?, ?, ?, ?)"),
          phrase(c, "INSERT INTO phrases VALUES (?, ?, ?, ?, ?)") {}
    SqliteStatement find, report, sentence, item, event, toll, statement, accord, actor, place, attribution, evidence,
        phrase;
  };

  struct Select {
    explicit Select(SqliteConnection& c)
        : items(c, items_sql()),
          sentences(c, "SELECT start, stop FROM sentences WHERE report = ? ORDER BY number"),
          event(c,
                "SELECT mode, cameo, contexts, trigger_start, trigger_stop, frame, reasons, depth FROM events WHERE "
                "item = "
                "?"),
          toll(c,
               "SELECT low, high, precision, count_start, count_stop, whom, cumulative, event FROM tolls WHERE item = "
               "?"),
          statement(c, "SELECT kind, content_start, content_stop, cue_start, cue_stop FROM statements WHERE item = ?"),
          accord(c, "SELECT terms FROM accords WHERE item = ?"),
          actors(c,
                 "SELECT code, sectors, text, name, office, id, start, stop FROM actors WHERE item = ? AND role = ? "
                 "ORDER BY position"),
          place(c, "SELECT text, name, id, country, division, lat, lon, kind, start, stop FROM places WHERE item = ?"),
          attribution(c, "SELECT source, code, sectors, cue, start, stop FROM attributions WHERE item = ?"),
          evidence(c, "SELECT sentence, start, stop FROM evidence WHERE item = ? ORDER BY position"),
          phrases(c, "SELECT start, stop FROM phrases WHERE item = ? AND role = ? ORDER BY position") {}
    SqliteStatement items, sentences, event, toll, statement, accord, actors, place, attribution, evidence, phrases;
  };

  /// What all kinds of items have.
  struct Item {
    std::int64_t number = 0;
    std::string id;
    std::string type;
    std::string status;
    DateInterval date;
    double confidence = 0;
  };

  void check_or_make(Access access);
  [[noreturn]] void damaged(const std::string& what) const {
    throw DataFileError(connection_.file() + ": the record is damaged (" + what +
                        "); take a copy of it, or add the reports to a new one");
  }

  static void bind_span(SqliteStatement& to, Span span) {
    to.bind(std::int64_t{span.begin}).bind(std::int64_t{span.end});
  }
  static void bind_day(SqliteStatement& to, const std::optional<Date>& day) {
    to.bind_text_or_null(day ? day->str() : std::string());
  }

  std::int64_t insert_item(std::int64_t report, std::string_view kind, const std::string& id, std::string_view type,
                           std::string_view status, const DateInterval& date, double confidence);
  void insert_actors(std::int64_t item, std::string_view role, const Entity* begin, std::size_t count);
  void insert_actors(std::int64_t item, std::string_view role, const std::vector<Entity>& entities) {
    insert_actors(item, role, entities.data(), entities.size());
  }
  void insert_actors(std::int64_t item, std::string_view role, const std::optional<Entity>& entity) {
    insert_actors(item, role, entity ? &*entity : nullptr, entity ? 1 : 0);
  }
  void insert_place(std::int64_t item, const std::optional<Place>& place);
  void insert_attribution(std::int64_t item, const Attribution& attribution);
  void insert_evidence(std::int64_t item, const std::vector<Evidence>& evidence);
  void insert_phrases(std::int64_t item, std::string_view role, const std::vector<Span>& phrases);
  void insert(std::int64_t report, const Event& event);
  void insert(std::int64_t report, const Toll& toll);
  void insert(std::int64_t report, const Statement& statement);
  void insert(std::int64_t report, const Accord& accord);

  Span read_span(SqliteStatement& from) const;
  std::optional<Date> read_day(SqliteStatement& from) const;
  /// What the format's own parser made of the text.
  template <typename Enum>
  Enum known(std::optional<Enum> code, const std::string& text) const {
    if (!code) {
      damaged("'" + text + "' is no code of this version");
    }
    return *code;
  }
  /// The enumerator, up to `last`, whose name is the text; for codes without a parser.
  template <typename Enum>
  Enum read_name(const std::string& text, Enum last) const {
    std::optional<Enum> code;
    for (int i = 0; i <= static_cast<int>(last) && !code; ++i) {
      if (name(static_cast<Enum>(i)) == text) {
        code = static_cast<Enum>(i);
      }
    }
    return known(code, text);
  }
  std::vector<Item> read_items(const RecordQuery& query, std::string_view kind, std::int64_t report);
  static void bind_query(SqliteStatement& to, const RecordQuery& query, std::string_view kind);
  std::vector<Entity> read_actors(std::int64_t item, std::string_view role);
  std::optional<Entity> read_actor(std::int64_t item, std::string_view role);
  std::optional<Place> read_place(std::int64_t item);
  Attribution read_attribution(std::int64_t item);
  std::vector<Evidence> read_evidence(std::int64_t item);
  std::vector<Span> read_phrases(std::int64_t item, std::string_view role);
  Event read_event(const Item& item);
  Toll read_toll(const Item& item);
  Statement read_statement(const Item& item);
  Accord read_accord(const Item& item);
  void row_of(SqliteStatement& statement, const Item& item) {
    if (!statement.begin().bind(item.number).step()) {
      damaged("half of the item " + item.id + " is missing");
    }
  }

  SqliteConnection connection_;
  std::optional<Insert> insert_;
  std::optional<Select> select_;
  std::size_t text_size_ = 0;  ///< of the report being read: no span may reach beyond it
};

void RecordStore::Database::check_or_make(Access access) {
  const auto empty = [&] {
    return connection_.number("PRAGMA application_id") == 0 && connection_.number("PRAGMA user_version") == 0 &&
           connection_.number("SELECT count(*) FROM sqlite_schema") == 0;
  };
  if (access == Access::write && empty()) {
    SqliteTransaction transaction(connection_);
    // Another program may have made it since.
    if (empty()) {
      connection_.run(record_tables);
      connection_.run(("PRAGMA application_id = " + std::to_string(record_application_id)).c_str());
      connection_.run(("PRAGMA user_version = " + std::to_string(record_schema_version)).c_str());
    }
    transaction.commit();
  }
  if (connection_.number("PRAGMA application_id") != record_application_id) {
    throw DataFileError(connection_.file() + ": is no record of sitrep; name another file with --db");
  }
  const auto version = connection_.number("PRAGMA user_version");
  if (version > record_schema_version) {
    throw DataFileError(connection_.file() + ": was made by a newer sitrep (tables of version " +
                        std::to_string(version) + ", this one knows " + std::to_string(record_schema_version) +
                        "); use that one");
  }
  if (version == 1 && access == Access::write) {
    SqliteTransaction transaction(connection_);
    connection_.run(record_tables_from_1);
    connection_.run(("PRAGMA user_version = " + std::to_string(record_schema_version)).c_str());
    transaction.commit();
  } else if (version == 1) {
    throw DataFileError(connection_.file() +
                        ": was made by an earlier sitrep (tables of version 1); 'sitrep add --db " +
                        connection_.file() + "' with any report brings it up to date");
  } else if (version < record_schema_version) {
    damaged("its version is " + std::to_string(version));
  }
}

std::int64_t RecordStore::Database::insert_item(std::int64_t report, std::string_view kind, const std::string& id,
                                                std::string_view type, std::string_view status,
                                                const DateInterval& date, double confidence) {
  auto& s = insert_->item.begin();
  s.bind(id).bind(report).bind(kind).bind(type).bind_text_or_null(status);
  bind_day(s, date.begin);
  bind_day(s, date.end);
  s.bind(name(date.precision)).bind_text_or_null(date.words);
  bind_span(s, date.span);
  s.bind(confidence).run();
  return connection_.last_row();
}

void RecordStore::Database::insert_actors(std::int64_t item, std::string_view role, const Entity* begin,
                                          std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const Entity& entity = begin[i];
    auto& s = insert_->actor.begin();
    s.bind(item).bind(role).bind(static_cast<std::int64_t>(i)).bind_text_or_null(entity.code);
    s.bind_text_or_null(join(entity.sectors, ' ')).bind_text_or_null(entity.text).bind_text_or_null(entity.name);
    s.bind_text_or_null(entity.office).bind_text_or_null(entity.id);
    bind_span(s, entity.span);
    s.run();
  }
}

void RecordStore::Database::insert_place(std::int64_t item, const std::optional<Place>& place) {
  if (!place) {
    return;
  }
  auto& s = insert_->place.begin();
  s.bind(item).bind_text_or_null(place->text).bind_text_or_null(place->name).bind_text_or_null(place->id);
  s.bind_text_or_null(place->country).bind_text_or_null(place->division);
  for (const auto& degrees : {place->lat, place->lon}) {
    if (degrees) {
      s.bind(*degrees);
    } else {
      s.bind(nullptr);
    }
  }
  s.bind(name(place->kind));
  bind_span(s, place->span);
  s.run();
}

void RecordStore::Database::insert_attribution(std::int64_t item, const Attribution& attribution) {
  if (attribution.none()) {
    return;
  }
  auto& s = insert_->attribution.begin();
  s.bind(item).bind(attribution.source).bind_text_or_null(attribution.code);
  s.bind_text_or_null(join(attribution.sectors, ' ')).bind_text_or_null(attribution.cue);
  bind_span(s, attribution.span);
  s.run();
}

void RecordStore::Database::insert_evidence(std::int64_t item, const std::vector<Evidence>& evidence) {
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    auto& s = insert_->evidence.begin();
    s.bind(item).bind(static_cast<std::int64_t>(i)).bind(std::int64_t{evidence[i].sentence});
    bind_span(s, evidence[i].span);
    s.run();
  }
}

void RecordStore::Database::insert_phrases(std::int64_t item, std::string_view role, const std::vector<Span>& phrases) {
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    auto& s = insert_->phrase.begin();
    s.bind(item).bind(role).bind(static_cast<std::int64_t>(i));
    bind_span(s, phrases[i]);
    s.run();
  }
}

void RecordStore::Database::insert(std::int64_t report, const Event& event) {
  const auto item =
      insert_item(report, "event", event.id, name(event.type), name(event.status), event.date, event.confidence);
  auto& s = insert_->event.begin();
  s.bind(item).bind(name(event.mode)).bind_text_or_null(event.cameo).bind_text_or_null(join(event.contexts, ' '));
  bind_span(s, event.trigger);
  s.bind_text_or_null(event.frame).bind_text_or_null(join(event.reasons, '\n')).bind(std::int64_t{event.depth}).run();
  insert_actors(item, "actor", event.actors);
  insert_actors(item, "recipient", event.recipients);
  insert_phrases(item, "actor", event.actor_phrases);
  insert_phrases(item, "recipient", event.recipient_phrases);
  insert_place(item, event.place);
  insert_attribution(item, event.attribution);
  insert_evidence(item, event.evidence);
}

void RecordStore::Database::insert(std::int64_t report, const Toll& toll) {
  const auto item =
      insert_item(report, "toll", toll.id, name(toll.kind), name(toll.status), toll.date, toll.confidence);
  auto& s = insert_->toll.begin();
  s.bind(item);
  for (const auto& count : {toll.count.low, toll.count.high}) {
    if (count) {
      s.bind(static_cast<std::int64_t>(*count));
    } else {
      s.bind(nullptr);
    }
  }
  s.bind(name(toll.count.precision));
  bind_span(s, toll.count.span);
  s.bind_text_or_null(toll.whom).bind(std::int64_t{toll.cumulative}).bind_text_or_null(toll.event).run();
  insert_actors(item, "side", toll.side);
  insert_place(item, toll.place);
  insert_attribution(item, toll.attribution);
  insert_evidence(item, toll.evidence);
}

void RecordStore::Database::insert(std::int64_t report, const Statement& statement) {
  const auto item = insert_item(report, "statement", statement.id, name(statement.act), {}, {}, statement.confidence);
  auto& s = insert_->statement.begin();
  s.bind(item).bind(name(statement.kind));
  bind_span(s, statement.content);
  bind_span(s, statement.cue);
  s.run();
  insert_actors(item, "speaker", &statement.speaker, 1);
  insert_actors(item, "on_behalf_of", statement.on_behalf_of);
  insert_actors(item, "addressee", statement.addressee);
  insert_evidence(item, statement.evidence);
}

void RecordStore::Database::insert(std::int64_t report, const Accord& accord) {
  const auto item =
      insert_item(report, "accord", accord.id, name(accord.kind), name(accord.state), accord.date, accord.confidence);
  insert_->accord.begin().bind(item).bind_text_or_null(accord.terms).run();
  insert_actors(item, "party", accord.parties);
  insert_actors(item, "broker", accord.brokers);
  insert_place(item, accord.place);
  insert_attribution(item, accord.attribution);
  insert_evidence(item, accord.evidence);
}

AddResult RecordStore::Database::add(const Report& report, const Coding& coding) {
  SqliteTransaction transaction(connection_);
  auto& found = insert_->find.begin().bind(report.id);
  if (found.step()) {
    const bool same = found.text() == report.text;
    found.begin();  // an open statement would hold the lock
    return same ? AddResult::already_kept : AddResult::other_text;
  }
  auto& s = insert_->report.begin().bind(report.id);
  bind_day(s, report.date);
  s.bind_text_or_null(report.publisher).bind_text_or_null(report.url).bind_text_or_null(report.title);
  s.bind_text_or_null(report.dateline).bind_text_or_null(report.language).bind_text_or_null(report.source_path);
  s.bind_text_or_null(join(report.notes, '\n')).bind(coding.coder).bind(timestamp()).bind(report.text).run();
  const auto number = connection_.last_row();
  for (std::size_t i = 0; i < coding.sentences.size(); ++i) {
    auto& sentence = insert_->sentence.begin().bind(number).bind(static_cast<std::int64_t>(i));
    bind_span(sentence, coding.sentences[i]);
    sentence.run();
  }
  const auto insert_all = [&](const auto& items) {
    for (const auto& item : items) {
      insert(number, item);
    }
  };
  insert_all(coding.events);
  insert_all(coding.tolls);
  insert_all(coding.statements);
  insert_all(coding.accords);
  transaction.commit();
  return AddResult::added;
}

Span RecordStore::Database::read_span(SqliteStatement& from) const {
  const auto begin = from.integer();
  const auto end = from.integer();
  if (begin < 0 || end < begin || static_cast<std::uint64_t>(end) > text_size_) {
    damaged("a span lies outside its report");
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::optional<Date> RecordStore::Database::read_day(SqliteStatement& from) const {
  const std::string text = from.text();
  if (text.empty()) {
    return std::nullopt;
  }
  const auto day = Date::parse(text);
  if (!day) {
    damaged("'" + text + "' is no day");
  }
  return day;
}

void RecordStore::Database::bind_query(SqliteStatement& to, const RecordQuery& query, std::string_view kind) {
  to.begin().bind_text_or_null(kind);
  for (const auto& text : {query.type, query.status, query.actor}) {
    to.bind_text_or_null(text.value_or(std::string()));
  }
  bind_day(to, query.from);
  bind_day(to, query.to);
}

std::vector<RecordStore::Database::Item> RecordStore::Database::read_items(const RecordQuery& query,
                                                                           std::string_view kind, std::int64_t report) {
  std::vector<Item> out;
  auto& s = select_->items;
  bind_query(s, query, kind);
  s.bind(report);
  while (s.step()) {
    Item item;
    item.number = s.integer();
    item.id = s.text();
    item.type = s.text();
    item.status = s.text();
    item.date.begin = read_day(s);
    item.date.end = read_day(s);
    item.date.precision = read_name(s.text(), DatePrecision::decade);
    item.date.words = s.text();
    item.date.span = read_span(s);
    item.confidence = s.real();
    out.push_back(std::move(item));
  }
  return out;
}

std::vector<Entity> RecordStore::Database::read_actors(std::int64_t item, std::string_view role) {
  std::vector<Entity> out;
  auto& s = select_->actors.begin().bind(item).bind(role);
  while (s.step()) {
    Entity entity;
    entity.code = s.text();
    entity.sectors = split(s.text(), ' ');
    entity.text = s.text();
    entity.name = s.text();
    entity.office = s.text();
    entity.id = s.text();
    entity.span = read_span(s);
    out.push_back(std::move(entity));
  }
  return out;
}

std::optional<Entity> RecordStore::Database::read_actor(std::int64_t item, std::string_view role) {
  auto all = read_actors(item, role);
  return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

std::optional<Place> RecordStore::Database::read_place(std::int64_t item) {
  auto& s = select_->place.begin().bind(item);
  if (!s.step()) {
    return std::nullopt;
  }
  Place place;
  place.text = s.text();
  place.name = s.text();
  place.id = s.text();
  place.country = s.text();
  place.division = s.text();
  place.lat = s.real_or_null();
  place.lon = s.real_or_null();
  place.kind = read_name(s.text(), PlaceKind::water);
  place.span = read_span(s);
  return place;
}

Attribution RecordStore::Database::read_attribution(std::int64_t item) {
  Attribution attribution;
  auto& s = select_->attribution.begin().bind(item);
  if (s.step()) {
    attribution.source = s.text();
    attribution.code = s.text();
    attribution.sectors = split(s.text(), ' ');
    attribution.cue = s.text();
    attribution.span = read_span(s);
  }
  return attribution;
}

std::vector<Evidence> RecordStore::Database::read_evidence(std::int64_t item) {
  std::vector<Evidence> out;
  auto& s = select_->evidence.begin().bind(item);
  while (s.step()) {
    Evidence piece;
    piece.sentence = static_cast<std::uint32_t>(s.integer());
    piece.span = read_span(s);
    out.push_back(piece);
  }
  return out;
}

std::vector<Span> RecordStore::Database::read_phrases(std::int64_t item, std::string_view role) {
  std::vector<Span> out;
  auto& s = select_->phrases.begin().bind(item).bind(role);
  while (s.step()) {
    out.push_back(read_span(s));
  }
  return out;
}

Event RecordStore::Database::read_event(const Item& item) {
  Event event;
  event.id = item.id;
  event.type = known(parse_event_type(item.type), item.type);
  event.status = known(parse_status(item.status), item.status);
  event.date = item.date;
  event.confidence = item.confidence;
  auto& s = select_->event;
  row_of(s, item);
  const std::string mode = s.text();
  event.mode = known(parse_mode(mode), mode);
  event.cameo = s.text();
  event.contexts = split(s.text(), ' ');
  event.trigger = read_span(s);
  event.frame = s.text();
  event.reasons = split(s.text(), '\n');
  event.depth = static_cast<std::uint32_t>(s.integer());
  event.actors = read_actors(item.number, "actor");
  event.recipients = read_actors(item.number, "recipient");
  event.actor_phrases = read_phrases(item.number, "actor");
  event.recipient_phrases = read_phrases(item.number, "recipient");
  event.place = read_place(item.number);
  event.attribution = read_attribution(item.number);
  event.evidence = read_evidence(item.number);
  return event;
}

Toll RecordStore::Database::read_toll(const Item& item) {
  Toll toll;
  toll.id = item.id;
  toll.kind = known(parse_toll_kind(item.type), item.type);
  toll.status = known(parse_status(item.status), item.status);
  toll.date = item.date;
  toll.confidence = item.confidence;
  auto& s = select_->toll;
  row_of(s, item);
  const auto count = [&]() -> std::optional<std::uint64_t> {
    const auto value = s.integer_or_null();
    return value ? std::optional(static_cast<std::uint64_t>(*value)) : std::nullopt;
  };
  toll.count.low = count();
  toll.count.high = count();
  toll.count.precision = read_name(s.text(), QuantityPrecision::vague);
  toll.count.span = read_span(s);
  toll.whom = s.text();
  toll.cumulative = s.integer() != 0;
  toll.event = s.text();
  toll.side = read_actor(item.number, "side");
  toll.place = read_place(item.number);
  toll.attribution = read_attribution(item.number);
  toll.evidence = read_evidence(item.number);
  return toll;
}

Statement RecordStore::Database::read_statement(const Item& item) {
  Statement statement;
  statement.id = item.id;
  statement.act = read_name(item.type, SpeechAct::threatens);
  statement.confidence = item.confidence;
  auto& s = select_->statement;
  row_of(s, item);
  statement.kind = read_name(s.text(), StatementKind::paraphrase);
  statement.content = read_span(s);
  statement.cue = read_span(s);
  statement.speaker = read_actor(item.number, "speaker").value_or(Entity{});
  statement.on_behalf_of = read_actor(item.number, "on_behalf_of");
  statement.addressee = read_actor(item.number, "addressee");
  statement.evidence = read_evidence(item.number);
  return statement;
}

Accord RecordStore::Database::read_accord(const Item& item) {
  Accord accord;
  accord.id = item.id;
  accord.kind = read_name(item.type, AccordKind::mediation);
  accord.state = read_name(item.status, AccordState::rejected);
  accord.date = item.date;
  accord.confidence = item.confidence;
  auto& s = select_->accord;
  row_of(s, item);
  accord.terms = s.text();
  accord.parties = read_actors(item.number, "party");
  accord.brokers = read_actors(item.number, "broker");
  accord.place = read_place(item.number);
  accord.attribution = read_attribution(item.number);
  accord.evidence = read_evidence(item.number);
  return accord;
}

void RecordStore::Database::read(const RecordQuery& query,
                                 const std::function<void(const Report&, const Coding&)>& sink) {
  if (!select_) {
    select_.emplace(connection_);
  }
  const bool restricted = query.type || query.actor || query.status || query.from || query.to;
  SqliteStatement reports(connection_, reports_sql(restricted));
  if (restricted) {
    bind_query(reports, query, {});
  }
  while (reports.step()) {
    const auto number = reports.integer();
    Report report;
    report.id = reports.text();
    report.date = read_day(reports);
    report.publisher = reports.text();
    report.url = reports.text();
    report.title = reports.text();
    report.dateline = reports.text();
    report.language = reports.text();
    report.source_path = reports.text();
    report.notes = split(reports.text(), '\n');
    Coding coding;
    coding.coder = reports.text();
    report.text = reports.text();
    text_size_ = report.text.size();

    auto& sentences = select_->sentences.begin().bind(number);
    while (sentences.step()) {
      coding.sentences.push_back(read_span(sentences));
    }
    for (const auto& item : read_items(query, "event", number)) {
      coding.events.push_back(read_event(item));
    }
    for (const auto& item : read_items(query, "toll", number)) {
      coding.tolls.push_back(read_toll(item));
    }
    for (const auto& item : read_items(query, "statement", number)) {
      coding.statements.push_back(read_statement(item));
    }
    for (const auto& item : read_items(query, "accord", number)) {
      coding.accords.push_back(read_accord(item));
    }
    sink(report, coding);
  }
}

RecordCounts RecordStore::Database::counts() {
  const auto count = [&](const char* sql) { return static_cast<std::uint64_t>(connection_.number(sql)); };
  return {count("SELECT count(*) FROM reports"), count("SELECT count(*) FROM events"),
          count("SELECT count(*) FROM tolls"), count("SELECT count(*) FROM statements"),
          count("SELECT count(*) FROM accords")};
}

RecordStore::RecordStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}
RecordStore::RecordStore(RecordStore&& other) noexcept = default;
RecordStore& RecordStore::operator=(RecordStore&& other) noexcept = default;
RecordStore::~RecordStore() = default;

RecordStore RecordStore::open(const std::filesystem::path& file) {
  return RecordStore(std::make_unique<Database>(file, Access::write));
}

RecordStore RecordStore::open_to_read(const std::filesystem::path& file) {
  return RecordStore(std::make_unique<Database>(file, Access::read));
}

AddResult RecordStore::add(const Report& report, const Coding& coding) {
  return database_->add(report, coding);
}

void RecordStore::read(const RecordQuery& query, const std::function<void(const Report&, const Coding&)>& sink) const {
  database_->read(query, sink);
}

RecordCounts RecordStore::counts() const {
  return database_->counts();
}

}  // namespace sitrep
