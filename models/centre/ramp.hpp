#pragma once

#include "models/scenario/scenario.hpp"

namespace channelshift {

/// Share of an option's full shift that is reached so many whole days after it started (negative: before).
double take_up_after(const Option& option, int days_since_start);

}  // namespace channelshift
