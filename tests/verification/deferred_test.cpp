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
  std::string day = "";      ///< keys of the profile
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
                           backlog.target, backlog.channel, backlog.per_week / 7 * 365.25, backlog.handle, backlog.roster);
}

/// Nights of 15 hours and a weekend of 63: a wait is uniform over the gap it falls into.
TEST(Deferred, WaitsOverNightsAndWeekends) {
  const Trial trial(text({}));
  const double waits_h = (4 * 15.0 * 15 + 63.0 * 63) / 2 / 168;
  EXPECT_TRUE(agrees(trial.seconds_per("email", &C::wait, &C::offered), 3600 * waits_h));
  EXPECT_TRUE(agrees(trial.share("email", &C::waited, &C::offered), (168 - 45) / 168.0));
  // Later than 24 hours: who comes in the first 39 hours of the weekend.
  EXPECT_TRUE(agrees(trial.share("email", &C::answered_in_target, &C::offered), 1 - 39 / 168.0));
  // Little: the backlog, over all hours.
  EXPECT_TRUE(agrees(trial.share("email", &C::queue, &C::open), 10 * waits_h));
  // The measured weeks begin and end in a weekend.
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::backlog_start)), 10 * 55));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::backlog_end)), 10 * 55));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::backlog_work_end)), 10 * 55 * 60 * sim::ticks_per_s));
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::waiting_at_end)), 10 * 55));
  // Those who came after the last Saturday's midnight are not yet due; the other 31 hours' are late.
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::not_yet_due)), 10 * 24));
}

/// The 99% point of weekend waits and the overflow of squared seconds (waits of days).
TEST(Deferred, PercentilesOfLongWaits) {
  const Trial trial(text({.weeks = 8}));
  // P(wait > x) = (4 (15 - x)+ + (63 - x)) / 168 of those who come, for x in hours: 10% at 46.2 h, 1% at 61.32 h.
  // Left out at the end: 31 + 24 hours' contacts of 8 weeks, whose waits are those of a weekend's start.
  const auto percentile = [&](std::size_t i) {
    return mean_of(trial.each([&](const Counts& counts) { return counts.wait_percentiles_s[0][i] / 3600; })).mean;
  };
  EXPECT_NEAR(percentile(1), 46.2, 0.032 * 46.2);
  EXPECT_NEAR(percentile(2), 61.32, 0.032 * 61.32);
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

/// Days of a working clock, by a table. Arrivals 10:00-12:00 only; the team comes on Tuesdays, all day. Due "2d": the same time on
/// the second open day after.
///   Mon -> Wed: answered Tue, in time        Tue -> Thu: answered at once
///   Wed -> Fri, Thu -> Mon: answered next Tue, late
///   Fri -> Tue 10-12: answered Tue 08:00, in time     Sat, Sun -> Tue: in time
/// With Monday the 8th closed (day in the second of three weeks; nothing else changes its days):
///   Thu 4th -> Fri 5th, Tue 9th: in time; Fri, Sat, Sun -> Wed 10th: in time; Mon 8th -> Wed 10th: in time.
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

/// Two agents who share a morning's backlog: it is worked off at their pace, and overtime finishes only what is begun.
TEST(Deferred, BacklogIsWorkedOffAtThePaceOfTheTeam) {
  // 200 contacts come in the night before each Monday (Sunday 20-24 h), 10 min each, one agent in 9-17 on weekdays:
  // 48 a day, so on average 200 take until Friday; nothing else comes.
  const Trial trial(text({.hours = "\"always\"",
                          .roster = "{ days = \"mon-fri\", hours = \"09:00-17:00\", staff = 1 }",
                          .day = "weekday = { mon = 0, tue = 0, wed = 0, thu = 0, fri = 0, sat = 0, sun = 1 }\n"
                                 "day = { \"00:00\" = 0, \"20:00\" = 1 }",
                          .handle = "family = \"deterministic\", mean = \"10min\"",
                          .per_week = 150}));
  // With n contacts the k-th of a week waits (k - 1) x 10 min of work past Monday 9:00, each full day 16 h more: the
  // day's 48 tens of minutes fit exactly. Expected over a Poisson n: 48 first ones in sums.
  double expected_s = 0, p = 1, mean = 150;
  for (int n = 0; n < 240; ++n) {
    p = n == 0 ? std::exp(-mean) : p * mean / n;
    double sum_s = 0;
    for (int k = 0; k < n; ++k) sum_s += (k / 48) * 86400.0 + (k % 48) * 600.0 + 9 * 3600.0 + 2 * 3600.0;
    expected_s += p * sum_s;
  }
  // One of the two measured Sundays is answered only after the end; the Sunday of the warm-up is not measured.
  EXPECT_TRUE(agrees(mean_of(trial.each("email", &C::wait_answered)), expected_s * sim::ticks_per_s));
  for (const Counts& counts : trial.run().replications) EXPECT_EQ(counts.teams[0].overtime, 0);
  EXPECT_TRUE(agrees(trial.team_share("agents", &TeamCounts::busy_within, &TeamCounts::at_work), 150 * 10 / 2400.0));
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
