#include "sim/random/engine.hpp"

#include <gtest/gtest.h>

#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <random>

namespace sim {
namespace {

static_assert(std::uniform_random_bit_generator<Engine>);

TEST(Engine, GivesTheWordsOfItsAddressesInOrder) {
  const Key key{1, 2};
  Engine engine(key, 3, 4, 5);
  for (std::uint32_t c0 = 0; c0 < 3; ++c0) {
    for (const std::uint32_t word : philox({c0, 3, 4, 5}, key).w) EXPECT_EQ(engine(), word);
  }
}

TEST(Engine, StartsAfreshAtEachAddress) {
  Engine one({1, 2}, 3, 4, 5);
  for (int i = 0; i < 100; ++i) one();
  Engine other({1, 2}, 3, 4, 6);
  EXPECT_EQ(other(), philox({0, 3, 4, 6}, {1, 2}).w[0]);
}

// Boost's normal is the same on every machine: these were stored with Boost 1.74, g++ 12.
TEST(Engine, DrivesBoostsNormalToTheStoredNumbers) {
  Engine engine({1, 2}, 3, 4, 5);
  boost::random::normal_distribution<double> normal;
  for (const double stored : {-0x1.0a54b80881f76p-1, -0x1.642fd13659545p+0, 0x1.58b9188a5ab2dp-1, 0x1.ebae9778fb228p+0})
    EXPECT_EQ(normal(engine), stored) << std::hexfloat << stored;
}

// 10^6 normals: the mean has a standard error of 0.001, the mean square one of sqrt(2) / 1000, the share beyond 1.96
// one of 0.00022. At 4 standard errors the false alarm rate is 2e-4; the key is fixed.
TEST(Engine, DrivesBoostsNormalToTheRightMoments) {
  Engine engine({7, 8}, 0, 0, 0);
  boost::random::normal_distribution<double> normal;
  constexpr int draws = 1'000'000;
  double sum = 0, squares = 0, beyond = 0;
  for (int i = 0; i < draws; ++i) {
    const double x = normal(engine);
    sum += x;
    squares += x * x;
    beyond += std::abs(x) > 1.959963985 ? 1 : 0;
  }
  EXPECT_NEAR(sum / draws, 0.0, 0.004);
  EXPECT_NEAR(squares / draws, 1.0, 0.0057);
  EXPECT_NEAR(beyond / draws, 0.05, 0.00088);
}

}  // namespace
}  // namespace sim
