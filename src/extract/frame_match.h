#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "extract/arguments.h"
#include "extract/roles.h"
#include "extract/tree.h"
#include "knowledge/knowledge.h"
#include "resolve/resolution.h"

namespace sitrep {

/// A predicate with the frame that reads it best.
struct FrameMatch {
  const Frame* frame = nullptr;
  Predicate predicate;
  std::vector<const Frame*> others;  ///< frames that hold as well, the next best last
};

/// A frame that was looked at and fell, for `explain`.
struct FrameMiss {
  std::uint32_t token = no_token;
  const Frame* frame = nullptr;
  std::string why;
};

/// Chooses the frame of each predicate of one document. A word is matched once, on first demand, as conditions of one
/// predicate may ask for the reading of another ("demanded that they withdraw").
class FrameMatcher {
 public:
  FrameMatcher(const Tree& tree, const Resolution& resolution, const Knowledge& knowledge);

  /// The match of a token; its frame is null where no frame holds. Shipped frames of comments (OTHER) are left to
  /// comment_at().
  [[nodiscard]] const FrameMatch& at(std::uint32_t token);
  /// The match of a token by a shipped frame of comments (OTHER), where no other frame reads it better; its frame is
  /// null where there is none. It stands beside at(), so that no comment hides an event or the status of what it is
  /// about.
  [[nodiscard]] const FrameMatch& comment_at(std::uint32_t token);
  /// Reads a token by the next best frame that holds; false where there is none. For predicates whose best frame finds
  /// no one in its roles.
  bool take_next(std::uint32_t token);
  [[nodiscard]] std::vector<FrameMiss> misses() const;
  [[nodiscard]] const RoleReader& roles() const { return roles_; }

 private:
  enum class State : std::uint8_t { unread, reading, read };

  /// A frame that holds, with its rank: the narrower the greater.
  struct Held {
    std::size_t rank = 0;
    const Frame* frame = nullptr;
  };

  /// Why a frame fell: one of its own lines, or a better frame. Words are made of it only for `explain`.
  struct Miss {
    std::uint32_t token = no_token;
    const Frame* frame = nullptr;
    const FrameCondition* failed = nullptr;
    const FrameException* excepted = nullptr;
    const Frame* better = nullptr;
  };

  [[nodiscard]] bool holds(const Frame& frame, const Predicate& predicate);
  [[nodiscard]] bool holds(const FrameCondition& condition, const Predicate& predicate);
  [[nodiscard]] bool holds(const FrameTest& test, const Predicate& predicate);
  [[nodiscard]] bool is_future(const Predicate& predicate) const;
  [[nodiscard]] bool slot_has_word(const FrameTest& test, const Predicate& predicate) const;
  [[nodiscard]] bool slot_resolves(const FrameTest& test, const Predicate& predicate) const;
  [[nodiscard]] bool resolves_to(std::uint32_t filler, std::string_view kind, bool subject) const;
  [[nodiscard]] bool slot_codes(const FrameTest& test, const Predicate& predicate);
  std::uint32_t keep(FrameMatch match);
  void bind_order(const Frame& frame, Predicate& predicate) const;
  [[nodiscard]] bool near_word(const FrameTest& test, const Predicate& predicate) const;
  [[nodiscard]] bool fits(const FramePredicate& candidate, std::uint32_t token) const;

  const Tree* tree_;
  const Resolution* resolution_;
  const Knowledge* knowledge_;
  RoleReader roles_;
  std::vector<State> state_;
  std::vector<std::uint32_t> match_of_;    ///< by token, index into matches_
  std::vector<std::uint32_t> comment_of_;  ///< likewise
  std::deque<FrameMatch> matches_;         ///< matches_[0] is the empty match; a deque, as callers hold references
  std::vector<Miss> misses_;
};

/// Whether a predicate is under a negation of its own ("not", "never", "no" before a noun).
[[nodiscard]] bool is_negated(const Tree& tree, const WordLists& lists, std::uint32_t token);

}  // namespace sitrep
