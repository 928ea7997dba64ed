#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace sitrep {

/// A largest pairing of gold with coded events among those that match, each taken at most once. Where several are
/// largest, earlier gold events are paired first, with the earliest coded event that serves.
class Pairing {
 public:
  Pairing(std::size_t gold, std::size_t coded, const std::function<bool(std::size_t, std::size_t)>& match);

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] bool has_gold(std::size_t g) const { return coded_of_[g] >= 0; }
  [[nodiscard]] bool has_coded(std::size_t c) const { return gold_of_[c] >= 0; }

 private:
  bool place(std::size_t g, std::vector<bool>& seen, const std::function<bool(std::size_t, std::size_t)>& match);

  std::vector<int> gold_of_;
  std::vector<int> coded_of_;
  std::size_t count_ = 0;
};

}  // namespace sitrep
