#pragma once

#include <vector>

#include "models/centre/simulate.hpp"
#include "models/money/uncertainty.hpp"

namespace channelshift {

/// What the options of one variant save, in every replication.
DrawnSavings drawn_savings(const Scenario& scenario, const std::vector<Calibration>& calibrations, int threads);

}  // namespace channelshift
