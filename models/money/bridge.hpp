#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/centre/simulate.hpp"
#include "models/measures/measure.hpp"
#include "models/money/saving.hpp"

/// From what a channel-shift calculator claims to what leaves the budget, one mechanism after the other.
namespace channelshift {

/// The first steps are simulated, with the roster as it is; each adds its mechanism to the one before.
inline constexpr std::size_t simulated_steps = 5;

/// The option with no more than the mechanisms of the first steps: [0] the shift alone (random contacts, all complete,
/// none induced), [1] with its `simplest-first`, [2] with its `completes` and what falls back, [3] with what it
/// induces, [4] with all that it sets but rosters. Where the option lacks a mechanism its step equals the one before.
std::vector<Option> mechanism_steps(const Scenario& scenario, const Option& option);

/// Simulates them, without series; equal ones once. `full_year` is the option's own run, taken where a step is the
/// option itself.
std::vector<OptionRun> simulate_mechanisms(const Scenario& scenario, const Option& option, const OptionRun& full_year,
                                           const std::vector<double>& demand_factors, const RunSettings& settings);

/// One step: what is left after it, and what it adds or takes off.
struct BridgeStep {
  Saving left;
  std::optional<Saving> change;  ///< from the step before; none: the first
};

/// V0 to V8. V0 is left out if there is no claim (see unit_cost_claim). V1 to V5 are hours on contacts released per
/// team x what a busy hour costs in the baseline, and the change of contracted and variable channel cost; then the
/// roster_steps.
std::vector<BridgeStep> bridge(const Simulated& baseline, const Simulated& without, const Simulated& option,
                               std::span<const OptionRun> mechanisms, const std::vector<double>& not_cashable);

/// V6 the change of the rosters' cost, of overtime, contracted and channel cost and of income between `without` and the
/// option; V7 whole posts only; V8 less the running cost: what is cashable. `not_cashable` is [replication].
std::vector<BridgeStep> roster_steps(const Simulated& without, const Simulated& option,
                                     const std::vector<double>& not_cashable);

}  // namespace channelshift
