#include "sim/stats/control.hpp"

#include <cassert>
#include <cmath>

namespace sim {

namespace {

constexpr std::size_t fewest = 4;

/// Sum of products of deviations from the means.
double co_deviation(std::span<const double> a, double mean_a, std::span<const double> b, double mean_b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum;
}

}  // namespace

std::optional<Controlled> estimate_with_control(std::span<const double> values, std::span<const double> controls,
                                                double control_mean) {
  assert(values.size() == controls.size());
  if (values.size() < fewest) return std::nullopt;
  const Estimate plain = estimate_mean(values);
  const double mean_control = estimate_mean(controls).mean;
  const double of_control = co_deviation(controls, mean_control, controls, mean_control);
  if (of_control == 0 || *plain.half_width == 0) return std::nullopt;

  const double slope = co_deviation(values, plain.mean, controls, mean_control) / of_control;
  double squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double residual = values[i] - plain.mean - slope * (controls[i] - mean_control);
    squares += residual * residual;
  }
  const auto n = static_cast<double>(values.size());
  const double off = mean_control - control_mean;
  const double sd = std::sqrt(squares / (n - 2));
  const double half_width =
      student_95(static_cast<int>(values.size()) - 2) * sd * std::sqrt(1 / n + off * off / of_control);
  return Controlled{{plain.mean - slope * off, half_width, sd}, std::pow(half_width / *plain.half_width, 2)};
}

}  // namespace sim
