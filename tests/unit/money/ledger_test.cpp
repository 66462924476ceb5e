#include "models/money/ledger.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/centre/simulate.hpp"
#include "tests/unit/centre/random_scenario.hpp"
#include "tests/unit/measures/handmade.hpp"

namespace channelshift {
namespace {

using namespace handmade;

constexpr double post_year_h = 37 * 365.25 / 7;
constexpr double weeks_h = 37 * 4.0;  // paid hours of a post in the four weeks
constexpr double wage = 20;

double line(const Ledger& ledger, std::string_view name, std::size_t replication = 0) {
  const Saving* found = find_line(ledger, name);
  EXPECT_NE(found, nullptr) << name;
  return found ? found->values[replication] : std::nan("");
}

class LedgerOf : public testing::Test {
 protected:
  LedgerOf() {
    Team second = scenario_.model.teams[0];
    second.id = "back-office";
    for (Model* model : {&scenario_.model, &option_.model}) model->teams.push_back(second);
    for (OptionRun& run : results_.runs) {
      run.paid = {{20 * weeks_h, 10 * weeks_h}, {20 * weeks_h * wage, 10 * weeks_h * wage}, {0, 0}};
      for (Counts& counts : run.replications) counts.teams.push_back(TeamCounts{});
    }
  }
  /// Takes so many posts off a team's roster.
  void free(std::size_t team, double posts, double premium = 1) {
    results_.runs[1].paid.paid_hours[team] -= posts * weeks_h;
    results_.runs[1].paid.staff_cost[team] -= posts * weeks_h * wage * premium;
  }
  Ledger against_baseline() {
    simulated_ = full_years(scenario_, results_);
    return ledger(simulated_[0], simulated_[0], simulated_[1]);
  }
  void footed(const Ledger& of) {
    const double parts = line(of, "overstaffing") + line(of, "cashable") + line(of, "not_cashable");
    EXPECT_NEAR(parts, line(of, "total_cost"), 1e-9 * std::abs(parts));
  }

  Scenario scenario_ = scenario();
  Results results_ = results();
  Option& option_ = add_option(scenario_, results_, "shift");
  std::vector<Simulated> simulated_;
};

TEST_F(LedgerOf, NineTenthsOfAPostIsNoMoney) {
  free(0, 0.9);
  const Ledger found = against_baseline();
  ASSERT_EQ(found.teams.size(), 1u);
  EXPECT_NEAR(found.teams[0].posts_freed, 0.9, 1e-12);
  EXPECT_EQ(found.teams[0].posts_whole, 0);
  EXPECT_NEAR(found.teams[0].remainder, 0.9, 1e-12);
  EXPECT_EQ(line(found, "cashable"), 0);
  EXPECT_NEAR(line(found, "not_cashable"), 0.9 * post_year_h * wage, 1e-6);
  footed(found);
}

TEST_F(LedgerOf, PartsOfPostsInTwoTeamsMakeNoPost) {
  free(0, 0.45);
  free(1, 0.45);
  const Ledger found = against_baseline();
  EXPECT_EQ(found.teams.size(), 2u);
  EXPECT_EQ(line(found, "cashable"), 0);
  footed(found);
}

TEST_F(LedgerOf, OnePostOfOneAndSevenTenthsGoes) {
  free(1, 1.7);
  const Ledger found = against_baseline();
  ASSERT_EQ(found.teams.size(), 1u);
  EXPECT_EQ(found.teams[0].team, 1u);
  EXPECT_EQ(found.teams[0].posts_whole, 1);
  EXPECT_NEAR(found.teams[0].remainder, 0.7, 1e-12);
  EXPECT_NEAR(found.teams[0].hours_freed, 1.7 * post_year_h, 1e-8);
  EXPECT_NEAR(line(found, "staff_cashable"), post_year_h * wage, 1e-6);
  EXPECT_NEAR(line(found, "not_cashable"), 0.7 * post_year_h * wage, 1e-6);
  footed(found);
}

TEST_F(LedgerOf, HalfPostsGoWhereTheTeamHasThem) {
  scenario_.model.teams[1].post_step = 0.5;
  free(1, 1.7);
  const Ledger found = against_baseline();
  EXPECT_EQ(found.teams[0].posts_whole, 1.5);
  EXPECT_NEAR(line(found, "cashable"), 1.5 * post_year_h * wage, 1e-6);
}

TEST_F(LedgerOf, AWholePostIsOneInSpiteOfRounding) {
  free(0, 0.1 + 0.2 + 0.7);  // below 1 once scaled to a year, or above it
  EXPECT_EQ(against_baseline().teams[0].posts_whole, 1);
}

TEST_F(LedgerOf, MoreHoursAreChargedInFull) {
  free(0, -0.3);
  const Ledger found = against_baseline();
  EXPECT_NEAR(found.teams[0].posts_whole, -0.3, 1e-12);
  EXPECT_EQ(found.teams[0].remainder, 0);
  EXPECT_NEAR(line(found, "cashable"), -0.3 * post_year_h * wage, 1e-6);
  EXPECT_EQ(line(found, "not_cashable"), 0);
}

TEST_F(LedgerOf, PremiumHoursGoAtTheirPrice) {
  free(0, 1.25, 1.6);
  const Ledger found = against_baseline();
  EXPECT_NEAR(line(found, "cashable"), 1.6 * post_year_h * wage, 1e-6);
  EXPECT_NEAR(line(found, "not_cashable"), 0.25 * 1.6 * post_year_h * wage, 1e-6);
}

TEST_F(LedgerOf, DearerHoursAreChargedThoughThereAreFewer) {
  free(0, 1.5, -0.1);
  const Ledger found = against_baseline();
  EXPECT_NEAR(line(found, "cashable"), -0.15 * post_year_h * wage, 1e-6);
  EXPECT_EQ(line(found, "not_cashable"), 0);
}

TEST_F(LedgerOf, TheSameHoursForLessMoneyAreCashable) {
  results_.runs[1].paid.staff_cost[0] -= 280;
  const Ledger found = against_baseline();
  EXPECT_EQ(found.teams[0].posts_freed, 0);
  EXPECT_NEAR(line(found, "cashable"), 280 * per_year, 1e-9);
}

TEST_F(LedgerOf, PostsOfPartOfTheYearAreThoseOfTheFullOne) {
  free(0, 2.2);
  const Ledger full = against_baseline();
  free(0, -1.1);  // for half of the weeks
  const Ledger dated = ledger(simulated_[0], simulated_[0], simulated_[1], &full);
  EXPECT_EQ(dated.teams[0].posts_whole, 2);
  EXPECT_NEAR(dated.teams[0].hours_freed, 1.1 * post_year_h, 1e-8);
  EXPECT_NEAR(line(dated, "cashable"), 1.0 * post_year_h * wage, 1e-6);
  footed(dated);
}

TEST_F(LedgerOf, AChannelThatStopsNoLongerCostsItsYear) {
  option_.model.channels[phone].cost.per_year = 0;
  option_.model.channels[web].cost.per_year = 300;
  const Ledger found = against_baseline();
  EXPECT_EQ(line(found, "channel_fixed"), 700);
  EXPECT_EQ(line(found, "cashable"), 700);
  footed(found);
}

TEST_F(LedgerOf, AContractedTeamsMinimumStays) {
  for (Model* model : {&scenario_.model, &option_.model}) {
    model->teams[1].kind = TeamKind::contracted;
    model->teams[1].rate = {2.0, 0.0, 100 * per_year};
  }
  for (OptionRun& run : results_.runs) {
    run.paid.minimum_cost = {0, 100};
    run.paid.paid_hours[1] = run.paid.staff_cost[1] = 0;
  }
  for (Counts& counts : results_.runs[0].replications) counts.teams[1].answered = 70;  // 140
  for (Counts& counts : results_.runs[1].replications) counts.teams[1].answered = 20;  // 40, so the minimum
  const Ledger found = against_baseline();
  EXPECT_TRUE(found.teams.empty());
  EXPECT_NEAR(line(found, "contracted"), 40 * per_year, 1e-9);
  EXPECT_NEAR(line(found, "cashable"), 40 * per_year, 1e-9);
  footed(found);
}

TEST_F(LedgerOf, RunningCostAndOvertimeAreCashable) {
  option_.per_year_cost = 500;
  for (Counts& counts : results_.runs[1].replications) counts.teams[0].overtime = 0;  // 0.5 h at 20 x 1.5
  const Ledger found = against_baseline();
  EXPECT_NEAR(line(found, "overtime"), 15 * per_year, 1e-9);
  EXPECT_NEAR(line(found, "gross"), 15 * per_year, 1e-9);
  EXPECT_EQ(line(found, "running_cost"), 500);
  EXPECT_NEAR(line(found, "cashable"), 15 * per_year - 500, 1e-9);
  footed(found);
}

TEST_F(LedgerOf, IncomeThatGoesIsTakenOff) {
  scenario_.model.demands[0].revenue = option_.model.demands[0].revenue = Revenue{.value = 10};
  for (Counts& counts : results_.runs[0].replications) counts.demands[0].converted = 9;
  for (Counts& counts : results_.runs[1].replications) counts.demands[0].converted = 7;
  free(0, 1);
  const Ledger found = against_baseline();
  EXPECT_NEAR(line(found, "income_lost"), 20 * per_year, 1e-9);
  EXPECT_NEAR(line(found, "cashable"), post_year_h * wage - 20 * per_year, 1e-6);
  EXPECT_NEAR(line(found, "total_cost"), post_year_h * wage, 1e-6);
}

TEST_F(LedgerOf, OverstaffingIsNotTheOptionsDoing) {
  free(0, 3);
  simulated_ = full_years(scenario_, results_);
  Simulated without = simulated_[1];
  OptionRun leaner = *simulated_[1].run;
  leaner.paid.paid_hours[0] += 1.2 * weeks_h;  // 1.8 posts too many as it is; 1.2 fewer with the option
  leaner.paid.staff_cost[0] += 1.2 * weeks_h * wage;
  without.run = &leaner;
  const Ledger found = ledger(simulated_[0], without, simulated_[1]);
  EXPECT_NEAR(line(found, "overstaffing"), 1.8 * post_year_h * wage, 1e-6);
  EXPECT_NEAR(line(found, "cashable"), 1 * post_year_h * wage, 1e-6);
  EXPECT_NEAR(line(found, "not_cashable"), 0.2 * post_year_h * wage, 1e-6);
  footed(found);
}

TEST_F(LedgerOf, AnOptionThatChangesNothingIsZeroInEveryLine) {
  const Ledger found = against_baseline();
  EXPECT_TRUE(found.teams.empty());
  for (const Saving& each : found.lines) EXPECT_EQ(each.values, (std::vector<double>{0, 0})) << each.text.name;
}

TEST_F(LedgerOf, LinesThatTheScenarioLacksAreLeftOut) {
  const Ledger found = against_baseline();
  for (const char* name : {"contracted", "leavers", "confirmations", "running_cost", "income_lost"})
    EXPECT_EQ(find_line(found, name), nullptr) << name;
}

/// In every replication the parts add up to what the simulation says was saved, whatever the scenario has.
TEST(LedgerFoots, OnRandomScenarios) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    Scenario scenario = *build::RandomScenario(seed);
    scenario.replications = 2;
    for (Option& option : scenario.options) {
      option.per_year_cost = 1000.0 * (seed % 3);
      option.model.teams[0].roster[0].staff += static_cast<int>(seed % 7) - 2;
      if (option.model.teams[0].roster[0].staff < 0) option.model.teams[0].roster[0].staff = 0;
      option.model.channels[0].cost = {0.1, 0.02, 100};
    }
    const Results results = simulate(scenario, {.threads = 1, .progress = {}});
    const std::vector<Simulated> years = full_years(scenario, results);
    for (std::size_t i = 1; i < years.size(); ++i) {
      const Simulated& without = i == 1 ? years[0] : years[1];
      const Ledger found = ledger(years[0], without, years[i]);
      for (std::size_t r = 0; r < 2; ++r) {
        const auto at = [&](std::string_view name) {
          const Saving* there = find_line(found, name);
          return there ? there->values[r] : 0.0;
        };
        const double parts = at("overstaffing") + at("cashable") + at("not_cashable") + at("income_lost");
        const double scale = measure(cost_measures(), "total").numerator({years[0], years[0].run->replications[r]});
        EXPECT_NEAR(parts, at("total_cost"), 1e-9 * scale) << "seed " << seed << " option " << i;
        const double sum = at("staff_cashable") + at("overtime") + at("contracted") + at("leavers") +
                           at("channel_variable") + at("channel_fixed") + at("confirmations") - at("running_cost") -
                           at("income_lost");
        EXPECT_NEAR(sum, at("cashable"), 1e-9 * scale) << "seed " << seed << " option " << i;
      }
    }
  }
}

/// Simulated with every feature, an option that changes nothing is exactly 0 in every line of every replication.
TEST(LedgerFoots, ANullOptionIsExactlyZero) {
  for (unsigned seed = 100; seed < 115; ++seed) {
    Scenario scenario = *build::RandomScenario(seed);
    scenario.replications = 2;
    scenario.options = {build::option_of(scenario, "null")};
    scenario.options[0].starts = scenario.calendar.start;
    const Results results = simulate(scenario, {.threads = 1, .progress = {}});
    const std::vector<Simulated> years = full_years(scenario, results);
    const std::vector<Simulated> dated = first_years(scenario, results);
    for (const Simulated& option : {years.at(1), dated.at(0)}) {
      const Ledger found = ledger(years[0], years[0], option);
      EXPECT_TRUE(found.teams.empty());
      for (const Saving& line : found.lines)
        EXPECT_EQ(line.values, (std::vector<double>{0, 0})) << line.text.name << ", seed " << seed;
    }
  }
}

}  // namespace
}  // namespace channelshift
