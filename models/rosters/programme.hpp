#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace channelshift {

/// Whole numbers x >= 0 of least cost, for which each row's sum of coefficient x is within its bounds.
struct Programme {
  struct Term {
    std::size_t variable;
    double coefficient;
  };
  struct Row {
    std::vector<Term> terms;
    double least = 0;
    std::optional<double> most;
  };
  std::vector<double> cost;  ///< [variable]
  std::vector<Row> rows;
};

/// Within 0.2% of the least cost. Empty if no x keeps to all rows, or none was found in time.
std::optional<std::vector<int>> solve(const Programme& programme);

}  // namespace channelshift
