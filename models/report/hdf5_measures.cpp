#include <algorithm>
#include <limits>
#include <ranges>

#include "models/report/hdf5_parts.hpp"

namespace channelshift {
namespace {

sim::DatasetText text_of(const Simulated& simulated, const std::string& folder, const Measure& measure,
                         std::vector<std::string> axes) {
  return {folder + std::string(measure.name), unit_text(measure.unit, simulated.scenario->currency),
          std::string(measure.meaning), std::move(axes)};
}

/// [replication][of]: each thing's values, NaN for those that do not have the measure.
template <class Applies>
std::vector<double> table_of(const Measure& measure, const Simulated& simulated, std::size_t things, Applies applies) {
  const std::size_t replications = simulated.run->replications.size();
  std::vector<double> table(replications * things, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < things; ++i) {
    if (!applies(i)) continue;
    const std::vector<double> values = by_replication(measure, simulated, i);
    for (std::size_t r = 0; r < replications; ++r) table[r * things + i] = values[r];
  }
  return table;
}

void write_channels(sim::Hdf5Writer& file, const Simulated& simulated) {
  const std::vector<Channel>& channels = simulated.model->channels;
  for (const Measure& measure : channel_measures()) {
    bool any = false;
    for (const Channel& channel : channels) any = any || applies_to_channel(measure, channel);
    if (!any) continue;
    file.dataset(text_of(simulated, folder_of(simulated) + "/channels/", measure, {"replication", "channel"}),
                 table_of(measure, simulated, channels.size(),
                          [&](std::size_t c) { return applies_to_channel(measure, channels[c]); }));
  }
}

void write_teams(sim::Hdf5Writer& file, const Simulated& simulated) {
  const std::vector<Team>& teams = simulated.model->teams;
  for (const Measure& measure : team_measures()) {
    const auto applies = [&](std::size_t t) { return applies_to_team(measure, teams[t]); };
    if (std::ranges::none_of(std::views::iota(std::size_t{0}, teams.size()), applies)) continue;
    file.dataset(text_of(simulated, folder_of(simulated) + "/teams/", measure, {"replication", "team"}),
                 table_of(measure, simulated, teams.size(), applies));
  }
}

void write_reasons(sim::Hdf5Writer& file, const Simulated& simulated) {
  const std::size_t reasons = simulated.model->reasons.size();
  for (const Measure& measure : reason_measures()) {
    const auto applies = [&](std::size_t r) { return applies_to_reason(measure, *simulated.scenario, r); };
    bool any = false;
    for (std::size_t r = 0; r < reasons; ++r) any = any || applies(r);
    if (!any) continue;
    file.dataset(text_of(simulated, folder_of(simulated) + "/reasons/", measure, {"replication", "reason"}),
                 table_of(measure, simulated, reasons, applies));
  }
}

void write_whole(sim::Hdf5Writer& file, const Simulated& simulated, const std::string& folder,
                 std::span<const Measure> table) {
  for (const Measure& measure : table) {
    if (!applies_to_scenario(measure, *simulated.scenario)) continue;
    file.dataset(text_of(simulated, folder_of(simulated) + folder, measure, {"replication"}),
                 by_replication(measure, simulated));
  }
}

}  // namespace

void write_measures(sim::Hdf5Writer& file, const Simulated& simulated) {
  write_channels(file, simulated);
  write_teams(file, simulated);
  if (has_reasons(*simulated.scenario)) write_reasons(file, simulated);
  write_whole(file, simulated, "/needs/", needs_measures());
  write_whole(file, simulated, "/cost/", cost_measures());
  write_whole(file, simulated, "/", revenue_measures());
}

}  // namespace channelshift
