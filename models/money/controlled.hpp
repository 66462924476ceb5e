#pragma once

#include <string_view>
#include <vector>

#include "models/money/savings.hpp"
#include "sim/stats/control.hpp"

namespace channelshift {

/// A saving whose interval the control makes narrower.
struct ControlledSaving {
  std::string_view name;
  sim::Controlled saving;
};

/// total_cost and capacity_value, with the number of first contacts that the option's shifts name as the control: how
/// many are expected is known. Only those whose squared half-width it brings to 70% or less, and none below twenty
/// replications: what is chosen for being narrow should rarely be so by luck. They stand beside the savings, which must
/// foot, and replace none.
std::vector<ControlledSaving> controlled_savings(const OptionSavings& savings);

}  // namespace channelshift
