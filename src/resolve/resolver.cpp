#include "resolve/resolver.h"

#include "knowledge/knowledge.h"
#include "resolve/actors.h"
#include "resolve/dates.h"
#include "resolve/places.h"
#include "resolve/quantities.h"

namespace sitrep {

Resolution Resolver::resolve(const Report& report, const Document& document) const {
  Resolution resolution;
  resolution.quantities = find_quantities(knowledge_->lists, document);
  resolution.timexes = find_timexes(knowledge_->lists, document, report.date);
  resolution.places = find_places(*knowledge_, document);
  find_actors(*knowledge_, report, document, resolution);
  return resolution;
}

}  // namespace sitrep
