#pragma once

#include "models/scenario/keys.hpp"
#include "sim/random/distribution.hpp"

namespace channelshift {

/// A demand's handle time: a distribution, and how much of its mean is wrap.
struct DemandHandle : sim::Distribution {
  double wrap_s = 0;
};
void read_handle(DemandHandle& handle, const Node& node, const Key& key, Reading& reading);

}  // namespace channelshift
