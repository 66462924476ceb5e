#include "sim/random/gaps.hpp"

namespace sim {

SIM_VECTORISED
void unit_gaps(const std::uint32_t* words, double* out, int n) {
#pragma omp simd
  for (int j = 0; j < n; ++j) out[j] = unit_gap(words[j]);
}

}  // namespace sim
