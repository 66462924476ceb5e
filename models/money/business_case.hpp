#pragma once

#include <optional>
#include <vector>

#include "models/money/savings.hpp"
#include "models/money/years.hpp"

/// What an option costs and saves over the years of [finance].
namespace channelshift {

struct BusinessCase {
  std::vector<std::vector<CashFlow>> flows;  ///< [replication][year, from 0]
  std::vector<CashFlow> mean;                ///< [year]
  Saving net_present_value;
  std::optional<sim::Estimate> benefit_cost_ratio;  ///< ratio of means; none without cost
  std::optional<double> payback_years;              ///< of the mean cash flow
};

/// How far an option has come in year 1, 2, ... of the business case. Year 1 begins with the calendar's measured days.
std::vector<YearInForce> years_in_force(const Scenario& scenario, const Option& option, int years);

/// The plain numbers of one replication. `full_year` and `first_year` (if the option has dates) are the option's
/// savings against `without`. The scenario has [finance].
CaseInput case_input(const Simulated& without, const OptionSavings& full_year, const OptionSavings* first_year,
                     std::size_t replication);

/// An amount of one year over the replications.
sim::Estimate estimate_of(const std::vector<std::vector<CashFlow>>& flows, std::size_t year, double CashFlow::*amount);

/// None without [finance].
std::optional<BusinessCase> business_case(const Simulated& without, const OptionSavings& full_year,
                                          const OptionSavings* first_year);

/// All that is said of an option's money. Points to what it was made of.
struct OptionCase {
  OptionSavings full_year;
  std::optional<OptionSavings> first_year;  ///< of an option with dates
  std::optional<BusinessCase> business;
};
/// `option` is one of `full_years`.
OptionCase option_case(const std::vector<Simulated>& full_years, const std::vector<Simulated>& first_years,
                       const Simulated& option);

}  // namespace channelshift
