#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace sitrep {

/// A connection to one SQLite file. Owns it; faults become DataFileError or Error, one line that names file and mend.
class SqliteConnection {
 public:
  enum class Access : std::uint8_t { read, write };

  SqliteConnection(const std::filesystem::path& file, Access access);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  void run(const char* sql);
  [[nodiscard]] std::int64_t number(const char* sql);
  [[nodiscard]] std::int64_t last_row() const { return sqlite3_last_insert_rowid(handle_); }
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  [[nodiscard]] sqlite3* handle() const { return handle_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[noreturn]] void fail(int code) const;

 private:
  sqlite3* handle_ = nullptr;
  std::string file_;
};

/// A statement, prepared once and run many times. Parameters are bound, and columns read, left to right.
/// Requires: the connection outlives it.
class SqliteStatement {
 public:
  SqliteStatement(SqliteConnection& connection, std::string_view sql);
  ~SqliteStatement();
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  /// Makes it ready to be bound again; the next bind is the first parameter.
  SqliteStatement& begin();
  SqliteStatement& bind(std::int64_t value);
  SqliteStatement& bind(double value);
  SqliteStatement& bind(std::string_view text);
  SqliteStatement& bind(std::nullptr_t);
  SqliteStatement& bind_text_or_null(std::string_view text);

  /// Runs to the next row; false at the end. The next column read is the first.
  [[nodiscard]] bool step();
  /// Runs a statement that gives no rows.
  void run();

  [[nodiscard]] std::int64_t integer();
  [[nodiscard]] std::optional<std::int64_t> integer_or_null();
  [[nodiscard]] std::optional<double> real_or_null();
  [[nodiscard]] double real() { return real_or_null().value_or(0); }
  [[nodiscard]] std::string text();  ///< empty for null

 private:
  void check(int code) const;
  SqliteConnection* connection_;
  sqlite3_stmt* handle_ = nullptr;
  int parameter_ = 0;
  int column_ = 0;
};

/// Rolls back unless committed.
class SqliteTransaction {
 public:
  explicit SqliteTransaction(SqliteConnection& connection);
  ~SqliteTransaction();
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;
  void commit();

 private:
  SqliteConnection* connection_;
  bool open_ = true;
};

}  // namespace sitrep
