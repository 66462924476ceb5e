#include "models/rosters/propose.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <utility>

#include "sim/random/arithmetic.hpp"

namespace channelshift {
namespace {

constexpr std::size_t many_lines = 60;  ///< beyond, places are put on one line only
constexpr int near_by = 2;              ///< places
constexpr double no_hope = 0.01;        ///< chance of a first move to meet the standards, where there are many lines
constexpr double likely = 0.5;          ///< that of further ones
constexpr double penny = 1e-6;

double shortage(const std::vector<double>& margins) {
  double sum = 0;
  for (const double margin : margins) sum += std::max(0.0, -margin);
  return sum;
}

/// Places taken off, or put on, some lines.
struct Half {
  Places change;  ///< [line]
  double cost = 0;
  std::vector<double> effect;  ///< [standard]
  std::vector<double> moved;   ///< [standard] sum of absolute effects
};

/// Moves from one place, and what is foreseen of them.
class Moves {
 public:
  Moves(const Effects& effects, const Trials& trials, const Places& at)
      : effects_(effects), trials_(trials), at_(at), margins_(effects.margins_at(at)), moved_(margins_.size(), 0.0) {
    for (std::size_t l = 0; l < at.size(); ++l)
      for (std::size_t s = 0; s < margins_.size(); ++s)
        moved_[s] += std::abs(effects.effect(l, at[l] - effects.centre()[l], s));
  }

  /// The move with the greatest saving times chance. Sets the chance that it meets the standards.
  std::optional<Places> best(bool first, double least, double& chance) const {
    std::optional<Places> best;
    const bool few = at_.size() <= few_lines;
    double best_worth = few ? 0 : least;
    const std::vector<Half> off = halves(-1);
    const std::vector<Half> on = halves(1);
    for (const Half& less : off)
      for (const Half& more : on) {
        const double saving = -less.cost - more.cost;
        if (saving <= std::max(penny, best_worth)) break;  // those to come cost more
        const double hope = chance_of(less, more);
        if (hope * saving <= best_worth || (first ? !few && hope < no_hope : hope < likely)) continue;
        const auto places = changed(less, more);
        if (!places || !trials_.limits().allow(*places) || trials_.known(*places) || trials_.sure_to_fail(*places))
          continue;
        best = *places;
        best_worth = hope * saving;
        chance = hope;
      }
    return best;
  }

 private:
  Half half(const Places& change) const {
    Half half{change, 0, std::vector<double>(margins_.size(), 0.0), std::vector<double>(margins_.size(), 0.0)};
    for (std::size_t l = 0; l < change.size(); ++l) {
      if (change[l] == 0) continue;
      half.cost += trials_.lines()[l].cost * change[l];
      const int before = at_[l] - effects_.centre()[l];
      for (std::size_t s = 0; s < margins_.size(); ++s) {
        const double effect = effects_.effect(l, before + change[l], s) - effects_.effect(l, before, s);
        half.effect[s] += effect;
        half.moved[s] += std::abs(effect);
      }
    }
    return half;
  }

  /// What a move may take off (sign -1) or put on (1); in the order of cost, the greatest saving or the least cost
  /// first.
  std::vector<Half> halves(int sign) const {
    std::vector<Half> all;
    const std::size_t lines = at_.size();
    const auto add = [&](const Places& change) {
      for (std::size_t l = 0; l < lines; ++l)
        if (at_[l] + change[l] < 0) return;
      all.push_back(half(change));
    };
    if (lines <= few_lines)
      for_each_in_box(sign, add);
    else
      for_each_of_two_lines(sign, add);
    std::ranges::stable_sort(all, {}, &Half::cost);
    return all;
  }

  template <class Add>
  void for_each_of_two_lines(int sign, const Add& add) const {
    Places change(at_.size(), 0);
    if (sign > 0) add(change);
    for (std::size_t i = 0; i < at_.size(); ++i) {
      for (int places = 1; places <= near_by; ++places) {
        change[i] = sign * places;
        add(change);
      }
      change[i] = sign;
      for (std::size_t j = i + 1; j < at_.size() && (sign < 0 || at_.size() <= many_lines); ++j) {
        change[j] = sign;
        add(change);
        change[j] = 0;
      }
      change[i] = 0;
    }
  }

  template <class Add>
  void for_each_in_box(int sign, const Add& add) const {
    Places change(at_.size(), 0);
    for (;;) {
      add(change);
      std::size_t l = 0;
      while (l < change.size() && change[l] == sign * near_by) change[l++] = 0;
      if (l == change.size()) return;
      change[l] += sign;
    }
  }

  /// Empty where both touch one line: that is another move.
  std::optional<Places> changed(const Half& less, const Half& more) const {
    Places places = at_;
    for (std::size_t l = 0; l < places.size(); ++l) {
      if (less.change[l] != 0 && more.change[l] != 0) return std::nullopt;
      places[l] += less.change[l] + more.change[l];
    }
    return places;
  }

  /// That every standard holds, by the logistic distribution. What a move does not touch stays as it is.
  double chance_of(const Half& less, const Half& more) const {
    double chance = 1;
    for (std::size_t s = 0; s < margins_.size() && chance > 0; ++s) {
      const double moved = moved_[s] + less.moved[s] + more.moved[s];
      const double margin = margins_[s] + less.effect[s] + more.effect[s];
      if (moved == 0 && margin >= 0) continue;
      chance /= 1 + sim::exp_of(std::clamp(-1.7 * margin / effects_.error(s, moved), -30.0, 30.0));
    }
    return chance;
  }

  const Effects& effects_;
  const Trials& trials_;
  const Places& at_;
  std::vector<double> margins_;
  std::vector<double> moved_;
};

}  // namespace

std::optional<Places> filled_up(const Effects& effects, const Trials& trials, int most) {
  Places places = effects.centre();
  std::vector<double> margins = effects.margins();
  for (int more = 0; more < most && shortage(margins) > 0; ++more) {
    std::optional<Places> best;
    double best_worth = 0;
    for (std::size_t l = 0; l < places.size(); ++l) {
      Places there = places;
      ++there[l];
      const double gain = shortage(margins) - shortage(effects.margins_at(there));
      const double worth = gain / (trials.lines()[l].cost + 1);
      if (worth <= best_worth || !trials.limits().allow(there)) continue;
      best = std::move(there);
      best_worth = worth;
    }
    if (!best) break;
    places = std::move(*best);
    margins = effects.margins_at(places);
  }
  if (places == effects.centre()) return std::nullopt;
  return places;
}

std::optional<Places> proposed(const Effects& effects, const Trials& trials, int most, double least) {
  Places places = effects.centre();
  double chance = 0;
  for (int move = 0; move < most; ++move) {
    auto next = Moves(effects, trials, places).best(move == 0, move == 0 ? least : 0, chance);
    if (!next) break;
    places = std::move(*next);
    if (chance < likely) break;
  }
  if (places == effects.centre()) return std::nullopt;
  return places;
}

}  // namespace channelshift
