#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "models/erlang/queues.hpp"
#include "tests/support/chain.hpp"
#include "tests/support/trial.hpp"

/// Contacts that come again or go elsewhere: retries, switches, repeats, self-service, closed doors.
namespace channelshift::test {
namespace {

using C = ChannelCounts;

Values by_origin(const Trial& trial, const char* channel, Origin origin, std::string_view option = "") {
  return trial.each(
      [&](const Counts& counts) {
        return static_cast<double>(trial.channel(counts, channel).offered_by_origin[static_cast<std::size_t>(origin)]);
      },
      option);
}

constexpr const char* phone_and_agents = R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = {{ within = "20s", share = 0.8 }}
{}
[[demand]]
channel = "phone"
per-hour = {:.17g}
handle = {{ family = "exponential", mean = "{}s" }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = {} }} ]
hourly-cost = 1.0
)";

/// M/M/3 + M with retries: a chain of (in system, in orbit).
TEST(Retry, IsAQueueWithAnOrbit) {
  constexpr int agents = 3, longest = 60, most = 60;
  const double rate = 54 / 3600.0, served = 1 / 200.0, leave = 1 / 120.0, again = 1 / 600.0, share = 0.6;
  Chain chain((longest + 1) * (most + 1));
  const auto state = [](int n, int orbit) { return n * (most + 1) + orbit; };
  for (int n = 0; n <= longest; ++n) {
    for (int orbit = 0; orbit <= most; ++orbit) {
      if (n < longest) chain.add(state(n, orbit), state(n + 1, orbit), rate);
      if (n < longest && orbit > 0) chain.add(state(n, orbit), state(n + 1, orbit - 1), orbit * again);
      if (n > 0) chain.add(state(n, orbit), state(n - 1, orbit), std::min(n, agents) * served);
      if (n > agents) {
        const double leaves = (n - agents) * leave;
        if (orbit < most) chain.add(state(n, orbit), state(n - 1, orbit + 1), share * leaves);
        chain.add(state(n, orbit), state(n - 1, orbit), (orbit < most ? 1 - share : 1) * leaves);
      }
    }
  }
  const std::vector<double> p = chain.stationary();
  double queue = 0, orbiting = 0, busy = 0, waits = 0;
  for (int n = 0; n <= longest; ++n) {
    for (int orbit = 0; orbit <= most; ++orbit) {
      const double here = p[static_cast<std::size_t>(state(n, orbit))];
      queue += std::max(0, n - agents) * here;
      busy += std::min(n, agents) * here;
      orbiting += orbit * here;
      if (n >= agents) waits += (rate + orbit * again) * here;
    }
  }
  const double offered = rate + orbiting * again;
  const Trial trial(head(2, 100) +
                    fmt::format(phone_and_agents,
                                "patience = { family = \"exponential\", mean = \"2min\" }\n"
                                "retry = { share = 0.6, after = { family = \"exponential\", mean = \"10min\" } }",
                                54.0, 200, agents));
  EXPECT_TRUE(agrees(mean_of(trial.each("phone", &C::offered)), 2 * 604800 * offered));
  EXPECT_TRUE(agrees(mean_of(by_origin(trial, "phone", Origin::retry)), 2 * 604800 * orbiting * again));
  EXPECT_TRUE(agrees(trial.share("phone", &C::abandoned, &C::offered), queue * leave / offered));
  EXPECT_TRUE(agrees(trial.share("phone", &C::waited, &C::offered), waits / offered));
  EXPECT_TRUE(agrees(trial.share("phone", &C::queue, &C::open), queue));
  EXPECT_TRUE(agrees(trial.seconds_per("phone", &C::wait, &C::offered), queue / offered));
  EXPECT_TRUE(agrees(trial.team_share("agents", &TeamCounts::busy_within, &TeamCounts::at_work), busy / agents));
  // Flow: of those who leave, 60% come back.
  EXPECT_TRUE(agrees(ratio_of(by_origin(trial, "phone", Origin::retry), trial.each("phone", &C::abandoned)), 0.6));
  // Needs: lost are the other 40% of every departure.
  const Measured lost = ratio_of(trial.each("phone", &C::needs_lost), trial.each("phone", &C::needs));
  EXPECT_TRUE(agrees(lost, 0.4 * queue * leave / rate));
}

/// Who leaves the phone or finds no line goes to the web with probability 0.3, else gives up.
TEST(Retry, SwitchesToAnotherChannel) {
  const std::string web = "\n[[channel]]\nid = \"web\"\nkind = \"self-service\"\n";
  const Trial trial(
      head(2, 100) +
      fmt::format(phone_and_agents,
                  "patience = { family = \"exponential\", mean = \"1min\" }\nlines = 8\nbalk = 0.1\nretry = "
                  "{ share = 0.0, after = { family = \"exponential\", mean = \"1min\" }, switch = { web = 0.3 } }",
                  100.0, 200, 5) +
      web);
  const Values gone = trial.each([&](const Counts& counts) {
    return static_cast<double>(trial.channel(counts, "phone").abandoned + trial.channel(counts, "phone").blocked);
  });
  EXPECT_TRUE(agrees(ratio_of(trial.each("web", &C::offered), gone), 0.3));
  EXPECT_EQ(trial.each("web", &C::offered), by_origin(trial, "web", Origin::switched));
}

/// Unresolved contacts come again: the number of contacts is geometric.
TEST(Repeats, AreGeometric) {
  const std::string reason =
      "[[reason]]\nid = \"repair\"\nresolved = 0.6\n"
      "repeat = { share = 0.7, after = { family = \"exponential\", mean = \"1min\" } }\n";
  std::string scenario = head(4, 100) + reason + fmt::format(phone_and_agents, "", 60.0, 60, 10);
  scenario.replace(scenario.find("channel = \"phone\"\nper-hour"), 17, "channel = \"phone\"\nreason = \"repair\"");
  const Trial trial(scenario);
  const double again = 0.4 * 0.7;
  EXPECT_TRUE(agrees(trial.share("phone", &C::offered, &C::needs), 1 / (1 - again)));
  EXPECT_TRUE(agrees(trial.share("phone", &C::attempts_of_met, &C::needs_met), 1 / (1 - again)));
  EXPECT_TRUE(agrees(trial.share("phone", &C::needs_met, &C::needs), 0.6 / (1 - again)));
  EXPECT_TRUE(agrees(trial.share("phone", &C::resolved_first, &C::needs_answered), 0.6));
  // Repeats are Poisson too (their delays are random): the queue is Erlang's.
  EXPECT_TRUE(agrees(mean_of(by_origin(trial, "phone", Origin::repeat)), 4 * 168 * 60 * again / (1 - again)));
}

/// Self-service: shares by outcome; what falls back joins the phone's own calls as one Poisson stream.
TEST(SelfService, FallsBackToTheQueue) {
  const Trial trial(
      head(2, 100) +
      fmt::format(phone_and_agents, "handle = { family = \"exponential\", mean = \"270s\" }", 60.0, 270, 8) +
      R"(
[[channel]]
id = "web"
kind = "self-service"
completes = 0.8
falls-back-to = "phone"
falls-back-after = { family = "exponential", mean = "5min" }
gives-up = 0.25
[[demand]]
channel = "web"
per-hour = 200
)");
  EXPECT_TRUE(agrees(trial.share("web", &C::completed, &C::offered), 0.8));
  EXPECT_TRUE(agrees(trial.share("web", &C::fell_back, &C::offered), 0.2 * 0.75));
  EXPECT_TRUE(agrees(trial.share("web", &C::gave_up, &C::offered), 0.2 * 0.25));
  EXPECT_TRUE(agrees(mean_of(by_origin(trial, "phone", Origin::fall_back)), 336 * 30));
  expect_performance(trial, "phone", "agents", erlang::erlang_c({90 / 3600.0, 270, 8}, 20).value(), 0.03);
}

/// Outside 08:00-16:00: emergencies go to the care line, of the others 60% come back, 20% go to the web.
TEST(WhenClosed, EveryWay) {
  const Trial trial(head(2, 100) + R"(
[[reason]]
id = "flood"
emergency = true
[[reason]]
id = "rent"
[[channel]]
id = "phone"
kind = "live"
hours = "08:00-16:00"
when-closed = { emergency-to = "care-line", later = 0.6, later-after = "20min", switch = { web = 0.2 } }
[[channel]]
id = "care-line"
kind = "live"
hours = "always"
handle = { family = "exponential", mean = "300s" }
[[channel]]
id = "web"
kind = "self-service"
[[demand]]
reason = "flood"
channel = "phone"
per-hour = 6
handle = { family = "exponential", mean = "300s" }
[[demand]]
reason = "rent"
channel = "phone"
per-hour = 30
handle = { family = "exponential", mean = "300s" }
[[team]]
id = "agents"
answers = ["care-line", "phone"]
roster = [ { hours = "always", staff = 60 } ]
hourly-cost = 1.0
)");
  const double open_hours = 14 * 8, closed_hours = 14 * 16;
  EXPECT_TRUE(agrees(mean_of(trial.each("phone", &C::turned_away)), 36 * closed_hours));
  EXPECT_TRUE(agrees(mean_of(by_origin(trial, "phone", Origin::first)), 36 * open_hours));
  EXPECT_TRUE(agrees(mean_of(by_origin(trial, "phone", Origin::later)), 0.6 * 30 * closed_hours));
  EXPECT_TRUE(agrees(mean_of(by_origin(trial, "care-line", Origin::emergency)), 6 * closed_hours));
  EXPECT_TRUE(agrees(mean_of(by_origin(trial, "web", Origin::switched)), 0.2 * 30 * closed_hours));
  EXPECT_TRUE(agrees(mean_of(trial.each("phone", &C::offered)), 36 * open_hours + 0.6 * 30 * closed_hours));
  EXPECT_TRUE(agrees(trial.share("phone", &C::needs_lost, &C::needs), 0.2 * 30 / 36 * 16 / 24));
}

}  // namespace
}  // namespace channelshift::test
