#include "sim/random/gamma_score.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace sim {
namespace {

/// log(x / mean) by Boost.Math in long double, from the nearer tail.
double log_quantile(double shape, double score) {
  const boost::math::normal_distribution<long double> normal;
  const boost::math::gamma_distribution<long double> gamma(shape, 1.0L / shape);
  const long double tail = cdf(complement(normal, std::abs(score)));
  return static_cast<double>(std::log(score < 0 ? quantile(gamma, tail) : quantile(complement(gamma, tail))));
}

// At the nodes there is no error of interpolation: what is left is that of the incomplete gamma function and of
// Newton's method, a few units in the last place of the terms that cancel in it (shape x log shape).
TEST(GammaScore, NodesAreExact) {
  for (const double shape : {0.05, 0.3, 1.0, 2.5, 40.0, 1000.0, 9999.0}) {
    const ScoreTable table = gamma_score_table(shape);
    for (int node = 16; node < ScoreTable::cells; node += 31) {
      const double score = ScoreTable::score_of(node);
      const double truth = log_quantile(shape, score);
      EXPECT_NEAR(table(score), truth, 1e-12 * (1 + std::abs(truth))) << shape << " " << score;
    }
  }
}

TEST(GammaScore, TheExpansionForLargeShapesMeetsTheSolution) {
  const ScoreTable solved = gamma_score_table(std::nextafter(1e4, 0.0));
  const ScoreTable expanded = gamma_score_table(1e4);
  for (double score = -7.99; score < 8; score += 0.01) ASSERT_NEAR(solved(score), expanded(score), 3e-10) << score;
}

TEST(GammaScore, OfShapeOneIsTheExponential) {
  const ScoreTable table = gamma_score_table(1);
  const boost::math::normal normal;
  for (double score = -6.3; score < 6.3; score += 0.01) {
    const double truth = score < 0 ? -std::log1p(-cdf(normal, score)) : -std::log(cdf(complement(normal, score)));
    EXPECT_NEAR(std::exp(table(score)), truth, 1e-9 * truth) << score;
  }
}

TEST(ScoreTable, GivesBackALineAndItsEnds) {
  std::vector<ScoreTable::Node> nodes;
  for (int i = 0; i <= ScoreTable::cells; ++i) nodes.push_back({3 * ScoreTable::score_of(i) + 1, 3});
  const ScoreTable line(nodes);
  for (double score = -8; score < 8; score += 0.013) EXPECT_NEAR(line(score), 3 * score + 1, 1e-13);
  EXPECT_NEAR(line(9), 25, 1e-11);
  EXPECT_EQ(line(-9), -23);
}

// A step with slopes that would make the cubics overshoot.
TEST(ScoreTable, RisesWhereTheNodesDo) {
  std::vector<ScoreTable::Node> nodes;
  for (int i = 0; i <= ScoreTable::cells; ++i) nodes.push_back({i < 100 ? 0.0 : 1.0, 50.0});
  const ScoreTable step(nodes);
  for (double score = -8; score < 8; score += 0.001) ASSERT_LE(step(score), step(score + 0.001) + 1e-15) << score;
}

}  // namespace
}  // namespace sim
