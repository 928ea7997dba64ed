#include "knowledge/blocks.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace sitrep {

namespace {

std::string_view without_comment(std::string_view line) {
  if (line.starts_with('#')) {
    return {};
  }
  const auto hash = std::min(line.find(" #"), line.find("\t#"));
  return line.substr(0, hash);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, substituted});
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string_view> BlockLine::items() const {
  std::vector<std::string_view> out;
  std::string_view rest = value;
  while (true) {
    const auto semicolon = rest.find(';');
    if (const auto item = trim(rest.substr(0, semicolon)); !item.empty()) {
      out.push_back(item);
    }
    if (semicolon == std::string_view::npos) {
      return out;
    }
    rest.remove_prefix(semicolon + 1);
  }
}

const BlockLine* Block::find(std::string_view key) const {
  const auto it = std::find_if(lines.begin(), lines.end(), [&](const BlockLine& l) { return l.key == key; });
  return it == lines.end() ? nullptr : &*it;
}

std::string_view Block::value(std::string_view key) const {
  const auto* line_found = find(key);
  return line_found == nullptr ? std::string_view{} : line_found->value;
}

std::vector<std::string_view> Block::items(std::string_view key) const {
  std::vector<std::string_view> out;
  for (const auto& l : lines) {
    if (l.key == key) {
      const auto more = l.items();
      out.insert(out.end(), more.begin(), more.end());
    }
  }
  return out;
}

std::vector<Block> read_blocks(std::string_view text, std::string_view file, std::vector<KnowledgeFault>& faults) {
  std::vector<Block> blocks;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const auto newline = text.find('\n');
    const auto whole = text.substr(0, newline);
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
    const auto line = without_comment(whole);
    const auto content = trim(line);
    if (content.empty()) {
      continue;
    }
    const bool indented = line.front() == ' ' || line.front() == '\t';
    const auto fault = [&](std::string what) { faults.push_back({std::string(file), number, std::move(what)}); };
    if (!indented) {
      const auto space = content.find_first_of(" \t");
      if (space == std::string_view::npos) {
        fault("an entry begins with its kind and its id, as in 'country AZE'; found '" + std::string(content) + "'");
        continue;
      }
      blocks.push_back({content.substr(0, space), trim(content.substr(space)), file, number, {}, false});
      continue;
    }
    const auto colon = content.find(':');
    if (colon == std::string_view::npos) {
      fault("a line of an entry reads 'key: value'; found '" + std::string(content) + "'");
    } else if (blocks.empty()) {
      fault("this line stands before any entry; begin one without indent, as in 'country AZE'");
    } else {
      blocks.back().lines.push_back({trim(content.substr(0, colon)), trim(content.substr(colon + 1)), number});
    }
  }
  return blocks;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t best_distance = word.size() / 3 + 2;
  for (const auto candidate : known) {
    if (const auto d = edit_distance(word, candidate); d < best_distance) {
      best_distance = d;
      best = candidate;
    }
  }
  return best.empty() ? std::string() : "; did you mean '" + std::string(best) + "'?";
}

}  // namespace sitrep
