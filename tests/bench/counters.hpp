#pragma once

#include <benchmark/benchmark.h>

#include <string>

namespace channelshift::bench {

/// Shows how many of something were done a second, and the time of one.
inline void count_items(benchmark::State& state, double items, const std::string& what) {
  using benchmark::Counter;
  state.counters[what + "s"] = Counter(items, Counter::kIsRate);
  state.counters["one " + what] = Counter(items, Counter::kIsRate | Counter::kInvert);
}

}  // namespace channelshift::bench
