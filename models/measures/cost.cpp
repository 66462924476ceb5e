#include "models/measures/cost.hpp"

#include <algorithm>

namespace channelshift {

double staff_cost(const View& view, std::size_t team) {
  const double paid = view.simulated.run->paid.staff_cost[team];
  const TeamCounts& counts = view.counts.teams[team];
  const double less_hours = sim::seconds(counts.vacant_at_premium - counts.kept_at_premium) / 3600;
  return (paid - less_hours * view.model().teams[team].hourly_cost) / view.simulated.years;
}

double overtime_cost(const View& view, std::size_t team) {
  const Team& of = view.model().teams[team];
  const double hours = sim::seconds(view.counts.teams[team].overtime) / 3600;
  return hours * of.hourly_cost * of.overtime_factor / view.simulated.years;
}

double contracted_cost(const View& view, std::size_t team) {
  const Team& of = view.model().teams[team];
  if (of.kind != TeamKind::contracted) return 0;
  const TeamCounts& counts = view.counts.teams[team];
  const double handled = of.rate.per_contact * static_cast<double>(counts.answered) +
                         of.rate.per_minute * (sim::seconds(counts.handle) / 60);
  return std::max(handled, view.simulated.run->paid.minimum_cost[team]) / view.simulated.years;
}

double leavers_cost(const View& view, std::size_t team) {
  const Team& of = view.model().teams[team];
  if (!of.turnover) return 0;
  return of.turnover->cost_per_leaver * static_cast<double>(view.counts.teams[team].leavers) / view.simulated.years;
}

double team_cost(const View& view, std::size_t team) {
  return staff_cost(view, team) + overtime_cost(view, team) + contracted_cost(view, team) + leavers_cost(view, team);
}

double variable_cost(const View& view, std::size_t channel) {
  const Channel& of = view.model().channels[channel];
  const ChannelCounts& counts = view.counts.channels[channel];
  const std::int64_t charged = of.kind == ChannelKind::self_service ? counts.offered : counts.answered;
  const double minutes = sim::seconds(counts.wait + counts.handle) / 60;
  return (of.cost.per_contact * static_cast<double>(charged) + of.cost.per_minute * minutes) / view.simulated.years;
}

double fixed_cost(const View& view, std::size_t channel) { return view.model().channels[channel].cost.per_year; }

double activity_cost(const View& view, std::size_t channel) {
  const std::size_t channels = view.model().channels.size();
  double cost = 0;
  for (std::size_t team = 0; team < view.model().teams.size(); ++team) {
    sim::Ticks busy = 0;
    for (std::size_t c = 0; c < channels; ++c) busy += view.counts.team_channel_busy[team * channels + c];
    if (busy == 0) continue;
    const sim::Ticks here = view.counts.team_channel_busy[team * channels + channel];
    cost += team_cost(view, team) * (static_cast<double>(here) / static_cast<double>(busy));
  }
  return cost + variable_cost(view, channel) + fixed_cost(view, channel);
}

}  // namespace channelshift
