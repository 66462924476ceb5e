#pragma once

#include <string>
#include <vector>

#include "models/centre/counts.hpp"

/// A centre small enough to count by hand: telephone (live), email (deferred) and web (self-service), one team, two
/// replications of 4 weeks (28 days). Nothing here comes out of the simulator.
namespace channelshift::handmade {

inline constexpr double per_year = 365.25 / 28;
inline constexpr std::size_t phone = 0, email = 1, web = 2, channel_count = 3;

inline Model model() {
  Model model;
  model.channels.resize(channel_count);
  Channel& calls = model.channels[phone];
  calls.id = "phone";
  calls.title = "Telephone";
  calls.target = Target{.within_s = 20, .within_days = {}, .share = 0.60, .clock = Clock::elapsed};
  calls.cost = {.per_contact = 0.5, .per_minute = 0.1, .per_year = 1000};
  Channel& letters = model.channels[email];
  letters.id = "email";
  letters.title = "Email";
  letters.kind = ChannelKind::deferred;
  letters.target = Target{.within_s = 86400, .within_days = {}, .share = 0.90, .clock = Clock::elapsed};
  Channel& forms = model.channels[web];
  forms.id = "web";
  forms.title = "Web forms";
  forms.kind = ChannelKind::self_service;
  forms.cost = {.per_contact = 0.25, .per_minute = 0, .per_year = 0};
  model.demands.resize(1);
  model.demands[0].id = "general-phone";
  model.reasons.resize(1);
  model.reasons[0].id = "general";
  model.teams.resize(1);
  model.teams[0].id = "agents";
  model.teams[0].title = "Agents";
  model.teams[0].hourly_cost = 20;
  model.teams[0].overtime_factor = 1.5;
  return model;
}

inline Scenario scenario() {
  Scenario scenario;
  scenario.name = "handmade";
  scenario.title = "A centre counted by hand";
  scenario.calendar.start = std::chrono::sys_days(std::chrono::year(2024) / 1 / 1);
  scenario.calendar.weeks = 4;
  scenario.calendar.interval_s = 86400;
  scenario.replications = 2;
  scenario.model = model();
  for (Profile& profile : scenario.model.profiles) profile.month.fill(1);
  return scenario;
}

/// One replication; `more` calls above 100, all of them answered in time after 10 s and handled in 360 s.
inline Counts counts(std::int64_t more) {
  Counts counts;
  counts.channels.resize(channel_count);
  ChannelCounts& calls = counts.channels[phone];
  calls.offered = 100 + more;
  calls.answered = 80 + more;
  calls.answered_in_target = 60 + more;
  calls.abandoned = 15;
  calls.balked = 5;
  calls.blocked = 5;
  calls.turned_away = 7;
  calls.waited = 50;
  calls.fell_back = 3;
  calls.gave_up = 2;
  calls.wait_answered = sim::ticks(10.0 * static_cast<double>(calls.answered));
  calls.wait = calls.wait_answered + sim::ticks(400);
  calls.handle = sim::ticks(360.0 * static_cast<double>(calls.answered));
  calls.queue = calls.wait;
  calls.open = sim::ticks(36000);
  calls.needs = 90 + more;
  calls.needs_met = 70 + more;
  calls.needs_lost = 19;
  calls.needs_open = 1;
  calls.needs_answered = 80 + more;
  calls.resolved_first = 60 + more;
  calls.attempts_of_met = 2 * (70 + more);
  calls.offered_by_origin[static_cast<std::size_t>(Origin::first)] = 90 + more;
  calls.offered_by_origin[static_cast<std::size_t>(Origin::retry)] = 10;
  ChannelCounts& letters = counts.channels[email];
  letters.offered = 20;
  letters.answered = 16;
  letters.answered_in_target = 14;
  letters.waiting_at_end = 4;
  letters.not_yet_due = 3;
  letters.waited = 20;
  letters.wait_answered = sim::ticks(16 * 3600.0);
  letters.wait = letters.wait_answered + sim::ticks(90000);
  letters.handle = sim::ticks(16 * 720.0);
  letters.queue = sim::ticks(28 * 86400 * 2.0);
  letters.open = sim::ticks(28 * 86400.0);
  letters.backlog_start = 1;
  letters.backlog_end = 4;
  letters.backlog_work_start = sim::ticks(720);
  letters.backlog_work_end = sim::ticks(4 * 720.0);
  ChannelCounts& forms = counts.channels[web];
  forms.offered = 40;
  forms.completed = 30;
  forms.fell_back = 6;
  forms.gave_up = 4;
  forms.open = letters.open;
  counts.teams.resize(1);
  counts.teams[0].busy_within = calls.handle + letters.handle - sim::ticks(1800);
  counts.teams[0].busy = calls.handle + letters.handle;
  counts.teams[0].at_work = sim::ticks(160 * 3600.0);
  counts.teams[0].overtime = sim::ticks(1800);
  counts.team_channel_busy = {calls.handle, letters.handle, 0};
  counts.demands.resize(1);
  counts.reasons.resize(1);
  counts.demands[0].first = calls.needs;
  counts.moved.assign(channel_count * (channel_count + 1), 0);
  for (const ChannelCounts& channel : counts.channels)  // all of January
    counts.months.push_back({channel.answered_in_target, channel.offered - channel.not_yet_due});
  const double none = std::numeric_limits<double>::quiet_NaN();
  counts.wait_percentiles_s = {{10, 30, 60}, {3600, 7200, 9000}, {none, none, none}};
  return counts;
}

inline OptionRun run(std::int64_t more_first, std::int64_t more_second) {
  OptionRun run;
  run.replications = {counts(more_first), counts(more_second)};
  run.paid = {{200.0}, {4200.0}};
  run.series.week.resize(channel_count * 7);
  run.series.days.resize(28 * channel_count);
  run.series.backlog.resize(28 * channel_count);
  run.series.team_week.resize(7);
  run.series.wait_histogram.resize(channel_count * wait_buckets);
  run.series.week[0] = {.offered = 210, .answered = 170, .answered_in_target = 130, .abandoned = 30, .wait = 1 << 18};
  run.series.days[1] = {.offered = 40, .answered = 32, .answered_in_target = 28};
  run.series.team_week[0] = {.busy_within = 1 << 18, .at_work = 1 << 19, .overtime = 0};
  run.series.wait_histogram[0] = 7;
  return run;
}

/// The baseline alone.
inline Results results() {
  Results results;
  results.replications = 2;
  results.runs.push_back(run(0, 10));
  return results;
}

/// Adds an option that leaves everything as it is, and its results, for a test to change.
inline Option& add_option(Scenario& scenario, Results& results, const std::string& id) {
  Option option;
  option.id = id;
  option.title = "Something else";
  option.model = scenario.model;
  scenario.options.push_back(option);
  results.runs.push_back(results.runs.front());
  results.first_year.emplace_back();
  return scenario.options.back();
}

}  // namespace channelshift::handmade
