#include "record/entity.h"

#include <algorithm>

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

std::vector<std::string> Entity::cameo_codes() const {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < cameo.size();) {
    const auto slash = std::min(cameo.find('/', at), cameo.size());
    out.push_back(cameo.substr(at, slash - at));
    at = slash + 1;
  }
  return out;
}

}  // namespace sitrep
