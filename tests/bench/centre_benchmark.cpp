#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "models/centre/plan.hpp"
#include "models/centre/simulate.hpp"
#include "models/centre/simulation.hpp"
#include "tests/bench/counters.hpp"
#include "tests/bench/ordinary_kernel.hpp"
#include "tests/bench/tables.hpp"
#include "tests/bench/workload.hpp"

/// Whole contact centres: one replication of the baseline an iteration, on one thread, with nothing read or written.
namespace {

namespace cs = channelshift;
using cs::bench::count_items;

constexpr const char* tiny = R"(
schema = 1
name = "tiny"
[calendar]
start = 2024-01-01
weeks = 52
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = { within = "20s", share = 0.8 }
patience = { family = "exponential", mean = "180s" }
[[demand]]
channel = "phone"
per-hour = 120
handle = { family = "exponential", mean = "270s" }
[[team]]
id = "agents"
answers = ["phone"]
roster = [ { hours = "always", staff = 10 } ]
hourly-cost = 15
)";

std::string scenario_path(const std::string& name) { return std::string(CHANNELSHIFT_SOURCE_DIR) + "/" + name; }

/// Contacts of one replication, those of the warm-up counted as those of any other week.
double simulated(const cs::Scenario& scenario, const cs::Counts& counts) {
  double offered = 0;
  for (const cs::ChannelCounts& channel : counts.channels) offered += static_cast<double>(channel.offered);
  const cs::Calendar& calendar = scenario.calendar;
  return offered * (calendar.weeks + calendar.warm_up_weeks) / calendar.weeks;
}

/// The factors of `offered-per-year`, found as any run finds them.
std::vector<double> factors(cs::Scenario scenario) {
  scenario.replications = 1;
  std::vector<double> factors(scenario.model.demands.size(), 1.0);
  const cs::Results results = cs::simulate(scenario, {.threads = 1, .progress = {}});
  for (const cs::Calibration& calibration : results.calibrations)
    for (std::size_t d = 0; d < factors.size(); ++d)
      if (scenario.model.demands[d].channel == calibration.channel) factors[d] = calibration.factor;
  return factors;
}

void simulate_baseline(benchmark::State& state, cs::Scenario scenario) {
  scenario.options.clear();
  const cs::Plan plan = cs::compile(scenario, {.demand_factors = factors(scenario)});
  cs::Simulation simulation(plan);
  cs::Series series = cs::empty_series(plan);
  double contacts = 0;
  std::uint64_t replication = 0;
  for (auto _ : state)
    contacts += simulated(scenario, simulation.run(sim::key_of(scenario.seed, replication++), series));
  count_items(state, contacts, "contact");
}

void simulate_ordinary(benchmark::State& state, const cs::Scenario& scenario) {
  const cs::bench::Tables tables = cs::bench::tables_of(scenario);
  double contacts = 0;
  std::uint64_t seed = 1;
  for (auto _ : state) contacts += static_cast<double>(cs::bench::run_ordinary(tables, seed++).simulated);
  count_items(state, contacts, "contact");
}

/// Scenarios are read when a benchmark runs, so that a fault in one spoils only its own.
void centre(benchmark::State& state, const std::string& path, int factor, bool ordinary) {
  try {
    const cs::Scenario read = path.empty() ? cs::bench::workload_text(tiny) : cs::bench::workload(scenario_path(path));
    const cs::Scenario scenario = factor == 1 ? read : cs::bench::scaled(read, factor);
    ordinary ? simulate_ordinary(state, scenario) : simulate_baseline(state, scenario);
  } catch (const std::exception& error) {
    state.SkipWithError(error.what());
  }
}

void add(const char* name, const std::string& path, int factor = 1, bool ordinary = false) {
  benchmark::RegisterBenchmark(name, centre, path, factor, ordinary)->Unit(benchmark::kMillisecond);
}

const bool registered = [] {
  add("centre/one contact (M/M/10+M)", "");
  add("centre/w1", "tests/bench/w1.toml");
  add("centre/w1/ten times", "tests/bench/w1.toml", 10);
  add("centre/w2", "tests/bench/w2.toml");
  add("centre/w2/ten times", "tests/bench/w2.toml", 10);
  add("centre/gentoo", "scenarios/gentoo");
  add("ordinary/w1", "tests/bench/w1.toml", 1, true);
  add("ordinary/w2", "tests/bench/w2.toml", 1, true);
  return true;
}();

}  // namespace
