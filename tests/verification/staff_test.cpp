#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/support/trial.hpp"

/// Who is at work: shrinkage, absence, breaks, premiums, dated lines, closed days.
namespace channelshift::test {
namespace {

std::string text(const std::string& team, int weeks = 2) {
  return head(weeks, 200, 0) + fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
[[demand]]
channel = "phone"
per-hour = 1
handle = {{ family = "deterministic", mean = "1s" }}
[[team]]
id = "agents"
answers = ["phone"]
hourly-cost = 20.0
{}
)",
                                           team);
}

Values hours_at_work(const Trial& trial) {
  Values hours = trial.each_team("agents", &TeamCounts::at_work);
  for (double& value : hours) value /= 3600 * sim::ticks_per_s;
  return hours;
}

double binomial(int n, int k, double p) {
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) +
                  (n - k) * std::log1p(-p));
}

/// Expected agents at work of `staff` rostered: at least one while anyone is present.
double level(int staff, double absence, double shrinkage) {
  double sum = 0;
  for (int present = 1; present <= staff; ++present) {
    sum += binomial(staff, present, 1 - absence) * std::max(1.0, present * (1 - shrinkage));
  }
  return sum;
}

TEST(Staff, ShrinkageAndAbsenceTakeTheirShare) {
  const Trial trial(text("roster = [ { hours = \"08:00-16:00\", staff = 10 } ]\nshrinkage = 0.25\nabsence = 0.1"));
  EXPECT_TRUE(agrees(mean_of(hours_at_work(trial)), 14 * 8 * level(10, 0.1, 0.25)));
  EXPECT_DOUBLE_EQ(trial.run().paid.paid_hours[0], 14 * 80);  // paid, there or not
  EXPECT_DOUBLE_EQ(trial.run().paid.staff_cost[0], 14 * 80 * 20);

  const Trial small(text("roster = [ { hours = \"08:00-16:00\", staff = 2 } ]\nshrinkage = 0.6\nabsence = 0.2"));
  EXPECT_TRUE(agrees(mean_of(hours_at_work(small)), 14 * 8 * level(2, 0.2, 0.6)));
}

/// An absent place is empty for the whole block: the variance of a week's hours is that of seven binomials of 8 hours.
TEST(Staff, AbsenceIsByTheBlock) {
  const Trial trial(text("roster = [ { hours = \"08:00-16:00\", staff = 10 } ]\nabsence = 0.1", 1));
  const Values hours = hours_at_work(trial);
  const double mean = 7 * 8 * 10 * 0.9;
  Values squares;
  for (const double value : hours) squares.push_back((value - mean) * (value - mean));
  EXPECT_TRUE(agrees(mean_of(hours), mean));
  EXPECT_TRUE(agrees(mean_of(squares), 7 * 64 * 10 * 0.1 * 0.9, 0.15));
}

/// The uncertain agent of shrinkage is drawn by the half hour: 10 x 0.75 is 7 or 8, 112 times a week.
TEST(Staff, ShrinkageIsByTheInterval) {
  const Trial trial(text("roster = [ { hours = \"08:00-16:00\", staff = 10 } ]\nshrinkage = 0.25", 1));
  Values squares;
  for (const double value : hours_at_work(trial)) squares.push_back((value - 420) * (value - 420));
  EXPECT_TRUE(agrees(mean_of(squares), 112 * 0.25 * 0.25, 0.15));
}

/// A team that is never idle: fewer at work than rostered is not overtime, and who is called away finishes the contact.
TEST(Staff, ShrinkageAndAbsenceMakeNoOvertime) {
  std::string scenario = text("roster = [ { hours = \"always\", staff = 10 } ]\nshrinkage = 0.25\nabsence = 0.1", 1);
  const std::string contact = "per-hour = 1\nhandle = { family = \"deterministic\", mean = \"1s\" }";
  scenario.replace(scenario.find(contact), contact.size(),
                   "per-hour = 200\nhandle = { family = \"exponential\", mean = \"10min\" }");
  const Trial trial(scenario);
  for (const Counts& counts : trial.run().replications) {
    EXPECT_EQ(counts.teams[0].overtime, 0);
    EXPECT_GT(counts.teams[0].busy, counts.teams[0].busy_within);
  }
  EXPECT_TRUE(agrees(mean_of(hours_at_work(trial)), 168 * level(10, 0.1, 0.25)));
}

/// Rosters without chance, counted on the fingers: two weeks from Monday 1 January 2024, the 2nd a closed day.
TEST(Staff, BreaksPremiumsDatesAndClosedDays) {
  std::string scenario = text(R"(roster = [
  { days = "mon-fri", hours = "08:00-16:00", staff = 5, break = "12:00-12:30" },
  { days = "sat", hours = "09:00-13:00", staff = 2, premium = 1.5 },
  { days = "mon-fri", hours = "16:00-18:00", staff = 3, from = 2024-01-04, to = 2024-01-09 },
  { days = "closed", hours = "10:00-12:00", staff = 1, premium = 2.0 },
])");
  scenario.replace(scenario.find("weeks ="), 0, "closed-days = [2024-01-02]\n");
  const Trial trial(scenario);
  // At work: 9 weekdays x 5 x 7.5, 2 Saturdays x 2 x 4, the 4th, 5th, 8th and 9th x 3 x 2, the closed day's 2.
  const double at_work = 9 * 5 * 7.5 + 2 * 2 * 4 + 4 * 3 * 2 + 2;
  for (const double hours : hours_at_work(trial)) EXPECT_DOUBLE_EQ(hours, at_work);
  // Employed staff whose block falls away on the closed day are paid: 5 x 7.5 more.
  EXPECT_DOUBLE_EQ(trial.run().paid.paid_hours[0], at_work + 5 * 7.5);
  EXPECT_DOUBLE_EQ(trial.run().paid.staff_cost[0], 20 * (10 * 5 * 7.5 + 2 * 2 * 4 * 1.5 + 4 * 3 * 2 + 2 * 2.0));
}

}  // namespace
}  // namespace channelshift::test
