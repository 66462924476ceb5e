#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "models/erlang/queues.hpp"
#include "tests/support/chain.hpp"
#include "tests/support/trial.hpp"

/// Several contacts in one agent's hand, agents kept free from live channels, and ranks that rise with the wait.
namespace channelshift::test {
namespace {

using C = ChannelCounts;

std::string channel(const char* id, double per_hour, const std::string& handle, const std::string& more = "") {
  return fmt::format(
      "[[channel]]\nid = \"{0}\"\nkind = \"live\"\nhours = \"always\"\ntarget = {{ within = \"60s\", share = 0.8 }}\n"
      "{3}\n[[demand]]\nchannel = \"{0}\"\nper-hour = {1:.17g}\nhandle = {{ {2} }}\n",
      id, per_hour, handle, more);
}

std::string team(const std::string& answers, int staff) {
  return fmt::format(
      "[[team]]\nid = \"agents\"\nanswers = {}\nroster = [ {{ hours = \"always\", staff = {} }} ]\nhourly-cost = 1.0\n",
      answers, staff);
}

std::string listed(const std::vector<double>& speed) {
  std::string all;
  for (const double one : speed) all += (all.empty() ? "" : ", ") + fmt::format("{}", one);
  return fmt::format("concurrency = {}\nspeed = [{}]\n", speed.size(), all);
}

/// One agent: limited processor sharing, a birth-death chain. With n there, min(n, k) are in hand, each at its speed,
/// and the others leave at the rate of their patience.
void expect_chain(double per_hour, const std::vector<double>& speed, double handle_s, double patience_s) {
  constexpr int most = 600;
  const auto k = static_cast<int>(speed.size());
  Chain chain(most + 1);
  const double arrivals = per_hour / 3600;
  for (int n = 1; n <= most; ++n) {
    const int held = std::min(n, k);
    const double done = held * speed[static_cast<std::size_t>(held - 1)] / handle_s;
    chain.add(n - 1, n, arrivals);
    chain.add(n, n - 1, done + (patience_s > 0 ? (n - held) / patience_s : 0));
  }
  const std::vector<double> share = chain.stationary();
  double waited = 0, queue = 0, in_hand = 0;
  for (int n = 0; n <= most; ++n) {
    const double p = share[static_cast<std::size_t>(n)];
    waited += n >= k ? p : 0;
    queue += std::max(0, n - k) * p;
    in_hand += std::min(n, k) * p;
  }
  const double left = patience_s > 0 ? queue / patience_s / arrivals : 0;
  const std::string patience =
      patience_s > 0 ? fmt::format("patience = {{ family = \"exponential\", mean = \"{}s\" }}\n", patience_s) : "";
  const Trial trial(head(6, 100) +
                    channel("chat", per_hour, fmt::format("family = \"exponential\", mean = \"{}s\"", handle_s),
                            patience + listed(speed)) +
                    team("[\"chat\"]", 1));
  EXPECT_TRUE(agrees(trial.share("chat", &C::waited, &C::offered), waited));
  EXPECT_TRUE(agrees(trial.seconds_per("chat", &C::wait, &C::offered), queue / arrivals, 0.05));
  EXPECT_TRUE(agrees(trial.share("chat", &C::queue, &C::open), queue, 0.05));
  EXPECT_TRUE(agrees(trial.seconds_per("chat", &C::handle, &C::answered), in_hand / (arrivals * (1 - left))));
  EXPECT_TRUE(agrees(trial.team_share("agents", &TeamCounts::busy_within, &TeamCounts::at_work), 1 - share[0]));
  if (patience_s > 0) {
    EXPECT_TRUE(agrees(trial.share("chat", &C::abandoned, &C::offered), left));
  }
}

TEST(Chat, OneAgentIsABirthDeathChain) {
  expect_chain(14, {1, 0.85, 0.7}, 400, 0);
  expect_chain(24, {1, 0.85, 0.7}, 400, 200);
  expect_chain(10, {0.9, 0.5, 0.3, 0.25}, 300, 120);
}

/// So many in hand that nobody ever waits, at speed 1/n each: M/G/1 with processor sharing, whose mean time in the
/// system, E[S] / (1 - rho), does not depend on the family of S (L. Kleinrock, Queueing Systems II, 1976, sec. 4.4).
TEST(Chat, ProcessorSharingKnowsNoFamily) {
  std::vector<double> speed;
  for (int n = 1; n <= 60; ++n) speed.push_back(1.0 / n);
  for (const char* family : {"deterministic\"", "exponential\"", "lognormal\", cv = 1.5"}) {
    SCOPED_TRACE(family);
    const Trial trial(head(4, 100) +
                      channel("chat", 8.4, fmt::format("family = \"{}, mean = \"300s\"", family), listed(speed)) +
                      team("[\"chat\"]", 1));
    EXPECT_TRUE(agrees(trial.seconds_per("chat", &C::handle, &C::answered), 300 / (1 - 0.7)));
    EXPECT_TRUE(agrees(trial.team_share("agents", &TeamCounts::busy_within, &TeamCounts::at_work), 0.7));
    for (const Counts& counts : trial.run().replications) EXPECT_EQ(counts.channels[0].waited, 0);
  }
}

/// Trunk reservation in a loss system: both kinds find a busy tone (lines, or no patience at all) when nobody may take
/// them. A birth-death chain: the rate up is that of both while fewer than s - keep are busy, that of the first from
/// there to s.
TEST(KeepFree, FromALiveChannelIsTrunkReservation) {
  constexpr int agents = 8, keep = 2;
  const double first = 40 / 3600.0, second = 60 / 3600.0, mu = 1 / 240.0;
  std::vector<double> share{1};
  double sum = 1;
  for (int n = 1; n <= agents; ++n) {
    share.push_back(share.back() * (first + (n - 1 < agents - keep ? second : 0)) / (n * mu));
    sum += share.back();
  }
  double refused = 0;
  for (int n = agents - keep; n <= agents; ++n) refused += share[static_cast<std::size_t>(n)] / sum;
  const std::string handle = "family = \"exponential\", mean = \"240s\"";
  const Trial trial(head(2, 100) + channel("first", 40, handle, "balk = 1") +
                    channel("second", 60, handle, "balk = 1") +
                    team(fmt::format("[\"first\", {{ channel = \"second\", keep-free = {} }}]", keep), agents));
  EXPECT_TRUE(agrees(trial.share("first", &C::abandoned, &C::offered), share.back() / sum));
  EXPECT_TRUE(agrees(trial.share("second", &C::abandoned, &C::offered), refused));
}

/// Two channels of one rank that age at different speed, one agent: Kleinrock's delay-dependent priorities, Naval Res.
/// Logist. Q. 11 (1964) 329-341. With b_1 < b_2 (the slope 1 / ages) and W0 the mean work in hand:
/// W_1 = (W / (1 - rho_2 (1 - b_1/b_2))), W_2 = W - rho_1 W_1 (1 - b_1/b_2), where W = W0 / (1 - rho).
TEST(Ages, AccumulatingPriorityOfKleinrock) {
  const double mean_s = 200, slow = 8 / 3600.0, fast = 6 / 3600.0, ratio = 1 / 3.0;
  const double rho_1 = slow * mean_s, rho_2 = fast * mean_s;
  const double all_s = (rho_1 + rho_2) * mean_s / (1 - rho_1 - rho_2);
  const double slow_s = all_s / (1 - rho_2 * (1 - ratio));
  const double fast_s = all_s - rho_1 * slow_s * (1 - ratio);
  const std::string handle = "family = \"exponential\", mean = \"200s\"";
  const Trial trial(head(6, 100) + channel("slow", 8, handle) + channel("fast", 6, handle) +
                    team("[[{ channel = \"slow\", ages = \"6min\" }, { channel = \"fast\", ages = \"2min\" }]]", 1));
  EXPECT_NEAR(rho_1 * slow_s + rho_2 * fast_s, (rho_1 + rho_2) * all_s, 1e-9);  // work is conserved
  EXPECT_TRUE(agrees(trial.seconds_per("slow", &C::wait, &C::offered), slow_s));
  EXPECT_TRUE(agrees(trial.seconds_per("fast", &C::wait, &C::offered), fast_s));
}

}  // namespace
}  // namespace channelshift::test
