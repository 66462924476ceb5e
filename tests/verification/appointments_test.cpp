#include <gtest/gtest.h>

#include <string>

#include "tests/support/trial.hpp"

/// Offices where people walk in, book a time, or are helped at the machines.
namespace channelshift::test {
namespace {

using C = ChannelCounts;
using A = AppointmentCounts;

Values booking(const Trial& trial, std::int64_t A::*field, std::size_t channel = 0) {
  return trial.each([&](const Counts& counts) { return static_cast<double>(counts.appointments[channel].*field); });
}

/// 30 an hour, day and night, of whom 40% book a time; 3 places every 10 minutes.
std::string office(const std::string& appointments, const std::string& more = "") {
  return head(2, 100) + R"(
[[channel]]
id = "counter"
kind = "live"
hours = "always"
handle = { family = "exponential", mean = "5min" }
)" + more +
         appointments +
         R"(
[[channel]]
id = "booked"
kind = "live"
hours = "always"
handle = { family = "exponential", mean = "5min" }
[[demand]]
channel = "counter"
per-hour = 30
[[team]]
id = "clerks"
answers = ["booked", "counter"]
roster = [ { hours = "always", staff = 5 } ]
hourly-cost = 1.0
)";
}

constexpr double hours = 14 * 24;

TEST(Appointments, SharesAreThoseStated) {
  const Trial trial(
      office("appointments = { share = 0.4, every = \"10min\", places = 3, lead = \"1d\", no-show = 0.08 }"));
  const Values first = trial.each([](const Counts& counts) { return static_cast<double>(counts.demands[0].first); });
  EXPECT_TRUE(agrees(ratio_of(booking(trial, &A::booked), first), 0.4));
  EXPECT_TRUE(agrees(ratio_of(booking(trial, &A::no_shows), booking(trial, &A::booked)), 0.08));
  // A place of one who does not come stays taken: 12 an hour into 18 places.
  EXPECT_TRUE(agrees(ratio_of(booking(trial, &A::places_taken), booking(trial, &A::places)), 0.4 * 30 / 18));
  EXPECT_TRUE(agrees(mean_of(trial.each("counter", &C::offered)), hours * 30 * (1 - 0.4 * 0.08)));
  // Those who book within a day and half a slot of the end have still to come, or not.
  EXPECT_TRUE(agrees(trial.share("counter", &C::needs_lost, &C::needs), 0.4 * 0.08 * (13 * 24 - 1 / 12.0) / hours));
  for (const double places : booking(trial, &A::places)) EXPECT_EQ(places, hours * 18);
}

/// With more places than people book, one waits for the lead and half a slot.
TEST(Appointments, AreTheFirstSlotAfterTheLead) {
  const Trial trial(office("appointments = { share = 0.4, every = \"20min\", places = 500, lead = \"6h\" }"));
  // Whole seconds are counted, half a second less than there are.
  EXPECT_TRUE(agrees(ratio_of(booking(trial, &A::seconds_ahead), booking(trial, &A::booked)), 6 * 3600 + 600 - 0.5));
}

TEST(Appointments, WhoDoesNotComeTriesAgainAsRetrySays) {
  const Trial trial(office("appointments = { share = 0.5, every = \"10min\", places = 9, no-show = 0.4 }",
                           "retry = { share = 0.6, after = { family = \"deterministic\", mean = \"10min\" }, switch = "
                           "{ booked = 0.3 } }\n"));
  const auto came = [&](const char* channel, Origin origin) {
    return mean_of(trial.each([&, origin](const Counts& counts) {
      return static_cast<double>(trial.channel(counts, channel).offered_by_origin[static_cast<std::size_t>(origin)]);
    }));
  };
  const double no_shows = hours * 30 * 0.5 * 0.4;
  EXPECT_TRUE(agrees(came("counter", Origin::retry), 0.6 * no_shows));
  EXPECT_TRUE(agrees(came("booked", Origin::switched), 0.3 * no_shows));
  EXPECT_TRUE(agrees(trial.share("counter", &C::needs_lost, &C::needs), 0.5 * 0.4 * 0.1));
}

/// Served on a channel of their own that the team names first.
TEST(Appointments, GoFirstOnAChannelOfTheirOwn) {
  const Trial trial(office(
      "appointments = { share = 0.4, every = \"10min\", places = 3, lead = \"2h\", no-show = 0.1, to = \"booked\" }"));
  EXPECT_TRUE(agrees(mean_of(trial.each("counter", &C::offered)), hours * 30 * 0.6));
  EXPECT_TRUE(agrees(mean_of(trial.each("booked", &C::offered)), hours * 30 * 0.4 * 0.9));
  const Trial last(office("appointments = { share = 0.4, every = \"10min\", places = 3, lead = \"2h\", no-show = 0.1, "
                          "to = \"booked\" }"),
                   0, {"team.clerks.answers=[\"counter\", \"booked\"]"});
  for (std::size_t r = 0; r < trial.run().replications.size(); ++r) {
    const ChannelCounts& booked = trial.channel(trial.run().replications[r], "booked");
    const ChannelCounts& booked_last = trial.channel(last.run().replications[r], "booked");
    EXPECT_LT(booked.wait, booked_last.wait);
    EXPECT_EQ(booked.offered, booked_last.offered);
    EXPECT_EQ(booked.needs, 0);  // they are needs of the counter's demand
  }
}

TEST(Appointments, ThatNobodyBooksChangeNothing) {
  const Trial none(office(""), 0, {"run.replications=3"});
  const Trial nobody(office("appointments = { share = 0, every = \"10min\", places = 3 }"), 0, {"run.replications=3"});
  for (int r = 0; r < 3; ++r) {
    Counts counts = nobody.run().replications[r];
    EXPECT_GT(counts.appointments[0].places, 0);
    counts.appointments = none.run().replications[r].appointments;
    EXPECT_TRUE(same(none.run().replications[r], counts));
  }
  EXPECT_EQ(none.run().series, nobody.run().series);
}

/// Moved and induced contacts book as first contacts do; the conservation laws, which every replication must keep,
/// count those whose time has not come when the year ends.
TEST(Appointments, ThoseMovedAndInducedBookToo) {
  std::string text = office("appointments = { share = 0.5, every = \"10min\", places = 4, lead = \"3d\" }") + R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
[[demand]]
channel = "phone"
per-hour = 20
handle = { family = "exponential", mean = "3min" }
[[team]]
id = "callers"
answers = ["phone"]
roster = [ { hours = "always", staff = 3 } ]
hourly-cost = 1.0
[[option]]
id = "visits"
[[option.shift]]
from = ["phone"]
to = "counter"
share = 0.3
induced = 0.5
)";
  const Trial trial(text);
  const Values booked =
      trial.each([](const Counts& counts) { return static_cast<double>(counts.appointments[0].booked); }, "visits");
  EXPECT_TRUE(agrees(mean_of(booked), hours * 0.5 * (30 + 20 * 0.3 * 1.5)));
  std::int64_t open = 0;
  for (const Counts& counts : trial.run("visits").replications) open += counts.induced.needs_open;
  EXPECT_GT(open, 0);
}

/// A floor-walker needs no words of its own: who does not get on with the machine turns to a live channel at once, and
/// to the counter if nobody there is free. The floor is a loss system: Erlang's formula B.
TEST(FloorWalker, HelpsWhenFree) {
  constexpr int walkers = 2;
  constexpr double erlangs = 60 * 0.3 * 0.8 * 180 / 3600.0;
  const Trial trial(head(4, 100) + R"(
[[channel]]
id = "machine"
kind = "self-service"
completes = 0.7
gives-up = 0.2
falls-back-to = "floor"
falls-back-after = { family = "deterministic", mean = "1ms" }
[[channel]]
id = "floor"
kind = "live"
hours = "always"
handle = { family = "exponential", mean = "3min" }
balk = 1
retry = { after = { family = "deterministic", mean = "1ms" }, switch = { counter = 1.0 } }
[[channel]]
id = "counter"
kind = "live"
hours = "always"
handle = { family = "exponential", mean = "5min" }
[[demand]]
channel = "machine"
per-hour = 60
[[team]]
id = "walkers"
answers = ["floor"]
roster = [ { hours = "always", staff = 2 } ]
hourly-cost = 1.0
[[team]]
id = "clerks"
answers = ["counter"]
roster = [ { hours = "always", staff = 4 } ]
hourly-cost = 1.0
)");
  double erlang_b = 1;
  for (int n = 1; n <= walkers; ++n) erlang_b = erlangs * erlang_b / (n + erlangs * erlang_b);
  EXPECT_TRUE(agrees(trial.share("floor", &C::abandoned, &C::offered), erlang_b));
  EXPECT_TRUE(agrees(mean_of(trial.each("floor", &C::offered)), 28 * 24 * 60 * 0.3 * 0.8));
  for (const Counts& counts : trial.run().replications) {
    EXPECT_EQ(trial.channel(counts, "floor").wait, 0);
    EXPECT_NEAR(static_cast<double>(trial.channel(counts, "counter").offered),
                static_cast<double>(trial.channel(counts, "floor").abandoned), 1);  // a millisecond later
  }
}

}  // namespace
}  // namespace channelshift::test
