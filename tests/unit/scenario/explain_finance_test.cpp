#include <gtest/gtest.h>

#include "models/scenario/explain.hpp"
#include "models/scenario/read.hpp"
#include "models/scenario/release.hpp"
#include "tests/unit/scenario/examples.hpp"

namespace channelshift {

namespace {

Scenario read_with(const std::string& more, const std::vector<std::string>& sets = {}) {
  const ReadScenario read = read_scenario_text(test::smallest + more, "example.toml", sets);
  EXPECT_TRUE(read.scenario.has_value()) << (read.faults.empty() ? "" : read.faults[0].problem);
  return read.scenario.value_or(Scenario{});
}

void expect_in(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no \"" << part << "\" in\n" << text;
}

/// On one line, however long.
std::string explained(const Scenario& scenario) {
  std::string text = explain_scenario(scenario);
  for (std::size_t at; (at = text.find("\n      ")) != std::string::npos;) text.replace(at, 7, " ");
  return text;
}

}  // namespace

TEST(ExplainFinance, SaysWhichRosterAnOptionHas) {
  const std::string option = "\n[[option]]\nid = \"o\"\n";
  expect_in(explained(read_with(option)), "The roster stays as it is.");
  const std::string fewer = option + "set = { \"team.agents.roster.1.staff\" = 9 }\n";
  expect_in(explained(read_with(fewer)), "The roster stays as it is, but for what is set.");
  const std::string matched = option + "staffing = \"match-targets\"\nclaim = 1500\n";
  expect_in(explained(read_with(matched)), "The roster is the cheapest with which every target is met");
  expect_in(explained(read_with(matched)), "It was claimed to save GBP 1500 a year.");
  expect_in(explained(read_with(matched)), "go at once, after notice");
  expect_in(explained(read_with(fewer + "release = { when-take-up = 0.05 }\n")), "once 5% of the first contacts");
  expect_in(explained(read_with(fewer + "release = \"attrition\"\n", {"team.agents.attrition=0.12"})),
            "go as their holders leave");
}

TEST(ExplainFinance, SaysHowPostsGoAndWhatTheBusinessCaseIs) {
  const std::string text = explained(
      read_with("\n[finance]\nyears = 3\ntrend = -0.03\n", {"team.agents.attrition=0.12", "team.agents.notice=4w"}));
  expect_in(text, "at 0 each, 4w after the decision; 12% of its posts fall vacant in a year");
  expect_in(text, "3 years, in prices of 2024; a year's delay takes off 3.5%.");
  expect_in(text, "First contacts change by -3% from year to year");
  EXPECT_EQ(explained(read_with("")).find("Business case"), std::string::npos);
}

TEST(Release, RosteredHoursOfSixWeeksByHand) {
  Scenario scenario =
      read_with("", {"calendar.weeks=5", "calendar.closed-days=[2024-01-01]",
                     "team.agents.roster=[{ days = \"mon\", hours = \"08:00-16:00\", staff = 3, break = "
                     "\"12:00-12:30\" }, { hours = \"20:00-21:00\", staff = 1, from = 2024-01-04 }]"});
  Team& team = scenario.model.teams[0];
  // Six Mondays, the closed one paid too, of 3 x 7.5 h; 32 days of one hour.
  EXPECT_DOUBLE_EQ(rostered_hours(scenario.calendar, team), 6 * 3 * 7.5 + 32);
  Team fewer = team;
  fewer.roster[0].staff = 2;
  EXPECT_TRUE(gives_up_hours(scenario.calendar, team, fewer));
  EXPECT_FALSE(gives_up_hours(scenario.calendar, fewer, team));
  EXPECT_FALSE(gives_up_hours(scenario.calendar, team, team));
  fewer.kind = TeamKind::contracted;
  EXPECT_FALSE(gives_up_hours(scenario.calendar, team, fewer));
}

}  // namespace channelshift
