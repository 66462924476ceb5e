#pragma once

#include <cstdint>
#include <vector>

#include "sim/random/philox.hpp"

namespace sim {

/// One coordinate of a Latin hypercube of `points` points (McKay, Beckman, Conover, Technometrics 21, 1979,
/// doi:10.1080/00401706.1979.10489755): of the words' uniforms exactly one in each of the intervals k / points to
/// (k + 1) / points, in random order and at a random place there. `owner` tells coordinates apart; a coordinate does
/// not change when another is added. `points` is 1 to 2^24.
std::vector<std::uint32_t> latin_words(Key key, std::uint32_t owner, std::uint32_t points);

}  // namespace sim
