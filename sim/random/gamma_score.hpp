#pragma once

#include "sim/random/score_table.hpp"

namespace sim {

/// log(x / mean) of the gamma distribution of this shape (1 / cv^2 > 0), by normal score. Takes milliseconds to build.
ScoreTable gamma_score_table(double shape);

}  // namespace sim
