#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

#include "sim/kernel/tournament_tree.hpp"
#include "sim/random/gaps.hpp"
#include "sim/random/philox.hpp"
#include "tests/bench/counters.hpp"

/// What it costs to take the next event of so many and to put in its successor (the hold model), with exponential
/// delays: the tournament tree of the kernel beside a heap of the standard library.
namespace {

using channelshift::bench::count_items;

/// Ticks to the next event of a slot, drawn beforehand and used in turn.
class Delays {
 public:
  Delays() {
    for (std::uint32_t i = 0; i < count; ++i)
      delays_[i] = sim::ticks(100 * sim::unit_gap(sim::philox({i}, {1, 2}).w[0]));
  }
  sim::Ticks next() { return delays_[place_++ % count]; }

 private:
  static constexpr std::uint32_t count = 1 << 14;
  std::array<sim::Ticks, count> delays_;
  std::uint32_t place_ = 0;
};

void hold_tree(benchmark::State& state) {
  static Delays delays;
  const auto slots = static_cast<std::uint32_t>(state.range(0));
  sim::TournamentTree tree(static_cast<int>(slots));
  for (std::uint32_t slot = 0; slot < slots; ++slot) tree.set(slot, delays.next());
  for (auto _ : state) {
    const sim::EventKey top = tree.top();
    tree.set(sim::slot_of(top), sim::time_of(top) + delays.next());
  }
  benchmark::DoNotOptimize(tree.top());
  count_items(state, static_cast<double>(state.iterations()), "event");
}
BENCHMARK(hold_tree)->Name("event list/tournament tree")->Arg(16)->Arg(160)->Arg(1600)->Arg(16000);

void hold_heap(benchmark::State& state) {
  struct Event {
    double time;
    std::uint32_t slot;
    bool operator>(const Event& other) const { return time > other.time; }
  };
  static Delays delays;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> heap;
  for (std::uint32_t slot = 0; slot < state.range(0); ++slot) heap.push({sim::seconds(delays.next()), slot});
  for (auto _ : state) {
    const Event top = heap.top();
    heap.pop();
    heap.push({top.time + sim::seconds(delays.next()), top.slot});
  }
  benchmark::DoNotOptimize(heap.top());
  count_items(state, static_cast<double>(state.iterations()), "event");
}
BENCHMARK(hold_heap)->Name("event list/std::priority_queue")->Arg(16)->Arg(160)->Arg(1600)->Arg(16000);

}  // namespace
