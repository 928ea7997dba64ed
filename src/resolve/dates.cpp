#include "resolve/dates.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>

#include "resolve/numbers.h"

namespace sitrep {
namespace {

enum class Unit : std::uint8_t {
  second,
  minute,
  hour,
  day,
  week,
  fortnight,
  weekend,
  month,
  quarter,
  year,
  decade,
  century
};
constexpr std::array<std::string_view, 12> unit_names = {"second",  "minute", "hour",    "day",  "week",   "fortnight",
                                                         "weekend", "month",  "quarter", "year", "decade", "century"};

/// A stretch of the calendar with its TIMEX3 value.
struct When {
  std::string value;
  Date begin;
  Date end;
  DatePrecision precision = DatePrecision::day;
};

/// What was read at a piece. Without `when` the words stay words.
struct Match {
  std::size_t begin = 0;
  std::size_t end = 0;
  TimexKind kind = TimexKind::date;
  std::string value;
  std::optional<When> when;
};

// ---- the calendar ----

std::string padded(int value, int width) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%0*d", width, value);
  return buffer.data();
}

Date make_date(int year, int month, int day) {
  return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

Date last_of_month(int year, int month) {
  const auto next = month == 12 ? make_date(year + 1, 1, 1) : make_date(year, month + 1, 1);
  return Date::from_days(next.days() - 1);
}

/// Reports and what they speak of lie well within these years; a count that leads outside is a misreading.
constexpr int first_year = 1;
constexpr int last_year = 9000;
bool sane(int year) {
  return year >= first_year && year <= last_year;
}

std::optional<When> on_days(int begin, int end, DatePrecision precision) {
  const auto b = Date::from_days(begin);
  const auto e = Date::from_days(end);
  if (!b.valid() || !e.valid() || !sane(b.year) || !sane(e.year)) {
    return std::nullopt;
  }
  return When{b.str(), b, e, precision};
}

std::optional<When> day(int days) {
  return on_days(days, days, DatePrecision::day);
}

std::optional<When> day(int year, int month, int day_of_month) {
  const auto date = make_date(year, month, day_of_month);
  return sane(year) && date.valid() ? std::optional(When{date.str(), date, date, DatePrecision::day}) : std::nullopt;
}

std::optional<When> month_of(int year, int month) {
  if (!sane(year)) {
    return std::nullopt;
  }
  return When{padded(year, 4) + "-" + padded(month, 2), make_date(year, month, 1), last_of_month(year, month),
              DatePrecision::month};
}

/// Months counted from year 0, so that they can be added to.
std::optional<When> month_at(int months) {
  return months < 12 ? std::nullopt : month_of(months / 12, months % 12 + 1);
}

std::optional<When> year_of(int year) {
  if (!sane(year)) {
    return std::nullopt;
  }
  return When{padded(year, 4), make_date(year, 1, 1), make_date(year, 12, 31), DatePrecision::year};
}

std::optional<When> quarter_of(int year, int quarter) {
  if (!sane(year)) {
    return std::nullopt;
  }
  return When{padded(year, 4) + "-Q" + std::to_string(quarter), make_date(year, quarter * 3 - 2, 1),
              last_of_month(year, quarter * 3), DatePrecision::season};
}

std::optional<When> half_of(int year, int half) {
  if (!sane(year)) {
    return std::nullopt;
  }
  return When{padded(year, 4) + "-H" + std::to_string(half), make_date(year, half * 6 - 5, 1),
              last_of_month(year, half * 6), DatePrecision::season};
}

/// Seasons of the northern year, by whole months; winter begins in December of its year's end or, as news says "the
/// winter of 2023", runs from that December on.
std::optional<When> season_of(int year, std::string_view code) {
  if (!sane(year) || !sane(year + 1)) {
    return std::nullopt;
  }
  const int first = code == "SP" ? 3 : code == "SU" ? 6 : code == "FA" ? 9 : 12;
  const auto end = first == 12 ? last_of_month(year + 1, 2) : last_of_month(year, first + 2);
  return When{padded(year, 4) + "-" + std::string(code), make_date(year, first, 1), end, DatePrecision::season};
}

std::optional<When> decade_of(int first) {
  if (!sane(first) || !sane(first + 9)) {
    return std::nullopt;
  }
  return When{padded(first / 10, 3), make_date(first, 1, 1), make_date(first + 9, 12, 31), DatePrecision::decade};
}

std::optional<When> century_of(int number) {
  const int first = (number - 1) * 100;
  if (number < 1 || !sane(first + 99)) {
    return std::nullopt;
  }
  return When{padded(number - 1, 2), make_date(std::max(first, 1), 1, 1), make_date(first + 99, 12, 31),
              DatePrecision::decade};
}

/// Monday of the week of a day.
int monday_of(const Date& date) {
  return date.days() - (date.weekday() + 6) % 7;
}

/// The ISO 8601 week that begins on this Monday, "2023-W38".
std::string week_value(int monday) {
  const auto thursday = Date::from_days(monday + 3);
  const int number = (thursday.days() - make_date(thursday.year, 1, 1).days()) / 7 + 1;
  return padded(thursday.year, 4) + "-W" + padded(number, 2);
}

std::optional<When> week_at(int monday) {
  auto when = on_days(monday, monday + 6, DatePrecision::week);
  if (when) {
    when->value = week_value(monday);
  }
  return when;
}

std::optional<When> weekend_at(int monday) {
  auto when = on_days(monday + 5, monday + 6, DatePrecision::day);
  if (when) {
    when->value = week_value(monday) + "-WE";
  }
  return when;
}

/// Day of the month kept where the month has it.
Date plus_months(const Date& date, int months) {
  const int at = date.year * 12 + date.month - 1 + months;
  if (at < 12 || at / 12 > last_year) {
    return date;
  }
  return std::min(make_date(at / 12, at % 12 + 1, date.day), last_of_month(at / 12, at % 12 + 1),
                  [](const Date& a, const Date& b) { return a.day < b.day; });
}

std::optional<int> small_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 4 ||
      !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

// ---- the words ----

struct TimexReader::Words {
  explicit Words(const WordLists& word_lists) : lists(word_lists), numbers(word_lists) {
    numbers.words_into(openers);
    const auto fill = [&](Phrases& phrases, std::string_view name, std::int64_t value = 0) {
      phrases.add(lists, name, value);
      phrases.words_into(openers);
    };
    for (const auto name : lists.names()) {
      if (const auto month = name_value(name, "month-")) {
        fill(months, name, *month);
      } else if (const auto weekday = name_value(name, "weekday-")) {
        fill(weekdays, name, *weekday);
      } else if (const auto holiday = name_value(name, "holiday-")) {
        fill(holidays, name, *holiday);
      } else if (const auto offset = name_value(name, "time-offset-")) {
        fill(offsets, name, *offset);
      } else if (const auto decade = name_value(name, "time-decade-")) {
        fill(decades, name, *decade);
      }
    }
    for (std::size_t i = 0; i < unit_names.size(); ++i) {
      fill(units, "time-" + std::string(unit_names[i]), static_cast<std::int64_t>(i));
    }
    for (std::size_t i = 0; i < seasons_codes.size(); ++i) {
      fill(seasons, "season-" + std::string(seasons_codes[i]), static_cast<std::int64_t>(i));
      fill(day_parts, "day-part-" + std::string(day_part_codes[i]), static_cast<std::int64_t>(i));
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> frequencies = {{{"hourly", "PT1H"},
                                                                                           {"daily", "P1D"},
                                                                                           {"weekly", "P1W"},
                                                                                           {"monthly", "P1M"},
                                                                                           {"quarterly", "P3M"},
                                                                                           {"yearly", "P1Y"},
                                                                                           {"nightly", "P1D"},
                                                                                           {"fortnightly", "P2W"}}};
    for (const auto& [name, value] : frequencies) {
      fill(sets, "time-" + std::string(name), static_cast<std::int64_t>(set_values.size()));
      set_values.push_back(value);
    }
    fill(deictic, "time-last", -1);
    fill(deictic, "time-this", 0);
    fill(deictic, "time-next", 1);
    fill(anaphoric, "time-previous", -1);
    fill(anaphoric, "time-same", 0);
    fill(anaphoric, "time-following", 1);
    fill(latest, "time-latest");
    fill(references, "time-past", -1);
    fill(references, "time-present", 0);
    fill(references, "time-future", 1);
    fill(recent, "time-recent", -1);
    fill(recent, "time-coming", 1);
    fill(after_length, "time-ago", 0);
    fill(after_length, "time-earlier", 1);
    fill(after_length, "time-later", 2);
    fill(after_length, "time-hence", 3);
    fill(early, "time-early");
    fill(part_of, "time-part-of");
    fill(so_far, "time-so-far", -1);
    fill(so_far, "time-rest", 1);
    fill(about, "time-about");
    fill(between, "time-between");
    fill(indefinite, "time-indefinite");
    fill(whole, "time-whole");
    fill(row, "time-row");
    fill(each, "time-each");
    fill(per, "time-per");
    fill(am_pm, "clock-am", 0);
    fill(am_pm, "clock-pm", 12);
    fill(noon, "clock-midday", 12);
    fill(noon, "clock-midnight", 0);
    fill(zones, "clock-zone");
    fill(clock_hours, "clock-hours");
    fill(year_mark, "year-mark");
    for (const auto name : {"time-tonight", "time-overnight", "fiscal-mark"}) {
      Phrases whole_words;
      fill(whole_words, name);
    }
    for (const auto word : {"half", "per", "q1", "q2", "q3", "q4"}) {
      openers.add(word);
    }
  }
  static constexpr std::array<std::string_view, 4> seasons_codes = {"SP", "SU", "FA", "WI"};
  static constexpr std::array<std::string_view, 4> day_part_codes = {"MO", "AF", "EV", "NI"};

  const WordLists& lists;
  NumberReader numbers;
  Phrases months, weekdays, holidays, offsets, decades, units, seasons, day_parts, sets;
  std::vector<std::string_view> set_values;
  Phrases deictic, anaphoric, latest, references, recent, after_length, early, part_of, so_far, about, between,
      indefinite, whole, row;
  Phrases each, per, am_pm, noon, zones, clock_hours, year_mark;
  PhraseWords openers;  ///< every word that any of these has: what no time expression is without
};

namespace {

// ---- the finder ----

class TimexFinder {
 public:
  TimexFinder(const TimexReader::Words& words, const Document& document, const std::optional<Date>& report_date)
      : w_(words),
        document_(document),
        now_(report_date && report_date->valid() && sane(report_date->year) ? report_date : std::nullopt) {}

  std::vector<TimexMention> find() {
    for (const auto& sentence : document_.sentences) {
      sentence_ = &sentence;
      p_ = split_pieces(document_, sentence);
      in_sentence_.reset();
      for (std::size_t i = 0; i < p_.size();) {
        const auto match = may_open(i) ? at(i) : std::nullopt;
        if (match && match->end > i) {
          if (!is_of_name(*match)) {
            emit(*match);
          }
          i = match->end;
        } else {
          ++i;
        }
      }
    }
    return std::move(out_);
  }

 private:
  using Maybe = std::optional<Match>;

  /// Whether a time expression may begin here: nearly all pieces are told apart by this one look.
  bool may_open(std::size_t i) const {
    const auto word = low(i);
    if (word == "the" || word == "a" || word == "an" || word == "more") {
      return i + 1 < p_.size() && w_.openers.may_hold(p_[i + 1]);
    }
    return w_.openers.may_hold(p_[i]);
  }

  /// "the March 23 Movement", "the January 6 Committee", "the April 6 Youth Movement": called after a day, not then.
  bool is_of_name(const Match& match) const {
    if (match.kind != TimexKind::date || !p_[match.begin].capital) {
      return false;
    }
    const auto is_named = [&](std::size_t i) { return i < p_.size() && p_[i].capital && is("time-named", i); };
    const bool one_between = match.end + 1 < p_.size() && p_[match.end].capital && is_named(match.end + 1);
    return is_named(match.end) || one_between;
  }

  // -- small tools --

  std::string_view low(std::size_t i) const { return i < p_.size() ? std::string_view(p_[i].low) : std::string_view(); }
  bool is(const ListName& list, std::size_t i) const { return i < p_.size() && w_.lists.contains(list, p_[i].low); }
  const Token& token(std::size_t i) const { return document_.tokens[p_[i].token]; }
  bool plural(std::size_t i) const { return is("time-plural", i); }

  static void longer(Maybe& best, Maybe other) {
    if (other && (!best || other->end > best->end)) {
      best = std::move(other);
    }
  }

  static Match with(std::size_t begin, std::size_t end, std::optional<When> when, TimexKind kind = TimexKind::date) {
    Match m{begin, end, kind, when ? when->value : std::string(), std::move(when)};
    return m;
  }

  /// A past or later month, year or week from the report's date on.
  template <typename Make>
  std::optional<When> from_now(Make make) const {
    return now_ ? make(*now_) : std::optional<When>();
  }

  std::optional<int> year_number(std::size_t i) const {
    if (i >= p_.size()) {
      return std::nullopt;
    }
    const auto text = low(i);
    if (text.size() == 4) {
      if (const auto year = small_number(text); year && *year >= 1000 && *year <= 2100) {
        return year;
      }
    }
    return std::nullopt;
  }

  struct Year {
    std::size_t end;
    int value;
  };
  /// "2020", "'96", "nineteen ninety-six", "two thousand six".
  std::optional<Year> year(std::size_t i) const {
    if (const auto value = year_number(i)) {
      return Year{i + 1, *value};
    }
    const auto text = low(i);
    if (text.size() == 3 && text[0] == '\'') {
      if (const auto value = small_number(text.substr(1))) {
        return Year{i + 1, *value + (*value < 50 ? 2000 : 1900)};
      }
    }
    if (i >= p_.size() || text.empty() || (text[0] >= '0' && text[0] <= '9')) {
      return std::nullopt;
    }
    const auto first = w_.numbers.cardinal(p_, i);
    if (!first || first->digits || first->half) {
      return std::nullopt;
    }
    if (first->value >= 1900 && first->value <= 2099 && first->end > i + 1) {
      return Year{first->end, static_cast<int>(first->value)};
    }
    if (first->value >= 16 && first->value <= 20) {
      const auto second = w_.numbers.cardinal(p_, first->end);
      if (second && !second->digits && second->value >= 10 && second->value <= 99) {
        return Year{second->end, static_cast<int>(first->value * 100 + second->value)};
      }
    }
    return std::nullopt;
  }

  /// The year after a month or day: ", 2020", "2020", "of 2020", "last year", "of this year".
  std::optional<Year> year_after(std::size_t i, bool after_day) const {
    auto at = i;
    if (low(at) == "," && !after_day) {
      ++at;
      return year_number(at) ? year(at) : std::nullopt;
    }
    if (low(at) == "," || low(at) == "of" || low(at) == "in") {
      ++at;
    }
    if (const auto y = year(at); y && !(y->value < 1000)) {
      return y;
    }
    if (now_ && (low(at) == "last" || low(at) == "this" || low(at) == "next") && low(at + 1) == "year") {
      return Year{at + 2, now_->year + (low(at) == "last" ? -1 : low(at) == "next" ? 1 : 0)};
    }
    return std::nullopt;
  }

  /// "called for a protest on July 7", "a call for a strike on Friday": a time of what is asked for, behind it.
  bool is_called_for(std::uint32_t start) const {
    const auto& tokens = document_.tokens;
    constexpr std::uint32_t farthest = 12;
    // "July 7" hangs by its number.
    const auto number = tokens[start].head;
    const bool by_number =
        number != no_token && number > start && number <= start + 2 && tokens[number].upos == Upos::NUM;
    const auto over = by_number ? tokens[number].head : number;
    for (auto t = start; t > sentence_->begin && t + farthest > start; --t) {
      const auto noun = tokens[t - 1].head;
      if (lower_of(t - 1) != "for" || noun == no_token || noun >= start || noun < t ||
          tokens[noun].upos != Upos::NOUN) {
        continue;
      }
      const auto asks = tokens[noun].head;
      const bool time_of_it = over == noun || over == asks;
      return asks != no_token && time_of_it && w_.lists.contains("time-asking", tokens[asks].lemma) &&
             w_.lists.contains("time-asked-deed", tokens[noun].lemma);
    }
    return false;
  }

  /// Where "the end of" before a piece begins, else the piece.
  std::size_t with_part(std::size_t i) const {
    constexpr std::size_t longest = 4;
    for (std::size_t back = std::min(longest, i); back > 1; --back) {
      if (const auto part = w_.part_of.match(p_, i - back); part && part->end == i) {
        return i - back;
      }
    }
    return i;
  }

  /// Whether the clause around a piece speaks of what is to come.
  bool forward(std::size_t i) const {
    const auto& tokens = document_.tokens;
    const auto is_auxiliary = [&](std::uint32_t t) {
      return (tokens[t].upos == Upos::AUX || tokens[t].upos == Upos::VERB) &&
             w_.lists.contains("time-forward-auxiliary", lower_of(t));
    };
    const auto governs = [&](std::uint32_t t) {
      return w_.lists.contains("time-forward-governor", lower_of(t)) ||
             w_.lists.contains("time-forward-governor", tokens[t].lemma);
    };
    const auto start = p_[i].token;
    const auto whole = p_[with_part(i)].token;
    if (whole > 0 && tokens[whole - 1].upos == Upos::ADP && governs(whole - 1)) {
      const auto verb = tokens[whole < start ? start - 2 : start].head;
      const auto word = lower_of(whole - 1);
      const bool over = (word == "until" || word == "till") && verb != no_token && verb < tokens.size() &&
                        tokens[verb].feature("Tense") == "Past" && tokens[verb].feature("VerbForm") == "Fin" &&
                        w_.lists.contains("time-lasting", tokens[verb].lemma);
      return !over;  // "until December 31"; but "fought until Sunday"
    }
    if (start > 0 && lower_of(start - 1) == "for" && tokens[start - 1].head == start &&
        (tokens[start].deprel == "obl" || tokens[start].deprel == "nmod")) {
      return true;  // "called a strike for Friday", "talks set for Sunday"; not "arrested for Friday's attack"
    }
    const auto before = start > 0 ? lower_of(start - 1) : std::string();
    if ((before == "from" || before == "through" || before == "starting") && !told_as_past(i)) {
      return true;  // "strike from Monday"
    }
    if (is_called_for(start)) {
      return true;
    }
    if (tokens[start].head != no_token) {
      auto t = start;
      for (int steps = 0; steps < 8; ++steps) {
        const auto up = tokens[t].head;
        if (up == no_token || up >= tokens.size()) {
          break;
        }
        t = up;
        const bool verbal =
            tokens[t].upos == Upos::VERB || tokens[t].upos == Upos::AUX || tokens[t].upos == Upos::ADJ || copula(t);
        if (!verbal) {
          if (governs(t)) {
            return true;
          }
          continue;
        }
        bool to_infinitive = false;
        bool are_to = false;  // "are to resume talks in July"
        bool perfect = false;
        bool ahead = false;
        for (auto c = sentence_->begin; c < sentence_->end; ++c) {
          if (tokens[c].head != t) {
            continue;
          }
          ahead = ahead || is_auxiliary(c);
          are_to = are_to || (tokens[c].lemma == "be" && tokens[c].upos == Upos::AUX && c + 1 < sentence_->end &&
                              lower_of(c + 1) == "to");
          perfect = perfect || lower_of(c) == "have" || lower_of(c) == "has" || lower_of(c) == "had";
          to_infinitive = to_infinitive || (lower_of(c) == "to" && tokens[c].upos == Upos::PART);
        }
        if (ahead || (are_to && to_infinitive) ||
            (governs(t) && !perfect && tokens[t].upos != Upos::NOUN && planned(t))) {
          return !perfect;
        }
        if (!to_infinitive || perfect) {
          return false;
        }
        // "plans to meet on Sunday": what governs the infinitive decides.
        const auto above = tokens[t].head;
        return above != no_token && above < tokens.size() && (governs(above) || copular_to(t));
      }
      return false;
    }
    // No tree: the nearest verb group before the piece in its clause.
    for (std::size_t back = 1; back <= 14 && back <= i; ++back) {
      const auto& piece = p_[i - back];
      const auto upos = token(i - back).upos;
      if (piece.low == ";" || piece.low == "\"" || piece.low == "said" || piece.low == "says") {
        return false;
      }
      if (w_.lists.contains("time-forward-auxiliary", piece.low) && upos != Upos::PROPN && upos != Upos::NOUN) {
        return true;
      }
      if (upos == Upos::VERB && token(i - back).feature("Tense") == "Past" &&
          token(i - back).feature("VerbForm") == "Fin") {
        return w_.lists.contains("time-forward-governor", token(i - back).lemma);
      }
    }
    return false;
  }

  std::string lower_of(std::uint32_t t) const {
    std::string out(document_.tokens[t].form.empty() ? document_.tokens[t].span.of(document_.text)
                                                     : document_.tokens[t].form);
    for (auto& c : out) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
  }

  bool copula(std::uint32_t t) const {
    for (auto c = sentence_->begin; c < sentence_->end; ++c) {
      if (document_.tokens[c].head == t && document_.tokens[c].deprel == "cop") {
        return true;
      }
    }
    return false;
  }

  /// A governor that itself carries the date ("talks scheduled for Monday") has to be a participle or an adjective;
  /// "agreed on Monday" dates the agreeing.
  bool planned(std::uint32_t t) const {
    const auto& tok = document_.tokens[t];
    return tok.upos == Upos::ADJ || tok.deprel.starts_with("acl") || tok.deprel == "amod" ||
           (tok.feature("VerbForm") == "Part" && tok.feature("Voice") == "Pass");
  }

  /// "is to meet on Sunday"
  bool copular_to(std::uint32_t t) const {
    const auto head = document_.tokens[t].head;
    return head != no_token && head < document_.tokens.size() && document_.tokens[head].lemma == "be";
  }

  // -- absolute dates --

  /// "2023-09-20", "2023-09-20T10:00".
  Maybe iso_date(std::size_t i) const {
    const auto rest = document_.text.substr(p_[i].span.begin);
    if (rest.size() < 10 || (i > 0 && p_[i].hyphen)) {
      return std::nullopt;
    }
    const auto date = Date::parse(rest.substr(0, 10));
    if (!date || !sane(date->year)) {
      return std::nullopt;
    }
    const auto end = p_[i].span.begin + 10;
    for (auto j = i; j < p_.size() && p_[j].span.begin < end; ++j) {
      if (p_[j].span.end == end) {
        return with(i, j + 1, day(date->days()));
      }
    }
    return std::nullopt;
  }

  /// "09/20/2023" and "20.9.2023", where only one reading is a date or both are the same.
  Maybe numeric_date(std::size_t i) const {
    const auto begin = p_[i].span.begin;
    if (begin > sentence_->span.begin && !p_[i].space) {
      return std::nullopt;
    }
    const auto rest = document_.text.substr(begin, 10);
    std::array<int, 3> part{};
    std::size_t at = 0;
    char mark = 0;
    for (std::size_t n = 0; n < 3; ++n) {
      const auto start = at;
      while (at < rest.size() && rest[at] >= '0' && rest[at] <= '9') {
        ++at;
      }
      const auto number = small_number(rest.substr(start, at - start));
      if (!number || (n < 2 ? at - start > 2 : at - start != 4)) {
        return std::nullopt;
      }
      part[n] = *number;
      if (n < 2) {
        if (at >= rest.size() || (rest[at] != '/' && rest[at] != '.') || (n == 1 && rest[at] != mark)) {
          return std::nullopt;
        }
        mark = rest[at++];
      }
    }
    auto american = day(part[2], part[0], part[1]);
    auto european = day(part[2], part[1], part[0]);
    if (mark == '.') {
      american.reset();
    }
    const auto end = begin + static_cast<std::uint32_t>(at);
    for (auto j = i; j < p_.size() && p_[j].span.begin < end; ++j) {
      if (p_[j].span.end == end) {
        if (american && european && american->value != european->value) {
          return with(i, j + 1, std::nullopt);
        }
        if (!american && !european) {
          return std::nullopt;
        }
        return with(i, j + 1, american ? american : european);
      }
    }
    return std::nullopt;
  }

  struct Month {
    std::size_t end;
    int number;
    bool sure;
  };
  std::optional<Month> month(std::size_t i) const {
    const auto hit = w_.months.match(p_, i);
    if (!hit || !p_[i].capital) {
      return std::nullopt;
    }
    auto end = hit->end;
    // "Sept ." where the tokenizer parts the point.
    if (low(end) == "." && !p_[end].space && low(i).size() <= 4 && end + 1 < p_.size()) {
      ++end;
    }
    return Month{end, static_cast<int>(hit->value), !is("month-in-doubt", i)};
  }

  std::optional<Year> day_number(std::size_t i, bool ordinal_words) const {
    if (i >= p_.size()) {
      return std::nullopt;
    }
    if (low(i).size() <= 2) {
      if (const auto value = small_number(low(i)); value && *value >= 1 && *value <= 31) {
        return Year{i + 1, *value};
      }
    }
    if (const auto ordinal = w_.numbers.ordinal(p_, i);
        ordinal && ordinal->value >= 1 && ordinal->value <= 31 && (ordinal_words || ordinal->digits)) {
      return Year{ordinal->end, static_cast<int>(ordinal->value)};
    }
    return std::nullopt;
  }

  /// Whether the verb over a time expression tells of what was: "was killed on March 5".
  bool told_as_past(std::size_t i) const {
    const auto& tokens = document_.tokens;
    auto t = p_[i].token;
    constexpr int farthest = 6;
    for (int steps = 0; steps < farthest && t != no_token && t < tokens.size(); ++steps, t = tokens[t].head) {
      if (tokens[t].upos != Upos::VERB && tokens[t].upos != Upos::AUX && !copula(t)) {
        continue;
      }
      const auto is_past = [&](const Token& w) { return w.feature("Tense") == "Past"; };
      bool past = is_past(tokens[t]);
      bool perfect = false;
      for (auto c = sentence_->begin; c < sentence_->end; ++c) {
        if (tokens[c].head == t && tokens[c].upos == Upos::AUX) {
          past = tokens[c].feature("VerbForm") == "Fin" ? is_past(tokens[c]) : past;
          perfect = perfect || tokens[c].lemma == "have";
        }
      }
      return past || perfect;
    }
    return true;
  }

  /// A month and day without a year: the latest up to the report's date, or the next one.
  std::optional<When> near_day(int month_number, int day_of_month, std::size_t i) const {
    if (!now_) {
      return std::nullopt;
    }
    bool ahead = forward(i);
    if (!ahead && !told_as_past(i)) {
      // "travels to Iraq on March 5", told in February: the day to come is far nearer than the one gone.
      constexpr int soon = 65;  // days
      const auto before = day(now_->year, month_number, day_of_month);
      const auto next = before && before->begin < *now_ ? day(now_->year + 1, month_number, day_of_month) : before;
      ahead = next && next->begin >= *now_ && next->begin.days() - now_->days() < soon;
    }
    for (int distance = 0; distance <= 8; ++distance) {
      auto found = day(now_->year + (ahead ? distance : -distance), month_number, day_of_month);
      if (found && (ahead ? found->begin >= *now_ : found->begin <= *now_)) {
        return found;
      }
    }
    return std::nullopt;
  }

  std::optional<When> near_month(int month_number, std::size_t i) const {
    if (!now_) {
      return std::nullopt;
    }
    const bool ahead = forward(i);
    const int here = now_->month;
    const int year_number =
        ahead ? now_->year + (month_number < here ? 1 : 0) : now_->year - (month_number > here ? 1 : 0);
    return month_of(year_number, month_number);
  }

  /// Whether a lone month is one: not "May said", "General March", "he may".
  bool month_stands(std::size_t i, std::size_t end, bool sure) const {
    const auto upos = token(i).upos;
    if (upos == Upos::AUX || upos == Upos::VERB || in_person_name(i)) {
      return false;
    }
    if (sure) {
      return true;
    }
    const auto beside = [&](std::size_t j) {
      return j < p_.size() && p_[j].capital && token(j).upos == Upos::PROPN && !w_.weekdays.match(p_, j) &&
             !w_.months.match(p_, j);
    };
    return !(i > 0 && beside(i - 1) && p_[i].space) && !beside(end) && !(i == 0 && upos != Upos::PROPN);
  }

  bool in_person_name(std::size_t i) const {
    const auto t = p_[i].token;
    const auto it =
        std::partition_point(document_.names.begin(), document_.names.end(), [&](const Name& n) { return n.end <= t; });
    return it != document_.names.end() && it->begin <= t && it->kind == NameKind::person;
  }

  /// "September 20, 2023", "Sept. 20", "September 2023", "September last year", "September".
  Maybe month_first(std::size_t i) const {
    const auto m = month(i);
    if (!m || in_person_name(i)) {
      return std::nullopt;
    }
    if (const auto d = day_number(low(m->end) == "the" ? m->end + 1 : m->end, true)) {
      // "May 20 people be ..." is no date, nor is a part of a longer number.
      if (const auto y = year_after(d->end, true)) {
        if (auto when = day(y->value, m->number, d->value)) {
          return with(i, y->end, std::move(when));
        }
      }
      if (!now_ && !make_date(2000, m->number, d->value).valid()) {
        return std::nullopt;
      }
      auto when = near_day(m->number, d->value, i);
      if (now_ && !when) {
        return std::nullopt;
      }
      return with(i, d->end, std::move(when));
    }
    if (const auto y = year_after(m->end, false); y && token(i).upos != Upos::VERB) {
      return with(i, y->end, month_of(y->value, m->number));
    }
    // "the Mar Elian monastery": an abbreviation alone, beside a name, is part of it.
    const bool named = low(i).size() == 3 && low(i) != "may" && m->end < p_.size() && p_[m->end].capital &&
                       token(m->end).upos != Upos::NUM && !w_.weekdays.match(p_, m->end);
    if (named || !month_stands(i, m->end, m->sure)) {
      return std::nullopt;
    }
    return with(i, m->end, near_month(m->number, i));
  }

  /// "6 to 7 March", "6-7 March", "between 6 and 9 March": from a first day, at `join` what leads to the second.
  Maybe days_to(std::size_t begin, int first, std::size_t join) const {
    const bool between = low(join) == "and" && begin > 0 && low(begin - 1) == "between";
    const bool word = low(join) == "to" || low(join) == "until" || between;
    const auto at = word ? join + 1 : join;
    if (at >= p_.size() || (!word && !p_[at].hyphen)) {
      return std::nullopt;
    }
    const auto second = day_number(at, false);
    const auto m = second ? month(second->end) : std::nullopt;
    if (!m || second->value <= first) {
      return std::nullopt;
    }
    const auto y = year_after(m->end, true);
    auto last = y ? day(y->value, m->number, second->value) : near_day(m->number, second->value, begin);
    if (last) {
      last = on_days(last->begin.days() - (second->value - first), last->begin.days(), DatePrecision::day);
    }
    return with(begin, y ? y->end : m->end, std::move(last));
  }

  /// "20 September 2023", "the 20th of September", "20-Sep-2023".
  Maybe day_first(std::size_t i) const {
    const auto first = low(i) == "the" ? i + 1 : i;
    const auto d = day_number(first, first != i);
    if (!d || (i > 0 && p_[i].hyphen)) {
      return std::nullopt;
    }
    if (auto days = days_to(i, d->value, d->end)) {
      return days;
    }
    const auto m = month(low(d->end) == "of" ? d->end + 1 : d->end);
    if (!m) {
      return std::nullopt;
    }
    // "on 20 May 6 people": the day before the month wins.
    if (const auto y = year_after(m->end, true)) {
      if (auto when = day(y->value, m->number, d->value)) {
        return with(i, y->end, std::move(when));
      }
    }
    auto when = near_day(m->number, d->value, i);
    if ((now_ && !when) || !make_date(2000, m->number, d->value).valid()) {
      return std::nullopt;
    }
    return with(i, m->end, std::move(when));
  }

  Maybe holiday(std::size_t i) const {
    const auto hit = w_.holidays.match(p_, i);
    if (!hit || !p_[i].capital) {
      return std::nullopt;
    }
    const auto m = static_cast<int>(hit->value / 100);
    const auto d = static_cast<int>(hit->value % 100);
    if (const auto y = year_after(hit->end, true)) {
      return with(i, y->end, day(y->value, m, d));
    }
    return with(i, hit->end, near_day(m, d, i));
  }

  /// A year by itself; not a count ("2000 people"), nor a part of a number.
  Maybe lone_year(std::size_t i) const {
    const auto y = year(i);
    if (!y) {
      return std::nullopt;
    }
    const bool digits = year_number(i).has_value();
    const bool marked = i > 0 && (w_.year_mark.match_before(p_, i).has_value());
    if (digits && (y->value < 1800 || y->value > 2100) && !marked) {
      return std::nullopt;
    }
    if (digits && (y->value < 1900 || y->value > 2050) &&
        !(marked && (low(i - 1) == "in" || low(i - 1) == "since" || low(i - 1) == "until"))) {
      return std::nullopt;
    }
    if (i > 0 && (is("money", i - 1) || is("label-noun", i - 1) || low(i - 1) == "#")) {
      return std::nullopt;
    }
    if (i > 0 && p_[i].hyphen && !year_number(i - 1) && !w_.early.match(p_, i - 1) && !w_.months.match(p_, i - 1)) {
      return std::nullopt;
    }
    if (i > 0 && !p_[i].space && !p_[i].hyphen && low(i - 1) != "(" && low(i - 1) != "\"" && low(i - 1) != "'" &&
        low(i - 1) != "/") {
      return std::nullopt;
    }
    if (y->end < p_.size()) {
      const auto next = y->end;
      const auto& t = token(next);
      const bool noun = t.upos == Upos::NOUN;
      const bool counted = noun && (t.feature("Number") == "Plur" || (t.feats.empty() && t.form.ends_with('s')) ||
                                    is("person-noun", next));
      const bool determined = i > 0 && (token(i - 1).upos == Upos::DET || token(i - 1).upos == Upos::PRON ||
                                        token(i - 1).upos == Upos::PART);
      if (digits && counted && !determined && !p_[next].hyphen && p_[next].space) {
        return std::nullopt;
      }
      if (is("percent", next) || is("money", next) || w_.units.match(p_, next)) {
        return std::nullopt;
      }
    }
    if (!digits && low(i)[0] != '\'' && y->value >= 2000 && y->value % 100 == 0 && !marked) {
      return std::nullopt;
    }
    if (const auto last = digits ? last_year_of_span(y->end, y->value) : std::nullopt) {
      auto when = year_of(y->value);
      if (when) {
        when->end = make_date(*last, 12, 31);
        when->value += "/" + std::to_string(*last);
      }
      return with(i, y->end + 1, std::move(when));
    }
    return with(i, y->end, year_of(y->value));
  }

  /// The second year of "1998-99", "1998-1999": at a piece joined to the first.
  std::optional<int> last_year_of_span(std::size_t i, int first) const {
    constexpr int longest = 60;
    if (i >= p_.size() || !p_[i].hyphen || p_[i].space) {
      return std::nullopt;
    }
    const auto text = low(i);
    auto last = text.size() == 4 ? year_number(i) : text.size() == 2 ? small_number(text) : std::nullopt;
    if (last && text.size() == 2) {
      last = first / 100 * 100 + *last;
    }
    return last && *last > first && *last <= first + longest ? last : std::nullopt;
  }

  /// "the 1990s", "the '90s", "the nineties", "the 20th century".
  Maybe decade_or_century(std::size_t i) const {
    auto j = i;
    if (low(j) == "the") {
      ++j;
    } else if (i > 0 && token(i - 1).feature("Poss") == "Yes") {
      return std::nullopt;  // "a man in his early 20s"
    }
    if (w_.early.match(p_, j)) {
      j = w_.early.match(p_, j)->end;
    }
    if (const auto hit = w_.decades.match(p_, j); hit && (j > i || low(j)[0] == '\'')) {
      return with(i, hit->end, decade_of(static_cast<int>(hit->value)));
    }
    const auto text = low(j);
    if (text.size() == 5 && text.back() == 's') {
      if (const auto first = small_number(text.substr(0, 4)); first && *first >= 1000 && *first % 10 == 0) {
        return with(i, j + 1, decade_of(*first));
      }
    }
    if (text.size() == 3 && text.back() == 's' && text[1] == '0' && (j > i)) {
      if (const auto tens = small_number(text.substr(0, 2)); tens && *tens >= 20) {
        return with(i, j + 1, decade_of(1900 + *tens));
      }
    }
    if (const auto ordinal = w_.numbers.ordinal(p_, j);
        ordinal && is("era-mark", ordinal->end) && ordinal->value <= 30) {
      return with(i, ordinal->end + 1, century_of(static_cast<int>(ordinal->value)));
    }
    return std::nullopt;
  }

  // -- weekdays and parts of the day --

  struct DayPart {
    std::size_t end;
    std::string_view code;
  };
  std::optional<DayPart> day_part(std::size_t i) const {
    const auto hit = w_.day_parts.match(p_, i);
    if (!hit) {
      return std::nullopt;
    }
    return DayPart{hit->end, TimexReader::Words::day_part_codes[static_cast<std::size_t>(hit->value)]};
  }

  std::optional<Month> weekday(std::size_t i) const {
    const auto hit = w_.weekdays.match(p_, i);
    if (!hit || !p_[i].capital) {
      return std::nullopt;
    }
    if (in_person_name(i)) {
      return std::nullopt;
    }
    auto end = hit->end;
    // "Sun" and "Wed" are days only where a point, a date or a time follows.
    if (is("weekday-in-doubt", i)) {
      const bool point = low(i).ends_with('.') || (low(end) == "." && !p_[end].space && end + 1 < p_.size());
      const auto after = low(end) == "," || low(end) == "." ? end + 1 : end;
      const bool dated =
          month(after) || (day_number(after, false) && month(after + 1)) || w_.day_parts.match(p_, after);
      if (token(i).upos != Upos::PROPN || (!point && !dated)) {
        return std::nullopt;
      }
    }
    if (low(end) == "." && !p_[end].space && low(i).size() <= 5 && end + 1 < p_.size()) {
      ++end;
    }
    return Month{end, static_cast<int>(hit->value), true};
  }

  std::optional<When> near_weekday(int number, std::size_t i) const {
    return from_now([&](const Date& now) {
      const int today = (now.weekday() + 6) % 7 + 1;
      const int back = (today - number + 7) % 7;
      return day(now.days() + (forward(i) ? (7 - back) % 7 : -back));
    });
  }

  Match in_part(std::size_t begin, const DayPart& part, std::optional<When> when) const {
    auto m = with(begin, part.end, std::move(when), TimexKind::time);
    if (m.when) {
      m.value += "T" + std::string(part.code);
    }
    return m;
  }

  /// "Monday", "Monday, September 20", "Monday night", "Mondays", "Tuesday of last week".
  Maybe weekday_first(std::size_t i) const {
    const auto d = weekday(i);
    if (!d) {
      return std::nullopt;
    }
    const auto after = low(d->end) == "," ? d->end + 1 : d->end;
    for (const auto j : {after, low(after) == "the" ? after + 1 : after}) {
      Maybe full = month_first(j < p_.size() ? j : i);
      if (!full || full->begin != j) {
        full = j < p_.size() ? day_first(j) : std::nullopt;
      }
      if (full && j < p_.size() && full->begin == j && (!full->when || full->when->precision == DatePrecision::day)) {
        full->begin = i;
        return full;
      }
    }
    const bool many = is("weekday-plural", i);
    if (const auto part = day_part(d->end)) {
      if (many || is("day-part-plural", d->end)) {
        return Match{
            i, part->end, TimexKind::set, "XXXX-WXX-" + std::to_string(d->number) + "T" + std::string(part->code), {}};
      }
      return in_part(i, *part, near_weekday(d->number, i));
    }
    if (many) {
      return Match{i, d->end, TimexKind::set, "XXXX-WXX-" + std::to_string(d->number), {}};
    }
    // "Tuesday last week", "Tuesday of this week"
    auto j = low(d->end) == "of" ? d->end + 1 : d->end;
    if (const auto which = w_.deictic.match(p_, j); which && low(which->end) == "week" && low(j) != "past") {
      return with(i, which->end + 1, from_now([&](const Date& now) {
                    return day(monday_of(now) + 7 * static_cast<int>(which->value) + d->number - 1);
                  }));
    }
    return with(i, d->end, near_weekday(d->number, i));
  }

  // -- today, last week --

  Maybe offset_day(std::size_t i) const {
    if (w_.lists.contains("time-tonight", low(i))) {
      return in_part(i, {i + 1, "NI"}, from_now([](const Date& now) { return day(now.days()); }));
    }
    if (w_.lists.contains("time-overnight", low(i))) {
      // "overnight Sunday to Monday", "overnight from Sunday into Monday"
      const auto from = low(i + 1) == "from" ? i + 2 : i + 1;
      const auto first = from < p_.size() ? weekday(from) : std::nullopt;
      const bool on = first && first->end + 1 < p_.size() && (low(first->end) == "to" || low(first->end) == "into");
      if (const auto second = on ? weekday(first->end + 1) : std::nullopt) {
        auto when = near_weekday(second->number, first->end + 1);
        if (when) {
          when = on_days(when->begin.days() - 1, when->begin.days(), DatePrecision::day);
        }
        return with(i, second->end, std::move(when), TimexKind::time);
      }
      auto m = with(i, i + 1,
                    from_now([](const Date& now) { return on_days(now.days() - 1, now.days(), DatePrecision::day); }),
                    TimexKind::time);
      if (m.when) {
        m.value += "TNI";
      }
      return m;
    }
    const auto hit = w_.offsets.match(p_, i);
    if (!hit) {
      return std::nullopt;
    }
    auto when = from_now([&](const Date& now) { return day(now.days() + static_cast<int>(hit->value)); });
    if (const auto part = day_part(hit->end)) {
      return in_part(i, *part, std::move(when));
    }
    return with(i, hit->end, std::move(when));
  }

  std::optional<When> unit_at(Unit unit, const Date& from, int distance) const {
    switch (unit) {
      case Unit::second:
      case Unit::minute:
      case Unit::hour:
        return std::nullopt;
      case Unit::day:
        return day(from.days() + distance);
      case Unit::week:
        return week_at(monday_of(from) + 7 * distance);
      case Unit::fortnight:
        return week_at(monday_of(from) + 14 * distance);
      case Unit::weekend: {
        // On a weekend, "last weekend" is the one before; on a weekday, the one just past.
        return weekend_at(monday_of(from) + 7 * distance);
      }
      case Unit::month:
        return month_at(from.year * 12 + from.month - 1 + distance);
      case Unit::quarter: {
        const int at = from.year * 4 + (from.month - 1) / 3 + distance;
        return quarter_of(at / 4, at % 4 + 1);
      }
      case Unit::year:
        return year_of(from.year + distance);
      case Unit::decade:
        return decade_of(from.year / 10 * 10 + 10 * distance);
      case Unit::century:
        return century_of(from.year / 100 + 1 + distance);
    }
    return std::nullopt;
  }

  struct UnitHit {
    std::size_t end;
    Unit unit;
    bool plural;
  };
  std::optional<UnitHit> unit(std::size_t i) const {
    const auto hit = w_.units.match(p_, i);
    if (!hit) {
      return std::nullopt;
    }
    return UnitHit{hit->end, static_cast<Unit>(hit->value), plural(i)};
  }

  static std::string duration_value(const std::string& count, Unit unit) {
    switch (unit) {
      case Unit::second:
        return "PT" + count + "S";
      case Unit::minute:
        return "PT" + count + "M";
      case Unit::hour:
        return "PT" + count + "H";
      case Unit::day:
        return "P" + count + "D";
      case Unit::week:
        return "P" + count + "W";
      case Unit::fortnight:
        return count == "X" ? "PXW" : "P" + std::to_string(std::stoull(count) * 2) + "W";
      case Unit::weekend:
        return "P" + count + "WE";
      case Unit::month:
        return "P" + count + "M";
      case Unit::quarter:
        return count == "X" ? "PXM" : "P" + std::to_string(std::stoull(count) * 3) + "M";
      case Unit::year:
        return "P" + count + "Y";
      case Unit::decade:
        return count == "X" ? "PXDE" : "P" + std::to_string(std::stoull(count) * 10) + "Y";
      case Unit::century:
        return count == "X" ? "PXCE" : "P" + std::to_string(std::stoull(count) * 100) + "Y";
    }
    return {};
  }

  /// "2 1/2 years" is P2Y6M.
  static std::string half_duration(std::uint64_t count, Unit unit) {
    const auto n = std::to_string(count);
    const bool none = count == 0;
    switch (unit) {
      case Unit::minute:
        return none ? "PT30S" : "PT" + n + "M30S";
      case Unit::hour:
        return none ? "PT30M" : "PT" + n + "H30M";
      case Unit::day:
        return none ? "PT12H" : "P" + n + "DT12H";
      case Unit::year:
        return none ? "P6M" : "P" + n + "Y6M";
      case Unit::decade:
        return "P" + std::to_string(count * 10 + 5) + "Y";
      case Unit::century:
        return "P" + std::to_string(count * 100 + 50) + "Y";
      default:
        return duration_value(n + ".5", unit == Unit::fortnight || unit == Unit::quarter ? Unit::month : unit);
    }
  }

  static DatePrecision precision_of(Unit unit) {
    switch (unit) {
      case Unit::week:
      case Unit::fortnight:
        return DatePrecision::week;
      case Unit::month:
        return DatePrecision::month;
      case Unit::quarter:
        return DatePrecision::season;
      case Unit::year:
        return DatePrecision::year;
      case Unit::decade:
      case Unit::century:
        return DatePrecision::decade;
      default:
        return DatePrecision::day;
    }
  }

  /// The stretch of `count` units up to the report's date, or from it on.
  std::optional<When> stretch(std::uint64_t count, Unit unit, bool ahead) const {
    if (!now_ || count > 3000) {
      return std::nullopt;
    }
    const int n = static_cast<int>(count);
    Date other = *now_;
    const int sign = ahead ? 1 : -1;
    switch (unit) {
      case Unit::second:
      case Unit::minute:
        break;
      case Unit::hour:
        other = Date::from_days(now_->days() + sign * ((n + 23) / 24));
        break;
      case Unit::day:
        other = Date::from_days(now_->days() + sign * n);
        break;
      case Unit::week:
      case Unit::weekend:
        other = Date::from_days(now_->days() + sign * 7 * n);
        break;
      case Unit::fortnight:
        other = Date::from_days(now_->days() + sign * 14 * n);
        break;
      case Unit::month:
        other = plus_months(*now_, sign * n);
        break;
      case Unit::quarter:
        other = plus_months(*now_, sign * 3 * n);
        break;
      case Unit::year:
        other = plus_months(*now_, sign * 12 * n);
        break;
      case Unit::decade:
        other = plus_months(*now_, sign * 120 * n);
        break;
      case Unit::century:
        other = plus_months(*now_, sign * 1200 * n);
        break;
    }
    return When{"", ahead ? *now_ : other, ahead ? other : *now_, precision_of(unit)};
  }

  struct Count {
    std::size_t end;
    std::optional<std::uint64_t> value;  ///< none: not said ("several")
    bool half = false;
    bool article = false;  ///< "a", "an"
  };
  /// What counts units of time.
  std::optional<Count> count(std::size_t i) const {
    if (const auto some = w_.indefinite.match(p_, i)) {
      return Count{some->end, std::nullopt};
    }
    if (low(i) == "half" && (low(i + 1) == "a" || low(i + 1) == "an")) {
      return Count{i + 2, 0, true};
    }
    if ((low(i) == "a" || low(i) == "an") && low(i + 1) == "half") {
      return Count{i + 2, 0, true};
    }
    if (const auto number = w_.numbers.cardinal(p_, i)) {
      if (i > 0 && (is("money", i - 1) ||
                    (!p_[i].space && !p_[i].hyphen && low(i - 1) != "(" && low(i - 1) != "\"" && low(i - 1) != "``"))) {
        return std::nullopt;
      }
      auto end = number->end;
      auto value = number->value;
      // "two to three weeks", "two or three weeks", "10-20 days": the first counts.
      if ((low(end) == "to" || low(end) == "or") && end + 1 < p_.size()) {
        if (const auto second = w_.numbers.cardinal(p_, end + 1)) {
          end = second->end;
        }
      } else if (end < p_.size() && p_[end].hyphen) {
        if (const auto second = w_.numbers.cardinal(p_, end); second && second->value > value) {
          end = second->end;
        }
      }
      return Count{end, value, number->half};
    }
    if (low(i) == "a" || low(i) == "an") {
      return Count{i + 1, 1, false, true};
    }
    return std::nullopt;
  }

  Maybe deictic(std::size_t begin) const {
    auto i = begin;
    if (low(i) == "the" && !w_.deictic.match(p_, i)) {
      ++i;
    }
    const auto which = w_.deictic.match(p_, i);
    if (!which) {
      return std::nullopt;
    }
    const int distance = static_cast<int>(which->value);
    const bool the = i > begin || low(begin) == "the";
    const bool past = low(which->end - 1) == "past" || (the && distance == -1);
    auto j = which->end;
    // "the past two months", "the next few days"
    if (distance != 0) {
      if (const auto n = count(j); n && !n->article) {
        auto k = n->end;
        while (w_.between.match(p_, k)) {
          k = w_.between.match(p_, k)->end;
        }
        if (const auto u = unit(k)) {
          Match m{begin, u->end, TimexKind::duration, {}, {}};
          if (n->value) {
            m.value = n->half ? half_duration(*n->value, u->unit) : duration_value(std::to_string(*n->value), u->unit);
            m.when = stretch(*n->value, u->unit, distance > 0);
          } else {
            m.value = duration_value("X", u->unit);
          }
          return m;
        }
        if (const auto season = w_.seasons.match(p_, k); season && n->value) {
          return std::nullopt;
        }
      }
    }
    const bool fiscal = is("fiscal-mark", j);
    if (fiscal) {
      ++j;
    }
    if (const auto u = unit(j)) {
      if (u->plural) {
        if (distance == 0) {
          return std::nullopt;
        }
        if (low(which->end - 1) == "past" || distance > 0) {
          return Match{begin, u->end, TimexKind::date, distance < 0 ? "PAST_REF" : "FUTURE_REF", {}};
        }
        return std::nullopt;
      }
      if (low(which->end - 1) == "past" && u->unit != Unit::weekend && u->unit != Unit::quarter) {
        return Match{begin, u->end, TimexKind::duration, duration_value("1", u->unit), stretch(1, u->unit, false)};
      }
      if (u->unit <= Unit::hour) {
        return distance == 0 ? Maybe()
                             : Match{begin, u->end, TimexKind::duration, duration_value("1", u->unit),
                                     stretch(1, u->unit, distance > 0)};
      }
      // "this year's third quarter"
      if (u->unit == Unit::year && (low(u->end) == "'s" || low(u->end) == "'")) {
        if (const auto q = quarter_name(u->end + 1)) {
          return with(begin, q->end, from_now([&](const Date& now) {
                        return q->half ? half_of(now.year + distance, q->number)
                                       : quarter_of(now.year + distance, q->number);
                      }));
        }
      }
      if (u->unit == Unit::day && the && distance != 0) {
        return anaphoric_unit(begin, u->end, u->unit, distance);
      }
      auto m = with(begin, u->end, from_now([&](const Date& now) {
                      int steps = distance;
                      if (u->unit == Unit::weekend && distance == 0 && now.weekday() != 0 && now.weekday() != 6 &&
                          !forward(begin)) {
                        steps = now.weekday() <= 3 ? -1 : 0;
                      }
                      return unit_at(u->unit, now, steps);
                    }));
      return m;
    }
    if (const auto season = w_.seasons.match(p_, j)) {
      const auto code = TimexReader::Words::seasons_codes[static_cast<std::size_t>(season->value)];
      return with(begin, season->end, from_now([&](const Date& now) { return near_season(code, now, distance); }));
    }
    if (const auto m = month(j); m && (distance != 0 || true) && token(j).upos != Upos::AUX) {
      return with(begin, m->end, from_now([&](const Date& now) {
                    int y = now.year;
                    if (distance < 0) {
                      y -= m->number >= now.month ? 1 : 0;
                    } else if (distance > 0) {
                      y += m->number <= now.month ? 1 : 0;
                    }
                    return month_of(y, m->number);
                  }));
    }
    if (const auto d = weekday(j)) {
      auto when = from_now([&](const Date& now) {
        const int today = (now.weekday() + 6) % 7 + 1;
        const int back = (today - d->number + 7) % 7;
        const int back_whole = back == 0 ? 7 : back;
        if (distance < 0) {
          return day(now.days() - back_whole);
        }
        if (distance > 0 || forward(j)) {
          return day(now.days() + (back == 0 ? (distance > 0 ? 7 : 0) : 7 - back));
        }
        return day(monday_of(now) + d->number - 1);
      });
      if (const auto part = day_part(d->end)) {
        return in_part(begin, *part, std::move(when));
      }
      if (low(d->end) == ",") {
        if (auto full = month_first(d->end + 1 < p_.size() ? d->end + 1 : d->end)) {
          if (!full->when || full->when->precision == DatePrecision::day) {
            full->begin = begin;
            return full;
          }
        }
      }
      return with(begin, d->end, std::move(when));
    }
    if (const auto part = day_part(j); part && !past && distance <= 0 && !is("day-part-plural", j)) {
      return in_part(begin, *part, from_now([&](const Date& now) { return day(now.days() + distance); }));
    }
    if (distance <= 0 || !past) {
      if (const auto q = quarter_name(j); q && distance != 0) {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  std::optional<When> near_season(std::string_view code, const Date& now, int distance) const {
    // A winter counts for the year it begins in.
    const int first = code == "SP" ? 3 : code == "SU" ? 6 : code == "FA" ? 9 : 12;
    int y = code == "WI" && now.month < 3 ? now.year - 1 : now.year;
    const bool begun = code == "WI" ? (now.month == 12 || now.month < 3) : now.month >= first;
    const bool inside = code == "WI" ? begun : now.month >= first && now.month < first + 3;
    if (distance < 0) {
      y -= begun && !inside ? 0 : 1;
    } else if (distance > 0) {
      y += begun ? 1 : 0;
    }
    return season_of(y, code);
  }

  /// "that day", "the following week": counted from the date told of before.
  Match anaphoric_unit(std::size_t begin, std::size_t end, Unit unit, int distance) const {
    if (!anchor_) {
      return with(begin, end, std::nullopt);
    }
    return with(begin, end, unit_at(unit, *anchor_, distance));
  }

  Maybe anaphoric(std::size_t begin) const {
    auto i = begin;
    if (low(i) == "the") {
      ++i;
    }
    const auto which = w_.anaphoric.match(p_, i);
    if (!which) {
      return std::nullopt;
    }
    const int distance = static_cast<int>(which->value);
    if (low(i) == "same" && i == begin) {
      return std::nullopt;
    }
    if (const auto u = unit(which->end); u && !u->plural && u->unit >= Unit::day) {
      return anaphoric_unit(begin, u->end, u->unit, distance);
    }
    if (const auto d = weekday(which->end); d && i > begin) {
      if (!anchor_) {
        return with(begin, d->end, std::nullopt);
      }
      const int today = (anchor_->weekday() + 6) % 7 + 1;
      const int back = (today - d->number + 7) % 7;
      return with(begin, d->end,
                  day(anchor_->days() + (distance < 0 ? -(back == 0 ? 7 : back) : (back == 0 ? 0 : 7 - back))));
    }
    if (const auto part = day_part(which->end); part && !is("day-part-plural", which->end)) {
      return in_part(begin, *part, anchor_ ? day(anchor_->days() + distance) : std::nullopt);
    }
    return std::nullopt;
  }

  // -- quarters, halves, seasons --

  struct Quarter {
    std::size_t end;
    int number;
    bool half;
  };
  /// "[fiscal] third quarter", "Q3", "first half".
  std::optional<Quarter> quarter_name(std::size_t i) const {
    auto j = i;
    if (is("fiscal-mark", j)) {
      ++j;
    }
    if (low(j).size() == 2 && low(j)[0] == 'q' && low(j)[1] >= '1' && low(j)[1] <= '4') {
      return Quarter{j + 1, low(j)[1] - '0', false};
    }
    const auto ordinal = w_.numbers.ordinal(p_, j);
    if (!ordinal || ordinal->value > 4) {
      return std::nullopt;
    }
    auto k = ordinal->end;
    if (is("fiscal-mark", k)) {
      ++k;
    }
    if (const auto u = unit(k); u && u->unit == Unit::quarter && !u->plural) {
      return Quarter{u->end, static_cast<int>(ordinal->value), false};
    }
    if (ordinal->value <= 2 && is("half-mark", k)) {
      return Quarter{k + 1, static_cast<int>(ordinal->value), true};
    }
    return std::nullopt;
  }

  Maybe quarter(std::size_t begin) const {
    const auto q = quarter_name(low(begin) == "the" ? begin + 1 : begin);
    if (!q) {
      return std::nullopt;
    }
    const auto make = [&](int y) { return q->half ? half_of(y, q->number) : quarter_of(y, q->number); };
    if (const auto y = year_after(low(q->end) == "of" ? q->end + 1 : q->end, true); y && low(q->end) != ",") {
      return with(begin, y->end, make(y->value));
    }
    if (q->half) {
      // "the second half" is of a match or a list, unless of a year.
      return low(q->end) == "of" && low(q->end + 1) == "the" && low(q->end + 2) == "year"
                 ? with(begin, q->end + 3, from_now([&](const Date& now) { return make(now.year); }))
                 : Maybe();
    }
    return with(begin, q->end, from_now([&](const Date& now) {
                  const auto here = make(now.year);
                  return here && here->begin > now && !forward(begin)
                             ? make(now.year - (q->number == 4 && now.month >= 9 ? 0 : 1))
                             : here;
                }));
  }

  Maybe season(std::size_t begin) const {
    const auto i = low(begin) == "the" ? begin + 1 : begin;
    auto j = i;
    if (const auto part = w_.early.match(p_, j)) {
      j = part->end;
    }
    const auto hit = w_.seasons.match(p_, j);
    if (!hit || token(j).upos == Upos::VERB) {
      return std::nullopt;
    }
    const auto code = TimexReader::Words::seasons_codes[static_cast<std::size_t>(hit->value)];
    if (const auto y = year_after(hit->end, true); y && low(hit->end) != ",") {
      return with(begin, y->end, season_of(y->value, code));
    }
    const bool sure = low(j) == "summer" || low(j) == "winter" || low(j) == "autumn";
    const bool placed = i > begin || (begin > 0 && (low(begin - 1) == "in" || low(begin - 1) == "by" ||
                                                    low(begin - 1) == "since" || low(begin - 1) == "until"));
    if (!sure || !placed ||
        (hit->end < p_.size() && (token(hit->end).upos == Upos::NOUN || token(hit->end).upos == Upos::PROPN))) {
      return std::nullopt;
    }
    return with(begin, hit->end, from_now([&](const Date& now) {
                  auto when = near_season(code, now, 0);
                  if (when && when->begin > now && !forward(j)) {
                    when = season_of(when->begin.year - 1, code);
                  }
                  return when;
                }));
  }

  // -- lengths of time --

  /// "three days", "three days ago", "a year earlier", "five-hour", "weeks".
  Maybe length(std::size_t begin) const {
    auto i = begin;
    if (const auto some = w_.about.match(p_, i)) {
      i = some->end;
    }
    const bool approximate = i > begin;
    if (low(i) == "the" && !approximate) {
      // "the three days", "the first nine months"
      auto j = i + 1;
      if (low(j) == "first" || w_.latest.match(p_, j)) {
        ++j;
      }
      if (const auto n = count(j); n && n->value && !n->article) {
        if (const auto u = unit(n->end); u && !p_[n->end].hyphen) {
          return Match{begin, u->end, TimexKind::duration, duration_value(std::to_string(*n->value), u->unit), {}};
        }
      }
      return std::nullopt;
    }
    auto n = count(i);
    if (!n) {
      // "weeks", "days later"
      const auto u = unit(i);
      if (!u || !u->plural || (i > 0 && p_[i].hyphen)) {
        return std::nullopt;
      }
      n = Count{i, std::nullopt};
    }
    auto j = n->end;
    for (auto more = w_.between.match(p_, j); more; more = w_.between.match(p_, j)) {
      j = more->end;
    }
    if (n->article) {
      for (auto more = w_.whole.match(p_, j); more; more = w_.whole.match(p_, j)) {
        j = more->end;
      }
    }
    const auto u = unit(j);
    if (!u) {
      return std::nullopt;
    }
    const bool joined = j > i && p_[j].hyphen;
    // "20-year-old": an age.
    if (is("age-mark", u->end)) {
      return std::nullopt;
    }
    auto value = n->value;
    bool half = n->half;
    auto end = u->end;
    if (value && low(end) == "and" && low(end + 1) == "a" && low(end + 2) == "half") {
      half = true;
      end += 3;
    }
    // "weeks or months", "weeks and months"
    if (!value && (low(end) == "or" || low(end) == "and")) {
      if (const auto other = unit(end + 1); other && other->plural) {
        end = other->end;
      }
    }
    if (!joined) {
      if (const auto after = w_.after_length.match(p_, end)) {
        if (auto m = moved(begin, after->end, u->unit, value, half, static_cast<int>(after->value), low(end))) {
          return m;
        }
      }
    } else if (const auto after = w_.after_length.match(p_, end); after && p_[end].hyphen) {
      return moved(begin, after->end, u->unit, value, half, static_cast<int>(after->value), low(end));
    }
    // "a day", "a year": a rate after a number or a noun that is counted ("three times a week"), else a length.
    if (n->article && !approximate) {
      if (u->unit == Unit::second || u->unit == Unit::quarter || (u->unit == Unit::weekend)) {
        return std::nullopt;
      }
      if (rate_before(begin)) {
        return Match{begin, end, TimexKind::set, duration_value("1", u->unit), {}};
      }
      if (low(u->end - 1) == "day" && begin + 2 == u->end && !after_time_preposition(begin)) {
        return std::nullopt;
      }
    }
    if (u->unit == Unit::second && !u->plural && !value) {
      return std::nullopt;
    }
    Match m{begin, end, TimexKind::duration, {}, {}};
    if (value) {
      m.value = half ? half_duration(*value, u->unit) : duration_value(std::to_string(*value), u->unit);
    } else {
      m.value = duration_value("X", u->unit);
    }
    return m;
  }

  bool after_time_preposition(std::size_t i) const {
    return i > 0 && (low(i - 1) == "in" || low(i - 1) == "for" || low(i - 1) == "within" || low(i - 1) == "after" ||
                     low(i - 1) == "than" || low(i - 1) == "during");
  }

  bool rate_before(std::size_t i) const {
    if (i == 0) {
      return false;
    }
    if (low(i - 1) == "once" || low(i - 1) == "twice" || low(i - 1) == "times") {
      return true;
    }
    if (token(i - 1).upos == Upos::NUM || is("percent", i - 1) || is("money", i - 1)) {
      return true;
    }
    // "500 barrels a day"
    return token(i - 1).upos == Upos::NOUN && i > 1 &&
           (token(i - 2).upos == Upos::NUM ||
            (i > 2 && token(i - 3).upos == Upos::NUM && token(i - 2).upos == Upos::ADJ));
  }

  /// A length with "ago", "earlier", "later".
  Maybe moved(std::size_t begin, std::size_t end, Unit unit, std::optional<std::uint64_t> value, bool half, int how,
              std::string_view word) const {
    const bool back = how <= 1;
    if (word == "back" || word == "before" || word == "after" || word == "previously") {
      // "two days after the vote" has its own anchor, which is an event; "two days after" alone has none.
      if (end < p_.size() && token(end).upos != Upos::PUNCT) {
        return std::nullopt;
      }
    }
    const bool ago = how == 0 || how == 3;
    if (!value || *value > 5000) {
      if (how == 0) {
        return Match{begin, end, TimexKind::date, "PAST_REF", {}};
      }
      return with(begin, end, std::nullopt);
    }
    if (unit <= Unit::hour) {
      auto m = with(begin, end, std::nullopt, TimexKind::time);
      if (now_ && ago) {
        m.when = on_days(now_->days() - (back ? static_cast<int>((*value + 23) / 24) : 0),
                         now_->days() + (back ? 0 : static_cast<int>((*value + 23) / 24)), DatePrecision::day);
      }
      return m;
    }
    // "Earlier" and "later" count from the date told of before in the sentence, else from the report's.
    std::optional<Date> from = now_;
    if (!ago && in_sentence_) {
      from = in_sentence_;
    } else if (how == 2 && anchor_) {
      from = anchor_;
    } else if (how == 2) {
      from.reset();
    }
    if (!from) {
      return with(begin, end, std::nullopt);
    }
    const int n = (back ? -1 : 1) * static_cast<int>(*value);
    if (half && unit == Unit::year) {
      const auto at = plus_months(*from, 12 * n + (back ? -6 : 6));
      return with(begin, end, month_of(at.year, at.month));
    }
    switch (unit) {
      case Unit::decade:
        return with(begin, end, year_of(from->year + 10 * n));
      case Unit::century:
        return with(begin, end, year_of(from->year + 100 * n));
      default:
        return with(begin, end, unit_at(unit, *from, n));
    }
  }

  // -- sets --

  Maybe repeated(std::size_t i) const {
    if (const auto hit = w_.sets.match(p_, i)) {
      if (token(i).upos == Upos::NOUN || token(i).upos == Upos::PROPN || (i > 0 && p_[i].hyphen)) {
        return std::nullopt;
      }
      return Match{i, hit->end, TimexKind::set, std::string(w_.set_values[static_cast<std::size_t>(hit->value)]), {}};
    }
    if (const auto each = w_.each.match(p_, i)) {
      auto j = each->end;
      if (low(j) == "other" || low(j) == "single") {
        ++j;
      }
      std::uint64_t n = low(each->end) == "other" ? 2 : 1;
      if (const auto number = w_.numbers.cardinal(p_, j); number && !number->half) {
        n = number->value;
        j = number->end;
      }
      if (const auto u = unit(j)) {
        return Match{i, u->end, TimexKind::set, duration_value(std::to_string(n), u->unit), {}};
      }
      if (const auto d = weekday(j)) {
        return Match{i, d->end, TimexKind::set, "XXXX-WXX-" + std::to_string(d->number), {}};
      }
      if (const auto m = month(j)) {
        return Match{i, m->end, TimexKind::set, "XXXX-" + padded(m->number, 2), {}};
      }
      if (const auto season = w_.seasons.match(p_, j)) {
        return Match{i,
                     season->end,
                     TimexKind::set,
                     "XXXX-" + std::string(TimexReader::Words::seasons_codes[static_cast<std::size_t>(season->value)]),
                     {}};
      }
      if (const auto part = day_part(j)) {
        return Match{i, part->end, TimexKind::set, "XXXX-XX-XXT" + std::string(part->code), {}};
      }
    }
    if (low(i) == "per") {
      if (const auto u = unit(i + 1); u && !u->plural) {
        return Match{i, u->end, TimexKind::set, duration_value("1", u->unit), {}};
      }
    }
    return std::nullopt;
  }

  // -- the time of day --

  /// "10:35 a.m.", "10 p.m. Wednesday", "14:30", "0735 GMT", "noon".
  Maybe clock(std::size_t begin) const {
    auto i = begin;
    if (const auto some = w_.about.match(p_, i)) {
      i = some->end;
    }
    int hour = -1;
    int minute = -1;
    auto j = i;
    if (const auto hit = w_.noon.match(p_, i)) {
      hour = static_cast<int>(hit->value);
      minute = 0;
      j = hit->end;
    } else {
      auto text = low(i);
      std::string_view glued;
      if (text.size() > 2 && (text.ends_with("am") || text.ends_with("pm"))) {
        glued = text.substr(text.size() - 2);
        text = text.substr(0, text.size() - 2);
      }
      auto colon = text.find(':');
      if (colon == std::string_view::npos && text.size() >= 4 && text.size() <= 5) {
        colon = text.find('.');
      }
      const bool point = colon != std::string_view::npos && text[colon] == '.';
      if (colon != std::string_view::npos) {
        const auto h = small_number(text.substr(0, colon));
        const auto m = small_number(text.substr(colon + 1));
        if (!h || !m || *h > 24 || *m > 59 || text.size() - colon != 3) {
          return std::nullopt;
        }
        hour = *h;
        minute = *m;
      } else if (const auto whole = small_number(text)) {
        if (text.size() == 4 && (w_.zones.match(p_, i + 1) || is("clock-hours", i + 1)) && *whole / 100 <= 24 &&
            *whole % 100 <= 59) {
          hour = *whole / 100;
          minute = *whole % 100;
        } else if (text.size() <= 2 && *whole <= 24) {
          hour = *whole;
        } else {
          return std::nullopt;
        }
      } else if (const auto number = w_.numbers.cardinal(p_, i);
                 number && number->words && number->value <= 12 && number->end == i + 1) {
        hour = static_cast<int>(number->value);
      } else {
        return std::nullopt;
      }
      j = i + 1;
      bool sure = colon != std::string_view::npos && !point;
      if (!glued.empty()) {
        hour = hour % 12 + (glued == "pm" ? 12 : 0);
        sure = true;
      } else if (const auto half_day = w_.am_pm.match(p_, j)) {
        if (hour > 12) {
          return std::nullopt;
        }
        hour = hour % 12 + static_cast<int>(half_day->value);
        j = half_day->end;
        sure = true;
      } else if (low(j) == "in" && low(j + 1) == "the" && day_part(j + 2) && minute < 0 && hour <= 12 && hour > 0) {
        const auto part = day_part(j + 2);
        hour = hour % 12 + (part->code == "MO" ? 0 : 12);
        j = part->end;
        sure = true;
      } else if (const auto hours = w_.clock_hours.match(p_, j); hours && (minute >= 0 || low(j) == "o'clock")) {
        j = hours->end;
        sure = true;
      } else if (w_.zones.match(p_, j) && (minute >= 0)) {
        sure = true;
      }
      if (!sure) {
        return std::nullopt;
      }
      if (minute < 0) {
        minute = 0;
      }
    }
    if (const auto zone = w_.zones.match(p_, j)) {
      j = zone->end;
    }
    auto k = low(j) == "on" || low(j) == "," ? j + 1 : j;
    std::optional<When> when;
    Maybe on = weekday_first(std::min(k, p_.size() - 1));
    if (!on || on->begin != k || on->kind != TimexKind::date) {
      on = k < p_.size() ? offset_day(k) : std::nullopt;
    }
    if (on && k < p_.size() && on->begin == k && on->kind == TimexKind::date && k == j) {
      j = on->end;
      when = on->when;
    } else if (on && k < p_.size() && on->begin == k && on->kind == TimexKind::date) {
      when = on->when;
    } else if (in_sentence_) {
      when = day(in_sentence_->days());
    } else if (now_) {
      when = day(now_->days());
    }
    if (hour == 24 && minute != 0) {
      return std::nullopt;
    }
    Match m{begin, j, TimexKind::time, {}, {}};
    m.value = (when ? when->value : std::string()) + "T" + padded(hour, 2) + ":" + padded(minute, 2);
    m.when = std::move(when);
    return m;
  }

  // -- the rest --

  /// "the second day in a row", "for a third straight week": up to the report's date.
  Maybe in_a_row(std::size_t begin) const {
    const auto i = low(begin) == "the" || low(begin) == "a" ? begin + 1 : begin;
    const auto ordinal = w_.numbers.ordinal(p_, i);
    if (!ordinal) {
      return std::nullopt;
    }
    auto j = ordinal->end;
    const auto straight = w_.row.match(p_, j);
    if (straight) {
      j = straight->end;
    }
    auto u = unit(j);
    std::optional<DayPart> part;
    if (!u) {
      part = day_part(j);
      if (!part) {
        return std::nullopt;
      }
      u = UnitHit{part->end, Unit::day, false};
    }
    if (u->plural || u->unit < Unit::day) {
      return std::nullopt;
    }
    auto end = u->end;
    const auto row = w_.row.match(p_, end);
    if (row && !straight) {
      end = row->end;
    }
    const bool lasting = begin > 0 && low(begin - 1) == "for" && i > begin && low(end) != "of";  // "for a third day"
    if (!straight && !row && !lasting) {
      // "the second day of the talks": the day is not said.
      return u->unit == Unit::day && i > begin && !part ? with(begin, end, std::nullopt) : Maybe();
    }
    return with(begin, end, from_now([&](const Date& now) { return unit_at(u->unit, now, 0); }),
                part ? TimexKind::time : TimexKind::date);
  }

  Maybe reference(std::size_t i) const {
    const auto hit = w_.references.match(p_, i);
    if (!hit) {
      return std::nullopt;
    }
    // "the past" and "current" before a noun that is no time tell of the noun.
    if (token(i).upos == Upos::PROPN && i > 0 && p_[i].capital) {
      return std::nullopt;
    }
    if (low(i) == "the" && hit->end < p_.size() && token(hit->end).upos != Upos::PUNCT &&
        token(hit->end - 1).upos == Upos::ADJ) {
      return std::nullopt;
    }
    Match m{i,
            hit->end,
            TimexKind::date,
            hit->value < 0    ? "PAST_REF"
            : hit->value == 0 ? "PRESENT_REF"
                              : "FUTURE_REF",
            {}};
    if (hit->value == 0 && now_) {
      m.when = day(now_->days());
    }
    return m;
  }

  /// "recent months", "the coming weeks".
  Maybe recent(std::size_t begin) const {
    const auto i = low(begin) == "the" || low(begin) == "more" ? begin + 1 : begin;
    const auto hit = w_.recent.match(p_, i);
    if (!hit) {
      return std::nullopt;
    }
    const auto u = unit(hit->end);
    if (!u || !u->plural) {
      return std::nullopt;
    }
    auto end = u->end;
    if ((low(end) == "and" || low(end) == "or")) {
      if (const auto other = unit(end + 1); other && other->plural) {
        end = other->end;
      }
    }
    if (hit->value > 0) {
      return Match{begin, end, TimexKind::date, "FUTURE_REF", {}};
    }
    return Match{begin, end, TimexKind::duration, duration_value("X", u->unit), {}};
  }

  /// "the year-ago quarter", "year-earlier".
  Maybe year_before(std::size_t begin, std::size_t i) const {
    const auto u = unit(i);
    if (!u || u->unit != Unit::year || (low(u->end) != "ago" && low(u->end) != "earlier")) {
      return std::nullopt;
    }
    if (const auto inner = unit(u->end + 1); inner && inner->unit == Unit::quarter && !inner->plural) {
      return with(begin, inner->end, from_now([&](const Date& now) { return unit_at(Unit::quarter, now, -5); }));
    }
    return with(begin, u->end + 1, from_now([&](const Date& now) { return year_of(now.year - 1); }));
  }

  /// "the weekend", "the year", "the day": with the report's date, or the one told of.
  Maybe the_unit(std::size_t begin) const {
    if (low(begin) != "the") {
      return begin + 1 < p_.size() && p_[begin + 1].hyphen ? year_before(begin, begin) : std::nullopt;
    }
    auto i = begin + 1;
    const auto last = w_.latest.match(p_, i);
    if (last) {
      i = last->end;
    }
    if (is("fiscal-mark", i)) {
      ++i;
    }
    const auto u = unit(i);
    if (!u || u->plural) {
      return std::nullopt;
    }
    if (u->end < p_.size() && p_[u->end].hyphen) {
      return year_before(begin, i);
    }
    if (u->unit == Unit::weekend) {
      return with(begin, u->end, from_now([&](const Date& now) {
                    const bool on = now.weekday() == 0 || now.weekday() == 6;
                    return weekend_at(monday_of(now) - (on || forward(begin) || now.weekday() >= 4 ? 0 : 7));
                  }));
    }
    if ((u->unit == Unit::week || u->unit == Unit::month) && (low(u->end) == "before" || low(u->end) == "prior")) {
      return with(begin, u->end + 1,
                  from_now([&](const Date& now) { return unit_at(u->unit, anchor_ ? *anchor_ : now, -1); }));
    }
    if (u->unit == Unit::year || u->unit == Unit::week || u->unit == Unit::month) {
      if (u->unit == Unit::year && year(u->end)) {
        const auto y = year(u->end);
        return with(begin, y->end, year_of(y->value));
      }
      return with(begin, u->end, from_now([&](const Date& now) { return unit_at(u->unit, now, 0); }));
    }
    if (u->unit == Unit::quarter) {
      return with(begin, u->end, from_now([&](const Date& now) { return unit_at(Unit::quarter, now, -1); }));
    }
    return std::nullopt;
  }

  /// All readings at a piece, the longest first.
  Maybe core(std::size_t i) const {
    Maybe best;
    longer(best, iso_date(i));
    longer(best, numeric_date(i));
    longer(best, weekday_first(i));
    longer(best, month_first(i));
    longer(best, day_first(i));
    longer(best, holiday(i));
    longer(best, clock(i));
    longer(best, offset_day(i));
    longer(best, repeated(i));
    longer(best, deictic(i));
    longer(best, anaphoric(i));
    longer(best, quarter(i));
    longer(best, season(i));
    longer(best, decade_or_century(i));
    longer(best, in_a_row(i));
    longer(best, length(i));
    longer(best, recent(i));
    longer(best, the_unit(i));
    longer(best, reference(i));
    longer(best, lone_year(i));
    return best;
  }

  /// The longest reading at a piece, with the words of its part before it: "earlier this week", "the end of November".
  Maybe at(std::size_t i) const {
    auto best = core(i);
    const auto extend = [&](const std::optional<Phrases::Hit>& hit, int cut) {
      if (!hit || hit->end >= p_.size()) {
        return;
      }
      auto inner = core(hit->end);
      if (!inner || (inner->kind != TimexKind::date && inner->kind != TimexKind::time) ||
          inner->value.ends_with("_REF")) {
        return;
      }
      if (best && inner->end <= best->end) {
        return;
      }
      inner->begin = i;
      if (cut != 0 && now_ && inner->when && inner->when->begin <= *now_ && *now_ <= inner->when->end) {
        (cut < 0 ? inner->when->end : inner->when->begin) = *now_;
      }
      best = std::move(inner);
    };
    extend(w_.early.match(p_, i), 0);
    extend(w_.part_of.match(p_, i), 0);
    if (const auto hit = w_.so_far.match(p_, i)) {
      extend(hit, static_cast<int>(hit->value));
    }
    return best;
  }

  void emit(const Match& match) {
    TimexMention mention;
    mention.begin = p_[match.begin].token;
    mention.end = p_[match.end - 1].token + 1;
    mention.head = head_of_tokens(document_, mention.begin, mention.end);
    auto& timex = mention.timex;
    timex.span = {p_[match.begin].span.begin, p_[match.end - 1].span.end};
    timex.kind = match.kind;
    timex.value = match.value;
    auto& interval = timex.interval;
    if (match.when) {
      interval.begin = match.when->begin;
      interval.end = match.when->end;
      interval.precision = match.when->precision;
      if (match.kind != TimexKind::duration && match.when->precision == DatePrecision::day &&
          match.value.find("_REF") == std::string::npos) {
        anchor_ = match.when->begin;
        in_sentence_ = anchor_;
      }
    }
    interval.span = timex.span;
    interval.words = std::string(timex.span.of(document_.text));
    out_.push_back(std::move(mention));
  }

  const TimexReader::Words& w_;
  const Document& document_;
  const std::optional<Date> now_;
  const Sentence* sentence_ = nullptr;
  std::vector<Piece> p_;
  std::optional<Date> anchor_;       ///< the last day told of
  std::optional<Date> in_sentence_;  ///< the last one in this sentence
  std::vector<TimexMention> out_;
};

}  // namespace

TimexReader::TimexReader(const WordLists& lists) : words_(std::make_unique<const Words>(lists)) {}

TimexReader::~TimexReader() = default;

std::vector<TimexMention> TimexReader::find(const Document& document, const std::optional<Date>& report_date) const {
  return TimexFinder(*words_, document, report_date).find();
}

}  // namespace sitrep
