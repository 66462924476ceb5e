#include "models/money/savings.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/measures/handmade.hpp"

namespace channelshift {
namespace {

using namespace handmade;

class Savings : public testing::Test {
 protected:
  OptionSavings against_baseline() {
    simulated_ = full_years(scenario_, results_);
    return savings(simulated_[0], simulated_[0], simulated_[1]);
  }
  static const Saving* find(const std::vector<Saving>& list, std::string_view name) {
    const auto found = std::ranges::find(list, name, [](const Saving& s) { return s.text.name; });
    return found == list.end() ? nullptr : &*found;
  }
  Counts& counts(std::size_t replication) { return results_.runs[1].replications[replication]; }
  void move(std::size_t from, std::size_t to, std::int64_t contacts) {
    for (std::size_t r = 0; r < 2; ++r) {
      counts(r).moved[from * (channel_count + 1) + to] = contacts;
      (to == channel_count ? counts(r).demands[0].avoided : counts(r).demands[0].moved) += contacts;
    }
  }

  Scenario scenario_ = scenario();
  Results results_ = results();
  Option& option_ = add_option(scenario_, results_, "shift");
  std::vector<Simulated> simulated_;
};

TEST_F(Savings, AnOptionThatChangesNothingSavesExactlyNothing) {
  const OptionSavings none = against_baseline();
  ASSERT_EQ(none.savings.size(), 4u);
  for (const Saving& saving : none.savings) {
    EXPECT_EQ(saving.values, (std::vector<double>{0, 0})) << saving.text.name;
    EXPECT_EQ(saving.estimate.mean, 0);
    EXPECT_EQ(saving.estimate.half_width, 0.0);
  }
  for (const ServiceChange& change : none.service) EXPECT_EQ(change.estimate, (sim::Estimate{0, 0.0, 0.0}));
  EXPECT_EQ(none.service.size(), 2u);
  EXPECT_TRUE(none.like_for_like);
  EXPECT_TRUE(none.reasons.empty());
}

TEST_F(Savings, TotalCostIsTheDifferenceOfTheTotals) {
  option_.per_year_cost = 500;
  for (Counts& counts : results_.runs[1].replications) counts.teams[0].overtime = 0;  // 0.5 h at 20 x 1.5
  const Saving total = *find(against_baseline().savings, "total_cost");
  EXPECT_NEAR(total.estimate.mean, 15 * per_year - 500, 1e-9);
  EXPECT_NEAR(*total.estimate.half_width, 0, 1e-9);  // the same in both replications: pairing takes the chance out
}

TEST_F(Savings, HoursSetFreeAreWorthTheirHourlyCost) {
  counts(0).teams[0].busy -= sim::ticks(3600);
  counts(1).teams[0].busy -= sim::ticks(3 * 3600.0);
  const OptionSavings saved = against_baseline();
  EXPECT_NEAR(find(saved.savings, "capacity_hours")->estimate.mean, 2 * per_year, 1e-9);
  EXPECT_NEAR(find(saved.savings, "capacity_value")->estimate.mean, 40 * per_year, 1e-9);
  EXPECT_NEAR(find(saved.savings, "capacity_hours")->values[0], per_year, 1e-9);
}

TEST_F(Savings, TheClaimTakesPublishedUnitCosts) {
  option_.model.channels[phone].unit_cost = 2.83;
  option_.model.channels[web].unit_cost = 0.15;
  move(phone, web, 10);
  EXPECT_NEAR(find(against_baseline().savings, "unit_cost")->estimate.mean, 10 * (2.83 - 0.15) * per_year, 1e-9);
}

TEST_F(Savings, AnAvoidedContactIsClaimedInFull) {
  option_.model.channels[phone].unit_cost = 2.83;
  move(phone, channel_count, 10);
  const OptionSavings saved = against_baseline();
  EXPECT_NEAR(find(saved.savings, "unit_cost")->estimate.mean, 10 * 2.83 * per_year, 1e-9);
  EXPECT_NEAR(find(saved.changes, "avoided")->estimate.mean, 10 * per_year, 1e-9);
  EXPECT_EQ(find(saved.changes, "moved")->estimate.mean, 0);
}

TEST_F(Savings, WithoutPublishedFiguresTheClaimTakesTheBaselinesCostPerContact) {
  move(phone, web, 10);
  const OptionSavings saved = against_baseline();
  const Measure& each = measure(channel_measures(), "cost_per_contact");
  const double calls = by_replication(each, simulated_[0], phone)[1];
  const double forms = by_replication(each, simulated_[0], web)[1];
  EXPECT_NEAR(find(saved.savings, "unit_cost")->values[1], 10 * (calls - forms) * per_year, 1e-9);
}

TEST_F(Savings, WithoutAnyUnitCostThereIsNoClaimButAReason) {
  for (Counts& counts : results_.runs[0].replications) counts.channels[web].completed = 0;
  move(phone, web, 10);
  const OptionSavings saved = against_baseline();
  EXPECT_EQ(find(saved.savings, "unit_cost"), nullptr);
  ASSERT_EQ(saved.absent.size(), 1u);
  EXPECT_NE(saved.absent[0].reason.find("\"web\""), std::string::npos);
}

TEST_F(Savings, LosingNeedsIsLessService) {
  counts(0).channels[phone].needs_lost += 50;
  counts(1).channels[phone].needs_lost += 52;
  const OptionSavings saved = against_baseline();
  EXPECT_NEAR(find(saved.changes, "needs_lost")->estimate.mean, 51 * per_year, 1e-9);
  EXPECT_FALSE(saved.like_for_like);
  ASSERT_EQ(saved.reasons.size(), 1u);
}

TEST_F(Savings, ARiseThatMayBeChanceIsNot) {
  counts(0).channels[phone].needs_lost += 1;
  counts(1).channels[phone].needs_lost += 30;  // 15.5 +- 184
  EXPECT_TRUE(against_baseline().like_for_like);
}

TEST_F(Savings, AGrowingBacklogIsLessService) {
  for (std::size_t r = 0; r < 2; ++r) counts(r).channels[email].backlog_end += 9;
  EXPECT_FALSE(against_baseline().like_for_like);
}

TEST_F(Savings, MissingATargetThatWasMetIsLessService) {
  for (std::size_t r = 0; r < 2; ++r) counts(r).channels[phone].answered_in_target -= 10;  // 130/210 met 60%; 110/210
  const OptionSavings saved = against_baseline();
  EXPECT_FALSE(saved.like_for_like);
  EXPECT_NEAR(saved.service[0].estimate.mean, 110.0 / 210 - 130.0 / 210, 1e-12);
}

TEST_F(Savings, MissingATargetThatWasMissedBeforeIsNot) {
  for (std::size_t r = 0; r < 2; ++r) counts(r).channels[email].answered_in_target -= 1;  // 14/17 misses 90% already
  EXPECT_TRUE(against_baseline().like_for_like);
}

TEST_F(Savings, ALooserTargetIsLessService) {
  option_.model.channels[phone].target->share = 0.5;
  EXPECT_FALSE(against_baseline().like_for_like);
  option_.model.channels[phone].target->share = 0.6;
  EXPECT_TRUE(against_baseline().like_for_like);
  option_.model.channels[phone].target->within_s = 60;
  EXPECT_FALSE(against_baseline().like_for_like);
  option_.model.channels[phone].target.reset();
  EXPECT_FALSE(against_baseline().like_for_like);
}

}  // namespace
}  // namespace channelshift
