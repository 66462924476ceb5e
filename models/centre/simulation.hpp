#pragma once

#include <memory>

#include "models/centre/counts.hpp"
#include "models/centre/plan.hpp"

namespace channelshift {

/// One option, ready to simulate any replication of it. Buffers are reused from one replication to the next.
class Simulation {
 public:
  virtual ~Simulation() = default;

  /// Simulates one replication and adds its series to `series` (sized by `empty_series`).
  virtual Counts run(sim::Key key, Series& series) = 0;
};

/// The loop for this plan: the lean one if the plan is plain, else the one that knows everything. `lean = false`
/// forces the latter (both give the same numbers for a plain plan).
std::unique_ptr<Simulation> make_simulation(const Plan& plan, bool lean = true);

Series empty_series(const Plan& plan);

/// Adds `more` to `sum`; throws std::overflow_error if a sum leaves 64 bits.
void add(Series& sum, const Series& more);

/// Empty if every conservation law holds in one replication, else the law that is broken, with names and numbers.
std::string broken_law(const Scenario& scenario, const Counts& counts);

}  // namespace channelshift
