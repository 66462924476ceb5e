#pragma once

#include "models/scenario/scenario.hpp"

namespace channelshift {

/// Hours that the roster of a team pays over the simulated time: less unpaid breaks, worked or not.
double rostered_hours(const Calendar& calendar, const Team& team);

/// Whether an employed team gives up hours from one roster to the other: what an option's `release` is about.
bool gives_up_hours(const Calendar& calendar, const Team& before, const Team& after);

}  // namespace channelshift
