#include "publish/situation_report.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "publish/phrase.h"

namespace sitrep {
namespace {

constexpr std::size_t width = 100;
constexpr std::size_t longest_quote = 240;  // code points

/// Writes headings, items and quotations as Markdown or as plain text. Takes plain lines and escapes them itself.
class Page {
 public:
  explicit Page(ReportFormat format) : markdown_(format == ReportFormat::markdown) {}

  void title(std::string_view text) {
    out_ += markdown_ ? "# " + escaped(text) + "\n" : std::string(text) + "\n" + underline(text, '=');
  }
  void section(std::string_view text) {
    out_ += markdown_ ? "\n## " + escaped(text) + "\n" : "\n" + std::string(text) + "\n" + underline(text, '-');
  }
  void subsection(std::string_view text) {
    out_ += markdown_ ? "\n### " + escaped(text) + "\n\n" : "\n" + std::string(text) + "\n";
  }
  void paragraph(std::string_view text) {
    out_ += "\n" + (markdown_ ? escaped(text) + "\n" : wrapped(text, "", "", width));
  }
  void gap() { out_ += "\n"; }
  /// `strong`, if any, comes first and stands out.
  void item(std::string_view strong, std::string_view text) {
    if (markdown_) {
      out_ += "- " + (strong.empty() ? "" : "**" + escaped(strong) + "** ") + escaped(text) + "\n";
    } else {
      out_ += wrapped((strong.empty() ? "" : std::string(strong) + " ") + std::string(text), "- ", "  ", width);
    }
  }
  /// Words of a report under the item before.
  void quote(std::string_view words, std::string_view source) {
    if (markdown_) {
      out_ += "  > " + escaped(words) + " " + escaped(source) + "\n";
    } else {
      out_ += wrapped("“" + std::string(words) + "” " + std::string(source), "    ", "    ", width);
    }
  }
  void numbered(std::size_t number, std::string_view text) {
    const std::string label = "[" + std::to_string(number) + "]";
    if (markdown_) {
      out_ += "- " + escaped(label) + " " + escaped(text) + "\n";
    } else {
      out_ += wrapped(text, std::string(label.size() < 5 ? 5 - label.size() : 0, ' ') + label + " ", "      ", width);
    }
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  static std::string underline(std::string_view text, char with) {
    const auto code_points = std::count_if(text.begin(), text.end(),
                                           [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
    return std::string(static_cast<std::size_t>(code_points), with) + "\n";
  }

  /// Names and quotations come from outside; none of them may turn into Markdown or HTML.
  static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (std::string_view("\\`*_[]<>|#~&").find(c) != std::string_view::npos) {
        out += '\\';
      }
      out += c;
    }
    return out;
  }

  bool markdown_;
  std::string out_;
};

/// Days in order; what has no day last.
using DayKey = std::tuple<bool, std::int32_t, std::int32_t>;

DayKey day_key(const DateInterval& date) {
  const auto begin = date.begin ? date.begin : date.end;
  const auto end = date.end ? date.end : date.begin;
  return begin ? DayKey{false, begin->days(), end->days()} : DayKey{true, 0, 0};
}

std::string day_heading(const DateInterval& date) {
  constexpr std::array<std::string_view, 7> weekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                        "Thursday", "Friday", "Saturday"};
  if (!date.known()) {
    return "Day not known";
  }
  if (date.begin && date.end && *date.begin == *date.end) {
    return std::string(weekdays[static_cast<std::size_t>(date.begin->weekday())]) + ", " + phrase(*date.begin);
  }
  DateInterval days = date;
  days.words.clear();
  return phrase(days);
}

/// Fighting first, words of peace last, as a reader wants them.
int type_rank(EventType type) {
  return static_cast<int>(event_type_count) - static_cast<int>(type);
}

class SituationWriter {
 public:
  SituationWriter(std::span<const CodedReport> reports, ReportFormat format) : reports_(reports), page_(format) {}

  std::string write() {
    incidents_ = find_incidents(reports_);
    head();
    accords();
    tolls();
    happened();
    not_happened();
    statements();
    sources();
    return page_.take();
  }

 private:
  using Refs = std::vector<std::size_t>;  // of reports, from 0

  static std::string ref(std::size_t report) { return "[" + std::to_string(report + 1) + "]"; }
  static std::string refs(const Refs& reports) {
    std::string out;
    for (const auto report : reports) {
      out += ref(report);
    }
    return out;
  }

  void quote_evidence(std::size_t report, const std::vector<Evidence>& evidence) {
    if (evidence.empty()) {
      return;
    }
    const std::string words = shortened(evidence.front().span.of(reports_[report].report->text), longest_quote);
    if (!words.empty()) {
      page_.quote(words, ref(report));
    }
  }

  template <typename Function>
  void each(Function function) const {
    for (std::size_t r = 0; r < reports_.size(); ++r) {
      function(r, *reports_[r].report, *reports_[r].coding);
    }
  }

  void head() {
    std::optional<Date> first;
    std::optional<Date> last;
    std::optional<Date> first_event;
    std::optional<Date> last_event;
    std::size_t undated = 0;
    std::size_t tolls = 0;
    std::size_t said = 0;
    std::size_t accords = 0;
    std::string coder;
    const auto widen = [](std::optional<Date>& low, std::optional<Date>& high, const Date& day) {
      low = low ? std::min(*low, day) : day;
      high = high ? std::max(*high, day) : day;
    };
    each([&](std::size_t, const Report& report, const Coding& coding) {
      if (report.date) {
        widen(first, last, *report.date);
      } else {
        ++undated;
      }
      for (const Event& event : coding.events) {
        const bool happened = event.status == Status::actual && event.type != EventType::other;
        if (happened && event.date.begin && event.date.end) {
          widen(first_event, last_event, *event.date.begin);
          widen(first_event, last_event, *event.date.end);
        }
      }
      tolls += coding.tolls.size();
      said += coding.statements.size();
      accords += coding.accords.size();
      coder = coding.coder.empty() ? coder : coding.coder;
    });
    const auto period = [](const std::optional<Date>& from, const std::optional<Date>& to) {
      DateInterval days;
      days.begin = from;
      days.end = to;
      return phrase(days);
    };
    std::string title = "Situation report";
    if (first_event) {
      title += ", " + period(first_event, last_event);
    } else if (first) {
      title += ", " + period(first, last);
    }
    page_.title(title);
    if (reports_.empty()) {
      page_.paragraph("There is nothing to report on: the record holds no report that fits.");
      return;
    }
    std::string basis = "Rests on " + counted(reports_.size(), "report");
    if (first) {
      basis += " published " + (first == last ? "on " + phrase(*first) : "from " + period(first, last));
    }
    if (undated > 0) {
      basis += undated == reports_.size() ? " without a date" : " (" + std::to_string(undated) + " without a date)";
    }
    const auto number = [](std::size_t count, const char* noun) {
      return count == 0 ? "no " + std::string(noun) + "s" : counted(count, noun);
    };
    basis += ": " + number(incidents_.size(), "incident") + ", " + number(tolls, "toll") + ", " +
             number(said, "statement") + " and " + number(accords, "accord") + ".";
    if (!coder.empty()) {
      basis += " Coded by " + coder + ".";
    }
    page_.paragraph(basis);
  }

  void accords() {
    struct Row {
      std::size_t report;
      const Accord* accord;
    };
    std::vector<Row> rows;
    each([&](std::size_t r, const Report&, const Coding& coding) {
      for (const Accord& accord : coding.accords) {
        rows.push_back({r, &accord});
      }
    });
    if (rows.empty()) {
      return;
    }
    page_.section("Ceasefires and talks");
    page_.gap();
    for (const Row& row : rows) {
      const Accord& accord = *row.accord;
      const std::string state = accord.state == AccordState::unknown ? "state not told" : spaced(name(accord.state));
      std::string text = phrase(accord);
      if (!accord.terms.empty()) {
        text += "; terms: " + shortened(accord.terms, longest_quote);
      }
      text += as_of(*reports_[row.report].report) + claimed_by(accord.attribution);
      page_.item(capitalised(state) + ":", text + ".");
      quote_evidence(row.report, accord.evidence);
    }
  }

  static std::string as_of(const Report& report) {
    return report.date ? " (as of " + phrase(*report.date) + ")" : std::string();
  }
  static std::string claimed_by(const Attribution& attribution) {
    if (attribution.none()) {
      return {};
    }
    return "; claimed by " + clean(attribution.source);
  }

  void tolls() {
    struct Row {
      std::size_t report;
      const Toll* toll;
    };
    std::vector<Row> rows;
    each([&](std::size_t r, const Report&, const Coding& coding) {
      for (const Toll& toll : coding.tolls) {
        rows.push_back({r, &toll});
      }
    });
    if (rows.empty()) {
      return;
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return day_key(a.toll->date) < day_key(b.toll->date); });
    page_.section("Killed, injured, displaced");
    page_.gap();
    for (const Row& row : rows) {
      const Toll& toll = *row.toll;
      std::string text;
      if (toll.place) {
        text += phrase(*toll.place);
      }
      if (const std::string date = phrase(toll.date); !date.empty()) {
        text += (text.empty() ? "" : ", ") + date;
      }
      if (toll.status != Status::actual) {
        text += (text.empty() ? "" : "; ") + std::string(name(toll.status));
      }
      text +=
          toll.attribution.none() ? "" : (text.empty() ? "" : "; ") + ("claimed by " + clean(toll.attribution.source));
      page_.item(capitalised(phrase(toll)) + (text.empty() ? "." : ":"), text.empty() ? text : text + ".");
      quote_evidence(row.report, toll.evidence);
    }
  }

  const Event& event_of(const Incident::Member& member) const {
    return reports_[member.report].coding->events[member.event];
  }

  void happened() {
    if (incidents_.empty()) {
      return;
    }
    std::map<DayKey, std::vector<const Incident*>> days;
    for (const Incident& incident : incidents_) {
      days[day_key(event_of(incident.members.front()).date)].push_back(&incident);
    }
    page_.section("What happened");
    for (auto& [day, incidents] : days) {
      std::stable_sort(incidents.begin(), incidents.end(), [&](const Incident* a, const Incident* b) {
        return type_rank(event_of(a->members.front()).type) < type_rank(event_of(b->members.front()).type);
      });
      page_.subsection(day_heading(event_of(incidents.front()->members.front()).date));
      for (const Incident* incident : incidents) {
        write_incident(*incident, std::get<0>(day));
      }
    }
  }

  void write_incident(const Incident& incident, bool with_words) {
    const Event& event = event_of(incident.members.front());
    std::string text = parties_phrase(event);
    if (event.place) {
      text += ", at " + phrase(*event.place);
    }
    if (const std::string words = clean(event.date.words); with_words && !words.empty()) {
      text += ", “" + words + "”";
    }
    // Side by side where they differ: each claimant once.
    std::vector<std::string> claimants;
    bool own_voice = false;
    Refs told;
    for (const auto& member : incident.members) {
      told.push_back(member.report);
      const auto source = clean(event_of(member).attribution.source);
      own_voice = own_voice || source.empty();
      if (!source.empty() && std::find(claimants.begin(), claimants.end(), source) == claimants.end()) {
        claimants.push_back(source);
      }
    }
    if (!claimants.empty()) {
      text += "; claimed by ";
      for (std::size_t i = 0; i < claimants.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == claimants.size() ? " and " : ", ") + claimants[i];
      }
      text += own_voice ? ", told by others as fact" : "";
    }
    text += ".";
    if (incident.reports > 1) {
      text += " Told by " + counted(incident.reports, "report");
      text += incident.publishers > 1 ? " of " + counted(incident.publishers, "publisher") : " of one publisher";
      text += " " + refs(told) + ".";
    }
    page_.item(type_phrase(event) + ":", text);
    quote_evidence(incident.members.front().report, event.evidence);
  }

  /// Events that the reports do not hold to have happened now, by what they hold them to be.
  void not_happened() {
    constexpr std::array<std::pair<Status, std::string_view>, 7> groups = {{
        {Status::threatened, "Threatened"},
        {Status::planned, "Planned"},
        {Status::demanded, "Demanded"},
        {Status::alleged, "Alleged"},
        {Status::denied, "Denied"},
        {Status::hypothetical, "Possible"},
        {Status::historical, "Earlier"},
    }};
    bool begun = false;
    for (const auto& [status, heading] : groups) {
      bool headed = false;
      each([&, status = status, heading = heading](std::size_t r, const Report&, const Coding& coding) {
        for (const Event& event : coding.events) {
          if (event.status != status || event.type == EventType::other) {
            continue;
          }
          if (!begun) {
            page_.section("Not told as fact, or not of these days");
            begun = true;
          }
          if (!headed) {
            page_.subsection(heading);
            headed = true;
          }
          std::string text = parties_phrase(event);
          if (event.place) {
            text += ", at " + phrase(*event.place);
          }
          if (const std::string date = phrase(event.date); !date.empty()) {
            text += ", " + date;
          }
          page_.item(type_phrase(event) + ":", text + claimed_by(event.attribution) + ".");
          quote_evidence(r, event.evidence);
        }
      });
    }
  }

  void statements() {
    bool begun = false;
    each([&](std::size_t r, const Report& report, const Coding& coding) {
      for (const Statement& statement : coding.statements) {
        if (!begun) {
          page_.section("Who said what");
          page_.gap();
          begun = true;
        }
        std::string speaker = phrase(statement.speaker);
        if (statement.on_behalf_of) {
          speaker += ", for " + phrase(*statement.on_behalf_of);
        }
        std::string text(said(statement.act));
        if (statement.addressee) {
          text += ", to " + phrase(*statement.addressee);
        }
        const std::string words = shortened(statement.content.of(report.text), longest_quote);
        text += ": " + (statement.kind == StatementKind::paraphrase ? words : "“" + words + "”") + " " + ref(r);
        page_.item(capitalised(speaker), text);
      }
    });
  }

  void sources() {
    if (reports_.empty()) {
      return;
    }
    page_.section("Reports");
    page_.gap();
    each([&](std::size_t r, const Report& report, const Coding&) {
      std::string text = report.title.empty() ? clean(report.id) : clean(report.title);
      if (!report.publisher.empty()) {
        text += ", " + clean(report.publisher);
      }
      text += ", " + (report.date ? phrase(*report.date) : std::string("date not known"));
      if (!report.url.empty()) {
        text += ", " + clean(report.url);
      }
      if (!report.title.empty()) {
        text += " (" + clean(report.id) + ")";
      }
      page_.numbered(r + 1, text);
    });
  }

  std::span<const CodedReport> reports_;
  Page page_;
  std::vector<Incident> incidents_;
};

}  // namespace

std::string situation_report(std::span<const CodedReport> reports, ReportFormat format) {
  return SituationWriter(reports, format).write();
}

std::string situation_report(const RecordStore& store, const RecordQuery& query, ReportFormat format) {
  std::deque<std::pair<Report, Coding>> kept;  // their addresses must stay
  std::vector<CodedReport> reports;
  store.read(query, [&](const Report& report, const Coding& coding) {
    const auto& [kept_report, kept_coding] = kept.emplace_back(report, coding);
    reports.push_back({&kept_report, &kept_coding});
  });
  return situation_report(reports, format);
}

}  // namespace sitrep
