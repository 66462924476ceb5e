#include "models/measures/measure.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/unit/measures/handmade.hpp"

namespace channelshift {
namespace {

using namespace handmade;

class Measures : public testing::Test {
 protected:
  std::optional<sim::Estimate> channel(std::string_view name, std::size_t index) const {
    return estimate(measure(channel_measures(), name), full_years(scenario_, results_)[0], index);
  }
  std::optional<sim::Estimate> team(std::string_view name) const {
    return estimate(measure(team_measures(), name), full_years(scenario_, results_)[0], 0);
  }
  std::vector<double> cost(std::string_view name) const {
    return by_replication(measure(cost_measures(), name), full_years(scenario_, results_)[0]);
  }
  Scenario scenario_ = scenario();
  Results results_ = results();
};

TEST_F(Measures, EveryNameOfTheFormatIsThere) {
  for (
      const char* name :
      {"offered",         "answered",     "abandoned",  "balked",         "blocked",           "turned_away",
       "waiting_at_end",  "completed",    "fell_back",  "gave_up",        "service_level",     "service_level_answered",
       "abandoned_share", "asa_s",        "wait_s",     "wait_p50_s",     "wait_p90_s",        "wait_p99_s",
       "waited_share",    "queue_length", "handle_s",   "resolved_share", "contacts_per_need", "needs",
       "needs_met",       "needs_lost",   "needs_open", "backlog_end",    "cost_per_contact"}) {
    EXPECT_NO_THROW(measure(channel_measures(), name)) << name;
  }
  for (const char* name : {"occupancy", "paid_hours", "overtime_hours", "busy_hours", "fte"}) {
    EXPECT_NO_THROW(measure(team_measures(), name)) << name;
  }
  for (const char* name : {"total", "staff", "overtime", "channel_variable", "channel_fixed", "option_running"}) {
    EXPECT_NO_THROW(measure(cost_measures(), name)) << name;
  }
}

TEST_F(Measures, NamesAreUniqueAndDescribed) {
  for (const auto table : {channel_measures(), team_measures(), needs_measures(), cost_measures()}) {
    std::set<std::string_view> names;
    for (const Measure& measure : table) {
      EXPECT_TRUE(names.insert(measure.name).second) << measure.name;
      EXPECT_FALSE(measure.unit.empty()) << measure.name;
      EXPECT_FALSE(measure.meaning.empty()) << measure.name;
    }
  }
}

TEST_F(Measures, CountsAreOfAYear) {
  EXPECT_DOUBLE_EQ(channel("offered", phone)->mean, 105 * per_year);
  // Two values 10 apart: sd = 10/sqrt(2); half-width = 12.706 (Student, 1 degree of freedom) x sd / sqrt(2).
  EXPECT_NEAR(*channel("offered", phone)->half_width, 12.7062 * 5 * per_year, 1e-3);
  EXPECT_DOUBLE_EQ(channel("offered_retry", phone)->mean, 10 * per_year);
  EXPECT_DOUBLE_EQ(channel("turned_away", phone)->mean, 7 * per_year);
}

TEST_F(Measures, SharesAreRatiosOfMeans) {
  EXPECT_DOUBLE_EQ(channel("service_level", phone)->mean, (60.0 + 70) / (100 + 110));
  EXPECT_DOUBLE_EQ(channel("service_level_answered", phone)->mean, (60.0 + 70) / (80 + 90));
  EXPECT_DOUBLE_EQ(channel("abandoned_share", phone)->mean, 30.0 / 210);
  EXPECT_DOUBLE_EQ(channel("waited_share", phone)->mean, 100.0 / 210);
  EXPECT_DOUBLE_EQ(channel("resolved_share", phone)->mean, 130.0 / 170);
  EXPECT_DOUBLE_EQ(channel("contacts_per_need", phone)->mean, 2);
}

TEST_F(Measures, WhatIsNotYetDueIsLeftOutOfBothSides) {
  EXPECT_DOUBLE_EQ(channel("service_level", email)->mean, 14.0 / 17);
  EXPECT_DOUBLE_EQ(channel("wait_s", email)->mean, (16 * 3600.0 + 90000) / 17);
}

TEST_F(Measures, WaitsAndHandleTimes) {
  EXPECT_DOUBLE_EQ(channel("asa_s", phone)->mean, 10);
  EXPECT_DOUBLE_EQ(channel("wait_s", phone)->mean, (800.0 + 900 + 800) / 210);
  EXPECT_DOUBLE_EQ(channel("handle_s", phone)->mean, 360);
  EXPECT_DOUBLE_EQ(channel("queue_length", email)->mean, 2);
  EXPECT_DOUBLE_EQ(channel("wait_p90_s", phone)->mean, 30);
}

TEST_F(Measures, APercentileIsTheMeanOfTheReplicationsThatHaveOne) {
  results_.runs[0].replications[0].wait_percentiles_s[phone][1] = std::numeric_limits<double>::quiet_NaN();
  results_.runs[0].replications[1].wait_percentiles_s[phone][1] = 50;
  const auto percentile = channel("wait_p90_s", phone);
  EXPECT_DOUBLE_EQ(percentile->mean, 50);
  EXPECT_FALSE(percentile->half_width.has_value());
}

TEST_F(Measures, NothingAnsweredIsAbsentButSharesOfNothingAreZero) {
  for (Counts& counts : results_.runs[0].replications) {
    counts.channels[phone] = {};
    counts.wait_percentiles_s[phone].fill(std::numeric_limits<double>::quiet_NaN());
  }
  for (const char* name : {"asa_s", "wait_s", "handle_s", "service_level", "wait_p50_s", "cost_per_contact"}) {
    EXPECT_FALSE(channel(name, phone)) << name;
  }
  EXPECT_EQ(channel("abandoned_share", phone)->mean, 0);
  EXPECT_EQ(channel("waited_share", phone)->mean, 0);
  EXPECT_EQ(channel("offered", phone)->mean, 0);
  const auto values = by_replication(measure(channel_measures(), "asa_s"), full_years(scenario_, results_)[0], phone);
  EXPECT_TRUE(std::isnan(values[0]) && std::isnan(values[1]));
}

TEST_F(Measures, CompletedOnAStaffedChannelIsWhatNeitherFellBackNorGaveUp) {
  EXPECT_DOUBLE_EQ(channel("completed", phone)->mean, (75.0 + 85) / 2 * per_year);
  EXPECT_DOUBLE_EQ(channel("completed", web)->mean, 30 * per_year);
}

TEST_F(Measures, BacklogIsWhatItGrewBy) {
  EXPECT_DOUBLE_EQ(channel("backlog_end", email)->mean, 3 * per_year);
  EXPECT_DOUBLE_EQ(channel("backlog_end_hours", email)->mean, 3 * 0.2 * per_year);
}

TEST_F(Measures, KindsAndTargetsDecideWhatApplies) {
  Channel channel = scenario_.model.channels[phone];
  EXPECT_TRUE(applies_to_channel(measure(channel_measures(), "service_level"), channel));
  channel.target.reset();
  EXPECT_FALSE(applies_to_channel(measure(channel_measures(), "service_level"), channel));
  EXPECT_FALSE(applies_to_channel(measure(channel_measures(), "backlog_end"), channel));
  channel.kind = ChannelKind::self_service;
  EXPECT_FALSE(applies_to_channel(measure(channel_measures(), "answered"), channel));
  EXPECT_TRUE(applies_to_channel(measure(channel_measures(), "completed"), channel));
}

TEST_F(Measures, Teams) {
  const double busy_s[] = {80 * 360.0 + 16 * 720, 90 * 360.0 + 16 * 720};
  EXPECT_DOUBLE_EQ(team("occupancy")->mean, (busy_s[0] + busy_s[1] - 3600) / (2 * 160 * 3600.0));
  EXPECT_DOUBLE_EQ(team("busy_hours")->mean, (busy_s[0] + busy_s[1]) / 7200 * per_year);
  EXPECT_DOUBLE_EQ(team("overtime_hours")->mean, 0.5 * per_year);
  EXPECT_DOUBLE_EQ(team("paid_hours")->mean, 200 * per_year);
  EXPECT_NEAR(team("fte")->mean, 200.0 / (37 * 4), 1e-12);  // 4 weeks of 37 hours, whatever the year
}

TEST_F(Measures, CostByLine) {
  EXPECT_DOUBLE_EQ(cost("staff")[0], 4200 * per_year);
  EXPECT_DOUBLE_EQ(cost("overtime")[0], 0.5 * 20 * 1.5 * per_year);
  const double phone_minutes = (800.0 + 400 + 80 * 360) / 60;
  EXPECT_NEAR(cost("channel_variable")[0], (0.5 * 80 + 0.1 * phone_minutes + 0.25 * 40) * per_year, 1e-9);
  EXPECT_DOUBLE_EQ(cost("channel_fixed")[0], 1000);
  EXPECT_FALSE(applies_to_scenario(measure(cost_measures(), "option_running"), scenario_));
}

TEST_F(Measures, CostFootsToTheLastBit) {
  add_option(scenario_, results_, "dear").per_year_cost = 12345.67;
  for (const Simulated& simulated : full_years(scenario_, results_)) {
    std::vector<double> sum(2, 0.0);
    for (const Measure& line : cost_measures()) {
      if (line.name == "total") continue;
      const std::vector<double> values = by_replication(line, simulated);
      for (std::size_t r = 0; r < 2; ++r) sum[r] += values[r];
    }
    EXPECT_EQ(sum, by_replication(measure(cost_measures(), "total"), simulated));
  }
}

TEST_F(Measures, TeamCostGoesToChannelsByTimeOnContacts) {
  // Replication 0: 28,800 s on calls, 11,520 s on emails.
  const double team_cost = (4200 + 15) * per_year;
  const double phone_minutes = (800.0 + 400 + 80 * 360) / 60;
  const double calls = team_cost * 28800 / 40320 + (0.5 * 80 + 0.1 * phone_minutes) * per_year + 1000;
  const Simulated baseline = full_years(scenario_, results_)[0];
  const Measure& each = measure(channel_measures(), "cost_per_contact");
  EXPECT_NEAR(by_replication(each, baseline, phone)[0], calls / (80 * per_year), 1e-9);
  EXPECT_NEAR(by_replication(each, baseline, email)[0], team_cost * 11520 / 40320 / (16 * per_year), 1e-9);
  EXPECT_NEAR(by_replication(each, baseline, web)[0], 0.25 * 40 / 30, 1e-12);
  // What all channels cost is what the centre costs.
  double sum = 0;
  for (std::size_t c = 0; c < channel_count; ++c) sum += values(each, baseline, c).numerators[0];
  EXPECT_NEAR(sum, cost("total")[0], 1e-6);
}

TEST_F(Measures, RunningCostOfAFirstYearBeginsWithTheOption) {
  Option& option = add_option(scenario_, results_, "late");
  option.per_year_cost = 1000;
  option.starts = scenario_.calendar.start + std::chrono::days(7);
  results_.first_year[0] = results_.runs[0];
  EXPECT_DOUBLE_EQ(full_years(scenario_, results_)[1].running_cost_per_year, 1000);
  EXPECT_DOUBLE_EQ(first_years(scenario_, results_)[0].running_cost_per_year, 750);
  EXPECT_EQ(first_years(scenario_, results_)[0].id, "late_first_year");
}

}  // namespace
}  // namespace channelshift
