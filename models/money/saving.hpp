#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/stats/estimate.hpp"

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

}  // namespace channelshift
