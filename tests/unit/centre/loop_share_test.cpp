#include <gtest/gtest.h>

#include <algorithm>

#include "builders.hpp"

/// Agents who hold several contacts at once, and the choice among teams: by hand, and against what must be the same.
namespace channelshift {
namespace {

using namespace build;

Channel chat(std::vector<double> speed, const std::string& id = "chat") {
  Channel one = live(id);
  one.concurrency = static_cast<int>(speed.size());
  one.speed = std::move(speed);
  return one;
}

Scenario one_channel(const Channel& c, double rate, const sim::Distribution& handle, int staff) {
  Scenario s = scenario(2);
  s.model.channels = {c};
  s.model.channels[0].target = Target{20, std::nullopt, 0.8, Clock::elapsed};
  s.model.channels[0].patience = exponential(90);
  s.model.demands = {per_hour(0, rate, handle)};
  s.model.teams = {team({0}, {staffed(staff)})};
  return s;
}

// A concurrency of 1 is nothing at all: the same bytes, with its speed given or not.
TEST(Share, ConcurrencyOneChangesNothing) {
  const Scenario plain = one_channel(live("chat"), 60, lognormal(300, 1), 5);
  const Scenario one = one_channel(chat({1}), 60, lognormal(300, 1), 5);
  for (const bool lean : {true, false}) {
    const Outcome a = simulated(plain, 0, lean), b = simulated(one, 0, lean);
    EXPECT_TRUE(same(a.counts, b.counts));
    EXPECT_TRUE(a.series == b.series);
  }
}

TEST(Share, SpeedOfOneAloneIsTheTeamsSpeed) {
  Scenario slow_team = one_channel(live("chat"), 60, lognormal(300, 1), 5);
  slow_team.model.teams[0].speed = {0.5};
  EXPECT_TRUE(same(simulated(slow_team).counts, simulated(one_channel(chat({0.5}), 60, lognormal(300, 1), 5)).counts));
}

// Three at full speed each: four such agents answer like twelve who hold one contact.
TEST(Share, AtFullSpeedAnAgentIsAsManyAgents) {
  Scenario twelve = one_channel(live("chat"), 130, lognormal(300, 1), 12);
  Scenario four = one_channel(chat({1, 1, 1}), 130, lognormal(300, 1), 4);
  const ChannelCounts a = simulated(twelve).counts.channels[0];
  const Counts counts = simulated(four).counts;
  const ChannelCounts& b = counts.channels[0];
  EXPECT_GT(a.abandoned, 100);
  EXPECT_EQ(a.answered, b.answered);
  EXPECT_EQ(a.answered_in_target, b.answered_in_target);
  EXPECT_EQ(a.abandoned, b.abandoned);
  EXPECT_EQ(a.waited, b.waited);
  EXPECT_EQ(a.wait, b.wait);
  EXPECT_EQ(a.queue, b.queue);
  EXPECT_EQ(a.handle, b.handle);  // those in hand at the end count as if they went on alone
  EXPECT_EQ(counts.teams[0].busy, counts.team_channel_busy[0]);
  EXPECT_LE(counts.teams[0].busy_within, counts.teams[0].at_work);
}

// Where j x speed does not fall, more in hand means as much work done and no longer a wait for the answer.
TEST(Share, NeverWorseThanOneAtATime) {
  for (std::uint64_t replication = 0; replication < 5; ++replication) {
    Scenario one = one_channel(live("chat"), 65, exponential(300), 5);
    Scenario three = one_channel(chat({1, 0.6, 0.4}), 65, exponential(300), 5);
    one.model.channels[0].patience = three.model.channels[0].patience = std::nullopt;
    const ChannelCounts a = simulated(one, replication).counts.channels[0];
    const ChannelCounts b = simulated(three, replication).counts.channels[0];
    EXPECT_LE(b.wait, a.wait);
    EXPECT_LE(a.answered, b.answered);
  }
}

/// Two teams of one agent each, alike but for their cost.
Scenario two_teams(Routing routing) {
  Scenario s = scenario(1);
  s.model.channels = {live("phone")};
  s.model.demands = {per_hour(0, 30, fixed(100))};
  s.model.teams = {team({0}, {staffed(1)}, "dear"), team({0}, {staffed(1)}, "cheap")};
  s.model.teams[0].hourly_cost = 20;
  s.model.routing = routing;
  return s;
}

// Two agents who serve for the same time: by turns when the longest idle is asked for, whoever is left idle being next.
TEST(Routing, LongestIdleSharesTheWork) {
  const Counts first = simulated(two_teams(Routing::first)).counts;
  const Counts turns = simulated(two_teams(Routing::longest_idle)).counts;
  EXPECT_TRUE(first.channels == turns.channels);  // agents are alike: the queue is the same
  EXPECT_GT(static_cast<double>(first.teams[0].busy), 1.4 * static_cast<double>(first.teams[1].busy));
  // Work of equal length ends in the order in which it begins, so the longest idle is always the other one.
  const std::int64_t answered = turns.channels[0].answered;
  EXPECT_NEAR(static_cast<double>(turns.team_channel_busy[0]), static_cast<double>(sim::ticks(100) * answered) / 2,
              static_cast<double>(sim::ticks(50)) + 1);
}

// The cheapest first is the file the other way round.
TEST(Routing, LeastCostIsTheOrderOfCost) {
  Scenario other_way = two_teams(Routing::first);
  std::swap(other_way.model.teams[0], other_way.model.teams[1]);
  const Counts a = simulated(two_teams(Routing::least_cost)).counts;
  const Counts b = simulated(other_way).counts;
  EXPECT_TRUE(a.channels == b.channels);
  EXPECT_EQ(a.teams[0].busy, b.teams[1].busy);
  EXPECT_EQ(a.teams[1].busy, b.teams[0].busy);
}

// A contract by the contact is dear for short calls and cheap for long ones.
TEST(Routing, LeastCostKnowsContracts) {
  Scenario s = two_teams(Routing::least_cost);
  Team& bureau = s.model.teams[1];
  bureau.kind = TeamKind::contracted;
  s.model.teams[0].hourly_cost = 36;  // 1.00 for the 100 s of a call
  bureau.hourly_cost = 0;
  bureau.rate.per_contact = 1.01;
  const Counts dear = simulated(s).counts;
  bureau.rate.per_contact = 0.99;
  const Counts cheap = simulated(s).counts;
  EXPECT_GT(dear.teams[0].busy, dear.teams[1].busy);
  EXPECT_GT(cheap.teams[1].busy, cheap.teams[0].busy);
}

}  // namespace
}  // namespace channelshift
