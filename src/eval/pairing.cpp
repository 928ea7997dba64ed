#include "eval/pairing.h"

namespace sitrep {

Pairing::Pairing(std::size_t gold, std::size_t coded, const std::function<bool(std::size_t, std::size_t)>& match)
    : gold_of_(coded, -1), coded_of_(gold, -1) {
  for (std::size_t g = 0; g < gold; ++g) {
    std::vector<bool> seen(coded);
    count_ += place(g, seen, match) ? 1 : 0;
  }
  for (std::size_t c = 0; c < coded; ++c) {
    if (gold_of_[c] >= 0) {
      coded_of_[static_cast<std::size_t>(gold_of_[c])] = static_cast<int>(c);
    }
  }
}

bool Pairing::place(std::size_t g, std::vector<bool>& seen,
                    const std::function<bool(std::size_t, std::size_t)>& match) {
  for (std::size_t c = 0; c < gold_of_.size(); ++c) {
    if (!seen[c] && match(g, c)) {
      seen[c] = true;
      if (gold_of_[c] < 0 || place(static_cast<std::size_t>(gold_of_[c]), seen, match)) {
        gold_of_[c] = static_cast<int>(g);
        return true;
      }
    }
  }
  return false;
}

}  // namespace sitrep
