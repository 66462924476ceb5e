#include "sim/random/philox.hpp"

#include <cassert>
#include <memory>

namespace sim {

SIM_VECTORISED
void philox_block(Counter first, Key key, int n, std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2,
                  std::uint32_t* w3) {
  assert(n % 16 == 0);
#pragma omp simd aligned(w0, w1, w2, w3 : 64)
  for (int j = 0; j < n; ++j) {
    const Words words = philox({first.c0 + static_cast<std::uint32_t>(j), first.c1, first.c2, first.c3}, key);
    w0[j] = words.w[0];
    w1[j] = words.w[1];
    w2[j] = words.w[2];
    w3[j] = words.w[3];
  }
}

SIM_VECTORISED
void philox_each(std::span<const Counter> counters, Key key, std::span<Words> words) {
  assert(counters.size() == words.size());
  const Counter* c = counters.data();
  Words* w = words.data();
  const int n = static_cast<int>(counters.size());
#pragma omp simd
  for (int j = 0; j < n; ++j) w[j] = philox(c[j], key);
}

}  // namespace sim
