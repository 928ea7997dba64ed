#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/coder.h"
#include "extract/contexts.h"
#include "extract/judge.h"

namespace sitrep::testing {

/// The shipped knowledge and models, loaded once for all tests.
inline const Coder& shipped_coder() {
  static const auto knowledge = Knowledge::load(SITREP_PACK_FILE);
  static const auto language = Language::load(SITREP_MODEL_FILE);
  static const auto judge = Judge::load(SITREP_JUDGE_FILE);
  static const auto contexts = ContextModel::load(SITREP_CONTEXTS_FILE);
  static const Coder coder(*knowledge, language, &judge, &contexts);
  return coder;
}

/// A report with its coding; spans of the coding point into its text.
struct Coded {
  Report report;
  Coding coding;

  [[nodiscard]] std::string_view words(Span span) const { return span.of(report.text); }
  [[nodiscard]] std::vector<Event> actual_events() const {
    std::vector<Event> out;
    std::copy_if(coding.events.begin(), coding.events.end(), std::back_inserter(out),
                 [](const Event& e) { return e.status == Status::actual; });
    return out;
  }
};

inline Coded code(std::string text, std::optional<Date> date = std::nullopt) {
  Coded coded;
  coded.report.id = "t";
  coded.report.text = std::move(text);
  coded.report.date = date;
  coded.coding = shipped_coder().code(coded.report);
  return coded;
}

/// The report's day in tests that tell all that is coded of a sentence.
inline constexpr Date thursday{2026, 3, 12};

/// A text with all that is coded of it, a line each.
struct ToldCase {
  std::string text;
  std::vector<std::string> lines;
};

/// " @ place on day", each where it is so: the report's own day is left out.
inline std::string scene(const std::optional<Place>& place, const DateInterval& date) {
  return (place ? " @ " + place->text : "") + (date.begin && *date.begin != thursday ? " on " + date.begin->str() : "");
}

/// Matches an event by what a reader would say of it: IsEvent("CONSULT phone").WithActors({"AZE
/// GOV"}).WithoutRecipient().
class IsEvent {
 public:
  using is_gtest_matcher = void;
  explicit IsEvent(std::string type_and_mode) : type_and_mode_(std::move(type_and_mode)) {}
  IsEvent& WithActors(std::vector<std::string> codes) {
    actors_ = std::move(codes);
    return *this;
  }
  IsEvent& WithRecipients(std::vector<std::string> codes) {
    recipients_ = std::move(codes);
    return *this;
  }
  IsEvent& WithoutRecipient() { return WithRecipients({}); }
  IsEvent& WithStatus(Status status) {
    status_ = status;
    return *this;
  }

  bool MatchAndExplain(const Event& event, std::ostream* out) const {
    const std::string got = describe(event);
    if (out != nullptr) {
      *out << "which is " << got;
    }
    const std::string full =
        std::string(name(event.type)) + (event.mode == Mode::none ? "" : " " + std::string(name(event.mode)));
    const bool type = type_and_mode_ == full || type_and_mode_ == name(event.type);
    return type && (!actors_ || same(*actors_, event.actors)) &&
           (!recipients_ || same(*recipients_, event.recipients)) && (!status_ || *status_ == event.status);
  }
  void DescribeTo(std::ostream* out) const {
    *out << "is " << type_and_mode_;
    const auto list = [&](const char* role, const std::optional<std::vector<std::string>>& codes) {
      if (codes) {
        *out << " " << role << " {";
        for (const auto& c : *codes) {
          *out << " [" << c << "]";
        }
        *out << " }";
      }
    };
    list("by", actors_);
    list("to", recipients_);
    if (status_) {
      *out << " " << name(*status_);
    }
  }
  void DescribeNegationTo(std::ostream* out) const {
    *out << "not ";
    DescribeTo(out);
  }

 private:
  static std::string describe(const Event& event) {
    std::string out = std::string(name(event.type)) + " " + std::string(name(event.mode)) + " " +
                      std::string(name(event.status)) + " by";
    for (const auto& e : event.actors) {
      out += " [" + e.coded() + "]";
    }
    out += " to";
    for (const auto& e : event.recipients) {
      out += " [" + e.coded() + "]";
    }
    return out;
  }
  static bool same(const std::vector<std::string>& codes, const std::vector<Entity>& entities) {
    std::vector<std::string> got;
    for (const auto& e : entities) {
      got.push_back(e.coded());
    }
    auto wanted = codes;
    std::sort(got.begin(), got.end());
    std::sort(wanted.begin(), wanted.end());
    return got == wanted;
  }

  std::string type_and_mode_;
  std::optional<std::vector<std::string>> actors_;
  std::optional<std::vector<std::string>> recipients_;
  std::optional<Status> status_;
};

}  // namespace sitrep::testing
