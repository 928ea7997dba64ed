#include "language/spanning_tree.h"

#include <algorithm>
#include <limits>

namespace sitrep {

namespace {

constexpr float never = -1e30F;
constexpr std::uint32_t none = 0xffffffffU;

/// A dense graph over nodes 0 (root) to n; score(dependent, head).
struct Graph {
  std::size_t nodes = 0;
  std::vector<float> scores;
  [[nodiscard]] float& at(std::size_t dependent, std::size_t head) { return scores[dependent * nodes + head]; }
  [[nodiscard]] float at(std::size_t dependent, std::size_t head) const { return scores[dependent * nodes + head]; }
};

void best_heads(const Graph& graph, std::vector<std::uint32_t>& heads) {
  heads.assign(graph.nodes, none);
  for (std::size_t d = 1; d < graph.nodes; ++d) {
    std::size_t best = d == 0 ? 1 : 0;
    for (std::size_t h = 0; h < graph.nodes; ++h) {
      if (h != d && graph.at(d, h) > graph.at(d, best)) {
        best = h;
      }
    }
    heads[d] = static_cast<std::uint32_t>(best);
  }
}

/// A cycle of the heads, empty where there is none.
std::vector<std::uint32_t> find_cycle(const std::vector<std::uint32_t>& heads) {
  std::vector<std::uint32_t> seen(heads.size(), 0);
  for (std::uint32_t start = 1; start < heads.size(); ++start) {
    std::uint32_t at = start;
    while (at != 0 && seen[at] == 0) {
      seen[at] = start;
      at = heads[at];
    }
    if (at != 0 && seen[at] == start) {
      std::vector<std::uint32_t> cycle = {at};
      for (auto next = heads[at]; next != at; next = heads[next]) {
        cycle.push_back(next);
      }
      return cycle;
    }
  }
  return {};
}

std::vector<std::uint32_t> solve(const Graph& graph) {
  std::vector<std::uint32_t> heads;
  best_heads(graph, heads);
  const auto cycle = find_cycle(heads);
  if (cycle.empty()) {
    return heads;
  }
  // The cycle becomes one node, the last of a smaller graph.
  std::vector<bool> inside(graph.nodes, false);
  for (const auto node : cycle) {
    inside[node] = true;
  }
  std::vector<std::uint32_t> kept;
  for (std::uint32_t node = 0; node < graph.nodes; ++node) {
    if (!inside[node]) {
      kept.push_back(node);
    }
  }
  Graph small;
  small.nodes = kept.size() + 1;
  small.scores.assign(small.nodes * small.nodes, never);
  const std::size_t merged = kept.size();
  std::vector<std::uint32_t> enters(kept.size(), none);  // where an arc from outside enters the cycle
  std::vector<std::uint32_t> leaves(kept.size(), none);  // the cycle's node that is the best head of a node outside
  for (std::size_t i = 0; i < kept.size(); ++i) {
    for (std::size_t j = 0; j < kept.size(); ++j) {
      if (i != j) {
        small.at(i, j) = graph.at(kept[i], kept[j]);
      }
    }
    for (const auto node : cycle) {
      const float entering = graph.at(node, kept[i]) - graph.at(node, heads[node]);
      if (enters[i] == none || entering > small.at(merged, i)) {
        small.at(merged, i) = entering;
        enters[i] = node;
      }
      if (kept[i] != 0 && (leaves[i] == none || graph.at(kept[i], node) > small.at(i, merged))) {
        small.at(i, merged) = graph.at(kept[i], node);
        leaves[i] = node;
      }
    }
  }
  const auto solved = solve(small);
  std::vector<std::uint32_t> out(graph.nodes, none);
  for (const auto node : cycle) {
    out[node] = heads[node];
  }
  for (std::size_t i = 1; i < kept.size(); ++i) {
    out[kept[i]] = solved[i] == merged ? leaves[i] : kept[solved[i]];
  }
  const auto outer = solved[merged];
  out[enters[outer]] = kept[outer];
  return out;
}

double total(const Graph& graph, const std::vector<std::uint32_t>& heads) {
  double sum = 0;
  for (std::size_t d = 1; d < heads.size(); ++d) {
    sum += static_cast<double>(graph.at(d, heads[d]));
  }
  return sum;
}

}  // namespace

void best_tree(std::span<const float> scores, std::size_t n, std::vector<std::uint32_t>& heads) {
  heads.resize(n);
  std::size_t roots = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = scores.subspan(i * (n + 1), n + 1);
    std::size_t best = 0;
    for (std::size_t h = 1; h <= n; ++h) {
      if (h != i + 1 && row[h] > row[best]) {
        best = h;
      }
    }
    heads[i] = static_cast<std::uint32_t>(best);
    roots += best == 0 ? 1 : 0;
  }
  std::vector<std::uint32_t> numbered = {none};
  numbered.insert(numbered.end(), heads.begin(), heads.end());
  if (roots == 1 && find_cycle(numbered).empty()) {
    return;
  }
  Graph graph;
  graph.nodes = n + 1;
  graph.scores.assign(graph.nodes * graph.nodes, never);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t h = 0; h <= n; ++h) {
      if (h != i + 1) {
        graph.at(i + 1, h) = scores[i * (n + 1) + h];
      }
    }
  }
  auto solved = solve(graph);
  std::vector<std::uint32_t> under_root;
  for (std::uint32_t d = 1; d <= n; ++d) {
    if (solved[d] == 0) {
      under_root.push_back(d);
    }
  }
  if (under_root.size() > 1) {
    // One word only may stand under the root: try those that would, the best first few where there are many.
    std::sort(under_root.begin(), under_root.end(),
              [&](std::uint32_t a, std::uint32_t b) { return graph.at(a, 0) > graph.at(b, 0); });
    under_root.resize(std::min<std::size_t>(under_root.size(), 4));
    double best = 0;
    bool found = false;
    for (const auto root : under_root) {
      Graph single = graph;
      for (std::size_t d = 1; d <= n; ++d) {
        if (d != root) {
          single.at(d, 0) = never;
        }
      }
      auto candidate = solve(single);
      const double sum = total(single, candidate);
      if (!found || sum > best) {
        found = true;
        best = sum;
        solved = std::move(candidate);
      }
    }
  }
  std::copy(solved.begin() + 1, solved.end(), heads.begin());
}

}  // namespace sitrep
