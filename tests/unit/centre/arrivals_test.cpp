#include "models/centre/arrivals.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <vector>

#include "builders.hpp"
#include "sim/kernel/tournament_tree.hpp"

namespace channelshift {
namespace {

using namespace build;

struct Come {
  sim::Ticks time;
  int day;
  std::uint32_t number;
  std::array<std::uint32_t, 3> words;  ///< handle, patience, resolved
};

/// All first contacts of the first demand.
std::vector<Come> all_of(const Scenario& s, std::uint64_t replication = 0, const PlanSettings& settings = {}) {
  const Plan plan = compile(s, settings);
  const sim::Key key = sim::key_of(s.seed, replication);
  BusyDays busy_days;
  busy_days.draw(plan, key);
  const auto stream = std::make_unique<ArrivalStream>();
  stream->start(plan, 0, key, busy_days);
  std::vector<Come> all;
  for (sim::Ticks time = stream->next(); time != sim::never; time = stream->next()) {
    const FirstWords words = stream->words();
    all.push_back({time, stream->day(), stream->number(), {words.handle, words.patience, words.resolved}});
  }
  return all;
}

std::vector<double> by_day(const std::vector<Come>& all, int days) {
  std::vector<double> counts(static_cast<std::size_t>(days), 0.0);
  for (const Come& come : all) ++counts[static_cast<std::size_t>(come.day)];
  return counts;
}

Scenario scenario_of(const Demand& demand, int weeks, std::vector<Profile> profiles = {}) {
  Scenario s = scenario(weeks);
  s.model.channels = {live("phone")};
  s.model.demands = {demand};
  s.model.profiles = std::move(profiles);
  complete(s.model);
  return s;
}

Profile office() {
  Profile p = flat_profile("office");
  for (auto& pieces : p.day)
    pieces = {{0, 0.2}, {7 * 3600, 2.0}, {9 * 3600, 6.0}, {12 * 3600, 0.0}, {13 * 3600, 4.5}, {20 * 3600, 0.5}};
  return p;
}

struct Moments {
  double mean = 0;
  double variance = 0;
};
Moments moments_of(const std::vector<double>& values) {
  Moments m;
  for (const double x : values) m.mean += x / static_cast<double>(values.size());
  for (const double x : values) m.variance += (x - m.mean) * (x - m.mean) / static_cast<double>(values.size() - 1);
  return m;
}

// 364 days of a Poisson count of mean 240: standard error of the mean sqrt(240 / 364), of the variance about
// 240 sqrt(2 / 363). 4 standard errors: false alarm rate 6e-5.
TEST(ArrivalStream, CountsOfADayArePoisson) {
  const auto counts = by_day(all_of(scenario_of(per_hour(0, 10, fixed(60)), 52)), 364);
  const Moments m = moments_of(counts);
  EXPECT_LT(std::abs(z_of(m.mean, 240, std::sqrt(240.0 / 364))), 4);
  EXPECT_LT(std::abs(z_of(m.variance, 240, 240 * std::sqrt(2.0 / 363))), 4);
}

// A rate so low that most days are empty: the share of empty days is e^-0.48.
TEST(ArrivalStream, LeavesTheRightShareOfDaysEmpty) {
  const auto counts = by_day(all_of(scenario_of(per_hour(0, 0.02, fixed(60)), 520)), 3640);
  const double empty = static_cast<double>(std::count(counts.begin(), counts.end(), 0.0)) / 3640;
  const double p = std::exp(-0.48);
  EXPECT_LT(std::abs(z_of(empty, p, std::sqrt(p * (1 - p) / 3640))), 4);
}

// Against the exponential distribution function: Kolmogorov-Smirnov at 1.95 / sqrt(n), false alarm rate 1e-3.
TEST(ArrivalStream, GapsAreExponential) {
  const auto all = all_of(scenario_of(per_hour(0, 100, fixed(60)), 4));
  std::vector<double> gaps;
  for (std::size_t i = 1; i < all.size(); ++i)
    if (all[i].day == all[i - 1].day) gaps.push_back(sim::seconds(all[i].time - all[i - 1].time));
  std::sort(gaps.begin(), gaps.end());
  double distance = 0;
  const double n = static_cast<double>(gaps.size());
  for (std::size_t i = 0; i < gaps.size(); ++i)
    distance = std::max(distance, std::abs(1 - std::exp(-gaps[i] / 36) - (static_cast<double>(i) + 0.5) / n));
  ASSERT_GT(n, 50'000);
  EXPECT_LT(distance, 1.95 / std::sqrt(n) + 1e-4);
}

TEST(ArrivalStream, TimesAscendWithinTheirDay) {
  Profile p = office();
  p.busy_day = BusyDay{0.5, 0.3, "office"};
  const auto all = all_of(scenario_of(per_year(0, 3e6, ProfileId{0}), 4, {p}));
  ASSERT_GT(all.size(), 100'000u);
  for (std::size_t i = 1; i < all.size(); ++i) ASSERT_LE(all[i - 1].time, all[i].time);
  for (const Come& come : all) ASSERT_EQ(come.time / ticks_per_day, come.day);
}

// Chi-square over the six pieces of the day, one of them of rate 0: 4 degrees of freedom, 23.5 is beyond 1e-4.
TEST(ArrivalStream, FollowsTheCurveOfTheDay) {
  const auto all = all_of(scenario_of(per_year(0, 400'000, ProfileId{0}), 52, {office()}));
  const std::array<double, 6> starts_h{0, 7, 9, 12, 13, 20};
  const std::array<double, 6> volume{0.2 * 7, 2.0 * 2, 6.0 * 3, 0, 4.5 * 7, 0.5 * 4};
  double total = 0;
  for (const double v : volume) total += v;
  std::array<double, 6> seen{};
  for (const Come& come : all) {
    const double h = sim::seconds(come.time % ticks_per_day) / hour;
    ++seen[static_cast<std::size_t>(std::upper_bound(starts_h.begin(), starts_h.end(), h) - starts_h.begin()) - 1];
  }
  EXPECT_EQ(seen[3], 0);
  double chi_square = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    const double expected = static_cast<double>(all.size()) * volume[i] / total;
    if (expected > 0) chi_square += (seen[i] - expected) * (seen[i] - expected) / expected;
  }
  EXPECT_LT(chi_square, 23.5);
}

// Within a piece of constant rate times are uniform: the mean of a piece of width w has standard error w / sqrt(12 n).
TEST(ArrivalStream, IsUniformWithinAPiece) {
  const auto all = all_of(scenario_of(per_year(0, 400'000, ProfileId{0}), 52, {office()}));
  for (const auto& [from_h, to_h] : {std::pair{0.0, 7.0}, {9.0, 12.0}, {13.0, 20.0}, {20.0, 24.0}}) {
    double sum = 0;
    double n = 0;
    for (const Come& come : all) {
      const double h = sim::seconds(come.time % ticks_per_day) / hour;
      if (from_h <= h && h < to_h) sum += h, n += 1;
    }
    EXPECT_LT(std::abs(z_of(sum / n, (from_h + to_h) / 2, (to_h - from_h) / std::sqrt(12 * n))), 4) << from_h;
  }
}

/// Expected first contacts over days a..b-1.
double expected(const Plan& plan, int a, int b) {
  double sum = 0;
  for (int d = a; d < b; ++d) sum += plan.demand_days[0].volume[d];
  return sum;
}

Profile seasonal() {
  Profile p = office();
  p.month = {1.1, 1.0, 1.0, 0.95, 0.95, 0.95, 0.95, 0.95, 1.0, 1.05, 1.1, 1.0};
  p.weekday = {1.3, 1.1, 1.0, 1.0, 0.9, 0.3, 0.1};
  p.closed_day_factor = 0.4;
  return p;
}

TEST(Volume, OfAYearIsWhatTheUserSaid) {
  Scenario s = scenario_of(per_year(0, 150'000, ProfileId{0}), 52, {seasonal()});
  s.calendar.closed_days = {monday, monday + std::chrono::days{88}, monday + std::chrono::days{359}};
  const Plan plan = compile(s, {});
  EXPECT_NEAR(expected(plan, 0, 364), 150'000 * 364 / 365.25, 1e-6);
}

TEST(Volume, OfADayDoesNotHangOnTheWeeks) {
  Scenario s = scenario_of(per_year(0, 150'000, ProfileId{0}), 52, {seasonal()});
  s.calendar.closed_days = {monday + std::chrono::days{359}};
  const Plan year = compile(s, {});
  s.calendar.weeks = 3;
  s.calendar.warm_up_weeks = 2;
  const Plan short_run = compile(s, {});
  for (int d = 0; d < 21; ++d)
    EXPECT_DOUBLE_EQ(short_run.demand_days[0].volume[14 + d], year.demand_days[0].volume[d]) << d;
}

TEST(Volume, FollowsWeekdayMonthAndClosedDays) {
  Scenario s = scenario_of(per_year(0, 150'000, ProfileId{0}), 52, {seasonal()});
  s.calendar.closed_days = {monday + std::chrono::days{8}};
  const Plan plan = compile(s, {});
  const auto& volume = plan.demand_days[0].volume;
  EXPECT_NEAR(volume[1] / volume[0], 1.1 / 1.3, 1e-12);
  EXPECT_NEAR(volume[6] / volume[0], 0.1 / 1.3, 1e-12);
  EXPECT_NEAR(volume[8] / volume[1], 0.4, 1e-12);
  EXPECT_NEAR(volume[35] / volume[0], 1.0 / 1.1, 1e-12);  // Monday 5 February
}

TEST(Volume, OfAConstantRateIsFlat) {
  Scenario s = scenario_of(per_hour(0, 10, fixed(60)), 2);
  s.calendar.closed_days = {monday + std::chrono::days{3}};
  const Plan plan = compile(s, {});
  for (const double volume : plan.demand_days[0].volume) EXPECT_DOUBLE_EQ(volume, 240);
}

TEST(Volume, OfAYearWithoutProfileIsFlatToo) {
  const Plan plan = compile(scenario_of(per_year(0, 365'250), 2), {});
  for (const double volume : plan.demand_days[0].volume) EXPECT_NEAR(volume, 1000, 1e-9);
}

TEST(Volume, IsScaledByTheDemandFactors) {
  const Plan plan = compile(scenario_of(per_hour(0, 10, fixed(60)), 1), {.demand_factors = {1.5}});
  EXPECT_DOUBLE_EQ(plan.demand_days[0].volume[0], 360);
}

// The first k contacts of a day are the same people whatever the volume, only sooner; so a smaller volume sees a part
// of those of a larger one.
TEST(ArrivalStream, KeepsItsContactsWhenVolumeChanges) {
  const auto few = all_of(scenario_of(per_hour(0, 10, fixed(60)), 2));
  const auto many = all_of(scenario_of(per_hour(0, 33, fixed(60)), 2));
  std::map<std::pair<int, std::uint32_t>, Come> known;
  for (const Come& come : many) known[{come.day, come.number}] = come;
  for (const Come& come : few) {
    const auto other = known.find({come.day, come.number});
    ASSERT_NE(other, known.end()) << "day " << come.day << " number " << come.number;
    EXPECT_EQ(other->second.words, come.words);
    EXPECT_LE(other->second.time, come.time);
  }
}

TEST(ArrivalStream, NumbersTheContactsOfADayFromZero) {
  const auto all = all_of(scenario_of(per_hour(0, 40, fixed(60)), 1));
  std::uint32_t next = 0;
  int today = -1;
  for (const Come& come : all) {
    if (come.day != today) next = 0, today = come.day;
    ASSERT_EQ(come.number, next++);
  }
}

// Words come from the address {number, date, 0, demand}, whatever stands in the blocks between.
TEST(ArrivalStream, TakesItsWordsFromTheContactsAddress) {
  const Scenario s = scenario_of(per_hour(0, 40, fixed(60)), 1);
  const Plan plan = compile(s, {});
  for (const Come& come : all_of(s)) {
    const sim::Words words =
        sim::philox({come.number, plan.day_list.address(come.day), 0, demand_address("general-0")}, sim::key_of(1, 0));
    ASSERT_EQ(come.words, (std::array<std::uint32_t, 3>{words.w[1], words.w[2], words.w[3]}));
  }
}

TEST(ArrivalStream, OfADateDoesNotHangOnTheWarmUpOrOtherDemands) {
  Scenario s = scenario_of(per_hour(0, 10, fixed(60)), 1);
  const auto plain = all_of(s);
  s.calendar.warm_up_weeks = 1;
  s.model.demands.push_back(per_hour(0, 50, fixed(60), "other"));
  auto later = all_of(s);
  std::erase_if(later, [](const Come& come) { return come.day < 7; });
  ASSERT_EQ(later.size(), plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    EXPECT_EQ(later[i].time - 7 * ticks_per_day, plain[i].time);
    EXPECT_EQ(later[i].words, plain[i].words);
  }
}

TEST(ArrivalStream, DiffersByNameSeedAndReplication) {
  const Scenario s = scenario_of(per_hour(0, 10, fixed(60)), 1);
  const auto first_words = [](const std::vector<Come>& all) { return all.front().words; };
  Scenario renamed = s;
  renamed.model.demands[0].id = "another";
  Scenario reseeded = s;
  reseeded.seed = 2;
  EXPECT_NE(first_words(all_of(s)), first_words(all_of(s, 1)));
  EXPECT_NE(first_words(all_of(s)), first_words(all_of(renamed)));
  EXPECT_NE(first_words(all_of(s)), first_words(all_of(reseeded)));
}

Profile busy(double cv, double correlation, const std::string& id = "busy", const std::string& of = "busy") {
  Profile p = flat_profile(id);
  p.busy_day = BusyDay{cv, correlation, of};
  return p;
}
std::vector<double> factors_of(const Profile& p, int weeks, std::uint64_t replication = 0) {
  const Plan plan = compile(scenario_of(per_year(0, 1000, ProfileId{0}), weeks, {p}), {});
  BusyDays busy_days;
  busy_days.draw(plan, sim::key_of(1, replication));
  std::vector<double> factors;
  for (int d = 0; d < plan.day_list.days(); ++d)
    factors.push_back(busy_days.factor(plan.demand_days[0].busy_day[0], d));
  return factors;
}

// 40 replications of 520 weeks: n = 145,600 gamma factors, independent. Standard errors: mean cv / sqrt(n); variance
// cv^2 sqrt((2 + 6 cv^2) / n), for the gamma's excess is 6 cv^2.
TEST(BusyDays, HaveMeanOneAndTheirCv) {
  std::vector<double> all;
  for (std::uint64_t r = 0; r < 40; ++r) {
    const auto factors = factors_of(busy(0.5, 0), 520, r);
    all.insert(all.end(), factors.begin(), factors.end());
  }
  const double n = static_cast<double>(all.size());
  const Moments m = moments_of(all);
  EXPECT_LT(std::abs(z_of(m.mean, 1, 0.5 / std::sqrt(n))), 4);
  EXPECT_LT(std::abs(z_of(m.variance, 0.25, 0.25 * std::sqrt((2 + 6 * 0.25) / n))), 4);
}

// With a small cv a factor is nearly 1 + cv x score, so its autocorrelation is r^lag (Bartlett: standard error below
// 1 / sqrt(n) times sqrt((1 + r^2) / (1 - r^2))).
TEST(BusyDays, AreCorrelatedFromDayToDay) {
  constexpr double r = 0.6;
  double lag_1 = 0, lag_2 = 0, variance = 0, first_day = 0, n = 0;
  constexpr int replications = 40;
  for (std::uint64_t replication = 0; replication < replications; ++replication) {
    const auto factors = factors_of(busy(0.02, r), 104, replication);
    const auto x = [&](std::size_t d) { return (factors[d] - 1) / 0.02; };
    first_day += x(0) * x(0) / replications;
    for (std::size_t d = 2; d < factors.size(); ++d) {
      variance += x(d) * x(d);
      lag_1 += x(d) * x(d - 1);
      lag_2 += x(d) * x(d - 2);
      n += 1;
    }
  }
  const double error = std::sqrt((1 + r * r) / (1 - r * r) / n);
  EXPECT_LT(std::abs(z_of(lag_1 / variance, r, error)), 4);
  EXPECT_LT(std::abs(z_of(lag_2 / variance, r * r, error)), 4);
  EXPECT_LT(std::abs(z_of(first_day, 1, std::sqrt(2.0 / replications))), 4);  // stationary from the first day
}

TEST(BusyDays, AreSharedByThoseThatNameTheSameProfile) {
  const auto own = factors_of(busy(0.3, 0.2), 2);
  EXPECT_EQ(factors_of(busy(0.3, 0.2, "another", "busy"), 2), own);
  EXPECT_NE(factors_of(busy(0.3, 0.2, "another", "another"), 2), own);
  EXPECT_NE(factors_of(busy(0.3, 0.2), 2, 1), own);
}

TEST(BusyDays, AreOneWhereThereAreNone) {
  for (const double factor : factors_of(flat_profile(), 2)) EXPECT_EQ(factor, 1.0);
  for (const double factor : factors_of(busy(0, 0), 2)) EXPECT_EQ(factor, 1.0);
}

// A mixed Poisson count: variance = mean + (cv mean)^2. Its standard error is taken as variance x sqrt(2 / n), a
// little more for the gamma's tail.
TEST(BusyDays, MakeCountsVaryMoreThanPoisson) {
  const auto counts = by_day(all_of(scenario_of(per_year(0, 36'525, ProfileId{0}), 520, {busy(0.4, 0)})), 3640);
  const Moments m = moments_of(counts);
  const double variance = 100 + 0.16 * 100 * 100;
  EXPECT_LT(std::abs(z_of(m.mean, 100, std::sqrt(variance / 3640))), 4);
  EXPECT_LT(std::abs(z_of(m.variance, variance, variance * std::sqrt((2 + 6 * 0.16) / 3640))), 4);
}

}  // namespace
}  // namespace channelshift
