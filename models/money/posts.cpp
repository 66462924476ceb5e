#include "models/money/posts.hpp"

#include <cmath>

#include "models/measures/simulated.hpp"

namespace channelshift {

double post_hours(const Team& team) { return team.fte_hours * days_per_year / 7; }

double whole_posts(double posts, double step) {
  constexpr double rounding = 1e-9;
  return std::floor(posts / step + rounding) * step;
}

}  // namespace channelshift
