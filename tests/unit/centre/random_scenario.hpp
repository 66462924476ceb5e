#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "builders.hpp"
#include "models/scenario/correlated_days.hpp"

/// Small scenarios in which every feature is switched on or off by chance.
namespace channelshift::build {

class RandomScenario {
 public:
  explicit RandomScenario(unsigned seed) : engine_(seed) {
    s_ = scenario(1 + pick(3), pick(2));
    s_.seed = seed;
    s_.calendar.interval_s = 900 << pick(3);
    if (chance(0.5)) s_.calendar.closed_days = {monday + std::chrono::days{pick(7)}};
    const int channels = 2 + pick(4);
    for (int c = 0; c < channels; ++c) s_.model.channels.push_back(a_channel(c, channels));
    if (chance(0.3)) s_.calendar.special_hours = {{monday + std::chrono::days{2}, channel(0), {from_to(9, 10)}}};
    add_reasons(channels);
    add_demands(channels);
    if (seed % 2 == 0)
      for (Channel& one : s_.model.channels) hold_several(one);
    if (seed % 3 == 0) s_.model.routing = static_cast<Routing>(pick(3));
    const int teams = 1 + pick(3);
    for (int t = 0; t < teams; ++t) s_.model.teams.push_back(a_team(t, channels));
    complete(s_.model);
    add_waits(channels);
    add_bookings(channels);
    for (std::size_t r = 0; r < s_.model.reasons.size(); ++r) add_outcomes(s_.model.reasons[r]);
    add_demand_side();
    for (Team& one : s_.model.teams) add_employment(one);
    for (int o = 0; o < 2; ++o) s_.options.push_back(an_option(o));
    if (seed % 4 == 1) give_up_posts(s_.options[1]);
  }
  const Scenario& operator*() const { return s_; }

 private:
  int pick(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool chance(double p) { return static_cast<double>(engine_() % 1000) < 1000 * p; }
  double share() { return static_cast<double>(engine_() % 1001) / 1000; }
  ChannelId any_channel(int channels) { return channel(static_cast<std::size_t>(pick(channels))); }
  sim::Distribution after() {
    return chance(0.3) ? fixed(chance(0.3) ? 0 : pick(3600)) : exponential(1 + pick(20'000));
  }

  Hours hours() {
    if (chance(0.4)) return always();
    Hours all{on(chance(0.5) ? mon_fri : every_day, pick(12), 13 + pick(12))};
    if (chance(0.3)) all.push_back(on(Days{closed_day_bit}, 10, 11));
    if (chance(0.2)) all = {on(every_day, 20, 24), on(every_day, 0, 5)};
    return all;
  }

  /// Shares of these switches and of the channel itself stay below one.
  std::vector<Switch> switches(int channels) {
    std::vector<Switch> all;
    for (int n = pick(3); n > 0; --n) all.push_back({any_channel(channels), 0.25 * share()});
    return all;
  }

  /// Chasers of deferred contacts, call-back, the cost of putting work down.
  void add_waits(int channels) {
    for (Channel& one : s_.model.channels) {
      if (one.kind == ChannelKind::deferred) {
        if (one.interruptible && chance(0.5)) one.switch_cost_s = pick(120);
        if (chance(0.5)) one.chase = Chase{600.0 * (1 + pick(200)), share(), any_channel(channels)};
      }
      if (one.kind == ChannelKind::live && chance(0.4)) one.callback = Callback{1.0 * pick(200), share()};
      if (one.kind != ChannelKind::self_service && one.concurrency == 1 && chance(0.1))
        one.speed = {0.5 + 0.5 * share()};
    }
  }

  void add_bookings(int channels) {
    for (Channel& one : s_.model.channels) {
      if (one.kind != ChannelKind::live || !chance(0.35)) continue;
      one.appointments =
          Appointments{share(), 900.0 * (1 + pick(6)), 1 + pick(4), 600.0 * pick(100), 0.4 * share(), {}};
      const auto to = static_cast<std::size_t>(pick(channels));
      const Channel& other = s_.model.channels[to];
      if (chance(0.4) && other.kind == ChannelKind::live && &other != &one) one.appointments->to = channel(to);
    }
  }

  /// Escalation, churn, cases, satisfaction.
  void add_outcomes(Reason& one) {
    const int channels = static_cast<int>(s_.model.channels.size());
    if (chance(0.5)) {
      one.escalate = Escalate{share(), any_channel(channels), std::nullopt, std::nullopt};
      if (chance(0.5))
        one.escalate->as = ReasonId{static_cast<std::uint16_t>(pick(static_cast<int>(s_.model.reasons.size())))};
      if (chance(0.5)) one.escalate->after = after();
    }
    if (chance(0.4)) one.churn = Churn{0.5 * share(), 0.5 * share(), 100};
    if (chance(0.6)) one.work = a_case();
    if (chance(0.5)) {
      one.satisfaction = Satisfaction{10 * share(), -share(), -4 * share(), -share(), {}, 3 * share()};
      for (int c = 0; c < channels; ++c) one.satisfaction->channel.push_back(2 * share() - 1);
    }
  }

  Case a_case() {
    const int channels = static_cast<int>(s_.model.channels.size());
    Case work;
    const ChannelId back_office = any_channel(channels);
    if (s_.model.channels[back_office.value].kind == ChannelKind::deferred)
      work.channel = back_office;
    else
      work.lead_time = exponential(1 + pick(400'000));
    if (!work.channel && chance(0.5)) work.hours = hours();
    work.promise_s = 3600.0 * pick(200);
    if (chance(0.5)) {
      work.clock = Clock::working;
      if (chance(0.5)) work.promise_days = 1 + pick(5);
    }
    if (chance(0.6)) {
      work.confirm = Confirm{0.1, share(), std::nullopt, any_channel(channels), share()};
      if (chance(0.5)) work.confirm->after = after();
    }
    if (chance(0.7)) work.chase = CaseChase{share(), exponential(20'000 + pick(200'000)), any_channel(channels)};
    return work;
  }

  /// Surges, parts of the day, correlated days, fixed counts, records, revenue.
  void add_demand_side() {
    Model& model = s_.model;
    BusyDay& busy = *model.profiles[0].busy_day;
    if (chance(0.3)) {
      busy.part_cv = 0.1 + share();
      busy.parts = {from_to(8, 12), from_to(12, 18)};
    }
    if (chance(0.4)) {
      Profile other = model.profiles[0];
      other.id = "home";
      other.busy_day = BusyDay{0.4, 0.2, "home"};
      model.profiles.push_back(other);
      for (Demand& one : model.demands)
        if (one.profile && chance(0.5)) one.profile = ProfileId{1};
      if (chance(0.7)) model.busy_day_correlations = {{{ProfileId{0}, ProfileId{1}}, 0.6 * share()}};
      if (!correlated_days(model).problem.empty()) model.busy_day_correlations.clear();
    }
    for (std::size_t d = 0; d < model.demands.size(); ++d) {
      Demand& one = model.demands[d];
      if (chance(0.2)) record(one);
      if (one.recorded.empty() && chance(0.25)) one.daily_counts = DailyCounts::fixed;
      if (chance(0.4))
        one.revenue = Revenue{0.5 * share(), 0.1 * share(), 0.5 + 0.5 * share(), 20, share(), 1.0 * pick(4)};
    }
    if (chance(0.3)) {
      Surge surge;
      surge.id = "surge";
      for (std::size_t d = 0; d < model.demands.size(); ++d)
        if (model.demands[d].recorded.empty() && chance(0.7)) surge.demands.push_back({static_cast<std::uint16_t>(d)});
      surge.start = monday + std::chrono::days{pick(14) - 5};
      surge.shape = {{0, 1 + share()}, {1 + pick(3), 2 * share()}, {5 + pick(3), 1}};
      if (!surge.demands.empty()) model.surges.push_back(surge);
    }
  }

  /// Contacts of a call log at whole seconds, where much else happens too.
  void record(Demand& one) {
    one.per_hour.reset();
    one.per_year.reset();
    one.profile.reset();
    double at_s = 0;
    for (int n = 20 + pick(200); n > 0; --n) {
      at_s += pick(4000) * (chance(0.2) ? 0 : 1);
      const auto day_of_log = static_cast<int>(at_s / day);
      RecordedArrival arrival{monday + std::chrono::days{day_of_log - 1}, std::floor(at_s - day_of_log * day),
                              std::nullopt};
      if (chance(0.5)) arrival.handle_s = 1.0 + pick(600);
      one.recorded.push_back(arrival);
    }
  }

  /// Contracts, turnover, authority.
  void add_employment(Team& one) {
    one.hourly_cost = 10 + pick(10);
    if (chance(0.4)) one.authority = share();
    if (chance(0.2)) {
      one.kind = TeamKind::contracted;
      one.rate = {2 * share(), share(), 1000 * share()};
      return;
    }
    one.roster.back().premium = 1 + share();
    if (!chance(0.3)) return;
    one.turnover = Turnover{6 * share(), day * pick(40), day * pick(20), std::nullopt, 100};
    if (chance(0.6))
      one.turnover->learning = Learning{chance(0.5) ? LearningShape::linear : LearningShape::exponential,
                                        0.2 + 0.8 * share(), 1.0 + pick(20)};
  }

  /// What an option's `set` may do to outcomes, waits and staff; whole tables are exchanged, or gone.
  void change_features(Model& model) {
    const int channels = static_cast<int>(model.channels.size());
    Reason& reason = model.reasons[static_cast<std::size_t>(pick(static_cast<int>(model.reasons.size())))];
    if (chance(0.4)) reason.work.reset();
    if (chance(0.4)) reason.work = a_case();
    if (chance(0.3)) reason.escalate.reset();
    if (chance(0.3)) reason.churn = Churn{share(), share(), 100};
    if (chance(0.3)) reason.satisfaction.reset();
    Channel& changed = model.channels[static_cast<std::size_t>(pick(channels))];
    if (chance(0.5)) changed.chase.reset();
    if (chance(0.5)) changed.callback.reset();
    if (chance(0.3)) changed.appointments.reset();
    if (changed.kind == ChannelKind::live && chance(0.3)) changed.callback = Callback{30, 0.5};
    if (changed.kind == ChannelKind::live && chance(0.3)) changed.lines = 1 + pick(9);
    if (chance(0.5)) add_employment(model.teams[static_cast<std::size_t>(pick(static_cast<int>(model.teams.size())))]);
    Demand& demand = model.demands[static_cast<std::size_t>(pick(static_cast<int>(model.demands.size())))];
    if (chance(0.3)) demand.revenue = Revenue{0.4, 0.02, 0.9, 20, 1, 2};
    if (chance(0.3)) demand.handle = lognormal(100 + pick(300), 0.6);
    if (chance(0.2)) model.surges.clear();
  }

  Channel a_channel(int c, int channels) {
    const int kind = pick(5);
    Channel one = channel_of(kind < 3   ? ChannelKind::live
                             : kind < 4 ? ChannelKind::deferred
                                        : ChannelKind::self_service,
                             "channel-" + std::to_string(c));
    one.handle = exponential(60 + pick(400));
    if (one.kind == ChannelKind::self_service) {
      one.hours = always();
      one.completes = share();
      if (chance(0.8)) one.falls_back_to = any_channel(channels);
      one.falls_back_after = after();
      one.gives_up = share();
      return one;
    }
    one.hours = hours();
    one.target = Target{static_cast<double>(pick(200)), std::nullopt, 0.8, Clock::elapsed};
    if (one.kind == ChannelKind::deferred) {
      one.interruptible = chance(0.5);
      if (chance(0.5)) *one.target = Target{0, 1 + pick(3), 0.8, Clock::working};
      if (chance(0.3)) *one.target = Target{pick(20) * hour, std::nullopt, 0.8, Clock::working};
      if (chance(0.2)) one.target.reset();
      return one;
    }
    if (chance(0.7)) one.patience = chance(0.2) ? fixed(10 * pick(30)) : exponential(10 + pick(400));
    if (chance(0.4)) one.balk = share();
    if (chance(0.5)) one.retry = Retry{0.5 * share(), after(), switches(channels)};
    if (chance(0.6))
      one.when_closed = WhenClosed{any_other(c, channels), 0.5 * share(), 1.0 + pick(9000), switches(channels)};
    if (chance(0.4)) one.lines = pick(12);
    return one;
  }
  void hold_several(Channel& one) {
    if (one.kind == ChannelKind::self_service || one.interruptible || chance(0.4)) return;
    one.concurrency = 1 + pick(4);
    one.speed = {1};
    while (static_cast<int>(one.speed.size()) < one.concurrency) one.speed.push_back(0.1 + 0.9 * share());
  }
  std::optional<ChannelId> any_other(int c, int channels) {
    const ChannelId other = any_channel(channels);
    return other.value == c ? std::nullopt : std::optional(other);
  }

  void add_reasons(int channels) {
    for (int r = pick(3); r > 0; --r) {
      Reason one;
      one.id = "reason-" + std::to_string(r);
      one.emergency = chance(0.3);
      s_.model.reasons.push_back(one);
    }
    for (Reason& one : s_.model.reasons) {
      for (int c = 0; c < channels; ++c) one.resolved.push_back(0.5 + 0.5 * share());
      if (!chance(0.6)) continue;
      one.repeat = Repeat{share(), after(), std::nullopt};
      if (chance(0.5)) one.repeat->channel = any_channel(channels);
    }
  }

  void add_demands(int channels) {
    s_.model.profiles = {flat_profile("office")};
    s_.model.profiles[0].weekday = {1.3, 1.1, 1, 1, 0.9, 0.3, 0.1};
    for (auto& pieces : s_.model.profiles[0].day) pieces = {{0, 0.2}, {8 * 3600, 5}, {18 * 3600, 1}};
    s_.model.profiles[0].closed_day_factor = 0.4;
    s_.model.profiles[0].busy_day = BusyDay{0.3, 0.5, "office"};
    for (int d = 0; d < channels + 1; ++d) {
      const ChannelId c = any_channel(channels);
      const std::string id = "demand-" + std::to_string(d);
      Demand one = chance(0.5) ? per_hour(c.value, 1 + pick(8), exponential(30 + pick(400)), id)
                               : per_year(c.value, 1000.0 + pick(60'000), ProfileId{0}, id);
      one.reason.value = static_cast<std::uint16_t>(pick(static_cast<int>(s_.model.reasons.size())));
      one.shiftable = chance(0.5) ? 1.0 : share();
      s_.model.demands.push_back(one);
    }
  }

  Team a_team(int t, int channels) {
    Team one = team({}, {staffed(1 + pick(4), 0, 24)}, "team-" + std::to_string(t));
    if (chance(0.6)) one.roster.push_back(staffed(1 + pick(6), pick(10), 11 + pick(13), mon_fri));
    if (chance(0.4)) one.roster.back().hours = {from_to(8, 18)}, one.roster.back().breaks = {from_to(12, 12.5)};
    if (chance(0.4)) one.shrinkage = 0.5 * share();
    if (chance(0.4)) one.absence = 0.3 * share();
    for (int c = 0; c < channels; ++c) {
      one.speed.push_back(chance(0.6) ? 1.0 : 0.5 + share());
      if (s_.model.channels[c].kind == ChannelKind::self_service) continue;
      Answers entry{channel(static_cast<std::size_t>(c)), chance(0.3) ? pick(4) : 0, std::nullopt};
      if (s_.seed % 3 == 1 && chance(0.3)) entry.ages_s = 30 + pick(9000);
      const int how = pick(10);
      if (how < 2 && s_.model.channels[c].kind == ChannelKind::live)
        one.overflow.push_back({entry.channel, static_cast<double>(pick(300))});
      else if (how < 5 && !one.answers.empty())
        one.answers[static_cast<std::size_t>(pick(static_cast<int>(one.answers.size())))].push_back(entry);
      else if (how < 9)
        one.answers.push_back({entry});
    }
    std::shuffle(one.answers.begin(), one.answers.end(), engine_);
    return one;
  }

  Option an_option(int number) {
    Option o = option_of(s_, "option-" + std::to_string(number));
    const int channels = static_cast<int>(s_.model.channels.size());
    if (chance(0.5)) {
      o.changes_model = true;
      Channel& changed = o.model.channels[static_cast<std::size_t>(pick(channels))];
      if (changed.kind == ChannelKind::live) changed.patience = exponential(10 + pick(400));
      changed.hours = hours();
      if (changed.kind == ChannelKind::self_service) changed.hours = always();
      o.model.teams[0].roster[0].staff += 2;
      o.model.teams[0].shrinkage = 0.2;
      if (s_.seed % 2 == 0) hold_several(o.model.channels[static_cast<std::size_t>(pick(channels))]);
      if (s_.seed % 3 == 0) o.model.routing = static_cast<Routing>(pick(3));
      o.model.demands[0].shiftable = share();
      if (o.model.busy_day_correlations.empty()) o.model.profiles[0].busy_day = BusyDay{0.5, 0.1, "office"};
      change_features(o.model);
    }
    for (int n = 1 + pick(3); n > 0; --n) o.shifts.push_back(a_shift(channels));
    if (chance(0.6)) o.starts = monday + std::chrono::days{pick(10) - 3};
    if (chance(0.5)) o.ramp = chance(0.5) ? RampShape::linear : RampShape::logistic, o.ramp_weeks = 1 + pick(2);
    return o;
  }

  /// Half of the staff, once take-up has been seen or after notice; without a draw of its own.
  void give_up_posts(Option& o) {
    o.changes_model = true;
    for (Team& one : o.model.teams) {
      for (RosterLine& line : one.roster) line.staff = (line.staff + 1) / 2;
      one.notice_s = day * static_cast<double>(s_.seed % 3);
    }
    o.release = {s_.seed % 8 == 1 ? ReleaseRule::when_take_up : ReleaseRule::at_once, 0.05};
    if (!o.starts) o.starts = monday;
  }

  Shift a_shift(int channels) {
    Shift one = shift({any_channel(channels)}, std::nullopt, 0.4 * share(), s_.model.reasons.size());
    for (std::size_t r = 0; r < one.reasons.size(); ++r) one.reasons[r] = chance(0.8);
    one.simplest_first = chance(0.5) ? 0 : share();
    if (chance(0.2)) return one;
    one.to = any_channel(channels);
    if (chance(0.5)) one.completes = share();
    if (chance(0.5)) one.falls_back_to = any_channel(channels);
    if (chance(0.5)) one.gives_up = share();
    if (chance(0.5)) one.handle = lognormal(200, 0.8);
    if (chance(0.5)) one.induced = 2 * share();
    return one;
  }

  std::mt19937 engine_;
  Scenario s_;
};

}  // namespace channelshift::build
