#include <cstdio>
#include <string>

#include "cli/command.h"
#include "cli/share.h"
#include "extract/example.h"

namespace sitrep::cli {

namespace {

void print_tree(const Document& document, std::uint32_t token, int depth) {
  const auto& t = document.tokens[token];
  std::printf("  %*s%.*s  [%.*s %s%s%.*s, %.*s]\n", depth * 2, "", static_cast<int>(t.form.size()), t.form.data(),
              static_cast<int>(name(t.upos).size()), name(t.upos).data(), t.lemma.c_str(), t.feats.empty() ? "" : " ",
              static_cast<int>(t.feats.size()), t.feats.data(), static_cast<int>(t.deprel.size()), t.deprel.data());
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
    if (document.tokens[i].head == token) {
      print_tree(document, i, depth + 1);
    }
  }
}

void print_entities(const char* role, const std::vector<Entity>& entities) {
  for (const auto& e : entities) {
    std::printf("    %-10s %s \"%s\"%s%s\n", role, e.coded().c_str(), e.text.c_str(), e.name.empty() ? "" : ", ",
                e.name.c_str());
  }
}

void print_phrases(const char* role, const std::vector<Span>& phrases, const Report& report) {
  for (const auto span : phrases) {
    std::printf("    %-12s \"%s\"\n", role, std::string(span.of(report.text)).c_str());
  }
}

void explain(const Coder& coder, const std::string& text, const std::string& date) {
  Report report;
  report.id = "explain";
  report.text = text;
  report.date = Date::parse(date);
  const auto trace = coder.trace(report);
  std::printf("Tree\n");
  for (const auto& sentence : trace.document.sentences) {
    print_tree(trace.document, sentence.root, 0);
  }
  std::printf("\nActors\n");
  for (const auto& actors : trace.resolution.actors) {
    for (const auto& a : actors) {
      std::printf("  %-12s \"%s\"%s: %s\n", a.entity.coded().c_str(), a.entity.text.c_str(),
                  a.only_place ? " (as a place)" : "", a.how.c_str());
    }
  }
  if (!trace.resolution.places.empty()) {
    std::printf("\nPlaces\n");
    for (const auto& p : trace.resolution.places) {
      std::printf("  \"%s\": %s %s %s\n", p.place.text.c_str(),
                  p.place.name.empty() ? "not in the gazetteer" : p.place.name.c_str(), p.place.country.c_str(),
                  p.place.id.c_str());
    }
  }
  for (const auto& t : trace.resolution.timexes) {
    std::printf("\nTime \"%.*s\": %s\n", static_cast<int>(t.timex.span.size()), t.timex.span.of(report.text).data(),
                t.timex.value.empty() ? "not known without the report's date" : t.timex.value.c_str());
  }
  for (const auto& q : trace.resolution.quantities) {
    const auto bound = [](const std::optional<std::uint64_t>& n) { return n ? std::to_string(*n) : std::string("?"); };
    std::printf("\nQuantity \"%.*s\": %s to %s, %s, of %s\n", static_cast<int>(q.quantity.span.size()),
                q.quantity.span.of(report.text).data(), bound(q.quantity.low).c_str(), bound(q.quantity.high).c_str(),
                std::string(name(q.quantity.precision)).c_str(),
                q.counted == no_token ? "nothing known" : std::string(trace.document.tokens[q.counted].form).c_str());
  }
  std::printf("\nEvents%s\n", trace.coding.events.empty() ? ": none" : "");
  for (const auto& event : trace.coding.events) {
    std::printf("  %s  at \"%s\"\n", summary(event).c_str(), std::string(event.trigger.of(report.text)).c_str());
    print_entities("actor", event.actors);
    print_entities("recipient", event.recipients);
    print_phrases("as actor", event.actor_phrases, report);
    print_phrases("as recipient", event.recipient_phrases, report);
    std::printf("    CAMEO %s, confidence %.2f\n", event.cameo.empty() ? "-" : event.cameo.c_str(), event.confidence);
    for (const auto& reason : event.reasons) {
      std::printf("    because    %s\n", reason.c_str());
    }
  }
  for (const auto& t : trace.coding.tolls) {
    std::printf("  Toll %s: \"%s\" %s\n", std::string(name(t.kind)).c_str(),
                std::string(t.count.span.of(report.text)).c_str(), t.whom.c_str());
  }
  for (const auto& a : trace.coding.accords) {
    std::printf("  Accord %s, %s\n", std::string(name(a.kind)).c_str(), std::string(name(a.state)).c_str());
  }
  for (const auto& s : trace.coding.statements) {
    std::printf("  Statement by \"%s\": %s\n", s.speaker.text.c_str(), std::string(s.content.of(report.text)).c_str());
  }
  if (!trace.fallen.empty()) {
    std::printf("\nLooked at and let fall\n");
    for (const auto& f : trace.fallen) {
      std::printf("  \"%s\" %s: %s\n", f.predicate.c_str(), f.frame.c_str(), f.why.c_str());
    }
  }
}

}  // namespace

void add_explain(CLI::App& app, int& exit_status) {
  struct Options {
    ShareOptions share;
    std::string text;
    std::string date;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "explain", "shows the tree of a text, the frames that matched, and why each field is what it is");
  command->add_option("text", options->text, "the sentence or text")->required();
  command->add_option("--date", options->date, "the day of the report, as 2023-09-20");
  options->share.add_to(*command);
  options->share.add_knowledge_to(*command);
  command->callback([options, &exit_status] {
    const Engine engine(options->share);
    explain(engine.coder, options->text, options->date);
    exit_status = exit_ok;
  });
}

}  // namespace sitrep::cli
