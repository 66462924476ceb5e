#pragma once

#include <optional>
#include <span>

/// What replications say about a quantity. Values are independent, one per replication, taken in order, so the same
/// values give the same bits.
namespace sim {

/// A mean, the half-width of its 95% interval by Student, and the standard deviation of one replication. The last
/// two are empty below two replications, and exactly 0 if the replications are equal.
struct Estimate {
  double mean = 0;
  std::optional<double> half_width;
  std::optional<double> sd;
  bool operator==(const Estimate&) const = default;
};

/// Mean of at least one value.
Estimate estimate_mean(std::span<const double> values);

/// Ratio of the two means, with the interval of the delta method; `sd` is that of the linearised residuals
/// (numerator - ratio x denominator) / mean denominator. Empty if the denominators sum to 0. The spans are of equal
/// size.
std::optional<Estimate> estimate_ratio(std::span<const double> numerators, std::span<const double> denominators);

/// Mean of a - b, paired by replication: what the replications have in common cancels. The spans are of equal size.
Estimate estimate_paired_difference(std::span<const double> a, std::span<const double> b);

/// (variance of a + variance of b) / variance of (a - b): how many times more replications the comparison would need
/// with replications of its own for each side. Empty below two replications or if all differences are equal.
std::optional<double> variance_ratio_paired(std::span<const double> a, std::span<const double> b);

/// 97.5% point of Student's t: 12.7 for 1 degree of freedom, 1.96 for many. At least 1.
double student_95(int degrees_of_freedom);

}  // namespace sim
