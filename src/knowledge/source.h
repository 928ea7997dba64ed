#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/section_file.h"

namespace sitrep {

/// The text of the knowledge files and the compiled gazetteer, from the mapped pack that the build makes
/// (share/sitrep/knowledge.pack; sections "file:<path>" and "gazetteer"). Lexicons keep views into it, so it must
/// outlive them.
class KnowledgeSource {
 public:
  struct File {
    std::string path;  ///< relative to knowledge/: "frames/assault.frames"; of a user's own file as he names it
    std::string_view text;
    bool own = false;  ///< from a user's own folder, laid over the shipped pack
  };
  /// Throws DataFileError.
  [[nodiscard]] static KnowledgeSource open_pack(const std::filesystem::path& pack);

  /// Adds a file of a user's own; its entries win over those of the pack. The text is kept here.
  void lay_over(std::string path, std::string text);

  /// Shipped files in path order, then those laid over.
  [[nodiscard]] const std::vector<File>& files() const { return files_; }
  /// Files whose path ends with `extension` (".frames"), in path order.
  [[nodiscard]] std::vector<File> with_extension(std::string_view extension) const;
  /// The pack's compiled gazetteer.
  [[nodiscard]] std::span<const std::byte> gazetteer() const { return pack_.bytes("gazetteer"); }

 private:
  explicit KnowledgeSource(SectionFile pack) : pack_(std::move(pack)) {}
  SectionFile pack_;
  std::vector<File> files_;
  std::deque<std::string> own_texts_;  ///< a deque, as files_ keeps views into them
};

inline constexpr std::string_view knowledge_pack_kind = "knowldg";
inline constexpr std::uint32_t knowledge_pack_version = 1;

}  // namespace sitrep
