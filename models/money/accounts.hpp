#pragma once

#include <optional>
#include <vector>

#include "models/money/bridge.hpp"
#include "models/money/business_case.hpp"
#include "models/money/savings.hpp"
#include "models/money/searched.hpp"

/// Everything that is said of an option's savings.
namespace channelshift {

struct OptionAccount {
  OptionSavings full_year;
  std::optional<OptionSavings> first_year;  ///< if the option has dates
  std::optional<BusinessCase> business;     ///< of a scenario with [finance]
  std::vector<BridgeStep> bridge;           ///< if its mechanisms were simulated
  BySearch searches;                        ///< if its roster was searched for
};

/// One for each option, in the order of the file. `full_years` and `first_years` are those of the results; the accounts
/// point into them. Where rosters were searched for, intervals take the chance of the search in.
std::vector<OptionAccount> accounts(const Results& results, const std::vector<Simulated>& full_years,
                                    const std::vector<Simulated>& first_years);

}  // namespace channelshift
