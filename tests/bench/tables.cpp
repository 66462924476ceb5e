#include "tests/bench/tables.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <stdexcept>

namespace channelshift::bench {
namespace {

void require(bool known, const std::string& what) {
  if (!known) throw std::invalid_argument("the yardsticks do not know " + what);
}

bool holds_on(Days days, int weekday) { return (days.bits >> weekday & 1) != 0; }

/// What `value_at(weekday, second of the day)` is over a week; `times_of(weekday)`: where it may change.
Weekly weekly(const std::function<std::vector<int>(int)>& times_of, const std::function<double(int, int)>& value_at) {
  Weekly steps;
  for (int weekday = 0; weekday < 7; ++weekday) {
    const std::vector<int> times = times_of(weekday);
    std::set<int> ordered(times.begin(), times.end());
    ordered.insert(0);
    for (const int time : ordered) {
      if (time >= 86400) continue;
      const double value = value_at(weekday, time);
      if (steps.empty() || steps.back().value != value) steps.push_back({weekday * 86400.0 + time, value});
    }
  }
  return steps;
}

bool covers(const TimeRange& range, int time_s) { return range.from_s <= time_s && time_s < range.to_s; }

Weekly open_hours(const Hours& hours) {
  const auto times_of = [&](int) {
    std::vector<int> times;
    for (const HoursLine& line : hours)
      for (const TimeRange& range : line.ranges) times.insert(times.end(), {range.from_s, range.to_s});
    return times;
  };
  const auto is_open = [&](int weekday, int time_s) {
    for (const HoursLine& line : hours)
      for (const TimeRange& range : line.ranges)
        if (holds_on(line.days, weekday) && covers(range, time_s)) return 1.0;
    return 0.0;
  };
  return weekly(times_of, is_open);
}

ChannelTable channel_table(const Channel& channel) {
  require(channel.kind != ChannelKind::self_service, "self-service");
  require(!channel.retry && !channel.when_closed && !channel.falls_back_to, "contacts that come back");
  require(channel.balk == 0 && !channel.lines && !channel.interruptible, "balking, lines or interrupted work");
  require(!channel.offered_per_year, "offered-per-year");
  require(channel.target && channel.target->clock == Clock::elapsed, "channels without a plain target");
  require(!channel.patience || channel.patience->family == sim::Family::exponential, "this family of patience");
  std::optional<double> patience_s;
  if (channel.patience) patience_s = channel.patience->mean_s;
  return {channel.id, channel.target->within_s, patience_s, open_hours(channel.hours)};
}

DemandTable demand_table(const Model& model, const Demand& demand) {
  require(demand.per_year && demand.profile, "demands without per-year and profile");
  require(demand.handle && demand.handle->family == sim::Family::lognormal, "this family of handle time");
  const Reason& reason = model.reasons[demand.reason.value];
  require(reason.resolved.empty() || reason.resolved[demand.channel.value] == 1, "contacts that do not resolve");
  const Profile& profile = model.profiles[demand.profile->value];
  require(!profile.busy_day, "busy days");
  require(std::ranges::all_of(profile.month, [&](double m) { return m == profile.month[0]; }), "months that differ");

  const double weights = std::accumulate(profile.weekday.begin(), profile.weekday.end(), 0.0);
  const auto times_of = [&](int weekday) {
    std::vector<int> times;
    for (const RatePiece& piece : profile.day[weekday]) times.push_back(piece.start_s);
    return times;
  };
  const auto per_s = [&](int weekday, int time_s) {
    const std::vector<RatePiece>& pieces = profile.day[weekday];
    double area = 0;
    double now = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const int end_s = i + 1 < pieces.size() ? pieces[i + 1].start_s : 86400;
      area += pieces[i].weight * (end_s - pieces[i].start_s);
      if (covers({pieces[i].start_s, end_s}, time_s)) now = pieces[i].weight;
    }
    const double volume = *demand.per_year / 365.25 * 7 * profile.weekday[weekday] / weights;
    return volume * (pieces.empty() ? 1 / 86400.0 : now / area);
  };
  return {demand.channel.value, demand.handle->mean_s, demand.handle->cv, weekly(times_of, per_s)};
}

TeamTable team_table(const Team& team) {
  require(team.shrinkage == 0 && team.absence == 0, "shrinkage and absence");
  require(team.overflow.empty(), "overflow");
  require(std::ranges::all_of(team.speed, [](double speed) { return speed == 1; }), "speeds");
  TeamTable table;
  for (const std::vector<Answers>& rank : team.answers) {
    require(rank.size() == 1 && rank[0].keep_free == 0, "equal ranks and keep-free");
    table.answers.push_back(rank[0].channel.value);
  }
  for (const RosterLine& line : team.roster)
    require(line.breaks.empty() && !line.from && !line.to, "breaks and dates in a roster");
  const auto times_of = [&](int) {
    std::vector<int> times;
    for (const RosterLine& line : team.roster)
      for (const TimeRange& range : line.hours) times.insert(times.end(), {range.from_s, range.to_s});
    return times;
  };
  const auto staff = [&](int weekday, int time_s) {
    int sum = 0;
    for (const RosterLine& line : team.roster)
      for (const TimeRange& range : line.hours)
        if (holds_on(line.days, weekday) && covers(range, time_s)) sum += line.staff;
    return static_cast<double>(sum);
  };
  table.staff = weekly(times_of, staff);
  return table;
}

}  // namespace

Tables tables_of(const Scenario& scenario) {
  require(scenario.calendar.closed_days.empty() && scenario.calendar.special_hours.empty(), "closed days");
  require(scenario.options.empty(), "options");
  const auto weekday = std::chrono::weekday(scenario.calendar.start);
  require(weekday == std::chrono::Monday, "years that do not start on a Monday");
  Tables tables{scenario.calendar.weeks, scenario.calendar.warm_up_weeks, {}, {}, {}};
  for (const Channel& channel : scenario.model.channels) tables.channels.push_back(channel_table(channel));
  for (const Demand& demand : scenario.model.demands) tables.demands.push_back(demand_table(scenario.model, demand));
  for (const Team& team : scenario.model.teams) tables.teams.push_back(team_table(team));
  return tables;
}

}  // namespace channelshift::bench
