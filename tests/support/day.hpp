#pragma once

#include <optional>
#include <vector>

/// Exact expected counts of a day with Poisson arrivals, exponential handle times and exponential patience, whose
/// rate and staff change in steps: the Kolmogorov equations solved by uniformisation.
namespace channelshift::test {

/// From the end of the piece before (0 for the first) to `until_s`.
struct DayPiece {
  double until_s;
  double arrivals_per_s;
  int agents;
};

/// The day begins empty. After the last piece nobody comes, and its agents stay until the queue is empty. When agents
/// become fewer, the idle go first and the others when their contact ends.
struct Day {
  std::vector<DayPiece> pieces;
  double handle_s = 1;
  std::optional<double> patience_s;  ///< none: nobody leaves
  double balk = 0;                   ///< leaves at once when no agent is free
  std::optional<int> lines;          ///< waiting and in service; further contacts find a busy tone
};

/// Expected values of one day.
struct DayCounts {
  double offered = 0;
  double blocked = 0;
  double waited = 0;     ///< found no agent free, balked and blocked included
  double abandoned = 0;  ///< balked included
  double answered = 0;
  double answered_in_target = 0;
  double left_in_target = 0;              ///< abandoned within the target wait (balked included)
  double wait_s = 0;                      ///< sum over all
  double queue_s = 0;                     ///< number waiting, summed over the time of the pieces
  std::optional<double> wait_answered_s;  ///< sum over the answered; empty if staff changes in the day
  double busy_within_s = 0;               ///< on contacts, by no more agents than there should be, within the pieces
  double overtime_s = 0;                  ///< on contacts, by agents above that number or after the last piece
};

DayCounts operator+(const DayCounts& a, const DayCounts& b);
DayCounts operator*(double factor, const DayCounts& counts);

/// `queue`: longest queue to reckon with; more would have to be negligible.
DayCounts solve_day(const Day& day, double within_s, int queue);

/// The same with all rates multiplied by a gamma factor of mean 1 and this coefficient of variation.
DayCounts solve_gamma_day(const Day& day, double cv, double within_s, int queue);

/// Mean number in service at time t_s where there is always an agent free, empty at 0.
double busy_without_limit(const std::vector<DayPiece>& pieces, double handle_s, double t_s);

}  // namespace channelshift::test
