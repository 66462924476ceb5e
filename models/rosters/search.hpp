#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/centre/simulate.hpp"
#include "models/scenario/scenario.hpp"

/// The cheapest rosters that meet an option's staffing rule, without its shift and with it, found by simulation.
namespace channelshift {

using Roster = std::vector<std::vector<RosterLine>>;  ///< [team]

struct FoundRoster {
  Roster roster;
  double staff_cost = 0;  ///< of employed teams, a year
  bool meets = false;     ///< the rule holds on the search's own replications
  OptionRun run;          ///< on those
  std::int64_t simulations = 0;
};

/// What one search found; both sides on the same replications.
struct RosterPair {
  FoundRoster without;
  FoundRoster with;
  double saving() const { return without.staff_cost - with.staff_cost; }
};

struct StaffedOption {
  std::vector<RosterPair> searches;  ///< each as if it were the only one
  std::size_t median = 0;            ///< by saving; of two in the middle the lower, of equals the first
};

struct Staffed {
  Scenario scenario;                                  ///< the options' models with the rosters of their median search
  std::vector<std::optional<StaffedOption>> options;  ///< [option] empty where staffing is keep
};

/// Finds rosters for every option whose `staffing` is not keep. The result does not depend on the number of threads.
/// Progress is told in replications simulated, of an estimated total. Throws SimulationStopped where no number of staff
/// meets the rule.
Staffed staff_options(const Scenario& scenario, const std::vector<Calibration>& calibrations,
                      const RunSettings& settings);

}  // namespace channelshift
