#include <gtest/gtest.h>

#include "builders.hpp"

/// The lean loop and the one that knows every feature must give the same bytes for a plain scenario.
namespace channelshift {
namespace {

using namespace build;

void loops_agree(const Scenario& s, const std::string& what) {
  Scenario completed = s;
  complete(completed.model);
  ASSERT_TRUE(compile(completed, {}).plain) << what << ": the scenario is not plain, so this would test nothing";
  for (std::uint64_t replication = 0; replication < 4; ++replication) {
    const Outcome lean = simulated(s, replication, true);
    const Outcome full = simulated(s, replication, false);
    EXPECT_TRUE(same(lean.counts, full.counts)) << what;
    EXPECT_TRUE(lean.series == full.series) << what;
    for (const ChannelCounts& c : lean.counts.channels) EXPECT_GT(c.offered, 0) << what;
  }
}

Scenario single_skill() {
  Scenario s = scenario(2, 1);
  s.model.channels = {live("phone")};
  s.model.channels[0].target = Target{20, std::nullopt, 0.8, Clock::elapsed};
  s.model.channels[0].patience = exponential(120);
  s.model.demands = {per_hour(0, 120, exponential(270))};
  s.model.teams = {team({0}, {staffed(9)})};
  return s;
}

TEST(LeanAndFullLoop, AgreeOnASingleSkill) {
  loops_agree(single_skill(), "with patience");
  Scenario patient = single_skill();
  patient.model.channels[0].patience.reset();
  patient.model.teams[0].roster[0].staff = 11;
  loops_agree(patient, "without patience");
}

TEST(LeanAndFullLoop, AgreeOnSkillsAndRanks) {
  Scenario s = scenario(2, 1);
  s.model.channels = {live("care"), live("phone"), live("chat")};
  for (Channel& c : s.model.channels) c.patience = exponential(200);
  s.model.demands = {per_hour(0, 8, exponential(300)), per_hour(1, 60, lognormal(250, 0.9)),
                     per_hour(2, 20, exponential(500))};
  s.model.teams = {team({0, 1}, {staffed(4)}, "one"), team({2, 1}, {staffed(3)}, "two"),
                   team({1}, {staffed(1)}, "three")};
  loops_agree(s, "three teams");
}

TEST(LeanAndFullLoop, AgreeOnOpeningHoursClosedDaysAndLevels) {
  Scenario s = scenario(3, 1);
  s.model.channels = {live("phone", {on(mon_fri, 8, 18), on(Days{1 << 5}, 9, 13)}),
                      live("night", {on(every_day, 20, 24), on(every_day, 0, 6)})};
  s.model.channels[0].patience = exponential(300);
  s.calendar.closed_days = {monday + std::chrono::days{1}, monday + std::chrono::days{9}};
  s.calendar.special_hours = {{monday + std::chrono::days{3}, channel(0), {from_to(10, 12)}}};
  s.model.demands = {per_hour(0, 60, exponential(240)), per_hour(1, 12, exponential(240))};
  s.model.teams = {team({0}, {staffed(3, 8, 12, mon_fri), staffed(6, 12, 18, mon_fri), staffed(2, 9, 13)}, "days"),
                   team({1}, {staffed(1, 20, 24), staffed(1, 0, 6)}, "nights")};
  s.model.teams[0].roster[1].breaks = {from_to(13, 13.5)};
  loops_agree(s, "hours");
}

TEST(LeanAndFullLoop, AgreeOnShrinkageAbsenceAndBusyDays) {
  Scenario s = single_skill();
  s.model.profiles = {flat_profile("office")};
  s.model.profiles[0].weekday = {1.3, 1.1, 1, 1, 0.9, 0.3, 0.1};
  s.model.profiles[0].busy_day = BusyDay{0.3, 0.4, "office"};
  s.model.demands = {per_year(0, 500'000, ProfileId{0})};
  s.model.teams[0].roster[0].staff = 14;
  s.model.teams[0].shrinkage = 0.25;
  s.model.teams[0].absence = 0.05;
  s.calendar.interval_s = 900;
  loops_agree(s, "levels by chance");
}

TEST(LeanAndFullLoop, AgreeOnDeferredWork) {
  Scenario s = scenario(3, 1);
  s.model.channels = {live("phone"), deferred("email", {on(mon_fri, 8, 17)})};
  s.model.channels[1].target = Target{0, 2, 0.9, Clock::working};
  s.model.demands = {per_hour(0, 25, exponential(240)), per_hour(1, 12, exponential(500))};
  s.model.teams = {team({0, 1}, {staffed(3, 8, 18, mon_fri), staffed(2)})};
  loops_agree(s, "target in working days");
  s.model.channels[1].target = Target{6 * hour, std::nullopt, 0.9, Clock::working};
  loops_agree(s, "target in working hours");
  s.model.channels[1].target = Target{24 * hour, std::nullopt, 0.9, Clock::elapsed};
  s.model.demands[1].per_hour = 60;  // more than can be answered: a backlog at the end
  loops_agree(s, "with a backlog");
}

TEST(LeanAndFullLoop, AreUsedAgainWithoutTrace) {
  Scenario s = single_skill();
  complete(s.model);
  const Plan plan = compile(s, {});
  for (const bool lean : {true, false}) {
    Simulation used(plan, lean);
    Series ignored = empty_series(plan), second = empty_series(plan), alone = empty_series(plan);
    used.run(sim::key_of(1, 7), ignored);
    const Counts after = used.run(sim::key_of(1, 3), second);
    EXPECT_TRUE(same(after, Simulation(plan, lean).run(sim::key_of(1, 3), alone)));
    EXPECT_TRUE(second == alone);
  }
}

TEST(LeanAndFullLoop, SeriesAddUpToTheCounts) {
  for (const bool lean : {true, false}) {
    const Outcome o = simulated(single_skill(), 0, lean);
    const ChannelCounts& phone = o.counts.channels[0];
    for (const auto* cells : {&o.series.week, &o.series.days}) {
      Cell sum;
      for (const Cell& cell : *cells) {
        sum.offered += cell.offered, sum.answered += cell.answered, sum.answered_in_target += cell.answered_in_target;
        sum.abandoned += cell.abandoned, sum.wait += cell.wait, sum.wait_answered += cell.wait_answered;
        sum.handle += cell.handle;
      }
      EXPECT_EQ(sum, (Cell{phone.offered, phone.answered, phone.answered_in_target, phone.abandoned, phone.not_yet_due,
                           phone.wait, phone.wait_answered, phone.handle}));
    }
    std::int64_t in_histogram = 0;
    for (const std::int64_t n : o.series.wait_histogram) in_histogram += n;
    EXPECT_EQ(in_histogram, phone.answered);
    TeamCell sum;
    for (const TeamCell& cell : o.series.team_week)
      sum.busy_within += cell.busy_within, sum.at_work += cell.at_work, sum.overtime += cell.overtime;
    const TeamCounts& agents = o.counts.teams[0];
    EXPECT_EQ(sum, (TeamCell{agents.busy_within, agents.at_work, agents.overtime}));
  }
}

}  // namespace
}  // namespace channelshift
