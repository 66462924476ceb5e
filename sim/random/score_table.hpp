#pragma once

#include <algorithm>
#include <vector>

#include "sim/random/vectorised.hpp"

namespace sim {

/// A rising function of the normal score, tabulated from -8 to 8 and joined by cubics that rise wherever the nodes do.
class ScoreTable {
 public:
  struct Node {
    double value;
    double slope;  ///< per unit of score when given, per cell once inside
    bool operator==(const Node&) const = default;
  };

  static constexpr double reach = 8;
  static constexpr double per_unit = 32;
  static constexpr int cells = 512;
  static constexpr double score_of(int node) { return node / per_unit - reach; }

  /// `nodes` has cells + 1 entries, at score_of(0), score_of(1), ...
  explicit ScoreTable(std::vector<Node> nodes);
  bool operator==(const ScoreTable&) const = default;

  /// The function at a score; beyond the ends, that at the end.
  double operator()(double score) const { return inside(std::clamp(score, -reach, just_inside)); }

  /// The same for a score that is known to lie inside, as all scores of words do.
  SIM_INLINE double inside(double score) const {
    const double place = (score + reach) * per_unit;
    const int cell = static_cast<int>(place);
    const double t = place - cell;
    const Node& left = nodes_[cell];
    const Node& right = nodes_[cell + 1];
    const double rise = right.value - left.value;
    const double cubic = left.slope + right.slope - 2.0 * rise;
    return left.value + t * (left.slope + t * ((rise - left.slope - cubic) + t * cubic));
  }

 private:
  static constexpr double just_inside = reach - 0x1p-40;
  std::vector<Node> nodes_;  ///< [cells + 1]
};

}  // namespace sim
