#include "models/centre/turnover.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "tests/support/trial.hpp"

/// Speed of teams in which people learn. The rest of turnover is in verification/turnover_test.cpp.
namespace channelshift::test {
namespace {

constexpr double rate = 1.5;  // leavers a year

std::string text(const std::string& more, int staff = 20, int weeks = 26, const std::string& rest = "") {
  return head(weeks, 60, 0) +
         fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
[[demand]]
channel = "phone"
per-hour = 6
handle = {{ family = "deterministic", mean = "10min" }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "08:00-16:00", staff = {}, premium = 1.25, break = "12:00-13:00" }} ]
hourly-cost = 20.0
turnover = {{ leavers-per-year = {}, hiring = "6w"{} }}
)",
                     staff, rate, more) +
         rest;
}

/// Mean speed of those at work. Whoever is trained has been there for an exponential time since.
void expect_speed(const std::string& shape, double exact) {
  const Scenario scenario = read_text(
      text(fmt::format(", training = \"2w\", learning = {{ start = 0.6, weeks = 26, shape = \"{}\" }}", shape), 400));
  const Plan plan = compile(scenario, {});
  Values speeds;
  for (std::uint64_t replication = 0; replication < 60; ++replication) {
    PlaceHolders holders;
    holders.start(plan, sim::key_of(1, replication));
    double sum = 0;
    for (int day = 0; day < plan.day_list.days(); ++day) {
      holders.start_day(day);
      sum += holders.speed(0) / plan.day_list.days();
    }
    speeds.push_back(sum);
  }
  EXPECT_TRUE(agrees(mean_of(speeds), exact, 1e-3)) << shape;
}

TEST(PlaceHolders, LearningSlowsTheTeam) {
  const double years = 26 * 7 / 365.25;
  expect_speed("linear", 0.6 + 0.4 * (1 - std::exp(-rate * years)) / (rate * years));
  expect_speed("exponential", 1 - 0.4 * rate / (rate + 3 / years));
}

TEST(PlaceHolders, SpeedOfOneByTheDay) {
  EXPECT_EQ(learned_speed({}, 0), 1);
  TurnoverPlan plan;
  plan.start = 0.6;
  plan.learning_days = 56;
  EXPECT_DOUBLE_EQ(learned_speed(plan, 0), 0.6);
  EXPECT_DOUBLE_EQ(learned_speed(plan, 14), 0.7);
  EXPECT_EQ(learned_speed(plan, 56), 1);
  EXPECT_EQ(learned_speed(plan, 1e9), 1);
  plan.exponential = true;
  EXPECT_DOUBLE_EQ(learned_speed(plan, 0), 0.6);
  EXPECT_NEAR(learned_speed(plan, 56), 1 - 0.4 * 0.049787, 1e-6);
}

/// Handle times are those at speed 1, divided by the team's speed of the day: between 10 min and 10 min / 0.6.
TEST(PlaceHolders, HandleTimesFollowTheSpeedOfTheDay) {
  const Trial trial(text(", learning = { start = 0.6, weeks = 26 }", 20, 4));
  const Plan plan = compile(trial.scenario(), {});
  for (std::uint64_t replication = 0; replication < 5; ++replication) {
    PlaceHolders holders;
    holders.start(plan, sim::key_of(trial.scenario().seed, replication));
    double slowest = 1, fastest = 0;
    for (int day = 0; day < plan.day_list.days(); ++day) {
      holders.start_day(day);
      slowest = std::min(slowest, holders.speed(0));
      fastest = std::max(fastest, holders.speed(0));
    }
    const ChannelCounts& phone = trial.run().replications[replication].channels[0];
    const double mean_s = sim::seconds(phone.handle) / static_cast<double>(phone.answered);
    EXPECT_GT(mean_s, 600.001);
    EXPECT_GE(mean_s, 600 / fastest - 1e-3);
    EXPECT_LE(mean_s, 600 / slowest + 1e-3);
  }
}

}  // namespace
}  // namespace channelshift::test
