#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "knowledge/blocks.h"
#include "knowledge/word_lists.h"
#include "record/codes.h"

namespace sitrep {

/// Words around a predicate in the order in which a sentence has them: "+ was * dead in $".
struct WordOrder {
  struct Element {
    enum class Kind : std::uint8_t {
      word,
      list,
      actor,      ///< "$": a phrase that names an actor, the doer
      recipient,  ///< "+": one that names the other side
      skipped,    ///< "^": a phrase that does not matter
    };
    Kind kind = Kind::word;
    Word word;
    const WordSet* list = nullptr;
    bool adjacent = false;  ///< nothing stands between it and the element nearer to the predicate
  };
  std::vector<Element> before;  ///< nearest to the predicate first
  std::vector<Element> after;
};

/// One test of a condition, on one slot of a predicate or on the predicate's clause.
struct FrameTest {
  enum class Kind : std::uint8_t {
    filled,        ///< obj
    empty,         ///< !obj
    words,         ///< obj=word,@list
    not_words,     ///< obj!=word,@list
    resolves,      ///< obj~actor
    not_resolves,  ///< obj!~person
    codes,         ///< comp:RETREAT,CONCEDE
    near,          ///< near=word,@list
    order,         ///< order=will not * diplomatic ties
    not_near,      ///< near!=word,@list
    negated,
    not_negated,
    passive,
    not_passive,
    plural_subject,
    future,
    not_future,
    past,
  };
  Kind kind = Kind::filled;
  std::string_view slot;
  WordSet words;                 ///< of resolves kinds: "actor", "place", "MIL"; lists already filled in
  std::vector<EventType> types;  ///< of codes
  WordOrder order;               ///< of order
};

/// One `if:` line: holds where any of its tests does.
struct FrameCondition {
  std::vector<FrameTest> any_of;
  std::string_view text;
  std::size_t line = 0;
};

/// One `unless:` line: the frame does not hold where all its tests do.
struct FrameException {
  std::vector<FrameTest> all_of;
  std::string_view text;
  std::size_t line = 0;
};

/// Where a role comes from: alternatives in order, the first with a filled slot wins; the slots of one alternative are
/// joined.
using RoleSource = std::vector<std::vector<std::string_view>>;

struct FrameExample {
  std::string_view text;  ///< "sentence => TYPE mode | actors | recipients & ..."
  std::size_t line = 0;
};

/// One reading of some predicates; see knowledge/README.md for the file format.
struct Frame {
  std::string_view id;
  std::string_view file;
  std::size_t line = 0;
  std::optional<EventType> type;  ///< none: a reading that codes nothing ("strike a chord")
  Mode mode = Mode::none;
  std::string_view cameo;
  std::vector<FrameCondition> conditions;
  std::vector<FrameException> exceptions;  ///< they make the reading no narrower
  RoleSource actor;
  RoleSource recipient;
  std::vector<std::pair<std::string_view, Status>> embeds;  ///< slot and the status of the events under it
  std::vector<std::string_view> contexts;
  bool own = false;              ///< a user's own: where it holds, no shipped frame is asked
  std::optional<Status> status;  ///< of its events whatever the words around it say
  bool needs_actor = false;
  bool needs_recipient = false;
  std::vector<FrameExample> examples;
  std::vector<FrameExample> open_examples;  ///< that are not coded as they should be yet

  /// How narrow the reading is: conditions on words, negation and future count three, all others one.
  [[nodiscard]] std::size_t specificity() const;
  /// "frames/assault.frames:12 bombard"
  [[nodiscard]] std::string where() const;
  /// Whether it is a shipped frame of comments (type OTHER); a user's own frame of this type is like any other of his.
  [[nodiscard]] bool is_comment() const { return type == EventType::other && !own; }
  /// Whether a condition asks for negation, so that the type already stands for it ("did not accept" as REJECT).
  [[nodiscard]] bool takes_negation() const;
  /// Whether a condition asks for the future, so that the type already stands for it ("will attack" as THREATEN).
  [[nodiscard]] bool takes_future() const;

 private:
  [[nodiscard]] bool asks_for(FrameTest::Kind kind) const;
};

enum class PredicateClass : std::uint8_t { verb, noun, adjective };

/// A frame as one of its predicates has it: the word that is looked up, and the other words it needs beside it.
struct FramePredicate {
  const Frame* frame = nullptr;
  std::string_view particle;  ///< of a verb: "out" in "carry out"; empty where none
  std::vector<std::string_view>
      modifiers;  ///< of a noun: the compound's words before the head: "peace" of "peace talk"

  /// How narrow the reading is: of those that hold the greatest is chosen, then the earlier. Words of the predicate
  /// itself count as conditions do ("carry out" before "carry"); a user's own come before all shipped ones.
  [[nodiscard]] std::size_t rank() const;
};

/// The frames of knowledge/frames/*.frames. Immutable once all files are added.
class FrameSet {
 public:
  /// The frames of each lemma, in file order.
  using Predicates = std::unordered_map<std::string_view, std::vector<FramePredicate>, WordHash, std::equal_to<>>;

  bool only_own = false;  ///< a user's own frames stand for all the shipped ones: nothing but them codes

  /// Adds the frames of one file; `lists` must hold all word lists already. Faults name file and line.
  void add(const std::vector<Block>& blocks, const WordLists& lists, std::vector<KnowledgeFault>& faults);
  /// The frames whose predicate has this lemma, in file order; empty where none.
  [[nodiscard]] std::span<const FramePredicate> find(PredicateClass word_class, const Word& lemma) const {
    return find_in(by_lemma_[static_cast<std::size_t>(word_class)], lemma);
  }
  /// The frames of the very form ("=strikes"), likewise.
  [[nodiscard]] std::span<const FramePredicate> find_form(PredicateClass word_class, const Word& form) const {
    return find_in(by_form_[static_cast<std::size_t>(word_class)], form);
  }
  [[nodiscard]] const std::vector<std::unique_ptr<Frame>>& frames() const { return frames_; }
  [[nodiscard]] const Predicates& by_lemma(PredicateClass word_class) const {
    return by_lemma_[static_cast<std::size_t>(word_class)];
  }
  [[nodiscard]] const Predicates& by_form(PredicateClass word_class) const {
    return by_form_[static_cast<std::size_t>(word_class)];
  }

 private:
  [[nodiscard]] static std::span<const FramePredicate> find_in(const Predicates& predicates, const Word& word);

  std::vector<std::unique_ptr<Frame>> frames_;
  std::unordered_map<std::string, std::size_t> line_of_;  ///< by file and id
  std::array<Predicates, 3> by_lemma_;
  std::array<Predicates, 3> by_form_;
};

}  // namespace sitrep
