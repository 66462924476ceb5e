#include "tests/support/chain.hpp"

#include <algorithm>
#include <cstdlib>

namespace channelshift::test {

void Chain::add(int from, int to, double rate_per_s) {
  if (from == to || rate_per_s == 0) return;
  moves_[static_cast<std::size_t>(from)].push_back({to, rate_per_s});
}

std::vector<double> Chain::stationary() const {
  const int n = states();
  int width = 0;
  for (int from = 0; from < n; ++from) {
    for (const Move& move : moves_[static_cast<std::size_t>(from)]) width = std::max(width, std::abs(move.to - from));
  }
  // rate(i, j) is kept for |i - j| <= width: eliminating the last state first fills nothing outside that band.
  const auto row = static_cast<std::size_t>(2 * width + 1);
  std::vector<double> band(static_cast<std::size_t>(n) * row);
  const auto rate = [&](int i, int j) -> double& {
    return band[static_cast<std::size_t>(i) * row + static_cast<std::size_t>(j - i + width)];
  };
  for (int from = 0; from < n; ++from) {
    for (const Move& move : moves_[static_cast<std::size_t>(from)]) rate(from, move.to) += move.rate_per_s;
  }
  std::vector<double> leaves(static_cast<std::size_t>(n));
  for (int k = n - 1; k > 0; --k) {
    const int first = std::max(0, k - width);
    double down = 0;
    for (int j = first; j < k; ++j) down += rate(k, j);
    leaves[static_cast<std::size_t>(k)] = down;
    for (int i = first; i < k; ++i) {
      const double share = rate(i, k) / down;
      if (share == 0) continue;
      for (int j = first; j < k; ++j) {
        if (i != j) rate(i, j) += share * rate(k, j);
      }
    }
  }
  std::vector<double> share(static_cast<std::size_t>(n));
  double total = share[0] = 1;
  for (int k = 1; k < n; ++k) {
    double flow = 0;
    for (int i = std::max(0, k - width); i < k; ++i) flow += share[static_cast<std::size_t>(i)] * rate(i, k);
    total += share[static_cast<std::size_t>(k)] = flow / leaves[static_cast<std::size_t>(k)];
  }
  for (double& value : share) value /= total;
  return share;
}

}  // namespace channelshift::test
