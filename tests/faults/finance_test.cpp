#include <algorithm>

#include "faulty.hpp"

/// The business case, and when posts go.
namespace channelshift::test {

namespace {

/// The sound scenario with this in its option and this in its team.
std::string with_option(const std::string& option, const std::string& team = "") {
  std::string text = edited(sound, "id = \"more-web\"", "id = \"more-web\"\n" + option);
  return team.empty() ? text : edited(text, "hourly-cost = 16.40", "hourly-cost = 16.40\n" + team);
}

const std::string fewer = "set = { \"team.advisers.roster.1.staff\" = 9 }";
std::string giving_up(const std::string& option, const std::string& team = "") {
  return edited(with_option(option, team), "set = { \"channel.phone.target.share\" = 0.75 }", fewer);
}

std::vector<Fault> warnings_of(const std::string& text) {
  const ReadScenario read = read_scenario_text(text, "test.toml");
  EXPECT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  return read.warnings;
}

}  // namespace

TEST(Finance, ValuesInTheirRange) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"years = 0", "it must be from 1 to 60"},
      {"discount-rate = 1.5", "it must be from -0.5 to 1"},
      {"optimism-bias = -0.1", "it must be from 0 to 10"},
      {"trend = 0.6", "it must be from -0.5 to 0.5"},
      {"price-base = 12", "it must be from 1900 to 2200"},
      {"discout-rate = 0.1", "Did you mean \"discount-rate\"?"}};
  for (const auto& [line, part] : wrong) {
    SCOPED_TRACE(line);
    const std::string text = sound + "\n[finance]\n" + line + "\n";
    const std::size_t column = part.starts_with("Did") ? 1 : line.find("= ") + 3;
    expect_only_fault(
        text, "test.toml:" + std::to_string(std::ranges::count(text, '\n')) + ":" + std::to_string(column), part);
  }
}

TEST(Finance, KeysOfOptionsAndTeams) {
  const std::string option = "id = \"more-web\"";
  const std::string team = "hourly-cost = 16.40";
  expect_all({{option, option + "\nstaffing = \"match\"", "\"match\"", "match-service"},
              {option, option + "\nclaim = -23", "-23", "it must be from 0"},
              {option, option + "\nrelease = \"later\"", "\"later\"", "at-once"},
              {option, option + "\nrelease = {}", "{}", "when-take-up"},
              {option, option + "\nrelease = { when-take-up = 1.5 }", "1.5", "at most 1"},
              {option, option + "\nbridge = 3", "3\nramp", ""},
              {team, team + "\npost-step = -7", "-7", "more than 0"},
              {team, team + "\nnotice = \"soon\"", "\"soon\"", "number and a unit"},
              {team, team + "\nattrition = 1.7", "1.7", "it must be from 0 to 1"},
              {team, team + "\nredundancy-per-post = -7", "-7", "it must be"}});
}

TEST(Release, AttritionNeedsToKnowHowFast) {
  const std::string text = giving_up("release = \"attrition\"");
  expect_only_fault(text, place_in(text, "release"), "nothing says how fast posts of advisers fall vacant");
  EXPECT_TRUE(warnings_of(giving_up("release = \"attrition\"", "attrition = 0.1")).empty());
  EXPECT_TRUE(warnings_of(giving_up("release = \"attrition\"", "turnover = { leavers-per-year = 0.2 }")).empty());
  const std::string found = with_option("release = \"attrition\"\nstaffing = \"match-targets\"");
  expect_only_fault(found, place_in(found, "release"), "nothing says how fast posts of advisers fall vacant");
}

TEST(Release, OfNothingIsAWarning) {
  const std::string kept = with_option("release = { when-take-up = 0.05 }");
  EXPECT_TRUE(has(warnings_of(kept), place_in(kept, "release"), "no employed team has fewer rostered hours"));
  EXPECT_TRUE(warnings_of(giving_up("release = { when-take-up = 0.05 }")).empty());
  EXPECT_TRUE(warnings_of(with_option("release = \"at-once\"")).empty());
}

TEST(Release, AGateThatCannotBePassedIsAWarning) {
  const std::string text = giving_up("release = { when-take-up = 0.3 }");
  EXPECT_TRUE(has(warnings_of(text), place_in(text, "release"), "may never go (they wait until 30%"));
  EXPECT_TRUE(has(warnings_of(text), place_in(text, "release"), "its shifts move 10% in the end"));
  EXPECT_TRUE(warnings_of(giving_up("release = { when-take-up = 0.1 }")).empty());
}

TEST(Release, MakesAnOptionOneWithAStart) {
  const std::string text =
      edited(giving_up("release = { when-take-up = 0.05 }"), "ramp = { shape = \"linear\", weeks = 2 }\n", "");
  const ReadScenario read = read_scenario_text(text, "test.toml");
  ASSERT_TRUE(read.scenario.has_value()) << all_of(read.faults);
  EXPECT_EQ(read.scenario->options[0].starts, read.scenario->calendar.start);
}

}  // namespace channelshift::test
