#include "base/text.h"

namespace sitrep {

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> out;
  while (true) {
    const auto at = text.find(separator);
    out.push_back(trim(text.substr(0, at)));
    if (at == std::string_view::npos) {
      return out;
    }
    text.remove_prefix(at + separator.size());
  }
}

std::vector<std::string_view> split_filled(std::string_view text, std::string_view separator) {
  auto out = split(text, separator);
  std::erase_if(out, [](std::string_view part) { return part.empty(); });
  return out;
}

}  // namespace sitrep
