#pragma once

#include <cstddef>
#include <vector>

#include "models/rosters/trials.hpp"

/// What a place more or fewer on a line does to the standards, measured by simulation.
namespace channelshift {

/// Near a simulated roster, the centre, margins are taken to be its own plus the effects of the single places by which
/// a roster differs. Effects are differences between simulations of the same replication, so they have little noise;
/// what trials then come to corrects them. (Simulation with measured gradients, as in Atlason, Epelman, Henderson 2008,
/// doi:10.1287/mnsc.1070.0774, and Cezik, L'Ecuyer 2008, doi:10.1287/mnsc.1070.0824, of whose cuts this is the local
/// kind.)
class Effects {
 public:
  explicit Effects(Trials& trials);

  /// Simulates one place more, and one fewer, on each line on one replication.
  void measure(const Trial& centre);
  bool measured() const { return measured_; }
  void centre_on(const Trial& trial);
  /// Spreads what a trial came to, beside what was foreseen, over the lines by which it differs from the centre.
  void learn(const Places& places, const Verdict& verdict);

  const Places& centre() const { return centre_; }
  const std::vector<double>& margins() const { return margins_; }  ///< [standard] of the centre
  std::size_t standards() const { return margins_.size(); }
  /// Of so many places more (or fewer) on a line than the centre has.
  double effect(std::size_t line, int places, std::size_t standard) const;
  std::vector<double> margins_at(const Places& places) const;  ///< [standard]
  /// By how much a margin foreseen may be wrong, given the sum of the absolute effects in it.
  double error(std::size_t standard, double moved) const { return noise_[standard] + spread_[standard] * moved; }

 private:
  using Table = std::vector<std::vector<double>>;  ///< [line][standard] of one place

  static double singles(int places);

  Trials& trials_;
  Table fewer_, more_;
  bool measured_ = false;
  Places centre_;
  std::vector<double> margins_;
  std::vector<double> noise_;   ///< [standard] of a share
  std::vector<double> spread_;  ///< [standard] error for an effect of one
};

}  // namespace channelshift
