#include "models/measures/simulated.hpp"

#include <algorithm>

#include "models/scenario/release.hpp"

namespace channelshift {
namespace {

double measured_days(const Scenario& scenario) { return 7.0 * scenario.calendar.weeks; }

/// Share of the measured days from `starts` on.
double share_in_force(const Scenario& scenario, const Option& option) {
  if (!option.starts) return 1;
  const double before = static_cast<double>((*option.starts - scenario.calendar.start).count());
  return 1 - std::clamp(before / measured_days(scenario), 0.0, 1.0);
}

Simulated simulated_option(const Scenario& scenario, const Option& option, const OptionRun& run) {
  Simulated result;
  result.id = option.id;
  result.title = option.title.empty() ? option.id : option.title;
  result.scenario = &scenario;
  result.model = &option.model;
  result.option = &option;
  result.run = &run;
  result.years = measured_days(scenario) / days_per_year;
  result.running_cost_per_year = option.per_year_cost;
  return result;
}

/// By the rosters before and after; see Releases.
bool waits_for_gate(const Simulated& simulated, std::size_t team) {
  if (!simulated.first_year || simulated.option->release.rule != ReleaseRule::when_take_up) return false;
  const Model& before = simulated.option->without ? *simulated.option->without : simulated.scenario->model;
  return gives_up_hours(simulated.scenario->calendar, before.teams[team], simulated.model->teams[team]);
}

}  // namespace

bool waits_for_gate(const Simulated& simulated) {
  for (std::size_t team = 0; team < simulated.model->teams.size(); ++team)
    if (waits_for_gate(simulated, team)) return true;
  return false;
}

bool paid_time_varies(const Simulated& simulated, std::size_t team) {
  return simulated.model->teams[team].turnover.has_value() || waits_for_gate(simulated, team);
}

std::vector<Simulated> full_years(const Scenario& scenario, const Results& results) {
  Simulated baseline;
  baseline.id = baseline_id;
  baseline.title = "As it is";
  baseline.scenario = &scenario;
  baseline.model = &scenario.model;
  baseline.run = &results.runs.at(0);
  baseline.years = measured_days(scenario) / days_per_year;
  std::vector<Simulated> all{baseline};
  for (std::size_t i = 0; i < scenario.options.size(); ++i) {
    all.push_back(simulated_option(scenario, scenario.options[i], results.runs.at(1 + i)));
  }
  return all;
}

const Simulated& without_option(const std::vector<Simulated>& full_years, const Option& option) {
  if (!option.without) return full_years.front();
  const auto found = std::ranges::find(full_years, option.id + without_suffix, &Simulated::id);
  return found == full_years.end() ? full_years.front() : *found;
}

std::vector<Simulated> first_years(const Scenario& scenario, const Results& results) {
  std::vector<Simulated> all;
  for (std::size_t i = 0; i < results.first_year.size(); ++i) {
    if (!results.first_year[i]) continue;
    const Option& option = scenario.options.at(i);
    Simulated dated = simulated_option(scenario, option, *results.first_year[i]);
    dated.id += first_year_suffix;
    dated.first_year = true;
    dated.running_cost_per_year *= share_in_force(scenario, option);
    all.push_back(dated);
  }
  return all;
}

}  // namespace channelshift
