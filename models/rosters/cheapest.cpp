#include "models/rosters/cheapest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace channelshift {
namespace {

constexpr int most_raises = 12;

/// Raises every line until the standards hold.
Trial raised(Trials& trials, Trial trial) {
  for (int raise = 0; !trial.verdict.meets; ++raise) {
    if (raise == most_raises) throw SimulationStopped("no number of staff meets the standards.");
    Places places = trial.places;
    for (int& staff : places) staff += 1 + staff / 4;
    trial = trials.run(places);
  }
  return trial;
}

/// Takes places off line by line, the dearest first, half as many at a time after each failure.
Trial pruned(Trials& trials, Trial best) {
  std::vector<std::size_t> order(trials.lines().size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return trials.lines()[a].cost > trials.lines()[b].cost; });
  for (const std::size_t l : order)
    for (int fewer = best.places[l]; fewer > 0;) {
      Places places = best.places;
      places[l] -= fewer;
      std::optional<Trial> trial;
      if (places[l] >= 0 && !trials.known(places)) trial = trials.run_if_hopeful(places, best);
      if (trial && trial->verdict.meets)
        best = std::move(*trial);
      else
        fewer /= 2;
    }
  return best;
}

Roster roster_of(const Model& model) {
  Roster roster;
  for (const Team& team : model.teams) roster.push_back(team.roster);
  return roster;
}

}  // namespace

FoundRoster cheapest_roster(const RosterTask& task) {
  const std::vector<FreeLine> lines = free_lines(*task.scenario, *task.model);
  Trials trials(task, lines);
  Trial best = pruned(trials, raised(trials, trials.run(places_of(*task.model, lines))));
  Model model = *task.model;
  set_places(model, lines, best.places);
  return {roster_of(model), staff_cost(lines, best.places), best.verdict.meets, std::move(best.run),
          trials.simulations()};
}

}  // namespace channelshift
