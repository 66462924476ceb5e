#include "faulty.hpp"

/// Shift patterns, minimum staff and contract hours: what is nonsense or contradictory.
namespace channelshift::test {

namespace {

const std::string a_pattern = R"(
[[shift-pattern]]
id = "day"
teams = ["advisers"]
days = "mon-fri"
start = { from = "07:00", to = "10:00", every = "30min" }
length = "8h"
break = "45min"
break-after = "4h"
premium = 1.2
)";

void expect_edited(std::string_view old, std::string_view by, std::string_view needle, std::string_view part) {
  SCOPED_TRACE(by);
  const std::string text = edited(sound + a_pattern, old, by);
  expect_only_fault(text, place_in(text, needle), part);
}

}  // namespace

TEST(PatternFaults, ASoundOneIsRead) {
  const ReadScenario read = read_scenario_text(sound + a_pattern, "test.toml");
  ASSERT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  EXPECT_TRUE(read.warnings.empty()) << all_of(read.warnings);
  ASSERT_EQ(read.scenario->shift_patterns.size(), 1u);
  const ShiftPattern& pattern = read.scenario->shift_patterns[0];
  EXPECT_EQ(pattern.starts_s, (std::vector<int>{25200, 27000, 28800, 30600, 32400, 34200, 36000}));
  EXPECT_EQ(pattern.length_s, 28800);
  EXPECT_EQ(pattern.break_s, 2700);
  EXPECT_EQ(pattern.break_after_s, 14400);
}

TEST(PatternFaults, EachHasItsPlaceAndReason) {
  expect_edited("teams = [\"advisers\"]", "teams = [\"advizers\"]", "\"advizers\"", "Did you mean \"advisers\"?");
  expect_edited("teams = [\"advisers\"]", "teams = []", "[]", "it names no team");
  expect_edited("teams = [\"advisers\"]", "teams = [\"advisers\", \"advisers\"]", "\"advisers\"]\ndays",
                "in this list already");
  expect_edited("start = { from = \"07:00\", to = \"10:00\", every = \"30min\" }", "start = \"25:00\"", "\"25:00\"",
                "start");
  expect_edited("start = { from = \"07:00\", to = \"10:00\", every = \"30min\" }", "start = []", "[]", "names no time");
  expect_edited("start = { from = \"07:00\", to = \"10:00\", every = \"30min\" }", "start = \"17:00\"",
                "\"17:00\"\nlen", "ends after midnight");
  expect_edited("to = \"10:00\"", "to = \"06:00\"", "{ from = \"07:00\", to", "before its `from`");
  expect_edited("length = \"8h\"", "length = \"0h\"", "\"0h\"", "length");
  expect_edited("break = \"45min\"\n", "", "break-after", "break-after without break");
  expect_edited("break-after = \"4h\"", "break-after = \"8h\"", "\"45min\"", "a break is within the shift");
  expect_edited("length = \"8h\"\n", "", "[[shift-pattern]]", "lacks the key \"length\"");
}

TEST(PatternFaults, LimitsOfTeams) {
  const auto with = [](const std::string& line) {
    return edited(sound, "hourly-cost = 16.40", "hourly-cost = 16.40\n" + line);
  };
  const ReadScenario read = read_scenario_text(with("minimum-staff = 2\ncontract-hours = 400.5"), "test.toml");
  ASSERT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  EXPECT_EQ(read.scenario->model.teams[0].minimum_staff, 2);
  EXPECT_EQ(read.scenario->model.teams[0].contract_hours, 400.5);
  for (const std::string line : {"minimum-staff = -1", "contract-hours = 0"}) {
    const std::string text = with(line);
    expect_only_fault(text, place_in(text, line.substr(line.find("= ") + 2) + "\n\n[[option]]"), line.substr(0, 13));
  }
}

TEST(PatternFaults, LimitsOfATeamThatKeepsItsRoster) {
  const auto with = [](const std::string& line) {
    return edited(sound, "hourly-cost = 16.40", "hourly-cost = 16.40\nkeep-roster = true\n" + line);
  };
  const ReadScenario read = read_scenario_text(with(""), "test.toml");
  ASSERT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  EXPECT_TRUE(read.scenario->model.teams[0].keep_roster);
  for (const std::string line : {"minimum-staff = 1", "contract-hours = 400"})
    expect_only_fault(with(line), place_in(with(line), line), "keep-roster");
}

TEST(PatternFaults, OfTeamsForWhichNoRosterIsFound) {
  const std::string cost = "hourly-cost = 16.40";
  const std::string kept = edited(sound + a_pattern, cost, cost + "\nkeep-roster = true");
  expect_only_fault(kept, place_in(kept, "\"advisers\"]\ndays"), "which has keep-roster = true");
  const std::string single = edited(kept, "teams = [\"advisers\"]", "teams = \"advisers\"");
  expect_only_fault(single, place_in(single, "\"advisers\"\ndays"), "which has keep-roster = true");
  const std::string contracted = edited(sound + a_pattern, cost, "kind = \"contracted\"\nrate = { per-contact = 2.1 }");
  expect_only_fault(contracted, place_in(contracted, "\"advisers\"]\ndays"), "which is contracted");
}

}  // namespace channelshift::test
