#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "sim/random/distribution.hpp"
#include "sim/random/score_table.hpp"

namespace sim {

/// The shapes that a distribution compiles to. Times in seconds.
namespace shape {

struct Fixed {
  double value;
  bool operator==(const Fixed&) const = default;
};
struct Exponential {
  double mean;
  bool operator==(const Exponential&) const = default;
};
struct Lognormal {
  double mu, sigma;  ///< of the logarithm
  bool operator==(const Lognormal&) const = default;
};
struct Weibull {
  double scale, power;  ///< scale x (unit exponential)^power
  bool operator==(const Weibull&) const = default;
};
struct Gamma {
  double mean;
  ScoreTable table;  ///< log(x / mean) by normal score
  bool operator==(const Gamma&) const = default;
};
struct Uniform {
  double low, width;
  bool operator==(const Uniform&) const = default;
};
struct Triangular {
  double low, high;
  double rise;      ///< probability of a value below the mode
  double up, down;  ///< (high - low) x (mode - low), (high - low) x (high - mode)
  bool operator==(const Triangular&) const = default;
};
struct Hyperexponential {
  std::vector<double> shares, rates, log_shares;  ///< [branch]
  double rate;                                    ///< mean of the rates
  bool operator==(const Hyperexponential&) const = default;
};
struct Empirical {
  std::vector<double> values;  ///< ascending
  bool operator==(const Empirical&) const = default;
};

}  // namespace shape

/// The inverse distribution function of a Distribution at the uniform of a word, in seconds. It never falls as the
/// word grows, uses one word for one value, and gives the same bits on every processor.
class Quantile {
 public:
  explicit Quantile(const Distribution& distribution);
  bool operator==(const Quantile&) const = default;  ///< gives the same for every word

  double operator()(std::uint32_t word) const;

  /// The same for n words, to the bit.
  void block(const std::uint32_t* words, double* out, int n) const;

  /// The same for words of several distributions, to the bit: out[j] is that of quantiles[j] and words[j]. Lognormals,
  /// whatever their means, are drawn together; all else one by one.
  static void each(std::span<const Quantile* const> quantiles, const std::uint32_t* words, double* out);

 private:
  using Shape = std::variant<shape::Fixed, shape::Exponential, shape::Lognormal, shape::Weibull, shape::Gamma,
                             shape::Uniform, shape::Triangular, shape::Hyperexponential, shape::Empirical>;
  static Shape compiled(const Distribution& distribution);

  Shape shape_;
};

/// The gamma quantile at a standard normal score, for the factor of a busy day: grows with the score, has this mean and
/// cv if the scores are standard normal. Scores beyond 8 standard deviations count as 8.
class GammaOfScore {
 public:
  GammaOfScore(double mean, double cv);
  double operator()(double score) const;

 private:
  double mean_;
  ScoreTable table_;
};

}  // namespace sim
