#include "models/rosters/lines.hpp"

#include <algorithm>
#include <numeric>

#include "models/centre/calendar.hpp"
#include "models/centre/plan.hpp"

namespace channelshift {
namespace {

/// Seconds of [from, to) that a line works on a day of its own.
int works_within(const RosterLine& line, int from_s, int to_s) {
  const auto overlap = [&](const TimeRange& range) {
    return std::max(0, std::min(range.to_s, to_s) - std::max(range.from_s, from_s));
  };
  int works = 0;
  for (const TimeRange& range : line.hours) works += overlap(range);
  for (const TimeRange& pause : line.breaks) works -= overlap(pause);
  return works;
}

bool holds_on(const RosterLine& line, const DayList& days, int day) {
  return (!line.from || *line.from <= days.date(day)) && (!line.to || days.date(day) <= *line.to) &&
         applies(line.days, days.weekday(day), days.closed(day));
}

std::vector<double> cover_of(const Scenario& scenario, const RosterLine& line) {
  const DayList days(scenario.calendar);
  const int interval_s = scenario.calendar.interval_s;
  const int per_day = seconds_per_day / interval_s;
  std::vector<double> of_day;
  for (int i = 0; i < per_day; ++i)
    of_day.push_back(static_cast<double>(works_within(line, i * interval_s, (i + 1) * interval_s)) / interval_s);
  std::vector<double> cover(7 * static_cast<std::size_t>(per_day), 0.0);
  for (int day = days.measured_from(); day < days.days(); ++day) {
    if (!holds_on(line, days, day)) continue;
    for (int i = 0; i < per_day; ++i) cover[days.weekday(day) * per_day + i] += of_day[i] / scenario.calendar.weeks;
  }
  return cover;
}

double years_of(const Scenario& scenario) { return 7.0 * scenario.calendar.weeks / 365.25; }

}  // namespace

std::vector<FreeLine> free_lines(const Scenario& scenario, const Model& model) {
  Model alone = model;  // every roster empty, but for the line at hand
  for (Team& team : alone.teams) team.roster.clear();
  std::vector<FreeLine> lines;
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    if (model.teams[t].kind == TeamKind::contracted || model.teams[t].keep_roster) continue;
    for (std::size_t l = 0; l < model.teams[t].roster.size(); ++l) {
      alone.teams[t].roster = {model.teams[t].roster[l]};
      alone.teams[t].roster[0].staff = 1;
      const PaidHours paid = paid_hours(scenario, {.before = &alone});
      lines.push_back({t, l, paid.staff_cost[t] / years_of(scenario), paid.paid_hours[t] / scenario.calendar.weeks,
                       cover_of(scenario, model.teams[t].roster[l])});
    }
    alone.teams[t].roster.clear();
  }
  return lines;
}

Places places_of(const Model& model, const std::vector<FreeLine>& lines) {
  Places places;
  for (const FreeLine& line : lines) places.push_back(model.teams[line.team].roster[line.line].staff);
  return places;
}

void set_places(Model& model, const std::vector<FreeLine>& lines, const Places& places) {
  for (std::size_t l = 0; l < lines.size(); ++l) model.teams[lines[l].team].roster[lines[l].line].staff = places[l];
}

double staff_cost(const std::vector<FreeLine>& lines, const Places& places) {
  double cost = 0;
  for (std::size_t l = 0; l < lines.size(); ++l) cost += lines[l].cost * places[l];
  return cost;
}

double staff_cost(const Scenario& scenario, const PaidHours& paid) {
  return std::accumulate(paid.staff_cost.begin(), paid.staff_cost.end(), 0.0) / years_of(scenario);
}

std::vector<double> posts_of(const Scenario& scenario, const Model& model, const PaidHours& paid) {
  std::vector<double> posts;
  for (std::size_t t = 0; t < model.teams.size(); ++t)
    posts.push_back(paid.paid_hours[t] / scenario.calendar.weeks / model.teams[t].fte_hours);
  return posts;
}

}  // namespace channelshift
