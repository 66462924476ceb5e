#include "models/report/summary.hpp"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "models/report/layout.hpp"
#include "models/report/table.hpp"
#include "tests/unit/measures/handmade.hpp"

namespace channelshift {
namespace {

using namespace handmade;

class Summary : public testing::Test {
 protected:
  Json json() const { return summary(scenario_, results_, warnings_); }
  bool printed(const std::string& part) const { return table_text(json()).find(part) != std::string::npos; }
  Scenario scenario_ = scenario();
  Results results_ = results();
  std::vector<std::string> warnings_{"the first warning"};
};

TEST_F(Summary, HeadIsThatOfTheFormat) {
  add_option(scenario_, results_, "other");
  const Json head = json();
  EXPECT_EQ(head["format"], "channelshift-summary");
  EXPECT_EQ(head["version"], 1);
  EXPECT_EQ(head["scenario"], "handmade");
  EXPECT_EQ(head["replications"], 2);
  EXPECT_EQ(head["weeks"], 4);
  EXPECT_EQ(head["seed"], 1);
  EXPECT_EQ(head["start"], "2024-01-01");
  EXPECT_EQ(head["warnings"], Json({"the first warning"}));
  EXPECT_FALSE(head.contains("scaled_from_weeks"));
  std::vector<std::string> options;
  for (const auto& [id, value] : head["options"].items()) options.push_back(id);
  EXPECT_EQ(options, (std::vector<std::string>{"baseline", "other"}));
}

TEST_F(Summary, StatisticsHaveMeanHalfWidthAndDeviation) {
  const Json phone_json = json()["options"]["baseline"]["channels"]["phone"];
  EXPECT_DOUBLE_EQ(phone_json["service_level"]["mean"].get<double>(), 130.0 / 210);
  EXPECT_TRUE(phone_json["service_level"]["half_width"].is_number());
  EXPECT_EQ(phone_json["handle_s"], (Json{{"mean", 360.0}, {"half_width", 0.0}, {"sd", 0.0}}));
  EXPECT_FALSE(phone_json.contains("answered_in_target"));  // in the file alone
  EXPECT_FALSE(phone_json.contains("backlog_end"));         // of deferred channels
  EXPECT_FALSE(json()["options"]["baseline"]["channels"]["web"].contains("asa_s"));
}

TEST_F(Summary, WhatHasNoSpreadIsAPlainNumber) {
  const Json team = json()["options"]["baseline"]["teams"]["agents"];
  EXPECT_TRUE(team["fte"].is_number());
  EXPECT_TRUE(team["paid_hours"].is_number());
  EXPECT_TRUE(team["occupancy"].is_object());
}

TEST_F(Summary, OneReplicationHasNoInterval) {
  results_.replications = 1;
  results_.runs[0].replications.pop_back();
  const Json level = json()["options"]["baseline"]["channels"]["phone"]["service_level"];
  EXPECT_TRUE(level["half_width"].is_null() && level["sd"].is_null());
  EXPECT_TRUE(printed("One replication"));
}

TEST_F(Summary, APartOfAYearIsSaidToBeOne) {
  scenario_.calendar.closed_days.push_back(scenario_.calendar.start);
  EXPECT_EQ(json()["scaled_from_weeks"], 4);
  EXPECT_TRUE(printed("Scaled from 4 weeks, not a year"));
  scenario_.calendar.weeks = 52;
  EXPECT_FALSE(json().contains("scaled_from_weeks"));
}

TEST_F(Summary, PartOfAYearWithASurgeIsSaidToBeOne) {
  EXPECT_FALSE(json().contains("scaled_from_weeks"));
  Surge& surge = scenario_.model.surges.emplace_back();
  surge.start = scenario_.calendar.start;
  surge.shape = {{0, 2}, {3, 1}};
  EXPECT_EQ(json()["scaled_from_weeks"], 4);
}

TEST_F(Summary, SavingsAndFirstYears) {
  Option& option = add_option(scenario_, results_, "other");
  option.starts = scenario_.calendar.start;
  results_.first_year[0] = results_.runs[0];
  const Json all = json();
  const Json& saved = all["savings"]["other"];
  for (const char* name : {"unit_cost", "total_cost", "capacity_hours", "capacity_value"}) {
    EXPECT_EQ(saved[name], (Json{{"mean", 0.0}, {"half_width", 0.0}, {"sd", 0.0}})) << name;
    EXPECT_EQ(saved[std::string(name) + "_first_year"]["mean"], 0.0) << name;
  }
  EXPECT_EQ(saved["like_for_like"], true);
  EXPECT_EQ(saved["like_for_like_first_year"], true);
  EXPECT_TRUE(all["options_first_year"].contains("other"));
}

TEST_F(Summary, TheChanceThatTargetsHoldIsThatOfYears) {
  add_option(scenario_, results_, "other");
  EXPECT_FALSE(json()["options"]["baseline"].contains("probability_target_met"));
  EXPECT_FALSE(printed("every target"));
  scenario_.calendar.weeks = 52;
  // Telephone 60 of 100 and 70 of 110 in time, target 60%; email 14 of 17, target 90%.
  EXPECT_EQ(json()["options"]["other"]["probability_target_met"]["mean"], 0);
  scenario_.options[0].model.channels[email].target->share = 0.8;
  EXPECT_EQ(json()["options"]["other"]["probability_target_met"]["mean"], 1);
  EXPECT_TRUE(printed("100%  as it is 0%"));
  EXPECT_NE(csv_text(json()).find("other,chance,,probability_target_met,1,1,"), std::string::npos);
}

TEST_F(Summary, SaysWhenTakeUpPassedTheGate) {
  Option& option = add_option(scenario_, results_, "other");
  option.starts = scenario_.calendar.start;
  option.release = {ReleaseRule::when_take_up, 0.05};
  RosterLine line;
  line.hours = {{28800, 57600}};
  line.staff = 5;
  scenario_.model.teams[0].roster = option.model.teams[0].roster = {line};
  results_.first_year[0] = results_.runs[0];
  EXPECT_FALSE(json()["options_first_year"]["other"].contains("gate"));  // no posts go
  option.model.teams[0].roster[0].staff = 4;
  EXPECT_EQ(json()["options_first_year"]["other"]["gate"], (Json{{"share_passed", 0.0}}));
  results_.first_year[0]->replications[0].gate_day = 10;
  EXPECT_EQ(json()["options_first_year"]["other"]["gate"]["share_passed"], 0.5);
  results_.first_year[0]->replications[1].gate_day = 20;
  EXPECT_EQ(json()["options_first_year"]["other"]["gate"]["day"]["mean"], 15);
  EXPECT_TRUE(printed("100%  on average on 16 January 2024"));
  EXPECT_TRUE(json()["options_first_year"]["other"]["teams"]["agents"]["paid_hours"].is_object());
  EXPECT_TRUE(json()["options"]["other"]["teams"]["agents"]["paid_hours"].is_number());
}

TEST_F(Summary, ScreenAndCsvAreMadeFromTheTextAlone) {
  add_option(scenario_, results_, "other");
  const Json first = json();
  const Json again = parse_json(json_text(first));
  EXPECT_EQ(json_text(again), json_text(first));
  EXPECT_EQ(table_text(again), table_text(first));
  EXPECT_EQ(csv_text(again), csv_text(first));
}

TEST_F(Summary, TheTableIsNeverWiderThanTheScreen) {
  for (int i = 0; i < 12; ++i) {
    Option& option = add_option(scenario_, results_, "an-option-with-an-id-that-goes-on-and-on-" + std::to_string(i));
    option.title = std::string(200, 'w') + " and more words after it, so that something can be wrapped";
    option.per_year_cost = 1e9;
    option.one_off_cost = 1e9;
  }
  scenario_.model.channels[phone].title = std::string(150, 't');
  for (OptionRun& run : results_.runs) {
    for (Counts& counts : run.replications) {
      counts.channels[phone].offered *= 1'000'000'000;
      counts.channels[phone].needs_lost *= 1'000'000'000;
      counts.channels[phone].answered *= 1'000'000;
    }
    run.paid.staff_cost[0] *= 1e7;
  }
  std::istringstream lines(table_text(json()));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100) << line;
}

TEST_F(Summary, TheTableSaysWhatAPlannerMustKnow) {
  Option& option = add_option(scenario_, results_, "other");
  option.model.channels[phone].target->share = 0.5;
  EXPECT_TRUE(printed("less service, not a like-for-like saving"));
  EXPECT_TRUE(printed("the inputs are taken as exact"));
  EXPECT_TRUE(printed("(95%)"));
  EXPECT_TRUE(printed("Warning: the first warning"));
  EXPECT_TRUE(printed("60% within 20 s"));
}

TEST_F(Summary, PrintedCostFoots) {
  // staff 54,787.5 a year, overtime 195.67, contacts 1,319.20..., fixed 1,000: rounded, then added.
  const std::string table = table_text(json());
  const std::size_t at = table.find("COST OF A YEAR");
  std::istringstream row(table.substr(table.find("as it is", at)));
  std::string line;
  std::getline(row, line);
  std::vector<double> amounts;
  for (std::size_t from = line.find("£"); from != std::string::npos; from = line.find("£", from + 1)) {
    std::string digits;
    for (std::size_t i = from + 2; i < line.size() && (std::isdigit(line[i]) || line[i] == ','); ++i) {
      if (line[i] != ',') digits += line[i];
    }
    amounts.push_back(std::stod(digits));
  }
  ASSERT_EQ(amounts.size(), 5u);
  EXPECT_EQ(amounts[0], 54788);
  EXPECT_EQ(amounts[1], 196);
  EXPECT_EQ(amounts[3], 1000);
  EXPECT_EQ(amounts[0] + amounts[1] + amounts[2] + amounts[3], amounts[4]);
}

TEST_F(Summary, CsvHasEightColumnsAndNoRowTwice) {
  add_option(scenario_, results_, "other");
  std::istringstream lines(csv_text(json()));
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "option,part,id,measure,unit,mean,half_width,sd");
  std::set<std::string> keys;
  int rows = 0;
  while (std::getline(lines, line)) {
    ++rows;
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), 7) << line;
    std::istringstream fields(line);
    std::string option, part, id, measure;
    std::getline(fields, option, ',');
    std::getline(fields, part, ',');
    std::getline(fields, id, ',');
    std::getline(fields, measure, ',');
    EXPECT_TRUE(keys.insert(option + "," + id + "," + measure).second) << line;
  }
  EXPECT_GT(rows, 200);
  EXPECT_TRUE(keys.contains("baseline,phone,service_level"));
  EXPECT_TRUE(keys.contains("other,,total_cost"));
  EXPECT_NE(csv_text(json()).find("baseline,team,agents,fte,1,"), std::string::npos);
}

}  // namespace
}  // namespace channelshift
