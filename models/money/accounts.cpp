#include "models/money/accounts.hpp"

#include <algorithm>

namespace channelshift {
namespace {

void widen_all(const BySearch& searches, OptionSavings& all) {
  for (Saving& saving : all.savings) add_search_chance(searches, saving.text.name, saving.estimate);
  for (Saving& line : all.ledger.lines) add_search_chance(searches, line.text.name, line.estimate);
}

/// The steps from the rosters on; the one before them does not depend on a search.
void widen_all(const BySearch& searches, std::vector<BridgeStep>& bridge) {
  for (BridgeStep& step : bridge) {
    const std::string name(step.left.text.name);
    add_search_chance(searches, bridge_prefix + name, step.left.estimate);
    if (step.change) add_search_chance(searches, bridge_change_prefix + name, step.change->estimate);
  }
}

OptionAccount account(const Simulated& baseline, const Simulated& without, const Simulated& option,
                      const std::vector<SearchRuns>& searches, const std::vector<OptionRun>& mechanisms) {
  OptionAccount account{savings(baseline, without, option), {}, {}, {}, {}};
  if (!mechanisms.empty())
    account.bridge =
        bridge(baseline, without, option, mechanisms, find_line(account.full_year.ledger, "not_cashable")->values);
  if (searches.empty()) return account;
  account.full_year.savings.push_back(roster_saving(without, option));
  account.searches = by_search(baseline, without, option, searches);
  widen_all(account.searches, account.full_year);
  widen_all(account.searches, account.bridge);
  return account;
}

void add_business_case(const Simulated& without, OptionAccount& account) {
  account.business = business_case(without, account.full_year, account.first_year ? &*account.first_year : nullptr);
  if (!account.business) return;
  add_search_chance(account.searches, "net_present_value", account.business->net_present_value.estimate);
  if (account.business->benefit_cost_ratio)
    add_search_chance(account.searches, "benefit_cost_ratio", *account.business->benefit_cost_ratio);
}

}  // namespace

std::vector<OptionAccount> accounts(const Results& results, const std::vector<Simulated>& full_years,
                                    const std::vector<Simulated>& first_years) {
  std::vector<OptionAccount> all;
  for (const Simulated& option : full_years) {
    if (option.option == nullptr || option.without) continue;
    const std::size_t o = all.size();
    const Simulated& without = without_option(full_years, *option.option);
    const auto searches = o < results.searches.size() ? results.searches[o] : std::vector<SearchRuns>{};
    const auto mechanisms = o < results.mechanisms.size() ? results.mechanisms[o] : std::vector<OptionRun>{};
    all.push_back(account(full_years[0], without, option, searches, mechanisms));
    const auto dated = std::ranges::find(first_years, option.option, &Simulated::option);
    if (dated != first_years.end())
      all.back().first_year = savings(full_years[0], without, *dated, &all.back().full_year);
    add_business_case(without, all.back());
  }
  return all;
}

}  // namespace channelshift
