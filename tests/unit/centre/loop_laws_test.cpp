#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "builders.hpp"
#include "models/centre/simulate.hpp"

/// Conservation laws, on small scenarios in which every feature is switched on or off by chance.
namespace channelshift {
namespace {

using namespace build;

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
    for (int o = 0; o < 2; ++o) s_.options.push_back(an_option(o));
  }
  const Scenario& operator*() const { return s_; }

 private:
  int pick(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool chance(double p) { return static_cast<double>(engine_() % 1000) < 1000 * p; }
  double share() { return static_cast<double>(engine_() % 1001) / 1000; }
  ChannelId any_channel(int channels) { return channel(static_cast<std::size_t>(pick(channels))); }
  sim::Distribution after() { return chance(0.3) ? fixed(pick(3600)) : exponential(1 + pick(20'000)); }

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
    if (chance(0.7)) one.patience = exponential(10 + pick(400));
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
      Demand one = chance(0.5) ? per_hour(c.value, 1 + pick(25), exponential(30 + pick(400)), id)
                               : per_year(c.value, 1000.0 + pick(200'000), ProfileId{0}, id);
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
      o.model.profiles[0].busy_day = BusyDay{0.5, 0.1, "office"};
    }
    for (int n = 1 + pick(3); n > 0; --n) o.shifts.push_back(a_shift(channels));
    if (chance(0.6)) o.starts = monday + std::chrono::days{pick(10) - 3};
    if (chance(0.5)) o.ramp = chance(0.5) ? RampShape::linear : RampShape::logistic, o.ramp_weeks = 1 + pick(2);
    return o;
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

struct Run {
  const OptionRun* run;
  bool same_demand;  ///< as in the baseline
};
std::vector<Run> runs_of(const Scenario& s, const Results& results) {
  std::vector<Run> all{{&results.runs[0], true}};
  for (std::size_t o = 0; o < s.options.size(); ++o) {
    all.push_back({&results.runs[1 + o], !s.options[o].changes_model});
    if (results.first_year[o]) all.push_back({&*results.first_year[o], !s.options[o].changes_model});
  }
  return all;
}

void expect_same(const Scenario& s, const Results& a, const Results& b, unsigned seed) {
  const auto x = runs_of(s, a), y = runs_of(s, b);
  ASSERT_EQ(x.size(), y.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    ASSERT_TRUE(x[i].run->series == y[i].run->series) << "seed " << seed << " run " << i;
    for (std::size_t r = 0; r < x[i].run->replications.size(); ++r)
      ASSERT_TRUE(same(x[i].run->replications[r], y[i].run->replications[r])) << "seed " << seed << " run " << i;
  }
}

/// Laws beyond those that `simulate` itself looks after.
void expect_laws(const Scenario& s, const Counts& counts, const Counts& baseline, bool same_demand,
                 const std::string& where) {
  const std::size_t channels = s.model.channels.size();
  for (std::size_t c = 0; c < channels; ++c) {
    const ChannelCounts& one = counts.channels[c];
    EXPECT_LE(one.balked, one.abandoned) << where;
    EXPECT_LE(one.abandoned + one.blocked,
              one.waited + (s.model.channels[c].kind == ChannelKind::live ? 0 : one.offered))
        << where;
    EXPECT_LE(one.answered_in_target, one.answered) << where;
    EXPECT_LE(one.wait_answered, one.wait) << where;
    EXPECT_LE(one.resolved_first, one.needs_met) << where;
    EXPECT_LE(one.needs_met, one.needs_answered) << where;
    EXPECT_LE(one.needs_answered, one.needs) << where;
    EXPECT_LE(one.needs_met, one.attempts_of_met) << where;
    EXPECT_LE(one.not_yet_due, one.waiting_at_end) << where;
    EXPECT_GE(one.backlog_work_end, 0) << where;
    EXPECT_GE(one.queue, 0) << where;
    for (const std::int64_t count :
         {one.offered, one.answered, one.abandoned, one.balked, one.blocked, one.turned_away, one.waiting_at_end,
          one.waited, one.completed, one.fell_back, one.gave_up, one.wait})
      EXPECT_GE(count, 0) << where;
  }
  for (const TeamCounts& t : counts.teams) EXPECT_LE(t.overtime, t.busy - t.busy_within) << where;
  std::int64_t moved = 0;
  for (const std::int64_t n : counts.moved) moved += n;
  std::int64_t by_demand = 0;
  for (std::size_t d = 0; d < s.model.demands.size(); ++d) {
    const DemandCounts& demand = counts.demands[d];
    by_demand += demand.moved + demand.avoided;
    EXPECT_LE(demand.moved + demand.avoided, demand.first) << where;
    if (same_demand) {
      EXPECT_EQ(demand.first, baseline.demands[d].first) << where;
    }
  }
  EXPECT_EQ(moved, by_demand) << where;
}

void expect_series_add_up(const Scenario& s, const OptionRun& run, const std::string& where) {
  const std::size_t channels = s.model.channels.size();
  const std::size_t intervals = run.series.week.size() / channels;
  for (std::size_t c = 0; c < channels; ++c) {
    Cell counted, week, days;
    for (const Counts& counts : run.replications) {
      const ChannelCounts& one = counts.channels[c];
      counted.offered += one.offered, counted.answered += one.answered, counted.abandoned += one.abandoned;
      counted.wait += one.wait, counted.handle += one.handle;
    }
    const auto add_to = [](Cell& sum, const Cell& cell) {
      sum.offered += cell.offered, sum.answered += cell.answered, sum.abandoned += cell.abandoned;
      sum.wait += cell.wait, sum.handle += cell.handle;
    };
    for (std::size_t i = 0; i < intervals; ++i) add_to(week, run.series.week[c * intervals + i]);
    for (std::size_t d = c; d < run.series.days.size(); d += channels) add_to(days, run.series.days[d]);
    EXPECT_EQ(week, counted) << where;
    EXPECT_EQ(days, counted) << where;
  }
}

// `simulate` throws if broken_law() names a law; here every run is asked again, and more laws are put to it.
TEST(Laws, HoldWhateverIsSwitchedOn) {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    const RandomScenario random(seed);
    const Scenario& s = *random;
    RunSettings settings;
    settings.threads = 1;
    const Results results = simulate(s, settings);
    const auto runs = runs_of(s, results);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const std::string where = "seed " + std::to_string(seed) + " run " + std::to_string(i);
      expect_series_add_up(s, *runs[i].run, where);
      for (std::size_t r = 0; r < runs[i].run->replications.size(); ++r) {
        const Counts& counts = runs[i].run->replications[r];
        EXPECT_EQ(broken_law(s, counts), "") << where;
        expect_laws(s, counts, results.runs[0].replications[r], runs[i].same_demand, where);
      }
    }
    settings.threads = 2;
    expect_same(s, results, simulate(s, settings), seed);
    if (testing::Test::HasFailure()) return;
  }
}

// An option that changes nothing saves exactly 0: the same bytes in every replication, dated or not.
TEST(Laws, AnOptionThatChangesNothingIsTheBaseline) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    Scenario s = *RandomScenario(seed);
    Option nothing = option_of(s, "nothing");
    nothing.starts = monday + std::chrono::days{3};
    s.options = {nothing};
    const Results results = simulate(s, {});
    for (std::size_t r = 0; r < results.runs[0].replications.size(); ++r) {
      ASSERT_TRUE(same(results.runs[0].replications[r], results.runs[1].replications[r])) << "seed " << seed;
      ASSERT_TRUE(same(results.runs[0].replications[r], results.first_year[0]->replications[r]))
          << "dated, seed " << seed;
    }
    ASSERT_TRUE(results.runs[0].series == results.runs[1].series);
    ASSERT_TRUE(results.runs[0].series == results.first_year[0]->series) << "dated, seed " << seed;
  }
}

}  // namespace
}  // namespace channelshift
