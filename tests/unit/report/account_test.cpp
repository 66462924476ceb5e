#include "models/report/account.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "models/report/layout.hpp"
#include "models/report/money_lines.hpp"
#include "models/report/summary.hpp"
#include "models/report/table.hpp"
#include "tests/unit/measures/handmade.hpp"

namespace channelshift {
namespace {

using namespace handmade;

/// The amount on the printed line that begins so.
double printed(const std::string& text, const std::string& label) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find(label);
    if (at == std::string::npos || line.find_first_not_of(' ') != at) continue;
    std::string amount = line.substr(0, line.find("  ", line.find_first_not_of(' ', at + label.size())));
    amount = amount.substr(amount.rfind("  ") + 2);
    std::erase_if(amount, [](char letter) { return std::string("-.0123456789").find(letter) == std::string::npos; });
    return std::stod(amount);
  }
  ADD_FAILURE() << "no line " << label << " in\n" << text;
  return 0;
}

class PrintedAccount : public testing::Test {
 protected:
  PrintedAccount() {
    for (OptionRun& run : results_.runs) run.paid = {{2000.0}, {41'234.56}, {}};
  }
  Json json() const { return summary(scenario_, results_, {}); }
  std::string account() const {
    const Json all = json();
    return Account(all, all["savings"]["other"], "").text();
  }
  std::string business_case() const {
    const Json all = json();
    return business_case_lines(all, all["savings"]["other"]);
  }
  void free_posts() {  // 2.7 of them
    results_.runs[1].paid.paid_hours[0] -= 2.7 * 148;
    results_.runs[1].paid.staff_cost[0] -= 2.7 * 148 * 20.6173;
  }

  Scenario scenario_ = scenario();
  Results results_ = results();
  Option& option_ = add_option(scenario_, results_, "other");
};

TEST_F(PrintedAccount, AddsUpAsPrinted) {
  free_posts();
  option_.per_year_cost = 1'234.5;
  for (Counts& counts : results_.runs[1].replications) counts.teams[0].overtime -= sim::ticks(77);
  for (Counts& counts : results_.runs[1].replications) counts.channels[web].offered += 3;
  const std::string text = account();
  const double cashable = printed(text, "staff: Agents") + printed(text, "overtime") +
                          printed(text, "channels, by contact") + printed(text, "running cost of the option");
  EXPECT_EQ(printed(text, "Cashable: leaves the yearly budget"), cashable) << text;
  EXPECT_EQ(printed(text, "Simulated: yearly cost saved"),
            cashable + printed(text, "Not cashable: parts of posts left over"))
      << text;
  EXPECT_NE(text.find("2 whole of 2.70 posts, 0.70 left over"), std::string::npos) << text;
}

TEST_F(PrintedAccount, SaysWhereIncomeIs) {
  scenario_.model.demands[0].revenue = option_.model.demands[0].revenue = Revenue{.value = 10.3};
  for (Counts& counts : results_.runs[1].replications) counts.demands[0].converted = 7;
  const std::string text = account();
  const double gained = printed(text, "income");
  EXPECT_EQ(gained, std::round(7 * 10.3 * per_year));
  EXPECT_EQ(printed(text, "Cashable: leaves the yearly budget"), gained);
  EXPECT_EQ(printed(text, "Income gained: added above, but no cost"), -gained);
  EXPECT_EQ(printed(text, "Simulated: yearly cost saved"), 0);
}

TEST_F(PrintedAccount, HasOverstaffingOfASearchedRosterFirst) {
  Json all = json();
  Json& saved = all["savings"]["other"];
  saved["ledger"]["overstaffing"]["mean"] = 84'000.4;
  saved["ledger"]["overtime"]["mean"] = 1'200.4;
  const std::string text = Account(all, saved, "").text();
  EXPECT_EQ(text.find("Overstaffing: not the option's doing"), 2u);
  EXPECT_EQ(printed(text, "Simulated: yearly cost saved"), 85'200);
}

TEST_F(PrintedAccount, IsTwoLinesWhereNothingIsRosteredDifferently) {
  option_.per_year_cost = 1'000;
  const std::string text = account();
  EXPECT_EQ(std::ranges::count(text, '\n'), 2) << text;
  EXPECT_EQ(printed(text, "Cashable: leaves the yearly budget"), -1'000);
}

TEST_F(PrintedAccount, TheYearsAddUpAsPrinted) {
  free_posts();
  scenario_.finance.emplace();
  option_.one_off_cost = 30'000.4;
  option_.per_year_cost = 1'234.5;
  option_.model.teams[0].redundancy_per_post = 5'000.3;
  const std::string text = business_case();
  std::istringstream lines(text);
  double so_far = 0;
  double value = 0;
  int years = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.size() < 3 || !std::isdigit(line[2])) continue;
    std::vector<double> row;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      if (word == "-") word = "0";
      std::erase_if(word, [](char letter) { return std::string("-.0123456789").find(letter) == std::string::npos; });
      row.push_back(std::stod(word));
    }
    ASSERT_EQ(row.size(), 9u) << line;
    EXPECT_EQ(row[6], row[2] + row[3] + row[4] + row[5]) << line;
    so_far += row[6];
    value += row[8];
    EXPECT_EQ(row[7], so_far) << line;
    EXPECT_LE(display_width(line), 100);
    ++years;
  }
  EXPECT_EQ(years, 6) << text;
  EXPECT_EQ(printed(text, "Net present value"), value) << text;
}

TEST_F(PrintedAccount, ACutIsSaidToBeOneInItsBusinessCaseToo) {
  scenario_.finance.emplace();
  EXPECT_EQ(business_case().find("less service"), std::string::npos);
  for (Counts& counts : results_.runs[1].replications) counts.channels[phone].needs_lost += 50;
  EXPECT_NE(business_case().find("! less service, not a like-for-like saving"), std::string::npos);
}

TEST_F(PrintedAccount, TheClaimStandsBesideIt) {
  option_.claim = 150'000;
  EXPECT_EQ(json()["savings"]["other"]["claim"], 150'000);
  EXPECT_EQ(printed(table_text(json()), "Claimed: saving of a year"), 150'000);
  EXPECT_NE(table_text(json()).find("Inputs taken as exact"), std::string::npos);
}

}  // namespace
}  // namespace channelshift
