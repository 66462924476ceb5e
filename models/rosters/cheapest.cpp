#include "models/rosters/cheapest.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "models/rosters/propose.hpp"

namespace channelshift {
namespace {

constexpr double little = 0.05;  ///< missing in all standards together
constexpr int most_steps = 12;
constexpr int most_repairs = 30;
constexpr int most_proposals = 20;
constexpr int most_failures = 25;          ///< of neighbours, one after the other
constexpr int most_failures_of_few = 150;  ///< where there are few lines
constexpr double far_off = 0.02;           ///< by which a trial misses a standard that is no centre for forecasts
constexpr double first_reserve = 0.0005;   ///< aimed at beyond the standards in a repair, doubled each time
constexpr double helps = 1e-4;             ///< more staff that raises no share by this is no help
constexpr double dear_repair = 1.05;       ///< times the cost before
constexpr int repairs_by_forecast = 4;

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
Places raised(const Trials& trials, Places places, const Forecast* forecast, const std::vector<double>& margins) {
  for (std::size_t l = 0; l < places.size(); ++l) {
    bool helps_a_channel = forecast == nullptr;
    for (std::size_t s = 0; s < margins.size(); ++s)
      helps_a_channel |= margins[s] < 0 && forecast &&
                         forecast->answers(trials.lines()[l].team, trials.task().standards[s].channel.value);
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
  for (int raise = 0; raise < most_repairs; ++raise, places = raised(trials, places, nullptr, {}))
    if (auto trial = trials.run(places)) return std::move(*trial);
  throw SimulationStopped(
      "no number of staff on the roster lines as they are keeps the queues from growing without end.");
}

/// What one place fewer on each line does, on one replication.
void probe(Trials& trials, Forecast& forecast, const Trial& centre) {
  std::vector<std::optional<std::vector<double>>> one_fewer(trials.lines().size());
  for (std::size_t l = 0; l < one_fewer.size(); ++l) {
    Places places = centre.places;
    if (--places[l] >= 0) one_fewer[l] = trials.differences(places, centre);
  }
  forecast.centre_on(centre);
  forecast.learn_lines(one_fewer);
}

/// How much of what is missing another place makes good.
double made_good(const std::vector<double>& margins, const std::vector<double>& differences) {
  double sum = 0;
  for (std::size_t s = 0; s < margins.size(); ++s)
    sum += std::max(0.0, -margins[s]) - std::max(0.0, -margins[s] - differences[s]);
  return sum;
}

/// The roster with one place more where, on one replication, that makes most good for its cost; none if nowhere.
std::optional<Places> one_more(Trials& trials, const Trial& trial) {
  std::optional<Places> best;
  double best_worth = 0;
  for (std::size_t l = 0; l < trials.lines().size(); ++l) {
    Places places = trial.places;
    ++places[l];
    if (trials.known(places) || !trials.limits().allow(places)) continue;
    const auto differences = trials.differences(places, trial);
    if (!differences) continue;
    const double worth = made_good(trial.verdict.margins, *differences) / (trials.lines()[l].cost + 1);
    if (worth <= best_worth) continue;
    best_worth = worth;
    best = std::move(places);
  }
  return best;
}

/// Place by place until the standards hold, where little is missing; what is left missing after that is not little.
Trial stepped_up(Trials& trials, Trial trial) {
  for (int step = 0; step < most_steps && !trial.verdict.meets && shortage(trial) < little; ++step) {
    const auto places = one_more(trials, trial);
    std::optional<Trial> next = places ? trials.run(*places) : std::nullopt;
    if (!next || shortage(*next) >= shortage(trial)) break;
    trial = std::move(*next);
  }
  return trial;
}

/// More staff until the standards hold: place by place where little is missing; else where the forecast says, if that
/// is not dear; else throughout the teams that answer what misses them.
Trial repaired(Trials& trials, Forecast& forecast, Trial trial) {
  trial = stepped_up(trials, std::move(trial));
  for (int repair = 0; !trial.verdict.meets; ++repair) {
    forecast.centre_on(trial);
    const double dear = dear_repair * staff_cost(trials.lines(), trial.places) + 1;
    auto places = filled_up(forecast, trials, trial.places, first_reserve * (1 << repair), dear);
    const bool by_forecast = places && !trials.known(*places) && repair < repairs_by_forecast;
    std::optional<Trial> next =
        trials.run(by_forecast ? *places : raised(trials, trial.places, &forecast, trial.verdict.margins));
    if (!next || (!by_forecast && repair > most_repairs / 2 && shortage(*next) > shortage(trial) - helps) ||
        repair == most_repairs)
      no_help(trials.task(), trial);
    forecast.learn(next->places, next->verdict);
    trial = std::move(*next);
  }
  return trial;
}

/// Simulates what the forecast takes for the cheapest, learns, and so on, until it knows nothing cheaper.
Trial narrowed(Trials& trials, Forecast& forecast, Trial best) {
  forecast.centre_on(best);
  Places from = best.places;
  for (int proposal = 0; proposal < most_proposals; ++proposal) {
    const double cost = staff_cost(trials.lines(), best.places);
    auto places = proposed(forecast, trials, from, cost);
    if (!places && from != best.places) {
      forecast.centre_on(best);
      places = proposed(forecast, trials, best.places, cost);
    }
    if (!places) break;
    std::optional<Trial> trial = trials.run_if_hopeful(*places, &best);
    forecast.learn(*places, *trials.known(*places));
    const bool near = trial && *std::ranges::min_element(trial->verdict.margins) > -far_off;
    forecast.centre_on(near ? *trial : best);
    from = near ? trial->places : best.places;
    if (trial && trial->verdict.meets) best = std::move(*trial);
  }
  return best;
}

/// A cheaper neighbour that meets the standards, the most promising tried first; each failure teaches the forecast.
std::optional<Trial> cheaper(Trials& trials, Forecast& forecast, const Trial& best) {
  forecast.centre_on(best);
  const int most = trials.lines().size() <= few_lines ? most_failures_of_few : most_failures;
  for (int failure = 0; failure < most; ++failure) {
    const auto places = neighbour(forecast, trials, best.places);
    if (!places) break;
    std::optional<Trial> trial = trials.run_if_hopeful(*places, &best);
    if (trial && trial->verdict.meets) return trial;
    forecast.learn(*places, *trials.known(*places));
  }
  return std::nullopt;
}

Roster roster_of(const Model& model) {
  Roster roster;
  for (const Team& team : model.teams) roster.push_back(team.roster);
  return roster;
}

}  // namespace

FoundRoster cheapest_roster(const RosterTask& task, const std::optional<Places>& start) {
  const std::vector<FreeLine> lines = free_lines(*task.scenario, *task.model);
  Trials trials(task, lines);
  Forecast forecast(task, lines);
  if (task.standards.empty()) throw std::logic_error("a search for rosters without a standard");
  Trial best = first_trial(trials, start ? *start : places_of(*task.model, lines));
  probe(trials, forecast, best);
  best = repaired(trials, forecast, std::move(best));
  best = narrowed(trials, forecast, std::move(best));
  while (auto better = cheaper(trials, forecast, best)) best = narrowed(trials, forecast, std::move(*better));
  Model model = *task.model;
  set_places(model, lines, best.places);
  return {roster_of(model), staff_cost(lines, best.places), best.verdict.meets, std::move(best.run),
          trials.simulations()};
}

}  // namespace channelshift
