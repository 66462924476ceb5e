#include "models/rosters/effects.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace channelshift {
namespace {

constexpr double lessening = 0.85;  ///< of what a place does, from one to the next on the same line
constexpr double first_spread = 0.3;
constexpr double least_spread = 0.1;
constexpr double most_spread = 2.0;
constexpr double memory = 0.8;          ///< of the spread, from one trial to the next
constexpr double believed = 0.7;        ///< of what a trial came to beside what was foreseen
constexpr double paired_noise = 0.3;    ///< of a share on the same random numbers, beside that of an independent one
constexpr double least_weight = 1e-3;   ///< of a line in what went wrong, in noises
constexpr double hopeless_effect = -1;  ///< of a place without which the queues grow without end

/// Standard error of a share of so many contacts, on the same random numbers.
double noise_of(const Standard& standard, const OptionRun& run) {
  const Kept sum = kept(standard, run);
  if (sum.contacts == 0) return 1e-6;
  const double bad = std::max(1.0, sum.contacts - sum.good);
  return paired_noise * std::sqrt(bad) / sum.contacts;
}

}  // namespace

Effects::Effects(Trials& trials)
    : trials_(trials),
      fewer_(trials.lines().size(), std::vector<double>(trials.task().standards.size(), 0.0)),
      more_(fewer_),
      spread_(trials.task().standards.size(), first_spread) {}

void Effects::centre_on(const Trial& trial) {
  centre_ = trial.places;
  margins_ = trial.verdict.margins;
  noise_.clear();
  for (const Standard& standard : trials_.task().standards) noise_.push_back(noise_of(standard, trial.run));
}

void Effects::measure(const Trial& centre) {
  measured_ = true;
  centre_on(centre);
  for (std::size_t l = 0; l < centre_.size(); ++l) {
    const auto of_one = [&](int more) {
      Places places = centre_;
      places[l] += more;
      return trials_.differences(places, centre)
          .value_or(std::vector<double>(standards(), more < 0 ? hopeless_effect : 0.0));
    };
    more_[l] = of_one(1);
    if (centre_[l] == 0)
      for (std::size_t s = 0; s < standards(); ++s) fewer_[l][s] = -more_[l][s];
    else
      fewer_[l] = of_one(-1);
  }
}

/// Each further place on a line does less than the one before, each further one off it more. (No pow: its last bit
/// depends on the processor, and a roster might.)
double Effects::singles(int places) {
  double sum = 0;
  double one = 1;
  for (int place = 0; place < std::abs(places); ++place) {
    sum += one;
    one *= places < 0 ? 1 / lessening : lessening;
  }
  return sum;
}

double Effects::effect(std::size_t line, int places, std::size_t standard) const {
  return places == 0 ? 0.0 : singles(places) * (places < 0 ? fewer_ : more_)[line][standard];
}

std::vector<double> Effects::margins_at(const Places& places) const {
  std::vector<double> margins = margins_;
  for (std::size_t l = 0; l < places.size(); ++l)
    for (std::size_t s = 0; places[l] != centre_[l] && s < margins.size(); ++s)
      margins[s] += effect(l, places[l] - centre_[l], s);
  return margins;
}

void Effects::learn(const Places& places, const Verdict& verdict) {
  if (verdict.margins.empty()) return;
  const std::vector<double> foreseen = margins_at(places);
  for (std::size_t s = 0; s < standards(); ++s) {
    double moved = 0;
    for (std::size_t l = 0; l < places.size(); ++l) moved += std::abs(effect(l, places[l] - centre_[l], s));
    const double wrong = verdict.margins[s] - foreseen[s];
    if (moved == 0 && wrong == 0) continue;
    const double relative = std::max(0.0, std::abs(wrong) - noise_[s]) / (moved + noise_[s]);
    spread_[s] = std::clamp(memory * spread_[s] + (1 - memory) * relative, least_spread, most_spread);
    const auto weight = [&](std::size_t l) {  // a line without effect so far may have one, if it counts at all
      const int difference = places[l] - centre_[l];
      if (difference == 0) return 0.0;
      return std::abs(effect(l, difference, s)) + (trials_.answers(l, s) ? least_weight * noise_[s] : 0.0);
    };
    std::vector<double> weights;
    for (std::size_t l = 0; l < places.size(); ++l) weights.push_back(weight(l));
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t l = 0; l < places.size(); ++l) {
      if (weights[l] <= 0) continue;
      const int difference = places[l] - centre_[l];
      (difference < 0 ? fewer_ : more_)[l][s] += believed * wrong * weights[l] / all / singles(difference);
    }
  }
}

}  // namespace channelshift
