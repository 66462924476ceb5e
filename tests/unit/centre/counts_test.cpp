#include "models/centre/counts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <vector>

#include "models/centre/simulation.hpp"

namespace channelshift {
namespace {

TEST(WaitBucket, HoldsEveryWaitBetweenItsEdges) {
  std::mt19937_64 engine(1);
  std::uniform_real_distribution<double> exponent(13.0, 45.0);  // 2^13 ticks = 1/32 s to 2^45 ticks = 4 years
  for (int i = 0; i < 200'000; ++i) {
    const auto wait = static_cast<sim::Ticks>(std::exp2(exponent(engine)));
    const int bucket = wait_bucket(wait);
    ASSERT_GE(bucket, 1);
    ASSERT_LT(bucket, wait_buckets);
    ASSERT_LE(wait_bucket_edge_s(bucket), sim::seconds(wait));
    ASSERT_GT(wait_bucket_edge_s(bucket + 1), sim::seconds(wait));
  }
}

TEST(WaitBucket, PutsAnEdgeIntoTheUpperBucket) {
  for (int bucket = 2; bucket <= 64 * 30; ++bucket) {
    const double edge_s = wait_bucket_edge_s(bucket);
    if (edge_s < 0.5) continue;  // below, an edge is no whole number of ticks
    ASSERT_EQ(wait_bucket(sim::ticks(edge_s)), bucket);
    ASSERT_EQ(wait_bucket(sim::ticks(edge_s) - 1), bucket - 1);
  }
}

TEST(WaitBucket, IsNarrowerThanTwoPercent) {
  for (int bucket = 1; bucket < wait_buckets; ++bucket)
    ASSERT_LE(wait_bucket_edge_s(bucket + 1) / wait_bucket_edge_s(bucket), 1 + 1.0 / 64 + 1e-12);
}

TEST(WaitBucket, KnowsItsEnds) {
  EXPECT_EQ(wait_bucket(0), 0);
  EXPECT_EQ(wait_bucket(1), 1);
  EXPECT_EQ(wait_bucket(std::numeric_limits<sim::Ticks>::max()), wait_buckets - 1);
  EXPECT_EQ(wait_bucket_edge_s(0), 0.0);
  EXPECT_EQ(wait_bucket_edge_s(1), 0x1p-7);
}

std::vector<std::int64_t> histogram_of(const std::vector<double>& waits_s) {
  std::vector<std::int64_t> histogram(wait_buckets, 0);
  for (const double wait_s : waits_s) ++histogram[wait_bucket(sim::ticks(wait_s))];
  return histogram;
}

// The yardstick is the sorted sample. The points stated to lie within 1.6% are asked to lie within 2%.
TEST(WaitPercentiles, LieWithinTwoPercentOfTheSortedSample) {
  std::mt19937_64 engine(2);
  for (const double mean_s : {0.5, 20.0, 600.0, 2e5}) {
    std::exponential_distribution<double> wait(1 / mean_s);
    std::vector<double> waits_s(20'000);
    for (double& wait_s : waits_s) wait_s = wait(engine);
    const auto points = wait_percentiles_s(histogram_of(waits_s));
    std::sort(waits_s.begin(), waits_s.end());
    for (const auto& [i, share] : {std::pair{0, 0.5}, {1, 0.9}, {2, 0.99}}) {
      const double sorted = waits_s[static_cast<std::size_t>(share * 20'000) - 1];
      EXPECT_NEAR(points[i] / sorted, 1.0, 0.02) << "mean " << mean_s << " share " << share;
    }
  }
}

TEST(WaitPercentiles, AreZeroWhileThatShareIsAnsweredAtOnce) {
  std::vector<double> waits_s(95, 0.0);
  waits_s.insert(waits_s.end(), 5, 100.0);
  const auto points = wait_percentiles_s(histogram_of(waits_s));
  EXPECT_EQ(points[0], 0.0);
  EXPECT_EQ(points[1], 0.0);
  EXPECT_NEAR(points[2], 100.0, 2.0);
}

TEST(WaitPercentiles, OfOneWaitLieInItsBucket) {
  for (const double point : wait_percentiles_s(histogram_of({42.0}))) EXPECT_NEAR(point, 42.0, 0.02 * 42);
}

TEST(WaitPercentiles, OfNothingAreNoNumber) {
  for (const double point : wait_percentiles_s(std::vector<std::int64_t>(wait_buckets, 0)))
    EXPECT_TRUE(std::isnan(point));
}

Series series_of(int n) {
  Cell cell;
  cell.offered = n;
  cell.answered = 2 * n;
  cell.answered_in_target = 3 * n;
  cell.abandoned = 4 * n;
  cell.not_yet_due = 5 * n;
  cell.wait = 6 * n;
  cell.wait_answered = 7 * n;
  cell.handle = 8 * n;
  return {{cell, Cell{}}, {cell}, {BacklogCell{n, 2 * n, 3 * n}}, {TeamCell{n, 2 * n, 3 * n}}, {n, 0, n}};
}

TEST(SeriesSum, AddsEveryFieldOfEveryCell) {
  Series sum = series_of(3);
  add(sum, series_of(4));
  EXPECT_EQ(sum, series_of(7));
}

TEST(SeriesSum, DoesNotHangOnTheOrder) {
  Series one = series_of(1), other = series_of(5);
  add(one, series_of(5));
  add(other, series_of(1));
  EXPECT_EQ(one, other);
}

TEST(SeriesSum, RefusesToLeave64Bits) {
  Series sum = series_of(1);
  Series huge = series_of(1);
  huge.week[0].wait = std::numeric_limits<std::int64_t>::max();
  EXPECT_THROW(add(sum, huge), std::overflow_error);
}

}  // namespace
}  // namespace channelshift
