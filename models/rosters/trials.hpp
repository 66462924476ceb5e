#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "models/centre/simulate.hpp"
#include "models/rosters/limits.hpp"
#include "models/rosters/lines.hpp"
#include "models/rosters/standards.hpp"

/// Rosters tried by simulation.
namespace channelshift {

inline constexpr std::size_t few_lines = 4;  ///< with so many, nearly all rosters near by are looked at

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
  std::vector<double> margins;  ///< [standard] share - at_least; 0 where no contact counts; empty if it stopped
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
  const Limits& limits() const { return limits_; }

  /// On every replication. Empty if it cannot be simulated to the end.
  std::optional<Trial> run(const Places& places) { return run_if_hopeful(places, nullptr); }

  /// The same, and empty too if the first replications show it hopeless beside the same ones of `beside`, which meets
  /// every standard.
  std::optional<Trial> run_if_hopeful(const Places& places, const Trial* beside);

  /// How the margins on the first replication differ from those of `beside`. Empty if it cannot be simulated.
  std::optional<std::vector<double>> differences(const Places& places, const Trial& beside);

  /// What was found of these places; none if they were not tried.
  const Verdict* known(const Places& places) const;
  /// Has a roster missed a standard (or stopped) that has nowhere fewer staff in the teams that answer its channel
  /// (with few lines: in any team, as the others' channels matter a little too)?
  bool sure_to_fail(const Places& places) const;
  bool answers(std::size_t line, std::size_t standard) const { return answers_[standard][line]; }
  std::int64_t simulations() const { return simulations_; }

 private:
  std::vector<double> margins_beside(const OptionRun& first, const Trial& beside) const;
  bool hopeless(const OptionRun& first, const Trial& beside) const;
  std::optional<Trial> simulated(const Places& places, const Trial* beside);
  PlanSettings plan_of(const Places& places);

  const RosterTask& task_;
  const std::vector<FreeLine>& lines_;
  const Limits limits_;
  Model model_;
  std::optional<Option> option_;
  std::vector<std::vector<bool>> answers_;  ///< [standard][line] counts for it
  std::map<Places, Verdict> known_;
  std::int64_t simulations_ = 0;
};

}  // namespace channelshift
