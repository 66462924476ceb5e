#include "sim/random/gaps.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/random/philox.hpp"

namespace sim {
namespace {

TEST(Gaps, AreMinusTheLogarithmOfTheComplement) {
  for (const std::uint32_t word : {0u, 1u, 77u, 0x80000000u, 0xFFFFFFFFu}) {
    const double truth = static_cast<double>(-std::log1p(-(word + 0.5L) / 4294967296.0L));
    EXPECT_NEAR(unit_gap(word), truth, 3e-16 * truth);
  }
}

TEST(Gaps, BlockIsTheScalarOneToTheBit) {
  for (const int n : {1, 7, 255, 256}) {
    std::vector<std::uint32_t> words(n);
    for (int j = 0; j < n; ++j) words[j] = philox({static_cast<std::uint32_t>(j), 0, 0, 0}, {3, 4}).w[0];
    std::vector<double> out(n);
    unit_gaps(words.data(), out.data(), n);
    for (int j = 0; j < n; ++j) ASSERT_EQ(out[j], unit_gap(words[j])) << j << " of " << n;
  }
}

// Gaps through a fixed day make a Poisson number of arrivals: over 4,000 days with 250 expected, the mean has a
// standard error of sqrt(250 / 4000) = 0.25 and the variance one of 250 sqrt(2 / 4000) = 5.6. At 4 standard errors the
// false alarm rate is 1.3e-4; the key is fixed.
TEST(Gaps, MakeAPoissonProcess) {
  double sum = 0, squares = 0;
  constexpr int days = 4000;
  for (std::uint32_t day = 0; day < days; ++day) {
    int arrivals = 0;
    double time = 0;
    for (std::uint32_t k = 0; (time += unit_gap(philox({k, day, 0, 0}, {5, 6}).w[0])) < 250.0; ++k) ++arrivals;
    sum += arrivals;
    squares += (arrivals - 250.0) * (arrivals - 250.0);
  }
  EXPECT_NEAR(sum / days, 250.0, 1.0);
  EXPECT_NEAR(squares / days, 250.0, 22.4);
}

}  // namespace
}  // namespace sim
