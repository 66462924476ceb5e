#include "sim/random/normal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sim {
namespace {

TEST(NormalAt, IsTheStoredNumber) {
  EXPECT_EQ(normal_at({1, 2}, 3, 4, 5), -0x1.0a54b80881f76p-1);
  EXPECT_EQ(normal_at({1, 2}, 3, 4, 5), normal_at({1, 2}, 3, 4, 5));
}

// First draws of 250,000 neighbouring addresses: the mean has a standard error of 0.002, the mean square one of 0.0028,
// the mean product of neighbours one of 0.002. At 4 standard errors the false alarm rate is 2e-4; the addresses are
// fixed.
TEST(NormalAt, IsStandardNormalAndIndependentOverAddresses) {
  constexpr std::uint32_t draws = 250'000;
  double sum = 0, squares = 0, products = 0, before = 0;
  for (std::uint32_t date = 0; date < draws; ++date) {
    const double x = normal_at({7, 8}, date, 0, 99);
    sum += x;
    squares += x * x;
    products += x * before;
    before = x;
  }
  EXPECT_NEAR(sum / draws, 0.0, 0.008);
  EXPECT_NEAR(squares / draws, 1.0, 0.0113);
  EXPECT_NEAR(products / draws, 0.0, 0.008);
}

}  // namespace
}  // namespace sim
