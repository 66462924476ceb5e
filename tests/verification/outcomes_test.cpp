#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "models/erlang/queues.hpp"
#include "tests/support/chain.hpp"
#include "tests/support/trial.hpp"

/// What becomes of contacts: handed on, settled with authority, lost for good, asked after, called back, scored.
namespace channelshift::test {
namespace {

using C = ChannelCounts;
using R = ReasonCounts;

Values of_reason(const Trial& trial, std::size_t reason, std::int64_t R::*field) {
  return trial.each([&](const Counts& counts) { return static_cast<double>(counts.reasons[reason].*field); });
}
Values came(const Trial& trial, const char* channel, Origin origin) {
  return trial.each([&](const Counts& counts) {
    return static_cast<double>(trial.channel(counts, channel).offered_by_origin[static_cast<std::size_t>(origin)]);
  });
}
Measured per(const Values& part, const Values& whole) { return ratio_of(part, whole); }

/// A telephone with agents for all, a complaints team, and a reason of which half are resolved; `{}`: more of the
/// reason, of the agents.
constexpr const char* two_desks = R"(
[[reason]]
id = "matter"
resolved = {{ phone = 0.5, complaints = 0.8 }}
{}
[[reason]]
id = "complaint"
[[channel]]
id = "phone"
kind = "live"
hours = "always"
handle = {{ family = "exponential", mean = "240s" }}
[[channel]]
id = "complaints"
kind = "deferred"
hours = "always"
handle = {{ family = "exponential", mean = "20min" }}
[[demand]]
channel = "phone"
reason = "matter"
per-hour = 30
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 60 }} ]
hourly-cost = 1.0
{}
[[team]]
id = "complaints"
answers = ["complaints"]
roster = [ {{ hours = "always", staff = 40 }} ]
hourly-cost = 1.0
)";

constexpr const char* mostly_handed_on = "escalate = { share = 0.4, to = \"complaints\" }";

TEST(Escalate, HandsOnAShareOfTheUnresolved) {
  const Trial trial(head(4, 50) + fmt::format(two_desks, mostly_handed_on, ""));
  const Values calls = trial.each("phone", &C::answered);
  EXPECT_TRUE(agrees(per(of_reason(trial, 0, &R::escalated), calls), 0.5 * 0.4));
  EXPECT_TRUE(agrees(per(came(trial, "complaints", Origin::escalated), calls), 0.5 * 0.4));
  // Met at once, or by the other desk, which does not hand on to itself.
  EXPECT_TRUE(agrees(per(trial.each("phone", &C::needs_met), calls), 0.5 + 0.5 * 0.4 * 0.8));
  EXPECT_TRUE(agrees(per(trial.each("phone", &C::resolved_first), calls), 0.5));
  // A long call is a long complaint: the same quantile of another exponential.
  EXPECT_TRUE(agrees(trial.seconds_per("complaints", &C::handle, &C::answered), 1200));
}

TEST(Escalate, AuthoritySettlesAtFirstContact) {
  const Trial trial(head(4, 50) + fmt::format(two_desks, mostly_handed_on, "authority = 0.7"));
  const Values calls = trial.each("phone", &C::answered);
  EXPECT_TRUE(agrees(per(of_reason(trial, 0, &R::escalated), calls), 0.5 * 0.4 * 0.3, 0.03));
  EXPECT_TRUE(agrees(per(of_reason(trial, 0, &R::settled_by_authority), calls), 0.5 * 0.4 * 0.7));
  EXPECT_TRUE(agrees(per(trial.each("phone", &C::resolved_first), calls), 0.5 + 0.5 * 0.4 * 0.7));
}

TEST(Escalate, FullAuthorityLeavesNothingToHandOn) {
  const Trial trial(head(2, 4) + fmt::format(two_desks, mostly_handed_on, "authority = 1"));
  for (const double escalated : of_reason(trial, 0, &R::escalated)) EXPECT_EQ(escalated, 0);
}

TEST(Escalate, BecomesAnotherReason) {
  const Trial trial(head(4, 50) +
                    fmt::format(two_desks, "escalate = { share = 1, to = \"complaints\", as = \"complaint\" }", ""));
  for (const Counts& counts : trial.run().replications) {
    EXPECT_EQ(counts.reasons[0].offered_by_origin[static_cast<std::size_t>(Origin::escalated)], 0);
    EXPECT_EQ(counts.reasons[1].offered_by_origin[static_cast<std::size_t>(Origin::escalated)],
              counts.channels[1].offered);
    EXPECT_EQ(counts.channels[0].needs_lost, 0);  // the other reason resolves all
  }
}

TEST(Churn, TakesCustomersBeforeTheyComeAgain) {
  const Trial trial(head(4, 50) +
                    fmt::format(two_desks,
                                "churn = { unresolved = 0.1, value = 300 }\n"
                                "repeat = { share = 1, after = { family = \"exponential\", mean = \"1h\" } }",
                                ""));
  const Values calls = trial.each("phone", &C::answered);
  EXPECT_TRUE(agrees(per(of_reason(trial, 0, &R::customers_lost), calls), 0.5 * 0.1, 0.03));
  EXPECT_TRUE(agrees(per(came(trial, "phone", Origin::repeat), calls), 0.5 * 0.9));
  // Whoever is not lost comes until it is resolved: 0.5 / (0.5 + 0.05).
  const Values ended = trial.each([](const Counts& counts) {
    return static_cast<double>(counts.channels[0].needs_met + counts.channels[0].needs_lost);
  });
  EXPECT_TRUE(agrees(per(trial.each("phone", &C::needs_met), ended), 0.5 / 0.55));
}

constexpr const char* queue = R"(
[[reason]]
id = "matter"
{}
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = {{ within = "20s", share = 0.8 }}
{}
[[demand]]
channel = "phone"
reason = "matter"
per-hour = {}
handle = {{ family = "exponential", mean = "200s" }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 3 }} ]
hourly-cost = 1.0
)";

TEST(Churn, TakesThoseWhoFindNoAnswer) {
  const Trial trial(head(4, 100) +
                    fmt::format(queue, "churn = { abandoned = 0.2 }",
                                "patience = { family = \"exponential\", mean = \"2min\" }\n"
                                "retry = { share = 0.5, after = { family = \"exponential\", mean = \"1h\" } }",
                                54));
  const Values left = trial.each("phone", &C::abandoned);
  EXPECT_TRUE(agrees(per(of_reason(trial, 0, &R::customers_lost), left), 0.2));
  EXPECT_TRUE(agrees(per(came(trial, "phone", Origin::retry), left), 0.8 * 0.5));
}

/// Who finds somebody waiting is offered a call back and takes it, so at most the first in the queue can lose patience:
/// a chain of the number in the system and whether the first waits on the line.
TEST(Callback, KeepsThePlaceWithoutPatience) {
  constexpr int agents = 3, longest = 80;
  const double rate = 50 / 3600.0, served = 1 / 200.0, leave = 1 / 120.0;
  Chain chain(2 * (longest + 1));
  const auto state = [](int n, bool on_line) { return 2 * n + on_line; };
  for (int n = 0; n <= longest; ++n) {
    for (const bool on_line : {false, true}) {
      if (on_line && n <= agents) continue;
      if (n < longest) chain.add(state(n, on_line), state(n + 1, n == agents ? true : on_line), rate);
      if (n > 0) chain.add(state(n, on_line), state(n - 1, false), std::min(n, agents) * served);
      if (on_line) chain.add(state(n, on_line), state(n - 1, false), leave);
    }
  }
  for (int n = 0; n <= agents; ++n) chain.add(state(n, true), state(n, false), 1);  // never entered
  const std::vector<double> p = chain.stationary();
  double queue_length = 0, on_line = 0, finds_queue = 0;
  for (int n = 0; n <= longest; ++n) {
    const double here = p[static_cast<std::size_t>(state(n, false))] + p[static_cast<std::size_t>(state(n, true))];
    queue_length += std::max(0, n - agents) * here;
    if (n > agents) finds_queue += here;
    on_line += p[static_cast<std::size_t>(state(n, true))];
  }
  const Trial trial(head(4, 100) + fmt::format(queue, "",
                                               "patience = { family = \"exponential\", mean = \"2min\" }\n"
                                               "callback = { when-wait-over = \"0s\", accepted = 1 }",
                                               50));
  EXPECT_TRUE(agrees(trial.share("phone", &C::called_back, &C::offered), finds_queue));
  EXPECT_TRUE(agrees(trial.share("phone", &C::abandoned, &C::offered), on_line * leave / rate, 0.03));
  EXPECT_TRUE(agrees(trial.seconds_per("phone", &C::wait, &C::offered), queue_length / rate, 0.03));
}

/// Three in service, the first of the queue on the fourth line, and a fifth to be offered the call on: all others wait
/// without one, as if there were lines for everyone.
TEST(Callback, HoldsNoLine) {
  const auto trial = [](const char* lines) {
    return Trial(head(2, 4) +
                 fmt::format(queue, "",
                             std::string(lines) + "\npatience = { family = \"exponential\", mean = \"2min\" }\n"
                                                  "callback = { when-wait-over = \"0s\", accepted = 1 }",
                             50));
  };
  const Trial few = trial("lines = 5"), many = trial("");
  EXPECT_TRUE(same(few.run(), many.run()));
  EXPECT_GT(few.run().replications[0].channels[0].called_back, 100);
}

/// Post that is opened on Mondays from nine to five: what came from Monday 17:00 to Saturday 09:00, 112 of 168 hours,
/// is asked after two days.
TEST(Chase, AsksAfterWhatIsUnanswered) {
  const Trial trial(head(8, 50) + R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
handle = { family = "exponential", mean = "240s" }
[[channel]]
id = "post"
kind = "deferred"
hours = { mon = "09:00-17:00" }
handle = { family = "deterministic", mean = "1s" }
chase = { after = "2d", share = 0.3, channel = "phone" }
[[demand]]
channel = "post"
per-hour = 12
[[team]]
id = "agents"
answers = ["phone"]
roster = [ { hours = "always", staff = 40 } ]
hourly-cost = 1.0
[[team]]
id = "post"
answers = ["post"]
roster = [ { hours = "always", staff = 20 } ]
hourly-cost = 1.0
)");
  EXPECT_TRUE(agrees(per(came(trial, "phone", Origin::chaser), trial.each("post", &C::offered)), 0.3 * 112 / 168));
  for (const Counts& counts : trial.run().replications)  // a chaser is no need
    EXPECT_EQ(trial.channel(counts, "phone").needs, 0);
}

/// The same post at midnight after Sunday: what came in the 151 hours since Monday 17:00, a Poisson number; the oldest
/// letter is as old as that, less the five minutes until the first came.
TEST(Backlog, IsWhatWaitsAtTheEndOfADay) {
  constexpr int replications = 200;
  const Trial trial(head(1, replications) + R"(
[[channel]]
id = "post"
kind = "deferred"
hours = { mon = "09:00-17:00" }
handle = { family = "deterministic", mean = "1s" }
[[demand]]
channel = "post"
per-hour = 12
[[team]]
id = "post"
answers = ["post"]
roster = [ { hours = "always", staff = 20 } ]
hourly-cost = 1.0
)");
  const BacklogCell& sunday = trial.run().series.backlog[6];
  const double letters = 12.0 * 151;
  EXPECT_NEAR(static_cast<double>(sunday.contacts) / replications, letters, 4 * std::sqrt(letters / replications));
  EXPECT_EQ(sunday.work, sunday.contacts * sim::ticks(1));
  EXPECT_NEAR(sim::seconds(sunday.oldest) / replications, 151 * 3600 - 300, 4 * 300 / std::sqrt(replications));
  // Tuesday's oldest is 31 hours, of the same kind; the greatest of the week is Sunday's.
  EXPECT_DOUBLE_EQ(mean_of(trial.each("post", &C::backlog_oldest)).mean,
                   static_cast<double>(sunday.oldest) / replications);
}

/// One agent with calls that interrupt letters. A call that finds a letter in hand makes it longer by the switching
/// cost s: with p the share of time on letters, p = load of letters + calls x p x s.
TEST(SwitchCost, IsAddedAtEachInterruption) {
  const Trial trial(head(4, 100) + R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
handle = { family = "exponential", mean = "3min" }
[[channel]]
id = "post"
kind = "deferred"
hours = "always"
handle = { family = "exponential", mean = "15min" }
interruptible = true
switch-cost = "2min"
[[demand]]
channel = "phone"
per-hour = 8
[[demand]]
channel = "post"
per-hour = 1
[[team]]
id = "agents"
answers = ["phone", "post"]
roster = [ { hours = "always", staff = 1 } ]
hourly-cost = 1.0
)");
  const double calls = 8.0 * 3 / 60, letters = 1.0 * 15 / 60 / (1 - 8.0 * 2 / 60);
  EXPECT_TRUE(agrees(trial.team_share("agents", &TeamCounts::busy_within, &TeamCounts::at_work), calls + letters));
}

double below(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// Scores of needs met at once: normal with mean 8 and deviation 2, rounded; of the others four less.
TEST(Satisfaction, IsTheRoundedNormalOfItsCoefficients) {
  const Trial trial(head(4, 50) +
                    fmt::format(two_desks, "satisfaction = { base = 8, unresolved = -4, noise = 2 }", ""));
  const auto promoters = [](double mean) { return 1 - below((8.5 - mean) / 2); };
  const auto detractors = [](double mean) { return below((6.5 - mean) / 2); };
  const Values scored = of_reason(trial, 0, &R::scored);
  EXPECT_TRUE(agrees(per(of_reason(trial, 0, &R::promoters), scored), 0.5 * promoters(8) + 0.5 * promoters(4)));
  EXPECT_TRUE(agrees(per(of_reason(trial, 0, &R::detractors), scored), 0.5 * detractors(8) + 0.5 * detractors(4)));
  for (const Counts& counts : trial.run().replications)
    EXPECT_EQ(counts.reasons[0].scored, counts.channels[0].needs_met + counts.channels[0].needs_lost);
}

/// Ten less one for each minute waited: 8 or more are those who waited under two and a half minutes, by Erlang C
/// P(W <= t) = 1 - P(wait) exp(-(c mu - lambda) t).
TEST(Satisfaction, FallsWithTheWait) {
  const Trial trial(head(4, 100) + fmt::format(queue, "satisfaction = { base = 10, per-wait-minute = -1 }", "", 40));
  const double erlangs = 40 * 200 / 3600.0;
  const double waits = *erlang::erlang_c_waited_share(erlangs, 3);
  const double late = waits * std::exp(-(3 / 200.0 - 40 / 3600.0) * 150);
  EXPECT_TRUE(agrees(per(of_reason(trial, 0, &R::satisfied), of_reason(trial, 0, &R::scored)), 1 - late));
}

TEST(Reasons, AddUpToTheChannels) {
  const Trial trial(head(2, 4) +
                    fmt::format(two_desks,
                                "escalate = { share = 0.4, to = \"complaints\", as = \"complaint\" }\n"
                                "repeat = { share = 1, after = { family = \"exponential\", mean = \"1h\" } }",
                                ""));
  for (const Counts& counts : trial.run().replications) {
    for (std::size_t origin = 0; origin < origins; ++origin) {
      std::int64_t by_channel = 0, by_reason = 0;
      for (const C& channel : counts.channels) by_channel += channel.offered_by_origin[origin];
      for (const R& reason : counts.reasons) by_reason += reason.offered_by_origin[origin];
      EXPECT_EQ(by_channel, by_reason);
    }
    EXPECT_EQ(counts.channels[0].needs_met, counts.reasons[0].needs_met);
    EXPECT_EQ(counts.channels[0].attempts_of_met, counts.reasons[0].attempts_of_met);
  }
}

}  // namespace
}  // namespace channelshift::test
