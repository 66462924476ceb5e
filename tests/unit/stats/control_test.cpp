#include "sim/stats/control.hpp"

#include <gtest/gtest.h>

#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <vector>

#include "sim/random/engine.hpp"

namespace sim {
namespace {

using Values = std::vector<double>;

struct Sample {
  Values values, controls;
};

/// Normal values of mean 3 and normal controls of mean 7, correlated.
Sample sample(int n, double rho, std::uint32_t place) {
  Engine engine({3, place}, 0, 0, 0);
  boost::random::normal_distribution<double> normal;
  Sample drawn;
  for (int i = 0; i < n; ++i) {
    const double control = normal(engine);
    drawn.controls.push_back(7 + 2 * control);
    drawn.values.push_back(3 + rho * control + std::sqrt(1 - rho * rho) * normal(engine));
  }
  return drawn;
}

// By hand: x = 1 2 3 4, y = 2 4 5 9, slope 11 / 5, means 2.5 and 5; expected x 2: 5 - 2.2 x 0.5 = 3.9.
// Residuals 0.3, 0.1, -1.1, 0.7: squares 1.8, over 2 degrees of freedom 0.9; 0.9 x (1/4 + 0.25/5) = 0.27.
TEST(Control, AgreesWithAHandCount) {
  const Controlled c = *estimate_with_control(Values{2, 4, 5, 9}, Values{1, 2, 3, 4}, 2);
  EXPECT_NEAR(c.estimate.mean, 3.9, 1e-12);
  EXPECT_NEAR(*c.estimate.sd, std::sqrt(0.9), 1e-12);
  EXPECT_NEAR(*c.estimate.half_width, student_95(2) * std::sqrt(0.27), 1e-12);
  const double plain = *estimate_mean(Values{2, 4, 5, 9}).half_width;
  EXPECT_NEAR(c.factor, *c.estimate.half_width * *c.estimate.half_width / (plain * plain), 1e-12);
}

TEST(Control, ThatSaysNothingIsAbsent) {
  EXPECT_FALSE(estimate_with_control(Values{1, 2, 3, 4}, Values{5, 5, 5, 5}, 5));
  EXPECT_FALSE(estimate_with_control(Values{1, 1, 1, 1}, Values{1, 2, 3, 4}, 5));
  EXPECT_FALSE(estimate_with_control(Values{1, 2, 3}, Values{1, 2, 4}, 2));
}

// Four standard errors of a share of 4,000: right code fails once in 16,000 seeds.
TEST(Control, IntervalsOfNormalsCover95Percent) {
  for (const int n : {5, 20}) {
    int covered = 0;
    constexpr int samples = 4000;
    for (int i = 0; i < samples; ++i) {
      const Sample drawn = sample(n, 0.8, static_cast<std::uint32_t>(10'000 * n + i));
      const Estimate e = estimate_with_control(drawn.values, drawn.controls, 7)->estimate;
      covered += std::abs(e.mean - 3) <= *e.half_width;
    }
    EXPECT_NEAR(covered, 0.95 * samples, 4 * std::sqrt(0.95 * 0.05 * samples)) << n;
  }
}

// 1 - rho^2; r^2 of n normals has the standard error 2 rho (1 - rho^2) / sqrt(n).
TEST(Control, TakesRhoSquaredOffTheVariance) {
  for (const double rho : {0.0, 0.5, 0.9}) {
    const Sample drawn = sample(20'000, rho, 3);
    const double error = (2 * rho * (1 - rho * rho) + 0.01) / std::sqrt(20'000);
    EXPECT_NEAR(estimate_with_control(drawn.values, drawn.controls, 7)->factor, 1 - rho * rho, 4 * error + 1e-4);
  }
}

}  // namespace
}  // namespace sim
