#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

#include "sim/random/gaps.hpp"
#include "sim/random/philox.hpp"
#include "sim/random/quantile.hpp"
#include "tests/bench/counters.hpp"

/// What a random number costs: one word, alone and in blocks, and a duration of each family in blocks.
namespace {

using channelshift::bench::count_items;

constexpr int block = 256;
constexpr sim::Key key{1, 2};

struct alignas(64) Words {
  std::array<std::uint32_t, block> w0, w1, w2, w3;
};

void philox_alone(benchmark::State& state) {
  sim::Counter counter;
  for (auto _ : state) {
    benchmark::DoNotOptimize(sim::philox(counter, key));
    ++counter.c0;
  }
  count_items(state, 4.0 * static_cast<double>(state.iterations()), "word");
}
BENCHMARK(philox_alone)->Name("draw/philox/alone");

void philox_in_blocks(benchmark::State& state) {
  static Words words;
  sim::Counter counter;
  for (auto _ : state) {
    sim::philox_block(counter, key, block, words.w0.data(), words.w1.data(), words.w2.data(), words.w3.data());
    benchmark::DoNotOptimize(words);
    counter.c0 += block;
  }
  count_items(state, 4.0 * block * static_cast<double>(state.iterations()), "word");
}
BENCHMARK(philox_in_blocks)->Name("draw/philox/block");

const Words& some_words() {
  static const Words words = [] {
    Words filled;
    sim::philox_block({}, key, block, filled.w0.data(), filled.w1.data(), filled.w2.data(), filled.w3.data());
    return filled;
  }();
  return words;
}

void gaps_in_blocks(benchmark::State& state) {
  alignas(64) static std::array<double, block> gaps;
  const Words& words = some_words();
  for (auto _ : state) {
    sim::unit_gaps(words.w0.data(), gaps.data(), block);
    benchmark::DoNotOptimize(gaps);
  }
  count_items(state, double{block} * static_cast<double>(state.iterations()), "draw");
}
BENCHMARK(gaps_in_blocks)->Name("draw/unit gap/block");

void quantiles_in_blocks(benchmark::State& state, const sim::Distribution& distribution) {
  alignas(64) static std::array<double, block> values;
  const sim::Quantile quantile(distribution);
  const Words& words = some_words();
  for (auto _ : state) {
    quantile.block(words.w0.data(), values.data(), block);
    benchmark::DoNotOptimize(values);
  }
  count_items(state, double{block} * static_cast<double>(state.iterations()), "draw");
}

void quantiles_alone(benchmark::State& state, const sim::Distribution& distribution) {
  const sim::Quantile quantile(distribution);
  const Words& words = some_words();
  std::size_t place = 0;
  for (auto _ : state) benchmark::DoNotOptimize(quantile(words.w0[place++ % block]));
  count_items(state, static_cast<double>(state.iterations()), "draw");
}

struct Named {
  std::string name;
  sim::Distribution distribution;
};

std::vector<Named> families() {
  using sim::Family;
  std::vector<Named> all;
  const auto add = [&](const std::string& name, Family family) -> sim::Distribution& {
    all.push_back({name, {}});
    sim::Distribution& distribution = all.back().distribution;
    distribution.family = family;
    distribution.mean_s = 270;
    return distribution;
  };
  const auto between = [](sim::Distribution& distribution) {
    distribution.low_s = 60;
    distribution.mode_s = 120;
    distribution.high_s = 480;
  };
  add("deterministic", Family::deterministic);
  add("exponential", Family::exponential);
  add("lognormal", Family::lognormal).cv = 1;
  add("gamma", Family::gamma).cv = 1.2;
  add("erlang", Family::erlang).k = 3;
  add("weibull", Family::weibull).cv = 0.7;
  between(add("uniform", Family::uniform));
  between(add("triangular", Family::triangular));
  sim::Distribution& mixture = add("hyperexponential", Family::hyperexponential);
  mixture.shares = {0.7, 0.3};
  mixture.means_s = {120, 620};
  sim::Distribution& observed = add("empirical", Family::empirical);
  for (int i = 1; i <= 1000; ++i) observed.values_s.push_back(i);
  return all;
}

const bool registered = [] {
  for (const auto& [name, distribution] : families()) {
    benchmark::RegisterBenchmark(("draw/" + name + "/block").c_str(), quantiles_in_blocks, distribution);
    benchmark::RegisterBenchmark(("draw/" + name + "/alone").c_str(), quantiles_alone, distribution);
  }
  return true;
}();

}  // namespace
