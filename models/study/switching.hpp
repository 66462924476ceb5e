#pragma once

#include <vector>

#include "models/money/uncertainty.hpp"
#include "models/study/second_order.hpp"

namespace channelshift {

/// Fills OptionUncertainty::switching: for each input, how far it must move from its likely value until an option's
/// headline saving is nil. What is known at the likely value and at the 10% and 90% points is used; more is simulated
/// within what the key allows.
void find_switching_values(Uncertainty& uncertainty, const std::vector<double>& likely, const Variants& variants);

}  // namespace channelshift
