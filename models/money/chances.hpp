#pragma once

#include <optional>

#include "models/measures/simulated.hpp"
#include "sim/stats/estimate.hpp"

namespace channelshift {

/// Share of the simulated years in which every channel with a target meets it in every month. Absent without a target,
/// and where a replication is less than 52 weeks. The half-width is that of the years with two added that meet and two
/// that do not, so that years which are all alike do not make it certain.
std::optional<sim::Estimate> probability_target_met(const Simulated& simulated);

/// When observed take-up passed the gate of an option's release, over replications.
struct GatePassed {
  double share_passed = 0;           ///< of the replications, within the simulated time
  std::optional<sim::Estimate> day;  ///< of those, days from the start of the calendar until posts may be given notice
};
/// Absent unless posts wait for take-up.
std::optional<GatePassed> gate_passed(const Simulated& simulated);

}  // namespace channelshift
