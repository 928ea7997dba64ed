#include "knowledge/source.h"

#include <algorithm>

namespace sitrep {

KnowledgeSource KnowledgeSource::open_pack(const std::filesystem::path& pack) {
  static constexpr std::string_view prefix = "file:";
  KnowledgeSource source(SectionFile::open(pack, knowledge_pack_kind, knowledge_pack_version));
  for (const auto& section : source.pack_.section_names()) {
    if (section.starts_with(prefix)) {
      source.files_.push_back({section.substr(prefix.size()), source.pack_.text(section), false});
    }
  }
  std::sort(source.files_.begin(), source.files_.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return source;
}

void KnowledgeSource::lay_over(std::string path, std::string text) {
  own_texts_.push_back(std::move(text));
  files_.push_back({std::move(path), own_texts_.back(), true});
}

std::vector<KnowledgeSource::File> KnowledgeSource::with_extension(std::string_view extension) const {
  std::vector<File> out;
  std::copy_if(files_.begin(), files_.end(), std::back_inserter(out),
               [&](const File& f) { return f.path.ends_with(extension); });
  return out;
}

}  // namespace sitrep
