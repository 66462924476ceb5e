#pragma once

#include <filesystem>
#include <string_view>

#include "models/scenario/scenario.hpp"

namespace channelshift::bench {

/// Reads a scenario; throws std::runtime_error with every fault if it has any.
Scenario workload(const std::filesystem::path& path);
Scenario workload_text(std::string_view text);

/// The same centre with `factor` times the agents and the load, without its options.
Scenario scaled(Scenario scenario, int factor);

}  // namespace channelshift::bench
