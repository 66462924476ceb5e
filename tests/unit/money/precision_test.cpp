#include "models/money/precision.hpp"

#include <gtest/gtest.h>

#include "models/money/controlled.hpp"
#include "tests/support/trial.hpp"

namespace channelshift {
namespace {

const std::string text = R"(schema = 1
name = "precise"
[calendar]
start = 2024-01-01
weeks = 2
[[channel]]
id = "phone"
kind = "live"
hours = "always"
cost = { per-contact = 1.0 }
patience = { family = "exponential", mean = "3min" }
[[channel]]
id = "web"
kind = "self-service"
[[demand]]
channel = "phone"
per-hour = 30
handle = { family = "exponential", mean = "5min" }
[[team]]
id = "agents"
answers = ["phone"]
roster = [ { hours = "always", staff = 6 } ]
hourly-cost = 20.0
[[option]]
id = "web"
starts = 2024-01-08
shift = [ { from = "phone", to = "web", share = 0.5 } ]
)";

Results until(const Scenario& scenario, double share, int most = 10'000) {
  return simulate_until_precise(scenario, calibrate(scenario, {}), {share, most}, {});
}

TEST(Precision, IsARunOfAsManyReplications) {
  Scenario scenario = test::read_text(text);
  const Results results = until(scenario, 0.0012);
  EXPECT_GT(results.replications, 10);
  EXPECT_LT(widest_interval(scenario, results), 0.0012);
  scenario.replications = results.replications;
  const Results at_once = simulate(scenario, RunSettings{});
  for (std::size_t i = 0; i < 2; ++i) EXPECT_TRUE(test::same(results.runs[i], at_once.runs[i]));
  EXPECT_TRUE(test::same(*results.first_year[0], *at_once.first_year[0]));
}

TEST(Precision, HasAtLeastTenReplicationsAndAtMostWhatIsAllowed) {
  const Scenario scenario = test::read_text(text);
  EXPECT_EQ(until(scenario, 0.9).replications, 10);
  EXPECT_EQ(until(scenario, 1e-9, 13).replications, 13);
  EXPECT_EQ(until(scenario, 1e-9, 4).replications, 4);
}

TEST(Precision, ProgressNeverGoesBeyondTheWhole) {
  const Scenario scenario = test::read_text(text);
  double last = 0;
  int calls = 0;
  const auto progress = [&](std::int64_t done, std::int64_t total) {
    EXPECT_LE(done, total);
    last = static_cast<double>(done) / static_cast<double>(total);
    ++calls;
  };
  const Results results =
      simulate_until_precise(scenario, calibrate(scenario, {}), {1e-9, 20}, {.threads = 1, .progress = progress});
  EXPECT_EQ(last, 1);
  EXPECT_EQ(calls, 3 * results.replications);  // as it is, the option, and the option as dated
}

// Half of the calls move, each worth what an answered call costs: more calls, more saved.
TEST(ControlledSaving, KnowsHowManyWereExpected) {
  Scenario scenario = test::read_text(text, {"run.replications=60"});
  const Results results = simulate(scenario, RunSettings{});
  EXPECT_NEAR(results.runs[1].expected_first[0], 30 * 24 * 14, 1e-6);
  const std::vector<Simulated> options = full_years(scenario, results);
  const OptionSavings plain = savings(options[0], options[0], options[1]);
  const std::vector<ControlledSaving> controlled = controlled_savings(plain);
  ASSERT_FALSE(controlled.empty());
  for (const ControlledSaving& item : controlled) {
    EXPECT_LE(item.saving.factor, 0.7);
    const auto of = std::ranges::find(plain.savings, item.name, [](const Saving& s) { return s.text.name; });
    ASSERT_NE(of, plain.savings.end());
    EXPECT_LT(*item.saving.estimate.half_width, *of->estimate.half_width);
    EXPECT_NEAR(item.saving.estimate.mean, of->estimate.mean, 2 * *of->estimate.half_width);
  }
  for (OptionRun* run : {const_cast<OptionRun*>(options[1].run)}) run->replications.resize(19);
  EXPECT_TRUE(controlled_savings(plain).empty());
}

}  // namespace
}  // namespace channelshift
