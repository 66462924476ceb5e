#include "models/money/study.hpp"

#include <algorithm>
#include <utility>

#include "models/money/bridge.hpp"
#include "models/rosters/search.hpp"

namespace channelshift {
namespace {

RunSettings stage(const StudySettings& settings, const std::string& name) {
  RunSettings run{settings.threads, {}};
  if (settings.progress) run.progress = settings.progress(name);
  return run;
}

std::vector<SearchRuns> runs_of(std::optional<StaffedOption>& staffed) {
  std::vector<SearchRuns> runs;
  if (!staffed) return runs;
  for (RosterPair& pair : staffed->searches) {
    runs.push_back({std::move(pair.without.run), std::move(pair.with.run)});
    runs.back().without.series = {};
    runs.back().with.series = {};
  }
  return runs;
}

std::vector<OptionRun> mechanisms_of(const Study& study, std::size_t option, const StudySettings& settings) {
  if (!study.scenario.options[option].bridge) return {};
  return simulate_mechanisms(study.scenario, study.scenario.options[option], study.results.runs[1 + option],
                             demand_factors(study.scenario, study.results.calibrations),
                             stage(settings, "building bridges"));
}

}  // namespace

Study make_study(const Scenario& scenario, const StudySettings& settings) {
  const std::vector<Calibration> calibrations = calibrate(scenario, {settings.threads, {}});
  Staffed found{scenario, {}};
  found.options.resize(scenario.options.size());
  const auto searched = [](const Option& option) { return option.staffing != Staffing::keep; };
  if (std::ranges::any_of(scenario.options, searched))
    found = staff_options(scenario, calibrations, stage(settings, "searching rosters"));
  Study study{std::move(found.scenario), {}};
  study.results = simulate(study.scenario, calibrations, stage(settings, "simulating"));
  for (std::size_t o = 0; o < study.scenario.options.size(); ++o) {
    study.results.searches.push_back(runs_of(found.options[o]));
    study.results.mechanisms.push_back(mechanisms_of(study, o, settings));
  }
  return study;
}

}  // namespace channelshift
