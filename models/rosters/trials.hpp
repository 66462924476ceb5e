#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "models/centre/simulate.hpp"
#include "models/rosters/lines.hpp"
#include "models/rosters/standards.hpp"

/// Rosters tried by simulation.
namespace channelshift {

/// One search for one model: what is simulated, on which replications, and what must hold.
struct RosterTask {
  const Scenario* scenario = nullptr;
  const Model* model = nullptr;
  const Option* option = nullptr;  ///< whose shifts happen; none: no shift
  std::vector<double> demand_factors;
  std::uint64_t first_replication = 0;
  int replications = 1;
  std::vector<Standard> standards;
  std::function<void(int replications)> simulated;  ///< called after each simulation; may be empty
};

/// What is left of a trial once it is over.
struct Verdict {
  bool meets = false;
  std::vector<double> margins;  ///< [standard] share - at_least; 0 where no contact counts
};

struct Trial {
  Places places;
  OptionRun run;
  Verdict verdict;
};

class Trials {
 public:
  Trials(const RosterTask& task, const std::vector<FreeLine>& lines);

  const RosterTask& task() const { return task_; }
  const std::vector<FreeLine>& lines() const { return lines_; }

  /// On every replication.
  Trial run(const Places& places);

  /// On every replication, unless the first one shows it hopeless beside the first one of `beside`, which meets every
  /// standard: then empty. What was tried before is not tried again: empty unless it met the standards.
  std::optional<Trial> run_if_hopeful(const Places& places, const Trial& beside);

  const Verdict* known(const Places& places) const;
  std::int64_t simulations() const { return simulations_; }

 private:
  bool hopeless(const OptionRun& first, const Trial& beside) const;

  const RosterTask& task_;
  const std::vector<FreeLine>& lines_;
  Model model_;
  std::optional<Option> option_;
  std::map<Places, Verdict> known_;
  std::int64_t simulations_ = 0;
};

}  // namespace channelshift
