#pragma once

#include "models/scenario/tree.hpp"

namespace channelshift {

/// Reads and checks a whole tree. What it returns holds only if no fault was found.
Scenario build_scenario(const Node& root, Faults& faults, Faults& warnings);

}  // namespace channelshift
