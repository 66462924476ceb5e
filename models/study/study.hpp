#pragma once

#include <functional>
#include <optional>

#include "models/centre/simulate.hpp"
#include "models/money/precision.hpp"

/// A scenario as it was run, and everything that came of it.
namespace channelshift {

struct Study {
  Scenario scenario;  ///< with the rosters that were searched for
  Results results;
};

/// How a study is run; `progress` is told of one stage after the other.
struct StudySettings {
  int threads = 0;  ///< 0: all cores
  /// What is told of progress in a stage ("searching rosters", "simulating", "building bridges"); may be empty.
  std::function<std::function<void(std::int64_t done, std::int64_t total)>(const std::string& stage)> progress = {};
  std::optional<Precision> precision =
      {};  ///< go on until it is reached; none: as many replications as the scenario says
};

/// The stage that takes longest.
std::string main_stage(const Scenario& scenario);

/// Calibrates, searches for rosters where options ask for it, simulates the baseline and every option, and what the
/// bridges of options need. Throws what simulate throws.
Study make_study(const Scenario& scenario, const StudySettings& settings);
/// The same, calibrated before.
Study make_study(const Scenario& scenario, const std::vector<Calibration>& calibrations, const StudySettings& settings);

}  // namespace channelshift
