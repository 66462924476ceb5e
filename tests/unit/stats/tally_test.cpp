#include "sim/stats/tally.hpp"

#include <gtest/gtest.h>

namespace sim {
namespace {

Tally tally_of(std::initializer_list<double> values) {
  Tally tally;
  for (const double value : values) tally.add(value);
  return tally;
}

TEST(Tally, OfNothingKnowsNothing) {
  const Tally tally;
  EXPECT_EQ(tally.count(), 0);
  EXPECT_FALSE(tally.mean());
  EXPECT_FALSE(tally.variance());
  EXPECT_FALSE(tally.sd());
}

TEST(Tally, OfOneValueHasAMeanAndNoSpread) {
  const Tally tally = tally_of({7.5});
  EXPECT_EQ(tally.mean(), 7.5);
  EXPECT_FALSE(tally.variance());
  EXPECT_FALSE(tally.sd());
}

// By hand: mean 5, squared distances 9 1 1 1 0 0 4 16, sum 32, over 7.
TEST(Tally, AgreesWithAHandCount) {
  const Tally tally = tally_of({2, 4, 4, 4, 5, 5, 7, 9});
  EXPECT_EQ(tally.count(), 8);
  EXPECT_DOUBLE_EQ(*tally.mean(), 5);
  EXPECT_DOUBLE_EQ(*tally.variance(), 32.0 / 7);
  EXPECT_DOUBLE_EQ(*tally.sd(), std::sqrt(32.0 / 7));
}

TEST(Tally, OfEqualValuesHasASpreadOfExactlyZero) {
  Tally tally;
  for (int i = 0; i < 1000; ++i) tally.add(0.1);
  EXPECT_EQ(tally.mean(), 0.1);
  EXPECT_EQ(tally.sd(), 0.0);
}

// Small differences on a large level, where sums of squares would leave nothing: 4, 7, 13, 16 have variance 30.
TEST(Tally, KeepsSmallDifferencesOnALargeLevel) {
  const Tally tally = tally_of({1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16});
  EXPECT_DOUBLE_EQ(*tally.variance(), 30);
}

TEST(Tally, MergesAsIfAddedHere) {
  const Tally whole = tally_of({2, 4, 4, 4, 5, 5, 7, 9});
  for (int cut = 0; cut <= 8; ++cut) {
    Tally left, right;
    int i = 0;
    for (const double value : {2, 4, 4, 4, 5, 5, 7, 9}) (i++ < cut ? left : right).add(value);
    left.merge(right);
    EXPECT_EQ(left.count(), 8);
    EXPECT_DOUBLE_EQ(*left.mean(), *whole.mean()) << "cut at " << cut;
    EXPECT_DOUBLE_EQ(*left.variance(), *whole.variance()) << "cut at " << cut;
  }
}

TEST(Tally, MergesEqualValuesWithASpreadOfExactlyZero) {
  Tally left = tally_of({0.1, 0.1, 0.1});
  left.merge(tally_of({0.1, 0.1}));
  EXPECT_EQ(left.mean(), 0.1);
  EXPECT_EQ(left.sd(), 0.0);
}

}  // namespace
}  // namespace sim
