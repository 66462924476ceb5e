#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "models/money/uncertainty.hpp"

namespace channelshift {

/// A scenario as a function of its uncertain inputs.
struct Variants {
  /// Whether the scenario is without faults at these values, one for each input.
  std::function<bool(const std::vector<double>& values)> sound;
  /// What its options save at these values, on the same replications every time. May throw SimulationStopped.
  std::function<DrawnSavings(const std::vector<double>& values)> savings;
};

/// Told after every simulated variant; `total` is a guess, as nobody knows how many the switching values take.
using VariantProgress = std::function<void(std::int64_t done, std::int64_t total)>;

/// Simulates every draw of the uncertain inputs, each input at its 10% and 90% point, and where the savings of options
/// turn; says what it means. The scenario has uncertain inputs and options.
Uncertainty second_order(const Scenario& scenario, const Variants& variants, const VariantProgress& progress);

}  // namespace channelshift
