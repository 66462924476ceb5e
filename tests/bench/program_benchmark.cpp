#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>

#include "models/centre/plan.hpp"
#include "models/centre/simulate.hpp"
#include "models/report/hdf5.hpp"
#include "models/report/summary.hpp"
#include "models/report/table.hpp"
#include "models/scenario/read.hpp"
#include "tests/bench/workload.hpp"

/// What `channelshift run scenarios/gentoo -n 40` spends before and after the simulation.
namespace {

namespace cs = channelshift;

const std::string& gentoo() {
  static const std::string path = std::string(CHANNELSHIFT_SOURCE_DIR) + "/scenarios/gentoo";
  return path;
}

void read_and_check(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(cs::read_scenario(gentoo()));
}
BENCHMARK(read_and_check)->Name("program/read and check Gentoo")->Unit(benchmark::kMillisecond);

void compile(benchmark::State& state) {
  const cs::Scenario scenario = cs::bench::workload(gentoo());
  for (auto _ : state) {
    benchmark::DoNotOptimize(cs::compile(scenario, {}));
    for (const cs::Option& option : scenario.options)
      benchmark::DoNotOptimize(cs::compile(scenario, {.option = &option}));
  }
}
BENCHMARK(compile)->Name("program/compile Gentoo, all options")->Unit(benchmark::kMillisecond);

/// Results of 40 replications, of which only two were simulated.
cs::Results forty(cs::Scenario& scenario) {
  scenario.replications = 2;
  cs::Results results = cs::simulate(scenario, {});
  const auto repeat = [](cs::OptionRun& run) {
    for (int r = 2; r < 40; ++r) run.replications.push_back(run.replications[r % 2]);
  };
  for (cs::OptionRun& run : results.runs) repeat(run);
  for (auto& run : results.first_year)
    if (run) repeat(*run);
  scenario.replications = results.replications = 40;
  return results;
}

void report(benchmark::State& state) {
  cs::Scenario scenario = cs::bench::workload(gentoo());
  const cs::Results results = forty(scenario);
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "channelshift-benchmark.h5";
  for (auto _ : state) {
    const cs::Json json = cs::summary(scenario, results, {});
    cs::write_results(file, scenario, results, "", cs::json_text(json), {});
    benchmark::DoNotOptimize(cs::table_text(json));
  }
  std::filesystem::remove(file);
}
BENCHMARK(report)->Name("program/measures, file and table of Gentoo")->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
