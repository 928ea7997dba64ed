#include "publish/text.h"

#include <algorithm>
#include <vector>

#include "publish/phrase.h"

namespace sitrep {
namespace {

constexpr std::size_t width = 100;

/// ", at PLACE, DATE; claimed by SOURCE" with what of it is known.
template <typename Item>
std::string circumstances(const Item& item) {
  std::string out;
  if (item.place) {
    out += ", at " + phrase(*item.place);
  }
  if (const std::string date = phrase(item.date); !date.empty()) {
    out += ", " + date;
  }
  if (!item.attribution.none()) {
    out += "; claimed by " + clean(item.attribution.source);
  }
  return out;
}

std::string status_of(Status status) {
  return status == Status::actual ? "" : "; " + std::string(name(status));
}

}  // namespace

std::string item_line(const Report& /*report*/, const Event& event) {
  return type_phrase(event) + ": " + parties_phrase(event) + circumstances(event) + status_of(event.status);
}

std::string item_line(const Report& /*report*/, const Toll& toll) {
  return "TOLL: " + phrase(toll) + circumstances(toll) + status_of(toll.status);
}

std::string item_line(const Report& report, const Statement& statement) {
  std::string out = "STATEMENT: " + phrase(statement.speaker);
  if (statement.on_behalf_of) {
    out += " for " + phrase(*statement.on_behalf_of);
  }
  out += " " + std::string(said(statement.act));
  if (statement.addressee) {
    out += " to " + phrase(*statement.addressee);
  }
  const std::string content = clean(statement.content.of(report.text));
  return out + ": " + (statement.kind == StatementKind::paraphrase ? content : "“" + content + "”");
}

std::string item_line(const Report& /*report*/, const Accord& accord) {
  return "ACCORD: " + phrase(accord) + ": " + spaced(name(accord.state)) +
         (accord.attribution.none() ? "" : "; claimed by " + clean(accord.attribution.source));
}

std::string coding_text(const Report& report, const Coding& coding) {
  std::vector<std::string> under(coding.sentences.size() + 1);  // the last for items whose sentence is not known
  const auto put = [&](const std::vector<Evidence>& evidence, const std::string& text) {
    const std::size_t sentence = evidence.empty() ? under.size() : evidence.front().sentence;
    under[std::min(sentence, under.size() - 1)] += wrapped(text, "      - ", "        ", width);
  };
  for (const Event& event : coding.events) {
    put(event.evidence, item_line(report, event));
  }
  for (const Toll& toll : coding.tolls) {
    put(toll.evidence, item_line(report, toll));
  }
  for (const Statement& statement : coding.statements) {
    put(statement.evidence, item_line(report, statement));
  }
  for (const Accord& accord : coding.accords) {
    put(accord.evidence, item_line(report, accord));
  }

  std::string out = "== " + clean(report.title.empty() ? report.id : report.title) + "\n";
  out += "   " + (report.title.empty() ? std::string() : clean(report.id) + ", ") +
         (report.publisher.empty() ? std::string() : clean(report.publisher) + ", ") +
         (report.date ? phrase(*report.date) : std::string("date not known")) + "\n";
  for (std::size_t i = 0; i < coding.sentences.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    const std::string first = std::string(number.size() < 3 ? 3 - number.size() : 0, ' ') + number + "  ";
    out += "\n" + wrapped(clean(coding.sentences[i].of(report.text)), first, "     ", width) + under[i];
  }
  return out + under.back() + "\n";
}

}  // namespace sitrep
