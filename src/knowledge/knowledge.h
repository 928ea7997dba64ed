#pragma once

#include <filesystem>
#include <memory>

#include "knowledge/actor_lexicon.h"
#include "knowledge/frames.h"
#include "knowledge/gazetteer.h"
#include "knowledge/source.h"
#include "knowledge/word_lists.h"

namespace sitrep {

/// All that sitrep knows of the political world and of the words that tell events. Immutable after load, shared by
/// threads.
struct Knowledge {
  KnowledgeSource source;  ///< first: the others keep views into it
  WordLists lists;
  ActorLexicon actors;
  Gazetteer gazetteer;
  FrameSet frames;

  /// Loads a pack made by `sitrep knowledge build`. Throws DataFileError, or KnowledgeError for the first fault (a pack
  /// is checked when it is built, so that only a pack of another version can have one).
  [[nodiscard]] static std::unique_ptr<const Knowledge> load(const std::filesystem::path& pack);
};

}  // namespace sitrep
