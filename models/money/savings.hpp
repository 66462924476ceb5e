#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/money/ledger.hpp"

/// What an option saves against the baseline, paired by replication. Positive saves. Everything per year.
namespace channelshift {

/// Option minus baseline for a channel's service level; `values` are linearised, so that their mean is the difference
/// of the two ratios of means.
struct ServiceChange {
  std::size_t channel = 0;
  std::vector<double> values;  ///< [replication]
  sim::Estimate estimate;
};

struct OptionSavings {
  const Simulated* simulated = nullptr;
  std::vector<Saving> savings;  ///< unit_cost, total_cost, capacity_hours, capacity_value, revenue_gain
  std::vector<NoSaving> absent;
  std::vector<Saving>
      changes;  ///< needs_lost, backlog_end, customers_lost (and value), moved, avoided: option - baseline
  std::vector<ServiceChange> service;  ///< channels with a service level on both sides
  Ledger ledger;
  bool like_for_like = true;
  std::vector<std::string> reasons;  ///< why not, in words
};

/// All savings of `option` against `baseline`; `without` is the centre with the cheapest roster without the option, or
/// the baseline where the roster is kept. The result points to `option`. Of an option as
/// dated, `full_year` is what it saves in a full one.
OptionSavings savings(const Simulated& baseline, const Simulated& without, const Simulated& option,
                      const OptionSavings* full_year = nullptr);

}  // namespace channelshift
