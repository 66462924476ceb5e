#pragma once

#include <functional>
#include <vector>

#include "models/erlang/performance.hpp"

/// M/M/s + G: exponential handle times, and patience of any distribution.
namespace channelshift::erlang {

/// How long people wait, as two functions of seconds.
struct Patience {
  std::function<double(double)> survival;         ///< share still willing to wait after x
  std::function<double(double)> restricted_mean;  ///< integral of survival from 0 to x: mean of min(patience, x)
  std::vector<double> breaks_s;                   ///< where survival jumps or bends
};

Patience exponential_patience(double mean_s);
Patience deterministic_patience(double mean_s);
Patience uniform_patience(double low_s, double high_s);
Patience gamma_patience(double mean_s, double cv);  ///< erlang with k phases: cv = 1/sqrt(k)
Patience lognormal_patience(double mean_s, double cv);
/// `share` leave at once, the others are as patient as `rest`.
Patience with_balking(Patience rest, double share);

/// Long-run performance from the density of the wait that a contact of endless patience would see: up to a constant,
/// exp(arrivals * restricted_mean(x) - agents/handle * x). Integrated numerically, relative error below 1e-9.
/// Needs survival(infinity) < agents / erlangs.
/// F. Baccelli, G. Hebuterne, Performance '81, 159-179; S. Zeltyn, A. Mandelbaum, Queueing Syst. 51 (2005) 361-402,
/// doi:10.1007/s11134-005-3699-8.
Performance general_patience(const Load& load, const Patience& patience, double within_s);

/// Regularised lower incomplete gamma function P(shape, x): the gamma distribution function with scale 1.
double gamma_distribution(double shape, double x);

}  // namespace channelshift::erlang
