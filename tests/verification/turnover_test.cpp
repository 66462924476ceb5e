#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "models/measures/measure.hpp"
#include "tests/support/trial.hpp"

/// People leave, places stay vacant, new people learn: against renewal theory (Cox, Renewal Theory, 1962, ch. 7: a
/// process of exponential stays and fixed gaps, in equilibrium from the first day).
namespace channelshift::test {
namespace {

constexpr double rate = 1.5;  // leavers a year: more than anywhere, so that a year tells
constexpr double hiring = 42 / 365.25, training = 14 / 365.25;

std::string text(const std::string& more, int staff = 20, int weeks = 26, const std::string& rest = "") {
  return head(weeks, 60, 0) +
         fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
[[demand]]
channel = "phone"
per-hour = 6
handle = {{ family = "deterministic", mean = "10min" }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "08:00-16:00", staff = {}, premium = 1.25, break = "12:00-13:00" }} ]
hourly-cost = 20.0
turnover = {{ leavers-per-year = {}, hiring = "6w"{} }}
)",
                     staff, rate, more) +
         rest;
}

/// Share of time that a place is vacant; in training, of all time: it is left before the training ends, or not.
constexpr double cycle = hiring + 1 / rate;
double vacant_share() { return hiring / cycle; }
double training_share() { return (1 - std::exp(-rate * training)) / rate / cycle; }

TEST(Turnover, VacanciesTrainingAndLeaversAreThoseOfARenewalProcess) {
  const Trial trial(text(", training = \"2w\", cost-per-leaver = 6000", 200));
  const double rostered = 26 * 7 * 7.0 * 200;  // hours
  Values vacant, at_work, leavers;
  for (const Counts& counts : trial.run().replications) {
    vacant.push_back(sim::seconds(counts.teams[0].vacant) / 3600 / rostered);
    at_work.push_back(sim::seconds(counts.teams[0].at_work) / 3600 / rostered);
    leavers.push_back(static_cast<double>(counts.teams[0].leavers));
  }
  EXPECT_TRUE(agrees(mean_of(vacant), vacant_share(), 0.05));
  EXPECT_TRUE(agrees(mean_of(at_work), 1 - vacant_share() - training_share()));
  EXPECT_TRUE(agrees(mean_of(leavers), 200 / cycle * 26 * 7 / 365.25));
}

/// In equilibrium from the first day: the first week is as any other.
TEST(Turnover, BeginsAsItGoesOn) {
  const Trial trial(text(", training = \"2w\"", 200, 1));
  Values vacant, at_work;
  for (const Counts& counts : trial.run().replications) {
    vacant.push_back(sim::seconds(counts.teams[0].vacant) / 3600 / (49.0 * 200));
    at_work.push_back(sim::seconds(counts.teams[0].at_work) / 3600 / (49.0 * 200));
  }
  EXPECT_TRUE(agrees(mean_of(vacant), vacant_share(), 0.05));
  EXPECT_TRUE(agrees(mean_of(at_work), 1 - vacant_share() - training_share()));
}

/// A place day and night, less a break of an hour, is 161 hours a week, 4.35 posts of 37: four people.
TEST(Turnover, LongHoursAreSharedAmongPeople) {
  std::string always = text("", 100);
  const std::string line = "hours = \"08:00-16:00\"";
  always.replace(always.find(line), line.size(), "hours = \"always\"");
  const Trial trial(always);
  Values vacant, leavers;
  for (const Counts& counts : trial.run().replications) {
    vacant.push_back(sim::seconds(counts.teams[0].vacant) / 3600 / (26 * 7 * 23.0 * 100));
    leavers.push_back(static_cast<double>(counts.teams[0].leavers));
  }
  EXPECT_TRUE(agrees(mean_of(vacant), vacant_share(), 0.05));
  EXPECT_TRUE(agrees(mean_of(leavers), 4 * 100 / cycle * 26 * 7 / 365.25));
}

/// Vacant hours are not paid, at the premium of their line; leavers cost; and the total foots.
TEST(Turnover, MoneyByHand) {
  const Trial trial(text(", training = \"2w\", cost-per-leaver = 6000"));
  const Simulated baseline = full_years(trial.scenario(), trial.results())[0];
  const Values staff = by_replication(measure(cost_measures(), "staff"), baseline);
  const Values leavers = by_replication(measure(cost_measures(), "leavers"), baseline);
  const Values total = by_replication(measure(cost_measures(), "total"), baseline);
  const Values paid = by_replication(measure(team_measures(), "paid_hours"), baseline);
  const double years = 26 * 7 / 365.25;
  for (std::size_t r = 0; r < staff.size(); ++r) {
    const TeamCounts& counts = trial.run().replications[r].teams[0];
    const double hours = 26 * 7 * 7.0 * 20 - sim::seconds(counts.vacant) / 3600;
    EXPECT_NEAR(paid[r], hours / years, 1e-6);
    EXPECT_NEAR(staff[r], hours * 20 * 1.25 / years, 1e-4);
    EXPECT_NEAR(leavers[r], 6000.0 * static_cast<double>(counts.leavers) / years, 1e-6);
    EXPECT_NEAR(total[r], staff[r] + leavers[r] + 20 * sim::seconds(counts.overtime) / 3600 / years, 1e-4);
  }
}

/// The same people leave in both: an option that changes nothing saves exactly 0; one without leavers pays for all.
TEST(Turnover, OptionsArePaired) {
  const Trial trial(text(", training = \"2w\", cost-per-leaver = 6000", 20, 8, R"(
[[option]]
id = "nothing"
set = { "channel.phone.unit-cost" = 3 }
[[option]]
id = "nobody-leaves"
set = { "team.agents.turnover.leavers-per-year" = 0 }
)"));
  EXPECT_TRUE(same(trial.run("nothing"), trial.run()));
  for (const Counts& counts : trial.run("nobody-leaves").replications) {
    EXPECT_EQ(counts.teams[0].leavers, 0);
    EXPECT_EQ(counts.teams[0].vacant, 0);
    EXPECT_EQ(counts.teams[0].at_work, sim::ticks(8 * 7 * 7.0 * 20 * 3600));
  }
}

}  // namespace
}  // namespace channelshift::test
