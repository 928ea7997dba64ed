#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/byte_source.h"
#include "record/report.h"

namespace sitrep {

/// Reads one JSON object as a report. Fields: text (must be there and not be blank), id, title, date (ISO 8601),
/// publisher (or source), url, language, dateline; others are passed over. Bytes that are no UTF-8 and escapes that
/// stand for no character are mended with a note. Throws IngestError where the object is no report.
[[nodiscard]] Report parse_json_report(std::string json);

/// Takes the objects out of JSON lines, of objects that follow each other in any layout, and of an array of them, one
/// at a time. A broken object costs itself, not those after it: where the first object stands on one line, each line is
/// taken by itself; else the next line that begins with "{", no further in than the broken object, begins anew.
class JsonObjects {
 public:
  struct Object {
    std::string json;        ///< the object's bytes; empty where there is a fault
    std::string fault;       ///< what is wrong with it, and the mend; empty where nothing is
    std::uint64_t line = 0;  ///< where it begins, from 1
  };

  /// `source` has to outlive it; `limit`: the most bytes of one object.
  JsonObjects(BufferedSource& source, std::size_t limit) : source_(source), limit_(limit) {}
  /// The next object; nothing at the end. Throws IngestError where the source does.
  [[nodiscard]] std::optional<Object> next();

 private:
  enum class Layout : std::uint8_t { unknown, lines, spread };
  static constexpr int end = -1;

  int peek();
  int take();
  void keep(Object& object, std::string_view part) const;
  void read_object(Object& object);
  bool read_string(Object& object);
  void pass_line();
  void pass_broken(std::size_t column);

  BufferedSource& source_;
  std::size_t limit_;
  std::string_view window_;  ///< what is at hand, not yet passed in source_
  std::size_t at_ = 0;       ///< place in window_
  std::uint64_t line_ = 1;
  std::size_t column_ = 0;  ///< bytes since the line began
  bool line_blank_ = true;  ///< nothing but white space in the line so far
  bool in_array_ = false;
  bool begun_ = false;          ///< something other than white space was read
  bool passed_broken_ = false;  ///< the end of the array may have been passed over with a broken object
  Layout layout_ = Layout::unknown;
};

}  // namespace sitrep
