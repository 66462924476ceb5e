#include "models/money/years.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace channelshift {
namespace {

constexpr double hours_of_post = 2000;
constexpr double cost_of_post = 30'000;

/// One team that can do without so many posts once take-up is full; nothing else.
CaseInput freeing(double posts, int years = 5) {
  CaseInput input;
  input.finance.years = years;
  input.years.assign(static_cast<std::size_t>(years), {});
  input.teams = {{.hours_of_post = hours_of_post, .redundancy_per_post = 0, .leaving = {}}};
  input.savings = {{.take_up = 1, .hours = {posts * hours_of_post}, .staff = {posts * cost_of_post}}};
  return input;
}

CaseInput saving(double a_year, int years) {
  CaseInput input = freeing(0, years);
  input.savings[0].fixed = a_year;
  return input;
}

std::vector<double> gross(const CaseInput& input) {
  std::vector<double> all;
  for (const CashFlow& of : cash_flow(input)) all.push_back(of.gross);
  return {all.begin() + 1, all.end()};
}

void expect_near(const std::vector<double>& found, const std::vector<double>& by_hand, double within) {
  ASSERT_EQ(found.size(), by_hand.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], by_hand[i], within) << "year " << i + 1;
}

TEST(PresentValue, OfAnAnnuityAtTheGreenBooksRate) {
  const std::vector<CashFlow> five = cash_flow(saving(150'000, 5));
  EXPECT_NEAR(net_present_value(five), 677'258, 0.5);
  EXPECT_NEAR(present_values(five, 0.035).gross, 677'258, 0.5);
  EXPECT_NEAR(net_present_value(cash_flow(saving(150'000, 10))), 1'247'491, 0.5);
}

TEST(PresentValue, YearNoughtIsNotDiscounted) {
  CaseInput input = saving(0, 3);
  input.one_off_cost = 60'000;
  EXPECT_EQ(net_present_value(cash_flow(input)), -60'000);
}

TEST(PresentValue, OptimismBiasRaisesCostsAlone) {
  CaseInput input = saving(10'000, 2);
  input.finance.discount_rate = 0;
  input.finance.optimism_bias = 0.4;
  input.one_off_cost = 1'000;
  input.running_cost = 500;
  const std::vector<CashFlow> flow = cash_flow(input);
  EXPECT_NEAR(flow[0].one_off_cost, 1'400, 1e-9);
  EXPECT_NEAR(flow[1].running_cost, 700, 1e-9);
  EXPECT_NEAR(net_present_value(flow), 20'000 - 1'400 - 1'400, 1e-9);
}

TEST(Payback, ComesWithinTheYearInWhichTheSumTurns) {
  CaseInput input = saving(40'000, 5);
  input.one_off_cost = 100'000;
  EXPECT_NEAR(payback_years(cash_flow(input)).value(), 2.5, 1e-12);
  input.one_off_cost = 200'000;  // with the last penny of the last year
  EXPECT_NEAR(payback_years(cash_flow(input)).value(), 5, 1e-12);
  input.one_off_cost = 200'001;
  EXPECT_FALSE(payback_years(cash_flow(input)).has_value());
  input.one_off_cost = 0;
  EXPECT_EQ(payback_years(cash_flow(input)), 0.0);
}

TEST(Payback, AnOptionThatOnlyCostsNeverPaysBack) { EXPECT_FALSE(payback_years(cash_flow(saving(-1, 5))).has_value()); }

/// Gross 40,000 a year against 10,000 now and 5,000 a year over two years at 10%: 69,421.49 / 18,677.69.
TEST(BenefitCost, IsOfPresentValues) {
  CaseInput input = saving(40'000, 2);
  input.finance.discount_rate = 0.1;
  input.one_off_cost = 10'000;
  input.running_cost = 5'000;
  const PresentValues found = present_values(cash_flow(input), 0.1);
  EXPECT_NEAR(found.gross, 40'000 / 1.1 + 40'000 / 1.21, 1e-6);
  EXPECT_NEAR(found.gross / found.costs, 69'421.487603 / 18'677.685950, 1e-9);
}

/// Take-up 0.25, 0.75 and 1; 30% of it saved half as much as the full year does.
TEST(Ramp, YearsLieBetweenNothingTheKnownPointAndTheFullYear) {
  CaseInput input = saving(1'000, 4);
  input.savings.insert(input.savings.begin(), {.take_up = 0.3, .hours = {0}, .staff = {0}, .fixed = 500});
  input.years = {{.take_up = 0.15}, {.take_up = 0.3}, {.take_up = 0.65}, {.take_up = 1}};
  expect_near(gross(input), {250, 500, 750, 1'000}, 1e-9);
}

TEST(Ramp, PostsAreMadeWholeAfterwards) {
  CaseInput input = freeing(4, 3);
  input.years = {{.take_up = 0.2}, {.take_up = 0.7}, {.take_up = 1}};  // 0.8, 2.8 and 4 posts
  expect_near(gross(input), {0, 2 * cost_of_post, 4 * cost_of_post}, 1e-6);
}

TEST(Ramp, PostsThatAreNeededAreChargedInPart) {
  CaseInput input = freeing(-1, 2);
  input.years = {{.take_up = 0.3}, {.take_up = 1}};
  expect_near(gross(input), {-0.3 * cost_of_post, -cost_of_post}, 1e-6);
}

/// In force from the middle of year 2: two posts are gone for half of it. Running cost likewise.
TEST(Ramp, APartOfAYearCountsAsSuch) {
  CaseInput input = freeing(2, 3);
  input.savings[0].fixed = 100;
  input.running_cost = 10;
  input.years = {{.take_up = 0, .share = 0}, {.take_up = 0.5, .share = 0.5}, {}};
  input.release.starts = 1.5;
  expect_near(gross(input), {0, cost_of_post + 50, 2 * cost_of_post + 100}, 1e-6);
  const std::vector<CashFlow> flow = cash_flow(input);
  EXPECT_EQ(flow[1].running_cost, 0);
  EXPECT_NEAR(flow[2].running_cost, 5, 1e-12);
}

TEST(Trend, MovesWhatGrowsWithContacts) {
  CaseInput input = freeing(2.2, 3);
  input.finance.trend = -0.1;
  input.savings[0].with_volume = 1'000;
  input.savings[0].fixed = 100;  // posts 2.2, 1.98, 1.782
  expect_near(gross(input), {2 * cost_of_post + 1'100, cost_of_post + 1'000, cost_of_post + 910}, 1e-6);
}

TEST(Trend, DoesNotMoveHoursThatAreAdded) {
  CaseInput input = freeing(-1, 2);
  input.finance.trend = 0.5;
  expect_near(gross(input), {-cost_of_post, -cost_of_post}, 1e-6);
}

/// A quarter's notice is paid: 2 posts for three quarters of year 1.
TEST(Notice, IsPaid) {
  CaseInput input = freeing(2.6, 2);
  input.teams[0].leaving.notice = 0.25;
  expect_near(gross(input), {1.5 * cost_of_post, 2 * cost_of_post}, 1e-6);
}

/// In force from mid-year: a quarter of notice leaves two posts gone for a quarter.
TEST(Notice, BeginsWithTheOption) {
  CaseInput input = freeing(2, 2);
  input.years[0] = {.take_up = 0.5, .share = 0.5};
  input.release.starts = 0.5;
  input.teams[0].leaving.notice = 0.25;
  expect_near(gross(input), {0.5 * cost_of_post, 2 * cost_of_post}, 1e-6);
}

/// One post in year 1, another in year 2, each with eighteen months of notice.
TEST(Notice, IsThatOfEachPost) {
  CaseInput input = freeing(2, 4);
  input.years = {{.take_up = 0.5}, {}, {}, {}};
  input.teams[0].leaving.notice = 1.5;
  expect_near(gross(input), {0, 0.5 * cost_of_post, 1.5 * cost_of_post, 2 * cost_of_post}, 1e-6);
}

/// Two posts a year fall vacant: the first after half a year, and so on, until three are gone after a year and a half.
TEST(Attrition, GivesUpPostsAsTheirHoldersLeave) {
  CaseInput input = freeing(3.4, 3);
  input.release.rule = ReleaseRule::attrition;
  input.teams[0].leaving.per_year = 2;
  input.teams[0].leaving.notice = 10;  // has no part in it
  input.teams[0].redundancy_per_post = 9'000;
  expect_near(gross(input), {0.5 * cost_of_post, 2.5 * cost_of_post, 3 * cost_of_post}, 1e-6);
  EXPECT_EQ(cash_flow(input)[0].redundancy, 0);
}

/// Half posts: gone after a quarter, a half, ... of a year: 1/4 + 1/2 + 3/4 of a half post in year 1.
TEST(Attrition, HalfPostsGoSooner) {
  CaseInput input = freeing(3.4, 2);
  input.release.rule = ReleaseRule::attrition;
  input.teams[0].leaving = {.step = 0.5, .notice = 0, .per_year = 2};
  expect_near(gross(input), {0.75 * cost_of_post, (2 + 0.5 * (0.75 + 0.5)) * cost_of_post}, 1e-6);
}

/// The same from mid-year: gone after one year, one and a half, and two, counted from the start of the calendar.
TEST(Attrition, CountsFromTheStartOfTheOption) {
  CaseInput input = freeing(3.4, 3);
  input.years[0] = {.take_up = 0.5, .share = 0.5};
  input.release = {.rule = ReleaseRule::attrition, .starts = 0.5};
  input.teams[0].leaving.per_year = 2;
  expect_near(gross(input), {0, 1.5 * cost_of_post, 3 * cost_of_post}, 1e-6);
}

TEST(Attrition, NobodyLeavesSoNothingIsSaved) {
  CaseInput input = freeing(3, 2);
  input.release.rule = ReleaseRule::attrition;
  expect_near(gross(input), {0, 0}, 0);
}

TEST(Gate, PostsGoAfterItAndNotice) {
  CaseInput input = freeing(2, 3);
  input.release = {.rule = ReleaseRule::when_take_up, .starts = 0, .gate_passed = 0.6};
  input.teams[0].leaving.notice = 0.2;
  input.teams[0].redundancy_per_post = 5'000;
  expect_near(gross(input), {0.4 * cost_of_post, 2 * cost_of_post, 2 * cost_of_post}, 1e-6);
  EXPECT_EQ(cash_flow(input)[0].redundancy, 10'000);
  input.release.gate_passed.reset();
  expect_near(gross(input), {0, 0, 0}, 0);
  EXPECT_EQ(cash_flow(input)[0].redundancy, 0);
}

TEST(Gate, TheFirstYearIsThatOfTheSimulation) {
  CaseInput input = freeing(2, 2);
  input.release = {.rule = ReleaseRule::when_take_up, .starts = 0, .gate_passed = 0.6};
  input.staff_first_year = 12'345;
  expect_near(gross(input), {12'345, 2 * cost_of_post}, 1e-6);
}

TEST(Redundancy, IsPaidForWholePostsInYearNought) {
  CaseInput input = freeing(2.7, 2);
  input.teams[0].redundancy_per_post = 8'000;
  const std::vector<CashFlow> flow = cash_flow(input);
  EXPECT_EQ(flow[0].redundancy, 16'000);
  EXPECT_EQ(flow[0].discounted, -16'000);
}

TEST(CashFlow, AddsUp) {
  CaseInput input = freeing(2.7, 4);
  input.one_off_cost = 30'000;
  input.running_cost = 7'000;
  double cumulative = 0;
  double value = 0;
  for (const CashFlow& of : cash_flow(input)) {
    cumulative += of.gross - of.running_cost - of.one_off_cost - of.redundancy;
    value += of.net * std::pow(1.035, -of.year);
    EXPECT_NEAR(of.cumulative, cumulative, 1e-9);
  }
  EXPECT_NEAR(net_present_value(cash_flow(input)), value, 1e-9);
}

}  // namespace
}  // namespace channelshift
