#include "models/scenario/release.hpp"

#include "models/scenario/levels.hpp"
#include "models/scenario/volumes.hpp"

namespace channelshift {

namespace {

std::int64_t paid_s(const RosterLine& line) {
  std::int64_t seconds = 0;
  for (const TimeRange& range : line.hours) seconds += range.to_s - range.from_s;
  for (const TimeRange& pause : line.breaks) seconds -= pause.to_s - pause.from_s;
  return seconds * line.staff;
}

/// A block that falls away on a closed day is paid all the same.
bool pays_on(const RosterLine& line, Date date, bool closed) {
  if ((line.from && *line.from > date) || (line.to && *line.to < date)) return false;
  return applies(line.days, date, false) || (closed && applies(line.days, date, true));
}

}  // namespace

double rostered_hours(const Calendar& calendar, const Team& team) {
  std::int64_t seconds = 0;
  for (const DayKind& kind : day_kinds(calendar, {team})) {
    for (const RosterLine& line : team.roster) {
      if (pays_on(line, kind.date, kind.closed)) seconds += kind.days * paid_s(line);
    }
  }
  return static_cast<double>(seconds) / 3600;
}

bool gives_up_hours(const Calendar& calendar, const Team& before, const Team& after) {
  if (after.kind != TeamKind::employed) return false;
  return before.roster != after.roster && rostered_hours(calendar, after) < rostered_hours(calendar, before);
}

}  // namespace channelshift
