#include "sim/kernel/agenda.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace sim {
namespace {

TEST(Agenda, OrdersByTimeThenRankThenEntry) {
  Agenda<char> agenda;
  agenda.add(20, 0, 'e');
  agenda.add(10, 1, 'b');
  agenda.add(10, 1, 'c');
  agenda.add(10, 0, 'a');
  agenda.add(10, 2, 'd');
  std::string order;
  while (!agenda.empty()) order += agenda.take();
  EXPECT_EQ(order, "abcde");
}

TEST(Agenda, HasNeverWhenEmpty) {
  Agenda<int> agenda;
  EXPECT_EQ(agenda.next_time(), never);
  agenda.add(3, 0, 1);
  EXPECT_EQ(agenda.next_time(), 3);
  agenda.clear();
  EXPECT_TRUE(agenda.empty());
  EXPECT_EQ(agenda.next_time(), never);
}

// Against a list sorted by (time, rank, order of entry), entries and departures mixed, many ties.
TEST(Agenda, DoesWhatASortedListDoes) {
  using Entry = std::tuple<Ticks, int, int>;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 engine(seed);
    Agenda<Entry> agenda;
    std::vector<Entry> list;
    for (int step = 0; step < 2000; ++step) {
      if (list.empty() || engine() % 5 < 3) {
        const Entry entry{static_cast<Ticks>(engine() % 30), static_cast<int>(engine() % 3), step};
        agenda.add(std::get<0>(entry), std::get<1>(entry), entry);
        list.insert(std::upper_bound(list.begin(), list.end(), entry), entry);
      } else {
        ASSERT_EQ(agenda.next_time(), std::get<0>(list.front()));
        ASSERT_EQ(agenda.take(), list.front()) << "seed " << seed << " step " << step;
        list.erase(list.begin());
      }
      ASSERT_EQ(agenda.size(), list.size());
    }
  }
}

}  // namespace
}  // namespace sim
