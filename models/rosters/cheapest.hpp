#pragma once

#include "models/rosters/search.hpp"
#include "models/rosters/trials.hpp"

namespace channelshift {

/// The cheapest roster found in whole lines for one task, from this start (places of its free lines), or the
/// model's own roster. Throws SimulationStopped where no number of staff meets the standards.
FoundRoster cheapest_roster(const RosterTask& task, const std::optional<Places>& start = std::nullopt);

}  // namespace channelshift
