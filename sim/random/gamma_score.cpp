#include "sim/random/gamma_score.hpp"

#include <algorithm>
#include <cmath>

#include "sim/random/arithmetic.hpp"

namespace sim {

namespace {

/// The gamma distribution of a shape and scale 1, in y = log x. Both tails are taken in logarithms, so that nothing
/// underflows, and both are concave in y.
class LogGamma {
 public:
  explicit LogGamma(double shape) : shape_(shape), log_gamma_(log_gamma_of(shape)) {}

  /// Logarithm of the density of y.
  double density(double y) const { return shape_ * y - exp_of(y) - log_gamma_; }

  /// Logarithm of the distribution function. Series, Abramowitz and Stegun 6.5.29.
  double below(double y) const {
    const double x = exp_of(y);
    double term = 1.0 / shape_;
    double sum = term;
    for (double n = shape_ + 1.0; term > sum * 1e-17; n += 1.0) sum += (term *= x / n);
    return density(y) + log_of(sum);
  }

  /// Logarithm of the survival function, where that is at most a half.
  double above(double y) const {
    return exp_of(y) < shape_ + 1.0 ? log_of(1.0 - exp_of(below(y))) : density(y) + log_of(fraction(exp_of(y)));
  }

 private:
  /// Upper incomplete gamma over x^shape e^-x for x >= shape + 1: continued fraction, Abramowitz and Stegun 6.5.31
  /// contracted to its even part, evaluated from the front by Lentz' method.
  double fraction(double x) const {
    double b = x + 1.0 - shape_;
    double d = 1.0 / b;
    double c = 1e300;
    double value = d;
    for (double n = 1.0; n < 1e5; n += 1.0) {
      const double a = n * (shape_ - n);
      b += 2.0;
      d = 1.0 / (a * d + b);
      c = b + a / c;
      value *= c * d;
      if (std::abs(c * d - 1.0) < 1e-16) break;
    }
    return value;
  }

  double shape_;
  double log_gamma_;
};

/// Logarithm of the share of a standard normal beyond a score >= 0: half the survival function of the gamma
/// distribution of shape 1/2 at score^2 / 2.
double log_normal_tail(double score) {
  constexpr double log_2 = 0x1.62e42fefa39efp-1;
  if (score == 0.0) return -log_2;
  static const LogGamma half(0.5);
  return half.above(log_of(0.5 * score * score)) - log_2;
}

double log_normal_density(double score) {
  constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
  return -0.5 * score * score - half_log_two_pi;
}

/// The y at which the tail on the side of the score (below, if negative) is as large as the normal's. Newton's method
/// on a concave function: from the outer side it never oversteps, from the inner side it does so once.
double solve(const LogGamma& gamma, double score, double y) {
  const double side = score < 0.0 ? 1.0 : -1.0;
  const double target = log_normal_tail(std::abs(score));
  for (int step = 0; step < 100; ++step) {
    const double tail = side > 0.0 ? gamma.below(y) : gamma.above(y);
    const double move = side * (target - tail) * exp_of(tail - gamma.density(y));
    y += move;
    if (std::abs(move) < 1e-13) break;
  }
  return y;
}

constexpr double smallest = -708;  ///< of log(x / mean): where exponentials end

/// Nodes from the middle outwards, each the first guess of the next.
std::vector<ScoreTable::Node> solved_nodes(double shape) {
  const LogGamma gamma(shape);
  std::vector<ScoreTable::Node> nodes(ScoreTable::cells + 1);
  const auto walk = [&](int from, int to, int step, double guess) {
    for (int i = from; i != to; i += step) {
      const double score = ScoreTable::score_of(i);
      const double y = solve(gamma, score, guess);
      const double slope = exp_of(log_normal_density(score) - gamma.density(y));
      nodes[i] = {std::max(y - log_of(shape), smallest), slope};
      guess = y + step / ScoreTable::per_unit * slope;
    }
  };
  const int middle = ScoreTable::cells / 2;
  constexpr double log_2 = 0x1.62e42fefa39efp-1;
  const double below_median = (log_gamma_of(shape + 1.0) - log_2) / shape;  // since P(a, x) <= x^a / Gamma(a + 1)
  walk(middle - 1, -1, -1, below_median);
  walk(middle, ScoreTable::cells + 1, 1, nodes[middle - 1].value + log_of(shape));
  return nodes;
}

/// Nodes for shapes from 1e4 on, where the above would take long: Temme's inversion for large shapes (Math. Comp. 58,
/// 1992, doi:10.1090/S0025-5718-1992-1122070-8), in closed form. Error of y below 2 / shape^2.
std::vector<ScoreTable::Node> expanded_nodes(double shape) {
  const double root = std::sqrt(shape);
  std::vector<ScoreTable::Node> nodes;
  for (int i = 0; i <= ScoreTable::cells; ++i) {
    const double e = ScoreTable::score_of(i) / root;
    const double eta = e + (-1.0 / 3.0 + e * (1.0 / 36.0 + e * (1.0 / 1620.0))) / shape;
    const double eta_slope = (1.0 + (1.0 / 36.0 + e * (1.0 / 810.0)) / shape) / root;
    const double y = eta * (1.0 - eta * (1.0 / 6.0 - eta * (1.0 / 36.0 - eta * (1.0 / 270.0 - eta * (1.0 / 4320.0)))));
    const double y_slope = 1.0 - eta * (1.0 / 3.0 - eta * (1.0 / 12.0 - eta * (2.0 / 135.0 - eta * (1.0 / 864.0))));
    nodes.push_back({y, y_slope * eta_slope});
  }
  return nodes;
}

}  // namespace

ScoreTable gamma_score_table(double shape) {
  return ScoreTable(shape < 1e4 ? solved_nodes(shape) : expanded_nodes(shape));
}

}  // namespace sim
