#include "sim/kernel/ring.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>

namespace sim {
namespace {

/// Something with a place in the order, and a name to tell equals apart.
struct Item {
  int order = 0;
  int name = 0;
  bool operator==(const Item&) const = default;
};
bool comes_before(const Item& a, const Item& b) { return a.order < b.order; }

bool same(const Ring<Item>& ring, const std::deque<Item>& deque) {
  if (ring.size() != deque.size() || ring.empty() != deque.empty()) return false;
  for (std::size_t i = 0; i < deque.size(); ++i)
    if (ring[i] != deque[i]) return false;
  return true;
}

/// A deque and a ring that go through the same.
struct Both {
  Ring<Item> ring;
  std::deque<Item> deque;

  void push_back(Item item) {
    ring.push_back(item);
    deque.push_back(item);
  }
  void pop_front() {
    ring.pop_front();
    deque.pop_front();
  }
  void insert_ordered(Item item) {
    ring.insert_ordered(item, comes_before);
    deque.insert(std::find_if_not(deque.begin(), deque.end(), [&](const Item& i) { return comes_before(i, item); }),
                 item);
  }
  void remove_multiples_of(int n) {
    const auto drop = [n](const Item& item) { return item.name % n == 0; };
    ring.remove_if(drop);
    std::erase_if(deque, drop);
  }
  bool agree() const { return same(ring, deque); }
};

TEST(Ring, IsEmptyAtFirst) {
  const Ring<Item> ring;
  EXPECT_TRUE(ring.empty());
  EXPECT_EQ(ring.size(), 0u);
}

TEST(Ring, GoesRoundItsBlockWithoutGrowing) {
  Both both;
  for (int i = 0; i < 60; ++i) both.push_back({i, i});
  const std::size_t capacity = both.ring.capacity();
  for (int i = 60; i < 1000; ++i) {
    both.pop_front();
    both.push_back({i, i});
    ASSERT_TRUE(both.agree()) << i;
    ASSERT_EQ(both.ring.front(), both.deque.front());
  }
  EXPECT_EQ(both.ring.capacity(), capacity);
}

TEST(Ring, GrowsFromTheMiddleOfItsBlock) {
  Both both;
  for (int i = 0; i < 64; ++i) both.push_back({i, i});
  for (int i = 0; i < 40; ++i) both.pop_front();
  for (int i = 64; i < 1000; ++i) both.push_back({i, i});  // wraps, then doubles four times
  EXPECT_TRUE(both.agree());
  EXPECT_EQ(both.ring.capacity(), 1024u);
}

TEST(Ring, InsertsIntoAnEmptyAndAFullBlock) {
  Both both;
  both.insert_ordered({5, 1});
  EXPECT_TRUE(both.agree());
  for (int i = 2; i <= 64; ++i) both.push_back({5 + i, i});
  ASSERT_TRUE(both.ring.full());
  both.insert_ordered({6, 65});
  EXPECT_TRUE(both.agree());
  both.insert_ordered({1000, 66});  // behind all
  EXPECT_TRUE(both.agree());
}

TEST(Ring, ClearsAndServesAgain) {
  Both both;
  for (int i = 0; i < 70; ++i) both.push_back({i, i});
  both.ring.clear();
  both.deque.clear();
  EXPECT_TRUE(both.agree());
  both.push_back({1, 1});
  EXPECT_TRUE(both.agree());
}

TEST(Ring, RemovesNothingSomeAndAll) {
  Both both;
  for (int i = 1; i <= 50; ++i) both.push_back({i, i});
  both.remove_multiples_of(51);
  EXPECT_EQ(both.ring.size(), 50u);
  both.remove_multiples_of(3);
  EXPECT_EQ(both.ring.size(), 34u);
  EXPECT_TRUE(both.agree());
  both.remove_multiples_of(1);
  EXPECT_TRUE(both.ring.empty());
}

TEST(Ring, DoesWhatADequeDoes) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 engine(seed);
    Both both;
    int last = 0;
    for (int step = 1; step <= 3000; ++step) {
      const auto what = engine() % 100;
      if (what < 45) {
        both.push_back({last += static_cast<int>(engine() % 3), step});
      } else if (what < 80) {
        if (!both.deque.empty()) both.pop_front();
      } else if (what < 98) {
        const int first = both.deque.empty() ? last : both.deque.front().order;
        both.insert_ordered({first - 1 + static_cast<int>(engine() % 8), step});
      } else {
        both.remove_multiples_of(2 + static_cast<int>(engine() % 5));
      }
      if (!both.deque.empty()) last = std::max(last, both.deque.back().order);
      ASSERT_TRUE(both.agree()) << "seed " << seed << " step " << step;
    }
  }
}

}  // namespace
}  // namespace sim
