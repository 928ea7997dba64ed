#include "resolve/resolver.h"

#include "knowledge/knowledge.h"
#include "resolve/actors.h"
#include "resolve/places.h"

namespace sitrep {

Resolver::Resolver(const Knowledge& knowledge)
    : knowledge_(&knowledge), timexes_(knowledge.lists), quantities_(knowledge.lists) {}

Resolution Resolver::resolve(const Report& report, const Document& document) const {
  Resolution resolution;
  resolution.timexes = timexes_.find(document, report.date);
  resolution.quantities = quantities_.find(document, resolution.timexes);
  resolution.places = find_places(*knowledge_, document);
  find_actors(*knowledge_, report, document, resolution);
  return resolution;
}

}  // namespace sitrep
