#include "store/sqlite.h"

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace sitrep {
namespace {

constexpr int wait_for_lock_ms = 3000;

std::string tail(const char* what) {
  return std::string(" (SQLite: ") + what + ")";
}

/// SQLite does not say what the system said of a failed open; asking the file again does.
std::string open_fault(const std::filesystem::path& path, SqliteConnection::Access access, const char* what) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) {
    return "is a folder; name a file with --db";
  }
  if (!std::filesystem::exists(status)) {
    if (access == SqliteConnection::Access::read) {
      return "no such record; make it with 'sitrep add --db " + path.string() + " FILE'";
    }
    return "cannot be made; see that its folder is there and may be written to" + tail(what);
  }
  return "cannot be opened; see that you may read and write the file and its folder" + tail(what);
}

}  // namespace

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Access access) : file_(file.string()) {
  // A reader opens to write too: it may have to undo what a killed writer left half done.
  const int flags = SQLITE_OPEN_READWRITE | (access == Access::write ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_EXRESCODE;
  if (const int code = sqlite3_open_v2(file_.c_str(), &handle_, flags, nullptr); code != SQLITE_OK) {
    const std::string what = open_fault(file, access, sqlite3_errstr(code));
    sqlite3_close(handle_);
    throw DataFileError(file_ + ": " + what);
  }
  sqlite3_busy_timeout(handle_, wait_for_lock_ms);
  if (access == Access::read) {
    sqlite3_exec(handle_, "PRAGMA query_only = ON", nullptr, nullptr, nullptr);
  }
}

SqliteConnection::~SqliteConnection() {
  sqlite3_close(handle_);
}

void SqliteConnection::fail(int code) const {
  const std::string what = sqlite3_errmsg(handle_);
  const int system = sqlite3_system_errno(handle_);
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw DataFileError(file_ + ": another program holds the record locked; try again when it is done");
    case SQLITE_NOTADB:
      throw DataFileError(file_ + ": is no record of sitrep; name another file with --db");
    case SQLITE_FULL:
      throw Error(file_ +
                  ": no room left on the disk; free some and add the reports again: what was kept before is whole");
    case SQLITE_IOERR:
      if ((code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_TRUNCATE) ||
          (code & 0xff00) >> 8 == 0 || system == ENOSPC || system == EDQUOT) {
        throw Error(file_ + ": cannot be written: " + (system != 0 ? std::strerror(system) : what.c_str()) +
                    "; free some room on the disk and add the reports again: what was kept before is whole");
      }
      throw DataFileError(file_ + ": cannot be read; see to the disk, or take a copy of the file" + tail(what.c_str()));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw DataFileError(file_ + ": may not be written to; change its permissions or name another file with --db");
    case SQLITE_CANTOPEN:
      throw DataFileError(file_ + ": cannot be opened; see that you may read and write the file and its folder" +
                          tail(what.c_str()));
    default:
      throw DataFileError(file_ + ": the record is damaged; take a copy of it, or add the reports to a new one" +
                          tail(what.c_str()));
  }
}

void SqliteConnection::run(const char* sql) {
  if (const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); code != SQLITE_OK) {
    fail(code);
  }
}

std::int64_t SqliteConnection::number(const char* sql) {
  SqliteStatement statement(*this, sql);
  return statement.step() ? statement.integer() : 0;
}

SqliteStatement::SqliteStatement(SqliteConnection& connection, std::string_view sql) : connection_(&connection) {
  check(sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &handle_, nullptr));
}

SqliteStatement::~SqliteStatement() {
  sqlite3_finalize(handle_);
}

void SqliteStatement::check(int code) const {
  if (code != SQLITE_OK) {
    connection_->fail(code);
  }
}

SqliteStatement& SqliteStatement::begin() {
  sqlite3_reset(handle_);  // tells the last run's fault again, which was thrown then
  parameter_ = 0;
  return *this;
}

SqliteStatement& SqliteStatement::bind(std::int64_t value) {
  check(sqlite3_bind_int64(handle_, ++parameter_, value));
  return *this;
}

SqliteStatement& SqliteStatement::bind(double value) {
  check(sqlite3_bind_double(handle_, ++parameter_, value));
  return *this;
}

SqliteStatement& SqliteStatement::bind(std::string_view text) {
  // A null pointer would bind null where an empty text is meant.
  const char* const data = text.data() != nullptr ? text.data() : "";
  check(sqlite3_bind_text64(handle_, ++parameter_, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

SqliteStatement& SqliteStatement::bind(std::nullptr_t) {
  check(sqlite3_bind_null(handle_, ++parameter_));
  return *this;
}

SqliteStatement& SqliteStatement::bind_text_or_null(std::string_view text) {
  return text.empty() ? bind(nullptr) : bind(text);
}

bool SqliteStatement::step() {
  column_ = 0;
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code != SQLITE_DONE) {
    sqlite3_reset(handle_);
    connection_->fail(code);
  }
  sqlite3_reset(handle_);  // gives up the read lock
  return false;
}

void SqliteStatement::run() {
  while (step()) {
  }
}

std::optional<std::int64_t> SqliteStatement::integer_or_null() {
  const int column = column_++;
  if (sqlite3_column_type(handle_, column) == SQLITE_NULL) {
    return std::nullopt;
  }
  return sqlite3_column_int64(handle_, column);
}

std::int64_t SqliteStatement::integer() {
  return integer_or_null().value_or(0);
}

std::optional<double> SqliteStatement::real_or_null() {
  const int column = column_++;
  if (sqlite3_column_type(handle_, column) == SQLITE_NULL) {
    return std::nullopt;
  }
  return sqlite3_column_double(handle_, column);
}

std::string SqliteStatement::text() {
  const int column = column_++;
  const auto* const data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  return data == nullptr ? std::string()
                         : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
}

SqliteTransaction::SqliteTransaction(SqliteConnection& connection) : connection_(&connection) {
  connection.run("BEGIN IMMEDIATE");
}

SqliteTransaction::~SqliteTransaction() {
  // SQLite rolls back by itself after some faults; then there is nothing left to do.
  if (open_ && connection_->in_transaction()) {
    sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void SqliteTransaction::commit() {
  connection_->run("COMMIT");
  open_ = false;
}

}  // namespace sitrep
