#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <future>
#include <thread>

#include "builders.hpp"

/// Small scenarios whose outcome can be reasoned by hand.
namespace channelshift {
namespace {

using namespace build;

Scenario one_channel(const Channel& c, double rate, const sim::Distribution& handle, int staff, int weeks = 4) {
  Scenario s = scenario(weeks);
  s.model.channels = {c};
  s.model.demands = {per_hour(0, rate, handle)};
  s.model.teams = {team({0}, {staffed(staff)})};
  return s;
}

double share(std::int64_t part, std::int64_t of) { return static_cast<double>(part) / static_cast<double>(of); }

/// z of a count that is binomial (n, p).
double binomial_z(std::int64_t seen, std::int64_t n, double p) {
  const double m = static_cast<double>(n);
  return z_of(static_cast<double>(seen), m * p, std::sqrt(m * p * (1 - p)));
}

// ---- hours and staff

// All that came by 17:00 are answered, though the roster ends then; nobody works on once nobody waits.
TEST(Closing, AgentsStayForThoseWhoCameInTime) {
  Scenario s = one_channel(live("phone", {on(every_day, 8, 17)}), 60, fixed(600), 0);
  s.model.teams[0].roster = {staffed(8, 8, 17)};
  const Counts counts = simulated(s).counts;
  EXPECT_EQ(counts.channels[0].answered, counts.channels[0].offered);
  EXPECT_EQ(counts.channels[0].waiting_at_end, 0);
  EXPECT_EQ(counts.teams[0].overtime, counts.teams[0].busy - counts.teams[0].busy_within);
  EXPECT_EQ(counts.teams[0].at_work, 28 * 8 * sim::ticks(9 * hour));
  // 60 an hour x 600 s is 10 erlangs on 8 agents: after nine hours about 2 x 9 agent-hours are left, less at the start.
  EXPECT_GT(counts.teams[0].overtime, 28 * sim::ticks(10 * hour));
  // Every handle second is worked.
  EXPECT_EQ(counts.teams[0].busy, counts.channels[0].answered * sim::ticks(600));
}

TEST(Closing, WithoutOneWhoWaitsAgentsFinishTheirContactOnly) {
  Scenario s = one_channel(live("phone", {on(every_day, 8, 17)}), 2, fixed(600), 0);
  s.model.teams[0].roster = {staffed(50, 8, 17)};
  const Counts counts = simulated(s).counts;
  EXPECT_EQ(counts.channels[0].waited, 0);
  EXPECT_LE(counts.teams[0].overtime, counts.channels[0].answered * sim::ticks(600) / 9);
  EXPECT_GT(counts.teams[0].overtime, 0);
}

// A roster that ends before the channel closes: nobody stays for those who come then, or who wait.
TEST(Closing, NobodyStaysWhileTheChannelIsOpen) {
  Scenario s = one_channel(live("phone", {on(every_day, 8, 17)}), 60, fixed(600), 0);
  s.model.channels[0].patience = fixed(1800);
  s.model.teams[0].roster = {staffed(8, 8, 16)};
  const Counts counts = simulated(s).counts;
  // At most eight contacts are in hand at 16:00, and none is begun after it.
  EXPECT_LE(counts.teams[0].overtime, 28 * 8 * sim::ticks(600));
  EXPECT_GT(counts.channels[0].abandoned, 28 * 60 / 2);
}

TEST(Levels, TouchingLinesAreOneCrew) {
  Scenario s = one_channel(live("phone"), 50, exponential(300), 0);
  s.model.teams[0].roster = {staffed(5, 0, 8), staffed(5, 8, 16), staffed(5, 16, 24)};
  Scenario one_line = s;
  one_line.model.teams[0].roster = {staffed(5)};
  EXPECT_TRUE(same(simulated(s).counts, simulated(one_line).counts));
  EXPECT_EQ(simulated(s).counts.teams[0].overtime, 0);
}

TEST(Levels, ShrinkageAndAbsenceMakeNoOvertime) {
  Scenario s = one_channel(live("phone"), 100, exponential(300), 10);
  s.model.teams[0].shrinkage = 0.3;
  s.model.teams[0].absence = 0.1;
  s.model.channels[0].patience = exponential(60);
  const TeamCounts agents = simulated(s).counts.teams[0];
  EXPECT_GT(agents.busy, agents.busy_within);
  EXPECT_EQ(agents.overtime, 0);
}

TEST(Closing, ArrivalsOutsideTheHoursAreTurnedAway) {
  Scenario s = one_channel(live("phone", {on(mon_fri, 8, 18)}), 30, fixed(60), 50, 20);
  const ChannelCounts phone = simulated(s).counts.channels[0];
  const std::int64_t all = phone.offered + phone.turned_away;
  EXPECT_LT(std::abs(binomial_z(phone.offered, all, 50.0 / 168)), 4);
  EXPECT_EQ(phone.needs_lost, phone.turned_away);
  EXPECT_EQ(phone.open, 20 * sim::ticks(50 * hour));
}

// Little's law holds exactly for sums: the integral of the number waiting is the sum of the waits, here without
// closing.
TEST(Queue, IntegralIsTheSumOfTheWaits) {
  Scenario s = one_channel(live("phone"), 100, exponential(300), 8);
  s.model.channels[0].patience = exponential(120);
  const ChannelCounts phone = simulated(s).counts.channels[0];
  EXPECT_EQ(phone.queue, phone.wait);
}

// With opening hours the wait after closing is not part of it.
TEST(Queue, IntegralLeavesOutClosedTime) {
  Scenario s = one_channel(live("phone", {on(every_day, 8, 17)}), 60, fixed(600), 0);
  s.model.teams[0].roster = {staffed(8, 8, 17)};
  const ChannelCounts phone = simulated(s).counts.channels[0];
  EXPECT_LT(phone.queue, phone.wait);
  EXPECT_GT(phone.queue, phone.wait / 2);
}

// ---- deferred work

Scenario with_email(bool interruptible, double phone_rate = 20) {
  Scenario s = scenario(4);
  s.model.channels = {live("phone"), deferred("email")};
  s.model.channels[1].interruptible = interruptible;
  s.model.demands = {per_hour(0, phone_rate, exponential(240)), per_hour(1, 6, exponential(600))};
  s.model.teams = {team({0, 1}, {staffed(4)})};
  return s;
}

// What is put down goes on with what remains of it, so work done and work left add up to the handle times, to the tick.
TEST(Interruptible, WorkGoesOnWithWhatRemains) {
  Scenario s = with_email(true);
  s.model.teams[0].roster[0].staff = 3;
  const Counts counts = simulated(s).counts;
  const ChannelCounts& email = counts.channels[1];
  EXPECT_GT(email.answered, 3500);
  ASSERT_EQ(email.waiting_at_end, 0);  // so what is left is of work put down
  EXPECT_EQ(counts.team_channel_busy[1] + email.backlog_work_end, email.handle);
  // Both channels' time is the team's, but for what lies beyond the end of contacts in hand then.
  EXPECT_NEAR(share(counts.team_channel_busy[0] + counts.team_channel_busy[1], counts.teams[0].busy), 1, 0.005);
}

// To a live contact interruptible work is as good as an idle agent: phone sees what it would see alone.
TEST(Interruptible, WorkNeverKeepsALiveContactWaiting) {
  const ChannelCounts with = simulated(with_email(true)).counts.channels[0];
  Scenario alone = with_email(true);
  alone.model.demands.pop_back();
  const ChannelCounts without = simulated(alone).counts.channels[0];
  EXPECT_EQ(with.answered, without.answered);
  EXPECT_EQ(with.wait, without.wait);
  EXPECT_EQ(with.waited, without.waited);
  EXPECT_LT(with.waited, simulated(with_email(false)).counts.channels[0].waited);
}

// keep-free 1 and a single line: at most one call at a time, so it always finds the agent who was kept free.
TEST(KeepFree, AlwaysLeavesAnAgentForALiveContact) {
  Scenario s = with_email(false);
  s.model.channels[0].lines = 1;
  s.model.demands[1].per_hour = 40;  // far more than can be done
  const auto left_waiting = [](const Counts& counts) { return counts.channels[0].waited - counts.channels[0].blocked; };
  EXPECT_GT(left_waiting(simulated(s).counts), 0);
  s.model.teams[0].answers[1][0].keep_free = 1;
  const Counts counts = simulated(s).counts;
  EXPECT_EQ(left_waiting(counts), 0);
  EXPECT_GT(counts.channels[0].answered, 5000);
}

// Two lines and keep-free 2 likewise.
TEST(KeepFree, KeepsAsManyAsItSays) {
  Scenario s = with_email(false, 60);
  s.model.channels[0].lines = 2;
  s.model.demands[1].per_hour = 40;
  s.model.teams[0].answers[1][0].keep_free = 1;
  const Counts one = simulated(s).counts;
  EXPECT_GT(one.channels[0].waited, one.channels[0].blocked);
  s.model.teams[0].answers[1][0].keep_free = 2;
  const Counts two = simulated(s).counts;
  EXPECT_EQ(two.channels[0].waited, two.channels[0].blocked);
}

// Drowned in email alone, a team of four that keeps three free has exactly one agent at work on it.
TEST(KeepFree, LeavesTheRestIdle) {
  Scenario s = one_channel(deferred("email"), 60, fixed(600), 4);
  s.model.teams[0].answers[0][0].keep_free = 3;
  const TeamCounts agents = simulated(s).counts.teams[0];
  EXPECT_NEAR(share(agents.busy, agents.at_work), 0.25, 1e-4);
  s.model.teams[0].answers[0][0].keep_free = 4;
  EXPECT_EQ(simulated(s).counts.channels[0].answered, 0);
}

// An agent who leaves at the end of the day puts interruptible work down; other work is finished.
TEST(Deferred, WorkIsPutDownOrFinishedAtTheEndOfTheDay) {
  Scenario s = one_channel(deferred("email"), 4, fixed(3000), 0);
  s.model.teams[0].roster = {staffed(3, 9, 17)};
  EXPECT_GT(simulated(s).counts.teams[0].overtime, 0);
  s.model.channels[0].interruptible = true;
  const Counts counts = simulated(s).counts;
  EXPECT_EQ(counts.teams[0].overtime, 0);
  // At the end, midnight, nobody is at work: all work ever begun is either done or still waits.
  EXPECT_EQ(counts.teams[0].busy, counts.team_channel_busy[0]);
}

// A contact of a closed live channel that came in time keeps an agent, even one who was at interruptible work when the
// day ended. Email ranks first, so phone may wait while email is worked.
TEST(Deferred, WorkPutDownAtTheEndOfTheDayGivesWayToThoseWhoCameInTime) {
  Scenario s = scenario(4);
  s.model.channels = {deferred("email"), live("phone", {on(every_day, 9, 17)})};
  s.model.channels[0].interruptible = true;
  s.model.demands = {per_hour(0, 30, fixed(3000)), per_hour(1, 1, fixed(60))};
  s.model.teams = {team({0, 1}, {staffed(1, 9, 17)})};
  const Counts counts = simulated(s).counts;
  EXPECT_EQ(counts.channels[1].answered, counts.channels[1].offered);
  EXPECT_EQ(counts.channels[1].waiting_at_end, 0);
}

TEST(Deferred, IsWorkedInItsHoursOnly) {
  Scenario s = one_channel(deferred("email", {on(mon_fri, 8, 17)}), 1, fixed(60), 5, 8);
  s.model.channels[0].target = Target{0, std::nullopt, 1.0, Clock::working};
  const Counts counts = simulated(s).counts;
  EXPECT_EQ(counts.channels[0].turned_away, 0);
  // At once in open time; those who came in closed time wait for the opening, and so does their queue then.
  EXPECT_LT(std::abs(binomial_z(counts.channels[0].offered - counts.channels[0].waited, counts.channels[0].offered,
                                45.0 / 168)),
            4);
}

// Work begun in the warm-up and put down at the first measured midnight, for good: the measured time on it is nothing,
// not less than nothing.
TEST(Deferred, WorkBegunInTheWarmUpTakesNoMeasuredTimeBack) {
  Scenario s = one_channel(deferred("email"), 1, fixed(10 * hour), 3, 1);
  s.calendar.warm_up_weeks = 1;
  s.model.channels[0].interruptible = true;
  s.model.teams[0].roster[0].to = monday - std::chrono::days{1};
  const Counts counts = simulated(s).counts;
  EXPECT_EQ(counts.teams[0].busy, 0);
  EXPECT_EQ(counts.team_channel_busy[0], 0);
}

// Two kinds of deferred work that are worked from nine on: the team's first rank is done first, though it is the second
// in the file. Nothing comes by day that could be done between.
TEST(Deferred, AnOpeningKeepsToTheRanks) {
  Scenario s = scenario(1);
  s.model.channels = {deferred("post", {on(every_day, 9, 10)}), deferred("email", {on(every_day, 9, 10)})};
  s.model.demands = {per_hour(0, 1, fixed(4 * hour)), per_hour(1, 1, fixed(4 * hour))};
  s.model.teams = {team({1, 0}, {staffed(2, 9, 17)})};
  const Counts counts = simulated(s).counts;
  // Email has never less than two waiting at nine (24 a day, 2 done), so both agents always begin with email.
  EXPECT_EQ(counts.channels[0].answered, 0);
  EXPECT_GE(counts.channels[1].answered, 12);
}

// ---- overflow

// Two teams: the second takes phone only after 60 s. With the first team away, every contact waits 60 s exactly.
TEST(Overflow, OpensToTheSecondAfterItsTime) {
  Scenario s = scenario(2);
  s.model.channels = {live("phone")};
  s.model.demands = {per_hour(0, 10, fixed(30))};
  s.model.teams = {team({0}, {}, "first"), team({}, {staffed(30)}, "second")};
  s.model.teams[1].overflow = {{channel(0), 60}};
  const ChannelCounts phone = simulated(s).counts.channels[0];
  EXPECT_GT(phone.answered, 3000);
  EXPECT_EQ(phone.wait_answered, phone.answered * sim::ticks(60));
}

// A busy overflow team takes those who waited long enough as soon as an agent is free, never earlier.
TEST(Overflow, NeverOpensEarlier) {
  Scenario s = scenario(2);
  s.model.channels = {live("phone"), live("chat")};
  s.model.channels[0].target = Target{59.9, std::nullopt, 0.8, Clock::elapsed};
  s.model.demands = {per_hour(0, 10, fixed(240)), per_hour(1, 10, fixed(300))};
  s.model.teams = {team({}, {}, "first"), team({1}, {staffed(2)}, "second")};
  s.model.teams[1].overflow = {{channel(0), 60}};
  const Counts counts = simulated(s).counts;
  EXPECT_EQ(counts.channels[0].answered_in_target, 0);
  EXPECT_GT(counts.channels[0].answered, 3000);
  EXPECT_GT(counts.channels[0].wait_answered, counts.channels[0].answered * sim::ticks(60));
}

// Deferred work outside its hours waits for the opening, however long it has waited. Run apart, for it must also end.
TEST(Overflow, OfDeferredWorkWaitsForTheOpening) {
  Scenario s = scenario(1);
  s.model.channels = {deferred("email", {on(every_day, 8, 17)})};
  s.model.demands = {per_hour(0, 2, fixed(60))};
  s.model.teams = {team({}, {staffed(3)})};
  s.model.teams[0].overflow = {{channel(0), 60}};
  std::packaged_task<Counts()> task([s] { return simulated(s).counts; });
  std::future<Counts> counts = task.get_future();
  std::thread(std::move(task)).detach();
  ASSERT_EQ(counts.wait_for(std::chrono::seconds(20)), std::future_status::ready) << "the loop stands still";
  const ChannelCounts email = counts.get().channels[0];
  // Those of the last evening wait at the end; all others were answered.
  EXPECT_EQ(email.answered + email.waiting_at_end, email.offered);
  EXPECT_LT(email.waiting_at_end, 40);
}

// ---- leaving and returning

TEST(Patience, EndsAtItsTimeWithNobodyToAnswer) {
  Scenario s = one_channel(live("phone"), 10, fixed(60), 0);
  s.model.channels[0].patience = fixed(90);
  const ChannelCounts phone = simulated(s).counts.channels[0];
  EXPECT_EQ(phone.answered, 0);
  EXPECT_LE(phone.waiting_at_end, 2);
  EXPECT_GE(phone.wait, phone.abandoned * sim::ticks(90));
  EXPECT_LE(phone.wait, (phone.abandoned + phone.waiting_at_end) * sim::ticks(90));
}

// Nobody answers, everyone tries again with probability 0.4 at once: the number of attempts is geometric.
TEST(Retry, HappensWithItsProbability) {
  for (const bool with_lines : {false, true}) {
    Scenario s = one_channel(live("phone"), 100, fixed(60), 0);
    s.model.channels[0].patience = fixed(30);
    s.model.channels[0].retry = Retry{0.4, exponential(60), {}};
    if (with_lines) s.model.channels[0].lines = 1'000'000;
    const ChannelCounts phone = simulated(s).counts.channels[0];
    const std::int64_t retries = phone.offered_by_origin[static_cast<int>(Origin::retry)];
    EXPECT_LT(std::abs(binomial_z(retries, phone.abandoned, 0.4)), 4);
    EXPECT_EQ(phone.needs_met, 0);
  }
}

// Eager patience (with lines that are never short) and lazy patience are two ways to the same end.
TEST(Patience, IsTheSameEagerOrLazy) {
  Scenario s = one_channel(live("phone"), 100, exponential(300), 8);
  s.model.channels[0].patience = exponential(120);
  s.model.channels[0].retry = Retry{0.4, exponential(600), {}};
  Scenario eager = s;
  eager.model.channels[0].lines = 1'000'000;
  const Outcome a = simulated(s);
  const Outcome b = simulated(eager);
  EXPECT_TRUE(same(a.counts, b.counts));
  EXPECT_TRUE(a.series == b.series);
}

TEST(Retry, EndsAfterTwentyReturns) {
  Scenario s = one_channel(live("phone"), 10, fixed(60), 0);
  s.model.channels[0].balk = 1;
  s.model.channels[0].retry = Retry{1.0, fixed(10), {}};
  const ChannelCounts phone = simulated(s).counts.channels[0];
  EXPECT_NEAR(share(phone.offered, phone.needs), 21, 0.1);
  EXPECT_EQ(phone.balked, phone.abandoned);
  EXPECT_EQ(phone.balked, phone.offered);
  EXPECT_EQ(phone.wait, 0);
}

TEST(Balk, IsForThoseWhoFindNoAgentFree) {
  Scenario s = one_channel(live("phone"), 100, exponential(300), 8);
  s.model.channels[0].balk = 0.3;
  s.model.channels[0].patience = exponential(120);
  const ChannelCounts phone = simulated(s).counts.channels[0];
  EXPECT_LT(std::abs(binomial_z(phone.balked, phone.waited, 0.3)), 4);
}

// Lines as many as agents: nobody waits, an Erlang loss system.
TEST(Lines, AsManyAsAgentsLeaveNobodyWaiting) {
  Scenario s = one_channel(live("phone"), 100, exponential(300), 8, 12);
  s.model.channels[0].lines = 8;
  const ChannelCounts phone = simulated(s).counts.channels[0];
  EXPECT_EQ(phone.waited, phone.blocked);
  EXPECT_EQ(phone.wait, 0);
  double erlang_b = 1;
  for (int k = 1; k <= 8; ++k) erlang_b = 100.0 / 12 * erlang_b / (k + 100.0 / 12 * erlang_b);
  // Blockings come in clusters: a standard error three times the binomial one.
  EXPECT_LT(std::abs(binomial_z(phone.blocked, phone.offered, erlang_b)), 12);
}

// An option that only brings in lines nobody needs changes nothing, also from the day on which it starts.
TEST(Lines, BroughtInByADatedOptionAreFreeThen) {
  Scenario s = one_channel(live("phone"), 100, exponential(300), 8);
  s.model.channels[0].patience = exponential(120);
  complete(s.model);
  Option lines = option_of(s);
  lines.model.channels[0].lines = 1000;
  lines.changes_model = true;
  lines.starts = monday + std::chrono::days{14};
  s.options = {lines};
  const Outcome baseline = simulated(s);
  const Outcome dated = simulated(s, 0, true, {&s.options[0], true, {}});
  EXPECT_EQ(dated.counts.channels[0].blocked, 0);
  EXPECT_TRUE(same(baseline.counts, dated.counts));
}

TEST(WhenClosed, DividesThoseWhoComeInVain) {
  Scenario s = scenario(8);
  s.model.channels = {live("phone", {on(mon_fri, 8, 18)}), channel_of(ChannelKind::self_service, "web")};
  s.model.channels[0].when_closed = WhenClosed{std::nullopt, 0.5, 600, {{channel(1), 0.2}}};
  s.model.demands = {per_hour(0, 30, fixed(60))};
  s.model.teams = {team({0}, {staffed(40)})};
  const Counts counts = simulated(s).counts;
  const ChannelCounts& phone = counts.channels[0];
  const ChannelCounts& web = counts.channels[1];
  EXPECT_LT(std::abs(binomial_z(web.offered, phone.turned_away, 0.2)), 4);
  EXPECT_EQ(web.completed, web.offered);
  // Ten minutes after an opening the day is still long: nearly all who come back find it open. Some stand out at the
  // end.
  EXPECT_NEAR(share(phone.offered_by_origin[static_cast<int>(Origin::later)], phone.turned_away), 0.5, 0.06);
  EXPECT_EQ(phone.needs, phone.needs_met + phone.needs_lost + phone.needs_open);
}

// A channel that opens for a second at a time: those who come back find it closed again, at most three times.
TEST(WhenClosed, ComesBackThreeTimes) {
  Scenario s = one_channel(live("phone", {HoursLine{every_day, {{43200, 43201}}}}), 10, fixed(60), 5, 20);
  s.model.channels[0].when_closed = WhenClosed{std::nullopt, 1.0, 4 * hour, {}};
  const Counts counts = simulated(s).counts;
  const ChannelCounts& phone = counts.channels[0];
  EXPECT_NEAR(share(phone.turned_away, phone.needs), 4, 0.4);  // the last three days are still on their way
  EXPECT_GT(phone.needs_lost, phone.needs * 8 / 10);
}

TEST(WhenClosed, SendsEmergenciesOn) {
  Scenario s = scenario(4);
  s.model.reasons[0].emergency = true;
  s.model.channels = {live("phone", {on(mon_fri, 8, 18)}), live("care")};
  s.model.channels[0].when_closed = WhenClosed{channel(1), 0.5, 600, {}};
  s.model.channels[1].handle = fixed(60);
  s.model.demands = {per_hour(0, 30, fixed(60))};
  s.model.teams = {team({0, 1}, {staffed(40)})};
  const Counts counts = simulated(s).counts;
  EXPECT_GT(counts.channels[0].turned_away, 0);
  EXPECT_EQ(counts.channels[1].offered, counts.channels[0].turned_away);
  EXPECT_EQ(counts.channels[0].needs_lost, 0);
}

// ---- what comes after

TEST(Repeat, MakesGeometricNumbersOfAttempts) {
  Scenario s = one_channel(live("phone"), 60, fixed(60), 40);
  s.model.reasons[0].resolved = {0.75};
  s.model.reasons[0].repeat = Repeat{1.0, exponential(600), std::nullopt};
  const ChannelCounts phone = simulated(s).counts.channels[0];
  EXPECT_EQ(phone.needs_lost, 0);
  EXPECT_LT(std::abs(binomial_z(phone.resolved_first, phone.needs_answered, 0.75)), 4);
  // Attempts are geometric with mean 4/3 and variance (1/4) / (3/4)^2.
  const double n = static_cast<double>(phone.needs_met);
  EXPECT_LT(std::abs(z_of(static_cast<double>(phone.attempts_of_met) / n, 4.0 / 3, std::sqrt(4.0 / 9 / n))), 4);
}

TEST(SelfService, CompletesFallsBackOrGivesUp) {
  Scenario s = scenario(4);
  s.model.channels = {channel_of(ChannelKind::self_service, "web"), live("phone")};
  s.model.channels[0].completes = 0.8;
  s.model.channels[0].gives_up = 0.25;
  s.model.channels[0].falls_back_to = channel(1);
  s.model.channels[1].handle = fixed(60);
  s.model.demands = {per_hour(0, 60, fixed(0))};
  s.model.teams = {team({1}, {staffed(20)})};
  const Counts counts = simulated(s).counts;
  const ChannelCounts& web = counts.channels[0];
  EXPECT_LT(std::abs(binomial_z(web.completed, web.offered, 0.8)), 4);
  EXPECT_LT(std::abs(binomial_z(web.gave_up, web.gave_up + web.fell_back, 0.25)), 4);
  EXPECT_NEAR(static_cast<double>(counts.channels[1].offered), static_cast<double>(web.fell_back), 20);
}

TEST(Speed, DividesTheHandleTime) {
  Scenario s = one_channel(live("phone"), 20, fixed(300), 10);
  s.model.teams[0].speed = {1.25};
  const Counts counts = simulated(s).counts;
  EXPECT_EQ(counts.channels[0].handle, counts.channels[0].answered * sim::ticks(240));
}

// ---- shifts

struct Shifted {
  Outcome baseline;
  Outcome option;
};
Shifted with_shift(Scenario s, const Shift& move, double simplest_first = 0) {
  complete(s.model);
  Option o = option_of(s);
  o.shifts = {move};
  o.shifts[0].simplest_first = simplest_first;
  s.options = {o};
  return {simulated(s), simulated(s, 0, true, {&s.options[0], false, {}})};
}

Scenario phone_and_web() {
  Scenario s = scenario(4);
  s.model.channels = {live("phone"), channel_of(ChannelKind::self_service, "web")};
  s.model.demands = {per_hour(0, 100, exponential(300))};
  s.model.teams = {team({0}, {staffed(12)})};
  return s;
}

TEST(Shift, MovesExactlyItsShareInExpectation) {
  const Shifted x = with_shift(phone_and_web(), shift({channel(0)}, channel(1), 0.3));
  const DemandCounts& demand = x.option.counts.demands[0];
  EXPECT_EQ(demand.first, x.baseline.counts.demands[0].first);
  EXPECT_LT(std::abs(binomial_z(demand.moved, demand.first, 0.3)), 4);
  EXPECT_EQ(x.option.counts.channels[1].offered, demand.moved);
  EXPECT_EQ(x.option.counts.channels[0].offered, demand.first - demand.moved);
}

TEST(Shift, IsCutByShiftable) {
  Scenario s = phone_and_web();
  s.model.demands[0].shiftable = 0.2;
  const DemandCounts demand = with_shift(s, shift({channel(0)}, std::nullopt, 0.5)).option.counts.demands[0];
  EXPECT_LT(std::abs(binomial_z(demand.avoided, demand.first, 0.2)), 4);
  EXPECT_EQ(demand.moved, 0);
}

// The shortest 30% of an exponential carry 1 - 0.7 (1 - log 0.7) of the handle time; what stays carries the rest.
TEST(Shift, TakesTheSimplestFirst) {
  const Shifted x = with_shift(phone_and_web(), shift({channel(0)}, channel(1), 0.3), 1.0);
  const ChannelCounts& before = x.baseline.counts.channels[0];
  const ChannelCounts& after = x.option.counts.channels[0];
  const double left = share(after.handle, before.handle);
  EXPECT_NEAR(left, 0.7 * (1 - std::log(0.7)), 0.01);  // 67,000 contacts: a standard error of 0.002
}

TEST(Shift, OfNothingChangesNothing) {
  const Shifted x = with_shift(phone_and_web(), shift({channel(0)}, channel(1), 0.0));
  EXPECT_TRUE(same(x.baseline.counts, x.option.counts));
  EXPECT_TRUE(x.baseline.series == x.option.series);
}

TEST(Shift, InducesNewContacts) {
  Shift move = shift({channel(0)}, channel(1), 0.3);
  move.induced = 1.2;
  const Counts counts = with_shift(phone_and_web(), move).option.counts;
  const std::int64_t moved = counts.demands[0].moved;
  // An exponential day late: about 1.2 days' worth of moved contacts are not there yet.
  const std::int64_t induced = counts.channels[1].offered_by_origin[static_cast<int>(Origin::induced)];
  EXPECT_NEAR(share(induced, moved), 1.2 * (1 - 1.0 / 28), 0.02);
  EXPECT_EQ(counts.induced.needs, induced);
  EXPECT_EQ(counts.induced.needs_met, induced);
}

// 300 shifts of one option, the last of them the only one that takes anything: the contact must remember which it was.
TEST(Shift, IsRememberedAmongMany) {
  Scenario s = phone_and_web();
  complete(s.model);
  Option o = option_of(s);
  for (int i = 0; i < 300; ++i) o.shifts.push_back(shift({channel(0)}, channel(1), 0.0));
  o.shifts[300 - 256 - 1].completes = 0.0;  // whose number has the same last byte
  o.shifts.back().share = 0.3;
  s.options = {o};
  const Counts counts = simulated(s, 0, true, {&s.options[0], false, {}}).counts;
  EXPECT_GT(counts.channels[1].offered, 0);
  EXPECT_EQ(counts.channels[1].completed, counts.channels[1].offered);
}

// ---- dated options

TEST(DatedOption, LeavesTheTimeBeforeItsStartAlone) {
  Scenario s = phone_and_web();
  complete(s.model);
  Option o = option_of(s);
  o.shifts = {shift({channel(0)}, channel(1), 0.3)};
  o.starts = monday + std::chrono::days{14};
  s.options = {o};
  const Outcome baseline = simulated(s, 0, false);
  const Outcome dated = simulated(s, 0, true, {&s.options[0], true, {}});
  for (int d = 0; d < 14; ++d) EXPECT_EQ(dated.series.days[2 * d], baseline.series.days[2 * d]) << d;
  std::int64_t moved = 0, first = 0;
  for (int d = 14; d < 28; ++d)
    moved += dated.series.days[2 * d + 1].offered, first += baseline.series.days[2 * d].offered;
  EXPECT_EQ(moved, dated.counts.demands[0].moved);
  EXPECT_LT(std::abs(binomial_z(moved, first, 0.3)), 4);
}

// linear: day i of the ramp has take-up i / 14.
TEST(DatedOption, RampsLinearly) {
  Scenario s = phone_and_web();
  s.model.demands[0].per_hour = 1000;
  s.model.teams[0].roster[0].staff = 100;
  complete(s.model);
  Option o = option_of(s);
  o.shifts = {shift({channel(0)}, channel(1), 0.5)};
  o.ramp = RampShape::linear;
  o.ramp_weeks = 2;
  o.starts = monday + std::chrono::days{7};
  s.options = {o};
  const Outcome dated = simulated(s, 0, true, {&s.options[0], true, {}});
  for (int d = 0; d < 28; ++d) {
    const std::int64_t web = dated.series.days[2 * d + 1].offered;
    const std::int64_t all = web + dated.series.days[2 * d].offered;
    const double p = 0.5 * std::clamp((d - 7) / 14.0, 0.0, 1.0);
    if (p == 0)
      EXPECT_EQ(web, 0) << d;
    else
      EXPECT_LT(std::abs(binomial_z(web, all, p)), 4.5) << d;
  }
}

}  // namespace
}  // namespace channelshift
