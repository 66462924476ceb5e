#pragma once

#include <vector>

namespace sim {

/// The families of distributions of a duration. Each is given by its mean, never by a rate.
enum class Family {
  deterministic,
  exponential,
  lognormal,
  gamma,
  erlang,
  weibull,
  uniform,
  triangular,
  hyperexponential,
  empirical,
};

/// A distribution as a user states it. Which fields count depends on the family; times in seconds.
struct Distribution {
  Family family = Family::deterministic;
  double mean_s = 0;             ///< all but uniform, triangular, hyperexponential and empirical, where it is derived
  double cv = 0;                 ///< lognormal, gamma, weibull: standard deviation / mean, > 0
  int k = 1;                     ///< erlang: number of phases, >= 1
  double low_s = 0;              ///< uniform, triangular
  double mode_s = 0;             ///< triangular
  double high_s = 0;             ///< uniform, triangular
  std::vector<double> shares;    ///< hyperexponential: share of each branch, summing to 1
  std::vector<double> means_s;   ///< hyperexponential: mean of each branch
  std::vector<double> values_s;  ///< empirical: observed values, ascending
  bool operator==(const Distribution&) const = default;
};

/// Mean in seconds, whatever the family.
double mean_s(const Distribution& distribution);

}  // namespace sim
