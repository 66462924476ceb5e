#pragma once

#include <optional>
#include <span>

#include "sim/stats/estimate.hpp"

namespace sim {

/// A mean estimated with the help of a control: a quantity of the same replications whose expectation is known.
struct Controlled {
  Estimate estimate;  ///< `sd` is that of the residuals
  double factor = 1;  ///< squared half-width over that without the control; 1 - rho^2 with many replications
};

/// Regression of the values on the control, taken at the control's expectation; Student interval with n - 2 degrees of
/// freedom (Lavenberg and Welch, Management Science 27 (1981) 322-335). Exact where both are normal. Empty below four
/// replications, and where control or values are all alike. The spans are of equal size.
std::optional<Controlled> estimate_with_control(std::span<const double> values, std::span<const double> controls,
                                                double control_mean);

}  // namespace sim
