#include "sim/random/score_table.hpp"

#include <cassert>
#include <utility>

namespace sim {

ScoreTable::ScoreTable(std::vector<Node> nodes) : nodes_(std::move(nodes)) {
  assert(nodes_.size() == cells + 1);
  for (Node& node : nodes_) node.slope /= per_unit;
  // A cubic rises throughout if neither slope exceeds three times the secant (Fritsch, Carlson: SIAM J. Numer. Anal.
  // 17, 1980, doi:10.1137/0717021). Exact slopes on a fine grid hardly ever do.
  for (int cell = 0; cell < cells; ++cell) {
    const double steepest = 3.0 * (nodes_[cell + 1].value - nodes_[cell].value);
    nodes_[cell].slope = std::min(nodes_[cell].slope, steepest);
    nodes_[cell + 1].slope = std::min(nodes_[cell + 1].slope, steepest);
  }
}

}  // namespace sim
