#include "models/money/business_case.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/measures/handmade.hpp"

namespace channelshift {
namespace {

using namespace handmade;

constexpr double post_h = 37 * 52.0;  // paid hours of a post in 52 weeks
constexpr double year = 365.25 / 364;
constexpr double wage = 20;
constexpr double post = post_h * wage * year;

/// A year of 52 weeks with twenty posts. The option's runs are set by each test.
class CaseOf : public testing::Test {
 protected:
  CaseOf() {
    scenario_.calendar.weeks = 52;
    scenario_.finance.emplace();
    scenario_.finance->years = 3;
    scenario_.finance->discount_rate = 0.1;
    for (OptionRun& run : results_.runs) run.paid = {{20 * post_h}, {20 * post_h * wage}, {0}};
  }
  void free_posts(double posts) {
    results_.runs[1].paid.paid_hours[0] -= posts * post_h;
    results_.runs[1].paid.staff_cost[0] -= posts * post_h * wage;
  }
  /// The option as dated: posts on average, and overtime that falls away in each replication.
  void first_year(double posts, double overtime_h) {
    OptionRun run = results_.runs[0];
    run.paid.paid_hours[0] -= posts * post_h;
    run.paid.staff_cost[0] -= posts * post_h * wage;
    for (Counts& counts : run.replications) counts.teams[0].overtime -= sim::ticks(3600 * overtime_h);
    results_.first_year[0] = std::move(run);
  }
  BusinessCase built() {
    years_ = full_years(scenario_, results_);
    dated_ = first_years(scenario_, results_);
    full_ = savings(years_[0], years_[0], years_[1]);
    if (!dated_.empty()) first_ = savings(years_[0], years_[0], dated_[0], &full_);
    return business_case(years_[0], full_, dated_.empty() ? nullptr : &first_).value();
  }

  Scenario scenario_ = scenario();
  Results results_ = results();
  Option& option_ = add_option(scenario_, results_, "shift");
  std::vector<Simulated> years_, dated_;
  OptionSavings full_, first_;
};

TEST_F(CaseOf, AnOptionWithoutDatesIsInForceFromTheStart) {
  free_posts(2.4);
  option_.one_off_cost = 30'000;
  option_.per_year_cost = 4'000;
  option_.model.teams[0].redundancy_per_post = 10'000;
  const BusinessCase found = built();
  const double worth = 1 / 1.1 + 1 / 1.21 + 1 / 1.331;
  EXPECT_NEAR(found.net_present_value.estimate.mean, (2 * post - 4'000) * worth - 50'000, 1e-6);
  EXPECT_NEAR(found.benefit_cost_ratio->mean, 2 * post * worth / (50'000 + 4'000 * worth), 1e-9);
  EXPECT_NEAR(found.payback_years.value(), 50'000 / (2 * post - 4'000), 1e-9);
  EXPECT_EQ(found.mean.size(), 4u);
  EXPECT_EQ(found.mean[1].take_up, 1);
}

TEST_F(CaseOf, AnOptionThatChangesNothingIsWorthNothing) {
  const BusinessCase found = built();
  EXPECT_EQ(found.net_present_value.values, (std::vector<double>{0, 0}));
  EXPECT_FALSE(found.benefit_cost_ratio.has_value());
}

/// 26 weeks of linear take-up from the start: mean 0.5 - 1/364 within them, constant in a day; then all.
TEST_F(CaseOf, TakeUpOfTheYearsFollowsTheRamp) {
  option_.ramp = RampShape::linear;
  option_.ramp_weeks = 26;
  option_.starts = scenario_.calendar.start + std::chrono::days(100);
  const std::vector<YearInForce> found = years_in_force(scenario_, option_, 3);
  EXPECT_NEAR(found[0].share, 265.0 / 365, 1e-12);
  EXPECT_NEAR(found[0].take_up, (182 * (0.5 - 0.5 / 182) + 83) / 365, 1e-12);
  EXPECT_EQ(found[1].take_up, 1);
}

/// From day 182: 0.5 of the year less a day and a half. Overtime saved so far is that of the simulation; posts go with
/// the option.
TEST_F(CaseOf, TheFirstYearIsTheSimulatedOne) {
  option_.starts = scenario_.calendar.start + std::chrono::days(182);
  free_posts(2);
  for (Counts& counts : results_.runs[1].replications) counts.teams[0].overtime -= sim::ticks(1800);
  first_year(1, 0.1);
  const BusinessCase found = built();
  const double share = 183.0 / 365;
  EXPECT_NEAR(found.mean[1].gross, 2 * post * share + 0.1 * 30 * year * (share / 0.5), 1e-6);
  EXPECT_NEAR(found.mean[2].gross, 2 * post + 0.5 * 30 * year, 1e-6);
}

/// Take-up of year 2 lies between that of the simulated year and all, and what is saved in proportion.
TEST_F(CaseOf, LaterYearsLieBetweenTheSimulatedOneAndTheFullOne) {
  scenario_.finance->years = 2;
  option_.ramp = RampShape::linear;
  option_.ramp_weeks = 104;
  for (Counts& counts : results_.runs[1].replications) counts.teams[0].overtime -= sim::ticks(1800);
  first_year(0, 0.2);
  const BusinessCase found = built();
  const double known = (363 / 2.0) / 728;
  const double reached = ((365 + 727) / 2.0 * 363 / 728 + 2) / 365;  // days 365 to 727 of 728, and two more
  EXPECT_NEAR(found.mean[2].take_up, reached, 1e-9);
  const double way = (reached - known) / (1 - known);
  EXPECT_NEAR(found.mean[2].gross, (0.2 + 0.3 * way) * 30 * year, 1e-9);
}

/// One in ten leaves in a year: two of twenty posts, the first after half a year.
TEST_F(CaseOf, AttritionIsOfTheTeamWithoutTheOption) {
  free_posts(3);
  option_.release.rule = ReleaseRule::attrition;
  option_.model.teams[0].attrition = 0.1;
  option_.model.teams[0].redundancy_per_post = 10'000;
  const BusinessCase found = built();
  EXPECT_NEAR(found.mean[0].net, 0, 0);
  EXPECT_NEAR(found.mean[1].gross, 0.5 * post, 1e-6);
  EXPECT_NEAR(found.mean[2].gross, 2.5 * post, 1e-6);
  EXPECT_NEAR(found.mean[3].gross, 3 * post, 1e-6);
}

/// One contact in ten moves in full, after 28 weeks up a straight line: half of them on average in the four weeks to
/// day 112.
TEST_F(CaseOf, AGateIsPassedOnFourWeeksOfTakeUp) {
  free_posts(1);
  option_.release = {ReleaseRule::when_take_up, 0.05};
  option_.ramp = RampShape::linear;
  option_.ramp_weeks = 28;
  option_.shifts.resize(1);
  option_.shifts[0].from = {ChannelId{phone}};
  option_.shifts[0].reasons = {true};
  for (Counts& counts : results_.runs[1].replications) counts.demands[0].moved = counts.demands[0].first / 10;
  const BusinessCase found = built();
  const double gate = 113.0 / 365.25;  // the first four weeks with a mean of 98/196 end with day 112, counted from 0
  EXPECT_NEAR(found.mean[1].gross, post * (1 - gate), 1e-3);
  EXPECT_NEAR(found.mean[2].gross, post, 1e-6);
}

/// Half a year of notice after day 300, or, where the simulated year did not see enough, after its end.
TEST_F(CaseOf, AGateIsThatOfTheReplication) {
  RosterLine line;
  line.hours = {TimeRange{0, 3600}};
  line.staff = 2;
  scenario_.model.teams[0].roster = {line};
  line.staff = 1;
  option_.model.teams[0].roster = {line};
  option_.model.teams[0].notice_s = 86400 * 365.25 / 2;
  option_.release = {ReleaseRule::when_take_up, 0.05};
  option_.starts = scenario_.calendar.start;
  option_.shifts.resize(1);
  option_.shifts[0].from = {ChannelId{phone}};
  option_.shifts[0].reasons = {true};
  for (Counts& counts : results_.runs[1].replications) counts.demands[0].moved = counts.demands[0].first / 10;
  free_posts(1);
  first_year(0, 0);
  results_.first_year[0]->replications[0].gate_day = 300;
  const BusinessCase found = built();
  for (const std::vector<CashFlow>& flow : found.flows) EXPECT_NEAR(flow[1].gross, 0, 1e-6);
  EXPECT_NEAR(found.flows[0][2].gross, post * (2 - 300 / 365.25 - 0.5), 1e-6);
  EXPECT_NEAR(found.flows[1][2].gross, post * (2 - 364 / 365.25 - 0.5), 1e-6);
}

}  // namespace
}  // namespace channelshift
