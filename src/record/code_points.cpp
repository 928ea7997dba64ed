#include "record/code_points.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace sitrep {
namespace {

constexpr std::size_t step = 256;

/// Code points that begin in the bytes: all bytes but those that continue one. The loop has no branch, so it is
/// vectorised.
std::uint32_t count(std::string_view bytes) {
  std::uint32_t begun = 0;
  for (const char c : bytes) {
    begun += static_cast<std::uint32_t>((static_cast<unsigned char>(c) & 0xC0u) != 0x80u);
  }
  return begun;
}

}  // namespace

CodePointIndex::CodePointIndex(std::string_view utf8) : text_(utf8) {
  assert(utf8.size() <= std::numeric_limits<std::uint32_t>::max());
  checkpoints_.reserve(utf8.size() / step + 1);
  for (std::size_t begin = 0; begin < utf8.size(); begin += step) {
    checkpoints_.push_back(size_);
    size_ += count(utf8.substr(begin, step));
  }
  if (size_ == utf8.size()) {
    checkpoints_.clear();
  }
}

std::uint32_t CodePointIndex::code_points(std::uint32_t byte) const {
  assert(byte <= text_.size());
  if (checkpoints_.empty()) {
    return byte;
  }
  if (byte == text_.size()) {
    return size_;
  }
  const std::size_t checkpoint = byte / step;
  return checkpoints_[checkpoint] + count(text_.substr(checkpoint * step, byte - checkpoint * step));
}

std::uint32_t CodePointIndex::byte(std::uint32_t code_point) const {
  assert(code_point <= size_);
  if (checkpoints_.empty()) {
    return code_point;
  }
  if (code_point == size_) {
    return static_cast<std::uint32_t>(text_.size());
  }
  // The last checkpoint at or before it; a step of 256 bytes always begins a code point, so checkpoints only rise.
  const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), code_point);
  const auto checkpoint = static_cast<std::size_t>(after - checkpoints_.begin()) - 1;
  std::uint32_t seen = checkpoints_[checkpoint];
  for (std::size_t at = checkpoint * step;; ++at) {
    if ((static_cast<unsigned char>(text_[at]) & 0xC0u) != 0x80u) {
      if (seen == code_point) {
        return static_cast<std::uint32_t>(at);
      }
      ++seen;
    }
  }
}

}  // namespace sitrep
