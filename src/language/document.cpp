#include "language/document.h"

#include <array>

namespace sitrep {

namespace {
constexpr std::array<std::string_view, upos_count> upos_names = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
};
}  // namespace

std::string_view name(Upos upos) {
  return upos_names[static_cast<std::size_t>(upos)];
}

std::optional<Upos> parse_upos(std::string_view text) {
  for (std::size_t i = 0; i < upos_count; ++i) {
    if (name(static_cast<Upos>(i)) == text) {
      return static_cast<Upos>(i);
    }
  }
  return std::nullopt;
}

std::string_view Token::feature(std::string_view key) const {
  std::string_view rest = feats;
  while (!rest.empty()) {
    const auto bar = rest.find('|');
    const auto item = rest.substr(0, bar);
    if (item.size() > key.size() && item.starts_with(key) && item[key.size()] == '=') {
      return item.substr(key.size() + 1);
    }
    if (bar == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(bar + 1);
  }
  return {};
}

}  // namespace sitrep
