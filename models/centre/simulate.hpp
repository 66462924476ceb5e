#pragma once

#include <functional>
#include <span>
#include <stdexcept>

#include "models/centre/counts.hpp"
#include "models/centre/plan.hpp"

namespace channelshift {

/// A model that cannot be simulated further, in the user's words (a queue above 10 million contacts).
struct SimulationStopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct RunSettings {
  int threads = 0;  ///< 0: all cores
  std::function<void(std::int64_t done, std::int64_t total)>
      progress;  ///< called from one thread at a time; may be empty
};

/// Replications of calibration and of searches for rosters start here; those that are reported, at 0.
inline constexpr std::uint64_t first_calibration_replication = std::uint64_t{1} << 40;
inline constexpr std::uint64_t first_search_replication = std::uint64_t{1} << 41;
inline constexpr std::uint64_t replications_between_searches = std::uint64_t{1} << 20;

/// Finds the factors that bring every channel with `offered-per-year` to it, on replications of its own.
std::vector<Calibration> calibrate(const Scenario& scenario, const RunSettings& settings);

/// [demand] what each is multiplied by.
std::vector<double> demand_factors(const Scenario& scenario, const std::vector<Calibration>& calibrations);

/// Simulates replications first..first + replications - 1 of the scenario under each of `plans`, on several threads.
/// The result does not depend on their number. Throws SimulationStopped; std::logic_error with seed and replication if
/// a conservation law is broken.
std::vector<OptionRun> simulate_plans(const Scenario& scenario, std::span<const PlanSettings> plans,
                                      std::uint64_t first, int replications, const RunSettings& settings);

/// Simulates the baseline and every option: in a full year, as dated if it has dates, and without the shift if a roster
/// was searched for.
Results simulate(const Scenario& scenario, const std::vector<Calibration>& calibrations, const RunSettings& settings);

/// Replications first..first + replications - 1 of that.
Results simulate_part(const Scenario& scenario, const std::vector<Calibration>& calibrations, std::uint64_t first,
                      int replications, const RunSettings& settings);

/// The same, calibrated first.
Results simulate(const Scenario& scenario, const RunSettings& settings);

}  // namespace channelshift
