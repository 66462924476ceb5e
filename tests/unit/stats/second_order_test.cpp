#include "sim/stats/second_order.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include "sim/random/address.hpp"
#include "sim/random/latin_hypercube.hpp"
#include "sim/random/uniform.hpp"

namespace sim {
namespace {

std::vector<std::vector<double>> hypercube(std::uint32_t inputs, std::uint32_t points, std::uint64_t seed) {
  std::vector<std::vector<double>> uniforms;
  for (std::uint32_t i = 0; i < inputs; ++i) {
    uniforms.emplace_back();
    for (const std::uint32_t word : latin_words(key_of(seed, 0), i, points)) uniforms.back().push_back(uniform(word));
  }
  return uniforms;
}

/// sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on -pi to pi (Ishigami, Homma, 1990); first-order shares 0.3139, 0.4424, 0.
double ishigami(double u1, double u2, double u3) {
  const auto x = [](double u) { return std::numbers::pi * (2 * u - 1); };
  return std::sin(x(u1)) + 7 * std::pow(std::sin(x(u2)), 2) + 0.1 * std::pow(x(u3), 4) * std::sin(x(u1));
}

TEST(MainEffects, IshigamiFunction) {
  constexpr std::uint32_t points = 4096;
  const auto u = hypercube(3, points, 1);
  std::vector<double> y;
  for (std::size_t d = 0; d < points; ++d) y.push_back(ishigami(u[0][d], u[1][d], u[2][d]));
  const double pi4 = std::pow(std::numbers::pi, 4);
  const double first = std::pow(1 + 0.1 * pi4 / 5, 2) / 2;
  const double second = 49.0 / 8;
  const auto effects = main_effects(u, y).value();
  EXPECT_EQ(effects.degree, 10);
  // What interactions leave, 3.37 of 13.84, moves each of 30 coefficients: sd of a variance about 2 sqrt(V 3.37 / n).
  EXPECT_NEAR(effects.variances[0], first, 4 * 2 * std::sqrt(first * 3.37 / points));
  EXPECT_NEAR(effects.variances[1], second, 4 * 2 * std::sqrt(second * 3.37 / points));
  EXPECT_LT(effects.variances[2], 0.05);
}

TEST(MainEffects, LinearInFewDrawsIsExact) {
  const auto u = hypercube(3, 64, 2);
  std::vector<double> y;
  for (std::size_t d = 0; d < 64; ++d) y.push_back(5 + 10 * u[0][d] - 4 * u[1][d]);
  const auto effects = main_effects(u, y).value();
  EXPECT_EQ(effects.degree, 2);
  EXPECT_NEAR(effects.variances[0], 100.0 / 12, 1e-9);
  EXPECT_NEAR(effects.variances[1], 16.0 / 12, 1e-9);
  EXPECT_NEAR(effects.variances[2], 0, 1e-9);
}

TEST(MainEffects, NoiseIsNotTakenForAnEffect) {
  std::mt19937 engine(5);
  std::normal_distribution<double> normal;
  double sum = 0;
  constexpr int trials = 200;
  for (std::uint64_t t = 0; t < trials; ++t) {
    const auto u = hypercube(2, 64, 100 + t);
    std::vector<double> y;
    for (std::size_t d = 0; d < 64; ++d) y.push_back(std::sqrt(12.0) * u[0][d] + normal(engine));
    sum += main_effects(u, y).value().variances[0];
  }
  // The variance is 1; uncorrected, three squared coefficients would add 3/64. Sd of the mean of 200 trials about
  // 0.018.
  EXPECT_NEAR(sum / trials, 1, 0.04);
}

TEST(MainEffects, TooFewDrawsSayNothing) {
  EXPECT_FALSE(main_effects(hypercube(40, 64, 1), std::vector<double>(64, 1.0)));
  EXPECT_TRUE(main_effects(hypercube(20, 64, 1), std::vector<double>(64, 1.0)));
}

TEST(SplitVariance, AdditiveModelByHand) {
  // draws 0, 10; replications -1, +1, nothing between them.
  const std::vector<std::vector<double>> values = {{-1, 1}, {9, 11}};
  const VarianceSplit split = split_variance(values);
  EXPECT_DOUBLE_EQ(split.inputs, 50);
  EXPECT_DOUBLE_EQ(split.chance, 2);
  EXPECT_DOUBLE_EQ(split.interaction, 0);
  EXPECT_DOUBLE_EQ(split.of_means, 50);
}

TEST(SplitVariance, KnownComponentsOnAverage) {
  // value = 3 a + 2 b + 3 c, all standard normal: 9 from the inputs, 4 in common, 9 apart.
  std::mt19937 engine(11);
  std::normal_distribution<double> normal;
  constexpr int trials = 400;
  constexpr std::size_t draws = 32;
  constexpr std::size_t replications = 6;
  VarianceSplit sum;
  for (int t = 0; t < trials; ++t) {
    std::vector<double> common(replications);
    for (double& b : common) b = 2 * normal(engine);
    std::vector<std::vector<double>> values(draws);
    for (auto& draw : values) {
      const double a = 3 * normal(engine);
      for (const double b : common) draw.push_back(a + b + 3 * normal(engine));
    }
    const VarianceSplit split = split_variance(values);
    sum.inputs += split.inputs / trials;
    sum.chance += split.chance / trials;
    sum.interaction += split.interaction / trials;
  }
  // Sd of one estimate: inputs 10.5 sqrt(2/31) = 2.67, chance 4.28 sqrt(2/5) = 2.71, interaction 9 sqrt(2/155) = 1.02.
  EXPECT_NEAR(sum.inputs, 9, 4 * 2.67 / 20);
  EXPECT_NEAR(sum.chance, 4, 4 * 2.71 / 20);
  EXPECT_NEAR(sum.interaction, 9, 4 * 1.02 / 20);
}

TEST(QuantileOf, InterpolatesBetweenValues) {
  const std::vector<double> values = {40, 10, 30, 20, 50};
  EXPECT_EQ(quantile_of(values, 0), 10);
  EXPECT_EQ(quantile_of(values, 0.5), 30);
  EXPECT_EQ(quantile_of(values, 1), 50);
  EXPECT_DOUBLE_EQ(quantile_of(values, 0.05), 12);
  EXPECT_EQ(quantile_of({7}, 0.9), 7);
}

}  // namespace
}  // namespace sim
