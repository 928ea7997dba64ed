#include "knowledge/lint.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "knowledge/example.h"

namespace sitrep {

namespace {

using Kind = FrameTest::Kind;

constexpr std::array<PredicateClass, 3> word_classes = {PredicateClass::verb, PredicateClass::noun,
                                                        PredicateClass::adjective};

std::string_view word_class_name(PredicateClass word_class) {
  switch (word_class) {
    case PredicateClass::verb:
      return "verb";
    case PredicateClass::noun:
      return "noun";
    case PredicateClass::adjective:
      return "adjective";
  }
  return {};
}

/// The words of a predicate as its file has them: "carry out", "peace talk".
std::string words_of(std::string_view looked_up, const FramePredicate& predicate) {
  std::string out;
  for (const auto modifier : predicate.modifiers) {
    out += std::string(modifier) + " ";
  }
  out += looked_up;
  if (!predicate.particle.empty()) {
    out += " " + std::string(predicate.particle);
  }
  return out;
}

bool is_subset(const WordSet& small, const WordSet& large) {
  return small.size() <= large.size() &&
         std::all_of(small.begin(), small.end(), [&](std::string_view w) { return large.contains(w); });
}

/// Whether whatever resolves to the kind `a` resolves to `b` too.
bool kind_implies(std::string_view a, std::string_view b) {
  return a == b || (b == "actor" && a != "place" && a != "number" && a != "count" && a != "name");
}

bool kinds_imply(const WordSet& all, const WordSet& some) {
  return std::all_of(all.begin(), all.end(), [&](std::string_view a) {
    return std::any_of(some.begin(), some.end(), [&](std::string_view b) { return kind_implies(a, b); });
  });
}

bool same_order(const std::vector<WordOrder::Element>& a, const std::vector<WordOrder::Element>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const WordOrder::Element& x, const WordOrder::Element& y) {
                      return x.kind == y.kind && x.word == y.word && x.list == y.list && x.adjacent == y.adjacent;
                    });
}

/// Tests of a slot that hold only where something fills it.
bool asks_for_filler(const FrameTest& test) {
  switch (test.kind) {
    case Kind::filled:
    case Kind::words:
    case Kind::not_words:
    case Kind::resolves:
    case Kind::not_resolves:
    case Kind::codes:
      return test.slot != "self";
    default:
      return false;
  }
}

/// Whether `b` holds wherever `a` does.
bool implies(const FrameTest& a, const FrameTest& b) {
  if (b.kind == Kind::filled) {
    return asks_for_filler(a) && a.slot == b.slot;
  }
  if (a.kind != b.kind || a.slot != b.slot) {
    return false;
  }
  switch (a.kind) {
    case Kind::words:
    case Kind::near:
      return is_subset(a.words, b.words);
    case Kind::not_words:
    case Kind::not_near:
      return is_subset(b.words, a.words);
    case Kind::resolves:
      return kinds_imply(a.words, b.words);
    case Kind::not_resolves:
      return kinds_imply(b.words, a.words);
    case Kind::codes:
      return std::all_of(a.types.begin(), a.types.end(),
                         [&](EventType t) { return std::find(b.types.begin(), b.types.end(), t) != b.types.end(); });
    case Kind::order:
      return same_order(a.order.before, b.order.before) && same_order(a.order.after, b.order.after);
    default:
      return true;
  }
}

/// Whether one denies the other, `a` being the one that affirms.
bool denied_by(const FrameTest& a, const FrameTest& b) {
  if (b.kind == Kind::empty) {
    return asks_for_filler(a) && a.slot == b.slot;
  }
  if (a.slot != b.slot) {
    return false;
  }
  switch (a.kind) {
    case Kind::words:
      return b.kind == Kind::not_words && is_subset(a.words, b.words);
    case Kind::near:
      return b.kind == Kind::not_near && is_subset(a.words, b.words);
    case Kind::resolves:
      return b.kind == Kind::not_resolves && kinds_imply(a.words, b.words);
    case Kind::negated:
      return b.kind == Kind::not_negated;
    case Kind::passive:
      return b.kind == Kind::not_passive;
    case Kind::future:
      return b.kind == Kind::not_future;
    default:
      return false;
  }
}

bool exclude(const FrameTest& a, const FrameTest& b) {
  return denied_by(a, b) || denied_by(b, a);
}

/// Slots that only the roles of a frame can have, and the predicate's own word.
bool is_slot_of_roles(std::string_view slot) {
  return slot == "source" || slot == "target" || slot == "patient" || slot == "named" || slot == "nobody";
}

/// Whether the reading of arguments (src/extract/arguments) can fill a slot of such a predicate.
bool can_be_filled(std::string_view slot, PredicateClass word_class) {
  return word_class != PredicateClass::adjective || (slot != "obj" && slot != "iobj" && slot != "compsubj");
}

/// Whether a test can hold for a predicate of this class.
bool can_hold(const FrameTest& test, PredicateClass word_class) {
  if (test.slot == "self") {
    return test.kind == Kind::words && !test.words.empty();
  }
  if (asks_for_filler(test) && (is_slot_of_roles(test.slot) || !can_be_filled(test.slot, word_class))) {
    return false;
  }
  switch (test.kind) {
    case Kind::words:
    case Kind::near:
      return !test.words.empty();
    case Kind::codes:
      return !test.types.empty();
    case Kind::passive:
      return word_class == PredicateClass::verb;
    default:
      return true;
  }
}

/// Whether a test holds for every predicate of this class.
bool always_holds(const FrameTest& test, PredicateClass word_class) {
  return (test.kind == Kind::not_passive && word_class != PredicateClass::verb) ||
         (test.kind == Kind::empty && !can_be_filled(test.slot, word_class)) ||
         (test.kind == Kind::not_near && test.words.empty());
}

/// A frame as predicates of one class have it: without tests that cannot hold and conditions that always do.
struct Reading {
  struct Condition {
    const FrameCondition* written;
    std::vector<const FrameTest*> any_of;
  };
  std::vector<Condition> conditions;

  Reading(const Frame& frame, PredicateClass word_class) {
    for (const auto& condition : frame.conditions) {
      Condition kept{&condition, {}};
      bool always = false;
      for (const auto& test : condition.any_of) {
        always = always || always_holds(test, word_class);
        if (can_hold(test, word_class)) {
          kept.any_of.push_back(&test);
        }
      }
      if (!always) {
        conditions.push_back(std::move(kept));
      }
    }
  }

  /// Whether a frame with the conditions of `other` holds wherever this one does.
  [[nodiscard]] bool implies_all_of(const Reading& other) const {
    return std::all_of(other.conditions.begin(), other.conditions.end(), [&](const Condition& asked) {
      return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& given) {
        return std::all_of(given.any_of.begin(), given.any_of.end(), [&](const FrameTest* a) {
          return std::any_of(asked.any_of.begin(), asked.any_of.end(),
                             [&](const FrameTest* b) { return implies(*a, *b); });
        });
      });
    });
  }

  /// The condition that never holds, null where each can.
  [[nodiscard]] const FrameCondition* impossible() const {
    const auto it =
        std::find_if(conditions.begin(), conditions.end(), [](const Condition& c) { return c.any_of.empty(); });
    return it == conditions.end() ? nullptr : it->written;
  }

  /// Two conditions that never hold together; null where there are none.
  [[nodiscard]] std::pair<const FrameCondition*, const FrameCondition*> excluded() const {
    for (auto a = conditions.begin(); a != conditions.end(); ++a) {
      for (auto b = a + 1; b != conditions.end(); ++b) {
        const bool never = std::all_of(a->any_of.begin(), a->any_of.end(), [&](const FrameTest* x) {
          return std::all_of(b->any_of.begin(), b->any_of.end(), [&](const FrameTest* y) { return exclude(*x, *y); });
        });
        if (never && !a->any_of.empty() && !b->any_of.empty()) {
          return {a->written, b->written};
        }
      }
    }
    return {};
  }
};

/// Where the words of `a` stand, those of `b` do.
bool fits_wherever(const FramePredicate& a, const FramePredicate& b) {
  return (b.particle.empty() || a.particle == b.particle) && b.modifiers.size() <= a.modifiers.size() &&
         std::equal(b.modifiers.rbegin(), b.modifiers.rend(), a.modifiers.rbegin());
}

bool stands_alone(const Frame& frame) {
  return !frame.actor.empty() && frame.actor.back().front() == "nobody";
}

bool takes_from(const RoleSource& role, std::string_view slot) {
  return std::any_of(role.begin(), role.end(),
                     [&](const auto& joined) { return std::find(joined.begin(), joined.end(), slot) != joined.end(); });
}

/// Whether `wide` takes from all slots that `narrow` takes from: where `wide` finds no one, `narrow` does not either.
bool takes_from_all_of(const RoleSource& wide, const RoleSource& narrow) {
  return std::all_of(narrow.begin(), narrow.end(), [&](const auto& joined) {
    return std::all_of(joined.begin(), joined.end(),
                       [&](std::string_view slot) { return slot == "nobody" || takes_from(wide, slot); });
  });
}

/// Whether, where the conditions of `reading` hold, an actor fills one of the slots of a role.
bool surely_filled(const Reading& reading, const RoleSource& role) {
  return std::any_of(reading.conditions.begin(), reading.conditions.end(), [&](const Reading::Condition& c) {
    return std::all_of(c.any_of.begin(), c.any_of.end(), [&](const FrameTest* test) {
      return test->kind == Kind::resolves && takes_from(role, test->slot) &&
             std::all_of(test->words.begin(), test->words.end(),
                         [](std::string_view kind) { return kind_implies(kind, "actor"); });
    });
  });
}

/// Whether `frame`, whose reading is given, may be taken because `winner` holds, but lacks someone in its roles. Only
/// the slots of the roles are looked at, not what src/extract adds to them.
bool gives_way(const Frame& winner, const Frame& frame, const Reading& reading) {
  if (!winner.type || winner.status || !frame.type || frame.status) {
    return false;
  }
  const bool same_actor = takes_from_all_of(winner.actor, frame.actor);
  const bool same_recipient = takes_from_all_of(winner.recipient, frame.recipient);
  const auto falls_too = [&](bool without_actor, bool without_recipient) {
    without_actor = without_actor && same_actor;
    without_recipient = without_recipient && same_recipient;
    return (without_actor && frame.needs_actor) || (without_recipient && frame.needs_recipient) ||
           (without_actor && without_recipient && !stands_alone(frame));
  };
  const bool may_lack_actor = !surely_filled(reading, winner.actor);
  const bool may_lack_recipient = !surely_filled(reading, winner.recipient);
  if (winner.needs_actor && may_lack_actor && !falls_too(true, false)) {
    return true;
  }
  if (winner.needs_recipient && may_lack_recipient && !falls_too(false, true)) {
    return true;
  }
  return !stands_alone(winner) && may_lack_actor && may_lack_recipient && !falls_too(true, true);
}

std::string event_of(const Frame& frame) {
  if (!frame.type) {
    return "no event";
  }
  auto out = std::string(name(*frame.type));
  if (frame.mode != Mode::none) {
    out += " " + std::string(name(frame.mode));
  }
  return frame.cameo.empty() ? out : out + " (CAMEO " + std::string(frame.cameo) + ")";
}

std::string place_of(const Frame& frame) {
  return "'" + std::string(frame.id) + "' (" + std::string(frame.file) + ":" + std::to_string(frame.line) + ")";
}

class FrameLint {
 public:
  FrameLint(const Lexicons& lexicons, bool only_own, std::vector<KnowledgeFault>& faults)
      : lexicons_(lexicons), only_own_(only_own), faults_(faults) {
    for (const auto& block : lexicons.frame_blocks) {
      blocks_.emplace(std::pair(block.file, block.line), &block);
    }
    for (const auto& entry : lexicons.actors.entries()) {
      codes_.insert(entry.code);
    }
    codes_.insert(other_actor_codes.begin(), other_actor_codes.end());
  }

  void run() {
    for (const auto& frame : lexicons_.frames.frames()) {
      if (is_checked(*frame)) {
        check_slots(*frame);
        check_examples(*frame);
      }
    }
    for (const auto word_class : word_classes) {
      for (const auto* words : {&lexicons_.frames.by_form(word_class), &lexicons_.frames.by_lemma(word_class)}) {
        for (const auto& [looked_up, predicates] : *words) {
          compare(word_class, looked_up, predicates);
        }
      }
    }
    report_impossible();
    report_pairs();
  }

 private:
  /// A pair of frames with what they have in common.
  struct Pair {
    const Frame* frame;
    const Frame* winner;
    bool same_conditions;
    bool earlier;  ///< the winner has no more weight, it stands before
    [[nodiscard]] auto key() const {
      return std::tuple(frame->file, frame->line, winner->file, winner->line, same_conditions, earlier);
    }
    bool operator<(const Pair& other) const { return key() < other.key(); }
  };
  struct Impossible {
    const Frame* frame;
    const FrameCondition* condition;
    const FrameCondition* other;  ///< null where one condition alone never holds
    [[nodiscard]] auto key() const {
      return std::tuple(frame->file, frame->line, condition->line, other == nullptr ? 0 : other->line);
    }
    bool operator<(const Impossible& b) const { return key() < b.key(); }
  };
  using Words = std::map<std::string_view, std::set<std::string>>;  // by word class

  [[nodiscard]] bool is_checked(const Frame& frame) const { return frame.own || !only_own_; }

  [[nodiscard]] const Block& block_of(const Frame& frame) const {
    return *blocks_.at(std::pair(frame.file, frame.line));
  }

  void fault(const Frame& frame, std::size_t line, std::string what) {
    faults_.push_back({std::string(frame.file), line, std::move(what)});
  }

  [[nodiscard]] const Reading& reading(const Frame& frame, PredicateClass word_class) {
    const auto key = std::pair(&frame, word_class);
    return readings_.try_emplace(key, frame, word_class).first->second;
  }

  [[nodiscard]] bool implied(const Frame& frame, const Frame& by, PredicateClass word_class) {
    const auto [it, added] = implied_.try_emplace(std::tuple(&by, &frame, word_class), false);
    if (added) {
      // A frame with exceptions leaves cases to others.
      it->second = frame.exceptions.empty() && reading(by, word_class).implies_all_of(reading(frame, word_class));
    }
    return it->second;
  }

  /// The frames of one lemma in the order in which they are asked.
  void compare(PredicateClass word_class, std::string_view looked_up, const std::vector<FramePredicate>& predicates) {
    for (std::size_t i = 0; i < predicates.size(); ++i) {
      const auto& one = predicates[i];
      const auto& frame = *one.frame;
      if (!is_checked(frame)) {
        continue;
      }
      const auto words = words_of(looked_up, one);
      const auto& mine = reading(frame, word_class);
      const auto [condition, other] = mine.excluded();
      const auto* never = mine.impossible();
      if (never != nullptr || condition != nullptr) {
        impossible_[{&frame, never != nullptr ? never : condition, never != nullptr ? nullptr : other}]
                   [word_class_name(word_class)]
                       .insert(words);
        continue;
      }
      const auto twice = [&](const FramePredicate& other) {
        return other.frame == &frame && other.particle == one.particle && other.modifiers == one.modifiers;
      };
      if (std::any_of(predicates.begin(), predicates.begin() + static_cast<std::ptrdiff_t>(i), twice)) {
        fault(frame, line_of(frame, word_class, words),
              "'" + words + "' stands twice in frame '" + std::string(frame.id) + "'; take one out");
        continue;
      }
      const FramePredicate* winner = nullptr;
      bool earlier = false;
      for (std::size_t j = 0; j < predicates.size(); ++j) {
        const auto& rival = predicates[j];
        const bool first = rival.rank() > one.rank() || (rival.rank() == one.rank() && j < i);
        if (rival.frame == &frame || rival.frame->own != frame.own || !first || !fits_wherever(one, rival)) {
          continue;
        }
        if (implied(*rival.frame, frame, word_class) && !gives_way(*rival.frame, frame, mine)) {
          winner = &rival;
          earlier = rival.rank() == one.rank();
          break;
        }
      }
      if (winner != nullptr) {
        const bool same_words = words_of(looked_up, *winner) == words;
        const bool same = same_words && implied(frame, *winner->frame, word_class);
        pairs_[{&frame, winner->frame, same, earlier}][word_class_name(word_class)].insert(words);
      }
    }
  }

  [[nodiscard]] std::size_t line_of(const Frame& frame, PredicateClass word_class, const std::string& words) const {
    static constexpr std::array<std::string_view, 3> keys = {"verb", "noun", "adj"};
    const auto& block = block_of(frame);
    for (const auto& line : block.lines) {
      const auto items = line.items();
      if (line.key == keys[static_cast<std::size_t>(word_class)] &&
          std::find(items.begin(), items.end(), words) != items.end()) {
        return line.line;
      }
    }
    return frame.line;
  }

  /// "for the verbs 'a', 'b'"; for no words where they are all that the frame has.
  [[nodiscard]] std::string for_words(const Frame& frame, const Words& words) const {
    std::size_t all = 0;
    const auto& block = block_of(frame);
    for (const auto key : {"verb", "noun", "adj"}) {
      all += block.items(key).size();
    }
    std::size_t count = 0;
    std::string out;
    for (const auto& [word_class, some] : words) {
      for (const auto& word : some) {
        if (word == *some.begin()) {
          out += (count == 0 ? "" : ", the ") + std::string(word_class) + (some.size() == 1 ? " " : "s ");
        } else {
          out += ", ";
        }
        out += "'" + word + "'";
        ++count;
      }
    }
    return count == all ? std::string() : " for the " + out;
  }

  void report_impossible() {
    for (const auto& [found, words] : impossible_) {
      const auto for_these = for_words(*found.frame, words);
      const auto mend = for_these.empty() ? "delete the frame or mend the condition" : "take the word out or mend it";
      if (found.other == nullptr) {
        fault(*found.frame, found.condition->line,
              "the condition '" + std::string(found.condition->text) + "' never holds" + for_these + "; " + mend);
      } else {
        fault(*found.frame, found.other->line,
              "the condition '" + std::string(found.other->text) + "' excludes '" + std::string(found.condition->text) +
                  "' in line " + std::to_string(found.condition->line) + for_these + ": the frame never holds; " +
                  mend);
      }
    }
  }

  void report_pairs() {
    for (const auto& [pair, words] : pairs_) {
      const auto& frame = *pair.frame;
      const auto& winner = *pair.winner;
      const auto for_these = for_words(frame, words);
      const bool whole = for_these.empty();
      const auto word_class = words.begin()->first;
      const auto& some = words.begin()->second;
      const auto at = std::find_if(word_classes.begin(), word_classes.end(),
                                   [&](PredicateClass c) { return word_class_name(c) == word_class; });
      const auto line = whole ? frame.line : line_of(frame, *at, *some.begin());
      const std::string me = "frame '" + std::string(frame.id) + "'" + for_these;
      const bool same_event = frame.type == winner.type && frame.mode == winner.mode &&
                              (frame.cameo == winner.cameo || !frame.type) && frame.status == winner.status;
      if (pair.same_conditions && same_event) {
        fault(frame, line,
              me + " says again what " + place_of(winner) + " says: same conditions, same event; " +
                  (whole ? "delete one of them" : "take the words out of one of them"));
      } else if (pair.same_conditions) {
        fault(frame, line,
              me + " tells " + event_of(frame) + ", " + place_of(winner) + " under the same conditions " +
                  event_of(winner) + ", and that one is chosen; give them conditions that tell them apart");
      } else {
        fault(frame, line,
              me + " is never chosen: where its conditions hold, those of " + place_of(winner) +
                  (pair.earlier ? " hold too, and it stands before; move this one before it, or narrow that one"
                                : " hold too, and they weigh more; narrow that one, or drop this"));
      }
    }
  }

  [[nodiscard]] std::vector<PredicateClass> classes_of(const Block& block) const {
    std::vector<PredicateClass> out;
    static constexpr std::array<std::string_view, 3> keys = {"verb", "noun", "adj"};
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (block.find(keys[i]) != nullptr) {
        out.push_back(static_cast<PredicateClass>(i));
      }
    }
    return out;
  }

  /// Names a slot that is neither a function nor a known preposition.
  void check_slot_name(const Frame& frame, std::size_t line, std::string_view slot) {
    static constexpr std::array<std::string_view, 8> functions = {"subj",     "obj",  "iobj",     "comp",
                                                                  "compsubj", "when", "whensubj", "main"};
    const auto* prepositions = lexicons_.lists.find("preposition");
    if (prepositions == nullptr || prepositions->contains(slot) ||
        std::find(functions.begin(), functions.end(), slot) != functions.end()) {
      return;
    }
    std::vector<std::string_view> known(prepositions->begin(), prepositions->end());
    known.insert(known.end(), functions.begin(), functions.end());
    std::sort(known.begin(), known.end());
    fault(frame, line,
          "'" + std::string(slot) +
              "' is no slot: neither subj, obj, iobj, comp or compsubj, nor in the list "
              "'preposition'" +
              did_you_mean(slot, known));
  }

  /// A slot that a role or `embeds` takes.
  void check_slot(const Frame& frame, const BlockLine& line, std::string_view slot) {
    const auto says = "'" + std::string(line.key) + "' asks for '" + std::string(slot) + "', ";
    const auto classes = classes_of(block_of(frame));
    if (std::none_of(classes.begin(), classes.end(), [&](PredicateClass c) { return can_be_filled(slot, c); })) {
      fault(frame, line.line, says + "which adjectives do not have; write 'subj' or a preposition");
      return;
    }
    for (const auto& condition : frame.conditions) {
      const auto& test = condition.any_of.front();
      if (condition.any_of.size() == 1 && test.kind == Kind::empty && test.slot == slot) {
        fault(frame, line.line,
              says + "which the condition '!" + std::string(slot) + "' in line " + std::to_string(condition.line) +
                  " keeps empty; drop one of them");
        return;
      }
    }
    check_slot_name(frame, line.line, slot);
  }

  void check_role_slot(const Frame& frame, const BlockLine& line, std::string_view slot, bool last) {
    const auto says = "'" + std::string(line.key) + "' asks for '" + std::string(slot) + "', ";
    if (slot == "nobody") {
      if (line.key != "actor" || !last) {
        fault(frame, line.line, says + "which only may be an actor's last source; put it there or drop it");
      }
    } else if (slot == "patient" || slot == "named") {
      if (!frame.status) {
        fault(frame, line.line, says + "which only frames with 'status:' have; write 'obj', or add 'status: actual'");
      }
    } else if (slot == "source" || slot == "target") {
      const auto wanted = slot == "source" ? WordOrder::Element::Kind::actor : WordOrder::Element::Kind::recipient;
      const auto stands_in = [&](const std::vector<WordOrder::Element>& elements) {
        return std::any_of(elements.begin(), elements.end(), [&](const auto& e) { return e.kind == wanted; });
      };
      const bool there = std::any_of(frame.conditions.begin(), frame.conditions.end(), [&](const FrameCondition& c) {
        return std::any_of(c.any_of.begin(), c.any_of.end(),
                           [&](const FrameTest& t) { return stands_in(t.order.before) || stands_in(t.order.after); });
      });
      if (!there) {
        fault(frame, line.line,
              says + "which no 'order=' of the frame fills; write '" + (slot == "source" ? "$" : "+") +
                  "' where it stands, or name another slot");
      }
    } else {
      check_slot(frame, line, slot);
    }
  }

  void check_slots(const Frame& frame) {
    for (const auto& line : block_of(frame).lines) {
      if (line.key == "actor" || line.key == "recipient") {
        const auto items = line.items();
        for (const auto item : items) {
          for (std::size_t from = 0; from <= item.size();) {
            const auto plus = std::min(item.find('+', from), item.size());
            auto slot = item.substr(from, plus - from);
            slot.remove_prefix(std::min(slot.find_first_not_of(' '), slot.size()));
            slot = slot.substr(0, slot.find_last_not_of(' ') + 1);
            check_role_slot(frame, line, slot, item == items.back());
            from = plus + 1;
          }
        }
      } else if (line.key == "embeds") {
        for (const auto item : line.items()) {
          check_slot(frame, line, item.substr(0, item.find(' ')));
        }
      }
    }
    const auto check_tests = [&](const std::vector<FrameTest>& tests, std::size_t line) {
      for (const auto& test : tests) {
        if (!test.slot.empty() && test.slot != "self" && test.kind != Kind::order && test.kind != Kind::near &&
            test.kind != Kind::not_near && !is_slot_of_roles(test.slot)) {
          check_slot_name(frame, line, test.slot);
        }
      }
    };
    for (const auto& condition : frame.conditions) {
      check_tests(condition.any_of, condition.line);
    }
    for (const auto& exception : frame.exceptions) {
      check_tests(exception.all_of, exception.line);
    }
  }

  void check_examples(const Frame& frame) {
    for (const auto* examples : {&frame.examples, &frame.open_examples}) {
      for (const auto& written : *examples) {
        std::string what;
        const auto example = parse_example(written.text, what);
        if (!example) {
          fault(frame, written.line, what);
          continue;
        }
        for (const auto& event : example->events) {
          check_codes(frame, written.line, event.actors);
          check_codes(frame, written.line, event.recipients);
        }
      }
    }
  }

  void check_codes(const Frame& frame, std::size_t line, const std::optional<std::vector<std::string>>& role) {
    if (!role) {
      return;
    }
    for (const auto& entity : *role) {
      std::string_view rest = entity;
      for (bool first = true; !rest.empty(); first = false) {
        const auto word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        if (!word.empty() && !is_sector(word) && !(first && codes_.contains(word))) {
          fault(frame, line,
                "the example has '" + std::string(word) + "', which is neither a code of an entry of actors nor a " +
                    "sector" + did_you_mean(word, {codes_.begin(), codes_.end()}));
        }
      }
    }
  }

  const Lexicons& lexicons_;
  bool only_own_;
  std::vector<KnowledgeFault>& faults_;
  std::map<std::pair<std::string_view, std::size_t>, const Block*> blocks_;
  std::set<std::string_view> codes_;
  std::map<std::pair<const Frame*, PredicateClass>, Reading> readings_;
  std::map<std::tuple<const Frame*, const Frame*, PredicateClass>, bool> implied_;
  std::map<Impossible, Words> impossible_;
  std::map<Pair, Words> pairs_;
};

/// Words are compared in lower case, so one with a capital stands for nothing.
void check_case(const std::vector<Block>& blocks, std::span<const std::string_view> keys, bool only_own,
                std::vector<KnowledgeFault>& faults) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (const auto& block : blocks) {
    for (const auto& line : block.lines) {
      if ((only_own && !block.own) || std::find(keys.begin(), keys.end(), line.key) == keys.end()) {
        continue;
      }
      for (const auto item : line.items()) {
        // Sectors stand in the lists that "subj~@list" asks for.
        if (!item.starts_with('@') && !is_sector(item) && std::any_of(item.begin(), item.end(), is_capital)) {
          faults.push_back(
              {std::string(block.file), line.line,
               "'" + std::string(item) + "' is never met, as words are compared in lower case; write it so"});
        }
      }
    }
  }
}

/// Names of lists that a line asks for: "@territory" of "obj=@territory,town", of a word order's "will_@ties".
void add_asked_lists(const BlockLine& line, std::set<std::string_view>& asked) {
  const bool order = line.value.find("order=") != std::string_view::npos;
  for (auto at = line.value.find('@'); at != std::string_view::npos; at = line.value.find('@', at + 1)) {
    const auto rest = line.value.substr(at + 1);
    asked.insert(rest.substr(0, rest.find_first_of(order ? " ,;|_" : " ,;|")));
  }
}

void check_lists_are_asked_for(const Lexicons& lexicons, bool only_own, std::vector<KnowledgeFault>& warnings) {
  std::set<std::string_view> asked;
  for (const auto* blocks : {&lexicons.frame_blocks, &lexicons.list_blocks}) {
    for (const auto& block : *blocks) {
      for (const auto& line : block.lines) {
        if (line.key == "if" || line.key == "unless" || line.key == "words") {
          add_asked_lists(line, asked);
        }
      }
    }
  }
  for (const auto& block : lexicons.list_blocks) {
    if ((block.own || !only_own) && !asked.contains(block.id) && !lexicons.program_lists.contains(block.id)) {
      warnings.push_back({std::string(block.file), block.line,
                          "no frame and no list asks for the list '" + std::string(block.id) + "'; ask for it with '@" +
                              std::string(block.id) + "' or delete it"});
    }
  }
}

}  // namespace

void lint_knowledge(const Lexicons& lexicons, std::vector<KnowledgeFault>& faults,
                    std::vector<KnowledgeFault>& warnings) {
  const auto own = [](const auto& entry) { return entry.own; };
  const auto& actors = lexicons.actors.entries();
  const bool only_own = std::any_of(lexicons.frame_blocks.begin(), lexicons.frame_blocks.end(), own) ||
                        std::any_of(lexicons.list_blocks.begin(), lexicons.list_blocks.end(), own) ||
                        std::any_of(lexicons.places.begin(), lexicons.places.end(), own) ||
                        std::any_of(actors.begin(), actors.end(), own);
  FrameLint(lexicons, only_own, faults).run();
  static constexpr std::array<std::string_view, 3> triggers = {"verb", "noun", "adj"};
  static constexpr std::array<std::string_view, 1> words = {"words"};
  check_case(lexicons.frame_blocks, triggers, only_own, faults);
  check_case(lexicons.list_blocks, words, only_own, faults);
  check_lists_are_asked_for(lexicons, only_own, warnings);
}

}  // namespace sitrep
