#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "models/erlang/patience.hpp"
#include "models/erlang/priority.hpp"
#include "models/erlang/queues.hpp"
#include "tests/support/chain.hpp"
#include "tests/support/trial.hpp"

/// One channel and one team, open day and night: the long run against Erlang and his heirs.
namespace channelshift::test {
namespace {

using C = ChannelCounts;

struct Queue {
  int agents;
  double erlangs;
  double handle_s;
  std::string handle = "family = \"exponential\"";  ///< without its mean
  std::string channel = "";                         ///< further keys, one to a line
  int weeks = 1;
  int replications = 100;
};

double arrivals_per_s(const Queue& queue) { return queue.erlangs / queue.handle_s; }
erlang::Load load(const Queue& queue) { return {arrivals_per_s(queue), queue.handle_s, queue.agents}; }

std::string text(const Queue& queue) {
  return head(queue.weeks, queue.replications) + fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = {{ within = "20s", share = 0.8 }}
{}
[[demand]]
channel = "phone"
per-hour = {:.17g}
handle = {{ {}, mean = "{}s" }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = {} }} ]
hourly-cost = 1.0
)",
                                                             queue.channel, 3600 * arrivals_per_s(queue), queue.handle,
                                                             queue.handle_s, queue.agents);
}

TEST(ErlangC, SevenSizes) {
  for (const Queue& queue : {Queue{1, 0.7, 100}, Queue{2, 1.6, 150}, Queue{5, 4.2, 300}, Queue{10, 7, 270},
                             Queue{10, 9.2, 270}, Queue{50, 47, 900}, Queue{200, 192, 1800}}) {
    SCOPED_TRACE(fmt::format("{} agents, {} erlangs", queue.agents, queue.erlangs));
    expect_performance(Trial(text(queue)), "phone", "agents", erlang::erlang_c(load(queue), 20).value(), 0.05);
  }
}

TEST(ErlangA, EightSizes) {
  struct Case {
    Queue queue;
    double patience_s;
  };
  for (auto [queue, patience_s] :
       {Case{{1, 0.7, 100}, 120}, Case{{1, 3, 100}, 60}, Case{{5, 5, 270}, 180}, Case{{10, 9, 270}, 120},
        Case{{10, 14, 270}, 600}, Case{{50, 48, 600}, 120}, Case{{200, 196, 1800}, 300}, Case{{200, 240, 1800}, 900}}) {
    SCOPED_TRACE(fmt::format("{} agents, {} erlangs", queue.agents, queue.erlangs));
    queue.channel = fmt::format("patience = {{ family = \"exponential\", mean = \"{}s\" }}", patience_s);
    erlang::Performance exact = erlang::erlang_a(load(queue), patience_s, 20);
    const Trial trial(text(queue));
    if (exact.service_level < 1e-4) {  // nobody in time: too rare to count
      EXPECT_LT(trial.share("phone", &C::answered_in_target, &C::offered).mean, 1e-3);
      exact.service_level = trial.share("phone", &C::answered_in_target, &C::offered).mean;
    }
    expect_performance(trial, "phone", "agents", exact, 0.05);
  }
}

/// Percentiles of the wait: P(wait > x) = C exp(-(s mu - lambda) x), to the 2% that the histogram promises.
TEST(ErlangC, Percentiles) {
  const Queue queue{10, 8.5, 270};
  const Trial trial(text(queue));
  const double waited = erlang::erlang_c_waited_share(8.5, 10).value();
  const double rate = 10 / 270.0 - arrivals_per_s(queue);
  const double beyond[] = {0.5, 0.1, 0.01};
  for (std::size_t i = 0; i < 3; ++i) {
    const Measured percentile =
        mean_of(trial.each([&](const Counts& counts) { return counts.wait_percentiles_s[0][i]; }));
    const double exact_s = std::max(0.0, std::log(waited / beyond[i]) / rate);
    EXPECT_NEAR(percentile.mean, exact_s, 0.02 * exact_s + 4 * percentile.standard_error) << beyond[i];
  }
}

/// The published example of Zinnov, "Introduction to Erlang": 48 calls a minute of a minute each, 50 agents.
TEST(ErlangA, ZinnovsExample) {
  Queue queue{50, 48, 60};
  queue.replications = 40;
  queue.channel = "patience = { family = \"exponential\", mean = \"2min\" }";
  const Trial trial(text(queue));
  EXPECT_TRUE(agrees(trial.share("phone", &C::abandoned, &C::offered), 0.030912));
  EXPECT_TRUE(agrees(trial.seconds_per("phone", &C::wait, &C::offered), 3.7095));
  EXPECT_TRUE(agrees(trial.share("phone", &C::queue, &C::open), 2.9676));
}

/// No place to wait: lines as many as agents. The blocked share is Erlang's B, whatever the family.
TEST(ErlangB, FourSizesThreeFamilies) {
  for (const char* family :
       {"family = \"exponential\"", "family = \"deterministic\"", "family = \"lognormal\", cv = 1.5"}) {
    for (Queue queue : {Queue{1, 0.6, 100}, Queue{5, 4, 270}, Queue{30, 28, 600}, Queue{200, 210, 3600}}) {
      SCOPED_TRACE(fmt::format("{}, {} agents", family, queue.agents));
      queue.handle = family;
      queue.channel = fmt::format("lines = {}", queue.agents);
      const Trial trial(text(queue));
      const double blocked = erlang::erlang_b(queue.erlangs, queue.agents);
      EXPECT_TRUE(agrees(trial.share("phone", &C::blocked, &C::offered), blocked));
      EXPECT_TRUE(agrees(trial.share("phone", &C::waited, &C::offered), blocked));
      EXPECT_TRUE(agrees(trial.team_share("agents", &TeamCounts::busy_within, &TeamCounts::at_work),
                         queue.erlangs * (1 - blocked) / queue.agents));
      EXPECT_EQ(mean_of(trial.each("phone", &C::wait)).mean, 0);
      EXPECT_EQ(mean_of(trial.each("phone", &C::queue)).mean, 0);
    }
  }
}

/// M/M/10/16 + M with balking: a chain of births and deaths.
TEST(Lines, APlaceToWaitPatienceAndBalking) {
  Queue queue{10, 11, 270};
  queue.channel = "lines = 16\nbalk = 0.15\npatience = { family = \"exponential\", mean = \"240s\" }";
  const Trial trial(text(queue));
  const double rate = arrivals_per_s(queue);
  Chain chain(17);
  for (int n = 0; n < 16; ++n) {
    chain.add(n, n + 1, rate * (n < 10 ? 1 : 0.85));
    chain.add(n + 1, n, std::min(n + 1, 10) / 270.0 + std::max(0, n + 1 - 10) / 240.0);
  }
  const std::vector<double> share = chain.stationary();
  double waited = 0, balked = 0, queue_length = 0;
  for (int n = 10; n <= 16; ++n) {
    waited += share[static_cast<std::size_t>(n)];
    balked += n < 16 ? 0.15 * share[static_cast<std::size_t>(n)] : 0;
    queue_length += (n - 10) * share[static_cast<std::size_t>(n)];
  }
  EXPECT_TRUE(agrees(trial.share("phone", &C::waited, &C::offered), waited));
  EXPECT_TRUE(agrees(trial.share("phone", &C::blocked, &C::offered), share.back()));
  EXPECT_TRUE(agrees(trial.share("phone", &C::balked, &C::offered), balked));
  EXPECT_TRUE(agrees(trial.share("phone", &C::queue, &C::open), queue_length));
  EXPECT_TRUE(agrees(trial.seconds_per("phone", &C::wait, &C::offered), queue_length / rate));
  EXPECT_TRUE(agrees(trial.share("phone", &C::abandoned, &C::offered), balked + queue_length / 240 / rate));
}

TEST(Balking, WithAndWithoutPatience) {
  for (const double balk : {0.05, 0.5}) {
    Queue queue{10, 11, 270};
    queue.channel = fmt::format("balk = {}\npatience = {{ family = \"exponential\", mean = \"150s\" }}", balk);
    const Trial trial(text(queue));
    const erlang::Performance exact = erlang::erlang_a(load(queue), 150, 20, balk);
    expect_performance(trial, "phone", "agents", exact);
    EXPECT_TRUE(agrees(trial.share("phone", &C::balked, &C::offered), balk * exact.waited_share));
  }
  // Nobody leaves once in the queue: a chain with rate (1 - balk) x arrivals above all busy, a geometric tail.
  Queue queue{5, 4.5, 270};
  queue.channel = "balk = 0.2";
  const Trial trial(text(queue));
  const double tail = 0.8 * 4.5 / 5;
  const double blocked = erlang::erlang_b(4.5, 5);
  const double waited = blocked / (1 - tail) / (1 - blocked + blocked / (1 - tail));
  EXPECT_TRUE(agrees(trial.share("phone", &C::waited, &C::offered), waited));
  EXPECT_TRUE(agrees(trial.share("phone", &C::balked, &C::offered), 0.2 * waited));
  EXPECT_TRUE(agrees(trial.share("phone", &C::queue, &C::open), waited * tail / (1 - tail)));
}

/// M/G/1: the mean wait is Pollaczek and Khinchine's for every family; only mean and variance matter.
TEST(SingleAgent, EightFamilies) {
  struct Case {
    const char* handle;
    double mean_s;
    double cv;
  };
  const double hyper_cv = std::sqrt(2 * (0.3 * 10 * 10 + 0.7 * 90 * 90) / (66.0 * 66.0) - 1);
  for (const Case& c :
       {Case{"family = \"deterministic\", mean = \"100s\"", 100, 0},
        Case{"family = \"exponential\", mean = \"100s\"", 100, 1},
        Case{"family = \"lognormal\", mean = \"100s\", cv = 1.2", 100, 1.2},
        Case{"family = \"gamma\", mean = \"100s\", cv = 0.7", 100, 0.7},
        Case{"family = \"gamma\", mean = \"100s\", cv = 1.8", 100, 1.8},
        Case{"family = \"erlang\", mean = \"100s\", k = 3", 100, std::sqrt(1.0 / 3)},
        Case{"family = \"weibull\", mean = \"100s\", cv = 1.5", 100, 1.5},
        Case{"family = \"uniform\", low = \"40s\", high = \"160s\"", 100, std::sqrt(1200.0) / 100},
        Case{"family = \"triangular\", low = \"30s\", mode = \"60s\", high = \"180s\"", 90,
             std::sqrt((900 + 3600 + 32400 - 1800 - 5400 - 10800) / 18.0) / 90},
        Case{"family = \"hyperexponential\", shares = [0.3, 0.7], means = [\"10s\", \"90s\"]", 66, hyper_cv}}) {
    SCOPED_TRACE(c.handle);
    const double arrivals = 0.75 / c.mean_s;
    const std::string queue = head(2, 100) + fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
[[demand]]
channel = "phone"
per-hour = {:.17g}
handle = {{ {} }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 1 }} ]
hourly-cost = 1.0
)",
                                                         3600 * arrivals, c.handle);
    const Trial trial(queue);
    const double wait_s = erlang::single_agent_wait_s({arrivals, c.mean_s, c.cv}).value();
    EXPECT_TRUE(agrees(trial.seconds_per("phone", &C::wait, &C::offered), wait_s, 0.03));
    EXPECT_TRUE(agrees(trial.seconds_per("phone", &C::handle, &C::answered), c.mean_s));
    EXPECT_TRUE(agrees(trial.share("phone", &C::waited, &C::offered), 0.75));
    EXPECT_TRUE(agrees(trial.share("phone", &C::queue, &C::open), arrivals * wait_s, 0.03));  // Little's law
  }
}

/// M/M/s + G: Baccelli and Hebuterne, Zeltyn and Mandelbaum.
TEST(GeneralPatience, FiveFamilies) {
  struct Case {
    const char* patience;
    erlang::Patience exact;
  };
  const Case cases[] = {
      {"{ family = \"deterministic\", mean = \"90s\" }", erlang::deterministic_patience(90)},
      {"{ family = \"erlang\", mean = \"120s\", k = 3 }", erlang::gamma_patience(120, std::sqrt(1.0 / 3))},
      {"{ family = \"gamma\", mean = \"200s\", cv = 1.6 }", erlang::gamma_patience(200, 1.6)},
      {"{ family = \"uniform\", low = \"10s\", high = \"150s\" }", erlang::uniform_patience(10, 150)},
      {"{ family = \"lognormal\", mean = \"180s\", cv = 1.3 }", erlang::lognormal_patience(180, 1.3)},
  };
  for (const Case& c : cases) {
    for (Queue queue : {Queue{10, 9.5, 270}, Queue{30, 36, 600}}) {
      SCOPED_TRACE(fmt::format("{} with {} agents", c.patience, queue.agents));
      queue.channel = fmt::format("patience = {}", c.patience);
      expect_performance(Trial(text(queue)), "phone", "agents", erlang::general_patience(load(queue), c.exact, 20),
                         0.03);
    }
  }
}

/// Where everyone finds an agent the number busy is Poisson: offered erlangs, whatever the family.
TEST(InfiniteServer, NobodyWaits) {
  Queue queue{100, 20, 1800, "family = \"lognormal\", cv = 1.4"};
  const Trial trial(text(queue));
  EXPECT_TRUE(agrees(trial.team_share("agents", &TeamCounts::busy_within, &TeamCounts::at_work), 0.2));
  EXPECT_EQ(mean_of(trial.each("phone", &C::waited)).mean, 0);
  EXPECT_EQ(mean_of(trial.each("phone", &C::wait)).mean, 0);
}

/// Exactly Poisson counts: the variance of a week's count is its mean. 400 weeks; the sample variance over the mean has
/// a standard error of sqrt(2 / 399).
TEST(Arrivals, VarianceOfCountsIsTheirMean) {
  Queue queue{20, 5, 300};
  queue.replications = 400;
  const Trial trial(text(queue));
  const Values offered = trial.each("phone", &C::offered);
  const Measured mean = mean_of(offered);
  EXPECT_TRUE(agrees(mean, 604800 * arrivals_per_s(queue)));
  const double variance = mean.standard_error * mean.standard_error * 400;
  EXPECT_NEAR(variance / mean.mean, 1, 4 * std::sqrt(2.0 / 399));
}

}  // namespace
}  // namespace channelshift::test
