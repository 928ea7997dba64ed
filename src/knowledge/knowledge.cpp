#include "knowledge/knowledge.h"

#include <utility>

#include "base/error.h"
#include "knowledge/pack.h"

namespace sitrep {

std::unique_ptr<const Knowledge> Knowledge::load(const std::filesystem::path& pack) {
  auto source = KnowledgeSource::open_pack(pack);
  auto gazetteer = Gazetteer::open(source.gazetteer());
  // Moving the source must not move the files' paths, which the lexicons point to: first into its place, then read.
  auto knowledge = std::unique_ptr<Knowledge>(new Knowledge{std::move(source), {}, {}, std::move(gazetteer), {}});
  std::vector<KnowledgeFault> faults;
  auto lexicons = read_lexicons(knowledge->source.files(), faults);
  if (!faults.empty()) {
    const auto& first = faults.front();
    throw KnowledgeError(pack.string() + ": " + first.file, first.line, first.what);
  }
  knowledge->lists = std::move(lexicons.lists);
  knowledge->actors = std::move(lexicons.actors);
  knowledge->frames = std::move(lexicons.frames);
  return knowledge;
}

}  // namespace sitrep
