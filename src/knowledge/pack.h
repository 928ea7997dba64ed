#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/actor_lexicon.h"
#include "knowledge/blocks.h"
#include "knowledge/frames.h"
#include "knowledge/source.h"
#include "knowledge/word_lists.h"

namespace sitrep {

/// The lexicons of one folder or pack, read and checked as a whole; they keep views into the files' texts.
struct Lexicons {
  WordLists lists;
  ActorLexicon actors;
  FrameSet frames;
  /// Of `.places` files, and the countries of `.actors` files: what compile_gazetteer() takes.
  std::vector<Block> places;
  std::vector<Block> frame_blocks;           ///< what `frames` was read from
  std::vector<Block> list_blocks;            ///< what `lists` was read from
  std::set<std::string_view> program_lists;  ///< lists that the program asks for: of files with the entry `for program`
};

/// Reads all files; every fault of every file is added to `faults`. An entry of a user's own file replaces the shipped
/// one of its kind and id. The files' texts and paths must outlive the lexicons.
[[nodiscard]] Lexicons read_lexicons(const std::vector<KnowledgeSource::File>& files,
                                     std::vector<KnowledgeFault>& faults);

/// Lays the knowledge files of a user's own folder over the pack. Faults are those of file names. Throws Error where
/// the folder or a file cannot be read.
void lay_over(KnowledgeSource& source, const std::filesystem::path& folder, std::vector<KnowledgeFault>& faults);

/// What a check of a knowledge folder found.
struct KnowledgeCheck {
  std::vector<KnowledgeFault> faults;    ///< in the order of the files
  std::vector<KnowledgeFault> warnings;  ///< of what does no harm
  std::size_t files = 0;
  std::size_t lists = 0;
  std::size_t actors = 0;
  std::size_t actor_names = 0;
  std::size_t frames = 0;
  std::size_t examples = 0;
  std::size_t place_blocks = 0;
  std::size_t places = 0;  ///< of the gazetteer; 0 where none was built
  std::size_t place_names = 0;
};

/// Reads all files of a folder or a pack, with those of a user's own folder laid over where one is given, and names
/// what is wrong or of no use in them (knowledge/lint.h), or in his alone. Throws Error where something cannot be read.
[[nodiscard]] KnowledgeCheck check_knowledge(const std::filesystem::path& folder_or_pack,
                                             const std::optional<std::filesystem::path>& own = {});

/// Reads the folder and, where it has no faults of syntax, compiles it and the table of places (tools/places.mjs) into
/// the pack that Knowledge::load() takes. Writes nothing where there are faults. Throws Error where something cannot be
/// read or written.
[[nodiscard]] KnowledgeCheck build_pack(const std::filesystem::path& folder, const std::filesystem::path& places,
                                        const std::filesystem::path& out);

}  // namespace sitrep
