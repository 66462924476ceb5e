#pragma once

#include <functional>
#include <stdexcept>

#include "models/centre/counts.hpp"

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

/// Simulates the baseline and every option, all replications, on `threads` threads. The result does not depend on
/// their number. Throws SimulationStopped; std::logic_error with seed and replication if a conservation law is broken.
Results simulate(const Scenario& scenario, const RunSettings& settings);

}  // namespace channelshift
