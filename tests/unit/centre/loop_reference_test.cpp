#include <gtest/gtest.h>

#include <ostream>
#include <random>

#include "builders.hpp"
#include "reference.hpp"

/// The loops against a second simulator that was written from the rules, to the tick.
namespace channelshift {

namespace reference {
void PrintTo(const ChannelSums& s, std::ostream* out) {
  *out << "offered " << s.offered << " answered " << s.answered << " in target " << s.in_target << " abandoned "
       << s.abandoned << " turned away " << s.turned_away << " waited " << s.waited << " at end " << s.waiting_at_end
       << " wait " << s.wait << " wait answered " << s.wait_answered << " handle " << s.handle;
}
}  // namespace reference

namespace {

using namespace build;

void agrees(const Scenario& s, const std::string& what, std::uint64_t replication = 0) {
  reference::Simulator simple(s, replication);
  simple.run();
  for (const bool lean : {true, false}) {
    const Counts counts = simulated(s, replication, lean).counts;
    for (std::size_t c = 0; c < counts.channels.size(); ++c)
      EXPECT_EQ(reference::sums_of(counts.channels[c]), simple.channels[c])
          << what << ", channel " << c << ", lean " << lean;
    for (std::size_t t = 0; t < counts.teams.size(); ++t) {
      EXPECT_EQ(counts.teams[t].busy, simple.teams[t].busy) << what << ", team " << t;
      EXPECT_EQ(counts.teams[t].busy_within, simple.teams[t].busy_within) << what << ", team " << t;
      EXPECT_EQ(counts.teams[t].at_work, simple.teams[t].at_work) << what << ", team " << t;
      EXPECT_EQ(counts.teams[t].overtime, simple.teams[t].overtime) << what << ", team " << t;
    }
  }
}

Target within(double s) {
  Target target;
  target.within_s = s;
  target.share = 0.8;
  return target;
}

Scenario one_server() {
  Scenario s = scenario(2);
  s.model.channels = {live("phone")};
  s.model.channels[0].target = within(20);
  s.model.demands = {per_hour(0, 12, fixed(240))};
  s.model.teams = {team({0}, {staffed(1)})};
  return s;
}

// Lindley's recursion: w' = max(0, w + handle - gap), by itself an oracle without any queue.
TEST(LoopAgainstReference, OneServerFollowsLindley) {
  const Scenario s = one_server();
  Scenario completed = s;
  complete(completed.model);
  const Plan plan = compile(completed, {});
  BusyDays busy_days;
  const auto stream = std::make_unique<ArrivalStream>();
  stream->start(plan, 0, sim::key_of(1, 0), busy_days);
  const sim::Ticks end = 14 * ticks_per_day;
  sim::Ticks free_at = 0, wait = 0, n = 0, at_once = 0, in_target = 0;
  for (sim::Ticks at = stream->next(); at != sim::never; at = stream->next()) {
    const sim::Ticks begin = std::max(at, free_at);
    free_at = begin + sim::ticks(240);
    if (begin >= end) continue;
    wait += begin - at;
    at_once += begin == at;
    in_target += begin - at <= sim::ticks(20);
    ++n;
  }
  for (const bool lean : {true, false}) {
    const ChannelCounts phone = simulated(s, 0, lean).counts.channels[0];
    EXPECT_EQ(phone.answered, n);
    EXPECT_EQ(phone.wait_answered, wait);
    EXPECT_EQ(phone.offered - phone.waited, at_once);
    EXPECT_EQ(phone.answered_in_target, in_target);
    EXPECT_EQ(phone.handle, n * sim::ticks(240));
  }
}

TEST(LoopAgainstReference, OneServer) { agrees(one_server(), "one server"); }

TEST(LoopAgainstReference, ManyServersWithPatience) {
  Scenario s = scenario(2);
  s.model.channels = {live("phone")};
  s.model.channels[0].patience = exponential(90);
  s.model.channels[0].target = within(20);
  s.model.demands = {per_hour(0, 130, lognormal(270, 1.2))};
  s.model.teams = {team({0}, {staffed(9)})};
  agrees(s, "patience");
}

TEST(LoopAgainstReference, RanksWithinOneTeam) {
  Scenario s = scenario(1);
  s.model.channels = {live("care"), live("phone"), deferred("email")};
  s.model.channels[1].patience = exponential(300);
  s.model.channels[2].target = within(4 * hour);
  s.model.demands = {per_hour(0, 6, exponential(300)), per_hour(1, 25, exponential(240)),
                     per_hour(2, 9, exponential(400))};
  s.model.teams = {team({0, 1, 2}, {staffed(4)})};
  agrees(s, "ranks");
  s.model.teams[0].answers = {{{channel(0), 0, {}}}, {{channel(2), 0, {}}, {channel(1), 0, {}}}};
  agrees(s, "nested ranks");
}

TEST(LoopAgainstReference, TeamsInTheOrderOfTheFile) {
  Scenario s = scenario(1);
  s.model.channels = {live("phone"), live("chat"), deferred("email")};
  s.model.demands = {per_hour(0, 30, exponential(240)), per_hour(1, 20, exponential(300)),
                     per_hour(2, 9, exponential(400))};
  s.model.teams = {team({0}, {staffed(2)}, "first"), team({1, 0}, {staffed(2)}, "second"),
                   team({2, 0, 1}, {staffed(2)}, "third")};
  agrees(s, "three teams");
}

TEST(LoopAgainstReference, OpeningHoursAndLevels) {
  Scenario s = scenario(2, 0);
  s.model.channels = {live("phone", {on(mon_fri, 8, 18), on(Days{1 << 5}, 9, 13)}),
                      deferred("email", {on(mon_fri, 9, 17)})};
  s.model.channels[1].target = within(24 * hour);
  s.calendar.closed_days = {monday + std::chrono::days{4}};
  s.model.demands = {per_hour(0, 40, exponential(240)), per_hour(1, 6, exponential(500))};
  s.model.teams = {
      team({0, 1}, {staffed(3, 8, 12, mon_fri), staffed(5, 12, 18, mon_fri), staffed(2, 9, 12.5, Days{1 << 5})})};
  agrees(s, "opening hours");
}

TEST(LoopAgainstReference, KeepFree) {
  Scenario s = scenario(2);
  s.model.channels = {live("phone"), deferred("email"), deferred("post")};
  s.model.demands = {per_hour(0, 20, exponential(240)), per_hour(1, 15, exponential(500)), per_hour(2, 4, fixed(600))};
  s.model.teams = {team({0, 1, 2}, {staffed(5)})};
  s.model.teams[0].answers[1][0].keep_free = 1;
  s.model.teams[0].answers[2][0].keep_free = 3;
  agrees(s, "keep-free");
}

TEST(LoopAgainstReference, InterruptibleWork) {
  Scenario s = scenario(2);
  s.model.channels = {live("phone", {on(every_day, 8, 20)}), deferred("email"), deferred("post", {on(mon_fri, 9, 17)})};
  s.model.channels[1].interruptible = s.model.channels[2].interruptible = true;
  s.model.demands = {per_hour(0, 15, exponential(240)), per_hour(1, 7, exponential(900)), per_hour(2, 1, fixed(3000))};
  s.model.teams = {team({0, 1, 2}, {staffed(2), staffed(2, 8, 18, mon_fri)}),
                   team({2, 1}, {staffed(1, 9, 15)}, "others")};
  agrees(s, "interruptible");
}

Channel chat(Channel one, std::vector<double> speed) {
  one.concurrency = static_cast<int>(speed.size());
  one.speed = std::move(speed);
  return one;
}

TEST(LoopAgainstReference, SeveralContactsAtOnce) {
  Scenario s = scenario(2);
  s.model.channels = {chat(live("chat", {on(every_day, 8, 20)}), {1, 0.85, 0.7}), live("phone"),
                      chat(deferred("messages", {on(mon_fri, 9, 17)}), {0.9, 0.6}), deferred("email")};
  s.model.channels[0].patience = exponential(120);
  s.model.channels[3].interruptible = true;
  s.model.demands = {per_hour(0, 30, exponential(400)), per_hour(1, 9, exponential(240)), per_hour(2, 6, fixed(500)),
                     per_hour(3, 1, exponential(900))};
  s.model.teams = {team({0, 1, 2, 3}, {staffed(2), staffed(2, 9, 18, mon_fri), staffed(1, 12, 12.5)}),
                   team({1, 0}, {staffed(1, 7, 21)}, "others")};
  agrees(s, "concurrency");
}

// Everything that the reference knows, thrown together: two weeks each. From 61 on also concurrency, ages, and
// agents kept free from live channels.
TEST(LoopAgainstReference, RandomScenarios) {
  for (unsigned seed = 1; seed <= 110; ++seed) {
    const bool several = seed > 60;
    std::mt19937 engine(seed);
    const auto pick = [&](int n) { return static_cast<int>(engine() % static_cast<unsigned>(n)); };
    const auto hours = [&]() -> Hours {
      if (pick(2) == 0) return always();
      const int from = pick(12);
      return {on(pick(2) == 0 ? every_day : mon_fri, from, from + 1 + pick(12))};
    };
    Scenario s = scenario(2);
    s.seed = seed;
    const int channels = 1 + pick(4);
    for (int c = 0; c < channels; ++c) {
      Channel one = pick(3) > 0 ? live("channel-" + std::to_string(c), hours())
                                : deferred("channel-" + std::to_string(c), hours());
      if (one.kind == ChannelKind::live && pick(2) == 0) one.patience = exponential(20 + pick(300));
      one.interruptible = one.kind == ChannelKind::deferred && pick(2) == 0;
      one.target = within(pick(100));
      if (several && pick(2) == 0) {
        std::vector<double> speed{1};
        while (pick(3) > 0) speed.push_back(speed.back() * (0.4 + 0.1 * pick(7)));
        one = chat(one, speed);
        if (one.concurrency > 1) one.interruptible = false;
      }
      s.model.channels.push_back(one);
      s.model.demands.push_back(per_hour(static_cast<std::size_t>(c), 1 + pick(20),
                                         pick(2) == 0 ? exponential(60 + pick(400)) : fixed(60 + pick(400))));
    }
    const int teams = 1 + pick(3);
    for (int t = 0; t < teams; ++t) {
      Team one = team({}, {staffed(pick(3))}, "team-" + std::to_string(t));
      if (pick(2) == 0) one.roster.push_back(staffed(1 + pick(3), 8, 12 + pick(8), mon_fri));
      for (int c = 0; c < channels; ++c) {
        if (pick(4) == 0) continue;
        const int keep_free = several || s.model.channels[c].kind == ChannelKind::deferred ? pick(2) : 0;
        Answers entry{channel(static_cast<std::size_t>(c)), keep_free, std::nullopt};
        if (several && pick(3) == 0) entry.ages_s = 30 + pick(900);
        if (!one.answers.empty() && pick(3) == 0)
          one.answers[engine() % one.answers.size()].push_back(entry);
        else
          one.answers.insert(one.answers.begin() + pick(static_cast<int>(one.answers.size()) + 1), {entry});
      }
      s.model.teams.push_back(one);
    }
    agrees(s, "seed " + std::to_string(seed), seed);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace channelshift
