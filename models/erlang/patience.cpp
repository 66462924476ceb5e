#include "models/erlang/patience.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "models/erlang/queues.hpp"

namespace channelshift::erlang {
namespace {

double normal_distribution(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

/// Integrals over the offered wait x > 0 of its density times: 1, survival, restricted mean, x * survival.
using Moments = std::array<double, 4>;

Moments operator+(Moments a, const Moments& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

/// The offered wait's density before it is normalised, scaled so that its highest point is 1.
class OfferedWait {
 public:
  OfferedWait(const Load& load, const Patience& patience)
      : arrivals_per_s_(load.arrivals_per_s), served_per_s_(load.agents / load.handle_s), patience_(patience) {
    peak_s_ = find_peak();
    log_peak_ = log_density(peak_s_);
    low_s_ = negligible(0) ? bisect([&](double x) { return !negligible(x); }, 0, peak_s_) : 0;
    double high_s = peak_s_ + 1 / served_per_s_;
    while (!negligible(high_s)) high_s += high_s - peak_s_;
    high_s_ = bisect([&](double x) { return negligible(x); }, peak_s_, high_s);
    // The density's exponent is a difference of two terms that may be large: no finer than their rounding.
    precision_ = 1e-13 + 1e-14 * served_per_s_ * high_s_;
    // Evenly, and ever finer towards the start, where the impatient leave.
    constexpr int panels = 100;
    const double width_s = (high_s_ - low_s_) / panels;
    for (int i = 1; i < panels; ++i) size_ = size_ + panel(low_s_ + i * width_s, low_s_ + (i + 1) * width_s);
    for (double part_s = width_s; part_s > 1e-12 * width_s; part_s /= 2) {
      size_ = size_ + panel(low_s_ + part_s / 2, low_s_ + part_s);
    }
  }

  double log_peak() const { return log_peak_; }

  /// Integrals from 0 to x.
  Moments up_to(double x) const {
    std::vector<double> cuts{low_s_, high_s_, peak_s_, x};
    cuts.insert(cuts.end(), patience_.breaks_s.begin(), patience_.breaks_s.end());
    for (double& cut : cuts) cut = std::clamp(cut, low_s_, high_s_);
    std::sort(cuts.begin(), cuts.end());
    Moments sum{};
    for (std::size_t i = 1; i < cuts.size() && cuts[i] <= x; ++i) {
      if (cuts[i] > cuts[i - 1]) sum = sum + refine(cuts[i - 1], cuts[i], panel(cuts[i - 1], cuts[i]), 0);
    }
    return sum;
  }

 private:
  static constexpr double negligible_log = 60;

  double log_density(double x) const { return arrivals_per_s_ * patience_.restricted_mean(x) - served_per_s_ * x; }
  bool negligible(double x) const { return log_density(x) < log_peak_ - negligible_log; }

  /// The logarithm of the density is concave: its slope, arrivals * survival - served, falls through 0 once.
  double find_peak() const {
    const auto falls = [&](double x) { return arrivals_per_s_ * patience_.survival(x) <= served_per_s_; };
    if (falls(0)) return 0;
    double high_s = 1 / served_per_s_;
    while (!falls(high_s)) high_s *= 2;
    return bisect(falls, 0, high_s);
  }

  /// Where `reached` turns true between low and high.
  template <class Predicate>
  static double bisect(const Predicate& reached, double low, double high) {
    for (int i = 0; i < 200 && low < high; ++i) {
      const double middle = 0.5 * (low + high);
      if (middle == low || middle == high) break;
      (reached(middle) ? high : low) = middle;
    }
    return high;
  }

  Moments at(double x) const {
    const double density = std::exp(log_density(x) - log_peak_);
    const double willing = density * patience_.survival(x);
    return {density, willing, density * patience_.restricted_mean(x), x * willing};
  }

  /// Gauss-Legendre with ten points.
  Moments panel(double a, double b) const {
    static constexpr std::array<double, 5> nodes{0.1488743389816312, 0.4333953941292472, 0.6794095682990244,
                                                 0.8650633666889845, 0.9739065285171717};
    static constexpr std::array<double, 5> weights{0.2955242247147529, 0.2692667193099963, 0.2190863625159820,
                                                   0.1494513491505806, 0.0666713443086881};
    const double half = 0.5 * (b - a);
    const double middle = 0.5 * (a + b);
    Moments sum{};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      Moments pair = at(middle - half * nodes[i]) + at(middle + half * nodes[i]);
      for (double& value : pair) value *= weights[i] * half;
      sum = sum + pair;
    }
    return sum;
  }

  /// Halves a panel until that changes nothing.
  Moments refine(double a, double b, const Moments& whole, int depth) const {
    const double middle = 0.5 * (a + b);
    const Moments left = panel(a, middle);
    const Moments right = panel(middle, b);
    const Moments halves = left + right;
    bool settled = depth > 2;
    for (std::size_t i = 0; i < whole.size(); ++i) settled &= std::abs(halves[i] - whole[i]) <= precision_ * size_[i];
    if (settled || depth > 30) return halves;
    return refine(a, middle, left, depth + 1) + refine(middle, b, right, depth + 1);
  }

  double arrivals_per_s_;
  double served_per_s_;
  const Patience& patience_;
  double peak_s_ = 0;
  double log_peak_ = 0;
  double low_s_ = 0;
  double high_s_ = 0;
  double precision_ = 0;
  Moments size_{};  ///< the integrals, roughly
};

}  // namespace

double gamma_distribution(double shape, double x) {
  if (x <= 0) return 0;
  const double scale = std::exp(shape * std::log(x) - x - std::lgamma(shape));
  constexpr double tiny = std::numeric_limits<double>::epsilon();
  if (x < shape + 1) {  // power series
    double term = 1 / shape;
    double sum = term;
    for (double k = shape + 1; term > tiny * sum; ++k) sum += term *= x / k;
    return scale * sum;
  }
  // Continued fraction of the upper tail, by the modified Lentz method.
  constexpr double floor = 1e-300;
  double b = x + 1 - shape;
  double c = 1 / floor;
  double d = 1 / b;
  double fraction = d;
  for (int k = 1; k < 10000; ++k) {
    const double a = -k * (k - shape);
    b += 2;
    d = a * d + b;
    d = 1 / (std::abs(d) < floor ? floor : d);
    c = b + a / c;
    if (std::abs(c) < floor) c = floor;
    fraction *= c * d;
    if (std::abs(c * d - 1) < tiny) break;
  }
  return 1 - scale * fraction;
}

Patience exponential_patience(double mean_s) {
  return {.survival = [=](double x) { return std::exp(-x / mean_s); },
          .restricted_mean = [=](double x) { return -mean_s * std::expm1(-x / mean_s); },
          .breaks_s = {}};
}

Patience deterministic_patience(double mean_s) {
  return {.survival = [=](double x) { return x < mean_s ? 1.0 : 0.0; },
          .restricted_mean = [=](double x) { return std::min(x, mean_s); },
          .breaks_s = {mean_s}};
}

Patience uniform_patience(double low_s, double high_s) {
  const auto survival = [=](double x) { return std::clamp((high_s - x) / (high_s - low_s), 0.0, 1.0); };
  const auto restricted_mean = [=](double x) {
    if (x <= low_s) return x;
    const double beyond = std::min(x, high_s) - low_s;
    return low_s + beyond - 0.5 * beyond * beyond / (high_s - low_s);
  };
  return {.survival = survival, .restricted_mean = restricted_mean, .breaks_s = {low_s, high_s}};
}

Patience gamma_patience(double mean_s, double cv) {
  const double shape = 1 / (cv * cv);
  const double scale_s = mean_s / shape;
  const auto survival = [=](double x) { return 1 - gamma_distribution(shape, x / scale_s); };
  return {.survival = survival,
          .restricted_mean =
              [=](double x) { return x * survival(x) + mean_s * gamma_distribution(shape + 1, x / scale_s); },
          .breaks_s = {}};
}

Patience lognormal_patience(double mean_s, double cv) {
  const double sigma = std::sqrt(std::log1p(cv * cv));
  const double mu = std::log(mean_s) - 0.5 * sigma * sigma;
  const auto survival = [=](double x) { return x <= 0 ? 1.0 : normal_distribution((mu - std::log(x)) / sigma); };
  const auto restricted_mean = [=](double x) {
    return x <= 0 ? 0.0 : x * survival(x) + mean_s * normal_distribution((std::log(x) - mu) / sigma - sigma);
  };
  return {.survival = survival, .restricted_mean = restricted_mean, .breaks_s = {}};
}

Patience with_balking(Patience rest, double share) {
  const auto survival = [share, inner = std::move(rest.survival)](double x) { return (1 - share) * inner(x); };
  const auto mean = [share, inner = std::move(rest.restricted_mean)](double x) { return (1 - share) * inner(x); };
  return {.survival = survival, .restricted_mean = mean, .breaks_s = std::move(rest.breaks_s)};
}

Performance general_patience(const Load& load, const Patience& patience, double within_s) {
  const OfferedWait density(load, patience);
  const Moments all = density.up_to(std::numeric_limits<double>::max());
  const Moments in_time = density.up_to(within_s);
  // An agent is free with weight 1; beside it, the waits weigh arrivals * B(agents - 1) * exp(log_peak) * integral.
  const double log_weight =
      std::log(load.arrivals_per_s * erlang_b(load.erlangs(), load.agents - 1)) + density.log_peak();
  const double odds = std::exp(log_weight + std::log(all[0]));  // of all agents busy; infinity is fine
  const double waited = std::isinf(odds) ? 1 : odds / (1 + odds);
  const double unit = waited / all[0];  // turns an integral into a share of contacts
  Performance result;
  result.waited_share = waited;
  result.abandoned_share = waited - unit * all[1];
  result.wait_s = unit * all[2];
  result.service_level = 1 - waited + unit * in_time[1];
  const double answered = 1 - result.abandoned_share;
  result.asa_s = unit * all[3] / answered;
  result.queue_length = load.arrivals_per_s * result.wait_s;
  result.occupancy = load.erlangs() * answered / load.agents;
  return result;
}

}  // namespace channelshift::erlang
