#pragma once

#include <algorithm>

namespace sim {

/// When a run that goes on until it is precise enough looks at its intervals. Few looks, ever further apart: each one
/// is a chance to stop because the spread happens to look small, which makes the interval at the stop a little too
/// narrow.
inline constexpr int fewest_replications = 10;

/// Replications after which it looks next, at most `most`.
inline int next_look(int replications, int most) {
  if (replications < fewest_replications) return std::min(fewest_replications, most);
  return std::min(replications + (replications + 1) / 2, most);
}

}  // namespace sim
