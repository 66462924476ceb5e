#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/measures/simulated.hpp"
#include "sim/stats/estimate.hpp"

/// What is measured: one table for each part, of one record per measure. Screen, JSON, CSV and HDF5 follow it.
namespace channelshift {

/// One replication of one option, and one channel or team of it.
struct View {
  const Simulated& simulated;
  const Counts& counts;
  std::size_t index = 0;  ///< of the channel or team; 0 where there is only one

  const ChannelCounts& channel() const { return counts.channels[index]; }
  const TeamCounts& team() const { return counts.teams[index]; }
  const ReasonCounts& reason() const { return counts.reasons[index]; }
  const Model& model() const { return *simulated.model; }
};

/// A sum over one replication, in the unit of the measure. NaN: this replication has no such value.
using Quantity = double (*)(const View&);

/// Sets of kinds of channel.
inline constexpr unsigned live = 1;
inline constexpr unsigned deferred = 2;
inline constexpr unsigned self_service = 4;
inline constexpr unsigned staffed = live | deferred;
inline constexpr unsigned every_kind = staffed | self_service;
unsigned kind_bit(ChannelKind kind);

enum class Scaling {
  per_year,  ///< of a sum over the measured weeks: x 365.25 / (7 x weeks)
  as_is,     ///< a share, a mean, or a figure that is one of a year already
};

/// Sets of kinds of team.
inline constexpr unsigned employed = 1;
inline constexpr unsigned contracted = 2;
inline constexpr unsigned every_team = employed | contracted;
inline constexpr unsigned with_turnover = 4;
unsigned team_bits(const Team& team);  ///< employed or contracted, and whether with turnover

enum class Audience {
  everyone,   ///< summary and file
  file_only,  ///< sums that stand beside the measures in the file
};

/// A measure. Without a denominator it is a mean over replications; with one, a ratio of means.
struct Measure {
  std::string_view name;
  std::string_view unit;  ///< "money" stands for the scenario's currency; see unit_text
  std::string_view meaning;
  Quantity numerator = nullptr;
  Quantity denominator = nullptr;
  Scaling scaling = Scaling::per_year;
  unsigned kinds = every_kind;   ///< channels that have it
  unsigned teams = every_team;   ///< teams that have it
  bool needs_target = false;     ///< only where the channel has a target
  bool zero_of_nothing = false;  ///< a share that is 0, not absent, where nothing was offered
  bool same_in_all = false;      ///< without spread: a plain number in the summary
  Audience audience = Audience::everyone;
  bool (*present)(const Scenario&) = nullptr;    ///< none: in every scenario
  bool (*of_channel)(const Channel&) = nullptr;  ///< none: every channel of these kinds
};

std::span<const Measure> channel_measures();
std::span<const Measure> team_measures();
std::span<const Measure> reason_measures();  ///< `kinds` says what the reason must have; 0: every reason has it
std::span<const Measure> needs_measures();   ///< all channels together
std::span<const Measure> cost_measures();    ///< lines of a year's cost; the lines add up to `total`, which comes first
std::span<const Measure> revenue_measures();  ///< beside cost, never in it

/// The measure of this name. Throws std::out_of_range.
const Measure& measure(std::span<const Measure> table, std::string_view name);

/// The unit with the currency in it: "GBP/year".
std::string unit_text(std::string_view unit, std::string_view currency);

/// Does the channel (by its kind and target), the team, or the scenario, have it at all?
bool applies_to_channel(const Measure& measure, const Channel& channel);
bool applies_to_team(const Measure& measure, const Team& team);
bool applies_to_scenario(const Measure& measure, const Scenario& scenario);

bool applies_to_reason(const Measure& measure, const Scenario& scenario, std::size_t reason);
/// Is there anything to say by reason?
bool has_reasons(const Scenario& scenario);

/// The sums of each replication: of a mean scaled to a year, of a ratio as they are. `denominators` is empty for a
/// mean.
struct Values {
  std::vector<double> numerators;
  std::vector<double> denominators;
};
Values values(const Measure& measure, const Simulated& simulated, std::size_t index = 0);

/// The measure of each replication alone: NaN for 0/0.
std::vector<double> by_replication(const Measure& measure, const Simulated& simulated, std::size_t index = 0);

/// Mean, or ratio of means, with its interval. Empty where nothing is there to average; replications without a value
/// (a percentile of no waits) are left out.
std::optional<sim::Estimate> estimate(const Measure& measure, const Simulated& simulated, std::size_t index = 0);

}  // namespace channelshift
