#pragma once

#include "models/centre/simulate.hpp"

namespace channelshift {

/// Until when replications are added.
struct Precision {
  double share = 0;  ///< half-width of every saving, of the baseline's yearly cost
  int most_replications = 10'000;
};

/// The greatest half-width of an option's yearly cost saved, against the baseline and against the roster found without
/// its shift, as a share of the baseline's cost. 0 without options; infinite below two replications.
double widest_interval(const Scenario& scenario, const Results& results);

/// Simulates until every interval is narrow enough; the replications are those that a run of as many has. Intervals of
/// a run that stops so are slightly too narrow: see money/README.md.
Results simulate_until_precise(const Scenario& scenario, const std::vector<Calibration>& calibrations,
                               const Precision& precision, const RunSettings& settings);

}  // namespace channelshift
