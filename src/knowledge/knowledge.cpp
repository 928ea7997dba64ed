#include "knowledge/knowledge.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "knowledge/pack.h"

namespace sitrep {

OwnKnowledgeError::OwnKnowledgeError(const std::filesystem::path& folder, std::vector<KnowledgeFault> found)
    : Error(std::to_string(found.size()) + " fault" + (found.size() == 1 ? "" : "s") + " in " + folder.string() +
            "; nothing is coded with half a folder"),
      faults_(std::move(found)) {
  std::stable_sort(faults_.begin(), faults_.end(), [](const KnowledgeFault& a, const KnowledgeFault& b) {
    return a.file != b.file ? a.file < b.file : a.line < b.line;
  });
}

std::unique_ptr<const Knowledge> Knowledge::load(const std::filesystem::path& pack,
                                                 const std::optional<std::filesystem::path>& own) {
  auto source = KnowledgeSource::open_pack(pack);
  auto gazetteer = Gazetteer::open(source.gazetteer());
  std::vector<KnowledgeFault> faults;
  if (own) {
    lay_over(source, *own, faults);
  }
  // Moving the source must not move the files' paths, which the lexicons point to: first into its place, then read.
  auto knowledge = std::unique_ptr<Knowledge>(new Knowledge{std::move(source), {}, {}, {}, gazetteer, {}});
  auto lexicons = read_lexicons(knowledge->source.files(), faults);
  if (own) {
    std::vector<Block> places;
    std::copy_if(lexicons.places.begin(), lexicons.places.end(), std::back_inserter(places),
                 [](const Block& b) { return b.own; });
    if (!places.empty()) {
      knowledge->extended_gazetteer = extend_gazetteer(knowledge->gazetteer, places, faults);
      knowledge->gazetteer = Gazetteer::open(std::as_bytes(std::span(knowledge->extended_gazetteer)));
    }
    if (!faults.empty()) {
      throw OwnKnowledgeError(*own, std::move(faults));
    }
  }
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
