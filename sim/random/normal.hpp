#pragma once

#include <cstdint>

#include "sim/random/philox.hpp"

namespace sim {

/// The standard normal draw that belongs to an address: Boost.Random's on an Engine there. The same number on every
/// machine.
double normal_at(Key key, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3);

}  // namespace sim
