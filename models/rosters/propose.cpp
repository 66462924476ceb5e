#include "models/rosters/propose.hpp"

#include <algorithm>

#include "sim/random/arithmetic.hpp"

namespace channelshift {
namespace {

constexpr std::size_t many_lines = 40;  ///< beyond, no exchanges of three
constexpr int near_by = 2;              ///< places
constexpr int most_passes = 200;
constexpr double no_hope = 0.01;  ///< chance of a neighbour to meet the standards, where there are many

double shortage(const std::vector<double>& margins, double reserve = 0) {
  double sum = 0;
  for (const double margin : margins) sum += std::max(0.0, reserve - margin);
  return sum;
}

double saving_of(const std::vector<FreeLine>& lines, const Move& move) {
  double saving = 0;
  for (const Change& change : move) saving -= lines[change.line].cost * change.places;
  return saving;
}

Places moved(Places places, const Move& move) {
  for (const Change& change : move) places[change.line] += change.places;
  return places;
}

bool possible(const Places& places, const Move& move) {
  for (const Change& change : move)
    if (places[change.line] + change.places < 0) return false;
  return true;
}

/// Calls consider(move, saving) for every move of one place off a line for none, one or two on others, and of two off
/// for one on, that saves.
template <class Consider>
void for_each_exchange(const std::vector<FreeLine>& lines, const Places& places, const Consider& consider) {
  const auto offer = [&](const Move& move) {
    const double saving = saving_of(lines, move);
    if (saving > 1e-6 && possible(places, move)) consider(move, saving);
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    offer({{i, -1}});
    for (std::size_t j = 0; j < lines.size(); ++j) {
      if (j == i) continue;
      offer({{i, -1}, {j, 1}});
      if (j > i) offer({{i, -1}, {j, -1}});
      offer({{i, -1}, {j, 2}});
      offer({{i, 1}, {j, -2}});
      for (std::size_t k = j + 1; lines.size() <= many_lines && k < lines.size(); ++k) {
        if (k == i) continue;
        offer({{i, -1}, {j, 1}, {k, 1}});
        offer({{i, 1}, {j, -1}, {k, -1}});
      }
    }
  }
}

/// The same for every change of few lines by up to `near_by` places.
template <class Consider>
void for_each_in_box(const std::vector<FreeLine>& lines, const Places& places, const Consider& consider) {
  std::vector<Move> moves{{}};
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const std::vector<Move> before = moves;
    for (int more = -near_by; more <= near_by; ++more)
      for (Move move : before) {
        if (more == 0) continue;
        move.add({l, more});
        moves.push_back(move);
      }
  }
  for (const Move& move : moves) {
    const double saving = saving_of(lines, move);
    if (saving > 1e-6 && possible(places, move)) consider(move, saving);
  }
}

/// What single places do to the margins, added up: rules out most exchanges quickly.
class Screen {
 public:
  explicit Screen(Forecast& forecast) : forecast_(forecast) {
    for (std::size_t l = 0; l < forecast.places().size(); ++l) {
      fewer_.push_back(difference({{l, -1}}));
      more_.push_back(difference({{l, 1}}));
    }
  }
  bool passes(const Move& move) const {
    for (std::size_t s = 0; s < forecast_.margins().size(); ++s) {
      double margin = forecast_.margins()[s] + slack;
      for (const Change& change : move) margin += change.places < 0 ? fewer_[change.line][s] : more_[change.line][s];
      if (margin < 0) return false;
    }
    return true;
  }

 private:
  static constexpr double slack = 0.004;
  std::vector<double> difference(const Move& move) const {
    std::vector<double> difference = forecast_.after(move);
    for (std::size_t s = 0; s < difference.size(); ++s) difference[s] -= forecast_.margins()[s];
    return difference;
  }
  Forecast& forecast_;
  std::vector<std::vector<double>> fewer_, more_;  ///< [line][standard]
};

bool allowed(const Trials& trials, const Places& places) {
  return trials.limits().allow(places) && !trials.beneath_a_failure(places);
}

/// Takes single places off, each time the dearest for the harm forecast, while every margin stays.
void trim(Forecast& forecast, const Trials& trials) {
  for (;;) {
    std::optional<Places> best;
    double best_worth = 0;
    for (std::size_t l = 0; l < trials.lines().size(); ++l) {
      if (forecast.places()[l] == 0 || trials.lines()[l].cost <= 0) continue;
      const Move move{{l, -1}};
      const std::vector<double>& after = forecast.after(move);
      if (shortage(after) > 0) continue;
      double harm = 1e-9;
      for (std::size_t s = 0; s < after.size(); ++s)
        harm += std::max(0.0, forecast.margins()[s] - after[s]) / (forecast.margins()[s] + 1e-4);
      const double worth = trials.lines()[l].cost / harm;
      const Places places = moved(forecast.places(), move);
      if (worth <= best_worth || !allowed(trials, places)) continue;
      best = places;
      best_worth = worth;
    }
    if (!best) return;
    forecast.stand_at(*best);
  }
}

/// The exchange that saves most, if one keeps every margin.
bool exchange(Forecast& forecast, const Trials& trials) {
  std::optional<Places> best;
  double best_saving = 0;
  const Screen screen(forecast);
  for_each_exchange(trials.lines(), forecast.places(), [&](const Move& move, double saving) {
    if (saving <= best_saving || !screen.passes(move) || shortage(forecast.after(move)) > 0) return;
    Places places = moved(forecast.places(), move);
    if (!allowed(trials, places)) return;
    best = std::move(places);
    best_saving = saving;
  });
  if (best) forecast.stand_at(*best);
  return best.has_value();
}

/// Share of forecasts at least so far right of nothing, by the logistic distribution.
double chance(double margin, double error) { return 1 / (1 + sim::exp_of(-1.7 * margin / error)); }

}  // namespace

std::optional<Places> filled_up(Forecast& forecast, const Trials& trials, Places places, double reserve,
                                double most_cost) {
  const std::vector<FreeLine>& lines = trials.lines();
  forecast.stand_at(places);
  while (shortage(forecast.margins(), reserve) > 0) {
    std::optional<std::size_t> best;
    double best_worth = 0;
    for (std::size_t l = 0; l < lines.size(); ++l) {
      const Move move{{l, 1}};
      const double gain = shortage(forecast.margins(), reserve) - shortage(forecast.after(move), reserve);
      const double worth = gain / std::max(lines[l].cost, 1e-6);
      if (gain < 1e-9 || worth <= best_worth || !trials.limits().allow(moved(places, move))) continue;
      best = l;
      best_worth = worth;
    }
    if (!best) return std::nullopt;
    ++places[*best];
    if (staff_cost(lines, places) > most_cost) return std::nullopt;
    forecast.stand_at(places);
  }
  return places;
}

std::optional<Places> proposed(Forecast& forecast, const Trials& trials, const Places& places, double below_cost) {
  const auto start = filled_up(forecast, trials, places, 0, 2 * below_cost + 1);
  if (!start) return std::nullopt;
  forecast.stand_at(*start);
  for (int pass = 0; pass < most_passes; ++pass) {
    trim(forecast, trials);
    if (!exchange(forecast, trials)) break;
  }
  if (!allowed(trials, forecast.places()) || staff_cost(trials.lines(), forecast.places()) >= below_cost - 1e-6)
    return std::nullopt;
  return forecast.places();
}

std::optional<Places> neighbour(Forecast& forecast, const Trials& trials, const Places& places) {
  forecast.stand_at(places);
  const bool few = trials.lines().size() <= few_lines;
  const Screen screen(forecast);
  std::optional<Places> best;
  double best_worth = 0;
  const auto consider = [&](const Move& move, double saving) {
    if (saving <= best_worth || (!few && !screen.passes(move))) return;
    const double likely = chance(*std::ranges::min_element(forecast.after(move)), forecast.error());
    if ((!few && likely < no_hope) || likely * saving <= best_worth) return;
    Places there = moved(places, move);
    if (!trials.limits().allow(there) || (few ? trials.beneath_a_failure(there) : trials.known(there) != nullptr))
      return;
    best = std::move(there);
    best_worth = likely * saving;
  };
  if (few)
    for_each_in_box(trials.lines(), places, consider);
  else
    for_each_exchange(trials.lines(), places, consider);
  return best;
}

}  // namespace channelshift
