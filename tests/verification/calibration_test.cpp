#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/support/trial.hpp"

/// `offered-per-year`: the factor that makes the telephone system's count come out, found on four replications of its
/// own to one part in a thousand. There first contacts count as many as are expected, so that only the returns are
/// chance.
namespace channelshift::test {
namespace {

constexpr double found_within = 1e-3;
constexpr double calibration_replications = 4;
constexpr double year_share = 52 * 7 / 365.25;  ///< of a year that 52 weeks are

std::string centre(double target, const char* phone) {
  return head(52, 20) + fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
offered-per-year = {}
patience = {{ family = "exponential", mean = "2min" }}
{}
[[channel]]
id = "counter"
kind = "live"
hours = "always"
[[demand]]
id = "rent"
channel = "phone"
per-year = 60000
handle = {{ family = "exponential", mean = "200s" }}
[[demand]]
id = "repairs"
channel = "phone"
per-year = 30000
handle = {{ family = "exponential", mean = "200s" }}
[[demand]]
id = "visits"
channel = "counter"
per-year = 20000
handle = {{ family = "exponential", mean = "200s" }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 2 }} ]
hourly-cost = 1.0
[[team]]
id = "reception"
answers = ["counter"]
roster = [ {{ hours = "always", staff = 3 }} ]
hourly-cost = 1.0
[[option]]
id = "shorter-calls"
set = {{ "demand.rent.handle" = {{ family = "exponential", mean = "100s" }} }}
)",
                                    target, phone);
}

/// What is offered beside first contacts.
double returns(const Trial& trial, const Counts& counts) {
  const ChannelCounts& phone = trial.channel(counts, "phone");
  return static_cast<double>(phone.offered - phone.offered_by_origin[static_cast<std::size_t>(Origin::first)]);
}

/// The count reported agrees with the one asked for: chance of the reported replications, chance of the returns in the
/// calibration's, and how closely that was asked to come.
void expect_offered(const Trial& trial, double target) {
  const Measured offered = mean_of(trial.each("phone", &ChannelCounts::offered));
  const Measured come_back = mean_of(trial.each([&](const Counts& counts) { return returns(trial, counts); }));
  const double sd = come_back.standard_error * std::sqrt(20.0);
  const double chance = std::hypot(offered.standard_error, sd / std::sqrt(calibration_replications));
  EXPECT_LT(chance, 0.0015 * target);  // else the comparison says nothing
  EXPECT_NEAR(offered.mean, target * year_share, 4 * chance + found_within * target);
  ASSERT_EQ(trial.results().calibrations.size(), 1u);
  EXPECT_NEAR(trial.results().calibrations[0].offered_per_year, target, found_within * target);
}

TEST(Calibration, WithoutReturnsIsTheRatioOfTheVolumes) {
  constexpr double target = 135000;
  const Trial trial(centre(target, ""));
  expect_offered(trial, target);
  EXPECT_NEAR(trial.results().calibrations[0].factor, 1.5, 1e-12);
}

TEST(Calibration, CountsTheReturns) {
  constexpr double target = 135000;
  const Trial trial(centre(target, R"(retry = { share = 0.8, after = { family = "exponential", mean = "10min" } })"));
  expect_offered(trial, target);
  // What is offered comes first or comes back, and the factor makes those that come first.
  const Measured come_back = mean_of(trial.each([&](const Counts& counts) { return returns(trial, counts); }));
  const double first = trial.results().calibrations[0].factor * 90000 * year_share;
  const double chance = come_back.standard_error * std::sqrt(1 + 20 / calibration_replications);
  EXPECT_NEAR(first + come_back.mean, target * year_share, 4 * chance + found_within * target);
  EXPECT_GT(come_back.mean, 5 * (4 * chance + found_within * target));  // so that leaving them out would show
}

// Some 190 calls in two weeks: as the factor changes, single calls come to fall outside the hours, so that no factor
// gives the count to one in a thousand. Near is then within a few calls.
TEST(Calibration, FewCallsOfWhichManyAreTurnedAway) {
  const Trial trial(head(2, 4) + R"(
[profile.day]
day = { "00:00" = 0, "09:00" = 1, "23:00" = 0 }
[[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "08:00-18:00" }
offered-per-year = 5000
[[demand]]
channel = "phone"
per-year = 20000
profile = "day"
handle = { family = "exponential", mean = "270s" }
[[team]]
id = "agents"
answers = ["phone"]
roster = [ { hours = "always", staff = 10 } ]
hourly-cost = 15.0
)");
  // Nine of fourteen hours on five of seven days are open.
  const double open = 9.0 / 14 * 5 / 7;
  const double calls = 5000 * 2 * 7 / 365.25 * calibration_replications;
  const double chance = std::sqrt((1 - open) / calls);
  EXPECT_NEAR(trial.results().calibrations[0].factor * 20000 * open, 5000,
              5000 * (4 * chance + 0.2 / std::sqrt(calls)));
}

// Busy days of a large channel say nothing about how many of a small one's callers find it open.
TEST(Calibration, MostlyClosedChannelBesideALargeUnsteadyOne) {
  const Trial trial(head(4, 4) + R"(
[profile.unsteady]
busy-day = { cv = 1.0, correlation = 0.9 }
[[channel]]
id = "phone"
kind = "live"
hours = { mon-sun = "12:00-13:12" }
offered-per-year = 3000
[[channel]]
id = "counter"
kind = "live"
hours = "always"
[[demand]]
channel = "phone"
per-year = 40000
handle = { family = "exponential", mean = "60s" }
[[demand]]
channel = "counter"
per-year = 400000
profile = "unsteady"
handle = { family = "exponential", mean = "10s" }
[[team]]
id = "agents"
answers = ["phone", "counter"]
roster = [ { hours = "always", staff = 20 } ]
hourly-cost = 15.0
)");
  const double open = 1.2 / 24;
  const double calls = 3000 * 4 * 7 / 365.25 * calibration_replications;
  const double chance = std::sqrt((1 - open) / calls);
  EXPECT_NEAR(trial.results().calibrations[0].factor * 40000 * open, 3000,
              3000 * (4 * chance + 0.2 / std::sqrt(calls)));
}

TEST(Calibration, IsTheSameInEveryOptionAndLeavesOtherChannelsAlone) {
  const Trial trial(centre(135000, ""));
  const auto first = [&](const char* demand) {
    return [&trial, demand](const Counts& counts) { return static_cast<double>(trial.demand(counts, demand).first); };
  };
  EXPECT_EQ(trial.each(first("rent")), trial.each(first("rent"), "shorter-calls"));
  EXPECT_EQ(trial.each(first("repairs")), trial.each(first("repairs"), "shorter-calls"));
  const Measured visits = mean_of(trial.each(first("visits")));
  EXPECT_TRUE(agrees(visits, 20000 * year_share));
}

}  // namespace
}  // namespace channelshift::test
