#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/measures/measure.hpp"

/// What an option saves against the baseline, paired by replication. Positive saves. Everything per year.
namespace channelshift {

/// Name, unit and meaning of a figure that compares an option with the baseline.
struct SavingText {
  std::string_view name;
  std::string_view unit;  ///< "money" stands for the currency
  std::string_view meaning;
};

struct Saving {
  SavingText text;
  std::vector<double> values;  ///< [replication]
  sim::Estimate estimate;
};

/// A figure that cannot be given, and why.
struct NoSaving {
  std::string_view name;
  std::string reason;
};

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
  bool like_for_like = true;
  std::vector<std::string> reasons;  ///< why not, in words
};

/// All savings of `option` against `baseline`. The result points to `option`.
OptionSavings savings(const Simulated& baseline, const Simulated& option);

}  // namespace channelshift
