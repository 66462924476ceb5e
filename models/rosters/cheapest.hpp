#pragma once

#include "models/rosters/search.hpp"
#include "models/rosters/trials.hpp"

namespace channelshift {

/// The cheapest roster found in whole lines for one task, from each of these starts (places of its free lines), or from the
/// model's own roster; of equals the first. Throws SimulationStopped where no number of staff meets the standards.
FoundRoster cheapest_roster(const RosterTask& task, std::vector<Places> starts = {});

}  // namespace channelshift
