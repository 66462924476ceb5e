#include "tests/bench/workload.hpp"

#include <stdexcept>
#include <string>

#include "models/scenario/read.hpp"

namespace channelshift::bench {
namespace {

Scenario checked(const ReadScenario& read) {
  if (read.scenario) return *read.scenario;
  std::string all;
  for (const Fault& fault : read.faults) all += to_string(fault) + "\n";
  throw std::runtime_error(all);
}

}  // namespace

Scenario workload(const std::filesystem::path& path) { return checked(read_scenario(path)); }

Scenario workload_text(std::string_view text) { return checked(read_scenario_text(text, "benchmark.toml")); }

Scenario scaled(Scenario scenario, int factor) {
  scenario.options.clear();
  for (Demand& demand : scenario.model.demands) {
    if (demand.per_hour) *demand.per_hour *= factor;
    if (demand.per_year) *demand.per_year *= factor;
  }
  for (Team& team : scenario.model.teams)
    for (RosterLine& line : team.roster) line.staff *= factor;
  return scenario;
}

}  // namespace channelshift::bench
