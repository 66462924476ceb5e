#include "sim/kernel/bits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>

namespace sim {
namespace {

template <int Words>
std::set<int> members(const Bits<Words>& bits) {
  std::set<int> all;
  for (int i = 0; i < 64 * Words; ++i)
    if (bits.test(i)) all.insert(i);
  return all;
}

template <int Words>
void does_what_a_set_does(unsigned seed) {
  std::mt19937 engine(seed);
  Bits<Words> a, b;
  std::set<int> x, y;
  for (int step = 0; step < 500; ++step) {
    const int i = static_cast<int>(engine() % (64 * Words));
    switch (engine() % 7) {
      case 0:
        a.set(i), x.insert(i);
        break;
      case 1:
        b.set(i), y.insert(i);
        break;
      case 2:
        a.reset(i), x.erase(i);
        break;
      case 3:
        b.put(i, false), y.erase(i);
        break;
      case 4:
        b.put(i, true), y.insert(i);
        break;
      case 5:
        a.reset_if(i, true), x.erase(i);
        break;
      default:
        a.reset_if(i, false);
    }
    std::set<int> both, either, only;
    std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::inserter(both, both.end()));
    std::set_union(x.begin(), x.end(), y.begin(), y.end(), std::inserter(either, either.end()));
    std::set_difference(x.begin(), x.end(), y.begin(), y.end(), std::inserter(only, only.end()));
    ASSERT_EQ(members(a), x);
    ASSERT_EQ(members(a & b), both);
    ASSERT_EQ(members(a | b), either);
    ASSERT_EQ(members(a - b), only);
    ASSERT_EQ(members(a.only_if(true)), x);
    ASSERT_FALSE(a.only_if(false).any());
    ASSERT_EQ(a.any(), !x.empty());
    ASSERT_EQ(a.first(), x.empty() ? -1 : *x.begin());
    ASSERT_EQ((a - b).first(), only.empty() ? -1 : *only.begin());
  }
  a.clear();
  EXPECT_FALSE(a.any());
  EXPECT_EQ(a.first(), -1);
}

TEST(Bits, DoWhatASetDoesInOneWord) { does_what_a_set_does<1>(1); }
TEST(Bits, DoWhatASetDoesInManyWords) { does_what_a_set_does<16>(2); }

TEST(Bits, KnowTheEndsOfAWord) {
  Bits<2> bits;
  for (const int i : {0, 63, 64, 127}) {
    bits.set(i);
    EXPECT_EQ(bits.first(), i);
    bits.reset(i);
    EXPECT_FALSE(bits.any());
  }
}

}  // namespace
}  // namespace sim
