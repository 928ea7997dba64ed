#include "publish/phrase.h"

#include <algorithm>
#include <array>

#include "record/code_points.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

bool first_of_month(const Date& day) {
  return day.day == 1;
}
bool last_of_month(const Date& day) {
  return Date::from_days(day.days() + 1).month != day.month;
}

std::string month_and_year(const Date& day) {
  return std::string(months[day.month - 1u]) + " " + std::to_string(day.year);
}

/// Both ends known.
std::string span_of_days(const Date& begin, const Date& end) {
  if (begin == end) {
    return phrase(begin);
  }
  if (first_of_month(begin) && last_of_month(end)) {
    if (begin.year == end.year && begin.month == 1 && end.month == 12) {
      return std::to_string(begin.year);
    }
    if (begin.month == 1 && end.month == 12) {
      return std::to_string(begin.year) + " to " + std::to_string(end.year);
    }
    if (begin.year == end.year && begin.month == end.month) {
      return month_and_year(begin);
    }
    return (begin.year == end.year ? std::string(months[begin.month - 1u]) : month_and_year(begin)) + " to " +
           month_and_year(end);
  }
  std::string first = std::to_string(begin.day);
  if (begin.month != end.month || begin.year != end.year) {
    first += " " + std::string(months[begin.month - 1u]);
  }
  if (begin.year != end.year) {
    first += " " + std::to_string(begin.year);
  }
  return first + " to " + phrase(end);
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1u : 0u;
  }
  return count;
}

/// "150,000": groups of three digits.
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

}  // namespace

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      space = true;
      continue;
    }
    // U+0080 to U+009F are C2 80 to C2 9F.
    const bool c1 = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c < 0x20 || c == 0x7F || c1) {
      i += c1 ? 1 : 0;
      continue;
    }
    if (space && !out.empty()) {
      out += ' ';
    }
    space = false;
    out += text[i];
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t longest) {
  std::string whole = clean(text);
  const CodePointIndex index(whole);
  if (index.size() <= longest) {
    return whole;
  }
  std::string cut = whole.substr(0, index.byte(static_cast<std::uint32_t>(longest)));
  if (const auto space = cut.rfind(' '); space != std::string::npos && space > cut.size() / 2) {
    cut.resize(space);
  }
  while (!cut.empty() && (cut.back() == ' ' || cut.back() == ',' || cut.back() == ';')) {
    cut.pop_back();
  }
  return cut + " …";
}

std::string phrase(const Date& day) {
  return std::to_string(day.day) + " " + month_and_year(day);
}

std::string phrase(const DateInterval& date) {
  const std::string words = clean(date.words);
  if (!date.known()) {
    return words.empty() ? std::string() : "“" + words + "”";
  }
  std::string days;
  if (date.begin && date.end) {
    days = span_of_days(*date.begin, *date.end);
  } else {
    days = date.begin ? "from " + phrase(*date.begin) : "until " + phrase(*date.end);
  }
  // A coarse date's own words tell more than the days they were turned into.
  const bool coarse = date.precision == DatePrecision::season || date.precision == DatePrecision::decade;
  return coarse && !words.empty() ? words + " (" + days + ")" : days;
}

std::string phrase(const Entity& entity) {
  std::string out = clean(entity.name.empty() ? entity.text : entity.name);
  const std::string code = entity.coded();
  if (out.empty()) {
    return code.empty() ? "unknown" : code;
  }
  return code.empty() ? out : out + " (" + code + ")";
}

std::string phrase(const std::vector<Entity>& entities) {
  std::string out;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (i > 0) {
      out += i + 1 == entities.size() ? " and " : ", ";
    }
    out += phrase(entities[i]);
  }
  return out;
}

std::string phrase(const Place& place) {
  std::string out = clean(place.name.empty() ? place.text : place.name);
  if (!place.country.empty() && place.kind != PlaceKind::country) {
    out += ", " + place.country;
  }
  return out;
}

std::string phrase(const Quantity& count) {
  const auto& low = count.low;
  const auto& high = count.high;
  if (!low && !high) {
    return "an unknown number of";
  }
  if (!high) {
    // "more than 12,000" reads better than "at least 12,001", and says the same.
    constexpr std::uint64_t round = 100;
    const bool above_round = *low > round && *low % round == 1;
    return above_round ? "more than " + grouped(*low - 1) : "at least " + grouped(*low);
  }
  if (!low) {
    return "at most " + grouped(*high);
  }
  std::string out = *low == *high ? grouped(*low) : grouped(*low) + " to " + grouped(*high);
  if (count.precision == QuantityPrecision::at_most && *low == 0) {
    return "at most " + grouped(*high);
  }
  return count.precision == QuantityPrecision::about ? "about " + out : out;
}

std::string phrase(const Toll& toll) {
  std::string whom = clean(toll.whom);
  if (whom.empty()) {
    const bool one = toll.count.low == std::uint64_t{1} && toll.count.high == std::uint64_t{1};
    whom = toll.side && !toll.side->text.empty() ? "of " + phrase(*toll.side) : one ? "person" : "people";
  } else if (toll.side && !toll.side->coded().empty()) {
    whom += " (" + toll.side->coded() + ")";
  }
  // "a rebel leader killed", not "1 a rebel leader".
  const bool counted = whom.starts_with("a ") || whom.starts_with("A ") || whom.starts_with("an ") ||
                       whom.starts_with("An ") || whom.starts_with("the ") || whom.starts_with("The ");
  return (counted && toll.count.low == std::uint64_t{1} ? "" : phrase(toll.count) + " ") + whom + " " +
         std::string(name(toll.kind)) + (toll.cumulative ? " in all" : "");
}

std::string type_phrase(const Event& event) {
  std::string out(name(event.type));
  if (event.type == EventType::other && !event.cameo.empty()) {
    out += " (CAMEO " + event.cameo + ")";
  }
  if (event.mode != Mode::none) {
    out += " (" + spaced(name(event.mode)) + ")";
  }
  return out;
}

std::string parties_phrase(const Event& event) {
  std::string out = event.actors.empty() ? std::string("actor unknown") : phrase(event.actors);
  if (!event.recipients.empty()) {
    out += " → " + phrase(event.recipients);
  }
  return out;
}

std::string phrase(const Accord& accord) {
  std::string out = spaced(name(accord.kind));
  if (!accord.terms.empty()) {
    out += " (" + clean(accord.terms) + ")";
  }
  if (accord.parties.size() > 1) {
    out += " between " + phrase(accord.parties);
  } else if (accord.parties.size() == 1) {
    out += " of " + phrase(accord.parties);
  }
  if (!accord.brokers.empty()) {
    out += ", brokered by " + phrase(accord.brokers);
  }
  if (accord.place) {
    out += ", " + phrase(*accord.place);
  }
  if (const std::string date = phrase(accord.date); !date.empty()) {
    out += ", " + date;
  }
  return out;
}

std::string_view said(SpeechAct act) {
  constexpr std::array<std::string_view, 7> words = {"said",    "claimed",  "denied",    "demanded",
                                                     "accused", "promised", "threatened"};
  static_assert(words.size() == static_cast<std::size_t>(SpeechAct::threatens) + 1);
  return words[static_cast<std::size_t>(act)];
}

std::string spaced(std::string_view code) {
  std::string out(code);
  for (char& c : out) {
    c = c == '-' || c == '_' ? ' ' : c;
  }
  return out;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

std::string wrapped(std::string_view text, std::string_view first, std::string_view rest, std::size_t width) {
  std::string out(first);
  std::size_t used = code_points(first);
  bool empty_line = true;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t size = code_points(word);
    if (!empty_line && used + 1 + size > width) {
      out += '\n';
      out += rest;
      used = code_points(rest);
      empty_line = true;
    }
    if (!empty_line) {
      out += ' ';
      ++used;
    }
    out += word;
    used += size;
    empty_line = false;
  }
  return out + '\n';
}

}  // namespace sitrep
