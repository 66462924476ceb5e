#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "models/erlang/patience.hpp"
#include "tests/support/trial.hpp"

/// Staff who go first, and staff who go once take-up has been seen: every day of the year between is a queue with that
/// day's callers and that day's staff.
namespace channelshift::test {
namespace {

constexpr double per_hour = 120, share = 0.2;
constexpr int before = 10, after = 8, ramp_days = 56, start = 14, weeks = 14;

std::string text() {
  const auto option = [](const char* id, const char* release) {
    return fmt::format(R"(
[[option]]
id = "{}"
starts = 2024-01-15
ramp = {{ shape = "linear", weeks = 8 }}
shift = [ {{ from = "phone", share = {} }} ]
set = {{ "team.agents.roster.1.staff" = {} }}
release = {}
)",
                       id, share, after, release);
  };
  return head(weeks, 12, 4) +
         fmt::format(R"(
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = {{ within = "20s", share = 0.8 }}
patience = {{ family = "exponential", mean = "2min" }}
[[demand]]
channel = "phone"
per-hour = {}
handle = {{ family = "exponential", mean = "270s" }}
[[team]]
id = "agents"
answers = ["phone"]
roster = [ {{ hours = "always", staff = {} }} ]
hourly-cost = 16.0
)",
                     per_hour, before) +
         option("cut-first", "\"at-once\"") + option("prove-first", "{ when-take-up = 0.1 }");
}

const Trial& trial() {
  static const Trial all(text());
  return all;
}

/// Mean wait of those who call while so much of the ramp is over, with so many agents.
double exact_wait_s(int day, int agents) {
  const double take_up = std::clamp((day - start) / static_cast<double>(ramp_days), 0.0, 1.0);
  const erlang::Load load{per_hour * (1 - share * take_up) / 3600, 270, agents};
  return general_patience(load, erlang::exponential_patience(120), 20).wait_s;
}

/// Of each of these days, the mean wait over that of theory.
Values waits(std::size_t option, int from, int to, int agents) {
  const Series& series = trial().results().first_year.at(option)->series;
  Values ratios;
  for (int day = from; day < to; ++day) {
    const Cell& cell = series.days[day];
    ratios.push_back(sim::seconds(cell.wait) / static_cast<double>(cell.offered) / exact_wait_s(day, agents));
  }
  return ratios;
}

TEST(Release, WhereStaffGoFirstWaitsRiseBeforePeopleMove) {
  EXPECT_TRUE(agrees(mean_of(waits(0, 0, start, before)), 1, 0.05));
  EXPECT_TRUE(agrees(mean_of(waits(0, start + 1, 7 * weeks, after)), 1));
  EXPECT_GT(exact_wait_s(start, after), 2 * exact_wait_s(start, before));
}

// Over the 28 days before day k of the option, k - 14.5 of 56 have moved on average, a fifth of those: a tenth on
// day 43. Each day has 2,880 calls, so that share has a standard error of 0.1 points, and rises by 0.36 a day.
TEST(Release, WhereTakeUpIsSeenFirstWaitsStay) {
  const OptionRun& run = trial().results().first_year.at(1).value();
  for (const Counts& counts : run.replications) {
    ASSERT_TRUE(counts.gate_day.has_value());
    EXPECT_GE(*counts.gate_day, start + 42);
    EXPECT_LE(*counts.gate_day, start + 44);
  }
  EXPECT_TRUE(agrees(mean_of(waits(1, 0, start + 42, before)), 1));
  EXPECT_TRUE(agrees(mean_of(waits(1, start + 46, 7 * weeks, after)), 1));
  const double saved_h = trial().results().first_year.at(1)->paid.paid_hours[0];
  EXPECT_NEAR(saved_h, 24.0 * (before * start + after * (7 * weeks - start)), 1e-9);
}

}  // namespace
}  // namespace channelshift::test
