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
  agenda.add(0, 20, 0) = 'e';
  agenda.add(0, 10, 1) = 'b';
  agenda.add(0, 10, 1) = 'c';
  agenda.add(0, 10, 0) = 'a';
  agenda.add(0, 10, 2) = 'd';
  std::string order;
  while (agenda.size() > 0) order += agenda.take();
  EXPECT_EQ(order, "abcde");
}

TEST(Agenda, HasNeverWhenEmpty) {
  Agenda<int> agenda;
  EXPECT_EQ(agenda.next_time(), never);
  agenda.add(0, 3, 0) = 1;
  EXPECT_EQ(agenda.next_time(), 3);
  agenda.clear();
  EXPECT_EQ(agenda.size(), 0u);
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
        agenda.add(0, std::get<0>(entry), std::get<1>(entry)) = entry;
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

// Times from the same second to months ahead, so that the current span, the wheel and what lies beyond it all take
// part. The clock goes on as a simulation's does, and the agenda never asks to be looked at too late.
TEST(Agenda, KeepsTheOrderOverMonths) {
  using Entry = std::tuple<Ticks, int, int>;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937_64 engine(seed);
    Agenda<Entry> agenda;
    std::vector<Entry> list;
    Ticks now = 0;
    for (int step = 0; step < 4000; ++step) {
      if (list.empty() || engine() % 9 < 5) {
        const Ticks ahead = static_cast<Ticks>(engine() % (std::uint64_t{1} << (engine() % 42)));
        const Entry entry{now + ahead, static_cast<int>(engine() % 2), step};
        agenda.add(now, std::get<0>(entry), std::get<1>(entry)) = entry;
        list.insert(std::upper_bound(list.begin(), list.end(), entry), entry);
        continue;
      }
      do {
        ASSERT_LE(agenda.next_time(), std::get<0>(list.front()));
        ASSERT_GE(agenda.next_time(), now);
        now = agenda.next_time();
      } while (!agenda.due(now, [](const Entry&) { return true; }));
      ASSERT_EQ(agenda.take(), list.front()) << "seed " << seed << " step " << step;
      list.erase(list.begin());
      std::size_t seen = 0;
      if (step % 100 == 0) {
        agenda.for_each([&](const Entry&) { ++seen; });
        ASSERT_EQ(seen, list.size());
      }
    }
  }
}

}  // namespace
}  // namespace sim
