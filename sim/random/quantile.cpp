#include "sim/random/quantile.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

#include "sim/random/arithmetic.hpp"
#include "sim/random/gamma_score.hpp"
#include "sim/random/gaps.hpp"

namespace sim {

namespace {

double gamma_shape(double cv) { return 1.0 / (cv * cv); }

// One inverse distribution function for each shape, of one word.

SIM_INLINE double at(const shape::Fixed& s, std::uint32_t) { return s.value; }

SIM_INLINE double at(const shape::Exponential& s, std::uint32_t word) { return s.mean * unit_gap(word); }

SIM_INLINE double at(const shape::Lognormal& s, std::uint32_t word) {
  return exp_in_range(s.mu + s.sigma * inverse_normal(uniform(word)));
}

SIM_INLINE double at(const shape::Weibull& s, std::uint32_t word) {
  return s.scale * exp_in_range(s.power * log_of(unit_gap(word)));
}

SIM_INLINE double at(const shape::Gamma& s, std::uint32_t word) {
  return s.mean * exp_in_range(s.table.inside(inverse_normal(uniform(word))));
}

SIM_INLINE double at(const shape::Uniform& s, std::uint32_t word) { return s.low + s.width * uniform(word); }

SIM_INLINE double at(const shape::Triangular& s, std::uint32_t word) {
  const double rising = s.low + std::sqrt(s.up * uniform(word));
  const double falling = s.high - std::sqrt(s.down * uniform(~word));
  return uniform(word) < s.rise ? rising : falling;
}

/// The root of log S(x) = -gap, S the survival function. log S is convex, so Newton's method rises to the root from
/// the left of it: from the largest of the roots of the lines and curves known to lie below log S.
double at(const shape::Hyperexponential& s, std::uint32_t word) {
  const double gap = unit_gap(word);
  const std::size_t branches = s.shares.size();
  double x = gap / s.rate;
  for (std::size_t i = 0; i < branches; ++i) x = std::max(x, (gap + s.log_shares[i]) / s.rates[i]);
  for (int step = 0; step < 100; ++step) {
    double survival = 0, density = 0;
    for (std::size_t i = 0; i < branches; ++i) {
      const double part = s.shares[i] * exp_of(-s.rates[i] * x);
      survival += part;
      density += part * s.rates[i];
    }
    const double move = (log_of(survival) + gap) * survival / density;
    x += std::max(move, 0.0);
    if (move <= 1e-7 * x) break;  // what is left is the square of that
  }
  return x;
}

double at(const shape::Empirical& s, std::uint32_t word) {
  return s.values[static_cast<std::size_t>(std::uint64_t{word} * s.values.size() >> 32)];
}

// The same for n words, compiled for each shape and each kind of processor.

template <class Shape>
SIM_VECTORISED void fill(const Shape& s, const std::uint32_t* words, double* out, int n) {
#pragma omp simd
  for (int j = 0; j < n; ++j) out[j] = at(s, words[j]);
}

/// In three loops, since one with both a look-up and an exponential is not vectorised.
SIM_VECTORISED void fill(const shape::Gamma& s, const std::uint32_t* words, double* out, int n) {
#pragma omp simd
  for (int j = 0; j < n; ++j) out[j] = inverse_normal(uniform(words[j]));
  for (int j = 0; j < n; ++j) out[j] = s.table.inside(out[j]);
#pragma omp simd
  for (int j = 0; j < n; ++j) out[j] = s.mean * exp_in_range(out[j]);
}

/// Words with a lognormal each.
struct Lognormals {
  static constexpr int most = 64;
  alignas(64) std::array<double, most> mu, sigma, drawn;
  alignas(64) std::array<std::uint32_t, most> word;
  std::array<std::uint32_t, most> place;  ///< where what is drawn goes
};

/// Whole registers: what is beyond the first n is drawn of no meaning.
SIM_VECTORISED void fill(Lognormals& all, int n) {
  const int whole = (n + 15) / 16 * 16;
  for (int j = n; j < whole; ++j) all.mu[j] = all.sigma[j] = 0, all.word[j] = 0;
#pragma omp simd
  for (int j = 0; j < whole; ++j) all.drawn[j] = at(shape::Lognormal{all.mu[j], all.sigma[j]}, all.word[j]);
}

// From a distribution to its shape.

bool is_constant(const Distribution& d) {
  const bool has_cv = d.family == Family::lognormal || d.family == Family::gamma || d.family == Family::weibull;
  return (has_cv && d.cv == 0.0) || (d.family == Family::triangular && d.low_s == d.high_s) || mean_s(d) == 0.0;
}

shape::Lognormal lognormal(double mean, double cv) {
  const double variance = log_of(1.0 + cv * cv);
  return {log_of(mean) - 0.5 * variance, std::sqrt(variance)};
}

/// The power p for which (unit exponential)^p has this cv: Gamma(1 + 2p) / Gamma(1 + p)^2 = 1 + cv^2, by bisection.
double weibull_power(double cv) {
  const double target = log_of(1.0 + cv * cv);
  const auto reached = [&](double p) { return log_gamma_of(1.0 + 2.0 * p) - 2.0 * log_gamma_of(1.0 + p) >= target; };
  double high = 1.0;
  while (!reached(high)) high *= 2.0;
  double low = 0.0;
  for (int step = 0; step < 60; ++step) (reached(0.5 * (low + high)) ? high : low) = 0.5 * (low + high);
  return 0.5 * (low + high);
}

shape::Weibull weibull(double mean, double cv) {
  const double power = weibull_power(cv);
  return {mean * exp_of(-log_gamma_of(1.0 + power)), power};
}

shape::Gamma gamma(double mean, double shape) { return {mean, gamma_score_table(shape)}; }

shape::Triangular triangular(double low, double mode, double high) {
  const double width = high - low;
  return {low, high, (mode - low) / width, width * (mode - low), width * (high - mode)};
}

shape::Hyperexponential hyperexponential(const std::vector<double>& shares, const std::vector<double>& means) {
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  shape::Hyperexponential s{};
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] <= 0.0) continue;
    s.shares.push_back(shares[i] / sum);
    s.rates.push_back(1.0 / means[i]);
    s.log_shares.push_back(log_of(s.shares.back()));
    s.rate += s.shares.back() * s.rates.back();
  }
  return s;
}

}  // namespace

double mean_s(const Distribution& d) {
  switch (d.family) {
    case Family::deterministic:
    case Family::exponential:
    case Family::lognormal:
    case Family::gamma:
    case Family::erlang:
    case Family::weibull:
      return d.mean_s;
    case Family::uniform:
      return 0.5 * (d.low_s + d.high_s);
    case Family::triangular:
      return (d.low_s + d.mode_s + d.high_s) / 3.0;
    case Family::hyperexponential:
      return std::inner_product(d.shares.begin(), d.shares.end(), d.means_s.begin(), 0.0);
    case Family::empirical:
      return std::accumulate(d.values_s.begin(), d.values_s.end(), 0.0) / static_cast<double>(d.values_s.size());
  }
  __builtin_unreachable();
}

Quantile::Quantile(const Distribution& distribution) : shape_(compiled(distribution)) {}

Quantile::Shape Quantile::compiled(const Distribution& d) {
  assert(d.mean_s >= 0.0 && d.cv >= 0.0 && d.k >= 1);
  if (is_constant(d)) return shape::Fixed{mean_s(d)};
  switch (d.family) {
    case Family::deterministic:
      return shape::Fixed{d.mean_s};
    case Family::exponential:
      return shape::Exponential{d.mean_s};
    case Family::lognormal:
      return lognormal(d.mean_s, d.cv);
    case Family::gamma:
      return gamma(d.mean_s, gamma_shape(d.cv));
    case Family::erlang:
      if (d.k == 1) return shape::Exponential{d.mean_s};
      return gamma(d.mean_s, d.k);
    case Family::weibull:
      return weibull(d.mean_s, d.cv);
    case Family::uniform:
      return shape::Uniform{d.low_s, d.high_s - d.low_s};
    case Family::triangular:
      return triangular(d.low_s, d.mode_s, d.high_s);
    case Family::hyperexponential:
      return hyperexponential(d.shares, d.means_s);
    case Family::empirical:
      return shape::Empirical{d.values_s};
  }
  __builtin_unreachable();
}

double Quantile::operator()(std::uint32_t word) const {
  return std::visit([&](const auto& s) { return at(s, word); }, shape_);
}

void Quantile::block(const std::uint32_t* words, double* out, int n) const {
  std::visit([&](const auto& s) { fill(s, words, out, n); }, shape_);
}

void Quantile::each(std::span<const Quantile* const> quantiles, const std::uint32_t* words, double* out) {
  Lognormals together;
  int n = 0;
  const auto draw = [&] {
    fill(together, n);
    for (int j = 0; j < n; ++j) out[together.place[j]] = together.drawn[j];
    n = 0;
  };
  for (std::size_t j = 0; j < quantiles.size(); ++j) {
    const auto* lognormal = std::get_if<shape::Lognormal>(&quantiles[j]->shape_);
    if (lognormal == nullptr) {
      out[j] = (*quantiles[j])(words[j]);
      continue;
    }
    together.mu[n] = lognormal->mu;
    together.sigma[n] = lognormal->sigma;
    together.word[n] = words[j];
    together.place[n] = static_cast<std::uint32_t>(j);
    if (++n == Lognormals::most) draw();
  }
  draw();
}

GammaOfScore::GammaOfScore(double mean, double cv) : mean_(mean), table_(gamma_score_table(gamma_shape(cv))) {}

double GammaOfScore::operator()(double score) const { return mean_ * exp_of(table_(score)); }

}  // namespace sim
