#include "sim/random/arithmetic.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "sim/random/philox.hpp"
#include "sim/random/uniform.hpp"

namespace sim {
namespace {

constexpr std::uint32_t points = 200'000;

/// Point i of a fixed set of uniform numbers.
double point(std::uint32_t i) { return uniform(philox({i, 0, 0, 0}, {1, 2}).w[0]); }

/// Distance in units of the last place of the truth.
double ulps(double value, long double truth) {
  const double rounded = std::abs(static_cast<double>(truth));
  const double ulp = std::nextafter(rounded, std::numeric_limits<double>::infinity()) - rounded;
  return static_cast<double>(std::abs(static_cast<long double>(value) - truth) / ulp);
}

// The oracle is the library's long double, with 11 bits more than a double.
TEST(Arithmetic, LogarithmIsWithinOneUnitInTheLastPlace) {
  double worst = 0;
  for (std::uint32_t i = 0; i < points; ++i) {
    for (const double x : {std::exp(1400.0 * (point(i) - 0.5)), 0.5 + point(i), 1.0 + 1e-6 * (point(i) - 0.5)}) {
      worst = std::max(worst, ulps(log_of(x), std::log(static_cast<long double>(x))));
    }
  }
  EXPECT_LT(worst, 1.0);
  EXPECT_EQ(log_of(1.0), 0.0);
}

TEST(Arithmetic, LogarithmKeepsItsPrecisionNextToOne) {
  for (const double x : {uniform(0xFFFFFFFF), uniform(0xFFFFFFFE), 1.0 - 0x1p-53, 1.0 + 0x1p-52}) {
    EXPECT_LT(ulps(log_of(x), std::log(static_cast<long double>(x))), 1.0) << x;
  }
}

TEST(Arithmetic, ExponentialIsWithinOneUnitInTheLastPlace) {
  double worst = 0;
  for (std::uint32_t i = 0; i < points; ++i) {
    for (const double x : {1416.0 * (point(i) - 0.5), 4.0 * (point(i) - 0.5)}) {
      worst = std::max(worst, ulps(exp_of(x), std::exp(static_cast<long double>(x))));
    }
  }
  EXPECT_LT(worst, 1.01);
  EXPECT_EQ(exp_of(0.0), 1.0);
}

TEST(Arithmetic, ExponentialStopsAtItsEnds) {
  EXPECT_EQ(exp_of(-1e9), exp_of(-708.0));
  EXPECT_EQ(exp_of(1e9), exp_of(709.0));
  EXPECT_GT(exp_of(-1e9), 0.0);
  EXPECT_TRUE(std::isfinite(exp_of(1e9)));
}

// Oracle: Boost.Math in long double, from the nearer tail so that it does not cancel.
TEST(Arithmetic, InverseNormalIsWithinAPartIn1e13) {
  const boost::math::normal_distribution<long double> normal;
  double worst = 0;
  const auto look_at = [&](double u) {
    if (u == 0.5) return;
    const long double truth =
        u < 0.5 ? quantile(normal, static_cast<long double>(u)) : -quantile(normal, 1.0L - static_cast<long double>(u));
    worst = std::max(worst, static_cast<double>(std::abs(inverse_normal(u) / truth - 1.0L)));
  };
  for (std::uint32_t i = 0; i < points / 10; ++i) {
    look_at(point(i));
    const double near_the_end = 0.5 * std::exp(-22.0 * point(i));
    look_at(std::max(near_the_end, uniform(0)));
    look_at(1.0 - std::max(near_the_end, uniform(0)));
    look_at(0.5 + 1e-6 * (point(i) - 0.5));
  }
  EXPECT_LT(worst, 1e-13);
}

TEST(Arithmetic, InverseNormalIsOddAndRisesFromWordToWord) {
  for (const std::uint32_t start : {0u, 0x40000000u, 0x7FFFF000u, 0xC0000000u, 0xFFFFDFFFu}) {
    for (std::uint32_t word = start; word < start + 0x2000; ++word) {
      ASSERT_LT(inverse_normal(uniform(word)), inverse_normal(uniform(word + 1))) << word;
      ASSERT_EQ(inverse_normal(uniform(~word)), -inverse_normal(uniform(word))) << word;
    }
  }
  EXPECT_EQ(inverse_normal(0.5), 0.0);
}

TEST(Arithmetic, LogGammaAgreesWithBoostAndWithFactorials) {
  for (std::uint32_t i = 0; i < points / 10; ++i) {
    const double x = std::exp(30.0 * (point(i) - 0.5));
    const double truth = boost::math::lgamma(x);
    EXPECT_NEAR(log_gamma_of(x), truth, 1e-14 * std::max(1.0, std::abs(truth))) << x;
  }
  EXPECT_NEAR(exp_of(log_gamma_of(6.0)), 120.0, 1e-11);
}

}  // namespace
}  // namespace sim
