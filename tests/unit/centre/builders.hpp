#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/centre/plan.hpp"
#include "models/centre/simulation.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/random/address.hpp"

/// Small scenarios in a few words.
namespace channelshift::build {

inline constexpr Date monday = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1};
inline constexpr Days mon_fri{0x1F};
inline constexpr double minute = 60;
inline constexpr double hour = 3600;
inline constexpr double day = 86400;

inline sim::Distribution of_mean(sim::Family family, double mean_s, double cv = 0) {
  sim::Distribution d;
  d.family = family;
  d.mean_s = mean_s;
  d.cv = cv;
  return d;
}
inline sim::Distribution fixed(double s) { return of_mean(sim::Family::deterministic, s); }
inline sim::Distribution exponential(double mean_s) { return of_mean(sim::Family::exponential, mean_s); }
inline sim::Distribution lognormal(double mean_s, double cv) { return of_mean(sim::Family::lognormal, mean_s, cv); }

inline TimeRange from_to(double from_h, double to_h) {
  return {static_cast<int>(from_h * hour), static_cast<int>(to_h * hour)};
}
inline HoursLine on(Days days, double from_h, double to_h) { return {days, {from_to(from_h, to_h)}}; }
inline Hours always() { return {HoursLine{every_day, {TimeRange{}}}}; }

inline ChannelId channel(std::size_t i) { return {static_cast<std::uint16_t>(i)}; }

inline Channel channel_of(ChannelKind kind, const std::string& id, Hours hours = always()) {
  Channel c;
  c.id = c.title = id;
  c.kind = kind;
  c.hours = std::move(hours);
  c.falls_back_after = exponential(10 * minute);
  return c;
}
inline Channel live(const std::string& id, Hours hours = always()) {
  return channel_of(ChannelKind::live, id, std::move(hours));
}
inline Channel deferred(const std::string& id, Hours hours = always()) {
  return channel_of(ChannelKind::deferred, id, std::move(hours));
}

inline Demand per_hour(std::size_t c, double rate, const sim::Distribution& handle, const std::string& id = "") {
  Demand d;
  d.id = id.empty() ? "general-" + std::to_string(c) : id;
  d.channel = channel(c);
  d.per_hour = rate;
  d.handle = handle;
  return d;
}
inline Demand per_year(std::size_t c, double count, std::optional<ProfileId> profile = std::nullopt,
                       const std::string& id = "demand") {
  Demand d;
  d.id = id;
  d.channel = channel(c);
  d.per_year = count;
  d.profile = profile;
  d.handle = fixed(60);
  return d;
}

inline Profile flat_profile(const std::string& id = "profile") {
  Profile p;
  p.id = id;
  p.month.fill(1);
  p.weekday.fill(1);
  return p;
}

inline RosterLine staffed(int staff, double from_h = 0, double to_h = 24, Days days = every_day) {
  RosterLine line;
  line.days = days;
  line.hours = {from_to(from_h, to_h)};
  line.staff = staff;
  return line;
}

/// Answers `channels` in this order, each a rank of its own.
inline Team team(std::initializer_list<std::size_t> channels, std::vector<RosterLine> roster,
                 const std::string& id = "agents") {
  Team t;
  t.id = t.title = id;
  for (const std::size_t c : channels) t.answers.push_back({{channel(c), 0, std::nullopt}});
  t.roster = std::move(roster);
  t.hourly_cost = 15;
  return t;
}

/// Monday 1 January 2024, no warm-up, one general reason.
inline Scenario scenario(int weeks, int warm_up_weeks = 0) {
  Scenario s;
  s.name = s.title = "test";
  s.calendar.start = monday;
  s.calendar.weeks = weeks;
  s.calendar.warm_up_weeks = warm_up_weeks;
  s.replications = 2;
  Reason general;
  general.id = general.title = "general";
  s.model.reasons.push_back(general);
  return s;
}

/// Fills in what the reader would: lists by channel.
inline void complete(Model& model) {
  for (Reason& reason : model.reasons) reason.resolved.resize(model.channels.size(), 1.0);
  for (Team& t : model.teams) t.speed.resize(model.channels.size(), 1.0);
}

/// An option with the scenario's own model; add it to `options` and complete it there.
inline Option option_of(const Scenario& s, const std::string& id = "option") {
  Option o;
  o.id = o.title = id;
  o.model = s.model;
  return o;
}
inline Shift shift(std::vector<ChannelId> from, std::optional<ChannelId> to, double share, std::size_t reasons = 1) {
  Shift s;
  s.from = std::move(from);
  s.to = to;
  s.share = share;
  s.reasons.assign(reasons, true);
  return s;
}

struct Outcome {
  Counts counts;
  Series series;
};

/// One replication. `lean` false: by the loop that knows everything.
inline Outcome simulated(Scenario s, std::uint64_t replication = 0, bool lean = true,
                         const PlanSettings& settings = {}) {
  complete(s.model);
  const Plan plan = compile(s, settings);
  Outcome outcome;
  outcome.series = empty_series(plan);
  outcome.counts = Simulation(plan, lean).run(sim::key_of(s.seed, replication), outcome.series);
  EXPECT_EQ(broken_law(s, outcome.counts), "");
  return outcome;
}

/// Equal to the bit; the percentiles of nothing, which are no numbers, count as equal.
inline bool same(Counts a, Counts b) {
  if (a.wait_percentiles_s.size() != b.wait_percentiles_s.size()) return false;
  for (std::size_t c = 0; c < a.wait_percentiles_s.size(); ++c)
    for (std::size_t i = 0; i < 3; ++i) {
      double& x = a.wait_percentiles_s[c][i];
      double& y = b.wait_percentiles_s[c][i];
      if (std::isnan(x) && std::isnan(y)) x = y = 0;
    }
  return a == b;
}

/// Number of standard errors by which `seen` is off: |z| > 4 comes by chance once in 16,000 tests.
inline double z_of(double seen, double expected, double standard_error) { return (seen - expected) / standard_error; }

}  // namespace channelshift::build
