#include "models/rosters/limits.hpp"

#include <algorithm>

#include "models/centre/calendar.hpp"

namespace channelshift {
namespace {

bool covers(const RosterLine& line, int at_s) {
  const auto holds = [&](const TimeRange& range) { return range.from_s <= at_s && at_s < range.to_s; };
  return std::ranges::any_of(line.hours, holds) && std::ranges::none_of(line.breaks, holds);
}

bool is_open(const Channel& channel, int weekday, bool closed, int at_s) {
  if (channel.kind == ChannelKind::self_service) return false;
  const std::vector<TimeRange> ranges = ranges_on(channel.hours, weekday, closed);
  return std::ranges::any_of(ranges, [&](const TimeRange& r) { return r.from_s <= at_s && at_s < r.to_s; });
}

std::vector<ChannelId> answered_by(const Team& team) {
  std::vector<ChannelId> channels;
  for (const auto& rank : team.answers)
    for (const Answers& entry : rank) channels.push_back(entry.channel);
  for (const Overflow& entry : team.overflow) channels.push_back(entry.channel);
  return channels;
}

/// The lines of a team that are there at one time of a kind of day.
std::vector<std::size_t> there(const Model& model, const std::vector<FreeLine>& lines, std::size_t team, int weekday,
                               bool closed, int at_s) {
  std::vector<std::size_t> found;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (lines[l].team != team) continue;
    const RosterLine& line = model.teams[team].roster[lines[l].line];
    if (applies(line.days, weekday, closed) && covers(line, at_s)) found.push_back(l);
  }
  return found;
}

int staff_in(const Places& places, const std::vector<std::size_t>& lines) {
  int staff = 0;
  for (const std::size_t l : lines) staff += places[l];
  return staff;
}

}  // namespace

Limits::Limits(const Scenario& scenario, const Model& model, const std::vector<FreeLine>& lines) : lines_(lines) {
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    const Team& team = model.teams[t];
    contract_hours_.push_back(team.contract_hours);
    if (team.minimum_staff == 0) continue;
    for (int day = 0; day < 14; ++day)  // weekdays, then closed days
      for (int at_s = 0; at_s < seconds_per_day; at_s += std::min(scenario.calendar.interval_s, 900)) {
        const bool open = std::ranges::any_of(
            answered_by(team), [&](ChannelId c) { return is_open(model.channels[c.value], day % 7, day >= 7, at_s); });
        if (!open) continue;
        Minimum minimum{there(model, lines, t, day % 7, day >= 7, at_s), team.minimum_staff};
        if (minimum.lines.empty() || std::ranges::find(minima_, minimum) != minima_.end()) continue;
        minima_.push_back(std::move(minimum));
      }
  }
}

bool Limits::within_contract(const Places& places) const {
  for (std::size_t t = 0; t < contract_hours_.size(); ++t) {
    if (!contract_hours_[t]) continue;
    double hours = 0;
    for (std::size_t l = 0; l < lines_.size(); ++l)
      if (lines_[l].team == t) hours += lines_[l].hours_a_week * places[l];
    if (hours > *contract_hours_[t] + 1e-6) return false;
  }
  return true;
}

bool Limits::allow(const Places& places) const {
  return std::ranges::all_of(minima_, [&](const Minimum& m) { return staff_in(places, m.lines) >= m.staff; }) &&
         within_contract(places);
}

std::optional<Places> Limits::met(Places places) const {
  for (const Minimum& minimum : minima_)
    while (staff_in(places, minimum.lines) < minimum.staff)
      ++places[*std::ranges::min_element(minimum.lines, {}, [&](std::size_t l) { return lines_[l].cost; })];
  if (!within_contract(places)) return std::nullopt;
  return places;
}

}  // namespace channelshift
