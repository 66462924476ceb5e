#include "sim/run/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace sim {
namespace {

TEST(ForEachSlot, VisitsEachSlotOnce) {
  for (const int threads : {1, 2, 8})
    for (const std::int64_t slots : {0, 1, 7, 1000}) {
      std::vector<std::atomic<int>> visits(static_cast<std::size_t>(slots));
      std::atomic<bool> thread_in_range{true};
      for_each_slot(slots, threads, [&](std::int64_t slot, int thread) {
        ++visits[static_cast<std::size_t>(slot)];
        if (thread < 0 || thread >= threads) thread_in_range = false;
      });
      for (const auto& count : visits) ASSERT_EQ(count, 1) << slots << " slots on " << threads << " threads";
      EXPECT_TRUE(thread_in_range);
    }
}

TEST(ForEachSlot, GivesNoThreadTwoSlotsAtOnce) {
  std::vector<std::atomic<int>> at_work(8);
  std::atomic<bool> twice{false};
  for_each_slot(500, 8, [&](std::int64_t, int thread) {
    if (++at_work[static_cast<std::size_t>(thread)] > 1) twice = true;
    --at_work[static_cast<std::size_t>(thread)];
  });
  EXPECT_FALSE(twice);
}

TEST(ForEachSlot, OneThreadTakesTheSlotsInOrder) {
  std::vector<std::int64_t> order;
  for_each_slot(5, 1, [&](std::int64_t slot, int) { order.push_back(slot); });
  EXPECT_EQ(order, (std::vector<std::int64_t>{0, 1, 2, 3, 4}));
}

std::string message_of(std::int64_t slots, int threads, const std::function<void(std::int64_t, int)>& work) {
  try {
    for_each_slot(slots, threads, work);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "nothing";
}

[[noreturn]] void fail(std::int64_t slot) { throw std::runtime_error(std::to_string(slot)); }

TEST(ForEachSlot, ThrowsAgainWhatASlotThrew) {
  for (const int threads : {1, 2, 8})
    EXPECT_EQ(message_of(100, threads, [](std::int64_t slot, int) { slot == 42 ? fail(slot) : void(); }), "42");
}

// Slot 1 fails long after slots 2 to 7 did, on threads of its own: the message must still be its.
TEST(ForEachSlot, OfSeveralFailuresThrowsThatOfTheLowestSlot) {
  for (int round = 0; round < 5; ++round) {
    std::atomic<bool> slot_1_begun{false};
    const auto work = [&](std::int64_t slot, int) {
      if (slot == 0) return;
      if (slot == 1) {
        slot_1_begun = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
      } else {
        while (!slot_1_begun) std::this_thread::yield();
      }
      fail(slot);
    };
    ASSERT_EQ(message_of(20, 8, work), "1");
  }
}

// Every slot fails at once. A slot may be left out only if a lower one has failed, so the message is always that of
// slot 0, whichever thread is quickest.
TEST(ForEachSlot, ReportsTheSameFailureHoweverThreadsRace) {
  for (int round = 0; round < 2000; ++round)
    ASSERT_EQ(message_of(64, 8, [](std::int64_t slot, int) { fail(slot); }), "0");
}

TEST(ForEachSlot, EndsEarlyAfterAFailure) {
  std::atomic<int> visits{0};
  message_of(1'000'000, 2, [&](std::int64_t slot, int) {
    ++visits;
    fail(slot);
  });
  EXPECT_LE(visits, 2);
}

TEST(ThreadCount, IsWhatWasAskedOrAllCores) {
  EXPECT_EQ(thread_count(3), 3);
  EXPECT_GE(thread_count(0), 1);
}

}  // namespace
}  // namespace sim
