#include "knowledge/frames.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace sitrep {

namespace {

constexpr std::array<std::string_view, 10> actor_kinds = {"actor", "country", "person", "org",        "group",
                                                          "place", "number",  "count",  "government", "name"};

/// Reads the frames of one file; keeps what is needed to say where a fault lies.
class FrameReader {
 public:
  FrameReader(const Block& block, const WordLists& lists, std::vector<KnowledgeFault>& faults)
      : block_(block), lists_(lists), faults_(faults) {}

  std::unique_ptr<Frame> read() {
    auto frame = std::make_unique<Frame>();
    frame->id = block_.id;
    frame->file = block_.file;
    frame->line = block_.line;
    frame->own = block_.own;
    bool has_event = false;
    bool has_predicate = false;
    for (const auto& line : block_.lines) {
      if (line.key == "verb" || line.key == "noun" || line.key == "adj") {
        has_predicate = true;
      } else if (line.key == "event") {
        has_event = read_event(line, *frame);
      } else if (line.key == "if") {
        read_condition(line, *frame);
      } else if (line.key == "unless") {
        read_exception(line, *frame);
      } else if (line.key == "actor") {
        frame->actor = read_role(line);
      } else if (line.key == "recipient") {
        frame->recipient = read_role(line);
      } else if (line.key == "cameo") {
        read_cameo(line, *frame);
      } else if (line.key == "embeds") {
        read_embeds(line, *frame);
      } else if (line.key == "contexts") {
        read_contexts(line, *frame);
      } else if (line.key == "needs") {
        read_needs(line, *frame);
      } else if (line.key == "status") {
        read_status_key(line, *frame);
      } else if (line.key == "eg") {
        read_example(line, frame->examples);
      } else if (line.key == "open") {
        read_example(line, frame->open_examples);
      } else {
        fault(line, "unknown key '" + std::string(line.key) + "'" +
                        did_you_mean(line.key, {"verb", "noun", "adj", "event", "if", "unless", "actor", "recipient",
                                                "cameo", "embeds", "contexts", "needs", "status", "eg", "open"}));
      }
    }
    if (!has_predicate) {
      faults_.push_back({std::string(block_.file), block_.line,
                         "frame '" + std::string(block_.id) + "' has no predicate; add 'verb:', 'noun:' or 'adj:'"});
    }
    if (!has_event) {
      faults_.push_back(
          {std::string(block_.file), block_.line,
           "frame '" + std::string(block_.id) + "' has no event; add 'event: TYPE mode' or 'event: none'"});
    }
    return frame;
  }

 private:
  void fault(const BlockLine& line, std::string what) {
    faults_.push_back({std::string(block_.file), line.line, std::move(what)});
  }

  bool read_event(const BlockLine& line, Frame& frame) {
    const auto words = split_filled(line.value, " ");
    if (words.empty() || words.size() > 2) {
      fault(line, "an event reads 'TYPE' or 'TYPE mode', or 'none'");
      return true;
    }
    if (words[0] == "none") {
      return true;
    }
    frame.type = parse_event_type(words[0]);
    if (!frame.type) {
      std::vector<std::string_view> known;
      for (std::size_t i = 0; i < event_type_count; ++i) {
        known.push_back(name(static_cast<EventType>(i)));
      }
      fault(line, "unknown event type '" + std::string(words[0]) + "'" + did_you_mean(words[0], known));
      return true;
    }
    if (words.size() == 2) {
      const auto mode = parse_mode(words[1]);
      if (!mode) {
        fault(line, "unknown mode '" + std::string(words[1]) + "'");
      } else if (!mode_allowed(*frame.type, *mode)) {
        fault(line, std::string(words[0]) + " has no mode '" + std::string(words[1]) + "'");
      } else {
        frame.mode = *mode;
      }
    }
    return true;
  }

  void read_words(const BlockLine& line, std::string_view text, FrameTest& test) {
    for (const auto word : split_filled(text, ",")) {
      if (!word.starts_with('@')) {
        test.words.insert(word);
      } else if (const auto* list = lists_.find(word.substr(1))) {
        test.words.insert(*list);
      } else {
        fault(line, "there is no word list '" + std::string(word) + "'" + did_you_mean(word.substr(1), lists_.names()));
      }
    }
  }

  std::optional<FrameTest> read_test(const BlockLine& line, std::string_view text) {
    using Kind = FrameTest::Kind;
    FrameTest test;
    static constexpr std::array<std::pair<std::string_view, Kind>, 8> flags = {{
        {"neg", Kind::negated},
        {"!neg", Kind::not_negated},
        {"passive", Kind::passive},
        {"!passive", Kind::not_passive},
        {"plural-subj", Kind::plural_subject},
        {"future", Kind::future},
        {"!future", Kind::not_future},
        {"past", Kind::past},
    }};
    for (const auto& [word, kind] : flags) {
      if (text == word) {
        test.kind = kind;
        return test;
      }
    }
    const auto op = text.find_first_of("=~:", text.starts_with('!') ? 1 : 0);
    if (op == std::string_view::npos) {
      test.kind = text.starts_with('!') ? Kind::empty : Kind::filled;
      test.slot = trim(text.substr(text.starts_with('!') ? 1 : 0));
      return test;
    }
    const bool negative = op > 0 && text[op - 1] == '!';
    test.slot = trim(text.substr(0, negative ? op - 1 : op));
    const auto value = trim(text.substr(op + 1));
    if (test.slot.empty() || value.empty() || test.slot.starts_with('!')) {
      fault(line,
            "a condition reads 'slot', '!slot', 'slot=words', 'slot!=words', 'slot~kind', 'slot!~kind' or 'slot:TYPE'; "
            "found '" +
                std::string(text) + "'");
      return std::nullopt;
    }
    switch (text[op]) {
      case '=':
        if (test.slot == "order") {
          test.kind = Kind::order;
          auto order = read_order(line, value);
          if (!order) {
            return std::nullopt;
          }
          test.order = std::move(*order);
          break;
        }
        if (test.slot == "near") {
          test.kind = negative ? Kind::not_near : Kind::near;
        } else {
          test.kind = negative ? Kind::not_words : Kind::words;
        }
        read_words(line, value, test);
        break;
      case '~':
        test.kind = negative ? Kind::not_resolves : Kind::resolves;
        read_words(line, value, test);
        for (const auto kind : test.words) {
          if (std::find(actor_kinds.begin(), actor_kinds.end(), kind) == actor_kinds.end() && !is_sector(kind)) {
            fault(line,
                  "'" + std::string(kind) +
                      "' is neither a kind of actor (actor, country, person, org, group, place, number, count, name, "
                      "government) nor a sector");
          }
        }
        break;
      default:
        test.kind = Kind::codes;
        for (const auto type_name : split_filled(value, ",")) {
          if (const auto type = parse_event_type(type_name)) {
            test.types.push_back(*type);
          } else {
            fault(line, "unknown event type '" + std::string(type_name) + "'");
          }
        }
    }
    return test;
  }

  /// The tests of a line that can be read; the faults name the others.
  std::vector<FrameTest> read_tests(const BlockLine& line, std::string_view separator, std::string_view what) {
    std::vector<FrameTest> tests;
    const auto faults_before = faults_.size();
    for (const auto text : split_filled(line.value, separator)) {
      if (auto test = read_test(line, text)) {
        tests.push_back(std::move(*test));
      }
    }
    if (tests.empty() && faults_.size() == faults_before) {
      fault(line, "an empty " + std::string(what) + "; write a test or drop the line");
    }
    return tests;
  }

  void read_condition(const BlockLine& line, Frame& frame) {
    if (auto tests = read_tests(line, "|", "condition"); !tests.empty()) {
      frame.conditions.push_back({std::move(tests), line.value, line.line});
    }
  }

  void read_exception(const BlockLine& line, Frame& frame) {
    if (auto tests = read_tests(line, "&", "exception"); !tests.empty()) {
      frame.exceptions.push_back({std::move(tests), line.value, line.line});
    }
  }

  static RoleSource read_role(const BlockLine& line) {
    RoleSource role;
    for (const auto item : line.items()) {
      role.push_back(split_filled(item, "+"));
    }
    return role;
  }

  void read_cameo(const BlockLine& line, Frame& frame) {
    // "032:033": the second is what the recipient does to the actor.
    const auto is_own_code = [](std::string_view code) {
      return !code.empty() && std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      });
    };
    const auto colon = line.value.find(':');
    if (block_.find("status") != nullptr && is_own_code(line.value.substr(0, colon)) &&
        (colon == std::string_view::npos || is_own_code(line.value.substr(colon + 1)))) {
      frame.cameo = line.value;
      return;
    }
    const bool digits = line.value.size() >= 2 && line.value.size() <= 4 &&
                        std::all_of(line.value.begin(), line.value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || line.value.substr(0, 2) < "01" || line.value.substr(0, 2) > "20") {
      fault(line,
            "a CAMEO code has two to four digits and begins with 01 to 20; found '" + std::string(line.value) + "'");
      return;
    }
    frame.cameo = line.value;
  }

  void read_embeds(const BlockLine& line, Frame& frame) {
    for (const auto item : line.items()) {
      const auto words = split_filled(item, " ");
      const auto status = words.size() == 2 ? parse_status(words[1]) : std::nullopt;
      if (!status) {
        fault(line, "'embeds' reads 'slot status', as in 'comp demanded'; found '" + std::string(item) + "'");
        continue;
      }
      frame.embeds.emplace_back(words[0], *status);
    }
  }

  void read_contexts(const BlockLine& line, Frame& frame) {
    for (const auto item : line.items()) {
      if (is_context(item)) {
        frame.contexts.push_back(item);
      } else {
        fault(line, "unknown context '" + std::string(item) + "'; see the list of contexts in knowledge/README.md");
      }
    }
  }

  void read_needs(const BlockLine& line, Frame& frame) {
    for (const auto item : line.items()) {
      for (const auto word : split_filled(item, " ")) {
        if (word == "actor") {
          frame.needs_actor = true;
        } else if (word == "recipient") {
          frame.needs_recipient = true;
        } else {
          fault(line, "'needs' takes 'actor' and 'recipient'; found '" + std::string(word) + "'");
        }
      }
    }
  }

  void read_status_key(const BlockLine& line, Frame& frame) {
    frame.status = parse_status(line.value);
    if (!frame.status) {
      fault(line, "unknown status '" + std::string(line.value) + "'; write 'status: actual'");
    }
  }

  /// "will not_* @ties": groups parted by blanks may have other words between them, words joined by '_' may not.
  std::optional<WordOrder> read_order(const BlockLine& line, std::string_view text) {
    using Element = WordOrder::Element;
    WordOrder order;
    bool seen = false;
    for (const auto group : split_filled(text, " ")) {
      if (group.starts_with('_') || group.ends_with('_')) {
        fault(line, "'_' joins two words, and '" + std::string(group) +
                        "' has one on one side only; write 'big_push', or a blank where other words may stand between");
        return std::nullopt;
      }
      bool first = true;
      for (const auto word : split_filled(group, "_")) {
        const bool adjacent = !std::exchange(first, false);
        if (word == "*") {
          if (std::exchange(seen, true)) {
            fault(line, "'order=' has one '*' for the predicate; found more in '" + std::string(text) + "'");
            return std::nullopt;
          }
          // What counts is the side nearer to the predicate.
          if (!order.before.empty()) {
            order.before.back().adjacent = adjacent;
          }
          continue;
        }
        Element element;
        if (word == "$") {
          element.kind = Element::Kind::actor;
        } else if (word == "+") {
          element.kind = Element::Kind::recipient;
        } else if (word == "^") {
          element.kind = Element::Kind::skipped;
        } else if (word.starts_with('@')) {
          element.kind = Element::Kind::list;
          element.list = lists_.find(word.substr(1));
          if (element.list == nullptr) {
            fault(line,
                  "there is no word list '" + std::string(word) + "'" + did_you_mean(word.substr(1), lists_.names()));
            return std::nullopt;
          }
        } else {
          element.word = word;
        }
        if (seen) {
          element.adjacent = adjacent;
          order.after.push_back(element);
          continue;
        }
        if (!order.before.empty()) {
          order.before.back().adjacent = adjacent;
        }
        order.before.push_back(element);
      }
    }
    if (!seen) {
      fault(line,
            "'order=' has no '*' for the predicate: '" + std::string(text) + "'; write it where the predicate stands");
      return std::nullopt;
    }
    std::reverse(order.before.begin(), order.before.end());
    return order;
  }

  void read_example(const BlockLine& line, std::vector<FrameExample>& examples) {
    if (line.value.find("=>") == std::string_view::npos) {
      fault(line, "an example reads 'sentence => TYPE mode | actors | recipients', or '=> -' for no event");
      return;
    }
    examples.push_back({line.value, line.line});
  }

  const Block& block_;
  const WordLists& lists_;
  std::vector<KnowledgeFault>& faults_;
};

}  // namespace

std::string Frame::where() const {
  return std::string(file) + ":" + std::to_string(line) + " " + std::string(id);
}

std::size_t Frame::specificity() const {
  std::size_t sum = 0;
  for (const auto& condition : conditions) {
    std::size_t weight = 0;
    for (const auto& test : condition.any_of) {
      using Kind = FrameTest::Kind;
      const bool words = test.kind == Kind::words || test.kind == Kind::near || test.kind == Kind::codes ||
                         test.kind == Kind::negated || test.kind == Kind::future;
      weight = std::max<std::size_t>(weight, words ? 3 : 1);
      if (test.kind == Kind::order) {
        weight = std::max(weight, 3 * (test.order.before.size() + test.order.after.size()));
      }
    }
    sum += weight;
  }
  return sum;
}

std::size_t FramePredicate::rank() const {
  constexpr std::size_t own_first = 1000;  // more than all conditions of a frame come to
  return 1 + frame->specificity() + 6 * modifiers.size() + (particle.empty() ? 0U : 3U) + (frame->own ? own_first : 0U);
}

bool Frame::asks_for(FrameTest::Kind kind) const {
  return std::any_of(conditions.begin(), conditions.end(), [&](const FrameCondition& c) {
    return std::any_of(c.any_of.begin(), c.any_of.end(), [&](const FrameTest& t) { return t.kind == kind; });
  });
}

bool Frame::takes_negation() const {
  return asks_for(FrameTest::Kind::negated);
}
bool Frame::takes_future() const {
  return asks_for(FrameTest::Kind::future);
}

void FrameSet::add(const std::vector<Block>& blocks, const WordLists& lists, std::vector<KnowledgeFault>& faults) {
  for (const auto& block : blocks) {
    if (block.kind != "frame") {
      faults.push_back({std::string(block.file), block.line,
                        "unknown kind '" + std::string(block.kind) + "' in a frame file; write 'frame <name>'"});
      continue;
    }
    const auto [same_id, is_new] =
        line_of_.try_emplace(std::string(block.file) + ":" + std::string(block.id), block.line);
    if (!is_new) {
      faults.push_back({std::string(block.file), block.line,
                        "frame '" + std::string(block.id) + "' is there already in line " +
                            std::to_string(same_id->second) + "; give one of them another name"});
    }
    frames_.push_back(FrameReader(block, lists, faults).read());
    const Frame* frame = frames_.back().get();
    const auto add_predicates = [&](PredicateClass word_class, std::string_view key) {
      for (const auto item : block.items(key)) {
        const auto words = split_filled(item, " ");
        FramePredicate predicate{frame, {}, {}};
        std::string_view looked_up = words.front();
        if (word_class == PredicateClass::verb && words.size() > 2) {
          faults.push_back({std::string(block.file), block.line,
                            "'" + std::string(item) +
                                "' is more than a verb with a particle; write the verb alone and ask " +
                                "for the rest with 'if:'"});
        }
        if (word_class == PredicateClass::verb && words.size() > 1) {
          predicate.particle = words[1];
        } else if (words.size() > 1) {
          looked_up = words.back();
          predicate.modifiers.assign(words.begin(), words.end() - 1);
        }
        const auto of_class = static_cast<std::size_t>(word_class);
        auto& entry =
            looked_up.starts_with('=') ? by_form_[of_class][looked_up.substr(1)] : by_lemma_[of_class][looked_up];
        entry.push_back(std::move(predicate));
      }
    };
    add_predicates(PredicateClass::verb, "verb");
    add_predicates(PredicateClass::noun, "noun");
    add_predicates(PredicateClass::adjective, "adj");
  }
}

std::span<const FramePredicate> FrameSet::find_in(const Predicates& predicates, const Word& word) {
  const auto it = predicates.find(word);
  return it == predicates.end() ? std::span<const FramePredicate>{} : std::span<const FramePredicate>(it->second);
}

}  // namespace sitrep
