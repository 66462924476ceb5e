#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include "sim/random/vectorised.hpp"

/// Logarithm, exponential and inverse normal distribution function out of + - * / alone, without branches, so that
/// loops of them vectorise and every processor and compiler gives the same bits (given -ffp-contract=off). The
/// mathematical library promises neither. The polynomials and the rational function are minimax fits made for this file
/// with Remez' exchange in 50 digits.
namespace sim {

namespace detail {

/// log 2 in two parts; the first has 21 trailing zero bits, so that its product with an exponent is exact.
inline constexpr double log2_high = 0x1.62e42feep-1;
inline constexpr double log2_low = 0x1.a39ef35793c76p-33;

}  // namespace detail

/// Natural logarithm of a positive, normal, finite x. Error below 1 unit in the last place.
SIM_INLINE double log_of(double x) {
  // x = 2^e (1 + f), f from sqrt(1/2) - 1 to sqrt(2) - 1. With s = f / (2 + f), log(1 + f) = 2s + s z R(z), z = s^2.
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t above = bits - 0x3FE6A09E00000000u;  // less the bits of sqrt(1/2): the top 12 hold e
  const double f = std::bit_cast<double>(bits - (above & 0xFFF0000000000000u)) - 1.0;
  // e as a double without a conversion: e + 2048 in the last bits of 2^52.
  const std::uint64_t shifted = 0x4330000000000000u | (((above >> 52) + 2048u) & 0xFFFu);
  const double e = std::bit_cast<double>(shifted) - (0x1p52 + 2048.0);
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double zz = z * z;  // even and odd powers apart: two short chains in place of a long one
  double even = 1.47961092537104748e-01;
  double odd = 1.53140354457449861e-01;
  even = even * zz + 1.81835648828037786e-01;
  odd = odd * zz + 2.22221985631397851e-01;
  even = even * zz + 2.85714287424788840e-01;
  odd = odd * zz + 3.99999999994142976e-01;
  even = even * zz + 6.66666666666673447e-01;
  const double r = even + odd * z;
  return e * detail::log2_high - ((s * (f - z * r) - e * detail::log2_low) - f);
}

/// e^x for x from -708 to 709. Error below about 1 unit in the last place.
SIM_INLINE double exp_in_range(double x) {
  // x = n log 2 + r, |r| <= log(2) / 2; adding 1.5 x 2^52 rounds to the whole number n and leaves it in the last bits.
  const double shifted = x * 0x1.71547652b82fep+0 + 0x1.8p52;
  const double n = shifted - 0x1.8p52;
  const double r = (x - n * detail::log2_high) - n * detail::log2_low;
  const double rr = r * r;
  double odd = 2.49999977395001644e-08;
  double even = 2.76302629505184332e-07;
  odd = odd * rr + 2.75575866558388462e-06;
  even = even * rr + 2.48014930616095794e-05;
  odd = odd * rr + 1.98412695061766771e-04;
  even = even * rr + 1.38888889436621852e-03;
  odd = odd * rr + 8.33333333349468419e-03;
  even = even * rr + 4.16666666665300541e-02;
  odd = odd * rr + 1.66666666666664121e-01;
  even = even * rr + 5.00000000000001064e-01;
  const double p = even + odd * r;
  const double power_of_two = std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + 1023u) << 52);
  return (1.0 + (r + rr * p)) * power_of_two;
}

/// e^x for any x: below -708 as at -708 (3e-308), above 709 as at 709 (8e307). Its branches stop the vectoriser.
SIM_INLINE double exp_of(double x) { return exp_in_range(x < -708.0 ? -708.0 : x > 709.0 ? 709.0 : x); }

/// The standard normal score below which a share u lies, for u from 6e-11 to 1 - 6e-11: all that a word can give.
/// Relative error below 1e-13.
SIM_INLINE double inverse_normal(double u) {
  // score / (u - 1/2) is a smooth function of w = -log(4 u (1 - u)), from sqrt(2 pi) at w = 0 on: one rational function
  // fits it from the middle to both ends.
  const double w = -log_of(4.0 * u * (1.0 - u));
  const double ww = w * w;
  double p_even = 6.0440681084652076579e-11;
  double p_odd = 1.1055907125744075071e-08;
  p_even = p_even * ww + 2.7805708443886104096e-07;
  p_odd = p_odd * ww + 5.4628462493065773967e-06;
  p_even = p_even * ww + 8.0941923400176576098e-05;
  p_odd = p_odd * ww + 9.1252662772601395052e-04;
  p_even = p_even * ww + 7.9395815852598926543e-03;
  p_odd = p_odd * ww + 5.3609855659890637862e-02;
  p_even = p_even * ww + 2.7315442478110218975e-01;
  p_odd = p_odd * ww + 9.7585054941192795156e-01;
  p_even = p_even * ww + 2.5066282746308839881e+00;
  double q_even = 5.0222938621825238286e-13;
  double q_odd = 3.8927018599211541514e-10;
  q_even = q_even * ww + 2.4407534240806118166e-08;
  q_odd = q_odd * ww + 3.9634426171804340028e-07;
  q_even = q_even * ww + 9.2994358566259696528e-06;
  q_odd = q_odd * ww + 8.5199505890227055129e-05;
  q_even = q_even * ww + 1.2664045026772468778e-03;
  q_odd = q_odd * ww + 5.9824799134553145515e-03;
  q_even = q_even * ww + 6.2559124221237364893e-02;
  q_odd = q_odd * ww + 1.2750865571042097946e-01;
  q_even = q_even * ww + 1.0;
  const double p = p_even + p_odd * w;
  const double q = q_even + q_odd * w;
  return (u - 0.5) * (p / q);
}

/// Logarithm of the gamma function for x > 0, absolute error below 1e-14 x max(1, result). For set-up, not for loops:
/// Stirling's series (Abramowitz and Stegun 6.1.41) from 10 on, the recurrence below.
inline double log_gamma_of(double x) {
  double product = 1.0;
  for (; x < 10.0; x += 1.0) product *= x;
  const double r = 1.0 / (x * x);
  double series = 1.0 / 156.0;
  series = series * r - 691.0 / 360360.0;
  series = series * r + 1.0 / 1188.0;
  series = series * r - 1.0 / 1680.0;
  series = series * r + 1.0 / 1260.0;
  series = series * r - 1.0 / 360.0;
  series = series * r + 1.0 / 12.0;
  constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
  return (x - 0.5) * log_of(x) - x + half_log_two_pi + series / x - log_of(product);
}

}  // namespace sim
