#include "models/centre/releases.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "models/measures/measure.hpp"
#include "tests/support/trial.hpp"
#include "tests/unit/centre/random_scenario.hpp"

/// When posts go: after notice, never, or once take-up has been seen.
namespace channelshift {
namespace {

using build::RandomScenario;
using build::same;

/// Every day 120 calls, all of which move from Monday 29 January on (day 28), and 40 letters that nobody moves.
std::string text(const std::string& option, const std::string& team = "", int warm_up = 4, int weeks = 10) {
  return fmt::format(R"(schema = 1
name = "posts"
[calendar]
start = 2024-01-01
weeks = {}
warm-up-weeks = {}
[run]
replications = 2
[[channel]]
id = "phone"
kind = "live"
hours = "always"
target = {{ within = "20s", share = 0.8 }}
patience = {{ family = "exponential", mean = "3min" }}
[[channel]]
id = "letter"
kind = "deferred"
hours = "always"
[[channel]]
id = "web"
kind = "self-service"
completes = 0.7
falls-back-to = "phone"
[[demand]]
channel = "phone"
per-hour = 5
daily-counts = "fixed"
handle = {{ family = "exponential", mean = "30min" }}
[[demand]]
channel = "letter"
per-hour = 1.7
handle = {{ family = "exponential", mean = "20min" }}
[[team]]
id = "agents"
answers = ["phone", "letter"]
roster = [ {{ hours = "00:00-24:00", staff = 3 }}, {{ days = "mon-fri", hours = "08:00-16:00", staff = 2, premium = 1.5, break = "12:00-12:20" }} ]
hourly-cost = 20.0
{}
[[option]]
id = "fewer"
starts = 2024-01-29
shift = [ {{ from = "phone", to = "web", share = 1.0 }} ]
set = {{ "team.agents.roster" = [ {{ hours = "00:00-24:00", staff = 3 }} ] }}
{}
)",
                     weeks, warm_up, team, option);
}

const std::string chance_of_staff = "shrinkage = 0.2\nabsence = 0.1\n";
constexpr sim::Ticks a_weeks_extra = sim::ticks(5 * 2 * (8 * 3600 - 20 * 60));

OptionRun dated(const std::string& scenario) { return *test::Trial(scenario).results().first_year[0]; }

/// But for what only a run with a gate counts.
Counts without_gate(Counts counts) {
  for (TeamCounts& team : counts.teams) team.kept = team.kept_at_premium = 0;
  counts.gate_day.reset();
  return counts;
}

void expect_same_staff(const Counts& a, const Counts& b) {
  for (std::size_t t = 0; t < a.teams.size(); ++t) {
    EXPECT_EQ(a.teams[t].at_work, b.teams[t].at_work);
    EXPECT_EQ(a.teams[t].leavers, b.teams[t].leavers);
    EXPECT_EQ(a.teams[t].vacant, b.teams[t].vacant);
  }
}

TEST(Release, NoticeIsARosterWithDates) {
  const OptionRun notice = dated(text("", chance_of_staff + "notice = \"4w\""));
  std::string lines = text("", chance_of_staff);
  const std::string set = "staff = 3 } ] }";
  lines.replace(lines.rfind(set), set.size(),
                "staff = 3 }, { days = \"mon-fri\", hours = \"08:00-16:00\", staff = 2, premium = 1.5, break = "
                "\"12:00-12:20\", to = 2024-02-25 } ] }");
  const OptionRun by_date = dated(lines);
  EXPECT_EQ(notice.paid.paid_hours, by_date.paid.paid_hours);
  EXPECT_EQ(notice.paid.staff_cost, by_date.paid.staff_cost);
  for (std::size_t r = 0; r < notice.replications.size(); ++r)
    EXPECT_TRUE(same(notice.replications[r], by_date.replications[r]));
  EXPECT_TRUE(notice.series == by_date.series);
  // Eight weeks of ten with two more people, 76 h 40 min a week.
  EXPECT_NEAR(notice.paid.paid_hours[0], 70 * 72 + 8 * 10 * (8 - 1.0 / 3), 1e-9);
}

TEST(Release, ByAttritionIsNotWithinTheSimulatedTime) {
  const test::Trial trial(text("release = \"attrition\"", chance_of_staff + "attrition = 0.1"));
  const OptionRun& first_year = *trial.results().first_year[0];
  EXPECT_EQ(first_year.paid.paid_hours, trial.run().paid.paid_hours);
  EXPECT_EQ(first_year.paid.staff_cost, trial.run().paid.staff_cost);
  for (std::size_t r = 0; r < 2; ++r) expect_same_staff(first_year.replications[r], trial.run().replications[r]);
}

TEST(Release, AGateThatIsNeverPassedKeepsTheStaffAndItsCost) {
  const test::Trial trial(
      text("release = { when-take-up = 0.9 }\nramp = { shape = \"linear\", weeks = 20 }",
           chance_of_staff + "turnover = { leavers-per-year = 3, hiring = \"3w\", cost-per-leaver = 100 }"));
  const std::vector<Simulated> options = full_years(trial.scenario(), trial.results());
  const Simulated first_year = first_years(trial.scenario(), trial.results())[0];
  EXPECT_TRUE(paid_time_varies(first_year, 0));
  for (std::size_t r = 0; r < 2; ++r) {
    const Counts& kept = first_year.run->replications[r];
    const Counts& before = trial.run().replications[r];
    EXPECT_FALSE(kept.gate_day.has_value());
    expect_same_staff(kept, before);
    EXPECT_EQ(kept.teams[0].kept, 6 * a_weeks_extra);  // from the fifth week on the new roster would be there
    for (const char* name : {"paid_hours", "fte"})
      EXPECT_NEAR(measure(team_measures(), name).numerator({first_year, kept, 0}),
                  measure(team_measures(), name).numerator({options[0], before, 0}), 1e-8);
    EXPECT_NEAR(measure(cost_measures(), "staff").numerator({first_year, kept}),
                measure(cost_measures(), "staff").numerator({options[0], before}), 1e-6);
  }
  const Series& kept = first_year.run->series;
  for (std::size_t i = 0; i < kept.team_week.size(); ++i)
    EXPECT_EQ(kept.team_week[i].at_work, trial.run().series.team_week[i].at_work);
}

/// All calls move from the first day on, so after d days d/28 of those of four weeks have: half after 14.
void expect_gone(const std::string& scenario, int gate_day, int weeks_kept) {
  const OptionRun run = dated(scenario);
  for (const Counts& counts : run.replications) {
    EXPECT_EQ(counts.gate_day, gate_day);
    EXPECT_EQ(counts.teams[0].kept, weeks_kept * a_weeks_extra);
    EXPECT_EQ(counts.teams[0].kept_at_premium, counts.teams[0].kept * 3 / 2);
    const sim::Ticks at_work = sim::ticks(70 * 72 * 3600.0) + (4 + weeks_kept) * a_weeks_extra;
    EXPECT_EQ(counts.teams[0].at_work, at_work);
  }
  EXPECT_NEAR(run.paid.paid_hours[0], 70 * 72 + 4 * sim::seconds(a_weeks_extra) / 3600, 1e-9);
}

TEST(Release, AGateIsPassedOnTheDayThatIsCounted) {
  expect_gone(text("release = { when-take-up = 0.5 }"), 28 + 14, 2);
  expect_gone(text("release = { when-take-up = 0.5 }", "notice = \"1w\""), 28 + 14, 3);
  expect_gone(text("release = { when-take-up = 1 }"), 28 + 28, 4);
  std::string avoided = text("release = { when-take-up = 0.25 }");
  avoided.replace(avoided.find(", to = \"web\""), 12, "");
  expect_gone(avoided, 28 + 7, 1);
}

/// With less than four weeks before: of the days that nobody saw, as many calls and none of them moved.
TEST(Release, DaysBeforeTheSimulatedTimeCountAsDaysWithoutTakeUp) {
  std::string early = text("release = { when-take-up = 0.5 }", "", 1);
  early.replace(early.find("2024-01-29"), 10, "2024-01-01");
  for (const Counts& counts : dated(early).replications) {
    EXPECT_EQ(counts.gate_day, 14);
    EXPECT_EQ(counts.teams[0].kept, 2 * a_weeks_extra);
  }
}

/// A random scenario whose first option takes half of every employed team away.
Scenario giving_up(unsigned seed, double gate) {
  Scenario s = *RandomScenario(seed);
  Option option = s.options[0];
  for (Team& team : option.model.teams) {
    team.notice_s = build::day * (seed % 4);
    for (RosterLine& line : team.roster) line.staff = (line.staff + 1) / 2;
  }
  for (std::size_t t = 0; t < s.model.teams.size(); ++t) s.model.teams[t].turnover = option.model.teams[t].turnover;
  option.starts = build::monday + std::chrono::days{static_cast<int>(seed % 5) - 2};
  option.release = {ReleaseRule::when_take_up, gate};
  s.options = {option};
  return s;
}

OptionRun run_dated(const Scenario& s, std::uint64_t replication) {
  const PlanSettings settings{.option = &s.options[0], .as_dated = true};
  return std::move(simulate_plans(s, {&settings, 1}, replication, 1, {.threads = 1, .progress = {}})[0]);
}

/// The same scenario with posts that go on the day on which this replication's gate let them go.
Scenario with_that_day(Scenario s, const Counts& counts) {
  Option& option = s.options[0];
  option.release = {};
  if (!counts.gate_day) option.release.rule = ReleaseRule::attrition;
  const auto until_start = (*option.starts - s.calendar.start).count();
  for (Team& team : option.model.teams)
    team.notice_s += build::day * static_cast<double>(counts.gate_day.value_or(0) - until_start);
  return s;
}

// A gate only says when: with notice until the same day the replication is the same, and pays the same.
TEST(Release, AGateOnlySaysWhen) {
  int passed = 0, never = 0, kept = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const Scenario s = giving_up(seed, 0.03 + 0.01 * (seed % 7));
    for (std::uint64_t replication = 0; replication < 2; ++replication) {
      const OptionRun gate = run_dated(s, replication);
      const Counts& counts = gate.replications[0];
      const OptionRun notice = run_dated(with_that_day(s, counts), replication);
      Counts plain = without_gate(counts);
      ASSERT_TRUE(same(plain, notice.replications[0])) << "seed " << seed;
      ASSERT_TRUE(gate.series == notice.series) << "seed " << seed;
      for (std::size_t t = 0; t < s.model.teams.size(); ++t) {
        EXPECT_NEAR(gate.paid.paid_hours[t] + sim::seconds(counts.teams[t].kept) / 3600, notice.paid.paid_hours[t],
                    1e-6)
            << "seed " << seed;
        kept += counts.teams[t].kept > 0;
      }
      ++(counts.gate_day ? passed : never);
    }
  }
  EXPECT_GT(passed, 20);
  EXPECT_GT(never, 20);
  EXPECT_GT(kept, 30);
}

}  // namespace
}  // namespace channelshift
