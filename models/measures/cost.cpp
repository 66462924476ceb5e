#include "models/measures/cost.hpp"

namespace channelshift {

double staff_cost(const Place& place, std::size_t team) {
  return place.simulated.run->paid.staff_cost[team] / place.simulated.years;
}

double overtime_cost(const Place& place, std::size_t team) {
  const Team& of = place.model().teams[team];
  const double hours = sim::seconds(place.counts.teams[team].overtime) / 3600;
  return hours * of.hourly_cost * of.overtime_factor / place.simulated.years;
}

double variable_cost(const Place& place, std::size_t channel) {
  const Channel& of = place.model().channels[channel];
  const ChannelCounts& counts = place.counts.channels[channel];
  const std::int64_t charged = of.kind == ChannelKind::self_service ? counts.offered : counts.answered;
  const double minutes = sim::seconds(counts.wait + counts.handle) / 60;
  return (of.cost.per_contact * static_cast<double>(charged) + of.cost.per_minute * minutes) / place.simulated.years;
}

double fixed_cost(const Place& place, std::size_t channel) { return place.model().channels[channel].cost.per_year; }

double activity_cost(const Place& place, std::size_t channel) {
  const std::size_t channels = place.model().channels.size();
  double cost = 0;
  for (std::size_t team = 0; team < place.model().teams.size(); ++team) {
    sim::Ticks busy = 0;
    for (std::size_t c = 0; c < channels; ++c) busy += place.counts.team_channel_busy[team * channels + c];
    if (busy == 0) continue;
    const sim::Ticks here = place.counts.team_channel_busy[team * channels + channel];
    cost += (staff_cost(place, team) + overtime_cost(place, team)) * (static_cast<double>(here) / static_cast<double>(busy));
  }
  return cost + variable_cost(place, channel) + fixed_cost(place, channel);
}

}  // namespace channelshift
