#include <gmock/gmock.h>

#include <cmath>

#include "models/scenario/explain.hpp"
#include "models/scenario/read.hpp"
#include "models/scenario/uncertain_value.hpp"
#include "tests/faults/faulty.hpp"
#include "tests/unit/scenario/examples.hpp"

/// Uncertain inputs as they are read, written, explained and set; and their values.
namespace channelshift {
namespace {

using test::edited;
using test::sound;
using testing::HasSubstr;

ReadScenario read(const std::string& text, const std::vector<std::string>& sets = {}) {
  ReadScenario result = read_scenario_text(text, "test.toml", sets);
  EXPECT_TRUE(result.scenario.has_value()) << test::all_of(result.faults);
  return result;
}

const std::string uncertain =
    edited(edited(edited(sound, "share = 0.1\n", "share = { low = 0.05, likely = 0.1, high = 0.12 }\n"),
                  "mean = \"3min\"", "mean = { low = \"2min\", likely = \"3min\", high = \"5min\" }"),
           "\"channel.phone.target.share\" = 0.75",
           "\"channel.phone.target.share\" = { low = 0.7, likely = 0.75, high = 0.8 }") +
    R"(
[uncertain]
"team.advisers.shrinkage" = { low = 0, high = 0.3 }
"demand.mails.per-hour" = { family = "lognormal", mean = 2.0, cv = 0.5, high = 10 }
"team.advisers.roster.1.staff" = { low = 10, likely = 12, high = 15 }
"reason.repair.resolved" = { family = "uniform", low = 0.7, high = 0.9 }
)";

TEST(UncertainInputs, ThePlainRunTakesTheLikelyValues) {
  const Scenario plain = *read(sound).scenario;
  Scenario scenario = *read(uncertain).scenario;
  ASSERT_EQ(scenario.uncertain.size(), 7u);
  EXPECT_EQ(scenario.uncertain[0].path, "channel.phone.patience.mean");
  EXPECT_TRUE(scenario.uncertain[0].duration);
  EXPECT_EQ(scenario.uncertain[0].likely, 180);
  EXPECT_EQ(scenario.uncertain[1].path, "option.more-web.set.channel.phone.target.share");
  EXPECT_EQ(scenario.uncertain[2].path, "option.more-web.shift.1.share");
  EXPECT_EQ(scenario.uncertain[3].path, "team.advisers.shrinkage");
  EXPECT_EQ(scenario.uncertain[3].likely, 0);  // the key's default
  EXPECT_TRUE(scenario.uncertain[5].whole);
  EXPECT_NEAR(scenario.uncertain[6].likely, 0.8, 1e-15);
  // Cut off at 10, the mean of the lognormal falls, if little.
  EXPECT_LT(scenario.uncertain[4].likely, 2);
  EXPECT_GT(scenario.uncertain[4].likely, 1.99);
  EXPECT_EQ(scenario.model.demands[1].per_hour, scenario.uncertain[4].likely);
  scenario.uncertain.clear();
  scenario.model.demands[1].per_hour = scenario.options[0].model.demands[1].per_hour = 2;
  for (Model* model : {&scenario.model, &scenario.options[0].model})
    for (double& share : model->reasons[0].resolved) share = 0.8;
  EXPECT_EQ(scenario, plain);
}

TEST(UncertainInputs, TheResolvedTextKeepsThem) {
  const ReadScenario first = read(uncertain);
  EXPECT_THAT(first.resolved_toml, HasSubstr("share = { low = 0.05, likely = 0.1, high = 0.12 }"));
  const ReadScenario again = read(first.resolved_toml);
  EXPECT_EQ(*again.scenario, *first.scenario);
  EXPECT_EQ(again.resolved_toml, first.resolved_toml);
}

TEST(UncertainInputs, SetMakesAnInputCertain) {
  const ReadScenario certain =
      read(uncertain, {"option.more-web.shift.1.share=0.2", "team.advisers.shrinkage=0.25", "demand.mails.per-hour=3",
                       "team.advisers.roster=[{ hours = \"always\", staff = 9 }]"});
  EXPECT_EQ(certain.scenario->uncertain.size(), 3u);
  EXPECT_EQ(certain.scenario->options[0].shifts[0].share, 0.2);
  EXPECT_EQ(certain.scenario->model.teams[0].shrinkage, 0.25);
  EXPECT_EQ(certain.scenario->model.teams[0].roster[0].staff, 9);
  const ReadScenario made = read(sound, {"uncertain.team.advisers.shrinkage={ low = 0, likely = 0.1, high = 0.3 }",
                                         "demand.mails.per-hour={ low = 1, likely = 2, high = 3 }"});
  ASSERT_EQ(made.scenario->uncertain.size(), 2u);
  EXPECT_EQ(made.scenario->model.teams[0].shrinkage, 0.1);
}

TEST(UncertainInputs, ExtendsReplacesARangeWhole) {
  const test::Folder folder;
  folder.write("base.toml", sound +
                                "\n[uncertain]\n\"team.advisers.shrinkage\" = { low = 0, likely = 0.1, high = 0.3 }\n"
                                "\"demand.mails.per-hour\" = { low = 1, high = 4 }\n");
  folder.write("scenario.toml",
               "extends = \"base.toml\"\n[uncertain]\n\"team.advisers.shrinkage\" = { family = \"uniform\", low = 0.1, "
               "high = 0.2 }\n");
  const ReadScenario both = read_scenario(folder.path() / "scenario.toml");
  ASSERT_TRUE(both.scenario) << test::all_of(both.faults);
  ASSERT_EQ(both.scenario->uncertain.size(), 2u);
  EXPECT_EQ(both.scenario->uncertain[0].distribution.family, sim::Family::uniform);
  EXPECT_NEAR(both.scenario->model.teams[0].shrinkage, 0.15, 1e-15);
}

TEST(UncertainInputs, ExplainListsThem) {
  const std::string words = explain_scenario(*read(uncertain).scenario);
  EXPECT_THAT(words, HasSubstr("Uncertain inputs\n"));
  EXPECT_THAT(words, HasSubstr("channel.phone.patience.mean: from 2min to 5min, triangular; likely 3min."));
  EXPECT_THAT(words, HasSubstr("up to 10, lognormal, mean 2, cv 0.5; likely 1.9"));
  EXPECT_THAT(words, HasSubstr("64 draws of all of them are simulated, 4\n    replications each"));
  EXPECT_THAT(explain_scenario(*read(sound).scenario), testing::Not(HasSubstr("Uncertain")));
  EXPECT_THAT(explain_key("uncertain").value(), HasSubstr("low, likely, high"));
}

UncertainInput triangular(double low, double likely, double high) {
  UncertainInput input;
  input.distribution.family = sim::Family::triangular;
  input.distribution.low_s = low;
  input.distribution.mode_s = likely;
  input.distribution.high_s = high;
  input.low = low;
  input.high = high;
  return input;
}

TEST(UncertainValues, TriangularByItsClosedForm) {
  for (const auto& [low, mode, high] :
       {std::tuple{0.05, 0.1, 0.12}, {-1.0, 0.0, 1.0}, {-3.0, -3.0, 5.0}, {2.0, 4.0, 4.0}}) {
    const UncertainValue value(triangular(low, mode, high));
    const double width = high - low;
    for (const double p : {0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99}) {
      const double turn = (mode - low) / width;
      const double exact =
          p < turn ? low + std::sqrt(p * width * (mode - low)) : high - std::sqrt((1 - p) * width * (high - mode));
      EXPECT_NEAR(value.at(p), exact, 1e-8 * width) << low << " " << mode << " " << high << " at " << p;
    }
  }
}

TEST(UncertainValues, WhatIsCutOffIsNeverDrawn) {
  UncertainInput input;
  input.distribution.family = sim::Family::exponential;
  input.distribution.mean_s = 1;
  input.low = 0.5;
  input.high = 2;
  const UncertainValue value(input);
  EXPECT_GE(value(0), 0.5);
  EXPECT_LE(value(0xFFFFFFFFu), 2);
  // -log of a probability between exp(-0.5) and exp(-2).
  const double from = std::exp(-0.5);
  const double to = std::exp(-2.0);
  for (const double p : {0.1, 0.5, 0.9}) EXPECT_NEAR(value.at(p), -std::log(from + p * (to - from)), 1e-8);
}

TEST(UncertainValues, CountsAreWhole) {
  UncertainInput input = triangular(8, 10, 12);
  input.whole = true;
  const UncertainValue value(input);
  EXPECT_EQ(value.at(0.5), 10);
  EXPECT_EQ(value(0), 8);
  EXPECT_EQ(value_text(input, 11), "11");
}

TEST(UncertainValues, TextReadsBackAsTheSameValue) {
  UncertainInput input = triangular(0, 1, 2);
  EXPECT_EQ(value_text(input, 0.1), "0.1");
  EXPECT_EQ(std::stod(value_text(input, 1e-9 / 3)), 1e-9 / 3);
  EXPECT_EQ(value_text(input, 1e12), "1000000000000");
  input.duration = true;
  EXPECT_EQ(value_text(input, 90.5), "90.5s");
}

}  // namespace
}  // namespace channelshift
