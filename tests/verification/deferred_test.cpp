#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/support/trial.hpp"

/// Backlogs of deferred work, by hand: with agents for everything, a contact waits exactly until somebody comes.
namespace channelshift::test {
namespace {

using C = ChannelCounts;

struct Backlog {
  std::string hours = "{ mon-fri = \"08:00-17:00\" }";
  std::string target = "{ within = \"24h\", share = 0.9 }";
  std::string roster = "{ days = \"mon-fri\", hours = \"08:00-17:00\", staff = 3000 }";
  std::string calendar = "";
  std::string profile = "";
  std::string day = "";  ///< keys of the profile
  std::string handle = "family = \"deterministic\", mean = \"60s\"";
  std::string channel = "";
  double per_week = 1680;
  int weeks = 2;
};

std::string text(const Backlog& backlog) {
  std::string all = head(backlog.weeks, 100);
  if (!backlog.calendar.empty()) all.replace(all.find("weeks ="), 0, backlog.calendar + "\n");
  return all + fmt::format(R"(
[profile.p]
{}
[[channel]]
id = "email"
kind = "deferred"
hours = {}
target = {}
{}
[[demand]]
channel = "email"
profile = "p"
per-year = {:.17g}
handle = {{ {} }}
[[team]]
id = "agents"
answers = ["email"]
roster = [ {} ]
hourly-cost = 1.0
)",
                           backlog.day.empty() ? "month = [1,1,1,1,1,1,1,1,1,1,1,1]" : backlog.day, backlog.hours,
                           backlog.target, backlog.channel, backlog.per_week / 7 * 365.25, backlog.handle,
                           backlog.roster);
}

/// Nights of 15 hours and a weekend of 63: a wait is uniform over the gap it falls into. Two weeks, ten contacts an
/// hour; the last 55 hours' are still waiting when Sunday ends: those of the first 31 are late by then (they waited
/// until the end), those of the last 24 are not yet due and in no mean.
TEST(Deferred, WaitsOverNightsAndWeekends) {
  const Trial trial(text({}));
  const double gaps_h2 =
      (8.0 * 8 + 8 * 15.0 * 15 + 63.0 * 63) / 2;  // measurement begins 8 hours before Monday's opening
  const double waits_h2 = gaps_h2 + (55.0 * 55 - 24 * 24) / 2;
  const double hours = 10 * 3600 * sim::ticks_per_s;  // of waiting, for each hour of arrivals
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::wait_answered)), gaps_h2 * hours));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::wait)), waits_h2 * hours));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::waited)), 10 * 2 * 123));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::answered_in_target)), 10 * (336 - 39 - 55)));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::not_yet_due)), 10 * 24));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::waiting_at_end)), 10 * 55));
  // The backlog over time: that of the warm-up's weekend (55 hours of arrivals, 8 hours to go) as well.
  const double backlog_h2 = gaps_h2 + 55.0 * 55 / 2 + 55 * 8;
  EXPECT_TRUE(agrees(trial.share("email", &C::queue, &C::open), 10 * backlog_h2 / 336));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::backlog_start)), 10 * 55));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::backlog_end)), 10 * 55));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::backlog_work_end)), 10 * 55 * 60 * sim::ticks_per_s));
}

/// Waits of days. Of eight weeks' contacts all but the last 55 hours' are answered, and P(wait > x hours) of them is
/// (8 x 4 (15 - x)+ + 7 (63 - x)) / (8 x 168 - 55). Buckets are 3.2% wide at most.
TEST(Deferred, PercentilesOfLongWaits) {
  const Trial trial(text({.weeks = 8}));
  const auto percentile_h = [&](std::size_t i) {
    return mean_of(trial.each([&](const Counts& counts) { return counts.wait_percentiles_s[0][i] / 3600; }));
  };
  const double answered_h = 8 * 168 - 55;
  const Measured p90 = percentile_h(1);
  const Measured p99 = percentile_h(2);
  EXPECT_NEAR(p90.mean, 63 - 0.10 * answered_h / 7, 0.02 * 44 + 4 * p90.standard_error);
  EXPECT_NEAR(p99.mean, 63 - 0.01 * answered_h / 7, 0.02 * 61 + 4 * p99.standard_error);
}

/// Working clock: open from 8 to 17, but the team comes at 13. In time within 4 open hours: who comes from 9 on, the
/// evening and the night included if 5 hours are enough.
TEST(Deferred, WorkingHoursClock) {
  Backlog backlog{.target = "{ within = \"4h\", share = 0.9, clock = \"working\" }",
                  .roster = "{ days = \"mon-fri\", hours = \"13:00-17:00\", staff = 3000 }"};
  // Late: outside hours (123 hours a week, 5 open hours to wait) and from 8 to 9 on five days.
  EXPECT_TRUE(agrees(Trial(text(backlog)).share("email", &C::answered_in_target, &C::offered), 1 - (123 + 5) / 168.0));
  backlog.target = "{ within = \"5h\", share = 0.9, clock = \"working\" }";
  const Trial trial(text(backlog));
  for (const Counts& counts : trial.run().replications) {  // a wait equal to the target is in time
    EXPECT_EQ(counts.channels[0].answered_in_target, counts.channels[0].answered);
  }
}

/// Days of a working clock, by a table. Arrivals 10:00-12:00 only; the team comes on Tuesdays, all day. Due "2d": the
/// same time on the second open day after.
///   Mon -> Wed: answered Tue, in time        Tue -> Thu: answered at once
///   Wed -> Fri, Thu -> Mon: answered next Tue, late
///   Fri -> Tue 10-12: answered Tue 08:00, in time     Sat, Sun -> Tue: in time
/// With Monday the 8th closed (of three weeks from Monday the 1st):
///   Thu 4th -> Tue 9th: now in time; Fri, Sat, Sun, Mon -> Wed 10th: in time as before.
TEST(Deferred, WorkingDaysClockOverABankHoliday) {
  const std::string target = "{ within = \"2d\", share = 0.9, clock = \"working\" }";
  const std::string roster = "{ days = \"tue\", hours = \"08:00-17:00\", staff = 3000 }";
  const std::string day = "day = { \"00:00\" = 0, \"10:00\" = 1, \"12:00\" = 0 }";
  Backlog backlog{.target = target, .roster = roster, .day = day, .weeks = 3};
  // Weeks begin on Monday 1 January; contacts of the last Wednesday on are unanswered at the end (Sunday 21st):
  // Wed 17th due Fri: a miss. Thu 18th due Mon 22nd, later ones too: left out of both sides.
  const Trial plain(text(backlog));
  const auto in_time = [](const Trial& trial) {
    const Values offered = trial.each([](const Counts& counts) {
      return static_cast<double>(counts.channels[0].offered - counts.channels[0].not_yet_due);
    });
    return ratio_of(trial.each("email", &C::answered_in_target), offered);
  };
  // Days that count: 3 x 7 - 4 (Thu-Sun at the end) = 17; late: 2 + 2 + 1 = 5.
  EXPECT_TRUE(agrees(in_time(plain), 12 / 17.0));
  EXPECT_TRUE(agrees(mean_of(plain.each("email", &C::not_yet_due)), 4 * 240));

  backlog.calendar = "closed-days = [2024-01-08]";
  const Trial closed(text(backlog));
  EXPECT_TRUE(agrees(in_time(closed), 13 / 17.0));  // Thursday the 4th is now in time
}

/// Contacts come on Sundays from 20 to 24 h only, 11 minutes of work each; one agent works them off from Monday 9:00.
/// Forty-four are begun in a day of 8 hours, the last of them 7 minutes before its end: 4 minutes of overtime.
TEST(Deferred, BacklogIsWorkedOffAtThePaceOfTheTeam) {
  const Trial trial(text({.hours = "\"always\"",
                          .roster = "{ days = \"mon-fri\", hours = \"09:00-17:00\", staff = 1 }",
                          .day = "weekday = { mon = 0, tue = 0, wed = 0, thu = 0, fri = 0, sat = 0, sun = 1 }\n"
                                 "day = { \"00:00\" = 0, \"20:00\" = 1 }",
                          .handle = "family = \"deterministic\", mean = \"11min\"",
                          .per_week = 150}));
  double wait_s = 0, overtime_s = 0, probability = std::exp(-150.0);
  for (int n = 0; n <= 220; ++n) {  // five days' worth
    if (n > 0) probability *= 150.0 / n;
    overtime_s += probability * (n / 44) * 240;
    for (int k = 0; k < n; ++k) {  // from 22:00, on average, to 9:00, and so many days and contacts later
      wait_s += probability * (11 * 3600.0 + (k / 44) * 86400.0 + (k % 44) * 660.0);
    }
  }
  // The first of the two measured Sundays is answered before the end; the warm-up's is not measured, but worked.
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::wait_answered)), wait_s * sim::ticks_per_s));
  EXPECT_TRUE(agrees(mean_of(trial.each_team("agents", &TeamCounts::overtime)), 2 * overtime_s * sim::ticks_per_s));
  EXPECT_TRUE(agrees(mean_of(trial.each_team("agents", &TeamCounts::busy)), 2 * 150 * 660 * sim::ticks_per_s));
}

/// When the shift ends, interruptible work is put down and other work is finished.
TEST(Deferred, InterruptedOrFinishedAtTheEndOfTheShift) {
  Backlog backlog{.hours = "\"always\"",
                  .roster = "{ days = \"mon-fri\", hours = \"09:00-17:00\", staff = 4 }",
                  .handle = "family = \"deterministic\", mean = \"50min\"",
                  .channel = "interruptible = true",
                  .per_week = 150};
  const Trial interrupted(text(backlog));
  for (const Counts& counts : interrupted.run().replications) {
    EXPECT_EQ(counts.teams[0].overtime, 0);
    EXPECT_EQ(counts.teams[0].busy, counts.teams[0].busy_within);
  }
  // What is begun is resumed and done: in the long run 150 x 50 min of 160 agent hours.
  EXPECT_TRUE(agrees(interrupted.team_share("agents", &TeamCounts::busy_within, &TeamCounts::at_work), 125 / 160.0));

  backlog.channel = "";
  const Trial finished(text(backlog));
  EXPECT_GT(mean_of(finished.each_team("agents", &TeamCounts::overtime)).mean, 0);
  EXPECT_TRUE(agrees(mean_of(finished.each_team("agents", &TeamCounts::busy)), 2 * 125 * 3600 * sim::ticks_per_s));
}

}  // namespace
}  // namespace channelshift::test
