#include "models/centre/counts.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace channelshift {
namespace {

constexpr int steps_bits = 6;                                              ///< 64 buckets to a doubling
constexpr int kept_shift = 52 - steps_bits;                                ///< bits of a double below those
constexpr std::int64_t first_step = std::int64_t{1023 - 7} << steps_bits;  ///< that of 2^-7

}  // namespace

int wait_bucket(sim::Ticks wait) {
  if (wait == 0) return 0;
  const std::int64_t step = (std::bit_cast<std::int64_t>(sim::seconds(wait)) >> kept_shift) - first_step;
  return 1 + static_cast<int>(std::clamp<std::int64_t>(step, 0, wait_buckets - 2));
}

double wait_bucket_edge_s(int bucket) {
  if (bucket == 0) return 0;
  return std::bit_cast<double>((bucket - 1 + first_step) << kept_shift);
}

std::array<double, 3> wait_percentiles_s(std::span<const std::int64_t> histogram) {
  std::int64_t all = 0;
  for (const std::int64_t count : histogram) all += count;
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  std::array<double, 3> points{nothing, nothing, nothing};
  if (all == 0) return points;
  constexpr std::array<double, 3> shares{0.5, 0.9, 0.99};
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double rank = shares[i] * static_cast<double>(all);
    double below = 0;
    int bucket = 0;
    while (below + static_cast<double>(histogram[bucket]) < rank) below += static_cast<double>(histogram[bucket++]);
    const double lower = wait_bucket_edge_s(bucket);
    const double upper = bucket == 0 ? 0 : wait_bucket_edge_s(bucket + 1);
    points[i] = lower + (upper - lower) * (rank - below) / static_cast<double>(histogram[bucket]);
  }
  return points;
}

}  // namespace channelshift
