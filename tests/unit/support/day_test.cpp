#include "tests/support/day.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/erlang/queues.hpp"

/// The yardstick is itself measured: against published exact values and against the long run.
namespace channelshift::test {
namespace {

constexpr double hour_s = 3600;
constexpr double minute_s = 60;

Day eight_hours() {
  return {.pieces = {{480 * minute_s, 4.2 / minute_s, 12}},
          .handle_s = 2 * minute_s,
          .patience_s = {},
          .balk = 0,
          .lines = {}};
}

/// ContactCenters, doc/examples: 4.2 calls a minute, 12 agents, 2 minutes a call, 20 s, 8 hours from empty.
/// Simulated there (1,000 days, 95%): 1816.158 +- 3.5 in time, ASA .099 +- .003 min.
TEST(Day, ContactCentersMmc) {
  const DayCounts day = solve_day(eight_hours(), 20, 250);
  EXPECT_NEAR(day.offered, 2016, 1e-6);
  EXPECT_NEAR(day.answered_in_target, 1815.27, 5e-3);
  EXPECT_NEAR(*day.wait_answered_s / day.answered / minute_s, 0.10068, 5e-6);
  EXPECT_NEAR(day.wait_s, *day.wait_answered_s, 1e-6);
  EXPECT_NEAR(day.busy_within_s + day.overtime_s, 2016 * 120, 1e-3);
}

/// MMCAb: the same with patience, mean a minute. 58.609 +- .95 abandoned, 1906.008 in time.
TEST(Day, ContactCentersMmcAb) {
  Day impatient = eight_hours();
  impatient.patience_s = minute_s;
  const DayCounts day = solve_day(impatient, 20, 120);
  EXPECT_NEAR(day.abandoned, 59.263, 5e-4);
  EXPECT_NEAR(day.answered_in_target, 1906.72, 5e-3);
  EXPECT_NEAR(*day.wait_answered_s / day.answered / minute_s, 0.023825, 5e-7);
}

/// MMCBlocked: five places to wait. 18.655 +- .61 blocked, 1854.284 in time.
TEST(Day, ContactCentersMmcBlocked) {
  Day lines = eight_hours();
  lines.lines = 17;
  const DayCounts day = solve_day(lines, 20, 5);
  EXPECT_NEAR(day.blocked, 18.863, 5e-4);
  EXPECT_NEAR(day.answered_in_target, 1854.07, 5e-3);
  EXPECT_NEAR(*day.wait_answered_s / day.answered / minute_s, 0.060450, 5e-7);
}

Day ssj_call_center() {
  Day day{.pieces = {}, .handle_s = 100, .patience_s = 1000, .balk = 0.1, .lines = {}};
  const int per_hour[] = {100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60};
  const int agents[] = {4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4};
  for (int h = 0; h < 13; ++h) day.pieces.push_back({(h + 1) * hour_s, per_hour[h] / hour_s, agents[h]});
  return day;
}

/// SSJ, CallCenter: a gamma day of 13 hours with changes of staff and balking. It counts who leaves in time as well.
TEST(Day, SsjCallCenter) {
  const DayCounts usual = solve_gamma_day(ssj_call_center(), 1 / std::sqrt(400.0), 20, 120);
  EXPECT_NEAR(usual.offered, 1660, 0.01);
  EXPECT_NEAR(usual.wait_s / 1660, 4.72360, 5e-5);
  EXPECT_NEAR((usual.answered_in_target + usual.left_in_target) / 1660, 0.924689, 5e-6);
  EXPECT_NEAR(usual.abandoned / 1660, 0.0198592, 5e-7);
}

TEST(Day, ALongDayIsTheLongRun) {
  const Day day{.pieces = {{300 * hour_s, 0.04, 10}}, .handle_s = 270, .patience_s = 120, .balk = 0.05, .lines = {}};
  const DayCounts counts = solve_day(day, 20, 60);
  const erlang::Performance run =
      erlang::erlang_a({.arrivals_per_s = 0.04, .handle_s = 270, .agents = 10}, 120, 20, 0.05);
  EXPECT_NEAR(counts.abandoned / counts.offered, run.abandoned_share, 3e-4);
  EXPECT_NEAR(counts.answered_in_target / counts.offered, run.service_level, 3e-4);
  EXPECT_NEAR(*counts.wait_answered_s / counts.answered, run.asa_s, 3e-2);
}

TEST(Day, ManyAgentsAreInfinitelyMany) {
  const Day day{.pieces = {{hour_s, 0.05, 60}, {2 * hour_s, 0.01, 40}, {3 * hour_s, 0.03, 50}},
                .handle_s = 300,
                .patience_s = {},
                .balk = 0,
                .lines = {}};
  const DayCounts counts = solve_day(day, 20, 20);
  double busy_s = 0;
  for (double t_s = 0.5; t_s < 3 * hour_s; ++t_s) busy_s += busy_without_limit(day.pieces, 300, t_s);
  EXPECT_NEAR(counts.busy_within_s, busy_s, 1e-2);
  EXPECT_NEAR(counts.overtime_s, 300 * busy_without_limit(day.pieces, 300, 3 * hour_s), 1e-3);
}

}  // namespace
}  // namespace channelshift::test
