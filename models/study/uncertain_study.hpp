#pragma once

#include <vector>

#include "models/scenario/read.hpp"
#include "models/study/second_order.hpp"

namespace channelshift {

struct UncertainStudy {
  std::optional<Uncertainty> uncertainty;  ///< none without uncertain inputs or options, or with faults
  std::vector<Fault> faults;               ///< of draws: what only their values together bring
};

/// The second-order run of a scenario that was read: reads and checks every draw, then simulates them. Throws
/// SimulationStopped, with the draw.
UncertainStudy study_uncertain(const ReadScenario& read, int threads, const VariantProgress& progress);

}  // namespace channelshift
