#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "language/document.h"

namespace sitrep {

/// The language core: segments, tags, lemmatizes, parses and finds names. Loaded once, read-only, shared by threads;
/// every call has its own workspace.
class Language {
 public:
  /// Maps a model file. Throws DataFileError (base/error.h) that names the file and what is wrong with it.
  [[nodiscard]] static Language load(const std::filesystem::path& model_file);
  Language(Language&&) noexcept;
  Language& operator=(Language&&) noexcept;
  ~Language();

  /// Analyses raw text. Requires: text is valid UTF-8 and outlives the result, as does this object. Linear in the
  /// length.
  [[nodiscard]] Document analyse(std::string_view text) const;

  /// Tags, parses and finds names in a document whose tokens (span, form, inside_multiword, space_after) and sentences
  /// are already set, keeping them as they are.
  void annotate(Document& document) const;

 private:
  struct Impl;
  explicit Language(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sitrep
