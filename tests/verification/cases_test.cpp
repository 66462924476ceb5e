#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/support/trial.hpp"

/// Work behind contacts: promises, chasers, confirmations; against closed forms and a calendar.
namespace channelshift::test {
namespace {

using C = ChannelCounts;
using R = ReasonCounts;

/// [0] is the first reason of the file.
Values of_reason(const Trial& trial, std::size_t reason, std::int64_t R::*field) {
  return trial.each([&](const Counts& counts) { return static_cast<double>(counts.reasons[reason].*field); });
}
Values came(const Trial& trial, std::size_t reason, Origin origin) {
  return trial.each([&](const Counts& counts) {
    return static_cast<double>(counts.reasons[reason].offered_by_origin[static_cast<std::size_t>(origin)]);
  });
}
Values hours_open(const Trial& trial, std::size_t reason) {
  return trial.each([&](const Counts& counts) { return sim::seconds(counts.reasons[reason].case_time) / 3600; });
}

/// Calls round the clock, an agent for each; `{}` stands for the case.
constexpr const char* calls = R"(
[[reason]]
id = "repair"
case = {{ {} }}
[[channel]]
id = "phone"
kind = "live"
hours = "always"
handle = {{ family = "exponential", mean = "240s" }}
[[demand]]
channel = "phone"
reason = "repair"
per-hour = 20
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 60 }} ]
hourly-cost = 1.0
)";

std::string exponential(const char* mean) { return fmt::format("{{ family = \"exponential\", mean = \"{}\" }}", mean); }

/// Who chases does so `after` the promise, and again and again: a Poisson process that begins with the promise.
std::string chased(const char* lead_time, const char* more = "") {
  return head(4, 60) +
         fmt::format(calls, "lead-time = " + exponential(lead_time) +
                                ", promise = \"2h\", chase = { share = 0.6, channel = \"phone\", after = " +
                                exponential("1h") + " }" + more);
}

TEST(Case, ChasersComeWhileItIsOpenPastItsPromise) {
  const Trial trial(chased("4h"));
  const double late = std::exp(-2.0 / 4);
  EXPECT_TRUE(
      agrees(ratio_of(of_reason(trial, 0, &R::cases_in_promise), of_reason(trial, 0, &R::cases_closed)), 1 - late));
  // Of m = 4 hours; but what is still open after the T measured hours is the longer part: m (1 - 2 m / T) / (1 - m /
  // T).
  const double hours = 4 * (1 - 2 * 4 / 672.0) / (1 - 4 / 672.0);
  EXPECT_TRUE(agrees(ratio_of(hours_open(trial, 0), of_reason(trial, 0, &R::cases_closed)), hours));
  // Hours past the promise, one chaser in each.
  EXPECT_TRUE(agrees(ratio_of(came(trial, 0, Origin::chaser), of_reason(trial, 0, &R::cases)), 0.6 * 4 * late));
}

TEST(Case, HalvingTheLeadTimeLowersTheChasers) {
  const Trial trial(chased("2h"));
  EXPECT_TRUE(agrees(ratio_of(came(trial, 0, Origin::chaser), of_reason(trial, 0, &R::cases)),
                     0.6 * 2 * std::exp(-2.0 / 2), 0.03));
}

TEST(Case, NobodyChasesWhatClosesAtOnce) {
  const Trial trial(head(2, 4) + fmt::format(calls,
                                             "lead-time = { family = \"deterministic\", mean = \"1s\" }, promise = "
                                             "\"1s\", chase = { share = 1.0, channel = \"phone\", after = " +
                                                 exponential("1min") + " }"));
  for (const double chasers : came(trial, 0, Origin::chaser)) EXPECT_EQ(chasers, 0);
  EXPECT_EQ(of_reason(trial, 0, &R::cases_in_promise), of_reason(trial, 0, &R::cases));
}

TEST(Case, ConfirmationsBreedContactsAndReassure) {
  const Trial trial(chased("4h", ", confirm = { breeds = 0.2, channel = \"phone\", reassures = 0.25 }"));
  EXPECT_EQ(of_reason(trial, 0, &R::confirmations), of_reason(trial, 0, &R::cases));
  EXPECT_TRUE(agrees(ratio_of(came(trial, 0, Origin::prompted), of_reason(trial, 0, &R::cases)), 0.2));
  EXPECT_TRUE(agrees(ratio_of(came(trial, 0, Origin::chaser), of_reason(trial, 0, &R::cases)),
                     0.6 * 0.75 * 4 * std::exp(-0.5)));
}

TEST(Case, NeedsAreMetWhenItCloses) {
  const Trial trial(chased("4h"));
  for (const Counts& counts : trial.run().replications) {
    const C& phone = counts.channels[0];
    EXPECT_EQ(phone.needs, phone.needs_met + phone.needs_open);
    // Every attempt of a need and every chaser of it count once; those of needs met at least once each.
    EXPECT_GE(counts.reasons[0].attempts_of_met, counts.reasons[0].needs_met);
  }
  // Open at the end: those on the line and in hand, 20 an hour x (4 min + 4 h).
  EXPECT_TRUE(agrees(mean_of(trial.each("phone", &C::needs_open)), 20 * (4.0 / 60 + 4), 0.05));
  // A need takes its call, and the chasers of its case.
  EXPECT_TRUE(agrees(ratio_of(of_reason(trial, 0, &R::attempts_of_met), of_reason(trial, 0, &R::needs_met)),
                     1 + 0.6 * 4 * std::exp(-0.5)));
}

/// What M/M/60 lets out is Poisson, so the office is M/M/1, and the time in it exponential with mean 1/(mu - lambda).
TEST(Case, WaitsForTheBackOffice) {
  const Trial trial(head(8, 100) + fmt::format(calls, "channel = \"office\", promise = \"30min\"") +
                    R"(
[[channel]]
id = "office"
kind = "deferred"
hours = "always"
handle = { family = "exponential", mean = "2min" }
[[team]]
id = "office"
answers = ["office"]
roster = [ { hours = "always", staff = 1 } ]
hourly-cost = 1.0
)");
  const double leaves_per_h = 30 - 20;
  EXPECT_TRUE(agrees(ratio_of(hours_open(trial, 0), of_reason(trial, 0, &R::cases_closed)), 1 / leaves_per_h));
  EXPECT_TRUE(agrees(ratio_of(of_reason(trial, 0, &R::cases_in_promise), of_reason(trial, 0, &R::cases)),
                     1 - std::exp(-leaves_per_h * 0.5)));
  for (const Counts& counts : trial.run().replications)
    EXPECT_EQ(counts.channels[1].offered, counts.reasons[0].offered_by_origin[static_cast<std::size_t>(Origin::job)]);
}

/// Calls on one day, 5 April 2012, from 10:00 to 11:00; the day after is Good Friday, the Monday after Easter Monday.
/// (The Thursday after is closed too, so that nobody calls then.)
std::string before_easter(const char* lead_time, const char* promise) {
  return fmt::format(R"(
schema = 1
name = "easter"
[calendar]
start = 2012-04-02
weeks = 2
warm-up-weeks = 0
closed-days = [2012-04-06, 2012-04-09, 2012-04-12]
[run]
replications = 3
[profile.thursday]
closed-day-factor = 0
weekday = {{ mon = 0, tue = 0, wed = 0, thu = 1, fri = 0, sat = 0, sun = 0 }}
day = {{ "00:00" = 0, "10:00" = 1, "11:00" = 0 }}
[[reason]]
id = "repair"
case = {{ lead-time = {{ family = "deterministic", mean = "{}" }}, promise = "{}", clock = "working", hours = {{ mon-fri = "08:00-16:00" }} }}
[[channel]]
id = "phone"
kind = "live"
hours = "always"
handle = {{ family = "deterministic", mean = "1min" }}
[[demand]]
channel = "phone"
reason = "repair"
per-year = 10000
profile = "thursday"
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = 300 }} ]
hourly-cost = 1.0
)",
                     lead_time, promise);
}

struct Easter {
  const char* lead_time;
  const char* promise;
  double hours;
  bool in_time;
};

/// Eight working hours after Thursday at ten is Tuesday at ten; sixteen, Wednesday. Days are counted, hours measured.
TEST(Case, WorkingTimePassesOverABankHoliday) {
  for (const Easter& easter :
       {Easter{"8h", "8h", 5 * 24, true}, Easter{"8h", "1d", 5 * 24, true}, Easter{"8h", "479min", 5 * 24, false},
        Easter{"16h", "2d", 6 * 24, true}, Easter{"16h", "1d", 6 * 24, false}, Easter{"2h", "2h", 2, true}}) {
    const Trial trial(before_easter(easter.lead_time, easter.promise));
    for (const Counts& counts : trial.run().replications) {
      const R& repair = counts.reasons[0];
      ASSERT_GT(repair.cases, 50);
      EXPECT_EQ(repair.cases_closed, repair.cases);
      EXPECT_EQ(repair.cases_in_promise, easter.in_time ? repair.cases : 0) << easter.lead_time << easter.promise;
      EXPECT_EQ(repair.case_time, repair.cases * sim::ticks(easter.hours * 3600)) << easter.lead_time;
    }
  }
}

}  // namespace
}  // namespace channelshift::test
