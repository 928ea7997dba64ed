#include "eval/police_eval.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "extract/example.h"
#include "extract/tree.h"
#include "language/lemma_script.h"

namespace sitrep {

namespace {

enum Label : std::size_t { kill, arrest, force, fail, any_action, label_count };
constexpr std::array<std::string_view, label_count> label_names = {"KILL", "ARREST", "FORCE", "FAIL", "ANY_ACTION"};
using Labels = std::array<bool, label_count>;

/// By sector, or by the words of a phrase that is not resolved: "superintendent of police r k das".
bool is_police(const Entity& entity) {
  return std::ranges::find(entity.sectors, "COP") != entity.sectors.end() ||
         lower_case(entity.text).find("police") != std::string::npos;
}

/// What only police do where nobody is named: arrests, curfews, tear gas, inquiries.
bool police_work(const Event& event) {
  switch (event.type) {
    case EventType::coerce:
      return event.mode == Mode::arrest || event.mode == Mode::curfew;
    case EventType::assault:
      return event.mode == Mode::crowd_control;
    case EventType::accuse:
      return event.mode == Mode::investigate;
    default:
      return false;
  }
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
  const bool sent = event.type == EventType::mobilize && event.mode == Mode::police;
  if (!std::ranges::any_of(event.actors, is_police) && !sent && !(event.actors.empty() && police_work(event))) {
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

struct GoldSentence {
  Span span;
  Labels labels{};
};

/// The sentences of a document, found in its text one after the other.
std::string read_sentences(const nlohmann::json& row, std::string_view text, std::vector<GoldSentence>& sentences) {
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
    GoldSentence sentence{{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(from)}, {}};
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

/// Whether a sentence tells of anything that police do, whatever the verb: "the police sealed the lanes".
bool police_act(Span sentence, const CodingTrace& trace, const Tree& tree) {
  const auto& tokens = trace.document.tokens;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    if (!sentence.contains(tokens[t].span) ||
        !std::ranges::any_of(trace.resolution.actors[t], [](const ResolvedActor& a) { return is_police(a.entity); })) {
      continue;
    }
    std::uint32_t doer = t;
    while (tree.is(doer, "conj")) {
      doer = tree.head(doer);
    }
    const auto relation = tokens[doer].deprel;
    if ((relation == "nsubj" || relation == "obl:agent") && tokens[tree.head(doer)].upos == Upos::VERB) {
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
    const auto report = plain_report(text_of(row, "id"), text_of(row, "text"));
    std::vector<GoldSentence> sentences;
    if (auto what = read_sentences(row, report.text, sentences); !what.empty()) {
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
