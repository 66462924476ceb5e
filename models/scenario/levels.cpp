#include "models/scenario/levels.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "models/scenario/volumes.hpp"

namespace channelshift {

std::vector<TimeRange> open_on(const Channel& channel, Date date, bool closed) {
  std::vector<TimeRange> open;
  for (const HoursLine& line : channel.hours) {
    if (applies(line.days, date, closed)) open.insert(open.end(), line.ranges.begin(), line.ranges.end());
  }
  return open;
}

bool applies(Days days, Date date, bool closed) {
  const int bit = closed ? 7 : weekday_number(date);
  return days.bits >> bit & 1;
}

std::vector<DayKind> day_kinds(const Calendar& calendar, const std::vector<Team>& teams) {
  std::vector<Date> changes;  // dates on which a dated line begins or has ended
  for (const Team& team : teams) {
    for (const RosterLine& line : team.roster) {
      if (line.from) changes.push_back(*line.from);
      if (line.to) changes.push_back(*line.to + std::chrono::days{1});
    }
  }
  std::sort(changes.begin(), changes.end());
  std::vector<DayKind> kinds;
  std::map<std::tuple<std::ptrdiff_t, int, bool>, std::size_t> known;  // stretch between changes, weekday, closed
  const Date first = calendar.start - std::chrono::days{7 * calendar.warm_up_weeks};
  for (int day = 0; day < 7 * (calendar.warm_up_weeks + calendar.weeks); ++day) {
    const Date date = first + std::chrono::days{day};
    const bool closed = closed_on(calendar, date);
    const auto stretch = std::upper_bound(changes.begin(), changes.end(), date) - changes.begin();
    const auto [at, is_new] = known.emplace(std::tuple(stretch, weekday_number(date), closed), kinds.size());
    if (is_new) kinds.push_back({date, 0, closed});
    ++kinds[at->second].days;
  }
  return kinds;
}

namespace {

/// Changes of level by time of day, summed up.
std::vector<Level> levels_of(const std::map<int, double>& changes) {
  std::vector<Level> levels{{0, 0}};
  for (const auto& [time_s, change] : changes) {
    const double staff = levels.back().staff + change;
    if (time_s == levels.back().from_s) {
      levels.back().staff = staff;
    } else if (time_s < 86400 && change != 0) {
      levels.push_back({time_s, staff});
    }
  }
  return levels;
}

}  // namespace

std::vector<Level> levels_on(const Team& team, const DayKind& day) {
  std::map<int, double> changes;
  const auto add = [&](const TimeRange& range, int staff) {
    changes[range.from_s] += staff;
    changes[range.to_s] -= staff;
  };
  for (const RosterLine& line : team.roster) {
    const bool dated_out = (line.from && *line.from > day.date) || (line.to && *line.to < day.date);
    if (dated_out || !applies(line.days, day.date, day.closed)) continue;
    for (const TimeRange& range : line.hours) add(range, line.staff);
    for (const TimeRange& pause : line.breaks) add(pause, -line.staff);
  }
  return levels_of(changes);
}

std::vector<Level> sum_of(const std::vector<Level>& a, const std::vector<Level>& b) {
  std::map<int, double> changes;
  for (const std::vector<Level>* levels : {&a, &b}) {
    double before = 0;
    for (const Level& level : *levels) {
      changes[level.from_s] += level.staff - before;
      before = level.staff;
    }
  }
  return levels_of(changes);
}

}  // namespace channelshift
