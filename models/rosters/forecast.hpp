#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "models/rosters/trials.hpp"

/// What other rosters near a simulated one would come to, guessed without simulation.
namespace channelshift {

/// So many places more (or fewer) on one line.
struct Change {
  std::size_t line = 0;
  int places = 0;
};
/// Up to as many changes as few lines have.
class Move {
 public:
  Move() = default;
  Move(std::initializer_list<Change> changes) {
    for (const Change& change : changes) add(change);
  }
  void add(const Change& change) { changes_[size_++] = change; }
  operator std::span<const Change>() const { return {changes_.data(), size_}; }
  const Change* begin() const { return changes_.data(); }
  const Change* end() const { return changes_.data() + size_; }

 private:
  std::array<Change, 4> changes_{};
  std::size_t size_ = 0;
};

/// A simulated roster is the centre, where the forecast is exact. Elsewhere, in each interval of the week, the log odds
/// of good service move by the change of agents, over the square root of the load (in a many-server queue that is the
/// scale of staffing: Halfin, Whitt 1981, doi:10.1287/opre.29.3.567), times a strength that is learnt by standard and
/// line from what trials came to. A deferred channel, whose contacts wait from one interval to the next, is one cell.
class Forecast {
 public:
  Forecast(const RosterTask& task, const std::vector<FreeLine>& lines);

  void centre_on(const Trial& trial);
  /// Sets the strengths, given what one place fewer on each line did to the margins [line]; empty where that is not
  /// known. A line is taken to be as its team on the whole unless it differs by more than chance.
  void learn_lines(const std::vector<std::optional<std::vector<double>>>& one_fewer);
  /// Adjusts the strengths, given how a trial differs from the centre.
  void learn(const Places& places, const Verdict& verdict);

  /// Puts the forecast at these places: `after` starts from them.
  void stand_at(const Places& places);
  const Places& places() const { return at_; }
  /// Margins [standard] here, and after a move.
  const std::vector<double>& margins() const { return margins_; }
  const std::vector<double>& after(std::span<const Change> move);
  bool answers(std::size_t team, std::size_t channel) const;
  /// By how much the smallest margin has been wrong lately.
  double error() const { return error_; }

 private:
  struct Cells {  ///< of one standard; all [cell] or [line][cell]
    std::vector<double> weight;
    std::vector<double> odds;    ///< log odds at the centre
    std::vector<double> agents;  ///< at the centre
    std::vector<std::vector<double>> odds_of_line;
    std::vector<std::vector<double>> agents_of_line;
    std::vector<double> odds_here;
    std::vector<double> agents_here;
    double contacts = 0;  ///< of a replication
    double offset = 0;    ///< makes the centre exact
    double linear_here = 0;
  };
  void fill(std::size_t s, const Trial& trial);
  void fill_live(std::size_t s, const Trial& trial);
  void fill_deferred(std::size_t s, const Trial& trial);
  using Differences = std::vector<std::optional<std::vector<double>>>;
  bool is_deferred(std::size_t s) const;
  void learn_line(std::size_t s, std::size_t line, double difference);
  void learn_team(std::size_t s, std::size_t team, const Differences& one_fewer);
  void scale(std::size_t s, std::size_t line, double factor);
  double linear(std::size_t s, std::size_t line, int more) const;
  double share(const Cells& cells, std::span<const double> odds, std::span<const double> agents) const;
  double present(std::size_t team) const;
  double busy(const Trial& trial, std::size_t team, std::size_t interval) const;

  const RosterTask& task_;
  const std::vector<FreeLine>& lines_;
  std::size_t intervals_;
  double interval_h_;
  std::vector<std::vector<double>> strength_;  ///< [standard][line]
  std::vector<std::vector<double>> linear_;    ///< [standard][line] margin per place that the odds do not tell
  std::vector<Cells> cells_;                   ///< [standard]
  std::vector<double> centre_margins_;
  Places centre_;
  Places at_;
  std::vector<double> margins_;
  std::vector<double> after_;
  std::vector<double> odds_after_;
  std::vector<double> agents_after_;
  double error_ = 0.005;
};

}  // namespace channelshift
