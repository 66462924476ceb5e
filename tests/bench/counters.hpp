#pragma once

#include <benchmark/benchmark.h>

#include <string>

namespace channelshift::bench {

/// Shows how many of something a second were done, and how many nanoseconds each took.
inline void count_items(benchmark::State& state, double items, const std::string& what) {
  using benchmark::Counter;
  state.counters[what + "s/s"] = Counter(items, Counter::kIsRate);
  state.counters["ns/" + what] = Counter(items * 1e-9, Counter::kIsRate | Counter::kInvert);
}

}  // namespace channelshift::bench
