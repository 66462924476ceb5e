#pragma once

#include <string>
#include <vector>

#include "models/scenario/scenario.hpp"

/// Busy days of several profiles with correlated normal scores (a normal copula).
namespace channelshift {

/// A profile's new normal of a day, as a sum of independent ones, each a profile's own.
struct ScoreShare {
  std::string profile;
  double weight = 0;
};
struct ScoreMix {
  std::string profile;            ///< that has busy days of its own
  std::vector<ScoreShare> first;  ///< on the first day, where it is the score itself
  std::vector<ScoreShare> later;  ///< what is new on any later day
};

struct CorrelatedDays {
  std::vector<ScoreMix> mixes;  ///< of every profile that a correlation names, ascending by id
  std::string problem;          ///< why there can be no such scores; empty if there can
};

/// Scores follow z = r z' + sqrt(1 - r^2) e with each profile's own r, and have the stated correlation rho on each day
/// if the new normals e of two profiles have rho (1 - r1 r2) / sqrt((1 - r1^2) (1 - r2^2)). Both matrices are written
/// as L L' (Cholesky), profiles in order of their ids, so that the order of the file does not matter.
CorrelatedDays correlated_days(const Model& model);

}  // namespace channelshift
