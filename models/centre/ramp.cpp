#include "models/centre/ramp.hpp"

#include <algorithm>

#include "sim/random/arithmetic.hpp"

namespace channelshift {
namespace {

/// Share of the full shift reached `x` of the way through the ramp.
double ramp_at(RampShape shape, double x) {
  if (x <= 0) return shape == RampShape::step && x == 0 ? 1 : 0;
  if (x >= 1 || shape == RampShape::step) return 1;
  if (shape == RampShape::linear) return x;
  const auto logistic = [](double at) { return 1 / (1 + sim::exp_of(-10 * (at - 0.5))); };
  return (logistic(x) - logistic(0)) / (logistic(1) - logistic(0));
}

}  // namespace

double take_up_after(const Option& option, int days_since_start) {
  if (days_since_start < 0) return 0;
  const double length = std::max(1, 7 * option.ramp_weeks);
  return ramp_at(option.ramp_weeks > 0 ? option.ramp : RampShape::step, days_since_start / length);
}

}  // namespace channelshift
