#include "eval/police_eval.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "extract/example.h"
#include "extract/tree.h"
#include "ingest/encoding.h"
#include "language/lemma_script.h"

namespace sitrep {

namespace {

enum Label : std::size_t { kill, arrest, force, fail, any_action, label_count };
constexpr std::array<std::string_view, label_count> label_names = {"KILL", "ARREST", "FORCE", "FAIL", "ANY_ACTION"};
using Labels = std::array<bool, label_count>;

constexpr std::array<std::string_view, 1> police = {"COP"};
constexpr std::array<std::string_view, 1> government = {"GOV"};

/// By sector, or by the words of a phrase that is not resolved: "superintendent of police r k das".
bool is_police(const Entity& entity) {
  return entity.has_sector(police) || lower_case(entity.text).find("police") != std::string::npos;
}

/// What only police do where nobody is named: arrests, curfews, tear gas. Inquiries are of committees as often.
bool police_work(const Event& event) {
  switch (event.type) {
    case EventType::coerce:
      return event.mode == Mode::arrest || event.mode == Mode::curfew;
    case EventType::assault:
      return event.mode == Mode::crowd_control;
    default:
      return false;
  }
}

/// An arrest is police work also where a government makes it, or one of whom no more than the name is known.
bool police_make_arrest(const Event& event) {
  return event.type == EventType::coerce && event.mode == Mode::arrest &&
         std::ranges::all_of(event.actors,
                             [](const Entity& a) { return a.sectors.empty() || a.has_sector(government); });
}

/// Whether forces are sent out among civilians: police by whomever, or soldiers in aid of them.
bool sends_forces(const Event& event) {
  return event.type == EventType::mobilize && (event.mode == Mode::police || event.mode == Mode::troops);
}

/// What a sentence tells as done, be it in the words of a witness or an accuser.
bool is_told(Status status) {
  return status == Status::actual || status == Status::historical || status == Status::alleged;
}

/// Tolls are tied to the first telling of an event; in later ones the dead stand in the same sentence.
bool tells_dead(Span sentence, const Event& event, const std::vector<Toll>& tolls) {
  return std::ranges::any_of(tolls, [&](const Toll& toll) {
    return toll.kind == TollKind::killed && (toll.event.empty() || toll.event == event.id) &&
           std::ranges::any_of(toll.evidence, [&](const Evidence& e) { return sentence.overlaps(e.span); });
  });
}

Labels labels_of(const Event& event, Span sentence, const std::vector<Toll>& tolls) {
  Labels labels{};
  if (event.type == EventType::other) {
    return labels;  // to comment is no action
  }
  const bool named = std::ranges::any_of(event.actors, is_police);
  // What nobody named does must be told as done: "he should be arrested" tells of no police.
  const bool meant =
      is_told(event.status) && (police_make_arrest(event) || (event.actors.empty() && police_work(event)));
  if (!named && !meant && !sends_forces(event)) {
    return labels;
  }
  labels[fail] = event.status == Status::denied;
  labels[any_action] = is_told(event.status) || event.status == Status::planned || event.status == Status::demanded;
  if (is_told(event.status)) {
    labels[arrest] = event.type == EventType::coerce && event.mode == Mode::arrest;
    labels[force] = event.type == EventType::assault;
    labels[kill] = labels[force] && tells_dead(sentence, event, tolls);
  }
  return labels;
}

/// A text as ingest would give it: a third of these were read as windows-1252 once.
std::string mended(std::string_view text) {
  std::string out(text);
  mend_read_twice(out);
  mend_doubled_apostrophes(out);
  return out;
}

struct GoldSentence {
  Span span;
  Labels labels{};
};

/// The sentences of a document, found in its text one after the other; spans into `whole`, the mended text.
std::string read_sentences(const nlohmann::json& row, std::string_view text, std::string_view whole,
                           std::vector<GoldSentence>& sentences) {
  const auto list = row.find("sentences");
  if (list == row.end() || !list->is_array()) {
    return "no list of sentences";
  }
  std::size_t from = 0;
  for (const auto& item : *list) {
    const auto words = text_of(item, "text");
    const auto at = text.find(words, from);
    if (words.empty() || at == std::string_view::npos) {
      return "the text does not hold the sentence '" + words + "'";
    }
    from = at + words.size();
    // Some sentences are cut within what was read twice, so that they cannot be mended by themselves.
    const auto place = [&](std::size_t offset) {
      auto found = std::min(mended(text.substr(0, offset)).size(), whole.size());
      while (found < whole.size() && (whole[found] & 0xC0) == 0x80) {
        ++found;
      }
      return static_cast<std::uint32_t>(found);
    };
    GoldSentence sentence{{place(at), place(from)}, {}};
    for (const auto& label : item.value("labels", nlohmann::json::array())) {
      const auto name = std::ranges::find(label_names, label.is_string() ? label.get<std::string>() : "");
      if (name == label_names.end()) {
        return "an unknown label";
      }
      sentence.labels[static_cast<std::size_t>(name - label_names.begin())] = true;
    }
    sentences.push_back(sentence);
  }
  return {};
}

/// Whether police are heard in a sentence: "the road is open again, police said".
bool police_speak(Span sentence, const Coding& coding) {
  return std::ranges::any_of(coding.statements, [&](const Statement& statement) {
    return is_police(statement.speaker) && (sentence.overlaps(statement.content) || sentence.overlaps(statement.cue));
  });
}

/// The phrase that one of several stands in: of "agencies, including the police" the agencies, of "Ana Gil, the police
/// chief" her.
std::uint32_t whole_phrase(const Tree& tree, std::uint32_t phrase) {
  while (tree.is(phrase, "conj") || tree.is(phrase, "appos") ||
         ((tree.is(phrase, "nmod") || tree.is(phrase, "obl")) && tree.case_marker(phrase) == "include")) {
    phrase = tree.head(phrase);
  }
  return phrase;
}

/// Whether a phrase takes part in what a clause tells: as its subject, active or passive, or its agent; as one with
/// whom, from whom or to whom something is done, or who is asked to do it; or in the noun of a deed: "police firing".
bool takes_part(const CodingTrace& trace, const Tree& tree, std::uint32_t phrase) {
  static constexpr std::array<std::string_view, 7> beside = {"with", "along with", "alongside", "to",
                                                             "from", "by",         "accord to"};
  static constexpr std::array<std::string_view, 7> things = {"vehicle", "van",    "jeep",     "car",
                                                             "room",    "circle", "complaint"};
  const auto& tokens = trace.document.tokens;
  phrase = whole_phrase(tree, phrase);
  const auto head = tree.head(phrase);
  if (head == no_token) {
    return false;
  }
  const std::string_view relation = tokens[phrase].deprel;
  if (tokens[phrase].upos == Upos::PRON) {
    return relation == "nsubj" && tokens[head].upos == Upos::VERB;
  }
  if (relation.starts_with("nsubj") || relation == "obl:agent") {
    return true;
  }
  if (relation == "obj" || relation == "iobj") {
    return tree.child(head, "xcomp") != no_token;
  }
  if (relation == "obl" || relation == "nmod") {
    return std::ranges::find(beside, tree.case_marker(phrase)) != beside.end();
  }
  return relation == "compound" && trace.resolution.actors[head].empty() && !tree.is(head, "compound") &&
         std::ranges::find(things, tree.lemma(head).text) == things.end();
}

/// Whether a sentence tells of anything that police take part in, whatever the verb: "the police sealed the lanes".
bool police_act(Span sentence, const CodingTrace& trace, const Tree& tree) {
  const auto& tokens = trace.document.tokens;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    if (sentence.contains(tokens[t].span) &&
        std::ranges::any_of(trace.resolution.actors[t], [](const ResolvedActor& a) { return is_police(a.entity); }) &&
        takes_part(trace, tree, t)) {
      return true;
    }
  }
  return false;
}

/// Whether a sentence holds the event's predicate or one of its other tellings.
bool tells(Span sentence, const Event& event) {
  return std::ranges::any_of(event.evidence, [&](const Evidence& evidence) {
    return sentence.overlaps(evidence.span.contains(event.trigger) ? event.trigger : evidence.span);
  });
}

std::string written(const Labels& labels) {
  std::string out;
  for (std::size_t l = 0; l < label_count; ++l) {
    if (labels[l]) {
      out += (out.empty() ? "" : " ") + std::string(label_names[l]);
    }
  }
  return out.empty() ? "-" : out;
}

}  // namespace

Evaluation evaluate_police(std::string_view content, std::string_view file, const TraceReport& trace) {
  Evaluation out;
  std::array<Score, label_count> scores;
  Score coded;
  for_each_gold_row(content, file, out.faults, [&](const nlohmann::json& row, std::size_t) -> std::string {
    const auto text = text_of(row, "text");
    const auto report = plain_report(text_of(row, "id"), mended(text));
    std::vector<GoldSentence> sentences;
    if (auto what = read_sentences(row, text, report.text, sentences); !what.empty()) {
      return what;
    }
    const auto traced = trace(report);
    const auto& coding = traced.coding;
    const Tree tree(traced.document);
    for (const auto& sentence : sentences) {
      Labels found{};
      found[any_action] = police_speak(sentence.span, coding);
      std::string events = found[any_action] ? "\n           police speak" : "";
      bool by_event = found[any_action];
      if (police_act(sentence.span, traced, tree)) {
        found[any_action] = true;
        events += "\n           police act";
      }
      for (const auto& event : coding.events) {
        if (!tells(sentence.span, event)) {
          continue;
        }
        const auto labels = labels_of(event, sentence.span, coding.tolls);
        for (std::size_t l = 0; l < label_count; ++l) {
          found[l] = found[l] || labels[l];
        }
        by_event = by_event || labels[any_action];
        events += "\n           " + summary(event);
      }
      const bool gold = sentence.labels[any_action];
      coded += {gold ? 1U : 0U, by_event ? 1U : 0U, gold && by_event ? 1U : 0U};
      for (std::size_t l = 0; l < label_count; ++l) {
        scores[l] += {sentence.labels[l] ? 1U : 0U, found[l] ? 1U : 0U, sentence.labels[l] && found[l] ? 1U : 0U};
      }
      if (found != sentence.labels) {
        out.errors.push_back(report.id + "  " + std::string(sentence.span.of(report.text)) + "\n    gold   " +
                             written(sentence.labels) + "\n    coded  " + written(found) + events);
      }
    }
    return {};
  });
  for (std::size_t l = 0; l < label_count; ++l) {
    out.table.emplace_back(label_names[l], scores[l]);
  }
  out.table.emplace_back("any-coded", coded);
  return out;
}

}  // namespace sitrep
