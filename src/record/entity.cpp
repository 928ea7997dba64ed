#include "record/entity.h"

namespace sitrep {

std::string Entity::coded() const {
  std::string out = code;
  for (const std::string& sector : sectors) {
    if (!out.empty()) {
      out += ' ';
    }
    out += sector;
  }
  return out;
}

}  // namespace sitrep
