#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "models/erlang/patience.hpp"
#include "models/erlang/priority.hpp"
#include "models/erlang/queues.hpp"
#include "tests/support/chain.hpp"
#include "tests/support/trial.hpp"

/// Several channels: ranks, nested ranks, agents kept free, interruption and overflow.
namespace channelshift::test {
namespace {

using C = ChannelCounts;

struct Stream {
  const char* id;
  double per_hour;
  std::string handle;  ///< the whole table
  std::string kind = "live";
  std::string channel = "";  ///< further keys
};

std::string text(const std::vector<Stream>& streams, const std::string& teams, int weeks = 1, int replications = 100) {
  std::string all = head(weeks, replications);
  for (const Stream& stream : streams) {
    all += fmt::format(R"(
[[channel]]
id = "{0}"
kind = "{1}"
hours = "always"
target = {{ within = "60s", share = 0.8 }}
{2}
[[demand]]
channel = "{0}"
per-hour = {3:.17g}
handle = {{ {4} }}
)",
                       stream.id, stream.kind, stream.channel, stream.per_hour, stream.handle);
  }
  return all + teams;
}

std::string team(const char* id, const char* answers, int staff, const char* more = "") {
  return fmt::format(
      "[[team]]\nid = \"{}\"\nanswers = {}\nroster = [ {{ hours = \"always\", staff = {} }} ]\n"
      "hourly-cost = 1.0\n{}\n",
      id, answers, staff, more);
}

const std::string exponential_270 = "family = \"exponential\", mean = \"270s\"";

void expect_wait(const Trial& trial, const char* channel, double wait_s, double blunt = 0.03) {
  EXPECT_TRUE(agrees(trial.seconds_per(channel, &C::wait, &C::offered), wait_s, blunt)) << channel;
}

TEST(Priority, CobhamWithTenAgents) {
  const Trial trial(text({{"first", 40, exponential_270}, {"second", 75, exponential_270}},
                         team("agents", "[\"first\", \"second\"]", 10), 2));
  const std::array rates{40 / 3600.0, 75 / 3600.0};
  const std::vector<double> waits_s = erlang::priority_waits_s(rates, 270, 10).value();
  expect_wait(trial, "first", waits_s[0]);
  expect_wait(trial, "second", waits_s[1]);
  // Whoever waits on the first rank waits exponentially: s mu - lambda_1.
  const double waited = erlang::erlang_c_waited_share(115 * 270 / 3600.0, 10).value();
  const double in_target = 1 - waited * std::exp(-(10 / 270.0 - rates[0]) * 60);
  EXPECT_TRUE(agrees(trial.share("first", &C::waited, &C::offered), waited));
  EXPECT_TRUE(agrees(trial.share("second", &C::waited, &C::offered), waited));
  EXPECT_TRUE(agrees(trial.share("first", &C::answered_in_target, &C::offered), in_target));
}

TEST(Priority, ThreeFamiliesOneAgent) {
  const Trial trial(text({{"a", 6, "family = \"lognormal\", mean = \"150s\", cv = 1.3"},
                          {"b", 10, "family = \"deterministic\", mean = \"60s\""},
                          {"c", 4, "family = \"gamma\", mean = \"300s\", cv = 0.6", "deferred"}},
                         team("agents", "[\"a\", \"b\", \"c\"]", 1), 4));
  const std::array streams{erlang::Stream{6 / 3600.0, 150, 1.3}, erlang::Stream{10 / 3600.0, 60, 0},
                           erlang::Stream{4 / 3600.0, 300, 0.6}};
  const std::vector<double> waits_s = erlang::single_agent_priority_waits_s(streams).value();
  expect_wait(trial, "a", waits_s[0]);
  expect_wait(trial, "b", waits_s[1]);
  expect_wait(trial, "c", waits_s[2]);
}

/// Two channels in one rank are one queue in order of arrival.
TEST(NestedRank, IsOneQueue) {
  const Trial trial(
      text({{"a", 40, exponential_270}, {"b", 75, exponential_270}}, team("agents", "[[\"a\", \"b\"]]", 10), 2));
  const erlang::Performance exact = erlang::erlang_c({115 / 3600.0, 270, 10}, 60).value();
  for (const char* id : {"a", "b"}) {
    expect_wait(trial, id, exact.wait_s);
    EXPECT_TRUE(agrees(trial.share(id, &C::answered_in_target, &C::offered), exact.service_level));
  }
}

/// A nested rank below another: Cobham with three ranks of which the middle one is two channels.
TEST(NestedRank, BelowAnother) {
  const Trial trial(text(
      {{"a", 30, exponential_270}, {"b", 20, exponential_270}, {"c", 25, exponential_270}, {"d", 35, exponential_270}},
      team("agents", "[\"a\", [\"b\", \"c\"], \"d\"]", 10), 2));
  const std::array rates{30 / 3600.0, 45 / 3600.0, 35 / 3600.0};
  const std::vector<double> waits_s = erlang::priority_waits_s(rates, 270, 10).value();
  expect_wait(trial, "a", waits_s[0]);
  expect_wait(trial, "b", waits_s[1]);
  expect_wait(trial, "c", waits_s[1]);
  expect_wait(trial, "d", waits_s[2]);
}

/// Interruptible work is not in the way of live contacts, and is first begun when all work before it is done.
TEST(Interruptible, OneAgent) {
  const Trial trial(
      text({{"phone", 5, "family = \"exponential\", mean = \"240s\""},
            {"email", 5, "family = \"lognormal\", mean = \"300s\", cv = 0.8", "deferred", "interruptible = true"}},
           team("agents", "[\"phone\", \"email\"]", 1), 4));
  const std::array streams{erlang::Stream{5 / 3600.0, 240, 1}, erlang::Stream{5 / 3600.0, 300, 0.8}};
  const std::vector<double> waits_s = erlang::single_agent_interrupted_waits_s(streams).value();
  expect_wait(trial, "phone", waits_s[0]);
  expect_wait(trial, "email", waits_s[1]);
  EXPECT_TRUE(agrees(trial.team_share("agents", &TeamCounts::busy_within, &TeamCounts::at_work), 2.7 / 3.6));
  EXPECT_TRUE(agrees(trial.seconds_per("email", &C::handle, &C::answered), 300));
}

/// Email queued for months of work: live contacts see five agents of their own, and the agents never rest.
TEST(Interruptible, LiveContactsDoNotNoticeIt) {
  const Trial trial(
      text({{"phone", 50, exponential_270}, {"email", 20, exponential_270, "deferred", "interruptible = true"}},
           team("agents", "[\"phone\", \"email\"]", 5), 2));
  const erlang::Performance exact = erlang::erlang_c({50 / 3600.0, 270, 5}, 60).value();
  expect_wait(trial, "phone", exact.wait_s);
  EXPECT_TRUE(agrees(trial.share("phone", &C::waited, &C::offered), exact.waited_share));
  EXPECT_TRUE(agrees(trial.share("phone", &C::answered_in_target, &C::offered), exact.service_level));
  for (const Counts& counts : trial.run().replications) {
    EXPECT_EQ(counts.teams[0].busy_within, counts.teams[0].at_work);
    EXPECT_EQ(counts.teams[0].overtime, 0);
  }
}

/// Deferred work is taken only while an agent stays free: trunk reservation, as a chain of (in system, backlog).
TEST(KeepFree, IsTrunkReservation) {
  constexpr int agents = 4, keep = 1, longest = 70, most = 160;
  const double live = 30 / 3600.0, deferred = 16 / 3600.0, served = 1 / 200.0;
  Chain chain((longest + 1) * (most + 1));
  const auto state = [](int n, int backlog) { return n * (most + 1) + backlog; };
  for (int n = 0; n <= longest; ++n) {
    const int first = 0, last = n >= agents - keep ? most : 0;
    for (int backlog = first; backlog <= last; ++backlog) {
      if (n < longest) chain.add(state(n, backlog), state(n + 1, backlog), live);
      if (n + 1 <= agents - keep) {
        chain.add(state(n, backlog), state(n + 1, backlog), deferred);
      } else if (backlog < most) {
        chain.add(state(n, backlog), state(n, backlog + 1), deferred);
      }
      if (n == 0) continue;
      const bool takes = backlog > 0 && n - 1 + 1 <= agents - keep;  // one leaves, and work is taken at once
      chain.add(state(n, backlog), takes ? state(n, backlog - 1) : state(n - 1, backlog), std::min(n, agents) * served);
    }
    // States that are never entered still need a way out.
    for (int backlog = last + 1; backlog <= most; ++backlog) chain.add(state(n, backlog), state(n, backlog - 1), 1);
  }
  const std::vector<double> share = chain.stationary();
  double waited = 0, queue = 0, backlog_waited = 0, backlog_length = 0;
  for (int n = 0; n <= longest; ++n) {
    for (int backlog = 0; backlog <= most; ++backlog) {
      const double p = share[static_cast<std::size_t>(state(n, backlog))];
      waited += n >= agents ? p : 0;
      queue += std::max(0, n - agents) * p;
      backlog_waited += n + 1 > agents - keep ? p : 0;
      backlog_length += backlog * p;
    }
  }
  const std::string handle = "family = \"exponential\", mean = \"200s\"";
  const Trial trial(text({{"phone", 30, handle}, {"email", 16, handle, "deferred"}},
                         team("agents", "[\"phone\", { channel = \"email\", keep-free = 1 }]", agents), 2));
  EXPECT_TRUE(agrees(trial.share("phone", &C::waited, &C::offered), waited));
  EXPECT_TRUE(agrees(trial.share("phone", &C::queue, &C::open), queue, 0.05));
  EXPECT_TRUE(agrees(trial.share("email", &C::waited, &C::offered), backlog_waited));
  EXPECT_TRUE(agrees(trial.share("email", &C::queue, &C::open), backlog_length, 0.05));
  expect_wait(trial, "email", backlog_length / deferred, 0.05);
}

std::string two_teams(const char* after) {
  return team("left", "[\"a\"]", 5, fmt::format("overflow = {{ b = \"{}\" }}", after).c_str()) +
         team("right", "[\"b\"]", 5, fmt::format("overflow = {{ a = \"{}\" }}", after).c_str());
}

/// Overflow after next to nothing makes two teams one: the same number wait as with ten agents.
TEST(Overflow, AtOnceIsOneTeam) {
  const Trial trial(text({{"a", 60, exponential_270}, {"b", 50, exponential_270}}, two_teams("1ms"), 2));
  const erlang::Performance exact = erlang::erlang_c({110 / 3600.0, 270, 10}, 60).value();
  const auto sum = [&](ChannelField field) {
    return trial.each([&](const Counts& counts) {
      return static_cast<double>(trial.channel(counts, "a").*field + trial.channel(counts, "b").*field);
    });
  };
  // A contact waits the millisecond only where the other team is free.
  const Measured wait = ratio_of(sum(&C::wait), sum(&C::offered));
  EXPECT_TRUE(agrees({wait.mean / sim::ticks_per_s, wait.standard_error / sim::ticks_per_s}, exact.wait_s, 0.03));
}

/// Overflow after longer than anyone waits leaves two teams apart.
TEST(Overflow, NeverIsTwoTeams) {
  const Trial trial(text({{"a", 55, exponential_270}, {"b", 45, exponential_270}}, two_teams("50w"), 2));
  expect_wait(trial, "a", erlang::erlang_c({55 / 3600.0, 270, 5}, 60)->wait_s);
  expect_wait(trial, "b", erlang::erlang_c({45 / 3600.0, 270, 5}, 60)->wait_s);
}

/// A team that does nothing but overflow and always has someone: nobody waits longer than the limit. Up to it, the
/// queue is M/M/s with patience of exactly that length (who would leave goes over instead).
TEST(Overflow, LikePatienceOfThatLength) {
  const Trial trial(text({{"a", 70, exponential_270}},
                         team("own", "[\"a\"]", 5) + team("other", "[]", 200, "overflow = { a = \"90s\" }"), 2));
  const erlang::Performance exact =
      erlang::general_patience({70 / 3600.0, 270, 5}, erlang::deterministic_patience(90), 60);
  expect_wait(trial, "a", exact.wait_s);
  EXPECT_TRUE(agrees(trial.share("a", &C::answered_in_target, &C::offered), exact.service_level));
  EXPECT_TRUE(agrees(trial.team_share("own", &TeamCounts::busy_within, &TeamCounts::at_work), exact.occupancy));
  EXPECT_TRUE(agrees(trial.team_share("other", &TeamCounts::busy_within, &TeamCounts::at_work),
                     70 / 3600.0 * 270 * exact.abandoned_share / 200));
  for (const Counts& counts : trial.run().replications) EXPECT_LE(counts.wait_percentiles_s[0][2], 90 * 1.033);
}

}  // namespace
}  // namespace channelshift::test
