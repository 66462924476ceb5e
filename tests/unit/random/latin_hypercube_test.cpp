#include "sim/random/latin_hypercube.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/random/address.hpp"
#include "sim/random/uniform.hpp"

namespace sim {
namespace {

constexpr std::uint32_t first = name_hash("demand.calls.per-year");
constexpr std::uint32_t second = name_hash("option.web.shift.1.share");

TEST(LatinHypercube, EveryStratumHasExactlyOnePoint) {
  for (const std::uint32_t points : {1u, 2u, 3u, 64u, 100u, 1000u, 4097u, 1'000'003u}) {
    std::vector<bool> seen(points);
    for (const std::uint32_t word : latin_words(key_of(1, 0), first, points)) {
      const std::uint64_t stratum = (2 * std::uint64_t{word} + 1) * points >> 33;  // of (word + 1/2) / 2^32, exactly
      ASSERT_FALSE(seen.at(stratum)) << stratum << " of " << points;
      seen[stratum] = true;
    }
  }
}

TEST(LatinHypercube, CoordinatesAreIndependentAndAddressed) {
  constexpr std::uint32_t points = 4096;
  const auto a = latin_words(key_of(1, 0), first, points);
  const auto b = latin_words(key_of(1, 0), second, points);
  EXPECT_EQ(a, latin_words(key_of(1, 0), first, points));
  EXPECT_NE(a, latin_words(key_of(2, 0), first, points));
  double covariance = 0;
  for (std::size_t i = 0; i < points; ++i) covariance += (uniform(a[i]) - 0.5) * (uniform(b[i]) - 0.5) / points;
  EXPECT_LT(std::abs(12 * covariance), 4 / std::sqrt(double{points}));  // a false alarm in 15,000
}

TEST(LatinHypercube, TheMeanOfALinearFunctionIsNearlyExact) {
  double mean = 0;
  for (const std::uint32_t word : latin_words(key_of(7, 0), first, 1000)) mean += uniform(word) / 1000;
  EXPECT_LT(std::abs(mean - 0.5), 5 * std::sqrt(1.0 / 12) / std::pow(1000, 1.5));  // plain draws: 1000 times wider
}

TEST(LatinHypercube, OrderIsRandom) {
  // Of three points each of the six orders comes about equally often: chi-square with 5 degrees, below 25.7 but for 1
  // in 10,000.
  int seen[3][3] = {};
  constexpr int trials = 6000;
  for (std::uint32_t t = 0; t < trials; ++t) {
    const auto words = latin_words(key_of(3, t), first, 3);
    ++seen[static_cast<int>(uniform(words[0]) * 3)][static_cast<int>(uniform(words[1]) * 3)];
  }
  double chi_square = 0;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(seen[i][i], 0);
    for (int j = 0; j < 3; ++j) {
      if (i != j) chi_square += std::pow(seen[i][j] - trials / 6.0, 2) / (trials / 6.0);
    }
  }
  EXPECT_LT(chi_square, 25.7);
}

}  // namespace
}  // namespace sim
