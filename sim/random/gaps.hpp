#pragma once

#include <cstdint>

#include "sim/random/arithmetic.hpp"
#include "sim/random/uniform.hpp"

namespace sim {

/// An exponential gap of mean 1, from 1.2e-10 to 22.9: -log(1 - u), so it grows with the word.
SIM_INLINE double unit_gap(std::uint32_t word) { return -log_of(uniform(~word)); }

/// unit_gap of n words, to the bit.
void unit_gaps(const std::uint32_t* words, double* out, int n);

}  // namespace sim
