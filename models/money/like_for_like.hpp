#pragma once

#include "models/money/savings.hpp"

namespace channelshift {

/// Reasons why the option gives less service than the baseline, in words; none: a like-for-like comparison. The
/// changes in `savings` must be there.
std::vector<std::string> less_service(const Simulated& baseline, const OptionSavings& savings);

}  // namespace channelshift
