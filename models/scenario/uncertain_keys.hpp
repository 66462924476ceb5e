#pragma once

#include <optional>

#include "models/scenario/tree.hpp"

namespace channelshift {

/// In the order of the choices of `family`.
enum class UncertainFamily { uniform, triangular, exponential, lognormal, gamma, weibull };

/// An uncertain value as it is written; numbers and durations are read once it is known which of them it takes.
struct StatedUncertain {
  std::optional<UncertainFamily> family;
  const Node* low = nullptr;
  const Node* likely = nullptr;
  const Node* high = nullptr;
  const Node* mode = nullptr;
  const Node* mean = nullptr;
  double cv = 0;
};

}  // namespace channelshift
