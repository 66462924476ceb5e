#pragma once

#include <optional>

#include "models/measures/simulated.hpp"
#include "sim/stats/estimate.hpp"

namespace channelshift {

/// Share of the simulated years in which every channel with a target meets it in every month. Absent without a target,
/// and where a replication is less than 52 weeks. The half-width is that of the years with two added that meet and two
/// that do not, so that years which are all alike do not make it certain.
std::optional<sim::Estimate> probability_target_met(const Simulated& simulated);

}  // namespace channelshift
