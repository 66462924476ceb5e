#include "sim/stats/second_order.hpp"

#include <algorithm>
#include <cmath>

#include "sim/stats/tally.hpp"

namespace sim {

namespace {

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double variance_of(std::span<const double> values) {
  Tally tally;
  for (const double value : values) tally.add(value);
  return tally.variance().value_or(0);
}

/// What is left of each value when the means of its draw and its replication are taken off: mean square.
double residual_square(std::span<const std::vector<double>> values, std::span<const double> draw_means,
                       std::span<const double> replication_means) {
  const double all = mean_of(draw_means);
  double sum = 0;
  for (std::size_t d = 0; d < values.size(); ++d) {
    for (std::size_t r = 0; r < replication_means.size(); ++r) {
      const double left = values[d][r] - draw_means[d] - replication_means[r] + all;
      sum += left * left;
    }
  }
  return sum / static_cast<double>((values.size() - 1) * (replication_means.size() - 1));
}

}  // namespace

VarianceSplit split_variance(std::span<const std::vector<double>> values) {
  const std::size_t replications = values[0].size();
  std::vector<double> draw_means;
  std::vector<double> replication_means(replications, 0.0);
  for (const std::vector<double>& draw : values) {
    draw_means.push_back(mean_of(draw));
    for (std::size_t r = 0; r < replications; ++r) replication_means[r] += draw[r] / static_cast<double>(values.size());
  }
  VarianceSplit split;
  split.of_means = variance_of(draw_means);
  split.interaction = residual_square(values, draw_means, replication_means);
  split.inputs = std::max(0.0, split.of_means - split.interaction / static_cast<double>(replications));
  split.chance = std::max(0.0, variance_of(replication_means) - split.interaction / static_cast<double>(values.size()));
  return split;
}

double quantile_of(std::vector<double> values, double probability) {
  std::sort(values.begin(), values.end());
  const double at = probability * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

namespace {

constexpr int most_degree = 10;
constexpr std::size_t draws_per_degree = 10;  ///< and input: below it a further degree costs more than it tells

/// [degree - 1] Legendre polynomials of a uniform, scaled to variance 1.
std::vector<double> legendre(double uniform, int degree) {
  const double x = 2 * uniform - 1;
  std::vector<double> values;
  double before = 1;
  double last = x;
  for (int j = 1; j <= degree; ++j) {
    values.push_back(last * std::sqrt(2.0 * j + 1));
    const double next = ((2 * j + 1) * x * last - j * before) / (j + 1);
    before = last;
    last = next;
  }
  return values;
}

using Matrix = std::vector<std::vector<double>>;

/// The inverse of a symmetric positive definite matrix, by Cholesky; empty if it is none.
std::optional<Matrix> inverse(Matrix a) {
  const std::size_t n = a.size();
  for (std::size_t i = 0; i < n; ++i) {  // the lower triangle becomes L with a = L L'
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= a[i][k] * a[j][k];
      if (i == j && !(sum > 1e-10)) return std::nullopt;
      a[i][j] = i == j ? std::sqrt(sum) : sum / a[j][j];
    }
  }
  Matrix result(n, std::vector<double>(n, 0.0));
  for (std::size_t column = 0; column < n; ++column) {
    std::vector<double>& x = result[column];
    for (std::size_t i = column; i < n; ++i) {
      double sum = i == column ? 1 : 0;
      for (std::size_t k = column; k < i; ++k) sum -= a[i][k] * x[k];
      x[i] = sum / a[i][i];
    }
    for (std::size_t i = n; i-- > 0;) {
      for (std::size_t k = i + 1; k < n; ++k) x[i] -= a[k][i] * x[k];
      x[i] /= a[i][i];
    }
  }
  return result;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Least squares of centred values on rows of regressors: coefficients, and the variance of each.
struct Fit {
  std::vector<double> coefficients;
  std::vector<double> variances;
};
std::optional<Fit> fitted(const Matrix& rows, std::span<const double> values) {
  const std::size_t n = rows.size();
  const std::size_t p = rows[0].size();
  Matrix squares(p, std::vector<double>(p, 0.0));
  std::vector<double> right(p, 0.0);
  for (std::size_t d = 0; d < n; ++d) {
    for (std::size_t i = 0; i < p; ++i) {
      right[i] += rows[d][i] * values[d] / static_cast<double>(n);
      for (std::size_t j = 0; j < p; ++j) squares[i][j] += rows[d][i] * rows[d][j] / static_cast<double>(n);
    }
  }
  const std::optional<Matrix> inverted = inverse(std::move(squares));
  if (!inverted) return std::nullopt;
  Fit fit;
  for (std::size_t i = 0; i < p; ++i) fit.coefficients.push_back(product((*inverted)[i], right));
  double left = 0;
  for (std::size_t d = 0; d < n; ++d) {
    const double residual = values[d] - product(rows[d], fit.coefficients);
    left += residual * residual;
  }
  const double noise = left / static_cast<double>(n - p);
  for (std::size_t i = 0; i < p; ++i) fit.variances.push_back(noise * (*inverted)[i][i] / static_cast<double>(n));
  return fit;
}

}  // namespace

std::optional<MainEffects> main_effects(std::span<const std::vector<double>> uniforms, std::span<const double> values) {
  const std::size_t n = values.size();
  const std::size_t inputs = uniforms.size();
  if (inputs == 0) return std::nullopt;
  const int degree = std::clamp(static_cast<int>(n / (draws_per_degree * inputs)), 1, most_degree);
  if (n < 2 * (1 + inputs * static_cast<std::size_t>(degree))) return std::nullopt;
  Matrix rows(n, {1.0});
  for (std::size_t d = 0; d < n; ++d) {
    for (const std::vector<double>& uniform : uniforms) {
      for (const double value : legendre(uniform[d], degree)) rows[d].push_back(value);
    }
  }
  const std::optional<Fit> fit = fitted(rows, values);
  if (!fit) return std::nullopt;
  MainEffects effects{{}, degree};
  for (std::size_t i = 0; i < inputs; ++i) {
    double variance = 0;
    for (std::size_t j = 0; j < static_cast<std::size_t>(degree); ++j) {
      const std::size_t at = 1 + i * static_cast<std::size_t>(degree) + j;
      variance += fit->coefficients[at] * fit->coefficients[at] - fit->variances[at];
    }
    effects.variances.push_back(std::max(0.0, variance));
  }
  return effects;
}

}  // namespace sim
