#pragma once

#include "models/scenario/scenario.hpp"

namespace channelshift {

/// Paid hours a year of one full-time post.
double post_hours(const Team& team);

/// The whole steps of `step` in so many posts. What lies below a whole step by no more than rounding is one.
double whole_posts(double posts, double step);

}  // namespace channelshift
