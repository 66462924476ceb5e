#include "sim/kernel/tournament_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace sim {
namespace {

/// The slot whose turn it is, by a plain search: the earliest time, then the smallest slot.
std::uint32_t searched_first(const std::vector<Ticks>& times) {
  return static_cast<std::uint32_t>(std::min_element(times.begin(), times.end()) - times.begin());
}

void agrees_with_search(int slots, Ticks latest, int sets, unsigned seed) {
  std::mt19937 engine(seed);
  TournamentTree tree(slots);
  std::vector<Ticks> times(static_cast<std::size_t>(slots), never);
  for (int i = 0; i < sets; ++i) {
    const auto slot = static_cast<std::uint32_t>(engine() % static_cast<unsigned>(slots));
    const Ticks time = engine() % 8 == 0 ? never : static_cast<Ticks>(engine()) % latest;
    tree.set(slot, time);
    times[slot] = time;
    const std::uint32_t first = searched_first(times);
    ASSERT_EQ(slot_of(tree.top()), first) << slots << " slots, set " << i;
    ASSERT_EQ(time_of(tree.top()), times[first]);
    ASSERT_EQ(tree.time(slot), time);
  }
}

TEST(TournamentTree, HasTheEarliestOnTopWhateverIsSet) {
  for (const int slots : {1, 2, 3, 7, 8, 16, 17, 100, 1600}) agrees_with_search(slots, Ticks{1} << 31, 3000, 1);
}

// Four different times among up to a hundred slots: nearly every top is a tie.
TEST(TournamentTree, TakesTheSmallestSlotOfATie) {
  for (const int slots : {2, 5, 16, 100}) agrees_with_search(slots, 4, 3000, 2);
}

TEST(TournamentTree, HoldsAllSlotsThatAKeyCanName) { agrees_with_search(max_slots, 1000, 200, 3); }

TEST(TournamentTree, StartsAndClearsToNever) {
  TournamentTree tree(5);
  EXPECT_EQ(time_of(tree.top()), never);
  tree.set(3, 10);
  tree.clear();
  for (std::uint32_t slot = 0; slot < 5; ++slot) EXPECT_EQ(tree.time(slot), never);
  EXPECT_EQ(time_of(tree.top()), never);
  EXPECT_EQ(slot_of(tree.top()), 0u);
}

TEST(TournamentTree, ForgetsItsSlotsWhenResized) {
  TournamentTree tree(2);
  tree.set(1, 7);
  tree.resize(9);
  EXPECT_EQ(time_of(tree.top()), never);
  tree.set(8, 7);
  EXPECT_EQ(slot_of(tree.top()), 8u);
}

TEST(EventKey, HoldsTimeAndSlot) {
  for (const Ticks time : {Ticks{0}, Ticks{1}, Ticks{1} << 40, never})
    for (const std::uint32_t slot : {0u, 1u, 16383u}) {
      EXPECT_EQ(time_of(event_key(time, slot)), time);
      EXPECT_EQ(slot_of(event_key(time, slot)), slot);
    }
  EXPECT_LT(event_key(5, 16383), event_key(6, 0));
  EXPECT_LT(event_key(5, 1), event_key(5, 2));
}

// The longest simulation is 521 weeks, the longest duration 2^30 s; both together are still before never.
TEST(EventKey, NeverIsBeyondAllThatCanBe) {
  constexpr double longest_s = (520.0 + 52.0) * 7 * 86400 + 0x1p30;
  EXPECT_LT(ticks(longest_s), never);
}

TEST(Ticks, RoundDownToTheGrid) {
  EXPECT_EQ(ticks(1.0), Ticks{1} << 18);
  EXPECT_EQ(ticks(0x1.8p-18), 1);
  EXPECT_EQ(seconds(ticks(86400)), 86400.0);
}

}  // namespace
}  // namespace sim
