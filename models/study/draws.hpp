#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/money/uncertainty.hpp"

namespace channelshift {

/// Draws of all uncertain inputs: a Latin hypercube on addresses of its own.
struct Draws {
  std::vector<std::vector<double>> uniforms;  ///< [input][draw] probability of the value
  std::vector<std::vector<double>> values;    ///< [input][draw]
};
Draws draw_inputs(const Scenario& scenario);

/// "PATH=VALUE" of every input, as --set takes them.
std::vector<std::string> sets_of(const std::vector<UncertainInput>& inputs, const std::vector<double>& values);

/// Nothing that is simulated has this replication; keys of draws are made from it.
inline constexpr std::uint64_t draws_replication = std::uint64_t{1} << 42;

}  // namespace channelshift
