#include "models/rosters/cheapest.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "models/rosters/propose.hpp"

namespace channelshift {
namespace {

constexpr int most_repairs = 40;
constexpr int repairs_by_effect = 12;  ///< then more staff throughout
constexpr int repairs_between_measures = 3;
constexpr int most_failures = 25;          ///< of proposals, one after the other
constexpr int most_failures_of_few = 150;  ///< where there are few lines
constexpr double worth_a_trial = 1e-4;     ///< expected saving, as a part of the cost, where there are many lines
constexpr double worth_measures =
    0.002;                       ///< saved since the last ones, as a part of the cost, where there are many lines
constexpr int first_stride = 4;  ///< moves at once
constexpr double helps = 1e-4;   ///< more staff that raises no share by this is no help

/// The interval of the week in which most contacts miss a standard.
std::size_t worst_interval(const RosterTask& task, const Standard& standard, const OptionRun& run) {
  const std::size_t intervals = 7 * 86400 / static_cast<std::size_t>(task.scenario->calendar.interval_s);
  std::size_t worst = 0;
  double most = -1;
  for (std::size_t i = 0; i < intervals; ++i) {
    const Kept here = kept(standard, run.series.week[standard.channel.value * intervals + i]);
    if (here.contacts - here.good <= most) continue;
    most = here.contacts - here.good;
    worst = i;
  }
  return worst;
}

[[noreturn]] void no_help(const RosterTask& task, const Trial& trial) {
  constexpr const char* weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  const auto worst =
      static_cast<std::size_t>(std::ranges::min_element(trial.verdict.margins) - trial.verdict.margins.begin());
  const Standard& standard = task.standards[worst];
  const int interval_s = task.scenario->calendar.interval_s;
  const int at_s = static_cast<int>(worst_interval(task, standard, trial.run)) * interval_s;
  throw SimulationStopped(fmt::format(
      "no number of staff on the roster lines as they are gives channel \"{}\" its {} of {:.1f}% (it comes to {:.1f}%, "
      "and most of those who miss it come on {}s at {:02}:{:02}). Give a team that answers it a roster line then, or "
      "change its hours or its target.",
      task.model->channels[standard.channel.value].id,
      standard.of == Standard::Of::in_time ? "service level" : "share not abandoned", 100 * standard.at_least,
      100 * (standard.at_least + trial.verdict.margins[worst]), weekdays[at_s / 86400], at_s % 86400 / 3600,
      at_s % 3600 / 60));
}

double shortage(const Trial& trial) {
  double sum = 0;
  for (const double margin : trial.verdict.margins) sum += std::max(0.0, -margin);
  return sum;
}

/// A tenth more, at least one, on every line; or on those of teams that answer a channel whose standard is missed.
Places raised(const Trials& trials, Places places, const std::vector<double>& margins) {
  for (std::size_t l = 0; l < places.size(); ++l) {
    bool helps_a_channel = margins.empty();
    for (std::size_t s = 0; s < margins.size(); ++s) helps_a_channel |= margins[s] < 0 && trials.answers(l, s);
    if (!helps_a_channel) continue;
    Places more = places;
    more[l] += 1 + places[l] / 10;
    if (trials.limits().allow(more)) places = std::move(more);
  }
  return places;
}

/// The first roster from `places` upwards that can be simulated at all.
Trial first_trial(Trials& trials, Places places) {
  const auto allowed = trials.limits().met(std::move(places));
  if (!allowed)
    throw SimulationStopped(
        "minimum-staff needs more paid hours than contract-hours gives. Raise contract-hours, lower minimum-staff, or "
        "give the team shorter roster lines.");
  places = *allowed;
  for (int raise = 0; raise < most_repairs; ++raise, places = raised(trials, places, {}))
    if (auto trial = trials.run(places)) return std::move(*trial);
  throw SimulationStopped(
      "no number of staff on the roster lines as they are keeps the queues from growing without end.");
}

/// More staff until the standards hold: where the effects say, the more the longer it takes; if that does not do,
/// throughout the teams that answer what misses them.
Trial repaired(Trials& trials, Effects& effects, Trial trial) {
  int stride = first_stride;
  effects.centre_on(trial);
  for (int repair = 0; !trial.verdict.meets; ++repair) {
    const bool by_effect = repair < repairs_by_effect;
    if (by_effect && (!effects.measured() || repair % repairs_between_measures == repairs_between_measures - 1))
      effects.measure(trial);
    const auto places = by_effect ? filled_up(effects, trials, stride) : std::nullopt;
    const bool is_new = places && !trials.known(*places);
    std::optional<Trial> next = trials.run(is_new ? *places : raised(trials, trial.places, trial.verdict.margins));
    const bool helped = next && shortage(*next) < shortage(trial);
    if (!next || repair == most_repairs ||
        (!by_effect && repair > most_repairs / 2 && shortage(*next) > shortage(trial) - helps))
      no_help(trials.task(), trial);
    effects.learn(next->places, next->verdict);
    if (helped || !is_new) trial = std::move(*next);
    effects.centre_on(trial);
    if (helped) stride *= 2;
  }
  return trial;
}

/// Cheaper rosters that meet the standards, several moves at once while that goes well, then one; a failure teaches the
/// effects. Where no more is found and the cost has moved since they were measured, they are measured anew.
Trial descended(Trials& trials, Effects& effects, Trial best) {
  const std::vector<FreeLine>& lines = trials.lines();
  const int most = lines.size() <= few_lines ? most_failures_of_few : most_failures;
  const auto cost = [&] { return staff_cost(lines, best.places); };
  effects.centre_on(best);
  for (double measured_at = effects.measured() ? std::numeric_limits<double>::max() : cost();;) {
    if (!effects.measured()) effects.measure(best);
    int stride = first_stride;
    for (int failures = 0; failures < most;) {
      const auto places = proposed(effects, trials, stride, worth_a_trial * cost());
      if (!places) break;
      std::optional<Trial> trial = trials.run_if_hopeful(*places, &best);
      effects.learn(*places, *trials.known(*places));
      if (trial && trial->verdict.meets) {
        best = std::move(*trial);
        effects.centre_on(best);
        failures = 0;
        stride *= 2;
      } else {
        failures += stride == 1 ? 1 : 0;
        stride = std::max(1, stride / 2);
      }
    }
    if (cost() >= measured_at * (1 - worth_measures)) return best;
    measured_at = cost();
    effects.measure(best);
  }
}

Roster roster_of(const Model& model) {
  Roster roster;
  for (const Team& team : model.teams) roster.push_back(team.roster);
  return roster;
}

}  // namespace

FoundRoster cheapest_roster(const RosterTask& task, const std::optional<Places>& start) {
  if (task.standards.empty()) throw std::logic_error("a search for rosters without a standard");
  const std::vector<FreeLine> lines = free_lines(*task.scenario, *task.model);
  Trials trials(task, lines);
  Effects effects(trials);
  Trial best = first_trial(trials, start ? *start : places_of(*task.model, lines));
  best = descended(trials, effects, repaired(trials, effects, std::move(best)));
  Model model = *task.model;
  set_places(model, lines, best.places);
  const double cost = staff_cost(*task.scenario, best.run.paid);
  return {roster_of(model), cost, best.verdict.meets, std::move(best.run), trials.simulations()};
}

}  // namespace channelshift
