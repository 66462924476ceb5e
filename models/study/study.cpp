#include "models/study/study.hpp"

#include <algorithm>
#include <utility>

#include "models/money/bridge.hpp"
#include "models/rosters/search.hpp"

namespace channelshift {
namespace {

constexpr const char* searching = "searching rosters";
constexpr const char* simulating = "simulating";
constexpr const char* bridging = "building bridges";

bool searches(const Scenario& scenario) {
  return std::ranges::any_of(scenario.options, [](const Option& option) { return option.staffing != Staffing::keep; });
}

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
                             demand_factors(study.scenario, study.results.calibrations), stage(settings, bridging));
}

}  // namespace

std::string main_stage(const Scenario& scenario) { return searches(scenario) ? searching : simulating; }

Study make_study(const Scenario& scenario, const StudySettings& settings) {
  const std::vector<Calibration> calibrations = calibrate(scenario, {settings.threads, {}});
  Staffed found{scenario, {}};
  found.options.resize(scenario.options.size());
  if (searches(scenario)) found = staff_options(scenario, calibrations, stage(settings, searching));
  Study study{std::move(found.scenario), {}};
  study.results = simulate(study.scenario, calibrations, stage(settings, simulating));
  for (std::size_t o = 0; o < study.scenario.options.size(); ++o) {
    study.results.searches.push_back(runs_of(found.options[o]));
    study.results.mechanisms.push_back(mechanisms_of(study, o, settings));
  }
  return study;
}

}  // namespace channelshift
