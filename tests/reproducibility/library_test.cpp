#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/support/trial.hpp"

/// The same numbers whatever the machine does, and whatever else stands in the scenario.
namespace channelshift::test {
namespace {

/// Everything that can move: busy days, returns, bounces, deferred work, shrinkage, options.
const std::string everything = head(2, 12) + R"(
[profile.office]
day = { "00:00" = 0.1, "08:00" = 3.0, "18:00" = 0.5 }
weekday = { mon = 1.4, tue = 1.1, wed = 1, thu = 1, fri = 0.9, sat = 0.3, sun = 0.1 }
busy-day = { cv = 0.15, correlation = 0.4 }
[[reason]]
id = "repair"
resolved = { phone = 0.8, email = 0.6 }
repeat = { share = 0.5, after = { family = "exponential", mean = "1d" }, channel = "phone" }
[[channel]]
id = "phone"
kind = "live"
hours = { mon-fri = "08:00-19:00", sat = "09:00-14:00" }
target = { within = "20s", share = 0.8 }
handle = { family = "lognormal", mean = "250s", cv = 1.0 }
patience = { family = "exponential", mean = "3min" }
balk = 0.05
retry = { share = 0.4, after = { family = "exponential", mean = "20min" }, switch = { web = 0.1 } }
when-closed = { later = 0.6, later-after = "2h", switch = { web = 0.2 } }
lines = 30
appointments = { share = 0.2, every = "30min", places = 8, lead = "4h", no-show = 0.1 }
[[channel]]
id = "email"
kind = "deferred"
hours = { mon-fri = "08:00-17:00" }
target = { within = "2d", share = 0.9, clock = "working" }
interruptible = true
[[channel]]
id = "web"
kind = "self-service"
completes = 0.8
falls-back-to = "phone"
[[demand]]
reason = "repair"
channel = "phone"
per-year = 100000
profile = "office"
handle = { family = "lognormal", mean = "250s", cv = 1.0 }
[[demand]]
reason = "repair"
channel = "email"
per-year = 20000
profile = "office"
handle = { family = "gamma", mean = "400s", cv = 0.7 }
[[demand]]
reason = "repair"
channel = "web"
per-year = 10000
profile = "office"
[[team]]
id = "advisers"
answers = ["phone", { channel = "email", keep-free = 1 }]
roster = [ { days = "mon-fri", hours = "08:00-19:00", staff = 9, break = "12:00-12:30" },
           { days = "sat", hours = "09:00-14:00", staff = 5 } ]
shrinkage = 0.15
absence = 0.05
hourly-cost = 16.0
[[team]]
id = "back-office"
answers = ["email"]
overflow = { phone = "60s" }
roster = [ { days = "mon-fri", hours = "09:00-17:00", staff = 2 } ]
hourly-cost = 15.0
)";

const std::string shift_option = R"(
[[option]]
id = "shift"
starts = 2024-01-04
ramp = { shape = "linear", weeks = 1 }
[[option.shift]]
from = ["phone", "email"]
to = "web"
share = 0.2
induced = 0.1
simplest-first = 0.5
)";
const std::string staff_option = R"(
[[option]]
id = "fewer-lines"
set = { "channel.phone.lines" = 12 }
)";

void expect_same(const Results& a, const Results& b) {
  ASSERT_EQ(a.runs.size(), b.runs.size());
  for (std::size_t i = 0; i < a.runs.size(); ++i) {
    EXPECT_TRUE(same(a.runs[i], b.runs[i])) << "run " << i;
  }
  for (std::size_t i = 0; i < a.first_year.size(); ++i) {
    ASSERT_EQ(a.first_year[i].has_value(), b.first_year[i].has_value());
    if (a.first_year[i]) {
      EXPECT_TRUE(same(*a.first_year[i], *b.first_year[i])) << "first year " << i;
    }
  }
}

/// A piece of text after `before` in the scenario.
std::string with(std::string scenario, const std::string& before, const std::string& piece) {
  scenario.insert(scenario.find(before), piece);
  return scenario;
}

TEST(Reproducibility, OneTwoAndEightThreads) {
  const std::string scenario = everything + shift_option + staff_option;
  const Trial one(scenario, 1);
  expect_same(one.results(), Trial(scenario, 2).results());
  expect_same(one.results(), Trial(scenario, 8).results());
}

TEST(Reproducibility, TwiceTheSameSeedAndOnceAnother) {
  const Trial first(everything);
  expect_same(first.results(), Trial(everything).results());
  const Trial other(everything, 0, {"run.seed=5"});
  EXPECT_FALSE(same(first.run(), other.run()));
}

TEST(Reproducibility, MoreReplicationsKeepTheFirst) {
  const Trial twelve(everything);
  const Trial twenty(everything, 0, {"run.replications=20"});
  for (std::size_t r = 0; r < 12; ++r) {
    EXPECT_TRUE(same(twelve.run().replications[r], twenty.run().replications[r])) << r;
  }
}

TEST(Reproducibility, OrderOfOptionsDoesNotMatter) {
  const Trial forwards(everything + shift_option + staff_option);
  const Trial backwards(everything + staff_option + shift_option);
  for (const char* id : {"baseline", "shift", "fewer-lines"})
    EXPECT_TRUE(same(forwards.run(id), backwards.run(id))) << id;
  EXPECT_TRUE(same(Trial(everything).run(), forwards.run()));
}

/// What a set says counts, not how it is said.
TEST(Reproducibility, SetIsTheSameAsTheFile) {
  std::string edited = everything;
  edited.replace(edited.find("lines = 30"), 10, "lines = 12");
  const Trial set(everything, 0, {"channel.phone.lines=12"});
  const Trial option(everything + staff_option);
  EXPECT_TRUE(same(Trial(edited).run(), set.run()));
  EXPECT_TRUE(same(set.run(), option.run("fewer-lines")));
}

void expect_same_things(const Trial& before, const Trial& after) {
  for (std::size_t r = 0; r < before.run().replications.size(); ++r) {
    const Counts& a = before.run().replications[r];
    const Counts& b = after.run().replications[r];
    for (const char* id : {"phone", "email", "web"}) EXPECT_TRUE(before.channel(a, id) == after.channel(b, id)) << id;
    for (const char* id : {"advisers", "back-office"}) EXPECT_TRUE(before.team(a, id) == after.team(b, id)) << id;
    for (const char* id : {"repair-phone", "repair-email", "repair-web"}) {
      EXPECT_TRUE(before.demand(a, id) == after.demand(b, id)) << id;
    }
  }
}

TEST(Reproducibility, AnUnusedChannelChangesNothing) {
  const std::string unused =
      "[[channel]]\nid = \"fax\"\nkind = \"live\"\nhours = \"always\"\nlines = 4\n"
      "patience = { family = \"exponential\", mean = \"9min\" }\n";
  const std::string team =
      "[[team]]\nid = \"fax-team\"\nanswers = [\"fax\"]\nhourly-cost = 1.0\n"
      "roster = [ { hours = \"always\", staff = 2 } ]\nshrinkage = 0.3\nabsence = 0.2\n";
  const std::string demand =
      "[[demand]]\nchannel = \"fax\"\nper-hour = 10\n"
      "handle = { family = \"exponential\", mean = \"9min\" }\n";
  const Trial before(everything);
  expect_same_things(before, Trial(with(everything, "[[channel]]\nid = \"phone\"", unused) + team));
  // Used by its own team alone: still nothing of the others'. In front of all of them, so that every number moves up.
  std::string busy = with(everything, "[[channel]]\nid = \"phone\"", unused);
  busy = with(busy, "[[demand]]\nreason = \"repair\"\nchannel = \"phone\"", demand);
  busy = with(busy, "[[team]]\nid = \"advisers\"", team);
  expect_same_things(before, Trial(busy));
}

/// A rule that never bites changes no number, though it sends the simulation another way (patience kept in events).
TEST(Reproducibility, LinesThatAreNeverTakenChangeNothing) {
  const std::string plain = head(1, 5) + R"(
[[channel]]
id = "phone"
kind = "live"
hours = { mon-sun = "07:00-20:00" }
target = { within = "20s", share = 0.8 }
patience = { family = "lognormal", mean = "3min", cv = 1.2 }
balk = 0.1
[[demand]]
channel = "phone"
per-hour = 150
handle = { family = "lognormal", mean = "270s", cv = 1.0 }
[[team]]
id = "agents"
answers = ["phone"]
roster = [ { hours = "07:00-12:00", staff = 12 }, { hours = "12:00-20:00", staff = 9 } ]
hourly-cost = 1.0
)";
  EXPECT_TRUE(same(Trial(plain).run(), Trial(with(plain, "balk", "lines = 9000\n")).run()));
}

/// Every contact ends in one way, in every channel and replication.
TEST(Reproducibility, NothingIsLost) {
  const Trial trial(everything + shift_option + staff_option);
  for (const OptionRun& run : trial.results().runs) {
    for (const Counts& counts : run.replications) {
      for (const char* id : {"phone", "email"}) {
        const ChannelCounts& c = trial.channel(counts, id);
        EXPECT_EQ(c.offered, c.answered + c.abandoned + c.blocked + c.waiting_at_end);
        std::int64_t origins_sum = 0;
        for (const std::int64_t n : c.offered_by_origin) origins_sum += n;
        EXPECT_EQ(c.offered, origins_sum);
        EXPECT_LE(c.answered_in_target, c.answered);
        EXPECT_LE(c.balked, c.abandoned);
      }
      const ChannelCounts& web = trial.channel(counts, "web");
      EXPECT_EQ(web.offered, web.completed + web.fell_back + web.gave_up);
      for (const ChannelCounts& c : counts.channels) EXPECT_EQ(c.needs, c.needs_met + c.needs_lost + c.needs_open);
      for (const TeamCounts& team : counts.teams) {
        EXPECT_LE(team.busy_within, team.at_work);
        EXPECT_LE(team.busy_within, team.busy);
      }
    }
  }
}

/// Names make addresses: a renamed demand draws anew, but from the same law.
TEST(Reproducibility, RenamingDrawsAnew) {
  std::string renamed = everything;
  const std::string demand = "[[demand]]\nreason = \"repair\"\nchannel = \"phone\"";
  renamed.replace(renamed.find(demand), demand.size(), demand + "\nid = \"other-name\"");
  const Trial before(everything, 0, {"run.replications=100"});
  const Trial after(renamed, 0, {"run.replications=100"});
  EXPECT_FALSE(same(before.run(), after.run()));
  const Measured a = mean_of(before.each("phone", &ChannelCounts::offered));
  const Measured b = mean_of(after.each("phone", &ChannelCounts::offered));
  EXPECT_NEAR(a.mean, b.mean, 4 * std::hypot(a.standard_error, b.standard_error));
}

}  // namespace
}  // namespace channelshift::test
