#include "sim/stats/estimate.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <numbers>
#include <vector>

#include "sim/stats/tally.hpp"

namespace sim {

namespace {

Tally tally_of(std::span<const double> values) {
  Tally tally;
  for (const double value : values) tally.add(value);
  return tally;
}

Estimate estimate_about(double mean, const Tally& tally) {
  const int n = static_cast<int>(tally.count());
  if (n < 2) return {mean, std::nullopt, std::nullopt};
  const double sd = *tally.sd();
  return {mean, student_95(n - 1) * sd / std::sqrt(n), sd};
}

std::vector<double> differences(std::span<const double> a, std::span<const double> b) {
  assert(a.size() == b.size());
  std::vector<double> result(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) result[i] = a[i] - b[i];
  return result;
}

}  // namespace

Estimate estimate_mean(std::span<const double> values) {
  assert(!values.empty());
  const Tally tally = tally_of(values);
  return estimate_about(*tally.mean(), tally);
}

std::optional<Estimate> estimate_ratio(std::span<const double> numerators, std::span<const double> denominators) {
  assert(numerators.size() == denominators.size());
  const double numerator = tally_of(numerators).mean().value_or(0.0);
  const double denominator = tally_of(denominators).mean().value_or(0.0);
  if (denominator == 0.0) return std::nullopt;
  const double ratio = numerator / denominator;
  Tally residuals;  // about the means, so that equal replications leave exactly 0
  for (std::size_t i = 0; i < numerators.size(); ++i) {
    residuals.add((numerators[i] - numerator - ratio * (denominators[i] - denominator)) / denominator);
  }
  return estimate_about(ratio, residuals);
}

Estimate estimate_paired_difference(std::span<const double> a, std::span<const double> b) {
  return estimate_mean(differences(a, b));
}

std::optional<double> variance_ratio_paired(std::span<const double> a, std::span<const double> b) {
  const std::optional<double> apart = tally_of(differences(a, b)).variance();
  if (!apart || *apart == 0.0) return std::nullopt;
  return (*tally_of(a).variance() + *tally_of(b).variance()) / *apart;
}

Estimate with_search_chance(const Estimate& of_median, std::span<const double> by_search) {
  Estimate result = of_median;
  const Estimate searches = estimate_mean(by_search);
  result.half_width.reset();
  if (!searches.half_width) return result;
  const double chance = std::sqrt(std::numbers::pi / 2) * *searches.half_width;
  result.half_width = std::hypot(of_median.half_width.value_or(0), chance);
  return result;
}

double student_95(int degrees_of_freedom) {
  thread_local int last = -1;  // the same for nearly every figure of a run, and dear
  thread_local double quantile = 0;
  if (degrees_of_freedom != last) quantile = boost::math::quantile(boost::math::students_t(degrees_of_freedom), 0.975);
  last = degrees_of_freedom;
  return quantile;
}

}  // namespace sim
