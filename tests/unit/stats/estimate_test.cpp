#include "sim/stats/estimate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <vector>

#include "sim/random/engine.hpp"

namespace sim {
namespace {

using Values = std::vector<double>;

// Any printed table of Student's t, column 0.975.
TEST(Student, AgreesWithThePrintedTable) {
  EXPECT_NEAR(student_95(1), 12.706, 5e-4);
  EXPECT_NEAR(student_95(4), 2.776, 5e-4);
  EXPECT_NEAR(student_95(9), 2.262, 5e-4);
  EXPECT_NEAR(student_95(29), 2.045, 5e-4);
  EXPECT_NEAR(student_95(120), 1.980, 5e-4);
  EXPECT_NEAR(student_95(1'000'000), 1.960, 5e-4);
}

TEST(EstimateMean, AgreesWithAHandCount) {
  const Estimate e = estimate_mean(Values{1, 2, 3, 4, 5});
  EXPECT_DOUBLE_EQ(e.mean, 3);
  EXPECT_DOUBLE_EQ(*e.sd, std::sqrt(2.5));
  EXPECT_NEAR(*e.half_width, 2.7764451 * std::sqrt(0.5), 1e-7);
}

TEST(EstimateMean, OfOneReplicationHasNoInterval) {
  EXPECT_EQ(estimate_mean(Values{4}), (Estimate{4, std::nullopt, std::nullopt}));
}

TEST(EstimateMean, OfEqualReplicationsHasAnIntervalOfExactlyZero) {
  for (const double value : {0.1, 1e15 + 0.3, -7.7, 0.0}) {
    EXPECT_EQ(estimate_mean(Values(7, value)), (Estimate{value, 0.0, 0.0}));
  }
}

// 27 / 33; residuals -2/11, 9/11, -7/11, squares sum to 134/121, over 2, its root over the mean denominator 11.
TEST(EstimateRatio, AgreesWithAHandCount) {
  const Estimate e = *estimate_ratio(Values{8, 9, 10}, Values{10, 10, 13});
  EXPECT_DOUBLE_EQ(e.mean, 27.0 / 33);
  EXPECT_DOUBLE_EQ(*e.sd, std::sqrt(67.0 / 121) / 11);
  EXPECT_NEAR(*e.half_width, 4.3026527 * std::sqrt(67.0 / 121) / 11 / std::sqrt(3.0), 1e-8);
}

TEST(EstimateRatio, OverNothingIsAbsent) {
  EXPECT_FALSE(estimate_ratio(Values{0, 0}, Values{0, 0}));
  EXPECT_FALSE(estimate_ratio(Values{}, Values{}));
  EXPECT_TRUE(estimate_ratio(Values{0, 1}, Values{0, 3}));
}

TEST(EstimateRatio, OfOneReplicationHasNoInterval) {
  EXPECT_EQ(estimate_ratio(Values{3}, Values{4}), (Estimate{0.75, std::nullopt, std::nullopt}));
}

TEST(EstimateRatio, OfEqualReplicationsHasAnIntervalOfExactlyZero) {
  const Estimate e = *estimate_ratio(Values(5, 0.1), Values(5, 0.3));
  EXPECT_DOUBLE_EQ(e.mean, 1.0 / 3);
  EXPECT_EQ(e.half_width, 0.0);
  EXPECT_EQ(e.sd, 0.0);
}

TEST(EstimateRatio, OfAllOrNothingHasAnIntervalOfExactlyZero) {
  const Values offered{812, 790, 845.5};
  EXPECT_EQ(estimate_ratio(offered, offered), (Estimate{1, 0.0, 0.0}));
  EXPECT_EQ(estimate_ratio(Values{0, 0, 0}, offered), (Estimate{0, 0.0, 0.0}));
}

// A constant denominator makes it a mean.
TEST(EstimateRatio, OverAConstantIsAMean) {
  const Estimate ratio = *estimate_ratio(Values{8, 9, 13, 10}, Values(4, 2.0));
  const Estimate mean = estimate_mean(Values{4, 4.5, 6.5, 5});
  EXPECT_DOUBLE_EQ(ratio.mean, mean.mean);
  EXPECT_DOUBLE_EQ(*ratio.half_width, *mean.half_width);
}

TEST(EstimatePairedDifference, IsTheMeanOfTheDifferences) {
  const Estimate e = estimate_paired_difference(Values{10, 20, 30}, Values{9, 18, 27});
  EXPECT_DOUBLE_EQ(e.mean, 2);
  EXPECT_DOUBLE_EQ(*e.sd, 1);
  EXPECT_NEAR(*e.half_width, 4.3026527 / std::sqrt(3.0), 1e-7);
}

TEST(EstimatePairedDifference, OfTheSameRunsIsExactlyZero) {
  const Values costs{1.1e7, 0.9e7, 1.3e7 + 0.1};
  EXPECT_EQ(estimate_paired_difference(costs, costs), (Estimate{0, 0.0, 0.0}));
}

// Variances 100 and 81, of the difference 1.
TEST(VarianceRatioPaired, AgreesWithAHandCount) {
  EXPECT_DOUBLE_EQ(*variance_ratio_paired(Values{10, 20, 30}, Values{9, 18, 27}), 181);
  EXPECT_FALSE(variance_ratio_paired(Values{10, 20, 30}, Values{9, 19, 29}));
  EXPECT_FALSE(variance_ratio_paired(Values{10}, Values{9}));
}

// --- how often the intervals hold the truth ------------------------------------------------------------------------
// 20,000 trials of a coverage of 0.95 have a standard error of 0.0015; at 4 of them the false alarm rate is 6e-5. A
// normal quantile in place of Student's would cover 0.88 at n = 5 and 0.92 at n = 10; n for n - 1 in the variance 0.93
// and 0.94.

constexpr int trials = 20'000;
constexpr double four_standard_errors = 4 * 0.00154;

bool holds(const Estimate& e, double truth) { return std::abs(e.mean - truth) <= *e.half_width; }

TEST(Coverage, OfTheMeanOfNormalValuesIs95Percent) {
  for (const std::uint32_t n : {5u, 10u}) {
    Engine engine({1, n}, 0, 0, 0);
    boost::random::normal_distribution<double> normal(40, 7);
    int covered = 0;
    for (int trial = 0; trial < trials; ++trial) {
      Values values(n);
      for (double& value : values) value = normal(engine);
      covered += holds(estimate_mean(values), 40) ? 1 : 0;
    }
    EXPECT_NEAR(1.0 * covered / trials, 0.95, four_standard_errors) << n;
  }
}

// Answered in time over offered, as a year gives it: offered varies by 3%, in time falls as offered rises. The delta
// method is exact but for terms of the order of that variation squared over n, 2e-4 of the half-width.
TEST(Coverage, OfARatioOfCorrelatedCountsIs95Percent) {
  for (const std::uint32_t n : {5u, 10u}) {
    Engine engine({2, n}, 0, 0, 0);
    boost::random::normal_distribution<double> normal;
    int covered = 0;
    for (int trial = 0; trial < trials; ++trial) {
      Values in_time(n), offered(n);
      for (std::uint32_t i = 0; i < n; ++i) {
        const double busy = normal(engine);
        offered[i] = 10'000 + 300 * busy;
        in_time[i] = 8'000 - 120 * busy + 50 * normal(engine);
      }
      covered += holds(*estimate_ratio(in_time, offered), 0.8) ? 1 : 0;
    }
    EXPECT_NEAR(1.0 * covered / trials, 0.95, four_standard_errors) << n;
  }
}

// The median of five searches, with an interval from the spread of the five, holds the truth at least as often as said.
TEST(Coverage, OfTheMedianOfSearchesIsAtLeast95Percent) {
  Engine engine({3, 5}, 0, 0, 0);
  boost::random::normal_distribution<double> normal;
  int covered = 0;
  for (int trial = 0; trial < trials; ++trial) {
    Values searches(5);
    for (double& value : searches) value = 40 + 3 * normal(engine);
    Values sorted = searches;
    std::ranges::sort(sorted);
    covered += holds(with_search_chance({sorted[2], 0.0, 0.0}, searches), 40) ? 1 : 0;
  }
  EXPECT_GT(1.0 * covered / trials, 0.95 - four_standard_errors);
  EXPECT_LT(1.0 * covered / trials, 0.98);  // and is not much wider than it must be
}

TEST(SearchChance, AddsInQuadrature) {
  const Estimate e = with_search_chance({10, 3.0, 1.0}, Values{1, 2, 3, 4, 5});
  EXPECT_NEAR(*e.half_width, std::hypot(3.0, std::sqrt(std::acos(-1.0) / 2) * 2.7764451051977987 * std::sqrt(0.5)),
              1e-12);
  EXPECT_EQ(e.mean, 10);
}

TEST(SearchChance, OfOneSearchIsNotKnown) {
  EXPECT_EQ(with_search_chance({10, 3.0, 1.0}, Values{7}).half_width, std::nullopt);
}

TEST(SearchChance, OfSearchesThatAgreeIsNone) {
  EXPECT_EQ(with_search_chance({10, 3.0, 1.0}, Values(5, 7.0)), (Estimate{10, 3.0, 1.0}));
}

}  // namespace
}  // namespace sim
