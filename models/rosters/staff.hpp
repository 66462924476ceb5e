#pragma once

#include <optional>
#include <vector>

#include "models/rosters/search.hpp"
#include "sim/stats/estimate.hpp"

/// The roster that a centre needs: `channelshift staff`.
namespace channelshift {

/// A channel's target, and what replications that the search never saw make of it.
struct TargetCheck {
  ChannelId channel;
  double target = 0;
  sim::Estimate share;
  bool holds = false;  ///< the lower end of the 95% interval is not below the target
};

/// One answer.
struct StaffAnswer {
  double standard = 0;  ///< points (as a share) added to the share of every target
  Roster roster;
  double staff_cost = 0;                 ///< of employed teams, a year
  std::vector<double> fte;               ///< [team] on average over the measured weeks
  std::vector<TargetCheck> service;      ///< of each channel with a target
  std::optional<double> smallest_ahead;  ///< smallest share less target; none without targets
  std::int64_t simulations = 0;
  bool holds() const;
};

struct StaffAsItIs {
  double staff_cost = 0;
  std::vector<double> fte;
  std::vector<TargetCheck> service;
};

struct StaffQuestion {
  std::optional<double> budget;  ///< what it buys; else what the targets cost
  bool frontier = false;         ///< what other standards cost, too
};

struct StaffReport {
  StaffAsItIs as_it_is;
  std::optional<StaffAnswer> answer;  ///< none if the budget buys no roster that was tried
  std::vector<StaffAnswer> frontier;  ///< by standard, ascending; each step costs at least what the one before does
  int check_replications = 0;
};

/// Throws SimulationStopped where no number of staff meets the targets, or there is no target.
StaffReport staff(const Scenario& scenario, const std::vector<Calibration>& calibrations, const StaffQuestion& question,
                  const RunSettings& settings);

}  // namespace channelshift
