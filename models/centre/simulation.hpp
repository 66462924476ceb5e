#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "models/centre/counts.hpp"
#include "models/centre/first_contacts.hpp"
#include "models/centre/plan.hpp"

namespace channelshift {

class AnyLoop;

/// Contacts that may wait on one channel (1.7 GB).
inline constexpr std::size_t longest_queue_of_all = 10'000'000;

/// Plans of one scenario that meet the same first contacts, ready to simulate any replication of them. They go through
/// it in step, many first contacts at once, so that each of these is drawn once for all. Buffers are reused
/// from one replication to the next.
class Simulation {
 public:
  /// The plans must live as long. A plan that is plain is simulated by the lean loop, any other by the one that knows
  /// everything. `lean = false` forces the latter (both give the same numbers for a plain plan). Plans in step divide
  /// `longest_queue` among them, so that they take no more memory than one.
  explicit Simulation(std::vector<const Plan*> plans, bool lean = true,
                      std::size_t longest_queue = longest_queue_of_all);
  explicit Simulation(const Plan& plan, bool lean = true) : Simulation(std::vector{&plan}, lean) {}
  ~Simulation();

  /// Simulates one replication; [plan] what was counted. Adds the series of each to series[plan] (sized by
  /// `empty_series`). Throws SimulationStopped when a queue is longer than any may be; alone a plan may go further.
  std::vector<Counts> run(sim::Key key, std::span<Series> series);
  /// The same of the only plan.
  Counts run(sim::Key key, Series& series) { return std::move(run(key, {&series, 1})[0]); }

 private:
  std::vector<std::unique_ptr<AnyLoop>> loops_;  ///< [plan]
  FirstContacts first_contacts_;
};

Series empty_series(const Plan& plan);

/// Adds `more` to `sum`; throws std::overflow_error if a sum leaves 64 bits.
void add(Series& sum, const Series& more);

/// Empty if every conservation law holds in one replication, else the law that is broken, with names and numbers.
std::string broken_law(const Scenario& scenario, const Counts& counts);

}  // namespace channelshift
