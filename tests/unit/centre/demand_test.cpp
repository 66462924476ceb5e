#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <vector>

#include "builders.hpp"
#include "models/centre/arrivals.hpp"
#include "models/scenario/volumes.hpp"
#include "sim/kernel/tournament_tree.hpp"

/// What comes and when, beyond a rate and a busy day: surges, days that are busy together, parts of days, fixed counts,
/// recorded contacts.
namespace channelshift {
namespace {

using namespace build;

struct Come {
  sim::Ticks time;
  int day;
  std::uint32_t number;
  sim::Ticks handle;
};

std::vector<Come> all_of(const Scenario& s, std::uint64_t replication = 0, const PlanSettings& settings = {}) {
  const Plan plan = compile(s, settings);
  const sim::Key key = sim::key_of(s.seed, replication);
  BusyDays busy_days;
  busy_days.draw(plan, key);
  const auto stream = std::make_unique<ArrivalStream>();
  stream->start(plan, 0, key, busy_days);
  std::vector<Come> all;
  for (sim::Ticks time = stream->next(); time != sim::never; time = stream->next())
    all.push_back({time, stream->day(), stream->number(), stream->handle()});
  return all;
}

Scenario scenario_of(std::vector<Demand> demands, int weeks, std::vector<Profile> profiles = {}) {
  Scenario s = scenario(weeks);
  s.model.channels = {live("phone")};
  s.model.demands = std::move(demands);
  s.model.profiles = std::move(profiles);
  complete(s.model);
  return s;
}

Surge surge(int start_day, std::vector<SurgeStep> shape, std::vector<DemandId> demands = {DemandId{0}}) {
  Surge all;
  all.id = "surge";
  all.demands = std::move(demands);
  all.start = monday + std::chrono::days{start_day};
  all.shape = std::move(shape);
  return all;
}

double hour_of(const Come& come) { return sim::seconds(come.time % ticks_per_day) / hour; }

/// z of the mean of `products`, whose expectation is known, by their own spread.
double z_of_mean(const std::vector<double>& products, double expected) {
  double sum = 0;
  double squares = 0;
  const double n = static_cast<double>(products.size());
  for (const double x : products) sum += x;
  for (const double x : products) squares += (x - sum / n) * (x - sum / n);
  return z_of(sum / n, expected, std::sqrt(squares / n / (n - 1)));
}

// Two that overlap, by hand: 2.5 from day 2, 1.8 from day 5, over on day 7; and half of that on days 4 and 5.
TEST(Surge, FactorsMultiplyWhereTwoMeet) {
  Scenario s = scenario_of({per_hour(0, 10, fixed(60)), per_hour(0, 10, fixed(60), "other")}, 2);
  s.model.surges = {surge(2, {{0, 2.5}, {3, 1.8}, {5, 1.0}}), surge(4, {{0, 0.5}, {2, 1.0}})};
  const std::array<double, 9> by_hand{1, 1, 2.5, 2.5, 1.25, 0.9, 1.8, 1, 1};
  const Plan plan = compile(s, {});
  const auto volumes = daily_volumes(s.calendar, s.model, s.model.demands[0], monday, 14);
  for (std::size_t day = 0; day < 14; ++day) {
    const double factor = day < by_hand.size() ? by_hand[day] : 1;
    EXPECT_DOUBLE_EQ(plan.demand_days[0].volume[day], 240 * factor) << day;
    EXPECT_DOUBLE_EQ(volumes[day], 240 * factor) << day;
    EXPECT_DOUBLE_EQ(plan.demand_days[1].volume[day], 240) << day;
  }
}

TEST(Surge, ComesOnTopOfTheYear) {
  Profile p = flat_profile();
  p.weekday = {1.3, 1.1, 1.0, 1.0, 0.9, 0.3, 0.1};
  Scenario s = scenario_of({per_year(0, 150'000, ProfileId{0})}, 52, {p});
  const Plan without = compile(s, {});
  s.model.surges = {surge(10, {{0, 3}, {1, 1}})};
  const Plan with = compile(s, {});
  for (std::size_t day = 0; day < 364; ++day)
    EXPECT_DOUBLE_EQ(with.demand_days[0].volume[day], without.demand_days[0].volume[day] * (day == 10 ? 3 : 1)) << day;
}

// One that began before the simulation goes on in it.
TEST(Surge, MayHaveBegunBefore) {
  Scenario s = scenario_of({per_hour(0, 10, fixed(60))}, 1);
  s.model.surges = {surge(-3, {{0, 9}, {4, 2}, {5, 1}})};
  const Plan plan = compile(s, {});
  EXPECT_DOUBLE_EQ(plan.demand_days[0].volume[0], 9 * 240);
  EXPECT_DOUBLE_EQ(plan.demand_days[0].volume[1], 2 * 240);
  EXPECT_DOUBLE_EQ(plan.demand_days[0].volume[2], 240);
}

// 300 replications of the surge's three days: Poisson with mean 300 x 24 x (2.5 + 2.5 + 1.25) x 10.
TEST(Surge, BringsAsManyAsItSays) {
  Scenario s = scenario_of({per_hour(0, 10, fixed(60))}, 1);
  s.model.surges = {surge(2, {{0, 2.5}, {3, 1.0}}), surge(4, {{0, 0.5}, {2, 1.0}})};
  double seen = 0;
  for (std::uint64_t r = 0; r < 300; ++r)
    for (const Come& come : all_of(s, r)) seen += come.day >= 2 && come.day < 5;
  const double expected = 300 * 240 * (2.5 + 2.5 + 1.25);
  EXPECT_LT(std::abs(z_of(seen, expected, std::sqrt(expected))), 4);
}

Profile busy(const std::string& id, double cv, double correlation) {
  Profile p = flat_profile(id);
  p.busy_day = BusyDay{cv, correlation, id, 0, {}};
  return p;
}

/// Profiles "a", "b"... and a demand for each.
Scenario busy_scenario(std::vector<Profile> profiles, std::vector<BusyDayCorrelation> correlations, int weeks) {
  std::vector<Demand> demands;
  for (std::size_t i = 0; i < profiles.size(); ++i)
    demands.push_back(per_year(0, 1000, ProfileId{static_cast<std::uint16_t>(i)}, "demand-" + profiles[i].id));
  Scenario s = scenario_of(demands, weeks, std::move(profiles));
  s.model.busy_day_correlations = std::move(correlations);
  return s;
}

/// [demand][day]
std::vector<std::vector<double>> factors_of(const Scenario& s, std::uint64_t replication = 0) {
  const Plan plan = compile(s, {});
  BusyDays busy_days;
  busy_days.draw(plan, sim::key_of(1, replication));
  std::vector<std::vector<double>> factors;
  for (const DemandDays& demand : plan.demand_days) {
    factors.emplace_back();
    for (int d = 0; d < plan.day_list.days(); ++d) factors.back().push_back(busy_days.factor(demand.busy_day[0], d));
  }
  return factors;
}

// With a small cv a factor is nearly 1 + cv x score. Products of scores have the stated correlation as their mean, on
// the first day as on all others, and each profile keeps its own correlation from day to day. Replications of 8 weeks
// are independent: the spread of their means is the standard error.
TEST(BusyDayCorrelation, HoldsOnEachDayAndKeepsEachDayToDay) {
  constexpr double rho = 0.6, r_a = 0.3, r_b = 0.7, cv = 0.02;
  const Scenario s = busy_scenario({busy("a", cv, r_a), busy("b", cv, r_b)}, {{{ProfileId{0}, ProfileId{1}}, rho}}, 8);
  std::vector<double> first, any, lag_a, lag_b, square_b;
  for (std::uint64_t r = 0; r < 1500; ++r) {
    const auto f = factors_of(s, r);
    const auto z = [&](std::size_t of, std::size_t day) { return (f[of][day] - 1) / cv; };
    first.push_back(z(0, 0) * z(1, 0));
    double both = 0, own_a = 0, own_b = 0, square = 0;
    for (std::size_t d = 1; d < 56; ++d) {
      both += z(0, d) * z(1, d) / 55;
      own_a += z(0, d) * z(0, d - 1) / 55;
      own_b += z(1, d) * z(1, d - 1) / 55;
      square += z(1, d) * z(1, d) / 55;
    }
    any.push_back(both), lag_a.push_back(own_a), lag_b.push_back(own_b), square_b.push_back(square);
  }
  EXPECT_LT(std::abs(z_of_mean(first, rho)), 4);
  EXPECT_LT(std::abs(z_of_mean(any, rho)), 4);
  EXPECT_LT(std::abs(z_of_mean(lag_a, r_a)), 4);
  EXPECT_LT(std::abs(z_of_mean(lag_b, r_b)), 4);
  EXPECT_LT(std::abs(z_of_mean(square_b, 1)), 4);
}

TEST(BusyDayCorrelation, LeavesOthersAsTheyWere) {
  const std::vector<Profile> three{busy("a", 0.3, 0.2), busy("b", 0.3, 0.2), busy("c", 0.3, 0.2)};
  const auto alone = factors_of(busy_scenario(three, {}, 2));
  const auto together = factors_of(busy_scenario(three, {{{ProfileId{1}, ProfileId{2}}, 0.5}}, 2));
  EXPECT_EQ(together[0], alone[0]);
  EXPECT_EQ(together[1], alone[1]);  // the first in order of ids keeps its own
  EXPECT_NE(together[2], alone[2]);
}

TEST(BusyDayCorrelation, DoesNotHangOnTheOrderOfTheFile) {
  const auto one =
      factors_of(busy_scenario({busy("a", 0.3, 0.2), busy("b", 0.4, 0.5)}, {{{ProfileId{0}, ProfileId{1}}, 0.5}}, 2));
  const auto other =
      factors_of(busy_scenario({busy("b", 0.4, 0.5), busy("a", 0.3, 0.2)}, {{{ProfileId{0}, ProfileId{1}}, 0.5}}, 2));
  EXPECT_EQ(one[0], other[1]);
  EXPECT_EQ(one[1], other[0]);
}

TEST(BusyDayCorrelation, OfOneMakesTheSameDays) {
  const auto f = factors_of(busy_scenario({busy("a", 0.3, 0.2), busy("b", 0.3, 0.2), busy("c", 0.3, 0.2)},
                                          {{{ProfileId{0}, ProfileId{1}, ProfileId{2}}, 1.0}}, 4));
  for (std::size_t d = 0; d < 28; ++d) {
    EXPECT_DOUBLE_EQ(f[1][d], f[0][d]);
    EXPECT_DOUBLE_EQ(f[2][d], f[0][d]);
  }
}

// 240 a day at a constant rate: 40 expected in the morning, 60 in the afternoon, 140 in the rest. With the day's factor
// D and the parts' A and B, variance of a part's count is m + m^2 ((1 + cv_D^2) (1 + cv_A^2) - 1), covariance of two
// m n cv_D^2.
TEST(PartsOfTheDay, VaryOnTopOfTheDay) {
  Profile p = flat_profile("busy");
  p.busy_day = BusyDay{0.2, 0, "busy", 0.3, {from_to(8, 12), from_to(12, 18)}};
  const Scenario s = scenario_of({per_year(0, 240 * 365.25, ProfileId{0})}, 520, {p});
  std::vector<double> morning, afternoon, both, rest, mean;
  for (std::uint64_t r = 0; r < 10; ++r) {
    std::vector<std::array<double, 3>> counts(3640);
    for (const Come& come : all_of(s, r)) {
      const double h = hour_of(come);
      ++counts[static_cast<std::size_t>(come.day)][h < 8 || h >= 18 ? 2 : h < 12 ? 0 : 1];
    }
    for (const auto& c : counts) {
      mean.push_back(c[0] + c[1] + c[2]);
      morning.push_back((c[0] - 40) * (c[0] - 40));
      afternoon.push_back((c[1] - 60) * (c[1] - 60));
      both.push_back((c[0] - 40) * (c[1] - 60));
      rest.push_back((c[2] - 140) * (c[2] - 140));
    }
  }
  const double mixed = 1.04 * 1.09 - 1;
  EXPECT_LT(std::abs(z_of_mean(mean, 240)), 4);
  EXPECT_LT(std::abs(z_of_mean(morning, 40 + 1600 * mixed)), 4);
  EXPECT_LT(std::abs(z_of_mean(afternoon, 60 + 3600 * mixed)), 4);
  EXPECT_LT(std::abs(z_of_mean(both, 40 * 60 * 0.04)), 4);
  EXPECT_LT(std::abs(z_of_mean(rest, 140 + 140 * 140 * 0.04)), 4);
}

TEST(PartsOfTheDay, WorkWithoutADaysFactorAndWithinACurve) {
  Profile p = flat_profile("busy");
  for (auto& pieces : p.day) pieces = {{0, 0}, {9 * 3600, 3}, {11 * 3600, 1}, {17 * 3600, 0}};
  p.busy_day = BusyDay{0, 0, "busy", 0.3, {from_to(10, 12)}};
  const Scenario s = scenario_of({per_year(0, 120 * 365.25, ProfileId{0})}, 520, {p});
  std::vector<double> within, before;
  std::map<int, std::array<double, 2>> counts;
  for (const Come& come : all_of(s)) {
    const double h = hour_of(come);
    ASSERT_TRUE(h >= 9 && h < 17);
    if (h < 10) ++counts[come.day][0];
    if (h >= 10 && h < 12) ++counts[come.day][1];
  }
  for (const auto& [day, c] : counts) {  // 12 parts of weight: 30 before ten, 40 from ten to twelve
    before.push_back((c[0] - 30) * (c[0] - 30));
    within.push_back((c[1] - 40) * (c[1] - 40));
  }
  ASSERT_EQ(within.size(), 3640u);
  EXPECT_LT(std::abs(z_of_mean(before, 30)), 4);
  EXPECT_LT(std::abs(z_of_mean(within, 40 + 1600 * 0.09)), 4);
}

TEST(PartsOfTheDay, LeaveTheDaysFactorsAsTheyWere) {
  Profile plain = busy("busy", 0.3, 0.2);
  Profile parts = plain;
  parts.busy_day->parts = {from_to(8, 12)};
  parts.busy_day->part_cv = 0.2;
  EXPECT_EQ(factors_of(busy_scenario({parts}, {}, 2)), factors_of(busy_scenario({plain}, {}, 2)));
}

// The loops draw from the same stream, whatever its days are.
TEST(SpecialDays, AreTheSameInBothLoops) {
  Profile p = flat_profile("busy");
  p.busy_day = BusyDay{0.2, 0.3, "busy", 0.3, {from_to(8, 12)}};
  Demand rounded = per_year(0, 100'000, ProfileId{0}, "rounded");
  rounded.daily_counts = DailyCounts::fixed;
  Scenario s = scenario_of({per_year(0, 100'000, ProfileId{0}), rounded}, 4, {p});
  s.model.surges = {surge(3, {{0, 1.4}, {5, 1}}, {DemandId{0}, DemandId{1}})};
  s.model.teams = {team({0}, {staffed(2)})};
  const Outcome lean = simulated(s, 0, true);
  const Outcome full = simulated(s, 0, false);
  EXPECT_GT(lean.counts.channels[0].offered, 14'000);
  EXPECT_TRUE(same(lean.counts, full.counts));
  EXPECT_TRUE(lean.series == full.series);
}

Demand fixed_counts(double rate_per_hour) {
  Demand d = per_hour(0, rate_per_hour, fixed(60));
  d.daily_counts = DailyCounts::fixed;
  return d;
}

// 247.2 expected: 247 on most days, 248 on a fifth of them; the variance is 0.16 where Poisson's is 247.2.
TEST(FixedCounts, AreWhatIsExpectedRoundedByChance) {
  const auto all = all_of(scenario_of({fixed_counts(10.3)}, 520));
  std::vector<double> counts(3640);
  for (const Come& come : all) ++counts[static_cast<std::size_t>(come.day)];
  double more = 0;
  for (const double count : counts) {
    ASSERT_TRUE(count == 247 || count == 248) << count;
    more += count == 248;
  }
  EXPECT_LT(std::abs(z_of(more / 3640, 0.2, std::sqrt(0.16 / 3640))), 4);
}

// Given N, times are a sorted sample: the number in the first quarter of the day is binomial, N/4 with variance 3N/16
// (Poisson arrivals would have N/4); by hours a chi-square of 23 degrees of freedom, 58.6 is beyond 6e-5.
TEST(FixedCounts, SpreadAsASampleOfTheDay) {
  const auto all = all_of(scenario_of({fixed_counts(10)}, 520));
  std::vector<double> first_quarter(3640);
  std::array<double, 24> by_hour{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    ASSERT_LE(all[i > 0 ? i - 1 : 0].time, all[i].time);
    first_quarter[static_cast<std::size_t>(all[i].day)] += hour_of(all[i]) < 6;
    ++by_hour[static_cast<std::size_t>(hour_of(all[i]))];
  }
  std::vector<double> squares;
  for (const double n : first_quarter) squares.push_back((n - 60) * (n - 60));
  EXPECT_LT(std::abs(z_of_mean(first_quarter, 60)), 4);
  EXPECT_LT(std::abs(z_of_mean(squares, 45)), 4);
  double chi_square = 0;
  for (const double n : by_hour) chi_square += (n - 36'400) * (n - 36'400) / 36'400;
  EXPECT_LT(chi_square, 58.6);
  EXPECT_GT(chi_square, 5);
}

// Small and large days, beyond a block of draws: all contacts come, numbered from 0.
TEST(FixedCounts, OfAnySizeAreWhole) {
  for (const double rate : {0.01, 0.5, 10.6667, 11.0, 1000.0}) {
    const auto all = all_of(scenario_of({fixed_counts(rate)}, 4));
    std::vector<double> counts(28);
    for (const Come& come : all) {
      ASSERT_EQ(come.number, counts[static_cast<std::size_t>(come.day)]++);
      ASSERT_EQ(come.time / ticks_per_day, come.day);
    }
    for (const double count : counts) EXPECT_LT(std::abs(count - 24 * rate), 1) << rate;
  }
}

// The people are those of the day whatever their number, as with Poisson counts.
TEST(FixedCounts, FollowTheCurveAndTheBusyDay) {
  Profile p = busy("busy", 0.3, 0);
  for (auto& pieces : p.day) pieces = {{0, 0}, {8 * 3600, 2}, {10 * 3600, 1}, {16 * 3600, 0}};
  Demand d = per_year(0, 200 * 365.25, ProfileId{0});
  d.daily_counts = DailyCounts::fixed;
  const Scenario s = scenario_of({d}, 52, {p});
  const auto factors = factors_of(s);
  std::vector<double> counts(364), early(364), off;
  for (const Come& come : all_of(s)) {
    ++counts[static_cast<std::size_t>(come.day)];
    early[static_cast<std::size_t>(come.day)] += hour_of(come) < 10;
  }
  for (std::size_t day = 0; day < 364; ++day) {
    EXPECT_LT(std::abs(counts[day] - 200 * factors[0][day]), 1);
    off.push_back(early[day] - 0.4 * counts[day]);
  }
  EXPECT_LT(std::abs(z_of_mean(off, 0)), 4);
}

RecordedArrival recorded(int day, double at_s, std::optional<double> handle_s = std::nullopt) {
  return {monday + std::chrono::days{day}, at_s, handle_s};
}

/// What the reader makes of recorded handle times.
Demand replayed(std::vector<RecordedArrival> arrivals) {
  Demand d;
  d.id = "log";
  d.channel = channel(0);
  std::vector<double> times;
  for (const RecordedArrival& arrival : arrivals)
    if (arrival.handle_s) times.push_back(*arrival.handle_s);
  std::sort(times.begin(), times.end());
  d.handle.emplace().family = times.empty() ? sim::Family::deterministic : sim::Family::empirical;
  d.handle->mean_s = 60;
  d.handle->values_s = times;
  d.recorded = std::move(arrivals);
  return d;
}

/// 700 contacts over days 1, 2 and 5 of two weeks, some at the same moment, on interval boundaries and at both ends.
std::vector<RecordedArrival> log_of_700(bool with_handle) {
  std::vector<RecordedArrival> log;
  for (int i = 0; i < 700; ++i) {
    const double at_s = i % 10 == 0 ? 1800.0 * (i % 48) : 0.25 * ((i * 7919) % 345'599);
    log.push_back(recorded(i < 400 ? 1 : i < 401 ? 2 : 5, at_s));
    if (with_handle) log.back().handle_s = 30 + (i * 37) % 500 + 0.125 * (i % 8);
  }
  log.push_back(recorded(13, 86399.999, with_handle ? std::optional(12.0) : std::nullopt));
  std::ranges::stable_sort(log, {}, [](const RecordedArrival& a) { return std::pair(a.date, a.at_s); });
  return log;
}

TEST(Recorded, ContactsComeToTheTickWithTheirHandleTimes) {
  const auto log = log_of_700(true);
  for (std::uint64_t replication : {0u, 1u}) {
    const auto all = all_of(scenario_of({replayed(log)}, 2), replication);
    ASSERT_EQ(all.size(), log.size());
    std::map<int, std::uint32_t> numbers;
    for (std::size_t i = 0; i < log.size(); ++i) {
      const auto day = static_cast<int>((log[i].date - monday).count());
      EXPECT_EQ(all[i].time, day * ticks_per_day + sim::ticks(log[i].at_s)) << i;
      EXPECT_EQ(all[i].handle, sim::ticks(*log[i].handle_s)) << i;
      EXPECT_EQ(all[i].day, day);
      EXPECT_EQ(all[i].number, numbers[day]++);
    }
  }
}

TEST(Recorded, ContactsOutsideTheCalendarAreLeftOut) {
  auto log = log_of_700(true);
  log.insert(log.begin(), recorded(-1, 100, 5));
  log.push_back(recorded(14, 100, 5));
  EXPECT_EQ(all_of(scenario_of({replayed(log)}, 2)).size(), log.size() - 2);
}

// Where the log says no handle time it is drawn from the others': the mean over replications, with its standard error.
TEST(Recorded, MissingHandleTimesAreDrawn) {
  std::vector<RecordedArrival> log;
  for (int i = 0; i < 50; ++i) log.push_back(recorded(0, 100 + i, i % 2 ? std::optional(100.0 + i) : std::nullopt));
  std::vector<double> drawn;
  for (std::uint64_t r = 0; r < 200; ++r)
    for (const Come& come : all_of(scenario_of({replayed(log)}, 1), r))
      if (come.number % 2 == 0) drawn.push_back(sim::seconds(come.handle));
  ASSERT_EQ(drawn.size(), 5000u);
  EXPECT_LT(std::abs(z_of_mean(drawn, 125)), 4);
}

// Sums of the log come out of the simulation, by both loops and in every replication; none is lost, all are answered.
TEST(Recorded, SumsAreThoseOfTheLog) {
  const auto log = log_of_700(true);
  Scenario s = scenario_of({replayed(log)}, 3);
  s.model.teams = {team({0}, {staffed(5)})};
  sim::Ticks busy = 0;
  for (const RecordedArrival& arrival : log) busy += sim::ticks(*arrival.handle_s);
  for (const bool lean : {true, false})
    for (std::uint64_t replication : {0u, 1u}) {
      const Outcome outcome = simulated(s, replication, lean);
      EXPECT_EQ(outcome.counts.channels[0].answered, static_cast<std::int64_t>(log.size()));
      EXPECT_EQ(outcome.counts.channels[0].handle, busy);
      EXPECT_EQ(outcome.counts.teams[0].busy, busy);
    }
}

// By intervals of the week, counted from the log by hand.
TEST(Recorded, CountsByIntervalAreThoseOfTheLog) {
  const auto log = log_of_700(false);
  Scenario s = scenario_of({replayed(log)}, 2);
  s.model.teams = {team({0}, {staffed(5)})};
  std::vector<std::int64_t> by_hand(336);
  for (const RecordedArrival& arrival : log) {
    const auto day = static_cast<std::size_t>((arrival.date - monday).count() % 7);
    ++by_hand[day * 48 + static_cast<std::size_t>(arrival.at_s / 1800)];
  }
  const Outcome outcome = simulated(s);
  for (std::size_t i = 0; i < by_hand.size(); ++i) EXPECT_EQ(outcome.series.week[i].offered, by_hand[i]) << i;
}

// A shift moves part of the log and loses nobody; one of share 0 changes nothing.
TEST(Recorded, ContactsMoveAsOthersDo) {
  const auto log = log_of_700(true);
  Scenario s = scenario_of({replayed(log)}, 2);
  s.model.channels.push_back(live("desk"));
  s.model.channels[1].handle = fixed(60);
  s.model.teams = {team({0, 1}, {staffed(9)})};
  complete(s.model);
  const Outcome base = simulated(s);
  Option option = option_of(s);
  option.shifts = {shift({channel(0)}, channel(1), 0.3)};
  const Outcome moved = simulated(s, 0, true, {&option, false, {}});
  const DemandCounts& counts = moved.counts.demands[0];
  EXPECT_EQ(counts.first, static_cast<std::int64_t>(log.size()));
  EXPECT_LT(std::abs(z_of(static_cast<double>(counts.moved), 0.3 * 701, std::sqrt(0.21 * 701))), 4);
  // Each keeps its quantile: on a channel with the same times it takes as long as it took.
  EXPECT_EQ(moved.counts.channels[0].answered + moved.counts.channels[1].answered, base.counts.channels[0].answered);
  option.shifts[0].share = 0;
  EXPECT_EQ(simulated(s, 0, true, {&option, false, {}}).counts.channels[0].handle, base.counts.channels[0].handle);
}

}  // namespace
}  // namespace channelshift
