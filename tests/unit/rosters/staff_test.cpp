#include "models/rosters/staff.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "models/erlang/queues.hpp"
#include "models/rosters/cheapest.hpp"
#include "models/rosters/patterns.hpp"
#include "models/rosters/programme.hpp"
#include "tests/unit/centre/builders.hpp"

namespace channelshift {
namespace {

using namespace build;

Target target(double within_s, double share) {
  Target t;
  t.within_s = within_s;
  t.share = share;
  return t;
}

ShiftPattern pattern(std::vector<int> starts_h, double hours, Days days = mon_fri) {
  ShiftPattern p;
  p.id = "shift";
  p.teams = {TeamId{0}};
  p.days = days;
  for (const int h : starts_h) p.starts_s.push_back(h * 3600);
  p.length_s = hours * hour;
  return p;
}

/// A phone that is open on weekdays from 8 to 18, and whoever the patterns bring.
Scenario phone(double calls_an_hour) {
  Scenario s = scenario(3);
  s.replications = 20;
  s.search.replications = 2;
  s.model.channels.push_back(live("phone", {on(mon_fri, 8, 18)}));
  s.model.channels[0].target = target(20, 0.8);
  s.model.channels[0].patience = exponential(180);
  s.model.demands.push_back(per_hour(0, calls_an_hour, exponential(200)));
  s.model.teams.push_back(team({0}, {}));
  complete(s.model);
  return s;
}

int staff_at(const std::vector<RosterLine>& roster, int weekday, double at_h) {
  int staff = 0;
  const int at_s = static_cast<int>(at_h * 3600);
  for (const RosterLine& line : roster)
    for (const TimeRange& range : line.hours)
      if (line.days.bits >> weekday & 1 && range.from_s <= at_s && at_s < range.to_s) staff += line.staff;
  return staff;
}

TEST(Programme, IsSolvedAsByTryingAll) {
  // Two to cover in the morning, three at noon, two in the evening; early and late overlap at noon, a long day is dear.
  Programme p;
  p.cost = {5, 5, 8.5, 3};
  p.rows = {{{{0, 1}, {2, 1}}, 2, {}},
            {{{0, 1}, {1, 1}, {2, 1}, {3, 1}}, 3, {}},
            {{{1, 1}, {2, 1}}, 2, {}},
            {{{0, 5}, {1, 5}, {2, 9}, {3, 3}}, 0, 30.0}};
  double least = 1e9;
  for (int a = 0; a < 5; ++a)
    for (int b = 0; b < 5; ++b)
      for (int c = 0; c < 5; ++c)
        for (int d = 0; d < 5; ++d)
          if (a + c >= 2 && a + b + c + d >= 3 && b + c >= 2 && 5 * a + 5 * b + 9 * c + 3 * d <= 30)
            least = std::min(least, 5 * a + 5 * b + 8.5 * c + 3 * d);
  const auto x = solve(p);
  ASSERT_TRUE(x);
  double cost = 0;
  for (std::size_t v = 0; v < 4; ++v) cost += p.cost[v] * (*x)[v];
  EXPECT_DOUBLE_EQ(cost, least);
  p.rows.push_back({{{0, 1}, {1, 1}, {2, 1}}, 20, {}});
  EXPECT_FALSE(solve(p));
}

TEST(Staff, OfOneSkillAndOneShiftIsErlangs) {
  // A shift that is as long as the phone is open: the answer is the smallest n of Erlang A.
  for (const double calls : {24.0, 55.0, 90.0}) {
    Scenario s = phone(calls);
    s.shift_patterns = {pattern({8}, 10)};
    int smallest = 1;
    const auto level = [&](int n) { return erlang::erlang_a({calls / 3600, 200, n}, 180, 20).service_level; };
    while (level(smallest) < 0.8) ++smallest;
    ASSERT_GT(std::min(level(smallest) - 0.8, 0.8 - level(smallest - 1)), 0.02) << "the case is too close to call";
    const StaffReport report = staff(s, {}, {}, {});
    ASSERT_TRUE(report.answer);
    EXPECT_TRUE(report.answer->holds());
    ASSERT_EQ(report.answer->roster[0].size(), 1u);
    EXPECT_EQ(report.answer->roster[0][0].staff, smallest);
    EXPECT_NEAR(report.answer->fte[0], smallest * 50 / 37.0, 1e-9);
  }
}

TEST(Staff, HoldsOnReplicationsNotSearched) {
  Scenario s = phone(40);
  s.shift_patterns = {pattern({8, 9, 10, 12, 13}, 5), pattern({8, 10}, 8)};
  s.shift_patterns[1].break_s = 1800;
  const StaffReport report = staff(s, {}, {}, {});
  ASSERT_TRUE(report.answer->holds());
  for (const TargetCheck& check : report.answer->service)
    EXPECT_GE(check.share.mean - *check.share.half_width, check.target);
  EXPECT_GE(report.check_replications, 20);
}

TEST(Staff, DeferredWorkGoesIntoTheValleys) {
  // Two full shifts of calls leave idle time; a little e-mail within two days fits into it and needs nobody more.
  Scenario s = phone(40);
  s.shift_patterns = {pattern({8}, 10)};
  const double calls_alone = staff(s, {}, {}, {}).answer->staff_cost;
  s.model.channels.push_back(deferred("email", {on(mon_fri, 8, 18)}));
  s.model.channels[1].target = target(4 * day, 0.9);
  s.model.channels[1].interruptible = true;
  s.model.demands.push_back(per_hour(1, 1, exponential(600)));
  s.model.teams[0].answers.push_back({{channel(1), 0, std::nullopt}});
  complete(s.model);
  const StaffReport with_email = staff(s, {}, {}, {});
  EXPECT_TRUE(with_email.answer->holds());
  EXPECT_NEAR(with_email.answer->staff_cost, calls_alone, 1e-6);
  s.model.demands[1].per_hour = 12;  // 2 erlangs at every hour of the week: 336 hours of work a week do not fit
  const StaffReport much = staff(s, {}, {}, {});
  EXPECT_TRUE(much.answer->holds());
  EXPECT_GE(much.answer->roster[0][0].staff * 50.0,
            0.9 * 336 + 0.8 * 40 * 50 * 200 / 3600.0);  // the work that must be done
}

TEST(Staff, OneTeamOfTwoSkillsIsCheaperThanTwo) {
  Scenario s = phone(24);
  s.shift_patterns = {pattern({8}, 10)};
  const double one_phone = staff(s, {}, {}, {}).answer->staff_cost;
  s.model.channels.push_back(s.model.channels[0]);
  s.model.channels[1].id = "second";
  s.model.demands.push_back(per_hour(1, 24, exponential(200)));
  s.model.teams[0].answers.push_back({{channel(1), 0, std::nullopt}});
  complete(s.model);
  const StaffReport both = staff(s, {}, {}, {});
  EXPECT_TRUE(both.answer->holds());
  EXPECT_LT(both.answer->staff_cost, 2 * one_phone);
  EXPECT_GT(both.answer->staff_cost, one_phone);
}

TEST(Staff, KeepsTheCareLinesMinimum) {
  Scenario s = phone(30);
  s.model.channels.push_back(live("care-line"));
  s.model.channels[1].target = target(60, 0.5);
  s.model.channels[1].patience = exponential(600);
  s.model.demands.push_back(per_hour(1, 0.5, exponential(200)));
  s.model.teams.push_back(team({1}, {staffed(0, 0, 8), staffed(0, 8, 16), staffed(3, 16, 24)}, "care"));
  s.model.teams[1].minimum_staff = 2;
  complete(s.model);
  s.shift_patterns = {pattern({8}, 10)};
  const StaffReport report = staff(s, {}, {}, {});
  for (int weekday = 0; weekday < 7; ++weekday)
    for (double at = 0.5; at < 24; at += 1) EXPECT_EQ(staff_at(report.answer->roster[1], weekday, at), 2) << at;
}

TEST(Staff, KeepsToContractHours) {
  // Long shifts are the cheaper ones by premium, but have more hours than the contract where short ones do.
  Scenario s = phone(30);
  s.shift_patterns = {pattern({8}, 10), pattern({8, 13}, 5)};
  const StaffReport free = staff(s, {}, {}, {});
  s.model.teams[0].contract_hours = 37 * free.answer->fte[0];
  EXPECT_TRUE(staff(s, {}, {}, {}).answer->holds());
  s.model.teams[0].contract_hours = 37 * free.answer->fte[0] / 3;
  EXPECT_THROW(staff(s, {}, {}, {}), SimulationStopped);
}

TEST(Staff, MoreBudgetNeverBuysLess) {
  Scenario s = phone(40);
  s.shift_patterns = {pattern({8, 13}, 5)};
  const double cost = staff(s, {}, {}, {}).answer->staff_cost;
  double before = -1;
  for (const double share : {0.7, 1.2}) {
    const StaffReport report = staff(s, {}, {share * cost, false}, {});
    ASSERT_TRUE(report.answer);
    EXPECT_LE(report.answer->staff_cost, share * cost);
    EXPECT_GE(report.answer->standard, before);
    before = report.answer->standard;
  }
  EXPECT_EQ(staff(s, {}, {1.0, false}, {}).answer->staff_cost, 0);
}

TEST(Staff, HigherStandardsCostMore) {
  Scenario s = phone(40);
  s.shift_patterns = {pattern({8, 13}, 5)};
  const StaffReport report = staff(s, {}, {std::nullopt, true}, {});
  ASSERT_EQ(report.frontier.size(), 7u);
  EXPECT_TRUE(std::ranges::is_sorted(report.frontier, {}, &StaffAnswer::staff_cost));
  EXPECT_LT(report.frontier.front().staff_cost, report.frontier.back().staff_cost);
}

TEST(StaffOptions, MovesEverythingAwayAndTheMinimumIsLeft) {
  Scenario s = scenario(2);
  s.search = {2, 2};
  s.model.channels.push_back(live("phone", {on(mon_fri, 8, 18)}));
  s.model.channels.push_back(channel_of(ChannelKind::self_service, "web"));
  s.model.channels[0].target = target(30, 0.8);
  s.model.channels[0].patience = exponential(180);
  s.model.demands.push_back(per_hour(0, 30, exponential(200)));
  s.model.teams.push_back(team({0}, {staffed(4, 8, 13, mon_fri), staffed(4, 13, 18, mon_fri)}));
  s.model.teams[0].minimum_staff = 2;
  complete(s.model);
  s.options.push_back(option_of(s));
  s.options[0].shifts.push_back(shift({channel(0)}, channel(1), 1.0));
  s.options[0].staffing = Staffing::match_targets;
  const Staffed staffed = staff_options(s, {}, {});
  for (const RosterPair& pair : staffed.options[0]->searches) {
    EXPECT_GT(pair.without.staff_cost, pair.with.staff_cost);
    for (const RosterLine& line : pair.with.roster[0]) EXPECT_EQ(line.staff, 2);
  }
}

}  // namespace
}  // namespace channelshift
