#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "models/centre/appointments.hpp"
#include "models/centre/compile_demand.hpp"
#include "models/centre/compile_phase.hpp"
#include "models/centre/counts.hpp"
#include "models/centre/plan.hpp"
#include "models/centre/ramp.hpp"
#include "models/centre/simulate.hpp"
#include "models/scenario/release.hpp"
#include "models/scenario/volumes.hpp"
#include "sim/kernel/tournament_tree.hpp"

namespace channelshift {
namespace {

constexpr int days_known_beyond = 60;           ///< opening hours after the end, for promises that run past it
constexpr double most_contacts_a_day = 12.0e6;  ///< a contact's number within demand and day has 24 bits

/// Which model holds on which day.
struct Models {
  const Model* before;
  const Model* after;
  int switch_day;
  std::vector<int> roster_day = {};  ///< [team] from which it has its new roster; empty: switch_day
  std::vector<bool> waits = {};      ///< [team] for the gate, and has its roster from before until then
  const Model& on(int day) const { return day >= switch_day ? *after : *before; }
  /// Whether the team keeps its roster from before beyond the option's first day, in some replication.
  bool keeps(std::size_t team) const { return !roster_day.empty() && (waits[team] || roster_day[team] > switch_day); }
  const std::vector<RosterLine>& roster(std::size_t team, int day) const {
    const int from = roster_day.empty() ? switch_day : roster_day[team];
    return (day >= from ? after : before)->teams[team].roster;
  }
};

int notice_days(const Team& team) { return static_cast<int>(std::ceil(team.notice_s / seconds_per_day)); }

/// Teams that give up hours keep their roster from before until their posts go.
void add_releases(const Scenario& scenario, const Option& option, const DayList& days, Models& models) {
  const int starts = days.day_of(option.starts.value_or(scenario.calendar.start));
  for (std::size_t t = 0; t < models.after->teams.size(); ++t) {
    const Team& team = models.after->teams[t];
    const bool gives_up = gives_up_hours(scenario.calendar, models.before->teams[t], team);
    models.roster_day.push_back(models.switch_day);
    models.waits.push_back(gives_up && option.release.rule == ReleaseRule::when_take_up);
    if (!gives_up) continue;
    if (option.release.rule == ReleaseRule::attrition) models.roster_day.back() = days.days();
    if (option.release.rule == ReleaseRule::at_once)
      models.roster_day.back() = std::clamp(starts + notice_days(team), 0, days.days());
  }
}

Models models_of(const Scenario& scenario, const PlanSettings& settings, const DayList& days) {
  const Model* before = settings.before ? settings.before : &scenario.model;
  if (!settings.option) return {before, before, 0};
  if (!settings.as_dated) return {&settings.option->model, &settings.option->model, 0};
  const Date starts = settings.option->starts.value_or(scenario.calendar.start);
  Models models{before, &settings.option->model, std::clamp(days.day_of(starts), 0, days.days())};
  add_releases(scenario, *settings.option, days, models);
  return models;
}

std::vector<double> take_up(const Scenario& scenario, const PlanSettings& settings, const DayList& days) {
  std::vector<double> share(days.days(), settings.option ? 1.0 : 0.0);
  if (!settings.option || !settings.as_dated) return share;
  const Option& option = *settings.option;
  const int starts = days.day_of(option.starts.value_or(scenario.calendar.start));
  for (int day = 0; day < days.days(); ++day) share[day] = take_up_after(option, day - starts);
  return share;
}

/// Are contacts handled, or do they earn, otherwise after than before?
bool handles_otherwise(const Model& before, const Model& after) {
  const auto of_demand = [](const Demand& a, const Demand& b) {
    return a.handle == b.handle && a.revenue == b.revenue;
  };
  const auto of_channel = [](const Channel& a, const Channel& b) { return a.handle == b.handle; };
  return !std::ranges::equal(before.demands, after.demands, of_demand) ||
         !std::ranges::equal(before.channels, after.channels, of_channel);
}

/// A channel's open ranges on a day, special hours included.
std::vector<TimeRange> open_ranges(const Scenario& scenario, const Model& model, int channel, const DayList& days,
                                   int day) {
  if (model.channels[channel].kind == ChannelKind::self_service) return {TimeRange{}};
  for (const SpecialHours& special : scenario.calendar.special_hours)
    if (special.channel.value == channel && special.date == days.date(day)) return special.ranges;
  return ranges_on(model.channels[channel].hours, days.weekday(day), days.closed(day));
}

OpenTimes open_times(const Scenario& scenario, const Models& models, int channel, const DayList& days) {
  std::vector<std::vector<TimeRange>> on_day;
  for (int day = 0; day < days.days() + days_known_beyond; ++day)
    on_day.push_back(open_ranges(scenario, models.on(day), channel, days, day));
  return OpenTimes(on_day);
}

/// When work on the cases of each reason goes on; nothing where no model has cases.
std::vector<std::optional<OpenTimes>> case_times(const Models& models, const DayList& days, const Plan& plan) {
  std::vector<std::optional<OpenTimes>> times;
  for (std::size_t r = 0; r < models.after->reasons.size(); ++r) {
    times.emplace_back();
    const auto& work = models.after->reasons[r].work;
    if (work && work->channel) times.back() = plan.open[work->channel->value];
    if ((!work || work->channel) && (times.back() || !models.before->reasons[r].work)) continue;
    std::vector<std::vector<TimeRange>> on_day;
    for (int day = 0; day < days.days() + days_known_beyond; ++day) {
      const auto& today = models.on(day).reasons[r].work;
      on_day.push_back(today && today->hours ? ranges_on(*today->hours, days.weekday(day), days.closed(day))
                                             : std::vector<TimeRange>{TimeRange{}});
    }
    times.back() = OpenTimes(on_day);
  }
  return times;
}

/// What can be booked on a channel, in the hours of the channel on which the booked are served.
std::vector<AppointmentSlot> slots_of(const Models& models, int channel, const DayList& days,
                                      const std::vector<OpenTimes>& open) {
  const auto on = [&](int day) -> const std::optional<Appointments>& {
    return models.on(day).channels[channel].appointments;
  };
  const std::optional<Appointments>& booked = on(days.days() - 1) ? on(days.days() - 1) : on(0);
  if (!booked) return {};
  return appointment_slots(open[booked->to ? booked->to->value : channel], days.days() + days_known_beyond, on);
}

Curve compile_curve(const std::vector<RatePiece>& pieces) {
  if (pieces.empty()) return {{0, 0, seconds_per_day}, {seconds_per_day, 1, 0}};
  const auto ends_at = [&](std::size_t i) { return i + 1 < pieces.size() ? pieces[i + 1].start_s : seconds_per_day; };
  double total = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) total += pieces[i].weight * (ends_at(i) - pieces[i].start_s);
  Curve curve;
  double before = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const double weight = pieces[i].weight;
    curve.push_back({static_cast<double>(pieces[i].start_s), before, weight > 0 ? total / weight : 0});
    before += total > 0 ? weight * (ends_at(i) - pieces[i].start_s) / total : 0;
  }
  for (CurvePiece& piece : curve) piece.before = std::min(piece.before, 1.0);
  curve.push_back({seconds_per_day, 1, 0});
  return curve;
}

/// Relative volume of a day under a profile.
double day_weight(const Profile& profile, const DayList& days, int day) {
  return profile.month[days.month(day)] * profile.weekday[days.weekday(day)] *
         (days.closed(day) ? profile.closed_day_factor : 1.0);
}

/// Expected first contacts of a demand on one day.
class Volume {
 public:
  Volume(const Model& model, const Demand& demand, const DayList& days) : days_(days) {
    for (const Surge& surge : model.surges)
      if (names_demand(surge, model, demand)) surges_.push_back(&surge);
    if (!demand.recorded.empty()) {
      recorded_ = &demand.recorded;
      return;
    }
    if (demand.per_hour) {
      constant_ = 24 * *demand.per_hour;
      return;
    }
    constexpr int year = 364;
    profile_ = demand.profile ? &model.profiles[demand.profile->value] : nullptr;
    double weights = 0;
    for (int day = 0; day < year; ++day) weights += weight(days.measured_from() + day);
    constant_ = weights > 0 ? *demand.per_year * (year / 365.25) / weights : 0;
  }
  double on(int day) const {
    if (recorded_) {
      const auto [first, last] = recorded_on(*recorded_, days_.date(day));
      return static_cast<double>(last - first);
    }
    double volume = constant_ * weight(day);
    for (const Surge* surge : surges_) volume *= factor_of(*surge, days_.date(day));
    return volume;
  }

 private:
  double weight(int day) const { return profile_ ? day_weight(*profile_, days_, day) : 1.0; }
  const DayList& days_;
  const Profile* profile_ = nullptr;
  const std::vector<RecordedArrival>* recorded_ = nullptr;
  std::vector<const Surge*> surges_;
  double constant_ = 0;
};

void compile_demands(const Models& models, const PlanSettings& settings, const DayList& days, Plan& plan) {
  plan.curves.push_back(compile_curve({}));
  std::array<std::vector<std::array<int, 7>>, 2> curve_of;  // [phase][profile][weekday]
  const std::array<const Model*, 2> both{models.before, models.after};
  for (int phase = 0; phase < 2; ++phase)
    for (const Profile& profile : both[phase]->profiles) {
      curve_of[phase].emplace_back();
      for (int weekday = 0; weekday < 7; ++weekday) {
        curve_of[phase].back()[weekday] = static_cast<int>(plan.curves.size());
        plan.curves.push_back(compile_curve(split_at_parts(profile, profile.day[weekday])));
      }
    }

  for (int d = 0; d < plan.demands; ++d) {
    DemandDays demand;
    demand.address = demand_address(models.before->demands[d].id);
    const double factor = settings.demand_factors.empty() ? 1.0 : settings.demand_factors[d];
    const Volume before(*models.before, models.before->demands[d], days);
    const Volume after(*models.after, models.after->demands[d], days);
    for (int day = 0; day < days.days(); ++day) {
      const bool switched = day >= models.switch_day;
      demand.volume.push_back(factor * (switched ? after : before).on(day));
      const auto& profile = models.on(day).demands[d].profile;
      demand.curve.push_back(profile ? curve_of[switched ? 1 : 0][profile->value][days.weekday(day)] : 0);
      if (demand.volume.back() > most_contacts_a_day)
        throw SimulationStopped(fmt::format(
            "demand \"{}\" expects {:.0f} contacts on one day (the most is {:.0f}). Divide it into several demands.",
            models.before->demands[d].id, demand.volume.back(), most_contacts_a_day));
    }
    const Model& first = *(plan.phases.size() > 1 ? models.before : models.after);
    demand.busy_day[0] = add_busy_day(first, first.demands[d], plan.busy_days);
    demand.busy_day[1] = add_busy_day(*models.after, models.after->demands[d], plan.busy_days);
    demand.rounding_address = rounding_address(models.before->demands[d].id);
    demand.fixed = {first.demands[d].daily_counts == DailyCounts::fixed,
                    models.after->demands[d].daily_counts == DailyCounts::fixed};
    demand.recorded = recorded_days(first.demands[d], models.after->demands[d], models.switch_day, days);
    demand.special = is_special(demand, plan.busy_days);
    plan.demand_days.push_back(std::move(demand));
  }
}

bool holds_on(const RosterLine& line, Date date) {
  return (!line.from || *line.from <= date) && (!line.to || date <= *line.to);
}

/// A block that falls away on a closed day is paid all the same.
bool is_paid_on(const RosterLine& line, const DayList& days, int day) {
  return holds_on(line, days.date(day)) && (applies(line.days, days.weekday(day), false) ||
                                            (days.closed(day) && applies(line.days, days.weekday(day), true)));
}

std::vector<PaidBlock> paid_on(const std::vector<RosterLine>& roster, const DayList& days, int day) {
  std::vector<PaidBlock> paid;
  for (const RosterLine& line : roster) {
    if (line.staff == 0 || !is_paid_on(line, days, day)) continue;
    for (const TimeRange& range : line.hours) {
      int paid_s = range.to_s - range.from_s;
      for (const TimeRange& pause : line.breaks)
        if (range.from_s <= pause.from_s && pause.to_s <= range.to_s) paid_s -= pause.to_s - pause.from_s;
      paid.push_back({range.from_s, line.staff, sim::ticks(paid_s), sim::ticks(paid_s * line.premium)});
    }
  }
  return paid;
}

TurnoverPlan turnover_of(const Team& team) {
  if (!team.turnover) return {};
  TurnoverPlan plan;
  plan.leavers_per_day = team.turnover->leavers_per_year / 365.25;
  plan.hiring_days = team.turnover->hiring_s / seconds_per_day;
  plan.training_days = team.turnover->training_s / seconds_per_day;
  if (!team.turnover->learning) return plan;
  plan.start = team.turnover->learning->start;
  plan.learning_days = 7 * team.turnover->learning->weeks;
  plan.exponential = team.turnover->learning->shape == LearningShape::exponential;
  return plan;
}

std::vector<Block> blocks_on(const std::vector<RosterLine>& roster, const DayList& days, int day) {
  std::vector<Block> blocks;
  for (const RosterLine& line : roster) {
    if (line.staff == 0 || !holds_on(line, days.date(day)) || !applies(line.days, days.weekday(day), days.closed(day)))
      continue;
    for (const TimeRange& range : line.hours) blocks.push_back({range.from_s, range.to_s, line.staff, line.breaks});
  }
  return blocks;
}

bool same(const std::vector<Block>& a, const std::vector<Block>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Block& x, const Block& y) {
    return x.from_s == y.from_s && x.to_s == y.to_s && x.staff == y.staff && x.breaks == y.breaks;
  });
}

std::vector<RosterStep> steps_of(const std::vector<Block>& blocks, bool every_interval, int interval_s) {
  std::vector<int> times{0};
  for (const Block& block : blocks) {
    times.insert(times.end(), {block.from_s, block.to_s});
    for (const TimeRange& pause : block.breaks) times.insert(times.end(), {pause.from_s, pause.to_s});
  }
  if (every_interval)
    for (int at = 0; at < seconds_per_day; at += interval_s) times.push_back(at);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  std::vector<RosterStep> steps;
  for (const int at : times) {
    if (at >= seconds_per_day) continue;
    int rostered = 0;
    for (const Block& block : blocks)
      if (block.works_at(at)) rostered += block.staff;
    steps.push_back({at, rostered});
  }
  return steps;
}

/// Its place among the distinct days of the team.
int add_roster(TeamDays& team, const std::vector<Block>& blocks, bool every_interval, int interval_s) {
  const auto known = std::find_if(team.rosters.begin(), team.rosters.end(),
                                  [&](const DayRoster& other) { return same(other.blocks, blocks); });
  const int place = static_cast<int>(known - team.rosters.begin());
  if (known == team.rosters.end()) team.rosters.push_back({blocks, steps_of(blocks, every_interval, interval_s)});
  return place;
}

PaidTime sum_of(const std::vector<PaidBlock>& blocks) {
  PaidTime sum;
  for (const PaidBlock& block : blocks) {
    sum.paid += block.staff * block.paid;
    sum.at_premium += block.staff * block.paid_at_premium;
  }
  return sum;
}

/// A day of a team that waits for the gate, while it waits.
void add_kept_day(const std::vector<RosterLine>& roster, const std::vector<RosterLine>& instead, const DayList& days,
                  int day, bool shrinks, int interval_s, TeamDays& team) {
  const std::vector<PaidBlock> kept = paid_on(roster, days, day);
  const PaidTime paid = sum_of(kept);
  const PaidTime otherwise = sum_of(paid_on(instead, days, day));
  team.kept_roster.push_back(add_roster(team, blocks_on(roster, days, day), shrinks, interval_s));
  team.kept_more.push_back({paid.paid - otherwise.paid, paid.at_premium - otherwise.at_premium});
}

void compile_teams(const Models& models, const PlanSettings& settings, const DayList& days, Plan& plan) {
  int agents = 0;
  for (int t = 0; t < plan.teams; ++t) {
    const Team& first = (plan.phases.size() > 1 ? models.before : models.after)->teams[t];
    const Team& second = models.after->teams[t];
    TeamDays team;
    team.shrinkage_address = shrinkage_address(first.id);
    team.absence_address = absence_address(first.id);
    team.shrinkage = {first.shrinkage, second.shrinkage};
    team.absence = {Chance{first.absence}, Chance{second.absence}};
    team.has_turnover = first.turnover || second.turnover;
    team.turnover_address = turnover_address(first.id);
    team.turnover = {turnover_of(first), turnover_of(second)};
    plan.any_turnover |= team.has_turnover;
    team.post_week = sim::ticks(3600 * second.fte_hours);
    for (int day = 0; team.has_turnover && day < days.days(); ++day) {
      team.paid.push_back(paid_on(models.roster(t, day), days, day));
      if (models.keeps(t)) team.kept_paid.push_back(paid_on(first.roster, days, day));
    }
    const bool shrinks = first.shrinkage > 0 || second.shrinkage > 0;
    for (int day = 0; day < days.days(); ++day) {
      const std::vector<Block> blocks = blocks_on(models.roster(t, day), days, day);
      team.roster.push_back(add_roster(team, blocks, shrinks, plan.interval_s));
    }
    team.notice_days = notice_days(second);
    team.waits_for_gate = !models.waits.empty() && models.waits[t];
    if (team.waits_for_gate) {
      plan.gate = settings.option->release.gate;
      for (int day = 0; day < days.days(); ++day)
        add_kept_day(first.roster, models.roster(t, day), days, day, shrinks, plan.interval_s, team);
    }
    for (const DayRoster& roster : team.rosters)
      for (const RosterStep& step : roster.steps) team.places = std::max(team.places, step.rostered);
    agents += team.places;
    plan.team_days.push_back(std::move(team));
  }
  if (agents + plan.overflow_clocks + 3 > sim::max_slots)
    throw SimulationStopped(
        fmt::format("the rosters have {} agents at work at one moment, in all teams (the most is {}). "
                    "Divide the scenario into centres that do not share staff.",
                    agents, sim::max_slots - plan.overflow_clocks - 3));
}

/// The share of each team's minimum that falls on the measured days; nothing while it has no roster.
std::vector<double> minimum_cost(const Models& models, const DayList& days) {
  std::vector<double> minimum(models.after->teams.size(), 0.0);
  for (const Model* model : {models.before, models.after}) {
    const int from = std::max(days.measured_from(), model == models.after ? models.switch_day : 0);
    const int to = model == models.after ? days.days() : std::min(models.switch_day, days.days());
    for (std::size_t t = 0; t < minimum.size() && from < to; ++t) {
      const Team& team = model->teams[t];
      if (team.kind == TeamKind::contracted && !team.roster.empty())
        minimum[t] += team.rate.minimum_per_year * ((to - from) / 365.25);
    }
    if (models.before == models.after) break;
  }
  return minimum;
}

}  // namespace

bool Block::works_at(int time_s) const {
  const auto covers = [&](const TimeRange& range) { return range.from_s <= time_s && time_s < range.to_s; };
  return from_s <= time_s && time_s < to_s && std::none_of(breaks.begin(), breaks.end(), covers);
}

Plan compile(const Scenario& scenario, const PlanSettings& settings) {
  const DayList days(scenario.calendar);
  const Models models = models_of(scenario, settings, days);

  Plan plan(days);
  plan.channels = static_cast<int>(scenario.model.channels.size());
  plan.teams = static_cast<int>(scenario.model.teams.size());
  plan.demands = static_cast<int>(scenario.model.demands.size());
  plan.reasons = static_cast<int>(scenario.model.reasons.size());
  plan.interval_s = scenario.calendar.interval_s;
  plan.intervals_per_day = seconds_per_day / plan.interval_s;
  const std::span<const Shift> shifts =
      settings.option ? std::span<const Shift>(settings.option->shifts) : std::span<const Shift>();
  for (const Channel& channel : scenario.model.channels) plan.channel_ids.push_back(channel.id);
  if (models.before != models.after) plan.phases.push_back(compile_phase(*models.before, shifts));
  plan.phases.push_back(compile_phase(*models.after, shifts));
  plan.switch_day = models.switch_day;
  plan.take_up = take_up(scenario, settings, days);
  plan.blends = plan.phases.size() > 1 && handles_otherwise(*models.before, *models.after) &&
                std::ranges::any_of(plan.take_up, [](double share) { return share > 0 && share < 1; });
  for (int c = 0; c < plan.channels; ++c) plan.open.push_back(open_times(scenario, models, c, days));
  plan.case_open = case_times(models, days, plan);
  for (int c = 0; c < plan.channels; ++c) plan.slots.push_back(slots_of(models, c, days, plan.open));
  for (const Phase& phase : plan.phases)
    for (const TeamPlan& team : phase.teams)
      for (const OverflowPlan& overflow : team.overflow)
        plan.overflow_clocks = std::max(plan.overflow_clocks, overflow.clock + 1);
  for (const Phase& phase : plan.phases)
    for (const DemandPlan& demand : phase.demands) plan.any_revenue |= demand.revenue.there;
  compile_demands(models, settings, days, plan);
  compile_teams(models, settings, days, plan);
  plan.plain = plan.phases.size() == 1 && !plan.any_turnover && is_plain(plan.phases[0]);
  return plan;
}

PaidHours paid_hours(const Scenario& scenario, const PlanSettings& settings) {
  const DayList days(scenario.calendar);
  const Models models = models_of(scenario, settings, days);
  const std::size_t teams = scenario.model.teams.size();
  PaidHours paid{std::vector<double>(teams, 0.0), std::vector<double>(teams, 0.0), minimum_cost(models, days)};
  for (int day = days.measured_from(); day < days.days(); ++day)
    for (std::size_t t = 0; t < teams; ++t) {
      const Team& team = models.on(day).teams[t];
      if (team.kind == TeamKind::contracted) continue;
      for (const RosterLine& line : models.roster(t, day)) {
        if (!is_paid_on(line, days, day)) continue;
        double hours = 0;
        for (const TimeRange& range : line.hours) hours += (range.to_s - range.from_s) / 3600.0;
        for (const TimeRange& pause : line.breaks) hours -= (pause.to_s - pause.from_s) / 3600.0;
        paid.paid_hours[t] += hours * line.staff;
        paid.staff_cost[t] += hours * line.staff * line.premium * team.hourly_cost;
      }
    }
  return paid;
}

}  // namespace channelshift
