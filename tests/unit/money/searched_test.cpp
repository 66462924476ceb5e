#include "models/money/searched.hpp"

#include <gtest/gtest.h>

namespace channelshift {
namespace {

BySearch found(std::vector<double> savings) { return {{"roster_saving", std::move(savings)}}; }

// 30 in the middle: a spread of 29 is within what is found, one of 31 is not.
TEST(Disagreement, IsASpreadGreaterThanTheMedian) {
  EXPECT_FALSE(disagreement(found({30, 45, 16}), "roster_saving"));
  const auto apart = disagreement(found({30, 47, 16}), "roster_saving");
  ASSERT_TRUE(apart);
  EXPECT_EQ(*apart, std::pair(16.0, 47.0));
}

TEST(Disagreement, IsTheSameForALoss) {
  EXPECT_FALSE(disagreement(found({-30, -45, -16}), "roster_saving"));
  EXPECT_TRUE(disagreement(found({-30, -47, -16}), "roster_saving"));
}

TEST(Disagreement, OfSearchesThatFindNothingIsNone) {
  EXPECT_FALSE(disagreement(found({0, 0, 0}), "roster_saving"));
  EXPECT_FALSE(disagreement(found({5}), "roster_saving"));
  EXPECT_FALSE(disagreement({}, "roster_saving"));
}

}  // namespace
}  // namespace channelshift
