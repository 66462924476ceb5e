#pragma once

#include "models/measures/measure.hpp"

/// What a year costs, from one replication. Everything per year of 365.25 days, in the scenario's currency.
namespace channelshift {

double staff_cost(const View& view,
                  std::size_t team);  ///< rostered, worked or not; less vacant places, plus posts kept
double overtime_cost(const View& view, std::size_t team);  ///< at hourly cost x overtime factor; contracted: 0
/// A contracted team's invoice: contacts and minutes handled at its rate, or its minimum if that is more. Others: 0.
double contracted_cost(const View& view, std::size_t team);
double leavers_cost(const View& view, std::size_t team);  ///< of replacing those who left
double team_cost(const View& view, std::size_t team);     ///< all that is paid for a team

double variable_cost(const View& view, std::size_t channel);  ///< per contact and per minute
double fixed_cost(const View& view, std::size_t channel);

/// Activity-based cost of a channel: each team's cost in proportion to its time on the channel's contacts, and the
/// channel's own cost. A team that was never busy is no channel's cost.
double activity_cost(const View& view, std::size_t channel);

}  // namespace channelshift
