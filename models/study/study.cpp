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

OptionRun without_series(OptionRun run) {
  run.series = {};
  return run;
}

/// [search] the centre as it is, on the replications of each.
std::vector<OptionRun> as_it_is(const Scenario& scenario, const std::vector<Calibration>& calibrations, int threads) {
  std::vector<OptionRun> runs;
  const PlanSettings baseline{.demand_factors = demand_factors(scenario, calibrations)};
  for (int search = 0; search < scenario.search.searches; ++search) {
    const std::uint64_t first = first_search_replication + search * replications_between_searches;
    runs.push_back(without_series(
        simulate_plans(scenario, {&baseline, 1}, first, scenario.search.replications, {threads, {}})[0]));
  }
  return runs;
}

std::vector<SearchRuns> runs_of(std::optional<StaffedOption>& staffed, const std::vector<OptionRun>& as_it_is) {
  std::vector<SearchRuns> runs;
  if (!staffed) return runs;
  for (std::size_t s = 0; s < staffed->searches.size(); ++s) {
    RosterPair& pair = staffed->searches[s];
    runs.push_back(
        {as_it_is[s], without_series(std::move(pair.without.run)), without_series(std::move(pair.with.run))});
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
  return make_study(scenario, calibrate(scenario, {settings.threads, {}}), settings);
}

Study make_study(const Scenario& scenario, const std::vector<Calibration>& calibrations,
                 const StudySettings& settings) {
  Staffed found{scenario, {}};
  found.options.resize(scenario.options.size());
  if (searches(scenario)) found = staff_options(scenario, calibrations, stage(settings, searching));
  Study study{std::move(found.scenario), {}};
  const RunSettings run = stage(settings, simulating);
  study.results = settings.precision ? simulate_until_precise(study.scenario, calibrations, *settings.precision, run)
                                     : simulate(study.scenario, calibrations, run);
  study.scenario.replications = study.results.replications;
  const std::vector<OptionRun> before =
      searches(scenario) ? as_it_is(scenario, calibrations, settings.threads) : std::vector<OptionRun>{};
  for (std::size_t o = 0; o < study.scenario.options.size(); ++o) {
    study.results.searches.push_back(runs_of(found.options[o], before));
    study.results.mechanisms.push_back(mechanisms_of(study, o, settings));
  }
  return study;
}

}  // namespace channelshift
