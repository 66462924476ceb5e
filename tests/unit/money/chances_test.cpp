#include "models/money/chances.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/measures/monthly.hpp"
#include "tests/unit/measures/handmade.hpp"

namespace channelshift {
namespace {

using namespace handmade;

/// Two months: telephone (60%), email (90%), web (no target).
Counts two_months(MonthCounts calls, MonthCounts letters) {
  Counts counts;
  counts.months = {{60, 100}, {90, 100}, {0, 100}, calls, letters, {0, 100}};
  return counts;
}

TEST(EveryMonth, OneMissedIsAMiss) {
  EXPECT_TRUE(targets_met_every_month(model(), two_months({60, 100}, {90, 100})));
  EXPECT_FALSE(targets_met_every_month(model(), two_months({59, 100}, {90, 100})));
  EXPECT_FALSE(targets_met_every_month(model(), two_months({60, 100}, {89, 100})));
  EXPECT_TRUE(targets_met_every_month(model(), two_months({0, 0}, {90, 100})));  // nothing came
  // 90% of 10, 0.9 x 10 above 9 in binary or not.
  EXPECT_TRUE(targets_met_every_month(model(), two_months({6, 10}, {9, 10})));
  Model strict = model();
  strict.channels[web].target = strict.channels[phone].target;
  EXPECT_FALSE(targets_met_every_month(strict, two_months({60, 100}, {90, 100})));
}

class Chance : public testing::Test {
 protected:
  Chance() {
    scenario_.calendar.weeks = 52;
    OptionRun& run = results_.runs[0];
    run.replications.clear();
    for (int i = 0; i < 20; ++i) run.replications.push_back(two_months({i < 8 ? 60 : 59, 100}, {90, 100}));
  }
  std::optional<sim::Estimate> met() const { return probability_target_met(full_years(scenario_, results_)[0]); }
  Scenario scenario_ = scenario();
  Results results_ = results();
};

TEST_F(Chance, IsAShareOfYears) {
  ASSERT_TRUE(met().has_value());
  EXPECT_DOUBLE_EQ(met()->mean, 0.4);
  // (8 + 2) / 24; t = 2.0930 with 19 degrees of freedom.
  EXPECT_NEAR(*met()->half_width, 2.0930 * std::sqrt(10.0 / 24 * (14.0 / 24) / 24), 1e-5);
}

TEST_F(Chance, TwentyEqualYearsAreNotCertain) {
  for (Counts& counts : results_.runs[0].replications) counts.months[3] = {60, 100};
  EXPECT_EQ(met()->mean, 1);
  EXPECT_GT(*met()->half_width, 0.1);
}

TEST_F(Chance, IsAbsentWithoutTargetsAndForLessThanAYear) {
  scenario_.calendar.weeks = 51;
  EXPECT_FALSE(met().has_value());
  scenario_.calendar.weeks = 52;
  for (Channel& channel : scenario_.model.channels) channel.target.reset();
  EXPECT_FALSE(met().has_value());
}

}  // namespace
}  // namespace channelshift
