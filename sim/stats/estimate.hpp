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

/// The same mean, with an interval that also covers what chance in a search for it does. `by_search` are the values of
/// independent searches, of which the median one gave the mean; a median of n varies up to sqrt(pi/2) times as much as
/// their mean, so half_width = sqrt(half_width^2 + pi/2 x (t x sd of the searches)^2 / n). Empty below two searches.
Estimate with_search_chance(const Estimate& of_median, std::span<const double> by_search);

/// 97.5% point of Student's t: 12.7 for 1 degree of freedom, 1.96 for many. At least 1.
double student_95(int degrees_of_freedom);

}  // namespace sim
