#pragma once

#include <vector>

#include "models/scenario/scenario.hpp"

/// Rosters as levels: how many people are there at each moment of each kind of day.
namespace channelshift {

/// Days on which the same roster lines hold and which count as the same kind of day.
struct DayKind {
  Date date;     ///< the first such day of the simulated time
  int days = 0;  ///< how many there are in it
  bool closed = false;
};
/// Every kind of day of the simulated time, in order of its first date.
std::vector<DayKind> day_kinds(const Calendar& calendar, const std::vector<Team>& teams);

/// Whether a line with these days holds on this date.
bool applies(Days days, Date date, bool closed);

/// A channel's ordinary hours on this date, special ones apart.
std::vector<TimeRange> open_on(const Channel& channel, Date date, bool closed);

/// From `from_s` until the next level (the last: until midnight).
struct Level {
  int from_s = 0;
  double staff = 0;
};
/// What the lines of a team that hold on this day add up to, breaks taken off.
std::vector<Level> levels_on(const Team& team, const DayKind& day);
/// The sum of two.
std::vector<Level> sum_of(const std::vector<Level>& a, const std::vector<Level>& b);

}  // namespace channelshift
