#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "knowledge/actor_lexicon.h"
#include "knowledge/frames.h"
#include "knowledge/gazetteer.h"
#include "knowledge/source.h"
#include "knowledge/word_lists.h"

namespace sitrep {

/// A user's own folder of knowledge has faults. One line for each, with file, line and mend.
class OwnKnowledgeError : public Error {
 public:
  OwnKnowledgeError(const std::filesystem::path& folder, std::vector<KnowledgeFault> found);
  [[nodiscard]] const std::vector<KnowledgeFault>& faults() const { return faults_; }

 private:
  std::vector<KnowledgeFault> faults_;
};

/// All that sitrep knows of the political world and of the words that tell events. Immutable after load, shared by
/// threads.
struct Knowledge {
  KnowledgeSource source;          ///< first: the others keep views into it
  std::string extended_gazetteer;  ///< with the places of a user's own folder; empty where there are none
  WordLists lists;
  ActorLexicon actors;
  Gazetteer gazetteer;
  FrameSet frames;

  /// Loads a pack made by `sitrep knowledge build`, with the files of a user's own folder laid over it where one is
  /// given: his entries replace those of the same kind and id, his frames come before all others of their word. Throws
  /// DataFileError; OwnKnowledgeError for a folder with faults; KnowledgeError for the first fault of the pack (it is
  /// checked when it is built, so that only a pack of another version can have one).
  [[nodiscard]] static std::unique_ptr<const Knowledge> load(const std::filesystem::path& pack,
                                                             const std::optional<std::filesystem::path>& own = {});
};

}  // namespace sitrep
