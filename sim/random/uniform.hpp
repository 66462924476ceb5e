#pragma once

#include <cstdint>

#include "sim/random/vectorised.hpp"

namespace sim {

/// (word + 1/2) / 2^32: exact, strictly between 0 and 1, and uniform(~word) is exactly 1 - uniform(word). Goes through
/// a signed word, since SSE2 has no conversion of unsigned ones.
SIM_INLINE double uniform(std::uint32_t word) {
  return (static_cast<double>(static_cast<std::int32_t>(word ^ 0x80000000u)) + 2147483648.5) * 0x1p-32;
}

}  // namespace sim
