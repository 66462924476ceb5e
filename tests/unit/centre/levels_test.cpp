#include "models/centre/levels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <vector>

#include "builders.hpp"

namespace channelshift {
namespace {

using namespace build;

Scenario staffed_by(const Team& t, int weeks = 1) {
  Scenario s = scenario(weeks);
  s.model.channels = {live("phone")};
  s.model.teams = {t};
  complete(s.model);
  return s;
}

std::vector<LevelChange> changes_on(const Plan& plan, int d, std::uint64_t replication = 0) {
  std::vector<LevelChange> changes;
  append_levels(plan, 0, d, sim::key_of(1, replication), changes);
  return changes;
}

/// The change that holds at a time of day.
LevelChange at_time(const std::vector<LevelChange>& changes, double h) {
  LevelChange now = changes.front();
  for (const LevelChange& change : changes)
    if (change.at_s <= h * hour) now = change;
  return now;
}
LevelChange at_time(const Plan& plan, int d, double h) { return at_time(changes_on(plan, d), h); }

TEST(AtWork, IsTheWholePartAndOneMoreByChance) {
  EXPECT_EQ(at_work(10, 0.25, 0), 8);           // 7.5: one more
  EXPECT_EQ(at_work(10, 0.25, 0x7FFFFFFF), 8);  // just below a half
  EXPECT_EQ(at_work(10, 0.25, 0x80000000), 7);
  EXPECT_EQ(at_work(10, 0.25, 0xFFFFFFFF), 7);
  EXPECT_EQ(at_work(8, 0.25, 0), 6);  // whole: no chance
  EXPECT_EQ(at_work(8, 0.25, 0xFFFFFFFF), 6);
  EXPECT_EQ(at_work(10, 0.0, 0), 10);
}

TEST(AtWork, IsAtLeastOneWhileAnyoneIsPresent) {
  EXPECT_EQ(at_work(1, 0.9, 0xFFFFFFFF), 1);
  EXPECT_EQ(at_work(3, 0.99, 0xFFFFFFFF), 1);
  EXPECT_EQ(at_work(1, 1.0, 0xFFFFFFFF), 1);
  EXPECT_EQ(at_work(0, 0.3, 0), 0);
}

TEST(Levels, FollowTheRosterAndItsBreaks) {
  RosterLine early = staffed(12, 8, 16, mon_fri);
  early.breaks = {from_to(12, 12.5)};
  const Plan plan = compile(staffed_by(team({0}, {early, staffed(5, 16, 19, mon_fri), staffed(2, 10, 24)})), {});
  const std::vector<std::pair<double, int>> by_hand{{0, 0},    {7.9, 0},   {8, 12}, {10, 14}, {12, 2},
                                                    {12.4, 2}, {12.5, 14}, {16, 7}, {19, 2},  {23.9, 2}};
  for (const auto& [h, staff] : by_hand) {
    EXPECT_EQ(at_time(plan, 0, h).level, staff) << h;
    EXPECT_EQ(at_time(plan, 0, h).rostered, staff) << h;
  }
  EXPECT_EQ(at_time(plan, 5, 9).level, 0);  // Saturday
  EXPECT_EQ(at_time(plan, 5, 11).level, 2);
}

TEST(Levels, BeginEachDayWithAChangeAtMidnight) {
  const Plan plan = compile(staffed_by(team({0}, {staffed(3)})), {});
  for (int d = 0; d < 7; ++d) {
    const auto changes = changes_on(plan, d);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].at_s, 0);
    EXPECT_EQ(changes[0].level, 3);
  }
}

TEST(Levels, KeepToTheDatesOfALineAndToClosedDays) {
  RosterLine dated = staffed(4);
  dated.from = monday + std::chrono::days{1};
  dated.to = monday + std::chrono::days{2};
  Scenario s = staffed_by(team({0}, {dated, staffed(10, 0, 24, Days{0x7F}), staffed(1, 0, 24, Days{closed_day_bit})}));
  s.calendar.closed_days = {monday + std::chrono::days{2}};
  const Plan plan = compile(s, {});
  EXPECT_EQ(at_time(plan, 0, 9).level, 10);
  EXPECT_EQ(at_time(plan, 1, 9).level, 14);
  EXPECT_EQ(at_time(plan, 2, 9).level, 5);  // closed: what names no days, and what names closed ones
  EXPECT_EQ(at_time(plan, 3, 9).level, 10);
}

// 7.7 of 11 at work: seven or eight, eight with probability 0.7. Over 364 days x 48 intervals the standard error of the
// mean is sqrt(0.21 / 17472); 4 of them give a false alarm rate of 6e-5.
TEST(Levels, AreTheShareNotShrunkOnAverage) {
  Team t = team({0}, {staffed(11)});
  t.shrinkage = 0.3;
  const Plan plan = compile(staffed_by(t, 52), {});
  double sum = 0;
  double changed = 0;
  for (int d = 0; d < 364; ++d) {
    const auto changes = changes_on(plan, d);
    int before = -1;
    for (int i = 0; i < 48; ++i) {
      const int level = at_time(changes, i / 2.0).level;
      ASSERT_TRUE(level == 7 || level == 8);
      sum += level;
      changed += before >= 0 && level != before;
      before = level;
    }
  }
  constexpr double intervals = 364 * 48;
  EXPECT_LT(std::abs(z_of(sum / intervals, 7.7, std::sqrt(0.21 / intervals))), 4);
  // Intervals are drawn apart: two neighbours differ with probability 2 x 0.7 x 0.3.
  constexpr double pairs = 364 * 47;
  EXPECT_LT(std::abs(z_of(changed / pairs, 0.42, std::sqrt(0.42 * 0.58 / pairs))), 5);
}

TEST(Levels, ShrinkWithoutTouchingTheRoster) {
  Team t = team({0}, {staffed(11)});
  t.shrinkage = 0.3;
  t.absence = 0.1;
  const Plan plan = compile(staffed_by(t), {});
  for (const LevelChange& change : changes_on(plan, 3)) EXPECT_EQ(change.rostered, 11);
}

TEST(Levels, DrawShrinkageByTeamDateAndInterval) {
  Team t = team({0}, {staffed(11)});
  t.shrinkage = 0.3;
  const auto levels_of = [](const Scenario& s, int d, std::uint64_t replication) {
    std::vector<int> levels;
    const auto changes = changes_on(compile(s, {}), d, replication);
    for (int i = 0; i < 48; ++i) levels.push_back(at_time(changes, i / 2.0).level);
    return levels;
  };
  const Scenario s = staffed_by(t);
  Team renamed = t;
  renamed.id = "others";
  EXPECT_EQ(levels_of(s, 2, 0), levels_of(s, 2, 0));
  EXPECT_NE(levels_of(s, 2, 0), levels_of(s, 3, 0));
  EXPECT_NE(levels_of(s, 2, 0), levels_of(s, 2, 1));
  EXPECT_NE(levels_of(s, 2, 0), levels_of(staffed_by(renamed), 2, 0));
  Scenario longer = staffed_by(t, 3);  // a week more of warm-up: the same date, the same draws
  longer.calendar.warm_up_weeks = 1;
  EXPECT_EQ(levels_of(s, 2, 0), levels_of(longer, 9, 0));
}

TEST(Absence, EmptiesAPlaceForItsWholeBlock) {
  RosterLine line = staffed(6, 8, 16);
  line.breaks = {from_to(12, 13)};
  Team t = team({0}, {line});
  t.absence = 0.3;
  const Plan plan = compile(staffed_by(t, 20), {});
  std::map<int, int> seen;
  for (int d = 0; d < 140; ++d) {
    const auto changes = changes_on(plan, d);
    const int level = at_time(changes, 8).level;
    ++seen[level];
    for (const double h : {9.0, 11.9, 13.0, 15.9}) ASSERT_EQ(at_time(changes, h).level, level) << "day " << d;
    ASSERT_EQ(at_time(changes, 12.5).level, 0);
    ASSERT_EQ(at_time(changes, 16).level, 0);
  }
  EXPECT_GE(seen.size(), 4u);  // binomial (6, 0.7)
}

// Binomial: 20 places, 520 weeks; 4 standard errors, false alarm rate 6e-5.
TEST(Absence, HasItsProbability) {
  Team t = team({0}, {staffed(20, 8, 16)});
  t.absence = 0.04;
  const Plan plan = compile(staffed_by(t, 52), {});
  double sum = 0;
  double squares = 0;
  for (int d = 0; d < 364; ++d) {
    const double absent = 20 - at_time(plan, d, 9).level;
    sum += absent;
    squares += absent * absent;
  }
  EXPECT_LT(std::abs(z_of(sum / 364, 0.8, std::sqrt(20 * 0.04 * 0.96 / 364))), 4);
  // Places are apart: the variance is a binomial's, its standard error about variance x sqrt((2 + excess) / days).
  const double variance = squares / 364 - sum / 364 * (sum / 364);
  EXPECT_LT(std::abs(z_of(variance, 0.768, 0.768 * std::sqrt((2 + 1.25) / 364))), 4);
}

/// The level of the block that starts at 8, for many days.
std::vector<int> early_block(const std::vector<RosterLine>& roster) {
  Team t = team({0}, roster);
  t.absence = 0.2;
  const Plan plan = compile(staffed_by(t, 10), {});
  std::vector<int> levels;
  for (int d = 0; d < 70; ++d) levels.push_back(at_time(plan, d, 9).level);
  return levels;
}

TEST(Absence, OfALineDoesNotHangOnOtherLines) {
  const RosterLine early = staffed(7, 8, 12);
  const auto alone = early_block({early});
  EXPECT_EQ(early_block({early, staffed(5, 12, 20)}), alone);
  EXPECT_EQ(early_block({staffed(5, 12, 20), early}), alone);
  EXPECT_EQ(early_block({early, staffed(3, 13, 15), staffed(9, 7, 8)}), alone);
}

// A line that starts at the same time only adds places.
TEST(Absence, OfPlacesThatStartTogetherKeepsWhenOneIsAdded) {
  const auto alone = early_block({staffed(7, 8, 12)});
  const auto more = early_block({staffed(7, 8, 12), staffed(1, 8, 12)});
  for (std::size_t d = 0; d < alone.size(); ++d) {
    ASSERT_GE(more[d], alone[d]);
    ASSERT_LE(more[d], alone[d] + 1);
  }
  EXPECT_EQ(early_block({staffed(8, 8, 12)}), more);
}

TEST(Absence, LeavesOneAtWorkOfThosePresent) {
  Team t = team({0}, {staffed(2)});
  t.absence = 0.5;
  t.shrinkage = 0.6;
  const Plan plan = compile(staffed_by(t, 20), {});
  std::map<int, int> seen;
  for (int d = 0; d < 140; ++d) ++seen[at_time(plan, d, 9).level];
  EXPECT_GT(seen[0], 0);  // both absent
  EXPECT_GT(seen[1], 0);
  EXPECT_EQ(seen[2], 0);  // 2 x 0.4 is below one
}

TEST(PaidHours, CountStaffLessBreaksWithPremium) {
  RosterLine day_line = staffed(12, 8, 16, mon_fri);
  day_line.breaks = {from_to(12, 12.5)};
  RosterLine late = staffed(5, 16, 19, mon_fri);
  late.premium = 1.5;
  Scenario s = staffed_by(team({0}, {day_line, late}), 2);
  s.calendar.warm_up_weeks = 1;                              // not paid for here
  s.calendar.closed_days = {monday + std::chrono::days{1}};  // the block falls away, and is paid
  const PaidHours paid = paid_hours(s, {});
  EXPECT_DOUBLE_EQ(paid.paid_hours[0], 10 * (12 * 7.5 + 5 * 3));
  EXPECT_DOUBLE_EQ(paid.staff_cost[0], 10 * (12 * 7.5 * 15 + 5 * 3 * 15 * 1.5));
}

}  // namespace
}  // namespace channelshift
