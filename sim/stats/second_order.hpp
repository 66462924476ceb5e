#pragma once

#include <optional>
#include <span>
#include <vector>

/// What draws of uncertain inputs say about a quantity that chance moves too.
namespace sim {

/// Where the variance of one simulated replication with unknown inputs comes from. Estimates; none is below 0.
struct VarianceSplit {
  double inputs = 0;       ///< variance of the expected value over draws of the inputs
  double chance = 0;       ///< what the replications have in common in all draws
  double interaction = 0;  ///< chance that is not the same in every draw
  double of_means = 0;     ///< variance over draws of the mean of a draw's replications, as observed
};

/// Two-way analysis of variance with random effects: values[draw][replication], where every draw has the same
/// replications (common random numbers). At least two of each.
VarianceSplit split_variance(std::span<const std::vector<double>> values);

/// Quantile by linear interpolation between the sorted values, the first at 0 and the last at 1. At least one value.
double quantile_of(std::vector<double> values, double probability);

/// How much of the variance of a quantity each input explains by itself.
struct MainEffects {
  std::vector<double> variances;  ///< [input]; none is below 0
  int degree = 0;                 ///< of the polynomials that were fitted
};

/// A regression on Legendre polynomials of each input's probability, uniforms[input][draw], corrected for what noise
/// adds to squared coefficients (a polynomial chaos of main effects; Sudret, Reliab. Eng. Syst. Saf. 93, 2008,
/// doi:10.1016/j.ress.2007.04.002). The degree grows with draws per input, from 1 to 10. Empty with fewer than two
/// draws for each coefficient.
std::optional<MainEffects> main_effects(std::span<const std::vector<double>> uniforms, std::span<const double> values);

}  // namespace sim
