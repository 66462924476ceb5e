#pragma once

#include <cstdint>

namespace sim {

/// Time inside the simulator: whole ticks of 2^-18 s (3.8 microseconds) since the start of the warm-up. Sums of
/// ticks are integers, so they come out the same in any order.
using Ticks = std::int64_t;

inline constexpr double ticks_per_s = 262144.0;

/// Whole ticks, rounded down.
constexpr Ticks ticks(double seconds) { return static_cast<Ticks>(seconds * ticks_per_s); }
constexpr double seconds(Ticks t) { return static_cast<double>(t) * (1.0 / ticks_per_s); }

}  // namespace sim
