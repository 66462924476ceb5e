#include "tests/faults/faulty.hpp"

/// Uncertain inputs: what is wrong with them, each at its place.
namespace channelshift::test {

namespace {

std::string with_section(const std::string& lines) { return sound + "\n[uncertain]\n" + lines + "\n"; }

void expect_in_section(const std::string& lines, std::string_view needle, std::string_view part) {
  const std::string text = with_section(lines);
  expect_only_fault(text, place_in(text, needle), part);
}

}  // namespace

TEST(Uncertain, ARangeInPlaceOfANumber) {
  const auto in_place = [](std::string_view value, std::string_view needle, std::string_view part) {
    const std::string text = edited(sound, "share = 0.1\n", "share = " + std::string(value) + "\n");
    expect_only_fault(text, place_in(text, needle), part);
  };
  in_place("{ low = 0.05, likely = 0.1, high = 1.2 }", "1.2 }", "share is the number 1.2 (it must be from 0 to 1)");
  in_place("{ low = -0.05, likely = 0.1, high = 0.2 }", "-0.05", "share is the number -0.05 (it must be from 0 to 1)");
  in_place("{ low = 0.05, likely = 0.1 }", "{ low = 0.05", "lacks the key \"high\"");
  in_place("{ likely = 0.1, high = 0.2 }", "{ likely", "lacks the key \"low\"");
  in_place("{ low = 0.05, high = 0.2 }", "{ low = 0.05", "An uncertain one is { low = , likely = , high = }.");
  in_place("{ low = 0.3, likely = 0.1, high = 0.2 }", "0.2 }",
           "high of option.more-web.shift.1.share is not above low");
  in_place("{ low = 0.05, likely = 0.3, high = 0.2 }", "0.2 }", "lies outside low to high");
  in_place("{ low = 0.05, likely = 0.1, hihg = 0.2, high = 0.2 }", "hihg", "Did you mean \"high\"?");
  in_place("{ low = 0.05, likely = 0.1, high = 0.2, cv = 1 }", "cv = 1 }\n", "cv without a family");
  in_place("{ low = \"1s\", likely = 0.1, high = 0.2 }", "0.1, high", "all are of one kind");
  in_place("{ low = true, likely = 0.1, high = 0.2 }", "true", "low is true (it takes a number");
}

TEST(Uncertain, OnlyNumbersAndDurationsThatAreInputs) {
  const std::string title =
      edited(sound, "name = \"sound\"", "name = { low = \"1s\", likely = \"2s\", high = \"3s\" }");
  expect_only_fault(title, place_in(title, "{ low"), "only numbers and durations can");
  expect_in_section("\"run.seed\" = { low = 1, likely = 2, high = 3 }", "\"run.seed\"", "is no input");
  expect_in_section("\"calendar.weeks\" = { low = 1, likely = 2, high = 3 }", "\"calendar.weeks\"", "is no input");
}

TEST(Uncertain, PathsLeadSomewhere) {
  const std::string range = " = { low = 1, likely = 2, high = 3 }";
  expect_in_section("\"demand.mial.per-hour\"" + range, "\"demand.mial", "there is no demand \"mial\"");
  expect_in_section("\"demand.mails.per-huor\"" + range, "\"demand.mails", "Did you mean \"per-hour\"?");
  expect_in_section("\"demand.mails.per-hour\" = 3", "3\n", "an uncertain input is a range or a distribution");
}

TEST(Uncertain, ADistributionHasItsKeysAndStaysInRange) {
  const std::string share = "\"option.more-web.shift.1.share\" = ";
  expect_in_section(share + "{ family = \"lognormal\", mean = 0.1, cv = 1.0 }", "\"option.more",
                    "at its greatest value");
  expect_in_section(share + "{ family = \"lognormal\", mean = 0.1 }", "{ family = \"lognormal\", mean = 0.1 }",
                    "needs it");
  expect_in_section(share + "{ family = \"uniform\", low = 0.1 }", "{ family = \"uni", "needs it");
  expect_in_section(share + "{ family = \"uniform\", low = 0.1, high = 0.2, cv = 1.25 }", "cv = 1.25",
                    "does not belong");
  expect_in_section(share + "{ family = \"normal\", mean = 0.1, cv = 1 }", "\"normal\"",
                    "it can be uniform, triangular");
  expect_in_section(share + "{ family = \"lognormal\", mean = -0.1, cv = 1 }", "-0.1", "the mean is not above 0");
  expect_in_section(share + "{ family = \"lognormal\", mean = 0.01, cv = 0.01, low = 0.8, high = 0.95 }", "0.95 }",
                    "no spread");
  expect_in_section(share + "{ low = 0.15, high = 0.2 }", "0.2 }\n", "the likely value of");
}

TEST(Uncertain, EveryEndIsCheckedAsAScenario) {
  const std::string text =
      edited(sound, "switch = { web = 0.1 }", "switch = { web = { low = 0, likely = 0.1, high = 0.7 } }");
  expect_only_fault(text, place_in(text, "{ low = 0,"), "with channel.phone.retry.switch.web at its greatest value: ");
}

TEST(Uncertain, TwoRangesForOneInput) {
  const std::string text = edited(with_section("\"option.more-web.shift.1.share\" = { low = 0.05, high = 0.2 }"),
                                  "share = 0.1\n", "share = { low = 0.05, likely = 0.1, high = 0.2 }\n");
  expect_only_fault(text, place_in(text, "\"option.more-web.shift"), "in its own place too");
}

TEST(Uncertain, TwoLikelyValuesAreAWarning) {
  const std::string text = with_section("\"option.more-web.shift.1.share\" = { low = 0, likely = 0.2, high = 0.3 }");
  const ReadScenario read = read_scenario_text(text, "test.toml");
  ASSERT_TRUE(read.scenario) << all_of(read.faults);
  EXPECT_TRUE(has(read.warnings, place_in(text, "0.2, high"), "is 0.1 in its own place, and likely 0.2"));
  EXPECT_EQ(read.scenario->options[0].shifts[0].share, 0.2);
}

TEST(Uncertain, WithoutAnOptionNothingIsDrawn) {
  const std::string text =
      sound.substr(0, sound.find("[[option]]")) + "[uncertain]\n\"demand.mails.per-hour\" = { low = 1, high = 3 }\n";
  const ReadScenario read = read_scenario_text(text, "test.toml");
  ASSERT_TRUE(read.scenario) << all_of(read.faults);
  EXPECT_TRUE(has(read.warnings, place_in(text, "\"demand.mails"), "without any option"));
}

}  // namespace channelshift::test
